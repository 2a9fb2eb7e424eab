//! Writes the artefact; see `src/knowledge/format.rs` for its layout.

use std::collections::HashMap;

use super::Book;
use crate::format::{self, SECTION_TABLE, SECTIONS, entry, term};

/// How many senses a name keeps: the most prominent.
const SENSES: usize = 255;

#[derive(Default)]
pub struct Writer {
    strings: Vec<u8>,
    known: HashMap<String, u32>,
    tables: Vec<&'static str>,
}

impl Writer {
    fn string(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.strings.len() as u32;
        self.strings.extend((text.len() as u16).to_le_bytes());
        self.strings.extend(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }

    fn table(&mut self, name: &'static str) -> u8 {
        match self.tables.iter().position(|t| *t == name) {
            Some(at) => at as u8,
            None => {
                self.tables.push(name);
                self.tables.len() as u8 - 1
            }
        }
    }

    /// The whole artefact.
    pub fn write(mut self, book: &Book) -> Vec<u8> {
        self.string("");
        let (names, postings) = names(book);
        let mut entries = Vec::new();
        let mut terms = Vec::new();
        let mut offices: Vec<(u64, u32)> = Vec::new();
        for (id, e) in book.entries.iter().enumerate() {
            let mut record = [0u8; entry::SIZE];
            put(&mut record, entry::NAME, self.string(&e.name));
            record[entry::CLASS] = e.class;
            record[entry::TABLE] = self.table(e.table);
            record[entry::PROMINENCE] = e.prominence;
            country(&mut record, entry::COUNTRY, &e.country);
            put(&mut record, entry::WIKIDATA, e.wikidata);
            put(&mut record, entry::TERMS, (terms.len() / term::SIZE) as u32);
            record[entry::TERM_COUNT..entry::TERM_COUNT + 2].copy_from_slice(&(e.terms.len() as u16).to_le_bytes());
            put(&mut record, entry::LINE, e.line);
            put(&mut record, entry::SUBTYPE, self.string(&e.subtype));
            entries.extend(record);
            for t in &e.terms {
                let title = format::title(&t.title);
                let office = book.titles.get(&title).copied().unwrap_or(title);
                offices.push((format::office(&t.country, &t.organisation, office), (terms.len() / term::SIZE) as u32));
                let mut record = [0u8; term::SIZE];
                put(&mut record, term::PERSON, id as u32);
                put(&mut record, term::TITLE, self.string(&t.title));
                put(&mut record, term::ORGANISATION, self.string(&t.organisation));
                put(&mut record, term::FROM, t.from);
                put(&mut record, term::TO, t.to);
                put(&mut record, term::AS_OF, t.as_of);
                put(&mut record, term::SOURCE, self.string(&t.source));
                country(&mut record, term::COUNTRY, &t.country);
                terms.extend(record);
            }
        }
        offices.sort_unstable();
        let offices: Vec<u8> =
            offices.iter().flat_map(|(h, t)| h.to_le_bytes().into_iter().chain(t.to_le_bytes())).collect();
        let countries: Vec<u8> = book.countries.iter().flat_map(|(c, e)| c.bytes().chain(e.to_le_bytes())).collect();
        let titles: Vec<u8> =
            book.titles.iter().flat_map(|(t, o)| t.to_le_bytes().into_iter().chain(o.to_le_bytes())).collect();
        let tables = self.tables.clone();
        let tables: Vec<u8> = tables.iter().flat_map(|t| self.string(t).to_le_bytes()).collect();
        let sections: [Vec<u8>; SECTIONS] =
            [names, postings, entries, self.strings, terms, offices, countries, tables, titles];
        assemble(&sections)
    }
}

fn assemble(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::from(format::MAGIC);
    out.extend([0; 8]);
    let mut at = SECTION_TABLE + 8 * sections.len();
    for s in sections {
        out.extend((at as u32).to_le_bytes());
        out.extend((s.len() as u32).to_le_bytes());
        at += s.len();
    }
    for s in sections {
        out.extend(s);
    }
    let hash = format::hash(&out[SECTION_TABLE..]);
    out[8..16].copy_from_slice(&hash.to_le_bytes());
    out
}

fn put(record: &mut [u8], at: usize, value: u32) {
    record[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

fn country(record: &mut [u8], at: usize, code: &str) {
    if code.len() == 2 {
        record[at..at + 2].copy_from_slice(code.as_bytes());
    }
}

/// The transducer of names and the postings it points into.
fn names(book: &Book) -> (Vec<u8>, Vec<u8>) {
    let mut keys: Vec<&String> = book.names.keys().collect();
    keys.sort();
    let mut postings = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    for key in keys {
        let name = &book.names[key];
        let mut senses = name.senses.clone();
        senses.sort_by_key(|&(e, _, form)| (std::cmp::Reverse(book.entries[e as usize].prominence), form, e));
        senses.truncate(SENSES);
        if builder.insert(key, postings.len() as u64).is_err() {
            crate::tsv::fail(key, "the key is out of order");
        }
        postings.extend(name.classes.to_le_bytes());
        postings.extend(name.any_case.to_le_bytes());
        postings.push(senses.len() as u8);
        for (e, class, form) in senses {
            postings.extend(e.to_le_bytes());
            postings.push(class << 2 | form);
        }
    }
    (builder.into_inner().unwrap_or_default(), postings)
}
