//! The record: what whomet writes for one article. The JSON, and nothing else.
//!
//! Field names are a public contract: [`SCHEMA`] describes them, [`SCHEMA_VERSION`] numbers it. What is unknown is
//! `null` or an empty list. Offsets count Unicode code points of the article's text, or what else was asked for (see
//! [`Offsets`]), end exclusive; inside the library everything counts bytes, and the conversion happens here, once (see
//! [`OffsetMap`]).
//!
//! ```
//! use whomet::record::Record;
//!
//! let extractor = whomet::Extractor::new();
//! let record = extractor.worker().extract(&whomet::Article::from_text("Ms Lind met Mr Orr in Oslo."));
//! let json = serde_json::to_string(&record).unwrap();
//! assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
//! ```

mod build;
mod offset;

use serde::{Deserialize, Serialize};

pub(crate) use build::{Parts, build};
pub use offset::OffsetMap;

/// The JSON Schema (draft 2020-12) of a record.
pub const SCHEMA: &str = include_str!("schema.json");

/// The schema's number; it rises when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// One article's record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Which program and knowledge wrote it.
    pub whomet: Maker,
    /// What the article says of itself.
    pub article: ArticleHead,
    /// Who and what is named, in order of first mention.
    pub entities: Vec<Entity>,
    /// Every temporal expression.
    pub dates: Vec<Timex>,
    /// Who met whom about what.
    pub encounters: Vec<Encounter>,
}

/// Which program and knowledge wrote a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maker {
    /// The program's version.
    pub version: String,
    /// The number of the schema.
    pub schema: u32,
    /// The version of the gazetteer.
    pub gazetteer: String,
    /// What offsets count.
    pub offsets: Offsets,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// Unicode code points, as Python, brat and spaCy do.
    #[default]
    Codepoint,
    /// Bytes of UTF-8, as Rust, Go and C do.
    Byte,
    /// UTF-16 code units, as JavaScript, Java and C# do.
    Utf16,
}

/// What the article says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHead {
    /// Its identifier.
    pub id: String,
    /// Who published it.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline, from the input's field or from the text.
    pub headline: Option<String>,
    /// Its author.
    pub byline: Option<String>,
    /// The agency or photographer credited.
    pub credit: Option<String>,
    /// The language that it was read as.
    pub language: Option<String>,
    /// The publication date: `2025-04-16`.
    pub published: Option<String>,
    /// Where that comes from.
    pub published_from: Option<PublishedFrom>,
    /// Where and when it was filed.
    pub dateline: Option<Dateline>,
    /// The text that all offsets count in, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Where the publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// `--published`.
    Flag,
    /// A field of the input.
    Input,
    /// The dateline.
    Dateline,
    /// A full date in the head of the text.
    Text,
}

/// Where and when a story was filed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place as written.
    pub place: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// The date in it.
    pub date: Option<String>,
    /// The agency in it.
    pub agency: Option<String>,
}

/// A person, body, place, group or office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its identifier within the record: `e1`.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The fullest name in the article.
    pub name: String,
    /// Its country: ISO 3166 alpha-2, or `EU`.
    pub country: Option<String>,
    /// Its Wikidata item: `Q42`.
    pub wikidata: Option<String>,
    /// Of an office that the article gives no name: who holds it on the publication date, as the gazetteer knows.
    pub holder: Option<Holder>,
    /// Its roles, the surest first.
    pub roles: Vec<Role>,
    /// Where it is named.
    pub mentions: Vec<Mention>,
}

/// Who holds an office on the publication date. The article does not say so: a row of the gazetteer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The usual English name.
    pub name: String,
    /// The Wikidata item.
    pub wikidata: Option<String>,
    /// The row that names the person: file under `data/` and line.
    pub row: String,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A person.
    Person,
    /// A body, ministry, party, agency, armed group.
    Organisation,
    /// A company.
    Company,
    /// A country.
    Country,
    /// A city, region, building, sea.
    Place,
    /// EU finance ministers, protesters.
    Group,
    /// An office-holder without a name.
    Office,
}

/// One role of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The title without the country.
    pub title: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// Whether it holds.
    pub state: RoleState,
    /// Who says so.
    pub from: RoleFrom,
}

/// Whether a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleState {
    /// It holds.
    Current,
    /// "former", "ex-", "the late".
    Former,
    /// "acting", "interim", "caretaker".
    Acting,
    /// "-elect", "designate", "nominee".
    Elect,
}

/// Who says that somebody has a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleFrom {
    /// The article.
    Text,
    /// A gazetteer row that holds on the publication date.
    Gazetteer,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// The slice of the text.
    pub text: String,
    /// How it is named.
    pub form: Form,
}

/// How an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// In full.
    Name,
    /// By surname, acronym or short name.
    Alias,
    /// By nationality.
    Demonym,
    /// A seat of power for its government or body.
    Metonym,
    /// By office.
    Office,
    /// By pronoun or common noun.
    Pronoun,
}

/// One temporal expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// The slice of the text.
    pub text: String,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// The TIMEX3 value.
    pub value: String,
    /// The TIMEX3 modifier.
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
}

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or anything longer.
    Date,
    /// A point within a day.
    Time,
    /// A length.
    Duration,
    /// A repetition.
    Set,
}

/// One encounter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Encounter {
    /// Its identifier within the record: `m1`.
    pub id: String,
    /// What kind of contact.
    pub kind: Kind,
    /// Whether it has taken place, as of publication.
    pub status: Status,
    /// Every party in direct contact.
    pub participants: Vec<Participant>,
    /// What it was about.
    pub about: Vec<Topic>,
    /// When.
    pub when: Option<When>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// The sentences that tell it.
    pub evidence: Vec<Evidence>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

/// What kind of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Met, dinner, audience, received, hosted.
    Meeting,
    /// Called talks, negotiations or discussions, and never a meeting.
    Talks,
    /// A guest in a country, city or institution, and no more specific contact is told.
    Visit,
    /// By phone or video.
    Call,
    /// A named or multilateral gathering.
    Summit,
}

/// Whether an encounter has taken place, as of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It took place.
    Happened,
    /// Under way at publication.
    Ongoing,
    /// Will meet, is due to, is scheduled.
    Planned,
    /// Invited, offered, asked for, hopes to, could, may.
    Proposed,
    /// Called off, postponed, made impossible.
    Cancelled,
    /// Declined, ruled out, denied.
    Refused,
}

/// One party of an encounter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The identifier of its entity.
    pub entity: String,
    /// The fullest name in the article.
    pub name: String,
    /// What it is; a company is an organisation here.
    #[serde(rename = "type")]
    pub kind: PartyType,
    /// The title as the article gives it, without the country.
    pub role: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// Its part.
    pub part: Option<Part>,
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartyType {
    /// A person.
    Person,
    /// A body or company.
    Organisation,
    /// A country or its government.
    Country,
    /// Several without names.
    Group,
    /// An office-holder without a name.
    Office,
}

/// A party's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Receives.
    Host,
    /// Comes.
    Guest,
    /// Brings others together.
    Mediator,
}

/// What an encounter was about: a noun phrase of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The slice of the text.
    pub text: String,
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// When an encounter takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The slice of the text.
    pub text: String,
    /// `2025-04-16`, `2025-W15`, an interval `2025-04-16/2025-04-18`; null where it cannot be worked out.
    pub value: Option<String>,
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// Where an encounter takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// The slice of the text.
    pub text: String,
    /// The place's name.
    pub name: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// A sentence that tells of an encounter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// The sentence.
    pub text: String,
    /// The words that tell it.
    pub trigger: Trigger,
    /// The rule that read it.
    pub rule: String,
}

/// The words that tell of contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// The slice of the text.
    pub text: String,
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}
