//! `data/zones/languages.tsv`: function words of some languages, for telling English from others.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use crate::{tsv, words::table};

pub fn compile(data: &Path, out: &Path) {
    let file = data.join("zones/languages.tsv");
    let mut languages = Vec::new();
    let mut words: BTreeMap<String, u32> = BTreeMap::new();
    for row in tsv::read(&file, &["language", "words"]) {
        if languages.len() == 32 {
            row.fail("at most 32 languages fit");
        }
        let bit = 1 << languages.len();
        languages.push(row.get(0).to_owned());
        for word in row.get(1).split_ascii_whitespace() {
            if word.to_lowercase() != word {
                row.fail(&format!("words must be in lower case, found {word:?}"));
            }
            *words.entry(word.to_owned()).or_default() |= bit;
        }
    }
    let longest = words.keys().map(String::len).max().unwrap_or(0);
    let mut code = format!("const LANGUAGES: [&str; {}] = {languages:?};\n", languages.len());
    let _ = writeln!(code, "const LONGEST: usize = {longest};");
    let words = table(words.iter().map(|(word, bits)| (word.as_str(), bits.to_string())));
    let _ = writeln!(code, "static WORDS: crate::words::Words<u32> = {words};");
    tsv::write(&out.join("languages.rs"), &code);
}
