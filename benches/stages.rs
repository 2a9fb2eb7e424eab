//! Bytes per second of each stage on its own, the layers below it being there already.
//!
//! `cargo bench --bench stages`; with `-- zone` one stage alone. Inputs: all stories of `fixtures/stories`.

use std::{fs, sync::LazyLock};

use divan::{Bencher, counter::BytesCount};
use whomet::{
    Article, Extractor,
    article::Date,
    coref, date, encounter,
    gazetteer::Finder,
    knowledge::{Knowledge, Remembered},
    mention::Recogniser,
    pipeline::{Layers, Stage},
    role,
    token::{self, Tokens},
    zone,
};

fn main() {
    divan::main();
}

static STORIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/stories");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files.iter().map(|f| fs::read_to_string(f).unwrap()).collect()
});

static LAYERS: LazyLock<Vec<(String, Layers)>> = LazyLock::new(|| {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let mut read = |text: &String| {
        let article = Article::from_text(text.clone()).published_on(PUBLISHED);
        (text.clone(), worker.read(&article, Stage::Encounter).clone())
    };
    STORIES.iter().map(&mut read).collect()
});

const PUBLISHED: Date = jiff::civil::date(2024, 5, 15);

/// Times `work` on every story, and checks that it finds as many items as the pipeline did.
fn run(bencher: Bencher, found: fn(&Layers) -> usize, mut work: impl FnMut(&str, &Layers) -> usize) {
    let expected: usize = LAYERS.iter().map(|(_, layers)| found(layers)).sum();
    assert!(expected > 0, "nothing to find");
    bencher.counter(BytesCount::new(STORIES.iter().map(String::len).sum::<usize>())).bench_local(|| {
        let got: usize = LAYERS.iter().map(|(text, layers)| work(text, layers)).sum();
        assert_eq!(got, expected);
    });
}

#[divan::bench]
fn zones(bencher: Bencher) {
    run(bencher, |l| l.zones.blocks.len(), |text, _| zone::divide(text).blocks.len());
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let mut tokens = Tokens::default();
    run(
        bencher,
        |l| l.tokens.len(),
        |text, l| {
            token::split(text, &l.zones, &mut tokens);
            tokens.len()
        },
    );
}

#[divan::bench]
fn gazetteers(bencher: Bencher) {
    let mut hits = Vec::new();
    let mut finder = Finder::new(Knowledge::embedded());
    run(
        bencher,
        |l| l.hits.len(),
        |_, l| {
            finder.find(&l.tokens, &mut hits);
            hits.len()
        },
    );
}

#[divan::bench]
fn dates(bencher: Bencher) {
    let mut out = Vec::new();
    run(
        bencher,
        |l| l.timexes.len(),
        |text, l| {
            date::tag(text, &l.tokens, Some(PUBLISHED), &mut out);
            out.len()
        },
    );
}

#[divan::bench]
fn mentions(bencher: Bencher) {
    let mut out = Vec::new();
    let mut recogniser = Recogniser::default();
    run(
        bencher,
        |l| l.mentions.len(),
        |text, l| {
            recogniser.recognise(text, &l.zones, &l.tokens, &l.hits, Knowledge::embedded(), &mut out);
            out.len()
        },
    );
}

#[divan::bench]
fn roles(bencher: Bencher) {
    run(
        bencher,
        |l| l.roles.mentions.len(),
        |text, l| role::assign(text, &l.tokens, l.mentions.clone()).mentions.len(),
    );
}

#[divan::bench]
fn corefs(bencher: Bencher) {
    let names = Remembered::new(Knowledge::embedded());
    run(
        bencher,
        |l| l.entities.mentions.len(),
        |text, l| coref::resolve(text, &l.zones, &l.tokens, &l.roles, &names, Some(PUBLISHED)).mentions.len(),
    );
}

#[divan::bench]
fn encounters(bencher: Bencher) {
    run(
        bencher,
        |l| l.encounters.len(),
        |_, l| encounter::extract(&l.zones, &l.tokens, &l.entities, &l.timexes, Some(PUBLISHED)).len(),
    );
}
