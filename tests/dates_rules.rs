//! The examples that stand beside the rules in `data/dates/*.toml`: what must be found, and what must stay silent.

use whomet::date;

type Example = (&'static str, &'static str, &'static [&'static str]);

/// Rule, sentence, and the expressions of the sentence each followed by its value.
const EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/dates_examples.rs"));

/// What a tagger of news dates must know, and the rules that do: a beginning of their names.
const FAMILIES: &[(&str, &[&str])] = &[
    ("numeric and ISO dates", &["date.iso", "date.slash", "date.day-first-numeric"]),
    ("month, day and year in all orders", &["date.full", "date.day-month-hyphen"]),
    ("month and day, month, weekday alone", &["date.month-day", "date.month", "date.weekday"]),
    ("lists and ranges that share month or year", &["date.month-before-year", "date.month-day-before-year"]),
    ("today, yesterday, tomorrow", &["relative.day"]),
    ("this, last, next", &["relative.unit", "relative.month", "relative.weekday", "relative.season"]),
    ("ago, earlier, later, from now", &["relative.ago", "relative.earlier", "relative.from-now"]),
    (
        "quarters, halves, fiscal years",
        &["period.quarter", "period.half", "period.fiscal-year", "relative.year-ago-quarter"],
    ),
    ("seasons, decades, centuries, BC", &["period.season", "period.decade", "period.century", "period.before-christ"]),
    ("durations", &["duration.plain", "duration.vague", "duration.hyphen", "duration.ranged", "duration.first-months"]),
    ("sets", &["set.every", "set.times", "set.frequency", "set.weekday"]),
    ("clock times and parts of the day", &["clock.time", "clock.day-part", "clock.time-day", "clock.day-time"]),
    ("holidays", &["holiday.day"]),
    ("present, past, future", &["reference.word", "reference.soon", "reference.current"]),
];

#[test]
fn all_families_are_there() {
    for (family, rules) in FAMILIES {
        for rule in *rules {
            let fires = EXAMPLES.iter().any(|(id, _, want)| id.starts_with(rule) && !want.is_empty());
            assert!(fires, "{family}: no rule {rule} with an example that fires");
        }
    }
    // Three families have no rules of their own: edges ("early", "the end of"), silence, and resolution.
    let published = Some(jiff::civil::date(2025, 4, 16));
    for (text, modifier) in [
        ("early 2003", "START"),
        ("mid-June", "MID"),
        ("late November", "END"),
        ("the beginning of 2019", "START"),
        ("the end of this week", "END"),
    ] {
        let sentence = format!("It was ready by {text}.");
        let found = date::find(&sentence, published);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((&sentence[found[0].span.range()], found[0].modifier), (text, Some(modifier)));
    }
    let silent = EXAMPLES.iter().filter(|(_, _, want)| want.is_empty()).count();
    assert!(silent >= 20, "only {silent} sentences must stay silent");
}

/// The publication date, the tense of the clause and the dates mentioned before decide.
#[test]
fn what_is_not_said_is_resolved() {
    let published = Some(jiff::civil::date(2025, 4, 16));
    for (sentence, values) in [
        ("They met on Friday.", &["2025-04-11"] as &[_]),
        ("They will meet on Friday.", &["2025-04-18"]),
        ("They are to meet on Friday.", &["2025-04-18"]),
        ("They agreed to meet on Friday.", &["2025-04-18"]),
        ("They came to mark the end of the war on Friday.", &["2025-04-11"]),
        ("Markets stay closed until Friday.", &["2025-04-18"]),
        ("Nobody has seen him since Friday.", &["2025-04-11"]),
        ("He could not be reached on Friday.", &["2025-04-11"]),
        ("The envoy is meeting them on Friday.", &["2025-04-18"]),
        ("A deal could come as early as Friday.", &["2025-04-18"]),
        ("Exports fell in September.", &["2024-09"]),
        ("Exports will fall in September.", &["2025-09"]),
        ("They met in Rome on May 5, 2010, and a day later in Bonn.", &["2010-05-05", "2010-05-06"]),
        ("He fled in March 2015 and came back that year.", &["2015-03", "2015"]),
        ("Profit fell in the first quarter from a year ago.", &["2025-Q1", "2024-Q1"]),
    ] {
        let found: Vec<String> = date::find(sentence, published).into_iter().map(|t| t.value).collect();
        assert_eq!(found, values, "{sentence}");
    }
}

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
