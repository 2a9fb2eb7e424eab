//! Offices and groups: "the French president" is whom the story calls so, if it does; else an office without a name.

use super::{
    EntityRole, RoleFrom, attribute,
    discourse::Discourse,
    draft::{Draft, folded, plain, until},
    holder, introduced, pair,
};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    role::{Category, Description, Opening, RoleState, lexicon, title::is_counterpart},
};

/// Settles the description `index` of the story.
pub(super) fn resolve(draft: &mut Draft<'_>, d: &mut Discourse, index: usize, sentence: usize) {
    let roles = draft.roles;
    let about = &roles.descriptions[index];
    if about.plural {
        if let Some((entities, rule)) = pair::plural(draft, d, about, sentence) {
            let (first, also) = (entities[0], entities[1..].to_vec());
            draft.link(about.mention, first);
            draft.forms.insert(about.mention, Form::Pronoun);
            draft.links.insert(about.mention, (also, rule));
            d.pair = Some((sentence, entities));
            return;
        }
        return group(draft, d, about);
    }
    let counterpart = is_counterpart(&draft.story, about.head as usize);
    let role = if counterpart { attribute::peer(draft, about.head as usize, None).map(|(_, r)| r) } else { None };
    let title = match &role {
        Some(role) => role.title.to_lowercase(),
        None => plain(draft.text, about.title).to_lowercase(),
    };
    // Which of them it is the country's constitution says.
    let title = if title == "head of state" { "leader".to_owned() } else { title };
    if let Some(person) = person(draft, d, about, &title, sentence) {
        draft.link(about.mention, person);
        let country = &mut draft.entities[person].country;
        *country = country.or(about.country);
        draft.links.insert(about.mention, (Vec::new(), "office.person"));
        return;
    }
    let held = if counterpart { None } else { holder::of(draft, d, about, &title, sentence) };
    if let Some(person) = held.and_then(|entry| holder::named(draft, entry)) {
        draft.link(about.mention, person);
        draft.links.insert(about.mention, (Vec::new(), "office.holder"));
        return;
    }
    if held.is_none() && !counterpart {
        if let Some(person) = introduced::person(draft, about, sentence) {
            return introduced::appoint(draft, d, about, person);
        }
        if let Some(person) = introduced::described(draft, about, &title, sentence) {
            return introduced::link(draft, d, about, person);
        }
    }
    let office = office(draft, d, about, title, counterpart);
    draft.entities[office].holder = draft.entities[office].holder.or(held);
}

/// The person whom the description means.
fn person(draft: &Draft<'_>, d: &Discourse, about: &Description, title: &str, sentence: usize) -> Option<usize> {
    if about.opening == Opening::Indefinite {
        return None;
    }
    let at = about.head;
    let sentence_end = draft.tokens.sentences[sentence].tokens.end;
    let fits = |entity: usize| -> bool {
        let e = &draft.entities[entity];
        if e.kind != EntityType::Person || draft.mention(about.mention).tokens.first == draft.notes[entity].first {
            return false;
        }
        if let (Some(a), Some(b)) = (about.country, e.country)
            && a != b
        {
            return false;
        }
        // "The Peruvian leader met President Roe": whom the same sentence first names after it is another.
        let first = draft.notes[entity].first;
        if about.country.is_some() && e.country.is_none() && (at..sentence_end).contains(&first) {
            return false;
        }
        if let Some(body) = about.organisation.and_then(|o| draft.entity_of[o]) {
            let name = &draft.entities[body].name;
            if !e.roles.iter().any(|r| r.organisation.as_deref().is_none_or(|o| o == name)) {
                return false;
            }
        }
        e.roles.iter().any(|r| {
            (r.state == RoleState::Former) == (about.state == RoleState::Former)
                && same_office(title, &r.title.to_lowercase(), about.country.is_some())
        })
    };
    if let Some(body) = about.organisation.and_then(|o| draft.entity_of[o])
        && let Some(one) = of_body(draft, d, about, title, body)
    {
        return Some(one);
    }
    if about.country.is_some() {
        // Whoever holds that office of that country in this story, before or after.
        let mut found: Vec<usize> = Vec::new();
        for head in heads(title) {
            for &entity in d.heads.get(head).into_iter().flatten() {
                if fits(entity) && !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        found.sort_by_key(|&e| draft.entities[e].country.is_none());
        let sure = found.iter().filter(|&&e| draft.entities[e].country == about.country).count();
        return match (sure, found.len()) {
            (1, _) | (0, 1) => found.first().copied(),
            (0, _) => None,
            _ => recent(draft, d, &found, sentence),
        };
    }
    if !matches!(about.opening, Opening::Definite) {
        return None;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for seen in Discourse::back(&d.persons, sentence, usize::MAX / 2) {
        if seen.token < at as usize && fits(seen.entity) && !found.iter().any(|(e, _)| *e == seen.entity) {
            found.push((seen.entity, seen.sentence));
        }
    }
    match found[..] {
        [] => None,
        [(one, _)] => Some(one),
        [(near, a), (_, b), ..] => {
            let american = |e: usize| draft.entities[e].country == Some(Country::US);
            // "The President" with a capital is the writer's own.
            if draft.story.is_capital(at as usize) {
                let mut own = found.iter().filter(|(e, _)| american(*e));
                if let (Some(&(one, _)), None) = (own.next(), own.next()) {
                    return Some(one);
                }
            }
            (a + 1 >= sentence && b + 1 < a).then_some(near)
        }
    }
}

/// The one person of the story to whom it gives that office of that body by name: "the head of Apex" is "Apex Chairman Lee".
fn of_body(draft: &Draft<'_>, d: &Discourse, about: &Description, title: &str, body: usize) -> Option<usize> {
    let name = &draft.entities[body].name;
    let title = title.split(" of ").next().unwrap_or(title);
    let mut found = None;
    for head in heads(title) {
        for &entity in d.heads.get(head).into_iter().flatten() {
            let e = &draft.entities[entity];
            let holds = Some(entity) != found
                && e.kind == EntityType::Person
                && e.roles.iter().any(|r| {
                    r.organisation.as_ref() == Some(name)
                        && (r.state == RoleState::Former) == (about.state == RoleState::Former)
                        && same_office(title, &r.title.to_lowercase(), false)
                });
            if holds && found.replace(entity).is_some() {
                return None;
            }
        }
    }
    found
}

fn recent(_draft: &Draft<'_>, d: &Discourse, found: &[usize], sentence: usize) -> Option<usize> {
    Discourse::back(&d.persons, sentence, 3).find(|s| found.contains(&s.entity)).map(|s| s.entity)
}

/// Whether a description's title (lower case) may be that role of a person (lower case).
pub(super) fn same_office(title: &str, role: &str, has_country: bool) -> bool {
    if title == role {
        return true;
    }
    let head = role_head(title);
    let simple = title == head;
    // "the envoy for tariff talks" is the trade negotiator; of two who are sent somewhere, each has a task of his own.
    let task = |t: &str| t.contains(" for ");
    if has_country && task(title) && !task(role) && title.starts_with(head) {
        let own = role_head(role);
        if role.rsplit(' ').next() == Some(own) {
            return !demoted(role, title) && (own == head || lexicon::synonyms(head).any(|t| t == own));
        }
    }
    // What the country names is not said again: "the Italian leader".
    if (simple || has_country)
        && lexicon::synonyms(head)
            .any(|t| role == t || role.ends_with(t) && role[..role.len() - t.len()].ends_with(' '))
    {
        let rest: Vec<&str> = title.split(' ').filter(|w| *w != head).collect();
        return !demoted(role, title)
            && rest.iter().all(|w| role.contains(w) || lexicon::look_up(w).is(lexicon::QUALITY | lexicon::RANK));
    }
    let words: Vec<&str> = role.split([' ', '-']).collect();
    let part = title.split([' ', '-']).all(|w| words.contains(&w));
    part && words.contains(&head) && role_head(role) == head && !demoted(role, title)
}

/// The head of a title in lower case: the word before its complement.
fn role_head(role: &str) -> &str {
    let role =
        until(role, &[" of ", " for ", " to ", " at "]).trim_end_matches("-elect").trim_end_matches("-designate");
    role.rsplit(' ').next().unwrap_or(role)
}

/// The heads of the titles that `title` may stand for, its own first.
fn heads(title: &str) -> impl Iterator<Item = &str> {
    let head = role_head(title);
    std::iter::once(head).chain(lexicon::synonyms(head).filter_map(|t| t.rsplit(' ').next()))
}

/// Whether the role is a lower one than the title says: "vice president" is no "president".
fn demoted(role: &str, title: &str) -> bool {
    const LOWER: &[&str] = &["vice", "deputy", "assistant", "under", "associate", "junior", "shadow", "vice-president"];
    role.split([' ', '-']).any(|w| LOWER.contains(&w) && !title.contains(w))
}

fn office(draft: &mut Draft<'_>, d: &mut Discourse, about: &Description, title: String, counterpart: bool) -> usize {
    let mention = about.mention;
    let tokens = draft.mention(mention).tokens;
    let body = about.organisation.and_then(|o| draft.entity_of[o]);
    let mut country = about.country.or_else(|| body.and_then(|b| draft.entities[b].country));
    if country.is_none() && about.opening != Opening::Indefinite {
        country = lexicon::default_country(&title);
    }
    if country.is_none() {
        country = about.owner.and_then(|o| draft.entity_of[o]).and_then(|o| draft.entities[o].country);
    }
    let key = (country, title.clone());
    let known = match about.opening {
        Opening::Indefinite => None,
        _ => d
            .offices
            .get(&key)
            .or_else(|| if country.is_none() { d.offices.get(&(None, format!("~{title}"))) } else { None }),
    };
    let name = plain(draft.text, draft.tokens.span(own(draft, tokens)));
    let entity = match known.copied() {
        Some(entity) => {
            draft.link(mention, entity);
            if name.len() < draft.entities[entity].name.len() && about.country.is_some() {
                draft.entities[entity].name = name;
            }
            entity
        }
        None => {
            let entity = draft.add(mention, EntityType::Office, name);
            draft.entities[entity].country = country;
            if !counterpart || !matches!(&title[..], "counterpart" | "opposite number" | "number") {
                let shown = if counterpart { title.clone() } else { plain(draft.text, about.title) };
                let role = told(draft, about, shown, country);
                draft.entities[entity].roles.push(role);
            }
            draft.entities[entity].bystander = matches!(about.category, Category::Spokesman | Category::Media);
            draft.entities[entity].gender = draft.story.word(about.head as usize).gender();
            entity
        }
    };
    d.offices.insert(key, entity);
    // "the envoy" after "a special envoy of ..."
    d.offices.insert((None, format!("~{title}")), entity);
    let head = draft.story.folded(about.head as usize).to_owned();
    d.offices.insert((None, format!("~{head}")), entity);
    entity
}

/// The office of a description as a role, under `title`.
pub(super) fn told(draft: &Draft<'_>, about: &Description, title: String, country: Option<Country>) -> EntityRole {
    let organisation = about.organisation.and_then(|o| draft.entity_of[o]).map(|b| draft.entities[b].name.clone());
    EntityRole { title, organisation, country, state: about.state, from: RoleFrom::Text, span: Some(about.title) }
}

/// The tokens of a description without a possessive or an article.
fn own(draft: &Draft<'_>, tokens: crate::span::TokenRange) -> crate::span::TokenRange {
    let first = tokens.first as usize;
    let skip =
        tokens.len() > 1 && matches!(draft.story.folded(first), "a" | "an" | "his" | "her" | "its" | "their" | "the");
    crate::span::TokenRange::new(first + usize::from(skip), tokens.end as usize)
}

fn group(draft: &mut Draft<'_>, d: &mut Discourse, about: &Description) {
    let tokens = own(draft, draft.mention(about.mention).tokens);
    let key = folded(draft.tokens, tokens);
    let entity = match d.groups.get(&key) {
        Some(&entity) => {
            draft.link(about.mention, entity);
            entity
        }
        None => {
            let entity = draft.add(about.mention, EntityType::Group, plain(draft.text, draft.tokens.span(tokens)));
            draft.notes[entity].plural = true;
            draft.entities[entity].bystander = matches!(about.category, Category::Spokesman | Category::Media);
            d.groups.insert(key, entity);
            entity
        }
    };
    let country = about.country;
    let slot = &mut draft.entities[entity].country;
    *slot = slot.or(country);
}
