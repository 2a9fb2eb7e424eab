//! Bytes into what offsets count.

use super::Offsets;

/// Converts byte offsets of one text into offsets that count something else. It looks at the text once; each question then
/// costs a look at no more than `STEP` bytes.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    unit: Offsets,
    /// How many units start before each multiple of `STEP`; empty where they are the bytes themselves.
    before: Vec<u32>,
}

const STEP: usize = 64;

impl OffsetMap {
    /// A map into `unit`s, of no text yet.
    #[must_use]
    pub fn new(unit: Offsets) -> Self {
        Self { unit, before: Vec::new() }
    }

    /// What it counts.
    #[must_use]
    pub fn unit(&self) -> Offsets {
        self.unit
    }

    /// Takes in `text`, in place of the text before.
    pub fn read(&mut self, text: &str) {
        self.before.clear();
        if self.unit == Offsets::Byte || text.is_ascii() {
            return;
        }
        let mut count = 0;
        for step in text.as_bytes().chunks(STEP) {
            self.before.push(count);
            count += self.unit.count(step);
        }
        self.before.push(count);
    }

    /// The units before byte `at` of `text`, the text that was read.
    #[must_use]
    pub fn at(&self, text: &str, at: u32) -> u32 {
        let byte = at as usize;
        match self.before.get(byte / STEP) {
            None => at,
            Some(before) => before + self.unit.count(&text.as_bytes()[byte / STEP * STEP..byte]),
        }
    }
}

impl Offsets {
    /// How long `text` is.
    #[must_use]
    pub fn length(self, text: &str) -> u32 {
        text.as_bytes().chunks(STEP).map(|step| self.count(step)).sum()
    }

    /// The units that start in at most `STEP` bytes: a sum that fits a byte is many at a time.
    fn count(self, bytes: &[u8]) -> u32 {
        let sum = |weight: fn(u8) -> u8| u32::from(bytes.iter().map(|&b| weight(b)).sum::<u8>());
        match self {
            Self::Codepoint => sum(|b| u8::from(b & 0xc0 != 0x80)),
            Self::Byte => bytes.len() as u32,
            // What UTF-8 writes in four bytes is a surrogate pair.
            Self::Utf16 => sum(|b| u8::from(b & 0xc0 != 0x80) + u8::from(b >= 0xf0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_a_scan_does() {
        let long = "“Ünïcödé” – 東京, 🙂 and plain words. ".repeat(40);
        let beyond = "🙂𝒳".repeat(100);
        for text in ["", "plain", "é", &long, &beyond] {
            for unit in [Offsets::Codepoint, Offsets::Byte, Offsets::Utf16] {
                let mut map = OffsetMap::new(unit);
                map.read(text);
                for byte in text.char_indices().map(|(byte, _)| byte).chain([text.len()]) {
                    let before = &text[..byte];
                    let wanted = match unit {
                        Offsets::Codepoint => before.chars().count(),
                        Offsets::Byte => byte,
                        Offsets::Utf16 => before.encode_utf16().count(),
                    };
                    assert_eq!(map.at(text, byte as u32), wanted as u32, "{unit:?} {byte}");
                    assert_eq!(unit.length(before), wanted as u32);
                }
            }
        }
    }
}
