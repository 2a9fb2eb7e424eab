//! Results in the forms of other programs.

mod program;

use program::{code, errors, file, fixture, values, whomet};
use roxmltree::Document;

const STORIES: [&str; 4] = ["chain", "merger-talks", "cancelled-visit", "refused-talks"];

fn stories() -> Vec<String> {
    STORIES.iter().map(|s| fixture(&format!("stories/{s}.txt"))).collect()
}

fn run(arguments: &[&str]) -> String {
    let stories = stories();
    let mut all = vec!["--published", "2024-05-15"];
    all.extend(arguments);
    all.extend(stories.iter().map(String::as_str));
    let out = whomet(&all, b"");
    assert_eq!((code(&out), errors(&out)), (0, ""), "{arguments:?}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn rows_say_the_same_in_json_csv_and_tsv() {
    let records = values(run(&[]).as_bytes());
    for (emit, key) in [("encounters", "encounters"), ("entities", "entities")] {
        let count: usize = records.iter().map(|r| r[key].as_array().unwrap().len()).sum();
        assert!(count > 0);
        let json = values(run(&["--emit", emit]).as_bytes());
        assert_eq!(json.len(), count, "{emit}");
        for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
            let text = run(&["--format", format, "--emit", emit]);
            let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
            let header = reader.headers().unwrap().clone();
            let rows: Vec<_> = reader.records().map(|r| r.unwrap()).collect();
            assert_eq!(rows.len(), count, "{format}");
            for (row, json) in rows.iter().zip(&json) {
                assert_eq!(row.len(), header.len());
                let id = header.iter().position(|h| h == "article").unwrap();
                assert_eq!(row[id], *json["article"].as_str().unwrap());
            }
        }
    }
    assert_eq!(values(run(&["--emit", "articles"]).as_bytes()).len(), STORIES.len());
    let first = &values(run(&["--emit", "encounters"]).as_bytes())[0];
    assert_eq!(first["kind"], records[0]["encounters"][0]["kind"]);
    assert_eq!(first["participants"][0], records[0]["encounters"][0]["participants"][0]["name"]);
    let out = whomet(&["--format", "gexf", "--emit", "entities"], b"x");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("--emit goes with"));
}

#[test]
fn graphs_are_well_formed_and_the_same_for_any_number_of_threads() {
    for (format, edge) in [("graphml", "edge"), ("gexf", "edge")] {
        let text = run(&["--format", format]);
        let document = Document::parse(&text).unwrap();
        let ids: Vec<&str> = document
            .descendants()
            .filter(|n| n.has_tag_name((n.tag_name().namespace().unwrap_or(""), "node")))
            .filter_map(|n| n.attribute("id"))
            .collect();
        let edges: Vec<_> = document.descendants().filter(|n| n.is_element() && n.tag_name().name() == edge).collect();
        assert!(ids.len() > 4 && !edges.is_empty(), "{format}");
        for edge in edges {
            assert!(
                ids.contains(&edge.attribute("source").unwrap()) && ids.contains(&edge.attribute("target").unwrap())
            );
        }
        assert_eq!(text, run(&["--format", format, "-j", "3"]), "{format}");
    }
}

#[test]
fn the_diary_holds_what_is_to_come() {
    let text = run(&["--format", "ical"]);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line is too long");
    let dated = |e: &serde_json::Value| {
        let day = e["when"]["value"].as_str().unwrap_or("").split('/').all(|d| d.len() >= 10);
        day && matches!(e["status"].as_str(), Some("planned" | "proposed"))
    };
    let records = values(run(&[]).as_bytes());
    let wanted = records.iter().flat_map(|r| r["encounters"].as_array().unwrap()).filter(|e| dated(e)).count();
    assert!(wanted > 0);
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), wanted);
    assert_eq!(text.matches("\r\nDTSTART;VALUE=DATE:").count(), wanted);
}

#[test]
fn event_data_has_its_columns_and_codes() {
    let text = run(&["--format", "polecat"]);
    for line in text.lines() {
        assert_eq!(line.split('\t').count(), 40, "{line}");
    }
    let events = values(run(&["--format", "plover"]).as_bytes());
    assert_eq!(events.len(), text.lines().count() - 1);
    let records = values(run(&[]).as_bytes());
    let statuses: Vec<_> = records
        .iter()
        .flat_map(|r| r["encounters"].as_array().unwrap())
        .map(|e| e["status"].as_str().unwrap())
        .collect();
    let cancelled = statuses.iter().filter(|s| **s == "cancelled").count();
    assert!(cancelled > 0);
    assert_eq!(events.len(), statuses.len() - cancelled, "what was cancelled has no code");
    let code_of = |status: &str| {
        let at = statuses.iter().filter(|s| **s != "cancelled").position(|s| *s == status).unwrap();
        (events[at]["event"][0].as_str().unwrap(), events[at]["cameo"].as_str().unwrap())
    };
    assert_eq!(code_of("planned"), ("AGREE", "036"));
    assert_eq!(code_of("refused"), ("REJECT", "125"));
    assert_eq!(code_of("happened").0, "CONSULT");
    for event in &events {
        let kind = event["event"][0].as_str().unwrap();
        // By the manual: modes of consultations, requests and rejections; agreements have none.
        let modes: &[&str] = match kind {
            "CONSULT" => &["visit", "third-party", "multilateral", "phone"],
            "REQUEST" | "REJECT" => &["meet"],
            _ => &[],
        };
        assert!(event["mode"].as_array().unwrap().iter().all(|m| modes.contains(&m.as_str().unwrap())), "{event}");
        for actor in event["actor"].as_array().unwrap() {
            assert!(actor["code"].as_str().is_none_or(|c| c.len() == 3), "actors have codes of three letters: {actor}");
        }
    }
    assert!(events.iter().any(|e| e["actor"][0]["code"] == "NLD"), "the Dutch prime minister of the stories");
}

#[test]
fn annotation_points_at_the_text() {
    let story = "Ms Zoë Lind met Mr Orr in Oslo on Monday.\nShe will visit\nNorway in June.";
    let path = file("standoff.txt", story.as_bytes());
    let text = String::from_utf8(whomet(&["--format", "brat", &path], b"").stdout).unwrap();
    let points: Vec<char> = story.chars().collect();
    let mut bound = 0;
    for line in text.lines().filter(|l| l.starts_with('T')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (_, spans) = columns[1].split_once(' ').unwrap();
        let parts: Vec<String> = spans
            .split(';')
            .map(|span| {
                let (start, end) = span.split_once(' ').unwrap();
                points[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
            })
            .collect();
        assert_eq!(parts.join(" "), columns[2], "{line}");
        bound += 1;
    }
    assert!(bound > 3 && text.contains("\nE1\tMeeting:T"), "{text}");
    assert!(text.contains("A1\tStatus E1 Happened"));
    let text = String::from_utf8(whomet(&["--format", "conll", &path], b"").stdout).unwrap();
    let rows: Vec<&str> = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    assert!(rows.contains(&"Zoë\tB-PER") && rows.contains(&"Lind\tI-PER") && rows.contains(&"Oslo\tB-LOC"), "{text}");
    assert!(rows.iter().all(|r| r.split('\t').count() == 2));
}

#[test]
fn enriched_items_are_ninjs_that_can_be_read_again() {
    for (format, people) in [("ninjs1", "person"), ("ninjs", "people")] {
        let text = run(&["--format", format]);
        let items = values(text.as_bytes());
        assert_eq!(items.len(), STORIES.len());
        assert!(items[0][people][0]["name"].is_string(), "{format}");
        assert!(items.iter().all(|i| i["uri"].as_str().unwrap().contains(':')));
        let (read, told) = program::articles(&file(&format!("{format}.ndjson"), text.as_bytes()));
        assert_eq!((read.len(), &*told), (STORIES.len(), ""), "{format}");
    }
    let items = values(run(&["--format", "ninjs"]).as_bytes());
    let event = &items[0]["associations"][0];
    assert_eq!((&event["type"], event["people"].is_array()), (&"event".into(), true));
}

#[test]
fn a_page_holds_the_records_and_needs_no_network() {
    let records = run(&["--with-text"]);
    assert!(values(records.as_bytes()).iter().all(|r| r["article"]["text"].as_str().unwrap().len() > 100));
    let evil = records.clone() + &records.lines().next().unwrap().replace("\"en\"", "\"</script><b>\"") + "\n";
    let path = file("records.ndjson", evil.as_bytes());
    let page = file("page.html", b"");
    let out = whomet(&["view", &path, "-o", &page], b"");
    assert_eq!((code(&out), errors(&out), out.stdout.len()), (0, "", 0));
    let html = std::fs::read_to_string(&page).unwrap();
    let data = html.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    let held: Vec<serde_json::Value> = serde_json::from_str(data).unwrap();
    assert_eq!(held.len(), STORIES.len() + 1);
    assert_eq!(held.last().unwrap()["article"]["language"], "</script><b>");
    for foreign in ["http://", "https://", "//cdn", "fetch(", "import("] {
        let code = html.replace(data, "").replace("http://www.w3.org/2000/svg", "");
        assert!(!code.contains(foreign), "the page asks for {foreign}");
    }
    let out = whomet(&["view", &file("none.ndjson", b"{}\n"), "-o", &page], b"");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("none.ndjson:1: no record"), "{}", errors(&out));
    assert!(std::fs::read_to_string(&page).unwrap() == html, "a failed run has written the page");
}
