//! The stories of `fixtures/stories`: what a person reads in them, and the whole record.
//!
//! `NAME.txt` is the story, `NAME.json` what a person annotated by the definition of an encounter, `NAME.record.json` the
//! record. `OPEN.tsv` lists where the record is still short of the annotation: it must be exact, so that a line leaves it
//! when it is mended and none joins it unseen. `WHOMET_UPDATE=1 cargo test --test stories` writes records and list anew;
//! annotations are changed by hand alone.

mod common;

use std::{env, fs, path::Path};

use common::{Encounter, Participant, Story, stories};
use whomet::{Extractor, Record};

#[test]
fn records_are_as_written() {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let mut changed = Vec::new();
    for story in stories() {
        let mut record = worker.extract(&story.article());
        // The version of the gazetteer is another with each row that is added.
        record.whomet.gazetteer = String::new();
        let got = serde_json::to_string_pretty(&record).unwrap() + "\n";
        let file = story.file.with_extension("record.json");
        if fs::read_to_string(&file).unwrap_or_default() == got {
            continue;
        }
        if update() {
            fs::write(&file, &got).unwrap();
        } else {
            changed.push(story.name);
        }
    }
    assert!(
        changed.is_empty(),
        "other records than before: {changed:?}; WHOMET_UPDATE=1 writes them, git diff shows them"
    );
}

#[test]
fn encounters_are_those_that_a_person_reads() {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let mut open = String::new();
    for story in stories() {
        let record = worker.extract(&story.article());
        for line in differences(&story, &record) {
            open += &format!("{}\t{line}\n", story.name);
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stories/OPEN.tsv");
    if update() {
        fs::write(&file, &open).unwrap();
    }
    assert_eq!(open, fs::read_to_string(&file).unwrap_or_default());
}

fn update() -> bool {
    env::var_os("WHOMET_UPDATE").is_some()
}

/// Where the record says something else than the annotation, a line each.
fn differences(story: &Story, record: &Record) -> Vec<String> {
    let mut out = Vec::new();
    let mut left: Vec<Encounter> = record.encounters.iter().map(plain).collect();
    for gold in &story.gold.encounters {
        // The most alike: by the parties, then by the kind.
        let likeness = |e: &Encounter| {
            let shared =
                gold.participants.iter().filter(|p| e.participants.iter().any(|q| alike(&q.name, &p.name))).count();
            4 * shared + usize::from(e.kind == gold.kind) + usize::from(e.status == gold.status)
        };
        let best = (0..left.len()).filter(|&i| likeness(&left[i]) >= 8).max_by_key(|&i| likeness(&left[i]));
        match best {
            Some(best) => compare(gold, &left.remove(best), &mut out),
            None => out.push(format!("missed {}", line(gold))),
        }
    }
    out.extend(left.iter().map(|e| format!("spurious {}", line(e))));
    out
}

fn compare(gold: &Encounter, got: &Encounter, out: &mut Vec<String>) {
    let mut tell = |field: &str, gold: String, got: String| {
        if gold != got {
            out.push(format!("{field} is {got}, not {gold}"));
        }
    };
    let who = names(gold);
    tell(&format!("{who}: kind"), format!("{:?}", gold.kind), format!("{:?}", got.kind));
    tell(&format!("{who}: status"), format!("{:?}", gold.status), format!("{:?}", got.status));
    tell(&format!("{who}: when"), format!("{:?}", gold.when), format!("{:?}", got.when));
    tell(&format!("{who}: where"), format!("{:?}", gold.place.as_deref().map(the_off)), format!("{:?}", got.place));
    tell(&format!("{who}: about"), format!("{:?}", gold.about), format!("{:?}", got.about));
    for party in &gold.participants {
        match got.participants.iter().find(|p| alike(&p.name, &party.name)) {
            None => out.push(format!("{who}: no participant {}", party.name)),
            Some(other) => {
                let mut tell = |field: &str, gold: String, got: String| {
                    if gold != got {
                        out.push(format!("{who}: {field} of {} is {got}, not {gold}", party.name));
                    }
                };
                tell("name", party.name.clone(), other.name.clone());
                tell("type", format!("{:?}", party.kind), format!("{:?}", other.kind));
                tell("role", format!("{:?}", party.role), format!("{:?}", other.role));
                tell("country", format!("{:?}", party.country), format!("{:?}", other.country));
                tell("part", format!("{:?}", party.part), format!("{:?}", other.part));
            }
        }
    }
    for other in &got.participants {
        if !gold.participants.iter().any(|p| alike(&p.name, &other.name)) {
            out.push(format!("{who}: participant {} too many", other.name));
        }
    }
}

/// Whether two names are of one party: "the pope" is "pope".
fn alike(a: &str, b: &str) -> bool {
    the_off(&a.to_lowercase()) == the_off(&b.to_lowercase())
}

fn the_off(name: &str) -> String {
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

fn plain(e: &whomet::record::Encounter) -> Encounter {
    Encounter {
        kind: e.kind,
        status: e.status,
        participants: e
            .participants
            .iter()
            .map(|p| Participant {
                name: p.name.clone(),
                kind: p.kind,
                role: p.role.clone(),
                country: p.country.clone(),
                part: p.part,
            })
            .collect(),
        about: e.about.iter().map(|a| a.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
        when: e.when.as_ref().and_then(|w| w.value.clone()),
        place: e.place.as_ref().map(|w| w.name.clone().unwrap_or_else(|| w.text.clone())).map(|w| the_off(&w)),
    }
}

fn names(e: &Encounter) -> String {
    e.participants.iter().map(|p| &*p.name).collect::<Vec<_>>().join(" + ")
}

fn line(e: &Encounter) -> String {
    format!("{:?} {:?} of {}", e.status, e.kind, names(e))
}
