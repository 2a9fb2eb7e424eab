//! What changed between two records of one article.
//!
//! Records are compared as JSON, so that those of other versions, with fields more or less, can be compared, too. The
//! numbers of entities and encounters (`e1`, `m1`) are labels and do not count, nor does which version wrote a record:
//! encounters are paired by their parties and the words that tell of them, entities by name or mentions, dates by place.
//!
//! ```
//! use serde_json::json;
//!
//! let old = json!({"article": {"id": "a"}, "encounters": [{"id": "m1", "kind": "meeting", "status": "planned",
//!     "participants": [{"name": "Kari Holm"}, {"name": "Lars Orr"}]}]});
//! let mut new = old.clone();
//! assert!(whomet::diff::compare(&old, &new).is_none());
//! new["encounters"][0]["status"] = "happened".into();
//! let change = whomet::diff::compare(&old, &new).unwrap();
//! assert_eq!(change.encounters[0].fields[0].to_string(), "status: \"planned\" -> \"happened\"");
//! ```

mod fields;
mod pairs;

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use fields::Scope;

/// How one article's record changed.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// The article.
    pub id: String,
    /// Its headline.
    pub headline: Option<String>,
    /// Whether it is there in both outputs.
    pub change: Change,
    /// What is said of the article itself, and of the whole record.
    pub article: Vec<Field>,
    /// Encounters gained, lost or changed.
    pub encounters: Vec<Item>,
    /// Entities gained, lost or changed.
    pub entities: Vec<Item>,
    /// Temporal expressions gained, lost or changed.
    pub dates: Vec<Item>,
}

impl Difference {
    /// Leaves out what was not asked for: `dates`, or `encounters.confidence`. False if nothing remains.
    pub fn ignore(&mut self, paths: &[String]) -> bool {
        if self.change != Change::Changed {
            return true;
        }
        let ignored = |path: &str| {
            paths.iter().any(|p| path.strip_prefix(&**p).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        };
        self.article.retain(|f| !ignored(&format!("article.{}", f.field)));
        for (layer, items) in
            [("encounters", &mut self.encounters), ("entities", &mut self.entities), ("dates", &mut self.dates)]
        {
            for item in items.iter_mut() {
                item.fields.retain(|f| !ignored(&format!("{layer}.{}", f.field)));
            }
            items.retain(|i| !ignored(layer) && (i.change != Change::Changed || !i.fields.is_empty()));
        }
        !(self.article.is_empty() && self.encounters.is_empty() && self.entities.is_empty() && self.dates.is_empty())
    }
}

/// What became of an article or of something in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is new.
    Gained,
    /// It is gone.
    Lost,
    /// It is there in both, and differs.
    Changed,
}

/// Something of an article that changed.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// What became of it.
    pub change: Change,
    /// What it is, on one line.
    pub what: String,
    /// As it was.
    pub old: Option<Value>,
    /// As it is.
    pub new: Option<Value>,
    /// The fields that changed.
    pub fields: Vec<Field>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Its name: `when.value`. Of lists, the list's.
    pub field: String,
    /// As it was; null where it is new.
    pub old: Value,
    /// As it is; null where it is gone.
    pub new: Value,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} -> {}", self.field, self.old, self.new)
    }
}

/// An article that one output alone has.
#[must_use]
pub fn alone(record: &Value, change: Change) -> Difference {
    let item = |scope: Scope| -> Vec<Item> {
        let of = |value: &Value| Item {
            change,
            what: scope.line(value),
            old: (change == Change::Lost).then(|| value.clone()),
            new: (change == Change::Gained).then(|| value.clone()),
            fields: vec![],
        };
        list(record, scope.name()).iter().map(of).collect()
    };
    Difference {
        encounters: item(Scope::Encounter),
        // Those of a whole article say nothing of a change.
        entities: vec![],
        dates: vec![],
        ..blank(record, change)
    }
}

/// What changed from `old` to `new`; `None` if nothing.
#[must_use]
pub fn compare(old: &Value, new: &Value) -> Option<Difference> {
    let mut difference = blank(new, Change::Changed);
    fields::compare("", &rest(old), &rest(new), &mut difference.article);
    difference.encounters = changes(old, new, Scope::Encounter);
    difference.entities = changes(old, new, Scope::Entity);
    difference.dates = changes(old, new, Scope::Date);
    difference.ignore(&[]).then_some(difference)
}

fn blank(record: &Value, change: Change) -> Difference {
    let head = |field: &str| record["article"][field].as_str().map(str::to_owned);
    Difference {
        id: head("id").unwrap_or_default(),
        headline: head("headline"),
        change,
        article: vec![],
        encounters: vec![],
        entities: vec![],
        dates: vec![],
    }
}

/// What stands outside the lists: the article's head, and what other versions may say besides.
fn rest(record: &Value) -> Value {
    let mut rest = record["article"].clone();
    if let (Value::Object(head), Value::Object(all)) = (&mut rest, record) {
        // The text itself is long; that it changed is enough.
        if let Some(text) = head.get_mut("text") {
            *text = format!("{} characters", text.as_str().map_or(0, |t| t.chars().count())).into();
        }
        let known = ["whomet", "article", "entities", "dates", "encounters"];
        let more = all.iter().filter(|(key, _)| !known.contains(&key.as_str()));
        head.extend(more.map(|(key, value)| (key.clone(), value.clone())));
    }
    rest
}

fn list<'v>(record: &'v Value, name: &str) -> &'v [Value] {
    record[name].as_array().map_or(&[], Vec::as_slice)
}

/// The changes of one list, in the order of the new one; what is gone comes last.
fn changes(old: &Value, new: &Value, scope: Scope) -> Vec<Item> {
    let (old, new) = (list(old, scope.name()), list(new, scope.name()));
    if old == new {
        return vec![];
    }
    let pairs = scope.pairs(old, new);
    let mut items = Vec::new();
    for (j, value) in new.iter().enumerate() {
        let before = pairs.iter().find(|p| p.1 == j).map(|p| &old[p.0]);
        let mut fields = Vec::new();
        if let Some(before) = before {
            scope.compare(before, value, &mut fields);
            if fields.is_empty() {
                continue;
            }
        }
        let change = if before.is_some() { Change::Changed } else { Change::Gained };
        items.push(Item { change, what: scope.line(value), old: before.cloned(), new: Some(value.clone()), fields });
    }
    for (_, value) in old.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.0 == *i)) {
        let what = scope.line(value);
        items.push(Item { change: Change::Lost, what, old: Some(value.clone()), new: None, fields: vec![] });
    }
    items
}
