//! Visits that only lead to an encounter, which another record tells.

use std::mem;

use super::{
    Evidence, Kind, Part, Participant, Status, Story, When,
    identity::{shared, times_agree},
    merge::{Draft, around},
    rules, time_value,
};
use crate::mention::EntityType;

/// A visit on which the guest meets somebody, told elsewhere, is no record of its own unless its status or time differ.
pub(super) fn visits(story: &Story<'_>, drafts: &mut Vec<Draft>) {
    let country = |d: &Draft| d.place.and_then(|p| p.entity).and_then(|e| story.entities.entities[e].country);
    let mut explained = vec![false; drafts.len()];
    for at in (0..drafts.len()).filter(|&at| drafts[at].kind == Kind::Visit).collect::<Vec<_>>() {
        let v = &drafts[at];
        // "arrived in Beijing and will leave for Shanghai": a leg of the one visit.
        let leg = v.status == Status::Planned
            && around(at, drafts.len()).map(|other| &drafts[other]).any(|o| {
                o.kind == Kind::Visit
                    && matches!(o.status, Status::Ongoing | Status::Happened)
                    && together(o, v)
                    && shared(story, &o.parties, &v.parties) == Some(v.parties.len())
            });
        if leg {
            explained[at] = true;
            continue;
        }
        let guest = v.parties.iter().find(|p| p.part == Some(Part::Guest)).map(|p| p.entity);
        let met = around(at, drafts.len()).find(|&other| {
            let m = &drafts[other];
            (matches!(m.kind, Kind::Meeting | Kind::Talks) || m.kind == Kind::Summit && together(m, v))
                && (m.status == v.status || is_venue(story, v, m) || arrived(v, m))
                && m.parties.iter().any(|p| Some(p.entity) == guest)
                && country(v).is_some()
                && (country(m) == country(v) || m.place.is_none() && goes_on(story, v, m))
                && (times_agree(m.when.as_ref(), v.when.as_ref()) || days_before(v.when.as_ref(), m.when.as_ref()))
        });
        let Some(met) = met else { continue };
        explained[at] = true;
        let place = drafts[at].place;
        let there = arrived(&drafts[at], &drafts[met]);
        let (evidence, when) = (mem::take(&mut drafts[at].evidence), drafts[at].when.take());
        let m = &mut drafts[met];
        if there {
            m.status = Status::Ongoing;
        }
        m.evidence.extend(evidence);
        m.when = m.when.take().or(when);
        m.place = m.place.or(place);
    }
    let mut explained = explained.into_iter();
    drafts.retain(|_| explained.next() != Some(true));
}

/// "arrived in Vienna for talks with Iran's foreign minister": whether the visit only leads to where people of other
/// countries meet, by the same sentence.
fn is_venue(story: &Story<'_>, visit: &Draft, met: &Draft) -> bool {
    let entities = &story.entities.entities;
    let Some(city) = visit.place.and_then(|p| p.entity).map(|e| &entities[e]) else { return false };
    let abroad = |p: &Participant| entities[p.entity].country.is_some_and(|c| Some(c) != city.country);
    city.kind == EntityType::Place
        && met.place.and_then(|p| p.entity) == visit.place.and_then(|p| p.entity)
        && met.parties.iter().all(abroad)
        && together(met, visit)
}

/// "arrived in Lima on Tuesday for talks with officials": whether they are held now, as the guest is still there.
fn arrived(visit: &Draft, met: &Draft) -> bool {
    visit.status == Status::Ongoing
        && met.status == Status::Happened
        && met.rules.iter().all(|r| [rules::NOUN_AGENT_WITH, rules::NOUN_RECIPROCAL].contains(r))
        && together(visit, met)
}

/// "flew to Lima on Monday and met Mr Paz", "came to Lima to see Mr Paz": whether a sentence goes on from the visit to the
/// encounter.
fn goes_on(story: &Story<'_>, visit: &Draft, met: &Draft) -> bool {
    let follows = |a: &Evidence, b: &Evidence| {
        let between = story.tokens.at(a.trigger.end as usize)..story.tokens.at(b.trigger.start as usize);
        a.span == b.span
            && a.trigger.end <= b.trigger.start
            && !between.into_iter().any(|t| {
                matches!(story.tokens.folded(t), "after" | "before" | "following" | "from" | "where" | "then" | ";")
            })
    };
    visit.evidence.iter().any(|a| met.evidence.iter().any(|b| follows(a, b)))
}

/// Whether one sentence tells of both: "will travel to Riyadh for the OPEC summit".
fn together(a: &Draft, b: &Draft) -> bool {
    a.evidence.iter().any(|e| b.evidence.iter().any(|o| o.span == e.span))
}

/// Whether the first time is one to three days before the second: that of the journey to a meeting.
fn days_before(journey: Option<&When>, meeting: Option<&When>) -> bool {
    let day = |w: Option<&When>| w.and_then(|w| time_value::days(&w.value));
    let (Some((_, from)), Some((to, _))) = (day(journey), day(meeting)) else { return false };
    from.until(to).is_ok_and(|span| (1..=3).contains(&span.get_days()))
}
