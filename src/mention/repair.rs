//! What a story makes sure of after the table has had its say: countries are countries, one name has one type, a surname
//! follows the full name, a name that was found once is found wherever it stands.

use std::collections::HashMap;

use super::{Name, decode::Kind, list, look::Looks, sense::Senses};
use crate::{
    country::Country,
    gazetteer::{self, Hit},
    knowledge::Class,
    span::TokenRange,
};

/// Mends the names of a story, which stand in text order and do not overlap; so they do afterwards.
pub fn repair(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    for name in names.iter_mut() {
        trim(senses, looks, name);
    }
    names.retain(|n| !n.tokens.is_empty());
    listed(senses, looks, names);
    let mut story = Votes::default();
    story.gather(looks, names);
    story.settle(senses, looks, names);
    story.spread(looks, names);
}

/// Takes off what is no part of a name: "the", titles before persons, marks and genitives at its ends.
fn trim(senses: &Senses<'_>, looks: &Looks, name: &mut Name) {
    let (mut first, mut end) = (name.tokens.first as usize, name.tokens.end as usize);
    let tokens = senses.tokens;
    while first < end
        && (tokens.folded(first) == "the"
            || name.kind == Kind::Per && end - first > 1 && looks.lists[first].any(list::HONORIFIC)
            || !looks.capital(first) && !tokens.folded(first).starts_with(|c: char| c.is_alphanumeric()))
    {
        first += 1;
    }
    while first < end && matches!(tokens.folded(end - 1), "'s" | "'" | "," | "-" | "&" | "\"" | "(" | "/") {
        end -= 1;
    }
    name.tokens = TokenRange::new(first, end);
}

/// Countries, nationalities and seats of power that the gazetteer lists are names wherever they stand alone.
fn listed(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    let mut found = Vec::new();
    for hit in gazetteer::longest(senses.hits) {
        let Some(kind) = nation(senses, &hit) else { continue };
        if looks.lists[hit.tokens.first as usize].any(list::FUNCTION) && hit.tokens.len() == 1 {
            continue;
        }
        found.push(Name { tokens: hit.tokens, kind, company: false, rule: "gazetteer" });
    }
    merge(names, &found, |old, new| {
        if old.tokens == new.tokens {
            old.kind != Kind::Per
        } else {
            new.tokens.first <= old.tokens.first && old.tokens.end <= new.tokens.end
        }
    });
}

fn nation(senses: &Senses<'_>, hit: &Hit) -> Option<Kind> {
    let nation = |c| matches!(c, Class::Country | Class::Demonym | Class::Metonym);
    let sense = senses.sense(hit.tokens, nation)?;
    match sense.class {
        Class::Demonym => return Some(Kind::Misc),
        Class::Metonym if hit.tokens.len() == 1 => return None,
        _ => {}
    }
    let union = senses.knowledge.entry(sense.entry).country == Some(Country::EU);
    Some(if union { Kind::Org } else { Kind::Loc })
}

/// Puts `new` among `names` where nothing stands in its way, or where `wins(old, new)` lets it replace what does.
fn merge(names: &mut Vec<Name>, new: &[Name], wins: impl Fn(&Name, &Name) -> bool) {
    let mut out: Vec<Name> = Vec::with_capacity(names.len() + new.len());
    let mut old = names.iter().copied().peekable();
    for &n in new {
        while let Some(o) = old.next_if(|o| o.tokens.end <= n.tokens.first) {
            out.push(o);
        }
        let mut rest = old.clone();
        let mut beaten = 0;
        let mut allowed = true;
        while let Some(o) = rest.next_if(|o| o.tokens.first < n.tokens.end) {
            allowed &= wins(&o, &n);
            beaten += 1;
        }
        if allowed && out.last().is_none_or(|l| l.tokens.end <= n.tokens.first) {
            for _ in 0..beaten {
                old.next();
            }
            out.push(n);
        }
    }
    out.extend(old);
    *names = out;
}

/// What the story's names say of one another.
#[derive(Default)]
struct Votes {
    /// For the words of a name, how often the table took it for each type.
    kinds: HashMap<u64, [u16; 4]>,
    /// The last words of full names of persons.
    surnames: HashMap<u32, u16>,
    /// The first words of longer names of bodies.
    bodies: HashMap<u32, u16>,
    /// The first words of names, with the longest name that they begin.
    openings: HashMap<u32, u16>,
}

/// A number for the words of a name.
fn key(looks: &Looks, range: TokenRange) -> u64 {
    looks.low[range.range()].iter().fold(0, |key, &low| (key ^ u64::from(low)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

impl Votes {
    fn gather(&mut self, looks: &Looks, names: &[Name]) {
        for name in names {
            let range = name.tokens.range();
            self.kinds.entry(key(looks, name.tokens)).or_default()[name.kind as usize] += 1;
            let longest = self.openings.entry(looks.low[range.start]).or_default();
            *longest = (*longest).max(range.len() as u16);
            if range.len() < 2 {
                continue;
            }
            match name.kind {
                Kind::Per => {
                    let last = range.clone().rev().find(|&i| looks.capital(i) && !looks.lists[i].any(list::GENERATION));
                    if let Some(last) = last.filter(|&l| l > range.start) {
                        *self.surnames.entry(looks.low[last]).or_default() += 1;
                    }
                }
                Kind::Org => *self.bodies.entry(looks.low[range.start]).or_default() += 1,
                _ => {}
            }
        }
    }

    /// One name, one type; the surname follows the full name.
    fn settle(&self, senses: &Senses<'_>, looks: &Looks, names: &mut [Name]) {
        for name in names.iter_mut().filter(|n| n.rule == "perceptron") {
            let first = name.tokens.first as usize;
            if name.tokens.len() == 1 && self.surnames.contains_key(&looks.low[first]) {
                if senses.country(name.tokens).is_none() {
                    name.kind = Kind::Per;
                }
                continue;
            }
            let counts = self.kinds.get(&key(looks, name.tokens)).copied().unwrap_or_default();
            let top = Kind::ALL.into_iter().rev().max_by_key(|&k| counts[k as usize]).unwrap_or(name.kind);
            if counts[top as usize] > counts[name.kind as usize] {
                name.kind = top;
            }
        }
    }

    /// A name that was found once is one wherever the same words stand in capitals.
    fn spread(&self, looks: &Looks, names: &mut Vec<Name>) {
        let mut taken = vec![false; looks.low.len()];
        for name in names.iter() {
            taken[name.tokens.range()].fill(true);
        }
        let mut found = Vec::new();
        for run in &looks.runs {
            let mut at = run.first;
            while at < run.end {
                let longest = if looks.capital(at) && !taken[at] {
                    self.openings.get(&looks.low[at]).map_or(0, |&n| usize::from(n))
                } else {
                    0
                };
                let fit = (1..=longest.min(run.end - at)).rev().find_map(|n| {
                    let range = TokenRange::new(at, at + n);
                    if taken[range.range()].contains(&true) || n == 1 && !self.alone(looks, run.first, run.end, at) {
                        return None;
                    }
                    let counts = self.kinds.get(&key(looks, range))?;
                    Kind::ALL.into_iter().rev().max_by_key(|&k| counts[k as usize]).map(|kind| (range, kind))
                });
                match fit {
                    Some((range, kind)) => {
                        found.push(Name { tokens: range, kind, company: false, rule: "repeated" });
                        at = range.end as usize;
                    }
                    None => at += 1,
                }
            }
        }
        merge(names, &found, |_, _| false);
    }

    /// Whether the word stands without other capitals beside it.
    fn alone(&self, looks: &Looks, first: usize, end: usize, at: usize) -> bool {
        !(at > first && looks.capital(at - 1)) && !(at + 1 < end && looks.capital(at + 1))
    }
}
