//! `whomet eval`: figures worked out by hand, for each layer.

mod program;

use program::{code, errors, file, fixture, values, whomet};
use serde_json::Value;

/// The figures for `fixtures/gold/NAME.jsonl` and what stands beside it as found.
fn scored(name: &str) -> Value {
    let (gold, found) = (fixture(&format!("gold/{name}.jsonl")), fixture(&format!("gold/{name}.found.jsonl")));
    let out = whomet(&["eval", &gold, "--predictions", &found, "--json", "--errors", "99"], b"");
    assert_eq!(code(&out), 0, "{}", errors(&out));
    values(&out.stdout).remove(0)
}

/// Right, spurious, missed.
fn counts(scores: &Value, measure: &str) -> [u64; 3] {
    ["right", "spurious", "missed"].map(|part| scores["measures"][measure][part].as_u64().unwrap())
}

fn kinds(scores: &Value) -> Vec<(&str, &str)> {
    let all = scores["errors"].as_array().unwrap();
    all.iter().map(|e| (e["document"].as_str().unwrap(), e["error"].as_str().unwrap())).collect()
}

#[test]
fn encounters_are_aligned_in_the_best_way() {
    let scores = scored("encounters");
    assert_eq!((&scores["layer"], &scores["documents"]), (&"encounters".into(), &5.into()));
    // In b each gold record goes with the other prediction: two pairs with two parties each weigh more than one pair with
    // three. The optional record of a does not count, c has one too many, d was not read.
    assert_eq!(counts(&scores, "encounter"), [4, 2, 2]);
    assert_eq!(scores["measures"]["encounter"]["f1"], 66.67);
    // a and e, where the group beside two parties does not count.
    assert_eq!(counts(&scores, "who_whom"), [2, 4, 4]);
    // e has a date too many.
    assert_eq!(counts(&scores, "record"), [1, 5, 5]);
    assert_eq!(counts(&scores, "participants_on_aligned"), [8, 1, 1]);
    let shares = ["kind", "status", "when", "where", "about"].map(|s| scores["shares"][s]["percent"].as_f64().unwrap());
    assert_eq!(shares, [75.0, 75.0, 50.0, 100.0, 66.67]);
    assert_eq!(scores["without_prediction"], serde_json::json!(["d"]));
    let wanted = [
        ("a", "partly"),
        ("a", "missed"),
        ("a", "spurious"),
        ("b", "partly"),
        ("b", "partly"),
        ("c", "spurious"),
        ("d", "missed"),
        ("e", "partly"),
    ];
    assert_eq!(kinds(&scores), wanted);
}

#[test]
fn names_with_alternatives_ignored_ones_and_titles() {
    let scores = scored("entities");
    assert_eq!(scores["layer"], "entities");
    // Right are Norway and Acme Corp by its other span; Oslo does not count.
    assert_eq!(counts(&scores, "exact 3-type"), [2, 4, 4]);
    // The title, the article and the genitive do not count now; Turku is still no organisation.
    assert_eq!(counts(&scores, "exact-norm 3-type"), [5, 1, 1]);
    assert_eq!(counts(&scores, "relaxed 3-type"), [5, 1, 1]);
    assert_eq!(counts(&scores, "untyped micro"), [3, 3, 3]);
    assert_eq!((counts(&scores, "exact LOC"), counts(&scores, "exact ORG")), ([1, 0, 1], [1, 2, 1]));
    let turku = &scores["errors"][6];
    assert_eq!((&turku["gold"], &turku["span"]), (&"\"Turku\" LOC".into(), &serde_json::json!([109, 114])));
}

#[test]
fn dates_by_span_and_value() {
    let scores = scored("dates");
    assert_eq!(scores["layer"], "dates");
    assert_eq!(counts(&scores, "strict"), [2, 2, 1]);
    assert_eq!(counts(&scores, "relaxed"), [3, 1, 0]);
    // 72 hours are three days, but not by their letters.
    assert_eq!((counts(&scores, "value"), counts(&scores, "valnorm")), ([2, 2, 1], [3, 1, 0]));
    assert_eq!((&scores["shares"]["interval"]["percent"], &scores["shares"]["hit"]["of"]), (&100.0.into(), &2.into()));
    assert_eq!(kinds(&scores), [("a", "partly"), ("a", "partly"), ("a", "spurious")]);
}

#[test]
fn readouts_tell_recall_alone() {
    let scores = scored("readouts");
    assert_eq!(scores["shares"]["both_parties"]["percent"], 66.67);
    assert_eq!(scores["shares"]["both_parties_and_kind"]["percent"], 33.33);
    assert_eq!(scores["encounters_per_document"], 1.0);
}

#[test]
fn whomet_is_run_where_there_is_no_output() {
    let gold = fixture("gold/encounters.jsonl");
    let records = whomet(&["--input-format", "ndjson", &gold], b"");
    let of = |arguments: &[&str], input: &[u8]| {
        let all = [&["eval", &gold, "--json"], arguments].concat();
        values(&whomet(&all, input).stdout).remove(0)
    };
    let scores = of(&[], b"");
    assert_eq!(scores, of(&["--predictions", "-"], &records.stdout));
    assert!(counts(&scores, "encounter")[0] >= 2, "{scores}");
}

#[test]
fn a_record_is_gold_for_all_its_layers() {
    let story = fixture("stories/chain.txt");
    let record = whomet(&["--published", "2024-05-15", "--with-text", &story], b"").stdout;
    let gold = file("record-gold.jsonl", &record);
    let out = whomet(&["eval", &gold, "--json"], b"");
    let all = values(&out.stdout);
    let layers: Vec<&Value> = all.iter().map(|s| &s["layer"]).collect();
    assert_eq!(layers, ["encounters", "dates", "entities"], "{}", errors(&out));
    for (scores, measure) in all.iter().zip(["record", "value", "exact micro"]) {
        let [right, spurious, missed] = counts(scores, measure);
        assert!(right > 3 && (spurious, missed) == (0, 0), "{measure}: {scores}");
    }
    // One that was corrected by hand is missed.
    let corrected = String::from_utf8(record).unwrap().replacen("\"status\":\"planned\"", "\"status\":\"refused\"", 1);
    let out = whomet(
        &["eval", &file("corrected.jsonl", corrected.as_bytes()), "--layer", "encounters", "--errors", "5"],
        b"",
    );
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("partly in ") && text.contains(": status\n  gold  "), "{text}");
}

#[test]
fn people_get_a_table() {
    let (gold, found) = (fixture("gold/encounters.jsonl"), fixture("gold/encounters.found.jsonl"));
    let out = whomet(&["eval", &gold, "--predictions", &found, "--errors", "1"], b"");
    let text = String::from_utf8(out.stdout.clone()).unwrap();
    assert!(text.contains("\nencounter                  66.67   66.67   66.67       4         2       2\n"), "{text}");
    assert!(text.contains("\nwhere                     100.00 of 4\n"), "{text}");
    assert_eq!(text.matches("\n  found").count(), 1);
    assert!(errors(&out).contains("nothing for 1 of 5 documents, the first is \"d\""), "{}", errors(&out));
}

#[test]
fn gold_that_cannot_be_read_gives_no_figures() {
    for (text, want) in [
        ("{\"id\": \"a\", \"text\": \"x\"}\n", "nothing is annotated"),
        ("{\"id\": \"a\", \"text\": \"x\", \"encounters\": []}\nno\n", ":2: no document"),
        ("{\"id\": \"a\", \"encounters\": []}\n", "\"a\" has no text"),
        ("{\"text\": \"x\", \"encounters\": []}\n", "has no \"id\""),
        ("{\"id\": \"a\", \"text\": \"x\", \"entities\": [{\"type\": \"PER\"}]}\n", "lacks \"start\""),
    ] {
        let out = whomet(&["eval", &file("wrong-gold.jsonl", text.as_bytes())], b"");
        assert_eq!((code(&out), out.stdout.len()), (2, 0), "{text}");
        assert!(errors(&out).contains(want), "{text}: {}", errors(&out));
    }
    let out = whomet(&["eval", &fixture("gold/dates.jsonl"), "--layer", "encounters"], b"");
    assert!(code(&out) == 2 && errors(&out).contains("no encounters are annotated"), "{}", errors(&out));
    let bytes = whomet(&["--offsets", "byte"], b"Ms Lind met Mr Orr.").stdout;
    let out = whomet(&["eval", &fixture("gold/dates.jsonl"), "--predictions", "-"], &bytes);
    assert!(code(&out) == 2 && errors(&out).contains("its offsets count byte"), "{}", errors(&out));
    // Predictions of other documents are told.
    let out =
        whomet(&["eval", &fixture("gold/dates.jsonl"), "--predictions", &fixture("gold/readouts.found.jsonl")], b"");
    assert!(errors(&out).contains("2 documents of the predictions are in no gold"), "{}", errors(&out));
}
