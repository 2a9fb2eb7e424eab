//! `data/zones`: site furniture, agencies, slugs; how the zones of a story are told.

use std::{fmt::Write as _, path::Path};

use crate::tsv;

pub fn compile(data: &Path, out: &Path) {
    let mut code = String::new();
    furniture(&data.join("furniture.tsv"), &mut code);
    agencies(&data.join("agencies.tsv"), &mut code);
    slugs(&data.join("slugs.tsv"), &mut code);
    tsv::write(&out.join("zones.rs"), &code);
}

fn furniture(file: &Path, code: &mut String) {
    let (mut heads, mut tails) = (Vec::new(), Vec::new());
    for row in tsv::read(file, &["kind", "match", "pattern", "yes", "no"]) {
        let [kind, how, pattern, yes, _] = std::array::from_fn(|c| row.get(c));
        let variant = match kind {
            "boilerplate" => "Boilerplate",
            "credit" => "Credit",
            "caption" => "Caption",
            _ => row.fail(&format!("no kind of block: {kind:?}")),
        };
        if pattern.is_empty() || yes.is_empty() {
            row.fail("a pattern and a line that it must match are needed");
        }
        match how {
            "line" | "start" => heads.push((pattern.to_ascii_lowercase(), how == "line", variant)),
            "tail" => tails.push((pattern.to_owned(), variant)),
            _ => row.fail(&format!("match must be line, start or tail, not {how:?}")),
        }
    }
    heads.sort();
    if let Some(twice) = heads.windows(2).find(|w| w[0].0 == w[1].0 && w[0].1 == w[1].1) {
        tsv::fail(&file.display().to_string(), &format!("pattern {:?} stands twice", twice[0].0));
    }
    // Of several that match, the longest is asked first.
    heads.reverse();
    let _ = writeln!(code, "/// In lower case; the longer of two with the same start comes first.");
    let _ = writeln!(code, "static HEADS: &[Head] = &[");
    for (pattern, whole, kind) in heads {
        let _ = writeln!(code, "Head {{ pattern: {pattern:?}, whole: {whole}, kind: BlockKind::{kind} }},");
    }
    let _ = writeln!(code, "];\nconst TAILS: &[(&str, BlockKind)] = &[");
    for (pattern, kind) in tails {
        let _ = writeln!(code, "({pattern:?}, BlockKind::{kind}),");
    }
    let _ = writeln!(code, "];");
}

fn agencies(file: &Path, code: &mut String) {
    let mut rows: Vec<(String, bool)> = tsv::read(file, &["agency", "sign_off"])
        .iter()
        .map(|row| match row.get(1) {
            "yes" => (row.get(0).to_owned(), true),
            "no" => (row.get(0).to_owned(), false),
            _ => row.fail("sign_off must be yes or no"),
        })
        .collect();
    rows.sort();
    if let Some(twice) = rows.windows(2).find(|w| w[0].0 == w[1].0) {
        tsv::fail(&file.display().to_string(), &format!("{:?} stands twice", twice[0].0));
    }
    let _ = writeln!(code, "/// Name, and whether it signs stories off; in order.");
    let _ = writeln!(code, "static AGENCIES: &[(&str, bool)] = &{rows:?};");
}

fn slugs(file: &Path, code: &mut String) {
    let mut rows: Vec<String> = tsv::read(file, &["slug", "source"]).iter().map(|r| r.get(0).to_owned()).collect();
    rows.sort();
    let _ = writeln!(code, "/// In order.");
    let _ = writeln!(code, "static SLUGS: &[&str] = &{rows:?};");
}
