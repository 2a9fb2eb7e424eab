//! Who travels to tell somebody something meets them: "flies to Seoul to brief South Korean officials".

use super::{
    Kind,
    argument::Walker,
    candidate::{Candidate, Draft, build, is_person},
    contact::is_leaders,
    lexicon::Topic,
    rules, status,
    unit::UnitKind,
};

/// The contact for which somebody travels, by the infinitive at unit `v`.
pub(super) fn find(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v).filter(|g| g.infinitive && !g.negated && !g.passive)?;
    let tells = g.entry().topic == Topic::Urge
        || matches!(g.entry().lemma, "brief" | "lobby" | "persuade" | "convince" | "reassure" | "congratulate");
    if !tells {
        return None;
    }
    let journey = (0..v)
        .rev()
        .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::That | UnitKind::Stop | UnitKind::Comma))
        .find(|&u| w.units.verb(u).is_some())?;
    if !w.is_travel(journey) {
        return None;
    }
    let c = w.complements(v, true);
    let subject = w.subject(v);
    let told = !c.direct.is_empty() && c.direct.iter().all(|&u| is_person(w, u) || is_leaders(w, u));
    if !told || subject.is_empty() || !subject.iter().all(|&u| is_person(w, u)) {
        return None;
    }
    let draft = Draft::new(Kind::Meeting, rules::CONTACT_ERRAND, subject, c.direct.clone());
    let candidate = build(w, sentence, v, &c, draft, status::of_verb(w, v));
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}
