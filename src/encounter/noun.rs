//! Encounters told by a noun: "talks with", "a meeting between", "his visit to", "the G20 summit".

use super::{
    Kind, Part, Status,
    argument::{Complements, Walker, is_round},
    candidate::{Candidate, Draft, is_people, is_person, participants, type_of},
    frame,
    lexicon::{self, Frame, NounFrame},
    noun_kind::{kind_of, of_more},
    place, request, rules, status,
    stay::{self, Stay},
    summit::{self, summit},
    time, topic,
    unit::{NounPhrase, Prep, UnitKind},
    visit,
};
use crate::mention::{EntityType, Form};

/// The frame of one noun trigger: who may be its parties.
pub(super) struct Sides {
    /// The noun's unit.
    pub noun: usize,
    pub possessor: Vec<usize>,
    pub agent: Vec<usize>,
    pub modifiers: Vec<usize>,
    pub c: Complements,
    pub governor: Option<usize>,
    pub prep: Option<Prep>,
    /// Nothing but times and places stands between the verb and the noun's own phrase: "said in Rome after talks", not
    /// "satisfied with the proposals at the talks".
    pub near: bool,
}

/// Adds the candidate of the noun at unit `n`.
pub(super) fn find(
    w: &Walker<'_>,
    sentence: usize,
    n: usize,
    phrase: NounPhrase,
    out: &mut Vec<Candidate>,
    stays: &mut Vec<Stay>,
) {
    let entry = lexicon::noun(phrase.noun);
    let Some(kind) = kind_of(w, n, &phrase, entry) else { return };
    let sides = sides(w, n, &phrase);
    if entry.frame == NounFrame::Visit {
        stay::of_noun(w, sentence, n, &sides.guests(), sides.governor, sides.prep, stays);
    }
    if entry.frame == NounFrame::Summit {
        stay::occasion(w, sentence, n, stays);
    }
    let draft = match entry.frame {
        NounFrame::With => with(w, kind, &sides).or_else(|| summit::of_body(w, kind, &sides)),
        NounFrame::Visit => visit::of_noun(w, &sides),
        NounFrame::Summit => summit(w, kind, &sides),
        NounFrame::Invite => return,
    };
    if draft.is_none() && w.units.party(n).is_some() {
        return;
    }
    let anaphoric_place = draft.is_none();
    let mut draft = match draft {
        Some(d) => d,
        // "the meeting", "the talks": what it says of time, place and topic belongs to one told elsewhere.
        None if phrase.definite || sides.prep.is_none() => {
            let visit = entry.frame == NounFrame::Visit;
            let own = if visit { sides.guests() } else { sides.possessor.clone() };
            Draft::new(kind, rules::NOUN_ANAPHORIC, own, Vec::new())
        }
        None => return,
    };
    let mut parties = participants(w, &draft);
    if parties.len() >= 2 {
        super::candidate::hosts_and_mediators(w, n, &mut parties);
        if draft.rule == rules::NOUN_BETWEEN && sides.prep.is_none() {
            super::candidate::go_between(w, sides.governor, &mut parties);
        }
    }
    let mut joining = super::candidate::attenders(w, n, sides.governor);
    let mut anaphoric = anaphoric_place || parties.len() < 2;
    if phrase.definite && !joining.is_empty() && draft.rule == rules::NOUN_RECIPROCAL {
        // "Roe and Lee attended the meeting": one that is told elsewhere.
        if let Some(of) = summit::of_gathering(w, &phrase, &sides.agent) {
            draft = of;
            parties = participants(w, &draft);
            joining.clear();
        } else {
            anaphoric = true;
            parties.clear();
        }
    } else if !anaphoric {
        let fresh = |p: &super::Participant| !parties.iter().any(|q| q.entity == p.entity);
        let more: Vec<_> = joining.drain(..).filter(fresh).collect();
        parties.extend(more);
    }
    let side = super::candidate::side(w, &draft);
    // "will meet Mr Lee before the summit": another one.
    let apart = matches!(sides.prep, Some(Prep::Before | Prep::After));
    if anaphoric && apart && out.iter().rev().take_while(|c| c.sentence == sentence).any(|c| !c.anaphoric) {
        return;
    }
    // "attend a meeting of the commission" is another meeting.
    let own = [&sides.c.of, &sides.c.with, &sides.c.between].iter().any(|p| !p.is_empty());
    if anaphoric && !phrase.definite && sides.possessor.is_empty() && own {
        return;
    }
    // "the summit of euro zone leaders" names itself: it is not another word for the meeting told before.
    if anaphoric && entry.frame == NounFrame::Summit && (!sides.modifiers.is_empty() || !sides.c.of.is_empty()) {
        return;
    }
    // A verb that only speaks of the encounter has a time and place of its own: "welcomed talks on Tuesday".
    let carries = |v: usize| {
        sides.prep.is_some() || w.units.verb(v).is_some_and(|g| g.light() || g.copula || g.entry().frame != Frame::None)
    };
    let governor = sides.governor.filter(|&v| carries(v));
    let mut anchors: Vec<usize> = governor.into_iter().collect();
    if let Some(g) = governor {
        anchors.extend(super::candidate::chain(w, g));
    }
    let mut about = Vec::new();
    topic::find(w, n + 1, &mut about);
    if let Some(p) = w.predicate(sides.c.end).filter(|_| sides.governor.is_none() || sides.prep.is_none()) {
        topic::of_predicate(w, p, &mut about);
    }
    if let Some(v) = sides.governor.filter(|_| sides.prep.is_none()) {
        topic::of_governor(w, v, &mut about);
    }
    let status = status::of_noun(w, n, sides.governor, sides.prep, sides.c.end);
    let mut place = place::find(w, n, sides.c.end, &anchors);
    if place.is_none()
        && (sides.governor.is_none() || draft.rule == rules::NOUN_SPEAKER)
        && let Some(p) = w.predicate(sides.c.end)
        && !w.units.verb(p).is_some_and(status::remarks)
    {
        // "Talks on trade will resume in Geneva."
        place = place::find(w, p, p + 1, &[]);
    }
    if place.is_none() && draft.kind != Kind::Call {
        // "her New Delhi talks with"
        place = sides.modifiers.iter().find_map(|&m| place::of_modifier(w, m));
    }
    if draft.kind == Kind::Visit {
        place = draft.second.first().and_then(|&u| place::at(w, u)).or(place);
    }
    let candidate = Candidate {
        sentence,
        kind: draft.kind,
        status,
        parties,
        side,
        about,
        when: modifier_time(w, n)
            .or_else(|| time::find(w, n, sides.c.end, &anchors))
            .map(|when| time::lasting(w, n, sides.governor, when)),
        place,
        trigger: w.story.tokens.span(w.units.units[n].tokens),
        rule: draft.rule,
        anaphoric,
        joining,
        ahead: !super::candidate::travels(w, &anchors),
        told: status::is_told(w, n, sides.governor, sides.prep, sides.c.end),
    };
    // "separate meetings with B and C", "calls with", "visits to": one for each.
    let several = matches!(
        entry.lemma,
        "meeting"
            | "talks"
            | "discussion"
            | "negotiation"
            | "call"
            | "visit"
            | "trip"
            | "stop"
            | "tour"
            | "dinner"
            | "lunch"
            | "conversation"
    ) && (w.story.tokens.folded(phrase.head) != entry.lemma
        || matches!(draft.kind, Kind::Call | Kind::Visit));
    let each = |t: usize| matches!(w.story.tokens.folded(t), "both" | "each" | "separate" | "separately" | "bilateral");
    let apart = w.story.tokens.sentences[sentence].tokens.range().any(each);
    if several && !anaphoric && apart && draft.second.len() == 1 && draft.first.len() >= 2 {
        let turned = Draft { first: draft.second.clone(), second: draft.first.clone(), ..draft.clone() };
        out.extend(super::candidate::split(w, &turned, &candidate));
    } else if several
        && !anaphoric
        && (draft.second.len() >= 2 && (apart || abroad(w, &draft)) || draft.kind == Kind::Call)
    {
        out.extend(super::candidate::split(w, &draft, &candidate));
    } else {
        out.push(candidate);
    }
}

/// Whether the members of the second side are of different countries, or it is a call or a visit: each is met alone.
fn abroad(w: &Walker<'_>, draft: &Draft) -> bool {
    let countries: Vec<_> =
        draft.second.iter().filter_map(|&u| w.units.party(u)).map(|m| entity(w, m).country).collect();
    matches!(draft.kind, Kind::Call | Kind::Visit)
        || countries.iter().all(Option::is_some) && countries.windows(2).all(|c| c[0] != c[1])
}

/// "Friday's meeting", "last week's summit": the time right before the noun.
fn modifier_time(w: &Walker<'_>, n: usize) -> Option<super::When> {
    let before = n.checked_sub(1)?;
    let t = match (w.units.kind(before)?, before.checked_sub(1).and_then(|k| w.units.kind(k))) {
        (UnitKind::Genitive, Some(UnitKind::Time(t))) | (UnitKind::Time(t), _) => *t,
        _ => return None,
    };
    let timex = &w.story.dates[t];
    Some(super::When { span: timex.span, value: time::day_value(timex)? })
}

fn sides(w: &Walker<'_>, n: usize, phrase: &NounPhrase) -> Sides {
    let units = &w.units.units;
    let mut possessor = Vec::new();
    // "the king's two-day visit"
    let own = n - usize::from(n > 1 && matches!(units[n - 1].kind, UnitKind::Time(_)));
    if own > 1 && matches!(units[own - 1].kind, UnitKind::Genitive) && w.is_party(own - 2) {
        // "visits to both countries and his meeting": a pronoun stands alone.
        let pronoun = w.units.party(own - 2).is_some_and(|m| w.story.entities.mentions[m].form == Form::Pronoun);
        let first = if pronoun { own - 2 } else { w.coordination_left(own - 2) };
        possessor = (first..own - 1).filter(|&u| w.is_party(u)).collect();
    }
    let c = w.complements(n, false);
    let (governor, prep) = w.governor(n);
    let mut agent = agent(w, n, governor, prep);
    if agent.is_empty() && possessor.is_empty() {
        // "Roe's visit included a meeting with Ms Lee"
        agent = visit::itinerary(w, n, governor);
    }
    // "In his talks with Mr Lee, Mr Ong said": the pronoun looks ahead.
    let pronoun =
        possessor.iter().all(|&u| w.units.party(u).is_some_and(|m| w.story.entities.mentions[m].form == Form::Pronoun));
    if governor.is_none() && prep.is_some() && pronoun && !agent.is_empty() {
        possessor.clear();
    }
    let modifiers = w.units.modifiers(phrase).to_vec();
    let between = |u: usize| match w.units.kind(u) {
        // "held a new round of talks"
        Some(UnitKind::Noun(o)) => {
            // "said at the close of the summit"
            let edge = u + 2 == n && at_edge(w, n);
            !edge && !is_round(w.story.tokens.folded(o.head))
        }
        Some(UnitKind::Verb(_)) => true,
        _ => false,
    };
    let near = governor.is_none_or(|v| !(v + 1..n).any(between));
    Sides { noun: n, possessor, agent, modifiers, c, governor, prep, near }
}

/// Whether the noun at unit `n` stands after a noun whose "of" leads on to the encounter: "at the end of a summit".
pub(super) fn at_edge(w: &Walker<'_>, n: usize) -> bool {
    let Some(UnitKind::Noun(o)) = n.checked_sub(2).and_then(|k| w.units.kind(k)) else { return false };
    matches!(w.story.tokens.folded(o.head), "end" | "start" | "close" | "conclusion" | "opening")
}

/// Whose encounter it is by the verb: the subject of a verb that carries it ("held talks"), or in whose clause a
/// prepositional phrase puts it ("arrived for talks", "said after a meeting").
fn agent(w: &Walker<'_>, n: usize, governor: Option<usize>, prep: Option<Prep>) -> Vec<usize> {
    let Some(v) = governor else {
        // Fronted: "In talks with X, Y said"; "Y, on a visit to X, said".
        let opens = |u: usize| u > 0 && is_person(w, u - 1) && matches!(w.units.kind(u + 1), Some(UnitKind::Prep(_)));
        let aside = (n.saturating_sub(5)..n).find(|&u| matches!(w.units.kind(u), Some(UnitKind::Comma)) && opens(u));
        return match (prep, aside) {
            (None, _) => Vec::new(),
            (_, Some(comma)) => vec![comma - 1],
            _ => w.main_subject(n),
        };
    };
    let Some(g) = w.units.verb(v) else { return Vec::new() };
    let carries = match prep {
        None => {
            let gathering = matches!(w.units.kind(n), Some(UnitKind::Noun(o)) if o.frame() == Some(NounFrame::Summit))
                || w.units.party(n).is_some();
            g.entry().light
                || g.entry().status.is_some()
                || g.entry().frame != Frame::None
                // "told the summit"
                || gathering && matches!(g.entry().lemma, "tell" | "address")
        }
        // "pulled out of a meeting with"
        Some(Prep::Of) => at_edge(w, n) || g.entry().status == Some(Status::Cancelled),
        // "returned from a trip to China", "stayed away from talks with"
        Some(Prep::From) => {
            matches!(g.entry().lemma, "return" | "emerge" | "withdraw" | "come" | "walk")
                || g.entry().status == Some(Status::Refused)
        }
        // "will move forward with talks"
        Some(Prep::With) => matches!(g.entry().lemma, "move" | "proceed" | "go" | "press" | "push" | "continue"),
        Some(Prep::By | Prep::About) => false,
        Some(_) => true,
    };
    if !carries {
        return Vec::new();
    }
    // "pressed Egypt for talks with Ghana": those pressed are to talk.
    if prep == Some(Prep::For) && matches!(g.entry().lemma, "press" | "pressure" | "push" | "urge" | "lobby" | "prod") {
        let pressed = w.complements(v, true).direct;
        if !g.passive && !pressed.is_empty() && !w.complements(n, false).with.is_empty() {
            return pressed;
        }
    }
    // "suggested to Ms Roe a meeting with Mr Lee"
    if prep.is_none() && matches!(g.entry().lemma, "suggest" | "propose" | "recommend") {
        let told: Vec<usize> = w.complements(v, true).to.into_iter().filter(|&u| u < n && w.is_party(u)).collect();
        if !told.is_empty() && !w.complements(n, false).with.is_empty() {
            return told;
        }
    }
    // "he's set up meetings" is no passive.
    let short = w.story.tokens.folded(w.units.units[v].tokens.first as usize) == "'s";
    if g.passive && prep.is_none() && !short {
        return Vec::new();
    }
    // "is in talks", "is in Rome for talks", not "is a theme at the talks".
    let other = |u: usize| match w.units.kind(u) {
        // "was on the island for talks"
        Some(UnitKind::Noun(_)) => !matches!(w.units.kind(u - 1), Some(UnitKind::Prep(_))),
        Some(UnitKind::Party(_)) => !w.units.is_prep(u - 1, Prep::In),
        _ => false,
    };
    if g.copula && (v + 1..n).any(other) {
        return Vec::new();
    }
    w.subject(v)
}

pub(super) fn with(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let parties = |units: &[usize]| units.iter().copied().filter(|&u| w.is_party(u)).collect::<Vec<_>>();
    let between = parties(&s.c.between);
    if !between.is_empty() {
        let draft = Draft::new(kind, rules::NOUN_BETWEEN, between, parties(&s.c.with));
        if participants(w, &draft).len() >= 2 {
            return Some(draft);
        }
    }
    let mut with = parties(&s.c.with);
    if with.is_empty() && s.c.with_noun {
        // "talks with other carmakers, including Renault"
        with = parties(&s.c.including);
    }
    if with.is_empty()
        && s.prep.is_none()
        && let Some(rel) = s.governor.and_then(|v| frame::relative_object(w, v))
        && w.units.is_prep(rel.wrapping_sub(1), Prep::With)
    {
        // "Ms Roe, with whom he held talks"
        with = w.antecedent(rel);
    }
    let first = if !s.possessor.is_empty() { &s.possessor } else { &s.agent };
    if !with.is_empty() && !first.is_empty() {
        let rule = if s.possessor.is_empty() { rules::NOUN_AGENT_WITH } else { rules::NOUN_POSSESSOR_WITH };
        return Some(Draft::new(kind, rule, first.clone(), w.members(&with, &s.c)));
    }
    if let Some(draft) = request::answered(w, kind, s).filter(|_| with.is_empty()) {
        return Some(draft);
    }
    // "Russia says talks with China will resume": the country that speaks is the other party.
    if let (Some(v), None, true) = (s.governor, s.prep, first.is_empty())
        && !with.is_empty()
        && w.units.verb(v).is_some_and(|g| g.entry().speech && g.finite())
    {
        let subject = w.subject(v);
        let body = |&u: &usize| {
            matches!(type_of(w, u), Some(EntityType::Country | EntityType::Company | EntityType::Organisation))
        };
        let speaker: Vec<usize> = subject.iter().copied().filter(body).collect();
        // The paper that reports it has no part in it.
        let reports = w.units.verb(v).is_some_and(|g| g.entry().lemma == "report");
        if speaker.len() == 1 && !reports {
            return Some(Draft::new(kind, rules::NOUN_SPEAKER, speaker, w.members(&with, &s.c)));
        }
        // "Iranian officials say talks with the union will resume": the state for which they speak.
        let state = match subject[..] {
            [one] if with.iter().all(|&u| !is_person(w, u)) => state_of(w, one),
            _ => None,
        };
        if let Some(state) = state {
            let mut draft = Draft::new(kind, rules::NOUN_SPEAKER, Vec::new(), w.members(&with, &s.c));
            draft.mentions = vec![state];
            return Some(draft);
        }
    }
    // "In a phone call, Ms Roe briefed Mr Lee"
    let inside = matches!(s.prep, Some(Prep::In | Prep::During | Prep::Over));
    if s.governor.is_none() && inside && with.is_empty() && s.possessor.is_empty() && s.agent.len() == 1 {
        let v = (s.agent[0] + 1..(s.agent[0] + 3).min(w.units.units.len())).find(|&u| w.units.verb(u).is_some());
        let objects: Vec<usize> = v.map(|v| w.complements(v, true).direct).unwrap_or_default();
        let objects: Vec<usize> = objects.into_iter().filter(|&u| is_person(w, u)).collect();
        if is_person(w, s.agent[0]) && !objects.is_empty() {
            return Some(Draft::new(kind, rules::NOUN_INSIDE, s.agent.clone(), objects));
        }
    }
    // "told Mr Xi in a phone call", "joined her for talks"
    if let (Some(v), true) = (s.governor, with.is_empty()) {
        let joins = w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "join" | "host" | "receive" | "welcome"));
        if matches!(s.prep, Some(Prep::In | Prep::At | Prep::During | Prep::Over)) || joins && s.prep == Some(Prep::For)
        {
            let told = w.complements(v, true);
            // "heard from Mr Lee over breakfast"
            let heard = w.units.verb(v).is_some_and(|g| g.entry().lemma == "hear") && told.direct.is_empty();
            // "apologised to Mr Lee at a meeting"
            let addressed = told.direct.is_empty() && w.units.verb(v).is_some_and(|g| g.entry().speech && !g.passive);
            let objects = match (heard, addressed) {
                (true, _) => told.from,
                (_, true) => told.to,
                _ => told.direct,
            };
            let objects: Vec<usize> = objects.into_iter().filter(|&u| is_people(w, u)).collect();
            let subject: Vec<usize> = w.subject(v).into_iter().filter(|&u| is_people(w, u)).collect();
            if !objects.is_empty() && !subject.is_empty() {
                return Some(Draft::new(kind, rules::NOUN_INSIDE, subject, objects));
            }
        }
    }
    if let (Some(draft), true) = (request::put(w, kind, s), with.is_empty()) {
        return Some(draft);
    }
    // "a dinner hosted by the king for the visiting premier"
    let by: Vec<usize> = s.c.by.iter().copied().filter(|&u| is_people(w, u)).collect();
    let honoured: Vec<usize> = s.c.bound_for.iter().copied().filter(|&u| is_people(w, u)).collect();
    if kind == Kind::Meeting && !by.is_empty() && !honoured.is_empty() {
        return Some(Draft::new(kind, rules::NOUN_HOST_FOR, by, honoured).parts(Part::Host, Part::Guest));
    }
    // "hosted a dinner for the visiting premier"
    let hosts =
        |v: usize| w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "host" | "hold" | "give" | "throw"));
    if kind == Kind::Meeting && s.prep.is_none() && s.governor.is_some_and(hosts) && !honoured.is_empty() {
        return Some(Draft::new(kind, rules::NOUN_HOST_FOR, s.agent.clone(), honoured).parts(Part::Host, Part::Guest));
    }
    // "U.S.-China talks", "the Trump-Putin meeting"
    let named = match modifier_parties(w, &s.modifiers) {
        names if names.len() >= 2 => names,
        names => paired(w, s.noun, names),
    };
    if named.len() >= 2 {
        let mut draft = Draft::new(kind, rules::NOUN_MODIFIERS, Vec::new(), Vec::new());
        draft.mentions = named;
        return Some(draft);
    }
    // "a phone call to Mr Xi"
    let to: Vec<usize> = s.c.to.iter().copied().filter(|&u| is_person(w, u)).collect();
    if kind == Kind::Call && !to.is_empty() && !first.is_empty() {
        return Some(Draft::new(kind, rules::NOUN_AGENT_WITH, first.clone(), to));
    }
    // "a call from Mr Xi"
    let from = parties(&s.c.from);
    if kind == Kind::Call && !from.is_empty() && !first.is_empty() {
        return Some(Draft::new(kind, rules::NOUN_FROM, from, first.clone()));
    }
    // "held a call with", "had a meeting": reciprocal subjects.
    let both = if s.possessor.is_empty() { &s.agent } else { &s.possessor };
    let reciprocal = Draft::new(kind, rules::NOUN_RECIPROCAL, both.clone(), Vec::new());
    // "have discussed the row in a meeting"
    let discussed = s.governor.and_then(|v| w.units.verb(v)).is_some_and(|g| g.entry().frame == Frame::Discuss);
    // "agreed to the deal during a telephone conversation"
    let on_line = kind == Kind::Call && matches!(s.prep, Some(Prep::During | Prep::In | Prep::Over | Prep::By));
    // "spoke a week before an EU summit"
    let other = kind == Kind::Summit && matches!(s.prep, Some(Prep::After | Prep::Before));
    let light = (s.near || discussed || on_line)
        && !other
        && (s.prep.is_none()
            || matches!(
                s.prep,
                Some(Prep::For | Prep::In | Prep::At | Prep::After | Prep::Before | Prep::During | Prep::On)
            ));
    let plural = both.len() >= 2 || both.len() == 1 && is_plural(w, both[0]);
    // "Roe and Lee skipped the meeting": others met.
    let light = !(s.prep.is_none() && summit::stays_away(w, s)) && (light || between_states(w, s, both));
    // "the end of their summit" is theirs, whatever it is the end of.
    if (light || !s.possessor.is_empty()) && plural {
        let found = participants(w, &reciprocal).len();
        if found >= 2 && !of_more(w, s.noun, found) {
            return Some(reciprocal);
        }
    }
    // "a meeting of the leaders of A and B"
    let of = parties(&s.c.of);
    for parties in [of, parties(&s.c.including)] {
        // "a meeting of the Iranian and Saudi ministers" has them in one.
        let draft = Draft::new(kind, rules::NOUN_OF, parties, Vec::new());
        let group = |u: usize| type_of(w, u) == Some(EntityType::Group);
        if draft.first.len() >= 2
            || draft.first.first().is_some_and(|&u| group(u)) && participants(w, &draft).len() >= 2
        {
            return Some(draft);
        }
    }
    None
}

/// The mention of the one country that the phrase of the speaker at `unit` names: "Iranian officials", "Iran's minister".
fn state_of(w: &Walker<'_>, unit: usize) -> Option<usize> {
    let range = w.units.units[unit].tokens;
    let mentions = &w.story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let inside = mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.first < range.end);
    let mut states = inside.map(|(index, _)| index).filter(|&m| entity(w, m).kind == EntityType::Country);
    states.next().filter(|_| states.next().is_none())
}

/// "Roe and Lee declared a truce at a meeting in Egypt": persons of two countries who did something together at a meeting
/// of which nobody else is told.
fn between_states(w: &Walker<'_>, s: &Sides, both: &[usize]) -> bool {
    let there = matches!(s.prep, Some(Prep::At | Prep::During));
    let alone = s.modifiers.is_empty() && s.c.of.is_empty() && !s.c.with_noun;
    let countries: Vec<_> = both
        .iter()
        .filter(|&&u| is_person(w, u))
        .filter_map(|&u| w.units.party(u))
        .filter_map(|m| entity(w, m).country)
        .collect();
    there && alone && countries.len() == 2 && both.len() == 2 && countries[0] != countries[1]
}

fn is_plural(w: &Walker<'_>, unit: usize) -> bool {
    w.units.party(unit).is_some_and(|m| !w.story.entities.mentions[m].also.is_empty())
        || type_of(w, unit) == Some(EntityType::Group)
}

/// "the Israeli-Palestinian talks", "U.S.-Chinese talks": nationalities that hyphens join, as mentions. `names`: the names
/// among them.
fn paired(w: &Walker<'_>, n: usize, names: Vec<usize>) -> Vec<usize> {
    let range = w.units.units[n].tokens;
    let hyphen = |t: u32| t < range.end && w.story.tokens.folded(t as usize) == "-";
    let mentions = &w.story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let mut found: Vec<usize> = Vec::new();
    for (index, m) in mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.end <= range.end) {
        let joined = hyphen(m.tokens.end) || m.tokens.first > range.first && hyphen(m.tokens.first - 1);
        if joined && entity(w, index).kind == EntityType::Country {
            found.push(index);
        }
    }
    if found.len() == 2 { found } else { names }
}

/// Modifying names that can be parties, as mentions.
fn modifier_parties(w: &Walker<'_>, modifiers: &[usize]) -> Vec<usize> {
    modifiers.iter().copied().filter(|&m| super::party::can_meet(w.story, m)).collect()
}

impl Sides {
    /// Who goes on the visit.
    pub(super) fn guests(&self) -> Vec<usize> {
        [&self.possessor, &self.c.by, &self.agent].into_iter().find(|p| !p.is_empty()).cloned().unwrap_or_default()
    }
}

pub(super) fn entity<'a>(w: &Walker<'a>, mention: usize) -> &'a crate::coref::Entity {
    &w.story.entities.entities[w.story.entities.mentions[mention].entity]
}
