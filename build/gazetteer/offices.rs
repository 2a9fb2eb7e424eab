//! Offices: which titles are one, whether several people hold it at a time, and for how long a row without an end is
//! believed.

use std::collections::HashMap;

use super::Book;
use crate::format::{self, FLAGS, SECRETARY, SOLE, STATE};

/// What the tables say of one office.
#[derive(Clone, Copy)]
pub struct Office {
    pub prominence: u8,
    /// For how many years a row without an end is believed, whenever it was checked.
    pub stay: u32,
}

/// Offices by the hash of a title.
pub struct Offices(HashMap<u64, Office>);

impl Offices {
    /// The office that a title stands for; one of no renown where the tables lack it.
    pub fn of(&self, title: &str) -> Office {
        const UNKNOWN: Office = Office { prominence: 80, stay: 5 };
        self.0.get(&format::title(title)).copied().unwrap_or(UNKNOWN)
    }
}

/// Reads the tables of offices and portfolios.
pub fn read(book: &mut Book) -> Offices {
    let mut offices = Offices(HashMap::new());
    for row in book.rows("people/offices.tsv", &["office", "holders", "prominence", "titles", "stay"]) {
        let sole = match row.get(1) {
            "one" => SOLE,
            "many" => 0,
            other => row.fail(&format!("holders must be one or many, found {other:?}")),
        };
        let stay = match row.get(4) {
            "head" => 8,
            "minister" => 5,
            "judge" => 20,
            "monarch" => 80,
            other => row.fail(&format!("stay must be head, minister, judge or monarch, found {other:?}")),
        };
        let prominence = row.get(2).parse().unwrap_or_else(|_| row.fail("the prominence must be 0 to 255"));
        for title in row.get(3).split('|') {
            add(book, &mut offices, title, row.get(0), sole, Office { prominence, stay });
        }
    }
    for row in book.rows("people/portfolios.tsv", &["portfolio", "prominence", "words"]) {
        let prominence = row.get(1).parse().unwrap_or_else(|_| row.fail("the prominence must be 0 to 255"));
        let office = Office { prominence, stay: 5 };
        let id = format!("minister:{}", row.get(0));
        for words in row.get(2).split('|') {
            for (title, flag) in [("minister", 0), ("secretary", SECRETARY), ("secretary state", SECRETARY)] {
                let title = format!("{title} {words}");
                // "Secretary of State" and "Secretary of State for State" are not one; the first to claim it keeps it.
                if !book.titles.contains_key(&format::title(&title)) {
                    add(book, &mut offices, &title, &id, SOLE | STATE | flag, office);
                }
            }
        }
    }
    offices
}

fn add(book: &mut Book, offices: &mut Offices, title: &str, id: &str, flags: u64, office: Office) {
    let number = format::hash(id.as_bytes()) & !FLAGS | flags;
    book.titles.insert(format::title(title), number);
    offices.0.insert(format::title(title), office);
}
