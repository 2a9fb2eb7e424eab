//! Packs entries, terms and strings into the bytes of an artefact: for the build and for what users lay over it.

use std::collections::HashMap;

use super::format::{self, SECTION_TABLE, SECTIONS, entry, term};

/// The pool of strings: each stands there once.
pub struct Strings {
    pub bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        let mut strings = Self { bytes: Vec::new(), known: HashMap::new() };
        // A reference of 0 is the empty string.
        strings.add("");
        strings
    }
}

impl Strings {
    /// The reference of a string.
    pub fn add(&mut self, text: &str) -> u32 {
        let mut end = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        self.bytes.extend((end as u16).to_le_bytes());
        self.bytes.extend(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }
}

/// What an entry's record holds.
pub struct PackedEntry<'a> {
    pub name: &'a str,
    pub class: u8,
    pub table: u8,
    pub prominence: u8,
    pub country: &'a str,
    pub wikidata: u32,
    pub terms: std::ops::Range<u32>,
    pub line: u32,
    pub subtype: &'a str,
}

impl PackedEntry<'_> {
    /// The record.
    pub fn record(&self, strings: &mut Strings) -> [u8; entry::SIZE] {
        let mut record = [0u8; entry::SIZE];
        put(&mut record, entry::NAME, strings.add(self.name));
        record[entry::CLASS] = self.class;
        record[entry::TABLE] = self.table;
        record[entry::PROMINENCE] = self.prominence;
        code(&mut record, entry::COUNTRY, self.country);
        put(&mut record, entry::WIKIDATA, self.wikidata);
        put(&mut record, entry::TERMS, self.terms.start);
        let count = u16::try_from(self.terms.len()).unwrap_or(u16::MAX);
        record[entry::TERM_COUNT..entry::TERM_COUNT + 2].copy_from_slice(&count.to_le_bytes());
        put(&mut record, entry::LINE, self.line);
        put(&mut record, entry::SUBTYPE, strings.add(self.subtype));
        record
    }
}

/// What a term's record holds.
pub struct PackedTerm<'a> {
    pub person: u32,
    pub title: &'a str,
    pub organisation: &'a str,
    pub country: &'a str,
    pub from: u32,
    pub to: u32,
    pub as_of: u32,
    pub source: &'a str,
}

impl PackedTerm<'_> {
    /// The record.
    pub fn record(&self, strings: &mut Strings) -> [u8; term::SIZE] {
        let mut record = [0u8; term::SIZE];
        put(&mut record, term::PERSON, self.person);
        put(&mut record, term::TITLE, strings.add(self.title));
        put(&mut record, term::ORGANISATION, strings.add(self.organisation));
        put(&mut record, term::FROM, self.from);
        put(&mut record, term::TO, self.to);
        put(&mut record, term::AS_OF, self.as_of);
        put(&mut record, term::SOURCE, strings.add(self.source));
        code(&mut record, term::COUNTRY, self.country);
        record
    }
}

/// One posting: classes, those in any case, and senses as entry, class and form.
pub fn posting(classes: u16, any_case: u16, senses: &[(u32, u8, u8)], out: &mut Vec<u8>) {
    out.extend(classes.to_le_bytes());
    out.extend(any_case.to_le_bytes());
    out.push(u8::try_from(senses.len()).unwrap_or(u8::MAX));
    for (entry, class, form) in senses.iter().take(usize::from(u8::MAX)) {
        out.extend(entry.to_le_bytes());
        out.push(class << 2 | form);
    }
}

/// Records of a hash and a number, ordered.
pub fn hashes(mut records: Vec<(u64, u32)>) -> Vec<u8> {
    records.sort_unstable();
    records.iter().flat_map(|(h, n)| h.to_le_bytes().into_iter().chain(n.to_le_bytes())).collect()
}

/// The whole artefact.
pub fn assemble(magic: [u8; 8], sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut out = Vec::from(magic);
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

fn code(record: &mut [u8], at: usize, code: &str) {
    if code.len() == 2 {
        record[at..at + 2].copy_from_slice(code.as_bytes());
    }
}
