//! Candidates: what one trigger in one sentence tells.

use super::{
    Evidence, Kind, Part, Participant, Status, Story, When, Where, answer,
    argument::{Complements, Walker},
    attend, errand, frame,
    lexicon::Frame,
    noun, noun_with, party, phone, place,
    rules::{self, Rule},
    stay::{self, Stay},
    summit, time, time_value, topic, turn,
    unit::{Prep, UnitKind, Units},
    verb::Tense,
    visit,
};
use crate::{
    mention::EntityType,
    span::{Span, TokenRange},
};

/// What one trigger tells.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub sentence: usize,
    pub kind: Kind,
    pub status: Status,
    pub parties: Vec<Participant>,
    /// The entities of the side that acts together, where the sentence tells two sides: "A and B met with C".
    pub side: Vec<usize>,
    pub about: Vec<Span>,
    pub when: Option<When>,
    pub place: Option<Where>,
    pub trigger: Span,
    pub rule: Rule,
    /// "the meeting", "the two leaders discussed": tells of an encounter that stands elsewhere too, and is none of its
    /// own.
    pub anaphoric: bool,
    /// Who else was there: "the meeting was attended by".
    pub joining: Vec<Participant>,
    /// Its status is told by its own verb, not by a journey that was made for it.
    pub ahead: bool,
    /// The sentence tells its status, and does not take it for granted.
    pub told: bool,
}

impl Candidate {
    pub fn evidence(&self, story: &Story<'_>) -> Evidence {
        Evidence { span: story.tokens.sentences[self.sentence].span, trigger: self.trigger, rule: self.rule.id }
    }
}

/// Finds the candidates of one sentence.
pub(super) fn find(story: &Story<'_>, sentence: usize, units: &Units, out: &mut Vec<Candidate>, stays: &mut Vec<Stay>) {
    let w = Walker { story, units };
    for (at, unit) in units.units.iter().enumerate() {
        let before = out.len();
        match unit.kind {
            UnitKind::Verb(_) if out_of(&mut *out, turn::find(&w, sentence, at)) => {}
            UnitKind::Verb(_) if out_of(&mut *out, turn::visitor(&w, sentence, at)) => {}
            UnitKind::Verb(_) if out_of(&mut *out, turn::by_guest(&w, sentence, at)) => {}
            UnitKind::Verb(_) if out_of(&mut *out, errand::find(&w, sentence, at)) => {}
            UnitKind::Verb(_) if out_of(&mut *out, attend::find(&w, sentence, at)) => {}
            UnitKind::Verb(g) if g.entry().frame != Frame::None => {
                if let Some(found) = frame::verb(&w, sentence, at, g.entry().frame) {
                    out.extend(found);
                }
            }
            UnitKind::Noun(_) | UnitKind::Time(_)
                if units.is_prep(at + 1, Prep::With) && out_of(out, turn::time_with(&w, sentence, at)) => {}
            UnitKind::Noun(n) if matches!(story.tokens.folded(n.head), "phone" | "telephone") => {
                out_of(out, phone::find(&w, sentence, at));
            }
            UnitKind::Noun(n) if n.noun != 0 => noun::find(&w, sentence, at, n, out, stays),
            UnitKind::Party(m) => {
                if let Some(gathering) = summit::named(&w, m) {
                    noun::find(&w, sentence, at, gathering, out, stays);
                }
            }
            UnitKind::Verb(g) if g.copula || g.predicate.is_some() || g.passive && g.entry().lemma == "expect" => {
                out.extend(presence(&w, sentence, at));
                stay::presence(&w, sentence, at, stays);
            }
            _ => {}
        }
        let proposed = |c: &Candidate| c.status == Status::Proposed;
        if out[before..].iter().any(proposed) && answer::refused(&w, at) {
            out[before..].iter_mut().filter(|c| proposed(c)).for_each(|c| c.status = Status::Refused);
        }
    }
}

/// Takes over what was found; whether anything was.
fn out_of(out: &mut Vec<Candidate>, found: Option<Vec<Candidate>>) -> bool {
    let any = found.is_some();
    out.extend(found.into_iter().flatten());
    any
}

/// "will be in Cairo", "is due in Cairo on Monday", "is in Cairo": a visit of somebody with an office.
fn presence(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Candidate> {
    let g = w.units.verb(v)?;
    // "has been to Jakarta twice"
    let been = g.copula && g.perfect && w.units.is_prep(v + 1, Prep::To);
    // "was previously in Guatemala"
    let earlier = matches!(w.units.kind(v + 1), Some(UnitKind::Adverb)) && w.units.is_prep(v + 2, Prep::In);
    // "is back from Canada", "had just come back from"
    let back = w.word(v + 1) == "back" && w.units.is_prep(v + 2, Prep::From);
    // "is expected in Canada"
    let expected = g.passive && matches!(g.entry().lemma, "expect" | "await");
    // "is on his way to Canada"
    let way = g.copula.then(|| on_the_way(w, v)).flatten();
    // "is due at the White House"
    let seat = w.units.is_prep(v + 1, Prep::At) && w.units.party(v + 2).is_some_and(|m| party::is_seat(w.story, m));
    if g.negated || !w.units.is_prep(v + 1, Prep::In) && !been && !earlier && !back && !seat && way.is_none() {
        return None;
    }
    let status = match g.tense {
        _ if been || back => Status::Happened,
        Tense::Present | Tense::Past if expected => Status::Planned,
        Tense::Present | Tense::Past if way.is_some() => Status::Planned,
        _ if g.predicate == Some(Status::Planned) => Status::Planned,
        Tense::Future if g.copula => Status::Planned,
        Tense::Present if g.copula && g.predicate.is_none() => Status::Ongoing,
        // "was in Beijing last September", not "was in Beijing when"
        Tense::Past if g.copula && (dated(w, v) || earlier) => Status::Happened,
        _ => return None,
    };
    let c = w.complements(v, true);
    let guest = w.subject(v);
    // "The Chilean envoys are in Beijing"
    let sent =
        |u: usize| visit::is_delegation(w, u) && w.units.party(u).is_some_and(|m| noun::entity(w, m).country.is_some());
    if g.predicate.is_none() && status != Status::Planned && !guest.iter().all(|&u| has_role(w, u) || sent(u)) {
        return None;
    }
    let host = match way {
        Some(places) => places,
        None if been => c.to.clone(),
        None if back => c.from.clone(),
        None if seat => vec![v + 2],
        None => c.inside.clone(),
    };
    let draft = visit::of(w, guest, host, rules::VISIT_PRESENCE)?;
    let to = draft.second.first().and_then(|&u| place::at(w, u));
    let mut candidate = build(w, sentence, v, &c, draft, status);
    candidate.place = candidate.place.or(to);
    (candidate.parties.len() >= 2).then_some(candidate)
}

/// Where somebody is on the way to: "is on his way to Canada", by the verb at `v`.
pub(super) fn on_the_way(w: &Walker<'_>, v: usize) -> Option<Vec<usize>> {
    let way = (v + 2..v + 5)
        .find(|&u| matches!(w.units.kind(u), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "way"))?;
    let to = w.units.is_prep(v + 1, Prep::On) && w.units.is_prep(way + 1, Prep::To);
    to.then(|| w.places_or_parties(way + 2, w.gather(way + 2, true).1))
}

/// Whether a time stands right after the place that the verb at `v` puts somebody in: "was in Beijing last September".
fn dated(w: &Walker<'_>, v: usize) -> bool {
    let mut at = v + 3;
    while matches!(w.units.kind(at), Some(UnitKind::Prep(_) | UnitKind::Adverb)) {
        at += 1;
    }
    matches!(w.units.kind(at), Some(UnitKind::Time(_)))
}

pub(super) fn has_role(w: &Walker<'_>, unit: usize) -> bool {
    w.units.party(unit).is_some_and(|m| !noun::entity(w, m).roles.is_empty())
}

/// The parts and sides of a candidate in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: Kind,
    pub rule: Rule,
    pub first: Vec<usize>,
    pub second: Vec<usize>,
    pub first_part: Option<Part>,
    pub second_part: Option<Part>,
    /// Parties that are named inside a noun phrase ("U.S.-China talks") and so are no units: mentions.
    pub mentions: Vec<usize>,
}

impl Draft {
    pub fn new(kind: Kind, rule: Rule, first: Vec<usize>, second: Vec<usize>) -> Self {
        Self { kind, rule, first, second, first_part: None, second_part: None, mentions: Vec::new() }
    }

    pub fn parts(mut self, first: Part, second: Part) -> Self {
        (self.first_part, self.second_part) = (Some(first), Some(second));
        self
    }
}

/// The participants that party units stand for, each entity once.
pub(super) fn participants(w: &Walker<'_>, draft: &Draft) -> Vec<Participant> {
    let whole = parties(w, draft, false);
    if whole.len() >= 2 { whole } else { parties(w, draft, true) }
}

fn parties(w: &Walker<'_>, draft: &Draft, apart: bool) -> Vec<Participant> {
    let mut out: Vec<Participant> = Vec::new();
    let mut add = |mention: usize, part: Option<Part>| {
        let mut entities = Vec::new();
        party::entities(w.story, mention, apart, &mut entities);
        for entity in entities {
            if !out.iter().any(|p| p.entity == entity) {
                out.push(Participant { entity, part, country: None });
            }
        }
    };
    // "dined with his wife"
    if matches!(draft.second[..], [one] if w.units.party(one).is_some_and(|m| party::is_own_kin(w.story, m))) {
        return out;
    }
    for (units, part) in [(&draft.first, draft.first_part), (&draft.second, draft.second_part)] {
        for m in units.iter().flat_map(|&u| leaders(w, u)).filter_map(|u| w.units.party(u)) {
            add(m, part);
        }
    }
    for &m in &draft.mentions {
        add(m, draft.second_part.filter(|_| draft.second.is_empty()));
    }
    out
}

/// "talks mediated by Egypt", "a dinner hosted by the king", to the right of the trigger at unit `at`: who goes between the
/// parties, and who is host to them.
pub(super) fn hosts_and_mediators(w: &Walker<'_>, at: usize, parties: &mut Vec<Participant>) {
    let by = |u: usize| {
        let g = w.units.verb(u).filter(|g| !g.gerund && (g.participle || g.bare || g.passive))?;
        let part = match g.entry().frame {
            Frame::Mediate => Part::Mediator,
            _ if matches!(g.entry().lemma, "chair" | "facilitate" | "moderate") => Part::Mediator,
            Frame::Host => Part::Host,
            _ => return None,
        };
        (w.units.is_prep(u + 1, Prep::By) && w.is_party(u + 2)).then_some((u + 2, part))
    };
    // "will meet under the mediation of Mr Ong"
    let under = |u: usize| {
        let mediation = matches!(w.units.kind(u), Some(UnitKind::Noun(n))
            if matches!(w.story.tokens.folded(n.head), "mediation" | "auspices"));
        let of = w.units.is_prep(u + 1, Prep::Of) && w.is_party(u + 2);
        (mediation && of && u > 0 && w.word(u - 1) == "under").then_some((u + 2, Part::Mediator))
    };
    let told = rest_of_clause(w, at).find_map(|u| by(u).or_else(|| under(u)));
    let (named, part) = match told {
        Some((unit, part)) => (entities(w, leaders(w, unit)), part),
        None => (mediates(w, at).into_iter().collect(), Part::Mediator),
    };
    for entity in named {
        match parties.iter_mut().find(|p| p.entity == entity) {
            Some(p) => p.part = Some(part),
            None => parties.push(Participant { entity, part: Some(part), country: None }),
        }
    }
}

/// "Egyptian-mediated talks", "U.S.-brokered negotiations": who goes between the parties by the phrase of unit `at` itself.
fn mediates(w: &Walker<'_>, at: usize) -> Option<usize> {
    let range = w.units.units[at].tokens;
    let word = |t: usize| w.story.tokens.folded(t);
    let by = |t: usize| {
        t > 1 && matches!(word(t), "mediated" | "brokered" | "facilitated" | "sponsored") && word(t - 1) == "-"
    };
    let hyphen = range.range().find(|&t| by(t))? as u32 - 1;
    let mentions = &w.story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let inside = mentions[from..].iter().take_while(|m| m.tokens.first < range.end);
    inside.filter(|m| m.tokens.end == hyphen).map(|m| m.entity).next()
}

/// "Egypt hosted talks between A and B": who brings the parties together, the subject of the verb at `governor`.
pub(super) fn go_between(w: &Walker<'_>, governor: Option<usize>, parties: &mut Vec<Participant>) {
    let brings = |v: &usize| {
        w.units.verb(*v).is_some_and(|g| {
            !g.negated
                && !g.passive
                && (matches!(g.entry().frame, Frame::Host | Frame::Mediate)
                    || matches!(g.entry().lemma, "chair" | "oversee" | "facilitate" | "moderate"))
        })
    };
    let Some(v) = governor.filter(brings) else { return };
    let subject = w.subject(v).into_iter().flat_map(|u| leaders(w, u)).collect();
    for entity in entities(w, subject) {
        if !parties.iter().any(|p| p.entity == entity) {
            parties.push(Participant { entity, part: Some(Part::Mediator), country: None });
        }
    }
}

/// "the meeting was attended by Mr Roe", "Ms Lee attended the meeting", of the noun at unit `n`: who was there.
pub(super) fn attenders(w: &Walker<'_>, n: usize, governor: Option<usize>) -> Vec<Participant> {
    let attends = |u: usize| w.units.verb(u).is_some_and(|g| g.entry().lemma == "attend" && !g.negated);
    let by = || {
        let v = rest_of_clause(w, n).find(|&u| attends(u) && w.units.is_prep(u + 1, Prep::By))?;
        Some(w.gather(v + 2, true).0)
    };
    // "took part in the talks"
    let joins = |v: usize| v + 1 == n && attends(v) || v + 3 == n && w.has_word(v + 1, "part");
    let found = match governor.filter(|&v| joins(v)) {
        Some(v) => w.subject(v),
        None => by().unwrap_or_default(),
    };
    let people = found.into_iter().filter(|&u| is_person(w, u)).collect();
    entities(w, people).into_iter().map(|entity| Participant { entity, part: None, country: None }).collect()
}

/// The units after `at` to the end of its clause.
fn rest_of_clause(w: &Walker<'_>, at: usize) -> impl Iterator<Item = usize> {
    let units = &w.units.units;
    (at + 1..units.len())
        .take_while(|&u| !matches!(units[u].kind, UnitKind::That | UnitKind::Stop | UnitKind::Subordinator))
}

/// The entities that party units stand for.
fn entities(w: &Walker<'_>, units: Vec<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for m in units.into_iter().filter_map(|u| w.units.party(u)) {
        party::entities(w.story, m, false, &mut found);
    }
    found
}

/// "a team of engineers led by Mr Roe", "the leadership, represented by the king and Mr Lee": they are the parties.
fn leaders(w: &Walker<'_>, unit: usize) -> Vec<usize> {
    let led = |u: usize| {
        w.units.verb(u).is_some_and(|g| matches!(g.entry().lemma, "lead" | "head" | "represent") && !g.gerund)
            && w.units.is_prep(u + 1, Prep::By)
            && is_person(w, u + 2)
    };
    let stands = matches!(type_of(w, unit), Some(EntityType::Group | EntityType::Country | EntityType::Organisation));
    let end = w.past_of(unit + 1);
    if type_of(w, unit) == Some(EntityType::Group) {
        // "leaders, among them Ms Roe and Mr Lee"
        let prep = end + usize::from(matches!(w.units.kind(end), Some(UnitKind::Comma)));
        let named = if w.units.is_prep(prep, Prep::Including) { w.gather(prep + 1, true).0 } else { Vec::new() };
        if named.iter().any(|&u| is_person(w, u)) {
            return named;
        }
    }
    let verb = if matches!(w.units.kind(end), Some(UnitKind::Comma)) { end + 1 } else { end };
    if !stands || !led(verb) {
        return vec![unit];
    }
    let (named, _) = w.gather(verb + 2, true);
    named.into_iter().filter(|&u| is_person(w, u)).collect()
}

/// The verbs that govern the verb at `v`, the nearest first.
pub(super) fn chain(w: &Walker<'_>, v: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = v;
    while found.len() < 4 && w.units.verb(at).is_some_and(|g| g.infinitive || g.gerund) {
        let before = (0..at)
            .rev()
            .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::That | UnitKind::Stop))
            .find(|&u| w.units.verb(u).is_some());
        // "met him on Monday before flying to Lima": at another time, in another place.
        let later = at > 0 && w.units.is_prep(at - 1, Prep::Before) && w.units.verb(at).is_some_and(|g| g.gerund);
        let Some(u) = before.filter(|_| !later) else { break };
        found.push(u);
        at = u;
    }
    found
}

/// Builds the candidate of a verb trigger.
pub(super) fn build(
    w: &Walker<'_>,
    sentence: usize,
    v: usize,
    c: &Complements,
    draft: Draft,
    status: Status,
) -> Candidate {
    let anchors = chain(w, v);
    let head = w.units.units[v].tokens;
    let mut about = Vec::new();
    topic::find(w, v + 1, &mut about);
    let mut parties = participants(w, &draft);
    let side = side(w, &draft);
    if draft.kind != Kind::Visit {
        hosts_and_mediators(w, v, &mut parties);
    }
    Candidate {
        sentence,
        kind: draft.kind,
        status,
        parties,
        side,
        about,
        when: time::find(w, v, c.end, &anchors)
            .map(|when| if w.is_travel(v) { time_value::staying(w, v, when) } else { when }),
        place: place::find(w, v, c.end, &anchors),
        trigger: w.story.tokens.span(head),
        rule: draft.rule,
        anaphoric: false,
        joining: Vec::new(),
        ahead: !travels(w, &anchors),
        told: true,
    }
}

/// The entities of the first side, where several stand on it and somebody on the other.
pub(super) fn side(w: &Walker<'_>, draft: &Draft) -> Vec<usize> {
    let two = draft.first.len() > 1 && !draft.second.is_empty();
    if two { entities(w, draft.first.clone()) } else { Vec::new() }
}

/// Whether one of the governing verbs tells of a journey made already: "arrived for talks", "flew to Rome to meet".
pub(super) fn travels(w: &Walker<'_>, anchors: &[usize]) -> bool {
    anchors.iter().any(|&v| w.is_travel(v) && w.units.verb(v).is_some_and(|g| g.tense == Tense::Past))
}

/// One candidate for each member of the second side.
pub(super) fn split(w: &Walker<'_>, draft: &Draft, whole: &Candidate) -> Vec<Candidate> {
    if let &[group] = &draft.second[..]
        && noun_with::is_plural(w, group)
        && draft.kind == Kind::Call
    {
        // "calls with the presidents of Peru and Chile", "telephoned both men" are two.
        let members = entities(w, vec![group]);
        let (rest, second): (Vec<_>, Vec<_>) =
            whole.parties.iter().copied().partition(|p| !members.contains(&p.entity));
        if second.len() >= 2 && !rest.is_empty() {
            let with = |p: Participant| rest.iter().copied().chain([p]).collect();
            return second.into_iter().map(|p| Candidate { parties: with(p), ..whole.clone() }).collect();
        }
    }
    let each = |u: usize| {
        let one = Draft { second: vec![u], ..draft.clone() };
        let place = place::at(w, u).filter(|_| draft.kind == Kind::Visit).or(whole.place);
        Candidate { parties: participants(w, &one), place, ..whole.clone() }
    };
    let found: Vec<Candidate> =
        if draft.second.len() < 2 { vec![whole.clone()] } else { draft.second.iter().map(|&u| each(u)).collect() };
    found.into_iter().filter(|c| c.parties.len() >= 2).collect()
}

/// The entity type of a party unit.
pub(super) fn type_of(w: &Walker<'_>, unit: usize) -> Option<EntityType> {
    let m = w.units.party(unit)?;
    Some(w.story.entities.entities[w.story.entities.mentions[m].entity].kind)
}

/// A person, named or by office.
pub(super) fn is_person(w: &Walker<'_>, unit: usize) -> bool {
    matches!(type_of(w, unit), Some(EntityType::Person | EntityType::Office))
}

/// Persons and groups of them.
pub(super) fn is_people(w: &Walker<'_>, unit: usize) -> bool {
    matches!(type_of(w, unit), Some(EntityType::Person | EntityType::Office | EntityType::Group))
}

/// Whether "each other" stands right after the verb at `v`.
pub(super) fn each_other(w: &Walker<'_>, v: usize) -> bool {
    matches!(w.units.kind(v + 1), Some(UnitKind::Adverb)) && matches!(w.word(v + 1), "each" | "one")
}

/// Whether the clause of unit `at` speaks of the telephone or of video.
pub(super) fn by_phone(w: &Walker<'_>, at: usize) -> bool {
    let range = clause(w, at);
    range.range().any(|t| is_phone(w.story.tokens.folded(t)))
}

/// Words for calls.
pub(super) fn is_phone(folded: &str) -> bool {
    matches!(
        folded,
        "phone"
            | "telephone"
            | "phoned"
            | "telephoned"
            | "video"
            | "videoconference"
            | "teleconference"
            | "hotline"
            | "zoom"
            | "videolink"
    )
}

/// The tokens from the trigger at unit `at` to the end of its clause.
pub(super) fn clause(w: &Walker<'_>, at: usize) -> TokenRange {
    let units = &w.units.units;
    let first = units[at].tokens.first;
    let end = (at + 1..units.len())
        .find(|&u| match units[u].kind {
            UnitKind::Verb(g) => g.finite(),
            UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => true,
            _ => false,
        })
        .map_or(units[units.len() - 1].tokens.end, |u| units[u].tokens.first);
    TokenRange { first, end: end.max(first) }
}
