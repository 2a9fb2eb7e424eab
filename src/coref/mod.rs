//! Coreference inside one story: which mentions are the same entity.
//!
//! Names come first, over the whole story (`name`, `body`); then what the text says of them (`attribute`); then one
//! walk from left to right that settles what only the story so far can settle: "the minister", "the carmaker", "the two
//! leaders", "she" (`discourse`). A link that a careful reader would not make is not made.

mod attribute;
mod body;
mod description;
mod discourse;
mod draft;
mod former;
mod halves;
mod holder;
mod home;
mod introduced;
mod known;
mod lexicon;
mod link;
mod name;
mod nominal;
mod pair;
mod place;
mod pronoun;
mod speaker;
mod unnamed;

use crate::{
    article::Date,
    country::Country,
    knowledge::{EntryId, Remembered},
    mention::{EntityType, Form},
    role::{RoleState, Roles},
    span::{Span, TokenRange},
    token::Tokens,
    zone::Zones,
};

pub use crate::role::Gender;

/// Where a role comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleFrom {
    /// The article says it.
    Text,
    /// A gazetteer row that holds on the publication date says it.
    Gazetteer,
}

/// One role of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRole {
    /// The title without the country.
    pub title: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// The country.
    pub country: Option<Country>,
    /// Whether it holds.
    pub state: RoleState,
    /// Where it comes from.
    pub from: RoleFrom,
    /// Where the text says it.
    pub span: Option<Span>,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMention {
    /// The index of the entity.
    pub entity: usize,
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The tokens of the whole noun phrase (see [`crate::role::Roles::phrases`]).
    pub phrase: TokenRange,
    /// How it is named.
    pub form: Form,
    /// The further entities that a plural mention stands for ("the two leaders", "they").
    pub also: Vec<usize>,
    /// The rule that made or linked it.
    pub rule: &'static str,
}

/// One person, body or place of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityType,
    /// The fullest name in the story; of a country its usual English name; of an office its shortest full description.
    pub name: String,
    /// Its country.
    pub country: Option<Country>,
    /// The gazetteer's entry.
    pub entry: Option<EntryId>,
    /// The number of its Wikidata item: 42 for `Q42`.
    pub wikidata: Option<u32>,
    /// Of an office: the person who holds it on the day of publication, where the gazetteer is certain of that.
    pub holder: Option<EntryId>,
    /// Its roles, the surest first.
    pub roles: Vec<EntityRole>,
    /// Gender, where told.
    pub gender: Option<Gender>,
    /// Whether it only speaks or writes of what others do: spokesmen, reporters, interpreters. Such are no parties.
    pub bystander: bool,
}

/// The entities of one story.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// Every entity, in order of first mention.
    pub entities: Vec<Entity>,
    /// Every mention of theirs, in text order.
    pub mentions: Vec<EntityMention>,
}

/// Finds the entities of a story and everything that refers to them.
#[must_use]
pub fn resolve(
    text: &str,
    zones: &Zones,
    tokens: &Tokens,
    roles: &Roles,
    knowledge: &Remembered<'_>,
    published: Option<Date>,
) -> Entities {
    let mut draft = draft::Draft::new(text, zones, tokens, roles, knowledge, published);
    name::persons(&mut draft);
    body::bodies(&mut draft);
    attribute::describe(&mut draft);
    discourse::walk(&mut draft);
    draft.finish()
}
