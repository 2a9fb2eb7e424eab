//! `data/coref/words.tsv` → a table of words with what they tell of the names beside them; `data/coref/predecessors.tsv` → the
//! states of former days.

use std::{collections::BTreeSet, path::Path};

use crate::{tsv, words};

/// The classes, in the order of their bits.
const CLASSES: &[&str] = &[
    "preposition",
    "place",
    "asks",
    "state",
    "act",
    "legal",
    "common",
    "particle",
    "suffix",
    "becomes",
    "past",
    "says",
    "contact",
    "clause",
];

/// Compiles the table of `data` to `coref_words.rs` in `out`.
pub fn compile(data: &Path, out: &Path) {
    let mut words = Vec::new();
    let rows = tsv::read(&data.join("words.tsv"), &["word", "classes"]);
    let mut seen = BTreeSet::new();
    for row in &rows {
        if !seen.insert(row.get(0)) {
            row.fail(&format!("{:?} stands here twice", row.get(0)));
        }
        let mut bits = 0u16;
        for class in row.get(1).split(' ') {
            let Some(bit) = CLASSES.iter().position(|c| *c == class) else {
                row.fail(&format!("classes are {CLASSES:?}, found {class:?}"))
            };
            bits |= 1 << bit;
        }
        words.push((row.get(0), bits.to_string()));
    }
    let mut code = format!("static WORDS: crate::words::Words<u16> = {};\n", words::table(words));
    for (bit, class) in CLASSES.iter().enumerate() {
        code.push_str(&format!("pub(super) const {}: u16 = 1 << {bit};\n", class.to_uppercase()));
    }
    tsv::write(&out.join("coref_words.rs"), &code);
    predecessors(&data.join("predecessors.tsv"), &out.join("coref_predecessors.rs"));
}

fn predecessors(file: &Path, out: &Path) {
    let mut code = String::from("static PREDECESSORS: &[(&str, &str, &str)] = &[\n");
    for row in tsv::read(file, &["country", "predecessor", "until"]) {
        if row.get(0).len() != 2 || row.get(1).len() != 2 || row.get(2).len() != 10 {
            row.fail("two codes of countries and a day as 1991-12-25 are wanted");
        }
        code.push_str(&format!("    ({:?}, {:?}, {:?}),\n", row.get(0), row.get(1), row.get(2)));
    }
    code.push_str("];\n");
    tsv::write(out, &code);
}
