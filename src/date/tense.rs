//! The time of the clause that governs an expression, read off its verb forms.

use super::{
    pattern::Input,
    vocabulary::{self, UNKNOWN, WORDS, class},
};
use crate::token::{Case, TokenKind};

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It tells of what has been.
    Past,
    /// It tells of what is.
    Present,
    /// It tells of what is to come.
    Future,
    /// It has no verb that tells.
    Unknown,
}

/// How many tokens to either side are looked at: clauses of the news are seldom longer, and cost stays linear.
const REACH: usize = 30;

/// The tense of the clause around `first..end` in the sentence `from..to`.
pub(super) fn of(input: Input, first: usize, end: usize, from: usize, to: usize) -> Tense {
    // The nearest verb before the expression governs it, unless the clause ends between them.
    let mut at = first;
    let stop = from.max(first.saturating_sub(REACH));
    let mut tense = Tense::Unknown;
    while at > stop {
        at -= 1;
        if let Some(found) = verb(input, at, from) {
            tense = found;
            break;
        }
        if matches!(input.tokens.folded(at), ";" | ":" | "\"" | "(" | "that" | "--") {
            break;
        }
    }
    if tense != Tense::Unknown {
        return tense;
    }
    // Fronted: "On Monday, the envoys will ..."
    let stop = to.min(end + REACH);
    for at in end..stop {
        if let Some(found) = verb(input, at, from) {
            return found;
        }
        if matches!(input.tokens.folded(at), ";" | "\"" | ")" | "--") {
            break;
        }
    }
    Tense::Unknown
}

/// What the verb form at `at` tells, looking at the auxiliaries before it.
fn verb(input: Input, at: usize, from: usize) -> Option<Tense> {
    let token = &input.tokens.tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    let form = input.tokens.folded(at);
    let told = vocabulary::value(input.ids[at], class::TENSE);
    let own = match told {
        Some(-1) => Tense::Past,
        Some(0) => Tense::Present,
        Some(_) => Tense::Future,
        None if form == "may" && token.case == Case::Lower => Tense::Future,
        None if form == "to" && infinitive(input, at) => Tense::Future,
        None if regular_past(form, token.case) => Tense::Past,
        None => return None,
    };
    if own != Tense::Past {
        return Some(own);
    }
    // "will be held", "is expected", "has said": the auxiliary decides.
    let stop = from.max(at.saturating_sub(4));
    for before in (stop..at).rev() {
        let word = input.tokens.folded(before);
        match word {
            "be" | "been" | "not" | "also" | "then" | "only" | "being" => {}
            "will" | "would" | "shall" | "should" | "could" | "might" | "may" | "can" | "must" | "to" => {
                return Some(Tense::Future);
            }
            "is" | "are" | "'s" => return Some(if told == Some(-1) { Tense::Past } else { Tense::Present }),
            _ => break,
        }
    }
    Some(Tense::Past)
}

/// "to" and a verb's bare form, not "to Rome" and not "to 5 percent".
fn infinitive(input: Input, at: usize) -> bool {
    input.tokens.tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Word
            && next.case == Case::Lower
            && !matches!(
                input.tokens.folded(at + 1),
                "the" | "a" | "an" | "its" | "their" | "his" | "her" | "about" | "more"
            )
            && (input.ids[at + 1] == UNKNOWN || WORDS[input.ids[at + 1] as usize].mask & (1 << class::NUM) == 0)
    })
}

/// A regular past form or participle.
fn regular_past(form: &str, case: Case) -> bool {
    case == Case::Lower
        && form.len() > 4
        && form.ends_with("ed")
        && !form.ends_with("eed")
        && !matches!(form, "hundred" | "sacred" | "naked" | "united" | "kindred" | "hatred" | "alleged" | "so-called")
}
