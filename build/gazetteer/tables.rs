//! One function a family of tables: rows to entries and names.

use std::collections::HashMap;

use super::{Book, Class, Entry, Form, Term, date, offices::Offices};
use crate::{alias, format};

fn number(text: &str) -> u32 {
    text.trim_start_matches('Q').parse().unwrap_or(0)
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').filter(|s| !s.is_empty())
}

fn form(name: &str) -> Form {
    if alias::is_acronym(name) { Form::Acronym } else { Form::Alias }
}

/// Countries with their demonyms, capitals and aliases.
pub fn countries(book: &mut Book) {
    const COLUMNS: [&str; 8] = ["code", "iso3", "wikidata", "name", "capitals", "demonyms", "aliases", "kind"];
    for row in book.rows("places/countries.tsv", &COLUMNS) {
        let code = row.get(0).to_owned();
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            row.fail(&format!("a country's code must be two capital letters, found {code:?}"));
        }
        let id = book.entry(Entry {
            name: row.get(3).to_owned(),
            class: Class::Country as u8,
            table: "places/countries.tsv",
            subtype: row.get(7).to_owned(),
            country: code.clone(),
            prominence: 250,
            wikidata: number(row.get(2)),
            line: row.line(),
            terms: Vec::new(),
        });
        book.countries.push((code.clone(), id));
        book.name(row.get(3), id, Class::Country, Form::Full);
        for name in list(row.get(6)) {
            book.name(name, id, Class::Country, form(name));
        }
        for name in list(row.get(5)) {
            book.name(name, id, Class::Demonym, Form::Full);
            // "Israelis"; "the Dutch" and "the Chinese" are as the adjective.
            if name.ends_with(['n', 'i', 'k', 'e', 'o', 't', 'b']) && !name.ends_with("ese") {
                book.name(&format!("{name}s"), id, Class::Demonym, Form::Full);
            }
        }
    }
    book.countries.sort();
}

/// Cities, subdivisions, regions and their aliases.
pub fn places(book: &mut Book) {
    let mut by_name: HashMap<(String, String), u32> = HashMap::new();
    let capitals: Vec<(String, String)> = book
        .rows("places/countries.tsv", &["code", "iso3", "wikidata", "name", "capitals", "demonyms", "aliases", "kind"])
        .iter()
        .flat_map(|r| list(r.get(4)).map(|c| (c.to_owned(), r.get(0).to_owned())).collect::<Vec<_>>())
        .collect();
    for row in book.rows("places/cities.tsv", &["geonames", "name", "country", "admin1", "population"]) {
        let (name, country) = (row.get(1).to_owned(), row.get(2).to_owned());
        let population: f64 = row.get(4).parse().unwrap_or_else(|_| row.fail("the population must be a number"));
        let capital = capitals.contains(&(name.clone(), country.clone()));
        let prominence = format::prominence(population);
        let id = book.entry(Entry {
            name: name.clone(),
            class: Class::City as u8,
            table: "places/cities.tsv",
            subtype: if capital { "capital".into() } else { String::new() },
            country: country.clone(),
            prominence: if capital { prominence.max(200) } else { prominence },
            line: row.line(),
            ..Entry::default()
        });
        book.name(&name, id, Class::City, Form::Full);
        by_name.entry((name, country)).or_insert(id);
    }
    for (capital, country) in capitals {
        if by_name.contains_key(&(capital.clone(), country.clone())) {
            continue;
        }
        let id = book.entry(Entry {
            name: capital.clone(),
            class: Class::City as u8,
            table: "places/countries.tsv",
            subtype: "capital".into(),
            country: country.clone(),
            prominence: 200,
            ..Entry::default()
        });
        book.name(&capital, id, Class::City, Form::Full);
        by_name.insert((capital, country), id);
    }
    let mut subdivisions: HashMap<String, u32> = HashMap::new();
    for row in book.rows("places/subdivisions.tsv", &["id", "name", "country"]) {
        let wikidata = book.item("places/subdivisions", row.get(1), row.get(2));
        let id = book.entry(Entry {
            wikidata,
            name: row.get(1).to_owned(),
            class: Class::Subdivision as u8,
            table: "places/subdivisions.tsv",
            country: row.get(2).to_owned(),
            prominence: if row.get(2) == "US" { 190 } else { 100 },
            line: row.line(),
            ..Entry::default()
        });
        book.name(row.get(1), id, Class::Subdivision, Form::Full);
        subdivisions.insert(row.get(0).to_owned(), id);
    }
    for row in book.rows("places/regions.tsv", &["name", "kind", "country"]) {
        let id = book.entry(Entry {
            name: row.get(0).to_owned(),
            class: Class::Region as u8,
            table: "places/regions.tsv",
            subtype: row.get(1).to_owned(),
            country: row.get(2).to_owned(),
            prominence: 170,
            line: row.line(),
            ..Entry::default()
        });
        book.name(row.get(0), id, Class::Region, Form::Full);
    }
    for row in book.rows("places/aliases.tsv", &["alias", "table", "name", "country"]) {
        let (class, id) = match row.get(1) {
            "cities" => (Class::City, by_name.get(&(row.get(2).to_owned(), row.get(3).to_owned()))),
            "subdivisions" => (Class::Subdivision, subdivisions.get(row.get(2))),
            other => row.fail(&format!("the table must be cities or subdivisions, found {other:?}")),
        };
        let Some(&id) = id else { row.fail(&format!("no row of that table is named {:?}", row.get(2))) };
        book.name(row.get(0), id, class, form(row.get(0)));
    }
}

/// Seats of power.
pub fn metonyms(book: &mut Book) {
    for row in book.rows("places/metonyms.tsv", &["surface", "country", "body", "kind"]) {
        let id = book.entry(Entry {
            name: row.get(0).to_owned(),
            class: Class::Metonym as u8,
            table: "places/metonyms.tsv",
            subtype: row.get(2).to_owned(),
            country: row.get(1).to_owned(),
            prominence: 230,
            line: row.line(),
            ..Entry::default()
        });
        book.name(row.get(0), id, Class::Metonym, Form::Full);
    }
}

/// Organisations of every kind but companies, with how prominent each table makes its own.
const ORGANISATIONS: [(&str, u8); 3] = [
    ("organisations/organisations.tsv", 200),
    ("organisations/bodies.tsv", 150),
    ("organisations/ministries.tsv", 110),
];

/// Organisations of every kind but companies.
pub fn organisations(book: &mut Book) {
    for (table, prominence) in ORGANISATIONS {
        for row in book.rows(table, &["name", "aliases", "country", "kind"]) {
            let wikidata = book.item(table, row.get(0), row.get(2));
            let id = book.entry(Entry {
                wikidata,
                name: row.get(0).to_owned(),
                class: Class::Organisation as u8,
                table,
                subtype: row.get(3).to_owned(),
                country: row.get(2).to_owned(),
                prominence,
                line: row.line(),
                ..Entry::default()
            });
            let usual = if alias::is_acronym(row.get(0)) { Form::Acronym } else { Form::Full };
            book.name(row.get(0), id, Class::Organisation, usual);
            for name in list(row.get(1)) {
                let name = name.trim_start_matches("the ");
                book.name(name, id, Class::Organisation, form(name));
            }
        }
    }
}

/// Companies: full names, names without their legal form, acronyms.
pub fn companies(book: &mut Book) {
    const COLUMNS: [&str; 7] = ["name", "aliases", "country", "ticker", "sector", "rank", "source"];
    for row in book.rows("companies/companies.tsv", &COLUMNS) {
        let rank: u32 = row.get(5).parse().unwrap_or_else(|_| row.fail("the rank must be a number"));
        let wikidata = book.item("companies/companies", row.get(0), row.get(2));
        let id = book.entry(Entry {
            wikidata,
            name: row.get(0).to_owned(),
            class: Class::Company as u8,
            table: "companies/companies.tsv",
            subtype: row.get(4).to_owned(),
            country: row.get(2).to_owned(),
            prominence: if rank == 0 { 190 } else { (150u32.saturating_sub(rank / 80)).max(40) as u8 },
            line: row.line(),
            ..Entry::default()
        });
        let mut names: Vec<&str> = vec![row.get(0)];
        names.extend(list(row.get(1)));
        for (at, name) in names.into_iter().enumerate() {
            let usual = if at == 0 { Form::Full } else { Form::Alias };
            book.name(name, id, Class::Company, if alias::is_acronym(name) { Form::Acronym } else { usual });
            if let Some(short) = alias::without_legal(name) {
                // A single word from the long tail is as often a word or a surname as the firm.
                if rank < 1500 || short.contains(' ') {
                    book.name(&short, id, Class::Company, form(&short));
                }
            }
        }
    }
}

/// Companies that the lists of stock markets lack.
pub fn world_companies(book: &mut Book) {
    for row in book.rows("companies/world.tsv", &["name", "aliases", "country"]) {
        let wikidata = book.item("companies/world", row.get(0), row.get(2));
        let id = book.entry(Entry {
            wikidata,
            name: row.get(0).to_owned(),
            class: Class::Company as u8,
            table: "companies/world.tsv",
            country: row.get(2).to_owned(),
            prominence: 140,
            line: row.line(),
            ..Entry::default()
        });
        let usual = if alias::is_acronym(row.get(0)) { Form::Acronym } else { Form::Full };
        book.name(row.get(0), id, Class::Company, usual);
        for name in list(row.get(1)).map(str::to_owned).chain(alias::without_legal(row.get(0))) {
            let form = form(&name);
            book.name(&name, id, Class::Company, form);
        }
    }
}

/// How prominent a title makes its holder.
fn prominence(title: &str, offices: &Offices) -> u8 {
    let t = title.to_lowercase();
    if ["deputy", "vice ", "assistant", "under", "junior", "former"].iter().any(|w| t.contains(w)) {
        return offices.of(title).prominence.min(100);
    }
    offices.of(title).prominence
}

/// A row without an end is believed for as long as such offices last, however late it was checked.
fn believed(term: &mut Term, offices: &Offices) {
    if term.to == 0 && term.from != 0 && term.source == "wikidata" {
        let last = term.from + (offices.of(&term.title).stay << format::YEAR);
        term.as_of = term.as_of.min(last);
    }
}

/// People with dated roles, and members of parliaments.
pub fn people(book: &mut Book, offices: &Offices) {
    let mut terms: HashMap<String, Vec<Term>> = HashMap::new();
    const TERMS: [&str; 8] = ["person", "title", "organisation", "country", "from", "to", "as_of", "source"];
    for row in book.rows("people/terms.tsv", &TERMS) {
        let mut term = Term {
            title: row.get(1).to_owned(),
            organisation: row.get(2).to_owned(),
            country: row.get(3).to_owned(),
            from: date(&row, 4),
            to: date(&row, 5),
            as_of: date(&row, 6),
            source: row.get(7).to_owned(),
        };
        believed(&mut term, offices);
        terms.entry(row.get(0).to_owned()).or_default().push(term);
    }
    let mut known: HashMap<String, u32> = HashMap::new();
    for row in book.rows("people/people.tsv", &["id", "name", "surname", "aliases", "country", "source"]) {
        let own = terms.remove(row.get(0)).unwrap_or_default();
        let (name, country) = (row.get(1).to_owned(), row.get(4).to_owned());
        let surname = alias::surname(&name, row.get(2), &country);
        let id = book.entry(Entry {
            name: name.clone(),
            class: Class::Person as u8,
            table: "people/people.tsv",
            country: country.clone(),
            prominence: own.iter().map(|t| prominence(&t.title, offices)).max().unwrap_or(60),
            wikidata: if row.get(0).starts_with('Q') { number(row.get(0)) } else { 0 },
            line: row.line(),
            terms: own,
            ..Entry::default()
        });
        known.insert(row.get(0).to_owned(), id);
        book.name(&name, id, Class::Person, Form::Full);
        for other in list(row.get(3)).map(str::to_owned).chain(alias::person(&name, &surname, &country)) {
            if other.contains([' ', '-']) {
                book.name(&other, id, Class::Person, Form::Alias);
            }
        }
        if surname.chars().count() > 1 {
            book.name(&surname, id, Class::Person, Form::Surname);
        }
    }
    const LEGISLATORS: [&str; 7] = ["person", "name", "country", "title", "from", "to", "as_of"];
    let mut members: HashMap<String, u32> = HashMap::new();
    for row in book.rows("people/legislators.tsv", &LEGISLATORS) {
        if known.contains_key(row.get(0)) || !row.get(1).contains(' ') {
            continue;
        }
        let mut term = Term {
            title: row.get(3).to_owned(),
            country: row.get(2).to_owned(),
            from: date(&row, 4),
            to: date(&row, 5),
            as_of: date(&row, 6),
            source: "wikidata".into(),
            ..Term::default()
        };
        believed(&mut term, offices);
        let id = *members.entry(row.get(0).to_owned()).or_insert_with(|| {
            book.entry(Entry {
                name: row.get(1).to_owned(),
                class: Class::Person as u8,
                table: "people/legislators.tsv",
                country: row.get(2).to_owned(),
                prominence: 40,
                wikidata: number(row.get(0)),
                line: row.line(),
                ..Entry::default()
            })
        });
        book.entries[id as usize].terms.push(term);
        book.name(row.get(1), id, Class::Person, Form::Full);
    }
}

/// Given and family names.
pub fn names(book: &mut Book) {
    for (table, class) in [("names/given.tsv", Class::Given), ("names/family.tsv", Class::Family)] {
        for row in book.rows(table, &["name", "source"]) {
            book.bare(row.get(0), class);
        }
    }
}
