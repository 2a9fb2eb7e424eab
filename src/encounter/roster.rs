//! Lists of those who were there: "The governors attending included:" and a line for each of them.

use super::{Kind, Participant, Status, Story, merge::Draft};
use crate::{mention::EntityType, span::TokenRange};

/// How many tokens of a line stand at most before the name: "- Florida State Senator Ana Roe".
const REACH: usize = 8;

/// How many sentences from its beginning the story tells whose list it is.
const LEAD: usize = 3;

/// Puts the persons of the story's list in the place of the group whom somebody met.
pub(super) fn read(story: &Story<'_>, drafts: &mut [Draft]) {
    let Some(last) = story.tokens.sentences.iter().take(LEAD).next_back() else { return };
    let group = |p: &Participant| story.entities.entities[p.entity].kind == EntityType::Group;
    let told = |d: &Draft| {
        matches!(d.kind, Kind::Meeting | Kind::Call | Kind::Talks)
            && d.status == Status::Happened
            && d.parties.iter().filter(|p| group(p)).count() == 1
            && d.evidence.iter().any(|e| e.span.start <= last.span.start)
    };
    let mut fitting = drafts.iter_mut().filter(|d| told(d));
    let (Some(d), None) = (fitting.next(), fitting.next()) else { return };
    let listed = persons(story);
    if listed.len() < 2 {
        return;
    }
    d.parties.retain(|p| !group(p));
    for entity in listed {
        if !d.parties.iter().any(|p| p.entity == entity) {
            d.parties.push(Participant { entity, part: None, country: None });
        }
    }
}

/// Whom the lines of the last list name, a line each.
fn persons(story: &Story<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for sentence in story.tokens.sentences.iter().rev() {
        let range = sentence.tokens;
        match person(story, range).filter(|_| is_item(story, range)) {
            Some(entity) => found.push(entity),
            // What a line says besides is no end of the list.
            None if found.is_empty() || is_item(story, range) => {}
            None => break,
        }
    }
    found.reverse();
    found
}

fn is_item(story: &Story<'_>, range: TokenRange) -> bool {
    let first = range.first as usize;
    matches!(story.tokens.folded(first), "-" | "•" | "*") && range.len() > 2 && story.tokens.tokens[first + 1].spaced
}

/// The person whom the first words of a line name.
fn person(story: &Story<'_>, range: TokenRange) -> Option<usize> {
    let mentions = &story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let reach = (range.first as usize + REACH).min(range.end as usize);
    let mut near = mentions[from..].iter().take_while(|m| (m.tokens.first as usize) < reach);
    near.find(|m| story.entities.entities[m.entity].kind == EntityType::Person).map(|m| m.entity)
}
