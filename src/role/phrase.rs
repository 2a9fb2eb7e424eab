//! How far the noun phrase of each name reaches: honorifics, determiners and describing nouns before it, brackets and
//! appositions after it.

use super::{
    Descriptor,
    attach::Found,
    lexicon::{CLAUSE, FUNCTION, HEAD, HONORIFIC, NOMINAL, PORTFOLIO, QUALITY, RANK},
    story::{Story, country_of},
};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    span::TokenRange,
    token::{Case, TokenKind},
};

/// How many tokens an apposition may have.
const APPOSITION: usize = 20;

/// Extends the phrases of names to both sides.
pub(super) fn extend(story: &Story<'_>, found: &mut Found) {
    for (index, mention) in story.mentions.iter().enumerate() {
        if mention.kind == EntityType::Other || mention.form == Form::Demonym {
            continue;
        }
        let sentence = story.sentence(mention.tokens.first as usize);
        let (start, stop) = (sentence.first as usize, sentence.end as usize);
        let mut phrase = found.phrases[index];
        let mut first = phrase.first as usize;
        if mention.kind == EntityType::Person {
            while first > start && story.owner(first - 1).is_none() && story.word(first - 1).is(HONORIFIC) {
                first -= 1;
            }
        } else if first == mention.tokens.first as usize {
            let (at, noun, country) = described(story, start, first);
            first = at;
            if let Some(noun) = noun {
                found.descriptors.push(Descriptor { mention: index, noun: noun as u32, country });
            }
        }
        if first > start && story.owner(first - 1).is_none() && story.folded(first - 1) == "the" {
            first -= 1;
        }
        phrase.first = first as u32;
        phrase.end = right(story, phrase, stop, index, found) as u32;
        found.phrases[index] = phrase;
    }
}

/// Walks left from a body's name over "China's third-largest automaker," or "French reactor maker". Returns where the
/// phrase starts, the describing noun and the nationality.
fn described(story: &Story<'_>, start: usize, first: usize) -> (usize, Option<usize>, Option<Country>) {
    let mut noun = first.checked_sub(1).filter(|&n| n >= start);
    if let Some(n) = noun
        && story.is_mark(n, ",")
        && n > start
    {
        noun = Some(n - 1);
    }
    let Some(noun) =
        noun.filter(|&n| story.owner(n).is_none() && is_common(story, n, start) && story.word(n).is(NOMINAL))
    else {
        return (first, None, None);
    };
    let comma = noun + 1 < first;
    let mut at = noun;
    let mut country = None;
    let mut determined = false;
    while at > start && noun - at < 8 {
        let p = at - 1;
        if let Some(m) = story.mention(p) {
            let Some(c) = country_of(m, story.text).filter(|_| country.is_none()) else { break };
            country = Some(c);
            at = m.tokens.first as usize;
            continue;
        }
        if story.is_genitive(p) && p > start {
            determined = true;
            if let Some(m) = story.mention(p - 1) {
                country = country_of(m, story.text).or(country);
                at = m.tokens.first as usize;
            }
            break;
        }
        let folded = story.folded(p);
        if matches!(folded, "the" | "a" | "an" | "its" | "their" | "his" | "her") {
            determined = true;
            at = p;
            break;
        }
        let word = story.word(p);
        let hyphenated = story.is_hyphen(p) || at < noun && story.is_hyphen(at);
        let superlative = folded.ends_with("est") || matches!(folded, "biggest" | "top" | "number" | "no.");
        if hyphenated || superlative || word.is(QUALITY | PORTFOLIO | RANK) || story.token(p).kind == TokenKind::Number
        {
            at = p;
            continue;
        }
        if story.token(p).case == Case::Lower && word.is(HEAD) {
            break;
        }
        // a noun modifier right before the noun: "reactor maker"
        if at == noun
            && story.token(p).case == Case::Lower
            && story.token(p).kind == TokenKind::Word
            && !word.is(FUNCTION)
        {
            at = p;
            continue;
        }
        break;
    }
    if comma && !determined {
        return (first, None, None);
    }
    (at, Some(noun), country)
}

/// Whether a word is no part of a name: lower case, or the capital that opens a sentence or what follows a dateline.
fn is_common(story: &Story<'_>, at: usize, start: usize) -> bool {
    match story.token(at).case {
        Case::Lower => true,
        Case::Title => at == start || story.token(at - 1).kind == TokenKind::Punct && !story.is_hyphen(at - 1),
        _ => false,
    }
}

/// Walks right from the end of a phrase over brackets and appositions.
fn right(story: &Story<'_>, phrase: TokenRange, stop: usize, index: usize, found: &mut Found) -> usize {
    let mut end = phrase.end as usize;
    if end + 1 < stop
        && story.is_mark(end, "(")
        && let Some(close) = (end..stop.min(end + 10)).find(|&i| story.is_mark(i, ")"))
    {
        end = close + 1;
    }
    // A name's own end: ", Jr.", ", III,".
    if end + 1 < stop
        && story.is_mark(end, ",")
        && matches!(story.folded(end + 1).trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv")
        && story.mentions[index].kind == EntityType::Person
    {
        end += 2;
        if end < stop && story.is_mark(end, ",") {
            end += 1;
        }
    }
    // An age: ", 45,".
    if end + 1 < stop
        && story.is_mark(end, ",")
        && story.is_number(end + 1)
        && story.mentions[index].kind == EntityType::Person
    {
        end += 2;
        if end < stop && story.is_mark(end, ",") {
            end += 1;
        }
    }
    for _ in 0..3 {
        // The comma may have been taken in by the apposition before.
        let comma = if end < stop && story.is_mark(end, ",") {
            end
        } else if end > phrase.first as usize && story.is_mark(end - 1, ",") {
            end - 1
        } else {
            break;
        };
        match apposition(story, comma, stop) {
            Some((close, noun)) => {
                if let Some(noun) = noun {
                    found.descriptors.push(Descriptor { mention: index, noun: noun as u32, country: None });
                }
                end = close;
            }
            None => break,
        }
    }
    end
}

/// The apposition after the comma at `comma`: where it ends (its closing comma included) and the noun that describes a body.
fn apposition(story: &Story<'_>, comma: usize, stop: usize) -> Option<(usize, Option<usize>)> {
    let first = comma + 1;
    if first + 1 >= stop || story.owner(first).is_some() {
        return None;
    }
    let opener = story.folded(first);
    let indefinite = matches!(opener, "a" | "an" | "one");
    if !(indefinite || opener == "the") || story.mention(first + 1).is_some_and(|m| m.form != Form::Demonym) {
        return None;
    }
    let mut noun = None;
    for at in first + 1..stop.min(first + APPOSITION) {
        if story.is_mark(at, ",") || at + 1 == stop {
            let end = if story.is_mark(at, ",") { at + 1 } else { at };
            let list = at + 1 < stop && story.folded(at + 1) == "and";
            return (!list && (indefinite || noun.is_some())).then_some((end, noun));
        }
        if story.token(at).kind == TokenKind::Punct && !story.is_hyphen(at) && !story.is_mark(at, "&") {
            return None;
        }
        if story.owner(at).is_none() {
            if story.word(at).is(CLAUSE) {
                return None;
            }
            if noun.is_none() && story.token(at).case == Case::Lower && story.word(at).is(NOMINAL) {
                noun = Some(at);
            }
        } else if story.person_at(at).is_some()
            && !matches!(story.folded(at - 1), "of" | "to" | "by" | "with")
            && !story.word(at - 1).is(HEAD | HONORIFIC)
        {
            return None;
        }
    }
    None
}
