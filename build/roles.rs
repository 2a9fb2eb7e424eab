//! `data/roles/*.tsv` → one table of words with what each may be inside a title, laid out as a hash table, and the list of
//! titles that belong to one country.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use crate::{
    tsv::{self, Row},
    words::table,
};

/// Categories of heads, in the order of `role::Category`.
const CATEGORIES: &[&str] = &[
    "leader",
    "minister",
    "diplomat",
    "legislator",
    "governor",
    "official",
    "spokesman",
    "media",
    "military",
    "police",
    "royal",
    "church",
    "business",
    "law",
    "academic",
    "party",
    "person",
];

const HEAD: u32 = 1;
const PLURAL: u32 = 1 << 1;
const RANK: u32 = 1 << 2;
const PORTFOLIO: u32 = 1 << 3;
const QUALITY: u32 = 1 << 4;
const STATE: u32 = 1 << 5;
const HONORIFIC: u32 = 1 << 6;
const NAME_ONLY: u32 = 1 << 7;
const NEEDS_MORE: u32 = 1 << 8;
const COLLECTIVE: u32 = 1 << 9;
const BODY: u32 = 1 << 10;
const COMPANY: u32 = 1 << 11;
const ORGANISATION: u32 = 1 << 12;
const COUNTRY: u32 = 1 << 13;
const PLACE: u32 = 1 << 14;
const POST: u32 = 1 << 15;
const GENERAL: u32 = 1 << 16;
const FUNCTION: u32 = 1 << 17;
const CLAUSE: u32 = 1 << 18;
const PREFIX: u32 = 1 << 19;
const FIELD: u32 = 1 << 20;
const CONCRETE: u32 = 1 << 21;
const LED: u32 = 1 << 22;
const AUDIENCE: u32 = 1 << 23;
const KIN: u32 = 1 << 24;
const WHOLE: u32 = 1 << 25;
const SENT: u32 = 1 << 26;
const STATES: u32 = 1 << 27;
const AGENT: u32 = 1 << 28;
const ORGAN: u32 = 1 << 29;
const ADHERENTS: u32 = 1 << 30;

#[derive(Default)]
struct Word {
    bits: u32,
    category: usize,
    gender: u8,
    state: u8,
    singular: String,
}

/// Compiles the tables of `data` to `roles.rs` in `out`.
pub fn compile(data: &Path, out: &Path) {
    let code = code(data);
    tsv::write(&out.join("roles.rs"), &code);
}

fn code(data: &Path) -> String {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();

    for row in rows(data, "heads", &["singular", "plural", "category", "gender", "flags"]) {
        let category = CATEGORIES
            .iter()
            .position(|c| *c == row.get(2))
            .unwrap_or_else(|| row.fail(&format!("category must be one of {CATEGORIES:?}, found {:?}", row.get(2))));
        let gender = gender(row.get(3)).unwrap_or_else(|| row.fail("gender must be m, f or empty"));
        let mut bits = 0;
        for flag in row.get(4).split_whitespace() {
            bits |= match flag {
                "name" => NAME_ONLY,
                "of" => NEEDS_MORE,
                _ => row.fail(&format!("flags are name and of, found {flag:?}")),
            };
        }
        for (form, number) in [(row.get(0), HEAD), (row.get(1), PLURAL)] {
            if form.is_empty() {
                continue;
            }
            let word = words.entry(form.to_owned()).or_default();
            if word.bits & (HEAD | PLURAL) != 0 {
                row.fail(&format!("{form:?} is listed twice"));
            }
            word.bits |= number | if number == PLURAL { bits & !NEEDS_MORE } else { bits };
            word.category = category;
            word.gender = gender;
            word.singular = if number == PLURAL { row.get(0).to_owned() } else { String::new() };
        }
    }
    for row in rows(data, "modifiers", &["word", "kind"]) {
        words.entry(row.get(0).to_owned()).or_default().bits |= match row.get(1) {
            "rank" => RANK,
            "portfolio" => PORTFOLIO,
            "quality" => QUALITY,
            other => row.fail(&format!("kind must be rank, portfolio or quality, found {other:?}")),
        };
    }
    for row in rows(data, "states", &["word", "state"]) {
        let word = words.entry(row.get(0).to_owned()).or_default();
        word.bits |= STATE;
        word.state = match row.get(1) {
            "current" => 0,
            "former" => 1,
            "acting" => 2,
            "elect" => 3,
            other => row.fail(&format!("state must be current, former, acting or elect, found {other:?}")),
        };
    }
    for row in rows(data, "honorifics", &["word", "gender"]) {
        let word = words.entry(row.get(0).to_owned()).or_default();
        word.bits |= HONORIFIC;
        word.gender = word.gender.max(gender(row.get(1)).unwrap_or_else(|| row.fail("gender must be m, f or empty")));
    }
    for row in rows(data, "groups", &["noun", "kind"]) {
        words.entry(row.get(0).to_owned()).or_default().bits |= match row.get(1) {
            "collective" => COLLECTIVE,
            "plural" => PLURAL,
            "adherents" => PLURAL | ADHERENTS,
            other => row.fail(&format!("kind must be collective, plural or adherents, found {other:?}")),
        };
    }
    for row in rows(data, "people", &["noun", "classes"]) {
        let word = words.entry(row.get(0).to_owned()).or_default();
        for class in row.get(1).split(' ') {
            word.bits |= match class {
                "concrete" => CONCRETE,
                "led" => LED,
                "audience" => AUDIENCE,
                "kin" => KIN,
                "whole" => WHOLE,
                "sent" => SENT,
                "states" => STATES,
                "agent" => AGENT,
                other => row.fail(&format!(
                    "classes are concrete, led, audience, kin, whole, sent, states and agent, found {other:?}"
                )),
            };
        }
    }
    for row in rows(data, "nominals", &["noun", "stands_for"]) {
        words.entry(row.get(0).to_owned()).or_default().bits |= match row.get(1) {
            "company" => COMPANY,
            "organisation" => ORGANISATION,
            "country" => COUNTRY,
            "place" => PLACE,
            "unnamed" => BODY,
            "organ" => ORGAN,
            other => row.fail(&format!(
                "stands_for must be company, organisation, country, place, unnamed or organ, found {other:?}"
            )),
        };
    }
    for row in rows(data, "words", &["word", "classes"]) {
        let word = words.entry(row.get(0).to_owned()).or_default();
        for class in row.get(1).split(' ') {
            word.bits |= match class {
                "post" => POST,
                "general" => GENERAL,
                "function" => FUNCTION,
                "clause" => CLAUSE,
                "prefix" => PREFIX,
                "field" => FIELD,
                other => {
                    row.fail(&format!("classes are post, general, function, clause, prefix and field, found {other:?}"))
                }
            };
        }
    }
    for word in words.values_mut() {
        if word.bits & PLURAL != 0 && word.singular.is_empty() {
            word.category = CATEGORIES.len();
        }
    }

    let mut out = String::new();
    let _ = writeln!(out, "/// The words.\nstatic WORDS: [Word; {}] = [", words.len() + 1);
    let _ = writeln!(out, "    Word {{ bits: 0, category: 0, gender: 0, state: 0, singular: \"\" }},");
    for w in words.values() {
        let _ = writeln!(
            out,
            "    Word {{ bits: {}, category: {}, gender: {}, state: {}, singular: {:?} }},",
            w.bits, w.category, w.gender, w.state, w.singular
        );
    }
    let numbers = table(words.keys().enumerate().map(|(index, word)| (word.as_str(), (index + 1).to_string())));
    let _ = writeln!(out, "];\n/// The number of each word in that table.\nstatic NUMBERS: Words<u16> = {numbers};");

    let mut countries = BTreeMap::new();
    for row in rows(data, "default_countries", &["title", "country"]) {
        if row.get(1).len() != 2 || !row.get(1).bytes().all(|b| b.is_ascii_uppercase()) {
            row.fail(&format!("country must be two letters, found {:?}", row.get(1)));
        }
        countries.insert(row.get(0).to_owned(), row.get(1).to_owned());
    }
    let _ =
        writeln!(out, "/// Titles of one country, sorted.\nstatic DEFAULTS: [(&str, &str); {}] = [", countries.len());
    for (title, country) in &countries {
        let _ = writeln!(out, "    ({title:?}, {country:?}),");
    }
    out.push_str("];\n");

    let mut synonyms: Vec<(String, String)> = rows(data, "synonyms", &["head", "title"])
        .iter()
        .map(|row| (row.get(0).to_owned(), row.get(1).to_owned()))
        .collect();
    synonyms.sort();
    let _ = writeln!(
        out,
        "/// Heads and the titles they may stand for, sorted.\nstatic SYNONYMS: [(&str, &str); {}] = [",
        synonyms.len()
    );
    for (head, title) in &synonyms {
        let _ = writeln!(out, "    ({head:?}, {title:?}),");
    }
    out.push_str("];\n");
    out
}

fn gender(text: &str) -> Option<u8> {
    match text {
        "" => Some(0),
        "m" => Some(1),
        "f" => Some(2),
        _ => None,
    }
}

/// The rows of one table, every word checked to be in lower case.
fn rows(data: &Path, name: &str, columns: &[&str]) -> Vec<Row> {
    let rows = tsv::read(&data.join(name).with_extension("tsv"), columns);
    for row in &rows {
        if row.get(0).is_empty() || row.get(0).chars().any(char::is_uppercase) {
            row.fail(&format!("words are listed in lower case, found {:?}", row.get(0)));
        }
    }
    rows
}
