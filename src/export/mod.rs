//! Records in the forms that other programs take: tables, event data, annotation, graphs, calendars, ninjs.
//!
//! The record stays the whole truth: every other form leaves something out, and says so where it is made.

mod calendar;
#[cfg(feature = "sqlite")]
mod database;
mod flat;
mod graph;
mod ninjs;
#[cfg(feature = "parquet")]
mod parquet;
mod plover;
mod standoff;

pub use calendar::{HEAD as CALENDAR_HEAD, TAIL as CALENDAR_TAIL, write as calendar};
#[cfg(feature = "sqlite")]
pub use database::{Database, SCHEMA as DATABASE_SCHEMA};
pub use flat::{Cells, Column, Rows, Separator, columns as rows_columns, head as rows_head, write as rows};
pub use graph::Graph;
pub use ninjs::{Generation, write as ninjs};
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
pub use plover::{POLECAT, cameo, plover, polecat};
pub use standoff::{BRAT_FILES, brat, conll};

use crate::record::Record;

/// The name of a value as the record's JSON writes it.
fn name<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The Wikidata item of the entity with that identifier.
fn wikidata(record: &Record, entity: &str) -> Option<String> {
    record.entities.iter().find(|e| e.id == entity).and_then(|e| e.wikidata.clone())
}

/// Text for XML, between tags and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Other control characters have no place in XML.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
