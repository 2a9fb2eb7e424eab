//! `whomet diff`: what changed between two outputs.

use std::{
    collections::{HashMap, VecDeque},
    fmt::Write as _,
    io::{self, BufRead},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{
    complain,
    input::Source,
    journal::Mark,
    output::{Output, Sink},
    writer::Tally,
};
use crate::{
    diff::{self, Change, Difference, Item},
    error::{Error, ErrorKind, Place},
};

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Comparison {
    /// Records as they were, one a line; - is standard input
    old: PathBuf,

    /// Records as they are
    new: PathBuf,

    /// Write a JSON object a line for each article that differs
    #[arg(long)]
    json: bool,

    /// Only count
    #[arg(long)]
    summary: bool,

    /// Leave out layers (article, entities, dates, encounters) or fields of them: encounters.confidence
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',', value_parser = field)]
    ignore: Vec<String>,
}

const HELP: &str = "\
Articles are paired by their id, encounters by their parties and the words that tell of them, entities by name or mentions,
dates by place. The numbers of entities and encounters (e1, m1) and the version that wrote a record do not count.

  +  gained        -  lost        ~  changed: field: old -> new

Examples:
  whomet diff yesterday.ndjson today.ndjson
  whomet diff --summary old.ndjson.gz new.ndjson.gz
  whomet diff --ignore dates,encounters.confidence old.ndjson new.ndjson
  whomet diff --json old.ndjson new.ndjson | jq 'select(.encounters[].change == \"lost\") | .id'
  whomet wire.ndjson | whomet diff records.ndjson - > /dev/null && echo nothing changed

Exit codes: 0 nothing changed; 1 something did; 2 trouble.";

const LAYERS: [&str; 4] = ["article", "entities", "dates", "encounters"];

fn field(s: &str) -> Result<String, String> {
    let layer = s.split('.').next().unwrap_or_default();
    if LAYERS.contains(&layer) {
        Ok(s.to_owned())
    } else {
        Err(format!("must begin with one of {}", LAYERS.join(", ")))
    }
}

/// Compares two outputs and writes what changed. Both are read side by side, so that outputs in the same order need no
/// memory.
pub(super) fn compare(comparison: &Comparison) -> io::Result<Tally> {
    let mut counts = Counts::default();
    let mut sink = Sink::open(None, &Mark::default())?;
    let mut failed = None;
    let mut write = |difference: Difference, counts: &mut Counts| -> io::Result<()> {
        if let Some(difference) = counts.take(difference, &comparison.ignore)
            && !comparison.summary
        {
            let mut out = Output::default();
            if comparison.json {
                out.json(&difference, false)?
            } else {
                out.write(told(&difference).as_bytes())?
            }
            sink.write(&out.bytes, Vec::new(), &Mark::default())?;
        }
        Ok(())
    };
    match Side::open(&comparison.old).and_then(|old| Ok((old, Side::open(&comparison.new)?))) {
        Err(e) => failed = Some(e),
        Ok((mut old, mut new)) => loop {
            let (before, after) = match (old.next(), new.next()) {
                (Ok(before), Ok(after)) => (before, after),
                (Err(e), _) | (_, Err(e)) => {
                    failed = Some(e);
                    break;
                }
            };
            if before.is_none() && after.is_none() {
                let gone = old.rest().into_iter().map(|r| diff::alone(&r, Change::Lost));
                for difference in gone.chain(new.rest().into_iter().map(|r| diff::alone(&r, Change::Gained))) {
                    write(difference, &mut counts)?;
                }
                break;
            }
            let pairs = before
                .and_then(|r| old.meet(r, &mut new, false))
                .into_iter()
                .chain(after.and_then(|r| new.meet(r, &mut old, true)));
            for (before, after) in pairs {
                counts.both += 1;
                if let Err(e) = same_offsets(&comparison.new, &before, &after) {
                    failed = Some(e);
                } else if let Some(difference) = diff::compare(&before, &after) {
                    write(difference, &mut counts)?;
                }
            }
            if failed.is_some() {
                break;
            }
        },
    }
    if let Some(e) = failed {
        complain(&e);
        return Ok(Tally::refused());
    }
    let mut out = Output::default();
    if comparison.summary && comparison.json {
        out.json(&counts.json(), false)?;
    } else if !comparison.json && (comparison.summary || counts.differs()) {
        out.write(counts.told().as_bytes())?;
    }
    sink.write(&out.bytes, Vec::new(), &Mark::default())?;
    Ok(Tally { differs: counts.differs(), ..Tally::default() })
}

/// Offsets of different units cannot be compared.
fn same_offsets(file: &Path, before: &Value, after: &Value) -> Result<(), Error> {
    let unit = |r: &Value| r["whomet"]["offsets"].as_str().unwrap_or("codepoint").to_owned();
    let (old, new) = (unit(before), unit(after));
    if old == new {
        return Ok(());
    }
    let place = Place { file: file.display().to_string(), ..Place::default() };
    let message = format!("offsets count {new} here and {old} in the other file");
    Err(Error::new(ErrorKind::Usage, place, message, "make both with the same --offsets"))
}

/// One of the two outputs.
struct Side {
    name: String,
    lines: io::Lines<Box<dyn BufRead + Send>>,
    number: u64,
    /// Records that the other side has not shown yet, in order, and by identifier.
    waiting: VecDeque<Option<Value>>,
    passed: usize,
    by_id: HashMap<String, VecDeque<usize>>,
}

impl Side {
    fn open(path: &Path) -> Result<Self, Error> {
        let source = Source::of(path);
        let lines = source.plain().map_err(|e| source.failed(format!("cannot read: {e}")))?.lines();
        Ok(Self { name: source.name(), lines, number: 0, waiting: VecDeque::new(), passed: 0, by_id: HashMap::new() })
    }

    /// The next record.
    fn next(&mut self) -> Result<Option<Value>, Error> {
        loop {
            let Some(line) = self.lines.next() else { return Ok(None) };
            self.number += 1;
            let place = Place { file: self.name.clone(), line: Some(self.number), ..Place::default() };
            let cure = "give two files of records that whomet has written, one a line";
            let line = line.map_err(|e| Error::new(ErrorKind::Io, place.clone(), format!("cannot read: {e}"), ""))?;
            if line.trim().is_empty() {
                continue;
            }
            let record: Value = serde_json::from_str(&line)
                .map_err(|e| Error::new(ErrorKind::Json, place.clone(), format!("no record: {e}"), cure))?;
            if id(&record).is_none() {
                let message = "no record: it has no article.id".to_owned();
                return Err(Error::new(ErrorKind::Json, place, message, cure));
            }
            return Ok(Some(record));
        }
    }

    /// Pairs a record of this side with one that waits on the other, or lets it wait: the old and the new one.
    fn meet(&mut self, record: Value, other: &mut Self, newer: bool) -> Option<(Value, Value)> {
        let name = id(&record)?.to_owned();
        if let Some(met) = other.take(&name) {
            return Some(if newer { (met, record) } else { (record, met) });
        }
        self.by_id.entry(name).or_default().push_back(self.passed + self.waiting.len());
        self.waiting.push_back(Some(record));
        None
    }

    fn take(&mut self, id: &str) -> Option<Value> {
        let at = self.by_id.get_mut(id)?.pop_front()?;
        if self.by_id.get(id).is_some_and(VecDeque::is_empty) {
            self.by_id.remove(id);
        }
        let record = self.waiting.get_mut(at - self.passed)?.take();
        while let Some(None) = self.waiting.front() {
            self.waiting.pop_front();
            self.passed += 1;
        }
        record
    }

    /// What the other side does not have.
    fn rest(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.waiting).into_iter().flatten().collect()
    }
}

fn id(record: &Value) -> Option<&str> {
    record["article"]["id"].as_str()
}

/// How much changed.
#[derive(Default)]
struct Counts {
    /// Articles that both outputs have.
    both: u64,
    /// Gained, lost, changed: articles, encounters, entities, dates.
    all: [[u64; 3]; 4],
}

const COUNTED: [&str; 4] = ["articles", "encounters", "entities", "dates"];

impl Counts {
    /// Counts a difference; `None` if everything in it is to be left out.
    fn take(&mut self, mut difference: Difference, ignore: &[String]) -> Option<Difference> {
        if !difference.ignore(ignore) {
            return None;
        }
        self.all[0][difference.change as usize] += 1;
        for (count, items) in
            self.all[1..].iter_mut().zip([&difference.encounters, &difference.entities, &difference.dates])
        {
            items.iter().for_each(|i| count[i.change as usize] += 1);
        }
        Some(difference)
    }

    fn differs(&self) -> bool {
        self.all[0].iter().any(|&n| n > 0)
    }

    fn json(&self) -> Value {
        let mut value = json!({ "articles_in_both": self.both });
        for (name, [gained, lost, changed]) in COUNTED.into_iter().zip(self.all) {
            value[name] = json!({"gained": gained, "lost": lost, "changed": changed});
        }
        value
    }

    fn told(&self) -> String {
        let part = |(name, [gained, lost, changed]): (&str, [u64; 3])| {
            format!("{name} {gained} gained, {lost} lost, {changed} changed")
        };
        let parts: Vec<String> = COUNTED.into_iter().zip(self.all).map(part).collect();
        format!("{}; {} articles in both", parts.join("; "), self.both)
    }
}

/// A difference for people.
fn told(difference: &Difference) -> String {
    let sign = |change: Change| match change {
        Change::Gained => '+',
        Change::Lost => '-',
        Change::Changed => '~',
    };
    let mut text = format!("{} {}", sign(difference.change), difference.id);
    if let Some(headline) = &difference.headline {
        let _ = write!(text, ": {headline}");
    }
    for field in &difference.article {
        let _ = write!(text, "\n    article.{field}");
    }
    let mut tell = |layer: &str, items: &[Item]| {
        for item in items {
            let _ = write!(text, "\n  {} {layer} {}", sign(item.change), item.what);
            item.fields.iter().for_each(|f| text.push_str(&format!("\n      {}", change(f))));
        }
    };
    tell("encounter", &difference.encounters);
    tell("entity", &difference.entities);
    tell("date", &difference.dates);
    text
}

/// A field for people: items of lists are gained or lost, and known by what they say.
fn change(field: &diff::Field) -> String {
    let say = |value: &Value| match value {
        Value::Object(_) => {
            let parts =
                ["name", "title", "text", "type", "value", "form", "rule", "role", "organisation", "country", "part"];
            let said: Vec<String> =
                parts.iter().filter_map(|p| value[p].as_str()).map(|s| s.replace('\n', " ")).collect();
            said.join(", ")
        }
        Value::String(s) => s.clone(),
        value => value.to_string(),
    };
    match (&field.old, &field.new) {
        (Value::Null, new @ Value::Object(_)) => format!("+ {}: {}", field.field, say(new)),
        (old @ Value::Object(_), Value::Null) => format!("- {}: {}", field.field, say(old)),
        (old, new) => format!("{}: {} -> {}", field.field, say(old), say(new)),
    }
}
