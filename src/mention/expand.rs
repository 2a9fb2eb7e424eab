//! The learned table as it stands in `data/` (small) and as it is opened (ready to look up); the build does this once.

/// The labels: outside, and four types by BILOU.
pub const LABELS: usize = 17;

const MAGIC: &[u8; 8] = b"whonames";
const VERSION: u32 = 1;

/// Bytes before the keys of the ready table.
pub const HEAD: usize = 8 + LABELS * LABELS * 2;

/// Bytes of the filter between head and keys: a bit for each of 2^20 values of a key's upper bits, set if a feature has it.
/// Most features of a token have no row; the filter is small enough to stay near.
pub const FILTER: usize = 1 << 17;

/// Bytes of one row of the ready table: a 16-bit weight for each label but "outside", which is the zero line.
pub const ROW: usize = (LABELS - 1) * 2;

/// One feature's key and its weights (label from 1, weight from -127 to 127 on a square-root scale).
pub type Feature = (u32, Vec<(u8, i8)>);

/// Writes the small form: features must be sorted by key. `unit` is the weight that 127 stands for.
#[must_use]
pub fn pack(transitions: &[[i16; LABELS]; LABELS], unit: i16, features: &[Feature]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend((features.len() as u32).to_le_bytes());
    out.extend(unit.to_le_bytes());
    out.extend(transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
    for (key, weights) in features {
        out.extend(key.to_le_bytes());
        out.push(weights.len() as u8);
        out.extend(weights.iter().flat_map(|&(label, weight)| [label, weight as u8]));
    }
    out
}

/// The weight that step `q` stands for.
#[must_use]
pub fn weight(q: i8, unit: i16) -> i16 {
    let part = f64::from(q) / 127.0;
    (part * part.abs() * f64::from(unit)).round() as i16
}

/// Turns the small form into the ready one.
///
/// # Errors
/// What is wrong with the bytes.
pub fn expand(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut at = 0;
    let mut take = |n: usize| -> Result<&[u8], String> {
        let piece =
            bytes.get(at..at + n).ok_or_else(|| format!("ends at byte {} where {n} more are needed", bytes.len()))?;
        at += n;
        Ok(piece)
    };
    if take(8)? != MAGIC {
        return Err("is no table of names; write one with whomet-train".into());
    }
    let version = u32_of(take(4)?);
    if version != VERSION {
        return Err(format!("has format {version}, format {VERSION} is needed; write it again with whomet-train"));
    }
    let count = u32_of(take(4)?) as usize;
    let unit = i16_of(take(2)?);
    let transitions = take(LABELS * LABELS * 2)?.to_vec();
    let slots = (count * 2 + 1).next_power_of_two();
    let mut keys = vec![(0u32, 0u32); slots];
    let mut rows = Vec::with_capacity(count * ROW);
    let mut last = 0;
    for row in 0..count {
        let key = u32_of(take(4)?);
        if key <= last {
            return Err(format!("feature {row}: the keys must rise"));
        }
        last = key;
        let weights = usize::from(take(1)?[0]);
        let mut dense = [0i16; LABELS - 1];
        for pair in take(weights * 2)?.chunks_exact(2) {
            let label = usize::from(pair[0]);
            if label == 0 || label >= LABELS {
                return Err(format!("feature {row}: label {label} is none"));
            }
            dense[label - 1] = weight(pair[1] as i8, unit);
        }
        rows.extend(dense.iter().flat_map(|w| w.to_le_bytes()));
        let mut slot = slot(key, slots);
        while keys[slot].0 != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        keys[slot] = (key, row as u32);
    }
    let mut filter = vec![0u8; FILTER];
    for (key, _) in keys.iter().filter(|k| k.0 != 0) {
        let (byte, bit) = filter_bit(*key);
        filter[byte] |= bit;
    }
    let mut out = Vec::with_capacity(HEAD + FILTER + slots * 8 + rows.len());
    out.extend((slots as u32).to_le_bytes());
    out.extend((count as u32).to_le_bytes());
    out.extend(transitions);
    out.extend(filter);
    out.extend(keys.iter().flat_map(|(key, row)| [key.to_le_bytes(), row.to_le_bytes()]).flatten());
    out.extend(rows);
    Ok(out)
}

/// The byte of the filter that tells of `key`, and the bit in it.
#[must_use]
pub fn filter_bit(key: u32) -> (usize, u8) {
    let value = (key >> 12) as usize;
    (value >> 3, 1 << (value & 7))
}

/// Where the search for `key` begins.
#[must_use]
pub fn slot(key: u32, slots: usize) -> usize {
    (key >> 1) as usize & (slots - 1)
}

fn u32_of(b: &[u8]) -> u32 {
    b.iter().rev().fold(0, |v, &b| v << 8 | u32::from(b))
}

fn i16_of(b: &[u8]) -> i16 {
    i16::from_le_bytes([b[0], b[1]])
}
