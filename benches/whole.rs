//! Bytes per second of the whole pipeline, from text to JSON, on named inputs.
//!
//! `cargo bench --bench whole`. Inputs: a brief and a long story of `fixtures/stories`, and all of them one after another.

use std::{fs, path::PathBuf};

use divan::{Bencher, counter::BytesCount};
use whomet::{Article, Extractor, article::Date};

fn main() {
    divan::main();
}

const PUBLISHED: Date = jiff::civil::date(2024, 5, 15);

/// The stories by name; `all` for every one.
fn stories(name: &str) -> Vec<Article> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/stories");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt") && (name == "all" || f.file_stem().unwrap() == name));
    files.sort();
    let read = |f| Article::from_text(fs::read_to_string(f).unwrap()).published_on(PUBLISHED);
    files.into_iter().map(read).collect()
}

#[divan::bench(args = ["headline-only", "chain", "all"])]
fn json(bencher: Bencher, name: &str) {
    let stories = stories(name);
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let mut out = Vec::new();
    let mut write = || {
        out.clear();
        let mut encounters = 0;
        for story in &stories {
            let record = worker.extract(story);
            encounters += record.encounters.len();
            serde_json::to_writer(&mut out, &record).unwrap();
        }
        encounters
    };
    let expected = write();
    assert!(expected > 0, "a story of contacts gave none");
    bencher
        .counter(BytesCount::new(stories.iter().map(|s| s.text.len()).sum::<usize>()))
        .bench_local(|| assert_eq!(write(), expected));
}

/// What a program pays at its start.
#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(Extractor::new);
}
