//! Lists and ranges that share a month: the "18, 2010" of "Sept. 14 and 18, 2010", the "21" of "October 20-21".

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
}

/// The date that a connector and a bare day at `at` continue, after `last` ended before `at`.
pub(super) fn next(input: Input, at: usize, to: usize, last: When) -> Option<Continued> {
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
    (when.year.is_none() || when.first().is_some()).then(|| Continued {
        first: day_at,
        end,
        outcome: Outcome::at(when),
    })
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
