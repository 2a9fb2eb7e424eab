//! Field by field.

use serde_json::Value;

use super::{Field, list, pairs};

/// Which list of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Encounter,
    Entity,
    Date,
}

impl Scope {
    pub fn name(self) -> &'static str {
        match self {
            Self::Encounter => "encounters",
            Self::Entity => "entities",
            Self::Date => "dates",
        }
    }

    pub fn pairs(self, old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
        match self {
            Self::Encounter => pairs::encounters(old, new),
            Self::Entity => pairs::entities(old, new),
            Self::Date => pairs::dates(old, new),
        }
    }

    /// The fields that differ between two items that are the same. Labels do not count.
    pub fn compare(self, old: &Value, new: &Value, out: &mut Vec<Field>) {
        let (mut a, mut b) = (old.clone(), new.clone());
        for value in [&mut a, &mut b] {
            if let Value::Object(fields) = value {
                if self != Self::Date {
                    fields.remove("id");
                }
                fields.remove("participants");
            }
        }
        compare("", &a, &b, out);
        if self == Self::Encounter {
            participants(old, new, out);
        }
    }

    /// What an item is, on one line.
    pub fn line(self, value: &Value) -> String {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        match self {
            Self::Encounter => {
                let who: Vec<String> = list(value, "participants").iter().map(|p| text(&p["name"])).collect();
                let mut line = format!("{}, {}: {}", text(&value["kind"]), text(&value["status"]), who.join(" + "));
                for more in [&value["when"]["value"], &value["where"]["text"]] {
                    if let Some(more) = more.as_str() {
                        line.push_str(", ");
                        line.push_str(more);
                    }
                }
                line
            }
            Self::Entity => format!("{} {:?}", text(&value["type"]), text(&value["name"])),
            Self::Date => format!(
                "{:?} {} {} at {}..{}",
                text(&value["text"]),
                text(&value["type"]),
                text(&value["value"]),
                value["start"],
                value["end"]
            ),
        }
    }
}

/// Parties are paired by who they are, whatever their order.
fn participants(old: &Value, new: &Value, out: &mut Vec<Field>) {
    let (before, after) = (list(old, "participants"), list(new, "participants"));
    let pairs = pairs::parties(old, new);
    let unlabelled = |party: &Value| {
        let mut party = party.clone();
        if let Value::Object(fields) = &mut party {
            fields.remove("entity");
        }
        party
    };
    let mut push = |old: Option<&Value>, new: Option<&Value>| {
        let value = |v: Option<&Value>| v.map_or(Value::Null, unlabelled);
        out.push(Field { field: "participants".to_owned(), old: value(old), new: value(new) });
    };
    for (i, party) in before.iter().enumerate() {
        match pairs.iter().find(|p| p.0 == i) {
            None => push(Some(party), None),
            Some(&(_, j)) if unlabelled(party) != unlabelled(&after[j]) => push(Some(party), Some(&after[j])),
            Some(_) => {}
        }
    }
    for (_, party) in after.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|p| p.1 == *j)) {
        push(None, Some(party));
    }
}

/// Compares whatever stands at `path`.
pub(super) fn compare(path: &str, old: &Value, new: &Value, out: &mut Vec<Field>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            let gone = a.keys().filter(|k| !b.contains_key(*k));
            for key in b.keys().chain(gone) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let of = |map: &serde_json::Map<String, Value>| map.get(key).cloned().unwrap_or(Value::Null);
                compare(&path, &of(a), &of(b), out);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            // Items are the same by what names them, each once.
            let mut rest: Vec<&Value> = a.iter().collect();
            let mut gained = Vec::new();
            for item in b {
                match rest.iter().position(|old| key(old) == key(item)) {
                    Some(at) => compare(path, rest.remove(at), item, out),
                    None => gained.push(item),
                }
            }
            let field = |old: Value, new: Value| Field { field: path.to_owned(), old, new };
            out.extend(rest.into_iter().map(|old| field(old.clone(), Value::Null)));
            out.extend(gained.into_iter().map(|new| field(Value::Null, new.clone())));
        }
        _ => out.push(Field { field: path.to_owned(), old: old.clone(), new: new.clone() }),
    }
}

/// What names an item of a list: where it stands, or its title.
fn key(item: &Value) -> Value {
    let Value::Object(fields) = item else { return item.clone() };
    if let Some(trigger) = fields.get("trigger") {
        return trigger.clone();
    }
    match (fields.get("start"), fields.get("end")) {
        (Some(start), Some(end)) => Value::from(vec![start.clone(), end.clone()]),
        _ => fields.get("title").cloned().unwrap_or_else(|| item.clone()),
    }
}
