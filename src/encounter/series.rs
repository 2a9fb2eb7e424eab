//! "will see Ms Roe on Monday and Mr Lee on Friday", "met with Mr Taha in Khartoum and with Mr Kiir in Juba", "will visit Peru on
//! Monday, Chile on Tuesday and Cuba on Friday": whom one verb meets one after the other, each at a time or place of its own.

use super::{
    Kind,
    argument::{Complements, Walker},
    candidate::{Candidate, Draft, is_person},
    place, time_value,
    unit::{Prep, UnitKind},
    visit,
};

/// How many more than the first.
const MOST: usize = 3;

/// The further encounters of the verb whose first one is `first`, with its draft and complements.
pub(super) fn further(w: &Walker<'_>, c: &Complements, draft: &Draft, first: &Candidate) -> Vec<Candidate> {
    let visits = draft.kind == Kind::Visit;
    let with = c.direct.is_empty() && !visits;
    let objects = match visits {
        true => &draft.second,
        false if with => &c.with,
        false => &c.direct,
    };
    let (Some(&last), true) = (objects.last(), !draft.first.is_empty() && !draft.second.is_empty()) else {
        return Vec::new();
    };
    let mut found: Vec<Candidate> = Vec::new();
    let mut from = w.past_of(last + 1);
    while found.len() < MOST {
        // The first has a time or place, then the next one is named.
        let and = own(w, from);
        if and == from || !matches!(w.units.kind(and), Some(UnitKind::And | UnitKind::Comma)) {
            break;
        }
        let at = and + 1 + usize::from(with && w.units.is_prep(and + 1, Prep::With));
        let (other, end) = if visits { (vec![at], at + 1) } else { w.gather(at, true) };
        let stop = own(w, end);
        let fits = |&u: &usize| {
            if visits { w.units.party(u).is_some() && place::at(w, u).is_some() } else { is_person(w, u) }
        };
        let named = !other.is_empty() && other.iter().all(fits) && other[0] == at;
        // A verb would make a clause of it.
        let closed = !matches!(w.units.kind(stop), Some(UnitKind::Verb(_)));
        if (with && at == and + 1) || !named || stop == end || !closed {
            break;
        }
        let second = if visits {
            let Some(visit) = visit::of(w, draft.first.clone(), other, draft.rule) else { break };
            visit
        } else {
            Draft { second: other, ..draft.clone() }
        };
        let times = (end..stop).find_map(|u| match w.units.kind(u) {
            Some(UnitKind::Time(t)) => time_value::value(w, u, *t),
            _ => None,
        });
        let inside = |u: usize| matches!(w.units.kind(u), Some(UnitKind::Prep(Prep::In | Prep::At)));
        let place = if visits {
            place::at(w, at)
        } else {
            (end..stop).filter(|&u| inside(u)).find_map(|u| place::at(w, u + 1))
        };
        let parties = super::candidate::participants(w, &second);
        found.push(Candidate { parties, side: Vec::new(), when: times, place, about: Vec::new(), ..first.clone() });
        from = end;
    }
    found.retain(|f| f.parties.len() >= 2);
    found
}

/// One past the times and places that stand from unit `from` on.
fn own(w: &Walker<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        at = match w.units.kind(at) {
            Some(UnitKind::Time(_) | UnitKind::Adverb) => at + 1,
            Some(UnitKind::Prep(Prep::In | Prep::At)) if place::at(w, at + 1).is_some() => at + 2,
            Some(UnitKind::Prep(Prep::On | Prep::In | Prep::At))
                if matches!(w.units.kind(at + 1), Some(UnitKind::Time(_))) =>
            {
                at + 2
            }
            _ => return at,
        };
    }
}
