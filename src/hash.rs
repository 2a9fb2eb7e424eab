//! The hash of words: one for all word lists, so that a token is hashed once, and the same for the build that lays the lists out.

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a folded word.
#[must_use]
pub const fn word(bytes: &[u8]) -> u64 {
    let mut h = (bytes.len() as u64).wrapping_mul(MIX);
    let mut rest = bytes;
    while let Some((eight, more)) = rest.split_first_chunk::<8>() {
        h = step(h, u64::from_le_bytes(*eight));
        rest = more;
    }
    if rest.is_empty() { h } else { step(h, few(rest)) }
}

/// One to seven bytes as a number, the first the lowest; read at once, where they overlap twice.
const fn few(bytes: &[u8]) -> u64 {
    let n = bytes.len();
    if let (Some(low), Some(high)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u32::from_le_bytes(*low) as u64 | (u32::from_le_bytes(*high) as u64) << (8 * (n - 4));
    }
    let (middle, last) = (n / 2, n - 1);
    bytes[0] as u64 | (bytes[middle] as u64) << (8 * middle) | (bytes[last] as u64) << (8 * last)
}

/// [`word`] of a part of `text`: where something follows the part, its last bytes are read at once.
#[must_use]
pub fn word_in(text: &[u8], start: usize, end: usize) -> u64 {
    let mut h = ((end - start) as u64).wrapping_mul(MIX);
    let mut at = start;
    while at < end {
        let Some((eight, _)) = text[at..].split_first_chunk::<8>() else { return word(&text[start..end]) };
        let eight = u64::from_le_bytes(*eight);
        h = step(h, if end - at < 8 { eight & ((1 << (8 * (end - at))) - 1) } else { eight });
        at += 8;
    }
    h
}

const fn step(h: u64, v: u64) -> u64 {
    let h = (h ^ v).wrapping_mul(MIX);
    h ^ (h >> 31)
}

/// Where a filter of `cells` times 64 bits, a power of two, tells of a word: the cell, and the bit in it.
#[must_use]
#[inline]
pub const fn filter(word: u64, cells: usize) -> (usize, u64) {
    let at = (word >> 20) as usize;
    ((at >> 6) & (cells - 1), 1 << (at & 63))
}

/// The hash in half as many bits; never 0, which marks an empty slot.
#[must_use]
pub const fn short(word: u64) -> u32 {
    ((word >> 32) as u32 ^ word as u32) | 1
}

/// A map by words, by hashes of words or by numbers. Half of the standard hasher's time would be spent on making keys of an
/// attacker costly; the lists here are looked up with hashes that anybody knows anyway.
pub type Map<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<Hasher>>;

/// A set, as [`Map`].
pub type Set<K> = std::collections::HashSet<K, std::hash::BuildHasherDefault<Hasher>>;

/// The hasher of [`Map`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Hasher(u64);

impl std::hash::Hasher for Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = step(self.0, word(bytes));
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = step(self.0, value);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{word, word_in};

    #[test]
    fn a_part_has_the_hash_of_the_word() {
        let text = "the envoys' intercontinental talks".as_bytes();
        for start in 0..text.len() {
            for end in start..=text.len() {
                assert_eq!(word_in(text, start, end), word(&text[start..end]), "{start}..{end}");
            }
        }
    }
}
