//! The names of the word lists in the order of their bits; the build uses them too.

/// The lists by the names that `data/mention/words.tsv` uses; the position is the bit.
pub const LIST_NAMES: [&str; 22] = [
    "honorific",
    "title",
    "kin",
    "body",
    "legal",
    "place-head",
    "direction",
    "place-preposition",
    "speech",
    "calendar",
    "link",
    "function",
    "event",
    "agency",
    "business",
    "exchange",
    "portfolio",
    "particle",
    "hyphenated",
    "sport",
    "place-noun",
    "generation",
];
