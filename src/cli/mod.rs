//! The command line: arguments to exit code, as a story.
//!
//! Records go to standard output, everything else to standard error. Exit codes: 0 all stories read, 1 some input
//! skipped (each with a message), 2 could not start or could not write.

mod args;
mod explain;
mod gazetteer;
mod input;
mod layers;
mod output;

use std::{
    fmt, io,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use clap::{CommandFactory, Parser, error::ErrorKind as ClapError};

use crate::{
    article::Article,
    pipeline::{Extractor, Stage, Worker},
    read,
    record::{CodePoints, Record, SCHEMA},
};
use args::{Args, Command, Input, View};
use output::Output;

const SKIPPED: u8 = 1;
const FAILED: u8 = 2;

/// Runs the program on the process's own arguments and says with which code it ends.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            let help = matches!(e.kind(), ClapError::DisplayHelp | ClapError::DisplayVersion);
            // Help that nobody reads to its end is no failure.
            let _ = e.print();
            return ExitCode::from(if help { 0 } else { FAILED });
        }
    };
    let mut out = Output::stdout();
    let ended = match &args.command {
        Some(Command::Schema) => out.write(SCHEMA.trim_end().as_bytes()).map(|()| Tally::default()),
        Some(Command::Gazetteer { ask }) => gazetteer::answer(ask, &mut out),
        Some(Command::Dates { input }) => batch(input, &mut out, dates),
        None => match View::of(&args) {
            View::Records => batch(&args.input, &mut out, |worker, article, out| {
                let record = args.select(worker.extract(article));
                out.json(&record, args.pretty)
            }),
            View::Explanations => batch(&args.input, &mut out, |worker, article, out| {
                let record = args.select(worker.extract(article));
                out.write(explain::story(&record, worker, &article.text).as_bytes())
            }),
            View::Layer(stage) => batch(&args.input, &mut out, |worker, article, out| {
                let knowledge = worker.knowledge();
                layers::print(stage, article, worker.read(article, stage), knowledge, out)
            }),
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

/// What became of the inputs.
#[derive(Default)]
struct Tally {
    read: u64,
    skipped: u64,
    opened: bool,
    refused: bool,
}

impl Tally {
    fn code(&self) -> ExitCode {
        if self.refused && !self.opened {
            ExitCode::from(FAILED)
        } else if self.refused || self.skipped > 0 {
            ExitCode::from(SKIPPED)
        } else {
            ExitCode::SUCCESS
        }
    }
}

/// Reads every story of every input and does `work` on it. What cannot be read is told and left out.
fn batch(
    input: &Input,
    out: &mut Output,
    work: impl Fn(&mut Worker<'_>, &Article, &mut Output) -> io::Result<()>,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let options = match input.options() {
        Ok(options) => options,
        Err(message) => {
            // The same form as any other wrong argument.
            let _ = Args::command().error(ClapError::ValueValidation, message).print();
            return Ok(Tally { refused: true, ..tally });
        }
    };
    let Some(knowledge) = gazetteer::knowledge(input.gazetteer.as_deref()) else {
        return Ok(Tally { refused: true, ..tally });
    };
    let extractor = Extractor::with(knowledge);
    let mut worker = extractor.worker();
    for source in input.sources() {
        let opened = match source.open() {
            Ok(opened) => opened,
            Err(e) => {
                complain(&e);
                tally.refused = true;
                continue;
            }
        };
        tally.opened = true;
        for story in read::Reader::new(&source.name(), opened, &options) {
            match story {
                // A fault of the program's own on one story is told, and is no reason to lose the others.
                Ok(article) => match catch_unwind(AssertUnwindSafe(|| work(&mut worker, &article, out))) {
                    Ok(done) => {
                        done?;
                        tally.read += 1;
                    }
                    Err(_) => {
                        complain(&format_args!(
                            "story {:?}: left out; please report this fault of whomet's",
                            article.id
                        ));
                        worker = extractor.worker();
                        tally.skipped += 1;
                    }
                },
                Err(e) => {
                    complain(&e);
                    tally.skipped += 1;
                }
            }
        }
    }
    Ok(tally)
}

/// `whomet dates`: one line for each temporal expression.
fn dates(worker: &mut Worker<'_>, article: &Article, out: &mut Output) -> io::Result<()> {
    let knowledge = worker.knowledge();
    layers::print(Stage::Date, article, worker.read(article, Stage::Date), knowledge, out)
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

/// Code points of one text.
fn points(text: &str) -> CodePoints {
    let mut points = CodePoints::default();
    points.read(text);
    points
}
