//! Lists of words that the build lays out as hash tables.

/// What a list says of each of its words. Most words of a text are not in it, and that one bit tells in fifteen of sixteen
/// cases: the bits of all lists fit into the processor's nearest cache, the slots do not.
#[derive(Debug)]
pub(crate) struct Words<V: 'static> {
    /// A set bit for each word, at what [`crate::hash::filter`] tells.
    pub(crate) filter: &'static [u64],
    /// The upper half of a word's hash, and its place in `values` counted from 1; a power of two of them, the lower half of
    /// the hash tells where to begin. The build leaves more than half empty. A word of the text that has
    /// the hash of one of the list's, by chance, is one in four thousand millions.
    pub(crate) slots: &'static [(u32, u16)],
    pub(crate) values: &'static [V],
}

impl<V> Words<V> {
    /// What the list says of `word`.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        self.find(crate::hash::word(word.as_bytes()))
    }

    /// What the list says of the word of that hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<&V> {
        let (cell, bit) = crate::hash::filter(hash, self.filter.len());
        if self.filter[cell] & bit == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (upper, place) = self.slots[at];
            if place == 0 {
                return None;
            }
            if upper == (hash >> 32) as u32 {
                return self.values.get(place as usize - 1);
            }
            at = (at + 1) & mask;
        }
    }
}

/// A few words that are asked for at every token: of most words one bit tells that they are none of them.
#[derive(Debug)]
pub(crate) struct Few<const N: usize> {
    filter: u64,
    hashes: [u64; N],
}

impl<const N: usize> Few<N> {
    pub(crate) const fn new(words: [&str; N]) -> Self {
        let (mut filter, mut hashes, mut at) = (0, [0; N], 0);
        while at < N {
            hashes[at] = crate::hash::word(words[at].as_bytes());
            filter |= 1 << (hashes[at] & 63);
            at += 1;
        }
        Self { filter, hashes }
    }

    /// Whether the word of that hash is one of them.
    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        self.filter >> (hash & 63) & 1 != 0 && self.hashes.contains(&hash)
    }
}

#[cfg(test)]
mod tests {
    use super::{Few, Words};

    #[test]
    fn a_few_words_are_told_from_all_others() {
        const FEW: Few<3> = Few::new(["he", "she", "they"]);
        let has = |word: &str| FEW.has(crate::hash::word(word.as_bytes()));
        assert!(["he", "she", "they"].into_iter().all(has));
        let syllables = ["an", "be", "co", "du", "el", "fo", "gi", "ha", "it", "ju"];
        let others = || syllables.iter().flat_map(|a| syllables.iter().map(move |b| format!("{a}{b}")));
        assert!(!others().any(|word| has(&word)));
    }

    #[test]
    fn a_word_is_found_and_another_of_the_same_slot_is_not() {
        let hash = crate::hash::word(b"envoy");
        let slots = [((hash >> 32) as u32, 2), (0, 0)];
        let at = hash as usize & 1;
        let slots: &'static [(u32, u16)] = Box::leak(Box::new([slots[at], slots[1 - at]]));
        let list = Words { filter: &[u64::MAX], slots, values: &[1, 2] };
        assert_eq!(list.get("envoy"), Some(&2));
        assert_eq!(list.get("envoys"), None);
        let none = Words { filter: &[0], ..list };
        assert_eq!(none.get("envoy"), None);
    }
}
