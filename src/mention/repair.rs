//! What a story makes sure of after the table has had its say: countries are countries, one name has one type, a surname
//! follows the full name, a name that was found once is found wherever it stands.

use super::{
    Name, boundary, company, cue, decode::Kind, evidence::Evidence, list, listed, look::Looks, namesake, sense::Senses,
};
use crate::{hash::Map, span::TokenRange};

/// Mends the names of a story, which stand in text order and do not overlap; so they do afterwards.
pub fn repair(senses: &Senses<'_>, looks: &Looks, evidence: &Evidence, names: &mut Vec<Name>) {
    boundary::settle(senses, looks, names);
    let mut found = Vec::new();
    cue::tickers(senses, looks, names, &mut found);
    merge(names, &found, |_, _| true);
    found.clear();
    cue::lines(senses, looks, &mut found);
    merge(names, &found, |_, _| true);
    found.clear();
    cue::blocs(senses, looks, &mut found);
    merge(names, &found, |_, _| false);
    found.clear();
    cue::syllables(senses, looks, &mut found);
    merge(names, &found, |old, new| new.tokens.first <= old.tokens.first && old.tokens.end <= new.tokens.end);
    found.clear();
    listed::add(senses, looks, names);
    cue::acronyms(senses, looks, names);
    let mut taken = vec![false; looks.low.len()];
    for name in names.iter() {
        taken[name.tokens.range()].fill(true);
    }
    cue::persons(senses, looks, &taken, &mut found);
    merge(names, &found, |_, _| false);
    found.clear();
    company::passed_over(looks, senses, &taken, &mut found);
    merge(names, &found, |_, _| false);
    company::settle(senses, looks, evidence, names);
    let mut story = Votes::default();
    story.gather(looks, names);
    story.settle(senses, looks, names);
    story.spread(senses, looks, names);
    namesake::settle(senses, looks, evidence, names);
}

/// Puts `new` among `names` where nothing stands in its way, or where `wins(old, new)` lets it replace what does.
pub fn merge(names: &mut Vec<Name>, new: &[Name], wins: impl Fn(&Name, &Name) -> bool) {
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
    kinds: Map<u64, [u16; 4]>,
    /// The last words of full names of persons.
    surnames: Map<u32, u16>,
    /// The first words of longer names of bodies.
    bodies: Map<u32, u16>,
    /// What stands before the legal ending of a company's name.
    companies: Map<u64, u16>,
    /// The first words of names, with the longest name that they begin.
    openings: Map<u32, u16>,
}

/// A number for the words of a name.
pub fn key(looks: &Looks, range: TokenRange) -> u64 {
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
                Kind::Org => {
                    *self.bodies.entry(looks.low[range.start]).or_default() += 1;
                    if looks.lists[range.end - 1].any(list::LEGAL) {
                        for end in range.start + 1..range.end {
                            let short = TokenRange::new(range.start, end);
                            *self.companies.entry(key(looks, short)).or_default() += 1;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// One name, one type; the surname follows the full name.
    fn settle(&self, senses: &Senses<'_>, looks: &Looks, names: &mut [Name]) {
        for name in names.iter_mut().filter(|n| n.rule == "perceptron") {
            let first = name.tokens.first as usize;
            if name.tokens.len() == 1 && looks.lists[first].any(list::PEOPLE) {
                name.kind = Kind::Misc;
                continue;
            }
            if name.tokens.len() == 1 && self.surnames.contains_key(&looks.low[first]) {
                if senses.country(name.tokens).is_none() {
                    name.kind = Kind::Per;
                }
                continue;
            }
            if name.tokens.len() == 1
                && name.kind != Kind::Org
                && self.bodies.contains_key(&looks.low[first])
                && senses.country(name.tokens).is_none()
                && !senses.listed_place(name.tokens)
            {
                name.kind = Kind::Org;
                continue;
            }
            let company = self.companies.contains_key(&key(looks, name.tokens));
            if company && name.kind == Kind::Per && name.tokens.len() > 1 {
                name.kind = Kind::Org;
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
    fn spread(&self, senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
        let mut taken = vec![false; looks.low.len()];
        for name in names.iter() {
            taken[name.tokens.range()].fill(true);
        }
        let mut found = Vec::new();
        for run in &looks.runs {
            let mut at = run.first;
            while at < run.end {
                let longest = if looks.capital(at) && !taken[at] {
                    let surname = usize::from(self.surnames.contains_key(&looks.low[at]));
                    self.openings.get(&looks.low[at]).map_or(surname, |&n| usize::from(n))
                } else {
                    0
                };
                let fit = (1..=longest.min(run.end - at)).rev().find_map(|n| {
                    let range = TokenRange::new(at, at + n);
                    let next = at + n;
                    let money = next < looks.low.len() && senses.tokens.folded(next) == "$";
                    if money
                        || taken[range.range()].contains(&true)
                        || n == 1 && !self.alone(looks, run.first, run.end, at)
                    {
                        return None;
                    }
                    if n == 1 && self.surnames.contains_key(&looks.low[at]) {
                        return Some((range, Kind::Per));
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
        let office = list::TITLE.or(list::HONORIFIC);
        !(at > first && looks.capital(at - 1) && !looks.lists[at - 1].any(office)
            || at + 1 < end && looks.capital(at + 1))
    }
}
