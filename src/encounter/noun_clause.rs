//! Who meets whom by the relative clause of a noun: "a summit in Lima where Roe and Lee signed a treaty".

use super::{
    Kind, Status,
    argument::Walker,
    candidate::{Draft, is_people, participants, type_of},
    lexicon::Frame,
    noun::Sides,
    rules,
    unit::{Prep, UnitKind},
    verb::Tense,
};
use crate::mention::EntityType;

/// How far from the noun its clause may stand, in units: "talks in Lima on Monday, at which".
const REACH: usize = 8;

/// The parties of the noun's encounter: those who act together, or of whom one speaks to the other, in the clause that tells
/// what came of it, or will. With the status that the clause gives it.
pub(super) fn in_clause(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<(Draft, Status)> {
    let from = s.noun + 1;
    let between = |u: &usize| {
        matches!(
            w.units.kind(*u),
            Some(UnitKind::Prep(_) | UnitKind::Party(_) | UnitKind::Time(_) | UnitKind::Comma | UnitKind::Adverb)
        )
    };
    let clause = (from..from + REACH).find(|u| !between(u))?;
    if !matches!(w.units.kind(clause)?, UnitKind::Relative) {
        return None;
    }
    let at = |p| w.units.is_prep(clause - 1, p);
    if w.word(clause) != "where" && ![Prep::At, Prep::In, Prep::During].into_iter().any(at) {
        return None;
    }
    let v = (clause + 1..w.units.units.len()).find(|&u| w.units.verb(u).is_some())?;
    let g = w.units.verb(v).filter(|g| g.finite() && !g.negated)?;
    let awaited = g.governs() == Some(Status::Planned) && (g.passive || g.predicate.is_some());
    let status = match g.tense {
        // "where they are expected to sign it"
        Tense::Present | Tense::Past if awaited => Status::Planned,
        _ if g.passive => return None,
        Tense::Past => Status::Happened,
        Tense::Present if g.perfect => Status::Happened,
        Tense::Future => Status::Planned,
        _ => return None,
    };
    // "where they met", "where they held talks" tells of itself.
    let itself = !matches!(g.entry().frame, Frame::None | Frame::Discuss);
    if itself || matches!(w.units.kind(v + 1), Some(UnitKind::Noun(n)) if n.noun != 0) {
        return None;
    }
    let party = |&u: &usize| is_people(w, u) || type_of(w, u) == Some(EntityType::Country);
    let subject = w.subject(v);
    if subject.is_empty() || !subject.iter().all(|u| *u > clause && party(u)) {
        return None;
    }
    // "at which Roe told Lee"
    let told = if g.entry().speech { w.complements(v, true).direct } else { Vec::new() };
    let draft = Draft::new(kind, rules::NOUN_CLAUSE, subject, told.into_iter().filter(party).collect());
    (participants(w, &draft).len() >= 2).then_some((draft, status))
}
