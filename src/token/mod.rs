//! Sentences and tokens, with byte offsets into the story.
//!
//! Tokens never cross a block; sentences never cross a block. Joined with the white space between them, tokens give the
//! text back.

mod abbreviation;
mod sentence;
mod word;

use crate::{
    span::{Span, TokenRange},
    words::Words,
    zone::{BlockKind, Zones},
};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and abbreviation dots: `Ryosei`, `U.S.`, `O'Brien`, `Mr.`, `St.`.
    Word,
    /// Digits, with inner `.`, `,`, `:`, `/`: `16`, `1,000`, `3.5`, `10:30`, `04/16/2025`; also `16th`, `1990s`, `5pm`.
    Number,
    /// The genitive ending `'s`, `’s`, or the `'` of "ministers'".
    Genitive,
    /// Anything else, one character a token, except `...` and `--`.
    Punct,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No letters.
    None,
    /// `talks`
    Lower,
    /// `Akazawa`, and single capitals like `A`.
    Title,
    /// `NATO`, `U.S.` (two or more letters, all capitals).
    Upper,
    /// `McDonald`, `iPhone`, `al-Qaeda`'s parts are tokens of their own.
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is cased.
    pub case: Case,
    /// Whether white space (or a block's start) stands before it. Hyphens are tokens of their own: "Jae-in" is
    /// `Jae`, `-`, `in`, the latter two without space before.
    pub spaced: bool,
    folded: Span,
}

/// One sentence.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its text, from the first token to the last.
    pub span: Span,
    /// The index of the block it stands in.
    pub block: u32,
    /// What that block is.
    pub kind: BlockKind,
    /// Whether the sentence is set in capitals or in Title Case, so that case tells nothing about names.
    pub flat_case: bool,
}

/// The tokens and sentences of one story. Buffers are reused from story to story.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Every token, in order.
    pub tokens: Vec<Token>,
    /// Every sentence, in order.
    pub sentences: Vec<Sentence>,
    folded: String,
    hashes: Vec<u64>,
    /// The index of each token's sentence.
    sentence_of: Vec<u32>,
}

impl Tokens {
    /// The folded form of token `index`: lower case, diacritics off, curly apostrophes straight. `Erdoğan` → `erdogan`.
    #[must_use]
    pub fn folded(&self, index: usize) -> &str {
        self.tokens[index].folded.of(&self.folded)
    }

    /// As [`Self::folded`]; empty past the story's end.
    pub(crate) fn word(&self, index: usize) -> &str {
        if index < self.len() { self.folded(index) } else { "" }
    }

    /// The sentence that opens the story's text.
    pub(crate) fn lead(&self) -> Option<usize> {
        self.sentences.iter().position(|s| s.kind == BlockKind::Body)
    }

    /// The hash of the folded form of token `index`.
    pub(crate) fn hash(&self, index: usize) -> u64 {
        self.hashes[index]
    }

    /// The hashes of all tokens.
    pub(crate) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// What a list of words says of token `index`.
    #[inline]
    pub(crate) fn find<'w, V>(&self, index: usize, list: &'w Words<V>) -> Option<&'w V> {
        list.find(self.hashes[index])
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Empties it for the next story; the buffers stay.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.folded.clear();
        self.hashes.clear();
        self.sentence_of.clear();
    }

    /// The bytes that a range of tokens covers.
    #[must_use]
    pub fn span(&self, range: TokenRange) -> Span {
        if range.is_empty() {
            return Span::default();
        }
        Span { start: self.tokens[range.first as usize].span.start, end: self.tokens[range.end as usize - 1].span.end }
    }

    /// The index of the sentence that holds token `index`.
    #[must_use]
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentence_of.get(index).map_or(self.sentences.len(), |&s| s as usize)
    }

    /// The index of the first token that starts at byte `start` or after it.
    #[must_use]
    pub fn at(&self, start: usize) -> usize {
        self.tokens.partition_point(|t| (t.span.start as usize) < start)
    }

    /// The tokens that lie in `span`.
    pub(crate) fn within(&self, span: Span) -> impl Iterator<Item = usize> {
        (self.at(span.start as usize)..self.len()).take_while(move |&t| self.tokens[t].span.end <= span.end)
    }
}

/// Splits a story into tokens and sentences, block by block, into `out` (which is emptied first).
pub fn split(text: &str, zones: &Zones, out: &mut Tokens) {
    out.clear();
    for (index, block) in zones.blocks.iter().enumerate() {
        let first = out.tokens.len();
        let mut start = block.span.start;
        let gaps = &zones.foreign[zones.foreign.partition_point(|gap| gap.start < start)..];
        let inside = gaps.iter().take_while(|gap| gap.start < block.span.end);
        for gap in inside.filter(|gap| block.span.contains(gap)) {
            word::tokenize(text, Span { start, end: gap.start }, out);
            start = gap.end;
        }
        word::tokenize(text, Span { start, end: block.span.end }, out);
        sentence::split(text, first, index, block.kind, out);
    }
}
