//! What one asks of another: "turned down a request by Ms Roe for a meeting", "rejected the king's offer of talks".

use super::{
    Kind,
    argument::Walker,
    candidate::Draft,
    noun::Sides,
    rules,
    unit::{Prep, UnitKind},
};

/// The encounter that somebody asked for, by the answer of the other: the noun stands after "for" or "of".
pub(super) fn answered(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let v = s.governor.filter(|_| matches!(s.prep, Some(Prep::For | Prep::Of | Prep::To)))?;
    let before = (v + 1..s.noun).rev().find(|&u| matches!(w.units.units[u].kind, UnitKind::Prep(_)))?;
    let asker = if is_request(w, before.checked_sub(1)?) {
        // "the king's offer of talks"
        let genitive = matches!(w.units.kind(before.checked_sub(2)?), Some(UnitKind::Genitive));
        before.checked_sub(3).filter(|_| genitive)?
    } else {
        // "a request by the king for talks"
        let by = before.checked_sub(2)?;
        let asked = matches!(w.units.kind(by), Some(UnitKind::Prep(Prep::By | Prep::From)));
        (asked && is_request(w, by.checked_sub(1)?)).then_some(before - 1)?
    };
    let answering = w.subject(v);
    let fits = asker > v && w.is_party(asker) && !answering.is_empty() && !answering.contains(&asker);
    fits.then(|| Draft::new(kind, rules::NOUN_REQUESTED, answering, vec![asker]))
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

fn is_request(w: &Walker<'_>, unit: usize) -> bool {
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
