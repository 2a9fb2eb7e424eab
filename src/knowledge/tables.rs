//! Reads compiled tables where they lie: see `format` for their layout.

use super::{Class, Classes, Entry, EntryId, NameForm, Sense, Term, format, open::OpenError};
use crate::{article::Date, country::Country};
use format::{SECTION_TABLE, SECTIONS, Section, entry, term};

/// One artefact: the program's own, or what a user lays over it.
pub(super) struct Tables {
    pub names: fst::raw::Fst<&'static [u8]>,
    sections: [&'static [u8]; SECTIONS],
    hash: u64,
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 2).map_or(0, |b| u32::from(b[0]) | u32::from(b[1]) << 8)
}

fn country_at(bytes: &[u8], at: usize) -> Option<Country> {
    std::str::from_utf8(bytes.get(at..at + 2)?).ok().and_then(Country::new)
}

impl Tables {
    /// Checks the header and nothing else.
    pub fn open(bytes: &'static [u8], magic: &[u8; 8]) -> Result<Self, OpenError> {
        if bytes.len() < SECTION_TABLE + 8 * SECTIONS || bytes[..8] != *magic {
            return Err(OpenError::Magic);
        }
        let mut sections: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        for (number, section) in sections.iter_mut().enumerate() {
            let at = u32_at(bytes, SECTION_TABLE + 8 * number) as usize;
            let length = u32_at(bytes, SECTION_TABLE + 8 * number + 4) as usize;
            *section = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or(OpenError::Truncated)?;
        }
        let names = fst::raw::Fst::new(sections[Section::Names as usize]).map_err(|_| OpenError::Names)?;
        Ok(Self { names, sections, hash: u64_at(bytes, 8) })
    }

    /// The hash of the whole.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    pub fn section(&self, section: Section) -> &'static [u8] {
        self.sections[section as usize]
    }

    fn string(&self, at: u32) -> &'static str {
        let pool = self.section(Section::Strings);
        let at = at as usize;
        let length = u16_at(pool, at) as usize;
        pool.get(at + 2..at + 2 + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    pub fn classes(&self, posting: u32) -> Classes {
        Classes(u16_at(self.section(Section::Postings), posting as usize))
    }

    pub fn classes_in_any_case(&self, posting: u32) -> Classes {
        Classes(u16_at(self.section(Section::Postings), posting as usize + 2))
    }

    pub fn senses(&self, posting: u32) -> impl Iterator<Item = Sense> + use<> {
        let postings = self.section(Section::Postings);
        let head = posting as usize;
        let count = postings.get(head + 4).copied().map_or(0, usize::from);
        (0..count).filter_map(move |n| {
            let at = head + format::POSTING_HEAD + n * format::SENSE;
            let kind = *postings.get(at + 4)?;
            let class = class(kind >> 2)?;
            Some(Sense { entry: EntryId(u32_at(postings, at)), class, form: form(kind & 3) })
        })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.section(Section::Entries).len() / entry::SIZE
    }

    fn record(&self, index: u32) -> &'static [u8] {
        let at = index as usize * entry::SIZE;
        self.section(Section::Entries).get(at..at + entry::SIZE).unwrap_or(&[0; entry::SIZE])
    }

    /// The entry `index`, which is known under the number `id`.
    pub fn entry(&self, index: u32, id: EntryId) -> Entry<'static> {
        let r = self.record(index);
        Entry {
            id,
            class: class(r[entry::CLASS]).unwrap_or(Class::Region),
            subtype: self.string(u32_at(r, entry::SUBTYPE)),
            name: self.string(u32_at(r, entry::NAME)),
            country: country_at(r, entry::COUNTRY),
            wikidata: Some(u32_at(r, entry::WIKIDATA)).filter(|&q| q != 0),
            prominence: r[entry::PROMINENCE],
            table: self.string(u32_at(self.section(Section::Tables), 4 * usize::from(r[entry::TABLE]))),
            line: u32_at(r, entry::LINE),
        }
    }

    /// How prominent an entry is.
    pub fn prominence(&self, index: u32) -> u8 {
        self.record(index)[entry::PROMINENCE]
    }

    /// An entry's country.
    pub fn home(&self, index: u32) -> Option<Country> {
        country_at(self.record(index), entry::COUNTRY)
    }

    /// The number of an entry's Wikidata item, 0 if it has none.
    pub fn wikidata(&self, index: u32) -> u32 {
        u32_at(self.record(index), entry::WIKIDATA)
    }

    pub fn term(&self, index: u32) -> Term<'static> {
        let at = index as usize * term::SIZE;
        let r = self.section(Section::Terms).get(at..at + term::SIZE).unwrap_or(&[0; term::SIZE]);
        Term {
            person: EntryId(u32_at(r, term::PERSON)),
            title: self.string(u32_at(r, term::TITLE)),
            organisation: self.string(u32_at(r, term::ORGANISATION)),
            country: country_at(r, term::COUNTRY),
            from: day(u32_at(r, term::FROM), false),
            to: day(u32_at(r, term::TO), true),
            as_of: day(u32_at(r, term::AS_OF), false),
            source: self.string(u32_at(r, term::SOURCE)),
        }
    }

    /// The numbers of an entry's terms, of those that stand beside it.
    pub fn terms(&self, index: u32) -> std::ops::Range<u32> {
        let r = self.record(index);
        let first = u32_at(r, entry::TERMS);
        first..first.saturating_add(u16_at(r, entry::TERM_COUNT))
    }

    /// The numbers of the terms that these tables add to an entry, whichever tables have it.
    pub fn added(&self, id: EntryId) -> impl Iterator<Item = u32> + use<> {
        let all = self.section(Section::Added);
        let from = first(all, format::ADDED, u64::from(id.0), |all, at| u64::from(u32_at(all, at)));
        (from..all.len() / format::ADDED)
            .take_while(move |&n| u32_at(all, n * format::ADDED) == id.0)
            .map(move |n| u32_at(all, n * format::ADDED + 4))
    }

    /// The numbers of the terms of an office.
    pub fn office(&self, hash: u64) -> impl Iterator<Item = u32> + use<> {
        let all = self.section(Section::Offices);
        (first(all, format::OFFICE, hash, u64_at)..all.len() / format::OFFICE)
            .take_while(move |&n| u64_at(all, n * format::OFFICE) == hash)
            .map(move |n| u32_at(all, n * format::OFFICE + 8))
    }

    /// The number of the office that a title stands for, by the title's hash.
    pub fn title(&self, hash: u64) -> Option<u64> {
        let titles = self.section(Section::Titles);
        let at = first(titles, format::TITLE, hash, u64_at) * format::TITLE;
        (at < titles.len() && u64_at(titles, at) == hash).then(|| u64_at(titles, at + 8))
    }

    pub fn country(&self, code: Country) -> Option<EntryId> {
        let key = |all: &[u8], at: usize| u64::from(all[at]) << 8 | u64::from(all[at + 1]);
        let all = self.section(Section::Countries);
        let wanted = key(code.code().as_bytes(), 0);
        let at = first(all, format::COUNTRY, wanted, key) * format::COUNTRY;
        (at < all.len() && key(all, at) == wanted).then(|| EntryId(u32_at(all, at + 2)))
    }
}

/// The first record whose key is not below `wanted`, among records in order.
fn first(records: &[u8], size: usize, wanted: u64, key: impl Fn(&[u8], usize) -> u64) -> usize {
    let (mut low, mut high) = (0, records.len() / size);
    while low < high {
        let middle = usize::midpoint(low, high);
        if key(records, middle * size) < wanted { low = middle + 1 } else { high = middle }
    }
    low
}

fn class(number: u8) -> Option<Class> {
    Class::ALL.get(number as usize).copied()
}

fn form(number: u8) -> NameForm {
    match number {
        0 => NameForm::Full,
        1 => NameForm::Alias,
        2 => NameForm::Surname,
        _ => NameForm::Acronym,
    }
}

/// A packed date as a day: of a year or month alone its first day, or its last where the term ends with it.
fn day(packed: u32, last: bool) -> Option<Date> {
    if packed == 0 {
        return None;
    }
    let (year, month, day) = ((packed >> format::YEAR) as i16, (packed >> 5 & 15) as i8, (packed & 31) as i8);
    let first_month = if last { 12 } else { 1 };
    let date = Date::new(year, if month == 0 { first_month } else { month }, day.max(1)).ok()?;
    Some(if last && day == 0 { date.last_of_month() } else { date })
}
