//! The features of a token that the learned table weighs.

use super::{
    evidence::{Evidence, sign},
    hash,
    list::{self, Lists},
    look::{Looks, Run, shape},
};
use crate::{knowledge::Class, token::Tokens};

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

/// Takes one feature: its template and two values.
pub type Emit<'e> = dyn FnMut(u32, u32, u32) + 'e;

/// Takes the features of tokens.
pub trait Sink {
    /// A feature of token `at`: its template and two values.
    fn feature(&mut self, at: usize, template: u32, a: u32, b: u32);

    /// The features of token `at` that `features` emits, all of which follow from what `key` is made of. No key is 0.
    #[inline]
    fn bundle(&mut self, at: usize, _key: u64, features: impl Fn(&mut Emit<'_>)) {
        features(&mut |template, a, b| self.feature(at, template, a, b));
    }
}

/// What a bundle follows from, bit by bit: nothing is lost, except that of a word's hash 51 bits are kept.
#[derive(Clone, Copy)]
struct Key {
    number: u64,
    values: u64,
}

impl Key {
    /// The key of bundle `number`, which is not 0.
    fn of(number: u8) -> Self {
        Self { number: u64::from(number), values: 0 }
    }

    /// Takes in a value of `bits` bits.
    fn with(self, value: u32, bits: u32) -> Self {
        debug_assert!(bits == 32 || value >> bits == 0, "{value} has more than {bits} bits");
        Self { values: self.values << bits | u64::from(value), ..self }
    }

    /// The whole.
    fn done(self) -> u64 {
        debug_assert!(self.values >> 58 == 0, "bundle {} follows from too much", self.number);
        self.number << 58 | self.values
    }

    /// Takes in the lists of a neighbour.
    fn lists(self, lists: Lists) -> Self {
        self.with(lists.0 & list::LEARNED | lists.0 >> 31 << LISTS, LISTS + 1)
    }

    /// Takes in the classes of a neighbour as a name of its own.
    fn one(self, one: u32) -> Self {
        self.with(one & ((1 << CLASSES) - 1) | one >> 31 << CLASSES, CLASSES + 1)
    }
}

/// The bits of the lists that are learned.
const LISTS: u32 = list::LEARNED.count_ones();
/// The bits of the gazetteer's classes.
const CLASSES: u32 = Class::ALL.len() as u32;
/// The bits of classes with a place.
const GAZ: u32 = CLASSES + 3;
/// The bits of a shape.
const SHAPE: u32 = 5;

/// Gives `sink` the features of each token of `run`.
pub fn extract(tokens: &Tokens, looks: &Looks, evidence: &Evidence, run: &Run, sink: &mut impl Sink) {
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
        let shape0 = u32::from(looks.shape[at]);
        let low0 = looks.low[at];
        let (lb2, lb1, la1, la2) = (around.low(at, -2), around.low(at, -1), around.low(at, 1), around.low(at, 2));
        let (sb1, sa1, sa2) = (around.shape(at, -1), around.shape(at, 1), around.shape(at, 2));
        let (kb1, k0, ka1) = (around.lists(at, -1), learned(looks.lists[at]), around.lists(at, 1));
        let (cf, ct) = ((at - chunk.first).min(3) as u32, (chunk.end - 1 - at).min(3) as u32);
        let last = chunk.end - 1;
        let (part, to_last, to_first) = (cf << 4 | ct, cf << 4 | ct.min(1), ct << 4 | cf.min(1));
        // The word and its letters.
        let word = Key { number: 24, values: tokens.hash(at) >> 13 };
        sink.bundle(at, word.with(shape0 << 2 | place, SHAPE + 2).done(), |emit| {
            emit(LEXICAL, low0, 0);
            emit(LEXICAL + 1, low0, shape0 << 2 | place);
            if matches!(looks.shape[at], shape::LOWER..=shape::LOWER_MIXED | shape::APOSTROPHE) {
                let (head, tail) = ends(tokens.folded(at).as_bytes());
                emit(LEXICAL + 4, head, place);
                emit(LEXICAL + 5, head & 0xFF_FFFF, 0);
                emit(LEXICAL + 6, tail, 0);
                emit(LEXICAL + 7, tail >> 8, shape0);
                emit(LEXICAL + 8, tail >> 16, shape0);
            }
            emit(10, k0.0, place);
        });
        sink.feature(at, LEXICAL + 2, lb1, low0);
        sink.feature(at, LEXICAL + 3, low0, la1);
        // The window.
        let beside = |number, by, word| Key::of(number).with(u32::from(around.inside(at, by)), 1).with(word, 32);
        // Where the stretch of capitals begins or ends here, what stands beside it stands beside the token.
        let (begins, ends_here) = (at == chunk.first, at + 1 == chunk.end);
        let flags = u32::from(begins) << 1 | ct.min(1);
        sink.bundle(at, beside(1, -1, lb1).with(shape0, SHAPE).with(flags, 2).done(), |emit| {
            if begins {
                emit(30, lb1, to_last);
            }
            emit(1, lb1, shape0);
            emit(11, kb1.0, shape0);
            each_bit(kb1.0, |bit| emit(15, bit, 0));
        });
        let flags = u32::from(ends_here) << 1 | cf.min(1);
        sink.bundle(at, beside(2, 1, la1).with(shape0, SHAPE).with(flags, 2).done(), |emit| {
            if ends_here {
                emit(31, la1, to_first);
            }
            emit(2, la1, shape0);
            emit(12, ka1.0, shape0);
            each_bit(ka1.0, |bit| emit(16, bit, 0));
        });
        sink.bundle(at, beside(3, -2, lb2).done(), |emit| {
            emit(3, lb2, 0);
            each_bit(around.lists(at, -2).0, |bit| emit(18, bit, 0));
        });
        sink.bundle(at, beside(4, 2, la2).done(), |emit| {
            emit(4, la2, 0);
            each_bit(around.lists(at, 2).0, |bit| emit(17, bit, 0));
        });
        sink.feature(at, 5, lb2, lb1);
        sink.feature(at, 6, la1, la2);
        sink.bundle(at, Key::of(5).lists(kb1).lists(k0).done(), |emit| emit(13, kb1.0, k0.0));
        sink.bundle(at, Key::of(6).lists(k0).lists(ka1).done(), |emit| emit(14, k0.0, ka1.0));
        // The run and the stretch of capitals.
        let from_start = (at - run.first).min(3) as u32;
        let to_end = (run.end - 1 - at).min(3) as u32;
        let opened = u32::from(frame_before > first);
        sink.bundle(at, Key::of(7).with(opened, 1).with(frame.before, 32).with(from_start, 2).done(), |emit| {
            emit(20, frame.before, from_start);
            emit(22, frame.before_lists.0, from_start);
        });
        let closed = u32::from(run.end < end);
        sink.bundle(at, Key::of(8).with(closed, 1).with(frame.after, 32).with(to_end, 2).done(), |emit| {
            emit(21, frame.after, to_end);
            emit(23, frame.after_lists.0, to_end);
        });
        let heads = frame.lists.0 & HEADS.0;
        let within = from_start << 4 | to_end;
        sink.bundle(at, Key::of(9).with(heads, 32).with(within, 6).done(), |emit| emit(24, heads, within));
        let long = ((chunk.end - chunk.first).min(5)) as u32;
        let of_last = |emit: &mut Emit<'_>| {
            emit(25, looks.low[last], cf.min(1) << 2 | ct.min(2));
            emit(27, learned(looks.lists[last]).0, part);
        };
        let of_first = |emit: &mut Emit<'_>| {
            emit(26, looks.low[chunk.first], cf.min(2) << 2 | ct.min(1));
            emit(28, learned(looks.lists[chunk.first]).0, part);
        };
        if begins && ends_here {
            sink.bundle(at, Key::of(25).with(low0, 32).done(), |emit| {
                of_last(emit);
                of_first(emit);
            });
        } else {
            sink.bundle(at, Key::of(10).with(looks.low[last], 32).with(part, 6).done(), of_last);
            sink.bundle(at, Key::of(11).with(looks.low[chunk.first], 32).with(part, 6).done(), of_first);
        }
        let shapes = Key::of(12).with(sb1, SHAPE).with(shape0, SHAPE).with(sa1, SHAPE).with(sa2, SHAPE);
        sink.bundle(at, shapes.with(place, 2).with(part, 6).with(long, 3).done(), |emit| {
            emit(7, sb1 << 8 | shape0, place);
            emit(8, sa1 << 8 | shape0, place);
            emit(9, sb1 << 16 | shape0 << 8 | sa1, sa2);
            emit(29, cf << 8 | ct << 4 | long, shape0);
        });
        let (before_lists, after_lists) = (around.lists(chunk.first, -1), around.lists(last, 1));
        if !begins {
            let before = around.low(chunk.first, -1);
            sink.bundle(at, Key::of(13).with(before, 32).with(to_last, 6).done(), |emit| emit(30, before, to_last));
        }
        if !ends_here {
            let after = around.low(last, 1);
            sink.bundle(at, Key::of(14).with(after, 32).with(to_first, 6).done(), |emit| emit(31, after, to_first));
        }
        sink.bundle(at, Key::of(15).lists(before_lists).lists(after_lists).done(), |emit| {
            emit(32, before_lists.0, after_lists.0);
        });
        let (next, then, then_lists) = (around.shape(last, 1), around.shape(last, 2), around.lists(last, 2));
        sink.bundle(at, Key::of(16).with(next, SHAPE).with(then, SHAPE).lists(then_lists).done(), |emit| {
            emit(33, next << 8 | then, then_lists.0);
        });
        // The gazetteer.
        let gaz = looks.gaz[at];
        let (long, pos) = (gaz.long.0, u32::from(gaz.place));
        let listed = long << 3 | pos;
        let (before, after) = (around.gaz(at, -1), around.gaz(at, 1));
        let own = Key::of(17).with(listed, GAZ).one(gaz.one.0).with(shape0 << 2 | place, SHAPE + 2);
        sink.bundle(at, own.with(part, 6).done(), |emit| {
            emit(40, long, pos);
            emit(41, gaz.one.0, shape0 << 2 | place);
            emit(45, listed, part);
            each_bit(long, |bit| emit(48, bit, pos));
            each_bit(gaz.one.0, |bit| emit(49, bit, cf.min(1) << 1 | ct.min(1)));
        });
        sink.bundle(at, Key::of(18).with(before, GAZ).with(listed, GAZ).with(after, GAZ).done(), |emit| {
            emit(42, before, listed);
            emit(43, after, listed);
            each_bit(before >> 3, |bit| emit(50, bit, 0));
            each_bit(after >> 3, |bit| emit(51, bit, 0));
        });
        sink.bundle(at, Key::of(19).with(listed, GAZ).lists(before_lists).done(), |emit| {
            emit(44, listed, before_lists.0);
        });
        let (before, after) = (around.one(at, -1), around.one(at, 1));
        sink.bundle(at, Key::of(20).one(before).one(gaz.one.0).one(after).done(), |emit| {
            emit(46, before, gaz.one.0);
            emit(47, gaz.one.0, after);
        });
        // The rest of the story.
        let signs = evidence.of(low0);
        let own = Key::of(21).with(signs, sign::BITS).with(shape0 << 2 | place, SHAPE + 2);
        sink.bundle(at, own.with(cf.min(1) << 1 | ct.min(1), 2).done(), |emit| {
            emit(52, signs & sign::TYPED, shape0);
            emit(53, signs, 0);
            emit(55, signs & (sign::LOWER | sign::WITHIN | sign::BARE | sign::THE), shape0 << 2 | place);
            each_bit(signs, |bit| emit(56, bit, place));
            each_bit(signs, |bit| emit(57, bit, cf.min(1) << 1 | ct.min(1)));
        });
        let typed = signs & sign::TYPED;
        sink.bundle(at, Key::of(22).with(typed, sign::BITS).with(listed, GAZ).done(), |emit| emit(54, typed, listed));
        let typed = |by: isize, low| if around.inside(at, by) { evidence.of(low) & sign::TYPED } else { 0 };
        let (before, after) = (typed(-1, lb1), typed(1, la1));
        if before | after != 0 {
            sink.bundle(at, Key::of(23).with(before, sign::BITS).with(after, sign::BITS).done(), |emit| {
                each_bit(after, |bit| emit(58, bit, 0));
                each_bit(before, |bit| emit(59, bit, 0));
            });
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
