//! Whether a story is in English: by its letters and its function words.

/// What language a text seems to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, or too little text to tell.
    English,
    /// Plainly something else: a language's name, or that of its script.
    Other(&'static str),
}

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// How many words are looked at, and how many are needed for a judgement.
const ENOUGH: usize = 400;
const LEAST: usize = 16;
/// After how many words plain English is told.
const SOON: usize = 64;

/// Judges by the first few hundred words. Another language is named on positive evidence alone: its own function words
/// outnumber the English ones, or most letters are of another script. Tables, lists of names and short texts pass.
#[must_use]
pub fn detect(text: &str) -> Language {
    let mut counts = [0u32; LANGUAGES.len()];
    let (mut words, mut latin, mut other) = (0usize, 0u32, 0u32);
    let mut script = "";
    let mut folded = String::new();
    for word in words_of(text) {
        let ascii = word.is_ascii();
        if ascii {
            latin += word.bytes().filter(u8::is_ascii_alphabetic).count() as u32;
        } else {
            for c in word.chars().filter(|c| c.is_alphabetic()) {
                if (c as u32) < 0x250 || matches!(c as u32, 0x1e00..=0x1eff) {
                    latin += 1;
                } else {
                    other += 1;
                    script = script_name(c);
                }
            }
        }
        if word.len() <= LONGEST {
            folded.clear();
            if ascii {
                folded.push_str(word);
                folded.make_ascii_lowercase();
            } else {
                folded.extend(word.chars().flat_map(char::to_lowercase));
            }
            let mut languages = WORDS.get(&folded).copied().unwrap_or(0);
            while languages != 0 {
                counts[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
        words += 1;
        // Where a quarter of the words are English function words and no other language has nearly as many, more would
        // not change the judgement.
        let plain = words == SOON && counts[0] as usize * 4 >= words && other == 0;
        if words == ENOUGH || plain && counts[1..].iter().all(|&c| c * 2 <= counts[0]) {
            break;
        }
    }
    if other > latin && other >= LEAST as u32 {
        return Language::Other(script);
    }
    if words < LEAST {
        return Language::English;
    }
    let best = (1..LANGUAGES.len()).max_by_key(|&l| (counts[l], std::cmp::Reverse(l))).unwrap_or(0);
    // Of running text in any of these languages, its own function words are a fifth at least.
    if counts[best] > counts[0] * 2 && counts[best] as usize * 8 >= words {
        return Language::Other(LANGUAGES[best]);
    }
    Language::English
}

/// The words of a text: letters, digits and apostrophes.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut start = at;
        while let Some((length, in_word)) = character(text, at) {
            at += length;
            if !in_word {
                if start + length < at {
                    return Some(&text[start..at - length]);
                }
                start = at;
            }
        }
        (start < at).then(|| &text[start..at])
    })
}

/// The length of the character at byte `at`, and whether it stands in words.
#[inline]
fn character(text: &str, at: usize) -> Option<(usize, bool)> {
    let first = *text.as_bytes().get(at)?;
    if first.is_ascii() {
        return Some((1, first.is_ascii_alphanumeric() || first == b'\''));
    }
    let c = text[at..].chars().next()?;
    Some((c.len_utf8(), c.is_alphanumeric()))
}

fn script_name(c: char) -> &'static str {
    match c as u32 {
        0x370..=0x3ff | 0x1f00..=0x1fff => "Greek script",
        0x400..=0x52f => "Cyrillic script",
        0x530..=0x58f => "Armenian script",
        0x590..=0x5ff => "Hebrew script",
        0x600..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => "Arabic script",
        0x900..=0xdff => "an Indic script",
        0xe00..=0xe7f => "Thai script",
        0x1100..=0x11ff | 0xac00..=0xd7af => "Korean script",
        0x3040..=0x30ff => "Japanese script",
        0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff => "Chinese characters",
        _ => "another script",
    }
}
