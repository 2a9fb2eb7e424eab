//! The command line: arguments to exit code, as a story.
//!
//! Records go to standard output, everything else to standard error. Exit codes: 0 all stories read, 1 some input
//! skipped (each with a message), 2 could not start or could not write.

mod args;
mod batch;
mod choice;
mod config;
mod diff;
mod eval;
#[cfg(test)]
mod examples;
mod explain;
mod gazetteer;
mod gazetteer_args;
mod input;
mod journal;
mod layers;
mod manual;
mod output;
mod results;
mod settings;
mod store;
mod view;
mod writer;

use std::{fmt, io, path::Path, process::ExitCode};

use clap::error::ErrorKind as ClapError;

use crate::{
    article::Article,
    knowledge::Knowledge,
    pipeline::{Stage, Worker},
    record::{OffsetMap, Offsets, Record, SCHEMA},
};
use args::{Args, Command};
use batch::Target;
use choice::View;
use config::{ConfigAsk, Stop};
use journal::Mark;
use output::{Output, Sink};
use writer::Tally;

const SKIPPED: u8 = 1;
const FAILED: u8 = 2;

/// Runs the program on the process's own arguments and says with which code it ends.
#[must_use]
pub fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let args = match config::parse(&given) {
        Ok(args) => args,
        Err(Stop::Settings(e)) => {
            complain(&e);
            return ExitCode::from(FAILED);
        }
        Err(Stop::Arguments(e)) => {
            if e.kind() == ClapError::DisplayVersion {
                // What is found depends on the tables as well as on the program.
                let version = format!("{} (gazetteer {})", e.to_string().trim_end(), Knowledge::embedded().version());
                return once(|out| out.write(version.as_bytes()).map(|()| Tally::default()))
                    .map_or(ExitCode::SUCCESS, |tally| tally.code());
            }
            let help = matches!(e.kind(), ClapError::DisplayHelp);
            // Help that nobody reads to its end is no failure.
            let _ = e.print();
            return ExitCode::from(if help { 0 } else { FAILED });
        }
    };
    let ended = match &args.command {
        Some(Command::Schema) => once(|out| out.write(SCHEMA.trim_end().as_bytes()).map(|()| Tally::default())),
        Some(Command::View { results, output }) => to(output.as_deref(), |out| view::page(results.as_deref(), out)),
        Some(Command::Eval(evaluation)) => once(|out| eval::score(evaluation, out)),
        Some(Command::Diff(comparison)) => diff::compare(comparison),
        Some(Command::Gazetteer { ask }) => once(|out| gazetteer::answer(ask, out)),
        Some(Command::Config { ask: ConfigAsk::Show { config } }) => once(|out| {
            Ok(match config::show(config.as_deref(), out)? {
                Ok(()) => Tally::default(),
                Err(e) => {
                    complain(&e);
                    Tally::refused()
                }
            })
        }),
        Some(Command::Completions { shell }) => once(|out| manual::completions(*shell, out)),
        Some(Command::Man { output }) => once(|out| manual::pages(output.as_deref(), out)),
        Some(Command::Dates { input }) => batch::run(input, Target::Lines(""), Stage::Date, dates, String::new),
        None => match View::of(&args) {
            View::Records => results::run(&args),
            View::Explanations => {
                let explain = |worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output| {
                    let record = args.select(worker.record(story, article));
                    out.encounters = record.encounters.len() as u64;
                    let explained = explain::story(&record, &worker.layers()[story], worker.knowledge(), &article.text);
                    out.write(explained.as_bytes())
                };
                batch::run(&args.input, Target::Lines(""), Stage::Encounter, explain, String::new)
            }
            View::Articles => {
                let read = |_: &mut Worker<'_>, _, article: &Article, out: &mut Output| {
                    out.json(&layers::article(article), false)
                };
                batch::run(&args.input, Target::Lines(""), None, read, String::new)
            }
            View::Layer(stage) => {
                let layer = |worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output| {
                    layers::print(stage, article, &worker.layers()[story], worker.extractor(), out)
                };
                batch::run(&args.input, Target::Lines(""), stage, layer, String::new)
            }
        },
    };
    match ended {
        Ok(tally) => tally.code(),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            complain(&format_args!("cannot write: {e}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Writes what is written at once.
fn once(answer: impl FnOnce(&mut Output) -> io::Result<Tally>) -> io::Result<Tally> {
    to(None, answer)
}

/// Writes it to `target`, or standard output; nothing where there was nothing to begin with.
fn to(target: Option<&Path>, answer: impl FnOnce(&mut Output) -> io::Result<Tally>) -> io::Result<Tally> {
    let mut out = Output::default();
    let tally = answer(&mut out)?;
    let sink = Sink::open(target.filter(|_| !tally.refused), &Mark::default())?;
    sink.finish(if tally.refused && target.is_some() { b"" } else { &out.bytes })?;
    Ok(tally)
}

/// `whomet dates`: one line for each temporal expression.
fn dates(worker: &mut Worker<'_>, story: usize, article: &Article, out: &mut Output) -> io::Result<()> {
    layers::print(Stage::Date, article, &worker.layers()[story], worker.extractor(), out)
}

fn complain(message: &dyn fmt::Display) {
    use io::Write as _;
    // Nobody may be listening.
    let _ = writeln!(io::stderr(), "whomet: {message}");
}

impl Args {
    /// Leaves out the encounters that were not asked for.
    fn select(&self, mut record: Record) -> Record {
        record.encounters.retain(|e| {
            (self.only.is_empty() || self.only.contains(&e.kind))
                && (self.status.is_empty() || self.status.contains(&e.status))
                && self.min_confidence.is_none_or(|least| e.confidence >= least)
        });
        record
    }
}

/// Where things stand in one text, counted in `unit`s.
fn points(text: &str, unit: Offsets) -> OffsetMap {
    let mut points = OffsetMap::new(unit);
    points.read(text);
    points
}
