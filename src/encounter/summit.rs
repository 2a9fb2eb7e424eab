//! Gatherings: who attends the summit of which body.

use super::{
    Kind,
    argument::Walker,
    candidate::{Draft, has_role, is_person, participants, type_of},
    lexicon::{self, NounFrame},
    noun::{Sides, edge, entity},
    noun_with::with,
    rules,
    unit::{NounPhrase, Prep, UnitKind},
    visit::is_delegation,
};
use crate::{
    coref::Entities,
    mention::{EntityType, Form},
    token::Tokens,
};

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
    // "the Library of Congress" is none.
    // The National Congress is a parliament or a party.
    let permanent = |t: usize| w.story.tokens.folded(t) == "congress" && w.story.tokens.folded(first) != "world";
    let ends = |t: usize| {
        let of = t > 0 && w.story.tokens.folded(t - 1) == "of";
        if of || permanent(t) { None } else { gathering(t) }
    };
    let (head, noun) = body.then(|| ends(last).or_else(|| gathering(first))).flatten()?;
    (m.tokens.len() > 1).then_some(NounPhrase { head, noun, definite: true, negative: false, modifiers: (0, 0) })
}

pub(super) fn summit(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    if let Some(draft) = with(w, kind, s)
        && (draft.rule != rules::NOUN_RECIPROCAL || s.governor.is_some() || s.prep == Some(Prep::After))
    {
        return Some(draft);
    }
    attendance(w, kind, s)
}

/// "Roe and Lee attended the summit": that of the body whose summit the story speaks of.
pub(super) fn of_gathering(w: &Walker<'_>, n: &NounPhrase, attending: &[usize]) -> Option<Draft> {
    let told = n.definite && n.frame() == Some(NounFrame::Summit) && attending.iter().all(|&u| is_person(w, u));
    let body = w.story.gathering.filter(|_| told)?;
    let mut draft = Draft::new(Kind::Summit, rules::SUMMIT_ATTEND, attending.to_vec(), Vec::new());
    draft.mentions = vec![body];
    Some(draft)
}

/// "attended the meeting of EU foreign ministers", "arrived for a NATO meeting": who comes to the meeting of a body.
pub(super) fn of_body(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let meeting = matches!(w.units.kind(s.noun), Some(UnitKind::Noun(n))
        if matches!(w.story.tokens.folded(n.head), "meeting" | "meetings" | "session"));
    let hosts = s.governor.and_then(|v| w.units.verb(v)).is_some_and(|g| is_host(g.entry().lemma));
    let own = meeting && kind == Kind::Meeting && !hosts && s.c.with.is_empty() && s.c.between.is_empty();
    own.then(|| attendance(w, Kind::Summit, s)).flatten()
}

/// "Merkel will attend the G20 summit": the body that the gathering belongs to is the other party.
fn attendance(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let mut attending = if s.possessor.is_empty() { s.agent.clone() } else { s.possessor.clone() };
    attending.retain(|&u| is_person(w, u) || type_of(w, u) == Some(EntityType::Country) || is_delegation(w, u));
    let bodies = s.modifiers.iter().copied();
    let bodies = bodies.filter(|&m| matches!(entity(w, m).kind, EntityType::Organisation | EntityType::Group));
    let mut body: Vec<usize> = w.units.party(s.noun).into_iter().chain(bodies).collect();
    let of: Vec<usize> =
        s.c.of
            .iter()
            .copied()
            .filter(|&u| matches!(type_of(w, u), Some(EntityType::Organisation | EntityType::Group)))
            // "a meeting of his party": his own body by itself.
            .filter(|&u| !matches!(w.units.kind(u.wrapping_sub(1)), Some(UnitKind::Genitive)) || !is_pronoun(w, u - 2))
            .filter(|&u| !matches!(w.word(u), "his" | "her" | "their"))
            // "the G7 summit of rich countries": the body is named.
            .filter(|&u| body.is_empty() || type_of(w, u) != Some(EntityType::Group))
            .collect();
    let told =
        matches!(w.units.kind(s.noun), Some(UnitKind::Noun(n)) if n.definite && n.frame() == Some(NounFrame::Summit));
    if told && body.is_empty() && of.is_empty() && attending.len() == 1 && is_person(w, attending[0]) {
        // "before leaving for Rome to attend the summit": the one that the story names.
        body.extend(w.story.gathering);
    }
    if attending.is_empty() || !attends(w, s, !body.is_empty() || !of.is_empty()) {
        return None;
    }
    if !body.is_empty() || !of.is_empty() {
        let mut draft = Draft::new(kind, rules::SUMMIT_ATTEND, attending, of);
        draft.mentions = body;
        return Some(draft);
    }
    let draft = Draft::new(kind, rules::SUMMIT_ATTEND, attending, Vec::new());
    // "Roe and Lee skipped the meeting": it was others who met.
    (!stays_away(w, s) && participants(w, &draft).len() >= 2).then_some(draft)
}

/// Whether the verb is one of those who are not where others meet.
pub(super) fn stays_away(w: &Walker<'_>, s: &Sides) -> bool {
    s.governor
        .and_then(|v| w.units.verb(v))
        .is_some_and(|g| matches!(g.entry().lemma, "boycott" | "skip" | "miss" | "shun"))
}

fn is_pronoun(w: &Walker<'_>, unit: usize) -> bool {
    w.units.party(unit).is_some_and(|m| w.story.entities.mentions[m].form == Form::Pronoun)
}

/// Whether the clause puts its subject at the gathering; `bodied`: the text tells whose gathering it is.
fn attends(w: &Walker<'_>, s: &Sides, bodied: bool) -> bool {
    let group = s.governor.and_then(|g| w.units.verb(g));
    let verb = group.map_or("", |g| g.entry().lemma);
    // "will take part in the summit"
    let part = |v: usize| {
        verb == "take"
            && matches!(w.units.kind(v + 1), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "part")
    };
    // "will be in New York for a donors' conference of the fund", "Ms Roe, in Rome for a NATO meeting, said"
    let there = matches!(s.prep, Some(Prep::For | Prep::At)) && group.is_none_or(|g| g.copula);
    // "at the end of the summit"
    let at = matches!(s.prep, Some(Prep::At)) || s.prep == Some(Prep::Of) && edge(w, s.noun).is_some();
    let speaks = group.is_some_and(|g| g.entry().speech);
    // "said he hoped holding the summit in Paris would help"
    // "met Mr Lee ahead of an EU summit": another meeting.
    let other = matches!(s.prep, Some(Prep::Before | Prep::After)) || edge(w, s.noun).is_some();
    let hosts = is_host(verb)
        && !(other && verb == "meet")
        && !group.is_some_and(|g| g.gerund && s.agent.iter().all(|&u| has_no_office(w, u)));
    s.near && (comes(verb) || hosts || bodied && at && speaks)
        || s.governor.is_some_and(part)
        || there
        || at && !speaks && !matches!(verb, "" | "expect")
}

/// A person of whom the story tells no office.
fn has_no_office(w: &Walker<'_>, unit: usize) -> bool {
    type_of(w, unit) == Some(EntityType::Person) && !has_role(w, unit)
}

/// Verbs of coming to a gathering or staying away from it.
fn comes(lemma: &str) -> bool {
    matches!(
        lemma,
        "attend"
            | "join"
            | "address"
            | "participate"
            | "arrive"
            | "travel"
            | "go"
            | "fly"
            | "skip"
            | "leave"
            | "gather"
            | "miss"
            | "boycott"
            | "tell"
    )
}

/// Verbs of those whose gathering it is.
fn is_host(lemma: &str) -> bool {
    matches!(lemma, "host" | "co-host" | "chair" | "hold" | "convene" | "meet" | "open")
}

/// The body whose summit the story speaks of by name the most, as one of its mentions: "the G20 summit".
pub(super) fn of_story(tokens: &Tokens, entities: &Entities) -> Option<usize> {
    let mut seen: Vec<(usize, usize, usize)> = Vec::new();
    for (index, m) in entities.mentions.iter().enumerate() {
        let body = matches!(entities.entities[m.entity].kind, EntityType::Organisation | EntityType::Group);
        let end = m.tokens.end as usize;
        let first = m.tokens.first as usize;
        let owner = |at: usize| at > 1 && tokens.folded(at - 1) == "of" && tokens.folded(at - 2) == "summit";
        let the = first > 0 && tokens.folded(first - 1) == "the";
        let named = end < tokens.len() && matches!(tokens.folded(end), "summit" | "summits");
        // "the council holds its annual summit"
        let its = || {
            let sentence = tokens.sentences[tokens.sentence_of(first)].tokens.end as usize;
            let its = (end..sentence.min(end + 4)).find(|&t| tokens.folded(t) == "its");
            its.is_some_and(|t| (t + 1..sentence.min(t + 4)).any(|s| tokens.folded(s) == "summit"))
        };
        // "a summit of the fund", "the summit of Gulf leaders"
        if body && (named || owner(first - usize::from(the)) || its()) {
            match seen.iter_mut().find(|(e, ..)| *e == m.entity) {
                Some((_, _, count)) => *count += 1,
                None => seen.push((m.entity, index, 1)),
            }
        }
    }
    seen.into_iter().rev().max_by_key(|&(_, _, count)| count).map(|(_, mention, _)| mention)
}
