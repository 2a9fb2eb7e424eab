//! The units that a sentence is cut into: parties, noun phrases, verb groups, prepositions, times and the joints between them.

use super::{lexicon, verb::VerbGroup};
use crate::span::TokenRange;

/// Prepositions, as far as they are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prep {
    With,
    Of,
    To,
    In,
    At,
    On,
    Between,
    Among,
    By,
    From,
    For,
    About,
    Over,
    During,
    After,
    Before,
    Including,
    As,
    Other,
}

/// A common noun phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct NounPhrase {
    /// The head's token.
    pub head: usize,
    /// The head in the lexicon of encounter nouns; 0 for none.
    pub noun: u16,
    /// Whether it has "the", "this", "that", "these" or "those".
    pub definite: bool,
    /// Whether it has "no".
    pub negative: bool,
    /// The names inside it ("U.S.-China talks"), as a range of [`Units::modifiers`].
    pub modifiers: (usize, usize),
}

impl NounPhrase {
    /// The frame of the head, where it names an encounter.
    pub fn frame(&self) -> Option<lexicon::NounFrame> {
        (self.noun != 0).then(|| lexicon::noun(self.noun).frame)
    }
}

/// What a unit is.
#[derive(Clone, Copy, Debug)]
pub(super) enum UnitKind {
    /// A mention of an entity, with its whole phrase: an index into the story's mentions.
    Party(usize),
    Noun(NounPhrase),
    /// A temporal expression: an index into the story's dates.
    Time(usize),
    Verb(VerbGroup),
    Prep(Prep),
    And,
    Comma,
    /// A dash or semicolon or colon.
    Stop,
    Genitive,
    /// who, which, that (relative)
    Relative,
    /// when, while, because, if...
    Subordinator,
    /// that (after a verb of saying)
    That,
    Adverb,
    Quote,
    /// A pronoun that coreference left open.
    Pronoun,
}

/// One unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub tokens: TokenRange,
    pub kind: UnitKind,
}

/// The units of one sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    pub units: Vec<Unit>,
    pub modifiers: Vec<usize>,
}

impl Units {
    pub fn kind(&self, at: usize) -> Option<&UnitKind> {
        self.units.get(at).map(|u| &u.kind)
    }

    pub fn verb(&self, at: usize) -> Option<&VerbGroup> {
        match self.kind(at) {
            Some(UnitKind::Verb(v)) => Some(v),
            _ => None,
        }
    }

    pub fn party(&self, at: usize) -> Option<usize> {
        match self.kind(at) {
            Some(UnitKind::Party(m)) => Some(*m),
            _ => None,
        }
    }

    pub fn is_prep(&self, at: usize, prep: Prep) -> bool {
        matches!(self.kind(at), Some(UnitKind::Prep(p)) if *p == prep)
    }

    /// The names inside a noun phrase.
    pub fn modifiers(&self, noun: &NounPhrase) -> &[usize] {
        &self.modifiers[noun.modifiers.0..noun.modifiers.1]
    }
}
