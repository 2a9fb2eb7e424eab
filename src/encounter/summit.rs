//! Gatherings: who attends the summit of which body.

use super::{
    Kind,
    argument::Walker,
    candidate::{Draft, is_person, participants, type_of},
    noun::{Sides, entity, with},
    rules,
    unit::Prep,
};
use crate::mention::EntityType;

pub(super) fn summit(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    if let Some(draft) = with(w, kind, s)
        && (draft.rule != rules::NOUN_RECIPROCAL || s.governor.is_some())
    {
        return Some(draft);
    }
    // "Merkel will attend the G20 summit": the body that the gathering belongs to is the other party.
    let mut attending = if s.possessor.is_empty() { s.agent.clone() } else { s.possessor.clone() };
    attending.retain(|&u| is_person(w, u) || type_of(w, u) == Some(EntityType::Country));
    let body: Vec<usize> = s
        .modifiers
        .iter()
        .copied()
        .filter(|&m| matches!(entity(w, m).kind, EntityType::Organisation | EntityType::Group))
        .collect();
    let of: Vec<usize> =
        s.c.of
            .iter()
            .copied()
            .filter(|&u| matches!(type_of(w, u), Some(EntityType::Organisation | EntityType::Group)))
            .collect();
    let verb = s.governor.and_then(|g| w.units.verb(g)).map_or("", |g| g.entry().lemma);
    let attends = s.near
        && matches!(
            verb,
            "attend"
                | "host"
                | "co-host"
                | "join"
                | "chair"
                | "address"
                | "hold"
                | "participate"
                | "convene"
                | "arrive"
                | "travel"
                | "go"
                | "fly"
                | "skip"
                | "leave"
                | "meet"
                | "gather"
                | "miss"
                | "boycott"
        )
        || matches!(s.prep, Some(Prep::At)) && !matches!(verb, "" | "say" | "expect");
    if !attending.is_empty() && attends && (!body.is_empty() || !of.is_empty()) {
        let mut draft = Draft::new(kind, rules::SUMMIT_ATTEND, attending, of);
        draft.mentions = body;
        return Some(draft);
    }
    if attends && participants(w, &Draft::new(kind, rules::SUMMIT_ATTEND, attending.clone(), Vec::new())).len() >= 2 {
        return Some(Draft::new(kind, rules::SUMMIT_ATTEND, attending, Vec::new()));
    }
    None
}
