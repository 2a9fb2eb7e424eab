//! `data/tokens`: abbreviations, and the words that tell that a dot ended a sentence.

use std::{collections::BTreeMap, path::Path};

use crate::{tsv, words};

pub fn compile(data: &Path, out: &Path) {
    let mut forms: BTreeMap<String, &str> = BTreeMap::new();
    for row in tsv::read(&data.join("abbreviations.tsv"), &["word", "follows", "lower", "note"]) {
        let word = row.get(0);
        if word.is_empty() || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            row.fail("the word must be of small letters, without its dot");
        }
        let follows = match row.get(1) {
            "name" => "Follows::Name",
            "number" => "Follows::Number",
            "any" => "Follows::Any",
            other => row.fail(&format!("follows must be name, number or any, not {other:?}")),
        };
        let mut title = word.to_owned();
        title[..1].make_ascii_uppercase();
        let mut all = vec![title, word.to_ascii_uppercase()];
        all.extend((row.get(2) == "yes").then(|| word.to_owned()));
        all.dedup();
        for form in all {
            if forms.insert(form, follows).is_some() {
                row.fail(&format!("{word:?} stands twice"));
            }
        }
    }
    let starts = tsv::read(&data.join("sentence_starts.tsv"), &["word", "source"]);
    let code = format!(
        "static ABBREVIATIONS: crate::words::Words<Follows> = {};\nstatic STARTS: crate::words::Words<()> = {};\n",
        words::table(forms.iter().map(|(form, follows)| (form.as_str(), (*follows).to_owned()))),
        words::table(starts.iter().map(|row| (row.get(0), "()".to_owned())))
    );
    tsv::write(&out.join("tokens.rs"), &code);
}
