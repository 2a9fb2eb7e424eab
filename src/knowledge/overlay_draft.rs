//! Compiles the lines of users' files to the bytes of an overlay.

use std::collections::{BTreeMap, HashMap};

use super::{
    Class, Classes, EntryId, Knowledge, NameForm, NameId, Sense, alias, fold,
    format::{self, SECTIONS},
    overlay::OVERLAY,
    overlay_file::{Action, Fault, Line},
    pack::{self, PackedEntry, PackedTerm, Strings},
};
use crate::{article::Date, country::Country};

const EXCEPTIONS: &str = include_str!("../../data/exceptions.tsv");

/// What the lines so far say of one name.
#[derive(Debug, Default)]
struct Posting {
    senses: Vec<Sense>,
    /// The classes in which the embedded tables' meanings are hidden.
    hidden: Classes,
    /// The name in the embedded tables.
    base: Option<NameId>,
}

struct Entry {
    class: Class,
    subtype: String,
    name: String,
    country: Option<Country>,
    wikidata: Option<u32>,
    table: u8,
    line: u32,
    prominence: u8,
}

struct Term {
    person: EntryId,
    title: String,
    organisation: String,
    country: Option<Country>,
    from: Option<Date>,
    to: Option<Date>,
    as_of: Option<Date>,
    /// What the record says of where it is from; see [`Knowledge::holder`].
    source: &'static str,
}

/// See the module.
#[derive(Default)]
pub(super) struct Draft {
    postings: BTreeMap<String, Posting>,
    entries: Vec<Entry>,
    terms: Vec<Term>,
    files: Vec<String>,
    /// Entries by item and class: several lines of one person are one.
    items: HashMap<(u32, u8), EntryId>,
    /// Entries of the embedded tables by item, where that was asked.
    embedded: Option<HashMap<u32, EntryId>>,
}

impl Draft {
    /// Takes in one line.
    pub(super) fn line(&mut self, line: &Line) -> Result<(), Fault> {
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
                line.check(class)?;
                let prominence = line.prominence()?;
                let id = self.entry(line, name, class, prominence, action)?;
                if action == Action::Override {
                    self.posting(name).hidden = Classes(u32::MAX);
                }
                self.list(name, Sense { entry: id, class, form: form(name, NameForm::Full) });
                for other in line.get("aliases").split('|').map(str::trim).filter(|a| !fold::key(a).is_empty()) {
                    self.list(other, Sense { entry: id, class, form: form(other, NameForm::Alias) });
                }
                self.by_rule(name, id, class, line.country()?);
            }
        }
        Ok(())
    }

    fn posting(&mut self, name: &str) -> &mut Posting {
        let key = fold::key(name);
        let base = Knowledge::embedded().lookup(&key);
        let posting = self.postings.entry(key).or_default();
        posting.base = base;
        posting
    }

    /// The names that rules give, as they do for the embedded tables.
    fn by_rule(&mut self, name: &str, id: EntryId, class: Class, country: Option<Country>) {
        let code = country.as_ref().map_or("", |c| c.code());
        match class {
            Class::Person => {
                let surname = alias::surname(name, "", code);
                for other in alias::person(name, &surname, code) {
                    if other.contains([' ', '-']) {
                        self.list(&other, Sense { entry: id, class, form: NameForm::Alias });
                    }
                }
                if surname.chars().count() > 1 && !is_everyday(&surname) {
                    self.list(&surname, Sense { entry: id, class, form: NameForm::Surname });
                }
            }
            Class::Company => {
                if let Some(short) = alias::without_legal(name) {
                    self.list(&short, Sense { entry: id, class, form: form(&short, NameForm::Alias) });
                }
            }
            _ => {}
        }
    }

    fn entry(
        &mut self,
        line: &Line,
        name: &str,
        class: Class,
        prominence: u8,
        action: Action,
    ) -> Result<EntryId, Fault> {
        let (country, wikidata) = (line.country()?, line.wikidata()?);
        let known = wikidata.and_then(|item| self.known(item, class));
        let id = known.unwrap_or(EntryId(OVERLAY | self.entries.len() as u32));
        let title = line.get("title");
        if !title.is_empty() {
            let to = line.date("to", true)?;
            let from = line.date("from", false)?;
            // Who keeps a file of their own keeps it true: an open row holds until they say otherwise.
            let as_of = line.date("as_of", false)?.or(if to.is_none() { Some(Date::MAX) } else { None });
            let source = if action == Action::Override { format::OVERRIDE } else { "overlay" };
            let organisation = line.get("organisation").to_owned();
            self.terms.push(Term {
                person: id,
                title: title.to_owned(),
                organisation,
                country,
                from,
                to,
                as_of,
                source,
            });
        }
        if known.is_none() {
            let table = self.table(line)?;
            if let Some(item) = wikidata {
                self.items.insert((item, class as u8), id);
            }
            self.entries.push(Entry {
                class,
                subtype: line.get("subtype").to_owned(),
                name: name.to_owned(),
                country,
                wikidata,
                table,
                line: line.number(),
                prominence,
            });
        }
        Ok(id)
    }

    fn table(&mut self, line: &Line) -> Result<u8, Fault> {
        let at = self.files.iter().position(|f| f == line.file()).unwrap_or_else(|| {
            self.files.push(line.file().to_owned());
            self.files.len() - 1
        });
        u8::try_from(at).map_err(|_| line.fault("more than 256 files", "put some of them together"))
    }

    /// The entry that these lines or the embedded tables have of a Wikidata item.
    fn known(&mut self, item: u32, class: Class) -> Option<EntryId> {
        if let Some(&id) = self.items.get(&(item, class as u8)) {
            return Some(id);
        }
        let tables = Knowledge::embedded().tables();
        let all = self.embedded.get_or_insert_with(|| {
            let items = (0..tables.len() as u32).map(|n| (tables.wikidata(n), EntryId(n)));
            items.filter(|(item, _)| *item != 0).collect()
        });
        all.get(&item).copied().filter(|id| tables.entry(id.0, *id).class == class)
    }

    fn list(&mut self, name: &str, sense: Sense) {
        let posting = self.posting(name);
        if !posting.senses.iter().any(|s| s.entry == sense.entry && s.class == sense.class) {
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

    /// The bytes of the overlay.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut strings = Strings::default();
        let mut postings = Vec::new();
        let mut names = fst::MapBuilder::memory();
        for (key, posting) in &self.postings {
            postings.extend(posting.base.map_or(u32::MAX, |b| b.0).to_le_bytes());
            postings.extend((posting.hidden.0 as u16).to_le_bytes());
            // The keys of an ordered map come in order.
            if names.insert(key, postings.len() as u64).is_err() {
                continue;
            }
            let classes = |s: &mut dyn Iterator<Item = &Sense>| s.fold(0u16, |all, s| all | 1 << s.class as u8);
            let any_case = classes(&mut posting.senses.iter().filter(|s| s.form != NameForm::Acronym));
            let senses: Vec<(u32, u8, u8)> =
                posting.senses.iter().map(|s| (s.entry.0, s.class as u8, s.form as u8)).collect();
            pack::posting(classes(&mut posting.senses.iter()), any_case, &senses, &mut postings);
        }
        let mut entries = Vec::new();
        for e in &self.entries {
            let packed = PackedEntry {
                name: &e.name,
                class: e.class as u8,
                table: e.table,
                prominence: e.prominence,
                country: e.country.as_ref().map_or("", |c| c.code()),
                wikidata: e.wikidata.unwrap_or(0),
                terms: 0..0,
                line: e.line,
                subtype: &e.subtype,
            };
            entries.extend(packed.record(&mut strings));
        }
        let (mut terms, mut offices, mut added) = (Vec::new(), Vec::new(), Vec::new());
        for (index, t) in self.terms.iter().enumerate() {
            let country = t.country.as_ref().map_or("", |c| c.code());
            let packed = PackedTerm {
                person: t.person.0,
                title: &t.title,
                organisation: &t.organisation,
                country,
                from: date(t.from),
                to: date(t.to),
                as_of: date(t.as_of),
                source: t.source,
            };
            terms.extend(packed.record(&mut strings));
            offices.push((Knowledge::embedded().office_hash(&t.title, t.country, &t.organisation), index as u32));
            added.push((t.person.0, index as u32));
        }
        added.sort_unstable();
        let added = added.iter().flat_map(|(e, t)| e.to_le_bytes().into_iter().chain(t.to_le_bytes())).collect();
        let tables = self.files.iter().flat_map(|f| strings.add(f).to_le_bytes()).collect();
        let base = Knowledge::embedded().tables().hash().to_le_bytes().to_vec();
        let sections: [Vec<u8>; SECTIONS] = [
            names.into_inner().unwrap_or_default(),
            postings,
            entries,
            strings.bytes,
            terms,
            pack::hashes(offices),
            Vec::new(),
            tables,
            Vec::new(),
            added,
            base,
        ];
        pack::assemble(format::OVERLAY_MAGIC, &sections)
    }
}

/// Whether a surname is a word of everyday English, which no name of one word may be.
fn is_everyday(name: &str) -> bool {
    let key = fold::key(name);
    EXCEPTIONS.lines().any(|l| l.split('\t').next().is_some_and(|w| w == key))
}

fn date(date: Option<Date>) -> u32 {
    date.map_or(0, |d| (d.year().max(0) as u32) << format::YEAR | (d.month() as u32) << 5 | d.day() as u32)
}

fn form(name: &str, usual: NameForm) -> NameForm {
    if alias::is_acronym(name) { NameForm::Acronym } else { usual }
}

/// The country of a code, for messages that name what is wrong.
pub(super) fn country(code: &str) -> Option<Country> {
    Country::new(code).filter(|&c| Knowledge::embedded().country(c).is_some())
}
