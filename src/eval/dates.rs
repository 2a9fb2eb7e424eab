//! Temporal expressions against gold, as TempEval-3 counts them.

use std::collections::BTreeMap;

use super::{
    Predictions,
    alignment::by_rank,
    document::{Document, Tagged, overlap},
    report::{Fault, FaultKind, Report},
    timex::{interval, normal},
};

const MEASURES: [&str; 5] = ["strict", "relaxed", "value", "type", "valnorm"];

pub(super) fn score(gold: &[Document], predictions: &Predictions) -> Report {
    let mut report = Report::new("dates");
    let mut right = [0; 5];
    let (mut wanted, mut found, mut hit, mut same_days, mut calendar) = (0, 0, 0, 0, 0);
    // By type: right by the relaxed measure, spurious, missed.
    let mut types: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for document in gold {
        let made = predictions.of(&document.id).map_or(&[][..], |p| &p.dates);
        wanted += document.dates.len() as u64;
        found += made.len() as u64;
        let days = |d: &Tagged| interval(d.value.as_deref().unwrap_or_default(), document.published.as_deref());
        let of_calendar = |d: &Tagged| matches!(&*d.kind, "DATE" | "TIME");
        calendar += document.dates.iter().filter(|d| of_calendar(d) && days(d).is_some()).count() as u64;
        let pairs = pairs(&document.dates, made);
        for &(i, j) in &pairs {
            let (g, p) = (&document.dates[i], &made[j]);
            let value = |d: &Tagged| d.value.clone().unwrap_or_default();
            let span = (g.start, g.end) == (p.start, p.end);
            let (same_value, same_type) = (value(g) == value(p), g.kind == p.kind);
            let normal = normal(&value(g)) == normal(&value(p));
            for (sum, yes) in right.iter_mut().zip([span, true, same_value, same_type, normal]) {
                *sum += u64::from(yes);
            }
            types.entry(&g.kind).or_default()[0] += 1;
            if of_calendar(g)
                && let (Some(g), Some(p)) = (days(g), days(p))
            {
                hit += u64::from(g.0 <= p.0 && p.1 <= g.1);
                same_days += u64::from(g == p);
            }
            let wrong: Vec<&str> = [("span", span), ("value", same_value), ("type", same_type)]
                .into_iter()
                .filter(|(_, yes)| !yes)
                .map(|(name, _)| name)
                .collect();
            if !wrong.is_empty() {
                report.errors.push(fault(document, FaultKind::Partly, wrong, Some(g), Some(p)));
            }
        }
        for (_, g) in document.dates.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.0 == *i)) {
            types.entry(&g.kind).or_default()[2] += 1;
            report.errors.push(fault(document, FaultKind::Missed, vec![], Some(g), None));
        }
        for (_, p) in made.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|p| p.1 == *j)) {
            types.entry(&p.kind).or_default()[1] += 1;
            report.errors.push(fault(document, FaultKind::Spurious, vec![], None, Some(p)));
        }
    }
    for (name, right) in MEASURES.into_iter().zip(right) {
        report.count(name, right, found - right, wanted - right);
    }
    for (kind, [right, spurious, missed]) in types {
        report.count(format!("relaxed {kind}"), right, spurious, missed);
    }
    report.share("value_accuracy", right[2] as f64, right[1]);
    report.share("hit", hit as f64, calendar);
    report.share("interval", same_days as f64, calendar);
    report
}

/// One-to-one pairs that overlap: the same span first, then the longest overlap, then the leftmost.
fn pairs(gold: &[Tagged], found: &[Tagged]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            let common = overlap((g.start, g.end), (p.start, p.end));
            if common > 0 {
                let differs = (g.start, g.end) != (p.start, p.end);
                all.push(((differs, -common, g.start, p.start), i, j));
            }
        }
    }
    by_rank(all, gold.len(), found.len())
}

fn fault(
    document: &Document,
    kind: FaultKind,
    wrong: Vec<&'static str>,
    gold: Option<&Tagged>,
    found: Option<&Tagged>,
) -> Fault {
    let line = |d: &Tagged| {
        let value = d.value.as_deref().unwrap_or("-");
        format!("{:?} {} {value}", document.slice(d.start, d.end), d.kind)
    };
    let span = gold.or(found).map(|d| (d.start, d.end));
    Fault {
        kind,
        document: document.id.clone(),
        wrong,
        gold: gold.map(line),
        found: found.map(line),
        span,
        context: span.map(|(start, end)| document.around(start, end)),
    }
}
