//! What the text says of each entity: roles, countries, gender.

use super::{
    EntityRole, RoleFrom,
    draft::{Draft, plain},
    home, link, name,
};
use crate::{
    country::Country,
    mention::EntityType,
    role::{Category, RoleClaim, lexicon},
};

/// Gives every claim of the text to its entity.
pub(super) fn describe(draft: &mut Draft<'_>) {
    for claim in &draft.roles.claims {
        let Some(entity) = draft.entity_of[claim.mention] else { continue };
        add(draft, entity, claim);
    }
    for d in &draft.roles.descriptors {
        if let Some(entity) = draft.entity_of[d.mention] {
            let noun = draft.story.folded(d.noun as usize).to_owned();
            draft.notes[entity].nouns.push(noun);
            if draft.entities[entity].country.is_none() {
                draft.entities[entity].country = d.country;
            }
        }
    }
    counterparts(draft);
    link::link(draft);
    settle(draft);
    name::with_title(draft);
}

fn add(draft: &mut Draft<'_>, entity: usize, claim: &RoleClaim) {
    let body = claim.organisation.and_then(|o| draft.entity_of[o]);
    let organisation = body.map(|b| draft.entities[b].name.clone());
    let home = body.and_then(|b| draft.entities[b].country);
    let owner = claim.owner.and_then(|o| draft.entity_of[o]).and_then(|o| draft.entities[o].country);
    if let Some(span) = claim.title {
        let title = without_bracket(singular(draft, claim, plain(draft.text, span)));
        let (title, within) = without_country(draft, claim, title);
        let country =
            claim.country.or(within).or(home).or(owner).or_else(|| lexicon::default_country(&title.to_lowercase()));
        let organisation = organisation.filter(|_| within.is_none());
        if matches!(claim.category, Category::Spokesman | Category::Media) {
            draft.entities[entity].bystander = true;
        }
        let roles = &mut draft.entities[entity].roles;
        match roles.iter_mut().find(|r| r.title.eq_ignore_ascii_case(&title) && r.state == claim.state) {
            Some(role) => {
                role.country = role.country.or(country);
                role.organisation = role.organisation.take().or(organisation);
            }
            None => roles.push(EntityRole {
                title,
                organisation,
                country,
                state: claim.state,
                from: RoleFrom::Text,
                span: Some(span),
            }),
        }
        if draft.entities[entity].country.is_none() {
            draft.entities[entity].country = country;
        }
    } else if claim.rule != "counterpart" {
        let country = claim.country.or(home);
        if draft.entities[entity].country.is_none() {
            draft.entities[entity].country = country;
        }
    } else if draft.entities[entity].country.is_none() {
        draft.entities[entity].country = claim.country;
    }
}

/// "U.S. Defense Secretary" without the country, where the name of the country was taken for a part of a body's.
fn without_country(draft: &Draft<'_>, claim: &RoleClaim, title: String) -> (String, Option<Country>) {
    use Category::{Diplomat, Governor, Leader, Legislator, Military, Minister};
    let official = matches!(claim.category, Leader | Minister | Diplomat | Legislator | Governor | Military);
    if !official || !title.starts_with(char::is_uppercase) {
        return (title, None);
    }
    let ends = title.match_indices(' ').map(|(at, _)| at).take(2).collect::<Vec<_>>();
    for end in ends.into_iter().rev() {
        if let Some(country) = draft.knowledge.country_by_name(&title[..end]) {
            return (title[end + 1..].to_owned(), Some(country));
        }
    }
    (title, None)
}

/// "Apex Inc (APX.N) CEO" without the ticker.
fn without_bracket(title: String) -> String {
    if !title.contains('(') {
        return title;
    }
    match (title.find(" ("), title.find(") ")) {
        (Some(open), Some(close)) if open < close => title[..open].to_owned() + &title[close + 1..],
        _ => title,
    }
}

/// "Presidents" of two names is "President" of each.
fn singular(draft: &Draft<'_>, claim: &RoleClaim, title: String) -> String {
    let Some(head) = claim.head else { return title };
    let word = draft.story.word(head as usize);
    if word.singular().is_empty() || !word.is(lexicon::PLURAL) {
        return title;
    }
    let plural = draft.story.raw(head as usize);
    let mut single = word.singular().to_owned();
    if plural.starts_with(char::is_uppercase)
        && let Some(first) = single.get(..1)
    {
        single = first.to_uppercase() + &single[1..];
    }
    title.replacen(plural, &single, 1)
}

/// "his British counterpart David Cameron" has the title of him whose counterpart he is.
fn counterparts(draft: &mut Draft<'_>) {
    for claim in draft.roles.claims.iter().filter(|c| c.rule == "counterpart") {
        let Some(entity) = draft.entity_of[claim.mention] else { continue };
        if draft.entities[entity].roles.iter().any(|r| r.from == RoleFrom::Text) {
            continue;
        }
        let Some(head) = claim.head else { continue };
        if let Some(role) = peer(draft, head as usize, Some(entity)) {
            let country = claim.country;
            let heads = draft.notes[role.0].heads.clone();
            draft.notes[entity].heads.extend(heads);
            draft.notes[entity].peer = true;
            draft.entities[entity].roles.push(EntityRole {
                country,
                organisation: None,
                from: RoleFrom::Text,
                span: Some(draft.tokens.tokens[head as usize].span),
                ..role.1
            });
            draft.entities[entity].country = draft.entities[entity].country.or(country);
        }
    }
}

/// The person whose counterpart the word at token `head` speaks of, with the title: the first one of the sentence, else the
/// first one of the sentence before.
pub(super) fn peer(draft: &Draft<'_>, head: usize, not: Option<usize>) -> Option<(usize, EntityRole)> {
    let at = draft.tokens.sentence_of(head);
    for index in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        let sentence = draft.tokens.sentences[index].tokens;
        let from = draft.roles.mentions.partition_point(|m| m.tokens.first < sentence.first);
        let found = draft.roles.mentions[from..]
            .iter()
            .enumerate()
            .take_while(|(_, m)| m.tokens.first < sentence.end && (m.tokens.first as usize) < head)
            .filter(|(_, m)| m.kind == EntityType::Person)
            .filter_map(|(i, _)| draft.entity_of[from + i])
            .find(|&e| Some(e) != not);
        if let Some(entity) = found {
            let role = draft.entities[entity].roles.iter().find(|r| !r.title.contains(" of "))?;
            return Some((entity, role.clone()));
        }
    }
    None
}

/// Fills the countries of titles without one from the same title elsewhere, and the other way round.
fn settle(draft: &mut Draft<'_>) {
    for index in 0..draft.entities.len() {
        let country = draft.entities[index].country;
        let entity = &mut draft.entities[index];
        if let Some(country) = country {
            for role in &mut entity.roles {
                if role.country.is_none() && role.organisation.is_none() {
                    role.country = Some(country);
                }
            }
        }
    }
    home::domestic(draft);
    home::dateline(draft);
}
