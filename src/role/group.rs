//! How far the description of several people reaches: "about 30 community leaders", "a group of business leaders",
//! "relatives of victims of the fire".

use super::{
    Opening,
    before::adjective,
    lexicon::{AGENT, BODY, CLAUSE, COLLECTIVE, CONCRETE, FUNCTION, HEAD, KIN, NOMINAL, PLURAL, QUALITY},
    story::{Story, opening},
    title::Title,
};
use crate::{
    mention::{EntityType, Form},
    token::{Case, TokenKind},
};

/// How many complements a group has: "relatives of victims of the fire" has two.
const COMPLEMENTS: usize = 3;

/// Widens the phrase of a plural or collective to both sides.
pub(super) fn widen(story: &Story<'_>, start: usize, end: usize, t: &mut Title) {
    if !t.plural && !t.collective {
        return;
    }
    // "lawyers for Guantanamo detainees": the name only says which.
    let next = t.phrase.end as usize;
    let people = |i: usize| story.owner(i).is_none() && story.word(i).is(CONCRETE) && story.word(i).is(PLURAL);
    if next > t.head + 2 && next < end && story.owner(next - 1).is_some() && people(next) {
        t.phrase.end += 1;
        t.specific = true;
    }
    for _ in 0..COMPLEMENTS {
        let at = t.phrase.end as usize;
        let free = at + 1 < end && story.owner(at).is_none();
        let joins = free && matches!(story.folded(at), "of" | "from");
        let acts = free && at == t.head + 1 && story.folded(at) == "for" && story.word(t.head).is(AGENT);
        let several = if joins || acts { common(story, at + 1, end) } else { None };
        let owned = || if joins || acts { people_of(story, at + 1, end) } else { None };
        let client =
            || if acts { story.person_at(at + 1).map(|m| story.mentions[m].tokens.end as usize) } else { None };
        let Some(close) = several.or_else(owned).or_else(client) else { break };
        t.phrase.end = close as u32;
        t.specific = true;
    }
    if t.plural {
        left(story, start, t);
    }
}

/// One past the last token of the common noun phrase that starts at `at`; of names it takes nationalities alone.
pub(super) fn common(story: &Story<'_>, at: usize, end: usize) -> Option<usize> {
    let mut i = at;
    while i < end
        && matches!(story.folded(i), "around" | "across" | "all" | "more" | "than" | "about" | "some" | "both")
    {
        i += 1;
    }
    let determined = i < end && story.owner(i).is_none() && opening(story.folded(i)).is_some();
    i += usize::from(determined);
    let first = i;
    let mut last = None;
    while i < end && i < first + 8 {
        if let Some(m) = story.owner(i) {
            let after = story.mentions[m].tokens.end as usize;
            // "of U.S. congressmen"
            let people = story.mentions[m].kind == EntityType::Country && after < end && story.word(after).is(PLURAL);
            if story.mentions[m].form != Form::Demonym && story.mentions[m].kind != EntityType::Other && !people {
                break;
            }
            i = after;
            // "of Arab and African nations"
            let joined = i + 1 < end
                && matches!(story.folded(i), "and" | "," | "-")
                && story.mention(i + 1).is_some_and(|m| m.form == Form::Demonym);
            i += usize::from(joined);
            continue;
        }
        let token = story.token(i);
        let word = story.word(i);
        match token.kind {
            TokenKind::Number => {}
            // "of the miners' union"
            TokenKind::Genitive if i > first && story.owner(i - 1).is_none() => last = None,
            TokenKind::Word if token.case == Case::Lower && !word.is(FUNCTION | CLAUSE) => {
                if is_plural(story, i) || word.is(HEAD | COLLECTIVE | NOMINAL | BODY) {
                    last = Some(i);
                }
            }
            TokenKind::Punct if story.is_hyphen(i) => {}
            _ => break,
        }
        i += 1;
    }
    // "survivors of the attack", where nothing but the one noun stands there.
    let closes =
        |i: usize| i >= end || !matches!(story.token(i).kind, TokenKind::Word) || story.word(i).is(FUNCTION | CLAUSE);
    // "the family emerged from"
    let verb = i > first + 1 && story.folded(first + 1).ends_with("ed");
    let i = if verb { first + 1 } else { i };
    let alone = determined && i == first + 1 && (verb || closes(i)) && story.owner(first).is_none();
    // "leaders of neighbouring states": what names a country or a body after it is not said by the noun alone.
    let named = |l: usize| story.owner(l + 1).is_some_and(|m| story.mentions[m].form != Form::Demonym);
    match last {
        Some(l) if l + 1 < end && named(l) => None,
        // "negotiators from the Indonesian government" stand for the country.
        Some(l)
            if matches!(story.folded(l), "government" | "authorities" | "regime")
                && story.mention(l - 1).is_some_and(|m| m.form == Form::Demonym) =>
        {
            None
        }
        Some(l) => Some(l + 1),
        None => alone.then_some(i),
    }
}

/// One past the last token of those whom the owner before a genitive names: "Ms Roe's relatives", "the boy's Bergen family".
fn people_of(story: &Story<'_>, at: usize, end: usize) -> Option<usize> {
    let near = |from: usize| from..end.min(from + 5);
    let word = |i: &usize| matches!(story.token(*i).kind, TokenKind::Word) && !story.word(*i).is(CLAUSE);
    let genitive = near(at).take_while(|&i| word(&i) || story.is_genitive(i)).find(|&i| story.is_genitive(i))?;
    near(genitive + 1)
        .take_while(word)
        .take_while(|&i| !story.word(i).is(FUNCTION))
        .find(|&i| story.word(i).is(KIN | CONCRETE) && (story.word(i).is(PLURAL) || story.folded(i) == "family"))
        .map(|i| i + 1)
}

fn is_plural(story: &Story<'_>, at: usize) -> bool {
    let folded = story.folded(at);
    story.word(at).is(PLURAL)
        || folded.len() > 4 && folded.ends_with('s') && !folded.ends_with("ss") && !folded.ends_with("us")
}

/// "a group of", "dozens of", "about 30": what counts the people before their description.
fn left(story: &Story<'_>, start: usize, t: &mut Title) {
    let mut first = t.phrase.first as usize;
    // "a number of high-level officials"
    let mut of = first;
    while of > start && story.owner(of - 1).is_none() && (is_describing(story, of - 1) || in_compound(story, of - 1)) {
        of -= 1;
    }
    let free = |i: usize| story.owner(i).is_none();
    if of >= start + 2 && free(of - 1) && story.folded(of - 1) == "of" && is_quantity(story.folded(of - 2)) {
        first = of - 2;
        while first > start && story.owner(first - 1).is_none() && is_describing(story, first - 1) {
            first -= 1;
        }
    } else if first > start && matches!(story.folded(first - 1), "dozen" | "hundred") {
        first -= 1;
    }
    let counted = first < t.head
        && (story.is_number(first) || is_quantity(story.folded(first)) || story.folded(first) == "dozen");
    if counted && first > start {
        match story.folded(first - 1) {
            "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately" | "over" => first -= 1,
            "than" | "least" | "to"
                if first > start + 1 && matches!(story.folded(first - 2), "more" | "fewer" | "at" | "up") =>
            {
                first -= 2;
            }
            _ => {}
        }
    }
    if first < t.phrase.first as usize
        && first > start
        && let Some(open) = opening(story.folded(first - 1))
    {
        t.opening = open;
        first -= 1;
    }
    if let Some(part) = part_of(story, start, first) {
        // "some of her ministers" are hers.
        if t.opening != Opening::Possessive {
            t.opening = Opening::Indefinite;
        }
        first = part;
    }
    t.phrase.first = first as u32;
}

/// The first token of "some of the" before or at `first`: a few of those whom the description names.
fn part_of(story: &Story<'_>, start: usize, first: usize) -> Option<usize> {
    let opens = |i: usize| i > start && story.owner(i).is_none() && opening(story.folded(i)).is_some();
    let determiner = [first.wrapping_sub(1), first].into_iter().find(|&i| i <= first && opens(i))?;
    let of = determiner - 1;
    let part = of.checked_sub(1).filter(|&i| i >= start)?;
    let counts = story.is_number(part)
        || matches!(
            story.folded(part),
            "some" | "several" | "many" | "most" | "few" | "all" | "both" | "two" | "three" | "four" | "five"
        );
    let bare = story.owner(of).is_none() && story.owner(part).is_none();
    (bare && story.folded(of) == "of" && counts).then_some(part)
}

fn is_describing(story: &Story<'_>, at: usize) -> bool {
    let folded = story.folded(at);
    story.token(at).case == Case::Lower
        && (story.word(at).is(QUALITY)
            || adjective(folded)
            || matches!(folded, "large" | "small" | "select" | "wide" | "broad"))
}

/// Whether the token is a part of "high-level".
fn in_compound(story: &Story<'_>, at: usize) -> bool {
    let lower = story.token(at).case == Case::Lower;
    story.is_hyphen(at) || lower && (story.is_hyphen(at + 1) || at > 0 && story.is_hyphen(at - 1))
}

/// Nouns that count people: "a group of", "dozens of".
fn is_quantity(folded: &str) -> bool {
    matches!(
        folded,
        "group"
            | "groups"
            | "number"
            | "host"
            | "handful"
            | "dozens"
            | "hundreds"
            | "scores"
            | "thousands"
            | "series"
            | "couple"
            | "pair"
            | "range"
            | "crowd"
            | "array"
            | "variety"
            | "cross-section"
            | "string"
            | "slew"
            | "raft"
            | "list"
            | "parade"
    )
}
