//! What holds for any text: offsets are exact, layers fit on each other, nothing panics.

mod common;

use proptest::prelude::*;
use whomet::{
    Article, Extractor,
    pipeline::Layers,
    record::{OffsetMap, PartyType, Record},
    span::Span,
};

/// Checks the layers of a story and its record against its text.
fn check(text: &str) {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let article = Article::from_text(text).published_on(jiff::civil::date(2024, 5, 15));
    let record = worker.extract(&article);
    layers(text, &worker.layers()[0]);
    offsets(text, &record);
    // The same story gives the same record, whatever the worker read before.
    let other = Article::from_text("OSLO, May 3 (Reuters) - Mr Lind met Ms Orr in Rome on Monday.");
    worker.extract(&other);
    assert_eq!(worker.extract(&article), record);
}

fn layers(text: &str, l: &Layers) {
    let spans: Vec<Span> = l.zones.blocks.iter().map(|b| b.span).collect();
    in_order(text, &spans);
    for block in &spans {
        let slice = block.of(text);
        assert!(!slice.is_empty() && slice.trim() == slice, "block {slice:?}");
    }
    // Between blocks there is white space alone.
    let mut end = 0;
    for block in &spans {
        assert_eq!(text[end..block.start as usize].trim(), "", "text between blocks");
        end = block.end as usize;
    }
    assert_eq!(text[end..].trim(), "");

    let tokens: Vec<Span> = l.tokens.tokens.iter().map(|t| t.span).collect();
    in_order(text, &tokens);
    let mut at = 0;
    for sentence in &l.tokens.sentences {
        assert_eq!(sentence.tokens.first as usize, at, "sentences hold every token");
        assert!(!sentence.tokens.is_empty());
        at = sentence.tokens.end as usize;
        let block = l.zones.blocks[sentence.block as usize];
        assert!(block.span.contains(&sentence.span) && block.kind == sentence.kind);
        assert_eq!(sentence.span, l.tokens.span(sentence.tokens));
    }
    assert_eq!(at, tokens.len());
    // What no token holds is white space or invisible.
    let mut end = 0;
    for token in &tokens {
        assert!(invisible(&text[end..token.start as usize]), "lost: {:?}", &text[end..token.start as usize]);
        end = token.end as usize;
    }
    assert!(invisible(&text[end..]));
    for timex in &l.timexes {
        assert_eq!(timex.span, l.tokens.span(timex.tokens));
        assert!(!timex.value.is_empty() && !timex.rule.is_empty());
    }
}

fn invisible(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'))
}

fn in_order(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end && span.end as usize <= text.len(), "{span:?}");
        assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        end = span.end;
    }
}

/// Every slice of the record is the text at its offsets, counted in code points.
fn offsets(text: &str, record: &Record) {
    let points: Vec<char> = text.chars().collect();
    let exact = |start: u32, end: u32, slice: &str| {
        assert!(start < end, "{start}..{end} {slice:?}");
        assert_eq!(points[start as usize..end as usize].iter().collect::<String>(), slice);
    };
    for entity in &record.entities {
        assert!(!entity.mentions.is_empty(), "{} is nowhere named", entity.name);
        entity.mentions.iter().for_each(|m| exact(m.start, m.end, &m.text));
    }
    record.dates.iter().for_each(|d| exact(d.start, d.end, &d.text));
    for encounter in &record.encounters {
        assert!(encounter.participants.len() >= 2, "{encounter:?}");
        for party in &encounter.participants {
            // A city or seat of power that stands for its country has the country's name.
            let entity = record.entities.iter().find(|e| e.id == party.entity).expect("a party is an entity");
            let stands = party.kind == PartyType::Country && entity.country == party.country;
            assert!(entity.name == party.name || stands, "{party:?} is {entity:?}");
        }
        encounter.about.iter().for_each(|a| exact(a.start, a.end, &a.text));
        encounter.when.iter().for_each(|w| exact(w.start, w.end, &w.text));
        encounter.place.iter().for_each(|w| exact(w.start, w.end, &w.text));
        assert!(!encounter.evidence.is_empty());
        for evidence in &encounter.evidence {
            exact(evidence.start, evidence.end, &evidence.text);
            exact(evidence.trigger.start, evidence.trigger.end, &evidence.trigger.text);
            assert!(evidence.start <= evidence.trigger.start && evidence.trigger.end <= evidence.end);
        }
    }
}

#[test]
fn hold_on_every_fixture() {
    for story in common::stories() {
        check(&story.text);
    }
}

#[test]
fn hold_on_odd_texts() {
    for text in [
        "",
        " ",
        "\n\n\n",
        ".",
        "’s",
        "\u{feff}",
        "...",
        "\u{301}\u{301}",
        "Mr",
        "Mr.",
        "A.",
        "met",
        "will meet",
        "(Reuters) -",
        "WASHINGTON",
        "By ",
        "PHOTO:",
        "May 99, 2024",
        "“”‘’—–",
        "\r\n\r\nTokyo\r\nmet\r\n",
        "\0\u{1}\u{2}",
        "🇯🇵 met 🇺🇸",
        "Ａｋａｚａｗａ met Ｂｅｓｓｅｎｔ",
        "İstanbul’da ÇELİK met ŞAHİN",
        "a-b-c-d-e",
        "'''''",
        "-----",
        "$1,2.3.4%",
    ] {
        check(text);
    }
    check(&"Lind met ".repeat(3000));
    check(&"and ".repeat(5000));
    check(&"(".repeat(5000));
    check(&"Mr Lind, Ms Orr, ".repeat(2000));
    check(&"A.".repeat(5000));
    check(&"x".repeat(20_000));
    check(&"met\n".repeat(4000));
}

/// Pieces of wire stories, and what breaks readers.
const PIECES: &[&str] = &[
    "Mr ",
    "Mr. ",
    "President ",
    "Japan’s ",
    "Ryosei Akazawa ",
    "Lind ",
    "the minister ",
    "U.S. ",
    "Treasury Secretary ",
    "met ",
    "will meet ",
    "held talks with ",
    "spoke by phone ",
    "visited ",
    "did not ",
    "refused to ",
    "and ",
    "on ",
    "in ",
    "with ",
    "about ",
    "to discuss ",
    "Tokyo",
    "the White House",
    "tariffs ",
    "on April 16",
    "last week",
    "Monday",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "“",
    "” ",
    "‘",
    "’",
    "(",
    ")",
    "WASHINGTON, April 16 (Reuters) - ",
    "By Ann Lind\n",
    "PHOTO: REUTERS\n",
    "REUTERS",
    "—",
    "é",
    "東京",
    "🙂",
    "\u{301}",
    "\u{200b}",
    "'s ",
    "said ",
    "who ",
    "that ",
    "EU finance ministers ",
    "two leaders ",
    "he ",
    "them ",
    "summit ",
    "talks ",
    "visit ",
    "G20 ",
    "between ",
    "his counterpart ",
    "2025",
    "16",
    "5 p.m. ",
    "A",
    "J.P. ",
    "Inc. ",
    ":",
    ";",
    "...",
    "\t",
];

/// Whatever word a story ends with, what would follow it is not looked for.
#[test]
fn hold_wherever_a_story_ends() {
    let text = "LIMA - Ann Roe, who never met HE the emir, saw the prime minister of Chad's envoy and lawyers for the Apex \
                board; management of Apex, leaders of NATO, Minister of State for Trade Bo Lee of the Liberals, both men, \
                House Republicans, was also on her way to brief him, no talks were moved to, only if it said it had begun. \
                Mr Lee, who called her, will meet him only if his";
    let ends: Vec<usize> = text.match_indices([' ', ',', ';']).map(|(at, _)| at).collect();
    for end in ends {
        check(text[..end].trim());
    }
}

#[test]
fn hold_on_words_that_fold_to_nothing() {
    // Marks that stand on no letter are a word as long as they last, and diacritics are folded away.
    check("\u{11d3a}\u{a0}");
    check("Mr \u{301}\u{301} met Ms \u{301}Orr \u{301} of \u{301}.");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hold_on_any_characters(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn hold_on_shuffled_wire_text(picks in prop::collection::vec(0..PIECES.len(), 0..120)) {
        check(&picks.into_iter().map(|i| PIECES[i]).collect::<String>());
    }

    #[test]
    fn code_points_are_counted_right(text in ".{0,300}") {
        let mut points = OffsetMap::default();
        points.read(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(points.at(&text, byte as u32), count as u32);
        }
    }
}
