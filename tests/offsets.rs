//! Offsets count what was asked for, in everything that has them.

mod program;

use program::{code, errors, fixture, values, whomet};
use serde_json::Value;

/// Letters of one, two, three and four bytes, before and inside of names.
const STORY: &str = "🙂𝒳 Zoë Lind meets 𝔏ars Orr\n\nOSLO, May 14 (AP) - Prime Minister Zoë Lind met Foreign Minister \
    Lars Örr in Oslo on Tuesday about “東京 🙂 rules” on fishing.\n🙂 Mr Örr will visit Latvia on Friday, Ms Lind said.";

const UNITS: [(&str, &str); 3] = [("char", "codepoint"), ("byte", "byte"), ("utf16", "utf16")];

/// What stands between two offsets, by a count of its own.
fn slice(unit: &str, start: u64, end: u64) -> String {
    let (start, end) = (start as usize, end as usize);
    match unit {
        "char" => STORY.chars().skip(start).take(end - start).collect(),
        "byte" => STORY[start..end].to_owned(),
        _ => String::from_utf16(&STORY.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
    }
}

/// How many objects with offsets there are; each says what stands there.
fn look(value: &Value, unit: &str) -> usize {
    let mut seen = 0;
    if let Value::Object(map) = value {
        if let (Some(start), Some(end), Some(text)) = (map.get("start"), map.get("end"), map.get("text")) {
            assert_eq!(slice(unit, start.as_u64().unwrap(), end.as_u64().unwrap()), *text, "{unit}: {value}");
            seen += 1;
        }
        seen += map.values().map(|v| look(v, unit)).sum::<usize>();
    } else if let Value::Array(items) = value {
        seen += items.iter().map(|v| look(v, unit)).sum::<usize>();
    }
    seen
}

fn run(arguments: &[&str]) -> String {
    let out = whomet(&[&["--published", "2024-05-15"], arguments].concat(), STORY.as_bytes());
    assert_eq!((code(&out), errors(&out)), (0, ""), "{arguments:?}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn records_count_what_was_asked_for_and_say_so() {
    assert_eq!(run(&[]), run(&["--offsets", "char"]), "code points are the default");
    for (unit, name) in UNITS {
        let records = values(run(&["--offsets", unit]).as_bytes());
        assert_eq!(records[0]["whomet"]["offsets"], name);
        assert_eq!(records[0]["encounters"].as_array().unwrap().len(), 3, "the story tests nothing");
        assert!(look(&records[0], unit) > 15);
    }
}

#[test]
fn layers_and_dates_count_so_too() {
    for stage in ["zone", "token", "gazetteer", "date", "mention", "role", "coref", "encounter"] {
        for (unit, _) in UNITS {
            let items = values(run(&["--stop-after", stage, "--offsets", unit]).as_bytes());
            assert!(!items.is_empty() && items.iter().all(|i| look(i, unit) > 0), "{stage} {unit}");
        }
    }
    for (unit, _) in UNITS {
        let arguments = ["dates", "--offsets", unit, "--published", "2024-05-15"];
        let items = values(&whomet(&arguments, STORY.as_bytes()).stdout);
        assert!(items.len() > 2 && items.iter().all(|i| look(i, unit) == 1), "{unit}");
    }
}

#[test]
fn rows_annotation_and_explanations_count_so_too() {
    for (unit, _) in UNITS {
        let rows = values(run(&["--emit", "encounters", "--offsets", unit]).as_bytes());
        for row in rows {
            assert_eq!(slice(unit, row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap()), row["evidence"]);
        }
        let table = run(&["--format", "csv", "--offsets", unit]);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|h| h == name).unwrap();
        for row in reader.records().map(Result::unwrap) {
            let at = |name: &str| row[column(name)].parse().unwrap();
            assert_eq!(slice(unit, at("start"), at("end")), row[column("evidence")]);
        }
        let standoff = run(&["--format", "brat", "--offsets", unit]);
        for line in standoff.lines().filter(|l| l.starts_with('T')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let spans = columns[1].split_once(' ').unwrap().1.split(';').map(|span| {
                let (start, end) = span.split_once(' ').unwrap();
                slice(unit, start.parse().unwrap(), end.parse().unwrap())
            });
            assert_eq!(spans.collect::<Vec<_>>().join(" "), columns[2], "{unit}");
        }
        let told = run(&["--explain", "--offsets", unit]);
        let trigger = told.lines().find_map(|l| l.trim().strip_prefix("trigger   ")).unwrap();
        let (place, words) = trigger.split_once("  \"").unwrap();
        let (start, end) = place.split_once("..").unwrap();
        assert!(words.starts_with(&slice(unit, start.parse().unwrap(), end.parse().unwrap())), "{unit}: {trigger}");
        // Tags stand on tokens and not on offsets.
        assert_eq!(run(&["--format", "conll", "--offsets", unit]), run(&["--format", "conll"]));
    }
}

#[test]
fn another_unit_is_refused() {
    let out = whomet(&["--offsets", "grapheme", &fixture("stories/phone-call.txt")], b"");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("[possible values: char, byte, utf16]"), "{}", errors(&out));
}
