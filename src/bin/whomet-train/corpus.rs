//! Annotated stories: reading them, and turning them into examples.

use std::fs;

use crate::perceptron::Dice;
use serde::Deserialize;
use whomet::{
    gazetteer,
    knowledge::{Class, Knowledge},
    mention::{
        EntityType, Form,
        learn::{Kind, Lesson, OUTSIDE, Part, label as label_of, mentions},
    },
    span::{Span, TokenRange},
    token::{self, Tokens},
    zone,
};

/// One annotated story.
pub struct Story {
    pub text: String,
    /// The names by their bytes.
    pub names: Vec<(Span, Kind)>,
}

/// One run with the label of each token.
pub struct Example {
    pub features: Vec<Vec<(u32, u32)>>,
    pub labels: Vec<u8>,
    /// The part of the silver text that it belongs to; labels of the others judge it.
    pub fold: Option<usize>,
}

/// How a story is made harder, so that less leans on what the gazetteer lists and on what the rest of the story tells.
#[derive(Clone, Copy)]
pub struct Variety {
    /// The share of words that the gazetteer forgets.
    pub forget: f64,
    /// The share of stories that fall into pieces of two sentences.
    pub scatter: f64,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    text: String,
    #[serde(default)]
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    r#type: String,
}

/// Reads a file of stories.
pub fn read(file: &str) -> Result<Vec<Story>, String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    if file.ends_with(".txt") {
        return brackets(&text).map_err(|(line, what)| format!("{file}:{line}: {what}"));
    }
    let mut stories = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|e| format!("{file}:{}: {e}", number + 1))?;
        let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(line.text.len());
        let names = line
            .entities
            .iter()
            .filter_map(|e| Some((Span::new(*bytes.get(e.start)?, *bytes.get(e.end)?), kind(&e.r#type)?)))
            .collect();
        stories.push(Story { text: line.text, names });
    }
    Ok(stories)
}

/// Writes the names that a table finds in the stories of a file, in the form of the file.
pub fn label(table: &[u8], file: &str) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|e| format!("{file}:{}: {e}", number + 1))?;
        let mut points = vec![0; line.text.len() + 1];
        let mut count = 0;
        for (at, _) in line.text.char_indices() {
            points[at] = count;
            count += 1;
        }
        points[line.text.len()] = count;
        let entities: Vec<serde_json::Value> = mentions(table, &line.text)
            .iter()
            .map(|m| {
                let kind = match (m.form, m.kind) {
                    (Form::Metonym, _) | (_, EntityType::Country | EntityType::Place) => "LOC",
                    (_, EntityType::Person) => "PER",
                    (_, EntityType::Organisation | EntityType::Company) => "ORG",
                    _ => "MISC",
                };
                serde_json::json!({"start": points[m.span.start as usize], "end": points[m.span.end as usize], "type": kind})
            })
            .collect();
        println!("{}", serde_json::json!({"id": line.id, "entities": entities}));
    }
    Ok(())
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "PER" => Kind::Per,
        "ORG" => Kind::Org,
        "LOC" => Kind::Loc,
        "MISC" => Kind::Misc,
        _ => return None,
    })
}

/// Stories with `[PER Ana Lind]` in the text, an empty line between stories, `#` before a remark.
fn brackets(text: &str) -> Result<Vec<Story>, (usize, String)> {
    let mut stories = Vec::new();
    let mut story = Story { text: String::new(), names: Vec::new() };
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            if !story.text.is_empty() {
                stories.push(std::mem::replace(&mut story, Story { text: String::new(), names: Vec::new() }));
            }
            continue;
        }
        let mut rest = line;
        while let Some(open) = rest.find('[') {
            story.text.push_str(&rest[..open]);
            let inner = &rest[open + 1..];
            let close = inner.find(']').ok_or((number + 1, "a bracket is not closed".to_owned()))?;
            let (name, words) = inner[..close].split_once(' ').unwrap_or((&inner[..close], ""));
            let kind = kind(name).ok_or((number + 1, format!("\"{name}\" is no type; PER, ORG, LOC, MISC are")))?;
            let start = story.text.len();
            story.text.push_str(words);
            story.names.push((Span::new(start, story.text.len()), kind));
            rest = &inner[close + 1..];
        }
        story.text.push_str(rest);
        story.text.push('\n');
    }
    Ok(stories)
}

/// A story's tokens, its gazetteer hits and its lesson.
pub struct Read {
    pub tokens: Tokens,
    pub lesson: Lesson,
    pub runs: Vec<whomet::mention::learn::Example>,
}

/// Reads a story as the recogniser does; the gazetteer does not know of the words that it is to `forget`.
pub fn look(text: &str, forget: impl Fn(&str) -> bool) -> Read {
    let zones = zone::divide(text);
    let mut tokens = Tokens::default();
    token::split(text, &zones, &mut tokens);
    let mut lesson = Lesson::default();
    let mut hits = Vec::new();
    gazetteer::lookup(&tokens, Knowledge::embedded(), &mut hits);
    hits.retain(|h| !h.tokens.range().any(|i| forget(tokens.folded(i))));
    let runs = lesson.examples(text, &tokens, &hits);
    Read { tokens, lesson, runs }
}

/// The examples of a story; every eighth gets a headline in capitals made of its first sentence.
pub fn examples(story: &Story, silver: bool, turn: usize, variety: Variety) -> Vec<Example> {
    let mut dice = Dice::new(turn as u64 + 77);
    dice.roll();
    let forget = (if silver { 0.0 } else { variety.forget }, dice.roll());
    if turn % 8 == 5 {
        return labelled(&with_headline(story, turn % 16 == 5), silver, forget);
    }
    if silver && dice.chance(variety.scatter) {
        return pieces(story).iter().flat_map(|piece| labelled(piece, silver, forget)).collect();
    }
    labelled(story, silver, forget)
}

/// A story in pieces of two sentences.
fn pieces(story: &Story) -> Vec<Story> {
    let read = look(&story.text, |_| false);
    let sentences = &read.tokens.sentences;
    let mut out = Vec::new();
    for pair in sentences.chunks(2) {
        let (Some(first), Some(last)) = (pair.first(), pair.last()) else { continue };
        let span = read.tokens.span(TokenRange { first: first.tokens.first, end: last.tokens.end });
        let inside = |s: &Span| span.start <= s.start && s.end <= span.end;
        let shift = |s: &Span| Span { start: s.start - span.start, end: s.end - span.start };
        let names = story.names.iter().filter(|(s, _)| inside(s)).map(|(s, k)| (shift(s), *k)).collect();
        out.push(Story { text: span.of(&story.text).to_owned(), names });
    }
    out
}

fn with_headline(story: &Story, capitals: bool) -> Story {
    let end = story.text.find(". ").or(story.text.find('\n')).unwrap_or(story.text.len());
    let mut text = String::new();
    let mut places = vec![0; end + 1];
    let mut skip = false;
    for (at, c) in story.text[..end].char_indices() {
        if at == 0 || story.text[..at].ends_with(' ') {
            let word = story.text[at..].split(' ').next().unwrap_or("");
            skip = matches!(word, "the" | "The" | "a" | "A" | "an" | "An");
            places[at] = text.len();
            if !skip {
                let small = matches!(word, "of" | "and" | "in" | "to" | "for" | "on" | "at" | "by");
                if capitals || !small {
                    text.extend(c.to_uppercase());
                } else {
                    text.push(c);
                }
            }
            continue;
        }
        places[at] = text.len();
        if skip {
            skip = c != ' ';
        } else if capitals {
            text.extend(c.to_uppercase());
        } else {
            text.push(c);
        }
    }
    places[end] = text.len();
    let shift = text.len() + 1;
    let mut names: Vec<_> = story
        .names
        .iter()
        .filter(|(s, _)| (s.end as usize) <= end && places[s.start as usize] < places[s.end as usize])
        .map(|(s, k)| (Span::new(places[s.start as usize], places[s.end as usize]), *k))
        .collect();
    names.extend(story.names.iter().map(|(s, k)| (Span::new(s.start as usize + shift, s.end as usize + shift), *k)));
    Story { text: format!("{text}\n{}", story.text), names }
}

fn labelled(story: &Story, silver: bool, (share, seed): (f64, u64)) -> Vec<Example> {
    let read = look(&story.text, |_| false);
    let tokens = &read.tokens;
    let mut labels = vec![OUTSIDE as u8; tokens.len()];
    for &(span, kind) in &story.names {
        let (mut first, mut end) = (tokens.at(span.start as usize), tokens.at(span.end as usize));
        let mut kind = kind;
        if silver {
            let range;
            (range, kind) = mend(tokens, &read.lesson, TokenRange::new(first, end.max(first)), kind);
            (first, end) = (range.first as usize, range.end as usize);
        }
        if first < end {
            set(&mut labels[first..end], kind);
        }
    }
    let runs = if share > 0.0 {
        let chosen = |word: &str| {
            let hash = word.bytes().fold(seed | 1, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
            Dice::new(hash).chance(share)
        };
        look(&story.text, chosen).runs
    } else {
        read.runs
    };
    runs.into_iter()
        .map(|run| {
            let mut labels = labels[run.tokens.range()].to_vec();
            whole(&mut labels);
            Example { features: run.features, labels, fold: None }
        })
        .collect()
}

/// A name that reaches out of its run loses its label there.
fn whole(labels: &mut [u8]) {
    let mut at = 0;
    while at < labels.len() {
        let begins = labels[at] != 0 && matches!((labels[at] - 1) % 4, 0 | 3);
        let unit = labels[at] != 0 && (labels[at] - 1) % 4 == 3;
        let mut end = at + 1;
        if begins && !unit {
            while end < labels.len() && labels[end] != 0 && (labels[end] - 1) % 4 == 1 {
                end += 1;
            }
            end = (end + 1).min(labels.len());
        }
        let sound = begins && (unit || (end - at > 1 && labels[end - 1] != 0 && (labels[end - 1] - 1) % 4 == 2));
        if !sound {
            labels[at..end].fill(0);
        }
        at = end;
    }
}

fn set(labels: &mut [u8], kind: Kind) {
    let last = labels.len() - 1;
    for (at, l) in labels.iter_mut().enumerate() {
        *l = label_of(
            kind,
            match (at, last) {
                (0, 0) => Part::Unit,
                (0, _) => Part::Begin,
                _ if at == last => Part::Last,
                _ => Part::Inside,
            },
        ) as u8;
    }
}

/// Silver names: titles off, "the" and the genitive off, countries are places, nationalities are none.
fn mend(tokens: &Tokens, lesson: &Lesson, range: TokenRange, kind: Kind) -> (TokenRange, Kind) {
    let (mut first, mut end) = (range.first as usize, range.end as usize);
    while first < end && (kind == Kind::Per && lesson.is_title(first) || tokens.folded(first) == "the") {
        first += 1;
    }
    while first < end && matches!(tokens.folded(end - 1), "'s" | "'" | "," | ".") {
        end -= 1;
    }
    let range = TokenRange::new(first, end.max(first));
    let listed = |class| lesson.listed(range, class);
    let kind = match kind {
        _ if listed(Class::Country) && !listed(Class::Person) => Kind::Loc,
        _ if range.len() == 1 && listed(Class::Demonym) && !listed(Class::Country) => Kind::Misc,
        kind => kind,
    };
    (range, kind)
}
