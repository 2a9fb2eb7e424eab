//! Word lists: what single words tell about the names around them. The lists are `data/mention/words.tsv`; the build
//! hashes them into a table that is opened as it is.

/// The lists that the learned table has weights for; those after them serve rules alone.
pub const LEARNED: u32 = (1 << 22) - 1;

/// A set of lists that a word is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(pub u32);

impl Lists {
    /// Whether the word is in any list of `other`.
    #[must_use]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

use super::list_names::LIST_NAMES;
use crate::hash;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $label:literal;)*) => {
        // Some lists are features by their bit alone and are never asked for by name.
        $($(#[$doc])* #[allow(dead_code)] pub const $name: Lists = bit($bit, $label);)*
    };
}

/// The set of list number `bit`; does not compile unless the build calls that list `label`.
const fn bit(bit: usize, label: &str) -> Lists {
    let (a, b) = (LIST_NAMES[bit].as_bytes(), label.as_bytes());
    assert!(a.len() == b.len());
    let mut i = 0;
    while i < a.len() {
        assert!(a[i] == b[i]);
        i += 1;
    }
    Lists(1 << bit)
}

lists! {
    /// Mr, Dr, Gen: a person's name follows; never part of it.
    HONORIFIC = 0, "honorific";
    /// president, minister, analyst: words of a person's role.
    TITLE = 1, "title";
    /// ministry, bank, party: the head noun of a body's name.
    BODY = 3, "body";
    /// Inc, Ltd, AG: ends a company's name.
    LEGAL = 4, "legal";
    /// river, province, airport: the head noun of a place's name.
    PLACE_HEAD = 5, "place-head";
    /// north, southern: stands before places.
    DIRECTION = 6, "direction";
    /// in, at, near: a place is likely to follow.
    PLACE_PREPOSITION = 7, "place-preposition";
    /// said, told: persons do that.
    SPEECH = 8, "speech";
    /// January, Monday.
    CALENDAR = 9, "calendar";
    /// of, and, de, bin: may stand inside a name in lower case.
    LINK = 10, "link";
    /// the, but, however: opens sentences, hardly ever a name.
    FUNCTION = 11, "function";
    /// cup, treaty, war: the head noun of an event, law or work.
    EVENT = 12, "event";
    /// Reuters, AFP: news agencies.
    AGENCY = 13, "agency";
    /// shares, profit, subsidiary: right after a name it makes it a company.
    BUSINESS = 14, "business";
    /// NYSE, Nasdaq: introduces a ticker.
    EXCHANGE = 15, "exchange";
    /// foreign, finance, interior: a portfolio before "ministry" or "minister".
    PORTFOLIO = 16, "portfolio";
    /// van, bin, al: a particle of persons' names.
    PARTICLE = 17, "particle";
    /// based, born, led: makes an adjective with a hyphen.
    HYPHENATED = 18, "hyphenated";
    /// team, coach, league: sport is near.
    SPORT = 19, "sport";
    /// Jr, Sr, III: ends a person's name.
    GENERATION = 21, "generation";
    /// agency, party, office: with a capital and alone a body that was named before, not a name.
    GENERIC = 22, "generic";
    /// bank, university, ministry: with "of" and a place it is one name.
    HEAD_OF = 23, "head-of";
    /// will, has, was: stands after its subject.
    AUXILIARY = 24, "auxiliary";
    /// Muslims, Kurdish, Democrats: alone it names a people, a faith or a camp; diseases stand with them.
    PEOPLE = 25, "people";
    /// maker, lender, publisher: right before a name it makes it a company.
    COMPANY_NOUN = 26, "company-noun";
    /// stadium, palace, street: the last word of a name that is a place, never a body.
    BUILDING = 27, "building";
    /// province, village, airport: in lower case after the name of a place.
    DISTRICT = 28, "district";
    /// MP, VAT, DNA: capitals that abbreviate common nouns.
    COMMON = 29, "common";
    /// Topix, FTSE: with a number it is a share index.
    INDEX = 30, "index";
    /// rice, hope, web: names of persons that are everyday words, too.
    EVERYDAY = 31, "everyday";
}

/// The lists that the word of that hash is in.
#[must_use]
pub fn of(word: u64) -> Lists {
    const TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mention_words.bin"));
    static FILTER: &[u64] = include!(concat!(env!("OUT_DIR"), "/mention_words.rs"));
    // Most words are in none: the filter stays near, the table does not.
    let (cell, bit) = hash::filter(word, FILTER.len());
    if FILTER[cell] & bit == 0 {
        return Lists(0);
    }
    let word = hash::short(word);
    let slots = TABLE.len() / 8;
    let mut at = word as usize & (slots - 1);
    loop {
        let slot = &TABLE[at * 8..at * 8 + 8];
        let key = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
        if key == word {
            return Lists(u32::from_le_bytes([slot[4], slot[5], slot[6], slot[7]]));
        }
        if key == 0 {
            return Lists(0);
        }
        at = (at + 1) & (slots - 1);
    }
}
