//! Results in the form that was asked for.

use std::{
    fmt::Display,
    io,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    args::Args,
    batch::{self, Opener, Target},
    choice::Form,
    complain,
    output::Output,
    points, store,
    writer::Tally,
};
use crate::{
    article::Article,
    export::{self, Generation, Graph, Rows, Separator},
    pipeline::{Layers, Stage, Worker},
    record::Record,
};

/// Reads all stories and writes their results.
pub(super) fn run(args: &Args) -> io::Result<Tally> {
    let rows = args.emit.map(Rows::from);
    match args.format {
        Form::Ndjson => match rows {
            None => each(args, "", |record, _, _, out| out.json(record, args.pretty)),
            Some(rows) => table(args, rows, Separator::Json),
        },
        Form::Csv => table(args, rows.unwrap_or(Rows::Encounters), Separator::Comma),
        Form::Tsv => table(args, rows.unwrap_or(Rows::Encounters), Separator::Tab),
        Form::Parquet => parquet(args, rows.unwrap_or(Rows::Encounters)),
        _ if rows.is_some() => refuse(&"--emit goes with --format ndjson, csv, tsv or parquet"),
        Form::Ninjs1 => {
            each(args, "", |record, article, _, out| out.json(&export::ninjs(record, article, Generation::One), false))
        }
        Form::Ninjs3 => each(args, "", |record, article, _, out| {
            out.json(&export::ninjs(record, article, Generation::Three), false)
        }),
        Form::Brat => brat(args),
        Form::Conll => each(args, "", |record, article, layers, out| {
            let mut lines = String::new();
            let points = points(&article.text, record.whomet.offsets);
            export::conll(record, &article.text, &layers.tokens, &points, &mut lines);
            out.bytes.extend_from_slice(lines.as_bytes());
            Ok(())
        }),
        Form::Plover => text(args, "", "", export::plover),
        Form::Polecat => text(args, export::POLECAT, "", export::polecat),
        Form::Ical => text(args, export::CALENDAR_HEAD, export::CALENDAR_TAIL, export::calendar),
        Form::Graphml => graph(args, Graph::graphml),
        Form::Gexf => graph(args, Graph::gexf),
        Form::Sqlite => sqlite(args),
    }
}

/// What was asked for cannot be.
fn refuse(message: &dyn Display) -> io::Result<Tally> {
    complain(message);
    Ok(Tally::refused())
}

fn table(args: &Args, rows: Rows, separator: Separator) -> io::Result<Tally> {
    text(args, &export::rows_head(rows, separator), "", |record, out| export::rows(record, rows, separator, out))
}

/// A form that is made of the record alone.
fn text(args: &Args, head: &str, tail: &str, write: impl Fn(&Record, &mut String) + Sync) -> io::Result<Tally> {
    let work = |worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output| {
        let mut lines = String::new();
        write(&record(args, worker, story, article, out), &mut lines);
        out.bytes.extend_from_slice(lines.as_bytes());
        Ok(())
    };
    batch::run(&args.input, Target::Lines(head), Stage::Encounter, work, || tail.to_owned())
}

/// A form that is made of more than the record.
fn each(
    args: &Args,
    head: &str,
    write: impl Fn(&Record, &Article, &Layers, &mut Output) -> io::Result<()> + Sync,
) -> io::Result<Tally> {
    let work = |worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output| {
        let record = record(args, worker, story, article, out);
        write(&record, article, &worker.layers()[story], out)
    };
    batch::run(&args.input, Target::Lines(head), Stage::Encounter, work, String::new)
}

/// A form that is made of all records together.
fn graph(args: &Args, write: impl Fn(&Graph) -> String) -> io::Result<Tally> {
    if args.input.resume {
        return refuse(&"a graph cannot be resumed; write records with --resume first");
    }
    let graph = Mutex::new(Graph::default());
    let work = |worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output| {
        let record = record(args, worker, story, article, out);
        graph.lock().unwrap_or_else(PoisonError::into_inner).add(&record);
        Ok(())
    };
    let tail = || write(&graph.lock().unwrap_or_else(PoisonError::into_inner));
    batch::run(&args.input, Target::Lines(""), Stage::Encounter, work, tail)
}

/// Annotation of one story as lines, or of many in a folder.
fn brat(args: &Args) -> io::Result<Tally> {
    if let Some(target) = args.input.output.as_deref().filter(|o| store::is_folder(o)) {
        if args.input.resume {
            return refuse(&"a folder of annotation cannot be resumed; write records with --resume first");
        }
        return stored(args, &store::Folder { target: target.to_owned() }, true);
    }
    let one = AtomicBool::new(false);
    each(args, "", |record, _, _, out| {
        if one.swap(true, Ordering::Relaxed) {
            let what = "annotation of a second story; give -o FOLDER, and each has its files there";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        }
        let mut lines = String::new();
        export::brat(record, &mut lines);
        out.bytes.extend_from_slice(lines.as_bytes());
        Ok(())
    })
}

/// Records, with their texts where they are wanted, for what is more than lines.
fn stored(args: &Args, store: &dyn Opener, with_text: bool) -> io::Result<Tally> {
    let work = |worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output| {
        let mut record = record(args, worker, story, article, out);
        if with_text {
            record.article.text = Some(article.text.clone());
        }
        out.record = Some(Box::new(record));
        Ok(())
    };
    batch::run(&args.input, Target::Store(store), Stage::Encounter, work, String::new)
}

/// The file that a form must have which cannot go to standard output.
#[cfg(any(feature = "sqlite", feature = "parquet"))]
fn file(args: &Args, form: &str, ending: &str) -> Result<std::path::PathBuf, String> {
    args.input.output.clone().ok_or_else(|| format!("--format {form} needs a file to write: -o NAME.{ending}"))
}

/// What is said where a part of the program was left out when it was built.
#[cfg(not(all(feature = "sqlite", feature = "parquet")))]
fn unbuilt(form: &str, instead: &str) -> io::Result<Tally> {
    refuse(&format_args!(
        "this whomet was built without --format {form}; build one with it: \
         cargo install --path . --features {form}; or {instead}"
    ))
}

#[cfg(feature = "sqlite")]
fn sqlite(args: &Args) -> io::Result<Tally> {
    match file(args, "sqlite", "db") {
        Ok(target) => stored(args, &store::Database { target }, true),
        Err(message) => refuse(&message),
    }
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &Args) -> io::Result<Tally> {
    unbuilt("sqlite", "write --format csv and import that")
}

#[cfg(feature = "parquet")]
fn parquet(args: &Args, rows: Rows) -> io::Result<Tally> {
    if args.input.resume {
        return refuse(&"a Parquet file cannot be resumed; write records with --resume first");
    }
    match file(args, "parquet", "parquet") {
        Ok(target) => stored(args, &store::Table { target, rows }, false),
        Err(message) => refuse(&message),
    }
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Args, _: Rows) -> io::Result<Tally> {
    unbuilt("parquet", "write --format ndjson, which DuckDB and Polars read")
}

fn record(args: &Args, worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output) -> Record {
    let mut record = args.select(worker.record(story, article));
    out.encounters = record.encounters.len() as u64;
    if args.with_text {
        record.article.text = Some(article.text.clone());
    }
    record
}
