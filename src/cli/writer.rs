//! What was made of the stories is written, in their order, and counted.

use std::{
    fs::File,
    io::{self, IsTerminal as _, Write as _},
    process::ExitCode,
    time::{Duration, Instant},
};

use super::{
    FAILED, SKIPPED,
    args::Input,
    complain,
    journal::{Mark, named},
    output::{Output, Sink, between_lines},
};
use crate::error::Error;

/// What became of the inputs.
#[derive(Default)]
pub(super) struct Tally {
    pub read: u64,
    pub skipped: u64,
    /// How many a run before has skipped, which this one resumes.
    pub before: u64,
    pub held_back: u64,
    pub bytes: u64,
    pub encounters: u64,
    pub opened: bool,
    pub refused: bool,
    /// Two outputs are not the same.
    pub differs: bool,
}

impl Tally {
    /// Nothing could be begun.
    pub fn refused() -> Self {
        Self { refused: true, ..Self::default() }
    }

    /// Everything was read but for `skipped` items.
    pub fn skipping(skipped: u64) -> Self {
        Self { skipped, opened: true, ..Self::default() }
    }

    pub fn code(&self) -> ExitCode {
        if self.refused && !self.opened {
            ExitCode::from(FAILED)
        } else if self.refused || self.differs || self.skipped + self.before > 0 {
            ExitCode::from(SKIPPED)
        } else {
            ExitCode::SUCCESS
        }
    }

    pub fn stats(&self, since: Instant) {
        let seconds = since.elapsed().as_secs_f64();
        let megabytes = self.bytes as f64 / 1e6;
        let held = if self.held_back > 0 { format!(", {} left out as wanted", self.held_back) } else { String::new() };
        complain(&format_args!(
            "{} stories read, {} skipped{held}; {} encounters; {megabytes:.1} MB of text in {seconds:.1} s, {:.1} MB/s",
            self.read,
            self.skipped,
            self.encounters,
            megabytes / seconds.max(1e-9),
        ));
    }
}

/// What the writer gets for it.
pub(super) enum Done {
    /// An input of this name is begun.
    Opened(String),
    /// The next input cannot be read.
    Refused(String, Error),
    Story {
        output: Output,
        bytes: u64,
    },
    Failed(Error),
    /// The run before has told that an input of this name cannot be read.
    Told(String),
    /// The run before has done this story, or told why not.
    Past,
}

pub(super) struct Writer {
    pub sink: Sink,
    pub errors: Option<File>,
    pub tally: Tally,
    /// How far this run is.
    pub mark: Mark,
    /// How far the run before was.
    pub past: Mark,
    pub fail_fast: bool,
    pub progress: Progress,
}

impl Writer {
    /// Writes what was made. False to stop.
    pub fn take(&mut self, made: Vec<Done>) -> io::Result<bool> {
        let (mut bytes, mut records) = (Vec::new(), Vec::new());
        let mut go_on = true;
        for done in made {
            match done {
                Done::Opened(name) => {
                    self.tally.opened = true;
                    self.begin(&name, 0);
                }
                Done::Told(name) => self.begin(&name, u64::MAX),
                Done::Refused(name, e) => {
                    self.tally.refused = true;
                    self.begin(&name, u64::MAX);
                    self.mark.refused += 1;
                    self.tell(&e)?;
                    go_on = !self.fail_fast;
                }
                Done::Past => self.mark.item += 1,
                Done::Failed(e) => {
                    self.mark.item += 1;
                    if e.is_wanted() {
                        self.tally.held_back += 1;
                    } else {
                        self.tally.skipped += 1;
                        self.mark.skipped += 1;
                        go_on = !self.fail_fast;
                    }
                    self.tell(&e)?;
                }
                Done::Story { output, bytes: text } => {
                    self.mark.item += 1;
                    self.tally.read += 1;
                    self.tally.bytes += text;
                    self.tally.encounters += output.encounters;
                    if bytes.is_empty() {
                        bytes = output.bytes;
                    } else {
                        bytes.extend_from_slice(&output.bytes);
                    }
                    records.extend(output.record.map(|r| *r));
                }
            }
            if !go_on {
                break;
            }
        }
        // On the way to where the run before has stopped, its mark holds.
        if self.mark.place() >= self.past.place() {
            self.sink.write(&bytes, records, &self.mark)?;
        }
        self.progress.show(&self.tally);
        Ok(go_on)
    }

    /// The next input is begun.
    fn begin(&mut self, name: &str, item: u64) {
        self.mark.inputs = named(self.mark.inputs, name);
        self.mark.source += 1;
        self.mark.item = item;
    }

    /// A failure goes to the file of errors as a record, or to people.
    fn tell(&mut self, error: &Error) -> io::Result<()> {
        let Some(file) = &mut self.errors else {
            self.progress.end();
            complain(error);
            return Ok(());
        };
        let place = error.place();
        let record = serde_json::json!({
            "kind": format!("{:?}", error.kind()).to_lowercase(),
            "file": Some(&place.file).filter(|f| !f.is_empty()),
            "record": place.record,
            "line": place.line,
            "column": place.column,
            "byte": place.byte,
            "id": error.item().map(|(id, _)| id),
            "error": error.message(),
            "cure": Some(error.cure()).filter(|c| !c.is_empty()),
        });
        let line = format!("{record}\n");
        let _whole = between_lines();
        self.mark.errors += line.len() as u64;
        file.write_all(line.as_bytes())
    }
}

/// How far a batch is, on a terminal alone.
pub(super) struct Progress {
    on: bool,
    shown: bool,
    last: Instant,
}

impl Progress {
    pub fn new(input: &Input) -> Self {
        // Records that run over the same terminal say enough.
        let on = io::stderr().is_terminal() && (input.output.is_some() || !io::stdout().is_terminal());
        Self { on, shown: false, last: Instant::now() }
    }

    fn show(&mut self, tally: &Tally) {
        if self.on && self.last.elapsed() > Duration::from_millis(500) {
            self.last = Instant::now();
            self.shown = true;
            let _ = write!(io::stderr(), "\r{} stories, {} skipped", tally.read, tally.skipped);
        }
    }

    pub fn end(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
