//! Records are what the schema says.

mod common;

use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use whomet::{
    Article, Extractor,
    record::{SCHEMA, SCHEMA_VERSION},
};

/// Runs `work` with a function that says what is wrong with a record.
fn with_validator(work: impl FnOnce(&dyn Fn(&Value) -> Result<(), String>)) {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource("record.json", schema).unwrap();
    let index = compiler.compile("record.json", &mut schemas).unwrap();
    work(&|record| schemas.validate(record, index).map_err(|e| format!("{e:#}")));
}

#[test]
fn every_fixture_gives_a_valid_record() {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    with_validator(|check| {
        for story in common::stories() {
            let record = serde_json::to_value(worker.extract(&story.article())).unwrap();
            check(&record).unwrap_or_else(|e| panic!("{}: {e}", story.name));
            assert_eq!(record["whomet"]["schema"], SCHEMA_VERSION);
        }
        let empty = serde_json::to_value(worker.extract(&Article::from_text(""))).unwrap();
        check(&empty).unwrap();
    });
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let extractor = Extractor::new();
    let story = common::stories().into_iter().find(|s| s.name == "summit").unwrap();
    let record = serde_json::to_value(extractor.worker().extract(&story.article())).unwrap();
    assert!(record["encounters"][0].is_object() && record["dates"][0].is_object());
    let spoil = |path: &str, value: Value| {
        let mut spoilt = record.clone();
        *spoilt.pointer_mut(path).unwrap_or_else(|| panic!("no {path}")) = value;
        spoilt
    };
    with_validator(|check| {
        check(&record).unwrap();
        for (path, value) in [
            ("/whomet/schema", json!(2)),
            ("/article/published", json!("May 14")),
            ("/entities/0/id", json!("1")),
            ("/entities/0/mentions", json!([])),
            ("/dates/0/type", json!("Date")),
            ("/encounters/0/kind", json!("party")),
            ("/encounters/0/confidence", json!(2)),
            ("/encounters/0/participants/0/country", json!("Latvia")),
            ("/encounters/0/evidence", json!([])),
        ] {
            assert!(check(&spoil(path, value)).is_err(), "{path} is not looked at");
        }
        let mut more = record.clone();
        more["encounters"][0]["mood"] = json!("warm");
        assert!(check(&more).is_err(), "unknown fields pass");
    });
}
