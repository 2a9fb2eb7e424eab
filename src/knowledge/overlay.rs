//! Names of the user's own, laid over the embedded tables without a build.

use std::collections::BTreeMap;

use super::{
    Class, Classes, Entry, EntryId, Knowledge, NameForm, NameId, Sense, Term, fold, format,
    overlay_file::{Action, Fault, Line, lines},
};
use crate::{article::Date, country::Country};

/// The bit that tells numbers of the overlay from those of the embedded tables.
pub(super) const OVERLAY: u32 = 1 << 31;

/// What a user's file says.
#[derive(Debug)]
pub struct Overlay {
    names: fst::Map<Vec<u8>>,
    postings: Vec<Posting>,
    entries: Vec<Entry<'static>>,
    /// The terms of each entry, with the hash of the office.
    terms: Vec<Vec<(u64, Term<'static>)>>,
    hash: u64,
}

/// What the overlay says of one name.
#[derive(Debug, Default)]
struct Posting {
    senses: Vec<Sense>,
    /// The classes in which the embedded tables' meanings are hidden.
    hidden: Classes,
    /// The name in the embedded tables.
    base: Option<NameId>,
}

impl Overlay {
    /// Reads a file's text; `name` tells its format by its ending (`.tsv`, `.csv`, `.jsonl`) and stands in messages.
    ///
    /// # Errors
    /// Every line that is wrong, with what is wrong and what to do.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Fault>> {
        let mut draft = Draft::default();
        let mut faults = Vec::new();
        for line in lines(name, text) {
            match line.and_then(|line| draft.line(&line)) {
                Ok(()) => {}
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(draft.finish(format::hash(text.as_bytes()))) } else { Err(faults) }
    }

    /// How many entries it adds, and how many names it touches.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.entries.len(), self.postings.len())
    }

    pub(crate) fn transducer(&self) -> &fst::raw::Fst<Vec<u8>> {
        self.names.as_fst()
    }

    /// The name that a value of the transducer stands for.
    pub(crate) fn name(value: u32) -> NameId {
        NameId(OVERLAY | value)
    }

    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    pub(super) fn lookup(&self, key: &str) -> Option<NameId> {
        self.names.get(key).map(|v| Self::name(v as u32))
    }

    pub(super) fn entry(&self, id: EntryId) -> Option<Entry<'static>> {
        self.entries.get((id.0 & !OVERLAY) as usize).copied()
    }

    pub(super) fn terms(&self, id: EntryId) -> impl Iterator<Item = Term<'static>> + '_ {
        self.terms.get((id.0 & !OVERLAY) as usize).into_iter().flatten().map(|t| t.1)
    }

    pub(super) fn office(&self, hash: u64) -> impl Iterator<Item = Term<'static>> + '_ {
        self.terms.iter().flatten().filter(move |t| t.0 == hash).map(|t| t.1)
    }

    fn posting(&self, id: NameId) -> Option<&Posting> {
        self.postings.get((id.0 & !OVERLAY) as usize)
    }

    pub(super) fn classes(&self, id: NameId, any_case: bool, base: impl Fn(NameId) -> Classes) -> Classes {
        let Some(posting) = self.posting(id) else { return Classes::default() };
        let own = posting.senses.iter().filter(|s| !any_case || s.form != NameForm::Acronym);
        let own = own.fold(Classes::default(), |all, s| all.with(s.class));
        Classes(own.0 | posting.base.map_or(0, |b| base(b).0 & !posting.hidden.0))
    }

    /// The overlay's own senses of a name, and then the embedded name with the classes that are hidden of it.
    pub(super) fn senses(&self, id: NameId) -> (&[Sense], Option<(NameId, Classes)>) {
        self.posting(id).map_or((&[], None), |p| (&p.senses, p.base.map(|b| (b, p.hidden))))
    }
}

#[derive(Default)]
struct Draft {
    postings: BTreeMap<String, Posting>,
    entries: Vec<Entry<'static>>,
    terms: Vec<Vec<(u64, Term<'static>)>>,
}

/// Strings of an overlay live as long as the program.
fn keep(text: &str) -> &'static str {
    if text.is_empty() { "" } else { Box::leak(text.to_owned().into_boxed_str()) }
}

impl Draft {
    fn posting(&mut self, name: &str) -> &mut Posting {
        let key = fold::key(name);
        let base = Knowledge::embedded().lookup(&key);
        let posting = self.postings.entry(key).or_default();
        posting.base = base;
        posting
    }

    fn line(&mut self, line: &Line) -> Result<(), Fault> {
        let name = line.need("name")?;
        if fold::key(name).is_empty() {
            return Err(line.fault("the name has no letters or digits", "write the name as stories do"));
        }
        match line.action()? {
            Action::Block => {
                let hidden = line.class()?.map_or(Classes(u32::MAX), |c| Classes::default().with(c));
                let posting = self.posting(name);
                posting.hidden = Classes(posting.hidden.0 | hidden.0);
            }
            Action::Alias => {
                let of = line.need("of")?;
                let class = line.class()?;
                let sense = self.sense(of, class).ok_or_else(|| {
                    line.fault(&format!("no entry is named {of:?}"), "add it in a line above, or correct its spelling")
                })?;
                self.list(name, Sense { form: form(name, NameForm::Alias), ..sense });
            }
            action @ (Action::Add | Action::Override) => {
                let Some(class) = line.class()? else {
                    return Err(
                        line.fault("no class", "fill the column class: person, company, organisation, city, ...")
                    );
                };
                if action == Action::Override {
                    self.posting(name).hidden = Classes(u32::MAX);
                }
                let id = self.entry(line, name, class)?;
                self.list(name, Sense { entry: id, class, form: form(name, NameForm::Full) });
                for other in line.get("aliases").split('|').map(str::trim).filter(|a| !a.is_empty()) {
                    self.list(other, Sense { entry: id, class, form: form(other, NameForm::Alias) });
                }
            }
        }
        Ok(())
    }

    fn entry(&mut self, line: &Line, name: &str, class: Class) -> Result<EntryId, Fault> {
        let id = EntryId(OVERLAY | self.entries.len() as u32);
        let country = line.country()?;
        self.entries.push(Entry {
            id,
            class,
            subtype: keep(line.get("subtype")),
            name: keep(name),
            country,
            wikidata: line.wikidata()?,
            prominence: u8::MAX,
            table: keep(line.file()),
            line: line.number(),
        });
        let title = line.get("title");
        let mut terms = Vec::new();
        if !title.is_empty() {
            let body = line.get("organisation");
            let to = line.date("to", true)?;
            let term = Term {
                person: id,
                title: keep(title),
                organisation: keep(body),
                country,
                from: line.date("from", false)?,
                to,
                // Who keeps a file of their own keeps it true: an open row holds until they say otherwise.
                as_of: line.date("as_of", false)?.or(if to.is_none() { Some(Date::MAX) } else { None }),
                source: "overlay",
            };
            terms.push((Knowledge::embedded().office_hash(title, country, body), term));
        }
        self.terms.push(terms);
        Ok(id)
    }

    fn list(&mut self, name: &str, sense: Sense) {
        let posting = self.posting(name);
        if !posting.senses.contains(&sense) {
            posting.senses.push(sense);
        }
    }

    /// What a name that an alias points to stands for.
    fn sense(&self, name: &str, class: Option<Class>) -> Option<Sense> {
        let fits = |s: &Sense| class.is_none_or(|c| s.class == c);
        let own = self.postings.get(&fold::key(name)).and_then(|p| p.senses.iter().copied().find(fits));
        let embedded = Knowledge::embedded();
        own.or_else(|| embedded.lookup(name).and_then(|id| embedded.senses(id).find(fits)))
    }

    fn finish(self, hash: u64) -> Overlay {
        let keys = self.postings.keys().enumerate().map(|(n, key)| (key.as_bytes(), n as u64));
        Overlay {
            names: fst::Map::from_iter(keys).unwrap_or_default(),
            postings: self.postings.into_values().collect(),
            entries: self.entries,
            terms: self.terms,
            hash,
        }
    }
}

fn form(name: &str, usual: NameForm) -> NameForm {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let acronym = (2..=7).contains(&letters().count()) && letters().all(char::is_uppercase) && !name.contains(' ');
    if acronym { NameForm::Acronym } else { usual }
}

/// The country of a code, for messages that name what is wrong.
pub(super) fn country(code: &str) -> Option<Country> {
    Country::new(code).filter(|&c| Knowledge::embedded().country(c).is_some())
}
