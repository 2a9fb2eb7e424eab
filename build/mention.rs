//! Names: the word lists and the learned table, as the library opens them.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    tsv,
    words::{filter, hash},
};

#[path = "../src/mention/expand.rs"]
#[allow(dead_code)]
mod expand;
#[path = "../src/mention/list_names.rs"]
mod list_names;

/// Compiles the files of `folder` into `out`.
pub fn compile(folder: &Path, out: &Path) {
    let (list, table) = (folder.join("words.tsv"), folder.join("names.bin"));
    for path in [&list, &table] {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let text = fs::read_to_string(&list).unwrap_or_else(|e| panic!("{}: {e}", list.display()));
    let compiled = words(&text).unwrap_or_else(|(line, what)| panic!("{}:{line}: {what}", list.display()));
    write(out, "mention_words.bin", &compiled.0);
    write(out, "mention_words.rs", compiled.1.as_bytes());
    let mut shared: Vec<String> =
        tsv::read(&folder.join("shared.tsv"), &["name"]).iter().map(|row| row.get(0).to_owned()).collect();
    shared.sort();
    write(out, "mention_shared.rs", format!("&{shared:?}").as_bytes());
    let sparse = fs::read(&table).unwrap_or_else(|e| panic!("{}: {e}", table.display()));
    let ready = expand::expand(&sparse).unwrap_or_else(|what| panic!("{}: {what}", table.display()));
    write(out, "mention_table.bin", &ready);
}

fn write(out: &Path, name: &str, bytes: &[u8]) {
    let path = out.join(name);
    fs::write(&path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// An open-addressing table of (hash, lists) with the filter before it, or the line and what is wrong with it.
fn words(text: &str) -> Result<(Vec<u8>, String), (usize, String)> {
    let mut lists: BTreeMap<&str, u32> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') || line.starts_with("list\t") {
            continue;
        }
        let fail = |what: String| (number + 1, what);
        let columns: Vec<&str> = line.split('\t').collect();
        let [list, words, source] = columns[..] else {
            return Err(fail(format!("three columns (list, words, source) are needed, found {}", columns.len())));
        };
        let Some(bit) = list_names::LIST_NAMES.iter().position(|n| *n == list) else {
            return Err(fail(format!("no list is called \"{list}\"; the lists are {:?}", list_names::LIST_NAMES)));
        };
        if source.is_empty() {
            return Err(fail("the source is empty".into()));
        }
        for word in words.split_ascii_whitespace() {
            if word.chars().any(char::is_uppercase) {
                return Err(fail(format!("\"{word}\" must be in lower case")));
            }
            *lists.entry(word).or_default() |= 1 << bit;
        }
    }
    let slots = (lists.len() * 3).next_power_of_two();
    let filter = filter(lists.keys().copied());
    let mut table = vec![(0u32, 0u32, ""); slots];
    for (word, bits) in lists {
        let key = hash::short(hash::word(word.as_bytes()));
        let mut at = key as usize & (slots - 1);
        while table[at].0 != 0 {
            if table[at].0 == key {
                return Err((
                    0,
                    format!("\"{word}\" and \"{}\" have one hash; the hash needs another seed", table[at].2),
                ));
            }
            at = (at + 1) & (slots - 1);
        }
        table[at] = (key, bits, word);
    }
    let filter_code = format!("&{filter:?}\n");
    let table = table.iter().flat_map(|(key, bits, _)| [key.to_le_bytes(), bits.to_le_bytes()]).flatten().collect();
    Ok((table, filter_code))
}
