//! What an encounter is about: the noun phrases after "on", "about", "over", "to discuss".

use super::{
    argument::Walker,
    unit::{Prep, UnitKind},
    verb::Tense,
};
use crate::span::{Span, TokenRange};

/// The topics told to the right of unit `first`.
pub(super) fn find(w: &Walker<'_>, first: usize, out: &mut Vec<Span>) {
    let units = &w.units.units;
    let mut i = first;
    while i < units.len() {
        match units[i].kind {
            UnitKind::Prep(Prep::On | Prep::About | Prep::Over) if !is_time(w, i + 1) => {
                i = take(w, i + 1, out).max(i + 1);
                continue;
            }
            UnitKind::Verb(g) if (g.infinitive || g.gerund) && is_topic_verb(g.entry().lemma) => {
                let mut start = i + 1;
                if matches!(
                    units.get(start).map(|u| u.kind),
                    Some(UnitKind::Prep(Prep::On | Prep::About | Prep::Over | Prep::At))
                ) {
                    start += 1;
                }
                i = take(w, start, out).max(i + 1);
                continue;
            }
            UnitKind::Verb(g) if g.finite() && !(g.bare && g.tense == Tense::Past) => {
                // "for discussions that could also address energy": the relative clause tells the topic.
                let relative = (first..i).rev().take(4).any(|k| matches!(units[k].kind, UnitKind::Relative));
                if relative && is_topic_verb(g.entry().lemma) {
                    i = take(w, i + 1, out).max(i + 1);
                    continue;
                }
                break;
            }
            UnitKind::That | UnitKind::Stop => break,
            UnitKind::Subordinator => break,
            _ => {}
        }
        i += 1;
    }
}

/// The object of a verb of discussing at unit `v`, as topics.
pub(super) fn object_of(w: &Walker<'_>, v: usize, out: &mut Vec<Span>) {
    let mut start = v + 1;
    while matches!(w.units.kind(start), Some(UnitKind::Adverb | UnitKind::Quote)) {
        start += 1;
    }
    if matches!(w.units.kind(start), Some(UnitKind::Prep(Prep::On | Prep::About | Prep::Over | Prep::At))) {
        start += 1;
    }
    take(w, start, out);
}

/// Verbs whose object is what the talk is about.
pub(super) fn is_topic_verb(lemma: &str) -> bool {
    matches!(
        lemma,
        "discuss"
            | "address"
            | "review"
            | "negotiate"
            | "cover"
            | "debate"
            | "tackle"
            | "examine"
            | "focus"
            | "resolve"
            | "explore"
            | "mull"
            | "consider"
            | "hammer"
            | "finalise"
            | "finalize"
            | "detail"
            | "coordinate"
    )
}

fn is_time(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i), Some(UnitKind::Time(_)))
}

/// Adds the noun phrase that starts at unit `start`, and says where it ends.
fn take(w: &Walker<'_>, start: usize, out: &mut Vec<Span>) -> usize {
    let units = &w.units.units;
    if !matches!(
        w.units.kind(start),
        Some(UnitKind::Noun(_) | UnitKind::Party(_) | UnitKind::Relative | UnitKind::Subordinator | UnitKind::Quote)
    ) {
        return start;
    }
    let mut end = start + 1;
    let mut i = start + 1;
    while i < units.len() {
        match units[i].kind {
            UnitKind::Noun(_) | UnitKind::Party(_) => end = i + 1,
            UnitKind::Genitive | UnitKind::Adverb | UnitKind::Quote => {}
            UnitKind::Prep(Prep::After | Prep::Before | Prep::During | Prep::As) => break,
            UnitKind::Prep(Prep::With)
                if matches!(w.units.kind(i + 1), Some(UnitKind::Party(m)) if super::party::can_meet(w.story, *m))
                    && w.is_party(i + 1)
                    && end - start > 3 =>
            {
                break;
            }
            UnitKind::Prep(Prep::In | Prep::At) if super::place::at(w, i + 1).is_some() && trailing(w, i + 1) => break,
            UnitKind::Prep(_) if is_time(w, i + 1) => break,
            UnitKind::Prep(_) => {}
            UnitKind::Time(_) => {
                // "Friday's vote" goes on; a time at the end does not belong.
                if !matches!(w.units.kind(i + 1), Some(UnitKind::Genitive)) {
                    break;
                }
            }
            UnitKind::And | UnitKind::Comma => {
                if !continues(w, i) {
                    break;
                }
            }
            // A reduced relative or an infinitive belongs to the phrase: "tariffs imposed on", "efforts to resolve".
            UnitKind::Verb(g)
                if g.participle || g.infinitive || g.bare && g.tense == Tense::Past && prep_follows(w, i) =>
            {
                end = end.max(if g.infinitive { end } else { i + 1 });
            }
            UnitKind::Verb(g) if g.gerund && matches!(units[i - 1].kind, UnitKind::Prep(_)) => {}
            _ => break,
        }
        i += 1;
    }
    let range = TokenRange::new(units[start].tokens.first as usize, units[end - 1].tokens.end as usize);
    if !range.is_empty() {
        let span = w.story.tokens.span(range);
        if !out.contains(&span) {
            out.push(span);
        }
    }
    end
}

/// Whether only times and stops follow the place at unit `i`: it is the encounter's place, not the topic's.
fn trailing(w: &Walker<'_>, i: usize) -> bool {
    let mut k = i + 1;
    while let Some(kind) = w.units.kind(k) {
        match kind {
            UnitKind::Time(_) | UnitKind::Prep(Prep::On | Prep::In) | UnitKind::Stop => k += 1,
            UnitKind::Comma => return true,
            _ => return false,
        }
    }
    true
}

fn prep_follows(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i + 1), Some(UnitKind::Prep(_)))
}

/// Whether the joint at `i` leads to a further member of the list and not to a new clause.
fn continues(w: &Walker<'_>, i: usize) -> bool {
    let mut k = i;
    while matches!(w.units.kind(k), Some(UnitKind::And | UnitKind::Comma | UnitKind::Adverb)) {
        k += 1;
    }
    if !matches!(w.units.kind(k), Some(UnitKind::Noun(_) | UnitKind::Party(_))) {
        return false;
    }
    loop {
        match w.units.kind(k) {
            Some(UnitKind::Noun(_) | UnitKind::Party(_) | UnitKind::Genitive | UnitKind::Adverb | UnitKind::Quote) => {
                k += 1
            }
            Some(UnitKind::Prep(_)) => k += 1,
            Some(UnitKind::Verb(g)) => return !g.finite(),
            _ => return true,
        }
    }
}
