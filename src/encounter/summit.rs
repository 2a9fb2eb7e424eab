//! Gatherings: who attends the summit of which body.

use super::{
    Kind,
    argument::Walker,
    candidate::{Draft, is_person, participants, type_of},
    lexicon::{self, NounFrame},
    noun::{Sides, at_edge, entity, is_delegation, with},
    rules,
    unit::{NounPhrase, Prep, UnitKind},
};
use crate::mention::EntityType;

/// "the Munich Security Conference", "the Summit of the Americas": a body that is a gathering by its name, as the phrase of
/// that noun.
pub(super) fn named(w: &Walker<'_>, mention: usize) -> Option<NounPhrase> {
    let m = &w.story.entities.mentions[mention];
    let body = matches!(entity(w, mention).kind, EntityType::Organisation | EntityType::Group | EntityType::Other);
    let gathering = |t: usize| {
        let noun = lexicon::word(w.story.tokens.folded(t)).noun;
        (noun != 0 && lexicon::noun(noun).frame == NounFrame::Summit).then_some((t, noun))
    };
    let (first, last) = (m.tokens.first as usize, m.tokens.end as usize - 1);
    let (head, noun) = body.then(|| gathering(last).or_else(|| gathering(first))).flatten()?;
    (m.tokens.len() > 1).then_some(NounPhrase { head, noun, definite: true, negative: false, modifiers: (0, 0) })
}

pub(super) fn summit(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    if let Some(draft) = with(w, kind, s)
        && (draft.rule != rules::NOUN_RECIPROCAL || s.governor.is_some())
    {
        return Some(draft);
    }
    // "Merkel will attend the G20 summit": the body that the gathering belongs to is the other party.
    let mut attending = if s.possessor.is_empty() { s.agent.clone() } else { s.possessor.clone() };
    attending.retain(|&u| is_person(w, u) || type_of(w, u) == Some(EntityType::Country) || is_delegation(w, u));
    let bodies = s.modifiers.iter().copied();
    let bodies = bodies.filter(|&m| matches!(entity(w, m).kind, EntityType::Organisation | EntityType::Group));
    let body: Vec<usize> = w.units.party(s.noun).into_iter().chain(bodies).collect();
    let of: Vec<usize> =
        s.c.of
            .iter()
            .copied()
            .filter(|&u| matches!(type_of(w, u), Some(EntityType::Organisation | EntityType::Group)))
            .collect();
    let verb = s.governor.and_then(|g| w.units.verb(g)).map_or("", |g| g.entry().lemma);
    // "will take part in the summit"
    let part = |v: usize| {
        verb == "take"
            && matches!(w.units.kind(v + 1), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "part")
    };
    // "will be in New York for a donors' conference of the fund"
    let there = s.prep == Some(Prep::For) && s.governor.and_then(|g| w.units.verb(g)).is_some_and(|g| g.copula);
    // "at the end of the summit"
    let aside = s.prep == Some(Prep::Of) && at_edge(w, s.noun);
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
                | "tell"
                | "open"
        )
        || s.governor.is_some_and(part)
        || there
        || (aside || matches!(s.prep, Some(Prep::At))) && !matches!(verb, "" | "say" | "expect");
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
