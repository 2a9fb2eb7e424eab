//! Opens the compiled gazetteer: checks the header and nothing else; everything is read where it lies.

use super::{
    Class, Classes, Entry, EntryId, NameId, Sense, Term, fold, format,
    overlay::{OVERLAY, Overlay},
    tables::Tables,
};
use crate::{article::Date, country::Country};

/// The compiled gazetteer.
pub struct Knowledge {
    tables: &'static Tables,
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
    /// It lies over other tables than these.
    Base,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Magic => "not a gazetteer of this version; build it again",
            Self::Truncated => "the gazetteer is cut short; build it again",
            Self::Names => "the gazetteer's index of names is damaged; build it again",
            Self::Base => "built over the tables of another version of whomet; build it again with this one",
        })
    }
}

impl std::error::Error for OpenError {}

impl Knowledge {
    /// Opens a compiled gazetteer without reading more than its header.
    ///
    /// # Errors
    /// When the bytes are no gazetteer of this version or are cut short.
    pub fn open(bytes: &'static [u8]) -> Result<Self, OpenError> {
        let tables = Tables::open(bytes, &format::MAGIC)?;
        let version = format!("{:016x}", tables.hash());
        Ok(Self { tables: Box::leak(Box::new(tables)), version, overlay: None })
    }

    /// The same tables with a user's own names over them, in place of any laid over them before. The overlay lives as
    /// long as the program.
    #[must_use]
    pub fn with(&self, overlay: Overlay) -> Self {
        let (plain, _) = self.version.split_once('+').unwrap_or((&self.version, ""));
        let version = format!("{plain}+{:08x}", overlay.hash() as u32);
        Self { tables: self.tables, version, overlay: Some(Box::leak(Box::new(overlay))) }
    }

    /// The names that the user laid over the tables.
    #[must_use]
    pub fn overlay(&self) -> Option<&'static Overlay> {
        self.overlay
    }

    pub(super) fn tables(&self) -> &'static Tables {
        self.tables
    }

    fn over(&self, number: u32) -> Option<&'static Overlay> {
        self.overlay.filter(|_| number & OVERLAY != 0)
    }

    /// The version: a hash of the compiled tables, in hexadecimal.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The transducer of folded names, for walking it token by token.
    pub(crate) fn transducer(&self) -> &fst::raw::Fst<&'static [u8]> {
        &self.tables.names
    }

    /// The name as written, in any spelling that folds to a listed one.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<NameId> {
        let key = fold::key(name);
        let over = self.overlay.and_then(|o| o.lookup(&key));
        match over {
            Some(id) => (self.classes(id) != Classes::default()).then_some(id),
            None => self.tables.names.get(key).map(|v| NameId(v.value() as u32)),
        }
    }

    /// Every class that the name's senses have.
    #[must_use]
    pub fn classes(&self, name: NameId) -> Classes {
        match self.over(name.0) {
            Some(over) => {
                over.classes(name, |own, base| (own.classes(name.0 & !OVERLAY), base.map(|b| self.classes(b))))
            }
            None => self.tables.classes(name.0),
        }
    }

    /// The classes that the name has where it is not written in capitals: acronyms are names in capitals alone.
    #[must_use]
    pub fn classes_in_any_case(&self, name: NameId) -> Classes {
        match self.over(name.0) {
            Some(over) => over.classes(name, |own, base| {
                (own.classes_in_any_case(name.0 & !OVERLAY), base.map(|b| self.classes_in_any_case(b)))
            }),
            None => self.tables.classes_in_any_case(name.0),
        }
    }

    /// What the name may stand for: the user's own first, then the most prominent first. Given and family names have a
    /// class and no sense.
    pub fn senses(&self, name: NameId) -> impl Iterator<Item = Sense> + use<> {
        let over = self.over(name.0);
        let own = over.map(|o| o.senses(name));
        let (base, hidden) = over.map_or((Some(name), Classes::default()), |o| o.cover(name));
        let embedded = base.map(|name| self.tables.senses(name.0).filter(move |s| !hidden.has(s.class)));
        own.into_iter().flatten().chain(embedded.into_iter().flatten())
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Entry<'static> {
        match self.over(id.0) {
            Some(over) => over.entry(id),
            None => self.tables.entry(id.0, id),
        }
    }

    /// How prominent an entry is: see [`Entry::prominence`].
    #[must_use]
    pub fn prominence(&self, id: EntryId) -> u8 {
        match self.over(id.0) {
            Some(over) => over.entry(id).prominence,
            None => self.tables.prominence(id.0),
        }
    }

    /// An entry's country: see [`Entry::country`].
    #[must_use]
    pub fn home(&self, id: EntryId) -> Option<Country> {
        match self.over(id.0) {
            Some(over) => over.entry(id).country,
            None => self.tables.home(id.0),
        }
    }

    /// How many names the embedded tables list.
    #[must_use]
    pub fn names(&self) -> usize {
        self.tables.names.len()
    }

    /// Calls `each` with every name of the embedded tables, folded (see [`super::key`]), in order.
    pub fn each_key(&self, mut each: impl FnMut(&str)) {
        let mut keys = self.tables.names.stream();
        while let Some((key, _)) = fst::Streamer::next(&mut keys) {
            // The build wrote keys from strings.
            each(std::str::from_utf8(key).unwrap_or_default());
        }
    }

    /// How many entries the embedded tables have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A person's terms in office.
    pub fn terms(&self, id: EntryId) -> impl Iterator<Item = Term<'static>> + use<> {
        let tables = self.tables;
        let embedded = self.over(id.0).is_none().then(|| tables.terms(id.0)).into_iter().flatten();
        let own = self.overlay.into_iter().flat_map(move |o| o.terms(id));
        embedded.map(move |t| tables.term(t)).chain(own)
    }

    /// The number of the office that a title stands for.
    fn office_number(&self, title: &str) -> u64 {
        let hash = format::title(title);
        self.tables.title(hash).unwrap_or(hash)
    }

    /// The terms of an office: `title` in a country or body, whatever the date. Wordings of one title are one ("Minister
    /// of Foreign Affairs", "Foreign Minister").
    pub fn office(
        &self,
        title: &str,
        country: Option<Country>,
        body: &str,
    ) -> impl Iterator<Item = Term<'static>> + use<> {
        let hash = self.office_hash(title, country, body);
        let tables = self.tables;
        let own = self.overlay.into_iter().flat_map(move |o| o.office(hash));
        tables.office(hash).map(move |t| tables.term(t)).chain(own)
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
        let override_ = |t: &Term<'_>| t.source == format::OVERRIDE;
        if let Some(own) = self.holders(title, country, body, on).filter(override_).max_by_key(|t| (t.from, t.to)) {
            return Some(own);
        }
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
        self.tables.country(code)
    }

    /// A country's usual English name, or its code where the tables lack it.
    #[must_use]
    pub fn country_name(&self, code: Country) -> &'static str {
        self.country(code).map_or("", |e| self.entry(e).name)
    }

    /// The country that a name or nationality stands for.
    #[must_use]
    pub fn country_by_name(&self, name: &str) -> Option<Country> {
        self.country_of(self.lookup(name)?)
    }

    /// The country that a listed name or nationality stands for.
    pub(super) fn country_of(&self, name: NameId) -> Option<Country> {
        self.senses(name)
            .find(|s| matches!(s.class, Class::Country | Class::Demonym))
            .and_then(|s| self.entry(s.entry).country)
    }
}
