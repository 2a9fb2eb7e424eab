//! The main contact of each document: recall alone, since other contacts are not annotated.

use super::{
    Predictions,
    document::{Document, Encounter, Main},
    party::plain,
    report::{Fault, FaultKind, Report},
};

pub(super) fn score(gold: &[Document], predictions: &Predictions) -> Report {
    let mut report = Report::new("readouts");
    let (mut all, mut both, mut right, mut made) = (0, 0, 0, 0);
    for document in gold {
        let Some(main) = &document.main else { continue };
        all += 1;
        let found = predictions.of(&document.id).map_or(&[][..], |p| &p.encounters);
        made += found.len();
        let hits: Vec<&Encounter> = found.iter().filter(|e| has_all(e, main)).collect();
        let kinds: &[&str] = if main.kind == "call" { &["call"] } else { &["meeting", "talks", "visit", "summit"] };
        let same_kind = hits.iter().any(|e| e.kind.as_deref().is_some_and(|k| kinds.contains(&k)));
        both += u64::from(!hits.is_empty());
        right += u64::from(same_kind);
        if !same_kind {
            report.errors.push(Fault {
                kind: if hits.is_empty() { FaultKind::Missed } else { FaultKind::Partly },
                document: document.id.clone(),
                wrong: if hits.is_empty() { vec![] } else { vec!["kind"] },
                gold: Some(format!("{}: {}", main.kind, main.parties.join(" + "))),
                found: Some(found.iter().map(told).collect::<Vec<_>>().join("; ")).filter(|f| !f.is_empty()),
                span: None,
                context: None,
            });
        }
    }
    report.share("both_parties", both as f64, all);
    report.share("both_parties_and_kind", right as f64, all);
    report.encounters_per_document = Some(if all > 0 { made as f64 / all as f64 } else { 0.0 });
    report
}

/// Whether every party is among the participants.
fn has_all(e: &Encounter, main: &Main) -> bool {
    main.parties.iter().all(|party| {
        let want = plain(party);
        e.participants.iter().any(|p| has_word(&plain(p.name.as_deref().unwrap_or_default()), &want))
    })
}

/// Whether `want` stands in `name` with no letter beside it.
fn has_word(name: &str, want: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    name.match_indices(want)
        .any(|(at, _)| !letter(name[..at].chars().next_back()) && !letter(name[at + want.len()..].chars().next()))
}

fn told(e: &Encounter) -> String {
    let who: Vec<&str> = e.participants.iter().map(|p| p.name.as_deref().unwrap_or("?")).collect();
    format!("{}: {}", e.kind.as_deref().unwrap_or("-"), who.join(" + "))
}
