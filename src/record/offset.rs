//! Bytes into code points.

/// Converts byte offsets of one text into code-point offsets. It looks at the text once; each question then costs a
/// look at no more than `STEP` bytes.
#[derive(Clone, Debug, Default)]
pub struct CodePoints {
    /// How many code points start before each multiple of `STEP`; empty for ASCII, where both counts are the same.
    before: Vec<u32>,
}

const STEP: usize = 64;

impl CodePoints {
    /// Takes in `text`, in place of the text before.
    pub fn read(&mut self, text: &str) {
        self.before.clear();
        if text.is_ascii() {
            return;
        }
        let mut count = 0;
        for step in text.as_bytes().chunks(STEP) {
            self.before.push(count);
            count += starts(step);
        }
        self.before.push(count);
    }

    /// The code points before byte `at` of `text`, the text that was read.
    #[must_use]
    pub fn at(&self, text: &str, at: u32) -> u32 {
        let byte = at as usize;
        match self.before.get(byte / STEP) {
            None => at,
            Some(before) => before + starts(&text.as_bytes()[byte / STEP * STEP..byte]),
        }
    }
}

/// The number of bytes that start a character, of at most `STEP` bytes: a sum that fits a byte is many at a time.
fn starts(bytes: &[u8]) -> u32 {
    u32::from(bytes.iter().map(|&b| u8::from(b & 0xc0 != 0x80)).sum::<u8>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_a_scan_does() {
        let long = "“Ünïcödé” – 東京, 🙂 and plain words. ".repeat(40);
        for text in ["", "plain", "é", &long] {
            let mut points = CodePoints::default();
            points.read(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(text, byte as u32), count as u32);
            }
            assert_eq!(points.at(text, text.len() as u32), text.chars().count() as u32);
        }
    }
}
