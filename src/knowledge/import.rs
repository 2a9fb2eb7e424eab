//! Open data as gazetteers of the user's own: what the Wikidata query service gives as CSV, and dumps of GeoNames.

use std::collections::{BTreeSet, HashMap};

use super::{Class, EntryId, Knowledge, csv::records, overlay_file::Fault};
use crate::{article::Date, country::Country};

/// The columns of the query for office holders (see the documentation of `whomet gazetteer import`).
const WIKIDATA: [&str; 8] =
    ["person", "personLabel", "position", "positionLabel", "country", "start", "end", "aliases"];
/// How many columns a dump of GeoNames has; it has no header.
const GEONAMES: usize = 19;

/// What an import gave.
#[derive(Debug)]
pub struct Imported {
    /// The lines for `--gazetteer`, as TSV with a header.
    pub tsv: String,
    /// How many rows it has.
    pub rows: usize,
    /// How many lines are left out because the embedded tables have the same place.
    pub known: usize,
    /// Lines that are left out, each with what is wrong.
    pub skipped: Vec<Fault>,
}

/// Reads a file of open data. `as_of` is the day on which it was fetched: offices without an end are known to be held
/// until then. Of GeoNames places with fewer than `least` inhabitants are left out.
///
/// # Errors
/// When it is neither the CSV of the Wikidata query nor a dump of GeoNames.
pub fn import(name: &str, text: &str, as_of: Date, least: u32) -> Result<Imported, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let header = records(first).into_iter().next().map(|(_, cells)| cells).unwrap_or_default();
    if ["person", "personLabel", "positionLabel"].iter().all(|c| header.iter().any(|h| h == c)) {
        return wikidata(name, text, &header, as_of);
    }
    if first.split('\t').count() == GEONAMES {
        return Ok(geonames(name, text, least));
    }
    Err(Fault::new(
        name,
        1,
        "neither the CSV of the Wikidata query nor a dump of GeoNames",
        &format!(
            "the query's CSV begins with {}; a line of GeoNames has {GEONAMES} columns parted by tabs",
            WIKIDATA.join(",")
        ),
    ))
}

fn finish(header: &str, rows: BTreeSet<String>, known: usize, skipped: Vec<Fault>) -> Imported {
    let mut tsv = format!("{header}\n");
    for row in &rows {
        tsv.push_str(row);
        tsv.push('\n');
    }
    Imported { tsv, rows: rows.len(), known, skipped }
}

/// A cell of TSV: no tabs, no line breaks.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn wikidata(name: &str, text: &str, header: &[String], as_of: Date) -> Result<Imported, Fault> {
    let column = |wanted: &str| {
        header.iter().position(|h| h == wanted).ok_or_else(|| {
            let cure = format!("the query's columns are {}", WIKIDATA.join(", "));
            Fault::new(name, 1, &format!("no column {wanted}"), &cure)
        })
    };
    let (person, label, position) = (column("person")?, column("personLabel")?, column("positionLabel")?);
    let (country, start, end) = (column("country")?, column("start")?, column("end")?);
    let aliases = column("aliases").ok();
    let countries = items();
    let mut rows = BTreeSet::new();
    let mut skipped = Vec::new();
    for (line, cells) in records(text).into_iter().skip(1) {
        let get = |at: usize| cells.get(at).map_or("", |c| c.trim());
        let mut skip = |what: &str, cure: &str| skipped.push(Fault::new(name, line, what, cure));
        let Some(item) = item(get(person)) else {
            skip(&format!("no item {:?}", get(person)), "person must end in a Wikidata item, as Q42");
            continue;
        };
        if self_labelled(get(label)) {
            skip(&format!("Q{item} has no English name"), "give the item an English label, or write its line by hand");
            continue;
        }
        if self_labelled(get(position)) {
            skip("the position has no English name", "give it an English label, or write the line by hand");
            continue;
        }
        let code = self::item(get(country)).and_then(|q| countries.get(&q)).copied();
        let Some(code) = code else {
            skip(&format!("no country {:?}", get(country)), "country must be the item of a state");
            continue;
        };
        let (Some(from), Some(to)) = (day(get(start)), day(get(end))) else {
            skip(&format!("no dates {:?}, {:?}", get(start), get(end)), "dates must be as 2012-12-26T00:00:00Z");
            continue;
        };
        let (from, Some(from_day)) = (from.map(|d| d.to_string()).unwrap_or_default(), from) else {
            skip("no start", "a row without one tells nothing of any day");
            continue;
        };
        if to.is_some_and(|to| to < from_day) {
            skip("it ends before it begins", "correct the dates in Wikidata, or write the line by hand");
            continue;
        }
        let others: BTreeSet<String> =
            aliases.map_or("", get).split('|').map(cell).filter(|a| is_full_name(a) && a != get(label)).collect();
        let others = others.into_iter().collect::<Vec<_>>().join("|");
        let title = title(get(position), code);
        let to = to.map(|d| d.to_string()).unwrap_or_default();
        let as_of = if to.is_empty() { as_of.to_string() } else { String::new() };
        rows.insert(format!("{}\tperson\t{others}\t{code}\tQ{item}\t{title}\t{from}\t{to}\t{as_of}", cell(get(label))));
    }
    Ok(finish("name\tclass\taliases\tcountry\twikidata\ttitle\tfrom\tto\tas_of", rows, 0, skipped))
}

/// Countries by their Wikidata items.
fn items() -> HashMap<u32, Country> {
    let tables = Knowledge::embedded();
    let all = (0..tables.len()).map(|n| tables.entry(EntryId(n as u32)));
    all.take_while(|e| e.class == Class::Country).filter_map(|e| Some((e.wikidata?, e.country?))).collect()
}

/// `http://www.wikidata.org/entity/Q42` and `Q42` → 42.
fn item(text: &str) -> Option<u32> {
    text.rsplit('/').next()?.strip_prefix('Q')?.parse().ok().filter(|&n| n > 0)
}

/// Whether a label is the item's number: the service writes that where there is no label in English.
fn self_labelled(label: &str) -> bool {
    label.is_empty() || item(label).is_some()
}

/// A day of the query service; `Some(None)` where there is none, `None` where it cannot be read.
fn day(text: &str) -> Option<Option<Date>> {
    if text.is_empty() {
        return Some(None);
    }
    crate::article::day(text.get(..10)?).map(Some)
}

/// Whether an alias is a name that stands for the person on its own: of Latin letters and more than one word.
fn is_full_name(alias: &str) -> bool {
    alias.contains(' ') && is_latin(alias)
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// A position without its country: "Prime Minister of Japan" → "Prime Minister".
fn title(position: &str, country: Country) -> String {
    let position = cell(position);
    let short = [" of the ", " of "].iter().find_map(|of| {
        let (title, tail) = position.rsplit_once(of)?;
        (Knowledge::embedded().country_by_name(tail) == Some(country)).then_some(title)
    });
    let title = short.unwrap_or(&position);
    let mut letters = title.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn geonames(name: &str, text: &str, least: u32) -> Imported {
    let knowledge = Knowledge::embedded();
    let mut rows = BTreeSet::new();
    let (mut known, mut skipped) = (0, Vec::new());
    for (at, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            continue;
        }
        let mut skip = |what: &str, cure: &str| skipped.push(Fault::new(name, at as u32 + 1, what, cure));
        if cells.len() != GEONAMES {
            skip(&format!("{} columns", cells.len()), &format!("a line of GeoNames has {GEONAMES}, parted by tabs"));
            continue;
        }
        let (place, ascii, feature, code) = (cell(cells[1]), cell(cells[2]), cells[6], cells[7]);
        let Some(class) = place_class(feature, code) else { continue };
        let Ok(population) = cells[14].parse::<u32>() else {
            skip(&format!("no population {:?}", cells[14]), "column 15 must be a number");
            continue;
        };
        if class == Class::City && population < least {
            continue;
        }
        let country = Country::new(cells[8]).filter(|&c| knowledge.country(c).is_some());
        let listed = |name: &str| {
            let senses = knowledge.lookup(name).into_iter().flat_map(|id| knowledge.senses(id));
            senses.filter(|s| s.class == class).any(|s| knowledge.entry(s.entry).country == country)
        };
        if listed(&place) || listed(&ascii) {
            known += 1;
            continue;
        }
        let alias = if ascii == place { "" } else { &ascii };
        let country = country.map(|c| c.to_string()).unwrap_or_default();
        let prominence = if class == Class::City { super::format::prominence(f64::from(population)) } else { 100 };
        rows.insert(format!("{place}\t{}\t{alias}\t{country}\t{prominence}", class.name()));
    }
    finish("name\tclass\taliases\tcountry\tprominence", rows, known, skipped)
}

/// What a feature of GeoNames is to us: towns, the two upper levels of administration, and what the news names of the
/// rest.
fn place_class(feature: &str, code: &str) -> Option<Class> {
    match (feature, code) {
        ("P", "PPLH" | "PPLQ" | "PPLW" | "PPLX") => None,
        ("P", _) => Some(Class::City),
        ("A", "ADM1" | "ADM2") => Some(Class::Subdivision),
        ("H", "SEA" | "GULF" | "STRT" | "LK" | "STM" | "BAY" | "CHN")
        | ("T", "ISL" | "ISLS" | "MTS" | "PEN" | "DSRT" | "VLC")
        | ("L", "RGN" | "CONT") => Some(Class::Region),
        _ => None,
    }
}
