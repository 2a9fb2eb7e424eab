//! The title grammar: state, rank and portfolio before a head, a complement after it, and around it the noun phrase that
//! tells its country or body.
//!
//! ```text
//! the  former  Japanese   deputy  foreign    minister   for trade
//! det  state   country    rank    portfolio  head       complement
//! ```

use super::{
    Category, Opening, RoleState,
    lexicon::{COLLECTIVE, HEAD, HONORIFIC, NAME_ONLY, NEEDS_MORE, NOMINAL, PLURAL, PORTFOLIO, QUALITY, RANK, STATE},
    story::{Story, country_of, is_function, opening},
};
use crate::{
    country::Country,
    mention::EntityType,
    span::TokenRange,
    token::{Case, TokenKind},
};

/// One title or description, as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// With determiner, nationality and adjectives.
    pub(crate) phrase: TokenRange,
    /// The title without the country.
    pub(crate) title: TokenRange,
    pub(crate) head: usize,
    pub(crate) category: Category,
    pub(crate) opening: Opening,
    pub(crate) plural: bool,
    pub(crate) collective: bool,
    pub(crate) counterpart: bool,
    pub(crate) country: Option<Country>,
    /// More than one country is named: "the leaders of France and Germany".
    pub(crate) countries: usize,
    pub(crate) organisation: Option<usize>,
    pub(crate) owner: Option<usize>,
    pub(crate) place: Option<usize>,
    pub(crate) state: RoleState,
    /// A mention that is no name but a part of this title.
    pub(crate) absorbed: Option<usize>,
    /// A modifier, a complement or a country stands beside the head.
    pub(crate) specific: bool,
}

/// The title whose head is token `head`.
pub(crate) fn title_at(story: &Story<'_>, head: usize) -> Option<Title> {
    let word = story.word(head);
    if !word.is(HEAD | PLURAL | COLLECTIVE) || !may_head(story, head) {
        return None;
    }
    let sentence = story.sentence(head);
    let plural = word.is(PLURAL);
    let counterpart = matches!(story.folded(head), "counterpart" | "counterparts");
    let mut t = Title {
        phrase: TokenRange::new(head, head + 1),
        title: TokenRange::new(head, head + 1),
        head,
        category: if word.is(COLLECTIVE) { Category::Other } else { word.category() },
        opening: Opening::Bare,
        plural: plural && !word.is(COLLECTIVE),
        collective: word.is(COLLECTIVE),
        counterpart,
        country: None,
        countries: 0,
        organisation: None,
        owner: None,
        place: None,
        state: RoleState::Current,
        absorbed: story.owner(head).filter(|_| word.is(HEAD) && !word.is(COLLECTIVE)),
        specific: false,
    };
    before(story, sentence.first as usize, &mut t);
    after(story, sentence.end as usize, &mut t);
    Some(t)
}

/// Whether the word at `head` can be a head here: no verb, and no modifier of a head that follows.
fn may_head(story: &Story<'_>, head: usize) -> bool {
    let word = story.word(head);
    if let Some(m) = story.mention(head) {
        let last = m.tokens.end as usize == head + 1;
        let named = m.entry.is_some() || !matches!(m.kind, EntityType::Other | EntityType::Organisation);
        if named || !last || m.kind == EntityType::Person {
            return false;
        }
    }
    let lower = story.token(head).case == Case::Lower;
    let end = story.sentence(head).end as usize;
    let mut next = head + 1;
    if lower && next < end && matches!(story.folded(next), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
        // "heads the delegation", "to chair a meeting"
        return false;
    }
    if next < end && story.owner(next).is_none() && is_office_noun(story.folded(next)) {
        // "the prime minister post", "the executive arm"
        return false;
    }
    if head >= 2 && story.is_hyphen(head - 1) && story.is_number(head - 2) {
        // "the 27-member bloc"
        return false;
    }
    if word.is(RANK | PORTFOLIO | QUALITY) {
        while next < end
            && story.owner(next).is_none()
            && (story.word(next).is(RANK | PORTFOLIO | QUALITY) || story.is_hyphen(next))
            && !story.word(next).is(HEAD | PLURAL)
        {
            next += 1;
        }
        if next < end && story.owner(next).is_none() && story.word(next).is(HEAD | PLURAL | COLLECTIVE) {
            // "chief executive", "opposition leaders"; but "the chief, ministers" is kept apart by its comma.
            return false;
        }
    }
    // "U.S.-leader", "co-host" are read from their last part; "leader-writer" is no leader.
    !(next < end && head + 1 < end && story.is_hyphen(head + 1) && !is_suffix_at(story, head + 1))
}

/// Nouns that turn a head before them into a modifier.
fn is_office_noun(folded: &str) -> bool {
    matches!(
        folded,
        "post"
            | "posts"
            | "job"
            | "role"
            | "seat"
            | "arm"
            | "branch"
            | "order"
            | "orders"
            | "board"
            | "position"
            | "race"
            | "election"
            | "elections"
            | "title"
            | "nomination"
            | "candidacy"
            | "candidate"
            | "candidates"
            | "bloc"
            | "states"
            | "state"
            | "nations"
            | "countries"
            | "power"
            | "powers"
            | "session"
            | "salary"
            | "pay"
            | "bonuses"
            | "compensation"
            | "training"
            | "shortage"
            | "visa"
            | "visas"
            | "contract"
            | "union"
            | "unions"
            | "privilege"
    )
}

/// Whether "-elect", "-designate", "-general", "-in-chief" or "-at-large" starts at the hyphen `at`.
fn is_suffix_at(story: &Story<'_>, at: usize) -> bool {
    at + 1 < story.tokens.len()
        && matches!(story.folded(at + 1), "elect" | "designate" | "general" | "in" | "at" | "nominee" | "delegate")
}

/// Walks left from the head.
fn before(story: &Story<'_>, start: usize, t: &mut Title) {
    let mut title = t.head;
    let mut phrase = t.head;
    let mut inside = true;
    let capital = story.is_capital(t.head);
    let mut joined = false;
    let mut listed = false;
    while phrase > start {
        let p = phrase - 1;
        if let Some(m) = story.owner(p) {
            let mention = &story.mentions[m];
            let first = mention.tokens.first as usize;
            if let Some(country) = country_of(mention, story.text) {
                if t.countries > 0 && !(t.plural && listed) || first < start {
                    break;
                }
                listed = false;
                t.country = Some(country);
                t.countries += 1;
                phrase = first;
                inside = false;
                continue;
            }
            match mention.kind {
                EntityType::Organisation | EntityType::Company if inside && t.organisation.is_none() => {
                    t.organisation = Some(m);
                    title = first;
                    phrase = first;
                }
                EntityType::Place if t.place.is_none() && t.countries == 0 => {
                    t.place = Some(m);
                    phrase = first;
                    inside = false;
                }
                EntityType::Other if inside && capital => {
                    title = first;
                    phrase = first;
                }
                _ => break,
            }
            continue;
        }
        let token = story.token(p);
        if t.plural && t.countries > 0 && p > start && is_list_mark(story, p) {
            // "South Korean and Japanese ministers", "U.S.-Chinese officials"
            listed = story.mention(p - 1).is_some_and(|m| country_of(m, story.text).is_some());
            if listed {
                phrase = p;
                continue;
            }
        }
        if token.kind == TokenKind::Genitive {
            phrase = genitive(story, start, p, t).unwrap_or(phrase);
            break;
        }
        if story.is_hyphen(p) && p > start {
            let q = p - 1;
            let word = story.word(q);
            if word.is(STATE) && matches!(story.folded(q), "ex" | "then") {
                t.state = word.state();
                phrase = q;
                inside = false;
            } else if inside
                && story.owner(q).is_none()
                && (matches!(story.folded(q), "co" | "vice" | "anti" | "non" | "under" | "sub" | "counter" | "euro")
                    || (word.is(RANK | PORTFOLIO) && story.word(p + 1).is(RANK | PORTFOLIO | HEAD | PLURAL)))
            {
                title = q;
                phrase = q;
            } else {
                // "Washington-based", "left-wing", "39-year-old"
                let mut q = story.mention(q).map_or(q, |m| m.tokens.first as usize);
                while q > start + 1 && story.is_hyphen(q - 1) {
                    q = story.mention(q - 2).map_or(q - 2, |m| m.tokens.first as usize);
                }
                if q < start {
                    break;
                }
                // What stands after the hyphen is no part of the title either: "left-wing leader".
                if title <= p + 1 {
                    title = (p + 2).min(t.head);
                }
                phrase = q;
                inside = false;
            }
            continue;
        }
        if story.is_mark(p, ")") {
            // "Apple Inc (AAPL.O) CEO"
            let open = (start..p).rev().take(7).find(|&i| story.is_mark(i, "("));
            match open {
                Some(open) if open > start && inside && story.owner(open - 1).is_some() => {
                    let m = story.owner(open - 1).unwrap_or(0);
                    // "Republic of Korea (ROK) National Security Advisor"
                    if let Some(country) = country_of(&story.mentions[m], story.text).filter(|_| t.countries == 0) {
                        t.country = Some(country);
                        t.countries = 1;
                        phrase = story.mentions[m].tokens.first as usize;
                        inside = false;
                        continue;
                    }
                    if !matches!(story.mentions[m].kind, EntityType::Organisation | EntityType::Company) {
                        break;
                    }
                    t.organisation = Some(m);
                    phrase = story.mentions[m].tokens.first as usize;
                    title = phrase;
                    continue;
                }
                _ => break,
            }
        }
        if token.kind == TokenKind::Number {
            if !t.plural {
                break;
            }
            phrase = p;
            inside = false;
            if p > start + 1 && story.folded(p - 1) == "than" {
                phrase = p - 2;
            }
            continue;
        }
        let folded = story.folded(p);
        let word = story.word(p);
        if word.is(STATE) && folded != "late" || folded == "late" && p > start && story.folded(p - 1) == "the" {
            t.state = word.state();
            phrase = p;
            inside = false;
            continue;
        }
        if inside && word.is(RANK | PORTFOLIO) && !joined_break(story, p, t) {
            title = p;
            phrase = p;
            continue;
        }
        if let Some(open) = opening(folded) {
            t.opening = open;
            phrase = p;
            if p > start && matches!(story.folded(p - 1), "all" | "both") && t.plural {
                phrase = p - 1;
            }
            break;
        }
        if folded == "and"
            && inside
            && p > start
            && let Some(m) = portfolio_taken_for_a_body(story, p - 1, start).filter(|_| story.word(p + 1).is(PORTFOLIO))
        {
            let mention = &story.mentions[m];
            let first = mention.tokens.first as usize;
            t.absorbed = Some(m);
            phrase = first;
            title = first;
            if mention.country.is_some() {
                t.country = t.country.or(mention.country);
                t.countries += 1;
                title += 1;
            }
            break;
        }
        if matches!(folded, "and" | "&") && inside && p > start && story.owner(p - 1).is_none() {
            let q = p - 1;
            let left = story.word(q);
            let right = story.word(p + 1);
            let listed = left.is(PORTFOLIO | RANK) && !left.is(HEAD);
            if listed && (right.is(PORTFOLIO) || title > t.head - 1 && right.is(HEAD))
                || capital && story.is_capital(q) && story.is_capital(p + 1) && left.is(PORTFOLIO)
            {
                title = q;
                phrase = q;
                joined = true;
                continue;
            }
            if left.is(HEAD)
                && !t.plural
                && title <= p + 1
                && (capital && story.is_capital(q)
                    || left.category().is_calling() && story.word(t.head).category().is_calling())
                && may_join(story, start, q)
            {
                title = q;
                phrase = q;
                continue;
            }
            break;
        }
        if story.is_mark(p, ",") && joined && inside && p > start && story.word(p - 1).is(PORTFOLIO) {
            title = p - 1;
            phrase = p - 1;
            continue;
        }
        if folded == "visiting" && visits(story, start, p) {
            phrase = p;
            inside = false;
            continue;
        }
        if word.is(QUALITY) || t.plural && adjective(folded) && token.case == Case::Lower {
            phrase = p;
            inside = false;
            continue;
        }
        if inside
            && capital
            && story.is_capital(p)
            && !is_function(folded)
            && token.kind == TokenKind::Word
            && !word.is(HEAD | PLURAL)
            && p > start
            && !matches!(story.token(p - 1).kind, TokenKind::Punct)
        {
            title = p;
            phrase = p;
            continue;
        }
        break;
    }
    t.specific = title < t.head || t.countries > 0 || t.place.is_some() || t.opening == Opening::Genitive;
    t.title.first = title as u32;
    t.phrase.first = phrase as u32;
}

/// The mention that ends at token `at`, where it is the first half of a field of work and no body: "EU Economic" in "EU
/// Economic and Monetary Affairs Commissioner".
fn portfolio_taken_for_a_body(story: &Story<'_>, at: usize, start: usize) -> Option<usize> {
    let m = story.owner(at)?;
    let mention = &story.mentions[m];
    let first = mention.tokens.first as usize + usize::from(mention.country.is_some());
    (mention.kind == EntityType::Organisation
        && mention.entry.is_none()
        && mention.tokens.first as usize >= start
        && first <= at
        && (first..=at).all(|i| story.word(i).is(PORTFOLIO)))
    .then_some(m)
}

/// What stands between the nationalities of one group.
fn is_list_mark(story: &Story<'_>, at: usize) -> bool {
    matches!(story.folded(at), "and" | "&" | "," | "-" | "/")
}

/// A rank or portfolio that is the head of something of its own: "the opposition and the ministers".
fn joined_break(story: &Story<'_>, p: usize, t: &Title) -> bool {
    story.word(p).is(HEAD | PLURAL) && !story.word(p).is(RANK | PORTFOLIO) && t.head > p
}

/// "President and Chief Executive", but not "the president and Prime Minister".
fn may_join(story: &Story<'_>, start: usize, head: usize) -> bool {
    head == start
        || !matches!(story.folded(head - 1), "the" | "a" | "an")
        || story.word(head).category() == Category::Business
}

/// Whether "visiting" at `at` describes a guest: it opens the sentence, or a determiner or "with" stands before it.
fn visits(story: &Story<'_>, start: usize, at: usize) -> bool {
    at == start || matches!(story.folded(at - 1), "the" | "a" | "with" | "-" | "--")
}

/// What ends in a way that adjectives do.
fn adjective(folded: &str) -> bool {
    folded.len() > 4 && ["al", "ive", "ic", "ary", "ous", "ish"].iter().any(|e| folded.ends_with(e))
}

/// The owner before the genitive at `at`: "Vietnam's", "the company's". Returns where the phrase starts.
fn genitive(story: &Story<'_>, start: usize, at: usize, t: &mut Title) -> Option<usize> {
    if at == start {
        return None;
    }
    t.opening = Opening::Genitive;
    let mut first = at - 1;
    if let Some(m) = story.owner(first) {
        let mention = &story.mentions[m];
        first = mention.tokens.first as usize;
        if let Some(country) = country_of(mention, story.text) {
            t.country = t.country.or(Some(country));
            t.countries += 1;
        } else {
            match mention.kind {
                EntityType::Person => t.owner = Some(m),
                EntityType::Place => t.place = t.place.or(Some(m)),
                _ => t.organisation = t.organisation.or(Some(m)),
            }
        }
        if first > start && story.owner(first - 1).is_none() && matches!(story.folded(first - 1), "the") {
            first -= 1;
        }
        return Some(first);
    }
    // "the company's", "the world's largest lender's"
    let mut steps = 0;
    while first > start && steps < 4 {
        if story.owner(first).is_some_and(|m| story.mentions[m].kind == EntityType::Person) {
            break;
        }
        if opening(story.folded(first)).is_some() {
            return Some(first);
        }
        if story.token(first).kind != TokenKind::Word {
            break;
        }
        first -= 1;
        steps += 1;
    }
    if opening(story.folded(first)).is_some() { Some(first) } else { Some(at - 1) }
}

/// Walks right from the head: suffixes and the complement.
fn after(story: &Story<'_>, end: usize, t: &mut Title) {
    let mut at = t.head + 1;
    loop {
        if at < end && story.owner(at).is_none() {
            let folded = story.folded(at);
            if matches!(folded, "elect" | "designate" | "designated" | "nominee" | "emeritus" | "delegate") {
                if folded != "emeritus" && folded != "delegate" {
                    t.state = RoleState::Elect;
                }
                at += 1;
                continue;
            }
            if folded == "general" && takes_general(story.folded(t.head)) {
                at += 1;
                continue;
            }
            if story.is_hyphen(at) && is_suffix_at(story, at) {
                match story.folded(at + 1) {
                    "elect" | "designate" | "nominee" => {
                        t.state = RoleState::Elect;
                        at += 2;
                        continue;
                    }
                    "general" | "delegate" => {
                        at += 2;
                        continue;
                    }
                    // commander-in-chief, ambassador-at-large
                    _ if at + 3 < end && story.is_hyphen(at + 2) => {
                        at += 4;
                        continue;
                    }
                    _ => {}
                }
            }
            if folded == "in" && at + 1 < end && story.folded(at + 1) == "chief" {
                at += 2;
                continue;
            }
        }
        break;
    }
    t.title.end = at as u32;
    t.phrase.end = at as u32;
    if at < end && story.owner(at).is_none() && takes_complement(story, t, at) {
        complement(story, end, at, t);
    }
}

fn takes_general(head: &str) -> bool {
    matches!(
        head,
        "secretary"
            | "attorney"
            | "director"
            | "governor"
            | "solicitor"
            | "consul"
            | "inspector"
            | "auditor"
            | "prosecutor"
            | "secretaries"
            | "attorneys"
            | "directors"
            | "governors"
            | "comptroller"
            | "commissioner"
            | "administrator"
            | "surgeon"
            | "consuls"
            | "registrar"
            | "coordinator"
    )
}

fn takes_complement(story: &Story<'_>, t: &Title, at: usize) -> bool {
    match story.folded(at) {
        "of" => true,
        "for" => {
            !t.plural
                && matches!(
                    t.category,
                    Category::Minister
                        | Category::Diplomat
                        | Category::Official
                        | Category::Business
                        | Category::Spokesman
                        | Category::Governor
                        | Category::Party
                        | Category::Law
                        | Category::Media
                )
        }
        "to" => {
            t.category == Category::Diplomat
                || matches!(story.folded(t.head), "adviser" | "advisor" | "aide" | "counselor" | "secretary")
        }
        "at" => matches!(t.category, Category::Business | Category::Academic | Category::Official),
        "on" => matches!(story.folded(t.head), "rapporteur" | "negotiator" | "envoy" | "adviser" | "advisor"),
        "in" => matches!(t.category, Category::Diplomat),
        "from" => t.plural || t.collective,
        _ => false,
    }
}

/// The complement that starts with the preposition at `at`: "of the European Council", "for North Korea policy",
/// "of France, Germany and Italy".
fn complement(story: &Story<'_>, end: usize, at: usize, t: &mut Title) {
    let preposition = story.folded(at);
    let mut i = at + 1;
    let mut accepted = at; // the last token of the complement
    let mut in_title = preposition == "of" || preposition == "for" || preposition == "to" || preposition == "on";
    let mut content = false;
    let limit = end.min(at + 24);
    let mut unknown = 0;
    while i < limit {
        if let Some(m) = story.owner(i) {
            let mention = &story.mentions[m];
            let mend = mention.tokens.end as usize;
            if let Some(country) = country_of(mention, story.text) {
                let noun_follows = mend < end
                    && story.owner(mend).is_none()
                    && story.word(mend).is(PORTFOLIO | NOMINAL | HEAD | PLURAL)
                    && !story.word(mend).is(STATE);
                let is_name = mention.form != crate::mention::Form::Demonym;
                if is_name && !content && !(noun_follows && preposition == "for") {
                    if preposition == "to" || preposition == "on" || preposition == "for" {
                        // "ambassador to China": where he is sent, not whose he is
                        accepted = mend - 1;
                        break;
                    }
                    in_title = false;
                    t.country = t.country.or(Some(country));
                    t.countries += 1;
                    accepted = mend - 1;
                    if t.plural || t.collective {
                        accepted = countries(story, end, mend, t);
                    }
                    break;
                }
                i = mend;
                if is_name {
                    accepted = mend - 1;
                    content = true;
                }
                continue;
            }
            match mention.kind {
                EntityType::Organisation | EntityType::Company | EntityType::Group => {
                    if preposition == "at" {
                        in_title = false;
                    }
                    t.organisation = t.organisation.or(Some(m));
                    accepted = mend - 1;
                    break;
                }
                EntityType::Place => {
                    if !content {
                        in_title = preposition == "to" || preposition == "for";
                        t.place = t.place.or(Some(m));
                        accepted = mend - 1;
                    }
                    break;
                }
                EntityType::Other => {
                    accepted = mend - 1;
                    content = true;
                    i = mend;
                    continue;
                }
                _ => break,
            }
        }
        let word = story.word(i);
        let folded = story.folded(i);
        let kind = story.token(i).kind;
        if kind == TokenKind::Word {
            if word.is(STATE) || titles_a_name(story, i, end) {
                break;
            }
            if word.is(RANK | PORTFOLIO | QUALITY)
                || word.is(NOMINAL)
                || (word.is(HEAD) && !word.is(NAME_ONLY))
                || (word.is(PLURAL) && content)
            {
                accepted = i;
                content = true;
                i += 1;
                continue;
            }
            if matches!(folded, "the" | "a" | "its" | "his" | "her" | "their" | "our")
                && (i == at + 1
                    || accepted == i - 1 && matches!(story.folded(i - 1), "of" | "to" | "for")
                    || matches!(story.folded(i - 1), "of" | "to" | "for"))
            {
                i += 1;
                continue;
            }
            if matches!(folded, "of" | "for") && content {
                i += 1;
                continue;
            }
            if matches!(folded, "and") && content && next_fits(story, i + 1, end) {
                i += 1;
                continue;
            }
            if story.is_capital(i) && !is_function(folded) {
                accepted = i;
                content = true;
                i += 1;
                continue;
            }
            // "of intergovernmental affairs"
            if adjective(folded) && i + 1 < end && story.owner(i + 1).is_none() && story.word(i + 1).is(PORTFOLIO) {
                i += 1;
                continue;
            }
            // "of French reactor maker Areva": common nouns that lead to a body
            if unknown < 3 && !is_function(folded) && leads_to_body(story, i, end) {
                unknown += 1;
                i += 1;
                continue;
            }
            // "friends and relatives of victims", "the head of his delegation"
            break;
        }
        if story.is_hyphen(i) || (story.is_mark(i, "&") && content) {
            i += 1;
            continue;
        }
        if story.is_mark(i, ",")
            && content
            && next_fits(story, i + 1, end)
            && !story.word(i + 1).is(HEAD | STATE)
            && comma_list(story, i + 1, end)
        {
            i += 1;
            continue;
        }
        break;
    }
    if accepted == at {
        return;
    }
    t.specific = true;
    t.phrase.end = accepted as u32 + 1;
    if in_title {
        t.title.end = accepted as u32 + 1;
    }
}

/// Whether a title that starts or stands at `at` belongs to a name: "aide to President ...".
fn titles_a_name(story: &Story<'_>, at: usize, end: usize) -> bool {
    let mut i = at;
    while i < end && i < at + 6 && story.owner(i).is_none() && story.word(i).is(RANK | PORTFOLIO | HEAD | HONORIFIC) {
        i += 1;
    }
    // "for North Korea Policy Jo Yuen": a field of work is no title of hers.
    i > at && story.word(i - 1).is(HEAD | HONORIFIC) && i < end && story.person_at(i).is_some()
}

/// Whether the word at `at` can go on a complement after "and".
fn next_fits(story: &Story<'_>, at: usize, end: usize) -> bool {
    at < end && story.owner(at).is_none() && story.word(at).is(PORTFOLIO) && !story.word(at).is(HEAD)
}

/// Whether a list of portfolios that starts at `at` reaches its "and": "Health, Labour and Welfare".
fn comma_list(story: &Story<'_>, at: usize, end: usize) -> bool {
    (at..end.min(at + 5)).any(|i| story.folded(i) == "and")
        && (at..end.min(at + 5))
            .take_while(|&i| story.folded(i) != "and")
            .all(|i| story.word(i).is(PORTFOLIO) || story.is_mark(i, ","))
}

/// Whether lower-case words from `at` lead straight to the name of a body.
fn leads_to_body(story: &Story<'_>, at: usize, end: usize) -> bool {
    for i in at..end.min(at + 4) {
        if let Some(m) = story.mention(i) {
            return i > at && matches!(m.kind, EntityType::Organisation | EntityType::Company);
        }
        if story.token(i).case != Case::Lower || is_function(story.folded(i)) {
            return false;
        }
    }
    false
}

/// Goes on over ", Germany, Spain and Italy" from token `at`. Returns the last token of the list.
fn countries(story: &Story<'_>, end: usize, mut at: usize, t: &mut Title) -> usize {
    loop {
        let mut i = at;
        while i < end && (story.is_mark(i, ",") || matches!(story.folded(i), "and" | "&" | "the")) && i < at + 3 {
            i += 1;
        }
        if i == at || i >= end {
            return at - 1;
        }
        match story.owner(i) {
            Some(m) if story.mentions[m].kind == EntityType::Country => {
                t.countries += 1;
                at = story.mentions[m].tokens.end as usize;
            }
            _ => return at - 1,
        }
    }
}

impl Title {
    /// Whether the text tells enough for an office or group to stand alone.
    pub(crate) fn stands_alone(&self, story: &Story<'_>) -> bool {
        let word = story.word(self.head);
        if word.is(NAME_ONLY) && !self.specific {
            return false;
        }
        if self.plural || self.collective {
            return !word.is(NAME_ONLY) || self.specific;
        }
        if word.is(NEEDS_MORE)
            && !self.specific
            && self.opening != Opening::Definite
            && self.opening != Opening::Possessive
        {
            return false;
        }
        self.opening != Opening::Bare || self.countries > 0
    }
}
