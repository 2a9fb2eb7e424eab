//! The arguments.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    choice::{Emit, Form, FormatName, StageName, Unit, file_or_none, kinds, statuses},
    config::{self, ConfigAsk},
    diff::Comparison,
    eval::Evaluation,
    gazetteer_args::{self, Ask},
    input::{Source, expand},
    journal::{START, fold},
    settings::{Setting, Shape},
};
use crate::{
    article::{self, Date},
    error::Error,
    read::{self, Fields},
    record::{Kind, Status},
};

/// Reads English wire stories and writes down who met whom about what, as JSON.
///
/// Without files, one story or a stream of them is read from standard input.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = AFTER)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    #[command(flatten)]
    pub input: Input,

    /// Write records for people to read, over many lines
    #[arg(long, conflicts_with_all = ["explain", "stop_after"])]
    pub pretty: bool,

    /// Tell for each encounter the sentence, the trigger, the rule, and where each participant, date and topic comes from
    #[arg(long, conflicts_with = "stop_after")]
    pub explain: bool,

    /// Write another form than records, one of those below
    #[arg(long, value_name = "FORM", value_enum, conflicts_with_all = ["pretty", "explain", "stop_after"], default_value_t = Form::Ndjson)]
    pub format: Form,

    /// What a row of NDJSON, CSV, TSV or Parquet is
    #[arg(long, value_name = "ROWS", value_enum, conflicts_with_all = ["pretty", "explain", "stop_after"])]
    pub emit: Option<Emit>,

    /// Put the story's text into its record, for `whomet view`
    #[arg(long)]
    pub with_text: bool,

    /// Print one layer as JSON lines, and go no further
    #[arg(long, value_name = "STAGE", value_enum)]
    pub stop_after: Option<StageName>,

    /// Only encounters of these kinds: meeting, talks, visit, call, summit
    #[arg(long, value_name = "KIND,...", value_delimiter = ',', hide_possible_values = true, value_parser = kinds())]
    pub only: Vec<Kind>,

    /// Only encounters with these statuses: happened, ongoing, planned, proposed, cancelled, refused
    #[arg(long, value_name = "STATUS,...", value_delimiter = ',', hide_possible_values = true, value_parser = statuses())]
    pub status: Vec<Status>,

    /// Only encounters that are at least this sure, 0 to 1
    #[arg(long, value_name = "N", value_parser = confidence)]
    pub min_confidence: Option<f64>,
}

const AFTER: &str = "\
Examples:
  whomet --published 2025-04-16 story.txt      one plain-text story
  whomet stories.ndjson > records.ndjson       one record a line for each story
  cat wire.ndjson | whomet --field text=body   fields by other names
  whomet --only visit --status planned *.txt   the diary of visits to come
  whomet --explain story.txt                   why each encounter was found
  whomet --format csv agency/ > meetings.csv   an encounter a row
  whomet --format ical --status planned *.txt  the same as a calendar
  whomet --with-text *.txt | whomet view -o page.html

A command has its own help: whomet view --help.
Exit codes: 0 all stories read; 1 some skipped, each with a message; 2 could not start or could not write.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the JSON Schema (draft 2020-12) of a record
    #[command(after_help = SCHEMA)]
    Schema,
    /// Make one web page of records: stories, encounters, filters, a timeline and a graph; it needs no network
    #[command(after_help = VIEW)]
    View {
        /// Records that whomet has written, one a line, best with --with-text; standard input otherwise
        results: Option<PathBuf>,
        /// Where the page goes; standard output otherwise
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Find and normalise temporal expressions alone, as JSON lines
    #[command(after_help = DATES)]
    Dates {
        #[command(flatten)]
        input: Input,
    },
    /// Score whomet, or a finished output, against annotated documents: precision, recall, F1, what was missed
    Eval(Evaluation),
    /// What changed between two outputs; exit code 0 nothing, 1 something, 2 trouble
    Diff(Comparison),
    /// The gazetteer: what a name may stand for, how much it holds; names of your own, checked, imported, compiled
    #[command(after_help = gazetteer_args::HELP)]
    Gazetteer {
        #[command(subcommand)]
        ask: Ask,
    },
    /// Settings of your own that hold for every run: which there are, where they come from
    #[command(after_help = config::HELP)]
    Config {
        #[command(subcommand)]
        ask: ConfigAsk,
    },
    /// Print the completions for a shell
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// The shell that is to complete what you type
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write a page for each command
    #[command(after_help = MAN)]
    Man {
        /// The folder for whomet.1, whomet-view.1 and so on
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
}

const SCHEMA: &str = "\
Examples:
  whomet schema > record.schema.json";

const VIEW: &str = "\
Examples:
  whomet --with-text agency/ | whomet view -o page.html
  whomet view records.ndjson -o page.html
  whomet view records.ndjson.gz > page.html";

const COMPLETIONS: &str = "\
Examples:
  whomet completions bash > ~/.local/share/bash-completion/completions/whomet
  whomet completions zsh > ~/.zfunc/_whomet               # a folder that fpath names
  whomet completions fish > ~/.config/fish/completions/whomet.fish";

const MAN: &str = "\
Examples:
  whomet man > whomet.1
  whomet man -o ~/.local/share/man/man1                   # then: man whomet-view";

const DATES: &str = "\
One JSON object a line for each expression, in the order of the text:
  id          the story
  start, end  where it stands, in Unicode code points (or --offsets), end exclusive; text is what stands there
  type        DATE, TIME, DURATION or SET, as in TIMEX3
  value       2025-04-18, 2025-W15, 2024-Q3, 2025-04-14TNI, P90D, PXM, PRESENT_REF; XXXX-04-16 without a publication date
  mod         START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS, or null
  rule        the rule of data/dates/*.toml that found it

Examples:
  whomet dates --published 2025-04-16 story.txt
  echo 'They meet on Friday.' | whomet dates --published 2025-04-16
  whomet dates stories.ndjson | jq -r 'select(.type == \"DATE\") | [.id, .text, .value] | @tsv'";

#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// Stories: files, folders and patterns, gzip and Zstandard too; - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Read the files that FILE names, one a line
    #[arg(long, value_name = "FILE")]
    files_from: Vec<PathBuf>,

    /// Of each item, read the last version alone; all stories are held in memory for it
    #[arg(long)]
    pub latest: bool,

    /// The publication date of stories that bring none: 2025-04-16
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// How the input is written; guessed from its name or its first bytes otherwise
    #[arg(long, value_name = "FORMAT", value_enum)]
    input_format: Option<FormatName>,

    /// Name a field of the input: text=body, published=meta.date
    #[arg(long, value_name = "FIELD=NAME")]
    field: Vec<String>,

    /// Names of your own, laid over the gazetteer: TSV, CSV or JSON lines (see `whomet gazetteer lint --help`), or built
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,

    /// Read stories that are plainly not in English, too
    #[arg(long)]
    any_language: bool,

    /// What offsets count: Unicode code points, bytes of UTF-8, or UTF-16 code units as in JavaScript, Java and C#
    #[arg(long, value_name = "UNIT", value_enum, default_value_t = Unit::Char)]
    pub offsets: Unit,

    /// Write to FILE, which appears when it is whole
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Go on where a stopped run with the same arguments has left its output
    #[arg(long, requires = "output")]
    pub resume: bool,

    /// How many threads work; 0 for as many as there are cores. The output is the same
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    jobs: usize,

    /// Write what could not be read to FILE, a JSON record a line, and not to standard error
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,

    /// Stop at the first story that cannot be read
    #[arg(long)]
    pub fail_fast: bool,

    /// Say at the end how many stories were read and how fast
    #[arg(long)]
    pub stats: bool,

    /// Read the settings of FILE alone: see `whomet config --help`
    #[arg(long, value_name = "FILE", value_parser = file_or_none())]
    config: Option<PathBuf>,

    /// The settings that stand under the arguments and change the output.
    #[arg(skip)]
    settled: String,
}

impl Input {
    pub fn options(&self) -> Result<read::Options, String> {
        let mut fields = Fields::default();
        for rule in &self.field {
            fields.rename(rule).map_err(|e| format!("--field: {e}"))?;
        }
        let format = self.input_format.map(FormatName::format);
        Ok(read::Options {
            format,
            fields,
            published: self.published,
            any_language: self.any_language,
            ..read::Options::default()
        })
    }

    /// How many threads work.
    pub fn jobs(&self) -> usize {
        match self.jobs {
            0 => std::thread::available_parallelism().map_or(1, Into::into),
            jobs => jobs.min(256),
        }
    }

    /// A number that stands for what is read and how: a run can be resumed by one that has the same.
    pub fn fingerprint(&self) -> u64 {
        let how: Vec<_> = std::env::args_os().skip(1).filter(|a| a != "--resume").collect();
        fold(START, format!("{} {how:?} {}", env!("CARGO_PKG_VERSION"), self.settled).as_bytes())
    }

    /// Takes the settings that stand under the arguments, of which clap knows all but the fields.
    pub fn settle(&mut self, settings: &[Setting]) {
        for setting in settings {
            if !matches!(setting.key, "jobs" | "stats" | "fail-fast") {
                self.settled += &format!("{}={:?}\n", setting.key, setting.values);
            }
        }
        let fields = settings.iter().filter(|s| s.shape == Shape::Fields);
        self.field.splice(0..0, fields.flat_map(|s| s.values.clone()));
    }

    /// Where the stories come from.
    pub fn sources(&self) -> Result<Vec<Source>, Error> {
        if self.files.is_empty() && self.files_from.is_empty() {
            return Ok(vec![Source::Stdin]);
        }
        expand(&self.files, &self.files_from)
    }
}

fn confidence(s: &str) -> Result<f64, String> {
    s.parse().ok().filter(|n| (0.0..=1.0).contains(n)).ok_or_else(|| "must be a number from 0 to 1".to_owned())
}

pub(super) fn day(s: &str) -> Result<Date, String> {
    article::day(s).ok_or_else(|| "must be a day such as 2025-04-16".to_owned())
}
