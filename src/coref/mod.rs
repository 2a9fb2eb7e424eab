//! Coreference inside one story: which mentions are the same entity.

use crate::{
    country::Country,
    knowledge::EntryId,
    mention::{EntityType, Form},
    role::RoleState,
    span::{Span, TokenRange},
};

/// Grammatical gender, where the story or the gazetteer tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he, his, him, Mr
    Male,
    /// she, her, Ms
    Female,
}

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
    /// Its roles, the surest first.
    pub roles: Vec<EntityRole>,
    /// Gender, where told.
    pub gender: Option<Gender>,
}

/// The entities of one story.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// Every entity, in order of first mention.
    pub entities: Vec<Entity>,
    /// Every mention of theirs, in text order.
    pub mentions: Vec<EntityMention>,
}
