//! The program as its users run it: arguments, streams, messages, exit codes.

mod program;

use std::{
    io::Write as _,
    process::{Output, Stdio},
};

use program::{code, errors, file, values, whomet};
use serde_json::Value;

const STORY: &str = "OSLO, May 14 (Example News) - Norwegian Prime Minister Kari Holm met Danish Prime Minister Lars Thygesen in Oslo \
                     on Tuesday to discuss fish quotas.\n";

fn records(output: &Output) -> Vec<Value> {
    values(&output.stdout)
}

fn fixture(name: &str) -> String {
    program::fixture(&format!("stories/{name}"))
}

#[test]
fn a_story_on_stdin_gives_a_record() {
    let out = whomet(&["--published", "2024-05-15"], STORY.as_bytes());
    assert_eq!((code(&out), errors(&out)), (0, ""));
    let records = records(&out);
    assert_eq!(records.len(), 1);
    let head = &records[0]["article"];
    assert_eq!(head["published"], "2024-05-15");
    assert_eq!(head["published_from"], "flag");
    assert_eq!(head["dateline"]["place"], "OSLO");
    assert_eq!(head["dateline"]["date"], "2024-05-14");
    assert_eq!(head["dateline"]["agency"], "Example News");
    assert_eq!(records[0]["encounters"][0]["kind"], "meeting");
    assert_eq!(records[0]["encounters"][0]["when"]["value"], "2024-05-14");
}

#[test]
fn the_publication_date_says_where_it_comes_from() {
    let from = |arguments: &[&str], story: &str| {
        let record = records(&whomet(arguments, story.as_bytes())).remove(0);
        (record["article"]["published"].clone(), record["article"]["published_from"].clone())
    };
    let input = r#"{"id": "a", "published": "2024-05-15T08:00:00Z", "text": "Ms Lind met Mr Orr on Monday."}"#;
    assert_eq!(from(&["--published", "2020-01-01"], input), ("2024-05-15".into(), "input".into()));
    assert_eq!(from(&[], "OSLO, May 14, 2024 (AP) - Ms Lind met Mr Orr."), ("2024-05-14".into(), "dateline".into()));
    assert_eq!(from(&[], "Envoys meet\nMay 14, 2024\nMs Lind met Mr Orr."), ("2024-05-14".into(), "text".into()));
    assert_eq!(from(&[], "Ms Lind met Mr Orr on May 14."), (Value::Null, Value::Null));
}

#[test]
fn ndjson_gives_a_record_a_line_whatever_the_fields_are_called() {
    let lines = format!(
        "{}\n\n{}\n",
        serde_json::json!({"guid": 7, "data": {"body": STORY}, "day": "2024-05-15", "headline": "Talks on fish"}),
        serde_json::json!({"data": {"body": "Nothing happened."}}),
    );
    let fields = ["--field", "text=data.body", "--field", "id=guid", "--field", "published=day"];
    let out = whomet(&fields, lines.as_bytes());
    assert_eq!((code(&out), errors(&out)), (0, ""));
    let records = records(&out);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["article"]["id"], "7");
    assert_eq!(records[0]["article"]["headline"], "Talks on fish");
    assert_eq!(records[0]["article"]["published_from"], "input");
    assert_eq!(records[1]["article"]["id"], "stdin:3");
}

#[test]
fn an_array_and_one_object_over_many_lines_are_read() {
    for json in ["[\n{\"text\": \"Ms Lind met Mr Orr.\"}]", "{\n\"text\": \"Ms Lind met Mr Orr.\"\n}\n"] {
        let out = whomet(&[], json.as_bytes());
        assert_eq!((code(&out), records(&out).len()), (0, 1), "{json}: {}", errors(&out));
    }
}

#[test]
fn what_cannot_be_read_is_told_with_place_and_cure_and_the_rest_is_done() {
    let mut lines =
        b"{\"id\": \"a\", \"text\": \"Ms Lind met Mr Orr.\"}\nno json\n{\"id\": \"c\"}\n{\"text\": \"\xff\"}\n"
            .to_vec();
    let french = "Le ministre des affaires étrangères a rencontré son homologue dans la capitale pour une réunion qui a \
                  duré plus de deux heures, selon une source proche du dossier, et les deux hommes sont partis sans un mot.";
    lines.extend(format!("{{\"id\": \"e\", \"text\": \"{french}\"}}\n{{\"id\": \"f\", \"text\": \" \"}}\n").bytes());
    lines.extend(
        b"{\"id\": \"g\", \"text\": \"x\", \"published\": \"May\"}\n[1]\n{\"id\": \"z\", \"text\": \"The end.\"}\n",
    );
    let input = file("mixed.ndjson", &lines);
    let out = whomet(&[&input], b"");
    assert_eq!(code(&out), 1);
    let ids: Vec<_> = records(&out).iter().map(|r| r["article"]["id"].clone()).collect();
    assert_eq!(ids, ["a", "z"]);
    let told: Vec<&str> = errors(&out).lines().collect();
    let wanted = [
        ":2:2: not JSON",
        ":3: no field \"text\"; name the field",
        ":4: record 4, byte 10: not UTF-8 (0xFF); convert it",
        "\"e\" is not in English but in French; whomet reads English alone",
        "\"f\" has no text",
        "\"published\" holds \"May\", which is no date; write it as",
        "an array instead of an object",
    ];
    assert_eq!(told.len(), wanted.len(), "{told:#?}");
    for (line, want) in told.iter().zip(wanted) {
        assert!(
            line.starts_with("whomet: ") && line.contains(want) && line.contains("mixed.ndjson:"),
            "{line}\nwanted {want}"
        );
    }
}

#[test]
fn empty_input_and_wrong_bytes_are_told() {
    let out = whomet(&[], b"");
    assert_eq!(code(&out), 1);
    assert_eq!(errors(&out), "whomet: <stdin>: the input is empty; give a story as plain text or as NDJSON\n");
    let out = whomet(&[], b"Ms Lind met Mr \xe9mile.");
    assert_eq!(code(&out), 1);
    assert!(
        errors(&out).contains("<stdin>: record 1, byte 15: not UTF-8 (0xE9); convert it first"),
        "{}",
        errors(&out)
    );
}

#[test]
fn files_of_other_kinds_are_told_for_what_they_are() {
    let binary = [b"\x7fELF\x02\x01\x01\0\0\0".as_slice(), &[200; 50]].concat();
    let record = whomet(&[], STORY.as_bytes()).stdout;
    for (name, bytes, want) in [
        ("a.pdf", &b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"[..], "a PDF file, and no text; have its text written by"),
        ("a.docx", b"PK\x03\x04\x14\0\x06\0", "an office document or ZIP archive"),
        ("a.rtf", b"{\\rtf1\\ansi Ms Lind}", "an RTF document"),
        ("a.out", &binary, "a binary file"),
        ("record.json", &record, "a record that whomet has written, and no story"),
    ] {
        let out = whomet(&[&file(name, bytes)], b"");
        assert_eq!((code(&out), out.stdout.len()), (1, 0), "{name}");
        assert!(errors(&out).contains(want) && errors(&out).lines().count() == 1, "{name}: {}", errors(&out));
    }
    let wide: Vec<u8> = "\u{feff}Ms Lind met Mr Orr.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let out = whomet(&["--stop-after", "read", &file("wide.txt", &wide)], b"");
    assert_eq!(records(&out)[0]["text"], "Ms Lind met Mr Orr.");
    let out = whomet(&["veiw", "records.ndjson"], b"");
    assert!(code(&out) == 2 && errors(&out).contains("did you mean the command view?"), "{}", errors(&out));
    let out = whomet(&["https://example.com/story"], b"");
    assert!(code(&out) == 2 && errors(&out).contains("whomet uses no network"), "{}", errors(&out));
    let many = "no record\n".repeat(1000);
    let out = whomet(&["view", &file("many.txt", many.as_bytes())], b"");
    assert_eq!((code(&out), errors(&out).lines().count()), (2, 3));
    let out = whomet(&["gazetteer", "lookup", "Nobody", "Atall"], b"");
    assert_eq!((code(&out), errors(&out)), (1, "whomet: nothing is known by the name \"Nobody Atall\"\n"));
}

#[test]
fn files_that_are_not_there_do_not_stop_the_others() {
    let out = whomet(&[&fixture("no-such.txt"), &fixture("summit.txt")], b"");
    assert_eq!((code(&out), records(&out).len()), (1, 1));
    assert!(errors(&out).contains("no-such.txt: cannot open"));
    let out = whomet(&[&fixture("no-such.txt")], b"");
    assert_eq!(code(&out), 2, "nothing could be read at all");
}

#[test]
fn wrong_arguments_end_with_two() {
    for (arguments, want) in [
        (&["--publish", "2024-05-15"][..], "unexpected argument"),
        (&["--published", "yesterday"], "must be a day such as 2025-04-16"),
        (&["--only", "party"], "invalid value 'party'"),
        (&["--min-confidence", "2"], "must be a number from 0 to 1"),
        (&["--field", "body"], "not of the form FIELD=NAME"),
        (&["--field", "body=text"], "none of id, text, published"),
        (&["--explain", "--stop-after", "token"], "cannot be used with"),
    ] {
        let out = whomet(arguments, STORY.as_bytes());
        assert_eq!((code(&out), out.stdout.is_empty()), (2, true), "{arguments:?}");
        assert!(errors(&out).contains(want), "{arguments:?}: {}", errors(&out));
    }
}

#[test]
fn encounters_are_chosen_by_kind_status_and_confidence() {
    let story = fixture("chain.txt");
    let count = |arguments: &[&str]| {
        let mut all = vec!["--published", "2024-05-15", &story];
        all.extend(arguments);
        let record = records(&whomet(&all, b"")).remove(0);
        record["encounters"].as_array().unwrap().len()
    };
    let all = count(&[]);
    assert!(all >= 4);
    let kinds: usize = ["meeting", "talks", "visit", "call", "summit"].iter().map(|k| count(&["--only", k])).sum();
    assert_eq!(kinds, all);
    let planned = count(&["--status", "planned"]);
    assert!(planned > 0 && planned < all);
    assert_eq!(count(&["--status", "planned,happened,cancelled,refused,proposed,ongoing"]), all);
    assert_eq!(count(&["--min-confidence", "0"]), all);
    assert_eq!(count(&["--min-confidence", "1"]), 0);
}

#[test]
fn explanations_name_rule_trigger_and_sources() {
    let out = whomet(&["--explain", "--published", "2024-05-15"], STORY.as_bytes());
    assert_eq!((code(&out), errors(&out)), (0, ""));
    let text = std::str::from_utf8(&out.stdout).unwrap();
    for want in
        ["m1 meeting, happened", "sentence", "\"met\"", "by rule meet.object", "Kari Holm", "2024-05-14", "fish quotas"]
    {
        assert!(text.contains(want), "no {want:?} in\n{text}");
    }
}

#[test]
fn each_layer_prints() {
    for stage in ["zone", "token", "gazetteer", "date", "mention", "role", "coref", "encounter"] {
        let out = whomet(&["--stop-after", stage], STORY.as_bytes());
        assert_eq!((code(&out), errors(&out)), (0, ""), "{stage}");
        let items = records(&out);
        assert!(!items.is_empty(), "{stage} prints nothing");
        for item in items {
            let (start, end) = (item["start"].as_u64().unwrap() as usize, item["end"].as_u64().unwrap() as usize);
            assert_eq!(item["text"], STORY[start..end], "{stage}");
        }
    }
}

#[test]
fn dates_are_tagged_alone() {
    let out = whomet(&["dates", "--published", "2024-05-15"], b"They met last week and will meet on Friday.");
    let items = records(&out);
    assert_eq!(items.len(), 2);
    assert_eq!((&items[0]["text"], &items[0]["value"]), (&"last week".into(), &"2024-W19".into()));
    assert_eq!(items[1]["value"], "2024-05-17");
}

#[test]
fn the_version_names_that_of_the_gazetteer() {
    let out = whomet(&["--version"], b"");
    let record = records(&whomet(&[], STORY.as_bytes())).remove(0);
    let (version, gazetteer) = (record["whomet"]["version"].as_str(), record["whomet"]["gazetteer"].as_str());
    let wanted = format!("whomet {} (gazetteer {})\n", version.unwrap(), gazetteer.unwrap());
    assert_eq!((code(&out), std::str::from_utf8(&out.stdout).unwrap()), (0, &*wanted));
}

#[test]
fn the_schema_is_printed() {
    let out = whomet(&["schema"], b"");
    assert_eq!(code(&out), 0);
    let schema: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn pretty_records_say_the_same() {
    let line = whomet(&["--published", "2024-05-15"], STORY.as_bytes());
    let pretty = whomet(&["--published", "2024-05-15", "--pretty"], STORY.as_bytes());
    assert!(pretty.stdout.iter().filter(|b| **b == b'\n').count() > 20);
    let read: Value = serde_json::from_slice(&pretty.stdout).unwrap();
    assert_eq!(read, records(&line)[0]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let lines = format!("{}\n", serde_json::json!({"text": STORY})).repeat(2000);
    let mut child =
        program::command().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let out = child.wait_with_output().unwrap();
    assert_eq!((code(&out), errors(&out)), (0, ""));
}
