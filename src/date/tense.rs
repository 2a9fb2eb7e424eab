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
    let before = if first > from { input.mask(first - 1) } else { 0 };
    if before & (1 << class::BACK) != 0 {
        return Tense::Past;
    }
    let fronted = first == from + 1;
    if before & (1 << class::AHEAD) != 0 && !fronted || soonest(input, first, from) {
        return Tense::Future;
    }
    // "a vote set for Monday", "snow is forecast for Friday"
    if first > from + 1
        && input.tokens.folded(first - 1) == "for"
        && vocabulary::value(input.ids[first - 2], class::PROSPECT).is_some()
        && !had_before(input, first - 2, from)
    {
        return Tense::Future;
    }
    match (governor(input, first, from), genitive(input, end, to)) {
        // "ways around Wednesday's ruling": what is named by its day has been, unless one goes there.
        (Tense::Future, true) if before & (1 << class::EVENT) == 0 => return Tense::Past,
        (Tense::Unknown, _) => {}
        (tense, _) => return tense,
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

/// The tense of the nearest verb before the expression: it governs it, unless the clause ends between them.
fn governor(input: Input, first: usize, from: usize) -> Tense {
    let stop = from.max(first.saturating_sub(REACH));
    let mut at = first;
    while at > stop {
        at -= 1;
        if let Some(found) = verb(input, at, from) {
            return found;
        }
        match input.tokens.folded(at) {
            // "He will leave at four (4 a.m. local time Thursday)": brackets without a verb belong to what is before.
            "(" if first - at <= BRACKET => {}
            ";" | ":" | "\"" | "(" | "that" | "--" => break,
            _ => {}
        }
    }
    Tense::Unknown
}

/// So many tokens inside a bracket tell no more than the time.
const BRACKET: usize = 5;

fn genitive(input: Input, end: usize, to: usize) -> bool {
    end < to && input.tokens.tokens[end].kind == TokenKind::Genitive
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
        // "is meeting", "are arriving": what is arranged.
        Some(0) if matches!(form, "is" | "are" | "am" | "'s" | "'re") && participle(input, at + 1) => Tense::Future,
        // "are to travel"
        Some(0)
            if matches!(form, "is" | "are" | "am" | "'s" | "'re")
                && to_follows(input, at)
                && infinitive(input, at + 1) =>
        {
            Tense::Future
        }
        // "are due on July 25"
        Some(0) if matches!(form, "is" | "are" | "'s" | "'re") && announced(input, at + 1) => Tense::Future,
        Some(0) => Tense::Present,
        Some(2) if !to_follows(input, at) => match form {
            // "planned a rally on Saturday", but "as planned on Saturday"
            "planned" if determiner(input, at + 1) => Tense::Future,
            "planned" | "set" => Tense::Past,
            _ => return None,
        },
        // "could not be reached on Friday"
        Some(1) if matches!(form, "could" | "would") && (not_follows(input, at) || no_before(input, at, from)) => {
            Tense::Past
        }
        Some(_) if had_before(input, at, from) => Tense::Past,
        Some(_) => Tense::Future,
        None if form == "may" && token.case == Case::Lower => Tense::Future,
        // Other infinitives leave it to the verb that governs them: "arrived to mark".
        None if form == "to" && infinitive(input, at) && prospective(input, at, from) => {
            if had_before(input, at, from) { Tense::Past } else { Tense::Future }
        }
        None if regular_past(form, token.case) && !attributive(input, at, from) => Tense::Past,
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
            // "could not be reached"
            "could" | "would" if not_follows(input, before) || no_before(input, before, from) => {
                return Some(Tense::Past);
            }
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

/// "as soon as Tuesday", "as early as Friday"
fn soonest(input: Input, first: usize, from: usize) -> bool {
    first >= from + 3
        && input.tokens.folded(first - 1) == "as"
        && matches!(input.tokens.folded(first - 2), "soon" | "early" | "late")
}

/// Whether the verb before "to" at `at` makes the infinitive look ahead: "agreed to meet", "is to meet", "asked him to go".
fn prospective(input: Input, at: usize, from: usize) -> bool {
    let stop = from.max(at.saturating_sub(3));
    (stop..at).rev().any(|i| input.mask(i) & (1 << class::PROSPECT) != 0)
}

fn to_follows(input: Input, at: usize) -> bool {
    at + 1 < input.tokens.len() && input.tokens.folded(at + 1) == "to"
}

fn not_follows(input: Input, at: usize) -> bool {
    at + 1 < input.tokens.len() && matches!(input.tokens.folded(at + 1), "not" | "n't")
}

/// "due", "scheduled", "expected"
fn announced(input: Input, at: usize) -> bool {
    at < input.tokens.len() && vocabulary::value(input.ids[at], class::TENSE) == Some(1)
}

fn determiner(input: Input, at: usize) -> bool {
    at < input.tokens.len()
        && matches!(input.tokens.folded(at), "a" | "an" | "the" | "more" | "another" | "its" | "their" | "his" | "her")
}

/// "Neither of them could be reached."
fn no_before(input: Input, at: usize, from: usize) -> bool {
    let stop = from.max(at.saturating_sub(10));
    (stop..at).rev().any(|i| matches!(input.tokens.folded(i), "neither" | "nor" | "nobody" | "none" | "no"))
}

/// A participle before a noun: "an undisclosed sum", "a still unspecified date".
fn attributive(input: Input, at: usize, from: usize) -> bool {
    let article = |i: usize| matches!(input.tokens.folded(i), "a" | "an" | "the" | "its" | "their" | "his" | "her");
    let next = at + 1 < input.tokens.len() && input.tokens.tokens[at + 1].kind == TokenKind::Word;
    next && at > from && (article(at - 1) || at > from + 1 && article(at - 2) && input.ids[at - 1] == UNKNOWN)
}

/// "had been due", "had planned": what was to come then.
fn had_before(input: Input, at: usize, from: usize) -> bool {
    let stop = from.max(at.saturating_sub(4));
    (stop..at).rev().any(|i| input.tokens.folded(i) == "had")
}

/// Whether the token is a present participle.
fn participle(input: Input, at: usize) -> bool {
    at < input.tokens.len()
        && input.tokens.tokens[at].case == Case::Lower
        && input.tokens.folded(at).len() > 5
        && input.tokens.folded(at).ends_with("ing")
}

/// A regular past form or participle.
fn regular_past(form: &str, case: Case) -> bool {
    case == Case::Lower
        && form.len() > 4
        && form.ends_with("ed")
        && !form.ends_with("eed")
        && !matches!(form, "hundred" | "sacred" | "naked" | "united" | "kindred" | "hatred" | "alleged" | "so-called")
}
