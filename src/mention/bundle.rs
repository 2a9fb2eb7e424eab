//! Sums of weights that are remembered.
//!
//! A token has some sixty features, nearly all of which have weights, and each costs three looks into a table that is
//! larger than the processor's nearer caches. But most features come in bundles: all of a bundle follow from the same few
//! things, and these repeat from token to token and from story to story. So the sum of a bundle's weights is kept beside
//! what it follows from, and one look takes the place of several.

use super::{
    expand::LABELS,
    feature::{Emit, Sink},
    hash,
    table::Table,
};

/// Weights added up, a label each but "outside". Sums of the largest weights would need more than 16 bits; they stop there.
pub type Sum = [i16; LABELS - 1];

/// How many pairs of sums are kept at most, as a power of two: four megabytes, of which the usual tenth stays near. Over
/// 14 MB of government briefings one look in 22 did not find its sum; with half as many pairs, or single places, one in 16.
const MOST: u32 = 15;
/// With how many pairs a reader of stories begins, as a power of two: who reads one story alone needs no more.
const FIRST: u32 = 10;

/// The sums that were asked for last. Each key has two places side by side: that of the sum which was asked for again
/// last, and that of newcomers.
pub struct Sums {
    pairs: Vec<Pair>,
    /// How many pairs there are, as a power of two.
    size: u32,
    /// How many sums were added up since then.
    new: u32,
}

/// Keys and sums of two places, in two neighbouring lines of the processor's caches. Nothing is moved between the places,
/// so that a look needs no branch to tell which of them has the sum.
#[repr(C, align(128))]
#[derive(Clone, Copy, Default)]
struct Pair {
    keys: [u64; 2],
    /// The place of the sum that was asked for again last.
    kept: u64,
    /// Up to here and one sum make the first line.
    _rest: u64,
    sums: [Sum; 2],
}

impl Default for Sums {
    fn default() -> Self {
        Self { pairs: vec![Pair::default(); 1 << FIRST], size: FIRST, new: 0 }
    }
}

impl Sums {
    /// The place of a key, which is not 0.
    fn pair(&mut self, key: u64) -> &mut Pair {
        &mut self.pairs[(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - self.size)) as usize]
    }

    /// The sum of a key that has none here.
    #[cold]
    fn add_up(&mut self, key: u64, table: &Table<'_>, features: impl Fn(&mut Emit<'_>)) -> Sum {
        let mut sum = Sum::default();
        features(&mut |template, a, b| weigh(table, hash::feature(template, a, b), &mut sum));
        self.new += 1;
        if self.size < MOST && self.new > 1 << self.size {
            // What was remembered is soon there again.
            (self.size, self.new) = (self.size + 1, 0);
            self.pairs = vec![Pair::default(); 1 << self.size];
        }
        let pair = self.pair(key);
        let newcomer = (pair.kept ^ 1) as usize;
        (pair.keys[newcomer], pair.sums[newcomer]) = (key, sum);
        sum
    }
}

/// Adds up the weights of each token of a run.
pub struct Weigher<'w> {
    /// The weights.
    pub table: &'w Table<'w>,
    /// What was added up before.
    pub sums: &'w mut Sums,
    /// The first token of the run.
    pub first: usize,
    /// The sum of each of its tokens.
    pub tokens: &'w mut [Sum],
}

impl Sink for Weigher<'_> {
    #[inline]
    fn feature(&mut self, at: usize, template: u32, a: u32, b: u32) {
        weigh(self.table, hash::feature(template, a, b), &mut self.tokens[at - self.first]);
    }

    #[inline]
    fn bundle(&mut self, at: usize, key: u64, features: impl Fn(&mut Emit<'_>)) {
        let pair = self.sums.pair(key);
        let second = pair.keys[1] == key;
        // No key is 0, with which the places begin.
        let token = &mut self.tokens[at - self.first];
        if (pair.keys[0] == key) | second {
            pair.kept = u64::from(second);
            add(token, pair.sums[usize::from(second)]);
        } else {
            add(token, self.sums.add_up(key, self.table, features));
        }
    }
}

/// Adds the weights of the feature `key`.
fn weigh(table: &Table<'_>, key: u32, sum: &mut Sum) {
    if let Some(row) = table.row(key) {
        add(sum, row.map(i16::from_le_bytes));
    }
}

/// Written so that the compiler makes two instructions of it.
fn add(sum: &mut Sum, weights: Sum) {
    let old = *sum;
    *sum = std::array::from_fn(|label| old[label].saturating_add(weights[label]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gazetteer,
        knowledge::Knowledge,
        mention::{evidence::Evidence, feature, look::Looks},
        token::{self, Tokens},
        zone,
    };

    /// Adds up every feature by itself and remembers nothing.
    struct Plain<'w> {
        table: &'w Table<'w>,
        first: usize,
        tokens: Vec<Sum>,
    }

    impl Sink for Plain<'_> {
        fn feature(&mut self, at: usize, template: u32, a: u32, b: u32) {
            weigh(self.table, hash::feature(template, a, b), &mut self.tokens[at - self.first]);
        }
    }

    const STORIES: [&str; 3] = [
        "OSLO, May 3 (Reuters) - Prime Minister Anna Lind met Vietnam's deputy prime minister on Tuesday, the Foreign \
         Ministry said. Lind, 54, flies to Rome for talks with O'Brien and the EU's von der Hagen.",
        "TALKS END IN ROME\n\nThe Bank of Norway and Lindqvist & Co. (LQ.OL) said the al-Nasir Group's chief executive, \
         J. P. Orr, would visit New York. \"May I,\" Orr asked.",
        "Lind met Vietnam's Foreign Ministry in Rome, Orr said. El Niño and Côte d'Ivoire's President Kone were not there.",
    ];

    #[test]
    fn remembered_sums_are_those_of_the_features() {
        let table = Table::embedded();
        let (mut sums, mut looks, mut evidence) = (Sums::default(), Looks::default(), Evidence::default());
        let mut weighed = 0;
        // The second time nearly all sums are remembered.
        for text in STORIES.iter().chain(&STORIES) {
            let (mut tokens, mut hits) = (Tokens::default(), Vec::new());
            token::split(text, &zone::divide(text), &mut tokens);
            gazetteer::lookup(&tokens, Knowledge::embedded(), &mut hits);
            looks.fill(text, &tokens, &hits);
            evidence.gather(&tokens, &looks);
            for run in &looks.runs {
                let nothing = vec![Sum::default(); run.end - run.first];
                let mut plain = Plain { table: &table, first: run.first, tokens: nothing.clone() };
                feature::extract(&tokens, &looks, &evidence, run, &mut plain);
                let mut got = nothing;
                let mut weigher = Weigher { table: &table, sums: &mut sums, first: run.first, tokens: &mut got };
                feature::extract(&tokens, &looks, &evidence, run, &mut weigher);
                assert_eq!(got, plain.tokens, "{}", &tokens.span((*run).into()).of(text));
                weighed += got.iter().filter(|&&sum| sum != Sum::default()).count();
            }
        }
        assert!(weighed > 50, "{weighed} tokens have weights");
    }
}
