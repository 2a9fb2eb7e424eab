//! The tables under `data/`: sorted, without duplicates, with sane dates and known countries.

use std::{collections::HashSet, fs, path::Path};

struct Table {
    path: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &'static str) -> Self {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(path)).expect(path);
        let mut lines =
            text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').map(str::to_owned).collect());
        let columns = lines.next().unwrap_or_default();
        Self { path, columns, rows: lines.collect() }
    }

    fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|c| c == name).unwrap_or_else(|| panic!("{} has no column {name}", self.path))
    }

    fn cells(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.column(name);
        self.rows.iter().map(move |r| r[at].as_str())
    }
}

const TABLES: &[&str] = &[
    "companies/companies.tsv",
    "companies/world.tsv",
    "exceptions.tsv",
    "items.tsv",
    "names/family.tsv",
    "names/given.tsv",
    "organisations/bodies.tsv",
    "organisations/ministries.tsv",
    "organisations/organisations.tsv",
    "people/legislators.tsv",
    "people/offices.tsv",
    "people/people.tsv",
    "people/portfolios.tsv",
    "people/terms.tsv",
    "places/aliases.tsv",
    "places/cities.tsv",
    "places/countries.tsv",
    "places/metonyms.tsv",
    "places/regions.tsv",
    "places/subdivisions.tsv",
];

#[test]
fn rows_are_whole_sorted_and_unique() {
    for &path in TABLES {
        let table = Table::read(path);
        assert!(!table.rows.is_empty(), "{path} is empty");
        for pair in table.rows.windows(2) {
            assert!(pair[0] < pair[1], "{path}: {:?} stands before {:?}", pair[0], pair[1]);
        }
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{path}: {row:?}");
            assert!(row.iter().all(|c| c.trim() == c), "{path}: white space around a cell of {row:?}");
        }
    }
}

/// Folders whose every table is one of [`TABLES`].
const FOLDERS: [&str; 5] = ["companies", "names", "organisations", "people", "places"];

#[test]
fn every_table_is_checked_and_described() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for folder in FOLDERS {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let name = format!("{folder}/{}", file.unwrap().file_name().to_string_lossy());
            assert!(TABLES.contains(&name.as_str()), "{name} is not among the tables that are checked");
        }
    }
    let manual = fs::read_to_string(root.join("README.md")).unwrap();
    for &path in TABLES {
        let line = manual.lines().find(|l| l.starts_with(&format!("| `{path}` "))).unwrap_or_default();
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 6, "data/README.md: table, rows, columns, source, licence, as of; {path}: {line:?}");
        assert!(cells.iter().all(|c| !c.is_empty()), "data/README.md: {line:?}");
        let table = Table::read(path);
        let rows: String = cells[1].split(' ').next().unwrap_or_default().replace(',', "");
        assert_eq!(rows, table.rows.len().to_string(), "data/README.md: how many rows has {path}?");
        // "the same" columns as the table above it
        let listed = cells[2].starts_with("the same") || table.columns.iter().all(|c| cells[2].contains(c.as_str()));
        assert!(listed, "data/README.md: {path} has the columns {:?}", table.columns);
    }
}

#[test]
fn codes_and_numbers_are_well_formed() {
    let capitals = |code: &str, length: usize| code.len() == length && code.bytes().all(|b| b.is_ascii_uppercase());
    let countries = Table::read("places/countries.tsv");
    assert!(countries.cells("code").all(|c| capitals(c, 2)));
    assert!(countries.cells("iso3").all(|c| c.is_empty() || capitals(c, 3)));
    let item = |id: &str| id.is_empty() || id.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0));
    for &path in TABLES {
        let table = Table::read(path);
        if table.columns.iter().any(|c| c == "wikidata") {
            assert!(table.cells("wikidata").all(item), "{path}");
        }
    }
    let cities = Table::read("places/cities.tsv");
    assert!(cities.cells("geonames").all(|id| id.parse::<u32>().is_ok_and(|n| n > 0)));
    assert!(cities.cells("population").all(|n| n.parse::<u32>().is_ok_and(|n| n < 50_000_000)));
    for id in Table::read("places/subdivisions.tsv").rows {
        assert!(id[0].starts_with(&format!("{}-", id[2])), "subdivisions.tsv: {id:?}");
    }
    let tickers = Table::read("companies/companies.tsv");
    assert!(tickers.cells("ticker").all(|t| t.len() <= 12 && !t.contains(' ')), "a ticker is one short word");
    assert!(tickers.cells("rank").all(|r| r.parse::<u32>().is_ok()));
}

#[test]
fn lists_in_cells_are_whole_and_unique() {
    for (path, columns) in [
        ("companies/companies.tsv", &["aliases"][..]),
        ("companies/world.tsv", &["aliases"]),
        ("organisations/bodies.tsv", &["aliases"]),
        ("organisations/ministries.tsv", &["aliases"]),
        ("organisations/organisations.tsv", &["aliases"]),
        ("people/people.tsv", &["aliases"]),
        ("places/countries.tsv", &["aliases", "demonyms", "capitals"]),
    ] {
        let table = Table::read(path);
        for column in columns {
            for cell in table.cells(column).filter(|c| !c.is_empty()) {
                let mut seen = HashSet::new();
                for part in cell.split('|') {
                    assert!(!part.is_empty() && part.trim() == part, "{path}: {cell:?}");
                    assert!(seen.insert(part), "{path}: {part:?} stands twice in {cell:?}");
                }
            }
        }
    }
}

#[test]
fn first_columns_that_are_ids_are_unique() {
    for (path, column) in [
        ("exceptions.tsv", "word"),
        ("people/people.tsv", "id"),
        ("places/cities.tsv", "geonames"),
        ("places/countries.tsv", "code"),
        ("places/subdivisions.tsv", "id"),
    ] {
        let table = Table::read(path);
        let mut seen = HashSet::new();
        for id in table.cells(column) {
            assert!(seen.insert(id.to_owned()), "{path}: {id} stands twice");
        }
    }
}

#[test]
fn ids_are_well_formed() {
    let wikidata = |id: &str| id.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0));
    let slug = |id: &str| {
        id.split_once('/').is_some_and(|(country, name)| {
            country.len() <= 2
                && country.bytes().all(|b| b.is_ascii_uppercase())
                && !name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || c == '-')
        })
    };
    for id in Table::read("people/people.tsv").cells("id") {
        assert!(wikidata(id) || slug(id), "people.tsv: {id}");
    }
    for id in Table::read("people/legislators.tsv").cells("person") {
        assert!(wikidata(id), "legislators.tsv: {id}");
    }
    let people: HashSet<String> = Table::read("people/people.tsv").cells("id").map(str::to_owned).collect();
    for id in Table::read("people/terms.tsv").cells("person") {
        assert!(people.contains(id), "terms.tsv: {id} is not in people.tsv");
    }
}

/// A day, a month or a year as numbers that compare, unknown parts as `fill`.
fn date(text: &str, fill: u32) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('-').map(str::parse::<u32>);
    let year = parts.next()?.ok()?;
    let month = parts.next().map_or(Some(fill), Result::ok)?;
    let day = parts.next().map_or(Some(fill), Result::ok)?;
    let days = match month {
        2 => 28 + u32::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let known = |n: u32, most: u32| n == fill || (1..=most).contains(&n);
    ((1800..2030).contains(&year) && known(month, 12) && known(day, days) && parts.next().is_none())
        .then_some((year, month, day))
}

#[test]
fn dates_are_sane() {
    for path in ["people/terms.tsv", "people/legislators.tsv"] {
        let table = Table::read(path);
        let (from, to, as_of) = (table.column("from"), table.column("to"), table.column("as_of"));
        for row in &table.rows {
            for at in [from, to, as_of] {
                assert!(row[at].is_empty() || date(&row[at], 0).is_some(), "{path}: {row:?}");
            }
            if !row[from].is_empty() && !row[to].is_empty() {
                assert!(date(&row[from], 0) <= date(&row[to], 99), "{path}: ends before it begins: {row:?}");
            }
            assert!(!row[to].is_empty() || !row[as_of].is_empty(), "{path}: neither an end nor an as_of: {row:?}");
        }
    }
}

#[test]
fn countries_are_known() {
    let countries: HashSet<String> = Table::read("places/countries.tsv").cells("code").map(str::to_owned).collect();
    for &path in TABLES {
        let table = Table::read(path);
        if table.columns.iter().any(|c| c == "country") {
            for code in table.cells("country") {
                assert!(code.is_empty() || countries.contains(code), "{path}: no country {code:?}");
            }
        }
    }
}

#[test]
fn tables_are_as_large_as_promised() {
    let rows = |path| Table::read(path).rows.len();
    assert!(rows("people/people.tsv") >= 30_000);
    let legislators = Table::read("people/legislators.tsv");
    assert!(legislators.cells("person").collect::<HashSet<_>>().len() >= 80_000);
    assert!(rows("places/cities.tsv") + rows("places/subdivisions.tsv") + rows("places/regions.tsv") >= 30_000);
    assert!(rows("companies/companies.tsv") + rows("companies/world.tsv") >= 10_000);
    assert!(
        rows("organisations/organisations.tsv")
            + rows("organisations/bodies.tsv")
            + rows("organisations/ministries.tsv")
            >= 3_000
    );
}
