//! Temporal expressions and their TIMEX3 values.

use crate::span::{Span, TokenRange};

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
