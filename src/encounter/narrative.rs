//! The day that a story goes on with: "He later met Mr Lee", "In the afternoon she also saw the king".

use super::{Kind, Status, Story, When, merge::Draft, time_value::days};
use crate::{mention::EntityType, span::Span};

/// How many sentences back the day was told at most.
const REACH: usize = 4;

/// How many tokens stand between the word that goes on and the trigger at most.
const NEAR: usize = 3;

/// The day of the draft at `at`, which tells none: that of what its people did in the sentences before, or else `lead`, the
/// day of the news.
pub(super) fn day(story: &Story<'_>, drafts: &[Draft], at: usize, lead: Option<&When>) -> Option<When> {
    let d = &drafts[at];
    if d.when.is_some() || d.status != Status::Happened || d.kind == Kind::Visit {
        return None;
    }
    let told = d.evidence.first()?;
    let sentence = story.tokens.sentence_of(story.tokens.at(told.trigger.start as usize));
    if !goes_on(story, sentence, told.trigger) {
        return None;
    }
    let person = |e: usize| matches!(story.entities.entities[e].kind, EntityType::Person | EntityType::Office);
    let ours = |e: usize| person(e) && d.parties.iter().any(|p| p.entity == e);
    let single = |when: &&When| days(&when.value).is_some_and(|(first, last)| first == last);
    let before = drafts
        .iter()
        .filter(|o| matches!(o.status, Status::Happened | Status::Ongoing) && o.parties.iter().any(|p| ours(p.entity)))
        .flat_map(|o| o.evidence.iter().map(move |e| (e, o)))
        .map(|(e, o)| (story.tokens.sentence_of(story.tokens.at(e.trigger.start as usize)), o))
        .filter(|(s, o)| *s < sentence && s + REACH >= sentence && o.when.is_some())
        .max_by_key(|(s, _)| *s);
    match before {
        Some((_, o)) => o.when.as_ref().filter(single).cloned(),
        None => {
            let first = lead?;
            let opening = story.tokens.sentence_of(story.tokens.at(first.span.start as usize));
            let range = story.tokens.sentences[opening].tokens;
            let mut mentions = story.entities.mentions.iter();
            let named = mentions.any(|m| ours(m.entity) && range.first <= m.tokens.first && m.tokens.end <= range.end);
            (sentence <= opening + REACH && named).then(|| first.clone())
        }
    }
}

/// Whether the sentence goes on with a day: by a word beside the trigger, or by what it opens with.
fn goes_on(story: &Story<'_>, sentence: usize, trigger: Span) -> bool {
    let range = story.tokens.sentences[sentence].tokens.range();
    let word = |t: usize| if range.contains(&t) { story.tokens.folded(t) } else { "" };
    let (first, last) = (story.tokens.at(trigger.start as usize), story.tokens.at(trigger.end as usize));
    let adverb = |t: usize| {
        matches!(word(t), "also" | "later" | "then" | "earlier" | "afterwards" | "afterward" | "separately")
            // "earlier this year", "two days later", "later that month": a time of its own
            && !story.dates.iter().any(|d| d.tokens.range().contains(&t))
    };
    let opens = match (word(range.start), word(range.start + 1), word(range.start + 2)) {
        ("in", "the", "morning" | "afternoon" | "evening") => true,
        ("before" | "after", "the" | "their", "talks" | "meeting" | "ceremony" | "lunch" | "dinner") => true,
        _ => adverb(range.start),
    };
    let within = |t: usize| {
        matches!(word(t), "morning" | "afternoon" | "evening")
            && word(t - 1) == "the"
            && word(t.saturating_sub(2)) == "in"
    };
    opens || (first.saturating_sub(NEAR)..last + NEAR).any(adverb) || (last + 1..range.end).any(within)
}
