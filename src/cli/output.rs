//! What is written for a story, and where it goes.

use std::{
    fs::{self, File},
    io::{self, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
};

use serde::Serialize;

/// What a story gives: whole lines.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub bytes: Vec<u8>,
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

/// Where lines go: standard output, or a file that appears when it is whole.
pub(super) enum Sink {
    Stdout(io::Stdout),
    File(Box<Part>),
}

/// A file in the making: `FILE.part`, and beside it `FILE.part.done`, which tells how far it holds.
pub(super) struct Part {
    target: PathBuf,
    part: PathBuf,
    journal: PathBuf,
    file: File,
    done: File,
    written: u64,
    fingerprint: u64,
}

impl Sink {
    /// Standard output, or `target`. With `resume` the file goes on where a stopped run of the same `fingerprint` has left
    /// it; the number is that of the items it has done. `None` when the file is complete already.
    pub fn open(target: Option<&Path>, resume: bool, fingerprint: u64) -> io::Result<Option<(Self, u64)>> {
        let Some(target) = target else { return Ok(Some((Self::Stdout(io::stdout()), 0))) };
        let beside = |ending: &str| {
            let mut name = target.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let (part, journal) = (beside(".part"), beside(".part.done"));
        let mut items = 0;
        let mut written = 0;
        if resume {
            match fs::read_to_string(&journal) {
                Ok(text) => {
                    let mut numbers = text.split_ascii_whitespace().map(str::parse::<u64>);
                    let mut number = || numbers.next().and_then(Result::ok);
                    if let (Some(made), Some(done), Some(bytes)) = (number(), number(), number()) {
                        if made != fingerprint {
                            let what = format!("{} was made with other arguments; remove it first", part.display());
                            return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
                        }
                        (items, written) = (done, bytes);
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    if target.exists() {
                        return Ok(None);
                    }
                }
                Err(e) => return Err(e),
            }
        }
        let mut file = File::options().write(true).create(true).truncate(false).open(&part)?;
        // What was written after the last word of the journal is written again.
        file.set_len(written)?;
        file.seek(SeekFrom::End(0))?;
        let done = File::options().write(true).create(true).truncate(!resume).open(&journal)?;
        let mut made = Part { target: target.to_owned(), part, journal, file, done, written, fingerprint };
        made.note(items)?;
        Ok(Some((Self::File(Box::new(made)), items)))
    }

    /// Writes whole lines; after them `items` items are done.
    pub fn write(&mut self, bytes: &[u8], items: u64) -> io::Result<()> {
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
                part.note(items)
            }
        }
    }

    /// Everything is written: the file takes its name.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(_) => Ok(()),
            Self::File(part) => {
                part.file.sync_all()?;
                fs::rename(&part.part, &part.target)?;
                fs::remove_file(&part.journal)
            }
        }
    }
}

impl Part {
    /// Tells the journal how far the file holds: always the same width, so that it is overwritten as a whole.
    fn note(&mut self, items: u64) -> io::Result<()> {
        self.done.seek(SeekFrom::Start(0))?;
        self.done.write_all(format!("{:020} {items:020} {:020}\n", self.fingerprint, self.written).as_bytes())
    }
}
