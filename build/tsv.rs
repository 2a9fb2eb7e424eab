//! Tab-separated tables: comment lines start with `#`, then a header row, then one row a line.

use std::{fs, path::Path};

pub struct Row {
    place: String,
    cells: Vec<String>,
}

impl Row {
    /// The cell of column `index`.
    pub fn get(&self, index: usize) -> &str {
        &self.cells[index]
    }

    /// The number of the row's line.
    pub fn line(&self) -> u32 {
        self.place.rsplit(':').next().and_then(|n| n.parse().ok()).unwrap_or(0)
    }

    /// Stops the build and names the row.
    pub fn fail(&self, what: &str) -> ! {
        fail(&self.place, what)
    }
}

/// Reads `file`, whose header must be `columns`.
pub fn read(file: &Path, columns: &[&str]) -> Vec<Row> {
    println!("cargo::rerun-if-changed={}", file.display());
    let name = file.display().to_string();
    let text = fs::read_to_string(file).unwrap_or_else(|e| fail(&name, &e.to_string()));
    let mut header = false;
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", index + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if !header {
            if cells != columns {
                fail(&place, &format!("the header must be {columns:?}, found {cells:?}"));
            }
            header = true;
            continue;
        }
        if cells.len() != columns.len() {
            fail(&place, &format!("{} columns instead of {}", cells.len(), columns.len()));
        }
        if let Some(cell) = cells.iter().find(|c| c.trim() != *c) {
            fail(&place, &format!("white space around {cell:?}"));
        }
        rows.push(Row { place, cells });
    }
    rows
}

/// Writes a generated source file.
pub fn write(file: &Path, code: &str) {
    fs::write(file, code).unwrap_or_else(|e| fail(&file.display().to_string(), &e.to_string()));
}

/// Stops the build: says where, and what is wrong.
pub fn fail(place: &str, what: &str) -> ! {
    eprintln!("{place}: {what}");
    println!("cargo::error={place}: {what}");
    std::process::exit(1)
}
