//! JSON records into stories.

use serde_json::Value;

use super::{feed, fields, fields::Fields, ninjs, plain, xml::Refusal};
use crate::{
    article::{Article, PublishedFrom},
    error::{Error, ErrorKind, Place},
};

const ONE_OBJECT: &str = "each line must be one JSON object with at least a text";

/// Whether a line breaks off in the middle of a value, as the first line of a value of many lines does.
pub(super) fn breaks_off(line: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err_and(|e| e.is_eof())
}

/// The value of one line.
pub(super) fn line(line: &[u8], place: &Place) -> Result<Value, Error> {
    parse(line, place)
}

/// The stories that `value` holds: one of our own form, or those of a news format. `fallback` is the identifier of a story
/// that brings none.
pub(super) fn articles(value: Value, fields: &Fields, fallback: &str, place: &Place) -> Vec<Result<Article, Error>> {
    let own = *fields != Fields::default() || value.get("text").is_some();
    let found = if own {
        return vec![article(value, fields, fallback, place.clone())];
    } else if feed::is_json_feed(&value) {
        feed::json(&value)
    } else if let Some(items) = ninjs::items(&value) {
        items.iter().map(ninjs::read).collect()
    } else if ninjs::is_item(&value) {
        vec![ninjs::read(&value)]
    } else if ninjs::is_mrn(&value) {
        vec![ninjs::mrn(&value)]
    } else {
        return vec![article(value, fields, fallback, place.clone())];
    };
    let several = found.len() > 1;
    let named = |(number, found): (usize, Result<Article, Refusal>)| match found {
        Ok(mut article) => {
            if article.id.is_empty() {
                article.id = if several { format!("{fallback}#{}", number + 1) } else { fallback.to_owned() };
            }
            Ok(article)
        }
        Err(refusal) => Err(refusal.at(place.clone())),
    };
    found.into_iter().enumerate().map(named).collect()
}

/// The objects of a whole file that starts at line `first`.
pub(super) fn values(bytes: &[u8], first: u64, place: Place) -> Result<Vec<Value>, Error> {
    match parse(bytes, &Place { line: Some(first), ..place })? {
        Value::Array(values) => Ok(values),
        value => Ok(vec![value]),
    }
}

fn parse(bytes: &[u8], place: &Place) -> Result<Value, Error> {
    let text = std::str::from_utf8(bytes).map_err(|e| plain::not_utf8(bytes, e.valid_up_to(), place.clone()))?;
    serde_json::from_str(text).map_err(|e| {
        let line = place.line.unwrap_or(1) + e.line() as u64 - 1;
        let place = Place { line: Some(line), column: Some(e.column() as u64), ..place.clone() };
        let said = e.to_string();
        let said = said.rsplit_once(" at line ").map_or(&*said, |(what, _)| what);
        Error::new(ErrorKind::Json, place, format!("not JSON: {said}"), ONE_OBJECT)
    })
}

/// The story that `record` holds; `fallback` is its identifier when it brings none.
fn article(mut record: Value, fields: &Fields, fallback: &str, place: Place) -> Result<Article, Error> {
    if !record.is_object() {
        return Err(Error::new(ErrorKind::Json, place, format!("{} instead of an object", name(&record)), ONE_OBJECT));
    }
    let wrong = |field: &str, value: &Value, want: &str, cure: &'static str| {
        let message = format!("field {field:?} is {} instead of {want}", name(value));
        Error::new(ErrorKind::Field, place.clone(), message, cure)
    };
    let text = match fields::take(&mut record, &fields.text) {
        Some(Value::String(text)) => text,
        None if record.get("whomet").is_some() && record.get("article").is_some() => {
            let cure = "give stories; whomet view, diff and eval take records";
            return Err(Error::new(ErrorKind::NoStory, place, "a record that whomet has written, and no story", cure));
        }
        None => {
            let message = format!("no field {:?}", fields.text);
            let cure = "name the field that holds the story: --field text=NAME";
            return Err(Error::new(ErrorKind::Field, place, message, cure));
        }
        Some(other) => return Err(wrong(&fields.text, &other, "a string", "")),
    };
    let id = match fields::take(&mut record, &fields.id) {
        Some(Value::String(id)) if !id.is_empty() => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => fallback.to_owned(),
    };
    let published = match fields::take(&mut record, &fields.published) {
        None | Some(Value::Null) => None,
        Some(Value::String(s)) if s.trim().is_empty() => None,
        Some(Value::String(s)) => match crate::article::day(&s) {
            Some(date) => Some(date),
            None => {
                let message = format!("field {:?} holds {s:?}, which is no date", fields.published);
                let cure = "write it as 2025-04-16 or 2025-04-16T08:00:00Z";
                return Err(Error::new(ErrorKind::Field, place, message, cure));
            }
        },
        Some(other) => return Err(wrong(&fields.published, &other, "a date", "write it as \"2025-04-16\"")),
    };
    let mut string = |field: &str| match fields::take(&mut record, field) {
        Some(Value::String(s)) if !s.trim().is_empty() => Some(s),
        _ => None,
    };
    Ok(Article {
        id,
        text,
        published,
        published_from: published.map(|_| PublishedFrom::Input),
        headline: string(&fields.headline),
        source: string(&fields.source),
        url: string(&fields.url),
        ..Article::default()
    })
}

fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
