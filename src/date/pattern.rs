//! The matcher: runs a rule's program over the tokens from one place on.
//!
//! Programs have no loops, so a match takes at most as many steps as the program has paths, whatever the text.

use super::{
    number::{self, Shape, Shapes},
    vocabulary::{self, ANYTHING, CLASSES, CODE, NUMBER, Rule, SETS, WORDS, class},
};
use crate::token::Tokens;

/// One step of a program. Jumps count from the step itself.
// Which steps occur is up to the rules.
#[allow(dead_code)]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    /// The token is this word.
    Word(u16),
    /// The token is of this class; its value goes to the class's slot.
    Class(u8),
    /// The next token follows without a space.
    Glue,
    /// Go on, where the next token has a bit of that set; if not or if that fails, go on from here.
    Split(u16, u16),
    /// Go on there.
    Jump(u16),
    /// Give a slot a value.
    Set(u8, i32),
    /// Give a slot a value if it has none.
    Default(u8, i32),
    /// The next token is not this word.
    NotWord(u16),
    /// The next token is not of this class.
    NotClass(u8),
    /// The token before the match is not this word.
    NotAfterWord(u16),
    /// The token before the match is not of this class.
    NotAfterClass(u8),
    /// The token before the match is this word.
    AfterWord(u16),
    /// The token before the match is of this class.
    AfterClass(u8),
    /// The expression ends here.
    End,
    /// The rule has matched.
    Match,
}

/// What a match has put into each slot.
#[derive(Clone, Debug)]
pub(super) struct Slots([i32; CLASSES]);

const EMPTY: i32 = i32::MIN;

impl Default for Slots {
    fn default() -> Self {
        Self([EMPTY; CLASSES])
    }
}

impl Slots {
    /// The value of a slot, if it has one.
    pub(super) fn get(&self, class: u8) -> Option<i32> {
        Some(self.0[class as usize]).filter(|&v| v != EMPTY)
    }

    /// The code that a slot's value stands for.
    pub(super) fn code(&self, class: u8) -> Option<&'static str> {
        self.get(class).map(vocabulary::string)
    }

    /// Gives a slot a value.
    pub(super) fn set(&mut self, class: u8, value: i32) {
        self.0[class as usize] = value;
    }
}

/// The tokens that a rule sees.
#[derive(Clone, Copy)]
pub(super) struct Input<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t Tokens,
    /// The vocabulary number of each token.
    pub(super) ids: &'t [u16],
    /// What each token can be as a number.
    pub(super) shapes: &'t Shapes,
}

impl<'t> Input<'t> {
    /// The shape of token `at`; empty if it is not of digits.
    pub(super) fn shape(&self, at: usize) -> &'t Shape {
        self.shapes.of(at)
    }

    /// The classes of token `at`.
    pub(super) fn mask(&self, at: usize) -> u64 {
        if self.ids[at] == NUMBER { self.shape(at).mask } else { WORDS[self.ids[at] as usize].mask }
    }

    /// What token `at` has for a rule that looks ahead.
    fn bits(&self, at: usize) -> u128 {
        ANYTHING
            | if self.ids[at] == NUMBER {
                // Digits of any shape may go on with a quantity: "2 1/2".
                u128::from(self.shape(at).mask | 1 << class::NUM)
            } else {
                WORDS[self.ids[at] as usize].bits
            }
    }

    /// What stands at `at` of a sentence that ends at `limit`, as a set tells of it.
    pub(super) fn ahead(&self, at: usize, limit: usize) -> u128 {
        if at < limit { self.bits(at) } else { ANYTHING }
    }

    /// The value of token `at` in `class`.
    pub(super) fn value(&self, at: usize, class: u8) -> Option<i32> {
        if self.ids[at] == NUMBER { self.shape(at).value(class) } else { vocabulary::value(self.ids[at], class) }
    }
}

/// One attempt: a rule from a token on.
pub(super) struct Matcher<'t> {
    input: Input<'t>,
    first: usize,
    start: usize,
    limit: usize,
    pub(super) slots: Slots,
    trail: Vec<(u8, i32)>,
    end: Option<usize>,
    /// The quantity asked for last, with the token it starts at: several rules begin with one.
    quantity: (usize, Option<(i32, usize)>),
}

impl<'t> Matcher<'t> {
    pub(super) fn new(input: Input<'t>) -> Self {
        Self {
            input,
            first: 0,
            start: 0,
            limit: 0,
            slots: Slots::default(),
            trail: Vec::new(),
            end: None,
            quantity: (usize::MAX, None),
        }
    }

    /// Tries `rule` from token `at` of the sentence `first..limit`: one past the expression's last token, and one past
    /// the last token of its context.
    pub(super) fn run(&mut self, rule: &Rule, at: usize, first: usize, limit: usize) -> Option<(usize, usize)> {
        while let Some((slot, old)) = self.trail.pop() {
            self.slots.set(slot, old);
        }
        (self.first, self.start, self.limit, self.end) = (first, at, limit, None);
        let end = self.step(rule.first, at)?;
        debug_assert!(rule.first < rule.end);
        Some((self.end.unwrap_or(end), end))
    }

    /// The quantity that begins with token `at` of a sentence that ends at `limit`, and one past its last token.
    pub(super) fn quantity(&mut self, at: usize, limit: usize) -> Option<(i32, usize)> {
        if self.quantity.0 != at {
            self.quantity = (at, number::quantity(self.input, at, limit));
        }
        self.quantity.1
    }

    fn put(&mut self, class: u8, value: i32) {
        let old = self.slots.0[class as usize];
        if self.end.is_some() && old != EMPTY {
            return;
        }
        self.trail.push((class, old));
        self.slots.set(class, value);
    }

    fn step(&mut self, mut pc: usize, mut at: usize) -> Option<usize> {
        loop {
            let inside = at < self.limit;
            match CODE[pc] {
                Op::Word(w) if inside && self.input.ids[at] == w => at += 1,
                Op::Class(class::NUM) => {
                    let (value, end) = self.quantity(at, self.limit)?;
                    self.put(class::NUM, value);
                    at = end;
                }
                Op::Class(c) if inside => {
                    let value = self.input.value(at, c)?;
                    self.put(c, value);
                    at += 1;
                }
                Op::Word(_) | Op::Class(_) => return None,
                Op::Glue if inside && !self.input.tokens.tokens[at].spaced => {}
                Op::Glue => return None,
                // Most ways of a pattern end at their first word.
                Op::Split(n, set) if SETS[set as usize] & self.input.ahead(at, self.limit) == 0 => {
                    pc += n as usize;
                    continue;
                }
                Op::Split(n, _) => {
                    let (mark, end) = (self.trail.len(), self.end);
                    if let Some(found) = self.step(pc + 1, at) {
                        return Some(found);
                    }
                    while self.trail.len() > mark {
                        if let Some((slot, old)) = self.trail.pop() {
                            self.slots.set(slot, old);
                        }
                    }
                    self.end = end;
                    pc += n as usize;
                    continue;
                }
                Op::Jump(n) => {
                    pc += n as usize;
                    continue;
                }
                Op::Set(c, value) => self.put(c, value),
                Op::Default(c, value) => {
                    if self.slots.get(c).is_none() {
                        self.put(c, value);
                    }
                }
                Op::NotWord(w) if inside && self.input.ids[at] == w => return None,
                Op::NotClass(c) if inside && self.input.mask(at) & (1 << c) != 0 => return None,
                Op::NotAfterWord(w) if self.before() == Some(w) => return None,
                Op::NotAfterClass(c) if self.mask_before() & (1 << c) != 0 => return None,
                Op::NotWord(_) | Op::NotClass(_) | Op::NotAfterWord(_) | Op::NotAfterClass(_) => {}
                Op::AfterWord(w) if self.before() != Some(w) => return None,
                Op::AfterClass(c) if self.mask_before() & (1 << c) == 0 => return None,
                Op::AfterWord(_) | Op::AfterClass(_) => {}
                Op::End => self.end = Some(at),
                Op::Match => return Some(at),
            }
            pc += 1;
        }
    }

    fn before(&self) -> Option<u16> {
        (self.start > self.first).then(|| self.input.ids[self.start - 1])
    }

    fn mask_before(&self) -> u64 {
        if self.start > self.first { self.input.mask(self.start - 1) } else { 0 }
    }
}
