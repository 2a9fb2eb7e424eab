//! Who travels to tell somebody something meets them: "flies to Seoul to brief South Korean officials".

use super::{
    Kind,
    argument::{Complements, Walker},
    candidate::{Candidate, Draft, build, is_people, is_person},
    lexicon::Topic,
    party, rules, status,
    unit::UnitKind,
};
use crate::role::lexicon::{CONCRETE, LED};

/// The contact for which somebody travels, by the infinitive at unit `v`.
pub(super) fn find(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v).filter(|g| g.infinitive && !g.negated && !g.passive)?;
    let tells = g.entry().topic == Topic::Urge
        || matches!(g.entry().lemma, "brief" | "lobby" | "persuade" | "convince" | "reassure" | "congratulate");
    let journey = (0..v)
        .rev()
        .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::That | UnitKind::Stop | UnitKind::Comma))
        .find(|&u| w.units.verb(u).is_some())?;
    if !tells || !w.is_travel(journey) {
        return None;
    }
    let c = w.complements(v, true);
    let subject = w.subject(v);
    let leaders = |u: usize| {
        let m = w.units.party(u).filter(|_| is_people(w, u));
        m.is_some_and(|m| {
            w.story.entities.mentions[m].tokens.range().any(|t| party::is_noun_of(w.story, t, LED | CONCRETE))
        })
    };
    let told = !c.direct.is_empty() && c.direct.iter().all(|&u| is_person(w, u) || leaders(u));
    if !told || subject.is_empty() || !subject.iter().all(|&u| is_person(w, u)) {
        return None;
    }
    let c = Complements { end: c.end, direct: c.direct.clone(), ..Complements::default() };
    let draft = Draft::new(Kind::Meeting, rules::CONTACT_ERRAND, subject, c.direct.clone());
    let candidate = build(w, sentence, v, &c, draft, status::of_verb(w, v));
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}
