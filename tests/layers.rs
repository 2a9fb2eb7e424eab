//! Layers go one way: a module uses only those that stand before it.

use std::{fs, path::Path};

/// The order. Those of the first row are below everything and may use each other.
const GROUND: [&str; 7] = ["span", "country", "article", "error", "hash", "words", "knowledge"];
const LAYERS: [&str; 15] = [
    "read",
    "zone",
    "token",
    "gazetteer",
    "date",
    "mention",
    "role",
    "coref",
    "encounter",
    "record",
    "export",
    "eval",
    "diff",
    "pipeline",
    "cli",
];

#[test]
fn modules_look_down_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files(&source) {
        let path = file.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/");
        let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if matches!(&*module, "lib" | "main" | "bin") {
            continue;
        }
        let Some(own) = rank(&module) else {
            wrong.push(format!("{path}: module {module} has no place among the layers of tests/layers.rs"));
            continue;
        };
        for used in uses(&fs::read_to_string(&file).unwrap()) {
            seen += 1;
            match rank(&used) {
                Some(rank) if rank <= own => {}
                Some(_) => wrong.push(format!("{path} uses {used}, which is a layer above it")),
                None => wrong.push(format!("{path} uses crate::{used}: name the layer, crate::layer::{used}")),
            }
        }
    }
    assert!(seen > 50, "only {seen} uses found: the scan is broken");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_scan_sees_every_way_to_use_a_module() {
    let code = "use crate::{zone::{self, Zones}, token::Tokens,\n    span};\nfn f() { crate::date::tag(); }\n// crate::cli\npub(crate) fn g() {}";
    assert_eq!(uses(code), ["date", "span", "token", "zone"]);
}

fn rank(module: &str) -> Option<usize> {
    if GROUND.contains(&module) {
        return Some(0);
    }
    LAYERS.iter().position(|l| *l == module).map(|at| at + 1)
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

/// The modules that code uses by `crate::`, comments left out.
fn uses(code: &str) -> Vec<String> {
    let code: String = code.lines().map(|l| l.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        out.push(first(&item));
                        item.clear();
                    }
                    c => item.push(c),
                }
            }
            out.push(first(&item));
        } else {
            out.push(first(rest));
        }
    }
    out.retain(|m| !m.is_empty());
    out.sort();
    out.dedup();
    out
}

fn first(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
