//! Gazetteer look-up: which runs of tokens are names that the knowledge lists.
//!
//! From every token that can begin a name the transducer of names is walked token by token; each state that ends a
//! listed name is a hit. Finding is apart from choosing: hits overlap until [`longest`] picks among them.

use crate::{
    knowledge::{Classes, Knowledge, NameId},
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
            let mut node = fst.root();
            let mut output = fst::raw::Output::zero();
            let limit = (sentence.tokens.end as usize).min(first + LONGEST);
            for end in first..limit {
                if !step(tokens, end, end == first, fst, &mut node, &mut output) {
                    break;
                }
                // A name ends before a hyphen's other half only where a word ends.
                if node.is_final() && tokens.tokens[end].kind != TokenKind::Punct {
                    let name = NameId(output.cat(node.final_output()).value() as u32);
                    push(tokens, knowledge, TokenRange::new(first, end + 1), name, sentence.flat_case, out);
                }
            }
        }
    }
}

/// Walks the transducer along one token. `false` where no listed name goes on.
fn step<'f>(
    tokens: &Tokens,
    at: usize,
    first: bool,
    fst: &'f fst::raw::Fst<&'static [u8]>,
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
        if classes == Classes::default() {
            return;
        }
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
