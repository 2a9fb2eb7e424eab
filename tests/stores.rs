//! Results that are more than lines: a folder for brat, a database, a table.

mod program;

use std::{collections::BTreeSet, fs, path::Path};

use program::{code, errors, file, fixture, whomet};

/// A place for output of one test, without what an earlier one has left.
fn place(name: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stores").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    for ending in ["", ".part", ".part.done", ".part-journal"] {
        let _ = fs::remove_file(format!("{}{ending}", path.display()));
    }
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_folder_holds_a_pair_of_files_a_story_and_says_what_is_in_them() {
    let target = place("brat");
    let stories = fixture("stories/*.txt");
    let out = whomet(&["-j", "2", "--published", "2024-05-15", "--format", "brat", "-o", &target, &stories], b"");
    assert_eq!((code(&out), errors(&out), out.stdout.len()), (0, "", 0));
    let known = fs::read_to_string(format!("{target}/annotation.conf")).unwrap();
    let known: BTreeSet<&str> = known.split(|c: char| !c.is_alphanumeric()).collect();
    let mut pairs = 0;
    let mut kinds = BTreeSet::new();
    for entry in fs::read_dir(&target).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "ann") {
            continue;
        }
        pairs += 1;
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(path.with_extension("txt")).unwrap();
        assert_eq!(text, fs::read_to_string(fixture(&format!("stories/{name}.txt"))).unwrap());
        let letters: Vec<char> = text.chars().collect();
        let annotation = fs::read_to_string(&path).unwrap();
        let mut ids = BTreeSet::new();
        let mut places = BTreeSet::new();
        for line in annotation.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(ids.insert(columns[0].to_owned()), "{name}: {} twice", columns[0]);
            if line.starts_with('T') {
                let (kind, spans) = columns[1].split_once(' ').unwrap();
                assert!(places.insert(columns[1].to_owned()), "{name}: twice the same: {line}");
                kinds.insert(kind.to_owned());
                let parts = spans.split(';').map(|span| {
                    let (start, end) = span.split_once(' ').unwrap();
                    letters[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
                });
                assert_eq!(parts.collect::<Vec<_>>().join(" "), columns[2], "{name}: {line}");
            } else if line.starts_with('E') || line.starts_with('A') {
                for word in columns[1].split([' ', ':']) {
                    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
                    assert!(matches!(word, "T" | "E") || known.contains(word), "{name}: {word} is not declared");
                }
            }
        }
    }
    assert!(pairs >= 14 && kinds.len() > 6, "{pairs} {kinds:?}");
    assert!(kinds.iter().all(|k| known.contains(&**k)), "{kinds:?}");
    let again = whomet(&["--format", "brat", "-o", &target, &stories], b"");
    assert_eq!(code(&again), 2);
    assert!(errors(&again).contains("holds something already; give a new folder"), "{}", errors(&again));
}

#[test]
fn no_story_of_a_folder_hides_another() {
    let target = place("names");
    let line =
        |id: &str| format!("{}\n", serde_json::json!({"id": id, "text": format!("Ms Lind met Mr Orr in Oslo, {id}.")}));
    let input: String = ["a/b:c", "A/B:C", "../x", ".", "a/b:c"].map(line).concat();
    let out = whomet(&["--format", "brat", "-o", &target], input.as_bytes());
    assert_eq!((code(&out), errors(&out)), (0, ""));
    let files: BTreeSet<String> =
        fs::read_dir(&target).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap().to_lowercase()).collect();
    assert_eq!(files.len(), 2 + 2 * 5, "{files:?}");
    assert!(files.contains("a_b_c.ann") && files.contains("a_b_c-3.txt") && files.iter().all(|f| !f.starts_with('.')));
}

#[test]
fn annotation_of_two_stories_needs_a_folder() {
    let (a, b) = (fixture("stories/chain.txt"), fixture("stories/summit.txt"));
    let out = whomet(&["--format", "brat", &a, &b], b"");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("give -o FOLDER"), "{}", errors(&out));
    let one = place("one.ann");
    let out = whomet(&["--format", "brat", "-o", &one, &a], b"");
    assert!(code(&out) == 0 && fs::read_to_string(&one).unwrap().starts_with("T1\t"));
    let out = whomet(&["--format", "brat", "--resume", "-o", &place("resumed"), &a], b"");
    assert!(code(&out) == 2 && errors(&out).contains("cannot be resumed"), "{}", errors(&out));
}

#[test]
fn what_was_not_built_says_how_to_build_it() {
    let story = file("unbuilt.txt", b"Ms Lind met Mr Orr in Oslo.");
    for (form, built) in [("sqlite", cfg!(feature = "sqlite")), ("parquet", cfg!(feature = "parquet"))] {
        let out = whomet(&["--format", form, &story], b"");
        assert_eq!((code(&out), out.stdout.len()), (2, 0));
        let wanted = if built { "needs a file to write: -o NAME." } else { "--features " };
        assert!(errors(&out).contains(wanted), "{}", errors(&out));
    }
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use std::process::Stdio;

    use rusqlite::Connection;
    use serde_json::Value;

    use super::*;
    use program::values;

    fn count(database: &Connection, sql: &str) -> i64 {
        database.query_row(sql, [], |row| row.get(0)).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    /// Everything in all tables, as text.
    fn content(path: &str) -> String {
        let database = Connection::open(path).unwrap();
        let mut out = String::new();
        let tables = "whomet articles entities roles mentions dates encounters participants topics evidence meetings";
        for table in tables.split(' ') {
            let mut rows = database.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let width = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<_> = (0..width).map(|i| format!("{:?}", row.get_ref(i).unwrap())).collect();
                out.push_str(&format!("{table} {}\n", cells.join("|")));
            }
        }
        out
    }

    #[test]
    fn a_database_holds_what_the_records_say() {
        let stories = fixture("stories/*.txt");
        let target = place("all.db");
        let out = whomet(&["--published", "2024-05-15", "--format", "sqlite", "-o", &target, &stories], b"");
        assert_eq!((code(&out), errors(&out)), (0, ""));
        assert!(!fs::exists(format!("{target}.part")).unwrap());
        let records = values(&whomet(&["--published", "2024-05-15", &stories], b"").stdout);
        let database = Connection::open(&target).unwrap();
        let of = |f: &dyn Fn(&Value) -> usize| records.iter().map(f).sum::<usize>() as i64;
        let list = |v: &Value, key: &str| v[key].as_array().unwrap().len();
        let inner = |v: &Value, outer: &str, key: &str| {
            v[outer].as_array().unwrap().iter().map(|e| list(e, key)).sum::<usize>()
        };
        for (table, wanted) in [
            ("articles", records.len() as i64),
            ("entities", of(&|r| list(r, "entities"))),
            ("mentions", of(&|r| inner(r, "entities", "mentions"))),
            ("roles", of(&|r| inner(r, "entities", "roles"))),
            ("dates", of(&|r| list(r, "dates"))),
            ("encounters", of(&|r| list(r, "encounters"))),
            ("participants", of(&|r| inner(r, "encounters", "participants"))),
            ("topics", of(&|r| inner(r, "encounters", "about"))),
            ("evidence", of(&|r| inner(r, "encounters", "evidence"))),
            ("meetings", of(&|r| list(r, "encounters"))),
        ] {
            assert!(wanted > 5, "the stories test nothing of {table}");
            assert_eq!(count(&database, &format!("SELECT count(*) FROM {table}")), wanted, "{table}");
        }
        // Every slice is the text at its offsets.
        for (table, path) in [
            ("mentions", "JOIN entities e ON e.id = x.entity JOIN articles a ON a.id = e.article"),
            ("dates", "JOIN articles a ON a.id = x.article"),
            ("topics", "JOIN encounters e ON e.id = x.encounter JOIN articles a ON a.id = e.article"),
            ("evidence", "JOIN encounters e ON e.id = x.encounter JOIN articles a ON a.id = e.article"),
        ] {
            let wrong = format!(
                "SELECT count(*) FROM {table} x {path} WHERE substr(a.text, x.start + 1, x.\"end\" - x.start) <> x.text"
            );
            assert_eq!(count(&database, &wrong), 0, "{table}");
        }
        let first = &records.iter().find(|r| list(r, "encounters") > 0).unwrap()["encounters"][0];
        let sql = "SELECT kind || status || confidence || (SELECT name FROM participants WHERE encounter = e.id AND position = 1) \
            FROM encounters e ORDER BY id LIMIT 1";
        let told: String = database.query_row(sql, [], |row| row.get(0)).unwrap();
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let wanted = text(&first["kind"]) + &text(&first["status"]) + &first["confidence"].to_string();
        assert_eq!(told, wanted + &text(&first["participants"][0]["name"]));
        assert_eq!(count(&database, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        assert_eq!(count(&database, "SELECT count(*) FROM whomet WHERE key = 'run' AND value = 'complete'"), 1);
    }

    #[test]
    fn texts_and_encounters_are_searched() {
        let target = place("search.db");
        let story = "OSLO, May 14 (AP) - Prime Minister Zoë Lind met Foreign Minister Lars Orr in Oslo on Tuesday to discuss \
            fishing quotas.\n\nIt rained on the harbour.";
        let out = whomet(&["--published", "2024-05-15", "--format", "sqlite", "-o", &target], story.as_bytes());
        assert_eq!((code(&out), errors(&out)), (0, ""));
        let database = Connection::open(&target).unwrap();
        let hits = |table: &str, what: &str| {
            count(&database, &format!("SELECT count(*) FROM {table} WHERE {table} MATCH '{what}'"))
        };
        for (table, what, wanted) in [
            ("articles_search", "harbour", 1),
            ("articles_search", "zoe AND rained", 1),
            ("articles_search", "desert", 0),
            ("encounters_search", "about:fish*", 1),
            ("encounters_search", "participants:zoe place:oslo", 1),
            ("encounters_search", "about:oslo", 0),
            ("encounters_search", "harbour", 0),
        ] {
            assert_eq!(hits(table, what), wanted, "{table}: {what}");
        }
        let snippet = "SELECT snippet(articles_search, 1, '[', ']', '...', 4) FROM articles_search WHERE articles_search MATCH 'quotas'";
        let snippet: String = database.query_row(snippet, [], |row| row.get(0)).unwrap();
        assert!(snippet.contains("[quotas]"), "{snippet}");
    }

    #[test]
    fn a_killed_run_goes_on_with_its_database() {
        let line = |n: usize| {
            let text = format!(
                "OSLO, May 14 (AP) - Prime Minister Kari Holm met Lars Orr in Oslo on Tuesday. It was call {n}."
            );
            if n % 7 == 3 {
                "broken\n".into()
            } else {
                format!("{}\n", serde_json::json!({"id": n.to_string(), "text": text}))
            }
        };
        let input = file("stores/resume.ndjson", (0..4000).map(line).collect::<String>().as_bytes());
        let (whole, target) = (place("whole.db"), place("killed.db"));
        let told = (place("whole.errors"), place("killed.errors"));
        whomet(&["--format", "sqlite", "-o", &whole, "--errors", &told.0, "-j", "2", &input], b"");
        let arguments = ["--format", "sqlite", "-o", &target, "--errors", &told.1, &input];
        let mut child = program::command().args(arguments).stderr(Stdio::null()).spawn().unwrap();
        let part = format!("{target}.part");
        while fs::metadata(&part).map_or(0, |m| m.len()) < 400_000 && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!fs::exists(&target).unwrap(), "the run ended before it was killed");
        let out = whomet(&[&arguments[..], &["--resume"]].concat(), b"");
        assert_eq!((code(&out), errors(&out)), (1, ""));
        assert!(content(&target) == content(&whole), "the resumed database is another");
        assert!(fs::read(&told.1).unwrap() == fs::read(&told.0).unwrap(), "the resumed file of errors is another");
        let again = whomet(&[&arguments[..], &["--resume"]].concat(), b"");
        assert!(errors(&again).contains("complete already"), "{}", errors(&again));
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use ::parquet::{
        file::reader::{FileReader as _, SerializedFileReader},
        record::{Field, RowAccessor as _},
    };
    use serde_json::Value;

    use super::*;
    use program::values;

    /// A cell as the same row has it in JSON.
    fn json(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Str(text) => text.clone().into(),
            Field::Date(days) => {
                let day = whomet::article::Date::new(1970, 1, 1).unwrap();
                day.checked_add(jiff::Span::new().days(*days)).unwrap().to_string().into()
            }
            Field::Long(number) => (*number).into(),
            Field::Double(number) => (*number).into(),
            Field::ListInternal(list) => list.elements().iter().map(json).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_table_holds_the_rows_that_json_has() {
        let stories = fixture("stories/*.txt");
        for emit in ["encounters", "participants", "entities", "articles"] {
            let target = place(&format!("{emit}.parquet"));
            let form = ["--published", "2024-05-15", "--emit", emit];
            let out = whomet(&[&form[..], &["-j", "2", "--format", "parquet", "-o", &target, &stories]].concat(), b"");
            assert_eq!((code(&out), errors(&out)), (0, ""));
            let rows = values(&whomet(&[&form[..], &[&stories]].concat(), b"").stdout);
            let reader = SerializedFileReader::new(fs::File::open(&target).unwrap()).unwrap();
            let facts = reader.metadata().file_metadata().key_value_metadata().unwrap();
            assert!(facts.iter().any(|f| f.key == "whomet.offsets" && f.value.as_deref() == Some("codepoint")));
            let mut seen = 0;
            for (row, wanted) in reader.get_row_iter(None).unwrap().map(Result::unwrap).zip(&rows) {
                seen += 1;
                let names: Vec<&str> = row.get_column_iter().map(|(name, _)| name.as_str()).collect();
                assert_eq!(names.len(), wanted.as_object().unwrap().len(), "{emit}");
                for (name, field) in row.get_column_iter() {
                    assert_eq!(json(field), wanted[name], "{emit}: {name}");
                }
            }
            assert!(seen == rows.len() && seen > 10, "{emit}: {seen} of {}", rows.len());
        }
    }

    #[test]
    fn days_are_days_and_lists_are_lists() {
        let target = place("types.parquet");
        let story = "OSLO, May 14 (AP) - Prime Minister Kari Holm met Lars Orr in Oslo on Tuesday.";
        let out = whomet(&["--published", "2024-05-15", "--format", "parquet", "-o", &target], story.as_bytes());
        assert_eq!((code(&out), errors(&out)), (0, ""));
        let reader = SerializedFileReader::new(fs::File::open(&target).unwrap()).unwrap();
        let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
        let at = |name: &str| row.get_column_iter().position(|(n, _)| n == name).unwrap();
        assert!(matches!(row.get_column_iter().nth(at("published")).unwrap().1, Field::Date(_)));
        assert_eq!(row.get_list(at("participants")).unwrap().len(), 2);
        assert_eq!(row.get_list(at("about")).unwrap().len(), 0);
        assert!(row.get_double(at("confidence")).unwrap() > 0.5);
        let none = place("none.parquet");
        let out = whomet(&["--format", "parquet", "-o", &none], b"It rained in Oslo.");
        assert_eq!((code(&out), errors(&out)), (0, ""));
        let empty = SerializedFileReader::new(fs::File::open(&none).unwrap()).unwrap();
        assert_eq!(empty.metadata().file_metadata().num_rows(), 0);
        let out = whomet(&["--format", "parquet", "-o", &none, "--resume"], b"x");
        assert!(code(&out) == 2 && errors(&out).contains("cannot be resumed"), "{}", errors(&out));
    }
}
