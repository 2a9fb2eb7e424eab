//! The fields of an encounter's record: each example of `data/encounters/fields.tsv` gives the value it names.

use whomet::{Article, Extractor, article, record};

#[test]
fn the_fields_of_an_encounter_are_those_of_its_sentences() {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let published = article::day("2024-05-15").unwrap();
    let mut wrong = Vec::new();
    let mut examples = 0;
    for row in include_str!("../data/encounters/fields.tsv").lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[field, value, text] = &cells[..] else { panic!("three columns in {row:?}") };
        examples += 1;
        let record = worker.extract(&Article::from_text(text.replace("\\n", "\n")).published_on(published));
        let Some(encounter) = record.encounters.last() else {
            wrong.push(format!("no encounter in {text:?}"));
            continue;
        };
        let got = told(encounter, field);
        if got != value {
            wrong.push(format!("{field} must be {value:?} and is {got:?} in {text:?}"));
        }
    }
    assert!(examples > 10, "{examples} examples");
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

fn told(e: &record::Encounter, field: &str) -> String {
    match field {
        "status" => format!("{:?}", e.status).to_lowercase(),
        "when" => e.when.as_ref().and_then(|w| w.value.clone()).unwrap_or_default(),
        "where" => e.place.as_ref().map(|w| w.text.to_string()).unwrap_or_default(),
        "about" => e.about.iter().map(|a| a.text.to_string()).collect::<Vec<_>>().join("; "),
        "who" => e.participants.iter().map(|p| p.name.to_string()).collect::<Vec<_>>().join("; "),
        other => panic!("no field {other:?}"),
    }
}
