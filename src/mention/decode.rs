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

/// Room for the search; reused from run to run.
#[derive(Default)]
pub struct Search {
    best: Vec<[i32; LABELS]>,
    from: Vec<[u8; LABELS]>,
}

impl Search {
    /// Puts the best allowed labels for `scores` into `out` (which is emptied first).
    pub fn run(&mut self, scores: &[[i32; LABELS]], transitions: &[[i32; LABELS]; LABELS], out: &mut Vec<u8>) {
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
            self.best[0][to] = scores[0][to] + transitions[OUTSIDE][to];
        }
        for (at, own) in scores.iter().enumerate().skip(1) {
            let before = self.best[at - 1];
            for &to in &OPENS {
                let (mut top, mut back) = (NEVER, 0);
                for &from in &CLOSES {
                    let value = before[from] + transitions[from][to];
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
                    let (b, i) = (before[begin] + transitions[begin][to], before[inside] + transitions[inside][to]);
                    let (top, back) = if b >= i { (b, begin) } else { (i, inside) };
                    self.best[at][to] = top.saturating_add(own[to]).max(NEVER);
                    self.from[at][to] = back as u8;
                }
            }
        }
        let end = self.best[n - 1];
        let mut label =
            CLOSES.into_iter().max_by_key(|&l| (end[l] + transitions[l][OUTSIDE], LABELS - l)).unwrap_or(OUTSIDE);
        out.resize(n, 0);
        for at in (0..n).rev() {
            out[at] = label as u8;
            label = usize::from(self.from[at][label]);
        }
    }
}
