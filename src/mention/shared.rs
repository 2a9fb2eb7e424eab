//! Names that bodies of many countries have: "the National Assembly" is France's only where the story speaks of France.

use super::{EntityType, Form, Mention};

/// The names in lower case, sorted (`data/mention/shared.tsv`).
static NAMES: &[&str] = include!(concat!(env!("OUT_DIR"), "/mention_shared.rs"));

/// Takes from the bodies of such a name the gazetteer's entry, where nothing else in the story is of its country.
pub(super) fn settle(text: &str, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let m = &mentions[at];
        let Some(country) = m.country.filter(|_| m.kind == EntityType::Organisation && m.entry.is_some()) else {
            continue;
        };
        let name = m.span.of(text).to_lowercase();
        if NAMES.binary_search(&name.as_str()).is_err() {
            continue;
        }
        let of_country = |n: &Mention| {
            n.country == Some(country)
                && (matches!(n.kind, EntityType::Country | EntityType::Place) || n.form == Form::Demonym)
        };
        if !mentions.iter().any(of_country) {
            (mentions[at].entry, mentions[at].country) = (None, None);
        }
    }
}
