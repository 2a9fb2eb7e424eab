//! Sentences that were labelled by machine: gathered into stories, and made to agree with themselves.

use std::collections::{HashMap, HashSet};

use whomet::{mention::learn::Kind, span::Span};

use crate::corpus::Story;

/// Joins neighbouring sentences that speak of the same names into stories. A sentence belongs to the story before it if
/// it, or one of the next two, names what that story named.
pub fn stories(sentences: Vec<Story>) -> Vec<Story> {
    let words: Vec<HashSet<String>> = sentences.iter().map(named_words).collect();
    let mut stories: Vec<Story> = Vec::new();
    let (mut named, mut length): (HashSet<&String>, usize) = (HashSet::new(), 0);
    for (at, sentence) in sentences.into_iter().enumerate() {
        let goes_on = words[at..words.len().min(at + 3)].iter().any(|w| w.iter().any(|w| named.contains(w)));
        match stories.last_mut() {
            Some(story) if goes_on && length < 12 => {
                let shift = story.text.len() + 1;
                story.text.push('\n');
                story.text.push_str(&sentence.text);
                story.names.extend(
                    sentence
                        .names
                        .iter()
                        .map(|(s, k)| (Span::new(s.start as usize + shift, s.end as usize + shift), *k)),
                );
            }
            _ => {
                stories.push(sentence);
                named.clear();
                length = 0;
            }
        }
        length += 1;
        named.extend(&words[at]);
    }
    for story in &mut stories {
        agree(story);
    }
    stories
}

fn named_words(story: &Story) -> HashSet<String> {
    story
        .names
        .iter()
        .flat_map(|(span, _)| span.of(&story.text).split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.len() > 2 && w.starts_with(char::is_uppercase))
        .map(str::to_owned)
        .collect()
}

/// One name, one type within a story; a surname follows the full name.
fn agree(story: &mut Story) {
    let mut votes: HashMap<String, [u32; 4]> = HashMap::new();
    let mut surnames: HashSet<String> = HashSet::new();
    for (span, kind) in &story.names {
        let name = span.of(&story.text);
        votes.entry(name.to_owned()).or_default()[*kind as usize] += 1;
        if *kind == Kind::Per
            && let Some((_, last)) = name.rsplit_once(' ')
        {
            surnames.insert(last.to_owned());
        }
    }
    let text = &story.text;
    for (span, kind) in &mut story.names {
        let name = span.of(text);
        if surnames.contains(name) {
            *kind = Kind::Per;
            continue;
        }
        let counts = votes[name];
        let top = Kind::ALL.into_iter().max_by_key(|k| counts[*k as usize]).unwrap_or(*kind);
        if counts[top as usize] > counts[*kind as usize] {
            *kind = top;
        }
    }
}
