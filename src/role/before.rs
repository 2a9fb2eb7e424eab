//! What stands before the head of a title: state, country, rank, portfolio, the body or person whose it is, the determiner.

use super::{
    Category, Opening,
    lexicon::{BODY, CLAUSE, FUNCTION, HEAD, NOMINAL, PLURAL, PORTFOLIO, PREFIX, QUALITY, RANK, STATE},
    story::{Story, country_of, opening},
    title::Title,
};
use crate::{
    mention::{EntityType, Form},
    token::{Case, TokenKind},
};

/// Walks left from the head.
pub(super) fn before(story: &Story<'_>, start: usize, t: &mut Title) {
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
                // "Hutu rebels"
                EntityType::Other
                    if t.plural
                        && (mention.tokens.first as usize > start
                            || mention.tokens.len() > 1
                            || listed
                            || mention.form == Form::Demonym
                            || mention.entry.is_some()) =>
                {
                    phrase = first;
                    inside = false;
                }
                // "the Roe family"
                EntityType::Person if phrase == t.head && story.folded(t.head) == "family" => {
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
        let people = |at: usize| story.mention(at).is_some_and(|m| m.kind == EntityType::Other);
        if t.plural && (t.countries > 0 || people(phrase)) && p > start && is_list_mark(story, p) {
            // "South Korean and Japanese ministers", "U.S.-Chinese officials", "Kurdish and Sunni delegates"
            listed = people(p - 1) || story.mention(p - 1).is_some_and(|m| country_of(m, story.text).is_some());
            // "Iran and European negotiators": a noun is no party to a list of adjectives, as "U.S." can be.
            let form = |at: usize| story.mention(at).map(|m| m.form);
            let noun = form(p - 1) == Some(Form::Name) && story.token(p - 1).case == Case::Title;
            if noun && form(p + 1) == Some(Form::Demonym) && story.folded(p) == "and" {
                break;
            }
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
            if story.folded(q) == "ex" && story.word(p + 1).is(QUALITY) && p + 1 != t.head {
                // "the ex-communist president" holds his office.
                phrase = q;
                inside = false;
            } else if word.is(STATE) && matches!(story.folded(q), "ex" | "then") {
                t.state = word.state();
                phrase = q;
                inside = false;
            } else if inside
                && story.owner(q).is_none()
                && (word.is(PREFIX)
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
        // "civilian and military leaders"
        if folded == "and"
            && t.plural
            && phrase < t.head
            && p > start + 1
            && story.owner(p - 1).is_none()
            && story.token(p - 1).case == Case::Lower
            && story.token(p + 1).case == Case::Lower
            && !story.word(p - 1).is(FUNCTION | CLAUSE | HEAD | PLURAL | NOMINAL | BODY)
            && story.folded(p - 1) != "government"
            && (story.is_genitive(p - 2)
                || opening(story.folded(p - 2)).is_some()
                || story.mention(p - 2).is_some_and(|m| m.form == Form::Demonym))
        {
            phrase = p - 1;
            inside = false;
            continue;
        }
        if matches!(folded, "and" | "&") && inside && p > start && story.owner(p - 1).is_none() {
            let q = p - 1;
            let left = story.word(q);
            let right = story.word(p + 1);
            // "Peru's government and rebel groups": two sides.
            let side = t.plural && story.folded(q) == "government";
            let listed = left.is(PORTFOLIO | RANK) && !left.is(HEAD) && !side;
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
                && may_join(story, start, q, t.head)
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
        // "Turkish-born businessmen"
        if t.plural && p > start + 1 && story.is_hyphen(p - 1) && token.case == Case::Lower && !word.is(HEAD | PLURAL) {
            phrase = p;
            inside = false;
            continue;
        }
        // "Egyptian democracy activists", "two human rights lawyers"
        let inner = t.plural
            && inside
            && phrase == t.head
            && token.kind == TokenKind::Word
            && token.case == Case::Lower
            && !word.is(FUNCTION | CLAUSE | HEAD | PLURAL)
            && p > start
            && !story.is_genitive(p - 1)
            && (story.mention(p - 1).is_some_and(|m| m.form == Form::Demonym)
                || story.is_number(p - 1)
                || story.word(p - 1).is(QUALITY));
        // "met with earthquake survivors", "between flood victims and the mayor": only a noun stands between the two.
        let between = t.plural
            && inside
            && p > start
            && token.kind == TokenKind::Word
            && token.case == Case::Lower
            && !word.is(FUNCTION | CLAUSE | HEAD | PLURAL)
            && !folded.ends_with("ly")
            && (matches!(
                story.folded(p - 1),
                "with" | "between" | "by" | "met" | "meet" | "meets" | "visited" | "visits" | "the" | "of" | "from"
            ) || story.folded(p - 1) == "and" && p > start + 1 && story.owner(p - 2).is_some())
            && (!folded.ends_with("ing") || !matches!(story.folded(p - 1), "of" | "from" | "by"));
        // "a senior Chilean diplomat", "the chief U.S. negotiator"
        let ranked = word.is(RANK)
            && token.case == Case::Lower
            && p < t.head
            && story.mention(p + 1).is_some_and(|m| country_of(m, story.text).is_some());
        if inner || between || ranked || word.is(QUALITY) || t.plural && adjective(folded) && token.case == Case::Lower
        {
            phrase = p;
            inside = false;
            continue;
        }
        // "Sunni tribal leaders"; what opens the sentence has a capital anyway.
        if t.plural
            && !capital
            && p > start
            && token.kind == TokenKind::Word
            && token.case == Case::Title
            && !word.is(FUNCTION | HEAD | PLURAL)
            && story.token(p - 1).kind != TokenKind::Punct
        {
            phrase = p;
            inside = false;
            continue;
        }
        if inside
            && capital
            && story.is_capital(p)
            && !word.is(FUNCTION)
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

/// "President and Chief Executive", but not "the president and Prime Minister", nor "the Vice President and President": of
/// two who stand at the top of a state each is somebody else.
fn may_join(story: &Story<'_>, start: usize, left: usize, right: usize) -> bool {
    if story.word(left).category() == Category::Business {
        return true;
    }
    let article = |at: usize| at > start && matches!(story.folded(at - 1), "the" | "a" | "an");
    let ranked = left > start && story.word(left - 1).is(RANK) && article(left - 1);
    let leads = matches!(story.word(right).category(), Category::Leader | Category::Royal);
    let prime = right == left + 3 && story.folded(left + 2) == "prime";
    let top = leads && (right == left + 2 || prime);
    !(article(left) || ranked && top)
}

/// Whether "visiting" at `at` describes a guest: it opens the sentence, or a determiner or "with" stands before it.
fn visits(story: &Story<'_>, start: usize, at: usize) -> bool {
    at == start || matches!(story.folded(at - 1), "the" | "a" | "with" | "-" | "--")
}

/// What ends in a way that adjectives do.
pub(super) fn adjective(folded: &str) -> bool {
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
