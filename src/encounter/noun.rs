//! Encounters told by a noun: "talks with", "a meeting between", "his visit to", "the G20 summit".

use super::{
    Kind, Status,
    argument::{Complements, Walker, is_edge, is_round},
    candidate::{Candidate, Draft, is_person, participants},
    invite,
    lexicon::{self, Frame, NounFrame},
    noun_clause::in_clause,
    noun_kind::kind_of,
    noun_with::with,
    place, rules, status,
    stay::{self, Stay},
    summit::{self, summit},
    time, time_value, topic,
    unit::{NounPhrase, Prep, UnitKind},
    verb::Tense,
    visit,
};
use crate::{country::Country, mention::Form};

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
    if entry.frame == NounFrame::Invite {
        return out.extend(invite::of_noun(w, sentence, n));
    }
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
    let (draft, told) = match draft {
        None if entry.frame != NounFrame::Visit => in_clause(w, kind, &sides).unzip(),
        draft => (draft, None),
    };
    if draft.is_none() && w.units.party(n).is_some() {
        return;
    }
    // "have cancelled all other meetings": whose they are nobody tells.
    if draft.is_none() && w.has_word(n, "other") {
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
    // "seeks dialogue" tells of none.
    let bare = w.units.units[n].tokens.len() == 1 && matches!(w.word(n), "dialogue" | "dialog" | "contact");
    if anaphoric && bare && sides.governor.is_some() && sides.possessor.is_empty() {
        return;
    }
    // "will leave for Peru to attend a summit": another one.
    let attends = || sides.governor.and_then(|v| w.units.verb(v)).is_some_and(|g| g.entry().lemma == "attend");
    if anaphoric && matches!(w.word(n), "a" | "an" | "another") && attends() {
        return;
    }
    // "the summit of euro zone leaders" names itself: it is not another word for the meeting told before.
    if anaphoric && entry.frame == NounFrame::Summit && (!sides.modifiers.is_empty() || !sides.c.of.is_empty()) {
        return;
    }
    let predicate = w.predicate(sides.c.end);
    if phrase.negative && (unplanned(w, n + 1) || predicate.is_some_and(|p| unplanned(w, p))) || retold(w, &sides) {
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
    if let Some(p) = predicate.filter(|_| sides.governor.is_none() || sides.prep.is_none()) {
        topic::of_predicate(w, p, &mut about);
    }
    match sides.governor {
        Some(v) if sides.prep.is_none() => topic::of_governor(w, v, &mut about),
        Some(v) if about.is_empty() && matches!(sides.prep, Some(Prep::After | Prep::At | Prep::During)) => {
            topic::of_settled(w, v, &mut about);
        }
        _ => {}
    }
    let status = told.unwrap_or_else(|| status::of_noun(w, n, sides.governor, sides.prep, sides.c.end));
    let mover = predicate.or(sides.governor).filter(|_| sides.prep.is_none());
    let moved = mover.and_then(|v| status::moved_to(w, v)).and_then(|u| match w.units.units[u].kind {
        UnitKind::Time(t) => time_value::value(w, u, t),
        _ => None,
    });
    let mut place = place::find(w, n, sides.c.end, &anchors);
    if place.is_none()
        && (sides.governor.is_none() || draft.rule == rules::NOUN_SPEAKER)
        && let Some(p) = predicate
        && !w.units.verb(p).is_some_and(status::remarks)
    {
        // "Talks on trade will resume in Geneva."
        place = place::find(w, p, p + 1, &[]);
    }
    if place.is_none() && draft.kind != Kind::Call {
        // "her New Delhi talks with"
        let side = |m: usize| parties.iter().any(|p| p.entity == w.story.entities.mentions[m].entity);
        place = sides.modifiers.iter().filter(|&&m| !side(m)).find_map(|&m| place::of_modifier(w, m));
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
        when: moved.or_else(|| modifier_time(w, n)).or_else(|| time_value::around(w, n)).or_else(|| {
            let when = time::find(w, n, sides.c.end, &anchors)?;
            Some(time_value::lasting(w, n, sides.governor, when))
        }),
        place,
        trigger: w.story.tokens.span(w.units.units[n].tokens),
        rule: draft.rule,
        anaphoric,
        joining,
        ahead: !super::candidate::travels(w, &anchors),
        told: status::is_told(w, n, sides.governor, sides.prep, sides.c.end),
    };
    let again = predicate.filter(|_| !anaphoric).and_then(|p| resumes(w, p)).map(|v| Candidate {
        status: Status::Planned,
        when: time::find(w, v, v + 1, &[]),
        place: place::find(w, v, v + 1, &[]),
        told: true,
        ..candidate.clone()
    });
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
        || matches!(draft.kind, Kind::Call | Kind::Visit)
        || w.has_word(n, "separate"));
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
    out.extend(again);
}

/// "broke down in May but will resume next week": the verb of the further round, where the one at `p` tells how the last ended.
fn resumes(w: &Walker<'_>, p: usize) -> Option<usize> {
    w.units.verb(p).filter(|g| g.finite() && g.tense == Tense::Past && time::tells_course(g.entry().lemma))?;
    let again = |v: &usize| {
        w.units.verb(*v).is_some_and(|g| {
            g.tense == Tense::Future
                && !g.negated
                && matches!(g.entry().lemma, "resume" | "continue" | "restart" | "reopen")
        })
    };
    w.second_predicate(p).filter(again)
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
    let before = phrase_start(w, n).checked_sub(1)?;
    let t = match (w.units.kind(before)?, before.checked_sub(1).and_then(|k| w.units.kind(k))) {
        (UnitKind::Genitive, Some(UnitKind::Time(t))) | (UnitKind::Time(t), _) => *t,
        _ => return None,
    };
    let timex = &w.story.dates[t];
    Some(super::When { span: timex.span, value: time_value::day_value(timex)? })
}

/// The unit where the phrase of the noun at unit `n` starts: that of the first name in "Friday's Peru - Chile summit".
fn phrase_start(w: &Walker<'_>, n: usize) -> usize {
    // "Friday's third round of talks"
    let round = n > 1
        && w.units.is_prep(n - 1, Prep::Of)
        && matches!(w.units.kind(n - 2), Some(UnitKind::Noun(o)) if is_round(w.story.tokens.folded(o.head)));
    if round && n > 3 && matches!(w.units.kind(n - 3), Some(UnitKind::Genitive)) {
        return n - 2;
    }
    before_hyphen(w, n).unwrap_or(n)
}

/// The name at the unit before the hyphen that stands alone before unit `n`: "Peru - Chile summit".
pub(super) fn before_hyphen(w: &Walker<'_>, n: usize) -> Option<usize> {
    (n > 1 && matches!(w.word(n - 1), "-" | "–") && w.units.party(n - 2).is_some()).then(|| n - 2)
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
    let (governor, prep) = w.governor(phrase_start(w, n));
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
            let edge = edge(w, n) == Some(u);
            let word = w.story.tokens.folded(o.head);
            // "took part in the talks"
            !edge && !is_round(word) && word != "part"
        }
        Some(UnitKind::Verb(_)) => true,
        _ => false,
    };
    let near = governor.is_none_or(|v| !(v + 1..n).any(between));
    if let Some(v) = adjoined(w, n).filter(|_| possessor.is_empty()) {
        // What "for" leads to is the verb's: "a dinner he gave for Ms Lee".
        let c = w.complements(v, true);
        return Sides {
            noun: n,
            possessor,
            agent: vec![n + 1],
            modifiers,
            c,
            governor: Some(v),
            prep: None,
            near: true,
        };
    }
    Sides { noun: n, possessor, agent, modifiers, c, governor, prep, near }
}

/// "no talks are scheduled", "no meeting was planned", by the verb at `v`: nobody has refused one.
fn unplanned(w: &Walker<'_>, v: usize) -> bool {
    let lemma = w.units.verb(v).map_or("", |g| g.entry().lemma);
    matches!(lemma, "plan" | "schedule" | "set" | "expect" | "arrange" | "foresee")
}

/// "It will be the first visit to Iran by an Egyptian leader": another way to tell of a visit.
fn retold(w: &Walker<'_>, s: &Sides) -> bool {
    let mut words = w.units.units[s.noun].tokens.range().map(|t| w.story.tokens.folded(t));
    let whoever = |&u: &usize| matches!(w.word(u), "a" | "an" | "any");
    s.prep.is_none()
        && s.governor.and_then(|v| w.units.verb(v)).is_some_and(|g| g.copula)
        && words.any(|word| matches!(word, "first" | "last" | "only"))
        && s.c.by.iter().any(whoever)
}

/// "a visit he will begin on Sunday", "a dinner she gave": the verb of the relative clause without a pronoun that follows the
/// noun at unit `n`.
fn adjoined(w: &Walker<'_>, n: usize) -> Option<usize> {
    let v = n + 2;
    let carries = |lemma: &str| {
        matches!(lemma, "begin" | "start" | "make" | "pay" | "give" | "host" | "hold" | "have" | "attend" | "undertake")
    };
    let g = w.units.verb(v).filter(|g| g.finite() && carries(g.entry().lemma) && is_person(w, n + 1))?;
    let object = matches!(w.units.kind(v + 1), Some(UnitKind::Noun(_) | UnitKind::Party(_)));
    (!object && !g.passive && !g.copula).then_some(v)
}

/// The part of the encounter at unit `n` whose "of" leads on to it, past its length: "at the end of a summit", "at the start
/// of a four-day visit", "on the last day of two days of talks".
pub(super) fn edge(w: &Walker<'_>, n: usize) -> Option<usize> {
    let of = |at: usize| at > 0 && w.units.is_prep(at - 1, Prep::Of);
    let time = |at: usize| at > 0 && matches!(w.units.kind(at - 1), Some(UnitKind::Time(_)));
    let first = match n {
        _ if time(n) => n - 1,
        _ if of(n) && time(n - 1) && of(n - 2) => n - 2,
        _ => n,
    };
    let edge = first.checked_sub(2).filter(|_| of(first))?;
    let counts = matches!(w.units.kind(edge)?, UnitKind::Noun(_) | UnitKind::Time(_));
    let word = w.last_word(edge);
    (counts && (is_edge(word) || matches!(word, "opening" | "day"))).then_some(edge)
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
            // "..." in the call with Mr Lee, a spokesman said: who only tells of it has no part in it.
            _ => {
                let mut subject = w.main_subject(n);
                subject.retain(|&u| w.units.party(u).is_some_and(|m| !entity(w, m).bystander));
                subject
            }
        };
    };
    let Some(g) = w.units.verb(v) else { return Vec::new() };
    // "Asked about her meeting with Mr Lee, Ms Roe said"
    let asked = v == 0 && prep == Some(Prep::About) && matches!(g.entry().lemma, "ask" | "question");
    if asked && matches!(w.word(n), "his" | "her" | "their") {
        return w.main_subject(n);
    }
    let carries = match prep {
        None => {
            let gathering = matches!(w.units.kind(n), Some(UnitKind::Noun(o)) if o.frame() == Some(NounFrame::Summit))
                || w.units.party(n).is_some();
            g.entry().light
                || g.entry().status.is_some()
                || g.entry().frame != Frame::None
                // "told the summit"
                || gathering && matches!(g.entry().lemma, "tell" | "address")
                // "disclosed a meeting with"
                || matches!(g.entry().lemma, "disclose" | "reveal" | "admit" | "acknowledge" | "recall")
        }
        // "pulled out of a meeting with"
        Some(Prep::Of) => edge(w, n).is_some() || g.entry().status == Some(Status::Cancelled),
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
    // "was granted an audience with"
    let granted = matches!(g.entry().lemma, "grant" | "give" | "offer");
    if g.passive && prep.is_none() && !short && !granted {
        return Vec::new();
    }
    // "a plan discussed by Roe and Lee at the summit"
    if (g.passive || g.bare && w.by_follows(v)) && matches!(prep, Some(Prep::At | Prep::During | Prep::In)) {
        let by: Vec<usize> = w.complements(v, true).by.into_iter().filter(|&u| w.is_party(u)).collect();
        if !by.is_empty() {
            return by;
        }
    }
    // "is in talks", "is in Rome for talks", not "is a theme at the talks".
    let other = |u: usize| match w.units.kind(u) {
        // "was on the island for talks"
        Some(UnitKind::Noun(_)) => !matches!(w.units.kind(u - 1), Some(UnitKind::Prep(_))),
        Some(UnitKind::Party(_)) => !w.units.is_prep(u - 1, Prep::In),
        _ => false,
    };
    if g.copula && super::candidate::on_the_way(w, v).is_none() && (v + 1..n).any(other) {
        return Vec::new();
    }
    w.subject(v)
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

/// The country of the party at a unit.
pub(super) fn home(w: &Walker<'_>, unit: usize) -> Option<Country> {
    w.units.party(unit).and_then(|m| entity(w, m).country)
}
