//! Annotation: brat standoff and CoNLL columns.

use std::{collections::HashMap, fmt::Write as _};

use super::name;
use crate::{
    record::{OffsetMap, Record},
    token::Tokens,
};

/// What a folder of annotation needs beside its stories, by file name: the types that [`brat`] writes, and where the items lie
/// that its notes refer to.
pub const BRAT_FILES: [(&str, &str); 2] =
    [("annotation.conf", include_str!("annotation.conf")), ("tools.conf", include_str!("tools.conf"))];

/// brat's `.ann` of a story, whose text is its `.txt`: mentions, dates and triggers as text-bound annotations, encounters as
/// events, statuses as attributes, Wikidata items as notes. brat counts code points: other offsets are for other readers.
pub fn brat(record: &Record, out: &mut String) {
    let unit = record.whomet.offsets;
    let mut bound = 0;
    let mut first_of = HashMap::new();
    // "The two ministers" are a mention of each, and one word may tell of two encounters: one annotation all the same.
    let mut shared = HashMap::new();
    let mut t = |out: &mut String, kind: &str, start: u32, end: u32, text: &str| {
        let known = *shared.entry((kind.to_owned(), start, end)).or_insert(bound + 1);
        if known <= bound {
            return known;
        }
        bound += 1;
        let _ = write!(out, "T{bound}\t{kind} ");
        // A span over several lines is several spans to brat.
        let mut at = start;
        for (number, line) in text.split('\n').enumerate() {
            let length = unit.length(line);
            let _ = write!(out, "{}{at} {}", if number > 0 { ";" } else { "" }, at + length);
            at += length + 1;
        }
        debug_assert_eq!(at, end + 1);
        let _ = writeln!(out, "\t{}", text.replace('\n', " "));
        bound
    };
    let mut notes = 0;
    for entity in &record.entities {
        let kind = capital(&name(&entity.kind));
        for mention in &entity.mentions {
            let id = t(out, &kind, mention.start, mention.end, &mention.text);
            first_of.entry(entity.id.clone()).or_insert(id);
        }
        if let (Some(item), Some(id)) = (&entity.wikidata, first_of.get(&entity.id)) {
            notes += 1;
            let _ = writeln!(out, "N{notes}\tReference T{id} Wikidata:{item}\t{}", entity.name);
        }
    }
    for date in &record.dates {
        let id = t(out, "Date", date.start, date.end, &date.text);
        let _ = writeln!(out, "#{id}\tAnnotatorNotes T{id}\t{}", date.value);
    }
    for (number, encounter) in (1..).zip(&record.encounters) {
        let Some(evidence) = encounter.evidence.first() else { continue };
        let trigger = &evidence.trigger;
        let kind = capital(&name(&encounter.kind));
        let id = t(out, &kind, trigger.start, trigger.end, &trigger.text);
        let mut arguments = String::new();
        let parties = encounter.participants.iter().filter_map(|p| first_of.get(&p.entity));
        for (count, party) in (1..).zip(parties) {
            let suffix = if count > 1 { count.to_string() } else { String::new() };
            let _ = write!(arguments, " Participant{suffix}:T{party}");
        }
        for (count, about) in (1..).zip(&encounter.about) {
            let topic = t(out, "Topic", about.start, about.end, &about.text);
            let suffix = if count > 1 { count.to_string() } else { String::new() };
            let _ = write!(arguments, " About{suffix}:T{topic}");
        }
        let _ = writeln!(out, "E{number}\t{kind}:T{id}{arguments}");
        let _ = writeln!(out, "A{number}\tStatus E{number} {}", capital(&name(&encounter.status)));
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Token and BIO tag a line, an empty line after each sentence: the names of the story (pronouns and offices left out).
pub fn conll(record: &Record, text: &str, tokens: &Tokens, points: &OffsetMap, out: &mut String) {
    let mut spans: Vec<(u32, u32, &str)> = Vec::new();
    for entity in &record.entities {
        let tag = match &*name(&entity.kind) {
            "person" => "PER",
            "organisation" | "company" => "ORG",
            "place" | "country" => "LOC",
            _ => continue,
        };
        let named = entity.mentions.iter().filter(|m| matches!(&*name(&m.form), "name" | "alias"));
        spans.extend(named.map(|m| (m.start, m.end, tag)));
    }
    // The longest of those that begin together; none inside another.
    spans.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    let mut last = 0;
    spans.retain(|&(start, end, _)| {
        let apart = start >= last;
        if apart {
            last = end;
        }
        apart
    });
    let mut next = 0;
    let _ = writeln!(out, "# newdoc id = {}", record.article.id.replace(['\n', '\r'], " "));
    for sentence in &tokens.sentences {
        for index in sentence.tokens.range() {
            let span = tokens.tokens[index].span;
            let (start, end) = (points.at(text, span.start), points.at(text, span.end));
            while spans.get(next).is_some_and(|s| s.1 <= start) {
                next += 1;
            }
            let tag = match spans.get(next) {
                Some(&(first, _, tag)) if first < end => format!("{}-{tag}", if start <= first { "B" } else { "I" }),
                _ => "O".to_owned(),
            };
            let _ = writeln!(out, "{}\t{tag}", span.of(text).replace(['\t', '\n', '\r'], " "));
        }
        out.push('\n');
    }
}
