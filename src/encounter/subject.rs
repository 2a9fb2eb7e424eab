//! The subject of a verb: through control, relatives, coordination, parentheses and reported speech.

use super::{
    argument::Walker,
    candidate::type_of,
    lexicon::Frame,
    party, place,
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};
use crate::mention::EntityType;

/// How many governing verbs a walk goes up at most.
const DEPTH: u8 = 5;

impl Walker<'_> {
    /// The party units that are the subject of the verb group at `v`; empty where a careful reader is not sure.
    pub fn subject(&self, v: usize) -> Vec<usize> {
        self.subject_at(v, DEPTH)
    }

    pub(super) fn subject_at(&self, v: usize, depth: u8) -> Vec<usize> {
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
                    // "The five nations -- Israel, Lebanon, Syria, France and Egypt -- will meet"
                    Some(open) if self.three_countries(open + 1, k) => return self.gather(open + 1, true).0,
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
                UnitKind::Pronoun => return self.reporter(k),
                // "officials from the Forum for Change (FC) party met": the noun goes on from the name.
                UnitKind::Noun(n)
                    if n.noun == 0
                        && k > 0
                        && matches!(self.list()[k - 1].kind, UnitKind::Party(_))
                        && self.list()[k].tokens.len() == 1 =>
                {
                    i = k;
                }
                // "will meet Ann Roe, the minister, attend a dinner": one does, two do.
                UnitKind::Party(_) if self.ends_in_comma(k) && self.is_bare(v) && self.coordination_left(k) == k => {
                    return self.coordinate_subject(k, v, depth);
                }
                UnitKind::Party(_) | UnitKind::Noun(_) => {
                    let first = self.coordination_left(k);
                    let conjunction = i == v
                        && first > 0
                        && matches!(self.kind(first - 1), Some(UnitKind::Prep(Prep::As | Prep::After | Prep::Before)));
                    if first > 1 && first < k && self.units.is_prep(first - 1, Prep::Including) {
                        // "Ministers of ten countries including Japan and Peru met"
                        return self.parties_in(first, k + 1);
                    }
                    if first > 0 && matches!(self.kind(first - 1), Some(UnitKind::Prep(_))) && !conjunction {
                        if let Some(parties) = self.of_complement(first, k) {
                            return parties;
                        }
                        i = first - 1;
                        continue;
                    }
                    let visits = |g: &VerbGroup| g.gerund && g.entry().frame == Frame::Visit;
                    if first > 1 && self.is_party(first - 2) && self.units.verb(first - 1).is_some_and(visits) {
                        // "lawmakers visiting Kabul met"
                        i = first;
                        continue;
                    }
                    if first > 1 && first == k && self.stands_for_owner(k) {
                        // "Ms Roe says her government has held talks": it is hers.
                        return self.parties_in(k - 2, k - 1);
                    }
                    // "lawyers for Ms Roe's family met": the phrase that a preposition opens is not the subject.
                    let opens = |u: usize| self.is_party(u) && matches!(self.kind(u - 1), Some(UnitKind::Prep(_)));
                    let owned = first > 3 && first == k && matches!(self.kind(first - 1), Some(UnitKind::Genitive));
                    if owned && !self.is_party(k) && opens(first - 2) && self.is_party(first - 4) {
                        i = first - 3;
                        continue;
                    }
                    if first > 0 && matches!(self.kind(first - 1), Some(UnitKind::Genitive)) && first == k {
                        // "Biden's envoy": somebody else than the possessor.
                        return if self.is_party(k) { vec![k] } else { Vec::new() };
                    }
                    return self.parties_in(first, k + 1);
                }
                UnitKind::Prep(_) => i = k,
                UnitKind::Verb(g) if g.participle || g.bare && g.tense == Tense::Past => i = k,
                // "ministers meeting in Oslo on Monday held talks"
                UnitKind::Verb(g) if g.gerund && k > 0 && self.is_party(k - 1) => i = k,
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// Whether the units from `first` to `end` are a list of three countries or more and nothing else.
    fn three_countries(&self, first: usize, end: usize) -> bool {
        let country = |u: usize| type_of(self, u) == Some(EntityType::Country);
        let inner = &self.list()[first..end];
        (first..end).all(|u| country(u) || matches!(self.list()[u].kind, UnitKind::And | UnitKind::Comma))
            && inner.iter().filter(|u| matches!(u.kind, UnitKind::Party(_))).count() >= 3
    }

    /// "Japan said it would meet", "the minister says he will meet": who reports of itself by the open pronoun at unit `at`,
    /// or by the same pronoun earlier in the sentence.
    fn reporter(&self, at: usize) -> Vec<usize> {
        let folded = |u: usize| self.story.tokens.folded(self.list()[u].tokens.first as usize);
        let pronoun = folded(at);
        let opens = |u: usize| {
            matches!(self.list()[u].kind, UnitKind::Pronoun)
                && folded(u) == pronoun
                && (0..u)
                    .rev()
                    .find(|&k| !matches!(self.list()[k].kind, UnitKind::That | UnitKind::Time(_) | UnitKind::Prep(_)))
                    // "denied a report that it"
                    .map(|k| k - usize::from(k > 0 && self.is_claim(k)))
                    .is_some_and(|k| self.units.verb(k).is_some_and(|g| g.entry().speech && g.finite()))
        };
        let Some(first) = (0..=at).rev().find(|&u| opens(u)) else { return Vec::new() };
        let verb = (0..first).rev().find(|&k| self.units.verb(k).is_some());
        let subject = verb.map(|v| self.subject(v)).unwrap_or_default();
        let kind = |u: usize| type_of(self, u);
        let fits = match pronoun {
            "it" => {
                subject.len() == 1
                    && matches!(
                        kind(subject[0]),
                        Some(EntityType::Country | EntityType::Organisation | EntityType::Company)
                    )
            }
            // "proposed to his counterpart Lee that they meet"
            "they" if subject.len() == 1 && kind(subject[0]) == Some(EntityType::Person) => {
                let told = verb.map(|v| self.complements(v, true)).unwrap_or_default();
                let other = if told.direct.is_empty() { told.to } else { told.direct };
                let both = subject.into_iter().chain(other).filter(|&u| kind(u) == Some(EntityType::Person));
                let both: Vec<usize> = both.collect();
                return if both.len() >= 2 { both } else { Vec::new() };
            }
            "they" => subject.len() >= 2 || subject.len() == 1 && kind(subject[0]) == Some(EntityType::Group),
            _ => subject.len() == 1 && matches!(kind(subject[0]), Some(EntityType::Person | EntityType::Office)),
        };
        if fits { subject } else { Vec::new() }
    }

    /// "a report", "claims": what somebody denies, at unit `at`.
    fn is_claim(&self, at: usize) -> bool {
        matches!(self.list()[at].kind, UnitKind::Noun(n)
            if super::status::is_claim(self.story.tokens.folded(n.head)))
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
            UnitKind::Noun(n) => n.head,
            // Bare "representatives": those of whom the text names.
            UnitKind::Party(m) if !party::can_meet(self.story, m) || self.list()[first - 2].tokens.len() == 1 => {
                self.story.entities.mentions[m].tokens.end as usize - 1
            }
            UnitKind::Party(_) => return Some(vec![first - 2]),
            _ => return None,
        };
        // "the government of Colombia and two rebel groups"
        (party::governs(self.story.tokens.folded(head)) || party::is_people_noun(self.story, head))
            .then(|| (first..=last).filter(|&u| self.is_party(u)).collect())
    }

    /// Passes a time's preposition: "on Monday".
    fn skip_prep(&self, time: usize) -> usize {
        if time > 0 && matches!(self.kind(time - 1), Some(UnitKind::Prep(_))) { time - 1 } else { time }
    }

    /// The verb at `v` is coordinated by the joint at `joint` with a verb before it: that verb's subject.
    fn coordinate_subject(&self, joint: usize, v: usize, depth: u8) -> Vec<usize> {
        let this = self.units.verb(v);
        for u in (0..joint).rev() {
            match self.list()[u].kind {
                UnitKind::Verb(g) if g.finite() && this.is_some_and(VerbGroup::finite) => {
                    // "would sell its oil, which is trading higher, and is in talks"
                    // "to talk to guards who survived and meet": a past verb has no bare one beside it.
                    let other = self.is_bare(v) && g.tense == Tense::Past && self.opens_relative(u);
                    if self.in_relative(u, joint + 1) || other {
                        // "Ann Roe, the minister, whose visit was in May, is to": of whom the clause tells.
                        let of = self.clause_opener(u).and_then(|o| o.checked_sub(1));
                        if let Some(o) = of.filter(|&o| !other && self.ends_in_comma(o) && self.is_party(o)) {
                            return vec![o];
                        }
                        continue;
                    }
                    return self.subject_at(u, depth);
                }
                // "urged Israel to free prisoners and hold talks": who is to do the one is to do the other.
                UnitKind::Verb(g) if g.infinitive && self.is_bare(v) => return self.subject_at(u, depth),
                UnitKind::That | UnitKind::Stop => return Vec::new(),
                _ => {}
            }
        }
        Vec::new()
    }

    /// Whether the verb at `v` is the first of a relative clause: "who survived".
    pub(super) fn opens_relative(&self, v: usize) -> bool {
        self.clause_opener(v).is_some_and(|u| matches!(self.list()[u].kind, UnitKind::Relative))
    }

    /// The relative pronoun, "that", stop or other verb left of the verb at `v`.
    fn clause_opener(&self, v: usize) -> Option<usize> {
        (0..v).rev().find(|&u| {
            matches!(self.list()[u].kind, UnitKind::Relative | UnitKind::Verb(_) | UnitKind::That | UnitKind::Stop)
        })
    }

    /// Whether the verb at `v` is that of a relative clause that a comma has closed before unit `end`.
    fn in_relative(&self, v: usize, end: usize) -> bool {
        let opener = self.clause_opener(v);
        opener.is_some_and(|u| {
            matches!(self.list()[u].kind, UnitKind::Relative)
                && u > 0
                && (matches!(self.list()[u - 1].kind, UnitKind::Comma) || self.ends_in_comma(u - 1))
        }) && self.list()[v..end].iter().any(|u| matches!(u.kind, UnitKind::Comma))
    }

    /// What a relative pronoun at `rel` stands for.
    pub fn antecedent(&self, rel: usize) -> Vec<usize> {
        // "with whom"
        let edge = rel - usize::from(rel > 0 && matches!(self.list()[rel - 1].kind, UnitKind::Prep(_)));
        let mut k = edge;
        while k > 0 {
            k -= 1;
            match self.list()[k].kind {
                UnitKind::Comma | UnitKind::Stop | UnitKind::And => {
                    if k + 1 != edge && !matches!(self.list()[k].kind, UnitKind::And) {
                        return Vec::new();
                    }
                }
                UnitKind::Prep(_) | UnitKind::Quote => {}
                // "It was Mr Roe, not Mr Lee, who met her"
                UnitKind::Party(_) if self.word(k) == "not" => return self.antecedent(k),
                // "Roe and Lee were among the executives who met him"
                UnitKind::Party(_)
                    if k > 1
                        && self.units.is_prep(k - 1, Prep::Among)
                        && self.units.verb(k - 2).is_some_and(|g| g.copula) =>
                {
                    return self.subject(k - 2);
                }
                UnitKind::Party(_) => {
                    let first = self.coordination_left(k);
                    if self.is_party(k) {
                        // "Ann Roe and Bo Lee, who leads the talks": the last of them alone.
                        return self.parties_in(if self.is_singular(rel + 1) { k } else { first }, k + 1);
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

    /// Whether the verb group at `v` is that of one subject: "leads", "is", "has met".
    fn is_singular(&self, v: usize) -> bool {
        self.units.verb(v).is_some_and(|g| {
            let folded = self.story.tokens.folded(self.list()[v].tokens.first as usize);
            matches!(folded, "is" | "was" | "has" | "does")
                || g.tense == Tense::Present && !g.bare && !matches!(folded, "are" | "have" | "do")
        })
    }

    /// Whether the verb group at `v` is a bare present: "attend".
    fn is_bare(&self, v: usize) -> bool {
        self.units.verb(v).is_some_and(|g| g.bare && g.tense == Tense::Present)
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
                    let parties = self.parties_in(first, k + 1);
                    match first.checked_sub(1).map(|b| self.list()[b].kind) {
                        Some(UnitKind::Prep(Prep::For)) if k + 1 == v && !parties.is_empty() => return parties,
                        // "called on the leader to meet"
                        Some(UnitKind::Prep(Prep::On)) if self.calls(first - 1) && !parties.is_empty() => {
                            return parties;
                        }
                        Some(UnitKind::Prep(_)) => {}
                        _ => object = Some(parties),
                    }
                    k = first;
                }
                // "would press both sides to return": they are to, whoever they are.
                UnitKind::Noun(_)
                    if object.is_none()
                        && k > 0
                        && matches!(self.list()[k - 1].kind, UnitKind::Verb(g) if g.entry().object_control && !g.passive) =>
                {
                    object = Some(Vec::new());
                }
                // "will travel to Chile's northern provinces to meet"
                UnitKind::Genitive if place::at(self, k.wrapping_sub(1)).is_some() => k -= 1,
                UnitKind::Genitive if k > 0 && self.is_party(k - 1) && object.is_none() => {
                    // "his plan to meet", "Berlin's refusal to meet"
                    let first = self.coordination_left(k - 1);
                    return self.parties_in(first, k);
                }
                UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
                _ => {}
            }
        }
        // A headline: "Merkel to meet Macron", "Egypt's Farid, Germany's Brandt to meet".
        match object {
            Some(one) if one.len() == 1 => self.headline_list(one[0]),
            other => other.unwrap_or_default(),
        }
    }

    /// The parties that commas alone join to the one at unit `last`, as headlines have it.
    fn headline_list(&self, last: usize) -> Vec<usize> {
        let mut found = vec![last];
        let mut at = last;
        while at >= 2 && matches!(self.list()[at - 1].kind, UnitKind::Comma) && self.is_party(at - 2) {
            at -= 2;
            found.insert(0, at);
        }
        if at == 0 { found } else { vec![last] }
    }

    /// Whether the preposition at `on` belongs to a verb of asking: "called on".
    fn calls(&self, on: usize) -> bool {
        on.checked_sub(1)
            .and_then(|v| self.units.verb(v))
            .is_some_and(|g| matches!(g.entry().lemma, "call" | "prevail" | "depend" | "count"))
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
                // "Roe, speaking at the summit, said", "Roe, in remarks ahead of meeting Lee, said"
                UnitKind::Comma if (k + 1 == v || prepositional) && k > 0 && self.is_party(k - 1) && self.closes(v) => {
                    let first = self.coordination_left(k - 1);
                    return self.parties_in(first, k);
                }
                UnitKind::Party(_) if k + 1 == v => {
                    // "Roe and Lee will be among the leaders attending"
                    let member = k > 1 && self.units.is_prep(k - 1, Prep::Among);
                    if member && self.units.verb(k - 2).is_some_and(|g| g.copula) {
                        return self.subject_at(k - 2, depth);
                    }
                    let first = self.coordination_left(k);
                    return self.parties_in(first, k + 1);
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

    /// Whether a comma and a finite verb follow the participle at `v`: it is an aside.
    fn closes(&self, v: usize) -> bool {
        let comma = (v + 1..self.list().len()).find(|&u| matches!(self.list()[u].kind, UnitKind::Comma));
        let mut next = comma.map_or(self.list().len(), |c| c + 1);
        while matches!(self.kind(next), Some(UnitKind::Adverb | UnitKind::Time(_))) {
            next += 1;
        }
        self.units.verb(next).is_some_and(VerbGroup::finite)
    }

    /// The subject of the main clause after a fronted phrase that holds unit `at`: "After meeting X, Y said".
    pub fn main_subject(&self, at: usize) -> Vec<usize> {
        // The comma may belong to a name with its apposition: "In talks with the king, Bo Lee, Ms Roe said".
        let closes = |u: usize| {
            let unit = &self.list()[u];
            let last = (unit.tokens.end as usize).saturating_sub(1);
            matches!(unit.kind, UnitKind::Comma)
                || matches!(unit.kind, UnitKind::Party(_)) && self.story.tokens.folded(last) == ","
        };
        let commas = (at + 1..self.list().len()).filter(|&u| closes(u)).take(6);
        let mut loose = None;
        for comma in commas {
            let mut i = comma + 1;
            while matches!(self.kind(i), Some(UnitKind::Quote | UnitKind::Adverb | UnitKind::Time(_))) {
                i += 1;
            }
            if !self.is_party(i) {
                // "In 2004, during talks, a court ruled": somebody else is the subject.
                if !matches!(
                    self.kind(i),
                    Some(UnitKind::Relative | UnitKind::Comma | UnitKind::Prep(_) | UnitKind::And)
                ) {
                    break;
                }
                continue;
            }
            let (parties, end) = self.gather(i, true);
            // It must be a clause: a verb follows, perhaps after a parenthesis.
            let finite = |u: usize| matches!(self.list()[u].kind, UnitKind::Verb(g) if g.finite());
            let mut next = end;
            while matches!(self.kind(next), Some(UnitKind::Adverb | UnitKind::Time(_) | UnitKind::Quote)) {
                next += 1;
            }
            if next < self.list().len() && finite(next) {
                return parties;
            }
            if loose.is_none() && (end..(end + 12).min(self.list().len())).any(finite) {
                loose = Some(parties);
            }
        }
        loose.unwrap_or_default()
    }
}
