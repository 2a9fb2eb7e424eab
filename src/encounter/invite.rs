//! Invitations: who asks whom to a meeting, to talks or to a country, and who is summoned to whom.

use super::{
    Kind, Part, Status,
    argument::{Complements, Walker},
    candidate::{Candidate, Draft, build, is_people, is_person, type_of},
    lexicon::{self, Frame},
    place, rules, status,
    unit::{Prep, UnitKind},
    visit,
};
use crate::mention::EntityType;

/// What the verb of inviting or summoning at unit `v` tells.
pub(super) fn invite(w: &Walker<'_>, sentence: usize, v: usize, c: &Complements) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v)?;
    let (host, guest) =
        if g.passive || g.participle { (c.by.clone(), w.subject(v)) } else { (w.subject(v), c.direct.clone()) };
    if host.is_empty() && g.passive {
        return bidden(w, sentence, v, c, guest);
    }
    if host.is_empty() || guest.is_empty() {
        return None;
    }
    // What for: the rest of the clause says.
    let mut kind = None;
    let mut at = v + 1;
    while let Some(k) = w.units.kind(at) {
        match k {
            UnitKind::Noun(n) if n.noun != 0 => kind = kind.or(lexicon::noun(n.noun).kind),
            UnitKind::Verb(g) if g.infinitive => match g.entry().frame {
                Frame::Meet => kind = kind.or(Some(Kind::Meeting)),
                Frame::Visit | Frame::Travel => kind = kind.or(Some(Kind::Visit)),
                Frame::With | Frame::Discuss | Frame::Speak => kind = kind.or(Some(Kind::Talks)),
                _ if matches!(g.entry().lemma, "attend" | "join" | "come" | "hold" | "participate") => {}
                _ => return None,
            },
            UnitKind::Prep(Prep::To) if place::at(w, at + 1).is_some() => kind = kind.or(Some(Kind::Visit)),
            UnitKind::Verb(_) | UnitKind::That | UnitKind::Stop => break,
            _ => {}
        }
        // "to Washington for talks": the more specific contact wins.
        if kind == Some(Kind::Visit) {
            let talks = (at..w.units.units.len().min(at + 6)).find_map(|u| match w.units.kind(u) {
                Some(UnitKind::Noun(n)) if n.noun != 0 => lexicon::noun(n.noun).kind,
                _ => None,
            });
            kind = talks.or(kind);
        }
        at += 1;
    }
    // "summoned the Peruvian ambassador": who is summoned comes.
    let summons = g.entry().lemma == "summon" && guest.iter().all(|&u| is_people(w, u)) && kind.is_none();
    let kind = kind.or(summons.then_some(Kind::Meeting))?;
    let draft = Draft::new(kind, rules::INVITE_OBJECT, host, guest).parts(Part::Host, Part::Guest);
    let governed = status::of_verb(w, v);
    let status = match governed {
        Status::Refused | Status::Cancelled => governed,
        s if summons => s,
        _ => Status::Proposed,
    };
    let candidate = build(w, sentence, v, c, draft, status);
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}

/// "has been invited to Peru", "was summoned to the foreign ministry": the host is where the guest is to go.
fn bidden(w: &Walker<'_>, sentence: usize, v: usize, c: &Complements, guest: Vec<usize>) -> Option<Vec<Candidate>> {
    let summons = w.units.verb(v)?.entry().lemma == "summon";
    // "was invited to Peru by a festival": no guest of the country.
    if (v + 1..w.units.units.len().min(v + 6)).any(|u| w.units.is_prep(u, Prep::By)) {
        return None;
    }
    // A ministry, not a court.
    let office = |u: usize| matches!(w.last_word(u), "ministry" | "department" | "office");
    let body = |&u: &usize| w.is_party(u) && type_of(w, u) == Some(EntityType::Organisation) && office(u);
    let draft = if summons {
        let host: Vec<usize> = c.to.iter().copied().filter(body).collect();
        let one = !host.is_empty() && !guest.is_empty() && guest.iter().all(|&u| is_person(w, u));
        one.then(|| Draft::new(Kind::Meeting, rules::INVITE_OBJECT, host, guest).parts(Part::Host, Part::Guest))?
    } else {
        visit::of(w, guest, c.to.clone(), rules::INVITE_OBJECT)?
    };
    let status = match status::of_verb(w, v) {
        s if summons => s,
        s @ (Status::Refused | Status::Cancelled) => s,
        _ => Status::Proposed,
    };
    let mut candidate = build(w, sentence, v, c, draft, status);
    candidate.place = c.to.first().and_then(|&u| place::at(w, u)).or(candidate.place);
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}

/// "at the invitation of Mr Xi", right of the verb at `v` or where the sentence opens; "an invitation from Mr Xi to visit":
/// who is host.
pub(super) fn inviter(w: &Walker<'_>, v: usize) -> Option<usize> {
    let units = &w.units.units;
    let clause = |u: &usize| !matches!(units[*u].kind, UnitKind::That | UnitKind::Stop);
    let last = units.len().min(v + 12);
    let told = (v + 1..last).take_while(clause).find_map(|u| host_of(w, u));
    let opens = || host_of(w, 1).filter(|_| matches!(units[0].kind, UnitKind::Prep(Prep::At | Prep::On)));
    let infinitive = w.units.verb(v).is_some_and(|g| g.infinitive);
    let before = || (v.saturating_sub(4)..v).rev().find_map(|u| host_of(w, u)).filter(|_| infinitive);
    told.or_else(opens).or_else(before)
}

/// "the invitation of Mr Xi", "Mr Xi's invitation": the person whose the invitation at unit `u` is.
fn host_of(w: &Walker<'_>, u: usize) -> Option<usize> {
    if !matches!(w.units.kind(u), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "invitation") {
        return None;
    }
    let of = matches!(w.units.kind(u + 1), Some(UnitKind::Prep(Prep::Of | Prep::From | Prep::By)));
    let owned = u > 1 && matches!(w.units.kind(u - 1), Some(UnitKind::Genitive));
    let host = if of { u + 2 } else { u.checked_sub(2).filter(|_| owned)? };
    is_person(w, host).then_some(host)
}

/// "extended an invitation to Mr Xi to visit Lima", "accepted Mr Xi's invitation to Beijing", of the noun at unit `n`.
pub(super) fn of_noun(w: &Walker<'_>, sentence: usize, n: usize) -> Option<Candidate> {
    let (v, None) = w.governor(n) else { return None };
    let v = v?;
    let g = w.units.verb(v)?;
    let c = w.complements(n, false);
    let people = |units: &[usize]| units.iter().copied().filter(|&u| is_person(w, u)).collect::<Vec<_>>();
    let (draft, status) = match g.entry().lemma {
        "extend" | "issue" | "send" | "offer" => {
            let guest = people(&c.to);
            let visit = (n + 1..n + 6).any(|u| {
                w.units.verb(u).is_some_and(|g| g.infinitive && matches!(g.entry().frame, Frame::Visit | Frame::Travel))
            });
            let host = if g.passive { people(&c.by) } else { people(&w.subject(v)) };
            let two = visit && !guest.is_empty() && !host.is_empty();
            let draft = two.then(|| Draft::new(Kind::Visit, rules::INVITE_OBJECT, host, guest))?;
            (draft.parts(Part::Host, Part::Guest), Status::Proposed)
        }
        lemma @ ("accept" | "decline" | "refuse" | "reject" | "receive" | "get") => {
            let guest = w.subject(v);
            let draft = visit::of(w, guest, c.to.clone(), rules::INVITE_OBJECT)?;
            let draft = Draft { second: host_of(w, n).map_or(draft.second, |u| vec![u]), ..draft };
            let status = match lemma {
                "accept" => Status::Planned,
                "receive" | "get" => Status::Proposed,
                _ => Status::Refused,
            };
            (draft, status)
        }
        _ => return None,
    };
    let mut candidate = build(w, sentence, n, &c, draft, status);
    candidate.place = c.to.iter().find_map(|&u| place::at(w, u)).or(candidate.place);
    (candidate.parties.len() >= 2).then_some(candidate)
}
