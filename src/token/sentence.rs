//! Where sentences end.

use super::{
    Case, Sentence, Token, TokenKind, Tokens,
    abbreviation::{self, Follows},
};
use crate::{span::TokenRange, zone::BlockKind};

/// No sentence is longer: what has no end for so long is a table or a list, and stages that look at a sentence as a
/// whole stay fast on it.
const LONGEST: usize = 400;

/// The last byte of "…".
const ELLIPSIS: u8 = 0xa6;

/// Appends the sentences of the tokens from `first` on, all of block `block`, to `out`.
pub(super) fn split(text: &str, first: usize, block: usize, kind: BlockKind, out: &mut Tokens) {
    let mut start = first;
    let mut at = first;
    while at < out.tokens.len() {
        let mut end = at + 1;
        if !may_end(text, &out.tokens[at]) && end - start < LONGEST {
            at = end;
            continue;
        }
        if ends(text, &out.tokens, first, at) {
            while end < out.tokens.len() && closes(text, &out.tokens[end]) {
                end += 1;
            }
            push(text, start, end, block, kind, out);
            start = end;
        } else if end - start >= LONGEST {
            push(text, start, end, block, kind, out);
            start = end;
        }
        at = end;
    }
    if start < out.tokens.len() {
        push(text, start, out.tokens.len(), block, kind, out);
    }
}

/// Whether a token's last byte is that of a mark that ends sentences, which it hardly ever is.
#[inline]
fn may_end(text: &str, token: &Token) -> bool {
    matches!(text.as_bytes()[token.span.end as usize - 1], b'.' | b'!' | b'?' | ELLIPSIS)
}

/// Closing quotes and brackets right after the sentence's mark belong to it.
fn closes(text: &str, token: &Token) -> bool {
    !token.spaced && token.kind != TokenKind::Word && matches!(token.span.of(text), "\"" | "”" | "’" | "'" | ")" | "]")
}

fn ends(text: &str, tokens: &[Token], first: usize, at: usize) -> bool {
    let token = &tokens[at];
    let last = text.as_bytes()[token.span.end as usize - 1];
    let mark = match token.kind {
        TokenKind::Punct => matches!(last, b'.' | b'!' | b'?') || token.span.of(text) == "…",
        TokenKind::Word => last == b'.',
        TokenKind::Number | TokenKind::Genitive => false,
    };
    if !mark {
        return false;
    }
    let mut next = at + 1;
    while next < tokens.len() && closes(text, &tokens[next]) {
        next += 1;
    }
    let Some(after) = tokens.get(next) else { return true };
    if token.kind == TokenKind::Word {
        return after.spaced && abbreviation_ends(text, tokens, first, at, after);
    }
    if !after.spaced {
        return next == at + 1 && runs_on(text, tokens, first, at, after);
    }
    // "Yahoo! said", "... and" go on in lower case.
    after.case != Case::Lower || opens(after.span.of(text))
}

/// What may open a sentence before its first word.
fn opens(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "‘" | "'" | "(" | "[" | "-" | "–" | "—" | "*" | "•" | "`")
}

/// "the talks failed.The envoys left": a full stop between a word in small letters and one with a capital.
fn runs_on(text: &str, tokens: &[Token], first: usize, at: usize, after: &Token) -> bool {
    let before = |t: &Token| t.kind == TokenKind::Word && t.case == Case::Lower && t.span.end - t.span.start >= 3;
    text.as_bytes()[tokens[at].span.start as usize] == b'.'
        && at > first
        && before(&tokens[at - 1])
        && after.kind == TokenKind::Word
        && after.case == Case::Title
        && after.span.end - after.span.start >= 2
}

/// Whether the dot inside the abbreviation, initial or acronym at `at` ends its sentence too.
fn abbreviation_ends(text: &str, tokens: &[Token], first: usize, at: usize, after: &Token) -> bool {
    let word = tokens[at].span.of(text);
    let stem = &word[..word.len() - 1];
    let next = after.span.of(text);
    let starts = after.case == Case::Title && abbreviation::starts_sentence(next);
    let quoted = matches!(next, "\"" | "“" | "‘" | "•");
    match abbreviation::look_up(stem) {
        Some(Follows::Name) => return false,
        Some(Follows::Number) => return after.kind != TokenKind::Number && after.case != Case::Lower,
        Some(Follows::Any) => return starts || quoted,
        None => {}
    }
    // "10 a.m. Envoys left": only days, months and time zones go on with a capital.
    if matches!(stem, "a.m" | "p.m") {
        return starts || quoted || after.case == Case::Title && !is_day(next);
    }
    if stem.chars().nth(1).is_none() {
        // An initial, unless what stands before is no name: "vitamin C. The doctors", "Plan B. Officials".
        return starts && at > first && !matches!(tokens[at - 1].case, Case::Title | Case::Upper);
    }
    starts || quoted
}

fn is_day(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Eastern"
            | "Central"
            | "Pacific"
            | "Mountain"
            | "Greenwich"
    )
}

fn push(text: &str, start: usize, end: usize, block: usize, kind: BlockKind, out: &mut Tokens) {
    let tokens = TokenRange::new(start, end);
    let span = out.span(tokens);
    let flat_case = flat(text, &out.tokens[start..end]);
    out.sentence_of.resize(end, out.sentences.len() as u32);
    out.sentences.push(Sentence { tokens, span, block: block as u32, kind, flat_case });
}

/// Capitals or Title Case throughout: of at least three words longer than three letters, none or nearly none is lower; nor
/// is a short word that Title Case would set in capitals: "Mr Lind met Ms Roe" is a sentence, "A Day at the Races" a title.
fn flat(text: &str, tokens: &[Token]) -> bool {
    let (mut long, mut lower) = (0, 0);
    for t in tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.end - t.span.start > 3) {
        long += 1;
        lower += usize::from(t.case == Case::Lower);
    }
    let short = |t: &Token| {
        t.kind == TokenKind::Word
            && t.case == Case::Lower
            && t.span.end - t.span.start <= 3
            && !SMALL.contains(&t.span.of(text))
    };
    long >= 3 && lower * 8 <= long && !tokens.iter().any(short)
}

/// Words of at most three letters that Title Case leaves in small letters: articles, prepositions, conjunctions and parts of
/// names.
const SMALL: [&str; 46] = [
    "a", "an", "the", "and", "but", "or", "nor", "so", "yet", "if", "as", "at", "by", "for", "in", "of", "off", "on",
    "out", "per", "to", "up", "via", "vs", "vs.", "v", "v.", "al", "ap", "bin", "da", "de", "del", "den", "der", "di",
    "du", "e", "el", "ibn", "la", "le", "ter", "van", "von", "y",
];
