//! What is known of each token before any decision: its hash, its shape, its lists, the gazetteer's word on it.

use super::list::{self, Lists};
use crate::{
    gazetteer::Hit,
    hash::short,
    knowledge::Classes,
    span::TokenRange,
    token::{Case, Sentence, Token, TokenKind, Tokens},
};

/// The form of a token in one number.
pub type Shape = u8;

/// Shapes that other modules ask for.
pub mod shape {
    /// `talks`
    pub const LOWER: u8 = 1;
    /// `Akazawa`
    pub const TITLE: u8 = 2;
    /// `A`
    pub const LETTER: u8 = 3;
    /// `A.`
    pub const INITIAL: u8 = 4;
    /// `NATO`
    pub const UPPER: u8 = 5;
    /// `U.S.`
    pub const DOTTED: u8 = 6;
    /// `WASHINGTON`
    pub const LONG_UPPER: u8 = 7;
    /// `McDonald`
    pub const MIXED: u8 = 8;
    /// `iPhone`
    pub const LOWER_MIXED: u8 = 9;
    /// Digits.
    pub const NUMBER: u8 = 10;
    /// Four digits.
    pub const YEAR: u8 = 11;
    /// `16th`, `3M`
    pub const ORDINAL: u8 = 12;
    /// `'s`
    pub const GENITIVE: u8 = 13;
    /// `,`
    pub const COMMA: u8 = 14;
    /// `-`
    pub const HYPHEN: u8 = 15;
    /// Any quotation mark.
    pub const QUOTE: u8 = 16;
    /// `(` or `[`
    pub const OPEN: u8 = 17;
    /// `)` or `]`
    pub const CLOSE: u8 = 18;
    /// `.`, `!` or `?`
    pub const STOP: u8 = 19;
    /// `:` or `;`
    pub const COLON: u8 = 20;
    /// `/`
    pub const SLASH: u8 = 21;
    /// `&`
    pub const AND: u8 = 22;
    /// Any other mark.
    pub const MARK: u8 = 23;
    /// `O'Brien`
    pub const APOSTROPHE: u8 = 24;
}

/// What the gazetteer says of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gaz {
    /// The classes of the longest listed name that covers the token.
    pub long: Classes,
    /// The token's place in that name: 0 none, 1 first, 2 inside, 3 last, 4 the whole.
    pub place: u8,
    /// The classes of the token as a name of its own.
    pub one: Classes,
}

/// A run of tokens that may hold names: words in capitals and what may join them.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// The first token.
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// The index of its sentence.
    pub sentence: usize,
}

/// What is known of each token of one story, and where names may stand.
#[derive(Default)]
pub struct Looks {
    /// The hash of the folded word.
    pub low: Vec<u32>,
    /// The form.
    pub shape: Vec<Shape>,
    /// The word lists.
    pub lists: Vec<Lists>,
    /// The gazetteer.
    pub gaz: Vec<Gaz>,
    /// The place of the first hit that begins at the token; of no hit where none does.
    pub hits: Vec<u32>,
    /// Where names may stand.
    pub runs: Vec<Run>,
    /// The words with a capital. Rules that begin with one, or with a mark, look at these few alone.
    pub capitals: Vec<u32>,
    /// Opening brackets, and marks that end sentences.
    pub marks: Vec<u32>,
}

impl Looks {
    /// Takes in a story.
    pub fn fill(&mut self, text: &str, tokens: &Tokens, hits: &[Hit]) {
        self.low.clear();
        self.shape.clear();
        self.lists.clear();
        self.gaz.clear();
        self.hits.clear();
        self.runs.clear();
        self.capitals.clear();
        self.marks.clear();
        self.low.extend(tokens.hashes().iter().map(|&h| short(h)));
        self.lists.extend(tokens.hashes().iter().map(|&h| list::of(h)));
        self.shape.extend(tokens.tokens.iter().map(|token| shape_of(text, token)));
        for (at, &shape) in self.shape.iter().enumerate() {
            match shape {
                shape::TITLE..=shape::LOWER_MIXED | shape::APOSTROPHE => self.capitals.push(at as u32),
                shape::OPEN | shape::STOP => self.marks.push(at as u32),
                _ => {}
            }
        }
        self.gaz.resize(tokens.len(), Gaz::default());
        // At each start the longest name, and the first token as a name of its own.
        self.hits.resize(tokens.len(), u32::MAX);
        let mut place = 0;
        for group in hits.chunk_by(|a, b| a.tokens.first == b.tokens.first) {
            let (Some(shortest), Some(longest)) = (group.first(), group.last()) else { continue };
            self.hits[shortest.tokens.first as usize] = place;
            place += group.len() as u32;
            self.note(longest);
            if shortest.tokens.len() == 1 && longest.tokens.len() > 1 {
                self.gaz[shortest.tokens.first as usize].one = shortest.classes;
            }
        }
        for index in 0..tokens.sentences.len() {
            self.find_runs(tokens, index);
        }
    }

    fn note(&mut self, hit: &Hit) {
        let range = hit.tokens.range();
        if range.is_empty() || range.end > self.gaz.len() {
            return;
        }
        if range.len() == 1 {
            let gaz = &mut self.gaz[range.start];
            gaz.one = hit.classes;
            if gaz.place == 0 {
                (gaz.long, gaz.place) = (hit.classes, 4);
            }
            return;
        }
        // Of two longer names that cross, the first stays.
        if self.gaz[range.clone()].iter().any(|g| matches!(g.place, 1..=3)) {
            return;
        }
        let last = range.end - 1;
        for at in range.clone() {
            self.gaz[at].long = hit.classes;
            self.gaz[at].place = if at == range.start {
                1
            } else if at == last {
                3
            } else {
                2
            };
        }
    }

    /// Whether the token is a word with a capital.
    pub fn capital(&self, at: usize) -> bool {
        matches!(self.shape[at], shape::TITLE..=shape::LOWER_MIXED | shape::APOSTROPHE)
    }

    fn find_runs(&mut self, tokens: &Tokens, sentence: usize) {
        let s = &tokens.sentences[sentence];
        let range = s.tokens.range();
        let (mut at, end) = (range.start, range.end);
        let mut opening = true;
        while at < end {
            // Most words are in small letters and begin no name.
            if self.shape[at] == shape::LOWER && !self.lists[at].any(list::PARTICLE) {
                opening = false;
                at += 1;
                continue;
            }
            let starts = self.starts(tokens, at, end, opening, s.flat_case);
            if !starts {
                opening = opening && !self.capital(at) && self.shape[at] != shape::LOWER
                    || matches!(self.shape[at], shape::QUOTE | shape::COLON);
                at += 1;
                continue;
            }
            let stop = self.run_end(tokens, at, end, s.flat_case);
            self.runs.push(Run { first: at, end: stop, sentence });
            opening = false;
            at = stop;
        }
    }

    /// Whether a run begins at `at`.
    fn starts(&self, tokens: &Tokens, at: usize, end: usize, opening: bool, flat: bool) -> bool {
        let next = |n: usize| at + n < end;
        match self.shape[at] {
            shape::TITLE..=shape::LOWER_MIXED | shape::APOSTROPHE => {
                let lists = self.lists[at];
                let followed = next(1) && self.capital(at + 1);
                if lists.any(list::FUNCTION) && (opening || flat || self.shape[at] == shape::LETTER) {
                    return followed && !flat && !self.lists[at + 1].any(list::FUNCTION);
                }
                if lists.any(list::CALENDAR) && !followed && self.gaz[at].place == 0 {
                    return false;
                }
                true
            }
            // al-Zawahiri, von der Leyen, bin Salman
            shape::LOWER => {
                let mut n = 1;
                while next(n)
                    && n < 4
                    && (self.lists[at + n].any(list::PARTICLE) || self.shape[at + n] == shape::HYPHEN)
                {
                    n += 1;
                }
                next(n) && self.capital(at + n)
            }
            // 3M, 7-Eleven
            shape::ORDINAL => tokens.tokens[at].span.end - tokens.tokens[at].span.start < 4 && next(1) && !flat,
            shape::NUMBER => {
                next(2) && self.shape[at + 1] == shape::HYPHEN && self.glued(tokens, at + 1) && self.capital(at + 2)
            }
            _ => false,
        }
    }

    /// Whether no space stands before the token nor after it.
    fn glued(&self, tokens: &Tokens, at: usize) -> bool {
        !tokens.tokens[at].spaced && tokens.tokens.get(at + 1).is_some_and(|t| !t.spaced)
    }

    /// Where the run that begins at `first` ends.
    fn run_end(&self, tokens: &Tokens, first: usize, end: usize, flat: bool) -> usize {
        let mut stop = first + 1;
        while stop < end {
            let shape = self.shape[stop];
            if self.capital(stop) && !(flat && self.lists[stop].any(list::FUNCTION)) {
                stop += 1;
                continue;
            }
            if matches!(shape, shape::NUMBER | shape::YEAR | shape::ORDINAL) {
                stop += 1;
                continue;
            }
            if shape == shape::HYPHEN && self.glued(tokens, stop) && stop + 1 < end {
                if self.shape[stop + 1] == shape::LOWER && self.lists[stop + 1].any(list::HYPHENATED) {
                    break;
                }
                stop += 2;
                continue;
            }
            // Up to three joining words, if a capital follows.
            let mut ahead = stop;
            while ahead < end && ahead < stop + 4 && self.lists[ahead].any(list::LINK) {
                ahead += 1;
            }
            let joined = ahead > stop && ahead < end && self.capital(ahead);
            if joined && !(flat && self.lists[ahead].any(list::FUNCTION)) {
                stop = ahead + 1;
                continue;
            }
            // A name that the gazetteer lists with more: "Moody's", "Doctors Without Borders".
            if matches!(self.gaz[stop].place, 2 | 3) {
                stop += 1;
                continue;
            }
            break;
        }
        stop
    }
}

fn shape_of(text: &str, token: &Token) -> Shape {
    let bytes = &text.as_bytes()[token.span.range()];
    match token.kind {
        TokenKind::Word => match token.case {
            Case::None | Case::Lower => shape::LOWER,
            Case::Title => match bytes {
                [_] => shape::LETTER,
                [_, b'.'] => shape::INITIAL,
                _ => shape::TITLE,
            },
            Case::Upper if bytes.len() > 2 && bytes[1] == b'.' => shape::DOTTED,
            Case::Upper if bytes.len() > 5 => shape::LONG_UPPER,
            Case::Upper => shape::UPPER,
            Case::Mixed => mixed(token.span.of(text)),
        },
        TokenKind::Number => {
            if token.span.of(text).ends_with(|c: char| c.is_alphabetic()) {
                shape::ORDINAL
            } else if bytes.len() == 4 && bytes.iter().all(u8::is_ascii_digit) {
                shape::YEAR
            } else {
                shape::NUMBER
            }
        }
        TokenKind::Genitive => shape::GENITIVE,
        TokenKind::Punct => match bytes {
            b"," => shape::COMMA,
            b"." | b"!" | b"?" => shape::STOP,
            b"-" => shape::HYPHEN,
            b"\"" | b"'" | b"`" => shape::QUOTE,
            b"(" | b"[" => shape::OPEN,
            b")" | b"]" => shape::CLOSE,
            b":" | b";" => shape::COLON,
            b"/" => shape::SLASH,
            b"&" => shape::AND,
            [_] => shape::MARK,
            _ => match token.span.of(text) {
                "“" | "”" | "‘" | "’" | "«" | "»" => shape::QUOTE,
                "‐" | "‑" => shape::HYPHEN,
                "..." | "…" => shape::STOP,
                _ => shape::MARK,
            },
        },
    }
}

fn mixed(word: &str) -> Shape {
    if word.starts_with(char::is_lowercase) {
        shape::LOWER_MIXED
    } else if word.contains(['\'', '’']) {
        shape::APOSTROPHE
    } else {
        shape::MIXED
    }
}

/// Those of `places` that stand in each sentence, with the sentence; sentences without any are left out.
pub fn by_sentence<'t>(tokens: &'t Tokens, places: &'t [u32]) -> impl Iterator<Item = (&'t Sentence, &'t [u32])> {
    let sentence = |&at: &u32| tokens.sentence_of(at as usize);
    places
        .chunk_by(move |a, b| sentence(a) == sentence(b))
        .filter_map(move |places| Some((tokens.sentences.get(sentence(places.first()?))?, places)))
}

/// The tokens of a run as a range.
impl From<Run> for TokenRange {
    fn from(run: Run) -> Self {
        Self::new(run.first, run.end)
    }
}
