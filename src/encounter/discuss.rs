//! "Discuss" and "raise": who discussed what with whom, and what that adds to a meeting told beside it.

use super::{
    Kind, Status,
    argument::{Complements, Walker},
    candidate::{Candidate, Draft, build, by_phone, is_person, type_of},
    lexicon::Frame,
    rules, status, topic,
    unit::{Prep, UnitKind},
};
use crate::mention::EntityType;

pub(super) fn discuss(w: &Walker<'_>, sentence: usize, v: usize, c: &Complements) -> Option<Vec<Candidate>> {
    let first = w.subject(v);
    // "Roe and Lee discussed ties with China": the country belongs to the topic; "discussed ties with Mr Lee" does not.
    let joint = first.len() >= 2 || first.first().is_some_and(|&u| is_person(w, u));
    let with: Vec<usize> =
        c.with.iter().copied().filter(|&u| !joint || type_of(w, u) != Some(EntityType::Country)).collect();
    let with = if with.is_empty() { with_further(w, v, c.end) } else { with };
    // An infinitive that tells what a meeting is for is a topic of that meeting.
    if with.is_empty() && !w.units.verb(v)?.finite() && (!planned(w, v) || after_trigger(w, v)) {
        return None;
    }
    let anaphoric = with.is_empty();
    // "took up the case with Mr Lee", not "took up golf"
    if anaphoric && w.units.verb(v)?.entry().lemma == "take-up" {
        return None;
    }
    // "raised concerns", not "raised tensions" or "raised taxes".
    if w.units.verb(v)?.entry().lemma == "raise" && !raises_topic(w, v) {
        return None;
    }
    // "deals that would cover tariffs" tells of no talk; "they discussed" does.
    if first.is_empty() && !pronoun_before(w, v) {
        return None;
    }
    let rule = if anaphoric { rules::DISCUSS_TOPIC } else { rules::DISCUSS_WITH };
    let kind = if by_phone(w, v) { Kind::Call } else { Kind::Talks };
    let draft = Draft::new(kind, rule, first, with);
    let mut candidate = build(w, sentence, v, c, draft, status::of_verb(w, v));
    let mut about = Vec::new();
    topic::object_of(w, v, &mut about);
    about.append(&mut candidate.about);
    candidate.about = about;
    candidate.anaphoric = anaphoric;
    // "Roe met Lee on Monday. The two were to discuss trade": at that meeting.
    candidate.told = !(candidate.status == Status::Planned && matches!(w.word(v), "was" | "were"));
    (candidate.parties.len() >= 2 || anaphoric).then(|| vec![candidate])
}

/// "to discuss improving security with the prime minister": the other side after a topic that is a verb's.
fn with_further(w: &Walker<'_>, v: usize, end: usize) -> Vec<usize> {
    if !w.units.verb(end).is_some_and(|g| g.gerund) {
        return Vec::new();
    }
    let units = &w.units.units;
    let at = (end + 1..units.len())
        .take_while(|&u| {
            !matches!(units[u].kind, UnitKind::Verb(_) | UnitKind::That | UnitKind::Stop | UnitKind::Comma)
        })
        .find(|&u| w.units.is_prep(u, Prep::With) && is_person(w, u + 1));
    at.filter(|_| v < end).map(|u| w.gather(u + 1, true).0).unwrap_or_default()
}

/// "plans to discuss", "is expected to raise".
fn planned(w: &Walker<'_>, v: usize) -> bool {
    let governor = v.checked_sub(1).and_then(|u| w.units.verb(u));
    w.units.verb(v).is_some_and(|g| g.infinitive)
        && governor.is_some_and(|g| matches!(g.governs(), Some(Status::Planned | Status::Proposed)))
}

/// Whether an encounter's trigger stands before the verb at `v` in the sentence: that one takes the topic.
fn after_trigger(w: &Walker<'_>, v: usize) -> bool {
    w.units.units[..v].iter().any(|u| match u.kind {
        UnitKind::Verb(g) => g.entry().frame != Frame::None,
        UnitKind::Noun(n) => n.noun != 0,
        _ => false,
    })
}

/// Whether the object of "raise" is something to talk of.
fn raises_topic(w: &Walker<'_>, v: usize) -> bool {
    (v + 1..(v + 4).min(w.units.units.len())).any(|u| match w.units.kind(u) {
        Some(UnitKind::Noun(n)) => matches!(
            w.story.tokens.folded(n.head),
            "concern"
                | "concerns"
                | "issue"
                | "issues"
                | "question"
                | "questions"
                | "matter"
                | "matters"
                | "case"
                | "cases"
                | "topic"
                | "topics"
                | "subject"
                | "importance"
                | "need"
        ),
        _ => false,
    })
}

/// Whether an open pronoun is the verb's subject.
fn pronoun_before(w: &Walker<'_>, v: usize) -> bool {
    (0..v)
        .rev()
        .map(|u| w.units.units[u].kind)
        .find(|k| !matches!(k, UnitKind::Adverb | UnitKind::Quote))
        .is_some_and(|k| matches!(k, UnitKind::Pronoun))
}
