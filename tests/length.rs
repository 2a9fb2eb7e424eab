//! The cost of a story grows with its length and no faster, whatever it tells.

use std::time::{Duration, Instant};

use whomet::{Article, Extractor};

/// Names of people that are all different.
fn person(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "lan"];
    let syllable = |place: u32| SYLLABLES[number / 16_usize.pow(place) % 16];
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    let given = capital(syllable(0).to_owned() + syllable(2));
    format!("{given} {}", capital(format!("{}{}{}r", syllable(1), syllable(3), syllable(0))))
}

fn story(paragraphs: usize, paragraph: impl Fn(usize) -> String) -> String {
    (0..paragraphs).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

const COUNTRIES: [&str; 8] = ["France", "Japan", "Vietnam", "Brazil", "Kenya", "Norway", "Chile", "Peru"];

/// Reads a text of `length` paragraphs: the least of several times, and how many encounters are in it.
fn time(length: usize, paragraph: &impl Fn(usize) -> String) -> (Duration, usize) {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let article = Article::from_text(story(length, paragraph)).published_on(jiff::civil::date(2024, 5, 15));
    let mut run = || {
        let start = Instant::now();
        let found = worker.extract(&article).encounters.len();
        (start.elapsed(), found)
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

fn grows_with_the_length(name: &str, paragraph: impl Fn(usize) -> String) {
    let (short, few) = time(150, &paragraph);
    let (long, many) = time(1200, &paragraph);
    assert!(few > 20 && many > few, "{name}: {few} encounters, then {many}");
    // Eight times the text: with a look at all encounters before for each, it would be up to sixty-four times as long.
    assert!(long < short * 24, "{name}: {short:?} for 150 paragraphs, {long:?} for 1200");
}

#[test]
fn encounters_of_many_people_cost_what_their_text_does() {
    grows_with_the_length("meetings", |n| {
        let (a, b, c) = (person(3 * n), person(3 * n + 1), person(3 * n + 2));
        let (here, there) = (COUNTRIES[n % 8], COUNTRIES[(n + 3) % 8]);
        format!(
            "Foreign Minister {a} of {here} met {b} in {there} on Tuesday. They discussed fishing. {a} also met {c}. \
             The two leaders agreed to meet again."
        )
    });
    grows_with_the_length("gatherings", |n| {
        let guests = (10 * n..10 * n + 9).map(person).collect::<Vec<_>>().join(", ");
        format!("{guests} and {} met on Tuesday.", person(10 * n + 9))
    });
    grows_with_the_length("visits", |n| {
        let (a, b) = (person(2 * n), person(2 * n + 1));
        let (here, there) = (COUNTRIES[n % 8], COUNTRIES[(n + 3) % 8]);
        format!(
            "President {a} of {here} will visit {there} in June. The visit will focus on trade. {a} spoke with {b} by \
             phone on Monday. {b} spoke with Defence Minister {a}."
        )
    });
}
