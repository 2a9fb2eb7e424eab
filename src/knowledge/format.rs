//! The layout of the compiled gazetteer. The build writes what [`super::open`] reads; both share this file.
//!
//! All numbers are little-endian. After the magic, a hash of everything behind it and the table of sections come the
//! sections themselves. A string is a `u16` length and that many bytes of UTF-8 in the section of strings; a reference to
//! it is its offset there. A date is packed as `year << 9 | month << 5 | day`; month and day are 0 where the source does
//! not tell them, and the whole is 0 where there is no date.

/// The first bytes of the artefact; the last of them is the layout's version.
pub const MAGIC: [u8; 8] = *b"whomet\0\x03";
/// The first bytes of what a user lays over the artefact.
pub const OVERLAY_MAGIC: [u8; 8] = *b"whomet\x01\x03";

/// Where the table of sections begins: after the magic and the hash.
pub const SECTION_TABLE: usize = 16;

/// The sections, in the order of the table; each has an offset and a length there, `u32` both.
#[derive(Clone, Copy)]
#[repr(usize)]
pub enum Section {
    /// A finite-state transducer from keys of names to offsets among the postings.
    Names,
    /// For each name: classes `u16`, those of them in any case `u16`, a count `u8`, and that many senses (see [`SENSE`]).
    Postings,
    /// Fixed-width records, see [`entry`].
    Entries,
    /// The pool of strings.
    Strings,
    /// Fixed-width records, see [`term`]; those of one person follow each other.
    Terms,
    /// Records of an office's hash (`u64`) and a term's index (`u32`), ordered.
    Offices,
    /// Records of a country's code (two bytes) and its entry (`u32`), ordered by code.
    Countries,
    /// References to the names of the tables, `u32` each.
    Tables,
    /// Records of a title's hash and its office's number (`u64` both), ordered.
    Titles,
    /// Of an overlay: records of a person's entry and a term's index (`u32` both), ordered by entry.
    Added,
    /// Of an overlay: the hash of the artefact that it lies over, `u64`.
    Base,
}

/// How many sections there are.
pub const SECTIONS: usize = Section::Base as usize + 1;

/// How far left the year stands in a packed date.
pub const YEAR: u32 = 9;

/// The size of a posting's head, and of each of its senses (entry `u32`, then `class << 2 | form`).
pub const POSTING_HEAD: usize = 5;
/// See [`POSTING_HEAD`].
pub const SENSE: usize = 5;
/// The size of a record of [`Section::Offices`].
pub const OFFICE: usize = 12;
/// The size of a record of [`Section::Titles`].
pub const TITLE: usize = 16;
/// The size of a record of [`Section::Added`].
pub const ADDED: usize = 8;
/// What stands before each posting of an overlay: the name in the artefact below (`u32`, [`u32::MAX`] if it is none) and
/// the classes that are hidden of it (`u16`).
pub const COVER: usize = 6;
/// The size of a record of [`Section::Countries`].
pub const COUNTRY: usize = 6;

/// Offsets of the fields of an entry.
pub mod entry {
    /// Reference to the name, `u32`.
    pub const NAME: usize = 0;
    /// The class, `u8`.
    pub const CLASS: usize = 4;
    /// The table, `u8`.
    pub const TABLE: usize = 5;
    /// The prominence, `u8`.
    pub const PROMINENCE: usize = 6;
    /// The country, two bytes, 0 if none.
    pub const COUNTRY: usize = 8;
    /// The number of the Wikidata item, `u32`, 0 if none.
    pub const WIKIDATA: usize = 12;
    /// The first term, `u32`.
    pub const TERMS: usize = 16;
    /// How many terms, `u16`.
    pub const TERM_COUNT: usize = 20;
    /// The row's line in its table, `u32`.
    pub const LINE: usize = 24;
    /// Reference to the subtype, `u32`.
    pub const SUBTYPE: usize = 28;
    /// The size of the record.
    pub const SIZE: usize = 32;
}

/// Offsets of the fields of a term.
pub mod term {
    /// The person's entry, `u32`.
    pub const PERSON: usize = 0;
    /// Reference to the title, `u32`.
    pub const TITLE: usize = 4;
    /// Reference to the organisation, `u32`.
    pub const ORGANISATION: usize = 8;
    /// First day, last day and day of knowledge, packed dates.
    pub const FROM: usize = 12;
    /// See [`FROM`].
    pub const TO: usize = 16;
    /// See [`FROM`].
    pub const AS_OF: usize = 20;
    /// Reference to the source, `u32`.
    pub const SOURCE: usize = 24;
    /// The country, two bytes, 0 if none.
    pub const COUNTRY: usize = 28;
    /// The size of the record.
    pub const SIZE: usize = 30;
}

/// The source of a term that is to count whatever other rows say.
pub const OVERRIDE: &str = "override";

/// How prominent a town is: 15,000 people → 60, a million → 133, ten million → 173.
#[must_use]
pub fn prominence(population: f64) -> u8 {
    ((population.max(1.0).log10() - 2.65) * 40.0).clamp(10.0, 180.0) as u8
}

/// FNV-1a, 64 bits: tells one build's artefact from another's, and one office from another.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// The hash of a title's words: "Minister of Foreign Affairs" and "Foreign Minister" are one.
#[must_use]
pub fn title(title: &str) -> u64 {
    let title = title.to_lowercase();
    let mut words: Vec<&str> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !matches!(*w, "" | "of" | "for" | "the" | "and" | "affairs"))
        .map(|w| match w {
            "defence" => "defense",
            "finances" => "finance",
            "adviser" => "advisor",
            w => w,
        })
        .collect();
    words.sort_unstable();
    hash(words.join(" ").as_bytes()) & !FLAGS
}

/// In an office's number: never two people hold it at a time.
pub const SOLE: u64 = 1;
/// In an office's number: it is a government's, whatever body a row names besides.
pub const STATE: u64 = 2;

/// In an office's number: the title says "secretary", who is a minister in some countries and an official in others.
pub const SECRETARY: u64 = 4;
/// What is not the number itself.
pub const FLAGS: u64 = SOLE | STATE | SECRETARY;

/// Where secretaries head departments as ministers do elsewhere.
const SECRETARIES: [&str; 6] = ["US", "GB", "PH", "MX", "HK", "VA"];

/// The hash of an office in a country or body. A body that is only where a government's office sits is left out.
#[must_use]
pub fn office(country: &str, body: &str, office: u64) -> u64 {
    const SEATS: [&str; 9] = [
        "ministry ",
        "department ",
        "office of the ",
        "presidency",
        "white house",
        "cabinet",
        "government",
        "prime minister",
        "state council",
    ];
    let office = if SECRETARIES.contains(&country) { office & !SECRETARY } else { office };
    let body = body.to_lowercase();
    let seat = office & STATE != 0 || SEATS.iter().any(|s| body.starts_with(s)) || body.ends_with(" palace");
    hash(format!("{country}/{}/{office:x}", if seat { "" } else { &body }).as_bytes())
}
