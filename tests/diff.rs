//! `whomet diff`: what changed between two outputs.

mod program;

use program::{code, errors, file, fixture, values, whomet};
use serde_json::{Value, json};

/// Records of two stories.
fn records() -> Vec<Value> {
    let (a, b) = (fixture("stories/chain.txt"), fixture("stories/phone-call.txt"));
    values(&whomet(&["--published", "2024-05-15", &a, &b], b"").stdout)
}

fn write(name: &str, records: &[Value]) -> String {
    let lines: String = records.iter().map(|r| format!("{r}\n")).collect();
    file(&format!("diff/{name}"), lines.as_bytes())
}

#[test]
fn the_same_is_the_same() {
    let mut all = records();
    let old = write("same-old.ndjson", &all);
    let out = whomet(&["diff", &old, &old], b"");
    assert_eq!((code(&out), out.stdout.len(), errors(&out)), (0, 0, ""));
    // Labels, the order of the articles and the version that wrote them do not count.
    all[0]["whomet"]["version"] = "9.9".into();
    let relabelled: Vec<Value> =
        all.iter().rev().map(|r| serde_json::from_str(&r.to_string().replace("\"m1\"", "\"m7\"")).unwrap()).collect();
    let new = write("same-new.ndjson", &relabelled);
    let out = whomet(&["diff", &old, &new], b"");
    assert_eq!((code(&out), String::from_utf8(out.stdout).unwrap()), (0, String::new()));
    let out = whomet(&["diff", "--summary", &old, "-"], &std::fs::read(&new).unwrap());
    assert!(String::from_utf8(out.stdout).unwrap().ends_with("; 2 articles in both\n"));
}

#[test]
fn every_change_is_told_field_by_field() {
    let old = records();
    let mut new = old.clone();
    let call = &mut new[1];
    call["article"]["byline"] = Value::Null;
    call["encounters"][0]["status"] = "planned".into();
    call["encounters"][0]["when"]["value"] = "2024-05-21".into();
    call["encounters"][0]["participants"].as_array_mut().unwrap().push(json!({
        "entity": "e9", "name": "Ana Orr", "type": "person", "role": null, "country": "NO", "part": null
    }));
    call["encounters"][0]["participants"][0]["country"] = "AR".into();
    let before = call["dates"][0]["value"].clone();
    call["dates"][0]["value"] = "2024-05-21".into();
    call["entities"].as_array_mut().unwrap().retain(|e| e["name"] != "Aroha Bennett");
    let (old, new) = (write("old.ndjson", &old), write("new.ndjson", &new));
    let out = whomet(&["diff", &old, &new, "--json"], b"");
    assert_eq!((code(&out), errors(&out)), (1, ""));
    let told = values(&out.stdout);
    assert_eq!(told.len(), 1, "the other article is the same");
    let told = &told[0];
    assert_eq!((&told["id"], &told["change"]), (&"phone-call".into(), &"changed".into()));
    assert_eq!(told["article"], json!([{"field": "byline", "old": "Ana Rojas", "new": null}]));
    let encounter = &told["encounters"][0];
    let fields: Vec<&str> =
        encounter["fields"].as_array().unwrap().iter().map(|f| f["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["status", "when.value", "participants", "participants"]);
    assert_eq!(encounter["fields"][0], json!({"field": "status", "old": "happened", "new": "planned"}));
    assert_eq!(
        (&encounter["fields"][2]["old"]["country"], &encounter["fields"][2]["new"]["country"]),
        (&"CL".into(), &"AR".into())
    );
    assert_eq!(
        (&encounter["fields"][3]["old"], &encounter["fields"][3]["new"]["name"]),
        (&Value::Null, &"Ana Orr".into())
    );
    assert_eq!(told["dates"][0]["fields"], json!([{"field": "value", "old": before, "new": "2024-05-21"}]));
    assert_eq!(
        (&told["entities"][0]["change"], &told["entities"][0]["old"]["name"]),
        (&"lost".into(), &"Aroha Bennett".into())
    );

    let out = whomet(&["diff", &old, &new], b"");
    let text = String::from_utf8(out.stdout).unwrap();
    for want in [
        "~ phone-call: Chile, New Zealand foreign ministers discuss fishing treaty by phone\n",
        "\n    article.byline: \"Ana Rojas\" -> null\n",
        "\n  ~ encounter call, planned: Tomas Vergara + Aroha Bennett + Ana Orr, 2024-05-21\n      status: happened -> planned\n",
        "\n      + participants: Ana Orr, person, NO\n",
        "\n  - entity person \"Aroha Bennett\"\n",
        "\narticles 0 gained, 0 lost, 1 changed; encounters 0 gained, 0 lost, 1 changed; entities 0 gained, 1 lost, 0 changed; dates 0 gained, 0 lost, 1 changed; 2 articles in both\n",
    ] {
        assert!(text.contains(want), "{want:?} is not in\n{text}");
    }
    // The other way round gained is lost.
    let back = values(&whomet(&["diff", &new, &old, "--summary", "--json"], b"").stdout).remove(0);
    assert_eq!(back["entities"], json!({"gained": 1, "lost": 0, "changed": 0}));
}

#[test]
fn what_is_ignored_makes_no_difference() {
    let old = records();
    let mut new = old.clone();
    new[0]["encounters"][0]["confidence"] = 0.01.into();
    new[1]["dates"][0]["value"] = "2020".into();
    let (old, new) = (write("ignore-old.ndjson", &old), write("ignore-new.ndjson", &new));
    let with = |ignore: &str| whomet(&["diff", "--ignore", ignore, "--json", &old, &new], b"");
    assert_eq!((code(&with("dates")), values(&with("dates").stdout).len()), (1, 1));
    let out = with("dates.value,encounters.confidence");
    assert_eq!((code(&out), out.stdout.len()), (0, 0));
    let out = with("encounter.confidence");
    assert!(code(&out) == 2 && errors(&out).contains("must begin with one of article, entities"), "{}", errors(&out));
}

#[test]
fn articles_and_encounters_are_gained_and_lost() {
    let old = records();
    let mut new = old.clone();
    let gone = new[0]["encounters"].as_array_mut().unwrap().remove(0);
    let mut other = new.remove(1);
    other["article"]["id"] = "another".into();
    new.push(other);
    let (old, new) = (write("gone-old.ndjson", &old), write("gone-new.ndjson", &new));
    let told = values(&whomet(&["diff", &old, &new, "--json"], b"").stdout);
    let seen: Vec<_> = told.iter().map(|d| (d["id"].as_str().unwrap(), d["change"].as_str().unwrap())).collect();
    assert_eq!(seen, [("chain", "changed"), ("phone-call", "lost"), ("another", "gained")]);
    let lost = told[0]["encounters"].as_array().unwrap();
    assert_eq!((lost.len(), &lost[0]["change"], &lost[0]["old"]), (1, &"lost".into(), &gone));
    assert_eq!(told[2]["encounters"][0]["change"], "gained");
}

#[test]
fn trouble_ends_with_two() {
    let good = write("good.ndjson", &records());
    let mut bytes = records();
    bytes[0]["whomet"]["offsets"] = "byte".into();
    let bytes = write("bytes.ndjson", &bytes);
    for (old, new, want) in [
        (good.as_str(), "/no/such/file", "/no/such/file: cannot read"),
        (&good, &file("diff/no.ndjson", b"{\"id\": 1}\n"), ":1: no record: it has no article.id"),
        (&file("diff/broken.ndjson", b"\n{\"article\n"), &good, "broken.ndjson:2: no record"),
        (&good, &bytes, "offsets count byte here and codepoint in the other file"),
    ] {
        let out = whomet(&["diff", old, new], b"");
        assert_eq!(code(&out), 2, "{want}");
        assert!(errors(&out).contains(want), "{}", errors(&out));
    }
}
