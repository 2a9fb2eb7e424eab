//! Where sentences end.

use super::{Case, Sentence, Token, TokenKind, Tokens, abbreviation};
use crate::{span::TokenRange, zone::BlockKind};

/// Appends the sentences of the tokens from `first` on, all of block `block`, to `out`.
pub(super) fn split(text: &str, first: usize, block: usize, kind: BlockKind, out: &mut Tokens) {
    let mut start = first;
    let mut at = first;
    while at < out.tokens.len() {
        let mut end = at + 1;
        if ends(text, &out.tokens, at) {
            while end < out.tokens.len() && closes(text, &out.tokens[end]) {
                end += 1;
            }
            push(text, start, end, block, kind, out);
            start = end;
        }
        at = end;
    }
    if start < out.tokens.len() {
        push(text, start, out.tokens.len(), block, kind, out);
    }
}

/// Closing quotes and brackets right after the sentence's mark belong to it.
fn closes(text: &str, token: &Token) -> bool {
    !token.spaced && matches!(token.span.of(text), "\"" | "”" | "’" | "'" | ")" | "]" | "''")
}

fn ends(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let word = token.span.of(text);
    let mark = match token.kind {
        TokenKind::Punct => matches!(word, "." | "!" | "?" | "..." | "…"),
        TokenKind::Word => word.ends_with('.'),
        _ => false,
    };
    if !mark {
        return false;
    }
    let mut next = at + 1;
    while next < tokens.len() && closes(text, &tokens[next]) {
        next += 1;
    }
    let Some(after) = tokens.get(next) else { return true };
    if !after.spaced {
        return false;
    }
    let opens = matches!(after.span.of(text), "\"" | "“" | "‘" | "'" | "(" | "[" | "-" | "–" | "—" | "*" | "•");
    let capital = !matches!(after.case, Case::Lower) || opens;
    if token.kind == TokenKind::Punct {
        // "Yahoo! said", "... and" go on in lower case.
        return capital;
    }
    // A word with its dot inside: ends a sentence only before what can only be a sentence's start.
    let stem = word.trim_end_matches('.').to_lowercase();
    if abbreviation::before_name(&stem) || (stem.len() == 1 && word.len() == 2) {
        return false;
    }
    after.case == Case::Title && starts_sentence(after.span.of(text)) || opens && after.span.of(text) != "("
}

/// Words that hardly ever follow an abbreviation inside a name, and often start a sentence.
fn starts_sentence(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "In"
            | "On"
            | "At"
            | "But"
            | "And"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "For"
            | "If"
            | "When"
            | "While"
            | "Some"
            | "Many"
            | "Most"
            | "However"
            | "Meanwhile"
            | "After"
            | "Before"
            | "As"
            | "By"
            | "With"
            | "There"
            | "I"
            | "Last"
            | "Earlier"
            | "Later"
            | "Both"
            | "Since"
            | "Under"
            | "Such"
            | "No"
            | "Not"
            | "Our"
            | "You"
            | "What"
    )
}

fn push(text: &str, start: usize, end: usize, block: usize, kind: BlockKind, out: &mut Tokens) {
    let tokens = TokenRange::new(start, end);
    let span = out.span(tokens);
    let flat_case = flat(text, &out.tokens[start..end]);
    out.sentences.push(Sentence { tokens, span, block: block as u32, kind, flat_case });
}

/// Capitals or Title Case throughout: of at least four words longer than three letters, none or nearly none is lower.
fn flat(text: &str, tokens: &[Token]) -> bool {
    let (mut long, mut lower) = (0, 0);
    for t in tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.of(text).len() > 3) {
        long += 1;
        lower += usize::from(t.case == Case::Lower);
    }
    long >= 3 && lower * 8 <= long
}
