//! Flat rows: an encounter, an entity or an article a row, as JSON lines, CSV or TSV.

use serde_json::{Map, Value, json};

use super::{name, wikidata};
use crate::record::{Entity, Record};

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// An encounter.
    Encounters,
    /// A participant of an encounter.
    Participants,
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

/// What the cells of a column hold; any may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// A text.
    Text,
    /// A day such as `2025-04-16`.
    Day,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// Texts, some of them null where they run beside another list.
    List,
}

/// A column: its name and what its cells hold.
pub type Column = (&'static str, Cells);

const ENCOUNTERS: &[Column] = &[
    ("article", Cells::Text),
    ("published", Cells::Day),
    ("source", Cells::Text),
    ("url", Cells::Text),
    ("headline", Cells::Text),
    ("encounter", Cells::Text),
    ("kind", Cells::Text),
    ("status", Cells::Text),
    ("participants", Cells::List),
    ("roles", Cells::List),
    ("countries", Cells::List),
    ("parts", Cells::List),
    ("wikidata", Cells::List),
    ("about", Cells::List),
    ("when", Cells::Text),
    ("when_text", Cells::Text),
    ("where", Cells::Text),
    ("where_country", Cells::Text),
    ("confidence", Cells::Number),
    ("rule", Cells::Text),
    ("trigger", Cells::Text),
    ("evidence", Cells::Text),
    ("start", Cells::Count),
    ("end", Cells::Count),
];
const PARTICIPANTS: &[Column] = &[
    ("article", Cells::Text),
    ("published", Cells::Day),
    ("encounter", Cells::Text),
    ("kind", Cells::Text),
    ("status", Cells::Text),
    ("when", Cells::Text),
    ("confidence", Cells::Number),
    ("position", Cells::Count),
    ("entity", Cells::Text),
    ("type", Cells::Text),
    ("name", Cells::Text),
    ("role", Cells::Text),
    ("country", Cells::Text),
    ("part", Cells::Text),
    ("wikidata", Cells::Text),
];
const ENTITIES: &[Column] = &[
    ("article", Cells::Text),
    ("published", Cells::Day),
    ("entity", Cells::Text),
    ("type", Cells::Text),
    ("name", Cells::Text),
    ("country", Cells::Text),
    ("wikidata", Cells::Text),
    ("roles", Cells::List),
    ("mentions", Cells::Count),
    ("start", Cells::Count),
    ("end", Cells::Count),
];
const ARTICLES: &[Column] = &[
    ("article", Cells::Text),
    ("source", Cells::Text),
    ("url", Cells::Text),
    ("headline", Cells::Text),
    ("byline", Cells::Text),
    ("credit", Cells::Text),
    ("published", Cells::Day),
    ("published_from", Cells::Text),
    ("dateline_place", Cells::Text),
    ("dateline_country", Cells::Text),
    ("dateline_date", Cells::Day),
    ("entities", Cells::Count),
    ("dates", Cells::Count),
    ("encounters", Cells::Count),
];

/// The line that names the columns; nothing for JSON.
#[must_use]
pub fn head(rows: Rows, separator: Separator) -> String {
    if separator == Separator::Json { String::new() } else { line(columns(rows).iter().map(|c| c.0), separator) }
}

/// The columns of a table.
#[must_use]
pub fn columns(rows: Rows) -> &'static [Column] {
    match rows {
        Rows::Encounters => ENCOUNTERS,
        Rows::Participants => PARTICIPANTS,
        Rows::Entities => ENTITIES,
        Rows::Articles => ARTICLES,
    }
}

/// Adds the rows of one record.
pub fn write(record: &Record, rows: Rows, separator: Separator, out: &mut String) {
    for row in cells(record, rows) {
        if separator == Separator::Json {
            out.push_str(&Value::Object(row).to_string());
            out.push('\n');
        } else {
            let cells: Vec<String> = columns(rows).iter().map(|c| cell(row.get(c.0))).collect();
            out.push_str(&line(cells.iter().map(String::as_str), separator));
        }
    }
}

/// The rows of one record, their cells by the names of the columns.
pub(super) fn cells(record: &Record, rows: Rows) -> Vec<Map<String, Value>> {
    match rows {
        Rows::Encounters => encounters(record),
        Rows::Participants => participants(record),
        Rows::Entities => record.entities.iter().map(|e| entity(record, e)).collect(),
        Rows::Articles => vec![article(record)],
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn participants(record: &Record) -> Vec<Map<String, Value>> {
    let head = &record.article;
    let rows = record.encounters.iter().flat_map(|e| e.participants.iter().enumerate().map(move |p| (e, p)));
    rows.map(|(e, (place, p))| {
        object(json!({
            "article": head.id, "published": head.published, "encounter": e.id, "kind": e.kind, "status": e.status,
            "when": e.when.as_ref().and_then(|w| w.value.clone()), "confidence": e.confidence, "position": place + 1,
            "entity": p.entity, "type": p.kind, "name": p.name, "role": p.role, "country": p.country, "part": p.part,
            "wikidata": wikidata(record, &p.entity),
        }))
    })
    .collect()
}

fn encounters(record: &Record) -> Vec<Map<String, Value>> {
    let head = &record.article;
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
            "wikidata": all.iter().map(|p| wikidata(record, &p.entity)).collect::<Vec<_>>(),
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
