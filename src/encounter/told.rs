//! Topics that the sentences around an encounter tell: "She urged him to free the men", "They agreed to end the row",
//! "Trade was on the agenda".

use super::{
    Story,
    argument::Walker,
    candidate::is_person,
    lexicon::{Frame, Topic},
    merge::Draft,
    party, topic, topic_phrase,
    unit::{self, Prep, UnitKind},
};
use crate::{hash::Set, span::Span};

/// How many sentences after one that tells of the encounter are read.
const REACH: usize = 3;

/// How many of the sentences that tell of it are read.
const TOLD: usize = 3;

/// Adds what the sentences around the encounters tell of their topics, where those that tell of the encounters do not.
pub(super) fn add(story: &Story<'_>, drafts: &mut [Draft]) {
    let told: Set<usize> = drafts.iter().flat_map(|d| telling(story, d)).collect();
    // "invited one to talks after meeting another to discuss trade": in one sentence the topic of the one is not
    // that of the other.
    let taken: Set<Span> = drafts.iter().flat_map(|d| d.about.iter().copied()).collect();
    for d in drafts.iter_mut().filter(|d| d.about.is_empty()) {
        d.about = search(story, &told, d);
        let own = |topic: &Span| d.evidence.iter().any(|e| e.span.contains(topic));
        d.about = std::mem::take(&mut d.about).into_iter().filter(|t| !(taken.contains(t) && own(t))).collect();
    }
}

/// The sentences that tell of an encounter.
fn telling(story: &Story<'_>, d: &Draft) -> impl Iterator<Item = usize> {
    let index = |span: Span| story.tokens.sentences.partition_point(|s| s.span.start < span.start);
    d.evidence.iter().map(move |e| index(e.span))
}

/// The topics of one encounter; `told` are the sentences that tell of any.
fn search(story: &Story<'_>, told: &Set<usize>, d: &Draft) -> Vec<Span> {
    let sentences = &story.tokens.sentences;
    let mut found = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    let mut read = |s: usize, distance: usize, found: &mut Vec<Span>| {
        let fresh = s < sentences.len() && !seen.contains(&s);
        if fresh {
            seen.push(s);
            let units = unit::cut(story, s);
            let reader = Reader { w: Walker { story, units: &units }, d, distance };
            reader.sentence(found);
        }
        fresh
    };
    for first in telling(story, d).take(TOLD) {
        for distance in 0..=REACH {
            if distance > 0 && told.contains(&(first + distance)) || !read(first + distance, distance, &mut found) {
                break;
            }
        }
    }
    found.truncate(2);
    found
}

/// Reads one sentence for the topics of one encounter.
struct Reader<'s> {
    w: Walker<'s>,
    d: &'s Draft,
    /// Sentences after the one that tells of the encounter.
    distance: usize,
}

impl Reader<'_> {
    fn sentence(&self, out: &mut Vec<Span>) {
        for u in 0..self.w.units.units.len() {
            match self.w.units.units[u].kind {
                // "She praised Mr Lee" is no topic; "Mr Lee's plan" is one, and so is Mr Lee on the agenda.
                UnitKind::Verb(_) => self.take(self.of_verb(u), false, out),
                UnitKind::Noun(n) => self.take(self.of_noun(u, self.w.story.tokens.folded(n.head)), true, out),
                _ => {}
            }
        }
    }

    /// Adds the phrase that starts at unit `start`, unless it is the encounter itself.
    fn take(&self, start: Option<usize>, people: bool, out: &mut Vec<Span>) {
        let Some(start) = start.map(|u| topic_phrase::inner(&self.w, u)) else { return };
        let (Some(span), end) = topic_phrase::phrase(&self.w, start) else { return };
        let contact = self.d.evidence.iter().any(|e| e.trigger.overlaps(&span))
            || matches!(self.w.units.kind(start), Some(UnitKind::Noun(n)) if n.noun != 0);
        let person = !people && is_person(&self.w, start) && end == start + 1;
        if !contact && !person && !out.iter().any(|t| t.overlaps(&span)) {
            out.push(span);
        }
    }

    /// "Trade is on the agenda", "The topics of the talks include trade": where the topic starts.
    fn of_noun(&self, n: usize, head: &str) -> Option<usize> {
        let w = &self.w;
        match head {
            "agenda" => {
                let verb = (n.saturating_sub(4)..n).rev().find(|&u| w.units.verb(u).is_some())?;
                self.left(verb)
            }
            "topic" | "topics" | "subject" | "focus" | "theme" | "themes" | "issue" | "issues" => {
                let end = w.past_of(n + 1);
                let of = w.units.units[n + 1..end].iter().any(|u| matches!(u.kind, UnitKind::Noun(n) if n.noun != 0));
                let copula = |u: usize| w.units.verb(u).is_some_and(|g| g.copula || g.entry().lemma == "include");
                if !of {
                    None
                } else if copula(end) {
                    Some(end + 1)
                } else if n > 0 && copula(n - 1) {
                    self.left(n - 1)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// Where the topic starts that the verb at `v` tells.
    fn of_verb(&self, v: usize) -> Option<usize> {
        let w = &self.w;
        let g = w.units.verb(v)?;
        let role = g.entry().topic;
        if g.negated || role == Topic::None {
            return None;
        }
        if g.passive {
            // "Trade was discussed", "The case was raised"
            let told = role == Topic::Discuss || matches!(g.entry().lemma, "raise" | "mention");
            return if told && g.finite() { self.left(v) } else { None };
        }
        if !self.speaks(v) {
            return None;
        }
        match role {
            Topic::Discuss if g.entry().lemma != "address" => Some(topic::object_start(w, v)),
            Topic::Raise if self.distance == 0 => Some(topic::object_start(w, v)),
            Topic::Agree => match w.units.kind(v + 1) {
                Some(UnitKind::Prep(Prep::On | Prep::To | Prep::Over)) => Some(v + 2),
                _ => self.infinitive(v).map(|u| topic::object_start(w, u)),
            },
            Topic::Urge if self.distance == 0 => match w.units.kind(v + 1) {
                Some(UnitKind::Prep(Prep::For | Prep::About | Prep::Over)) => Some(v + 2),
                _ => self.infinitive(v).map(|u| topic::object_start(w, u)),
            },
            _ => None,
        }
    }

    /// Whether the subject of the verb at `v` is of the parties, or the encounter itself.
    fn speaks(&self, v: usize) -> bool {
        let w = &self.w;
        let subject = w.subject(v);
        if !subject.is_empty() {
            let mut entities = Vec::new();
            for m in subject.iter().filter_map(|&u| w.units.party(u)) {
                party::entities(w.story, m, false, &mut entities);
            }
            return entities.iter().any(|e| self.d.parties.iter().any(|p| p.entity == *e));
        }
        let before = (0..v).rev().find(|&u| {
            w.units.verb(u).is_none() && !matches!(w.units.kind(u), Some(UnitKind::Adverb | UnitKind::Quote))
        });
        match before.map(|u| w.units.units[u].kind) {
            Some(UnitKind::Noun(n)) => {
                n.noun != 0 || matches!(w.story.tokens.folded(n.head), "sides" | "pair" | "duo" | "two" | "parties")
            }
            Some(UnitKind::Pronoun) => before.is_some_and(|u| w.word(u) == "they"),
            _ => false,
        }
    }

    /// The last of the chain of infinitives that the verb at `v` governs ("urged him to agree to free the men"), unless
    /// one of them tells of a contact.
    fn infinitive(&self, v: usize) -> Option<usize> {
        let w = &self.w;
        let mut u = (v + 1..(v + 8).min(w.units.units.len()))
            .take_while(|&u| !matches!(w.units.kind(u), Some(UnitKind::Stop | UnitKind::That | UnitKind::Subordinator)))
            .find(|&u| w.units.verb(u).is_some())?;
        loop {
            let g = w.units.verb(u)?;
            if !g.infinitive || g.entry().frame != Frame::None {
                return None;
            }
            match w.units.verb(u + 1) {
                Some(next) if next.infinitive => u += 1,
                _ => return Some(u),
            }
        }
    }

    /// Where the noun phrase that is the subject of the verb at `v` starts.
    fn left(&self, v: usize) -> Option<usize> {
        let w = &self.w;
        let mut first = None;
        // "the truce, prisoners and aid would be discussed"
        let listed = v >= 2 && matches!(w.units.kind(v - 2), Some(UnitKind::And));
        for u in (0..v).rev() {
            match w.units.kind(u)? {
                UnitKind::Noun(_) | UnitKind::Party(_) => first = Some(u),
                UnitKind::Prep(_) | UnitKind::Genitive | UnitKind::Adverb | UnitKind::And | UnitKind::Quote => {}
                UnitKind::Comma if listed && u > 0 && !matches!(w.units.kind(u - 1), Some(UnitKind::Time(_))) => {}
                _ => break,
            }
        }
        first
    }
}
