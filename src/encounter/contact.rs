//! Verbs that tell of a contact only in good company: "saw the king at his palace", "spent two hours with", "shook hands
//! with", "exchanged views", "called on", "brought together".

use super::{
    Kind, Part, Status,
    argument::{Complements, Walker},
    candidate::{Draft, by_phone, each_other, is_people, is_person, participants, type_of},
    lexicon, noun, party, rules, status,
    unit::{Prep, UnitKind},
    verb::Tense,
    visit,
};
use crate::{
    mention::EntityType,
    role::lexicon::{CONCRETE, LED},
    zone::BlockKind,
};

/// What the verb at unit `v` tells with its complements.
pub(super) fn contact(w: &Walker<'_>, v: usize, c: &Complements) -> Option<Draft> {
    match w.units.verb(v)?.entry().lemma {
        "see" => see(w, v, c),
        // "briefed the president on the plan", "was briefed by the commanders"
        "brief" => {
            let g = w.units.verb(v)?;
            let (who, whom) = if g.passive { (c.by.clone(), w.subject(v)) } else { (w.subject(v), c.direct.clone()) };
            let people = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_people(w, u));
            let one = whom.iter().all(|&u| is_person(w, u));
            (people(&who) && people(&whom) && one).then(|| Draft::new(Kind::Meeting, rules::CONTACT_WITH, who, whom))
        }
        // "ran into Mr Lee at a reception"
        "run-into" | "bump-into" => {
            let met = !c.direct.is_empty() && c.direct.iter().all(|&u| is_person(w, u));
            met.then(|| Draft::new(Kind::Meeting, rules::CONTACT_WITH, w.subject(v), c.direct.clone()))
        }
        "spend" => spend(w, v, c),
        "shake-hands" => Some(Draft::new(Kind::Meeting, rules::CONTACT_WITH, w.subject(v), c.with.clone())),
        // "heard out the drivers"
        "hear-out" | "sound-out" => {
            let groups = w.units.verb(v)?.entry().lemma == "hear-out";
            let met = !c.direct.is_empty() && c.direct.iter().all(|&u| is_person(w, u) || groups && is_people(w, u));
            let kind = if by_phone(w, v) { Kind::Call } else { Kind::Talks };
            met.then(|| Draft::new(kind, rules::CONFER_WITH, w.subject(v), c.direct.clone()))
        }
        "exchange" => headed(w, c, &["views", "opinions", "ideas", "notes"]).then(|| {
            let kind = if by_phone(w, v) { Kind::Call } else { Kind::Talks };
            Draft::new(kind, rules::CONTACT_WITH, w.subject(v), c.with.clone())
        }),
        "call-on" => {
            // "called on the president at his palace", not "called on him to resign", "called on Japan to"
            let asked = c.direct.last().is_some_and(|&u| w.units.verb(w.past_of(u + 1)).is_some());
            let met = !asked && !c.direct.is_empty() && c.direct.iter().all(|&u| is_person(w, u));
            met.then(|| {
                Draft::new(Kind::Meeting, rules::VISIT_PERSON, w.subject(v), c.direct.clone())
                    .parts(Part::Guest, Part::Host)
            })
        }
        "bring-together" => {
            // "were brought together by the king", "the king brought the two together"
            let g = w.units.verb(v)?;
            let (mediator, parties) =
                if g.passive { (c.by.clone(), w.subject(v)) } else { (w.subject(v), c.direct.clone()) };
            let between = Draft::new(Kind::Talks, rules::CONTACT_TURN, Vec::new(), parties);
            let brings = !mediator.is_empty() && mediator.iter().all(|&u| w.is_party(u));
            if brings && participants(w, &between).len() >= 2 {
                let mut draft = Draft { first: mediator, ..between };
                draft.first_part = Some(Part::Mediator);
                return Some(draft);
            }
            // "The meeting brought together Ms Roe, Mr Lee and Mr Ong": who was there.
            let gathering = (0..v).rev().find_map(|u| match w.units.units[u].kind {
                UnitKind::Noun(n) => n.frame().map(|_| lexicon::noun(n.noun).kind),
                _ => None,
            })?;
            let draft =
                Draft::new(gathering.unwrap_or(Kind::Meeting), rules::GATHER_OBJECT, c.direct.clone(), Vec::new());
            (participants(w, &draft).len() >= 2).then_some(draft)
        }
        _ => None,
    }
}

/// "saw the king on Monday", "will see Mr Lee"; not "saw him leave", "sees Mr Lee as a rival".
fn see(w: &Walker<'_>, v: usize, c: &Complements) -> Option<Draft> {
    let g = w.units.verb(v)?;
    let sentence = w.story.tokens.sentence_of(w.units.units[v].tokens.first as usize);
    let headline = w.story.tokens.sentences[sentence].kind == BlockKind::Headline;
    let subject = w.subject(v);
    if each_other(w, v) && !g.passive {
        // "The two saw each other in Rome"
        let draft = Draft::new(Kind::Meeting, rules::SEE_OBJECT, subject, Vec::new());
        return (participants(w, &draft).len() >= 2).then_some(draft);
    }
    let habit = g.tense == Tense::Present
        && !g.progressive
        && !g.perfect
        && !headline
        && status::of_verb(w, v) != Status::Planned;
    let people = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_person(w, u));
    // "will see the party leaders on Monday": whom one has an appointment with.
    let next = c.direct.last().and_then(|&u| w.units.kind(w.past_of(u + 1)));
    // "saw party leaders in Rome last week", not "saw officials leave"
    let told = g.tense == Tense::Past && matches!(next, Some(UnitKind::Time(_) | UnitKind::Prep(Prep::In | Prep::On)));
    let leaders = |u: usize| is_leaders(w, u) && (told || status::of_verb(w, v) == Status::Planned);
    let seen = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_person(w, u) || leaders(u));
    if g.passive || g.negated && g.tense == Tense::Present || habit || !people(&subject) || !seen(&c.direct) {
        return None;
    }
    // "to see her son": kin are visited.
    let named = |&u: &usize| {
        let e = w.units.party(u).map(|m| noun::entity(w, m));
        e.is_some_and(|e| matches!(e.kind, EntityType::Person | EntityType::Group) || e.country.is_some())
    };
    if !c.direct.iter().all(named) {
        return None;
    }
    let end = w.past_of(c.direct.last()? + 1);
    let clause = matches!(
        w.units.kind(end),
        Some(UnitKind::Verb(_) | UnitKind::Prep(Prep::As) | UnitKind::Noun(_) | UnitKind::Genitive)
    );
    (!clause).then(|| Draft::new(Kind::Meeting, rules::SEE_OBJECT, subject, c.direct.clone()))
}

/// "the party leaders", "a group of moderate senators": people whom nobody names, and who are not just anybody.
pub(super) fn is_leaders(w: &Walker<'_>, unit: usize) -> bool {
    let people = w.units.party(unit).filter(|_| is_people(w, unit));
    people.is_some_and(|m| party::holds_noun_of(w.story, m, LED | CONCRETE))
}

/// "spent two hours with the king", "spent Wednesday in Peru".
fn spend(w: &Walker<'_>, v: usize, c: &Complements) -> Option<Draft> {
    let timed = matches!(w.units.kind(v + 1), Some(UnitKind::Time(_)))
        || headed(w, c, &["hour", "hours", "minutes", "time", "day", "evening", "afternoon", "morning"]);
    let subject = w.subject(v);
    let people = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_people(w, u));
    if !timed || !people(&subject) {
        return None;
    }
    if people(&c.with) {
        return Some(Draft::new(Kind::Meeting, rules::CONTACT_WITH, subject, c.with.clone()));
    }
    if c.with.is_empty() { visit::of(w, subject, c.inside.clone(), rules::VISIT_PRESENCE) } else { None }
}

/// Whether the verb's object is one of these nouns.
fn headed(w: &Walker<'_>, c: &Complements, heads: &[&str]) -> bool {
    c.noun.is_some_and(|u| match w.units.kind(u) {
        Some(UnitKind::Noun(n)) => heads.contains(&w.story.tokens.folded(n.head)),
        _ => false,
    })
}

/// "was joined by the president at the centre", "joined leaders of the Group of Seven"; "joined the alliance" is something else.
pub(super) fn join(w: &Walker<'_>, v: usize, c: &Complements) -> Option<Draft> {
    let g = w.units.verb(v).filter(|g| g.entry().lemma == "join")?;
    let first: Vec<usize> = w.subject(v).into_iter().filter(|&u| is_person(w, u)).collect();
    if g.passive {
        return c
            .by
            .iter()
            .any(|&u| is_person(w, u))
            .then(|| Draft::new(Kind::Meeting, rules::JOIN_PASSIVE, first, c.by.clone()));
    }
    // Their gathering is that of the body which they lead.
    let &[leaders] = &c.direct[..] else { return None };
    let m = w.units.party(leaders).filter(|_| type_of(w, leaders) == Some(EntityType::Group))?;
    let mut draft = Draft::new(Kind::Summit, rules::SUMMIT_ATTEND, first, Vec::new());
    draft.mentions = vec![party::led(w.story, m)?];
    Some(draft)
}
