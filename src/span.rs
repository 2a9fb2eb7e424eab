//! Where something stands: half-open ranges that say in their type what they count.

use std::ops::Range;

/// A half-open range of **bytes** of an article's text, always on character boundaries.
///
/// Inside the library everything is counted in bytes, because slicing is then free; code points appear in the record
/// alone (see [`crate::record`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end`, end exclusive.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    /// The slice of `text` that the span covers.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }

    /// The span as a range of byte indices.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A half-open range of **tokens** of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// The first token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
}

impl TokenRange {
    /// A range from token `first` to token `end`, end exclusive.
    #[must_use]
    pub fn new(first: usize, end: usize) -> Self {
        debug_assert!(first <= end);
        Self { first: first as u32, end: end as u32 }
    }

    /// The range as indices.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// Whether token `index` is inside.
    #[must_use]
    pub fn has(&self, index: usize) -> bool {
        self.range().contains(&index)
    }

    /// Whether the two share a token.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first < other.end && other.first < self.end
    }

    /// How many tokens it covers.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.end - self.first) as usize
    }

    /// Whether it covers no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first >= self.end
    }
}
