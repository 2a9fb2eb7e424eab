//! What is written for a story, and where it goes.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
};

use serde::Serialize;

use super::journal::{Journal, Mark, beside, continued};
use crate::record::Record;

/// What a story gives: whole lines, or its record for what is more than lines.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub bytes: Vec<u8>,
    pub record: Option<Box<Record>>,
    /// How many encounters it tells.
    pub encounters: u64,
}

impl Output {
    /// Writes `value` as one line, or for people over many.
    pub fn json<T: Serialize>(&mut self, value: &T, pretty: bool) -> io::Result<()> {
        if pretty {
            serde_json::to_writer_pretty(&mut self.bytes, value)?;
        } else {
            serde_json::to_writer(&mut self.bytes, value)?;
        }
        self.bytes.push(b'\n');
        Ok(())
    }

    /// Writes `bytes` and ends the line.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        self.bytes.push(b'\n');
        Ok(())
    }
}

/// Held while something is written, so that the program ends between lines and never within one.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits for the line that is being written.
pub(super) fn between_lines() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Where records go that are no lines: a database, a table, a folder.
pub(super) trait Store {
    /// Takes records in; `mark` says how far the run is with them.
    fn add(&mut self, records: Vec<Record>, mark: &Mark) -> io::Result<()>;

    /// The run ends before its end: what was taken in is kept for another to go on with.
    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Everything is there: it takes its name.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Where lines go: standard output, or a file that appears when it is whole; or what is more than lines.
pub(super) enum Sink {
    Stdout(io::Stdout),
    File(Box<Part>),
    Store(Box<dyn Store>),
}

/// A file in the making: `FILE.part`, and beside it `FILE.part.done`, which tells how far it holds.
pub(super) struct Part {
    target: PathBuf,
    part: PathBuf,
    file: File,
    journal: Journal,
    written: u64,
}

impl Sink {
    /// Standard output, or `target`, where the file goes on after what `mark` says.
    pub fn open(target: Option<&Path>, mark: &Mark) -> io::Result<Self> {
        let Some(target) = target else { return Ok(Self::Stdout(io::stdout())) };
        let part = beside(target, ".part");
        // What was written after the last word of the journal is written again.
        let file = continued(&part, mark.written)?;
        let mut journal = Journal::open(target)?;
        journal.note(mark)?;
        Ok(Self::File(Box::new(Part { target: target.to_owned(), part, file, journal, written: mark.written })))
    }

    /// Writes whole lines and records; after them the run is as far as `mark` says.
    pub fn write(&mut self, bytes: &[u8], records: Vec<Record>, mark: &Mark) -> io::Result<()> {
        let _whole = between_lines();
        match self {
            Self::Stdout(out) => {
                if bytes.is_empty() {
                    return Ok(());
                }
                let mut out = out.lock();
                out.write_all(bytes)?;
                out.flush()
            }
            Self::File(part) => {
                part.file.write_all(bytes)?;
                part.written += bytes.len() as u64;
                part.journal.note(&Mark { written: part.written, ..*mark })
            }
            Self::Store(store) => store.add(records, mark),
        }
    }

    /// Everything is written but for `tail`: then the file takes its name.
    pub fn finish(self, tail: &[u8]) -> io::Result<()> {
        let _whole = between_lines();
        match self {
            Self::Stdout(mut out) => {
                out.write_all(tail)?;
                out.flush()
            }
            Self::File(mut part) => {
                part.file.write_all(tail)?;
                part.file.sync_all()?;
                fs::rename(&part.part, &part.target)?;
                part.journal.remove()
            }
            Self::Store(store) => store.finish(),
        }
    }

    /// The run ends here, before its end.
    pub fn pause(&mut self) -> io::Result<()> {
        match self {
            Self::Store(store) => store.pause(),
            _ => Ok(()),
        }
    }
}
