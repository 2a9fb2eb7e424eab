//! What the tagger promises for any text.

use proptest::prelude::*;
use whomet::date::{self, Timex};

/// The day part of a value, where it has one: a real day of the calendar.
fn exists(value: &str) -> bool {
    let day = value.split('T').next().unwrap_or("");
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts[..] else { return true };
    if year.starts_with('B') || month.starts_with('W') || month.starts_with('X') {
        return true;
    }
    let year = if year == "XXXX" { "2024" } else { year };
    match (year.parse(), month.parse(), day.parse()) {
        (Ok(y), Ok(m), Ok(d)) => jiff::civil::Date::new(y, m, d).is_ok(),
        _ => false,
    }
}

fn check(text: &str, found: &[Timex]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for t in found {
        prop_assert!(t.span.start as usize >= end, "overlap at {} of {text:?}", t.span.start);
        prop_assert!(t.span.end > t.span.start);
        prop_assert!(text.get(t.span.range()).is_some(), "{:?} is off a character boundary", t.span);
        prop_assert!(exists(&t.value), "{} does not exist ({:?})", t.value, &text[t.span.range()]);
        end = t.span.end as usize;
    }
    Ok(())
}

/// Words that rules are made of, so that random texts reach deep into them.
const WORDS: &[&str] = &[
    "April",
    "May",
    "Feb.",
    "Monday",
    "Sun.",
    "30",
    "31",
    "2024",
    "1900",
    "16th",
    "2.5",
    "10:30",
    "25:99",
    "a.m.",
    "the",
    "a",
    "last",
    "next",
    "past",
    "this",
    "year",
    "weeks",
    "quarter",
    "first",
    "second",
    "of",
    "and",
    "-",
    ",",
    "to",
    "ago",
    "later",
    "earlier",
    "two",
    "hundred",
    "million",
    "million",
    "million",
    "century",
    "1990s",
    "02/30/2024",
    "31/04/99",
    "Easter",
    "early",
    "end",
    "every",
    "'",
    "'s",
    "today",
    "night",
    "noon",
    "BC",
    "fiscal",
    "that",
    "day",
    "previous",
    "9999",
    "99999999",
    "\n",
    ".",
    "é",
    "“",
    "(",
    ")",
    "half",
    "decade",
    "months",
    "following",
    "same",
    "2200",
];

proptest! {
    #[test]
    fn any_text(text in ".{0,200}", year in 1i16..9999) {
        check(&text, &date::find(&text, jiff::civil::Date::new(year, 2, 28).ok()))?;
        check(&text, &date::find(&text, None))?;
    }

    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..30), year in -9999i16..=9999, day in 1i8..=31) {
        let text = words.join(" ");
        check(&text, &date::find(&text, jiff::civil::Date::new(year, 12, day).ok()))?;
        check(&text, &date::find(&text, None))?;
    }

    #[test]
    fn words_without_spaces(words in prop::collection::vec(prop::sample::select(WORDS), 0..30)) {
        let text = words.concat();
        check(&text, &date::find(&text, Some(jiff::civil::date(2024, 2, 29))))?;
    }
}

/// A list of days goes on only with a day that the month has.
#[test]
fn days_that_no_month_has_continue_nothing() {
    for (text, count) in [("Feb. 16 and 30", 1), ("Feb. 16 and 29", 2), ("June 16 and 31", 1)] {
        assert_eq!(date::find(text, None).len(), count, "{text:?}");
    }
}

/// Ten times the text takes about ten times as long, not a hundred times: pages of digits, of dates, of open lists.
#[test]
fn cost_grows_with_the_length() {
    for piece in [
        "1 ",
        "1,",
        "2024 ",
        "May ",
        "3 May ",
        "the last ",
        "two ",
        "10:30 ",
        "Monday, ",
        "million ",
        "a ",
        "-1",
        "May 1 and ",
    ] {
        let time = |times: usize| {
            let text = piece.repeat(times);
            (0..3)
                .map(|_| {
                    let start = std::time::Instant::now();
                    std::hint::black_box(date::find(&text, Some(jiff::civil::date(2025, 4, 16))));
                    start.elapsed()
                })
                .min()
                .unwrap_or_default()
        };
        let (short, long) = (time(2_000), time(40_000));
        let limit = short.max(std::time::Duration::from_millis(1)) * 100;
        assert!(long < limit, "{piece:?}: {short:?}, twenty times as much {long:?}");
    }
}

#[test]
fn unknown_years_stay_unknown() {
    let values = |text: &str| -> Vec<String> { date::find(text, None).into_iter().map(|t| t.value).collect() };
    assert_eq!(values("They met on April 16."), ["XXXX-04-16"]);
    assert_eq!(values("They met on Monday."), ["XXXX-WXX-1"]);
    assert_eq!(values("They met in June."), ["XXXX-06"]);
    assert_eq!(values("They met today and will meet again next week."), ["XXXX-XX-XX", "XXXX-WXX"]);
    assert_eq!(values("They talked last night and over the weekend."), ["XXXX-XX-XXTNI", "XXXX-WXX-WE"]);
    assert_eq!(values("They met last month, last quarter and last year."), ["XXXX-XX", "XXXX-QX", "XXXX"]);
    assert_eq!(values("They met on June 3, 2011."), ["2011-06-03"]);
    assert_eq!(values("They never met on February 30."), Vec::<String>::new());
}
