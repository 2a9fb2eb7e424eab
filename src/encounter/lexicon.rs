//! The words that encounters are told with, compiled from `data/encounters`.

use super::{Kind, Part, Status, unit::Prep};
use crate::{span::TokenRange, token::Tokens};

/// A set of closed word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    pub const EMPTY: Self = Self(0);
    pub const DET: Self = Self(1);
    pub const POSS: Self = Self(1 << 1);
    pub const PRON: Self = Self(1 << 2);
    pub const PREP: Self = Self(1 << 3);
    pub const AND: Self = Self(1 << 4);
    pub const REL: Self = Self(1 << 5);
    pub const SUB: Self = Self(1 << 6);
    pub const MODAL: Self = Self(1 << 7);
    pub const WILL: Self = Self(1 << 8);
    pub const WOULD: Self = Self(1 << 9);
    pub const MAY: Self = Self(1 << 10);
    pub const BE: Self = Self(1 << 11);
    pub const HAVE: Self = Self(1 << 12);
    pub const DO: Self = Self(1 << 13);
    pub const PRES: Self = Self(1 << 14);
    pub const PAST: Self = Self(1 << 15);
    pub const NEG: Self = Self(1 << 16);
    pub const NOT: Self = Self(1 << 17);
    pub const ADV: Self = Self(1 << 18);
    pub const ADJ: Self = Self(1 << 19);
    pub const PLANNED: Self = Self(1 << 20);
    pub const PROPOSED: Self = Self(1 << 21);
    pub const REFUSED: Self = Self(1 << 22);

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a class.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How a verb takes the parties of an encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    None,
    Meet,
    Host,
    Visit,
    Phone,
    Call,
    Speak,
    With,
    Discuss,
    Invite,
    Travel,
    Send,
    Take,
    Itinerary,
    Join,
    Mediate,
    Contact,
}

/// One verb.
#[derive(Debug)]
pub(super) struct Verb {
    pub lemma: &'static str,
    pub frame: Frame,
    /// Whether it may carry a noun that names an encounter: "hold talks".
    pub light: bool,
    /// What it makes of the encounter it governs: "plans to meet", "refused to meet".
    pub status: Option<Status>,
    /// Whether its object is the subject of the infinitive after it: "asked him to meet".
    pub object_control: bool,
    /// Whether it reports speech.
    pub speech: bool,
    /// Whether its forms are as often nouns: "plans", "offer".
    pub nominal: bool,
    /// What it tells of the topic of an encounter.
    pub topic: Topic,
}

/// What a verb tells of the topic of an encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    None,
    /// Its object is what the talk is about: "discussed trade".
    Discuss,
    /// Said of a party when they met, its object is a topic: "raised the case", "stressed the need for reform".
    Raise,
    /// The parties agree on it: "agreed to end the row".
    Agree,
    /// A party wants it of the other: "urged him to free the men".
    Urge,
}

/// How a noun takes the parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounFrame {
    With,
    Visit,
    Summit,
    Invite,
}

/// One noun that names an encounter.
#[derive(Debug)]
pub(super) struct Noun {
    pub lemma: &'static str,
    /// `None` where it names one only in good company ("briefing", "contacts").
    pub kind: Option<Kind>,
    pub frame: NounFrame,
}

/// One step of a turn of phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The word as it stands.
    Word(&'static str),
    /// A noun phrase with this head.
    Noun(&'static str),
    /// A length of time.
    Time,
}

/// A turn of phrase that tells of contact where its verb alone does not: "was on the phone with".
#[derive(Debug)]
pub(super) struct Turn {
    /// Index into [`verb`]; 0 for "be".
    verb: u16,
    pub phrase: &'static [Item],
    /// The preposition before the other party; none where that is the verb's object.
    pub other: Option<Prep>,
    /// Whether several subjects alone are in contact with one another.
    pub both: bool,
    pub kind: Kind,
    /// What part the subject has.
    pub part: Option<Part>,
}

/// What the lexicon knows of one word form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub class: Class,
    /// Index into [`verb`]; 0 for none.
    pub verb: u16,
    /// Bits of [`BASE`] and the like.
    pub forms: u8,
    /// Index into [`noun`]; 0 for none.
    pub noun: u16,
}

impl Word {
    /// Whether the word, a verb's base or third person, is a noun as often.
    pub fn nominal(self) -> bool {
        VERBS[self.verb as usize].nominal
    }
}

impl std::ops::BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

pub(super) const BASE: u8 = 1;
pub(super) const THIRD: u8 = 2;
pub(super) const PAST: u8 = 4;
pub(super) const PARTICIPLE: u8 = 8;
pub(super) const ING: u8 = 16;
const SPORT: u8 = 64;
/// A noun that tells before "talks" what they are about.
const MATTER: u8 = 128;

include!(concat!(env!("OUT_DIR"), "/encounter_words.rs"));

/// A word that the lexicon does not know: taken for a noun or an adjective.
pub(super) const UNKNOWN: Word = Word { class: Class::EMPTY, verb: 0, forms: 0, noun: 0 };

/// Looks up a folded word.
pub(super) fn word(folded: &str) -> Word {
    WORDS.get(folded).copied().unwrap_or(UNKNOWN)
}

/// Looks up token `index`.
pub(super) fn of(tokens: &Tokens, index: usize) -> Word {
    tokens.find(index, &WORDS).copied().unwrap_or(UNKNOWN)
}

/// The verb that verb `index` is with `particle` after it: "call off" is to cancel.
pub(super) fn phrasal(index: u16, particle: &str) -> Option<u16> {
    PHRASAL.iter().find(|(verb, p, _)| *verb == index && *p == particle).map(|(_, _, other)| *other)
}

/// The verb of index `index`.
pub(super) fn verb(index: u16) -> &'static Verb {
    &VERBS[index as usize]
}

/// The turns of phrase of verb `index`; of "be" for 0.
pub(super) fn turns(index: u16) -> &'static [Turn] {
    let first = TURNS.partition_point(|t| t.verb < index);
    &TURNS[first..first + TURNS[first..].partition_point(|t| t.verb == index)]
}

/// The noun of index `index`.
pub(super) fn noun(index: u16) -> &'static Noun {
    &NOUNS[index as usize]
}

fn place_class(folded: &str) -> u8 {
    PLACES.binary_search_by_key(&folded, |(noun, _)| noun).map_or(0, |at| PLACES[at].1)
}

/// Whether the noun is of a building or ground that stands alone: "the presidential palace".
pub(super) fn is_venue(folded: &str) -> bool {
    place_class(folded) & 1 != 0
}

/// Whether names follow the noun: "the town of".
pub(super) fn is_region(folded: &str) -> bool {
    place_class(folded) & 2 != 0
}

/// Whether the noun is part of the names of buildings: "Bellevue Palace".
pub(super) fn is_landmark(folded: &str) -> bool {
    place_class(folded) & 4 != 0
}

/// Whether token `index` is a word of sport.
pub(super) fn is_sport(tokens: &Tokens, index: usize) -> bool {
    tokens.find(index, &WORDS).is_some_and(|w| w.forms & SPORT != 0)
}

/// Whether token `index` tells before "talks" what they are about.
pub(super) fn is_matter(tokens: &Tokens, index: usize) -> bool {
    tokens.find(index, &WORDS).is_some_and(|w| w.forms & MATTER != 0)
}

/// Whether a sentence of these tokens can tell of an encounter: it has a word that can, and what that word needs with it.
pub(super) fn triggers(tokens: &Tokens, sentence: TokenRange) -> bool {
    let mut needed = 0;
    for set in sentence.range().filter_map(|t| tokens.find(t, &TRIGGERS)) {
        if *set == 0 {
            return true;
        }
        needed |= 1 << *set;
    }
    needed != 0 && sentence.range().filter_map(|t| tokens.find(t, &PARTNERS)).any(|sets| sets & needed != 0)
}
