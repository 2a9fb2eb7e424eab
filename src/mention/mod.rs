//! Mentions: the runs of tokens that name somebody or something.

use crate::{
    country::Country,
    knowledge::EntryId,
    span::{Span, TokenRange},
};

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityType {
    /// A person.
    Person,
    /// A body, ministry, party, agency, armed group, medium.
    Organisation,
    /// A company.
    Company,
    /// A country.
    Country,
    /// A city, region, building, sea.
    Place,
    /// EU finance ministers, protesters, a delegation.
    Group,
    /// An office-holder without a name.
    Office,
    /// A name of something else (nationality adjectives without a country, events, products, laws); never in the record.
    Other,
}

/// How it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// In full.
    Name,
    /// By surname, acronym or short name.
    Alias,
    /// By nationality: "Italian".
    Demonym,
    /// A seat of power for its government or body: "the White House".
    Metonym,
    /// By office: "the prime minister".
    Office,
    /// By pronoun, or by a common noun that stands for it ("the two leaders", "the Japanese firm").
    Pronoun,
}

/// One mention. The span of a name leaves out honorifics, titles, a leading "the" and the genitive's ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What is named.
    pub kind: EntityType,
    /// How.
    pub form: Form,
    /// The gazetteer's entry, where one was found and context agrees.
    pub entry: Option<EntryId>,
    /// The country that the mention itself tells of: of a country name, a demonym, a metonym; of a gazetteer's entry its
    /// home.
    pub country: Option<Country>,
    /// Which rule, table or gazetteer made it: "gazetteer", "honorific", "perceptron", "suffix"...
    pub rule: &'static str,
}
