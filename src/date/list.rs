//! Lists and ranges that share a month or a century: the "18, 2010" of "Sept. 14 and 18, 2010", the "21" of "October 20-21",
//! the "58" of "1850-58".

use super::{
    calendar::{Grain, When},
    pattern::Input,
    story::Outcome,
    vocabulary::class,
};

/// A day of the month that continues the date before it.
pub(super) struct Continued {
    /// Its first token.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) outcome: Outcome,
    /// What the rule is called.
    pub(super) rule: &'static str,
}

/// The date that a connector and a bare day at `at` continue, after `last` ended before `at`.
pub(super) fn next(input: Input, at: usize, to: usize, last: When) -> Option<Continued> {
    if last.grain == Grain::Year {
        return short_year(input, at, to, last.year?);
    }
    let Grain::Day(month, before) = last.grain else { return None };
    let mut day_at = at;
    if matches!(input.tokens.folded(at), ",") {
        day_at += 1;
    }
    if day_at < to && matches!(input.tokens.folded(day_at), "and" | "or" | "to" | "-" | "through" | "until" | "&") {
        day_at += 1;
    }
    if day_at == at || day_at >= to {
        return None;
    }
    let shape = input.shape(day_at);
    let day = i8::try_from(shape.value(class::DAY)?).ok()?;
    let mut end = day_at + 1;
    let after = if end < to { input.tokens.folded(end) } else { "" };
    let comma = usize::from(after == "," && end + 1 < to);
    let year = (end + comma < to).then(|| input.shape(end + comma).value(class::YEAR)).flatten();
    if year.is_some() {
        end += comma + 1;
    }
    // "on March 3 and 20 people": only a mark, a preposition or a verb may follow a bare day.
    let ordinal = shape.value(class::ORD).is_some();
    let closed = end >= to || year.is_some() || ordinal || closes(input, end);
    if day <= before && year.is_none() || !closed {
        return None;
    }
    let year = year.and_then(|y| i16::try_from(y).ok()).or(last.year);
    let when = When { year, grain: Grain::Day(month, day) };
    // Without a year, the day must be one of a leap year's: "Feb. 16 and 30" is no date.
    let leap = When { year: year.or(Some(2000)), ..when };
    leap.first().is_some().then(|| Continued { first: day_at, end, outcome: Outcome::at(when), rule: "list.day" })
}

/// The "58" of "1850-58".
fn short_year(input: Input, at: usize, to: usize, first: i16) -> Option<Continued> {
    let year_at = at + 1;
    let glued = |i: usize| i < to && !input.tokens.tokens[i].spaced;
    if !glued(at)
        || !glued(year_at)
        || !matches!(input.tokens.folded(at), "-" | "–")
        || glued(at + 2) && more(input, at + 2)
    {
        return None;
    }
    let year = first - first.rem_euclid(100) + i16::try_from(input.shape(year_at).value(class::YEAR2)?).ok()?;
    (year > first).then(|| Continued {
        first: year_at,
        end: year_at + 1,
        outcome: Outcome::at(When::whole_year(year)),
        rule: "list.year",
    })
}

/// Whether a code or a number goes on at `at`.
fn more(input: Input, at: usize) -> bool {
    matches!(input.tokens.folded(at), "-" | "–" | "/" | ":")
        || input.tokens.tokens[at].kind != crate::token::TokenKind::Punct
}

fn closes(input: Input, at: usize) -> bool {
    let mark = input.tokens.tokens[at].kind == crate::token::TokenKind::Punct;
    (mark && !matches!(input.tokens.folded(at), "%" | "$" | "/" | ":"))
        || matches!(
            input.tokens.folded(at),
            "in" | "at"
                | "for"
                | "to"
                | "and"
                | "or"
                | "with"
                | "by"
                | "of"
                | "on"
                | "as"
                | "when"
                | "after"
                | "before"
        )
}
