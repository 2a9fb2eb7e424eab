//! The day that a story goes on with: "He later met Mr Lee", "In the afternoon she also saw the king".

use super::{
    Evidence, Kind, Status, Story, When,
    identity::statuses_agree,
    merge::{Draft, around},
    time_value::days,
};
use crate::{mention::EntityType, span::Span};

/// How many sentences back the day was told at most.
const REACH: usize = 6;

/// How many tokens stand between the word that goes on and the trigger at most.
const NEAR: usize = 3;

/// The day of the draft at `at`, which tells none: that of what its people did in the sentences before, or else `lead`, the
/// day of the news.
pub(super) fn day(story: &Story<'_>, drafts: &[Draft], at: usize, lead: Option<&When>) -> Option<When> {
    let d = &drafts[at];
    if d.when.is_some() || !matches!(d.status, Status::Happened | Status::Planned) || d.kind == Kind::Visit {
        return None;
    }
    let told = d.evidence.first()?;
    let sentence = sentence_of(story, told);
    if let Some(day) = beside(story, drafts, at) {
        return Some(day);
    }
    if !goes_on(story, sentence, told.trigger) && !opens_story(story, sentence) {
        return None;
    }
    let person = |e: usize| matches!(story.entities.entities[e].kind, EntityType::Person | EntityType::Office);
    let ours = |e: usize| person(e) && d.parties.iter().any(|p| p.entity == e);
    let start = story.tokens.sentences[sentence].span.start;
    let before = around(at, drafts.len())
        .map(|i| &drafts[i])
        .filter(|o| statuses_agree(o.status, d.status) && o.when.as_ref().is_some_and(|w| is_day(&w.value)))
        .filter(|o| o.parties.iter().any(|p| ours(p.entity)))
        .filter_map(|o| {
            // Drafts are told in text order so far.
            let last = o.evidence[..o.evidence.partition_point(|e| e.span.start < start)].last()?;
            Some((sentence_of(story, last), o))
        })
        .filter(|(s, _)| s + REACH >= sentence)
        .max_by_key(|(s, _)| *s);
    match before {
        Some((_, o)) => o.when.clone(),
        None => {
            let first = lead.filter(|_| d.status == Status::Happened)?;
            let opening = story.tokens.sentence_of(story.tokens.at(first.span.start as usize));
            let range = story.tokens.sentences[opening].tokens;
            let mentions = &story.entities.mentions;
            let from = mentions.partition_point(|m| m.tokens.first < range.first);
            let mut named = mentions[from..].iter().take_while(|m| m.tokens.first < range.end);
            let news = sentence <= opening + REACH && named.any(|m| ours(m.entity));
            (news || in_daytime(story, sentence)).then(|| first.clone())
        }
    }
}

/// "is to lunch with Mr Roe before he meets Ms Lee": the day of the other encounter, where another sentence tells it.
fn beside(story: &Story<'_>, drafts: &[Draft], at: usize) -> Option<When> {
    let d = &drafts[at];
    let own = d.evidence.first()?;
    let joins = |t: usize| matches!(story.tokens.folded(t), "before" | "after");
    if !story.tokens.sentences[sentence_of(story, own)].tokens.range().any(joins) {
        return None;
    }
    // A sentence with a day of its own says which of them it means.
    let from = story.dates.partition_point(|t| t.span.start < own.span.start);
    if story.dates[from..].iter().take_while(|t| t.span.end <= own.span.end).any(|t| is_day(&t.value)) {
        return None;
    }
    let joined = |o: &Draft| {
        o.evidence.iter().filter(|e| e.span == own.span).any(|e| {
            let (a, b) = (own.trigger.start.min(e.trigger.start), own.trigger.start.max(e.trigger.start));
            let mut between = story.tokens.at(a as usize)..story.tokens.at(b as usize);
            between.any(joins)
        })
    };
    around(at, drafts.len())
        .filter(|&i| i != at)
        .map(|i| &drafts[i])
        .find(|o| {
            o.parties.iter().any(|p| d.parties.iter().any(|q| q.entity == p.entity)) && o.when.is_some() && joined(o)
        })
        .and_then(|o| o.when.clone())
        .filter(|when| is_day(&when.value))
}

fn sentence_of(story: &Story<'_>, told: &Evidence) -> usize {
    story.tokens.sentence_of(story.tokens.at(told.trigger.start as usize))
}

/// Whether a time is one day.
fn is_day(value: &str) -> bool {
    days(value).is_some_and(|(first, last)| first == last)
}

/// Whether it is the second or third sentence of the story, which goes on with the first.
fn opens_story(story: &Story<'_>, index: usize) -> bool {
    story.tokens.lead().is_some_and(|lead| index == lead + 1 || index == lead + 2)
}

/// Whether the sentence goes on with a day: by a word beside the trigger, or by what it opens with.
fn goes_on(story: &Story<'_>, index: usize, trigger: Span) -> bool {
    let range = story.tokens.sentences[index].tokens.range();
    let word = |t: usize| if range.contains(&t) { story.tokens.folded(t) } else { "" };
    let (first, last) = (story.tokens.at(trigger.start as usize), story.tokens.at(trigger.end as usize));
    let adverb = |t: usize| {
        matches!(word(t), "also" | "later" | "then" | "earlier" | "afterwards" | "afterward" | "separately")
            // "earlier this year", "two days later", "later that month": a time of its own
            && !story.is_timed(t)
    };
    let opens = match (word(range.start), word(range.start + 1), word(range.start + 2)) {
        ("before" | "after", "the" | "their", "talks" | "meeting" | "ceremony" | "lunch" | "dinner") => true,
        _ => adverb(range.start),
    };
    opens || (first.saturating_sub(NEAR)..last + NEAR).any(adverb) || in_daytime(story, index)
}

/// "in the morning": of the day that the story tells of.
fn in_daytime(story: &Story<'_>, sentence: usize) -> bool {
    let range = story.tokens.sentences[sentence].tokens.range();
    let word = |t: usize| if range.contains(&t) { story.tokens.folded(t) } else { "" };
    range
        .clone()
        .any(|t| word(t) == "in" && word(t + 1) == "the" && matches!(word(t + 2), "morning" | "afternoon" | "evening"))
}
