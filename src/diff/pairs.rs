//! Which item of one list is which of the other.

use std::collections::HashMap;

use serde::Deserialize as _;
use serde_json::Value;

use super::list;
use crate::eval::{Encounter, best_alignment, likeness, shared, tokens};

/// The same encounter: two parties in common, or one and a sentence, or the same words that tell of it. The best
/// alignment, not the first.
pub(super) fn encounters(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let read =
        |all: &[Value]| -> Vec<Option<Encounter>> { all.iter().map(|e| Encounter::deserialize(e).ok()).collect() };
    let (before, after) = (read(old), read(new));
    let mut weights = HashMap::new();
    for (i, a) in before.iter().enumerate() {
        for (j, b) in after.iter().enumerate() {
            let (Some(a), Some(b)) = (a, b) else { continue };
            let common = shared(a, b).len();
            let sentence = meet(&spans(list(&old[i], "evidence")), &spans(list(&new[j], "evidence")));
            let trigger = meet(&triggers(&old[i]), &triggers(&new[j]));
            if common >= 2 || trigger || common == 1 && sentence {
                let weight = likeness(a, b, common, sentence) + 30 * i64::from(trigger);
                weights.insert((i, j), weight.max(1));
            }
        }
    }
    best_alignment(&weights, old.len(), new.len())
}

/// The same party of two encounters.
pub(super) fn parties(old: &Value, new: &Value) -> Vec<(usize, usize)> {
    match (Encounter::deserialize(old), Encounter::deserialize(new)) {
        (Ok(old), Ok(new)) => shared(&old, &new),
        _ => vec![],
    }
}

/// The same entity: its type and name, or else most of its mentions.
pub(super) fn entities(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let name = |e: &Value| (e["type"].clone(), tokens(e["name"].as_str().unwrap_or_default()));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let names: Vec<_> = old.iter().map(name).collect();
    let mut taken = vec![false; old.len()];
    for (j, entity) in new.iter().enumerate() {
        let wanted = name(entity);
        if let Some(i) = (0..old.len()).find(|&i| !taken[i] && names[i] == wanted) {
            taken[i] = true;
            pairs.push((i, j));
        }
    }
    let mut weights = HashMap::new();
    for i in (0..old.len()).filter(|&i| !taken[i]) {
        let before = spans(list(&old[i], "mentions"));
        for j in (0..new.len()).filter(|j| !pairs.iter().any(|p| p.1 == *j)) {
            let after = spans(list(&new[j], "mentions"));
            let common = before.iter().filter(|s| after.contains(s)).count();
            if common > 0 {
                weights.insert((i, j), common as i64);
            }
        }
    }
    if !weights.is_empty() {
        pairs.extend(best_alignment(&weights, old.len(), new.len()));
    }
    pairs
}

/// The same place in the text, or else one that overlaps.
pub(super) fn dates(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let (before, after): (Vec<_>, Vec<_>) = (old.iter().map(span).collect(), new.iter().map(span).collect());
    let mut taken = vec![false; old.len()];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for exact in [true, false] {
        for (j, b) in after.iter().enumerate() {
            if pairs.iter().any(|p| p.1 == j) {
                continue;
            }
            let same = |a: &(u64, u64)| if exact { a == b } else { a.0 < b.1 && b.0 < a.1 };
            if let Some(i) = (0..old.len()).find(|&i| !taken[i] && same(&before[i])) {
                taken[i] = true;
                pairs.push((i, j));
            }
        }
    }
    pairs
}

fn span(value: &Value) -> (u64, u64) {
    (value["start"].as_u64().unwrap_or(0), value["end"].as_u64().unwrap_or(0))
}

fn spans(values: &[Value]) -> Vec<(u64, u64)> {
    values.iter().map(span).collect()
}

fn triggers(encounter: &Value) -> Vec<(u64, u64)> {
    list(encounter, "evidence").iter().map(|e| span(&e["trigger"])).collect()
}

fn meet(a: &[(u64, u64)], b: &[(u64, u64)]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 < y.1 && y.0 < x.1))
}
