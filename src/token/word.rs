//! Words, numbers and marks.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use super::{Case, Token, TokenKind, Tokens, abbreviation};
use crate::{hash, knowledge::spelled, span::Span};

/// Appends the tokens of `text[block]` to `out`.
pub(super) fn tokenize(text: &str, block: Span, out: &mut Tokens) {
    // The folded forms of ASCII words, which are nearly all, lie in a copy of the block in lower case.
    let copy = out.folded.len();
    out.folded.push_str(block.of(text));
    out.folded[copy..].make_ascii_lowercase();
    let mut at = block.start as usize;
    let end = block.end as usize;
    let bytes = &text.as_bytes()[..end];
    let mut spaced = true;
    while at < end {
        let first = bytes[at];
        if first.is_ascii_whitespace() {
            at += 1;
            spaced = true;
            continue;
        }
        let start = at;
        let folded = copy + (start - block.start as usize);
        let (length, kind, case, folded) = if let Some((length, case)) = plain(&bytes[at..]) {
            (length, TokenKind::Word, case, Span::new(folded, folded + length))
        } else if is_single(&bytes[at..]) {
            (1, TokenKind::Punct, Case::None, Span::new(folded, folded + 1))
        } else {
            let rest = &text[at..end];
            let c = if first < 0x80 { first as char } else { rest.chars().next().unwrap_or(' ') };
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                spaced = true;
                continue;
            }
            let glued = out.tokens.last().is_some_and(|t| t.span.end as usize == at && !spaced);
            let (length, kind) = next(rest, c, glued);
            let word = &rest[..length];
            let folded = if word.is_ascii() {
                Span::new(folded, folded + length)
            } else {
                let own = out.folded.len();
                fold(word, &mut out.folded);
                Span::new(own, out.folded.len())
            };
            (length, kind, case(word), folded)
        };
        at += length;
        out.hashes.push(hash::word_in(out.folded.as_bytes(), folded.start as usize, folded.end as usize));
        out.tokens.push(Token { span: Span::new(start, at), kind, case, spaced, folded });
        spaced = false;
    }
}

/// Whether `rest` starts with an ASCII mark that is a token whatever stands before it.
fn is_single(rest: &[u8]) -> bool {
    let [mark, after @ ..] = rest else { return false };
    // An apostrophe may be a genitive, dots and dashes may come in rows; beyond ASCII something may combine with the mark.
    mark.is_ascii_punctuation() && *mark != b'\'' && after.first().is_none_or(|next| next.is_ascii() && next != mark)
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const MAYBE: u8 = 8;

/// What each byte is to a word of ASCII letters and digits: 0 where it ends the word.
const LETTERS: [u8; 256] = {
    let mut table = [MAYBE; 256];
    let mut b = 0;
    while b < 0x80 {
        table[b as usize] = match b {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'.' | b'\'' | b'`' => MAYBE,
            _ => 0,
        };
        b += 1;
    }
    table
};

/// The length and case of the word that `rest` starts with, if it is of ASCII letters and digits and ends where they end,
/// which most words do.
fn plain(rest: &[u8]) -> Option<(usize, Case)> {
    if !rest.first()?.is_ascii_alphabetic() {
        return None;
    }
    // What the bytes after the first are.
    let (mut length, mut after) = (1, 0);
    while let Some(&b) = rest.get(length) {
        match LETTERS[b as usize] {
            0 => break,
            // An abbreviation's dot, an apostrophe, a letter beyond ASCII may belong to the word.
            MAYBE => return None,
            letter => after |= letter,
        }
        length += 1;
    }
    let case = match (rest[0].is_ascii_uppercase(), after & UPPER != 0, after & LOWER != 0) {
        (true, false, _) => Case::Title,
        (true, true, false) => Case::Upper,
        (false, false, _) => Case::Lower,
        _ => Case::Mixed,
    };
    Some((length, case))
}

/// Byte-order marks, soft hyphens and zero-width spaces: white space as far as tokens go.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Dashes, quotation marks, bullets and the ellipsis beyond ASCII: no letters, and nothing that has another form. The tables of
/// Unicode tell that as well, at a hundred times the cost.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`')
}

/// Length in bytes and kind of the token that `rest` starts with, whose first character is `c`. `glued`: a token ends
/// where this one starts.
fn next(rest: &str, c: char, glued: bool) -> (usize, TokenKind) {
    if c.is_ascii_digit() {
        return (number(rest), TokenKind::Number);
    }
    if !is_mark(c) && c.is_alphabetic() {
        return (word(rest), TokenKind::Word);
    }
    if glued && matches!(c, '\'' | '’' | 'ʼ') {
        let inner = &rest[c.len_utf8()..];
        let letters = inner.chars().take_while(|c| c.is_alphabetic()).count();
        if enclitic(inner, letters) {
            return (c.len_utf8() + 2, TokenKind::Word);
        }
        let mut after = inner.chars();
        match after.next() {
            Some('s' | 'S') if !after.next().is_some_and(char::is_alphanumeric) => {
                return (c.len_utf8() + 1, TokenKind::Genitive);
            }
            next if !next.is_some_and(char::is_alphanumeric) => return (c.len_utf8(), TokenKind::Genitive),
            _ => {}
        }
    }
    for run in ["...", "--"] {
        if rest.starts_with(run) {
            return (run.len(), TokenKind::Punct);
        }
    }
    // A mark with what combines with it: no token boundary falls inside a grapheme.
    let length = c.len_utf8();
    let alone = (c.is_ascii() || is_mark(c)) && rest.as_bytes().get(length).is_none_or(u8::is_ascii);
    let length = if alone { length } else { rest.graphemes(true).next().map_or(length, str::len) };
    (length, TokenKind::Punct)
}

/// Digits with inner marks, then letters that belong to them (`16th`, `1990s`, `5pm`).
fn number(rest: &str) -> usize {
    let b = rest.as_bytes();
    let mut at = 1;
    while at < b.len() {
        match b[at] {
            c if c.is_ascii_digit() => at += 1,
            b'.' | b',' | b':' | b'/' if b.get(at + 1).is_some_and(u8::is_ascii_digit) => at += 2,
            _ => break,
        }
    }
    let letters = b[at..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
    if letters > 0 && letters <= 3 && rest[at + letters..].chars().next().is_none_or(|c| !c.is_alphanumeric()) {
        at += letters;
    }
    at
}

/// Letters, inner apostrophes (not the genitive's), and the dots of abbreviations and initials.
fn word(rest: &str) -> usize {
    let mut at = 0;
    let b = rest.as_bytes();
    while at < b.len() {
        if b[at].is_ascii_alphanumeric() {
            at += 1;
        } else if b[at] < 0x80 {
            break;
        } else {
            let Some(c) = rest[at..].chars().next() else { break };
            if is_mark(c) || !(c.is_alphanumeric() || is_combining_mark(c)) {
                break;
            }
            // Beyond ASCII, words end where UAX 29 says.
            let piece = rest[at..].split_word_bounds().next().unwrap_or("");
            let letters: usize =
                piece.chars().take_while(|&c| c.is_alphanumeric() || is_combining_mark(c)).map(char::len_utf8).sum();
            at += letters.max(c.len_utf8());
        }
    }
    let tail = &rest[at..];
    let mut chars = tail.chars();
    match chars.next() {
        // O'Brien, d'Estaing, don't; not the genitive and not a closing quote.
        Some(mark) if is_apostrophe(mark) => {
            let inner = &tail[mark.len_utf8()..];
            let letters = inner.chars().take_while(|c| c.is_alphabetic()).count();
            let genitive = letters == 1 && inner.starts_with(['s', 'S']);
            // "he'll", "they've": what is short for a verb is a word of its own.
            if at > 0 && enclitic(inner, letters) && mark != '‘' && mark != '`' {
                return at;
            }
            if letters > 0 && !genitive && mark != '‘' && mark != '`' {
                return at + mark.len_utf8() + word(inner);
            }
        }
        Some('.') => return dotted(rest, at),
        _ => {}
    }
    at
}

/// Whether the letters after an apostrophe are short for "will", "have" or "are".
fn enclitic(inner: &str, letters: usize) -> bool {
    letters == 2 && inner.get(..2).is_some_and(|s| matches!(s, "ll" | "ve" | "re" | "LL" | "VE" | "RE"))
}

/// A word of `letters` bytes that a dot follows: takes the dot in where it is part of the word.
fn dotted(rest: &str, letters: usize) -> usize {
    let b = rest.as_bytes();
    if letters == 1 && b[0].is_ascii_alphabetic() {
        // Initials and U.S., a.m., J.P.
        let mut at = 2;
        while b.get(at).is_some_and(u8::is_ascii_alphabetic) && b.get(at + 1) == Some(&b'.') {
            at += 2;
        }
        // U.S.A without its last dot, or U.S without it
        if at > 2 || b[0].is_ascii_uppercase() {
            let more = b[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
            if more == 1 && b[at].is_ascii_uppercase() {
                return at + 1;
            }
            if more > 0 && at == 2 {
                return if b[at].is_ascii_uppercase() { 2 } else { 1 };
            }
            return at;
        }
        return 1;
    }
    // No abbreviation is longer.
    if letters <= 7 && rest.is_char_boundary(letters) {
        let word = &rest[..letters];
        let initial = !word.is_ascii() && word.chars().nth(1).is_none() && word.starts_with(char::is_uppercase);
        if initial || abbreviation::look_up(word).is_some() {
            return letters + 1;
        }
    }
    letters
}

/// Folds a word for comparison: lower case, diacritics off, curly apostrophes straight.
fn fold(word: &str, into: &mut String) {
    // Decomposition has nothing to do in "’s" and “.
    if word.chars().all(|c| c.is_ascii() || is_mark(c)) {
        word.chars().for_each(|c| fold_character(c, into));
    } else {
        word.nfd().filter(|&c| !is_combining_mark(c)).for_each(|c| fold_character(c, into));
    }
}

fn fold_character(c: char, into: &mut String) {
    match c {
        '’' | 'ʼ' | '‘' | '`' => into.push('\''),
        '–' | '—' | '‑' | '‐' | '−' => into.push('-'),
        '“' | '”' => into.push('"'),
        c => match spelled(c) {
            Some(letters) => into.push_str(letters),
            None => into.extend(c.to_lowercase()),
        },
    }
}

fn case(word: &str) -> Case {
    // Most words are in small ASCII letters.
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Case::Lower;
    }
    let mut letters = word.chars().filter(|&c| !is_mark(c) && c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::None };
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    }
}
