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
    batch::Item,
    complain,
    output::{Output, Sink, between_lines},
};
use crate::error::Error;

/// What became of the inputs.
#[derive(Default)]
pub(super) struct Tally {
    pub read: u64,
    pub skipped: u64,
    pub held_back: u64,
    pub bytes: u64,
    pub encounters: u64,
    pub opened: bool,
    pub refused: bool,
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
        } else if self.refused || self.skipped > 0 {
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
    Opened,
    Refused(Error),
    Story { output: Output, bytes: u64 },
    Failed(Error),
}

pub(super) struct Writer {
    pub sink: Sink,
    pub errors: Option<File>,
    pub tally: Tally,
    /// How many stories and failures are done.
    pub items: u64,
    pub fail_fast: bool,
    pub progress: Progress,
}

impl Writer {
    /// Whether an earlier run has done this item.
    pub fn passes_over(&mut self, item: &Item, skip: u64) -> bool {
        match item {
            Item::Opened | Item::Refused(_) => false,
            _ if self.items < skip => {
                self.items += 1;
                self.tally.opened = true;
                true
            }
            _ => false,
        }
    }

    /// Writes what was made. False to stop.
    pub fn take(&mut self, made: Vec<Done>) -> io::Result<bool> {
        let mut bytes = Vec::new();
        let mut go_on = true;
        for done in made {
            match done {
                Done::Opened => self.tally.opened = true,
                Done::Refused(e) => {
                    self.tally.refused = true;
                    self.tell(&e)?;
                    go_on = !self.fail_fast;
                }
                Done::Failed(e) => {
                    self.items += 1;
                    if e.is_wanted() {
                        self.tally.held_back += 1;
                    } else {
                        self.tally.skipped += 1;
                        go_on = !self.fail_fast;
                    }
                    self.tell(&e)?;
                }
                Done::Story { output, bytes: text } => {
                    self.items += 1;
                    self.tally.read += 1;
                    self.tally.bytes += text;
                    self.tally.encounters += output.encounters;
                    bytes.extend_from_slice(&output.bytes);
                }
            }
            if !go_on {
                break;
            }
        }
        self.sink.write(&bytes, self.items)?;
        self.progress.show(&self.tally);
        Ok(go_on)
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
        let _whole = between_lines();
        file.write_all(format!("{record}\n").as_bytes())
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
