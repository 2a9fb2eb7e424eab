//! What whomet knows: gazetteers compiled by the build, opened without parsing.

mod alias;
mod csv;
mod fold;
mod format;
mod import;
mod open;
mod overlay;
mod overlay_draft;
mod overlay_file;
mod pack;
mod remembered;
mod tables;

use std::sync::OnceLock;

pub use fold::key;
pub(crate) use fold::spelled;
pub use import::{Imported, import};
pub use open::{Knowledge, OpenError};
pub use overlay::Overlay;
pub use overlay_file::Fault;
pub use remembered::Remembered;

use crate::{article::Date, country::Country};

/// Bytes on a page boundary are not needed: everything is read byte by byte.
static ARTEFACT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

impl Knowledge {
    /// The gazetteer that the program brings.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        // The build wrote the artefact, and a test opens it: it cannot be damaged.
        KNOWLEDGE.get_or_init(|| Self::open(ARTEFACT).unwrap_or_else(|e| unreachable!("{e}")))
    }
}

impl Term<'_> {
    /// Whether the row is certain to hold on a day: begun, and not over, or known to hold then. A row without an end
    /// says nothing of the days after it was last checked.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.from.is_some_and(|f| f <= on)
            && match (self.to, self.as_of) {
                (Some(to), _) => on <= to,
                (None, Some(as_of)) => on <= as_of,
                (None, None) => false,
            }
    }

    /// Whether the row may still hold on a day after it was last checked: a candidate that yields to the text.
    #[must_use]
    pub fn may_hold(&self, on: Date) -> bool {
        self.holds(on) || self.to.is_none() && self.from.is_some_and(|f| f <= on)
    }
}

/// A name in the gazetteer: an opaque number that is stable within one build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub u32);

/// An entry (a person, country, company...) in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub u32);

/// What a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// A person, by full name, by alias or by surname alone.
    Person,
    /// A given name.
    Given,
    /// A family name.
    Family,
    /// A country.
    Country,
    /// A nationality: "Italian", "Japanese".
    Demonym,
    /// A city or town.
    City,
    /// A state, province, county.
    Subdivision,
    /// A region, sea, river, continent, building or other place.
    Region,
    /// A company.
    Company,
    /// A body of any other kind: organisation, ministry, agency, party, medium, university, court, armed group, club.
    Organisation,
    /// A seat of power that stands for a government or body: "the White House", "the Kremlin".
    Metonym,
}

impl Class {
    /// Every class, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Given,
        Self::Family,
        Self::Country,
        Self::Demonym,
        Self::City,
        Self::Subdivision,
        Self::Region,
        Self::Company,
        Self::Organisation,
        Self::Metonym,
    ];

    /// Its name in users' gazetteers and in the program's output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Given => "given",
            Self::Family => "family",
            Self::Country => "country",
            Self::Demonym => "demonym",
            Self::City => "city",
            Self::Subdivision => "subdivision",
            Self::Region => "region",
            Self::Company => "company",
            Self::Organisation => "organisation",
            Self::Metonym => "metonym",
        }
    }
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u32);

impl Classes {
    /// Whether the set holds `class`.
    #[must_use]
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// The set with `class` in it.
    #[must_use]
    pub fn with(self, class: Class) -> Self {
        Self(self.0 | (1 << class as u8))
    }
}

/// How a name relates to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum NameForm {
    /// The full or usual name.
    Full,
    /// Another name, spelling or short name.
    Alias,
    /// A person's surname alone.
    Surname,
    /// An acronym, ticker or code; matches in capitals alone.
    Acronym,
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The entry that the name may stand for.
    pub entry: EntryId,
    /// As what.
    pub class: Class,
    /// How.
    pub form: NameForm,
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'k> {
    /// Its number.
    pub id: EntryId,
    /// Its class.
    pub class: Class,
    /// A finer kind within the class ("ministry", "party", "capital", "newspaper"...), or empty.
    pub subtype: &'k str,
    /// Its usual English name.
    pub name: &'k str,
    /// Its country; the home of a company.
    pub country: Option<Country>,
    /// The number of its Wikidata item: 42 for `Q42`.
    pub wikidata: Option<u32>,
    /// How prominent it is, 0 (obscure) to 255: orders senses, and tells cities that match freely from those that need
    /// context.
    pub prominence: u8,
    /// The table it comes from, as a path under `data/`.
    pub table: &'k str,
    /// The line of its row there.
    pub line: u32,
}

/// One term in an office: who held what when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'k> {
    /// The person.
    pub person: EntryId,
    /// The title without the country: "Prime Minister", "Treasury Secretary".
    pub title: &'k str,
    /// The body, where the row names one.
    pub organisation: &'k str,
    /// The country.
    pub country: Option<Country>,
    /// First day, where known.
    pub from: Option<crate::article::Date>,
    /// Last day, where known.
    pub to: Option<crate::article::Date>,
    /// The day for which the row was known to hold; a missing `to` means "at least until then", never "now".
    pub as_of: Option<crate::article::Date>,
    /// The source's name.
    pub source: &'k str,
}
