//! How far a run is, so that another can go on from there: nothing lost, nothing done twice.

use std::{
    fs::{self, File},
    io::{self, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use super::input::Source;

/// How far a run is. What was written after it counts for nothing and is cut off when the run is resumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Stands for the arguments.
    pub run: u64,
    /// Stands for the names of the inputs that were begun.
    pub inputs: u64,
    /// How many inputs were begun.
    pub source: u64,
    /// How many items of the last of them are done; all, where it could not be opened.
    pub item: u64,
    /// How many bytes the output has.
    pub written: u64,
    /// How many bytes the file of errors has.
    pub errors: u64,
    /// How many items were skipped.
    pub skipped: u64,
    /// How many inputs could not be opened.
    pub refused: u64,
}

impl Mark {
    /// The place in the input.
    pub fn place(&self) -> (u64, u64) {
        (self.source, self.item)
    }

    /// Always the same width, so that a line can be overwritten as a whole.
    pub fn line(&self) -> String {
        let Self { run, inputs, source, item, written, errors, skipped, refused } = *self;
        let numbers = [run, inputs, source, item, written, errors, skipped, refused];
        numbers.map(|n| format!("{n:020}")).join(" ") + "\n"
    }

    pub fn parse(line: &str) -> Option<Self> {
        let numbers: Result<Vec<u64>, _> = line.split_ascii_whitespace().map(str::parse).collect();
        let [run, inputs, source, item, written, errors, skipped, refused] = numbers.ok()?.try_into().ok()?;
        Some(Self { run, inputs, source, item, written, errors, skipped, refused })
    }

    /// Whether a run of the arguments `run` over `sources` goes on from here; `part` is what was left.
    pub fn fits(&self, run: u64, sources: &[Source], part: &Path) -> io::Result<()> {
        let begun = usize::try_from(self.source).ok().and_then(|n| sources.get(..n));
        let other = if self.run != run {
            "arguments"
        } else if begun.is_none_or(|begun| names(begun) != self.inputs) {
            "inputs, or in another order"
        } else {
            return Ok(());
        };
        Err(refused(format!("{} was made with other {other}; remove it first", part.display())))
    }
}

/// What cannot be gone on with.
pub(super) fn refused(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}

/// FNV-1a, the same in every build: a number that stands for bytes after others.
pub(super) fn fold(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |hash, b| (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

/// Where [`fold`] begins.
pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A number that stands for the names of inputs.
fn names(sources: &[Source]) -> u64 {
    sources.iter().fold(START, |before, source| named(before, &source.name()))
}

/// That of one name more.
pub(super) fn named(before: u64, name: &str) -> u64 {
    fold(fold(before, name.as_bytes()), &[0])
}

/// A name beside another.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// What an earlier run has left.
pub(super) enum Left {
    /// Nothing to go on from.
    Nothing,
    /// A part, done so far.
    Part(Mark),
    /// Everything.
    Whole,
}

/// The file beside the output that holds the mark.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// What a run that wrote `target` has left, and its mark.
    pub fn left(target: &Path) -> io::Result<Left> {
        let (part, path) = (beside(target, ".part"), beside(target, ".part.done"));
        let line = match fs::read_to_string(&path) {
            Ok(line) => line,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Ok(if target.exists() { Left::Whole } else { Left::Nothing });
            }
            Err(e) => return Err(e),
        };
        if !part.exists() {
            // The last that a run does is to remove its journal.
            return if target.exists() {
                fs::remove_file(&path)?;
                Ok(Left::Whole)
            } else {
                Err(refused(format!("{} is gone; begin anew without --resume", part.display())))
            };
        }
        if line.is_empty() {
            return Ok(Left::Nothing);
        }
        let what = || refused(format!("{} is no journal of whomet's; remove it first", path.display()));
        Mark::parse(&line).map(Left::Part).ok_or_else(what)
    }

    /// The journal beside `target`.
    pub fn open(target: &Path) -> io::Result<Self> {
        let path = beside(target, ".part.done");
        let file = File::options().write(true).create(true).truncate(false).open(&path)?;
        Ok(Self { path, file })
    }

    pub fn note(&mut self, mark: &Mark) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(mark.line().as_bytes())
    }

    /// The output is whole.
    pub fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }
}

/// A file that holds its first `length` bytes and is written after them. Those of an earlier run must be there.
pub(super) fn continued(path: &Path, length: u64) -> io::Result<File> {
    let mut file = File::options().write(true).create(true).truncate(false).open(path)?;
    if file.metadata()?.len() < length {
        let what = format!("{} has lost something since; begin anew without --resume", path.display());
        return Err(refused(what));
    }
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let mark = Mark { run: u64::MAX, item: u64::MAX, source: 3, errors: 9, ..Mark::default() };
        assert_eq!(Mark::parse(&mark.line()), Some(mark));
        assert_eq!(mark.line().len(), Mark::default().line().len());
        assert_eq!(Mark::parse("1 2 3"), None);
    }
}
