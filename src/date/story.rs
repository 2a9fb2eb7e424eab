//! What a story has said so far: its publication date and the dates mentioned last.

use super::{
    TimexType,
    calendar::{Grain, When},
};
use crate::article::Date;

/// What a match turned out to mean.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) modifier: Option<&'static str>,
    /// The place in the calendar, if it has one: later expressions may refer to it.
    pub(super) when: Option<When>,
}

impl Outcome {
    /// A value without a place in the calendar.
    pub(super) fn of(kind: TimexType, value: String) -> Self {
        Self { kind, value, modifier: None, when: None }
    }

    /// A place in the calendar.
    pub(super) fn at(when: When) -> Self {
        Self { when: Some(when), ..Self::of(TimexType::Date, when.write()) }
    }
}

/// The publication date and what has been mentioned.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    pub(super) anchor: Option<Date>,
    /// The last place in the calendar.
    pub(super) last: Option<When>,
    /// The last day, with the token it stood at.
    day: Option<(Date, usize)>,
    /// The last quarter, with the token it stood at.
    quarter: Option<(When, usize)>,
}

impl Story {
    pub(super) fn new(anchor: Option<Date>) -> Self {
        Self { anchor, ..Self::default() }
    }

    /// Remembers what stands at token `at`.
    pub(super) fn mention(&mut self, when: When, at: usize) {
        self.last = Some(when);
        match when.grain {
            Grain::Day(..) => self.day = when.first().map(|d| (d, at)).or(self.day),
            Grain::Quarter(_) => self.quarter = Some((when, at)),
            _ => {}
        }
    }

    /// The day that the sentence from token `from` on has mentioned.
    pub(super) fn day_of_sentence(&self, from: usize) -> Option<Date> {
        self.day.filter(|d| d.1 >= from).map(|d| d.0)
    }

    /// The day last mentioned.
    pub(super) fn last_day(&self) -> Option<Date> {
        self.day.map(|d| d.0)
    }

    /// The quarter mentioned at most `reach` tokens before `at`.
    pub(super) fn quarter_near(&self, at: usize, reach: usize) -> Option<When> {
        self.quarter.filter(|q| q.1 + reach >= at).map(|q| q.0)
    }
}
