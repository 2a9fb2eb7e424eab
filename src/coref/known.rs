//! Which person of the gazetteer somebody is: the item, the country, the offices held on the day of publication.
//!
//! A wrong person is worse than none. A full name is believed where nothing that the text says disagrees; a surname alone
//! only where it is the name of somebody who then holds the very office that the text gives, or of a head of state or
//! government of whom the text says nothing else.

use super::{
    EntityRole, RoleFrom,
    draft::{Draft, until},
};
use crate::{
    article::Date,
    country::Country,
    knowledge::{Class, Entry, EntryId, NameForm, Term},
    role::{Category, RoleState, lexicon},
};

/// From this prominence on an entry is a head of state or government.
const HEAD_OF_STATE: u8 = 200;
/// From this prominence on a full name alone, without any word on who it is, is believed.
const NATIONAL: u8 = 110;
/// How many meanings of a surname are looked at.
const SENSES: usize = 32;
/// How many years before and after their offices persons are still in the news.
const YEARS: i16 = 15;

/// Adds what the gazetteer knows of a person.
pub(super) fn person(draft: &mut Draft<'_>, entity: usize) {
    let alone = draft.notes[entity].parts.len() < 2;
    let found = if alone { by_surname(draft, entity) } else { by_name(draft, entity) };
    let Some(entry) = found else {
        draft.entities[entity].entry = None;
        return;
    };
    let held: Option<Term<'static>> =
        draft.published.and_then(|on| draft.knowledge.terms(entry.id).filter(|t| t.holds(on)).max_by_key(rank));
    let country = held.and_then(|t| t.country).or(entry.country);
    let e = &mut draft.entities[entity];
    e.entry = Some(entry.id);
    e.wikidata = entry.wikidata;
    e.country = e.country.or(country);
    for role in &mut e.roles {
        if role.country.is_none() && role.organisation.is_none() {
            role.country = e.country;
        }
    }
    // What the article says comes before what the gazetteer knows; the title of another person, of whom this one is the
    // counterpart, comes after it.
    let peer = draft.notes[entity].peer;
    if let Some(term) = held.filter(|t| e.roles.is_empty() || peer && matches!(rank(t).0, 2 | 3)) {
        e.roles.clear();
        e.roles.push(EntityRole {
            title: term.title.to_owned(),
            organisation: (!term.organisation.is_empty()).then(|| term.organisation.to_owned()),
            country: term.country,
            state: RoleState::Current,
            from: RoleFrom::Gazetteer,
            span: None,
        });
    }
}

/// Heads before ministers, ministers before all others; of equals the office begun last.
fn rank(term: &Term<'_>) -> (u8, Option<Date>) {
    let category = match category(term.title) {
        Category::Leader => 3,
        Category::Minister => 2,
        Category::Legislator => 0,
        _ => 1,
    };
    (category, term.from)
}

fn category(title: &str) -> Category {
    let title = title.to_lowercase();
    if title.starts_with("prime minister") {
        return Category::Leader;
    }
    lexicon::look_up(head(&title)).category()
}

/// The noun that heads a title in lower case: before "of" and "for".
fn head(title: &str) -> &str {
    let own = until(title, &[" of ", " for ", " to "]);
    own.rsplit(' ').next().unwrap_or(title)
}

/// The person of that full name with whom nothing in the text disagrees.
fn by_name(draft: &Draft<'_>, entity: usize) -> Option<Entry<'static>> {
    let e = &draft.entities[entity];
    let parts = &draft.notes[entity].parts;
    let mut best: Option<(bool, Entry<'static>)> = None;
    let mut rivals = false;
    let short = format!("{} {}", parts.first()?, parts.last()?);
    let names = [Some(e.name.as_str()), (parts.len() > 2).then_some(short.as_str())];
    for name in names.into_iter().flatten() {
        let Some(id) = draft.knowledge.lookup(name) else { continue };
        for sense in draft.knowledge.senses(id) {
            if sense.class != Class::Person || sense.form == NameForm::Surname {
                continue;
            }
            let entry = draft.knowledge.entry(sense.entry);
            let Some(sure) = fits(draft, entity, &entry) else { continue };
            match &best {
                Some((b, old)) if *b == sure && old.id != entry.id => {
                    rivals |= entry.prominence.saturating_add(40) > old.prominence
                }
                Some((true, _)) => {}
                _ => {
                    best = Some((sure, entry));
                    rivals = false;
                }
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.filter(|_| !rivals).map(|(_, entry)| entry)
}

/// Whether the text agrees (`Some(true)`), says nothing (`Some(false)`) or disagrees (`None`).
fn fits(draft: &Draft<'_>, entity: usize, entry: &Entry<'_>) -> Option<bool> {
    let e = &draft.entities[entity];
    let parts = &draft.notes[entity].parts;
    let mut sure = false;
    if let Some(country) = e.country {
        let other = draft.knowledge.terms(entry.id).any(|t| t.country == Some(country));
        // Who serves the European Union is still of a country.
        let union = country == Country::EU && !other;
        if entry.country.is_some() && entry.country != Some(country) && !other && !union {
            return None;
        }
        if union && entry.prominence >= NATIONAL && parts.len() > 1 {
            return near(draft, entry.id).then_some(false);
        }
        sure = true;
    }
    let mut alike = false;
    let mut unlike = false;
    for role in &e.roles {
        if draft.knowledge.terms(entry.id).any(|t| same_work(&role.title, t.title)) {
            alike = true;
        } else if role.state != RoleState::Former && !is_public(&role.title) {
            unlike = true;
        }
    }
    if unlike && !alike {
        return None;
    }
    if alike || sure && entry.prominence >= NATIONAL {
        return near(draft, entry.id).then_some(true);
    }
    (entry.prominence >= NATIONAL && e.roles.is_empty() && near(draft, entry.id)).then_some(sure)
}

/// Whether one of the person's offices lies within some years of publication.
fn near(draft: &Draft<'_>, id: EntryId) -> bool {
    let Some(on) = draft.published else { return true };
    draft.knowledge.terms(id).any(|t| {
        let last = t.to.or(t.as_of).or(t.from).map_or(0, |d| d.year());
        t.from.is_none_or(|f| f.year() <= on.year() + YEARS) && last + YEARS >= on.year()
    })
}

/// Whether politicians have such titles.
fn is_public(title: &str) -> bool {
    !matches!(
        category(title),
        Category::Business
            | Category::Academic
            | Category::Law
            | Category::Media
            | Category::Person
            | Category::Police
            | Category::Spokesman
            | Category::Church
    )
}

/// Whether two titles share the noun or another word that tells what somebody does.
fn same_work(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let is_word = |w: &&str| w.len() > 3 && !matches!(*w, "vice" | "deputy" | "acting" | "with" | "first" | "general");
    let split = |c: char| !c.is_alphanumeric();
    let same = |x: &str, y: &str| x == y || x.strip_suffix("ense") == y.strip_suffix("ence") && x.ends_with("ense");
    a.split(split).filter(is_word).any(|x| b.split(split).filter(is_word).any(|y| same(x, y) || same(y, x)))
        || head(&a) == head(&b)
        || lexicon::synonyms(head(&a)).any(|t| b.contains(t))
}

/// The person of whom the surname alone tells.
fn by_surname(draft: &Draft<'_>, entity: usize) -> Option<Entry<'static>> {
    let on = draft.published?;
    let e = &draft.entities[entity];
    let id = draft.knowledge.lookup(&e.name)?;
    let mut found: Option<Entry<'static>> = None;
    let current: Vec<&EntityRole> = e.roles.iter().filter(|r| r.state != RoleState::Former).collect();
    if current.is_empty() && !e.roles.is_empty() {
        return None;
    }
    for sense in draft.knowledge.senses(id).take(SENSES).filter(|s| s.class == Class::Person) {
        let entry = draft.knowledge.entry(sense.entry);
        if e.country.is_some() && entry.country.is_some() && e.country != entry.country {
            continue;
        }
        let held = |t: &Term<'_>| t.holds(on);
        let fits = if current.is_empty() {
            entry.prominence >= HEAD_OF_STATE
                && draft.knowledge.terms(entry.id).any(|t| held(&t) && category(t.title) == Category::Leader)
        } else {
            draft.knowledge.terms(entry.id).any(|t| held(&t) && current.iter().any(|r| same_title(&r.title, t.title)))
        };
        if fits {
            match &found {
                None => found = Some(entry),
                Some(old) if old.id == entry.id => {}
                // Of two namesakes in office only the far more prominent one is told of so shortly.
                Some(old)
                    if old.prominence >= HEAD_OF_STATE && entry.prominence.saturating_add(40) <= old.prominence => {}
                Some(_) => return None,
            }
        }
    }
    found
}

/// Whether somebody else holds the office that a title and a surname tell: "President Orr" is not his wife Jane Orr.
pub(super) fn is_another(draft: &Draft<'_>, entity: usize, surname: &str, title: &str) -> bool {
    let Some(on) = draft.published else { return false };
    let person = |name: &str| {
        draft
            .knowledge
            .lookup(name)
            .into_iter()
            .flat_map(|id| draft.knowledge.senses(id).take(SENSES))
            .filter(|s| s.class == Class::Person)
    };
    let holds = |id: EntryId| draft.knowledge.terms(id).any(|t| t.holds(on) && same_title(title, t.title));
    let mut holders = person(surname).filter(|s| holds(s.entry)).map(|s| s.entry).peekable();
    holders.peek().is_some() && {
        let own: Vec<EntryId> = person(&draft.entities[entity].name).map(|s| s.entry).collect();
        !own.is_empty() && !holders.any(|h| own.contains(&h))
    }
}

/// Whether the title of the text is that of the row, or one shorter.
fn same_title(text: &str, row: &str) -> bool {
    let (text, row) = (text.to_lowercase(), row.to_lowercase());
    let deputy = |t: &str| t.contains("vice") || t.contains("deputy");
    if deputy(&text) != deputy(&row) {
        return false;
    }
    text == row || row.starts_with(&format!("{text} ")) || {
        let words: Vec<&str> = row.split(' ').collect();
        head(&text) == head(&row) && text.split(' ').all(|w| words.contains(&w))
    }
}
