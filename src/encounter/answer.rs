//! What the rest of the sentence makes of what was asked for or planned: "but Mr Roe refused", "rejected a proposal that she
//! meet", "demanded that she meet".

use super::{
    Status,
    argument::Walker,
    request::is_request,
    status::before_subject,
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};

/// ", but Mr Roe refused", "but she turned down the offer", after the trigger at unit `at`.
pub(super) fn refused(w: &Walker<'_>, at: usize) -> bool {
    let units = &w.units.units;
    let but = (at + 1..units.len())
        .take_while(|&u| !matches!(units[u].kind, UnitKind::Stop))
        .find(|&u| matches!(units[u].kind, UnitKind::And) && w.word(u) == "but");
    let verb = |but: usize| (but + 1..units.len()).find(|&u| w.units.verb(u).is_some());
    let Some(v) = but.and_then(verb) else { return false };
    let asked = |u: usize| is_request(w, u) || matches!(w.last_word(u), "it" | "idea" | "overture" | "overtures");
    w.units.verb(v).is_some_and(|g| {
        let refuses = matches!(g.entry().lemma, "refuse" | "decline" | "reject" | "rebuff" | "spurn") && !g.negated;
        let open = !matches!(
            units.get(v + 1).map(|u| u.kind),
            Some(UnitKind::Noun(_) | UnitKind::Party(_) | UnitKind::Verb(_))
        );
        refuses && g.finite() && if g.passive { asked(v - 1) } else { open || asked(v + 1) }
    })
}

/// "A proposal for them to meet was rejected", of the request at unit `k` and the verb at `v` that tells what is asked.
pub(super) fn turned_down(w: &Walker<'_>, k: usize, v: usize) -> Option<Status> {
    let subject = !(0..k).any(|u| w.units.verb(u).is_some());
    let main = (v + 1..w.units.units.len()).find(|&u| w.units.verb(u).is_some_and(VerbGroup::finite))?;
    let refused = w.units.verb(main).is_some_and(|g| g.passive && !g.negated && g.governs() == Some(Status::Refused));
    (subject && refused && is_request(w, k)).then_some(Status::Refused)
}

/// "rejected a proposal by the party that she meet Mr Lee", of the verb at `v` in the clause that tells what is asked.
pub(super) fn asked_that(w: &Walker<'_>, v: usize) -> Option<Status> {
    let that = before_subject(w, v)?;
    if !matches!(w.units.units[that].kind, UnitKind::That | UnitKind::Relative) || that + 1 == v {
        return None;
    }
    // "demanded that the president meet them"
    let told = that.checked_sub(1).and_then(|u| w.units.verb(u));
    let demands = |g: &VerbGroup| {
        matches!(
            g.entry().lemma,
            "demand" | "ask" | "insist" | "recommend" | "request" | "propose" | "suggest" | "require" | "urge"
        )
    };
    if told.is_some_and(demands) && w.units.verb(v).is_some_and(|g| g.bare && g.tense == Tense::Present) {
        return Some(Status::Proposed);
    }
    let asker = that >= 2
        && matches!(w.units.kind(that - 1), Some(UnitKind::Party(_) | UnitKind::Noun(_)))
        && matches!(w.units.kind(that - 2), Some(UnitKind::Prep(Prep::By | Prep::From)));
    let noun = that.checked_sub(if asker { 3 } else { 1 }).filter(|&u| is_request(w, u))?;
    let answer = noun.checked_sub(1).and_then(|u| w.units.verb(u)).and_then(VerbGroup::governs);
    Some(answer.filter(|s| *s == Status::Refused).unwrap_or(Status::Proposed))
}
