//! Which title belongs to which name: before it, after it, by a verb, by a genitive.

use super::{
    Category, Descriptor, Opening, RoleClaim, RoleState,
    lexicon::{COLLECTIVE, FUNCTION, HEAD, HONORIFIC, PLURAL, PORTFOLIO, RANK, STATE},
    story::{Story, country_of},
    title::{Title, title_at},
};
use crate::{
    country::Country,
    mention::{EntityType, Form, Mention},
    span::TokenRange,
    token::{Case, TokenKind},
};

/// What was found so far; mentions are counted as the story counts them.
pub(super) struct Found {
    pub(super) claims: Vec<RoleClaim>,
    /// Titles without a name.
    pub(super) alone: Vec<Title>,
    /// The noun phrase of each mention.
    pub(super) phrases: Vec<TokenRange>,
    pub(super) descriptors: Vec<Descriptor>,
    /// Which mentions are no names but parts of titles.
    pub(super) absorbed: Vec<bool>,
    /// Of names that start before their mention does the first token.
    pub(super) widened: Vec<Option<u32>>,
    /// For each mention how many claims it has.
    claimed: Vec<u8>,
    /// The title that was given last to a name before it: where it ends and whose it is.
    last_after: Option<(usize, usize)>,
}

/// Gives every title of the story to its name.
pub(super) fn attach(story: &Story<'_>) -> Found {
    let mut found = Found {
        claims: Vec::new(),
        alone: Vec::new(),
        phrases: story.mentions.iter().map(|m| m.tokens).collect(),
        descriptors: Vec::new(),
        absorbed: vec![false; story.mentions.len()],
        widened: vec![None; story.mentions.len()],
        claimed: vec![0; story.mentions.len()],
        last_after: None,
    };
    for title in &titles(story) {
        let named = found.before_name(story, title)
            || found.after_name(story, title)
            || found.before_comma(story, title)
            || found.by_verb(story, title);
        if !named && title.stands_alone(story) {
            found.alone.push(title.clone());
        }
        if let Some(m) = title.absorbed {
            found.absorbed[m] = true;
        }
    }
    for (index, mention) in story.mentions.iter().enumerate() {
        if mention.kind == EntityType::Person {
            found.affiliation(story, index, mention);
        }
    }
    found.claims.sort_by_key(|c| c.mention);
    found
}

/// Every title, left to right; one that a later one takes in as its part ("chairman and chief executive") is left out.
fn titles(story: &Story<'_>) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < story.tokens.len() {
        if story.word(at).is(HEAD | PLURAL | COLLECTIVE)
            && let Some(title) = title_at(story, at)
        {
            while titles.last().is_some_and(|t| title.title.has(t.head)) {
                titles.pop();
            }
            at = title.phrase.end as usize;
            titles.push(title);
            continue;
        }
        at += 1;
    }
    titles
}

/// The person whose name starts at token `at`, honorifics skipped.
fn name_at(story: &Story<'_>, mut at: usize) -> Option<usize> {
    let limit = at + 3;
    while at < story.tokens.len() && at < limit {
        if let Some(m) = story.person_at(at) {
            return Some(m);
        }
        if story.owner(at).is_some() || !story.word(at).is(HONORIFIC) {
            return None;
        }
        at += 1;
    }
    None
}

/// The person whose name, with a rank before it, starts at token `at`: "General Luis Paz". A rank is no second person beside
/// the office that it follows.
fn ranked_at(story: &Story<'_>, at: usize) -> Option<usize> {
    let rank = |i: usize| {
        let word = story.word(i);
        story.owner(i).is_none()
            && story.is_capital(i)
            && (word.is(HONORIFIC | RANK)
                || word.is(HEAD) && matches!(word.category(), Category::Military | Category::Church))
    };
    let ranks = (at..story.tokens.len()).take(3).take_while(|&i| rank(i)).count();
    (ranks > 0).then(|| story.person_at(at + ranks)).flatten()
}

impl Found {
    fn claim(&mut self, story: &Story<'_>, mention: usize, t: &Title, rule: &'static str) {
        let place = t.place.and_then(|p| story.mentions[p].country);
        let title = (!t.counterpart).then(|| story.tokens.span(t.title));
        self.claims.push(RoleClaim {
            mention,
            title,
            head: Some(t.head as u32),
            category: t.category,
            organisation: t.organisation,
            owner: t.owner,
            country: t.country.or(place),
            state: t.state,
            rule: if t.counterpart { "counterpart" } else { rule },
        });
        self.claimed[mention] = self.claimed[mention].saturating_add(1);
    }

    /// "Italian Prime Minister Giorgia Meloni", "Presidents Hu Jintao and Dmitry Medvedev".
    fn before_name(&mut self, story: &Story<'_>, t: &Title) -> bool {
        let end = t.phrase.end as usize;
        let sentence = story.sentence(t.head).end as usize;
        if t.collective || end >= sentence {
            return false;
        }
        let Some(first) = name_at(story, end).or_else(|| self.widen(story, t, sentence)) else { return false };
        if t.category == Category::Other && t.plural {
            return false;
        }
        self.claim(story, first, t, "title.before");
        // "the emir, Sheikh Ali": the phrase that the title before the comma gave stays.
        let given = self.phrases[first];
        let wider = !given.is_empty() && given.first < t.phrase.first && given.end >= story.mentions[first].tokens.end;
        if !wider {
            self.phrases[first] = TokenRange { first: t.phrase.first, end: story.mentions[first].tokens.end };
        }
        if t.plural {
            self.share(story, first, t, sentence);
        }
        true
    }

    /// The person after a title whose first name was left out of the name: "President Asif {Ali Zardari}".
    fn widen(&mut self, story: &Story<'_>, t: &Title, stop: usize) -> Option<usize> {
        let first = t.phrase.end as usize;
        let given = |i: usize| {
            story.owner(i).is_none()
                && story.token(i).kind == TokenKind::Word
                && story.token(i).case == Case::Title
                && !story.word(i).is(FUNCTION | HEAD | PLURAL | HONORIFIC | STATE | PORTFOLIO)
        };
        if t.plural || t.head + 1 != first || !story.is_capital(t.head) || first >= stop || !given(first) {
            return None;
        }
        let m = (first + 1 < stop).then(|| story.person_at(first + 1)).flatten()?;
        self.widened[m] = Some(first as u32);
        Some(m)
    }

    /// Gives a plural title to the names that follow the first: ", Y of B and Z".
    fn share(&mut self, story: &Story<'_>, first: usize, t: &Title, sentence: usize) {
        let mut at = after_of(story, story.mentions[first].tokens.end as usize, sentence);
        for _ in 0..12 {
            let mut next = at;
            while next < sentence
                && next < at + 2
                && (story.is_mark(next, ",") || matches!(story.folded(next), "and" | "&"))
            {
                next += 1;
            }
            let Some(m) = (next > at && next < sentence).then(|| name_at(story, next)).flatten() else { return };
            let mut each = t.clone();
            each.country = if t.countries == 1 { t.country } else { None };
            self.claim(story, m, &each, "title.shared");
            at = after_of(story, story.mentions[m].tokens.end as usize, sentence);
        }
    }

    /// "Mr Akazawa, Japan's Economic Revitalisation Minister,".
    fn after_name(&mut self, story: &Story<'_>, t: &Title) -> bool {
        if t.plural || t.collective || t.counterpart && t.phrase.first == 0 {
            return false;
        }
        let first = t.phrase.first as usize;
        let sentence = story.sentence(t.head);
        if first < sentence.first as usize + 2 {
            return false;
        }
        let end = t.phrase.end as usize;
        let next = (end < sentence.end as usize).then(|| story.folded(end));
        // A second title of the same person: "..., chief executive of A and chairman of B".
        if let Some((last, m)) = self.last_after
            && last + 1 == first
            && (story.is_mark(last, ",") || story.folded(last) == "and")
            && t.opening != Opening::Possessive
        {
            if story.folded(last) == "and" && t.opening != Opening::Bare {
                return false;
            }
            return self.give(story, m, t, end, "title.after");
        }
        // "Trump, Saudi King Agree": what is not closed again is no apposition.
        let open = end < sentence.end as usize
            && story.token(end).kind == TokenKind::Word
            && story.is_capital(end)
            && !story.word(end).is(FUNCTION);
        if open && t.opening == Opening::Bare {
            return false;
        }
        let mut mark = first - 1;
        // ", now the foreign minister", ", then the envoy", ", also chairman"
        if matches!(story.folded(mark), "now" | "then" | "also" | "currently") && mark > sentence.first as usize + 1 {
            mark -= 1;
        }
        if !(story.is_mark(mark, ",") || story.is_mark(mark, "(") || dash(story, mark)) {
            return false;
        }
        let Some(m) = self.person_left_of(story, mark, sentence.first as usize) else { return false };
        // "Ms Roe met Mr Lee, an aide said": who says it is another, unless nothing stands before the name.
        if says(story, in_place(story, end)) && self.phrases[m].first > sentence.first {
            return false;
        }
        let listed = matches!(next, Some("and" | "or"));
        let mine = &self.claims;
        let other = t.country.is_some()
            && mine.iter().rev().take(8).any(|c| c.mention == m && c.country.is_some() && c.country != t.country);
        if other || listed && self.claimed[m] > 0 && t.opening != Opening::Bare {
            return false;
        }
        self.give(story, m, t, end, "title.after")
    }

    fn give(&mut self, story: &Story<'_>, m: usize, t: &Title, end: usize, rule: &'static str) -> bool {
        self.claim(story, m, t, rule);
        let closes = end < story.tokens.len() && (story.is_mark(end, ",") || story.is_mark(end, ")"));
        self.phrases[m].end = self.phrases[m].end.max(t.phrase.end + u32::from(closes));
        self.last_after = Some((end, m));
        true
    }

    /// The person whose name (with age, brackets, "of ...") ends right before the mark at `mark`.
    fn person_left_of(&self, story: &Story<'_>, mark: usize, start: usize) -> Option<usize> {
        if let Some(m) = story.person_before(mark) {
            return Some(m);
        }
        let before = mark.checked_sub(1)?;
        if story.is_number(before) && before > start && story.is_mark(before - 1, ",") {
            return story.person_before(before - 1);
        }
        if story.is_mark(before, ")") {
            let open = (start..before).rev().take(8).find(|&i| story.is_mark(i, "("))?;
            return story.person_before(open);
        }
        let of = story.mention(before)?.tokens.first as usize;
        let of = if of > start && story.folded(of - 1) == "the" { of - 1 } else { of };
        (of > start && story.folded(of - 1) == "of").then(|| story.person_before(of - 1)).flatten()
    }

    /// "Iran's president, Hassan Rouhani, said".
    fn before_comma(&mut self, story: &Story<'_>, t: &Title) -> bool {
        let end = t.phrase.end as usize;
        let sentence = story.sentence(t.head);
        let stop = sentence.end as usize;
        if t.collective || end + 1 >= stop || !(story.is_mark(end, ",") || story.is_mark(end, ":") || dash(story, end))
        {
            return false;
        }
        if t.opening == Opening::Bare && t.countries == 0 && !t.specific || t.opening == Opening::Indefinite && t.plural
        {
            return false;
        }
        let Some(m) = name_at(story, end + 1).or_else(|| ranked_at(story, end + 1)) else { return false };
        let mention = story.mentions[m].tokens;
        let close = after_of(story, mention.end as usize, stop);
        let closed = close >= stop
            || story.token(close).kind == TokenKind::Punct && !story.is_mark(close, "-")
            || t.plural && story.folded(close) == "and"
            || speaks(story, t, close);
        if !closed {
            return false;
        }
        if t.plural {
            let next = close;
            if next < stop && story.folded(next) == "and" {
                self.claim(story, m, t, "title.before_comma");
                self.share(story, m, t, stop);
                return true;
            }
            return false;
        }
        self.claim(story, m, t, "title.before_comma");
        let comma = close < stop && story.is_mark(close, ",");
        self.phrases[m] = TokenRange { first: t.phrase.first, end: close as u32 + u32::from(comma) };
        true
    }

    /// "Kim, who was named finance minister", "Lee is the chief negotiator".
    fn by_verb(&mut self, story: &Story<'_>, t: &Title) -> bool {
        if t.plural || t.collective || t.counterpart {
            return false;
        }
        let start = story.sentence(t.head).first as usize;
        let mut at = t.phrase.first as usize;
        let back = |at: usize, words: &[&str]| at > start && words.contains(&story.folded(at - 1));
        if back(at, &["as"]) {
            at -= 1;
        }
        let mut state = t.state;
        if back(at, &["named", "appointed", "elected", "chosen", "nominated", "confirmed", "inaugurated"]) {
            if back(at, &["nominated"]) {
                state = RoleState::Elect;
            }
            at -= 1;
            if back(at, &["been", "was", "is", "newly"]) {
                at -= 1;
            }
            if back(at, &["has", "had", "was"]) {
                at -= 1;
            }
        } else if back(at, &["is", "remains", "becomes", "became"]) {
            at -= 1;
        } else if back(at, &["was"]) {
            if state == RoleState::Current {
                state = RoleState::Former;
            }
            at -= 1;
        } else {
            return false;
        }
        if at <= start {
            return false;
        }
        let subject = if story.folded(at - 1) == "who" && at > start + 1 && story.is_mark(at - 2, ",") {
            self.person_left_of(story, at - 2, start)
        } else if story.folded(at - 1) == "who" {
            story.person_before(at - 1)
        } else {
            story.person_before(at)
        };
        let Some(m) = subject else { return false };
        let t = Title { state, ..t.clone() };
        self.claim(story, m, &t, "title.verb");
        true
    }

    /// Where a name belongs: "Japan's Akazawa", "Tesla's Elon Musk", "Greek Alexis Tsipras", "Meloni of Italy".
    fn affiliation(&mut self, story: &Story<'_>, index: usize, mention: &Mention) {
        let first = mention.tokens.first as usize;
        let end = mention.tokens.end as usize;
        let sentence = story.sentence(first);
        let (start, stop) = (sentence.first as usize, sentence.end as usize);
        let mut bare = RoleClaim {
            mention: index,
            title: None,
            head: None,
            category: Category::Other,
            organisation: None,
            owner: None,
            country: None,
            state: RoleState::Current,
            rule: "affiliation.genitive",
        };
        let mut start_of_name = first;
        while start_of_name > start
            && story.owner(start_of_name - 1).is_none()
            && story.word(start_of_name - 1).is(HONORIFIC)
        {
            start_of_name -= 1;
        }
        if self.claimed[index] == 0 && start_of_name > start {
            let genitive = story.is_genitive(start_of_name - 1);
            let before = if genitive { start_of_name.checked_sub(2) } else { Some(start_of_name - 1) };
            if let Some(owner) = before.filter(|&b| b >= start).and_then(|b| story.owner(b)) {
                let m = &story.mentions[owner];
                let country = country_of(m, story.text);
                if genitive && country.is_none() && matches!(m.kind, EntityType::Organisation | EntityType::Company) {
                    bare.organisation = Some(owner);
                }
                if genitive && country.is_none() && m.kind == EntityType::Place {
                    bare.country = m.country;
                }
                if genitive || m.form == Form::Demonym {
                    bare.country = bare.country.or(country);
                    if !genitive {
                        bare.rule = "affiliation.demonym";
                    }
                }
                if bare.country.is_some() || bare.organisation.is_some() {
                    self.phrases[index].first = self.phrases[index].first.min(m.tokens.first);
                    self.claims.push(bare.clone());
                }
            }
        }
        if end + 1 < stop && story.folded(end) == "of" {
            let at = if story.folded(end + 1) == "the" { end + 2 } else { end + 1 };
            if let Some(owner) = (at < stop).then(|| story.owner(at)).flatten() {
                let m = &story.mentions[owner];
                let country = country_of(m, story.text).or(if m.kind == EntityType::Place { m.country } else { None });
                let organisation = (country.is_none()
                    && matches!(m.kind, EntityType::Organisation | EntityType::Company))
                .then_some(owner);
                if country.is_some() || organisation.is_some() {
                    let mut filled = false;
                    for claim in self.claims.iter_mut().filter(|c| c.mention == index && c.title.is_some()) {
                        if claim.country.is_none() && claim.organisation.is_none() {
                            claim.country = country;
                            claim.organisation = organisation;
                            filled = true;
                        }
                    }
                    if !filled {
                        self.claims.push(RoleClaim { organisation, country, rule: "affiliation.of", ..bare.clone() });
                    }
                    self.phrases[index].end = self.phrases[index].end.max(m.tokens.end);
                }
            }
        }
        // "(R-Texas)", "(D., Calif.)"
        if end + 2 < stop && story.is_mark(end, "(") && matches!(story.raw(end + 1), "R" | "D" | "R." | "D." | "I") {
            self.claims.push(RoleClaim { country: Some(Country::US), rule: "affiliation.party", ..bare });
        }
    }
}

/// "The adviser, Sergei Orlov said": a title that opens its clause, and a name that speaks.
fn speaks(story: &Story<'_>, t: &Title, at: usize) -> bool {
    let first = t.phrase.first as usize;
    let opens = first == story.sentence(t.head).first as usize || story.is_mark(first - 1, ",");
    opens && says(story, at) && matches!(t.opening, Opening::Genitive | Opening::Definite)
}

/// Whether a verb of saying stands at `at`.
fn says(story: &Story<'_>, at: usize) -> bool {
    at < story.tokens.len()
        && matches!(story.folded(at), "said" | "says" | "told" | "added" | "warned" | "confirmed" | "announced")
}

/// The token after "in Cairo" that starts at `at`; `at` itself where nothing of that kind does.
fn in_place(story: &Story<'_>, at: usize) -> usize {
    let place = at + 1 < story.tokens.len() && story.folded(at) == "in";
    place.then(|| story.mention(at + 1)).flatten().map_or(at, |m| m.tokens.end as usize)
}

/// The token after "of the United Kingdom" or a bracket that starts at `at`; `at` itself where neither does.
fn after_of(story: &Story<'_>, at: usize, stop: usize) -> usize {
    if at + 1 < stop && story.folded(at) == "of" {
        let next = if story.folded(at + 1) == "the" { at + 2 } else { at + 1 };
        if next < stop
            && let Some(m) = story.mention(next)
        {
            return m.tokens.end as usize;
        }
    }
    if at + 2 < stop
        && story.is_mark(at, "(")
        && let Some(close) = (at..stop.min(at + 8)).find(|&i| story.is_mark(i, ")"))
    {
        return close + 1;
    }
    at
}

/// A dash between spaces.
fn dash(story: &Story<'_>, at: usize) -> bool {
    (story.is_mark(at, "-") || story.is_mark(at, "--")) && !story.is_hyphen(at)
}
