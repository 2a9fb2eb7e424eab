//! One gathering is one record: those whom the story names at the summit of one body are together there.

use std::mem;

use super::{
    Kind, Participant, Status, Story,
    identity::{same_party, times_agree},
    merge::{Draft, around},
    rules,
};
use crate::mention::EntityType;

/// Joins the drafts that tell who comes to the gathering of one body. Of a body whose gathering two or more attend nothing is told
/// besides them; where one alone is named it stays the other party.
pub(super) fn join(story: &Story<'_>, drafts: &mut Vec<Draft>) {
    let mut joined = vec![false; drafts.len()];
    for at in 0..drafts.len() {
        let Some(own) = body(story, &drafts[at]) else { continue };
        let first = around(at, at).find(|&other| {
            !joined[other]
                && body(story, &drafts[other]).is_some_and(|o| one_body(story, own, o))
                && one(&drafts[other], &drafts[at])
        });
        if let Some(into) = first {
            let (before, after) = drafts.split_at_mut(at);
            merge(story, &mut before[into], &mut after[0]);
            joined[at] = true;
        }
    }
    let mut joined = joined.into_iter();
    drafts.retain(|_| joined.next() != Some(true));
    for d in drafts.iter_mut().filter(|d| d.kind == Kind::Summit) {
        let Some(body) = body(story, d) else { continue };
        let attending = d.parties.iter().filter(|p| attends(story, p)).count();
        if attending >= 2 {
            d.parties.retain(|p| p.entity != body);
        }
    }
}

fn kind_of(story: &Story<'_>, p: &Participant) -> EntityType {
    story.entities.entities[p.entity].kind
}

fn attends(story: &Story<'_>, p: &Participant) -> bool {
    matches!(kind_of(story, p), EntityType::Person | EntityType::Office | EntityType::Country)
}

/// The entity of the one body whose summit the draft is.
fn body(story: &Story<'_>, d: &Draft) -> Option<usize> {
    if d.kind != Kind::Summit
        || !d.rules.contains(&rules::SUMMIT_ATTEND)
        || !d.parties.iter().any(|p| attends(story, p))
    {
        return None;
    }
    let mut bodies =
        d.parties.iter().filter(|p| matches!(kind_of(story, p), EntityType::Organisation | EntityType::Group));
    let one = bodies.next()?.entity;
    bodies.next().is_none().then_some(one)
}

/// "NATO" and "NATO defence ministers" are one as far as their gathering goes.
fn one_body(story: &Story<'_>, a: usize, b: usize) -> bool {
    let name = |e: usize| story.entities.entities[e].name.as_str();
    let starts = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    a == b || name(a) == name(b) || starts(name(a), name(b)) || starts(name(b), name(a))
}

/// Whether two drafts may tell of one gathering.
fn one(a: &Draft, b: &Draft) -> bool {
    let away = |d: &Draft| matches!(d.status, Status::Cancelled | Status::Refused);
    let place = |d: &Draft| d.place.and_then(|p| p.entity);
    let placed = match (place(a), place(b)) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    placed && !away(a) && !away(b) && times_agree(a.when.as_ref(), b.when.as_ref())
}

/// Takes over what the later draft tells; it is spent.
fn merge(story: &Story<'_>, into: &mut Draft, more: &mut Draft) {
    into.when = into.when.take().or(more.when.take());
    into.place = into.place.or(more.place);
    for p in mem::take(&mut more.parties) {
        if attends(story, &p) && !into.parties.iter().any(|q| same_party(story, *q, p)) {
            into.parties.push(p);
        }
    }
    for topic in mem::take(&mut more.about) {
        if !into.about.contains(&topic) {
            into.about.push(topic);
        }
    }
    into.evidence.append(&mut more.evidence);
    into.rules.append(&mut more.rules);
}
