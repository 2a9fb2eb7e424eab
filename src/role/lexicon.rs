//! What a word may be inside a title: head, rank, portfolio, honorific...

use super::{Category, RoleState};
use crate::{country::Country, role::Gender, token::Tokens, words::Words};

include!(concat!(env!("OUT_DIR"), "/roles.rs"));

/// "minister": heads a title.
pub(crate) const HEAD: u32 = 1;
/// "ministers", "countries".
pub(crate) const PLURAL: u32 = 1 << 1;
/// "deputy", "vice".
pub(crate) const RANK: u32 = 1 << 2;
/// "foreign", "finance".
pub(crate) const PORTFOLIO: u32 = 1 << 3;
/// "conservative", "senior".
pub(crate) const QUALITY: u32 = 1 << 4;
/// "former", "acting".
pub(crate) const STATE: u32 = 1 << 5;
/// "Mr", "Sheikh".
pub(crate) const HONORIFIC: u32 = 1 << 6;
/// A title only beside a name.
pub(crate) const NAME_ONLY: u32 = 1 << 7;
/// Needs a modifier, a complement or a name.
pub(crate) const NEEDS_MORE: u32 = 1 << 8;
/// "delegation", "team".
pub(crate) const COLLECTIVE: u32 = 1 << 9;
/// "ministry": a body that the text may tell of without a name.
pub(crate) const BODY: u32 = 1 << 10;
/// "carmaker".
pub(crate) const COMPANY: u32 = 1 << 11;
/// "agency".
pub(crate) const ORGANISATION: u32 = 1 << 12;
/// "country".
pub(crate) const COUNTRY: u32 = 1 << 13;
/// "city".
pub(crate) const PLACE: u32 = 1 << 14;
/// "post": turns a head before it into a modifier.
pub(crate) const POST: u32 = 1 << 15;
/// "secretary": may be followed by "general".
pub(crate) const GENERAL: u32 = 1 << 16;
/// "of", "said", "Monday": no part of a title.
pub(crate) const FUNCTION: u32 = 1 << 17;
/// "who", "met": shows that a clause has begun.
pub(crate) const CLAUSE: u32 = 1 << 18;
/// "co": a part of the title before a hyphen.
pub(crate) const PREFIX: u32 = 1 << 19;
/// "talks": ends the field of somebody's work, "envoy for tariff talks".
pub(crate) const FIELD: u32 = 1 << 20;
/// "rebels": tells by itself who is meant.
pub(crate) const CONCRETE: u32 = 1 << 21;
/// "leaders": its "of" names whom they lead or stand for.
pub(crate) const LED: u32 = 1 << 22;
/// "reporters": talked to, not met.
pub(crate) const AUDIENCE: u32 = 1 << 23;
/// "wife": one's own family.
pub(crate) const KIN: u32 = 1 << 24;
/// "the delegation": one group told of as a whole.
pub(crate) const WHOLE: u32 = 1 << 25;
/// "inspectors": can go on a visit, as soldiers and tourists do not.
pub(crate) const SENT: u32 = 1 << 26;
/// "the three countries": states or bodies, whose names may follow.
pub(crate) const STATES: u32 = 1 << 27;
/// "lawyers": act for somebody, whom their "for" names.
pub(crate) const AGENT: u32 = 1 << 28;
/// "board": governs the body whose name may stand right before it.
pub(crate) const ORGAN: u32 = 1 << 29;
/// "Republicans": the adherents of a party or people.
pub(crate) const ADHERENTS: u32 = 1 << 30;
/// Any noun that may stand for a body named before.
pub(crate) const NOMINAL: u32 = COMPANY | ORGANISATION | COUNTRY | PLACE;

/// One word of the table.
pub(crate) struct Word {
    bits: u32,
    category: u8,
    gender: u8,
    state: u8,
    singular: &'static str,
}

impl Word {
    /// Whether the word has any of the classes `bits`.
    pub(crate) fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    pub(crate) fn category(&self) -> Category {
        const ALL: [Category; 18] = [
            Category::Leader,
            Category::Minister,
            Category::Diplomat,
            Category::Legislator,
            Category::Governor,
            Category::Official,
            Category::Spokesman,
            Category::Media,
            Category::Military,
            Category::Police,
            Category::Royal,
            Category::Church,
            Category::Business,
            Category::Law,
            Category::Academic,
            Category::Party,
            Category::Person,
            Category::Other,
        ];
        ALL.get(self.category as usize).copied().unwrap_or(Category::Other)
    }

    pub(crate) fn gender(&self) -> Option<Gender> {
        match self.gender {
            1 => Some(Gender::Male),
            2 => Some(Gender::Female),
            _ => None,
        }
    }

    pub(crate) fn state(&self) -> RoleState {
        match self.state {
            1 => RoleState::Former,
            2 => RoleState::Acting,
            3 => RoleState::Elect,
            _ => RoleState::Current,
        }
    }

    /// The singular of a plural head, else empty.
    pub(crate) fn singular(&self) -> &'static str {
        self.singular
    }
}

/// The number of a folded word in the table; 0 for a word that is not in it.
pub(crate) fn number(folded: &str) -> u16 {
    NUMBERS.get(folded).copied().unwrap_or(0)
}

/// The number of token `index` in the table.
pub(crate) fn number_of(tokens: &Tokens, index: usize) -> u16 {
    tokens.find(index, &NUMBERS).copied().unwrap_or(0)
}

/// The word of that number.
pub(crate) fn word(number: u16) -> &'static Word {
    &WORDS[number as usize]
}

/// The word itself; an empty one where the table has none.
pub(crate) fn look_up(folded: &str) -> &'static Word {
    word(number(folded))
}

/// The country whose title this is ("secretary of state"), given in lower case without state words.
pub(crate) fn default_country(title: &str) -> Option<Country> {
    let index = DEFAULTS.binary_search_by(|(t, _)| (*t).cmp(title)).ok()?;
    Country::new(DEFAULTS[index].1)
}

/// The ends of titles that `head` may stand for.
pub(crate) fn synonyms(head: &str) -> impl Iterator<Item = &'static str> + '_ {
    let from = SYNONYMS.partition_point(|(h, _)| *h < head);
    SYNONYMS[from..].iter().take_while(move |(h, _)| *h == head).map(|(_, title)| *title)
}
