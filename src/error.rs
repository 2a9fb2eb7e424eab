//! What can go wrong, and where.
//!
//! Odd text is never an error of the extraction: any text gives a record. What fails is reading, and each failure
//! says at which place, and what to do about it.

use std::fmt;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened or read, or the output could not be written.
    Io,
    /// The bytes are not UTF-8.
    Utf8,
    /// There is no text.
    Empty,
    /// The line is not a JSON object.
    Json,
    /// The file is not the XML, SGML, CSV or archive that it was taken for, or breaks off.
    Syntax,
    /// An item of another kind than a story: a photo, a planning item, a package.
    NoStory,
    /// Its source withholds or has cancelled the story. This is as it should be.
    Withheld,
    /// A later version of the same story is there. This is as it should be.
    Superseded,
    /// A field is missing, or holds something else than it should.
    Field,
    /// The story is not in English.
    Language,
    /// The story is longer than the limit.
    TooLong,
    /// A fault of the program's own.
    Fault,
    /// An option asks for something that cannot be done.
    Usage,
}

/// Where it went wrong: as much as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file's name, or `<stdin>`.
    pub file: String,
    /// The number of the record in its file, from 1.
    pub record: Option<u64>,
    /// The number of the line, from 1.
    pub line: Option<u64>,
    /// The column in that line in bytes, from 1.
    pub column: Option<u64>,
    /// The offset in bytes from the start of the record, from 0.
    pub byte: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        // The line says it already, but not what the byte is counted from.
        if let Some(record) = self.record.filter(|_| self.line.is_none() || self.byte.is_some()) {
            write!(f, ": record {record}")?;
        }
        if let Some(byte) = self.byte {
            write!(f, ", byte {byte}")?;
        }
        Ok(())
    }
}

/// A failure, with its place and its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    place: Place,
    message: String,
    cure: &'static str,
    item: Option<(String, Option<u64>)>,
}

impl Error {
    /// A failure of `kind` at `place`: what is wrong, and what to do about it (may be empty).
    #[must_use]
    pub fn new(kind: ErrorKind, place: Place, message: impl Into<String>, cure: &'static str) -> Self {
        Self(Box::new(Inner { kind, place, message: message.into(), cure, item: None }))
    }

    /// The same failure, of a certain version of the item `id`.
    #[must_use]
    pub fn of_item(mut self, id: impl Into<String>, version: Option<u64>) -> Self {
        self.0.item = Some((id.into(), version));
        self
    }

    /// The identifier and the version of the item that failed, where it is known which.
    #[must_use]
    pub fn item(&self) -> Option<(&str, Option<u64>)> {
        self.0.item.as_ref().map(|(id, version)| (&**id, *version))
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the story is left out as its source, or whoever asked, wants it: told, and no failure.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        matches!(self.kind(), ErrorKind::Withheld | ErrorKind::Superseded)
    }

    /// What is wrong, without place and cure.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it; may be empty.
    #[must_use]
    pub fn cure(&self) -> &'static str {
        self.0.cure
    }

    /// Where it happened.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.0.place
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.place.file.is_empty() {
            write!(f, "{}: ", self.0.place)?;
        }
        f.write_str(&self.0.message)?;
        if !self.0.cure.is_empty() {
            write!(f, "; {}", self.0.cure)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
