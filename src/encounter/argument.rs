//! The parties of a verb: its subject through control, relatives, coordination and parentheses; its objects.

use super::{
    Story,
    lexicon::Frame,
    party,
    unit::{Prep, Unit, UnitKind, Units},
    verb::Tense,
};
use crate::mention::EntityType;

/// What stands to the right of a trigger.
#[derive(Clone, Debug, Default)]
pub(super) struct Complements {
    /// Parties right after a verb, without preposition.
    pub direct: Vec<usize>,
    pub with: Vec<usize>,
    pub between: Vec<usize>,
    pub of: Vec<usize>,
    pub to: Vec<usize>,
    pub by: Vec<usize>,
    pub from: Vec<usize>,
    /// Places after "for": "left for Washington".
    pub bound_for: Vec<usize>,
    pub inside: Vec<usize>,
    pub including: Vec<usize>,
    /// A noun phrase right after a verb that is no party.
    pub noun: Option<usize>,
    /// "with" leads to people or bodies that nothing names: "with other carmakers".
    pub with_noun: bool,
    /// One past the last unit that belongs to the trigger.
    pub end: usize,
}

/// A sentence's units with the story they come from.
#[derive(Clone, Copy)]
pub(super) struct Walker<'a> {
    pub story: &'a Story<'a>,
    pub units: &'a Units,
}

impl<'a> Walker<'a> {
    pub(super) fn list(&self) -> &'a [Unit] {
        &self.units.units
    }

    pub(super) fn kind(&self, at: usize) -> Option<&'a UnitKind> {
        self.units.kind(at)
    }

    /// Whether unit `at` can be a party.
    pub fn is_party(&self, at: usize) -> bool {
        self.units.party(at).is_some_and(|m| party::can_meet(self.story, m))
    }

    /// The comma (or dash) at `close` ends a parenthesis: where it opens.
    pub(super) fn parenthesis(&self, close: usize) -> Option<usize> {
        let same = |u: &UnitKind| {
            matches!(
                (u, &self.list()[close].kind),
                (UnitKind::Comma, UnitKind::Comma) | (UnitKind::Stop, UnitKind::Stop)
            )
        };
        let low = close.saturating_sub(30);
        let mut first_seen = None;
        for open in (low..close).rev() {
            if !same(&self.list()[open].kind) {
                continue;
            }
            let inner = &self.list()[open + 1..close];
            let finite = inner.iter().any(|u| matches!(u.kind, UnitKind::Verb(g) if g.finite() && !g.bare));
            let opener = matches!(
                inner.first().map(|u| u.kind),
                Some(UnitKind::Relative | UnitKind::Subordinator | UnitKind::Prep(_))
            ) || matches!(inner.first().map(|u| u.kind), Some(UnitKind::Verb(g)) if !g.finite())
                // "based in Rome", not "made the remarks"
                || matches!(inner.first().map(|u| u.kind), Some(UnitKind::Verb(g)) if g.bare)
                    && !matches!(inner.get(1).map(|u| u.kind), Some(UnitKind::Noun(_) | UnitKind::Party(_)));
            if opener || !finite && first_seen.is_none() {
                // "X, Y and Z, met" is no parenthesis: the list is.
                return Some(open);
            }
            first_seen = Some(open);
        }
        None
    }

    /// What stands to the right of the trigger at unit `at`.
    pub fn complements(&self, at: usize, verb: bool) -> Complements {
        let mut c = Complements { end: at + 1, ..Complements::default() };
        let mut i = at + 1;
        let mut phrases = 0;
        while let Some(kind) = self.kind(i) {
            match *kind {
                UnitKind::Adverb | UnitKind::Time(_) | UnitKind::Quote => i += 1,
                UnitKind::Party(_) if verb && phrases == 0 && c.direct.is_empty() && c.noun.is_none() => {
                    let (parties, end) = self.gather(i, true);
                    if parties.is_empty() {
                        c.noun = Some(i);
                    }
                    c.direct = parties;
                    i = end.max(i + 1);
                }
                UnitKind::Noun(_) if verb && phrases == 0 && c.noun.is_none() && c.direct.is_empty() => {
                    c.noun = Some(i);
                    i += 1;
                }
                UnitKind::Prep(prep) => {
                    let Some(next) = self.kind(i + 1) else { break };
                    if verb && matches!(next, UnitKind::Prep(_)) {
                        // A particle: "sat down with".
                        i += 1;
                        c.end = i;
                        continue;
                    }
                    if !matches!(next, UnitKind::Party(_) | UnitKind::Noun(_) | UnitKind::Time(_)) {
                        break;
                    }
                    // "met late on Tuesday the king", "met for the first time the king"
                    let aside = match *next {
                        UnitKind::Time(_) => true,
                        UnitKind::Noun(n) => self.story.tokens.folded(n.head) == "time",
                        _ => false,
                    };
                    phrases += usize::from(!aside);
                    if phrases > 6 {
                        break;
                    }
                    let (parties, end) = self.gather(i + 1, prep != Prep::Between && prep != Prep::Among);
                    c.with_noun |= prep == Prep::With && parties.is_empty();
                    let slot = match prep {
                        Prep::With => &mut c.with,
                        Prep::Between | Prep::Among => &mut c.between,
                        Prep::Of => &mut c.of,
                        Prep::To => &mut c.to,
                        Prep::By => &mut c.by,
                        Prep::From => &mut c.from,
                        Prep::For => &mut c.bound_for,
                        Prep::In | Prep::At => &mut c.inside,
                        Prep::Including => &mut c.including,
                        Prep::After | Prep::Before if matches!(next, UnitKind::Noun(_)) => break,
                        // "the first talks between them since last month's summit in Rome"
                        Prep::After | Prep::Before if matches!(self.kind(i + 2), Some(UnitKind::Genitive)) => break,
                        _ => {
                            i = end.max(i + 2);
                            c.end = i;
                            continue;
                        }
                    };
                    // "met business leaders on issues including the treaty": the members of something else.
                    let topic = matches!(self.list()[i - 1].kind, UnitKind::Noun(n) if n.noun == 0)
                        && matches!(self.kind(i.wrapping_sub(2)), Some(UnitKind::Prep(Prep::On | Prep::About)));
                    if slot.is_empty() && !(prep == Prep::Including && topic) {
                        *slot = if matches!(prep, Prep::In | Prep::At | Prep::To | Prep::Of | Prep::For | Prep::From) {
                            self.places_or_parties(i + 1, end)
                        } else {
                            parties
                        };
                    }
                    i = end.max(i + 2);
                }
                // "talks and dinner with"
                UnitKind::And if !verb && matches!(self.kind(i + 1), Some(UnitKind::Noun(o)) if o.noun != 0) => i += 2,
                // "a meeting held between", "talks aimed at"
                UnitKind::Verb(g) if !verb && (g.participle || g.bare && g.tense == Tense::Past) => i += 1,
                // "a meeting, which will be important, between"
                UnitKind::Comma if !verb && matches!(self.kind(i + 1), Some(UnitKind::Relative)) => {
                    let Some(close) = self.aside_before_parties(i, 12) else { break };
                    i = close + 1;
                    continue;
                }
                // "a meeting, held in Oslo on Monday, with"
                UnitKind::Comma
                    if !verb
                        && self.units.verb(i + 1).is_some_and(|g| g.participle || g.bare && g.tense == Tense::Past) =>
                {
                    let Some(close) = self.aside_before_parties(i, 10) else { break };
                    i = close + 1;
                    continue;
                }
                UnitKind::Comma if matches!(self.kind(i + 1), Some(UnitKind::Prep(Prep::With | Prep::Including))) => {
                    i += 1;
                }
                // "The six-party talks - involving China and Japan - recessed"
                UnitKind::Stop if !verb && matches!(self.kind(i + 1), Some(UnitKind::Prep(Prep::Including))) => i += 1,
                // "visits by ministers, including Ms Roe, to Peru"
                UnitKind::Comma
                    if !verb
                        && !c.including.is_empty()
                        && matches!(self.kind(i + 1), Some(UnitKind::Prep(Prep::To))) =>
                {
                    i += 1;
                }
                _ => break,
            }
            c.end = i;
        }
        c
    }

    /// The comma that closes an aside opened by the one at `open`, within `reach` units, where the parties follow it.
    fn aside_before_parties(&self, open: usize, reach: usize) -> Option<usize> {
        (open + 2..(open + reach).min(self.list().len()))
            .find(|&u| matches!(self.list()[u].kind, UnitKind::Comma))
            .filter(|&u| matches!(self.kind(u + 1), Some(UnitKind::Prep(Prep::With | Prep::Between))))
    }

    /// The other side as its named members where the text gives them: "officials, including army chief Ann Roe".
    pub fn members(&self, side: &[usize], c: &Complements) -> Vec<usize> {
        let named: Vec<usize> = c.including.iter().copied().filter(|&u| self.is_party(u)).collect();
        let group = |&u: &usize| {
            self.units.party(u).is_some_and(|m| {
                self.story.entities.entities[self.story.entities.mentions[m].entity].kind == EntityType::Group
            })
        };
        if !named.is_empty() && side.iter().all(group) { named } else { side.to_vec() }
    }

    /// All names between two units, places too.
    pub(super) fn places_or_parties(&self, first: usize, end: usize) -> Vec<usize> {
        (first..end)
            .filter(|&u| self.units.party(u).is_some() && !matches!(self.kind(u + 1), Some(UnitKind::Genitive)))
            .collect()
    }

    /// The verb that governs the noun at `n`: it is the verb's object, or stands in a prepositional phrase of the verb's
    /// clause. Also the preposition right before the noun, if any.
    pub fn governor(&self, n: usize) -> (Option<usize>, Option<Prep>) {
        let mut k = n;
        let mut prep = None;
        // "for a new round of talks": as the round stands.
        let round = |u: usize| match self.list()[u].kind {
            UnitKind::Noun(o) => is_round(self.story.tokens.folded(o.head)),
            // "two days of talks"
            UnitKind::Time(_) => true,
            _ => false,
        };
        if k > 1 && self.units.is_prep(k - 1, Prep::Of) && round(k - 2) {
            k -= 2;
        }
        // Past the possessor: "for Biden's talks".
        if k > 1 && matches!(self.list()[k - 1].kind, UnitKind::Genitive) {
            k -= 2;
        }
        // "at the end of the talks": at the talks.
        let part = |u: usize| matches!(self.list()[u].kind, UnitKind::Noun(_)) && is_edge(self.last_word(u));
        if k > 2 && self.units.is_prep(k - 1, Prep::Of) && part(k - 2) && self.units.is_prep(k - 3, Prep::At) {
            k -= 2;
        }
        let mut first = true;
        while k > 0 {
            k -= 1;
            match self.list()[k].kind {
                // "after what he called constructive talks"
                UnitKind::Verb(g)
                    if matches!(g.entry().lemma, "call" | "describe" | "term" | "dub")
                        && k > 0
                        && self.word(k - 1) == "what" =>
                {
                    k -= 1;
                    (prep, first) = (None, true);
                    continue;
                }
                UnitKind::Verb(_) => return (Some(k), prep),
                UnitKind::Prep(p) if first => {
                    prep = Some(p);
                }
                // "on a two-day visit"
                UnitKind::Time(_) if first => continue,
                UnitKind::That | UnitKind::Relative | UnitKind::Subordinator | UnitKind::Stop => break,
                UnitKind::Comma => {
                    // Only a list or an aside lies between: "arrived in Baku, the capital, for talks".
                    match self.parenthesis(k) {
                        Some(open) => k = open,
                        None if prep.is_some() => {}
                        None => break,
                    }
                }
                _ => {}
            }
            first = false;
        }
        (None, prep)
    }

    /// The verb that "and" or "but" joins to the predicate at `v`: "was to begin on Monday but has been put off".
    pub fn second_predicate(&self, v: usize) -> Option<usize> {
        let ends = |kind: &UnitKind| matches!(kind, UnitKind::Verb(_) | UnitKind::Stop | UnitKind::That);
        let joint = (v + 1..self.list().len())
            .take_while(|&u| !ends(&self.list()[u].kind))
            .find(|&u| matches!(self.list()[u].kind, UnitKind::And))?;
        self.units.verb(joint + 1).is_some().then_some(joint + 1)
    }

    /// The first finite verb to the right of unit `at` in its clause.
    pub fn predicate(&self, at: usize) -> Option<usize> {
        let mut i = at;
        let mut commas = 0;
        // "-- the first since March --", ", delayed twice,": passed over.
        if matches!(self.kind(i), Some(UnitKind::Comma | UnitKind::Stop)) {
            let close = (i + 1..(i + 25).min(self.list().len())).find(|&k| {
                std::mem::discriminant(&self.list()[k].kind) == std::mem::discriminant(&self.list()[i].kind)
            });
            if let Some(close) = close.filter(|&c| self.parenthesis(c) == Some(i)) {
                i = close + 1;
            }
        }
        while let Some(kind) = self.kind(i) {
            match kind {
                UnitKind::Verb(g) if g.finite() && !(g.bare && g.tense == Tense::Past && self.by_follows(i)) => {
                    return Some(i);
                }
                UnitKind::Comma => commas += 1,
                UnitKind::Stop | UnitKind::That | UnitKind::Subordinator | UnitKind::And => return None,
                UnitKind::Relative if commas == 0 => return None,
                _ => {}
            }
            i += 1;
        }
        None
    }

    pub(super) fn by_follows(&self, verb: usize) -> bool {
        self.units.is_prep(verb + 1, Prep::By)
    }

    /// The folded word that the unit at `u` starts with; of the genitive in "his", which has no tokens, what follows it.
    pub fn word(&self, u: usize) -> &str {
        self.list().get(u).map_or("", |u| self.story.tokens.word(u.tokens.first as usize))
    }

    /// The folded word that the unit at `u` ends with.
    pub fn last_word(&self, u: usize) -> &str {
        self.list().get(u).map_or("", |u| self.story.tokens.folded(u.tokens.end as usize - 1))
    }

    /// Whether the unit at `u` has the folded word.
    pub fn has_word(&self, u: usize, word: &str) -> bool {
        self.list()[u].tokens.range().any(|t| self.story.tokens.folded(t) == word)
    }

    /// Whether the verb at `v` is one that carries people to places.
    pub fn is_travel(&self, v: usize) -> bool {
        self.units.verb(v).is_some_and(|g| {
            g.entry().frame == Frame::Travel
                || matches!(g.entry().lemma, "leave" | "depart" | "come" | "return" | "send")
        })
    }
}

/// Whether the noun tells of the first or last of an encounter: "the end of the talks".
pub(super) fn is_edge(word: &str) -> bool {
    matches!(word, "end" | "close" | "conclusion" | "start" | "beginning")
}

/// Nouns that count encounters or tell of their course: "a round of talks", "the resumption of talks".
pub(super) fn is_round(folded: &str) -> bool {
    matches!(
        folded,
        "round"
            | "rounds"
            | "series"
            | "day"
            | "days"
            | "hours"
            | "set"
            | "string"
            | "flurry"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "kind"
            | "resumption"
            | "renewal"
            | "revival"
            | "continuation"
            | "restart"
            | "relaunch"
            | "reopening"
    )
}
