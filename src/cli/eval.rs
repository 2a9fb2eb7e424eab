//! `whomet eval`: figures against gold.

use std::{
    fmt::Write as _,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{
    choice::{file_or_none, one_of},
    complain, gazetteer,
    input::Source,
    output::Output,
    writer::Tally,
};
use crate::{
    error::{Error, ErrorKind, Place},
    eval::{Fault, Gold, Layer, Predictions, Report},
    pipeline::Extractor,
    read::{self, InputFormat},
};

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Evaluation {
    /// Annotated documents, one a line, in the form below; gzip and Zstandard too
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,

    /// Score finished output and do not run: records, or the compact form of gold; - is standard input
    #[arg(long, value_name = "FILE")]
    predictions: Vec<PathBuf>,

    /// Score this layer alone, of those that are annotated
    #[arg(long, value_name = "LAYER", value_parser = one_of(Layer::ALL.map(|l| (l.name(), l))))]
    layer: Option<Layer>,

    /// List the first N of what was missed, was found wrongly, or is partly wrong
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Write the figures as JSON, an object for each layer of each file
    #[arg(long)]
    json: bool,

    /// Names of your own, laid over the gazetteer
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,

    /// Read documents that are plainly not in English, too
    #[arg(long)]
    any_language: bool,

    /// Read the settings of FILE alone: see `whomet config --help`
    #[arg(long, value_name = "FILE", value_parser = file_or_none())]
    config: Option<PathBuf>,
}

const HELP: &str = "\
A gold document is a JSON object on a line with \"id\", \"text\", \"published\", and what is annotated; offsets are Unicode
code points, end exclusive. The layers are told by the fields:
  encounters  [{kind, status, participants: [{name, type, role, country, aliases}], when: {value}, where: {text}, about,
              evidence: [{span}], optional}]: records are aligned one to one so that the most participants agree;
              what is optional neither helps nor hurts
  main        {kind, parties}: the main contact alone; recall
  dates       or entities with a \"value\": [{start, end, type, value}], as TIMEX3
  entities    [{start, end, type}] with PER, ORG, LOC, MISC; \"alt\" for other spans as right, \"ignore\" for what does not
              count, \"meta\": {types, eval_spans, partial}
A record of whomet's with its text, corrected by hand, is gold for all its layers.

  encounter   of the records       who_whom   all participants right, too      record   also status and date
  strict      the same span        relaxed    spans overlap                    value    relaxed with the same value
  valnorm     values that mean the same count     hit, interval   days that lie in gold's, that are the same days
  exact       the same span and type              exact-norm      articles, honorifics and genitives left out

Examples:
  whomet eval gold.jsonl --errors 20
  whomet eval gold.jsonl --predictions records.ndjson --json | jq .measures.encounter.f1
  whomet eval entities/*.jsonl dates/*.jsonl
  whomet --with-text stories.ndjson > gold.jsonl    # then correct it, and:  whomet eval gold.jsonl";

/// Scores each gold file and writes the figures.
pub(super) fn score(evaluation: &Evaluation, out: &mut Output) -> io::Result<Tally> {
    Ok(match try_score(evaluation, out) {
        Ok(tally) => tally,
        Err(e) => {
            complain(&e);
            Tally::refused()
        }
    })
}

fn try_score(evaluation: &Evaluation, out: &mut Output) -> Result<Tally, Error> {
    let Some(knowledge) = gazetteer::knowledge(evaluation.gazetteer.as_deref()) else { return Ok(Tally::refused()) };
    let mut finished = Predictions::default();
    for file in &evaluation.predictions {
        finished.read(&file.display().to_string(), &whole(file)?)?;
    }
    let extractor = Extractor::with(knowledge);
    let mut known = 0;
    for file in &evaluation.gold {
        let name = file.display().to_string();
        let text = whole(file)?;
        let gold = Gold::read(&name, &text)?;
        let mut layers = gold.layers().to_vec();
        if let Some(asked) = evaluation.layer {
            layers.retain(|&l| l == asked);
            if layers.is_empty() {
                let place = Place { file: name, ..Place::default() };
                let message = format!("no {} are annotated", asked.name());
                return Err(Error::new(ErrorKind::Usage, place, message, "leave --layer away to see what is"));
            }
        }
        known += gold.ids().filter(|id| finished.has(id)).count();
        let made = if evaluation.predictions.is_empty() {
            Some(run(&name, &text, &extractor, evaluation.any_language)?)
        } else {
            None
        };
        for layer in layers {
            let mut report = gold.score(layer, made.as_ref().unwrap_or(&finished));
            if let Some(first) = report.without_prediction.first() {
                let (without, all) = (report.without_prediction.len(), report.documents);
                complain(&format_args!("{name}: nothing for {without} of {all} documents, the first is {first:?}"));
            }
            report.errors.truncate(evaluation.errors);
            let _ = if evaluation.json {
                out.json(&json(&name, &report), false)
            } else {
                out.write(told(&name, &report).as_bytes())
            };
        }
    }
    let unknown = finished.ids().count().saturating_sub(known);
    if unknown > 0 {
        complain(&format_args!("{unknown} documents of the predictions are in no gold, and do not count"));
    }
    Ok(Tally::default())
}

/// A file's text, made plain.
pub(super) fn whole(file: &Path) -> Result<String, Error> {
    let source = Source::of(file);
    let mut text = String::new();
    let read = source.plain().and_then(|mut input| input.read_to_string(&mut text));
    read.map_err(|e| source.failed(format!("cannot read: {e}")))?;
    Ok(text)
}

/// What whomet finds in the documents of a gold file, which it reads as it reads any other.
fn run(name: &str, text: &str, extractor: &Extractor, any_language: bool) -> Result<Predictions, Error> {
    let mut stories = String::new();
    for line in text.lines() {
        stories.push_str(&story(line).map_or_else(|| line.to_owned(), |s| s.to_string()));
        stories.push('\n');
    }
    let options = read::Options { format: Some(InputFormat::Ndjson), any_language, ..read::Options::default() };
    let mut worker = extractor.worker();
    let mut records = String::new();
    for article in read::Reader::new(name, stories.as_bytes(), &options) {
        match article {
            Ok(article) => {
                let record = worker.extract(&article);
                let line = serde_json::to_string(&record).map_err(|e| fault(name, &e))?;
                records.push_str(&line);
                records.push('\n');
            }
            Err(e) => complain(&e),
        }
    }
    let mut made = Predictions::default();
    made.read(name, &records)?;
    Ok(made)
}

fn fault(name: &str, e: &serde_json::Error) -> Error {
    let place = Place { file: name.to_owned(), ..Place::default() };
    Error::new(ErrorKind::Fault, place, e.to_string(), "please report this fault of whomet's")
}

/// The story of a record; `None` for a line that is a story as it stands.
fn story(line: &str) -> Option<Value> {
    let record: Value = serde_json::from_str(line).ok()?;
    let head = record.get("article").filter(|_| record.get("text").is_none())?;
    let mut story = serde_json::Map::new();
    for field in ["id", "text", "published", "source", "url"] {
        story.insert(field.to_owned(), head.get(field)?.clone());
    }
    Some(Value::Object(story))
}

fn json(name: &str, report: &Report) -> Value {
    let mut value = json!({ "gold": name });
    if let (Some(all), Ok(Value::Object(more))) = (value.as_object_mut(), serde_json::to_value(report)) {
        all.extend(more);
    }
    value
}

/// The figures for people.
fn told(name: &str, report: &Report) -> String {
    let mut text = format!("{name}: {}, {} documents", report.layer, report.documents);
    if report.partial {
        text.push_str(", partly annotated: recall alone");
    }
    if !report.measures.is_empty() {
        let _ =
            write!(text, "\n{:24}{:>8}{:>8}{:>8}{:>8}{:>10}{:>8}", "", "P", "R", "F1", "right", "spurious", "missed");
    }
    for m in &report.measures {
        let (p, f1) = if report.partial {
            ("-".to_owned(), "-".to_owned())
        } else {
            (format!("{:.2}", m.precision()), format!("{:.2}", m.f1()))
        };
        let (recall, right, spurious, missed) = (m.recall(), m.right, m.spurious, m.missed);
        let _ = write!(text, "\n{:24}{p:>8}{recall:>8.2}{f1:>8}{right:>8}{spurious:>10}{missed:>8}", m.name);
    }
    for s in &report.shares {
        let _ = write!(text, "\n{:24}{:>8.2} of {}", s.name, s.percent(), s.of);
    }
    if let Some(rate) = report.encounters_per_document {
        let _ = write!(text, "\n{rate:.2} encounters a document");
    }
    report.errors.iter().for_each(|e| text.push_str(&error(e)));
    text.push('\n');
    text
}

fn error(e: &Fault) -> String {
    let mut text = format!("\n\n{} in {}", e.kind.name(), e.document);
    if let Some((start, end)) = e.span {
        let _ = write!(text, " at {start}..{end}");
    }
    if !e.wrong.is_empty() {
        let _ = write!(text, ": {}", e.wrong.join(", "));
    }
    for (what, line) in [("gold", &e.gold), ("found", &e.found), ("text", &e.context)] {
        if let Some(line) = line {
            let _ = write!(text, "\n  {what:6}{line}");
        }
    }
    text
}
