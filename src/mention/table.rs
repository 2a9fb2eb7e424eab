//! The learned table: weights of features for labels, opened without parsing.

use super::{
    decode::Transitions,
    expand::{FILTER, HEAD, LABELS, ROW, filter_bit, slot},
};

/// The sums of one token's weights, a label each; "outside" is the zero line.
pub type Scores = [i32; LABELS];

/// The scores that a token's weights make.
#[must_use]
pub fn scores(weights: &[i16; LABELS - 1]) -> Scores {
    std::array::from_fn(|label| label.checked_sub(1).map_or(0, |l| i32::from(weights[l])))
}

/// A table in its ready form.
pub struct Table<'b> {
    slots: usize,
    filter: &'b [u8; FILTER],
    keys: &'b [u8],
    rows: &'b [u8],
    /// What going from one label to the next is worth.
    pub transitions: Transitions,
}

impl Table<'static> {
    /// The table that the build embedded.
    #[must_use]
    pub fn embedded() -> Self {
        const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mention_table.bin"));
        Table::open(BYTES)
    }
}

impl<'b> Table<'b> {
    /// Opens a table that [`super::expand::expand`] made.
    ///
    /// # Panics
    /// On bytes that it did not make.
    #[must_use]
    pub fn open(bytes: &'b [u8]) -> Self {
        let slots = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
        let mut transitions = [[0; LABELS]; LABELS];
        for (cell, pair) in transitions.iter_mut().flatten().zip(bytes[8..HEAD].chunks_exact(2)) {
            *cell = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
        }
        let Some((filter, rest)) = bytes[HEAD..].split_first_chunk() else {
            panic!("a table of names ends within its filter")
        };
        let (keys, rows) = rest.split_at(slots * 8);
        Table { slots, filter, keys, rows, transitions: transitions.into() }
    }

    /// The weights of the feature `key`, a label each but "outside".
    #[inline]
    pub fn row(&self, key: u32) -> Option<&'b [[u8; 2]; LABELS - 1]> {
        let (byte, bit) = filter_bit(key);
        if self.filter[byte] & bit == 0 {
            return None;
        }
        let mut at = slot(key, self.slots);
        loop {
            let s = &self.keys[at * 8..at * 8 + 8];
            let found = u32::from_le_bytes([s[0], s[1], s[2], s[3]]);
            if found == key {
                let row = u32::from_le_bytes([s[4], s[5], s[6], s[7]]) as usize;
                return self.rows[row * ROW..].as_chunks().0.first_chunk();
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & (self.slots - 1);
        }
    }
}
