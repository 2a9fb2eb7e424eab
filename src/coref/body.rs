//! Bodies and companies: acronyms, short names, legal suffixes.

use super::{
    draft::{Draft, plain},
    lexicon::{self, COMMON, LEGAL},
    place,
};
use crate::{
    country::Country,
    hash::Map,
    mention::{EntityType, Form, Mention},
    role::{lexicon as titles, story::country_of},
    span::TokenRange,
    token::{Case, TokenKind},
};

/// How many bodies that start alike are looked at.
const CANDIDATES: usize = 16;

/// Makes entities of everything that is named and no person.
pub(super) fn bodies(draft: &mut Draft<'_>) {
    let mut index = Index::default();
    let mut short = Vec::new();
    for mention in 0..draft.roles.mentions.len() {
        let m = draft.mention(mention);
        match m.kind {
            EntityType::Country
            | EntityType::Place
            | EntityType::Organisation
            | EntityType::Company
            | EntityType::Other => {
                let unknown = m.kind == EntityType::Organisation && m.entry.is_none() && m.tokens.len() < 4;
                let state =
                    |m: &Mention| unknown.then(|| draft.knowledge.country_by_name(m.span.of(draft.text))).flatten();
                if let Some(country) = country_of(m, draft.text).or_else(|| state(m)) {
                    draft.country(country, mention);
                } else if m.form == Form::Metonym {
                    match place::seat(draft, mention) {
                        Some(country) => {
                            draft.country(country, mention);
                        }
                        None => body(draft, &mut index, mention),
                    }
                } else if matches!(m.kind, EntityType::Place | EntityType::Country)
                    || m.kind == EntityType::Organisation && place::is_capital_alone(draft, mention)
                {
                    place::place(draft, &mut index, mention);
                } else if m.kind != EntityType::Other {
                    if m.tokens.len() > 1 { body(draft, &mut index, mention) } else { short.push(mention) }
                }
            }
            _ => {}
        }
    }
    // One-word names after all others: "Liberty" in the headline is Liberty Media in the lead.
    for mention in short {
        body(draft, &mut index, mention);
    }
    brackets(draft);
}

/// "Group of Twenty (G20)": gives the short form in brackets to the body before it.
fn brackets(draft: &mut Draft<'_>) {
    for mention in 1..draft.roles.mentions.len() {
        let m = draft.mention(mention);
        let first = m.tokens.first as usize;
        let bracketed = first > 1
            && draft.story.is_mark(first - 1, "(")
            && (m.tokens.end as usize) < draft.tokens.len()
            && draft.story.is_mark(m.tokens.end as usize, ")");
        if !bracketed
            || !matches!(
                m.kind,
                EntityType::Organisation | EntityType::Company | EntityType::Other | EntityType::Country
            )
        {
            continue;
        }
        let Some(owner) = draft.story.owner(first - 2).filter(|&o| draft.mention(o).tokens.end as usize == first - 1)
        else {
            continue;
        };
        let (Some(long), short) = (draft.entity_of[owner], draft.entity_of[mention]) else { continue };
        let is_body = |e: usize| {
            matches!(draft.entities[e].kind, EntityType::Organisation | EntityType::Company | EntityType::Country)
        };
        if !is_body(long) || short == Some(long) || short.is_some_and(|s| !is_body(s)) {
            continue;
        }
        let name = m.span.of(draft.text);
        if !abbreviates(name, &draft.entities[long].name) {
            continue;
        }
        match short {
            // The acronym stands elsewhere too: all of it is the same body.
            Some(short) => merge(draft, short, long),
            None => draft.link(mention, long),
        }
    }
}

/// Whether every letter of the short form stands in the long one, in order, the first at its start.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    let mut first = true;
    short.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).all(|c| {
        let found = if first { letters.next() == Some(c) } else { letters.any(|l| l == c) };
        first = false;
        found
    })
}

/// Moves every mention of `from` to `into`.
pub(super) fn merge(draft: &mut Draft<'_>, from: usize, into: usize) {
    for entity in draft.entity_of.iter_mut().flatten() {
        if *entity == from {
            *entity = into;
        }
    }
    let first = draft.notes[from].first;
    let notes = &mut draft.notes[into];
    notes.first = notes.first.min(first);
    let (entry, country) = (draft.entities[from].entry, draft.entities[from].country);
    let entity = &mut draft.entities[into];
    entity.entry = entity.entry.or(entry);
    entity.country = entity.country.or(country);
}

/// Bodies by name, start and initials.
#[derive(Default)]
pub(super) struct Index {
    names: Map<String, usize>,
    pub(super) places: Map<String, usize>,
    /// The states that points of the compass stand for.
    pub(super) halves: Map<String, Option<Country>>,
    starts: Map<String, Vec<usize>>,
    /// Bodies by the noun that ends their names. `None` where two end alike.
    ends: Map<String, Option<usize>>,
    /// `None` where two bodies have the same initials.
    initials: Map<String, Option<usize>>,
}

fn body(draft: &mut Draft<'_>, index: &mut Index, mention: usize) {
    let m = draft.mention(mention);
    let words = words(draft, m.tokens);
    let owner = owner(draft, mention);
    // The foreign ministries of two countries are two.
    let key = match owner {
        Some(country) => format!("{}@{}", words.join(" "), country.code()),
        None => words.join(" "),
    };
    let kind = if m.kind == EntityType::Place { EntityType::Organisation } else { m.kind };
    let company = m.kind == EntityType::Company;
    let found = index.names.get(&key).copied().or_else(|| match owner {
        Some(_) => None,
        None => index.short(draft, mention, &words),
    });
    let entity = match found {
        Some(entity) => {
            draft.link(mention, entity);
            let longer = words.len() > draft.notes[entity].parts.len()
                || draft.mention(mention).tokens.len() > draft.entities[entity].name.split(' ').count()
                    && draft.notes[entity].parts.first() == words.first();
            if longer {
                draft.entities[entity].name = plain(draft.text, m.span);
                if words.len() > draft.notes[entity].parts.len() {
                    draft.notes[entity].parts = words.clone();
                }
            }
            if company && draft.entities[entity].kind == EntityType::Organisation && draft.notes[entity].count < 3 {
                draft.entities[entity].kind = EntityType::Company;
            }
            entity
        }
        None => {
            let entity = draft.add(mention, kind, plain(draft.text, m.span));
            draft.notes[entity].parts = words.clone();
            if owner.is_some() {
                draft.entities[entity].country = owner;
            }
            entity
        }
    };
    index.enter(entity, &words, &key);
    if owner.is_some() {
        index.enter(entity, &words, &words.join(" "));
    }
    draft.notes[entity].count += 1;
}

/// The country in whose genitive or nationality a ministry, parliament or court stands: "Iran's Foreign Ministry".
fn owner(draft: &Draft<'_>, mention: usize) -> Option<Country> {
    let m = draft.mention(mention);
    if m.kind != EntityType::Organisation || m.form == Form::Metonym {
        return None;
    }
    let story = &draft.story;
    let before = (m.tokens.first as usize).checked_sub(1)?;
    let before = if story.is_genitive(before) { before.checked_sub(1)? } else { before };
    let left = story.owner(before)?;
    (draft.mention(left).tokens.first >= story.sentence(m.tokens.first as usize).first)
        .then(|| country_of(draft.mention(left), draft.text))
        .flatten()
}

/// The folded words of a body's name without article and legal suffix.
fn words(draft: &Draft<'_>, range: TokenRange) -> Vec<String> {
    let mut words: Vec<String> = range
        .range()
        .filter(|&i| matches!(draft.story.token(i).kind, TokenKind::Word | TokenKind::Number))
        .map(|i| draft.story.folded(i).to_owned())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| lexicon::is(w.trim_end_matches('.'), LEGAL)) {
        words.pop();
    }
    words
}

impl Index {
    fn enter(&mut self, entity: usize, words: &[String], key: &str) {
        if self.names.contains_key(key) {
            return;
        }
        self.names.insert(key.to_owned(), entity);
        // A name of marks alone has no words.
        let Some(first) = words.first() else { return };
        let list = self.starts.entry(first.clone()).or_default();
        if !list.contains(&entity) && list.len() < 64 {
            list.push(entity);
        }
        if let [_, .., last] = words
            && titles::look_up(last).is(titles::ORGANISATION)
        {
            let slot = self.ends.entry(last.clone()).or_insert(Some(entity));
            if *slot != Some(entity) {
                *slot = None;
            }
        }
        if words.len() > 1 {
            let letters = |skip: bool| -> String {
                words
                    .iter()
                    .filter(|w| !skip || !matches!(w.as_str(), "of" | "the" | "and" | "for" | "in" | "on"))
                    .filter_map(|w| w.chars().next())
                    .collect()
            };
            for initials in [letters(true), letters(false)] {
                if initials.len() > 1 {
                    let slot = self.initials.entry(initials).or_insert(Some(entity));
                    if *slot != Some(entity) {
                        *slot = None;
                    }
                }
            }
        }
    }

    /// The body that a short form stands for.
    fn short(&self, draft: &Draft<'_>, mention: usize, words: &[String]) -> Option<usize> {
        let m = draft.mention(mention);
        // "LIMA (AP)": the agency is not what a name of the story begins with.
        if words.len() == 1 && draft.story.token(m.tokens.first as usize).case == Case::Upper && !draft.in_dateline(m) {
            let letters: String = words[0].chars().filter(|c| c.is_alphanumeric()).collect();
            if let Some(Some(entity)) = self.initials.get(&letters) {
                return Some(*entity);
            }
        }
        // "the Commission" for "the European Commission"
        if words.len() == 1
            && m.entry.is_none()
            && m.tokens.first > 0
            && draft.story.folded(m.tokens.first as usize - 1) == "the"
            && let Some(&found) = self.ends.get(&words[0])
        {
            return found;
        }
        // "Liberty" for "Liberty Media", "Sirius XM" for "Sirius XM Radio"; the short form stands alone, so its first word
        // may not be one that many names start with.
        let list = self.starts.get(words.first()?)?;
        let common = words.len() == 1 && lexicon::is(&words[0], COMMON);
        let fits = list.iter().rev().take(CANDIDATES).copied().filter(|&e| {
            let parts = &draft.notes[e].parts;
            parts.len() != words.len()
                && !common
                && (parts.starts_with(words)
                    || words.starts_with(parts) && !lexicon::is(&parts[0], COMMON) && legal_tail(draft, m.kind, e))
        });
        // Of several, the one that the story names first: later ones are told apart by their full names.
        let first = fits.clone().min_by_key(|&e| draft.notes[e].first)?;
        let alone = fits.clone().count() == 1;
        (alone || draft.notes[first].first <= m.tokens.first).then_some(first)
    }
}

/// Whether a longer name of the same start may be the same body: companies, and bodies of which the same is told.
fn legal_tail(draft: &Draft<'_>, kind: EntityType, entity: usize) -> bool {
    kind == EntityType::Company && draft.entities[entity].kind == EntityType::Company
}
