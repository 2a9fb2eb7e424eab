//! Gazetteer look-up: which runs of tokens are names that the knowledge lists.

use crate::{knowledge::NameId, span::TokenRange};

/// A run of tokens that the gazetteer lists. What it may be is asked of
/// [`Knowledge::senses`](crate::knowledge::Knowledge::senses).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The tokens.
    pub tokens: TokenRange,
    /// The name.
    pub name: NameId,
    /// Every class that the name's senses have.
    pub classes: crate::knowledge::Classes,
}
