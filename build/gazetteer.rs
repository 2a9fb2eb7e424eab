//! Compiles the gazetteers into one artefact that the library opens without parsing.

mod offices;
mod tables;
mod writer;

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use crate::{fold, format, tsv};
use writer::Writer;

/// Compiles every table under `data` into `folder`/gazetteer.bin.
pub fn compile(data: &Path, folder: &Path) {
    let mut book = Book { data: data.to_path_buf(), common: common(data), ..Book::default() };
    book.items = items(&book);
    tables::countries(&mut book);
    tables::places(&mut book);
    tables::metonyms(&mut book);
    tables::organisations(&mut book);
    tables::companies(&mut book);
    tables::world_companies(&mut book);
    if let Some((row, _)) = book.items.values().find(|(_, used)| !used) {
        row.fail("no row of that table has this name and country; take the line out, or correct it");
    }
    let offices = offices::read(&mut book);
    tables::people(&mut book, &offices);
    tables::names(&mut book);
    let bytes = Writer::default().write(&book);
    let file = folder.join("gazetteer.bin");
    fs::write(&file, bytes).unwrap_or_else(|e| tsv::fail(&file.display().to_string(), &e.to_string()));
}

/// The classes, numbered as `knowledge::Class` is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Person,
    Given,
    Family,
    Country,
    Demonym,
    City,
    Subdivision,
    Region,
    Company,
    Organisation,
    Metonym,
}

/// The forms, numbered as `knowledge::NameForm` is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Form {
    Full,
    Alias,
    Surname,
    Acronym,
}

/// One entry in the making.
#[derive(Default)]
pub struct Entry {
    pub name: String,
    pub class: u8,
    pub table: &'static str,
    pub subtype: String,
    pub country: String,
    pub prominence: u8,
    pub wikidata: u32,
    pub line: u32,
    pub terms: Vec<Term>,
}

/// One term in the making.
#[derive(Default, Clone)]
pub struct Term {
    pub title: String,
    pub organisation: String,
    pub country: String,
    pub from: u32,
    pub to: u32,
    pub as_of: u32,
    pub source: String,
}

/// What a name stands for.
#[derive(Default)]
pub struct Name {
    pub classes: u16,
    /// The classes that it has in any case: all but those of acronyms.
    pub any_case: u16,
    /// Entry, class and form.
    pub senses: Vec<(u32, u8, u8)>,
}

/// Everything that the tables say.
#[derive(Default)]
pub struct Book {
    pub data: PathBuf,
    pub entries: Vec<Entry>,
    pub names: HashMap<String, Name>,
    pub countries: Vec<(String, u32)>,
    /// The offices that titles stand for, by their hashes.
    pub titles: BTreeMap<u64, u64>,
    /// Wikidata items of rows, by table, name and country, and whether the row was there.
    pub items: HashMap<(String, String, String), (tsv::Row, bool)>,
    /// Words of everyday English: no name of one word may be one of them.
    common: Vec<String>,
}

impl Book {
    /// A table's rows.
    pub fn rows(&self, table: &str, columns: &[&str]) -> Vec<tsv::Row> {
        tsv::read(&self.data.join(table), columns)
    }

    /// Adds an entry and gives its number.
    pub fn entry(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        self.entries.len() as u32 - 1
    }

    /// The Wikidata item of a row that has no column for it, 0 if none is known.
    pub fn item(&mut self, table: &str, name: &str, country: &str) -> u32 {
        let table = table.trim_end_matches(".tsv");
        let Some((row, used)) = self.items.get_mut(&(table.into(), name.into(), country.into())) else { return 0 };
        *used = true;
        let item = row.get(3).strip_prefix('Q').and_then(|n| n.parse().ok());
        item.unwrap_or_else(|| row.fail("a Wikidata item is written as Q42"))
    }

    /// Lists `name` for an entry.
    pub fn name(&mut self, name: &str, entry: u32, class: Class, form: Form) {
        let key = fold::key(name);
        if key.is_empty() || key.len() > 100 || !key.contains(|c: char| c.is_alphabetic()) {
            return;
        }
        if !key.contains(' ') && form != Form::Acronym && self.common.binary_search(&key).is_ok() {
            return;
        }
        let slot = self.names.entry(key).or_default();
        slot.classes |= 1 << class as u8;
        if form != Form::Acronym {
            slot.any_case |= 1 << class as u8;
        }
        if !slot.senses.iter().any(|s| s.0 == entry) {
            slot.senses.push((entry, class as u8, form as u8));
        }
    }

    /// Lists a name that has a class and no entry: given and family names.
    pub fn bare(&mut self, name: &str, class: Class) {
        let key = fold::key(name);
        if key.len() < 2 || key.len() > 40 || self.common.binary_search(&key).is_ok() {
            return;
        }
        let slot = self.names.entry(key).or_default();
        slot.classes |= 1 << class as u8;
        slot.any_case |= 1 << class as u8;
    }
}

fn items(book: &Book) -> HashMap<(String, String, String), (tsv::Row, bool)> {
    let rows = book.rows("items.tsv", &["table", "name", "country", "wikidata", "source"]);
    rows.into_iter().map(|r| ((r.get(0).into(), r.get(1).into(), r.get(2).into()), (r, false))).collect()
}

/// Everyday words that are written with a capital at a sentence's start alone: what `exceptions.tsv` gives.
fn common(data: &Path) -> Vec<String> {
    let mut words: Vec<String> =
        tsv::read(&data.join("exceptions.tsv"), &["word", "reason"]).iter().map(|r| fold::key(r.get(0))).collect();
    words.sort();
    words.dedup();
    words
}

/// A date of a table as it is packed; the build stops at one that does not exist.
pub fn date(row: &tsv::Row, column: usize) -> u32 {
    let text = row.get(column);
    if text.is_empty() {
        return 0;
    }
    let parts: Vec<Option<u32>> = text.split('-').map(|p| p.parse().ok()).collect();
    match parts[..] {
        [Some(y)] if y < 4000 => pack(y, 0, 0),
        [Some(y), Some(m)] if y < 4000 && (1..=12).contains(&m) => pack(y, m, 0),
        [Some(y), Some(m), Some(d)] if y < 4000 && (1..=12).contains(&m) && (1..=31).contains(&d) => pack(y, m, d),
        _ => row.fail(&format!("{text:?} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")),
    }
}

/// A date as it is packed: unknown parts are 0.
fn pack(year: u32, month: u32, day: u32) -> u32 {
    year << format::YEAR | month << 5 | day
}
