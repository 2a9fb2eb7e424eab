//! The parties of a verb: its subject through control, relatives, coordination and parentheses; its objects.

use super::{
    Story,
    lexicon::Frame,
    party,
    unit::{Prep, Unit, UnitKind, Units},
    verb::{Tense, VerbGroup},
};
use crate::{
    mention::EntityType,
    token::{Case, TokenKind},
};

/// How many governing verbs a walk goes up at most.
const DEPTH: u8 = 5;

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
    fn list(&self) -> &'a [Unit] {
        &self.units.units
    }

    fn kind(&self, at: usize) -> Option<&'a UnitKind> {
        self.units.kind(at)
    }

    /// Whether unit `at` can be a party.
    pub fn is_party(&self, at: usize) -> bool {
        self.units.party(at).is_some_and(|m| party::can_meet(self.story, m))
    }

    /// The party units that are the subject of the verb group at `v`; empty where a careful reader is not sure.
    pub fn subject(&self, v: usize) -> Vec<usize> {
        self.subject_at(v, DEPTH)
    }

    fn subject_at(&self, v: usize, depth: u8) -> Vec<usize> {
        let Some(group) = self.units.verb(v) else { return Vec::new() };
        if depth == 0 {
            return Vec::new();
        }
        if group.infinitive {
            self.controller(v, depth - 1)
        } else if group.gerund {
            self.gerund_subject(v, depth - 1)
        } else {
            self.finite_subject(v, depth - 1)
        }
    }

    fn finite_subject(&self, v: usize, depth: u8) -> Vec<usize> {
        let mut i = v;
        while i > 0 {
            let k = i - 1;
            match self.list()[k].kind {
                UnitKind::Adverb | UnitKind::Quote => i = k,
                UnitKind::Time(_) => i = self.skip_prep(k),
                UnitKind::Comma | UnitKind::Stop => match self.parenthesis(k) {
                    // "The co-founder of the firm, Ann Roe, met": the name in apposition is the subject.
                    Some(open) if open + 2 == k && party::is_person(self.story, self.units.party(open + 1)) => {
                        return vec![open + 1];
                    }
                    // "The ministers of A and B, Ann Roe and Bo Lee, met": their names.
                    Some(open) if open + 4 == k && self.two_persons(open + 1) => return vec![open + 1, open + 3],
                    Some(open) => i = open,
                    None if matches!(self.list()[k].kind, UnitKind::Comma) => {
                        // "Ann Roe, Jr., met": a comma that nothing else explains.
                        let verb = (0..k).any(|u| self.units.verb(u).is_some());
                        if verb || k == 0 || !self.is_party(k - 1) {
                            return self.coordinate_subject(k, v, depth);
                        }
                        i = k;
                    }
                    None => return Vec::new(),
                },
                UnitKind::And => return self.coordinate_subject(k, v, depth),
                UnitKind::Relative => return self.antecedent(k),
                UnitKind::Pronoun => return self.speaker(k),
                UnitKind::Party(_) | UnitKind::Noun(_) => {
                    let first = self.coordination_left(k);
                    let conjunction = i == v
                        && first > 0
                        && matches!(self.kind(first - 1), Some(UnitKind::Prep(Prep::As | Prep::After | Prep::Before)));
                    if first > 0 && matches!(self.kind(first - 1), Some(UnitKind::Prep(_))) && !conjunction {
                        if let Some(parties) = self.of_complement(first, k) {
                            return parties;
                        }
                        i = first - 1;
                        continue;
                    }
                    if first > 0 && matches!(self.kind(first - 1), Some(UnitKind::Genitive)) && first == k {
                        // "Biden's envoy": somebody else than the possessor.
                        return if self.is_party(k) { vec![k] } else { Vec::new() };
                    }
                    return (first..=k).filter(|&u| self.is_party(u)).collect();
                }
                UnitKind::Prep(_) => i = k,
                UnitKind::Verb(g) if g.participle || g.bare && g.tense == Tense::Past => i = k,
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// Who says "I" at unit `at`: the subject of the sentence's verb of saying.
    fn speaker(&self, at: usize) -> Vec<usize> {
        let token = self.list()[at].tokens.first as usize;
        if self.story.tokens.folded(token) == "it" {
            return self.reporter(at);
        }
        if self.story.tokens.folded(token) != "i" {
            return Vec::new();
        }
        let quoted = (0..at).any(|u| matches!(self.list()[u].kind, UnitKind::Quote));
        let said = (at + 1..self.list().len())
            .find(|&u| self.units.verb(u).is_some_and(|g| g.entry().speech && g.finite()))
            .filter(|&v| (at..v).any(|u| matches!(self.list()[u].kind, UnitKind::Quote)));
        let Some(v) = said.filter(|_| quoted) else { return Vec::new() };
        // "..., Ms Yellen told reporters"; "..., said Ms Yellen"
        let before = self.is_party(v - 1).then_some(v - 1);
        let after = self.is_party(v + 1).then_some(v + 1);
        before
            .or(after.filter(|_| !matches!(self.kind(v - 1), Some(UnitKind::Noun(_)))))
            .filter(|&u| party::is_person(self.story, self.units.party(u)))
            .into_iter()
            .collect()
    }

    /// "Japan said it would meet": the body or country that reports of itself as "it" at unit `at`.
    fn reporter(&self, at: usize) -> Vec<usize> {
        let said = (0..at)
            .rev()
            .find(|&u| !matches!(self.list()[u].kind, UnitKind::That | UnitKind::Time(_) | UnitKind::Prep(_)));
        let Some(v) = said.filter(|&u| self.units.verb(u).is_some_and(|g| g.entry().speech && g.finite())) else {
            return Vec::new();
        };
        let subject = self.subject(v);
        let body = |u: usize| {
            self.units.party(u).is_some_and(|m| {
                let kind = self.story.entities.entities[self.story.entities.mentions[m].entity].kind;
                matches!(kind, EntityType::Country | EntityType::Organisation | EntityType::Company)
            })
        };
        if subject.len() == 1 && body(subject[0]) { subject } else { Vec::new() }
    }

    /// "Ann Roe and Bo Lee" at unit `at`.
    fn two_persons(&self, at: usize) -> bool {
        let person = |u: usize| party::is_person(self.story, self.units.party(u));
        person(at) && matches!(self.kind(at + 1), Some(UnitKind::And)) && person(at + 2)
    }

    /// "the leaders of India and Pakistan": the units from `first` to `last` after "of" and a noun for people.
    fn of_complement(&self, first: usize, last: usize) -> Option<Vec<usize>> {
        // "officials from India and Pakistan"
        let linked = matches!(self.kind(first - 1), Some(UnitKind::Prep(Prep::Of | Prep::From)));
        if !linked || first < 2 {
            return None;
        }
        let head = match self.list()[first - 2].kind {
            UnitKind::Noun(n) => self.story.tokens.folded(n.head),
            // Bare "representatives": those of whom the text names.
            UnitKind::Party(m) if !party::can_meet(self.story, m) => {
                self.story.tokens.folded(self.story.entities.mentions[m].tokens.end as usize - 1)
            }
            UnitKind::Party(_) => return Some(vec![first - 2]),
            _ => return None,
        };
        party::is_people_noun(head).then(|| (first..=last).filter(|&u| self.is_party(u)).collect())
    }

    /// Passes a time's preposition: "on Monday".
    fn skip_prep(&self, time: usize) -> usize {
        if time > 0 && matches!(self.kind(time - 1), Some(UnitKind::Prep(_))) { time - 1 } else { time }
    }

    /// The comma (or dash) at `close` ends a parenthesis: where it opens.
    fn parenthesis(&self, close: usize) -> Option<usize> {
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
            ) || matches!(inner.first().map(|u| u.kind), Some(UnitKind::Verb(g)) if !g.finite() || g.bare);
            if opener || !finite && first_seen.is_none() {
                // "X, Y and Z, met" is no parenthesis: the list is.
                return Some(open);
            }
            first_seen = Some(open);
        }
        None
    }

    /// The verb at `v` is coordinated by the joint at `joint` with a verb before it: that verb's subject.
    fn coordinate_subject(&self, joint: usize, v: usize, depth: u8) -> Vec<usize> {
        let this = self.units.verb(v);
        for u in (0..joint).rev() {
            match self.list()[u].kind {
                UnitKind::Verb(g) if g.finite() && this.is_some_and(VerbGroup::finite) => {
                    return self.subject_at(u, depth);
                }
                UnitKind::That | UnitKind::Stop => return Vec::new(),
                _ => {}
            }
        }
        Vec::new()
    }

    /// What a relative pronoun at `rel` stands for.
    pub fn antecedent(&self, rel: usize) -> Vec<usize> {
        let mut k = rel;
        while k > 0 {
            k -= 1;
            match self.list()[k].kind {
                UnitKind::Comma | UnitKind::Stop | UnitKind::And => {
                    if k + 1 != rel && !matches!(self.list()[k].kind, UnitKind::And) {
                        return Vec::new();
                    }
                }
                UnitKind::Prep(_) | UnitKind::Quote => {}
                UnitKind::Party(_) => {
                    let first = self.coordination_left(k);
                    if self.is_party(k) {
                        return (first..=k).filter(|&u| self.is_party(u)).collect();
                    }
                    // A place or thing inside the antecedent's phrase: look further left.
                    if !(first > 0 && matches!(self.kind(first - 1), Some(UnitKind::Prep(_)))) {
                        return Vec::new();
                    }
                    k = first;
                }
                UnitKind::Noun(_) if k > 0 && matches!(self.kind(k - 1), Some(UnitKind::Prep(_))) => {}
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// Who is to do what the infinitive at `v` says.
    fn controller(&self, v: usize, depth: u8) -> Vec<usize> {
        let mut object = None;
        let mut k = v;
        while k > 0 {
            k -= 1;
            match self.list()[k].kind {
                UnitKind::Verb(g) => {
                    if g.entry().object_control
                        && !g.passive
                        && let Some(o) = object
                    {
                        return o;
                    }
                    return self.subject_at(k, depth);
                }
                UnitKind::Party(_) if object.is_none() => {
                    let first = self.coordination_left(k);
                    let parties: Vec<usize> = (first..=k).filter(|&u| self.is_party(u)).collect();
                    match first.checked_sub(1).map(|b| self.list()[b].kind) {
                        Some(UnitKind::Prep(Prep::For)) if k + 1 == v && !parties.is_empty() => return parties,
                        Some(UnitKind::Prep(_)) => {}
                        _ => object = Some(parties),
                    }
                    k = first;
                }
                UnitKind::Genitive if k > 0 && self.is_party(k - 1) && object.is_none() => {
                    // "his plan to meet", "Berlin's refusal to meet"
                    let first = self.coordination_left(k - 1);
                    return (first..k).filter(|&u| self.is_party(u)).collect();
                }
                UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
                _ => {}
            }
        }
        // A headline: "Merkel to meet Macron".
        object.unwrap_or_default()
    }

    fn gerund_subject(&self, v: usize, depth: u8) -> Vec<usize> {
        let mut k = v;
        let mut prepositional = false;
        while k > 0 {
            k -= 1;
            match self.list()[k].kind {
                // "will help Pakistan in negotiating a deal": the one helped.
                UnitKind::Verb(g) if prepositional && matches!(g.entry().lemma, "help" | "assist" | "join") => {
                    let helped = self.complements(k, true).direct;
                    return if helped.is_empty() { self.subject_at(k, depth) } else { helped };
                }
                UnitKind::Verb(_) => return self.subject_at(k, depth),
                UnitKind::Prep(_) | UnitKind::Subordinator if k + 1 == v => prepositional = true,
                UnitKind::Party(_) if k + 1 == v => {
                    let first = self.coordination_left(k);
                    return (first..=k).filter(|&u| self.is_party(u)).collect();
                }
                UnitKind::That => break,
                _ => {}
            }
        }
        if prepositional || v == 0 {
            return self.main_subject(v);
        }
        Vec::new()
    }

    /// The subject of the main clause after a fronted phrase that holds unit `at`: "After meeting X, Y said".
    pub fn main_subject(&self, at: usize) -> Vec<usize> {
        let Some(comma) = (at + 1..self.list().len()).find(|&u| matches!(self.list()[u].kind, UnitKind::Comma)) else {
            return Vec::new();
        };
        let mut i = comma + 1;
        while matches!(self.kind(i), Some(UnitKind::Quote | UnitKind::Adverb | UnitKind::Time(_))) {
            i += 1;
        }
        if !self.is_party(i) {
            return Vec::new();
        }
        let (parties, end) = self.gather(i, true);
        // It must be a clause: a verb follows, perhaps after a parenthesis.
        let verb = (end..(end + 12).min(self.list().len()))
            .any(|u| matches!(self.list()[u].kind, UnitKind::Verb(g) if g.finite()));
        if verb { parties } else { Vec::new() }
    }

    /// The first unit of the list "A, B and C" that ends at `last`.
    pub fn coordination_left(&self, last: usize) -> usize {
        let mut first = last;
        let mut chained = false;
        loop {
            let mut k = first;
            let mut joined = false;
            // "Roe and her colleague Lee"
            if k > 2
                && matches!(self.list()[k - 1].kind, UnitKind::Genitive)
                && matches!(self.list()[k - 3].kind, UnitKind::And)
            {
                k -= 2;
            }
            while k > 0 {
                match self.list()[k - 1].kind {
                    UnitKind::And => {
                        joined = true;
                        chained = true;
                    }
                    UnitKind::Comma if chained => joined = true,
                    _ => break,
                }
                k -= 1;
            }
            if !joined || k == 0 {
                return first;
            }
            match self.list()[k - 1].kind {
                UnitKind::Party(_) => first = k - 1,
                UnitKind::Noun(n) if n.noun == 0 && party::is_people_noun(self.story.tokens.folded(n.head)) => {
                    first = k - 1;
                }
                _ => return first,
            }
        }
    }

    /// The parties of the list that starts at unit `at`, and one past its last unit. `clause`: a list after which a new
    /// clause may start ("met X, and Y said"); not so after "between".
    pub fn gather(&self, at: usize, clause: bool) -> (Vec<usize>, usize) {
        let mut parties = Vec::new();
        let mut end = at;
        let mut i = at;
        loop {
            match self.kind(i) {
                Some(UnitKind::Party(_)) => {
                    if self.is_party(i) {
                        parties.push(i);
                    }
                    i += 1;
                }
                Some(UnitKind::Noun(_)) => i += 1,
                _ => break,
            }
            // "of the party", "of India": still the same member of the list.
            while self.units.is_prep(i, Prep::Of)
                && matches!(self.kind(i + 1), Some(UnitKind::Party(_) | UnitKind::Noun(_)))
            {
                i += 2;
            }
            if matches!(self.kind(i), Some(UnitKind::Genitive)) {
                // "met with Japan's ...": the possessor is not the party.
                parties.pop();
                i += 1;
                continue;
            }
            end = i;
            let mut joint = i;
            let mut comma = false;
            let mut joined = false;
            while let Some(UnitKind::And | UnitKind::Comma) = self.kind(joint) {
                comma |= matches!(self.kind(joint), Some(UnitKind::Comma));
                joined = true;
                joint += 1;
            }
            if self.units.is_prep(joint, Prep::With) && joined && !comma {
                joint += 1;
            }
            if !joined || !matches!(self.kind(joint), Some(UnitKind::Party(_) | UnitKind::Noun(_))) {
                break;
            }
            if comma && self.starts_clause(joint) && (clause || self.said_after(joint)) {
                break;
            }
            i = joint;
        }
        self.drop_titles(&mut parties);
        (parties, end)
    }

    /// "Party Secretary, Director of the Office, and Foreign Minister Wang Yi" is one: a bare title in capitals right before
    /// a name in a list is that one's.
    fn drop_titles(&self, parties: &mut Vec<usize>) {
        let bare = |u: usize| {
            self.units.party(u).is_some_and(|m| {
                let mention = &self.story.entities.mentions[m];
                let first = &self.story.tokens.tokens[mention.tokens.first as usize];
                self.story.entities.entities[mention.entity].kind == EntityType::Office
                    && first.case == Case::Title
                    && !self.story.tokens.folded(mention.tokens.first as usize).eq("the")
                    && !mention.tokens.range().any(|t| self.story.tokens.tokens[t].kind == TokenKind::Genitive)
            })
        };
        while parties.len() >= 2 {
            let named = (1..parties.len())
                .find(|&i| bare(parties[i - 1]) && party::is_person(self.story, self.units.party(parties[i])));
            let Some(i) = named else { return };
            parties.remove(i - 1);
        }
    }

    /// "..., CNN said": the subject of a verb of saying at `at`.
    fn said_after(&self, at: usize) -> bool {
        (at + 1..(at + 4).min(self.list().len()))
            .any(|u| self.units.verb(u).is_some_and(|g| g.entry().speech && g.finite()))
    }

    /// Whether a noun phrase at `at` is the subject of a new clause.
    fn starts_clause(&self, at: usize) -> bool {
        let mut i = at;
        while let Some(kind) = self.kind(i) {
            match kind {
                UnitKind::Party(_)
                | UnitKind::Noun(_)
                | UnitKind::Adverb
                | UnitKind::Genitive
                | UnitKind::Prep(Prep::Of) => {
                    i += 1;
                }
                UnitKind::Verb(g) => return g.finite(),
                _ => return false,
            }
        }
        false
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
                UnitKind::Noun(n) if verb && phrases == 0 && c.noun.is_none() && c.direct.is_empty() => {
                    c.noun = Some(i);
                    i += 1;
                    let _ = n;
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
                    phrases += 1;
                    if phrases > 6 {
                        break;
                    }
                    let (parties, end) = self.gather(i + 1, prep != Prep::Between && prep != Prep::Among);
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
                        _ => {
                            i = end.max(i + 2);
                            c.end = i;
                            continue;
                        }
                    };
                    if slot.is_empty() {
                        *slot = if matches!(prep, Prep::In | Prep::At | Prep::To | Prep::Of | Prep::For | Prep::From) {
                            self.places_or_parties(i + 1, end)
                        } else {
                            parties
                        };
                    }
                    i = end.max(i + 2);
                }
                // "a meeting held between", "talks aimed at"
                UnitKind::Verb(g) if !verb && (g.participle || g.bare && g.tense == Tense::Past) => i += 1,
                UnitKind::Comma if matches!(self.kind(i + 1), Some(UnitKind::Prep(Prep::With | Prep::Including))) => {
                    i += 1;
                }
                _ => break,
            }
            c.end = i;
        }
        c
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
    fn places_or_parties(&self, first: usize, end: usize) -> Vec<usize> {
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
        if k > 1
            && self.units.is_prep(k - 1, Prep::Of)
            && matches!(self.list()[k - 2].kind, UnitKind::Noun(o) if is_round(self.story.tokens.folded(o.head)))
        {
            k -= 2;
        }
        // Past the possessor: "for Biden's talks".
        if k > 1 && matches!(self.list()[k - 1].kind, UnitKind::Genitive) {
            k -= 2;
        }
        let mut first = true;
        while k > 0 {
            k -= 1;
            match self.list()[k].kind {
                UnitKind::Verb(_) => return (Some(k), prep),
                UnitKind::Prep(p) if first => {
                    prep = Some(p);
                }
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

    fn by_follows(&self, verb: usize) -> bool {
        self.units.is_prep(verb + 1, Prep::By)
    }

    /// Whether the verb at `v` is one that carries people to places.
    pub fn is_travel(&self, v: usize) -> bool {
        self.units.verb(v).is_some_and(|g| {
            g.entry().frame == Frame::Travel
                || matches!(g.entry().lemma, "leave" | "depart" | "come" | "return" | "send")
        })
    }
}

/// Nouns that count encounters: "a round of talks".
fn is_round(folded: &str) -> bool {
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
            | "kind"
    )
}
