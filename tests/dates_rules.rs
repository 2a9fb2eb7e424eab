//! The examples that stand beside the rules in `data/dates/*.toml`: what must be found, and what must stay silent.

use whomet::date;

type Example = (&'static str, &'static str, &'static [&'static str]);

/// Rule, sentence, and the expressions of the sentence each followed by its value.
const EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/dates_examples.rs"));

#[test]
fn every_example_holds() {
    let published = jiff::civil::date(2025, 4, 16);
    let mut wrong = Vec::new();
    for (rule, sentence, want) in EXAMPLES {
        let found = date::find(sentence, Some(published));
        let got: Vec<&str> = found.iter().flat_map(|t| [&sentence[t.span.range()], &*t.value]).collect();
        if got != *want {
            wrong.push(format!("{rule}: {sentence}\n  want {want:?}\n  got  {got:?}"));
        } else if !want.is_empty() && !found.iter().any(|t| t.rule == *rule) {
            let rules: Vec<&str> = found.iter().map(|t| t.rule).collect();
            wrong.push(format!("{rule}: {sentence}\n  was read by {rules:?} instead"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} examples fail\n{}", wrong.len(), EXAMPLES.len(), wrong.join("\n"));
}
