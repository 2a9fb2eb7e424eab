//! What words tell of the names beside them: data/coref/words.tsv.

include!(concat!(env!("OUT_DIR"), "/coref_words.rs"));

/// As [`is`], by the word's hash, which its token knows.
pub(super) fn has(hash: u64, classes: u16) -> bool {
    WORDS.find(hash).is_some_and(|bits| bits & classes != 0)
}

/// Whether the folded word is of one of the classes.
pub(super) fn is(word: &str, classes: u16) -> bool {
    WORDS.get(word).is_some_and(|bits| bits & classes != 0)
}
