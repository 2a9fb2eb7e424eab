//! Open data imported, compiled and laid over the embedded tables: `whomet gazetteer import`, `build`, `lint`.

use std::{fs, path::PathBuf, process::Command};

use serde_json::Value;
use whomet::knowledge::{self, Class, Knowledge, NameForm, OpenError, Overlay};

fn whomet(arguments: &[&str]) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_whomet")).env("WHOMET_CONFIG", "").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    fs::write(path(name), content).unwrap();
    path(name).display().to_string()
}

/// As the query service writes it: quoted where needed, an item for what has no English label.
const CSV: &str = "person,personLabel,position,positionLabel,country,start,end,aliases\r
http://www.wikidata.org/entity/Q900000001,Tamsin Okwuosa,http://www.wikidata.org/entity/Q1,Minister of Harbours of Nigeria,\
http://www.wikidata.org/entity/Q1033,2031-02-01T00:00:00Z,,\"Tamsin \"\"Tam\"\" Okwuosa|T. A. Okwuosa|タムシン\"\r
http://www.wikidata.org/entity/Q900000001,Tamsin Okwuosa,http://www.wikidata.org/entity/Q2,Minister of Canals,\
http://www.wikidata.org/entity/Q1033,2029-02-01T00:00:00Z,2031-01-31T00:00:00Z,\r
http://www.wikidata.org/entity/Q900000002,Q900000002,http://www.wikidata.org/entity/Q1,Minister of Harbours,\
http://www.wikidata.org/entity/Q1033,2025-02-01T00:00:00Z,,\r
http://www.wikidata.org/entity/Q900000003,\"Orr, Ann\",http://www.wikidata.org/entity/Q1,Minister of Harbours,\
http://www.wikidata.org/entity/Q1033,2028-02-01T00:00:00Z,2027-01-01T00:00:00Z,\r
";

#[test]
fn wikidata_becomes_people_with_terms() {
    let imported = knowledge::import("ng.csv", CSV, "2032-05-01".parse().unwrap(), 0).unwrap();
    assert_eq!(imported.rows, 2, "{}", imported.tsv);
    let told: Vec<String> = imported.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("ng.csv:4: ") && told[0].contains("English"), "{told:?}");
    assert!(told[1].starts_with("ng.csv:5: ") && told[1].contains("ends before"), "{told:?}");

    let k = Knowledge::embedded().with(Overlay::read("ng.tsv", &imported.tsv).unwrap());
    let id = k.lookup("Tamsin Okwuosa").expect("listed");
    let entries: Vec<_> = k.senses(id).map(|s| s.entry).collect();
    assert_eq!(entries.len(), 1, "two terms of one item are one person's");
    let terms: Vec<_> = k.terms(entries[0]).map(|t| (t.title, t.from.map(|d| d.to_string()))).collect();
    assert_eq!(terms.len(), 2);
    assert!(terms.contains(&("Minister of Harbours", Some("2031-02-01".into()))), "{terms:?}");
    assert!(k.lookup("T. A. Okwuosa").is_some());
    let nigeria = whomet::country::Country::new("NG");
    let holder =
        |on: &str| k.holder("Harbours Minister", nigeria, "", on.parse().unwrap()).map(|t| k.entry(t.person).name);
    assert_eq!(holder("2032-01-01"), Some("Tamsin Okwuosa"));
    // An office without an end is known to be held until the day of the import, and no longer.
    assert_eq!(holder("2033-01-01"), None);
}

#[test]
fn an_imported_person_whom_the_tables_have_stays_one_person() {
    let csv = "person,personLabel,position,positionLabel,country,start,end,aliases
http://www.wikidata.org/entity/Q3052772,Emmanuel Macron,http://www.wikidata.org/entity/Q1,President of France,\
http://www.wikidata.org/entity/Q142,2017-05-14T00:00:00Z,,
";
    let imported = knowledge::import("fr.csv", csv, "2026-11-01".parse().unwrap(), 0).unwrap();
    assert_eq!(imported.rows, 1);
    let k = Knowledge::embedded().with(Overlay::read("fr.tsv", &imported.tsv).unwrap());
    let france = whomet::country::Country::new("FR");
    let term = k.holder("President", france, "", "2021-06-16".parse().unwrap()).expect("one person");
    assert_eq!(k.entry(term.person).name, "Emmanuel Macron");
    assert!(k.terms(term.person).any(|t| t.source == "overlay"));
}

/// Two lines as in the dumps: 19 columns, no header. The third is one that the embedded tables have.
const GEONAMES: &str = "\
900001\tÖsterhamn Övre\tOsterhamn Ovre\tHamnen,Østerhavn\t60.1\t20.2\tP\tPPL\tFI\t\t01\t\t\t\t2400\t\t5\tEurope/Helsinki\t2026-01-01
900002\tNordviken Sea\tNordviken Sea\t\t61.0\t21.0\tH\tSEA\t\t\t00\t\t\t\t0\t\t0\tEurope/Helsinki\t2026-01-01
900003\tHelsinki\tHelsinki\t\t60.2\t24.9\tP\tPPLC\tFI\t\t01\t\t\t\t558457\t\t26\tEurope/Helsinki\t2026-01-01
900004\tKleinhagen Vik\tKleinhagen Vik\t\t60.2\t24.9\tP\tPPL\tFI\t\t01\t\t\t\t12\t\t26\tEurope/Helsinki\t2026-01-01
900005\tbroken
";

#[test]
fn geonames_become_places_as_prominent_as_they_are_large() {
    let imported = knowledge::import("FI.txt", GEONAMES, "2026-11-01".parse().unwrap(), 500).unwrap();
    assert_eq!((imported.rows, imported.known, imported.skipped.len()), (2, 1, 1), "{}", imported.tsv);
    assert!(imported.skipped[0].to_string().starts_with("FI.txt:5: "));
    let k = Knowledge::embedded().with(Overlay::read("fi.tsv", &imported.tsv).unwrap());
    let sense = |name: &str| k.lookup(name).and_then(|id| k.senses(id).next()).expect("listed");
    let town = k.entry(sense("Osterhamn Ovre").entry);
    assert_eq!((town.class, town.country.unwrap().code()), (Class::City, "FI"));
    assert!(town.prominence < 60, "a town of 2,400 people is not known to everybody: {}", town.prominence);
    assert_eq!(sense("Nordviken Sea").class, Class::Region);
    assert!(k.lookup("Kleinhagen Vik").is_none());
}

#[test]
fn other_files_are_refused_with_a_cure() {
    for text in ["", "a,b,c\n1,2,3\n", "person\n", "{\"a\": 1}\n"] {
        let fault = knowledge::import("odd.csv", text, "2026-11-01".parse().unwrap(), 0).expect_err(text).to_string();
        assert!(fault.starts_with("odd.csv:1: ") && fault.contains("GeoNames"), "{fault}");
    }
}

#[test]
fn the_commands_import_build_and_use() {
    let (csv, built) = (file("ng.csv", CSV), path("ng.gazetteer").display().to_string());
    let (code, tsv, err) = whomet(&["gazetteer", "import", "--as-of", "2032-05-01", &csv]);
    assert_eq!(code, 1, "two lines are left out: {err}");
    assert!(err.contains("ng.csv:4: ") && err.contains("ng.csv:5: "), "{err}");
    let tsv = file("ng.tsv", tsv);
    let extra =
        file("extra.jsonl", "{\"name\": \"Harbour Compact\", \"class\": \"organisation\", \"prominence\": 90}\n");
    assert_eq!(whomet(&["gazetteer", "lint", &tsv]).0, 0);
    let (code, said, err) = whomet(&["gazetteer", "build", &tsv, &extra, "-o", &built]);
    assert_eq!(code, 0, "{err}");
    assert!(said.contains("2 entries"), "{said}");
    // The built file says what its sources say.
    let of = |file: &str, name: &str| whomet(&["gazetteer", "lookup", name, "--gazetteer", file]).1;
    for name in ["Tamsin Okwuosa", "Okwuosa", "Rome"] {
        assert_eq!(of(&built, name), of(&tsv, name), "{name}");
        assert!(!of(&built, name).is_empty(), "{name}");
    }
    assert!(of(&built, "Harbour Compact").contains("\"organisation\""));
    let story = file("ng.txt", "Tamsin Okwuosa met envoys of the Harbour Compact in Oslo on Friday.\n");
    let (code, record, err) = whomet(&["--published", "2032-03-01", "--gazetteer", &built, &story]);
    assert_eq!(code, 0, "{err}");
    let record: Value = serde_json::from_str(&record).unwrap();
    let person = record["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Tamsin Okwuosa").unwrap();
    assert_eq!((person["wikidata"].as_str(), person["country"].as_str()), (Some("Q900000001"), Some("NG")));
    assert_eq!(person["roles"][0]["title"], "Minister of Harbours");
}

#[test]
fn damaged_built_files_are_refused() {
    let good = Overlay::read("own.tsv", "name\tclass\nAnn Lind\tperson\n").unwrap().bytes().to_vec();
    let open = |bytes: Vec<u8>| Overlay::open(Box::leak(bytes.into_boxed_slice())).map(|_| ());
    assert_eq!(open(good.clone()), Ok(()));
    let mut cut = good.clone();
    cut.truncate(good.len() - 20);
    assert_eq!(open(cut.clone()), Err(OpenError::Truncated));
    let mut other = good.clone();
    // The last bytes tell which tables it lies over.
    *other.last_mut().unwrap() ^= 1;
    assert_eq!(open(other), Err(OpenError::Base));
    assert_eq!(open(b"whomet".to_vec()), Err(OpenError::Magic));
    let damaged = file("cut.gazetteer", &cut);
    let (code, out, err) = whomet(&["gazetteer", "stats", "--gazetteer", &damaged]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("cut.gazetteer") && err.contains("build it again"), "{err}");
}

#[test]
fn what_cells_say_together_must_agree() {
    let table = "action\tname\tclass\tof\ttitle\tfrom\tto\tprominence
add\tOslo Board\tcompany\t\tMinister\t\t\t
add\tAnn Lind\tperson\t\t\t2020\t\t
add\tAnn Lind\tperson\t\tMinister\t2020\t2019\t
add\tAnn Lind\tperson\tAnn Orr\t\t\t\t
add\tAnn Lind\tperson\t\t\t\t\t300
alias\tLindy\t\tNobody Known Here\t\t\t\t
add\tAnn Lind\tperson\t\tMinister\t2020-02-30\t\t
";
    let faults = Overlay::read("own.tsv", table).expect_err("every line is wrong");
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let words = ["holds no office", "without a title", "ends before", "alias", "300", "no entry", "2020-02-30"];
    assert_eq!(told.len(), words.len(), "{told:#?}");
    for (at, (line, word)) in told.iter().zip(words).enumerate() {
        assert!(line.starts_with(&format!("own.tsv:{}: ", at + 2)) && line.contains(word), "{line}");
    }
}

#[test]
fn own_names_have_other_forms_by_rule() {
    let table = "name\tclass\tcountry
Ursula M. van der Lindqvist\tperson\tNL
Kang Seo-lim\tperson\tKR
Mohammed al-Tareqi\tperson\tIQ
Ann Will\tperson\tGB
Nordhavn Shipping Co., Ltd.\tcompany\tDK
";
    let k = Knowledge::embedded().with(Overlay::read("own.tsv", table).unwrap());
    let form = |name: &str, of: &str| {
        let id = k.lookup(name)?;
        k.senses(id).find(|s| k.entry(s.entry).name == of).map(|s| s.form)
    };
    for (name, of, expected) in [
        ("van der Lindqvist", "Ursula M. van der Lindqvist", Some(NameForm::Surname)),
        ("Ursula van der Lindqvist", "Ursula M. van der Lindqvist", Some(NameForm::Alias)),
        ("Kang", "Kang Seo-lim", Some(NameForm::Surname)),
        ("Seo-lim Kang", "Kang Seo-lim", Some(NameForm::Alias)),
        ("KANG SEO LIM", "Kang Seo-lim", Some(NameForm::Full)),
        ("Mohammed Tareqi", "Mohammed al-Tareqi", Some(NameForm::Alias)),
        ("Nordhavn Shipping", "Nordhavn Shipping Co., Ltd.", Some(NameForm::Alias)),
        // "will" is a word of every story.
        ("Will", "Ann Will", None),
    ] {
        assert_eq!(form(name, of), expected, "{name}");
    }
}

#[test]
fn an_override_counts_whatever_other_rows_say() {
    let france = whomet::country::Country::new("FR");
    let holder = |action: &str| {
        let table = format!(
            "action\tname\tclass\tcountry\ttitle\tfrom\n{action}\tAnn Lind\tperson\tFR\tPresident\t2019-01-01\n"
        );
        let k = Knowledge::embedded().with(Overlay::read("own.tsv", &table).unwrap());
        k.holder("President", france, "", "2021-06-16".parse().unwrap()).map(|t| k.entry(t.person).name)
    };
    assert_eq!(holder("override"), Some("Ann Lind"));
    assert_eq!(holder("add"), None, "two rows claim the day");
}
