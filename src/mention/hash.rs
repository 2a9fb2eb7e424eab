//! The hashes that name words and features; the build and the training program use the very same ones.

/// The hash of a folded word; never 0, which marks an empty slot.
#[must_use]
pub const fn word(bytes: &[u8]) -> u32 {
    crate::hash::short(crate::hash::word(bytes))
}

/// The key of the feature that template `template` makes of two values; never 0.
#[must_use]
pub fn feature(template: u32, a: u32, b: u32) -> u32 {
    let seed = u64::from(template).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let h = ((u64::from(a) << 32 | u64::from(b)) ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let h = (h ^ (h >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (h >> 32) as u32 | 1
}
