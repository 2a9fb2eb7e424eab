//! What the rest of the story tells of a word: the same word elsewhere after "Mr", in a longer name, in lower case.

use super::{
    list,
    look::{Looks, Run, shape},
};
use crate::{knowledge::Class, token::Tokens};

/// Kinds of evidence, a bit each.
pub mod sign {
    /// In lower case somewhere.
    pub const LOWER: u32 = 1;
    /// In capitals within a sentence.
    pub const WITHIN: u32 = 1 << 1;
    /// After an honorific or a person's title.
    pub const TITLED: u32 = 1 << 2;
    /// After a given name.
    pub const GIVEN: u32 = 1 << 3;
    /// Alone after a preposition of place.
    pub const AT_PLACE: u32 = 1 << 4;
    /// Before a legal suffix or a ticker.
    pub const LEGAL: u32 = 1 << 5;
    /// Subject of a verb of speech.
    pub const SPEAKS: u32 = 1 << 6;
    /// In a longer name that the gazetteer has for a person.
    pub const IN_PERSON: u32 = 1 << 7;
    /// In a longer name that the gazetteer has for a body or company.
    pub const IN_BODY: u32 = 1 << 8;
    /// In a longer name that the gazetteer has for a place.
    pub const IN_PLACE: u32 = 1 << 9;
    /// The last word of a longer run.
    pub const LAST: u32 = 1 << 10;
    /// In a longer run, not its last word.
    pub const FIRST: u32 = 1 << 11;
    /// In a run with a body's head noun.
    pub const WITH_HEAD: u32 = 1 << 12;
    /// Alone in brackets.
    pub const BRACKETED: u32 = 1 << 13;
    /// Before ", who" or an age.
    pub const WHO: u32 = 1 << 14;
    /// Alone after "the".
    pub const THE: u32 = 1 << 15;
    /// Alone in capitals within a sentence, no "the" before it.
    pub const BARE: u32 = 1 << 16;
    /// With an initial before it.
    pub const INITIAL: u32 = 1 << 17;
    /// Alone before a genitive.
    pub const OWNS: u32 = 1 << 18;
    /// In a run with a place's head noun.
    pub const WITH_PLACE_HEAD: u32 = 1 << 19;
    /// How many there are.
    pub const BITS: u32 = 20;
    /// What tells a type.
    pub const TYPED: u32 =
        TITLED | GIVEN | AT_PLACE | LEGAL | SPEAKS | IN_PERSON | IN_BODY | IN_PLACE | WHO | BRACKETED;
}

/// Words of one story with their signs: open addressing by the word's hash.
#[derive(Default)]
pub struct Evidence {
    slots: Vec<(u32, u32)>,
}

impl Evidence {
    /// Gathers the signs of every word that stands in a run.
    pub fn gather(&mut self, tokens: &Tokens, looks: &Looks) {
        let words: usize = looks.runs.iter().map(|r| r.end - r.first).sum();
        self.slots.clear();
        self.slots.resize((words * 2 + 2).next_power_of_two(), (0, 0));
        for run in &looks.runs {
            let flat = tokens.sentences[run.sentence].flat_case;
            for at in run.first..run.end {
                let signs = if flat || !looks.capital(at) { 0 } else { signs(tokens, looks, run, at) };
                self.add(looks.low[at], signs);
            }
        }
        for (at, &shape) in looks.shape.iter().enumerate() {
            if shape == shape::LOWER {
                self.mark(looks.low[at], sign::LOWER);
            }
        }
    }

    /// The signs of a word.
    #[must_use]
    pub fn of(&self, low: u32) -> u32 {
        let slot = self.slot(low);
        self.slots.get(slot).map_or(0, |s| s.1)
    }

    fn slot(&self, low: u32) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (low >> 1) as usize & mask;
        while self.slots.get(at).is_some_and(|s| s.0 != 0 && s.0 != low) {
            at = (at + 1) & mask;
        }
        at
    }

    fn add(&mut self, low: u32, signs: u32) {
        let slot = self.slot(low);
        self.slots[slot].0 = low;
        self.slots[slot].1 |= signs;
    }

    fn mark(&mut self, low: u32, signs: u32) {
        let slot = self.slot(low);
        if let Some(s) = self.slots.get_mut(slot).filter(|s| s.0 == low) {
            s.1 |= signs;
        }
    }
}

fn signs(tokens: &Tokens, looks: &Looks, run: &Run, at: usize) -> u32 {
    let first = tokens.sentences[run.sentence].tokens.first as usize;
    let last = tokens.sentences[run.sentence].tokens.end as usize;
    let before = (at > first).then(|| at - 1);
    let after = (at + 1 < last).then_some(at + 1);
    let alone = !before.is_some_and(|b| b >= run.first && looks.capital(b))
        && !after.is_some_and(|a| a < run.end && looks.capital(a));
    let mut signs = 0;
    let mut set = |condition: bool, sign: u32| {
        if condition {
            signs |= sign;
        }
    };
    set(at > first, sign::WITHIN);
    if let Some(b) = before {
        set(looks.lists[b].any(list::HONORIFIC) && looks.capital(b), sign::TITLED);
        set(looks.lists[b].any(list::TITLE) && looks.capital(b) && b > first, sign::TITLED);
        set(looks.gaz[b].one.has(Class::Given) && looks.capital(b), sign::GIVEN);
        set(looks.shape[b] == shape::INITIAL && b > first, sign::INITIAL);
        set(alone && looks.lists[b].any(list::PLACE_PREPOSITION), sign::AT_PLACE);
        set(alone && looks.low[b] == super::feature::the(), sign::THE);
        set(alone && looks.shape[b] == shape::LOWER && looks.low[b] != super::feature::the(), sign::BARE);
        set(looks.shape[b] == shape::OPEN && after.is_some_and(|a| looks.shape[a] == shape::CLOSE), sign::BRACKETED);
    }
    if let Some(a) = after {
        set(looks.lists[a].any(list::LEGAL) && looks.capital(a), sign::LEGAL);
        set(looks.lists[a].any(list::SPEECH) && looks.shape[a] == shape::LOWER, sign::SPEAKS);
        set(looks.shape[a] == shape::GENITIVE && alone, sign::OWNS);
        let then = (a + 1 < last).then_some(a + 1);
        if let Some(t) = then {
            set(looks.shape[a] == shape::COMMA && looks.low[t] == super::feature::who(), sign::WHO);
            set(
                looks.shape[a] == shape::COMMA
                    && looks.shape[t] == shape::NUMBER
                    && t + 1 < last
                    && matches!(looks.shape[t + 1], shape::COMMA | shape::STOP),
                sign::WHO,
            );
            set(looks.shape[a] == shape::OPEN && looks.lists[t].any(list::EXCHANGE), sign::LEGAL);
        }
    }
    let gaz = looks.gaz[at];
    if matches!(gaz.place, 1..=3) {
        set(gaz.long.has(Class::Person), sign::IN_PERSON);
        set(gaz.long.has(Class::Company) || gaz.long.has(Class::Organisation), sign::IN_BODY);
        set(
            [Class::Country, Class::City, Class::Subdivision, Class::Region].iter().any(|&c| gaz.long.has(c)),
            sign::IN_PLACE,
        );
    }
    if !alone {
        let next_capital = after.is_some_and(|a| a < run.end && looks.capital(a));
        set(!next_capital, sign::LAST);
        set(next_capital, sign::FIRST);
        let heads = looks.lists[run.first..run.end].iter().fold(list::Lists(0), |a, &b| a.or(b));
        set(heads.any(list::BODY), sign::WITH_HEAD);
        set(heads.any(list::PLACE_HEAD), sign::WITH_PLACE_HEAD);
    }
    signs
}
