//! Enriched ninjs: the item with whom and what it names, and its encounters as associated events.

use serde_json::{Map, Value, json};

use super::name;
use crate::{
    article::{self, Article},
    record::{Encounter, EntityType, Part, Record},
};

/// Which ninjs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// 1.6: `person`, `organisation`, `place`, `event`.
    One,
    /// 3.1: `people`, `organisations`, `places`, and associations of the type event.
    Three,
}

/// The item of a record.
#[must_use]
pub fn write(record: &Record, article: &Article, generation: Generation) -> Value {
    let head = &record.article;
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| {
        if !matches!(&value, Value::Null) && value.as_array().is_none_or(|a| !a.is_empty()) {
            item.insert(key.to_owned(), value);
        }
    };
    put("uri", uri(&head.id).into());
    put("type", "text".into());
    put("language", head.language.clone().into());
    let of = |kinds: &[EntityType]| -> Vec<Value> {
        let found = record.entities.iter().filter(|e| kinds.contains(&e.kind));
        found
            .map(|e| match (generation, &e.wikidata) {
                (_, None) => json!({"name": e.name, "rel": "mentions"}),
                (Generation::One, Some(q)) => {
                    json!({"name": e.name, "rel": "mentions", "scheme": "http://www.wikidata.org/entity/", "code": q})
                }
                (Generation::Three, Some(q)) => {
                    json!({"name": e.name, "rel": "mentions", "uri": format!("http://www.wikidata.org/entity/{q}")})
                }
            })
            .collect()
    };
    let people = of(&[EntityType::Person]);
    let bodies = of(&[EntityType::Organisation, EntityType::Company]);
    let places = of(&[EntityType::Place, EntityType::Country]);
    match generation {
        Generation::One => {
            put("headline", head.headline.clone().into());
            put("byline", head.byline.clone().into());
            put("body_text", article.text.clone().into());
            put("person", people.into());
            put("organisation", bodies.into());
            put("place", places.into());
            let events = record.encounters.iter().map(|e| json!({"name": title(e), "rel": "mentions"}));
            put("event", events.collect::<Vec<_>>().into());
        }
        Generation::Three => {
            let schema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";
            put("standard", json!({"name": "ninjs", "version": "3.1", "schema": schema}));
            put("headlines", head.headline.iter().map(|h| json!({"role": "main", "value": h})).collect());
            put("by", head.byline.clone().into());
            put("bodies", json!([{"role": "main", "contentType": "text/plain", "value": article.text}]));
            put("people", people.into());
            put("organisations", bodies.into());
            put("places", places.into());
            put("associations", record.encounters.iter().map(|e| event(record, e)).collect());
        }
    }
    Value::Object(item)
}

/// Identifiers that are no addresses or names of their own are given a scheme.
fn uri(id: &str) -> String {
    let hex = |at: usize| id.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    let plain = id.bytes().enumerate().all(|(at, b)| match b {
        b'%' => hex(at),
        b'[' | b']' => false,
        b => b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b),
    }) && id.bytes().filter(|b| *b == b'#').count() < 2;
    let scheme = id.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if plain && scheme {
        return id.to_owned();
    }
    let mut out = String::from("urn:whomet:");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b':' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn title(encounter: &Encounter) -> String {
    let names: Vec<_> = encounter.participants.iter().map(|p| p.name.as_str()).collect();
    format!("{} ({}): {}", name(&encounter.kind), name(&encounter.status), names.join(", "))
}

/// An encounter as an event of its own. Status, evidence and confidence have no place in the standard: the record has them.
fn event(record: &Record, encounter: &Encounter) -> Value {
    let story = uri(&record.article.id);
    // A fragment has no fragments.
    let uri = format!("{story}{}{}", if story.contains('#') { '.' } else { '#' }, encounter.id);
    let mut item =
        json!({"name": encounter.id, "rel": "mentions", "uri": uri, "type": "event", "title": title(encounter)});
    let rel = |part: Option<Part>| match part {
        Some(Part::Host) => "host",
        Some(Part::Guest) => "visitor",
        Some(Part::Mediator) => "mediator",
        None => "participant",
    };
    let parties = |person: bool| -> Vec<Value> {
        let of = encounter.participants.iter().filter(|p| (name(&p.kind) == "person") == person);
        of.map(|p| json!({"name": p.name, "rel": rel(p.part)})).collect()
    };
    for (key, list) in [("people", parties(true)), ("organisations", parties(false))] {
        if !list.is_empty() {
            item[key] = list.into();
        }
    }
    if let Some(place) = &encounter.place {
        item["places"] = json!([{"name": place.name.as_ref().unwrap_or(&place.text)}]);
    }
    let value = encounter.when.as_ref().and_then(|w| w.value.as_deref());
    let first = value.map(|v| v.split('/').next().unwrap_or(v));
    // The standard takes a year, a month or a day here, and a time to the second for other dates.
    if let Some(date) = first.filter(|d| is_truncated(d)) {
        item["eventDetails"] = json!({"dates": {"expectedStartDate": date}});
    }
    item
}

fn is_truncated(date: &str) -> bool {
    let padded = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    padded.len() == 10 && article::day(&padded).is_some()
}
