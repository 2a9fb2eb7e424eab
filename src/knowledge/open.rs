//! Opens the compiled gazetteer: checks the header and nothing else; everything is read where it lies.

use super::{
    Class, Classes, Entry, EntryId, NameForm, NameId, Sense, Term, fold, format,
    overlay::{OVERLAY, Overlay},
};
use crate::{article::Date, country::Country};
use format::{SECTION_TABLE, SECTIONS, Section, entry, term};

/// The compiled gazetteer.
pub struct Knowledge {
    names: fst::raw::Fst<&'static [u8]>,
    sections: [&'static [u8]; SECTIONS],
    version: String,
    overlay: Option<&'static Overlay>,
}

impl std::fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Knowledge").field("version", &self.version).finish_non_exhaustive()
    }
}

/// What is wrong with an artefact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// It does not begin as a gazetteer of this version does.
    Magic,
    /// A section lies beyond its end.
    Truncated,
    /// Its index of names is damaged.
    Names,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Magic => "not a gazetteer of this version; build it again",
            Self::Truncated => "the gazetteer is cut short; build it again",
            Self::Names => "the gazetteer's index of names is damaged; build it again",
        })
    }
}

impl std::error::Error for OpenError {}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 2).map_or(0, |b| u32::from(b[0]) | u32::from(b[1]) << 8)
}

fn country_at(bytes: &[u8], at: usize) -> Option<Country> {
    std::str::from_utf8(bytes.get(at..at + 2)?).ok().and_then(Country::new)
}

impl Knowledge {
    /// Opens a compiled gazetteer without reading more than its header.
    ///
    /// # Errors
    /// When the bytes are no gazetteer of this version or are cut short.
    pub fn open(bytes: &'static [u8]) -> Result<Self, OpenError> {
        if bytes.len() < SECTION_TABLE + 8 * SECTIONS || bytes[..8] != format::MAGIC {
            return Err(OpenError::Magic);
        }
        let mut sections: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        for (number, section) in sections.iter_mut().enumerate() {
            let at = u32_at(bytes, SECTION_TABLE + 8 * number) as usize;
            let length = u32_at(bytes, SECTION_TABLE + 8 * number + 4) as usize;
            *section = bytes.get(at..at + length).ok_or(OpenError::Truncated)?;
        }
        let names = fst::raw::Fst::new(sections[Section::Names as usize]).map_err(|_| OpenError::Names)?;
        let version = bytes[8..16].iter().rev().map(|b| format!("{b:02x}")).collect();
        Ok(Self { names, sections, version, overlay: None })
    }

    /// The same tables with a user's own names over them, in place of any laid over them before. The overlay lives as
    /// long as the program.
    #[must_use]
    pub fn with(&self, overlay: Overlay) -> Self {
        let (plain, _) = self.version.split_once('+').unwrap_or((&self.version, ""));
        let version = format!("{plain}+{:08x}", overlay.hash() as u32);
        let overlay: &'static Overlay = Box::leak(Box::new(overlay));
        Self { names: self.names.clone(), sections: self.sections, version, overlay: Some(overlay) }
    }

    /// The names that the user laid over the tables.
    #[must_use]
    pub fn overlay(&self) -> Option<&'static Overlay> {
        self.overlay
    }

    fn over(&self, number: u32) -> Option<&'static Overlay> {
        self.overlay.filter(|_| number & OVERLAY != 0)
    }

    fn section(&self, section: Section) -> &'static [u8] {
        self.sections[section as usize]
    }

    fn string(&self, at: u32) -> &'static str {
        let pool = self.section(Section::Strings);
        let at = at as usize;
        let length = pool.get(at..at + 2).map_or(0, |b| usize::from(b[0]) | usize::from(b[1]) << 8);
        pool.get(at + 2..at + 2 + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// The version: a hash of the compiled tables, in hexadecimal.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The transducer of folded names, for walking it token by token.
    pub(crate) fn transducer(&self) -> &fst::raw::Fst<&'static [u8]> {
        &self.names
    }

    /// The name as written, in any spelling that folds to a listed one.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<NameId> {
        let key = fold::key(name);
        let over = self.overlay.and_then(|o| o.lookup(&key));
        match over {
            Some(id) => (self.classes(id) != Classes::default()).then_some(id),
            None => self.names.get(key).map(|v| NameId(v.value() as u32)),
        }
    }

    /// Every class that the name's senses have.
    #[must_use]
    pub fn classes(&self, name: NameId) -> Classes {
        match self.over(name.0) {
            Some(over) => over.classes(name, false, |base| self.classes(base)),
            None => Classes(u16_at(self.section(Section::Postings), name.0 as usize)),
        }
    }

    /// The classes that the name has where it is not written in capitals: acronyms are names in capitals alone.
    #[must_use]
    pub fn classes_in_any_case(&self, name: NameId) -> Classes {
        match self.over(name.0) {
            Some(over) => over.classes(name, true, |base| self.classes_in_any_case(base)),
            None => Classes(u16_at(self.section(Section::Postings), name.0 as usize + 2)),
        }
    }

    /// What the name may stand for: the user's own first, then the most prominent first. Given and family names have a
    /// class and no sense.
    pub fn senses(&self, name: NameId) -> impl Iterator<Item = Sense> + use<> {
        let (own, base): (&[Sense], _) = match self.over(name.0) {
            Some(over) => over.senses(name),
            None => (&[], Some((name, Classes::default()))),
        };
        let postings = self.section(Section::Postings);
        let embedded = base.into_iter().flat_map(move |(name, hidden)| {
            let head = name.0 as usize;
            let count = postings.get(head + 4).copied().map_or(0, usize::from);
            (0..count).filter_map(move |n| {
                let at = head + format::POSTING_HEAD + n * format::SENSE;
                let kind = *postings.get(at + 4)?;
                let class = class(kind >> 2).filter(|&c| !hidden.has(c))?;
                Some(Sense { entry: EntryId(u32_at(postings, at)), class, form: form(kind & 3) })
            })
        });
        own.iter().copied().chain(embedded)
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Entry<'static> {
        if let Some(entry) = self.over(id.0).and_then(|o| o.entry(id)) {
            return entry;
        }
        let all = self.section(Section::Entries);
        let at = id.0 as usize * entry::SIZE;
        let r = all.get(at..at + entry::SIZE).unwrap_or(&[0; entry::SIZE]);
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

    /// How many names the embedded tables list.
    #[must_use]
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// Calls `each` with every name of the embedded tables, folded (see [`super::key`]), in order.
    pub fn each_key(&self, mut each: impl FnMut(&str)) {
        let mut keys = self.names.stream();
        while let Some((key, _)) = fst::Streamer::next(&mut keys) {
            // The build wrote keys from strings.
            each(std::str::from_utf8(key).unwrap_or_default());
        }
    }

    /// How many entries the embedded tables have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.section(Section::Entries).len() / entry::SIZE
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn term(&self, index: u32) -> Term<'static> {
        let all = self.section(Section::Terms);
        let at = index as usize * term::SIZE;
        let r = all.get(at..at + term::SIZE).unwrap_or(&[0; term::SIZE]);
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

    /// A person's terms in office.
    pub fn terms(&self, id: EntryId) -> impl Iterator<Item = Term<'static>> + '_ {
        let all = self.section(Section::Entries);
        let at = id.0 as usize * entry::SIZE;
        let r = all.get(at..at + entry::SIZE).unwrap_or(&[0; entry::SIZE]);
        let first = u32_at(r, entry::TERMS);
        let count = u32::from(r[entry::TERM_COUNT]) | u32::from(r[entry::TERM_COUNT + 1]) << 8;
        let own = self.over(id.0).into_iter().flat_map(move |o| o.terms(id));
        (first..first + count).map(|t| self.term(t)).chain(own)
    }

    /// The number of the office that a title stands for.
    fn office_number(&self, title: &str) -> u64 {
        let hash = format::title(title);
        let titles = self.section(Section::Titles);
        let at = first(titles, format::TITLE, hash) * format::TITLE;
        if at < titles.len() && u64_at(titles, at) == hash { u64_at(titles, at + 8) } else { hash }
    }

    /// The terms of an office: `title` in a country or body, whatever the date. Wordings of one title are one ("Minister
    /// of Foreign Affairs", "Foreign Minister").
    pub fn office(
        &self,
        title: &str,
        country: Option<Country>,
        body: &str,
    ) -> impl Iterator<Item = Term<'static>> + '_ {
        let hash = self.office_hash(title, country, body);
        let all = self.section(Section::Offices);
        let own = self.overlay.into_iter().flat_map(move |o| o.office(hash));
        (first(all, format::OFFICE, hash)..all.len() / format::OFFICE)
            .take_while(move |&n| u64_at(all, n * format::OFFICE) == hash)
            .map(move |n| self.term(u32_at(all, n * format::OFFICE + 8)))
            .chain(own)
    }

    /// Whether two titles are wordings of one office.
    #[must_use]
    pub fn same_office(&self, a: &str, b: &str) -> bool {
        self.office_number(a) & !format::SECRETARY == self.office_number(b) & !format::SECRETARY
    }

    /// The hash of an office by one of its titles.
    pub(super) fn office_hash(&self, title: &str, country: Option<Country>, body: &str) -> u64 {
        format::office(country.as_ref().map_or("", |c| c.code()), body, self.office_number(title))
    }

    /// The terms of an office that are certain to hold on a day: begun by then, and not over, or known to hold then.
    pub fn holders(
        &self,
        title: &str,
        country: Option<Country>,
        body: &str,
        on: Date,
    ) -> impl Iterator<Item = Term<'static>> + '_ {
        self.office(title, country, body).filter(move |t| t.holds(on))
    }

    /// Who held an office on a day, where that is one person and certain. A row without an end yields to one that began
    /// after it; nobody is named on a day that two rows claim.
    #[must_use]
    pub fn holder(&self, title: &str, country: Option<Country>, body: &str, on: Date) -> Option<Term<'static>> {
        let latest = self.holders(title, country, body, on).max_by_key(|t| (t.from, t.to))?;
        let sole = self.office_number(title) & format::SOLE != 0;
        // Wikidata's rows are open until somebody ends them, the Factbook's until somebody comes to that page. All others
        // were known to hold on the day they tell.
        let patience = |t: &Term<'_>| match t.source {
            "wikidata" => 100,
            "factbook" => 2,
            _ => 0,
        };
        let stale = |t: &Term<'_>| {
            let until = latest.from.map(|f| f.saturating_add(jiff::Span::new().years(patience(t))));
            t.to.is_none() && t.as_of < until
        };
        let rival = |t: &Term<'_>| t.person != latest.person && !(sole && t.from < latest.from && stale(t));
        (!self.holders(title, country, body, on).any(|t| rival(&t))).then_some(latest)
    }

    /// The entry of a country.
    #[must_use]
    pub fn country(&self, code: Country) -> Option<EntryId> {
        let all = self.section(Section::Countries);
        let key = code.code().as_bytes();
        let (mut low, mut high) = (0, all.len() / format::COUNTRY);
        while low < high {
            let middle = usize::midpoint(low, high);
            let at = middle * format::COUNTRY;
            match all[at..at + 2].cmp(key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(EntryId(u32_at(all, at + 2))),
            }
        }
        None
    }

    /// A country's usual English name, or its code where the tables lack it.
    #[must_use]
    pub fn country_name(&self, code: Country) -> &'static str {
        self.country(code).map_or("", |e| self.entry(e).name)
    }

    /// The country that a name or nationality stands for.
    #[must_use]
    pub fn country_by_name(&self, name: &str) -> Option<Country> {
        let id = self.lookup(name)?;
        self.senses(id)
            .find(|s| matches!(s.class, Class::Country | Class::Demonym))
            .and_then(|s| self.entry(s.entry).country)
    }
}

/// The first record whose leading number is not below `hash`, among records in order.
fn first(records: &[u8], size: usize, hash: u64) -> usize {
    let (mut low, mut high) = (0, records.len() / size);
    while low < high {
        let middle = usize::midpoint(low, high);
        if u64_at(records, middle * size) < hash { low = middle + 1 } else { high = middle }
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
