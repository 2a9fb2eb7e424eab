//! The hash of the word table, shared by the build that lays it out and the program that looks words up.

/// FNV-1a over the bytes of `word`.
pub(crate) fn fnv(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
