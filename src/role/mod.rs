//! Roles and affiliations: who is what, of which body, of which country.
//!
//! [`assign`] finds every title and description of people (`title`, what stands `before` its head and
//! the `complement` after it, how far a `group` reaches), gives it to the name that it stands beside
//! (`attach`) or makes it a mention of its own (an office or a group), and says how far each noun phrase reaches
//! (`phrase`).

mod attach;
mod before;
mod complement;
mod gather;
mod group;
pub(crate) mod lexicon;
mod phrase;
pub(crate) mod story;
pub(crate) mod title;

use crate::{
    country::Country,
    mention::Mention,
    span::{Span, TokenRange},
    token::Tokens,
};

/// Grammatical gender, where the story or the gazetteer tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he, his, him, Mr
    Male,
    /// she, her, Ms
    Female,
}

/// Whether a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What kind of role a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Heads of state and government.
    Leader,
    /// Ministers and secretaries.
    Minister,
    /// Ambassadors, envoys, negotiators.
    Diplomat,
    /// Members of a parliament.
    Legislator,
    /// Governors and mayors.
    Governor,
    /// Officials, advisers, directors, chairmen.
    Official,
    /// Those who speak for somebody else.
    Spokesman,
    /// Reporters, editors, interpreters, authors.
    Media,
    /// Soldiers.
    Military,
    /// The police.
    Police,
    /// Royalty.
    Royal,
    /// Clergy.
    Church,
    /// Executives, founders, investors, analysts.
    Business,
    /// Lawyers and judges.
    Law,
    /// Scholars, scientists, doctors.
    Academic,
    /// Politicians without an office, activists.
    Party,
    /// Anybody else: athletes, artists, relatives.
    Person,
    /// What no title tells: countries, protesters.
    Other,
}

impl Category {
    /// Whether it is a calling rather than an office: of those one person may have two at once ("singer and lyricist").
    pub(crate) fn is_calling(self) -> bool {
        matches!(self, Self::Business | Self::Media | Self::Law | Self::Academic | Self::Party | Self::Person)
    }
}

/// What opens a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing: "German Chancellor".
    Bare,
    /// "the", "this", "both".
    Definite,
    /// "a", "another", "some".
    Indefinite,
    /// "his", "their".
    Possessive,
    /// "Vietnam's".
    Genitive,
}

/// What the text says of one mention's role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleClaim {
    /// The index of the mention (a person) among [`Roles::mentions`].
    pub mention: usize,
    /// The title as the article gives it, without the country: "Economic Revitalisation Minister". `None` where the text
    /// tells where somebody belongs, not as what: "Japan's Akazawa".
    pub title: Option<Span>,
    /// The noun that heads the title, as a token.
    pub head: Option<u32>,
    /// What kind of role it is.
    pub category: Category,
    /// The index of the organisation's mention among [`Roles::mentions`], where the text names one.
    pub organisation: Option<usize>,
    /// The index of the mention of the person in the genitive: "Trump's budget chief".
    pub owner: Option<usize>,
    /// The country that the text gives.
    pub country: Option<Country>,
    /// Whether it holds.
    pub state: RoleState,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A description of people that no name stands beside: "Vietnam's deputy prime minister", "EU finance ministers".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The index of its mention among [`Roles::mentions`].
    pub mention: usize,
    /// The title in it, without the country.
    pub title: Span,
    /// The noun that heads it, as a token.
    pub head: u32,
    /// What kind of role it is.
    pub category: Category,
    /// What opens it.
    pub opening: Opening,
    /// Whether it is of more than one.
    pub plural: bool,
    /// The country that the text gives.
    pub country: Option<Country>,
    /// The index of the organisation's mention.
    pub organisation: Option<usize>,
    /// The index of the mention of the person in the genitive: "Trump's budget chief".
    pub owner: Option<usize>,
    /// Whether it holds.
    pub state: RoleState,
}

/// A common noun that the text puts beside a name: "carmaker Honda".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// The index of the mention.
    pub mention: usize,
    /// The noun, as a token.
    pub noun: u32,
    /// The nationality beside it.
    pub country: Option<Country>,
}

/// The mentions with their noun phrases and role claims.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// All mentions in text order: those of [`crate::mention`] and, added here, offices and groups. They do not overlap,
    /// except that a name inside an office's or group's description stays a mention of its own.
    pub mentions: Vec<Mention>,
    /// For each mention the tokens of its whole noun phrase: with determiner, nationality, title and honorific before it
    /// ("US Treasury Secretary Scott Bessent") and an apposition after it with its commas
    /// (", Japan's Economic Revitalisation Minister,").
    pub phrases: Vec<TokenRange>,
    /// What the text says of roles.
    pub claims: Vec<RoleClaim>,
    /// The offices and groups among the mentions, in text order.
    pub descriptions: Vec<Description>,
    /// What common nouns the text puts beside names of bodies.
    pub descriptors: Vec<Descriptor>,
    /// The number of each token in the table of titles, for the next stage.
    pub(crate) numbers: Vec<u16>,
}

/// Finds titles, gives them to names, and adds the offices and groups that have no name.
#[must_use]
pub fn assign(text: &str, tokens: &Tokens, mentions: Vec<Mention>) -> Roles {
    let story = story::Story::new(text, tokens, &mentions);
    let mut found = attach::attach(&story);
    phrase::extend(&story, &mut found);
    let mut roles = found.into_roles(&story);
    roles.numbers = story.into_numbers();
    roles
}
