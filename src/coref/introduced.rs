//! Who is named only after the lead told of the office: "Peru's finance minister will fly to Rome, an aide said. | Ana Rojas
//! will meet ..."

use super::{
    description,
    discourse::Discourse,
    draft::{Draft, plain},
};
use crate::{
    mention::EntityType,
    role::{Category, Description, Opening, RoleState},
    zone::BlockKind,
};

/// How many sentences after the lead the name comes at most.
const REACH: usize = 3;

/// The person whom the next sentences name without an office, where the lead opens with the one that `about` describes, and
/// names nobody.
pub(super) fn person(draft: &Draft<'_>, about: &Description, sentence: usize) -> Option<usize> {
    let sentences = &draft.tokens.sentences;
    let lead = sentences.iter().position(|s| s.kind == BlockKind::Body)?;
    let opens = draft.roles.phrases[about.mention].first == sentences[lead].tokens.first;
    let somewhere = about.country.is_some() || about.organisation.is_some();
    if sentence != lead || !opens || !somewhere || about.state != RoleState::Current || !serves(about) {
        return None;
    }
    let mentions = &draft.roles.mentions;
    let next = (about.mention + 1..mentions.len()).find(|&m| mentions[m].kind == EntityType::Person)?;
    let at = draft.tokens.sentence_of(mentions[next].tokens.first as usize);
    let (own, phrase) = (mentions[next].tokens, draft.roles.phrases[next]);
    let entity = draft.entity_of[next]?;
    let bare = phrase == own && own.len() >= 2 && own.first == sentences[at].tokens.first;
    let e = &draft.entities[entity];
    let unknown = e.roles.is_empty() && e.country.is_none_or(|c| Some(c) == about.country);
    if at == lead || at > lead + REACH || !bare || !unknown || draft.notes[entity].first != own.first {
        return None;
    }
    // Of two offices it could be either.
    let between = draft
        .roles
        .descriptions
        .iter()
        .any(|other| (about.mention + 1..next).contains(&other.mention) && !other.plural && serves(other));
    (!between).then_some(entity)
}

/// Whether the description is of one office, and not of whoever speaks for it.
fn serves(about: &Description) -> bool {
    !matches!(about.category, Category::Spokesman | Category::Media | Category::Other)
        && about.opening != Opening::Indefinite
}

/// Gives the person the office.
pub(super) fn appoint(draft: &mut Draft<'_>, d: &mut Discourse, about: &Description, person: usize) {
    let body = about.organisation.and_then(|o| draft.entity_of[o]);
    let country = about.country.or_else(|| body.and_then(|b| draft.entities[b].country));
    let role = description::told(draft, about, plain(draft.text, about.title), country);
    let head = draft.story.folded(about.head as usize).to_owned();
    let e = &mut draft.entities[person];
    e.roles.push(role);
    e.country = e.country.or(country);
    draft.notes[person].heads.push((head.clone(), about.category));
    d.heads.entry(head).or_default().push(person);
    draft.link(about.mention, person);
    draft.links.insert(about.mention, (Vec::new(), "office.introduced"));
}
