//! What the gazetteer knows of the story's entities: who they are, where they belong, what office they hold on the day.
//!
//! The text speaks first. An entry whose country the text contradicts is somebody else's, and a row of an office counts
//! for the days alone on which it holds.

use super::{draft::Draft, known};
use crate::{country::Country, knowledge::Remembered, mention::EntityType};

/// Links entities with the gazetteer and takes from it what the text does not say.
pub(super) fn link(draft: &mut Draft<'_>) {
    for index in 0..draft.entities.len() {
        match draft.entities[index].kind {
            EntityType::Person => known::person(draft, index),
            EntityType::Organisation | EntityType::Company => body(draft, index),
            _ => {
                let entry = draft.entities[index].entry.map(|e| draft.knowledge.entry(e));
                draft.entities[index].wikidata = entry.and_then(|e| e.wikidata);
            }
        }
    }
}

fn body(draft: &mut Draft<'_>, index: usize) {
    let knowledge = draft.knowledge;
    if let Some(entry) = draft.entities[index].entry.map(|e| knowledge.entry(e)) {
        let e = &mut draft.entities[index];
        e.wikidata = entry.wikidata;
        e.country = e.country.or(entry.country);
        return;
    }
    if draft.entities[index].country.is_none() {
        draft.entities[index].country = home(knowledge, &draft.entities[index].name);
    }
}

/// The country that a body's name tells: "Russian Foreign Ministry", "Bank of Japan".
fn home(knowledge: &Remembered<'_>, name: &str) -> Option<Country> {
    if !name.contains(' ') {
        return None;
    }
    let tail = [" of the ", " of ", " in "].iter().find_map(|p| name.rsplit_once(p)).map(|(_, tail)| tail);
    if let Some(country) = tail.and_then(|t| knowledge.country_by_name(t)) {
        return Some(country);
    }
    let mut ends = name.match_indices(' ').map(|(at, _)| at);
    let (first, second) = (ends.next(), ends.next());
    [second, first].into_iter().flatten().find_map(|end| knowledge.country_by_name(&name[..end]))
}
