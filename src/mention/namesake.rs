//! Surnames that are places, months or everyday words: after "Denzel Washington" or "Theresa May", the word alone is the
//! person, where it does not stand as the place or the month does.

use super::{
    Name,
    decode::Kind,
    evidence::{Evidence, sign},
    list,
    look::{Looks, shape},
    repair::merge,
    sense::Senses,
};
use crate::{hash::Map, span::TokenRange};

/// Gives single words their persons.
pub fn settle(senses: &Senses<'_>, looks: &Looks, evidence: &Evidence, names: &mut Vec<Name>) {
    let mut surnames: Map<u32, usize> = Map::default();
    for name in names.iter().filter(|n| n.kind == Kind::Per && n.tokens.len() > 1) {
        let last = name.tokens.end as usize - 1;
        let word = TokenRange::new(last, last + 1);
        let everyday = looks.lists[last].any(list::CALENDAR.or(list::EVERYDAY));
        if looks.shape[last] == shape::TITLE && (everyday || senses.listed_place(word)) {
            surnames.entry(looks.low[last]).or_insert(last);
        }
    }
    if surnames.is_empty() {
        return;
    }
    let after = |at: usize| surnames.get(&looks.low[at]).is_some_and(|&full| full < at);
    // A story that goes to the place as well may mean it anywhere; "in May" is no place.
    let visited = |at: usize| evidence.of(looks.low[at]) & sign::AT_PLACE != 0 && !looks.lists[at].any(list::CALENDAR);
    for name in names.iter_mut().filter(|n| n.kind == Kind::Loc && n.tokens.len() == 1) {
        let at = name.tokens.first as usize;
        if after(at) && !visited(at) && !placed(senses, looks, at) {
            (name.kind, name.rule) = (Kind::Per, "namesake");
        }
    }
    let mut found = Vec::new();
    for sentence in senses.tokens.sentences.iter().filter(|s| !s.flat_case) {
        for at in sentence.tokens.range() {
            let next = at + 1;
            let speaks = next < sentence.tokens.end as usize
                && looks.shape[next] == shape::LOWER
                && looks.lists[next].any(list::SPEECH.or(list::AUXILIARY));
            if speaks && looks.shape[at] == shape::TITLE && after(at) && !visited(at) && !placed(senses, looks, at) {
                let tokens = TokenRange::new(at, next);
                found.push(Name { tokens, kind: Kind::Per, company: false, rule: "namesake" });
            }
        }
    }
    merge(names, &found, |_, _| false);
}

/// Whether the word stands where a place or a day does: after a preposition, a number, another name.
fn placed(senses: &Senses<'_>, looks: &Looks, at: usize) -> bool {
    let sentence = &senses.tokens.sentences[senses.tokens.sentence_of(at)];
    let Some(before) = at.checked_sub(1).filter(|&b| sentence.tokens.has(b)) else { return false };
    match looks.shape[before] {
        shape::LOWER => {
            looks.lists[before].any(list::PLACE_PREPOSITION)
                || matches!(
                    senses.tokens.folded(before),
                    "of" | "on" | "by" | "since" | "until" | "till" | "last" | "next"
                )
        }
        shape::NUMBER => true,
        _ => looks.capital(before),
    }
}
