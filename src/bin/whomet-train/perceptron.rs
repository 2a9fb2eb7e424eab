//! The averaged perceptron.

use std::collections::HashMap;

use whomet::mention::learn::{Feature, LABELS, LEXICAL, Search, pack, weight};

use crate::corpus::Example;

const ROW: usize = LABELS - 1;

/// What was learned: averaged weights.
pub struct Model {
    keys: Vec<u32>,
    weights: Vec<[f32; ROW]>,
    transitions: [[f32; LABELS]; LABELS],
}

/// A weight with what averaging needs: its sum over time.
#[derive(Clone, Default)]
struct Cell {
    now: [f32; ROW],
    sum: [f32; ROW],
}

/// Small, fast, and the same everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    pub fn chance(&mut self, p: f64) -> bool {
        (self.roll() % 1_000_000) as f64 <= p * 1_000_000.0 - 1.0
    }
}

/// Learns from `examples` in `epochs` passes; in each, the words of a share `hide` of the tokens stay hidden.
pub fn learn(examples: &[&Example], epochs: usize, hide: f64, seed: u64, keys: Vec<u32>) -> Model {
    let rows = number(examples, &keys);
    let mut cells = vec![Cell::default(); keys.len()];
    let mut moves = [[0f32; LABELS]; LABELS];
    let mut moves_sum = [[0f32; LABELS]; LABELS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice::new(20 + seed);
    let (mut search, mut scores, mut found) = (Search::default(), Vec::new(), Vec::new());
    let mut time = 1f32;
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, (dice.roll() % (i as u64 + 1)) as usize);
        }
        let (mut wrong, mut tokens) = (0, 0);
        for &number in &order {
            let example = examples[number];
            let rows = &rows[number];
            let hidden: Vec<bool> = example.labels.iter().map(|_| dice.chance(hide)).collect();
            scores.clear();
            for (token, features) in rows.iter().enumerate() {
                let mut sum = [0f32; LABELS];
                for (at, &row) in features.iter().enumerate() {
                    if row != NONE && !(hidden[token] && example.features[token][at].0 >= LEXICAL) {
                        for (s, w) in sum[1..].iter_mut().zip(&cells[row as usize].now) {
                            *s += w;
                        }
                    }
                }
                scores.push(sum.map(|v| v as i32));
            }
            let whole = moves.map(|row| row.map(|v| v as i32));
            search.run(&scores, &whole.into(), &mut found);
            tokens += found.len();
            if found == example.labels {
                time += 1.0;
                continue;
            }
            let (mut before_want, mut before_got) = (0, 0);
            for (token, (&want, &got)) in example.labels.iter().zip(&found).enumerate() {
                let (want, got) = (usize::from(want), usize::from(got));
                if (before_want, want) != (before_got, got) {
                    moves[before_want][want] += STEP;
                    moves_sum[before_want][want] += STEP * time;
                    moves[before_got][got] -= STEP;
                    moves_sum[before_got][got] -= STEP * time;
                }
                (before_want, before_got) = (want, got);
                if want == got {
                    continue;
                }
                wrong += 1;
                for (at, &row) in rows[token].iter().enumerate() {
                    if row == NONE || hidden[token] && example.features[token][at].0 >= LEXICAL {
                        continue;
                    }
                    let cell = &mut cells[row as usize];
                    for (label, step) in [(want, STEP), (got, -STEP)] {
                        if label > 0 {
                            cell.now[label - 1] += step;
                            cell.sum[label - 1] += step * time;
                        }
                    }
                }
            }
            if before_want != before_got {
                moves[before_want][0] += STEP;
                moves_sum[before_want][0] += STEP * time;
                moves[before_got][0] -= STEP;
                moves_sum[before_got][0] -= STEP * time;
            }
            time += 1.0;
        }
        eprintln!("pass {}: {wrong} of {tokens} tokens wrong", epoch + 1);
    }
    let mean = |now: f32, sum: f32| now - sum / time;
    let weights = cells.iter().map(|c| std::array::from_fn(|l| mean(c.now[l], c.sum[l]))).collect();
    let mut transitions = moves;
    for (row, sums) in transitions.iter_mut().zip(&moves_sum) {
        for (t, &sum) in row.iter_mut().zip(sums) {
            *t = mean(*t, sum);
        }
    }
    Model { keys, weights, transitions }
}

/// The mean of `count` models that saw the examples in different orders: less of it is chance than of one.
pub fn learn_often(examples: &[&Example], epochs: usize, hide: f64, count: usize, keys: &[u32]) -> Model {
    let mut sum = learn(examples, epochs, hide, 0, keys.to_vec());
    for seed in 1..count {
        let other = learn(examples, epochs, hide, seed as u64, keys.to_vec());
        let add = |a: &mut f32, b: &f32| *a += b;
        let rows = sum.weights.iter_mut().flatten().zip(other.weights.iter().flatten());
        rows.for_each(|(a, b)| add(a, b));
        let moves = sum.transitions.iter_mut().flatten().zip(other.transitions.iter().flatten());
        moves.for_each(|(a, b)| add(a, b));
    }
    let share = 1.0 / count.max(1) as f32;
    sum.weights.iter_mut().flatten().for_each(|w| *w *= share);
    sum.transitions.iter_mut().flatten().for_each(|w| *w *= share);
    sum
}

/// One update; weights are whole numbers in the table, so one step is worth several.
const STEP: f32 = 16.0;

const NONE: u32 = u32::MAX;

/// The features that are seen at least twice, sorted.
pub fn frequent(examples: &[&Example]) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (_, key) in examples.iter().flat_map(|e| &e.features).flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|&(_, n)| n > 1).map(|(k, _)| k).collect();
    keys.sort_unstable();
    keys
}

/// For each token of each example the rows of its features.
fn number(examples: &[&Example], keys: &[u32]) -> Vec<Vec<Vec<u32>>> {
    let numbers: HashMap<u32, u32> = keys.iter().enumerate().map(|(n, &k)| (k, n as u32)).collect();
    let row = |f: &(u32, u32)| *numbers.get(&f.1).unwrap_or(&NONE);
    examples.iter().map(|e| e.features.iter().map(|t| t.iter().map(row).collect()).collect()).collect()
}

impl Model {
    /// The labels that the model finds for an example.
    pub fn label(&self, example: &Example) -> Vec<u8> {
        let mut scores = Vec::new();
        for features in &example.features {
            let mut sum = [0f32; LABELS];
            for (_, key) in features {
                if let Ok(row) = self.keys.binary_search(key) {
                    for (s, w) in sum[1..].iter_mut().zip(&self.weights[row]) {
                        *s += w;
                    }
                }
            }
            scores.push(sum.map(|v| v as i32));
        }
        let mut found = Vec::new();
        Search::default().run(&scores, &self.transitions.map(|row| row.map(|v| v as i32)).into(), &mut found);
        found
    }

    /// The `limit` features with the largest weights, sorted.
    pub fn strongest(&self, limit: usize) -> Vec<u32> {
        let size = |row: &[f32; ROW]| row.iter().map(|w| w.abs()).fold(0.0, f32::max);
        let mut sizes: Vec<(f32, u32)> = self.keys.iter().zip(&self.weights).map(|(&k, row)| (size(row), k)).collect();
        sizes.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        sizes.truncate(limit);
        let mut keys: Vec<u32> = sizes.into_iter().map(|(_, k)| k).collect();
        keys.sort_unstable();
        keys
    }

    /// The table with the `limit` largest weights.
    pub fn pack(&self, limit: usize) -> Vec<u8> {
        let mut sizes: Vec<f32> = self.weights.iter().flatten().map(|w| w.abs()).filter(|&w| w >= 1.0).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let least = sizes.get(limit).copied().unwrap_or(1.0).max(1.0);
        let unit = sizes.first().copied().unwrap_or(1.0).ceil() as i16;
        let step = |w: f32| {
            let q = (f64::from(w.abs()) / f64::from(unit)).sqrt() * 127.0;
            let q = q.round().min(127.0) as i8;
            if w < 0.0 { -q } else { q }
        };
        let features: Vec<Feature> = self
            .keys
            .iter()
            .zip(&self.weights)
            .filter_map(|(&key, row)| {
                let kept: Vec<(u8, i8)> = row
                    .iter()
                    .enumerate()
                    .filter(|(_, w)| w.abs() > least)
                    .map(|(l, &w)| (l as u8 + 1, step(w)))
                    .filter(|&(_, q)| weight(q, unit) != 0)
                    .collect();
                (!kept.is_empty()).then_some((key, kept))
            })
            .collect();
        eprintln!("{} features kept, weights from {least} to {unit}", features.len());
        let transitions = self.transitions.map(|row| row.map(|w| w.round() as i16));
        pack(&transitions, unit, &features)
    }
}
