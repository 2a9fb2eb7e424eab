//! The best one-to-one alignment of two lists.

use std::collections::HashMap;

/// Pairs of greatest total weight, each item in one pair at most: the Hungarian method, by shortest augmenting paths. Only
/// pairs in `weights` are allowed. In the order of the second list.
pub(crate) fn best_alignment(weights: &HashMap<(usize, usize), i64>, n: usize, m: usize) -> Vec<(usize, usize)> {
    const FAR: i64 = i64::MAX / 4;
    let size = n.max(m);
    let big = weights.values().copied().max().unwrap_or(0);
    let cost = |i: usize, j: usize| big - weights.get(&(i, j)).copied().unwrap_or(0);
    // Row and column 0 stand for "none"; u and v are the potentials.
    let (mut u, mut v) = (vec![0_i64; size + 1], vec![0_i64; size + 1]);
    let (mut row, mut way) = (vec![0; size + 1], vec![0; size + 1]);
    for i in 1..=size {
        row[0] = i;
        let mut at = 0;
        let (mut low, mut used) = (vec![FAR; size + 1], vec![false; size + 1]);
        loop {
            used[at] = true;
            let (mut delta, mut next) = (FAR, 0);
            for j in 1..=size {
                if used[j] {
                    continue;
                }
                let now = cost(row[at] - 1, j - 1) - u[row[at]] - v[j];
                if now < low[j] {
                    (low[j], way[j]) = (now, at);
                }
                if low[j] < delta {
                    (delta, next) = (low[j], j);
                }
            }
            for j in 0..=size {
                if used[j] {
                    u[row[j]] += delta;
                    v[j] -= delta;
                } else {
                    low[j] -= delta;
                }
            }
            at = next;
            if row[at] == 0 {
                break;
            }
        }
        while at > 0 {
            row[at] = row[way[at]];
            at = way[at];
        }
    }
    let pairs = (1..=size).map(|j| (row[j].wrapping_sub(1), j - 1));
    pairs.filter(|pair| weights.contains_key(pair)).collect()
}

/// Pairs one to one, the least rank first: what an item gets goes to no other.
pub(super) fn by_rank<R: Ord>(mut pairs: Vec<(R, usize, usize)>, n: usize, m: usize) -> Vec<(usize, usize)> {
    pairs.sort_unstable();
    let (mut left, mut right) = (vec![false; n], vec![false; m]);
    let mut out = Vec::new();
    for (_, i, j) in pairs {
        if !left[i] && !right[j] {
            (left[i], right[j]) = (true, true);
            out.push((i, j));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_not_the_greedy_one() {
        // Greedy takes 9 and is left with 1; the best is 8 + 7.
        let weights = HashMap::from([((0, 0), 9), ((0, 1), 8), ((1, 0), 7), ((1, 1), 1)]);
        assert_eq!(best_alignment(&weights, 2, 2), [(1, 0), (0, 1)]);
    }

    #[test]
    fn only_allowed_pairs_are_made() {
        let weights = HashMap::from([((2, 0), 5)]);
        assert_eq!(best_alignment(&weights, 3, 1), [(2, 0)]);
        assert_eq!(best_alignment(&HashMap::new(), 2, 2), []);
    }

    #[test]
    fn no_other_alignment_weighs_more() {
        // All weights of a 4 by 4 table from a simple generator, against every permutation.
        let mut state = 7_u64;
        for _ in 0..200 {
            let mut weights = HashMap::new();
            for i in 0..4 {
                for j in 0..4 {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    if state >> 62 != 0 {
                        weights.insert((i, j), (state >> 40) as i64 % 50 + 1);
                    }
                }
            }
            let of = |pairs: &[(usize, usize)]| pairs.iter().filter_map(|p| weights.get(p)).sum::<i64>();
            let mut best = 0;
            for code in 0..256_usize {
                let columns = [code % 4, code / 4 % 4, code / 16 % 4, code / 64];
                if (0..4).all(|c| columns.contains(&c)) {
                    best = best.max(of(&[(0, columns[0]), (1, columns[1]), (2, columns[2]), (3, columns[3])]));
                }
            }
            assert_eq!(of(&best_alignment(&weights, 4, 4)), best);
        }
    }
}
