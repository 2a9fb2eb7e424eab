//! Compiles what stands in `data/` into the tables that the library embeds.
//!
//! Each module takes one family of data files, checks every row and writes its artefact to `OUT_DIR`.
//! A bad row stops the build and names its file and line.

#[path = "../src/knowledge/alias.rs"]
mod alias;
mod coref;
mod dates;
mod dates_pattern;
mod encounters;
#[path = "../src/knowledge/fold.rs"]
mod fold;
// The build writes the layout; what only the reader needs is idle here.
#[allow(dead_code)]
#[path = "../src/knowledge/format.rs"]
mod format;
mod gazetteer;
mod languages;
mod mention;
#[path = "../src/knowledge/pack.rs"]
mod pack;
mod roles;
mod tokens;
mod tsv;
mod words;
mod zones;

use std::{env, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build");
    let data = PathBuf::from("data");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    coref::compile(&data.join("coref"), &out);
    dates::compile(&data.join("dates"), &out);
    gazetteer::compile(&data, &out);
    encounters::compile(&data.join("encounters"), &out);
    languages::compile(&data, &out);
    mention::compile(&data.join("mention"), &out);
    roles::compile(&data.join("roles"), &out);
    tokens::compile(&data.join("tokens"), &out);
    zones::compile(&data.join("zones"), &out);
}
