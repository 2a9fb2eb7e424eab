//! Names of the user's own over the embedded tables, and the questions that `whomet gazetteer` answers.

use std::{fs, path::PathBuf, process::Command};

use serde_json::Value;
use whomet::{
    Article, Extractor,
    knowledge::{Class, Knowledge, Overlay},
    pipeline::Stage,
};

const TABLE: &str = "action\tname\tclass\tof\taliases\tcountry\twikidata\ttitle\torganisation\tfrom\tto
add\tTamsin Okwuosa\tperson\t\tT. Okwuosa\tNG\tQ424242\tFinance Minister\t\t2031-02-01\t
add\tHarbour Compact\torganisation\t\tHC\t\t\t\t\t\t
alias\tThe Cheese Board\tcompany\tNestle\t\t\t\t\t\t\t
block\tParis\tcity\t\t\t\t\t\t\t\t
override\tJakarta Post\tcompany\t\t\tID\t\t\t\t\t
";

fn over(table: &str, name: &str) -> Knowledge {
    Knowledge::embedded().with(Overlay::read(name, table).unwrap_or_else(|faults| panic!("{faults:?}")))
}

#[test]
fn names_are_added_aliased_overridden_and_blocked() {
    let k = over(TABLE, "own.tsv");
    let senses = |name: &str| -> Vec<(Class, &str)> {
        let Some(id) = k.lookup(name) else { return Vec::new() };
        k.senses(id).map(|s| (s.class, k.entry(s.entry).name)).collect()
    };
    assert_eq!(senses("Tamsin Okwuosa"), [(Class::Person, "Tamsin Okwuosa")]);
    assert_eq!(senses("T Okwuosa"), [(Class::Person, "Tamsin Okwuosa")]);
    assert_eq!(senses("The Cheese Board").len(), 1);
    assert!(senses("The Cheese Board")[0].1.starts_with("Nestl"));
    assert!(senses("Paris").iter().all(|s| s.0 != Class::City));
    assert_eq!(senses("Jakarta Post"), [(Class::Company, "Jakarta Post")]);
    // What the file does not touch is as it was.
    let embedded = Knowledge::embedded();
    assert_eq!(k.lookup("Rome"), embedded.lookup("Rome"));
    assert!(embedded.lookup("Tamsin Okwuosa").is_none());
    assert!(k.version().starts_with(&format!("{}+", embedded.version())));
}

#[test]
fn an_office_of_the_users_own_counts_by_its_dates() {
    let k = over(TABLE, "own.tsv");
    let nigeria = whomet::country::Country::new("NG");
    let holder = |on: &str| {
        k.holder("Minister of Finance", nigeria, "", on.parse().expect("a date")).map(|t| k.entry(t.person).name)
    };
    assert_eq!(holder("2031-03-01"), Some("Tamsin Okwuosa"));
    assert_ne!(holder("2031-01-01"), Some("Tamsin Okwuosa"));
}

#[test]
fn runs_of_the_users_own_are_found_and_blocked_ones_are_not() {
    let table = format!("{TABLE}block\tLisbon\t\t\t\t\t\t\t\t\t\n");
    let knowledge: &'static Knowledge = Box::leak(Box::new(over(&table, "own.tsv")));
    let extractor = Extractor::with(knowledge);
    let mut worker = extractor.worker();
    let story = Article::from_text("Envoys of the Harbour Compact met in Lisbon, and the HC said nothing.");
    let layers = worker.read(&story, Stage::Gazetteer);
    let found: Vec<&str> = layers.hits.iter().map(|h| layers.tokens.span(h.tokens).of(&story.text)).collect();
    assert!(found.contains(&"Harbour Compact") && found.contains(&"HC"), "{found:?}");
    assert!(!found.contains(&"Lisbon"), "{found:?}");
}

#[test]
fn formats_say_the_same() {
    let csv = "action,name,class,aliases\nadd,\"Lind, Ann\",person,Ann Lindqvist-Orr\n";
    let json =
        "{\"action\": \"add\", \"name\": \"Lind, Ann\", \"class\": \"person\", \"aliases\": [\"Ann Lindqvist-Orr\"]}\n";
    for (file, text) in [("own.csv", csv), ("own.jsonl", json)] {
        let k = over(text, file);
        let id = k.lookup("Ann Lindqvist Orr").expect(file);
        assert_eq!(k.senses(id).map(|s| k.entry(s.entry).name).collect::<Vec<_>>(), ["Lind, Ann"], "{file}");
    }
}

#[test]
fn faults_name_file_line_and_cure() {
    let table = "action\tname\tclass\tcountry\tfrom
add\tAnn Lind\tpersonage\t\t
add\tAnn Lind\tperson\tXQ\t
praise\tAnn Lind\tperson\t\t
add\t\tperson\t\t
add\tAnn Lind\tperson\tSE\t
";
    let faults = Overlay::read("own.tsv", table).expect_err("four lines are wrong");
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    for (line, word) in [(2, "personage"), (3, "XQ"), (4, "praise"), (5, "name")] {
        assert!(told.iter().any(|t| t.starts_with(&format!("own.tsv:{line}: ")) && t.contains(word)), "{told:?}");
    }
}

fn whomet(arguments: &[&str]) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_whomet")).env("WHOMET_CONFIG", "").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

fn file(name: &str, content: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn lookup_tells_who_held_what_on_a_day() {
    let (code, out, err) = whomet(&["gazetteer", "lookup", "Angela", "Merkel", "--on", "2016-05-01"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((first["class"].as_str(), first["country"].as_str()), (Some("person"), Some("DE")));
    assert!(first["row"].as_str().unwrap().starts_with("people/people.tsv:"));
    let terms = first["terms"].as_array().unwrap();
    assert!(terms.iter().any(|t| t["title"] == "Chancellor" && t["certain"] == true), "{terms:?}");
    let told = "whomet: nothing is known by the name \"Zzyzx Qwertyuiop\"\n";
    assert_eq!(whomet(&["gazetteer", "lookup", "Zzyzx Qwertyuiop"]), (1, String::new(), told.to_owned()));
}

#[test]
fn stats_count_every_table() {
    let (code, out, _) = whomet(&["gazetteer", "stats"]);
    assert_eq!(code, 0);
    let stats: Value = serde_json::from_str(&out).unwrap();
    assert!(stats["tables"]["people/people.tsv"].as_u64().unwrap() >= 30_000);
    assert_eq!(stats["version"], Knowledge::embedded().version());
}

#[test]
fn lint_and_batch_refuse_a_faulty_file() {
    let good = file("good.tsv", TABLE);
    let bad = file("bad.tsv", "name\tclass\nAnn Lind\tghost\n");
    let (code, out, _) = whomet(&["gazetteer", "lint", good.to_str().unwrap()]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("3 entries"), "{out}");
    let story = format!("{}/fixtures/stories/phone-call.txt", env!("CARGO_MANIFEST_DIR"));
    for arguments in
        [vec!["gazetteer", "lint", bad.to_str().unwrap()], vec!["--gazetteer", bad.to_str().unwrap(), &story]]
    {
        let (code, out, err) = whomet(&arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("bad.tsv:2: ") && err.contains("ghost"), "{err}");
    }
    let (code, out, err) = whomet(&["--gazetteer", good.to_str().unwrap(), &story]);
    assert_eq!((code, err.as_str()), (0, ""));
    let record: Value = serde_json::from_str(&out).unwrap();
    assert!(record["whomet"]["gazetteer"].as_str().unwrap().contains('+'));
}
