//! What the gazetteer knows of the story's entities: who they are, where they belong, what office they hold on the day.
//!
//! The text speaks first. An entry whose country the text contradicts is somebody else's, and a row of an office counts
//! for the days alone on which it holds.

use super::{EntityRole, RoleFrom, draft::Draft};
use crate::{
    article::Date,
    country::Country,
    knowledge::{Class, Entry, EntryId, Knowledge, NameForm, Term},
    mention::EntityType,
    role::RoleState,
};

/// From here on the news speaks of a person without saying who it is: heads of state and government, ministers.
const PROMINENT: u8 = 100;

/// From here on a surname alone is enough: heads of state and government.
const BY_SURNAME: u8 = 200;

/// How much more prominent than a namesake somebody is whom the news means without a word.
const LEAD: u8 = 30;

/// Links entities with the gazetteer and takes from it what the text does not say.
pub(super) fn link(draft: &mut Draft<'_>) {
    for index in 0..draft.entities.len() {
        match draft.entities[index].kind {
            EntityType::Person => person(draft, index),
            EntityType::Organisation | EntityType::Company => body(draft, index),
            _ => {
                let entry = draft.entities[index].entry.map(|e| draft.knowledge.entry(e));
                draft.entities[index].wikidata = entry.and_then(|e| e.wikidata);
            }
        }
    }
}

/// One person of the gazetteer who has the name.
struct Candidate {
    entry: Entry<'static>,
    /// The offices held on the day of publication.
    held: Vec<Term<'static>>,
}

fn person(draft: &mut Draft<'_>, index: usize) {
    draft.entities[index].entry = None;
    let full = draft.notes[index].parts.len() > 1;
    let Some(found) = candidate(draft, index, full) else { return };
    let e = &mut draft.entities[index];
    e.entry = Some(found.entry.id);
    e.wikidata = found.entry.wikidata;
    e.country = e.country.or(found.entry.country);
    if e.roles.iter().any(|r| r.state != RoleState::Former) {
        return;
    }
    let mut held = found.held;
    held.sort_by_key(|t| t.title.starts_with("Member of"));
    if let Some(term) = held.first() {
        e.roles.push(EntityRole {
            title: term.title.to_owned(),
            organisation: Some(term.organisation.to_owned()).filter(|o| !o.is_empty()),
            country: term.country,
            state: RoleState::Current,
            from: RoleFrom::Gazetteer,
            span: None,
        });
    }
}

fn candidate(draft: &Draft<'_>, index: usize, full: bool) -> Option<Candidate> {
    let e = &draft.entities[index];
    let knowledge = draft.knowledge;
    let name = knowledge.lookup(&e.name)?;
    let mut best: Option<Candidate> = None;
    let mut rival = 0;
    for sense in knowledge.senses(name).filter(|s| s.class == Class::Person) {
        if full == (sense.form == NameForm::Surname) {
            continue;
        }
        let entry = knowledge.entry(sense.entry);
        if e.country.is_some_and(|c| entry.country.is_some_and(|d| c != d)) {
            continue;
        }
        let held = held(knowledge, entry.id, draft.published);
        let told = e.country.is_some() && e.country == entry.country;
        let sure = match full {
            true => entry.prominence >= PROMINENT || told && (!held.is_empty() || e.roles.is_empty()),
            false => entry.prominence >= BY_SURNAME && !held.is_empty() && fits_title(draft, index, &held),
        };
        if !sure {
            continue;
        }
        match &best {
            Some(b) if b.held.is_empty() == held.is_empty() || !b.held.is_empty() => {
                if b.held.is_empty() || !held.is_empty() {
                    rival = rival.max(entry.prominence);
                }
            }
            _ => best = Some(Candidate { entry, held }),
        }
    }
    best.filter(|b| rival == 0 || b.entry.prominence >= rival.saturating_add(LEAD))
}

/// The offices that a person holds on the day.
fn held(knowledge: &Knowledge, id: EntryId, on: Option<Date>) -> Vec<Term<'static>> {
    match on {
        Some(on) => knowledge.terms(id).filter(|t| t.holds(on)).collect(),
        None => Vec::new(),
    }
}

/// Whether an office that the gazetteer knows is the one that the text names, or the text names none.
fn fits_title(draft: &Draft<'_>, index: usize, held: &[Term<'_>]) -> bool {
    let roles = &draft.entities[index].roles;
    let word = |title: &str| title.rsplit(' ').next().unwrap_or("").to_lowercase();
    roles.is_empty()
        || roles.iter().any(|r| {
            let head = word(&r.title);
            held.iter().any(|t| word(t.title) == head || t.title.to_lowercase().contains(&head))
        })
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
fn home(knowledge: &Knowledge, name: &str) -> Option<Country> {
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
