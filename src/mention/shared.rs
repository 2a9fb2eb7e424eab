//! Names that bodies of many countries have: "the National Assembly" is France's only where the story speaks of France.

use super::{EntityType, Form, Mention};
use crate::{country::Country, hash::Set};

/// The names in lower case, sorted (`data/mention/shared.tsv`).
static NAMES: &[&str] = include!(concat!(env!("OUT_DIR"), "/mention_shared.rs"));

/// Takes from the bodies of such a name the gazetteer's entry, where nothing else in the story is of its country.
pub(super) fn settle(text: &str, mentions: &mut [Mention]) {
    let shares = |m: &Mention| {
        m.kind == EntityType::Organisation
            && m.country.is_some()
            && m.entry.is_some()
            && NAMES.binary_search(&m.span.of(text).to_lowercase().as_str()).is_ok()
    };
    let Some(first) = mentions.iter().position(shares) else { return };
    let told = |m: &&Mention| matches!(m.kind, EntityType::Country | EntityType::Place) || m.form == Form::Demonym;
    let countries: Set<Country> = mentions.iter().filter(told).filter_map(|m| m.country).collect();
    for m in &mut mentions[first..] {
        if shares(m) && m.country.is_some_and(|c| !countries.contains(&c)) {
            (m.entry, m.country) = (None, None);
        }
    }
}
