//! Roles and affiliations: who is what, of which body, of which country.

use crate::{
    country::Country,
    mention::Mention,
    span::{Span, TokenRange},
};

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

/// What the text says of one mention's role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleClaim {
    /// The index of the mention (person or office) among [`Roles::mentions`].
    pub mention: usize,
    /// The title as the article gives it, without the country: "Economic Revitalisation Minister".
    pub title: Span,
    /// The index of the organisation's mention among [`Roles::mentions`], where the text names one.
    pub organisation: Option<usize>,
    /// The country that the text gives.
    pub country: Option<Country>,
    /// Whether it holds.
    pub state: RoleState,
    /// The rule that found it.
    pub rule: &'static str,
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
}
