//! Gazetteer look-up: which runs of tokens are names that the knowledge lists.
//!
//! From every token that can begin a name the transducer of names is walked token by token; each state that ends a
//! listed name is a hit. Finding is apart from choosing: hits overlap until [`longest`] picks among them.

use crate::{
    knowledge::{Classes, Knowledge, NameId, Overlay},
    span::TokenRange,
    token::{Case, TokenKind, Tokens},
};

/// A run of tokens that the gazetteer lists. What it may be is asked of [`Knowledge::senses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The tokens.
    pub tokens: TokenRange,
    /// The name.
    pub name: NameId,
    /// Every class that the name's senses have in the case it stands in.
    pub classes: Classes,
}

/// The longest name that is looked for, in tokens (a hyphen is one).
const LONGEST: usize = 12;

/// Finds every listed run of tokens, ordered by first token and then by length; hits may overlap.
pub fn lookup(tokens: &Tokens, knowledge: &Knowledge, out: &mut Vec<Hit>) {
    out.clear();
    let fst = knowledge.transducer();
    for sentence in &tokens.sentences {
        for first in sentence.tokens.range() {
            let token = &tokens.tokens[first];
            let starts = match token.kind {
                TokenKind::Word => !matches!(token.case, Case::Lower | Case::None),
                TokenKind::Number => token.case != Case::None,
                _ => false,
            };
            if !starts {
                continue;
            }
            let run = TokenRange::new(first, (sentence.tokens.end as usize).min(first + LONGEST));
            let before = out.len();
            walk(tokens, run, fst, |range, value| {
                push(tokens, knowledge, range, NameId(value), sentence.flat_case, out);
            });
            if let Some(overlay) = knowledge.overlay() {
                walk(tokens, run, overlay.transducer(), |range, value| {
                    // What the user says of a run stands in place of what the tables say.
                    if let Some(at) = out[before..].iter().position(|h| h.tokens == range) {
                        out.remove(before + at);
                    }
                    push(tokens, knowledge, range, Overlay::name(value), sentence.flat_case, out);
                });
                out[before..].sort_by_key(|h| h.tokens.end);
            }
        }
    }
}

/// Walks a transducer from a run's first token and tells of every listed name that begins there.
fn walk<D: AsRef<[u8]>>(
    tokens: &Tokens,
    run: TokenRange,
    fst: &fst::raw::Fst<D>,
    mut found: impl FnMut(TokenRange, u32),
) {
    let first = run.first as usize;
    let mut node = fst.root();
    let mut output = fst::raw::Output::zero();
    for end in run.range() {
        if !step(tokens, end, end == first, fst, &mut node, &mut output) {
            break;
        }
        // A name ends before a hyphen's other half only where a word ends.
        if node.is_final() && tokens.tokens[end].kind != TokenKind::Punct {
            found(TokenRange::new(first, end + 1), output.cat(node.final_output()).value() as u32);
        }
    }
}

/// Walks the transducer along one token. `false` where no listed name goes on.
fn step<'f, D: AsRef<[u8]>>(
    tokens: &Tokens,
    at: usize,
    first: bool,
    fst: &'f fst::raw::Fst<D>,
    node: &mut fst::raw::Node<'f>,
    output: &mut fst::raw::Output,
) -> bool {
    let token = &tokens.tokens[at];
    let folded = tokens.folded(at);
    let mut feed = |bytes: &[u8]| {
        for &b in bytes {
            let Some(index) = node.find_input(b) else { return false };
            let transition = node.transition(index);
            *output = output.cat(transition.out);
            *node = fst.node(transition.addr);
        }
        true
    };
    match token.kind {
        TokenKind::Punct => match folded {
            // A hyphen parts words as a space does.
            "-" | "." | "," | "'" => !first,
            "&" => feed(b" and"),
            _ => false,
        },
        TokenKind::Genitive => folded.len() > 1 && feed(b" s") || folded.len() == 1,
        _ => {
            if !first && !feed(b" ") {
                return false;
            }
            // Dots of abbreviations and apostrophes are not in the keys.
            let mut rest = folded.as_bytes();
            while let Some(mark) = rest.iter().position(|b| matches!(b, b'.' | b'\'')) {
                if !feed(&rest[..mark]) {
                    return false;
                }
                rest = &rest[mark + 1..];
            }
            feed(rest)
        }
    }
}

fn push(tokens: &Tokens, knowledge: &Knowledge, range: TokenRange, name: NameId, flat: bool, out: &mut Vec<Hit>) {
    let mut classes = knowledge.classes(name);
    if range.len() == 1 {
        let token = &tokens.tokens[range.first as usize];
        // "US", "IT", "WHO" are names in capitals alone, and in a line of capitals they are mostly words.
        let capitals = token.case == Case::Upper && !flat || tokens.folded(range.first as usize).contains('.');
        if !capitals {
            classes = knowledge.classes_in_any_case(name);
        }
    }
    if classes == Classes::default() {
        return;
    }
    out.push(Hit { tokens: range, name, classes });
}

/// Of hits that overlap, keeps the longest at the leftmost start.
#[must_use]
pub fn longest(hits: &[Hit]) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < hits.len() {
        let first = hits[at].tokens.first;
        let mut last = at;
        while hits.get(last + 1).is_some_and(|h| h.tokens.first == first) {
            last += 1;
        }
        if kept.last().is_none_or(|k| k.tokens.end <= first) {
            kept.push(hits[last]);
        }
        at = last + 1;
    }
    kept
}
