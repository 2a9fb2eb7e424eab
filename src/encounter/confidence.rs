//! How sure a record is: a logistic function of what it rests on. The weights, and how they were fitted, stand in
//! `data/encounters/confidence.toml`.

use super::{Story, merge::Draft};
use crate::mention::EntityType;

struct Weights {
    base: f32,
    rule: f32,
    persons: f32,
    group: f32,
    office: f32,
    dated: f32,
    several: f32,
}

include!(concat!(env!("OUT_DIR"), "/encounter_confidence.rs"));

/// The share of records of this kind of evidence that are right, 0 to 1.
pub(super) fn of(story: &Story<'_>, d: &Draft) -> f32 {
    let kinds = |kind| d.parties.iter().filter(|p| story.entities.entities[p.entity].kind == kind).count();
    let best = d.rules.iter().map(|r| r.precision).max().unwrap_or(50).clamp(5, 95);
    let odds = f32::from(best) / f32::from(100 - best);
    let several = d.rules.iter().any(|r| Some(r) != d.rules.first());
    let holds = |yes: bool, weight: f32| if yes { weight } else { 0.0 };
    let sum = WEIGHTS.base
        + WEIGHTS.rule * odds.ln()
        + holds(kinds(EntityType::Person) >= 2, WEIGHTS.persons)
        + holds(kinds(EntityType::Group) > 0, WEIGHTS.group)
        + holds(kinds(EntityType::Office) > 0, WEIGHTS.office)
        + holds(d.when.is_some(), WEIGHTS.dated)
        + holds(several, WEIGHTS.several);
    1.0 / (1.0 + (-sum).exp())
}
