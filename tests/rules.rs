//! The rules by which encounters are found: each example of `data/encounters/rules.toml` fires its rule, or stays silent.

use whomet::{Article, Extractor, article, encounter::EXAMPLES};

#[test]
fn rules_fire_on_their_examples_and_stay_silent_on_the_others() {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let published = article::day("2024-05-15").unwrap();
    let mut wrong = Vec::new();
    for &(rule, yes, no) in EXAMPLES {
        for text in yes {
            let record = worker.extract(&Article::from_text(*text).published_on(published));
            let fired = record.encounters.iter().flat_map(|e| &e.evidence).any(|e| e.rule == rule);
            if !fired {
                let found: Vec<_> = record.encounters.iter().flat_map(|e| &e.evidence).map(|e| &*e.rule).collect();
                wrong.push(format!("{rule} must fire on {text:?}; fired: {found:?}"));
            }
        }
        for text in no {
            let record = worker.extract(&Article::from_text(*text).published_on(published));
            if let Some(evidence) = record.encounters.iter().flat_map(|e| &e.evidence).next() {
                wrong.push(format!("{rule} has {text:?} as silent; {} fired", evidence.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}
