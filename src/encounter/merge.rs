//! One record for one encounter: candidates that tell of the same are put together.

use super::{
    Encounter, Evidence, Kind, Part, Participant, Status, Story, When, Where,
    candidate::Candidate,
    rules::{self, Rule},
    stay::{self, Stay},
    time,
};
use crate::{article::Date, mention::EntityType, span::Span, zone::BlockKind};

/// How many sentences back "the meeting" may reach.
const REACH: usize = 12;

/// How many topics a record keeps.
const TOPICS: usize = 4;

/// An encounter in the making.
struct Draft {
    kind: Kind,
    status: Status,
    parties: Vec<Participant>,
    about: Vec<Span>,
    when: Option<When>,
    place: Option<Where>,
    evidence: Vec<Evidence>,
    rules: Vec<Rule>,
    last_sentence: usize,
    /// Told by the headline alone so far.
    headline: bool,
    /// Some sentence tells the status, and does not take it for granted.
    told: bool,
}

impl Draft {
    fn new(story: &Story<'_>, c: Candidate) -> Self {
        Self {
            kind: c.kind,
            status: c.status,
            evidence: vec![c.evidence(story)],
            rules: vec![c.rule],
            last_sentence: c.sentence,
            headline: is_headline(story, c.sentence),
            told: c.told,
            parties: c.parties,
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
    for mut c in candidates {
        let visit = c.kind == Kind::Visit;
        let stay = stay::of_candidate(story, &c);
        tidy(story, &mut c.parties);
        steer_weekday(story, &mut c);
        c.status = dated_status(story, &c);
        let stay = stay.map(|s| Stay { status: c.status, when: c.when.clone().filter(|_| visit), ..s });
        stays.extend(stay.filter(|s| s.place.is_some() || s.when.is_some()));
        if c.anaphoric {
            pending.extend(attach(story, &mut drafts, c));
            continue;
        }
        if c.parties.len() < 2 {
            continue;
        }
        match drafts.iter().rposition(|d| same(story, d, &c)) {
            Some(at) => absorb(story, &mut drafts[at], c),
            None => drafts.push(Draft::new(story, c)),
        }
    }
    for c in pending {
        foretell(story, &mut drafts, c);
    }
    spoken_by_phone(story, &mut drafts);
    stays.sort_by_key(|s| s.sentence);
    let day = lead_day(story);
    for d in &mut drafts {
        place_and_time(story, &stays, d);
        if let Some(day) = day.as_ref().filter(|_| d.when.is_none() && is_news(story, d)) {
            d.when = Some(day.clone());
        }
    }
    drafts.into_iter().filter_map(|d| finish(story, d)).collect()
}

/// In a story of phone calls, who "spoke with" somebody abroad did so by phone too.
fn spoken_by_phone(story: &Story<'_>, drafts: &mut [Draft]) {
    let callers: Vec<usize> =
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
            && time::day_value(t).and_then(|v| time::days(&v)).is_some_and(|(first, last)| {
                first == last && last <= published && last.until(published).is_ok_and(|s| s.get_days() <= 2)
            })
    })?;
    Some(When { span: timex.span, value: time::day_value(timex)? })
}

/// Whether the encounter is what the story's first sentences tell as having happened, between people that the first
/// names.
fn is_news(story: &Story<'_>, d: &Draft) -> bool {
    let body: Vec<Span> =
        story.tokens.sentences.iter().filter(|s| s.kind == BlockKind::Body).map(|s| s.span).take(4).collect();
    let told = d.evidence.iter().any(|e| body.contains(&e.span));
    let named = |e: usize| {
        story.entities.mentions.iter().any(|m| m.entity == e && body.first().is_some_and(|s| s.contains(&m.span)))
    };
    matches!(d.status, Status::Happened | Status::Ongoing)
        && !matches!(d.kind, Kind::Visit | Kind::Summit)
        && told
        && d.parties.iter().all(|p| named(p.entity))
}

/// Takes from the guest's stay what the encounter's own sentences do not tell.
fn place_and_time(story: &Story<'_>, stays: &[Stay], d: &mut Draft) {
    if matches!(d.kind, Kind::Call | Kind::Visit) || d.place.is_some() && d.when.is_some() {
        return;
    }
    let entities: Vec<usize> = d.parties.iter().map(|p| p.entity).collect();
    let sentences: Vec<Span> = d.evidence.iter().map(|e| e.span).collect();
    let asker = stay::Asker { entities: &entities, status: d.status, sentences: &sentences };
    if let Some(stay) = stay::explain(story, stays, &asker) {
        d.place = d.place.or(stay.place);
        d.when = d.when.take().or_else(|| stay.when.clone());
    }
}

/// Persons stand for their countries, and foreign cities for theirs.
fn tidy(story: &Story<'_>, parties: &mut Vec<Participant>) {
    let entities = &story.entities.entities;
    for p in parties.iter_mut() {
        let e = &entities[p.entity];
        if e.kind == EntityType::Place && e.country.is_some() {
            match entities.iter().position(|c| c.kind == EntityType::Country && c.country == e.country) {
                Some(country) => p.entity = country,
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

/// A bare weekday means the next one for what is to come and the last one for what is done; the encounter's status
/// knows better than the tense of the nearest verb.
fn steer_weekday(story: &Story<'_>, c: &mut Candidate) {
    const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let (Some(published), Some(when)) = (story.published, &mut c.when) else { return };
    let token = story.tokens.at(when.span.start as usize);
    let bare = token < story.tokens.len()
        && story.tokens.tokens[token].span == when.span
        && WEEKDAYS.contains(&story.tokens.folded(token));
    let Ok(day) = when.value.parse::<Date>() else { return };
    if !bare {
        return;
    }
    // "arrived on Saturday for talks": the day is that of the journey.
    if c.status == Status::Planned && day < published && when.span.end <= c.trigger.start && !c.ahead {
        c.status = Status::Happened;
        return;
    }
    let shift = match c.status {
        Status::Planned | Status::Proposed | Status::Ongoing if day < published => 7,
        Status::Happened if day > published => -7,
        _ => return,
    };
    if let Ok(moved) = day.checked_add(jiff::Span::new().days(shift)) {
        when.value = moved.to_string();
        if c.status == Status::Ongoing {
            // "is meeting bankers on Friday"
            c.status = Status::Planned;
        }
    }
}

/// A status that the date of the encounter contradicts is mended: what is dated after publication has not happened.
fn dated_status(story: &Story<'_>, c: &Candidate) -> Status {
    let (Some(published), Some(when)) = (story.published, &c.when) else { return c.status };
    let Some((first, last)) = time::days(&when.value) else { return c.status };
    let covers = first <= published && published <= last;
    match c.status {
        Status::Happened | Status::Ongoing if first > published => Status::Planned,
        // "open to talks during the envoy's visit last month", "invited him to hold talks on Saturday"
        Status::Proposed if last < published && past_noun(c.rule) => Status::Happened,
        Status::Ongoing if last < published => Status::Happened,
        Status::Ongoing if !covers => Status::Happened,
        s => s,
    }
}

/// Rules that take a noun or an invitation for the encounter: what is dated in the past has taken place.
fn past_noun(rule: Rule) -> bool {
    [rules::VISIT_NOUN, rules::NOUN_POSSESSOR_WITH, rules::INVITE_OBJECT].contains(&rule)
}

/// Whether two entities are the same party: the same, or one stands for the other.
fn same_party(story: &Story<'_>, a: Participant, b: Participant) -> bool {
    if a.entity == b.entity {
        return true;
    }
    let (x, y) = (&story.entities.entities[a.entity], &story.entities.entities[b.entity]);
    if let Some(country) = a.country.or(b.country) {
        return x.country == Some(country) && y.country == Some(country);
    }
    let stands = |body: &crate::coref::Entity, person: &crate::coref::Entity| match body.kind {
        EntityType::Country => {
            matches!(person.kind, EntityType::Person | EntityType::Office | EntityType::Group)
                && person.country.is_some()
                && person.country == body.country
        }
        // "Germany's leaders" is whoever leads Germany.
        EntityType::Group => {
            matches!(person.kind, EntityType::Person | EntityType::Office)
                && person.country.is_some()
                && person.country == body.country
                && body.name.to_lowercase().split_whitespace().next_back().is_some_and(is_leaders)
        }
        EntityType::Organisation | EntityType::Company => {
            person.kind == EntityType::Person
                && person.roles.iter().any(|r| r.organisation.as_deref().is_some_and(|o| o == body.name))
        }
        EntityType::Office => {
            person.kind == EntityType::Person && person.country == body.country && same_title(body, person)
        }
        _ => false,
    };
    stands(x, y) || stands(y, x)
}

fn is_leaders(noun: &str) -> bool {
    matches!(
        noun,
        "leaders" | "presidents" | "premiers" | "ministers" | "chiefs" | "counterparts" | "negotiators" | "officials"
    )
}

/// Whether somebody is host of the one and guest of the other.
fn parts_conflict(story: &Story<'_>, a: &[Participant], b: &[Participant]) -> bool {
    a.iter().any(|p| {
        b.iter().any(|q| {
            matches!((p.part, q.part), (Some(Part::Host), Some(Part::Guest)) | (Some(Part::Guest), Some(Part::Host)))
                && same_party(story, *p, *q)
        })
    })
}

fn same_title(a: &crate::coref::Entity, b: &crate::coref::Entity) -> bool {
    a.roles.iter().any(|r| b.roles.iter().any(|s| r.title.eq_ignore_ascii_case(&s.title)))
}

/// How many of the smaller side's parties stand on the other side too, and whether all do.
fn shared(story: &Story<'_>, a: &[Participant], b: &[Participant]) -> (usize, bool) {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut taken = vec![false; large.len()];
    let mut count = 0;
    for p in small {
        let hit = (0..large.len())
            .filter(|&i| !taken[i] && same_party(story, *p, large[i]))
            .min_by_key(|&i| large[i].entity != p.entity);
        if let Some(i) = hit {
            taken[i] = true;
            count += 1;
        }
    }
    (count, count == small.len())
}

/// As [`shared`], for a headline: its offices, groups and countries are whoever of that country the story names.
fn shared_by_country(story: &Story<'_>, headline: &[Participant], told: &[Participant]) -> (usize, bool) {
    let entities = &story.entities.entities;
    let same = |a: usize, b: usize| {
        let unnamed = !matches!(entities[a].kind, EntityType::Person);
        a == b || unnamed && entities[a].country.is_some() && entities[a].country == entities[b].country
    };
    let count = headline.iter().filter(|p| told.iter().any(|q| same(p.entity, q.entity))).count();
    (count, count == headline.len())
}

fn kinds_agree(a: Kind, b: Kind) -> bool {
    use Kind::{Call, Talks};
    a == b || !(a == Call && b != Talks || b == Call && a != Talks)
}

fn statuses_agree(a: Status, b: Status) -> bool {
    use Status::{Happened, Ongoing};
    let done = |s| matches!(s, Happened | Ongoing);
    done(a) == done(b)
}

/// Whether two dates can be of one occasion: equal, one inside the other, or one unknown.
fn times_agree(a: Option<&When>, b: Option<&When>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    if a.value == b.value {
        return true;
    }
    match (time::days(&a.value), time::days(&b.value)) {
        (Some((a1, a2)), Some((b1, b2))) => a1 <= b1 && b2 <= a2 || b1 <= a1 && a2 <= b2,
        _ => false,
    }
}

/// Whether a date lies more than a month before publication: an occasion of the background, not that of the news.
fn long_past(story: &Story<'_>, when: Option<&When>) -> bool {
    let (Some(published), Some(when)) = (story.published, when) else { return false };
    time::days(&when.value).and_then(|(_, last)| last.until(published).ok()).is_some_and(|span| span.get_days() > 31)
}

/// A visit to a country and a meeting with some group there are two records.
fn visit_meets_group(story: &Story<'_>, d: &Draft, c: &Candidate) -> bool {
    let group =
        |parties: &[Participant]| parties.iter().any(|p| story.entities.entities[p.entity].kind == EntityType::Group);
    match (d.kind == Kind::Visit, c.kind == Kind::Visit) {
        (true, false) => group(&c.parties),
        (false, true) => group(&d.parties),
        _ => false,
    }
}

fn same(story: &Story<'_>, d: &Draft, c: &Candidate) -> bool {
    let (mut count, mut all) = shared(story, &d.parties, &c.parties);
    if !all && d.headline {
        // The headline's "tariff envoy" is the story's person of that country.
        (count, all) = shared_by_country(story, &d.parties, &c.parties);
    }
    // "visits by officials" are not those of their leader.
    let visit = (d.kind == Kind::Visit) != (c.kind == Kind::Visit);
    let officials =
        |parties: &[Participant]| parties.iter().any(|p| story.entities.entities[p.entity].name.ends_with("officials"));
    if visit && (officials(&d.parties) || officials(&c.parties)) {
        return false;
    }
    let dated = d.when.is_some() && c.when.is_some() && times_agree(d.when.as_ref(), c.when.as_ref());
    count >= 2
        && all
        && !visit_meets_group(story, d, c)
        && !(d.kind == Kind::Visit && c.kind == Kind::Visit && parts_conflict(story, &d.parties, &c.parties))
        && kinds_agree(d.kind, c.kind)
        && (d.when.is_some() || !long_past(story, c.when.as_ref()))
        && (c.when.is_some() || !long_past(story, d.when.as_ref()))
        && times_agree(d.when.as_ref(), c.when.as_ref())
        && (statuses_agree(d.status, c.status) || dated || !d.told || !c.told)
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
    d.kind = merged_kind(d.kind, c.kind, d.parties.len());
    d.status = match (d.told, c.told) {
        (true, false) => d.status,
        (false, true) => c.status,
        _ => merged_status(d.kind, d.status, c.status),
    };
    d.told |= c.told;
    fill(d, &c);
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
fn fill(d: &mut Draft, c: &Candidate) {
    match (&d.when, &c.when) {
        (None, Some(_)) => d.when = c.when.clone(),
        // The day says more than the week.
        (Some(a), Some(b)) if narrower(&b.value, &a.value) => d.when = c.when.clone(),
        _ => {}
    }
    if d.place.is_none() {
        d.place = c.place;
    }
    for &topic in &c.about {
        if d.about.len() < TOPICS && !d.about.iter().any(|t| t.overlaps(&topic)) {
            d.about.push(topic);
        }
    }
}

fn narrower(a: &str, b: &str) -> bool {
    let length = |v: &str| -> Option<i64> {
        let (first, last): (Date, Date) = time::days(v)?;
        first.until(last).ok().map(|s| i64::from(s.get_days()))
    };
    matches!((length(a), length(b)), (Some(x), Some(y)) if x < y)
}

/// "the meeting", "the two leaders discussed": more of the nearest encounter before it that it can mean. What means none
/// is given back.
fn attach(story: &Story<'_>, drafts: &mut Vec<Draft>, c: Candidate) -> Option<Candidate> {
    let named = c.parties.len() >= 2;
    let hit = drafts.iter().rposition(|d| {
        let (_, all) = shared(story, &d.parties, &c.parties);
        c.sentence - d.last_sentence.min(c.sentence) <= REACH
            && all
            && c.parties.len() <= d.parties.len()
            && kind_fits(d.kind, c.kind)
            && times_agree(d.when.as_ref(), c.when.as_ref())
            && (statuses_agree(d.status, c.status) || !named)
    });
    match hit {
        Some(at) => {
            let d = &mut drafts[at];
            // A date of its own ("the April 16 talks") reaches further back.
            let close = c.sentence - d.last_sentence.min(c.sentence) <= 3 || c.when.is_some();
            if close || named {
                if c.kind == Kind::Summit && matches!(d.kind, Kind::Meeting | Kind::Talks) && d.parties.len() >= 3 {
                    d.kind = Kind::Summit;
                }
                fill(d, &c);
                if !c.about.is_empty() || c.when.is_some() || c.place.is_some() {
                    d.evidence.push(c.evidence(story));
                }
                d.last_sentence = c.sentence;
            }
            None
        }
        // Two people who discuss something are in contact, wherever else it is told.
        None if named && c.rule == rules::DISCUSS_TOPIC && people(story, &c.parties) => {
            drafts.push(Draft { headline: false, ..Draft::new(story, c) });
            None
        }
        // "This builds on their September 2022 meeting": another one of the same people.
        None if c.rule == rules::NOUN_ANAPHORIC && c.when.is_some() => {
            let told = drafts.iter().rposition(|d| {
                c.sentence - d.last_sentence.min(c.sentence) <= 4
                    && shared(story, &d.parties, &c.parties).1
                    && !c.parties.is_empty()
                    && kind_fits(d.kind, c.kind)
                    && !times_agree(d.when.as_ref(), c.when.as_ref())
            });
            let Some(d) = told.map(|at| &drafts[at]) else { return Some(c) };
            let parties = if named { c.parties.clone() } else { d.parties.clone() };
            drafts.push(Draft::new(story, Candidate { parties, ..c }));
            None
        }
        None => Some(c),
    }
}

/// "The king begins a visit on Tuesday which will focus on trade": more of the encounter that the next sentences tell.
fn foretell(story: &Story<'_>, drafts: &mut [Draft], c: Candidate) {
    let start = |s: usize| story.tokens.sentences[s].span.start;
    let last = (c.sentence + 3).min(story.tokens.sentences.len() - 1);
    let hit = drafts.iter_mut().find(|d| {
        let first = d.evidence.iter().map(|e| e.span.start).min().unwrap_or(0);
        (start(c.sentence)..=start(last)).contains(&first)
            && !c.parties.is_empty()
            && shared(story, &d.parties, &c.parties).1
            && kind_fits(d.kind, c.kind)
            && times_agree(d.when.as_ref(), c.when.as_ref())
            && statuses_agree(d.status, c.status)
    });
    if let Some(d) = hit.filter(|_| !c.about.is_empty()) {
        fill(d, &c);
        d.evidence.push(c.evidence(story));
    }
}

fn people(story: &Story<'_>, parties: &[Participant]) -> bool {
    parties.iter().all(|p| story.entities.entities[p.entity].kind == EntityType::Person)
}

/// Whether an anaphoric noun of kind `noun` can mean an encounter of kind `told`.
fn kind_fits(told: Kind, noun: Kind) -> bool {
    use Kind::{Call, Meeting, Summit, Talks, Visit};
    match noun {
        Meeting => matches!(told, Meeting | Talks | Summit),
        Talks => told != Visit,
        Visit => matches!(told, Visit | Meeting | Talks),
        Call => told == Call,
        Summit => matches!(told, Summit | Meeting | Talks),
    }
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
    let miss: f32 = d.rules.iter().map(|r| 1.0 - f32::from(r.precision) / 100.0).fold(1.0, |a, b| a * b.max(0.3));
    Some(Encounter {
        kind: d.kind,
        status: d.status,
        participants: d.parties,
        about: d.about,
        when: d.when,
        place: d.place,
        evidence: d.evidence,
        confidence: (1.0 - miss).clamp(0.0, 0.99),
    })
}
