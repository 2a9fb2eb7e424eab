//! Flat rows: an encounter, an entity or an article a row, as JSON lines, CSV or TSV.

use serde_json::{Map, Value, json};

use super::name;
use crate::record::{Entity, Record};

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// An encounter.
    Encounters,
    /// An entity.
    Entities,
    /// An article.
    Articles,
}

/// How the columns are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// JSON objects: no columns.
    Json,
    /// CSV as RFC 4180 has it.
    Comma,
    /// TSV: tabs and line ends within a cell are spaces.
    Tab,
}

const ENCOUNTERS: &[&str] = &[
    "article",
    "published",
    "source",
    "url",
    "headline",
    "encounter",
    "kind",
    "status",
    "participants",
    "roles",
    "countries",
    "parts",
    "wikidata",
    "about",
    "when",
    "when_text",
    "where",
    "where_country",
    "confidence",
    "rule",
    "trigger",
    "evidence",
    "start",
    "end",
];
const ENTITIES: &[&str] =
    &["article", "published", "entity", "type", "name", "country", "wikidata", "roles", "mentions", "start", "end"];
const ARTICLES: &[&str] = &[
    "article",
    "source",
    "url",
    "headline",
    "byline",
    "credit",
    "published",
    "published_from",
    "dateline_place",
    "dateline_country",
    "dateline_date",
    "entities",
    "dates",
    "encounters",
];

/// The line that names the columns; nothing for JSON.
#[must_use]
pub fn head(rows: Rows, separator: Separator) -> String {
    if separator == Separator::Json { String::new() } else { line(columns(rows).iter().copied(), separator) }
}

fn columns(rows: Rows) -> &'static [&'static str] {
    match rows {
        Rows::Encounters => ENCOUNTERS,
        Rows::Entities => ENTITIES,
        Rows::Articles => ARTICLES,
    }
}

/// Adds the rows of one record.
pub fn write(record: &Record, rows: Rows, separator: Separator, out: &mut String) {
    let made: Vec<Map<String, Value>> = match rows {
        Rows::Encounters => encounters(record),
        Rows::Entities => record.entities.iter().map(|e| entity(record, e)).collect(),
        Rows::Articles => vec![article(record)],
    };
    for row in made {
        if separator == Separator::Json {
            out.push_str(&Value::Object(row).to_string());
            out.push('\n');
        } else {
            let cells: Vec<String> = columns(rows).iter().map(|c| cell(row.get(*c))).collect();
            out.push_str(&line(cells.iter().map(String::as_str), separator));
        }
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn encounters(record: &Record) -> Vec<Map<String, Value>> {
    let head = &record.article;
    let wikidata = |id: &str| record.entities.iter().find(|e| e.id == id).and_then(|e| e.wikidata.clone());
    let row = |e: &crate::record::Encounter| {
        let all = &e.participants;
        let first = e.evidence.first();
        object(json!({
            "article": head.id, "published": head.published, "source": head.source, "url": head.url, "headline": head.headline,
            "encounter": e.id, "kind": e.kind, "status": e.status,
            "participants": all.iter().map(|p| &p.name).collect::<Vec<_>>(),
            "roles": all.iter().map(|p| &p.role).collect::<Vec<_>>(),
            "countries": all.iter().map(|p| &p.country).collect::<Vec<_>>(),
            "parts": all.iter().map(|p| &p.part).collect::<Vec<_>>(),
            "wikidata": all.iter().map(|p| wikidata(&p.entity)).collect::<Vec<_>>(),
            "about": e.about.iter().map(|a| &a.text).collect::<Vec<_>>(),
            "when": e.when.as_ref().and_then(|w| w.value.clone()),
            "when_text": e.when.as_ref().map(|w| &w.text),
            "where": e.place.as_ref().map(|p| p.name.as_ref().unwrap_or(&p.text)),
            "where_country": e.place.as_ref().and_then(|p| p.country.clone()),
            "confidence": e.confidence,
            "rule": first.map(|f| &f.rule), "trigger": first.map(|f| &f.trigger.text), "evidence": first.map(|f| &f.text),
            "start": first.map(|f| f.start), "end": first.map(|f| f.end),
        }))
    };
    record.encounters.iter().map(row).collect()
}

fn entity(record: &Record, entity: &Entity) -> Map<String, Value> {
    let first = entity.mentions.first();
    object(json!({
        "article": record.article.id, "published": record.article.published, "entity": entity.id, "type": entity.kind,
        "name": entity.name, "country": entity.country, "wikidata": entity.wikidata,
        "roles": entity.roles.iter().map(|r| &r.title).collect::<Vec<_>>(),
        "mentions": entity.mentions.len(), "start": first.map(|m| m.start), "end": first.map(|m| m.end),
    }))
}

fn article(record: &Record) -> Map<String, Value> {
    let a = &record.article;
    let dateline = a.dateline.as_ref();
    object(json!({
        "article": a.id, "source": a.source, "url": a.url, "headline": a.headline, "byline": a.byline, "credit": a.credit,
        "published": a.published, "published_from": a.published_from.as_ref().map(name),
        "dateline_place": dateline.and_then(|d| d.place.clone()), "dateline_country": dateline.and_then(|d| d.country.clone()),
        "dateline_date": dateline.and_then(|d| d.date.clone()),
        "entities": record.entities.len(), "dates": record.dates.len(), "encounters": record.encounters.len(),
    }))
}

/// A list in one cell: its items parted by "; ", empty where one is not known, so that all lists of a row run side by side.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            if items.iter().all(Value::is_null) {
                return String::new();
            }
            items.iter().map(|i| cell(Some(i))).collect::<Vec<_>>().join("; ")
        }
        Some(other) => other.to_string(),
    }
}

pub(super) fn line<'c>(cells: impl Iterator<Item = &'c str>, separator: Separator) -> String {
    let mut out = String::new();
    for (number, cell) in cells.enumerate() {
        if separator == Separator::Tab {
            out.push_str(if number > 0 { "\t" } else { "" });
            out.extend(cell.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        } else {
            out.push_str(if number > 0 { "," } else { "" });
            if cell.contains([',', '"', '\n', '\r']) {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
            }
        }
    }
    out.push('\n');
    out
}
