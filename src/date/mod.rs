//! Temporal expressions of English news and their TIMEX3 values; a library of its own.
//!
//! [`find`] reads a text by itself; [`tag`] is the stage of the pipeline and works on tokens that are there already.
//!
//! ```
//! use whomet::date::{self, TimexType};
//!
//! let published = jiff::civil::date(2025, 4, 16);
//! let found = date::find("The envoys met last week and will meet again on Friday.", Some(published));
//! assert_eq!(found[0].value, "2025-W15");
//! assert_eq!(found[1].value, "2025-04-18");
//! assert_eq!(found[1].kind, TimexType::Date);
//! ```
//!
//! Each [`Timex`] has its span (bytes of the text), its type, its value, the modifier that TIMEX3 calls MOD, and the
//! rule that found it:
//!
//! ```
//! use whomet::date::find;
//!
//! let text = "Sales fell more than 3 percent in early 2024; the ban has lasted about 90 days.";
//! let found = find(text, None);
//! assert_eq!(&text[found[0].span.range()], "early 2024");
//! assert_eq!((&*found[0].value, found[0].modifier, found[0].rule), ("2024", Some("START"), "date.year"));
//! assert_eq!((&*found[1].value, found[1].modifier), ("P90D", Some("APPROX")));
//! ```
//!
//! # What is found
//!
//! | expression | type | value, published on Wednesday, 16 April 2025 |
//! |---|---|---|
//! | 12/31/2024, Tuesday, March 3, 2015, the 2nd of May 1998 | `DATE` | `2024-12-31`, `2015-03-03`, `1998-05-02` |
//! | April 28, in February, on Friday | `DATE` | `2025-04-28`, `2025-02`, the nearest, the last or the next by tense |
//! | last week, next month, this weekend, the end of the year | `DATE` | `2025-W15`, `2025-05`, `2025-W16-WE`, `2025` |
//! | two years ago, a day later, that year | `DATE` | from the publication date, or from the date mentioned before |
//! | the third quarter of 2019, the 1990s, the 16th century | `DATE` | `2019-Q3`, `199`, `15` |
//! | Christmas Day, Good Friday 2019, year-end | `DATE` | `2025-12-25`, `2019-04-19`, `2025-12-31` |
//! | now, recently, soon | `DATE` | `PRESENT_REF`, `PAST_REF`, `FUTURE_REF` |
//! | 8 p.m. on Sunday, Monday night | `TIME` | `2025-04-20T20:00`, `2025-04-14TNI` |
//! | 90 days, several months, three-year | `DURATION` | `P90D`, `PXM`, `P3Y` |
//! | every month, each Thursday, twice a week | `SET` | `P1M`, `XXXX-WXX-4`, `P1W` |
//!
//! Silent stay the verbs "may" and "march", amounts ("2000 soldiers"), ages ("59-year-old"), scores, codes and prices.
//!
//! # How it works
//!
//! Every token gets the number it has in a small vocabulary (`data/dates/*.tsv`); most have none and cost nothing
//! more. From the others the rules that can start there are tried (`data/dates/*.toml`, compiled to programs by the
//! build); the longest match that passes its guards wins. The words of a match fill slots (month, day, unit, number,
//! direction), and a normaliser turns the slots into a value: with the publication date, the tense of the clause, and
//! the dates mentioned before.
//!
//! # What is not known stays unknown
//!
//! Without a publication date "April 16" is `XXXX-04-16` and "Monday" is `XXXX-WXX-1`; "today", "last week" and "this month"
//! are `XXXX-XX-XX`, `XXXX-WXX` and `XXXX-XX`. Days that do not exist, such as "February 30", are no dates.
//!
//! # Cost
//!
//! Time grows with the length of the text, whatever is in it: a rule has no loops and looks at a bounded stretch of the
//! sentence. Nothing is built at the start.

mod calendar;
mod distance;
mod guard;
mod length;
mod list;
mod number;
mod pattern;
mod resolve;
mod story;
mod tense;
mod vocabulary;

use std::cmp::Reverse;

use self::{
    guard::Found,
    number::Shapes,
    pattern::{Input, Matcher},
    story::{Outcome, Story},
    vocabulary::{CLASS_STARTS, NUMBER, Normal, RULES, Start, WORDS},
};
use crate::{
    article::Date,
    span::{Span, TokenRange},
    token::{self, Tokens},
    zone::{self, BlockKind},
};

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexType {
    /// A day or anything longer: "April 16", "last week", "now".
    Date,
    /// A point within a day: "10 a.m.", "Monday night".
    Time,
    /// A length: "90 days".
    Duration,
    /// A repetition: "every Monday".
    Set,
}

impl TimexType {
    /// As TIMEX3 writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// One temporal expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its type.
    pub kind: TimexType,
    /// Its TIMEX3 value: `2025-04-16`, `2025-W16`, `P90D`, `PRESENT_REF`.
    pub value: String,
    /// TIMEX3 MOD, where it applies: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`...
    pub modifier: Option<&'static str>,
    /// The rule that gave it.
    pub rule: &'static str,
}

/// The temporal expressions of a text that stands alone, in order.
#[must_use]
pub fn find(text: &str, published: Option<Date>) -> Vec<Timex> {
    let zones = zone::divide(text);
    let mut tokens = Tokens::default();
    token::split(text, &zones, &mut tokens);
    let mut out = Vec::new();
    tag(text, &tokens, published, &mut out);
    out
}

/// Finds the temporal expressions of a story, in order, into `out` (which is emptied first). `anchor` is the
/// publication date.
pub fn tag(text: &str, tokens: &Tokens, anchor: Option<Date>, out: &mut Vec<Timex>) {
    out.clear();
    let mut ids = Vec::new();
    vocabulary::number(tokens, &mut ids);
    let shapes = Shapes::new(tokens, &ids);
    let input = Input { text, tokens, ids: &ids, shapes: &shapes };
    let mut matcher = Matcher::new(input);
    let mut story = Story::new(anchor);
    let mut found = Vec::new();
    // "Sign up now" is no part of the story.
    for sentence in tokens.sentences.iter().filter(|s| s.kind != BlockKind::Boilerplate) {
        let (from, to) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
        let mut at = from;
        while at < to {
            if !vocabulary::starts(ids[at]) {
                at += 1;
                continue;
            }
            candidates(input, &mut matcher, at, from, to, &mut found);
            let mut best = None;
            // "up from 3 percent a year ago" is a look back; the story does not go on from there.
            let mut remembered = true;
            for &(end, _, rule) in &found {
                let rule = &RULES[rule as usize];
                matcher.run(rule, at, from, to);
                let m = Found { input, slots: &matcher.slots, first: at, end, from, to };
                if !rule.guards.iter().all(|&g| guard::passes(g, m)) {
                    continue;
                }
                best = normalise(rule.value, rule.argument, m, &story).map(|outcome| (end, rule.id, outcome));
                remembered = rule.value != Normal::Ago
                    || matches!(best, Some((_, _, Outcome { when: Some(w), .. })) if w.is_day());
                // A day that does not exist is no date, and its month is none either.
                if best.is_some() || resolve::names_a_day(m) {
                    break;
                }
            }
            let Some((end, rule, outcome)) = best else {
                at += 1;
                continue;
            };
            if let Some(when) = outcome.when.filter(|_| remembered) {
                story.mention(when, at);
            }
            let range = TokenRange::new(at, end);
            let mut outcome_when = outcome.when;
            let Outcome { kind, value, modifier, .. } = outcome;
            out.push(Timex { span: tokens.span(range), tokens: range, kind, value, modifier, rule });
            at = end;
            // A list of days goes on for as long as there are days.
            while let Some(last) = outcome_when
                && at < to
                && let Some(more) = list::next(input, at, to, last)
            {
                let range = TokenRange::new(more.first, more.end);
                let Outcome { kind, value, modifier, when } = more.outcome;
                out.push(Timex { span: tokens.span(range), tokens: range, kind, value, modifier, rule: more.rule });
                if let Some(when) = when {
                    story.mention(when, at);
                }
                (outcome_when, at) = (when, more.end);
            }
        }
    }
}

/// The rules that match from token `at` on, longest first; of equal length the one that saw more context,
/// then the order of the files.
fn candidates(
    input: Input,
    matcher: &mut Matcher,
    at: usize,
    from: usize,
    to: usize,
    found: &mut Vec<(usize, usize, u16)>,
) {
    found.clear();
    let next = input.ahead(at + 1, to);
    let number = input.ids[at] == NUMBER;
    let word = &WORDS[input.ids[at] as usize];
    // Few words begin a quantity with which a rule goes on.
    let quantity = if number || word.after != 0 { matcher.quantity(at, to) } else { None };
    let after = quantity.map_or(0, |(_, end)| input.ahead(end, to));
    let mut attempt = |start: &Start| {
        if start.next & next | start.after & after == 0 || found.iter().any(|f| f.2 == start.rule) {
            return;
        }
        if let Some((end, seen)) = matcher.run(&RULES[start.rule as usize], at, from, to).filter(|&(end, _)| end > at) {
            found.push((end, seen, start.rule));
        }
    };
    if number {
        let mut mask = input.mask(at);
        while mask != 0 {
            let class = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            CLASS_STARTS[class].iter().for_each(&mut attempt);
        }
    } else if word.next & next | word.after & after != 0 {
        word.starts.iter().for_each(&mut attempt);
    }
    found.sort_by_key(|&(end, seen, rule)| (Reverse(end), Reverse(seen), rule));
}

fn normalise(value: Normal, argument: &'static str, m: Found, story: &Story) -> Option<Outcome> {
    match value {
        Normal::Calendar => resolve::calendar(m, story),
        Normal::Ago => distance::ago(m, story),
        Normal::Anaphor => distance::anaphor(m, story),
        Normal::Duration => length::duration(m),
        Normal::Set => length::set(m),
        Normal::Reference => length::reference(m),
        Normal::Constant => length::constant(argument),
    }
}
