//! Gazetteer look-up: which runs of tokens are names that the knowledge lists.
//!
//! From every token that can begin a name the transducer of names is walked token by token; each state that ends a
//! listed name is a hit. Finding is apart from choosing: hits overlap until [`longest`] picks among them.

use fst::raw::{Fst, Node, Output};

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

/// Finds the listed names of stories, one after the other.
#[derive(Debug)]
pub struct Finder<'k> {
    knowledge: &'k Knowledge,
    firsts: Firsts,
}

impl<'k> Finder<'k> {
    /// One that looks in `knowledge`.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, firsts: Firsts { places: vec![Default::default(); FIRSTS] } }
    }

    /// Finds every listed run of tokens, ordered by first token and then by length; hits may overlap.
    pub fn find(&mut self, tokens: &Tokens, out: &mut Vec<Hit>) {
        out.clear();
        let knowledge = self.knowledge;
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
                self.walk(tokens, run, sentence.flat_case, out);
                if let Some(overlay) = knowledge.overlay() {
                    let start = (overlay.transducer().root(), Output::zero());
                    walk(tokens, run, run.first as usize, overlay.transducer(), start, |range, value| {
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

    /// Walks the transducer of the tables from a run's first token.
    fn walk(&mut self, tokens: &Tokens, run: TokenRange, flat: bool, out: &mut Vec<Hit>) {
        let first = run.first as usize;
        let knowledge = self.knowledge;
        let start = self.firsts.of(tokens, first, knowledge);
        if !start.begins {
            return;
        }
        let own = TokenRange::new(first, first + 1);
        if let Some((name, in_capitals, in_any_case)) = start.name {
            hit(tokens, own, name, in_capitals, in_any_case, flat, out);
        }
        if run.len() == 1 || !start.may_go_on(tokens, first + 1) {
            return;
        }
        let fst = knowledge.transducer();
        walk(tokens, run, first + 1, fst, (fst.node(start.node), Output::new(start.output)), |range, value| {
            push(tokens, knowledge, range, NameId(value), flat, out);
        });
    }
}

/// [`Finder::find`] for a single story.
pub fn lookup(tokens: &Tokens, knowledge: &Knowledge, out: &mut Vec<Hit>) {
    Finder::new(knowledge).find(tokens, out);
}

/// How many pairs of first words are remembered, a power of two: three quarters of a megabyte. In 61 MB of government
/// briefings one word in 25 is not found there.
const FIRSTS: usize = 1 << 13;

/// Where the transducer of names stands after a first word. Names begin with the same few thousand words in story after
/// story, and a walk letter by letter through the transducer looks at a dozen places far apart.
#[derive(Debug)]
struct Firsts {
    /// Of each pair, the word that was asked for last comes first.
    places: Vec<[First; 2]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct First {
    /// The word's hash.
    word: u64,
    /// Whether listed names begin so.
    begins: bool,
    /// The address of the transducer's node.
    node: usize,
    /// What has been put out on the way there.
    output: u64,
    /// The first letters of the words that follow it in listed names, as [`letter`] gives them.
    next: u64,
    /// The name that the word is by itself, with its classes in capitals and in any case.
    name: Option<(NameId, Classes, Classes)>,
}

impl Firsts {
    /// Where the walk stands after token `at`.
    fn of(&mut self, tokens: &Tokens, at: usize, knowledge: &Knowledge) -> First {
        let word = tokens.hash(at);
        let pair = &mut self.places[word as usize & (FIRSTS - 1)];
        if pair[0].word != word {
            pair.swap(0, 1);
            if pair[0].word != word {
                pair[0] = First { word, ..First::after(tokens, at, knowledge) };
            }
        }
        pair[0]
    }
}

impl First {
    fn after(tokens: &Tokens, at: usize, knowledge: &Knowledge) -> Self {
        let fst = knowledge.transducer();
        let (mut node, mut output) = (fst.root(), Output::zero());
        if !step(tokens, at, true, fst, &mut node, &mut output) {
            return Self::default();
        }
        let name = node.is_final().then(|| {
            let name = NameId(output.cat(node.final_output()).value() as u32);
            (name, knowledge.classes(name), knowledge.classes_in_any_case(name))
        });
        let next = node.find_input(b' ').map_or(0, |space| {
            let words = fst.node(node.transition_addr(space));
            words.transitions().fold(0, |all, transition| all | letter(transition.inp))
        });
        Self { word: 0, begins: true, node: node.addr(), output: output.value(), next, name }
    }

    /// Whether token `at`, which follows the word, may go on with a listed name, as far as its first letter tells.
    fn may_go_on(&self, tokens: &Tokens, at: usize) -> bool {
        match tokens.tokens[at].kind {
            // The words after marks are for the transducer to tell.
            TokenKind::Punct | TokenKind::Genitive => true,
            _ => {
                let mut letters = tokens.folded(at).bytes().filter(|b| !is_silent(*b));
                letters.next().is_none_or(|first| self.next & letter(first) != 0)
            }
        }
    }
}

/// A bit for a letter; some letters share one.
fn letter(byte: u8) -> u64 {
    1 << (byte & 63)
}

/// Dots of abbreviations and apostrophes are not in the keys.
fn is_silent(byte: u8) -> bool {
    matches!(byte, b'.' | b'\'')
}

/// Walks a transducer on from `at` within a run and tells of every listed name that ends there.
fn walk<'f, D: AsRef<[u8]>>(
    tokens: &Tokens,
    run: TokenRange,
    at: usize,
    fst: &'f Fst<D>,
    (mut node, mut output): (Node<'f>, Output),
    mut found: impl FnMut(TokenRange, u32),
) {
    let first = run.first as usize;
    for end in at..run.end as usize {
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
    fst: &'f Fst<D>,
    node: &mut Node<'f>,
    output: &mut Output,
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
            let mut rest = folded.as_bytes();
            while let Some(mark) = rest.iter().position(|&b| is_silent(b)) {
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
    let in_capitals = knowledge.classes(name);
    let in_any_case = if range.len() == 1 { knowledge.classes_in_any_case(name) } else { in_capitals };
    hit(tokens, range, name, in_capitals, in_any_case, flat, out);
}

/// Writes down a listed run with the classes that it has in the case it stands in.
fn hit(
    tokens: &Tokens,
    range: TokenRange,
    name: NameId,
    in_capitals: Classes,
    in_any_case: Classes,
    flat: bool,
    out: &mut Vec<Hit>,
) {
    let mut classes = in_capitals;
    if range.len() == 1 {
        let token = &tokens.tokens[range.first as usize];
        // "US", "IT", "WHO" are names in capitals alone, and in a line of capitals they are mostly words.
        let capitals = token.case == Case::Upper && !flat || tokens.folded(range.first as usize).contains('.');
        if !capitals {
            classes = in_any_case;
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
