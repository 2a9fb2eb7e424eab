//! Writes the artefact; see `src/knowledge/format.rs` for its layout.

use super::Book;
use crate::{
    format::{self, SECTIONS},
    pack::{self, PackedEntry, PackedTerm, Strings},
};

/// How many senses a name keeps: the most prominent.
const SENSES: usize = 255;

#[derive(Default)]
pub struct Writer {
    strings: Strings,
    tables: Vec<&'static str>,
}

impl Writer {
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
        let (names, postings) = names(book);
        let mut entries = Vec::new();
        let mut terms = Vec::new();
        let mut count = 0;
        let mut offices: Vec<(u64, u32)> = Vec::new();
        for (id, e) in book.entries.iter().enumerate() {
            let packed = PackedEntry {
                name: &e.name,
                class: e.class,
                table: self.table(e.table),
                prominence: e.prominence,
                country: &e.country,
                wikidata: e.wikidata,
                terms: count..count + e.terms.len() as u32,
                line: e.line,
                subtype: &e.subtype,
            };
            entries.extend(packed.record(&mut self.strings));
            for t in &e.terms {
                let title = format::title(&t.title);
                let office = book.titles.get(&title).copied().unwrap_or(title);
                offices.push((format::office(&t.country, &t.organisation, office), count));
                count += 1;
                let packed = PackedTerm {
                    person: id as u32,
                    title: &t.title,
                    organisation: &t.organisation,
                    country: &t.country,
                    from: t.from,
                    to: t.to,
                    as_of: t.as_of,
                    source: &t.source,
                };
                terms.extend(packed.record(&mut self.strings));
            }
        }
        let countries: Vec<u8> = book.countries.iter().flat_map(|(c, e)| c.bytes().chain(e.to_le_bytes())).collect();
        let titles: Vec<u8> =
            book.titles.iter().flat_map(|(t, o)| t.to_le_bytes().into_iter().chain(o.to_le_bytes())).collect();
        let strings = &mut self.strings;
        let tables: Vec<u8> = self.tables.iter().flat_map(|t| strings.add(t).to_le_bytes()).collect();
        let (none, base) = (Vec::new(), Vec::new());
        let sections: [Vec<u8>; SECTIONS] = [
            names,
            postings,
            entries,
            self.strings.bytes,
            terms,
            pack::hashes(offices),
            countries,
            tables,
            titles,
            none,
            base,
        ];
        pack::assemble(format::MAGIC, &sections)
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
        pack::posting(name.classes, name.any_case, &senses, &mut postings);
    }
    (builder.into_inner().unwrap_or_default(), postings)
}
