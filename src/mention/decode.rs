//! The best sequence of labels for a run of tokens that may hold names.

use super::expand::LABELS;

/// The types that the table knows, in the order of their labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A person.
    Per,
    /// A company or another body.
    Org,
    /// A country or another place.
    Loc,
    /// Anything else with a name.
    Misc,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Per, Self::Org, Self::Loc, Self::Misc];
}

/// The place of a token in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

/// The label of a token outside names.
pub const OUTSIDE: usize = 0;

/// The label of a token that is `part` of a name of type `kind`.
#[must_use]
pub const fn label(kind: Kind, part: Part) -> usize {
    1 + kind as usize * 4 + part as usize
}

/// What a label says; `None` for [`OUTSIDE`].
#[must_use]
pub fn meaning(label: usize) -> Option<(Kind, Part)> {
    let at = label.checked_sub(1)?;
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][at % 4];
    Some((*Kind::ALL.get(at / 4)?, part))
}

/// Whether `label` may begin a run or follow the end of a name.
const OPENS: [usize; 9] = [0, 1, 4, 5, 8, 9, 12, 13, 16];
/// Whether a run may end, or another name begin, after `label`.
const CLOSES: [usize; 9] = [0, 3, 4, 7, 8, 11, 12, 15, 16];

const NEVER: i32 = i32::MIN / 4;

/// What going from one label to the next is worth.
pub struct Transitions {
    worth: [[i32; LABELS]; LABELS],
    /// The greatest less the smallest worth.
    spread: i32,
}

impl From<[[i32; LABELS]; LABELS]> for Transitions {
    fn from(worth: [[i32; LABELS]; LABELS]) -> Self {
        let all = || worth.iter().flatten();
        let spread = all().max().zip(all().min()).map_or(0, |(most, least)| most - least);
        Self { worth, spread }
    }
}

/// Room for the search; reused from run to run.
#[derive(Default)]
pub struct Search {
    best: Vec<[i32; LABELS]>,
    from: Vec<[u8; LABELS]>,
}

impl Search {
    /// Puts the best allowed labels for `scores` into `out` (which is emptied first).
    pub fn run(&mut self, scores: &[[i32; LABELS]], transitions: &Transitions, out: &mut Vec<u8>) {
        out.clear();
        let n = scores.len();
        if n == 0 {
            return;
        }
        self.best.clear();
        self.best.resize(n, [NEVER; LABELS]);
        self.from.clear();
        self.from.resize(n, [0; LABELS]);
        for &to in &OPENS {
            self.best[0][to] = scores[0][to] + transitions.worth[OUTSIDE][to];
        }
        for (at, own) in scores.iter().enumerate().skip(1) {
            let before = self.best[at - 1];
            // Whatever follows: what is behind the best by more than transitions differ is on no best way. That
            // leaves one or two.
            let best = CLOSES.iter().map(|&from| before[from]).max().unwrap_or(NEVER);
            let (mut ways, mut several) = ([0; CLOSES.len()], 0);
            for &from in CLOSES.iter().filter(|&&from| before[from] >= best - transitions.spread) {
                ways[several] = from;
                several += 1;
            }
            for &to in &OPENS {
                let (mut top, mut back) = (NEVER, 0);
                for &from in &ways[..several] {
                    let value = before[from] + transitions.worth[from][to];
                    if value > top {
                        (top, back) = (value, from);
                    }
                }
                self.best[at][to] = top.saturating_add(own[to]);
                self.from[at][to] = back as u8;
            }
            for kind in 0..4 {
                let (begin, inside) = (1 + kind * 4, 2 + kind * 4);
                for to in [inside, inside + 1] {
                    let (b, i) =
                        (before[begin] + transitions.worth[begin][to], before[inside] + transitions.worth[inside][to]);
                    let (top, back) = if b >= i { (b, begin) } else { (i, inside) };
                    self.best[at][to] = top.saturating_add(own[to]).max(NEVER);
                    self.from[at][to] = back as u8;
                }
            }
        }
        let end = self.best[n - 1];
        let mut label =
            CLOSES.into_iter().max_by_key(|&l| (end[l] + transitions.worth[l][OUTSIDE], LABELS - l)).unwrap_or(OUTSIDE);
        out.resize(n, 0);
        for at in (0..n).rev() {
            out[at] = label as u8;
            label = usize::from(self.from[at][label]);
        }
    }
}
