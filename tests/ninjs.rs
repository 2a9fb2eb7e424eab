//! Enriched items are ninjs, by the schemas of the IPTC.

mod program;

use boon::{Compiler, Schemas};
use program::{code, fixture, values, whomet};
use serde_json::{Value, json};

/// Runs `work` with a function that says what the schema of a version has against an item. Formats (uri, date-time) count.
fn with_schema(version: &str, work: impl FnOnce(&dyn Fn(&Value) -> Result<(), String>)) {
    let text = std::fs::read_to_string(fixture(&format!("schemas/ninjs-schema_{version}.json"))).unwrap();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    // No geometry is written, and none would pass.
    compiler.add_resource("https://geojson.org/schema/GeoJSON.json", json!(false)).unwrap();
    compiler.add_resource("ninjs.json", serde_json::from_str(&text).unwrap()).unwrap();
    let mut schemas = Schemas::new();
    let index = compiler.compile("ninjs.json", &mut schemas).unwrap();
    work(&|item| schemas.validate(item, index).map_err(|e| format!("{e:#}")));
}

const VERSIONS: [(&str, &str); 2] = [("ninjs", "3.1"), ("ninjs1", "1.6")];

/// The items of everything that the fixtures hold, in all formats, and of stories with unusual names.
fn items(format: &str) -> Vec<Value> {
    let (stories, formats) = (fixture("stories/*.txt"), fixture("formats"));
    let out = whomet(&["--published", "2024-05-15", "--format", format, &stories, &formats], b"");
    let mut items = values(&out.stdout);
    let ids = "a b|<x>|http://example.org/ä|tag:example.org,2024:1||100%|C:\\x|urn:x|#1|é:ü|urn:a%zz|x:[y]|urn:a:b#c#d|urn:ok%20#z";
    let story = |id: &str| {
        let text =
            format!("OSLO, May 14 (AP) - Prime Minister Zoë Lind will visit Latvia in June 2025, she said of {id}.");
        format!("{}\n", json!({"id": id, "text": text, "headline": "Lind \"to visit\" \u{1f642}", "byline": "Ann"}))
    };
    let odd: String = ids.split('|').map(story).collect();
    let out = whomet(&["--format", format], odd.as_bytes());
    assert_eq!(code(&out), 0);
    let more = values(&out.stdout);
    assert_eq!(more.len(), ids.split('|').count());
    items.extend(more);
    items
}

#[test]
fn every_item_is_valid() {
    for (format, version) in VERSIONS {
        let items = items(format);
        assert!(items.len() > 40, "{} items", items.len());
        with_schema(version, |check| {
            for item in &items {
                check(item).unwrap_or_else(|e| panic!("ninjs {version}: {e}\n{item:#}"));
            }
        });
        let events = |key: &str| items.iter().filter_map(|i| i[key].as_array()).map(Vec::len).sum::<usize>();
        assert!(events(if version == "3.1" { "associations" } else { "event" }) > 20, "the stories test nothing");
    }
}

#[test]
fn the_schemas_refuse_what_is_no_ninjs() {
    for (format, version) in VERSIONS {
        let item = items(format).remove(1);
        let people = if version == "3.1" { "people" } else { "person" };
        with_schema(version, |check| {
            check(&item).unwrap();
            for (key, value) in [
                ("mood", json!("warm")),
                ("uri", json!("not a uri")),
                ("uri", Value::Null),
                ("type", json!("meeting")),
                (people, json!([{"name": "Zoë Lind", "confidence": 1}])),
                ("places", json!([{"name": "Oslo", "geoJSON": {"type": "Point", "coordinates": [10, 60]}}])),
            ] {
                let mut spoilt = item.clone();
                spoilt[key] = value.clone();
                // 1.6 has no `places`, and lets a person have what it likes.
                if version == "1.6" && key == people {
                    continue;
                }
                assert!(check(&spoilt).is_err(), "ninjs {version}: {key} = {value} passes");
            }
        });
    }
}
