//! Names against gold: spans with types.

use std::collections::{BTreeMap, HashMap};

use super::{
    Predictions,
    alignment::by_rank,
    document::{Document, Tagged, overlap},
    report::{Fault, FaultKind, Report},
};

/// How other tools call the types of names, and words that may stand before a person's name.
const LABELS: &str = include_str!("../../data/eval/labels.tsv");
const HONORIFICS: &str = include_str!("../../data/eval/honorifics.txt");
const NAMED: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// Right, spurious, missed, by type.
type Counts = BTreeMap<String, [u64; 3]>;
type Spans = (u32, u32);

pub(super) fn score(gold: &[Document], predictions: &Predictions) -> Report {
    let mut report = Report::new("entities");
    let mut types: Vec<String> = Vec::new();
    for document in gold {
        let own = document.meta.types.clone();
        for kind in own.unwrap_or_else(|| NAMED.map(str::to_owned).to_vec()) {
            if !types.contains(&kind) {
                types.push(kind);
            }
        }
        report.partial |= document.meta.partial;
    }
    let labels: HashMap<&str, &str> = LABELS.lines().filter_map(|l| l.split_once('\t')).collect();
    let mut sums: [Counts; 4] = Default::default();
    for document in gold {
        let found = predictions.of(&document.id).map_or(&[][..], |p| &p.entities);
        let pages = Pages::of(document, found, &types, &labels);
        pages.exact(false, &mut sums[0], Some(&mut report.errors));
        pages.relaxed(&mut sums[1]);
        pages.exact(true, &mut sums[2], None);
        pages.untyped(&mut sums[3]);
    }
    let named: Vec<&str> = types.iter().map(String::as_str).filter(|t| NAMED.contains(t)).collect();
    let three: Vec<&str> = named.iter().copied().filter(|&t| t != "MISC").collect();
    for (name, counts) in ["exact", "relaxed", "exact-norm"].into_iter().zip(&sums) {
        let mut tell = |label: &str, kinds: &[&str]| {
            let of = |at: usize| kinds.iter().filter_map(|&k| counts.get(k)).map(|c| c[at]).sum();
            report.count(format!("{name} {label}"), of(0), of(1), of(2));
        };
        tell("micro", &named);
        tell("3-type", &three);
        types.iter().for_each(|t| tell(t, &[t]));
    }
    let [right, spurious, missed] = sums[3].get("ANY").copied().unwrap_or_default();
    report.count("untyped micro", right, spurious, missed);
    report
}

/// One document: gold and predictions that count.
struct Pages<'d> {
    document: &'d Document,
    gold: Vec<&'d Tagged>,
    /// Neither right nor wrong.
    ignored: Vec<Spans>,
    /// Names of which it is not known what they name.
    unknown: Vec<&'d Tagged>,
    found: Vec<(u32, u32, &'d str)>,
}

impl<'d> Pages<'d> {
    fn of(document: &'d Document, found: &'d [Tagged], types: &[String], labels: &HashMap<&'d str, &'d str>) -> Self {
        let spans = document.meta.eval_spans.as_deref();
        let inside = |s: Spans| spans.is_none_or(|all| all.iter().any(|&r| overlap(s, r) > 0));
        let mut pages = Self { document, gold: vec![], ignored: vec![], unknown: vec![], found: vec![] };
        for tagged in document.entities.iter().filter(|e| inside((e.start, e.end))) {
            if tagged.ignore {
                pages.ignored.push((tagged.start, tagged.end));
            } else if tagged.kind == "UNK" {
                pages.unknown.push(tagged);
            } else if types.contains(&tagged.kind) {
                pages.gold.push(tagged);
            }
        }
        for tagged in found {
            let kind = labels.get(&*tagged.kind.to_uppercase()).copied().unwrap_or(&tagged.kind);
            let one = (tagged.start, tagged.end, kind);
            let counts = types.iter().any(|t| t == kind) && inside((tagged.start, tagged.end));
            if counts && tagged.end > tagged.start && !pages.found.contains(&one) {
                pages.found.push(one);
            }
        }
        pages
    }

    /// The same span and type; with `normal` after articles, honorifics and genitives are off on both sides.
    fn exact(&self, normal: bool, counts: &mut Counts, mut errors: Option<&mut Vec<Fault>>) {
        let span = |s: Spans, kind: &str| if normal { self.bare(s, kind) } else { s };
        let mut index: HashMap<(Spans, &str), Vec<usize>> = HashMap::new();
        for (i, g) in self.gold.iter().enumerate() {
            for &s in std::iter::once(&(g.start, g.end)).chain(&g.alt) {
                index.entry((span(s, &g.kind), &*g.kind)).or_default().push(i);
            }
        }
        let mut used = vec![false; self.gold.len()];
        let mut rest = Vec::new();
        for &(start, end, kind) in &self.found {
            let hit = index.get(&(span((start, end), kind), kind)).and_then(|all| all.iter().find(|&&i| !used[i]));
            match hit {
                Some(&i) => {
                    used[i] = true;
                    add(counts, kind, 0);
                }
                None => rest.push((start, end, kind)),
            }
        }
        let mut told = Vec::new();
        for (g, _) in self.gold.iter().zip(&used).filter(|(_, used)| !**used) {
            add(counts, &g.kind, 2);
            told.push(self.fault(FaultKind::Missed, (g.start, g.end), &g.kind));
        }
        for &(start, end, kind) in rest.iter().filter(|f| !self.forgiven(f)) {
            add(counts, kind, 1);
            told.push(self.fault(FaultKind::Spurious, (start, end), kind));
        }
        if let Some(errors) = &mut errors {
            told.sort_by_key(|f| f.span);
            errors.append(&mut told);
        }
    }

    /// The same type and a character in common, one to one: the longest overlap first.
    fn relaxed(&self, counts: &mut Counts) {
        let mut pairs = Vec::new();
        for (i, &(start, end, kind)) in self.found.iter().enumerate() {
            for (j, g) in self.gold.iter().enumerate().filter(|(_, g)| g.kind == kind) {
                let common = overlap((start, end), (g.start, g.end));
                if common > 0 {
                    let difference = i64::from(end - start).abs_diff(i64::from(g.end) - i64::from(g.start));
                    pairs.push(((-common, difference), i, j));
                }
            }
        }
        let (mut used, mut met) = (vec![false; self.found.len()], vec![false; self.gold.len()]);
        for (i, j) in by_rank(pairs, used.len(), met.len()) {
            (used[i], met[j]) = (true, true);
            add(counts, self.found[i].2, 0);
        }
        for (g, _) in self.gold.iter().zip(met).filter(|(_, met)| !met) {
            add(counts, &g.kind, 2);
        }
        for (f, _) in self.found.iter().zip(used).filter(|(f, used)| !used && !self.forgiven(f)) {
            add(counts, f.2, 1);
        }
    }

    /// The same span whatever the type.
    fn untyped(&self, counts: &mut Counts) {
        let gold: Vec<&Tagged> =
            self.gold.iter().filter(|g| NAMED.contains(&&*g.kind)).chain(&self.unknown).copied().collect();
        let mut index: HashMap<Spans, Vec<usize>> = HashMap::new();
        for (i, g) in gold.iter().enumerate() {
            for &s in std::iter::once(&(g.start, g.end)).chain(&g.alt) {
                index.entry(s).or_default().push(i);
            }
        }
        let mut used = vec![false; gold.len()];
        let mut seen: Vec<Spans> = Vec::new();
        for &(start, end, _) in self.found.iter().filter(|f| NAMED.contains(&f.2)) {
            let s = (start, end);
            if seen.contains(&s) {
                continue;
            }
            seen.push(s);
            if let Some(&i) = index.get(&s).and_then(|all| all.iter().find(|&&i| !used[i])) {
                used[i] = true;
                add(counts, "ANY", 0);
            } else if !self.ignored.iter().any(|&i| overlap(s, i) > 0)
                || gold.iter().any(|g| overlap(s, (g.start, g.end)) > 0)
            {
                add(counts, "ANY", 1);
            }
        }
        counts.entry("ANY".to_owned()).or_default()[2] += used.iter().filter(|used| !**used).count() as u64;
    }

    /// Whether a prediction that met no gold counts as neither right nor wrong.
    fn forgiven(&self, &(start, end, kind): &(u32, u32, &str)) -> bool {
        let s = (start, end);
        let meets = |t: &&Tagged| overlap(s, (t.start, t.end)) > 0;
        self.unknown.iter().any(meets)
            || self.ignored.iter().any(|&i| overlap(s, i) > 0) && !self.gold.iter().any(|g| meets(g) && g.kind == kind)
    }

    /// A span without a leading article, honorifics and a trailing genitive.
    fn bare(&self, (mut start, mut end): Spans, kind: &str) -> Spans {
        let text = &self.document.text;
        if end as usize > text.len() || start >= end {
            return (start, end);
        }
        loop {
            let slice: String = text[start as usize..end as usize].iter().collect();
            let off = |word: &str| {
                let rest = slice.strip_prefix(word)?;
                let rest = if kind == "PER" && !ARTICLES.contains(&word) {
                    rest.strip_prefix('.').unwrap_or(rest)
                } else {
                    rest
                };
                let spaces = rest.len() - rest.trim_start_matches(' ').len();
                let name = rest[spaces..].chars().next().is_some_and(|c| !c.is_whitespace());
                (spaces > 0 && name).then(|| slice[..slice.len() - rest.len() + spaces].chars().count() as u32)
            };
            let honorifics = HONORIFICS.lines().filter(|_| kind == "PER");
            match ARTICLES.into_iter().chain(honorifics).find_map(off) {
                Some(n) => start += n,
                None => break,
            }
        }
        let slice = &text[start as usize..end as usize];
        for ending in ["'s", "’s", "'", "’"] {
            let ending: Vec<char> = ending.chars().collect();
            if slice.ends_with(&ending) && slice.len() > ending.len() {
                end -= ending.len() as u32;
                break;
            }
        }
        (start, end)
    }

    fn fault(&self, kind: FaultKind, (start, end): Spans, class: &str) -> Fault {
        let line = Some(format!("{:?} {class}", self.document.slice(start, end)));
        let (gold, found) = if kind == FaultKind::Missed { (line, None) } else { (None, line) };
        Fault {
            kind,
            document: self.document.id.clone(),
            wrong: vec![],
            gold,
            found,
            span: Some((start, end)),
            context: Some(self.document.around(start, end)),
        }
    }
}

const ARTICLES: [&str; 7] = ["the", "The", "THE", "a", "A", "an", "An"];

fn add(counts: &mut Counts, kind: &str, at: usize) {
    match counts.get_mut(kind) {
        Some(sum) => sum[at] += 1,
        None => counts.entry(kind.to_owned()).or_default()[at] += 1,
    }
}
