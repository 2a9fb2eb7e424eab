//! Compiles what stands in `data/` into the tables that the library embeds.
//!
//! Each module takes one family of data files, checks every row and writes its artefact to `OUT_DIR`.
//! A bad row stops the build and names its file and line.

fn main() {
    println!("cargo::rerun-if-changed=build");
}
