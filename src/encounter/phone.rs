//! What one tells another by telephone: "by telephone she assured Mr Lee that", "congratulated him over the phone".

use super::{
    Kind,
    argument::Walker,
    candidate::{Candidate, Draft, build, is_person, split},
    lexicon::Frame,
    rules, status,
    unit::{Prep, UnitKind},
};

/// The call that the noun at unit `n`, a word for the telephone, tells of with a verb that tells of none by itself.
pub(super) fn find(w: &Walker<'_>, sentence: usize, n: usize) -> Option<Vec<Candidate>> {
    let medium = matches!(w.units.kind(n.checked_sub(1)?), Some(UnitKind::Prep(Prep::By | Prep::Over | Prep::On)));
    if !medium {
        return None;
    }
    let v = match w.governor(n).0 {
        // "Speaking by telephone on Monday, she assured"
        Some(v) if !w.units.verb(v).is_some_and(|g| g.gerund && v + 2 == n) => v,
        _ => {
            let first = *w.main_subject(n).first()?;
            (first + 1..first + 4).find(|&u| w.units.verb(u).is_some_and(|g| g.finite()))?
        }
    };
    let g = w.units.verb(v)?;
    // "got the king on the phone" is none yet.
    if w.units.is_prep(n - 1, Prep::On) && !g.entry().speech {
        return None;
    }
    if g.passive || g.participle || g.entry().frame != Frame::None || g.entry().lemma == "interview" {
        return None;
    }
    let c = w.complements(v, true);
    let subject = w.subject(v);
    // "confirmed by telephone to Mr Lee that he would come"
    let told = if c.direct.is_empty() && g.entry().speech { c.to.clone() } else { c.direct.clone() };
    let people = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_person(w, u));
    // "agreed by telephone to meet in Rome"
    let joint = subject.len() >= 2 && c.direct.is_empty() && matches!(g.entry().lemma, "agree" | "decide" | "promise");
    if !people(&subject) || !joint && !people(&told) {
        return None;
    }
    let draft = Draft::new(Kind::Call, rules::CALL_TOLD, subject, told);
    let mut candidate = build(w, sentence, v, &c, draft.clone(), status::of_verb(w, v));
    if joint && let Some(to) = (n..w.units.units.len()).find(|&u| w.units.verb(u).is_some_and(|g| g.infinitive)) {
        // When they are to meet is not when they spoke.
        let start = w.story.tokens.span(w.units.units[to].tokens).start;
        candidate.when = candidate.when.filter(|when| when.span.end <= start);
        return Some(vec![candidate]);
    }
    Some(split(w, &draft, &candidate))
}

/// "spoke by telephone to Ms Roe, and later to Mr Lee": whom the clause from unit `end` on names besides.
pub(super) fn later(w: &Walker<'_>, end: usize) -> Vec<usize> {
    let units = &w.units.units;
    let plain = |u: &usize| !matches!(units[*u].kind, UnitKind::Verb(_) | UnitKind::Stop | UnitKind::That);
    let and = (end..units.len()).take_while(plain).find(|&u| matches!(units[u].kind, UnitKind::And));
    let to = and.map(|u| u + 1 + usize::from(matches!(w.units.kind(u + 1), Some(UnitKind::Adverb))));
    let other = to.filter(|&u| matches!(w.units.kind(u), Some(UnitKind::Prep(Prep::To | Prep::With)))).map(|u| u + 1);
    other.filter(|&u| is_person(w, u)).map_or(Vec::new(), |u| w.gather(u, true).0)
}
