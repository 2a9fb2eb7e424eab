//! Encounters: who met whom about what.
//!
//! Sentences that hold a trigger word (one probe a token) are cut into units: parties, noun phrases, verb
//! groups, prepositions, times. From each trigger the parties are found by walking the units (`argument`); status,
//! time, place and topic are read off the same path; then candidates that tell of one encounter are merged
//! (`merge`).

mod anaphor;
mod answer;
mod appose;
mod argument;
mod attend;
mod candidate;
mod confidence;
mod contact;
mod cut;
mod cut_phrase;
mod cut_word;
mod delegates;
mod discuss;
mod errand;
mod explained;
mod frame;
mod gathering;
mod identity;
mod invite;
mod lexicon;
mod list;
mod merge;
mod narrative;
mod noun;
mod noun_clause;
mod noun_kind;
mod noun_with;
mod party;
mod phone;
mod place;
mod request;
mod roster;
mod rules;
mod series;
mod status;
mod status_noun;
mod status_subject;
mod stay;
mod steer;
mod subject;
mod summit;
mod time;
mod time_value;
mod told;
mod topic;
mod topic_phrase;
mod turn;
mod unit;
mod verb;
mod visit;

pub use rules::{EXAMPLES, Rule};

use std::cell::OnceCell;

use candidate::Candidate;

use crate::{
    article::Date,
    coref::Entities,
    country::Country,
    date::Timex,
    hash::Map,
    mention::EntityType,
    span::{Span, TokenRange},
    token::Tokens,
    zone::{BlockKind, Zones},
};

/// What kind of contact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Met, dinner, audience, received, hosted.
    Meeting,
    /// Called talks, negotiations or discussions, and never a meeting.
    Talks,
    /// A guest goes to a country, city or institution, and no more specific contact is told.
    Visit,
    /// By phone or video.
    Call,
    /// A named or multilateral gathering.
    Summit,
}

/// Whether it has taken place, as of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It has.
    Happened,
    /// It is under way.
    Ongoing,
    /// It will.
    Planned,
    /// Invited, asked for, hoped for, possible.
    Proposed,
    /// Called off or put off.
    Cancelled,
    /// Declined, ruled out, or told not to have taken place.
    Refused,
}

/// What part a participant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Receives the others.
    Host,
    /// Comes to them.
    Guest,
    /// Goes between the others.
    Mediator,
}

/// One party to an encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The index of the entity.
    pub entity: usize,
    /// Its part.
    pub part: Option<Part>,
    /// The country that the entity, a city or a seat of power, stands for: who flies to Belgrade visits Serbia.
    pub country: Option<Country>,
}

/// When it takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The expression's bytes.
    pub span: Span,
    /// Its TIMEX3 value; an interval as `first/last`.
    pub value: String,
}

/// Where it takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Where {
    /// The phrase's bytes.
    pub span: Span,
    /// The index of the place's entity, where it is one.
    pub entity: Option<usize>,
}

/// One sentence that tells of the encounter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence's bytes.
    pub span: Span,
    /// The trigger's bytes.
    pub trigger: Span,
    /// The rule that fired.
    pub rule: &'static str,
}

/// One encounter, with what all its mentions say put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Encounter {
    /// What kind of contact.
    pub kind: Kind,
    /// Whether it has taken place.
    pub status: Status,
    /// At least two.
    pub participants: Vec<Participant>,
    /// What it was about: noun phrases.
    pub about: Vec<Span>,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<Where>,
    /// The sentences that tell it, in text order.
    pub evidence: Vec<Evidence>,
    /// How sure the record is, 0 to 1: the share of records of this kind of evidence that were right on development
    /// gold.
    pub confidence: f32,
}

/// The layers below, as every part of this stage reads them.
#[derive(Clone, Copy)]
pub(crate) struct Story<'s> {
    pub zones: &'s Zones,
    pub tokens: &'s Tokens,
    pub entities: &'s Entities,
    pub dates: &'s [Timex],
    pub published: Option<Date>,
    /// The countries that the story names, with their entities.
    pub states: &'s Map<Country, usize>,
    /// Whether the story is one of sport, once that has been asked.
    pub sport: &'s OnceCell<bool>,
    /// A mention of the body whose summit the story speaks of.
    pub gathering: Option<usize>,
}

impl Story<'_> {
    /// Whether token `t` is part of a time.
    pub(crate) fn is_timed(&self, t: usize) -> bool {
        let at = self.dates.partition_point(|d| d.tokens.end as usize <= t);
        self.dates.get(at).is_some_and(|d| d.tokens.range().contains(&t))
    }

    /// Whether the story is one of sport: three different words of it.
    pub(crate) fn is_sport(&self) -> bool {
        *self.sport.get_or_init(|| {
            let mut seen: Vec<&str> = Vec::new();
            for t in (0..self.tokens.len()).filter(|&t| lexicon::is_sport(self.tokens, t)) {
                if !seen.contains(&self.tokens.folded(t)) {
                    seen.push(self.tokens.folded(t));
                }
                if seen.len() == 3 {
                    return true;
                }
            }
            false
        })
    }
}

/// Finds the encounters of a story.
#[must_use]
pub fn extract(
    zones: &Zones,
    tokens: &Tokens,
    entities: &Entities,
    dates: &[Timex],
    published: Option<Date>,
) -> Vec<Encounter> {
    let mut states = Map::default();
    for (index, e) in entities.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityType::Country) {
        if let Some(country) = e.country {
            states.entry(country).or_insert(index);
        }
    }
    let gathering = summit::of_story(tokens, entities);
    let sport = OnceCell::new();
    let story = Story { zones, tokens, entities, dates, published, states: &states, sport: &sport, gathering };
    let (mut candidates, mut stays) = (Vec::new(), Vec::new());
    let mut read = |sentence: usize, candidates: &mut Vec<Candidate>| {
        let units = cut::cut(&story, sentence);
        candidate::find(&story, sentence, &units, candidates, &mut stays);
    };
    // The prefilter: most sentences hold no trigger and are never looked at again. Of the others those come first that can
    // tell of an encounter by themselves; where none does, the rest has nothing to add to.
    let mut others = Vec::new();
    for (index, sentence) in tokens.sentences.iter().enumerate() {
        let told = !matches!(sentence.kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Boilerplate);
        let rare = |t| stay::is_trigger(tokens, t) || attend::is_trigger(tokens, t) || turn::is_trigger(tokens, t);
        let found = |range: TokenRange| lexicon::triggers(tokens, range) || range.range().any(rare);
        if !told || !found(sentence.tokens) {
            continue;
        }
        if gathering.is_some() || several(entities, sentence.tokens) {
            read(index, &mut candidates);
        } else {
            others.push(index);
        }
    }
    if !candidates.iter().any(|c| c.parties.len() >= 2 || c.joining.len() >= 2) {
        return Vec::new();
    }
    for index in others {
        read(index, &mut candidates);
    }
    candidates.sort_by_key(|c| c.sentence);
    merge::merge(&story, candidates, stays)
}

/// Whether the mentions in a sentence stand for more than one entity.
fn several(entities: &Entities, sentence: TokenRange) -> bool {
    let from = entities.mentions.partition_point(|m| m.tokens.first < sentence.first);
    let within = entities.mentions[from..].iter().take_while(|m| m.tokens.first < sentence.end);
    let mut all = within.flat_map(|m| m.also.iter().chain([&m.entity]));
    let first = all.next();
    all.any(|e| Some(e) != first)
}
