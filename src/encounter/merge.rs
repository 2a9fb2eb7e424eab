//! One record for one encounter: candidates that tell of the same are put together.

use super::{
    Encounter, Evidence, Kind, Part, Participant, Status, Story, When, Where,
    anaphor::{attach, foretell, people},
    attend,
    candidate::Candidate,
    confidence, explained, gathering,
    identity::{named_now, same, same_party},
    narrative, roster,
    rules::{self, Rule},
    stay::{self, Stay},
    steer::{arrival, dated_status, headings, steer_weekday, under_heading},
    time_value,
};
use crate::{
    article::Date, coref::Entity, country::Country, hash::Set, mention::EntityType, span::Span, zone::BlockKind,
};

/// How many encounters lie at most between two tellings of one. No story has as many; a text of book length costs no more
/// for each of its sentences than a story does.
const MEMORY: usize = 256;

/// How many topics a record keeps.
const TOPICS: usize = 4;

/// An encounter in the making.
pub(super) struct Draft {
    pub kind: Kind,
    pub status: Status,
    pub parties: Vec<Participant>,
    /// As in the candidate that it began with.
    pub side: Vec<usize>,
    pub about: Vec<Span>,
    pub when: Option<When>,
    pub place: Option<Where>,
    pub evidence: Vec<Evidence>,
    pub rules: Vec<Rule>,
    pub last_sentence: usize,
    /// Told by the headline alone so far.
    pub headline: bool,
    /// Some sentence tells the status, and does not take it for granted.
    pub told: bool,
}

impl Draft {
    pub fn new(story: &Story<'_>, c: Candidate) -> Self {
        Self {
            kind: c.kind,
            status: c.status,
            evidence: vec![c.evidence(story)],
            rules: vec![c.rule],
            last_sentence: c.sentence,
            headline: is_headline(story, c.sentence),
            told: c.told,
            parties: c.parties,
            side: c.side,
            about: c.about,
            when: c.when,
            place: c.place,
        }
    }
}

/// Merges candidates, in text order, into encounters.
pub(super) fn merge(story: &Story<'_>, candidates: Vec<Candidate>, mut stays: Vec<Stay>) -> Vec<Encounter> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut pending = Vec::new();
    let headings = headings(story);
    for mut c in candidates {
        let visit = c.kind == Kind::Visit;
        let stay = stay::of_candidate(story, &c);
        tidy(story, &mut c.parties);
        under_heading(&headings, &mut c);
        steer_weekday(story, &mut c);
        arrival(story, &mut c);
        c.status = dated_status(story, &c);
        let stay = stay.map(|s| Stay { status: c.status, when: c.when.clone().filter(|_| visit), ..s });
        stays.extend(stay.filter(|s| s.place.is_some() || s.when.is_some()));
        if c.rule == rules::CONTACT_ATTEND {
            attend::join(story, &mut drafts, &pending, c);
            continue;
        }
        if c.anaphoric {
            pending.extend(attach(story, &mut drafts, c));
            continue;
        }
        if c.parties.len() < 2 {
            continue;
        }
        match nearest(&drafts, |d| same(story, d, &c)) {
            Some(at) => absorb(story, &mut drafts[at], c),
            None => drafts.push(Draft::new(story, c)),
        }
    }
    for c in pending {
        foretell(story, &mut drafts, c);
    }
    spoken_by_phone(story, &mut drafts);
    gathering::join(story, &mut drafts);
    roster::read(story, &mut drafts);
    stays.sort_by_key(|s| s.sentence);
    let day = if drafts.is_empty() { None } else { lead_day(story) };
    for at in 0..drafts.len() {
        stay::follows_on(story, &mut drafts, at);
        let d = &mut drafts[at];
        place_and_time(story, &stays, d);
        if let Some(day) = day.as_ref().filter(|_| d.when.is_none() && is_news(story, d)) {
            d.when = Some(day.clone());
        }
    }
    for at in 0..drafts.len() {
        if let Some(day) = day_of_whole(story, &drafts, at).or_else(|| narrative::day(story, &drafts, at, day.as_ref()))
        {
            drafts[at].when = Some(day);
        }
    }
    explained::visits(story, &mut drafts);
    super::told::add(story, &mut drafts);
    drafts.into_iter().filter_map(|d| finish(story, d)).collect()
}

/// The last of the drafts that fits, as far back as a story may speak of.
pub(super) fn nearest(drafts: &[Draft], fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let from = drafts.len().saturating_sub(MEMORY);
    drafts[from..].iter().rposition(fits).map(|at| from + at)
}

/// The indices at most [`MEMORY`] before and after `at`.
pub(super) fn around(at: usize, len: usize) -> std::ops::Range<usize> {
    at.saturating_sub(MEMORY)..(at + MEMORY).min(len)
}

/// In a story of phone calls, who "spoke with" somebody abroad did so by phone too.
fn spoken_by_phone(story: &Story<'_>, drafts: &mut [Draft]) {
    let callers: Set<usize> =
        drafts.iter().filter(|d| d.kind == Kind::Call).flat_map(|d| d.parties.iter().map(|p| p.entity)).collect();
    for d in drafts.iter_mut() {
        let spoken = d.kind == Kind::Talks && d.place.is_none() && d.rules.iter().all(|r| *r == rules::SPEAK_WITH);
        if spoken && people(story, &d.parties) && d.parties.iter().any(|p| callers.contains(&p.entity)) {
            d.kind = Kind::Call;
        }
    }
}

/// The day of the news: the day not long before publication that the first sentence names.
fn lead_day(story: &Story<'_>) -> Option<When> {
    let published = story.published?;
    let lead = story.tokens.sentences.iter().find(|s| s.kind == BlockKind::Body)?;
    let timex = story.dates.iter().find(|t| {
        lead.span.contains(&t.span)
            && time_value::day_value(t).and_then(|v| time_value::days(&v)).is_some_and(|(first, last)| {
                first == last && last <= published && last.until(published).is_ok_and(|s| s.get_days() <= 2)
            })
    })?;
    Some(When { span: timex.span, value: time_value::day_value(timex)? })
}

/// Whether the encounter is what the story's first sentences tell as having happened, between people that the first
/// names.
fn is_news(story: &Story<'_>, d: &Draft) -> bool {
    let body: Vec<Span> =
        story.tokens.sentences.iter().filter(|s| s.kind == BlockKind::Body).map(|s| s.span).take(4).collect();
    let told = d.evidence.iter().any(|e| body.contains(&e.span));
    let state = |e: &Entity| match e.kind {
        EntityType::Country => true,
        EntityType::Organisation => e.country == Some(Country::EU),
        _ => false,
    };
    // By name or by the country: "Italy and Britain called on the Union on Wednesday", before their leaders are named.
    let named = |e: usize| {
        let country = story.entities.entities[e].country;
        story.entities.mentions.iter().any(|m| {
            let other = &story.entities.entities[m.entity];
            (m.entity == e || country.is_some() && state(other) && other.country == country)
                && body.first().is_some_and(|s| s.contains(&m.span))
        })
    };
    matches!(d.status, Status::Happened | Status::Ongoing)
        && d.kind != Kind::Visit
        && told
        && people(story, &d.parties)
        && d.parties.iter().all(|p| named(p.entity))
}

/// "met Chad's leaders on Monday": the day of the meeting with each of them that another sentence tells without one.
fn day_of_whole(story: &Story<'_>, drafts: &[Draft], at: usize) -> Option<When> {
    let d = &drafts[at];
    let single = |k| matches!(k, Kind::Meeting | Kind::Talks);
    if d.when.is_some() || d.status != Status::Happened || !single(d.kind) || !people(story, &d.parties) {
        return None;
    }
    let entity = |p: &Participant| &story.entities.entities[p.entity];
    let whole = |p: &Participant, q: &Participant| {
        entity(q).kind == EntityType::Group && entity(q).country.is_some() && entity(q).country == entity(p).country
    };
    around(at, drafts.len())
        .filter(|&o| o != at && single(drafts[o].kind) && drafts[o].status == d.status)
        .find(|&o| {
            let among = |p: &Participant| drafts[o].parties.iter().any(|q| q.entity == p.entity || whole(p, q));
            d.parties.iter().all(among)
                && d.parties.iter().any(|p| drafts[o].parties.iter().any(|q| q.entity == p.entity))
        })
        .and_then(|o| drafts[o].when.clone())
}

/// Takes from the guest's stay what the encounter's own sentences do not tell.
fn place_and_time(story: &Story<'_>, stays: &[Stay], d: &mut Draft) {
    if d.kind == Kind::Visit {
        d.place = d.place.or_else(|| stay::hosts_country(story, d));
    }
    if matches!(d.kind, Kind::Call | Kind::Visit) || d.place.is_some() && d.when.is_some() {
        return;
    }
    d.place = d.place.or_else(|| stay::visiting(story, d));
    let entities: Vec<usize> = d.parties.iter().map(|p| p.entity).collect();
    let sentences: Vec<Span> = d.evidence.iter().map(|e| e.span).collect();
    let place = d.place.and_then(|p| p.entity);
    let asker = stay::Asker { entities: &entities, status: d.status, sentences: &sentences, place };
    let first = sentences.first().map_or(0, |s| story.tokens.sentences.partition_point(|o| o.span.start < s.start));
    let stays = &stays[around(stays.partition_point(|s| s.sentence <= first), stays.len())];
    if let Some(stay) = stay::explain(story, stays, &asker) {
        d.place = d.place.or(stay.place);
        // "arrived on Monday and will meet": not on the day of the journey.
        let then = stay.when.clone().filter(|_| stay.status != Status::Ongoing || d.status != Status::Planned);
        d.when = d.when.take().or(then);
    }
    d.place = d.place.or_else(|| stay::touring(story, stays, d));
    if let Some(stay) = stay::gathering(story, stays, &asker).filter(|_| d.place.is_none()) {
        d.place = stay.place;
        if d.kind == Kind::Summit {
            d.when = d.when.take().or_else(|| stay.when.clone());
        }
    }
}

/// Persons stand for their countries, and foreign cities for theirs.
fn tidy(story: &Story<'_>, parties: &mut Vec<Participant>) {
    let entities = &story.entities.entities;
    for p in parties.iter_mut() {
        let e = &entities[p.entity];
        if e.kind == EntityType::Place && e.country.is_some() {
            match e.country.and_then(|c| story.states.get(&c)) {
                Some(&state) => p.entity = state,
                None => p.country = e.country,
            }
        }
    }
    let people: Vec<usize> = parties
        .iter()
        .map(|p| p.entity)
        .filter(|&e| matches!(entities[e].kind, EntityType::Person | EntityType::Office))
        .collect();
    let mut seen = Vec::new();
    parties.retain(|p| {
        let e = &entities[p.entity];
        let represented = people.iter().any(|&x| {
            x != p.entity
                && match e.kind {
                    EntityType::Country => entities[x].country.is_some() && entities[x].country == e.country,
                    EntityType::Organisation | EntityType::Company => {
                        entities[x].roles.iter().any(|r| r.organisation.as_deref().is_some_and(|o| o == e.name))
                    }
                    _ => false,
                }
        });
        let fresh = !seen.contains(&p.entity);
        seen.push(p.entity);
        fresh && !represented
    });
}

fn is_headline(story: &Story<'_>, sentence: usize) -> bool {
    story.tokens.sentences[sentence].kind == BlockKind::Headline
}

fn absorb(story: &Story<'_>, d: &mut Draft, c: Candidate) {
    if d.headline {
        // The story says in full what the headline abridges.
        d.parties.clear();
        d.headline = is_headline(story, c.sentence);
    }
    if let Some(vague) = named_now(story, d, &c) {
        d.parties.retain(|p| p.entity != vague);
    }
    for p in &c.parties {
        let hit = d.parties.iter_mut().find(|q| same_party(story, *p, **q));
        match hit {
            Some(q) => {
                // The person stands for the country.
                if specific(story, p.entity) > specific(story, q.entity) {
                    (q.entity, q.country) = (p.entity, p.country);
                }
                q.part = q.part.or(p.part);
            }
            None => d.parties.push(*p),
        }
    }
    tidy(story, &mut d.parties);
    let visits = (d.kind == Kind::Visit, c.kind == Kind::Visit);
    d.kind = merged_kind(d.kind, c.kind, d.parties.len());
    d.status = match (d.told, c.told) {
        // Who has arrived and has met them: the meeting is over, the visit may not be.
        _ if visits == (true, false) && d.status == Status::Ongoing && c.status == Status::Happened => c.status,
        _ if visits == (false, true) && c.status == Status::Ongoing && d.status == Status::Happened => d.status,
        (true, false) => d.status,
        (false, true) => c.status,
        _ => merged_status(d.kind, d.status, c.status),
    };
    d.told |= c.told;
    // "met Mr Lee ... He arrived on Tuesday": the day of the journey.
    let journey = visits == (false, true) && d.status == Status::Happened && c.sentence != d.last_sentence;
    let c = if journey { Candidate { when: None, ..c } } else { c };
    fill(story, d, &c);
    d.evidence.push(c.evidence(story));
    d.rules.push(c.rule);
    d.last_sentence = c.sentence;
}

fn specific(story: &Story<'_>, entity: usize) -> u8 {
    match story.entities.entities[entity].kind {
        EntityType::Person => 3,
        EntityType::Office => 2,
        EntityType::Organisation | EntityType::Company => 1,
        _ => 0,
    }
}

fn merged_kind(a: Kind, b: Kind, parties: usize) -> Kind {
    use Kind::{Call, Meeting, Summit, Talks, Visit};
    match (a, b) {
        _ if a == b => a,
        (Call, _) | (_, Call) => Call,
        (Summit, x) | (x, Summit) if parties < 3 && x == Meeting => Meeting,
        (Summit, _) | (_, Summit) => Summit,
        (Meeting, _) | (_, Meeting) => Meeting,
        (Talks, Visit) | (Visit, Talks) => Talks,
        _ => a,
    }
}

fn merged_status(kind: Kind, a: Status, b: Status) -> Status {
    use Status::{Cancelled, Happened, Ongoing, Planned, Proposed, Refused};
    let rank = |s| match s {
        Cancelled => 6,
        Refused => 5,
        // Talks that were held and go on are under way.
        Ongoing if kind == Kind::Talks => 5,
        Happened => 4,
        Ongoing => 3,
        Planned => 2,
        Proposed => 1,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// Takes over what the candidate says and the draft lacks.
pub(super) fn fill(story: &Story<'_>, d: &mut Draft, c: &Candidate) {
    match (&d.when, &c.when) {
        // The days of a visit are not those of what takes place on it.
        (_, Some(when)) if c.kind == Kind::Visit && d.kind != Kind::Visit && when.value.contains('/') => {}
        (None, Some(_)) => d.when = c.when.clone(),
        // The day says more than the week.
        (Some(a), Some(b)) if narrower(&b.value, &a.value) => d.when = c.when.clone(),
        _ => {}
    }
    if d.place.is_none() {
        d.place = c.place;
    }
    for &topic in &c.about {
        let told = d.about.iter().any(|t| t.overlaps(&topic) || says_again(story, *t, topic));
        if d.about.len() < TOPICS && !told {
            d.about.push(topic);
        }
    }
}

/// Whether every word of `topic` stands in `told` already: "the fishing treaty" after "a treaty on fishing".
fn says_again(story: &Story<'_>, told: Span, topic: Span) -> bool {
    let words = |span: Span| {
        let all = story.tokens.within(span);
        all.map(|t| story.tokens.folded(t)).filter(|w| !matches!(*w, "the" | "a" | "an"))
    };
    words(topic).all(|w| words(told).any(|t| t == w))
}

fn narrower(a: &str, b: &str) -> bool {
    let length = |v: &str| -> Option<i64> {
        let (first, last): (Date, Date) = time_value::days(v)?;
        first.until(last).ok().map(|s| i64::from(s.get_days()))
    };
    matches!((length(a), length(b)), (Some(x), Some(y)) if x < y)
}

fn finish(story: &Story<'_>, mut d: Draft) -> Option<Encounter> {
    tidy(story, &mut d.parties);
    if d.parties.len() < 2 {
        return None;
    }
    // A guest needs a host and the other way round.
    let has = |part| d.parties.iter().any(|p| p.part == Some(part));
    if !(has(Part::Host) && has(Part::Guest)) {
        for p in &mut d.parties {
            if p.part != Some(Part::Mediator) {
                p.part = None;
            }
        }
    }
    d.evidence.sort_by_key(|e| (e.span.start, e.trigger.start));
    if d.kind == Kind::Call {
        // Who calls is where he is: nobody meets there.
        d.place = None;
    }
    let confidence = confidence::of(story, &d);
    Some(Encounter {
        kind: d.kind,
        status: d.status,
        participants: d.parties,
        about: d.about,
        when: d.when,
        place: d.place,
        evidence: d.evidence,
        confidence,
    })
}
