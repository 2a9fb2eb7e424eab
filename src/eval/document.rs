//! Lines of gold and of predictions: records, or a compact form with the same content.

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Place};

/// One line as it stands.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    whomet: Option<Maker>,
    id: Option<Value>,
    article: Option<Head>,
    text: Option<String>,
    published: Option<String>,
    pub encounters: Option<Vec<Encounter>>,
    pub main: Option<Main>,
    pub entities: Option<Vec<Item>>,
    pub dates: Option<Vec<Item>>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Debug, Deserialize)]
struct Maker {
    offsets: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Head {
    id: Option<Value>,
    text: Option<String>,
    published: Option<String>,
}

/// What a set of names annotates.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Meta {
    /// The types; all named ones otherwise.
    pub types: Option<Vec<String>>,
    /// Only what overlaps one of these counts.
    pub eval_spans: Option<Vec<(u32, u32)>>,
    /// Not everything is annotated: precision has no meaning.
    #[serde(default)]
    pub partial: bool,
}

/// The main contact of a document.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Main {
    pub kind: String,
    pub parties: Vec<String>,
}

/// A span with its type, or an entity of a record with its mentions.
#[derive(Debug, Deserialize)]
pub(super) struct Item {
    start: Option<u32>,
    end: Option<u32>,
    #[serde(rename = "type")]
    kind: Option<String>,
    pub value: Option<String>,
    #[serde(default)]
    ignore: bool,
    alt: Option<Vec<(u32, u32)>>,
    mentions: Option<Vec<Mention>>,
}

#[derive(Debug, Deserialize)]
struct Mention {
    start: u32,
    end: u32,
    form: Option<String>,
}

/// One encounter, of gold or of a record.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Encounter {
    pub kind: Option<String>,
    pub status: Option<String>,
    #[serde(default)]
    pub participants: Vec<Party>,
    pub about: Option<Vec<Phrase>>,
    pub when: Option<When>,
    #[serde(rename = "where")]
    pub place: Option<Phrase>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub optional: bool,
}

impl Encounter {
    /// The value of its date, if it has one.
    pub fn value(&self) -> Option<&str> {
        self.when.as_ref()?.value.as_deref().filter(|v| !v.is_empty())
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Party {
    pub name: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub role: Option<String>,
    pub country: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct When {
    pub value: Option<String>,
}

/// A phrase, alone or with more about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Phrase {
    Words(String),
    Told { text: Option<String>, name: Option<String>, aliases: Option<Vec<String>> },
}

impl Phrase {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::Words(text) => text,
            Self::Told { text, name, .. } => {
                text.as_deref().filter(|t| !t.is_empty()).or(name.as_deref()).unwrap_or_default()
            }
        }
    }

    /// Other ways to say it.
    pub fn aliases(&self) -> &[String] {
        match self {
            Self::Told { aliases: Some(aliases), .. } => aliases,
            _ => &[],
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Evidence {
    span: Option<(u32, u32)>,
    start: Option<u32>,
    end: Option<u32>,
}

impl Evidence {
    /// The sentence.
    pub fn span(&self) -> Option<(u32, u32)> {
        self.span.or_else(|| Some((self.start?, self.end?)))
    }
}

/// A typed span.
#[derive(Clone, Debug)]
pub(super) struct Tagged {
    pub start: u32,
    pub end: u32,
    pub kind: String,
    pub value: Option<String>,
    /// Neither right nor wrong.
    pub ignore: bool,
    /// Other spans that are as right.
    pub alt: Vec<(u32, u32)>,
}

/// How many characters two spans have in common; none or less where they are apart.
pub(super) fn overlap(a: (u32, u32), b: (u32, u32)) -> i64 {
    i64::from(a.1.min(b.1)) - i64::from(a.0.max(b.0))
}

/// One document of gold or of predictions.
#[derive(Debug)]
pub(super) struct Document {
    pub id: String,
    /// By code points; empty for predictions.
    pub text: Vec<char>,
    pub published: Option<String>,
    pub encounters: Vec<Encounter>,
    pub main: Option<Main>,
    pub entities: Vec<Tagged>,
    pub dates: Vec<Tagged>,
    pub meta: Meta,
}

impl Document {
    /// The text from `start` to `end`; what lies outside is left out.
    pub fn slice(&self, start: u32, end: u32) -> String {
        let end = (end as usize).min(self.text.len());
        self.text[(start as usize).min(end)..end].iter().collect()
    }

    /// The text around a span, on one line.
    pub fn around(&self, start: u32, end: u32) -> String {
        self.slice(start.saturating_sub(50), end.saturating_add(30)).replace(['\n', '\r', '\t'], " ")
    }
}

/// Every line of a file that holds something, with its number.
pub(super) fn lines(name: &str, text: &str) -> Result<Vec<(u64, Line)>, Error> {
    let numbered = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let read = numbered.map(|(at, line)| match serde_json::from_str(line) {
        Ok(line) => Ok((at, line)),
        Err(e) => Err(failed(name, Some(at), format!("no document: {e}"))),
    });
    read.collect()
}

pub(super) fn failed(name: &str, line: Option<u64>, message: String) -> Error {
    let place = Place { file: name.to_owned(), line, ..Place::default() };
    Error::new(ErrorKind::Json, place, message, "give a document a line, as `whomet eval --help` describes")
}

/// A line of gold.
pub(super) fn gold(name: &str, at: u64, line: Line) -> Result<Document, Error> {
    let document = found(name, at, line)?;
    if document.text.is_empty() {
        return Err(failed(name, Some(at), format!("document {:?} has no text", document.id)));
    }
    Ok(document)
}

/// A line of predictions.
pub(super) fn found(name: &str, at: u64, line: Line) -> Result<Document, Error> {
    let fail = |message: String| failed(name, Some(at), message);
    if let Some(unit) = line.whomet.and_then(|w| w.offsets).filter(|unit| unit != "codepoint") {
        return Err(fail(format!("its offsets count {unit}, those of gold code points")));
    }
    let head = line.article.unwrap_or(Head { id: None, text: None, published: None });
    let id = match line.id.or(head.id) {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => return Err(fail("the document has no \"id\"".to_owned())),
    };
    let mut dates = line.dates.map(|d| spans(d, &fail)).transpose()?.unwrap_or_default();
    let entities = line.entities.unwrap_or_default();
    let timexes = entities.iter().any(|e| e.value.is_some());
    let entities = spans(entities, &fail)?;
    if timexes && dates.is_empty() {
        dates.clone_from(&entities);
    }
    let text = line.text.or(head.text).map(|t| t.chars().collect()).unwrap_or_default();
    let published = line.published.or(head.published);
    let encounters = line.encounters.unwrap_or_default();
    Ok(Document { id, text, published, encounters, main: line.main, entities, dates, meta: line.meta })
}

fn spans(items: Vec<Item>, fail: &impl Fn(String) -> Error) -> Result<Vec<Tagged>, Error> {
    let mut all = Vec::new();
    for item in items {
        let kind = item.kind.unwrap_or_default();
        if let Some(mentions) = item.mentions {
            for m in mentions {
                if let Some(kind) = named(&kind, m.form.as_deref()) {
                    let tagged = Tagged {
                        start: m.start,
                        end: m.end,
                        kind: kind.to_owned(),
                        value: None,
                        ignore: false,
                        alt: Vec::new(),
                    };
                    all.push(tagged);
                }
            }
            continue;
        }
        let (Some(start), Some(end)) = (item.start, item.end) else {
            return Err(fail("a span lacks \"start\" or \"end\"".to_owned()));
        };
        let alt = item.alt.unwrap_or_default();
        all.push(Tagged { start, end, kind, value: item.value, ignore: item.ignore, alt });
    }
    Ok(all)
}

/// How the sets of names call a mention of a record; `None` for what is no name.
fn named(entity: &str, form: Option<&str>) -> Option<&'static str> {
    match form? {
        "demonym" => Some("MISC"),
        "metonym" => Some("LOC"),
        "name" | "alias" => match entity {
            "person" => Some("PER"),
            "organisation" | "company" => Some("ORG"),
            "country" | "place" => Some("LOC"),
            _ => None,
        },
        _ => None,
    }
}
