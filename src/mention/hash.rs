//! The hashes that name words and features; the build and the training program use the very same ones.

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a folded word; never 0, which marks an empty slot.
#[must_use]
pub const fn word(bytes: &[u8]) -> u32 {
    let mut h = (bytes.len() as u64).wrapping_mul(MIX);
    let mut rest = bytes;
    while let Some((eight, more)) = rest.split_first_chunk::<8>() {
        h = step(h, u64::from_le_bytes(*eight));
        rest = more;
    }
    if !rest.is_empty() {
        let (mut last, mut at) = (0, rest.len());
        while at > 0 {
            at -= 1;
            last = last << 8 | rest[at] as u64;
        }
        h = step(h, last);
    }
    ((h >> 32) as u32 ^ h as u32) | 1
}

const fn step(h: u64, v: u64) -> u64 {
    let h = (h ^ v).wrapping_mul(MIX);
    h ^ (h >> 31)
}

/// The key of the feature that template `template` makes of two values; never 0.
#[must_use]
pub fn feature(template: u32, a: u32, b: u32) -> u32 {
    let seed = u64::from(template).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let h = ((u64::from(a) << 32 | u64::from(b)) ^ seed).wrapping_mul(MIX);
    let h = (h ^ (h >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (h >> 32) as u32 | 1
}
