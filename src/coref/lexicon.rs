//! What words tell of the names beside them: data/coref/words.tsv.

include!(concat!(env!("OUT_DIR"), "/coref_words.rs"));

/// Whether the folded word is of one of the classes.
pub(super) fn is(word: &str, classes: u16) -> bool {
    WORDS.get(word).is_some_and(|bits| bits & classes != 0)
}
