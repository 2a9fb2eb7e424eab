//! Abbreviations whose dot is part of the word, and what tells that it ended the sentence all the same. The words stand
//! in `data/tokens`.

/// What follows an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// A name: the dot never ends a sentence.
    Name,
    /// A number.
    Number,
    /// Anything.
    Any,
}

include!(concat!(env!("OUT_DIR"), "/tokens.rs"));

/// What follows `word`, written as in the text without its dot, if it is an abbreviation.
pub(super) fn look_up(word: &str) -> Option<Follows> {
    ABBREVIATIONS.get(word).copied()
}

/// Whether `word` hardly ever follows an abbreviation inside a name, and often starts a sentence.
pub(super) fn starts_sentence(word: &str) -> bool {
    STARTS.get(word).is_some()
}
