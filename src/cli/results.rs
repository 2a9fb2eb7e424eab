//! Results in the form that was asked for.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use super::{args::Args, batch, choice::Form, complain, output::Output, points, writer::Tally};
use crate::{
    article::Article,
    export::{self, Generation, Graph, Rows, Separator},
    pipeline::Worker,
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
        _ if rows.is_some() => {
            complain(&"--emit goes with --format ndjson, csv or tsv");
            Ok(Tally::refused())
        }
        Form::Ninjs1 => {
            each(args, "", |record, article, _, out| out.json(&export::ninjs(record, article, Generation::One), false))
        }
        Form::Ninjs3 => each(args, "", |record, article, _, out| {
            out.json(&export::ninjs(record, article, Generation::Three), false)
        }),
        Form::Brat => text(args, "", "", export::brat),
        Form::Conll => each(args, "", |record, article, worker, out| {
            let mut lines = String::new();
            let tokens = &worker.layers().tokens;
            export::conll(record, &article.text, tokens, &points(&article.text, record.whomet.offsets), &mut lines);
            out.bytes.extend_from_slice(lines.as_bytes());
            Ok(())
        }),
        Form::Plover => text(args, "", "", export::plover),
        Form::Polecat => text(args, export::POLECAT, "", export::polecat),
        Form::Ical => text(args, export::CALENDAR_HEAD, export::CALENDAR_TAIL, export::calendar),
        Form::Graphml => graph(args, Graph::graphml),
        Form::Gexf => graph(args, Graph::gexf),
    }
}

fn table(args: &Args, rows: Rows, separator: Separator) -> io::Result<Tally> {
    text(args, &export::rows_head(rows, separator), "", |record, out| export::rows(record, rows, separator, out))
}

/// A form that is made of the record alone.
fn text(args: &Args, head: &str, tail: &str, write: impl Fn(&Record, &mut String) + Sync) -> io::Result<Tally> {
    let work = |worker: &mut Worker<'_>, article: &Article, out: &mut Output| {
        let mut lines = String::new();
        write(&record(args, worker, article, out), &mut lines);
        out.bytes.extend_from_slice(lines.as_bytes());
        Ok(())
    };
    batch::run(&args.input, head, work, || tail.to_owned())
}

/// A form that is made of more than the record.
fn each(
    args: &Args,
    head: &str,
    write: impl Fn(&Record, &Article, &Worker<'_>, &mut Output) -> io::Result<()> + Sync,
) -> io::Result<Tally> {
    let work = |worker: &mut Worker<'_>, article: &Article, out: &mut Output| {
        let record = record(args, worker, article, out);
        write(&record, article, worker, out)
    };
    batch::run(&args.input, head, work, String::new)
}

/// A form that is made of all records together.
fn graph(args: &Args, write: impl Fn(&Graph) -> String) -> io::Result<Tally> {
    if args.input.resume {
        complain(&"a graph cannot be resumed; write records with --resume first");
        return Ok(Tally::refused());
    }
    let graph = Mutex::new(Graph::default());
    let work = |worker: &mut Worker<'_>, article: &Article, out: &mut Output| {
        let record = record(args, worker, article, out);
        graph.lock().unwrap_or_else(PoisonError::into_inner).add(&record);
        Ok(())
    };
    batch::run(&args.input, "", work, || write(&graph.lock().unwrap_or_else(PoisonError::into_inner)))
}

fn record(args: &Args, worker: &mut Worker<'_>, article: &Article, out: &mut Output) -> Record {
    let mut record = args.select(worker.extract(article));
    out.encounters = record.encounters.len() as u64;
    if args.with_text {
        record.article.text = Some(article.text.clone());
    }
    record
}
