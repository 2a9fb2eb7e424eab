//! Lays lists of words out as the hash tables that `src/words.rs` reads.

#[path = "../src/hash.rs"]
#[allow(dead_code)]
pub mod hash;

/// A filter of sixteen bits and more for each word.
pub fn filter<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Vec<u64> {
    let cells = (words.len() * 16).div_ceil(64).next_power_of_two();
    let mut filter = vec![0; cells];
    for word in words {
        let (cell, bit) = hash::filter(hash::word(word.as_bytes()), cells);
        filter[cell] |= bit;
    }
    filter
}

/// An expression of type `Words<V>`: each word with the expression of its value.
pub fn table<'w>(words: impl IntoIterator<Item = (&'w str, String)>) -> String {
    let words: Vec<(&str, String)> = words.into_iter().collect();
    assert!(words.len() < usize::from(u16::MAX), "a list of {} words is too long", words.len());
    let size = (words.len() * 3 + 1).next_power_of_two();
    let mut slots = vec![(0u32, 0u16); size];
    let filter = filter(words.iter().map(|(word, _)| *word));
    for (place, (word, _)) in words.iter().enumerate() {
        let hash = hash::word(word.as_bytes());
        let mut at = hash as usize & (size - 1);
        while slots[at].1 != 0 {
            assert!(slots[at].0 != (hash >> 32) as u32, "{word:?} has the hash of another word; the hash needs a seed");
            at = (at + 1) & (size - 1);
        }
        slots[at] = ((hash >> 32) as u32, place as u16 + 1);
    }
    let values: Vec<&str> = words.iter().map(|(_, value)| value.as_str()).collect();
    format!("crate::words::Words {{ filter: &{filter:?}, slots: &{slots:?}, values: &[{}] }}", values.join(", "))
}
