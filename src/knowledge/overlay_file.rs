//! The lines of a user's gazetteer: TSV, CSV or JSON lines, with what is wrong in them.

use std::{collections::HashMap, fmt};

use super::{Class, csv::records, overlay_draft::country};
use crate::{
    article::{self, Date},
    country::Country,
};

/// What is wrong in a line of a user's gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    file: String,
    line: u32,
    what: String,
    cure: String,
}

impl Fault {
    pub(super) fn new(file: &str, line: u32, what: &str, cure: &str) -> Self {
        Self { file: file.to_owned(), line, what: what.to_owned(), cure: cure.to_owned() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.file, self.line, self.what, self.cure)
    }
}

impl std::error::Error for Fault {}

const COLUMNS: [&str; 14] = [
    "action",
    "name",
    "class",
    "of",
    "aliases",
    "country",
    "subtype",
    "wikidata",
    "title",
    "organisation",
    "from",
    "to",
    "as_of",
    "prominence",
];

/// What a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Add,
    Alias,
    Override,
    Block,
}

/// One line's cells by column.
pub(super) struct Line {
    file: String,
    number: u32,
    cells: HashMap<String, String>,
}

impl Line {
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |c| c.trim())
    }

    pub fn need(&self, column: &str) -> Result<&str, Fault> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Err(self.fault(&format!("no {column}"), &format!("fill the column {column}")));
        }
        Ok(cell)
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    pub fn number(&self) -> u32 {
        self.number
    }

    pub fn fault(&self, what: &str, cure: &str) -> Fault {
        Fault { file: self.file.clone(), line: self.number, what: what.to_owned(), cure: cure.to_owned() }
    }

    pub fn action(&self) -> Result<Action, Fault> {
        Ok(match self.get("action") {
            "" | "add" => Action::Add,
            "alias" => Action::Alias,
            "override" => Action::Override,
            "block" => Action::Block,
            other => return Err(self.fault(&format!("no action {other:?}"), "write add, alias, override or block")),
        })
    }

    pub fn class(&self) -> Result<Option<Class>, Fault> {
        let name = self.get("class");
        if name.is_empty() {
            return Ok(None);
        }
        let class = Class::ALL.into_iter().find(|c| c.name() == name);
        class.map(Some).ok_or_else(|| {
            let all: Vec<&str> = Class::ALL.iter().map(|c| c.name()).collect();
            self.fault(&format!("no class {name:?}"), &format!("write one of {}", all.join(", ")))
        })
    }

    pub fn country(&self) -> Result<Option<Country>, Fault> {
        match self.get("country") {
            "" => Ok(None),
            code => country(code).map(Some).ok_or_else(|| {
                self.fault(&format!("no country {code:?}"), "write its ISO 3166 code of two capital letters")
            }),
        }
    }

    pub fn wikidata(&self) -> Result<Option<u32>, Fault> {
        match self.get("wikidata") {
            "" => Ok(None),
            id => id
                .strip_prefix('Q')
                .and_then(|n| n.parse().ok())
                .map(Some)
                .ok_or_else(|| self.fault(&format!("no Wikidata item {id:?}"), "write it as Q42")),
        }
    }

    /// How well known it is, 0 to 255; who is added by hand is meant.
    pub fn prominence(&self) -> Result<u8, Fault> {
        match self.get("prominence") {
            "" => Ok(u8::MAX),
            number => number.parse().map_err(|_| {
                self.fault(&format!("no prominence {number:?}"), "write a number from 0 to 255, or nothing")
            }),
        }
    }

    /// What cells say together must agree.
    pub fn check(&self, class: Class) -> Result<(), Fault> {
        let title = self.get("title");
        if !title.is_empty() && class != Class::Person {
            let what = format!("a {} holds no office", class.name());
            return Err(self.fault(&what, "leave title empty, or write the class person"));
        }
        for column in ["organisation", "from", "to", "as_of"] {
            if title.is_empty() && !self.get(column).is_empty() {
                let what = format!("{column} without a title");
                return Err(self.fault(&what, "fill the column title, or leave this one empty"));
            }
        }
        if let (Some(from), Some(to)) = (self.date("from", false)?, self.date("to", true)?)
            && to < from
        {
            return Err(self.fault("it ends before it begins", "correct from or to"));
        }
        if !self.get("of").is_empty() {
            return Err(self.fault("of belongs to the action alias", "write alias as the action, or leave of empty"));
        }
        Ok(())
    }

    /// A day; of a month or year alone its first day, or its `last`.
    pub fn date(&self, column: &str, last: bool) -> Result<Option<Date>, Fault> {
        let text = self.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let whole = match (text.len(), last) {
            (4, false) => article::day(&format!("{text}-01-01")),
            (4, true) => article::day(&format!("{text}-12-31")),
            (7, _) => article::day(&format!("{text}-01")).map(|d| if last { d.last_of_month() } else { d }),
            _ => article::day(text),
        };
        whole.map(Some).ok_or_else(|| self.fault(&format!("{column}: no date {text:?}"), "write it as 2025-04-16"))
    }
}

/// Every line of a file, or what is wrong with it.
pub(super) fn lines(file: &str, text: &str) -> Vec<Result<Line, Fault>> {
    let fault = |line: usize, what: &str, cure: &str| Fault {
        file: file.to_owned(),
        line: line as u32 + 1,
        what: what.to_owned(),
        cure: cure.to_owned(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json = file.ends_with(".jsonl") || file.ends_with(".ndjson") || text.trim_start().starts_with('{');
    let split: fn(&str) -> Vec<String> =
        if file.ends_with(".csv") { comma_separated } else { |line| line.split('\t').map(str::to_owned).collect() };
    let mut header: Option<Vec<String>> = None;
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells = if json {
            match object(line) {
                Ok(cells) => cells,
                Err(what) => {
                    out.push(Err(fault(at, &what, "write one JSON object of strings a line")));
                    continue;
                }
            }
        } else if let Some(columns) = &header {
            let cells = split(line);
            if cells.len() > columns.len() {
                let what = format!("{} cells under {} columns", cells.len(), columns.len());
                out.push(Err(fault(at, &what, "part cells as the first line does, and put no more of them")));
                continue;
            }
            columns.iter().cloned().zip(cells).collect()
        } else {
            header = Some(split(line));
            HashMap::from_iter(split(line).into_iter().map(|c| (c, String::new())))
        };
        if let Some(column) = cells.keys().find(|c| !COLUMNS.contains(&c.as_str())) {
            let cure = format!("the columns are {}", COLUMNS.join(", "));
            out.push(Err(fault(at, &format!("no column {column:?}"), &cure)));
        } else if json || cells.values().any(|c| !c.is_empty()) {
            out.push(Ok(Line { file: file.to_owned(), number: at as u32 + 1, cells }));
        }
    }
    out
}

fn object(line: &str) -> Result<HashMap<String, String>, String> {
    let value: HashMap<String, serde_json::Value> = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(s) => Ok(s),
        serde_json::Value::Null => Ok(String::new()),
        serde_json::Value::Number(n) => Ok(n.to_string()),
        serde_json::Value::Array(all) => {
            Ok(all.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join("|"))
        }
        other => Err(format!("{other} is no string")),
    };
    value.into_iter().map(|(k, v)| Ok((k, text(v)?))).collect()
}

/// The cells of a line of RFC 4180, without line breaks inside quotes.
fn comma_separated(line: &str) -> Vec<String> {
    records(line).into_iter().next().map(|(_, cells)| cells).unwrap_or_default()
}
