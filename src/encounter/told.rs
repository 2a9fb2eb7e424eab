//! Topics that the sentences around an encounter tell: "She urged him to free the men", "They agreed to end the row",
//! "Trade was on the agenda".

use super::{
    Status, Story,
    argument::Walker,
    candidate::is_person,
    cut,
    lexicon::{self, Frame, Topic},
    merge::{Draft, around},
    party, topic, topic_phrase,
    unit::{Prep, UnitKind},
    verb::VerbGroup,
};
use crate::{hash::Set, mention::EntityType, span::Span, zone::BlockKind};

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
    for d in drafts.iter_mut() {
        if !d.about.is_empty() {
            more(story, &told, d);
            continue;
        }
        d.about.extend(d.evidence.iter().find_map(|e| matter(story, e.trigger)));
        if !d.about.is_empty() {
            continue;
        }
        d.about = search(story, &told, d);
        let own = |topic: &Span| d.evidence.iter().any(|e| e.span.contains(topic));
        d.about = std::mem::take(&mut d.about).into_iter().filter(|t| !(taken.contains(t) && own(t))).collect();
    }
    for at in 0..drafts.len() {
        if drafts[at].about.is_empty()
            && let Some(topic) = of_lead(story, drafts, at)
        {
            drafts[at].about.push(topic);
        }
    }
}

/// "will begin talks with two parties to secure a majority. | He will see Mr Lee on Monday": the topic of what the lead tells
/// of somebody whom the next sentences tell to meet.
fn of_lead(story: &Story<'_>, drafts: &[Draft], at: usize) -> Option<Span> {
    let d = &drafts[at];
    let lead = lead_before(story, d)?;
    if !matches!(d.status, Status::Happened | Status::Ongoing | Status::Planned) {
        return None;
    }
    let entities = &story.entities.entities;
    let ours = |e: usize| {
        d.parties.iter().any(|p| {
            p.entity == e || entities[p.entity].country.is_some() && entities[p.entity].country == entities[e].country
        })
    };
    around(at, drafts.len())
        .map(|i| &drafts[i])
        .filter(|o| !o.about.is_empty() && telling(story, o).min() == Some(lead))
        .find(|o| o.parties.iter().any(|p| ours(p.entity)))
        .and_then(|o| o.about.first().copied())
}

/// The story's lead, where one of the next sentences is the first that tells of the encounter.
fn lead_before(story: &Story<'_>, d: &Draft) -> Option<usize> {
    let lead = story.tokens.lead()?;
    let first = telling(story, d).min()?;
    (lead + 1..=lead + NEXT).contains(&first).then_some(lead)
}

/// How many sentences after the lead go on with its topic.
const NEXT: usize = 2;

/// "merger talks", "human rights talks": the matter that the trigger itself names.
fn matter(story: &Story<'_>, trigger: Span) -> Option<Span> {
    let (first, end) = (story.tokens.at(trigger.start as usize), story.tokens.at(trigger.end as usize));
    let at = end.checked_sub(2).filter(|&t| t >= first && lexicon::is_matter(story.tokens, t))?;
    let talks = matches!(story.tokens.folded(end - 1), "talks" | "negotiations" | "discussions" | "negotiation");
    let wider = at > first && matches!(story.tokens.folded(at - 1), "human" | "arms" | "free");
    let first = at - usize::from(wider);
    talks.then(|| story.tokens.tokens[first].span.join(story.tokens.tokens[at].span))
}

/// Adds what the next sentences tell to be discussed too: "The two will also discuss trade".
fn more(story: &Story<'_>, told: &Set<usize>, d: &mut Draft) {
    let mut found = Vec::new();
    for first in telling(story, d).take(TOLD) {
        for s in first + 1..(first + 3).min(story.tokens.sentences.len()) {
            if told.contains(&s) {
                break;
            }
            if !story.tokens.sentences[s].tokens.range().any(|t| story.tokens.folded(t) == "also") {
                continue;
            }
            let units = cut::cut(story, s);
            let w = Walker { story, units: &units };
            Reader { w, d, distance: s - first, speaker: Speaker::Party }.sentence(&mut found);
        }
    }
    for t in found {
        if d.about.len() < 3 && !d.about.iter().any(|o| o.overlaps(&t)) {
            d.about.push(t);
        }
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
    let mut read = |s: usize, distance: usize, speaker: Speaker, found: &mut Vec<Span>| {
        let fresh = s < sentences.len() && !seen.contains(&s);
        if fresh {
            seen.push(s);
            let units = cut::cut(story, s);
            let reader = Reader { w: Walker { story, units: &units }, d, distance, speaker };
            reader.sentence(found);
        }
        fresh
    };
    for first in telling(story, d).take(TOLD) {
        for distance in 0..=REACH {
            if distance > 0 && told.contains(&(first + distance))
                || !read(first + distance, distance, Speaker::Party, &mut found)
            {
                break;
            }
        }
    }
    // "She has urged him to free the men. The two spoke by phone on Monday."
    for first in telling(story, d).take(TOLD) {
        let speaker = if remark(story, first) { Speaker::Any } else { Speaker::ToParty };
        for s in (first.saturating_sub(2)..first).rev() {
            if !found.is_empty() || told.contains(&s) || story.tokens.sentences[s].kind != BlockKind::Body {
                break;
            }
            read(s, 0, speaker, &mut found);
        }
    }
    // "Peru and Chile failed to settle a dispute over copper. | Ms Roe and Mr Lee ended two days of talks"
    if found.is_empty()
        && let Some(lead) = lead_before(story, d)
    {
        let units = cut::cut(story, lead);
        Reader { w: Walker { story, units: &units }, d, distance: 0, speaker: Speaker::Both }.sentence(&mut found);
    }
    found.truncate(2);
    found
}

/// Whether the sentence tells that what was said before was said at the encounter: "She made the appeal in a meeting with".
fn remark(story: &Story<'_>, sentence: usize) -> bool {
    let tokens = story.tokens.sentences[sentence].tokens.range();
    tokens.clone().zip(tokens.skip(1)).any(|(made, said)| {
        let object = |t: usize| {
            matches!(
                story.tokens.folded(t),
                "remark"
                    | "remarks"
                    | "comment"
                    | "comments"
                    | "appeal"
                    | "statement"
                    | "call"
                    | "announcement"
                    | "pledge"
                    | "demand"
                    | "offer"
                    | "warning"
                    | "request"
                    | "proposal"
            )
        };
        matches!(story.tokens.folded(made), "made" | "issued" | "gave" | "delivered")
            && (object(said) || story.tokens.len() > said + 1 && object(said + 1))
    })
}

/// Whose verbs tell the topics of an encounter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker {
    /// Those of a party.
    Party,
    /// Those of a party to another.
    ToParty,
    /// Those of two parties or their countries together.
    Both,
    /// All of the sentence.
    Any,
}

/// Reads one sentence for the topics of one encounter.
struct Reader<'s> {
    w: Walker<'s>,
    d: &'s Draft,
    /// Sentences after the one that tells of the encounter.
    distance: usize,
    speaker: Speaker,
}

impl Reader<'_> {
    fn sentence(&self, out: &mut Vec<Span>) {
        for u in 0..self.w.units.units.len() {
            match self.w.units.units[u].kind {
                // "She praised Mr Lee" is no topic; "Mr Lee's plan" is one, and so is Mr Lee on the agenda.
                UnitKind::Verb(_) => self.take(self.of_verb(u), false, out),
                UnitKind::Noun(n) if n.noun != 0 && self.distance > 0 => self.of_contact(u, out),
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

    /// "The meeting is linked to an effort to end the row": what the predicate says, where "the meeting" is all that tells
    /// of the encounter.
    fn of_contact(&self, n: usize, out: &mut Vec<Span>) {
        let UnitKind::Noun(phrase) = self.w.units.units[n].kind else { return };
        let subject = n == 0 || !matches!(self.w.units.kind(n - 1), Some(UnitKind::Prep(_) | UnitKind::Genitive));
        if let Some(p) = self.w.predicate(n + 1).filter(|_| phrase.definite && subject) {
            let mut found = Vec::new();
            topic::of_predicate(&self.w, p, &mut found);
            out.extend(found.into_iter().filter(|t| !out.iter().any(|o| o.overlaps(t))).collect::<Vec<_>>());
        }
    }

    /// "Trade is on the agenda", "The topics of the talks include trade": where the topic starts.
    fn of_noun(&self, n: usize, head: &str) -> Option<usize> {
        let w = &self.w;
        match head {
            "agenda" => {
                let verb = (n.saturating_sub(4)..n).rev().find(|&u| w.units.verb(u).is_some())?;
                topic_phrase::subject_start(&self.w, verb)
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
                    topic_phrase::subject_start(&self.w, n - 1)
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
        // "welcomed Mr Lee to the palace": whom one receives is no topic.
        if g.entry().frame == Frame::Host && self.is_trigger(v) {
            return None;
        }
        // "broke off his holiday to deal with the crisis"
        if g.entry().lemma == "deal" && !g.finite() {
            return None;
        }
        // "a stay aimed at boosting trade"
        if self.distance == 0
            && g.entry().lemma == "aim"
            && !g.finite()
            && w.units.is_prep(v + 1, Prep::At)
            && w.units.verb(v + 2).is_some_and(|g| g.gerund)
        {
            return Some(topic::object_start(w, v + 2));
        }
        // "They talked about trade"
        if matches!(g.entry().lemma, "talk" | "speak") && !g.negated && !g.passive {
            let about = w.units.is_prep(v + 1, Prep::About) || w.units.is_prep(v + 1, Prep::Of);
            return (about && self.speaks(v)).then_some(v + 2);
        }
        // "talks that are expected to be dominated by trade"
        if matches!(g.entry().lemma, "dominate" | "overshadow")
            && w.units.is_prep(v + 1, Prep::By)
            && self.distance == 0
            && (0..v).any(|u| self.is_trigger(u))
        {
            return Some(v + 2);
        }
        if g.negated || role == Topic::None {
            return None;
        }
        if g.passive {
            // "Trade was discussed", "The case was raised"
            let told = role == Topic::Discuss || matches!(g.entry().lemma, "raise" | "mention");
            return if told && g.finite() { topic_phrase::subject_start(&self.w, v) } else { None };
        }
        if !self.speaks(v) {
            return None;
        }
        match role {
            Topic::Discuss if g.entry().lemma != "address" => Some(topic::object_start(w, v)),
            // "briefed him on the talks", "informed her of the plan"
            Topic::Raise if matches!(g.entry().lemma, "brief" | "inform" | "update") => {
                let told = matches!(w.units.kind(v + 2), Some(UnitKind::Prep(Prep::On | Prep::Of | Prep::About)));
                (told && self.distance <= 1 && w.units.party(v + 1).is_some()).then_some(v + 3)
            }
            // "pledged to work for peace"
            Topic::Raise if self.distance == 0 || w.units.verb(v + 1).is_some_and(|g| g.infinitive) => {
                match self.infinitive(v) {
                    Some(u) if u <= v + 2 => (self.distance <= 1).then(|| topic::object_start(w, u)),
                    _ if self.distance == 0 => Some(topic::object_start(w, v)),
                    _ => None,
                }
            }
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

    /// Whether the words of unit `u` are what tells of the encounter.
    fn is_trigger(&self, u: usize) -> bool {
        let span = self.w.story.tokens.span(self.w.units.units[u].tokens);
        self.d.evidence.iter().any(|e| e.trigger.overlaps(&span))
    }

    /// Whether the subject of the verb at `v` is of the parties, or the encounter itself.
    fn speaks(&self, v: usize) -> bool {
        let w = &self.w;
        if self.speaker == Speaker::Any {
            return true;
        }
        let subject = w.subject(v);
        if self.speaker == Speaker::Both {
            return self.both(&subject);
        }
        if !subject.is_empty() {
            if subject.iter().any(|&u| self.is_whole(u)) {
                return self.speaker == Speaker::Party;
            }
            let objects: Vec<usize> = (v + 1..v + 3).collect();
            return self.of_parties(&subject) && (self.speaker == Speaker::Party || self.of_parties(&objects));
        }
        // "The session took an hour and dealt with trade"
        let joined = v > 0 && matches!(w.units.kind(v - 1), Some(UnitKind::And));
        let head =
            if joined { (0..v).find(|&u| w.units.verb(u).is_some_and(VerbGroup::finite)).unwrap_or(v) } else { v };
        let before = (0..head).rev().find(|&u| {
            w.units.verb(u).is_none() && !matches!(w.units.kind(u), Some(UnitKind::Adverb | UnitKind::Quote))
        });
        self.speaker == Speaker::Party
            && match before.map(|u| w.units.units[u].kind) {
                Some(UnitKind::Noun(n)) => n.noun != 0 || is_whole_noun(w.story.tokens.folded(n.head)),
                Some(UnitKind::Pronoun) => before.is_some_and(|u| w.word(u) == "they"),
                _ => false,
            }
    }

    /// Whether the units name two of the parties, or the countries that they are of.
    fn both(&self, units: &[usize]) -> bool {
        let story = self.w.story;
        let entities = self.named(units, true);
        let stands = |e: usize, p: usize| {
            let (named, own) = (&story.entities.entities[e], &story.entities.entities[p]);
            e == p || named.kind == EntityType::Country && own.country.is_some() && own.country == named.country
        };
        self.d.parties.iter().filter(|p| entities.iter().any(|&e| stands(e, p.entity))).count() >= 2
    }

    /// Whether one of the units names a party.
    fn of_parties(&self, units: &[usize]) -> bool {
        self.named(units, false).iter().any(|e| self.d.parties.iter().any(|p| p.entity == *e))
    }

    /// The entities that the units name, those of several countries `apart`.
    fn named(&self, units: &[usize], apart: bool) -> Vec<usize> {
        let mut entities = Vec::new();
        for m in units.iter().filter_map(|&u| self.w.units.party(u)) {
            party::entities(self.w.story, m, apart, &mut entities);
        }
        entities
    }

    /// Whether unit `u` names all who were there, close to the sentence that names them: "the two leaders", "the countries".
    fn is_whole(&self, u: usize) -> bool {
        let tokens = self.w.units.units[u].tokens;
        let opens = matches!(self.w.word(u), "the" | "both" | "these" | "two");
        self.distance <= 1 && opens && tokens.len() <= 3 && {
            let last = self.w.story.tokens.folded(tokens.end as usize - 1);
            is_whole_noun(last)
                || matches!(last, "leaders" | "ministers" | "presidents" | "officials" | "men" | "diplomats")
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
}

/// Nouns for all who were there.
fn is_whole_noun(folded: &str) -> bool {
    matches!(
        folded,
        "sides"
            | "pair"
            | "duo"
            | "two"
            | "parties"
            | "countries"
            | "nations"
            | "governments"
            | "neighbours"
            | "neighbors"
    )
}
