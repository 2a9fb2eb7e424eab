//! The frames of verbs: how "meet", "host", "visit", "call", "discuss", "invite" take the parties of an encounter.

use super::{
    Kind, Part, Status,
    argument::{Complements, Walker},
    candidate::{
        Candidate, Draft, build, by_phone, clause, each_other, is_people, is_person, participants, split, type_of,
    },
    contact,
    discuss::discuss,
    invite,
    lexicon::{self, Frame},
    party, phone, place, rules, series, status,
    unit::{Prep, Unit, UnitKind},
    verb::{Tense, VerbGroup},
    visit,
};
use crate::{
    mention::{EntityType, Form},
    zone::BlockKind,
};

pub(super) fn verb(w: &Walker<'_>, sentence: usize, v: usize, frame: Frame) -> Option<Vec<Candidate>> {
    let g = *w.units.verb(v)?;
    if g.infinitive && g.negated && advised(w, v) {
        return None;
    }
    // "has yet to meet her"
    let yet = g.infinitive && v > 0 && w.word(v - 1) == "yet";
    let never = never(&g) || (g.perfect || g.infinitive) && status::not_since(w, v);
    if yet || never && matches!(frame, Frame::Meet | Frame::Speak | Frame::With | Frame::Contact | Frame::Visit) {
        return None;
    }
    let mut c = w.complements(v, true);
    if c.direct.is_empty()
        && c.noun.is_none()
        && matches!(w.units.kind(v + 1), Some(UnitKind::And))
        && w.units.verb(v + 2).is_some_and(|other| other.finite() && other.tense == g.tense)
    {
        // "called and congratulated Ms Roe": the two share their object.
        c.direct = w.complements(v + 2, true).direct;
    }
    let subject = || w.subject(v);
    let draft = match frame {
        Frame::Meet => meet(w, v, &c)?,
        Frame::Host => {
            let (mut host, guest) =
                if g.passive || g.participle { (c.by.clone(), subject()) } else { (subject(), c.direct.clone()) };
            if host.is_empty() && g.passive {
                // "will be welcomed at the White House"
                let seat =
                    |&u: &usize| w.units.party(u).is_some_and(|m| w.story.entities.mentions[m].form == Form::Metonym);
                host = c.inside.iter().copied().filter(seat).collect();
            }
            // People are received; "hosted the Games", "welcomed Italy's decision" are something else.
            if host.is_empty() || !guest.iter().any(|&u| is_people(w, u)) || !host.iter().any(|&u| hosts(w, u)) {
                return None;
            }
            if g.entry().lemma == "join" {
                return None;
            }
            Draft::new(Kind::Meeting, rules::HOST_OBJECT, host, guest).parts(Part::Host, Part::Guest)
        }
        Frame::Visit => {
            let host = c.direct.clone();
            let place = c.noun.filter(|&u| w.units.party(u).is_some());
            let guest = subject();
            let mut host = if host.is_empty() { place.map_or(Vec::new(), |u| visit::places(w, u)) } else { host };
            if host.is_empty() && c.noun.is_none() {
                // "was there to visit with the president"
                host = c.with.iter().copied().filter(|&u| is_person(w, u)).collect();
            }
            if host.iter().any(|&u| is_person(w, u)) {
                // "Doctors visited the patient": somebody must be somebody.
                let known = |&u: &usize| {
                    let e = w.units.party(u).map(|m| super::noun::entity(w, m));
                    e.is_some_and(|e| e.kind == EntityType::Person || e.country.is_some())
                };
                if !guest.iter().chain(&host).any(known) {
                    return None;
                }
                // Who visits a person meets them.
                Draft::new(Kind::Meeting, rules::VISIT_PERSON, guest, host).parts(Part::Guest, Part::Host)
            } else {
                let draft = visit::of(w, guest, host, rules::VISIT_OBJECT)?;
                Draft { second: invite::inviter(w, v).map_or(draft.second, |u| vec![u]), ..draft }
            }
        }
        Frame::Travel if face_to_face(w, v) => {
            // "came face to face with"
            Draft::new(Kind::Meeting, rules::CONTACT_WITH, subject(), c.with.clone())
        }
        // "was flown to a hospital in Paris": carried, not visiting.
        Frame::Travel if g.passive => return None,
        Frame::Travel => {
            let host = if c.to.is_empty() { c.inside.clone() } else { c.to.clone() };
            // "arrived for a meeting of the alliance in Rome": the place is that of the meeting, which is told by its noun.
            if c.to.is_empty()
                && w.units.is_prep(v + 1, Prep::For)
                && matches!(w.units.kind(v + 2), Some(UnitKind::Noun(n)) if n.noun != 0)
            {
                return None;
            }
            let host = match g.entry().lemma {
                // "leaves for talks in Washington": who is met there is not told.
                "leave" | "depart" if c.bound_for.is_empty() && c.to.is_empty() => visit::bound_for_talks(w, v),
                "go" | "come" => c.to.clone(),
                "return" => c.from.clone(),
                "leave" | "depart" => c.bound_for.clone(),
                _ => host,
            };
            visit::of(w, subject(), host, rules::VISIT_TRAVEL)?
        }
        Frame::Send => {
            // "will send an envoy to Baku"
            let envoy = if g.passive { subject() } else { c.direct.clone() };
            match visit::described_host(w, &envoy).filter(|_| c.to.is_empty()) {
                // "sent a special envoy to Poland": the host is in the description.
                Some(host) => {
                    let mut draft = Draft::new(Kind::Visit, rules::VISIT_SEND, envoy, Vec::new());
                    draft.mentions = vec![host];
                    draft
                }
                None => visit::of(w, envoy, c.to.clone(), rules::VISIT_SEND)?,
            }
        }
        Frame::Phone if each_other(w, v) => Draft::new(Kind::Call, rules::SPEAK_RECIPROCAL, subject(), Vec::new()),
        Frame::Phone => Draft::new(Kind::Call, rules::CALL_OBJECT, subject(), c.direct.clone()),
        Frame::Call => {
            // "called Mr Xi", not "called the deal a success", "called on", "called for".
            // "calls himself"
            let own = w.story.tokens.word(w.units.units[v].tokens.end as usize).ends_with("self");
            if own || !c.direct.iter().any(|&u| is_person(w, u)) || is_named(w, v, &c) {
                return None;
            }
            Draft::new(Kind::Call, rules::CALL_OBJECT, subject(), c.direct.clone())
        }
        Frame::Speak => {
            let other = if c.with.is_empty() { c.to.clone() } else { c.with.clone() };
            let to = c.with.is_empty();
            // "spoke to both leaders", not "to reporters"
            let several = |u: usize| {
                w.units.party(u).is_some_and(|m| !w.story.entities.mentions[m].also.is_empty())
                    || participants(w, &Draft::new(Kind::Talks, rules::SPEAK_WITH, vec![u], Vec::new())).len() >= 2
            };
            let subject = subject();
            // "Egypt is talking to Ghana", "wants Egypt to talk to Ghana"
            let body = |u: usize| {
                matches!(type_of(w, u), Some(EntityType::Country | EntityType::Company | EntityType::Organisation))
            };
            // "was speaking during a meeting with Mr Lee": the meeting tells of it.
            let of_noun = |u: usize| {
                u > 1
                    && w.units.is_prep(u - 1, Prep::With)
                    && matches!(w.units.kind(u - 2), Some(UnitKind::Noun(n)) if n.frame() == Some(lexicon::NounFrame::With))
            };
            let told = g.progressive || g.infinitive && subject.first().is_some_and(|&u| u + 1 == v);
            let bodies = g.entry().lemma == "talk" && told && !subject.is_empty() && subject.iter().all(|&u| body(u));
            let other: Vec<usize> = other
                .into_iter()
                .chain(phone::later(w, c.end))
                .filter(|&u| {
                    w.is_party(u)
                        && !is_press(w, u)
                        && !of_noun(u)
                        && (!to || is_person(w, u) || several(u) || bodies && body(u))
                })
                .collect();
            // "spoke on the sidelines of the summit"
            let beside =
                clause(w, v).range().any(|t| matches!(w.story.tokens.folded(t), "sidelines" | "margins" | "sideline"));
            let kind = if beside {
                Kind::Meeting
            } else if by_phone(w, v) || lead_call(w, sentence, v, &subject, &other) {
                Kind::Call
            } else {
                Kind::Talks
            };
            let alone = kind == Kind::Call || beside && c.with.is_empty() && c.to.is_empty();
            if other.is_empty() && subject.len() >= 2 && alone {
                Draft::new(kind, rules::SPEAK_RECIPROCAL, subject, Vec::new())
            } else {
                Draft::new(kind, rules::SPEAK_WITH, subject, other)
            }
        }
        Frame::With => {
            let kind = match g.entry().lemma {
                "dine" | "lunch" | "breakfast" | "huddle" | "sit" | "closet" => Kind::Meeting,
                _ if by_phone(w, v) => Kind::Call,
                _ => Kind::Talks,
            };
            Draft::new(
                kind,
                rules::CONFER_WITH,
                subject(),
                // "conferred a medal on the cellist"
                if c.with.is_empty() && g.entry().lemma != "confer" { c.direct.clone() } else { c.with.clone() },
            )
        }
        Frame::Discuss => return discuss(w, sentence, v, &c),
        Frame::Invite => return invite::invite(w, sentence, v, &c),
        Frame::Join => contact::join(w, v, &c)?,
        Frame::Take => {
            // "a tour that took him to Japan and China"
            let journey = (0..v).rev().take(3).any(
                |u| matches!(w.units.units[u].kind, UnitKind::Noun(n) if n.frame() == Some(lexicon::NounFrame::Visit)),
            );
            if !journey {
                return None;
            }
            visit::of(w, c.direct.clone(), c.to.clone(), rules::VISIT_TOUR)?
        }
        Frame::Itinerary => visit::included(w, v)?,
        Frame::Contact => contact::contact(w, v, &c)?,
        Frame::None | Frame::Mediate => return None,
    };
    if draft.first.is_empty() || draft.second.is_empty() && draft.mentions.is_empty() && !reciprocal(w, &draft) {
        return None;
    }
    let status = match status::of_verb(w, v) {
        // "the tour includes"
        Status::Happened | Status::Ongoing if frame == Frame::Itinerary && g.tense == Tense::Present => Status::Planned,
        // "goes on to Peru": after where he is now.
        Status::Happened if frame == Frame::Travel && g.tense == Tense::Present && w.units.is_prep(v + 1, Prep::On) => {
            Status::Planned
        }
        // "is traveling to Rome": the guest is on the way.
        Status::Ongoing
            if matches!(frame, Frame::Travel | Frame::Send) && g.progressive && g.tense == Tense::Present =>
        {
            Status::Planned
        }
        // Who has left for a place is not there yet.
        Status::Happened if matches!(g.entry().lemma, "leave" | "depart" | "head") => Status::Planned,
        s => s,
    };
    let mut candidate = build(w, sentence, v, &c, draft.clone(), status);
    if draft.kind == Kind::Visit {
        // "will visit Paris at the invitation of": the host is a person, the place is not.
        let named = draft.second.first().into_iter().chain(&c.direct).chain(&c.noun);
        candidate.place = named.copied().find_map(|u| place::at(w, u)).or(candidate.place);
    }
    if frame == Frame::Meet && phone_only(w, v) {
        candidate.kind = Kind::Call;
    }
    let apart = clause(w, v).range().any(|t| matches!(w.story.tokens.folded(t), "separately" | "individually"));
    if matches!(frame, Frame::Meet | Frame::Contact | Frame::Host) && apart && draft.second.len() >= 2 {
        return Some(split(w, &draft, &candidate));
    }
    // Calls are two-sided: "spoke by phone to B and C" is two of them.
    if matches!(
        frame,
        Frame::Speak
            | Frame::Phone
            | Frame::Call
            | Frame::Visit
            | Frame::Travel
            | Frame::Send
            | Frame::Take
            | Frame::Itinerary
    ) {
        let mut found = split(w, &draft, &candidate);
        if draft.kind == Kind::Visit {
            found.extend(series::further(w, &c, &draft, &candidate));
        }
        return Some(found);
    }
    let others = series::further(w, &c, &draft, &candidate);
    (candidate.parties.len() >= 2).then(|| std::iter::once(candidate).chain(others).collect())
}

/// "speaking with the French press agency": an interview.
fn is_press(w: &Walker<'_>, unit: usize) -> bool {
    const PRESS: [&str; 8] = [" press", "press ", "news", "radio", "television", " tv", "magazine", "broadcasting"];
    let Some(e) = w.units.party(unit).map(|m| super::noun::entity(w, m)) else { return false };
    let body = matches!(e.kind, EntityType::Organisation | EntityType::Company);
    body && {
        let name = e.name.to_lowercase();
        PRESS.iter().any(|p| name.contains(p))
    }
}

/// "does not speak to her brother": what somebody never does is no encounter that was refused.
fn never(g: &VerbGroup) -> bool {
    let simple = !g.progressive && !g.perfect && !g.passive && g.finite();
    g.negated && simple && g.tense == Tense::Present && g.predicate.is_none()
}

/// Whether "face to face" stands right after the verb at `v`.
fn face_to_face(w: &Walker<'_>, v: usize) -> bool {
    matches!(w.units.kind(v + 1), Some(UnitKind::Adverb)) && w.word(v + 1) == "face"
}

fn meet(w: &Walker<'_>, v: usize, c: &Complements) -> Option<Draft> {
    let g = w.units.verb(v)?;
    // "will meet in the final"
    let of_clause = clause(w, v);
    let plays = |u: &Unit| match u.kind {
        // "to make final arrangements"
        UnitKind::Noun(n) => is_match(w.story.tokens.folded(n.head)),
        UnitKind::Party(_) | UnitKind::Time(_) => u.tokens.range().any(|t| is_match(w.story.tokens.folded(t))),
        _ => false,
    };
    if w.units.units.iter().filter(|u| u.tokens.overlaps(&of_clause)).any(plays) {
        return None;
    }
    let subject = w.subject(v);
    // "Ghana meet Cameroon": teams.
    let team = |u: &usize| {
        matches!(
            type_of(w, *u),
            Some(EntityType::Country | EntityType::Place | EntityType::Organisation | EntityType::Company)
        )
    };
    if c.with.is_empty() && subject.iter().chain(&c.direct).all(team) && w.story.is_sport() {
        return None;
    }
    if g.passive {
        // "was met by X at the airport"
        let mut by = c.by.clone();
        if by.is_empty() && matches!(w.units.kind(v + 1), Some(UnitKind::Prep(_))) && w.is_travel(v + 2) {
            // "was met on arriving in Rome by"
            by = w.complements(v + 2, true).by;
        }
        return (!by.is_empty()).then(|| Draft::new(Kind::Meeting, rules::MEET_PASSIVE, subject, by));
    }
    let others = if c.direct.is_empty() && c.noun.is_none() { &c.with } else { &c.direct };
    if !others.is_empty() {
        return Some(Draft::new(Kind::Meeting, rules::MEET_OBJECT, subject, w.members(others, c)));
    }
    // "will meet senior officials, including Ms Roe": as the people whom nothing names do.
    let unnamed = c.noun.map_or(c.with_noun, |at| match w.units.kind(at) {
        Some(UnitKind::Noun(n)) => party::is_people_noun(w.story, n.head),
        _ => type_of(w, at) == Some(EntityType::Group),
    });
    let named: Vec<usize> = c.including.iter().copied().filter(|&u| is_people(w, u)).collect();
    if unnamed && !named.is_empty() {
        return Some(Draft::new(Kind::Meeting, rules::MEET_OBJECT, subject, named));
    }
    // "met all night"; "met the target", "met the deadline" are something else.
    let span = |n: usize| {
        matches!(w.units.kind(n), Some(UnitKind::Noun(n))
            if matches!(w.story.tokens.folded(n.head), "night" | "day" | "morning" | "afternoon" | "evening" | "hours" | "times"))
    };
    if c.noun.is_some_and(|n| !span(n)) {
        return None;
    }
    // "whom he met": the object stands before the relative pronoun.
    if let Some(rel) = relative_object(w, v) {
        let antecedent = w.antecedent(rel);
        if !antecedent.is_empty() && antecedent != subject {
            return Some(Draft::new(Kind::Meeting, rules::MEET_RELATIVE, subject, antecedent));
        }
    }
    Some(Draft::new(Kind::Meeting, rules::MEET_RECIPROCAL, subject, Vec::new()))
}

/// Words of sport: who meets there plays.
fn is_match(folded: &str) -> bool {
    matches!(
        folded,
        "final"
            | "finals"
            | "semifinal"
            | "semifinals"
            | "semi-final"
            | "semi-finals"
            | "quarterfinal"
            | "quarterfinals"
            | "quarter-final"
            | "quarter-finals"
            | "tournament"
            | "playoff"
            | "playoffs"
            | "championship"
    )
}

/// "called Mr Xi a friend", "called the mother of the boy ``an excellent girl''", "called Mr Xi -- who won -- a friend": whether
/// the verb at `v` gives its object a name.
fn is_named(w: &Walker<'_>, v: usize, c: &Complements) -> bool {
    let mut after = w.past_of(c.direct.last().map_or(v, |&u| u) + 1);
    if matches!(w.units.kind(after), Some(UnitKind::Stop | UnitKind::Comma)) {
        let close = (after + 1..w.units.units.len()).find(|&u| w.parenthesis(u) == Some(after));
        after = close.unwrap_or(after) + 1;
    }
    // "calling him Europe's last dictator"
    let other = c.direct.len() == 1 && matches!(w.units.kind(after), Some(UnitKind::Party(_)));
    other || matches!(w.units.kind(after), Some(UnitKind::Noun(_) | UnitKind::Quote))
}

/// The relative pronoun of the verb's clause, where the clause has a subject of its own.
pub(super) fn relative_object(w: &Walker<'_>, v: usize) -> Option<usize> {
    let mut subject = false;
    for u in (0..v).rev() {
        match w.units.units[u].kind {
            UnitKind::Party(_) | UnitKind::Pronoun => subject = true,
            UnitKind::Relative => return subject.then_some(u),
            UnitKind::Adverb | UnitKind::Time(_) | UnitKind::Prep(_) => {}
            _ => return None,
        }
    }
    None
}

/// "urged him not to go": whether somebody else than who is to go decided so, at the infinitive at `v`.
fn advised(w: &Walker<'_>, v: usize) -> bool {
    let governor = (0..v).rev().find_map(|u| w.units.verb(u));
    governor.is_some_and(|g| g.entry().object_control && !g.passive)
}

/// Whether the sides are two or more entities without an object.
fn reciprocal(w: &Walker<'_>, draft: &Draft) -> bool {
    participants(w, draft).len() >= 2
}

/// "The president spoke today with the prime minister", as a story's first sentence and without a place: the readout of a
/// call. (In 111 of 124 White House readouts of calls that begin so, nothing else names the medium.)
fn lead_call(w: &Walker<'_>, sentence: usize, v: usize, first: &[usize], second: &[usize]) -> bool {
    let lead = w.story.tokens.sentences[..sentence].iter().all(|s| s.kind != BlockKind::Body);
    let past = w.units.verb(v).is_some_and(|g| g.tense == Tense::Past && !g.negated);
    let persons = first.iter().chain(second).all(|&u| is_person(w, u));
    lead && past && persons && place::find(w, v, v + 1, &[]).is_none()
}

/// Who can be host.
fn hosts(w: &Walker<'_>, unit: usize) -> bool {
    is_people(w, unit)
        || matches!(type_of(w, unit), Some(EntityType::Country | EntityType::Organisation | EntityType::Company))
        || w.units.party(unit).is_some_and(|m| w.story.entities.mentions[m].form == Form::Metonym)
}

/// "met by video link"
fn phone_only(w: &Walker<'_>, at: usize) -> bool {
    // ", with Mr Lee joining by video link": he alone.
    let joins = (at + 1..w.units.units.len()).find(|&u| w.units.verb(u).is_some_and(|g| g.entry().lemma == "join"));
    let end = joins.map_or(usize::MAX, |u| w.units.units[u].tokens.first as usize);
    let range = clause(w, at);
    range.range().take_while(|&t| t < end).any(|t| {
        matches!(w.story.tokens.folded(t), "videoconference" | "videolink" | "teleconference" | "virtually")
            || matches!(w.story.tokens.folded(t), "video" | "telephone" | "phone")
                && t > 0
                && matches!(w.story.tokens.folded(t - 1), "by" | "via" | "through" | "over")
    })
}
