//! Whether two tellings are of one encounter: the same parties, kind, status and time.

use super::{Kind, Part, Participant, Status, Story, When, candidate::Candidate, merge::Draft, time_value};
use crate::mention::EntityType;

/// Whether two entities are the same party: the same, or one stands for the other.
pub(super) fn same_party(story: &Story<'_>, a: Participant, b: Participant) -> bool {
    if a.entity == b.entity {
        return true;
    }
    let (x, y) = (&story.entities.entities[a.entity], &story.entities.entities[b.entity]);
    if let Some(country) = a.country.or(b.country) {
        return x.country == Some(country) && y.country == Some(country);
    }
    if x.kind == EntityType::Person && y.kind == EntityType::Person {
        return false;
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
            matches!(person.kind, EntityType::Person | EntityType::Office)
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

/// How many parties the smaller side has, where all of them stand on the other side too.
pub(super) fn shared(story: &Story<'_>, a: &[Participant], b: &[Participant]) -> Option<usize> {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut taken = Vec::new();
    for p in small {
        let hit = (0..large.len())
            .filter(|i| !taken.contains(i) && same_party(story, *p, large[*i]))
            .min_by_key(|&i| large[i].entity != p.entity)?;
        taken.push(hit);
    }
    Some(small.len())
}

/// As [`shared`], for a headline: its offices, groups and countries are whoever of that country the story names.
fn shared_by_country(story: &Story<'_>, headline: &[Participant], told: &[Participant]) -> Option<usize> {
    let entities = &story.entities.entities;
    let same = |a: usize, b: usize| {
        let unnamed = !matches!(entities[a].kind, EntityType::Person);
        a == b || unnamed && entities[a].country.is_some() && entities[a].country == entities[b].country
    };
    headline.iter().all(|p| told.iter().any(|q| same(p.entity, q.entity))).then_some(headline.len())
}

fn kinds_agree(a: Kind, b: Kind) -> bool {
    use Kind::{Call, Talks};
    a == b || !(a == Call && b != Talks || b == Call && a != Talks)
}

pub(super) fn statuses_agree(a: Status, b: Status) -> bool {
    use Status::{Happened, Ongoing};
    let done = |s| matches!(s, Happened | Ongoing);
    done(a) == done(b)
}

/// Whether two dates can be of one occasion: equal, one inside the other, or one unknown.
pub(super) fn times_agree(a: Option<&When>, b: Option<&When>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    if a.value == b.value {
        return true;
    }
    match (time_value::days(&a.value), time_value::days(&b.value)) {
        (Some((a1, a2)), Some((b1, b2))) => a1 <= b1 && b2 <= a2 || b1 <= a1 && a2 <= b2,
        _ => false,
    }
}

/// Whether a date lies more than a month before publication: an occasion of the background, not that of the news.
fn long_past(story: &Story<'_>, when: Option<&When>) -> bool {
    let (Some(published), Some(when)) = (story.published, when) else { return false };
    time_value::days(&when.value)
        .and_then(|(_, last)| last.until(published).ok())
        .is_some_and(|span| span.get_days() > 31)
}

/// "Roe and Lee met with farmers" is not the meeting of Roe with Lee: all of `others` stand on the one side of an encounter
/// of two sides.
fn one_side(story: &Story<'_>, side: &[usize], parties: &[Participant], others: &[Participant]) -> bool {
    let beside = |p: &Participant| {
        parties.iter().any(|q| side.contains(&q.entity) && same_party(story, *p, *q))
            && !parties.iter().any(|q| !side.contains(&q.entity) && same_party(story, *p, *q))
    };
    side.len() >= 2 && parties.len() > side.len() && others.iter().all(beside)
}

/// "held their first one-on-one meeting": whether a trigger's own phrase keeps what it tells from a gathering of more.
fn alone(story: &Story<'_>, d: &Draft, c: &Candidate) -> bool {
    d.parties.len() > c.parties.len()
        && story.tokens.within(c.trigger).any(|t| match story.tokens.folded(t) {
            "bilateral" | "tete-a-tete" | "one-on-one" => true,
            "one" => {
                t + 4 < story.tokens.len() && story.tokens.folded(t + 2) == "on" && story.tokens.folded(t + 4) == "one"
            }
            _ => false,
        })
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

pub(super) fn same(story: &Story<'_>, d: &Draft, c: &Candidate) -> bool {
    if !kinds_agree(d.kind, c.kind) {
        return false;
    }
    let all = shared(story, &d.parties, &c.parties).or_else(|| {
        // The headline's "tariff envoy" is the story's person of that country.
        if d.headline { shared_by_country(story, &d.parties, &c.parties) } else { None }
    });
    if all.is_none_or(|count| count < 2) && named_now(story, d, c).is_none() {
        return false;
    }
    // "visits by officials" are not those of their leader.
    let visit = (d.kind == Kind::Visit) != (c.kind == Kind::Visit);
    let officials =
        |parties: &[Participant]| parties.iter().any(|p| story.entities.entities[p.entity].name.ends_with("officials"));
    if visit && (officials(&d.parties) || officials(&c.parties)) {
        return false;
    }
    // A day within those of a whole visit says little.
    let days = |when: &When| when.value.contains('/');
    let dated =
        matches!((&d.when, &c.when), (Some(a), Some(b)) if times_agree(Some(a), Some(b)) && !days(a) && !days(b));
    let apart = one_side(story, &c.side, &c.parties, &d.parties)
        || one_side(story, &d.side, &d.parties, &c.parties)
        || visit_meets_group(story, d, c)
        || alone(story, d, c)
        || d.kind == Kind::Visit && c.kind == Kind::Visit && parts_conflict(story, &d.parties, &c.parties);
    !apart
        && (d.when.is_some() || !long_past(story, c.when.as_ref()))
        && (c.when.is_some() || !long_past(story, d.when.as_ref()))
        && times_agree(d.when.as_ref(), c.when.as_ref())
        && (statuses_agree(d.status, c.status) || dated || !d.told || !c.told || begun(story, d, c))
}

/// "met a leading Peruvian politician. | He held talks on Monday with Ana Lima, head of the Lake Party": whom one
/// sentence only describes and the next one names.
pub(super) fn named_now(story: &Story<'_>, d: &Draft, c: &Candidate) -> Option<usize> {
    if d.parties.len() != c.parties.len() || c.sentence != d.last_sentence + 1 {
        return None;
    }
    let entities = &story.entities.entities;
    let extra = |a: &[Participant], b: &[Participant]| -> Vec<usize> {
        a.iter().filter(|p| !b.iter().any(|q| same_party(story, **p, *q))).map(|p| p.entity).collect()
    };
    let (left, right) = (extra(&d.parties, &c.parties), extra(&c.parties, &d.parties));
    let (&[vague], &[person]) = (&left[..], &right[..]) else { return None };
    let home = match (entities[vague].country, entities[person].country) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let described = || {
        let of =
            |m: &&crate::coref::EntityMention| m.entity == vague && d.evidence.iter().any(|e| e.span.contains(&m.span));
        story.entities.mentions.iter().find(of).is_some_and(|m| {
            let first = m.phrase.first.min(m.tokens.first) as usize;
            (first.saturating_sub(1)..first + 1).any(|t| matches!(story.tokens.folded(t), "a" | "an"))
        })
    };
    let another = || {
        let mut words = story.tokens.sentences[c.sentence].tokens.range().map(|t| story.tokens.folded(t));
        words.any(|w| matches!(w, "also" | "later" | "earlier" | "then" | "separately" | "another"))
    };
    let fits = entities[vague].kind == EntityType::Office
        && entities[person].kind == EntityType::Person
        && home
        && described()
        && !another();
    fits.then_some(vague)
}

/// "is in Rome for talks with Mr Lee. | The two are meeting as": what was to come is held now.
fn begun(story: &Story<'_>, d: &Draft, c: &Candidate) -> bool {
    let day = d.when.as_ref().and_then(|when| time_value::days(&when.value));
    let ahead = matches!((day, story.published), (Some((first, _)), Some(on)) if first > on);
    d.status == Status::Planned
        && c.status == Status::Ongoing
        && d.kind != Kind::Visit
        && c.kind != Kind::Visit
        && !ahead
        && c.sentence <= d.last_sentence + NEAR
}

/// How many sentences apart what is planned and what is held are told at most.
const NEAR: usize = 5;
