//! The features of a token that the learned table weighs.

use super::{
    evidence::{Evidence, sign},
    hash,
    list::{self, Lists},
    look::{Looks, Run, shape},
};
use crate::token::Tokens;

/// The hash of "the".
#[must_use]
pub fn the() -> u32 {
    const THE: u32 = hash::word(b"the");
    THE
}

/// The hash of "who".
#[must_use]
pub fn who() -> u32 {
    const WHO: u32 = hash::word(b"who");
    WHO
}

/// Features of the token itself that name the word; a learner may hide them to lean less on words.
pub const LEXICAL: u32 = 64;

/// What a run's tokens have in common.
struct Frame {
    before: u32,
    before_lists: Lists,
    after: u32,
    after_lists: Lists,
    lists: Lists,
}

/// A stretch of capitals within a run.
#[derive(Clone, Copy, Default)]
struct Chunk {
    first: usize,
    end: usize,
}

/// Calls `emit(template, key)` for each feature of each token of `run`; `next(index)` before each token.
pub fn extract(tokens: &Tokens, looks: &Looks, evidence: &Evidence, run: &Run, mut sink: impl FnMut(usize, u32, u32)) {
    let sentence = &tokens.sentences[run.sentence];
    let (first, end) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
    let around = Around { looks, first, end };
    let mut frame_before = run.first;
    if frame_before > first && looks.low[frame_before - 1] == the() {
        frame_before -= 1;
    }
    let frame = Frame {
        before: around.low(frame_before, -1),
        before_lists: around.lists(frame_before, -1),
        after: around.low(run.end - 1, 1),
        after_lists: around.lists(run.end - 1, 1),
        lists: looks.lists[run.first..run.end].iter().fold(Lists(0), |a, &b| a.or(b)),
    };
    let mut chunk = Chunk::default();
    for at in run.first..run.end {
        if at >= chunk.end {
            chunk = chunk_at(looks, run, at);
        }
        let place = u32::from(at == first) | u32::from(sentence.flat_case) << 1;
        let mut emit = |template: u32, a: u32, b: u32| sink(at, template, hash::feature(template, a, b));
        let shape0 = u32::from(looks.shape[at]);
        let low0 = looks.low[at];
        let (lb2, lb1, la1, la2) = (around.low(at, -2), around.low(at, -1), around.low(at, 1), around.low(at, 2));
        let (sb1, sa1) = (around.shape(at, -1), around.shape(at, 1));
        let (kb1, k0, ka1) = (around.lists(at, -1), learned(looks.lists[at]), around.lists(at, 1));
        // The word and its letters.
        emit(LEXICAL, low0, 0);
        emit(LEXICAL + 1, low0, shape0 << 2 | place);
        emit(LEXICAL + 2, lb1, low0);
        emit(LEXICAL + 3, low0, la1);
        let letters = tokens.folded(at).as_bytes();
        if matches!(looks.shape[at], shape::LOWER..=shape::LOWER_MIXED | shape::APOSTROPHE) {
            let (head, tail) = ends(letters);
            emit(LEXICAL + 4, head, place);
            emit(LEXICAL + 5, head & 0xFF_FFFF, 0);
            emit(LEXICAL + 6, tail, 0);
            emit(LEXICAL + 7, tail >> 8, shape0);
            emit(LEXICAL + 8, tail >> 16, shape0);
        }
        // The window.
        emit(1, lb1, shape0);
        emit(2, la1, shape0);
        emit(3, lb2, 0);
        emit(4, la2, 0);
        emit(5, lb2, lb1);
        emit(6, la1, la2);
        emit(7, sb1 << 8 | shape0, place);
        emit(8, sa1 << 8 | shape0, place);
        emit(9, sb1 << 16 | shape0 << 8 | sa1, around.shape(at, 2));
        // Lists.
        emit(10, k0.0, place);
        emit(11, kb1.0, shape0);
        emit(12, ka1.0, shape0);
        emit(13, kb1.0, k0.0);
        emit(14, k0.0, ka1.0);
        each_bit(kb1.0, |bit| emit(15, bit, 0));
        each_bit(ka1.0, |bit| emit(16, bit, 0));
        each_bit(around.lists(at, 2).0, |bit| emit(17, bit, 0));
        each_bit(around.lists(at, -2).0, |bit| emit(18, bit, 0));
        // The run and the stretch of capitals.
        let from_start = (at - run.first).min(3) as u32;
        let to_end = (run.end - 1 - at).min(3) as u32;
        emit(20, frame.before, from_start);
        emit(21, frame.after, to_end);
        emit(22, frame.before_lists.0, from_start);
        emit(23, frame.after_lists.0, to_end);
        emit(24, frame.lists.0 & HEADS.0, from_start << 4 | to_end);
        let (cf, ct) = ((at - chunk.first).min(3) as u32, (chunk.end - 1 - at).min(3) as u32);
        let last = chunk.end - 1;
        let long = ((chunk.end - chunk.first).min(5)) as u32;
        emit(25, looks.low[last], cf.min(1) << 2 | ct.min(2));
        emit(26, looks.low[chunk.first], cf.min(2) << 2 | ct.min(1));
        emit(27, learned(looks.lists[last]).0, cf << 4 | ct);
        emit(28, learned(looks.lists[chunk.first]).0, cf << 4 | ct);
        emit(29, cf << 8 | ct << 4 | long, shape0);
        emit(30, around.low(chunk.first, -1), cf << 4 | ct.min(1));
        emit(31, around.low(last, 1), ct << 4 | cf.min(1));
        emit(32, around.lists(chunk.first, -1).0, around.lists(last, 1).0);
        emit(33, around.shape(last, 1) << 8 | around.shape(last, 2), around.lists(last, 2).0);
        // The gazetteer.
        let gaz = looks.gaz[at];
        let (long, pos) = (gaz.long.0, u32::from(gaz.place));
        emit(40, long, pos);
        emit(41, gaz.one.0, shape0 << 2 | place);
        emit(42, around.gaz(at, -1), long << 3 | pos);
        emit(43, around.gaz(at, 1), long << 3 | pos);
        emit(44, long << 3 | pos, around.lists(chunk.first, -1).0);
        emit(45, long << 3 | pos, cf << 4 | ct);
        emit(46, around.one(at, -1), gaz.one.0);
        emit(47, gaz.one.0, around.one(at, 1));
        each_bit(long, |bit| emit(48, bit, pos));
        each_bit(gaz.one.0, |bit| emit(49, bit, cf.min(1) << 1 | ct.min(1)));
        each_bit(around.gaz(at, -1) >> 3, |bit| emit(50, bit, 0));
        each_bit(around.gaz(at, 1) >> 3, |bit| emit(51, bit, 0));
        // The rest of the story.
        let signs = evidence.of(low0);
        emit(52, signs & sign::TYPED, shape0);
        emit(53, signs, 0);
        emit(54, signs & sign::TYPED, long << 3 | pos);
        emit(55, signs & (sign::LOWER | sign::WITHIN | sign::BARE | sign::THE), shape0 << 2 | place);
        each_bit(signs, |bit| emit(56, bit, place));
        each_bit(signs, |bit| emit(57, bit, cf.min(1) << 1 | ct.min(1)));
        if around.inside(at, 1) {
            each_bit(evidence.of(la1) & sign::TYPED, |bit| emit(58, bit, 0));
        }
        if around.inside(at, -1) {
            each_bit(evidence.of(lb1) & sign::TYPED, |bit| emit(59, bit, 0));
        }
    }
}

/// The lists whose words tell a name's type from within.
const HEADS: Lists =
    list::BODY.or(list::LEGAL).or(list::PLACE_HEAD).or(list::EVENT).or(list::SPORT).or(list::DIRECTION);

fn learned(lists: Lists) -> Lists {
    Lists(lists.0 & list::LEARNED)
}

/// Neighbours within the sentence.
struct Around<'l> {
    looks: &'l Looks,
    first: usize,
    end: usize,
}

impl Around<'_> {
    fn at(&self, at: usize, by: isize) -> Option<usize> {
        let to = at.wrapping_add_signed(by);
        (self.first..self.end).contains(&to).then_some(to)
    }

    fn inside(&self, at: usize, by: isize) -> bool {
        self.at(at, by).is_some()
    }

    fn low(&self, at: usize, by: isize) -> u32 {
        self.at(at, by).map_or(by as u32, |i| self.looks.low[i])
    }

    fn shape(&self, at: usize, by: isize) -> u32 {
        self.at(at, by).map_or(0, |i| u32::from(self.looks.shape[i]))
    }

    fn lists(&self, at: usize, by: isize) -> Lists {
        self.at(at, by).map_or(Lists(1 << 31), |i| learned(self.looks.lists[i]))
    }

    fn gaz(&self, at: usize, by: isize) -> u32 {
        self.at(at, by).map_or(7, |i| self.looks.gaz[i].long.0 << 3 | u32::from(self.looks.gaz[i].place))
    }

    fn one(&self, at: usize, by: isize) -> u32 {
        self.at(at, by).map_or(1 << 31, |i| self.looks.gaz[i].one.0)
    }
}

fn chunk_at(looks: &Looks, run: &Run, at: usize) -> Chunk {
    let mut end = at + 1;
    if looks.capital(at) {
        while end < run.end && (looks.capital(end) || joins(looks, run, end)) {
            end += 1;
        }
    }
    Chunk { first: at, end }
}

/// A hyphen between two capitals, an ampersand.
fn joins(looks: &Looks, run: &Run, at: usize) -> bool {
    matches!(looks.shape[at], shape::HYPHEN | shape::AND) && at + 1 < run.end && looks.capital(at + 1)
}

/// The first four letters and the last four, packed; the last letter is the highest byte.
fn ends(letters: &[u8]) -> (u32, u32) {
    let pack = |b: &[u8]| b.iter().rev().fold(0u32, |v, &b| v << 8 | u32::from(b));
    let head = pack(&letters[..letters.len().min(4)]);
    let mut tail = pack(&letters[letters.len().saturating_sub(4)..]);
    if letters.len() < 4 {
        tail <<= 8 * (4 - letters.len() as u32);
    }
    (head, tail)
}

#[inline]
fn each_bit(mut bits: u32, mut f: impl FnMut(u32)) {
    while bits != 0 {
        f(bits.trailing_zeros());
        bits &= bits - 1;
    }
}
