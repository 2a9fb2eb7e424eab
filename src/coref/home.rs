//! Of which country those are whose title stands without one.

use std::ops::Range;

use super::{
    draft::Draft,
    lexicon::{self, CONTACT},
};
use crate::{
    country::Country,
    hash::Map,
    role::{Category, RoleState},
};

/// How many tokens apart the sides of a contact may stand: few sentences are longer.
const REACH: usize = 100;

/// A minister without a country, in a sentence in which only one country's officials stand, is of that country: "Pakistani
/// President A ... Foreign Minister B". Where the sentence tells of none, the sentence before is asked.
pub(super) fn domestic(draft: &mut Draft<'_>) {
    let mut by_sentence: Map<usize, Vec<(usize, usize)>> = Map::default();
    for claim in &draft.roles.claims {
        let Some(entity) = draft.entity_of[claim.mention] else { continue };
        let Some(head) = claim.head else { continue };
        if matches!(claim.category, Category::Leader | Category::Minister | Category::Governor | Category::Official) {
            by_sentence.entry(draft.tokens.sentence_of(head as usize)).or_default().push((entity, head as usize));
        }
    }
    let mut found: Vec<(usize, Country)> = Vec::new();
    for claim in &draft.roles.claims {
        let Some(entity) = draft.entity_of[claim.mention] else { continue };
        let Some(head) = claim.head else { continue };
        if !matches!(claim.category, Category::Minister)
            || draft.entities[entity].country.is_some()
            || claim.organisation.is_some()
        {
            continue;
        }
        let sentence = draft.tokens.sentence_of(head as usize);
        let start = draft.tokens.sentences[sentence].tokens.first as usize;
        // "Prime Minister A met Israeli Foreign Minister B": the other side is of another country.
        let head = head as usize;
        let apart = |other: usize| other.abs_diff(head) > REACH || contact(draft, other.min(head)..other.max(head));
        let countries = |s: usize| {
            let mut all: Vec<Country> = Vec::new();
            for (e, at) in by_sentence.get(&s).into_iter().flatten() {
                if *e != entity
                    && !apart(*at)
                    && let Some(c) = draft.entities[*e].country
                    && c != Country::EU
                    && !all.contains(&c)
                {
                    all.push(c);
                }
            }
            all
        };
        let mut all = countries(sentence);
        if all.is_empty() && sentence > 0 && !contact(draft, start.max(head.saturating_sub(REACH))..head) {
            all = countries(sentence - 1);
        }
        if let [country] = all[..] {
            found.push((entity, country));
        }
    }
    for (entity, country) in found {
        place(draft, entity, country);
    }
}

/// "WASHINGTON - President Roe will travel to Tokyo": whom a story from a capital calls president or minister and no more is
/// that of the country, unless the text has another in that office or names the person after a contact, as the other side.
pub(super) fn dateline(draft: &mut Draft<'_>) {
    let Some(dateline) = &draft.zones.dateline else { return };
    let within = |m: &usize| dateline.place.contains(&draft.mention(*m).span);
    let Some(city) = (0..draft.roles.mentions.len()).take(4).find(within) else { return };
    let Some(country) = draft.mention(city).country.filter(|_| draft.is_capital(city)) else { return };
    let mut found: Vec<usize> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for claim in &draft.roles.claims {
        let Some(entity) = draft.entity_of[claim.mention] else { continue };
        let Some(head) = claim.head.map(|h| draft.story.folded(h as usize)) else { continue };
        let known = draft.entities[entity].country;
        if known.is_some() || claim.organisation.is_some() || claim.owner.is_some() {
            if known == Some(country) {
                taken.push(head);
            }
            continue;
        }
        let current =
            claim.state == RoleState::Current && matches!(claim.category, Category::Leader | Category::Minister);
        let first = draft.mention(claim.mention).tokens.first as usize;
        let start = draft.tokens.sentences[draft.tokens.sentence_of(first)].tokens.first as usize;
        let before = start.max(first.saturating_sub(REACH))..first;
        if current && !found.contains(&entity) && !contact(draft, before) {
            found.push(entity);
        }
    }
    found.retain(|&entity| {
        let notes = &draft.notes[entity];
        !notes.peer && !notes.heads.iter().any(|(head, _)| taken.contains(&head.as_str()))
    });
    for entity in found {
        place(draft, entity, country);
    }
}

fn place(draft: &mut Draft<'_>, entity: usize, country: Country) {
    draft.entities[entity].country = Some(country);
    for role in &mut draft.entities[entity].roles {
        role.country = role.country.or(Some(country));
    }
}

/// Whether the tokens tell of a contact.
fn contact(draft: &Draft<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|t| lexicon::has(draft.tokens.hash(t), CONTACT))
}
