//! The rules by name. What each says, and sentences for which it must fire or stay silent, stands in
//! `data/encounters/rules.toml`.

/// One rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as the record gives it: "meet.object".
    pub id: &'static str,
    /// Of a hundred records that rest on this rule alone, how many were right on development gold.
    pub precision: u8,
}

include!(concat!(env!("OUT_DIR"), "/encounter_rules.rs"));
