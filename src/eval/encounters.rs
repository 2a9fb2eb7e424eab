//! Encounters against gold: records aligned one to one, then compared field by field.

use std::collections::HashMap;

use super::{
    Predictions,
    alignment::best_alignment,
    document::{Document, Encounter, Phrase},
    party::{shared, tokens},
    report::{Fault, FaultKind, Report},
};

/// What was counted over all documents.
#[derive(Default)]
struct Counts {
    aligned: u64,
    missed: u64,
    spurious: u64,
    exact: u64,
    record: u64,
    parties: [u64; 3],
    fields: [u64; 4],
    about: Vec<f64>,
}

const FIELDS: [&str; 4] = ["kind", "status", "when", "where"];

pub(super) fn score(gold: &[Document], predictions: &Predictions) -> Report {
    let mut counts = Counts::default();
    let mut report = Report::new("encounters");
    for document in gold {
        let found = predictions.of(&document.id).map_or(&[][..], |p| &p.encounters);
        compare(document, found, &mut counts, &mut report.errors);
    }
    let Counts { aligned, missed, spurious, exact, record, parties, fields, about } = counts;
    report.count("encounter", aligned, spurious, missed);
    for (name, right) in [("who_whom", exact), ("record", record)] {
        report.count(name, right, spurious + aligned - right, missed + aligned - right);
    }
    let [right, extra, missing] = parties;
    report.count("participants_on_aligned", right, extra, missing);
    for (name, right) in FIELDS.into_iter().zip(fields) {
        report.share(name, right as f64, aligned);
    }
    report.share("about", about.iter().sum(), about.len() as u64);
    report
}

fn compare(document: &Document, found: &[Encounter], counts: &mut Counts, errors: &mut Vec<Fault>) {
    let gold = &document.encounters;
    let mut common = HashMap::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            let pairs = shared(g, p);
            if pairs.len() >= 2 {
                common.insert((i, j), pairs);
            }
        }
    }
    let asked = common.iter().filter(|((i, _), _)| !gold[*i].optional);
    let weights = asked.map(|(&(i, j), pairs)| ((i, j), weight(&gold[i], &found[j], pairs.len()))).collect();
    let aligned = best_alignment(&weights, gold.len(), found.len());
    let mut fault = |kind, wrong, g: Option<&Encounter>, p: Option<&Encounter>| {
        let at = p.or(g).and_then(|e| e.evidence.first()?.span());
        errors.push(Fault {
            kind,
            document: document.id.clone(),
            wrong,
            gold: g.map(line),
            found: p.map(line),
            span: at,
            context: None,
        });
    };
    for &(i, j) in &aligned {
        let (g, p) = (&gold[i], &found[j]);
        let [right, extra, missing] = parties(g, p, &common[&(i, j)]);
        counts.aligned += 1;
        for (sum, n) in counts.parties.iter_mut().zip([right, extra, missing]) {
            *sum += n;
        }
        let exact = missing == 0 && extra == 0;
        let same = [g.kind == p.kind, g.status == p.status, g.value() == p.value(), same_place(g, p)];
        for (sum, same) in counts.fields.iter_mut().zip(same) {
            *sum += u64::from(same);
        }
        counts.exact += u64::from(exact);
        counts.record += u64::from(exact && same[1] && same[2]);
        counts.about.extend(topics(g, p));
        let mut wrong: Vec<&str> = FIELDS.into_iter().zip(same).filter(|(_, same)| !same).map(|(f, _)| f).collect();
        if !exact {
            wrong.push("participants");
        }
        if !wrong.is_empty() {
            fault(FaultKind::Partly, wrong, Some(g), Some(p));
        }
    }
    for (i, g) in gold.iter().enumerate() {
        if !g.optional && !aligned.iter().any(|a| a.0 == i) {
            counts.missed += 1;
            fault(FaultKind::Missed, vec![], Some(g), None);
        }
    }
    for (j, p) in found.iter().enumerate() {
        let optional = |(i, g): (usize, &Encounter)| g.optional && common.contains_key(&(i, j));
        if !aligned.iter().any(|a| a.1 == j) && !gold.iter().enumerate().any(optional) {
            counts.spurious += 1;
            fault(FaultKind::Spurious, vec![], None, Some(p));
        }
    }
}

/// How well two records agree: participants first, then date, evidence, status and kind.
fn weight(g: &Encounter, p: &Encounter, common: usize) -> i64 {
    let spans = |e: &Encounter| -> Vec<(u32, u32)> { e.evidence.iter().filter_map(|e| e.span()).collect() };
    let told = spans(p);
    let same_sentence = spans(g).iter().any(|&(a, b)| told.iter().any(|&(c, d)| a < d && c < b));
    likeness(g, p, common, same_sentence).max(1)
}

/// The weight of two records with `common` participants in common, before it is kept above nothing.
pub(crate) fn likeness(a: &Encounter, b: &Encounter, common: usize, same_sentence: bool) -> i64 {
    100 * common as i64 - 10 * a.participants.len().abs_diff(b.participants.len()) as i64
        + 8 * i64::from(a.value() == b.value())
        + 6 * i64::from(same_sentence)
        + 4 * i64::from(a.status == b.status)
        + 2 * i64::from(a.kind == b.kind)
}

/// Participants right, too many, missing. Where gold names at least two parties that are no group, groups beside them ("and
/// other leaders") do not count on either side: careful readers differ on them.
fn parties(g: &Encounter, p: &Encounter, pairs: &[(usize, usize)]) -> [u64; 3] {
    let group = |kind: &Option<String>| kind.as_deref() == Some("group");
    let soft = g.participants.iter().filter(|x| !group(&x.kind)).count() >= 2;
    let (mut right, mut extra, mut missing) = (0, 0, 0);
    for (i, _) in g.participants.iter().enumerate().filter(|(_, x)| !(soft && group(&x.kind))) {
        let met = pairs.iter().any(|pair| pair.0 == i);
        *(if met { &mut right } else { &mut missing }) += 1;
    }
    for (j, x) in p.participants.iter().enumerate() {
        extra += u64::from(!(pairs.iter().any(|pair| pair.1 == j) || soft && group(&x.kind)));
    }
    [right, extra, missing]
}

fn same_place(g: &Encounter, p: &Encounter) -> bool {
    let fold = |text: &str| tokens(text).join(" ");
    let of = |e: &Encounter| e.place.as_ref().map(|w| fold(w.text())).filter(|w| !w.is_empty());
    match (of(g), of(p)) {
        (Some(want), Some(got)) => {
            let aliases = g.place.as_ref().map_or(&[][..], Phrase::aliases);
            let mut names = std::iter::once(want).chain(aliases.iter().map(|a| fold(a)));
            names.any(|name| got.contains(&name) || name.contains(&got))
        }
        (want, got) => want.is_none() && got.is_none(),
    }
}

/// F1 of the words of the topics; `None` where neither side has any.
fn topics(g: &Encounter, p: &Encounter) -> Option<f64> {
    let words = |e: &Encounter| {
        let mut words: HashMap<String, u32> = HashMap::new();
        for word in e.about.iter().flatten().flat_map(|a| tokens(a.text())) {
            if !matches!(&*word, "the" | "a" | "an" | "of") {
                *words.entry(word).or_default() += 1;
            }
        }
        words
    };
    let (a, b) = (words(g), words(p));
    let all: u32 = a.values().chain(b.values()).sum();
    let common: u32 = a.iter().map(|(word, n)| *n.min(b.get(word).unwrap_or(&0))).sum();
    (all > 0).then(|| f64::from(2 * common) / f64::from(all))
}

/// A record on one line.
fn line(e: &Encounter) -> String {
    let or_none = |text: Option<&str>| text.unwrap_or("-").to_owned();
    let who: Vec<&str> = e.participants.iter().map(|p| p.name.as_deref().unwrap_or("?")).collect();
    let about: Vec<&str> = e.about.iter().flatten().map(Phrase::text).collect();
    format!(
        "{}, {}: {} | when {} | where {} | about {}",
        or_none(e.kind.as_deref()),
        or_none(e.status.as_deref()),
        who.join(" + "),
        or_none(e.value()),
        or_none(e.place.as_ref().map(Phrase::text)),
        if about.is_empty() { "-".to_owned() } else { about.join("; ") },
    )
}
