//! `--explain`: why each encounter was found, for people.

use std::fmt::Write as _;

use crate::{pipeline::Layers, record::Record};

/// The explanation of one story.
pub(super) fn story(record: &Record, _layers: &Layers, _text: &str) -> String {
    let mut out = String::new();
    let head = &record.article;
    let _ = writeln!(out, "story {}", head.id);
    if let Some(published) = &head.published {
        let _ = writeln!(out, "  published {published}");
    }
    let _ = writeln!(out, "  {} encounters", record.encounters.len());
    out
}
