//! Reading: plain text and NDJSON into [`Article`]s.
//!
//! A reader gives one story after the other and never holds more than one, so that an endless stream needs no more
//! memory than its longest story. What cannot be read is an [`Error`] with its place; the stories after it still come.
//!
//! ```
//! use whomet::read::{self, Options};
//!
//! let lines = "{\"id\": \"a\", \"text\": \"Ms Lind met Mr Orr on Monday.\"}\nno json\n";
//! let options = Options::default();
//! let mut stories = read::Reader::new("wire.ndjson", lines.as_bytes(), &options);
//! assert_eq!(stories.next().unwrap().unwrap().id, "a");
//! let error = stories.next().unwrap().unwrap_err();
//! assert!(error.to_string().starts_with("wire.ndjson:2:2: not JSON"));
//! assert!(stories.next().is_none());
//! ```

mod fields;
mod json;
mod language;
mod plain;

use std::io::{BufRead, Read};

pub use fields::Fields;
pub use language::{Language, detect};

use crate::{
    article::{Article, Date, PublishedFrom},
    error::{Error, ErrorKind, Place},
};

/// How the input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// One story, as plain text.
    Text,
    /// One JSON object a line; also a file that holds one JSON object, or one array of them.
    Ndjson,
}

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format; guessed from the file's name, else from the first bytes, when absent.
    pub format: Option<InputFormat>,
    /// The names of the JSON fields.
    pub fields: Fields,
    /// The publication date of stories that bring none.
    pub published: Option<Date>,
    /// Whether stories that are plainly not English are read all the same.
    pub any_language: bool,
    /// The most bytes that one story (its JSON line included) may have.
    pub longest: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, fields: Fields::default(), published: None, any_language: false, longest: 256 << 20 }
    }
}

/// Reads the stories of one input, one by one.
#[derive(Debug)]
pub struct Reader<'o, R> {
    name: String,
    input: R,
    options: &'o Options,
    state: State,
    line: u64,
    record: u64,
    buffer: Vec<u8>,
}

#[derive(Debug)]
enum State {
    Start,
    Lines,
    Values(std::vec::IntoIter<serde_json::Value>),
    End,
}

impl<'o, R: BufRead> Reader<'o, R> {
    /// A reader of `input`, which is called `name` in messages and identifiers.
    pub fn new(name: &str, input: R, options: &'o Options) -> Self {
        Self { name: name.to_owned(), input, options, state: State::Start, line: 0, record: 0, buffer: Vec::new() }
    }

    fn place(&self) -> Place {
        Place { file: self.name.clone(), ..Place::default() }
    }

    fn io(&mut self, error: &std::io::Error) -> Error {
        self.state = State::End;
        Error::new(ErrorKind::Io, self.place(), format!("cannot read: {error}"), "")
    }

    /// The first story, after finding out what the input is.
    fn start(&mut self) -> Option<Result<Article, Error>> {
        let first = loop {
            match self.input.fill_buf() {
                Ok(bytes) => break bytes,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Some(Err(self.io(&e))),
            }
        };
        if first.is_empty() {
            self.state = State::End;
            let cure = "give a story as plain text or as NDJSON";
            return Some(Err(Error::new(ErrorKind::Empty, self.place(), "the input is empty", cure)));
        }
        let bom = first.starts_with(b"\xef\xbb\xbf");
        match self.options.format.unwrap_or_else(|| guess(&self.name, first)) {
            InputFormat::Text => self.whole_text(),
            InputFormat::Ndjson => {
                if bom {
                    self.input.consume(3);
                }
                self.state = State::Lines;
                self.line()
            }
        }
    }

    /// Everything up to the limit, as bytes in the buffer. False when there is more.
    fn everything(&mut self) -> std::io::Result<bool> {
        let room = self.options.longest.saturating_sub(self.buffer.len()) as u64;
        (&mut self.input).take(room + 1).read_to_end(&mut self.buffer)?;
        Ok(self.buffer.len() <= self.options.longest)
    }

    fn whole_text(&mut self) -> Option<Result<Article, Error>> {
        self.state = State::End;
        self.record = 1;
        self.buffer.clear();
        match self.everything() {
            Err(e) => Some(Err(self.io(&e))),
            Ok(false) => Some(Err(self.too_long(self.place()))),
            Ok(true) => {
                let bytes = std::mem::take(&mut self.buffer);
                Some(plain::article(&self.name, bytes, self.place()).and_then(|a| self.admit(a, self.place())))
            }
        }
    }

    fn too_long(&self, place: Place) -> Error {
        let message = format!("longer than {} bytes", self.options.longest);
        Error::new(
            ErrorKind::TooLong,
            place,
            message,
            "split it, or read it with --input-format text if it is one story",
        )
    }

    /// The story of the next line that is not blank.
    fn line(&mut self) -> Option<Result<Article, Error>> {
        loop {
            self.buffer.clear();
            let limit = self.options.longest as u64 + 1;
            let read = match (&mut self.input).take(limit).read_until(b'\n', &mut self.buffer) {
                Ok(read) => read,
                Err(e) => return Some(Err(self.io(&e))),
            };
            if read == 0 {
                self.state = State::End;
                if self.record > 0 {
                    return None;
                }
                let cure = "give one JSON object a line";
                return Some(Err(Error::new(ErrorKind::Empty, self.place(), "no record in the input", cure)));
            }
            self.line += 1;
            let place = Place { line: Some(self.line), ..self.place() };
            if read as u64 == limit {
                self.record += 1;
                let error = self.too_long(place);
                return match self.skip_line() {
                    Ok(()) => Some(Err(error)),
                    Err(e) => Some(Err(self.io(&e))),
                };
            }
            let line = self.buffer.trim_ascii();
            if line.is_empty() {
                continue;
            }
            if self.record == 0 && (matches!(line, b"{" | b"[") || line.starts_with(b"[")) {
                return self.document();
            }
            self.record += 1;
            let fallback = format!("{}:{}", plain::stem(&self.name), self.line);
            let place = Place { record: Some(self.record), ..place };
            let article = json::line(line, &self.options.fields, &fallback, place.clone());
            return Some(article.and_then(|a| self.admit(a, place)));
        }
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                return Ok(());
            }
            let end = bytes.iter().position(|&b| b == b'\n');
            let length = end.map_or(bytes.len(), |at| at + 1);
            self.input.consume(length);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    /// A file that is one JSON object over several lines, or one array.
    fn document(&mut self) -> Option<Result<Article, Error>> {
        self.state = State::End;
        match self.everything() {
            Err(e) => return Some(Err(self.io(&e))),
            Ok(false) => return Some(Err(self.too_long(self.place()))),
            Ok(true) => {}
        }
        match json::values(&self.buffer, self.line, self.place()) {
            Err(e) => Some(Err(e)),
            Ok(values) => {
                self.state = State::Values(values.into_iter());
                self.value()
            }
        }
    }

    fn value(&mut self) -> Option<Result<Article, Error>> {
        let State::Values(values) = &mut self.state else { return None };
        let Some(value) = values.next() else {
            self.state = State::End;
            if self.record > 0 {
                return None;
            }
            return Some(Err(Error::new(ErrorKind::Empty, self.place(), "the array is empty", "")));
        };
        self.record += 1;
        let place = Place { record: Some(self.record), ..self.place() };
        let fallback = format!("{}:{}", plain::stem(&self.name), self.record);
        let article = json::article(value, &self.options.fields, &fallback, place.clone());
        Some(article.and_then(|a| self.admit(a, place)))
    }

    /// Completes what the options say and refuses what is no English story.
    fn admit(&self, mut article: Article, place: Place) -> Result<Article, Error> {
        if article.text.trim().is_empty() {
            let message = format!("story {:?} has no text", article.id);
            return Err(Error::new(ErrorKind::Empty, place, message, "give the story's body text"));
        }
        if !self.options.any_language
            && let Language::Other(name) = detect(&article.text)
        {
            let message = format!("story {:?} is not in English but in {name}", article.id);
            let cure = "whomet reads English alone; --any-language reads it all the same";
            return Err(Error::new(ErrorKind::Language, place, message, cure));
        }
        if article.published.is_none()
            && let Some(date) = self.options.published
        {
            article.published = Some(date);
            article.published_from = Some(PublishedFrom::Flag);
        }
        Ok(article)
    }
}

impl<R: BufRead> Iterator for Reader<'_, R> {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.state {
            State::Start => self.start(),
            State::Lines => self.line(),
            State::Values(_) => self.value(),
            State::End => None,
        }
    }
}

/// The format by the file's name, else by its first bytes: JSON starts with a brace or bracket.
fn guess(name: &str, first: &[u8]) -> InputFormat {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    match &*extension {
        "ndjson" | "jsonl" | "json" => InputFormat::Ndjson,
        "txt" | "text" | "md" => InputFormat::Text,
        _ => {
            let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
            let second = first.get(1..).unwrap_or_default().trim_ascii_start();
            let json = match first.first() {
                Some(b'{') => second.is_empty() || matches!(second[0], b'"' | b'}'),
                Some(b'[') => second.is_empty() || matches!(second[0], b'{' | b']'),
                _ => false,
            };
            if json { InputFormat::Ndjson } else { InputFormat::Text }
        }
    }
}
