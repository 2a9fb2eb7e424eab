//! The vocabulary of dates: which number a word has, which classes, which values. The tables come from `data/dates`.

use super::pattern::Op;
use crate::token::{Case, TokenKind, Tokens};

include!(concat!(env!("OUT_DIR"), "/dates.rs"));

/// One form of the vocabulary.
#[derive(Debug)]
pub(crate) struct Word {
    /// Its classes as bits.
    pub(crate) mask: u64,
    /// Its classes and a bit of its own, as a rule looks ahead for them.
    pub(crate) bits: u128,
    /// Its value in each class.
    pub(crate) values: &'static [(u8, i32)],
    /// The rules whose matches can start with it.
    pub(crate) starts: &'static [Start],
    /// What can stand after it in any of them.
    pub(crate) next: u128,
    /// What can stand in any of them after the quantity that begins with it.
    pub(crate) after: u128,
}

/// What a form says by itself.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// The number of the word.
    id: u16,
    /// Whether it counts only when written with a capital.
    capital: bool,
}

/// A rule that can start with a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) rule: u16,
    /// Whether it can go on is told by what stands after the word: it has one of these bits.
    pub(crate) next: u128,
    /// As well, where the word begins a quantity, by what stands after that.
    pub(crate) after: u128,
}

/// One rule: its program is `CODE[first..end]`.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) value: Normal,
    pub(crate) argument: &'static str,
    pub(crate) guards: &'static [Guard],
}

/// How a rule's slots become a value (see `resolve`).
// Which of them are used is up to the rules.
#[allow(dead_code)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Normal {
    /// A place in the calendar, as far as the slots give it.
    Calendar,
    /// N units before or after the publication date or the date last mentioned.
    Ago,
    /// A length.
    Duration,
    /// A repetition.
    Set,
    /// A constant: the argument is type and value.
    Constant,
    /// The value that the slot `ref` carries.
    Reference,
    /// A date mentioned before.
    Anaphor,
}

/// A condition beyond the pattern, judged on the whole match (see `guard`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// A four-digit number stands for a year, not for an amount.
    YearNumber,
    /// A month's name is no verb and no person.
    MonthName,
    /// A season's name is no verb ("fall").
    SeasonName,
    /// A weekday's short form is no other word ("Sun", "Sat").
    WeekdayName,
    /// A decade of two digits is quoted or has "the" ("the '90s").
    Decade,
    /// It goes on from a decade ("of the 70s and 80s").
    DecadePair,
    /// A length is no ordinal ("a second").
    Duration,
    /// A length is no age ("59-year-old").
    Age,
    /// A bare plural unit stands where a length stands ("for years").
    VagueUnits,
    /// A number with a colon is a time of day and no score.
    Clock,
    /// It does not follow an amount ("20 percent annually").
    NoRate,
    /// It is no title in quotation marks ("This Week").
    UnquotedName,
    /// The word stands before a noun ("the current government").
    Adjective,
    /// "the year" points to a year and is not told apart by what follows ("the year of the flood").
    Anaphor,
}

/// The number of words outside the vocabulary.
pub(crate) const UNKNOWN: u16 = 0;
/// The number of every token of digits.
pub(crate) const NUMBER: u16 = 1;

/// Writes the vocabulary number of every token to `out`.
pub(super) fn number(tokens: &Tokens, out: &mut Vec<u16>) {
    out.clear();
    out.extend((0..tokens.len()).map(|i| id(tokens, i)));
}

fn id(tokens: &Tokens, index: usize) -> u16 {
    let token = &tokens.tokens[index];
    match tokens.find(index, &FORMS) {
        Some(form) if form.capital && token.case == Case::Lower => UNKNOWN,
        Some(form) => form.id,
        None if token.kind == TokenKind::Number => NUMBER,
        None => UNKNOWN,
    }
}

/// Whether any rule can start with word `id`: half of the vocabulary's words in a text only follow or guard.
pub(super) fn starts(id: u16) -> bool {
    STARTING[id as usize / 64] >> (id % 64) & 1 != 0
}

/// The value of word `id` in `class`, if it is of that class.
pub(crate) fn value(id: u16, class: u8) -> Option<i32> {
    let word = &WORDS[id as usize];
    if word.mask & (1 << class) == 0 {
        return None;
    }
    word.values.iter().find(|v| v.0 == class).map(|v| v.1)
}

/// The code that a slot's value stands for.
pub(crate) fn string(value: i32) -> &'static str {
    usize::try_from(value).ok().and_then(|v| STRINGS.get(v)).copied().unwrap_or("")
}
