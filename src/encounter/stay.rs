//! Stays: who is where, and when. "The minister will be in Beijing from April 21 to 24. He will meet Ms Li": the stay tells
//! where and when the encounters of the guest take place.

use super::{
    Evidence, Kind, Part, Status, Story, When, Where,
    candidate::{self, Candidate},
    merge::{Draft, around},
    place, status, time, time_value,
    unit::Prep,
    verb::Tense,
};
use crate::{
    coref::EntityMention,
    hash,
    mention::{EntityType, Form},
    span::Span,
    token::Tokens,
};

/// How many sentences a stay reaches forward.
const REACH: usize = 3;

/// How many days a journey lasts of which only the beginning is told.
const JOURNEY: i32 = 14;

/// Words by which a later sentence points back to the stay.
const BACK: [&str; 6] = ["visit", "trip", "tour", "stay", "visiting", "there"];

/// Words that speak of a gathering at which others meet too.
const GATHERING: [&str; 8] =
    ["summit", "sidelines", "margins", "gathering", "conference", "congress", "forum", "session"];

/// Somebody's stay somewhere.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub sentence: usize,
    /// Nobody for a gathering that many attend: "the summit in Lima".
    pub guest: Option<usize>,
    pub place: Option<Where>,
    pub when: Option<When>,
    pub status: Status,
}

/// What asks for the stay that explains it.
pub(super) struct Asker<'a> {
    pub entities: &'a [usize],
    pub status: Status,
    /// The sentences that tell of it, the first first.
    pub sentences: &'a [Span],
    /// The entity of its place, where it is told.
    pub place: Option<usize>,
}

/// Whether the token at `at` may tell of a stay: "be in", "due in".
pub(super) fn is_trigger(tokens: &Tokens, at: usize) -> bool {
    const IN: u64 = hash::word(b"in");
    const TO: u64 = hash::word(b"to");
    const FROM: u64 = hash::word(b"from");
    const AT: u64 = hash::word(b"at");
    let before = || if at > 0 { tokens.folded(at - 1) } else { "" };
    match tokens.hash(at) {
        IN => matches!(before(), "be" | "due" | "was" | "is" | "were" | "are" | "expected"),
        AT => matches!(before(), "due" | "expected"),
        TO => matches!(before(), "been" | "way"),
        FROM => before() == "back",
        _ => false,
    }
}

/// "will be in Cairo", "was in Germany": the stays that the verb at unit `v` tells of.
pub(super) fn presence(w: &super::argument::Walker<'_>, sentence: usize, v: usize, out: &mut Vec<Stay>) {
    let Some(g) = w.units.verb(v) else { return };
    if g.negated || !g.finite() || !w.units.is_prep(v + 1, Prep::In) {
        return;
    }
    let Some(place) = place::at(w, v + 2) else { return };
    let status = match g.tense {
        _ if g.predicate.is_some() => Status::Planned,
        Tense::Future => Status::Planned,
        Tense::Past => Status::Happened,
        Tense::Present => Status::Ongoing,
        _ => return,
    };
    let when = time::find(w, v, v + 3, &[]);
    for unit in w.subject(v) {
        if candidate::is_person(w, unit)
            && let Some(m) = w.units.party(unit)
        {
            let guest = w.story.entities.mentions[m].entity;
            out.push(Stay { sentence, guest: Some(guest), place: Some(place), when: when.clone(), status });
        }
    }
}

/// "begins a four-day state visit on Tuesday": a visit whose host the sentence does not name, by the noun at unit `n`.
pub(super) fn of_noun(
    w: &super::argument::Walker<'_>,
    sentence: usize,
    n: usize,
    guests: &[usize],
    governor: Option<usize>,
    prep: Option<Prep>,
    out: &mut Vec<Stay>,
) {
    let anchors: Vec<usize> = governor.into_iter().collect();
    let Some(when) = time::find(w, n, n + 1, &anchors) else { return };
    let when = time_value::lasting(w, n, governor, when);
    let status = status::of_noun(w, n, governor, prep, n + 1);
    for &unit in guests.iter().filter(|&&u| candidate::is_person(w, u)) {
        if let Some(m) = w.units.party(unit) {
            let guest = w.story.entities.mentions[m].entity;
            out.push(Stay { sentence, guest: Some(guest), place: None, when: Some(when.clone()), status });
        }
    }
}

/// The stay that a visit is, or that an encounter abroad shows.
pub(super) fn of_candidate(story: &Story<'_>, c: &Candidate) -> Option<Stay> {
    let entities = &story.entities.entities;
    let guest = match c.kind {
        Kind::Visit => c.parties.iter().find(|p| p.part == Some(Part::Guest)).or(c.parties.first())?.entity,
        Kind::Call => return None,
        _ => {
            // Who meets somebody in that one's country is there.
            let country = entities[c.place?.entity?].country?;
            let home = |e: usize| entities[e].country == Some(country);
            let host = c.parties.iter().any(|p| home(p.entity));
            let guest = c.parties.iter().find(|p| entities[p.entity].country.is_some() && !home(p.entity))?;
            if !host {
                return None;
            }
            guest.entity
        }
    };
    let when = c.when.clone().filter(|_| c.kind == Kind::Visit);
    Some(Stay { sentence: c.sentence, guest: Some(guest), place: c.place, when, status: c.status })
}

/// The stay that tells where and when `asker` takes place.
pub(super) fn explain<'s>(story: &Story<'_>, stays: &'s [Stay], asker: &Asker<'_>) -> Option<&'s Stay> {
    let sentences = &story.tokens.sentences;
    // By where they start, which rises: a long story is not read through for each encounter.
    let index = |span: &Span| sentences.partition_point(|s| s.span.start < span.start);
    let first = index(asker.sentences.first()?);
    let own = |s: &&Stay| {
        // Who is there now meets there what he is to meet.
        let stays_on = s.status == Status::Ongoing && asker.status == Status::Planned;
        let same = done(s.status) == done(asker.status) || stays_on;
        s.guest.is_some_and(|g| asker.entities.contains(&g)) && same
    };
    let points_back = asker.sentences.iter().any(|span| {
        sentences.get(index(span)).is_some_and(|s| s.tokens.range().any(|t| BACK.contains(&story.tokens.folded(t))))
    });
    let near = stays
        .iter()
        .filter(own)
        .filter(|s| s.sentence != first || !moves_on(story, s))
        .filter(|s| {
            let near = s.sentence <= first && first - s.sentence <= REACH;
            s.sentence == first
                || near && (at_home(story, s, asker) || strangers(story, s, asker))
                || s.sentence < first && points_back
                // "While in Lima, he hopes to hold talks with"
                || s.sentence < first && asker.place.is_some() && s.place.and_then(|p| p.entity) == asker.place
        })
        .max_by_key(|s| s.sentence);
    near.or_else(|| {
        // One stay in the whole story, in the other party's country.
        let mut all = stays.iter().filter(own).filter(|s| at_home(story, s, asker));
        let one = all.next()?;
        all.all(|s| s.place.and_then(|p| p.entity) == one.place.and_then(|p| p.entity)).then_some(one)
    })
}

/// "met him before flying to Lima": a stay that comes after what its sentence tells.
fn moves_on(story: &Story<'_>, stay: &Stay) -> bool {
    let Some(place) = stay.place else { return false };
    let at = story.tokens.at(place.span.start as usize);
    (at.saturating_sub(9)..at.saturating_sub(1))
        .any(|t| story.tokens.folded(t) == "before" && story.tokens.folded(t + 1).ends_with("ing"))
}

/// "a summit in Lima on Friday": when and where many meet, by the noun at unit `n`.
pub(super) fn occasion(w: &super::argument::Walker<'_>, sentence: usize, n: usize, out: &mut Vec<Stay>) {
    let (governor, prep) = w.governor(n);
    let end = w.complements(n, false).end;
    let place = place::find(w, n, end, &[]);
    let when = time::find(w, n, end, &[]);
    if place.is_some() || when.is_some() {
        out.push(Stay { sentence, guest: None, place, when, status: status::of_noun(w, n, governor, prep, end) });
    }
}

/// The one gathering of the story at which `asker` takes place: its own sentences speak of a gathering too.
pub(super) fn gathering<'s>(story: &Story<'_>, stays: &'s [Stay], asker: &Asker<'_>) -> Option<&'s Stay> {
    let sentences = &story.tokens.sentences;
    let speaks = asker.sentences.iter().any(|span| {
        let at = sentences.partition_point(|s| s.span.start < span.start);
        sentences.get(at).is_some_and(|s| s.tokens.range().any(|t| GATHERING.contains(&story.tokens.folded(t))))
    });
    let mut places = stays.iter().filter(|s| s.guest.is_none() && s.place.is_some());
    let first = places.next().filter(|_| speaks)?;
    let same = |s: &Stay| s.place.and_then(|p| p.entity) == first.place.and_then(|p| p.entity);
    (places.all(same) && done(first.status) == done(asker.status)).then_some(first)
}

/// Whether the stay is in the country of one of the others.
fn at_home(story: &Story<'_>, stay: &Stay, asker: &Asker<'_>) -> bool {
    let entities = &story.entities.entities;
    let country = stay.place.and_then(|p| p.entity).and_then(|e| entities[e].country);
    country.is_some() && asker.entities.iter().any(|&e| Some(e) != stay.guest && entities[e].country == country)
}

/// Whether the others are people of whom no country is known: whom a guest meets is mostly from where he is.
fn strangers(story: &Story<'_>, stay: &Stay, asker: &Asker<'_>) -> bool {
    asker.entities.iter().filter(|&&e| Some(e) != stay.guest).all(|&e| {
        let entity = &story.entities.entities[e];
        entity.kind == EntityType::Person && entity.country.is_none()
    })
}

fn done(status: Status) -> bool {
    matches!(status, Status::Happened | Status::Ongoing)
}

/// "She also met the king": on the day and in the place of what she did before, where nothing else is told.
pub(super) fn follows_on(story: &Story<'_>, drafts: &mut [Draft], at: usize) {
    let d = &drafts[at];
    // "Later in the day he will meet the queen": on the day that was spoken of.
    let same = d.when.as_ref().and_then(|when| points_to(story, when));
    let open = (d.when.is_none() || same.is_some()) && d.kind != Kind::Visit;
    let (Some(first), true) = (d.evidence.iter().min_by_key(|e| e.span.start), open) else { return };
    let tokens = story.tokens.at(first.span.start as usize)..story.tokens.len();
    let also = tokens
        .take_while(|&t| story.tokens.tokens[t].span.start < first.trigger.end)
        .any(|t| matches!(story.tokens.folded(t), "also" | "additionally" | "separately" | "then"));
    if !also && same.is_none() {
        return;
    }
    let start = |d: &Draft| d.evidence.iter().map(|e| e.span.start).min().unwrap_or(0);
    let fits = |other: &Draft| {
        other.when.as_ref().is_some_and(|when| same.is_none_or(|unit| is_of(when, unit)))
            && other.status == d.status
            && start(other) <= first.span.start
            && other.parties.iter().any(|p| d.parties.iter().any(|q| q.entity == p.entity))
    };
    let before = around(at, drafts.len()).filter(|&i| i != at && fits(&drafts[i])).max_by_key(|&i| start(&drafts[i]));
    let Some(before) = before else { return };
    let (when, place) = (drafts[before].when.clone(), drafts[before].place);
    let together = also && !matches!(drafts[at].kind, Kind::Visit | Kind::Call) && drafts[before].kind != Kind::Visit;
    let d = &mut drafts[at];
    d.when = match (d.when.take(), when) {
        (Some(own), Some(told)) => Some(When { value: told.value, ..own }),
        (_, told) => told,
    };
    d.place = d.place.or(place.filter(|_| together));
}

/// The unit of the time that is named as one spoken of: "in the day", "that week".
fn points_to<'s>(story: &Story<'s>, when: &When) -> Option<&'s str> {
    let first = story.tokens.at(when.span.start as usize);
    let words: Vec<&str> = story.tokens.within(when.span).map(|t| story.tokens.folded(t)).collect();
    let unit = words.last().copied().filter(|w| matches!(*w, "day" | "week" | "month"))?;
    let named = matches!(words[..], ["the" | "that", _] | ["the" | "that", "same", _]);
    // "during the day", "of the week"
    let within = first > 1 && story.tokens.folded(first - 1) == "in";
    (named && (words[0] == "that" || words.len() == 3 || within)).then_some(unit)
}

/// Whether a time is a day, week or month.
fn is_of(when: &When, unit: &str) -> bool {
    match unit {
        "day" => when.value.parse::<crate::article::Date>().is_ok(),
        "week" => when.value.contains("-W"),
        _ => when.value.len() == 7 && !when.value.contains('W'),
    }
}

/// Where a visit takes place of which only the host is told: the host's country, as the story first names it.
pub(super) fn hosts_country(story: &Story<'_>, d: &Draft) -> Option<Where> {
    let host = d.parties.iter().find(|p| p.part == Some(Part::Host))?;
    named(story, host.country.or(story.entities.entities[host.entity].country)?)
}

/// "The visiting minister met her counterpart": in the country of the other party.
pub(super) fn visiting(story: &Story<'_>, d: &Draft) -> Option<Where> {
    let mentions = &story.entities.mentions;
    let visits = |m: &EntityMention| {
        d.parties.iter().any(|p| p.entity == m.entity)
            && (m.phrase.first..m.tokens.end).any(|t| story.tokens.folded(t as usize) == "visiting")
    };
    let within = |e: &Evidence| {
        let from = mentions.partition_point(|m| m.span.start < e.span.start);
        let mut told = mentions[from..].iter().take_while(|m| m.span.start < e.span.end);
        told.find(|m| e.span.contains(&m.span) && visits(m))
    };
    let visitor = d.evidence.iter().filter_map(within).min_by_key(|m| m.span.start)?;
    let home = story.entities.entities[visitor.entity].country;
    let mut hosts = d.parties.iter().filter(|p| p.entity != visitor.entity);
    let country = hosts.next().and_then(|p| story.entities.entities[p.entity].country)?;
    named(story, country).filter(|_| home != Some(country))
}

/// "leaves on a 10-day trip to Asia ... will meet Japan's prime minister": in the country of the other party, where the guest
/// is on a journey then of which no place is told.
pub(super) fn touring(story: &Story<'_>, stays: &[Stay], d: &Draft) -> Option<Where> {
    let entities = &story.entities.entities;
    let begins = |when: &When| time_value::days(&when.value).map(|(first, _)| first);
    let then = |s: &Stay| {
        let (Some(from), Some(when)) = (s.when.as_ref().and_then(begins), d.when.as_ref()) else { return false };
        begins(when).and_then(|day| from.until(day).ok()).is_some_and(|span| (0..=JOURNEY).contains(&span.get_days()))
    };
    let guest = stays.iter().find_map(|s| {
        let guest = s.guest.filter(|g| s.place.is_none() && d.parties.iter().any(|p| p.entity == *g))?;
        let fits = done(s.status) == done(d.status) || s.status == Status::Ongoing;
        (fits && then(s)).then_some(guest)
    })?;
    let home = entities[guest].country?;
    let mut hosts = d.parties.iter().filter_map(|p| entities[p.entity].country).filter(|&c| c != home);
    let host = hosts.next()?;
    named(story, host).filter(|_| hosts.all(|c| c == host))
}

/// Where the story first names a country.
fn named(story: &Story<'_>, country: crate::country::Country) -> Option<Where> {
    let entities = &story.entities.entities;
    story.states.get(&country)?;
    let of = |e: usize| entities[e].kind == EntityType::Country && entities[e].country == Some(country);
    let m = story.entities.mentions.iter().find(|m| m.form != Form::Demonym && of(m.entity))?;
    Some(Where { span: m.span, entity: Some(m.entity) })
}
