//! What one asks of another: "turned down a request by Ms Roe for a meeting", "rejected the king's offer of talks".

use super::{
    Kind, Status,
    argument::Walker,
    candidate::Draft,
    noun::Sides,
    rules,
    unit::{Prep, UnitKind},
};

/// The encounter that somebody asked for, by the answer of the other: the noun stands after "for" or "of", or is what the
/// one asked the other to hold.
pub(super) fn answered(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    // "a call by the envoy for talks with everybody"; of "a request by the king for talks with him" he who is asked tells.
    let entity = |u: usize| w.units.party(u).map(|m| w.story.entities.mentions[m].entity);
    let asked = |v: usize| w.subject(v).iter().any(|&u| entity(u).is_some() && entity(u) == entity(s.noun + 2));
    let v = s.governor.filter(|&v| !w.units.is_prep(s.noun + 1, Prep::With) || asked(v))?;
    let (v, asker) = match s.prep {
        // "a request for talks from the king"
        Some(Prep::For | Prep::Of | Prep::To)
            if s.noun >= 2 && is_request(w, s.noun - 2) && asked_by(w, s.noun).is_some() =>
        {
            (v, asked_by(w, s.noun)?)
        }
        Some(Prep::For | Prep::Of | Prep::To) => {
            let before = (v + 1..s.noun).rev().find(|&u| matches!(w.units.units[u].kind, UnitKind::Prep(_)))?;
            let by = before.checked_sub(2)?;
            let asked = matches!(w.units.kind(by), Some(UnitKind::Prep(Prep::By | Prep::From)));
            // "a request by the king for talks"
            let told = asked && is_request(w, by.checked_sub(1)?);
            let asker = if told { w.units.party(before - 1) } else { owner(w, before - 1) };
            (v, asker.filter(|_| before > v + 1)?)
        }
        // "rejected the king's call to hold talks", "rejected a call by the king to hold talks"
        None if w.units.verb(v).is_some_and(|g| g.infinitive) => {
            let main = (0..v).rev().find(|&u| w.units.verb(u).is_some())?;
            let by = (v > main + 3).then(|| asked_by(w, v - 3).filter(|_| is_request(w, v - 3))).flatten();
            (main, by.or_else(|| owner(w, v - 1).filter(|_| v > main + 1))?)
        }
        _ => return None,
    };
    let answering = w.subject(v);
    let party = |&u: &usize| w.units.party(u).map(|m| w.story.entities.mentions[m].entity);
    let other = !answering.iter().filter_map(party).any(|e| e == w.story.entities.mentions[asker].entity);
    if answering.is_empty() || !other {
        return None;
    }
    let mut draft = Draft::new(kind, rules::NOUN_REQUESTED, answering, Vec::new());
    draft.mentions = vec![asker];
    Some(draft)
}

/// "rejected a call by the king for talks with the rebels": who answered, and with whom the talks were to be.
pub(super) fn turned_down(w: &Walker<'_>, kind: Kind, s: &Sides, with: &[usize]) -> Option<Draft> {
    let v = s.governor.filter(|_| matches!(s.prep, Some(Prep::For | Prep::Of)))?;
    let refused = w.units.verb(v)?.governs() == Some(Status::Refused);
    let answering = w.subject(v);
    let fits = refused && !answering.is_empty() && (v + 1..s.noun).any(|u| is_request(w, u));
    fits.then(|| Draft::new(kind, rules::NOUN_REQUESTED, answering, with.to_vec()))
}

/// Whom a "from" or "by" right after the noun names, as a mention.
fn asked_by(w: &Walker<'_>, noun: usize) -> Option<usize> {
    let asked = matches!(w.units.kind(noun + 1), Some(UnitKind::Prep(Prep::By | Prep::From)));
    if asked { w.units.party(noun + 2) } else { None }
}

/// Whose request the noun at `unit` is, as a mention: "the king's offer", "an Israeli offer".
fn owner(w: &Walker<'_>, unit: usize) -> Option<usize> {
    if !is_request(w, unit) {
        return None;
    }
    let genitive = matches!(w.units.kind(unit.checked_sub(1)?), Some(UnitKind::Genitive));
    if genitive {
        return w.units.party(unit.checked_sub(2)?);
    }
    super::noun_with::state_of(w, unit)
}

/// "proposed to Mr Lee a meeting in Rome", "asked the king for talks": the encounter that somebody asks of another.
pub(super) fn put(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let v = s.governor?;
    let g = w.units.verb(v)?;
    let told = w.complements(v, true);
    let asked = match (g.entry().lemma, s.prep) {
        ("propose" | "suggest" | "offer", None) => told.to,
        ("ask", Some(Prep::For)) => told.direct,
        _ => return None,
    };
    let asked: Vec<usize> = asked.into_iter().filter(|&u| u < s.noun && w.is_party(u)).collect();
    let asking = w.subject(v);
    let fits = !g.passive && !asked.is_empty() && !asking.is_empty();
    fits.then(|| Draft::new(kind, rules::NOUN_REQUESTED, asking, asked))
}

/// Whether the unit is a noun for what one asks of another.
pub(super) fn is_request(w: &Walker<'_>, unit: usize) -> bool {
    let Some(UnitKind::Noun(n)) = w.units.kind(unit) else { return false };
    matches!(
        w.story.tokens.folded(n.head),
        "request"
            | "requests"
            | "offer"
            | "offers"
            | "proposal"
            | "proposals"
            | "invitation"
            | "call"
            | "calls"
            | "demand"
            | "demands"
            | "plea"
            | "pleas"
            | "bid"
            | "appeal"
            | "suggestion"
    )
}
