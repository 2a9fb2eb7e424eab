//! Who is named only after the lead told of the office: "Peru's finance minister will fly to Rome, an aide said. | Ana Rojas
//! will meet ...", "A senior Peruvian diplomat has arrived in Rome. | Deputy Foreign Minister Ana Rojas ..."

use super::{
    description,
    discourse::Discourse,
    draft::{Draft, plain},
    lexicon::{self, SAYS},
};
use crate::{
    mention::EntityType,
    role::{Category, Description, Opening, RoleState},
};

/// How many sentences after the lead the name comes at most.
const REACH: usize = 3;

/// The person whom the next sentences name without an office, where the lead opens with the one that `about` describes, and
/// names nobody.
pub(super) fn person(draft: &Draft<'_>, about: &Description, sentence: usize) -> Option<usize> {
    let sentences = &draft.tokens.sentences;
    let lead = draft.tokens.lead()?;
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

/// The person whom the sentences after the lead name first, with an office that the vaguer one may be which `about` describes
/// in the lead: "a senior Peruvian diplomat", "the exiled leader of Hamas".
pub(super) fn described(draft: &Draft<'_>, about: &Description, title: &str, sentence: usize) -> Option<usize> {
    let sentences = &draft.tokens.sentences;
    let lead = draft.tokens.lead()?;
    let vague = about.opening == Opening::Indefinite || about.organisation.is_some();
    let somewhere = about.country.is_some() || about.organisation.is_some();
    if sentence != lead || !vague || !somewhere || about.state != RoleState::Current || !is_office(about.category) {
        return None;
    }
    let mentions = &draft.roles.mentions;
    let at = |m: usize| draft.tokens.sentence_of(mentions[m].tokens.first as usize);
    let in_lead = |entity: usize| {
        (0..mentions.len())
            .skip_while(|&m| at(m) < lead)
            .take_while(|&m| at(m) == lead)
            .any(|m| draft.entity_of[m] == Some(entity))
    };
    let (next, entity) = (about.mention + 1..mentions.len())
        .skip_while(|&m| at(m) == lead)
        .take_while(|&m| at(m) <= lead + NEXT)
        .filter(|&m| mentions[m].kind == EntityType::Person)
        .filter_map(|m| Some((m, draft.entity_of[m]?)))
        .find(|&(_, entity)| !in_lead(entity))?;
    let e = &draft.entities[entity];
    let home = match (about.country, e.country) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => e.roles.is_empty(),
        (None, _) => true,
    };
    let body = about.organisation.and_then(|o| draft.entity_of[o]).map(|b| &draft.entities[b].name);
    let serves = body.is_none_or(|name| e.roles.iter().any(|r| r.organisation.as_ref() == Some(name)));
    let head = draft.story.folded(about.head as usize);
    let opens = draft.roles.phrases[next].first == sentences[at(next)].tokens.first;
    let office = e.roles.iter().any(|r| description::same_office(title, &r.title.to_lowercase(), true))
        || draft.notes[entity].heads.iter().any(|(own, category)| own == head || may_be(head, *category));
    // Who only speaks in the lead is often nobody whom the story names.
    let speaks = says(draft, mentions[about.mention].tokens.end as usize);
    let known = office || opens && e.roles.is_empty() && e.country == about.country;
    if !home || !serves || !known || speaks && !(opens && head != "official") {
        return None;
    }
    // Of two offices it could be either.
    let mut others = draft.roles.descriptions.iter().filter(|other| {
        other.mention != about.mention && at(other.mention) == lead && !other.plural && is_office(other.category)
    });
    let same = |other: &Description| other.country == about.country && other.category == about.category;
    (!others.any(same)).then_some(entity)
}

/// How many sentences after the lead name whom it describes.
const NEXT: usize = 2;

/// Whether a verb of speech follows token `end`.
fn says(draft: &Draft<'_>, end: usize) -> bool {
    (end..draft.tokens.len().min(end + 3)).any(|t| lexicon::is(draft.story.folded(t), SAYS))
}

fn is_office(category: Category) -> bool {
    !matches!(category, Category::Spokesman | Category::Media | Category::Other | Category::Person)
}

/// Whether a vague description with that head may be of whom the story calls by a title of that kind.
fn may_be(head: &str, category: Category) -> bool {
    match head {
        "diplomat" | "envoy" | "negotiator" => matches!(category, Category::Diplomat | Category::Minister),
        "official" => matches!(category, Category::Diplomat | Category::Minister | Category::Official),
        "leader" | "chief" | "head" => {
            matches!(category, Category::Leader | Category::Official | Category::Party | Category::Military)
        }
        "lawmaker" | "politician" => matches!(category, Category::Legislator | Category::Party),
        "commander" | "general" => category == Category::Military,
        "executive" => category == Category::Business,
        _ => false,
    }
}

/// Gives the person the description.
pub(super) fn link(draft: &mut Draft<'_>, d: &mut Discourse, about: &Description, person: usize) {
    if draft.entities[person].roles.is_empty() {
        return appoint(draft, d, about, person);
    }
    draft.link(about.mention, person);
    draft.links.insert(about.mention, (Vec::new(), "office.introduced"));
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
