//! Reading: the formats of newsrooms, feeds, pages and archives into [`Article`]s.
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

mod anpa;
mod csv;
mod encoding;
mod feed;
mod fields;
mod flow;
mod format;
mod html;
mod json;
mod language;
mod lines;
mod newsml1;
mod newsml_g2;
mod ninjs;
mod nitf;
mod packed;
mod plain;
mod sgml;
mod tree;
mod warc;
mod when;
mod xml;

use std::{collections::VecDeque, fmt, io::BufRead};

pub use fields::Fields;
pub use format::InputFormat;
pub use language::{Language, detect};
pub use packed::unpacked;

use crate::{
    article::{Article, Date, PublishedFrom},
    error::{Error, ErrorKind, Place},
};

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
    /// The most bytes that one story (its JSON line or file included) may have.
    pub longest: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, fields: Fields::default(), published: None, any_language: false, longest: 256 << 20 }
    }
}

/// What the readers of the formats are told.
struct Context<'a> {
    name: &'a str,
    options: &'a Options,
}

impl Context<'_> {
    fn place(&self) -> Place {
        Place { file: self.name.to_owned(), ..Place::default() }
    }
}

/// Stories that were read and not given out yet, each with its place.
type Queue = VecDeque<(Result<Article, Error>, Place)>;

/// Reads the stories of one input, one by one.
pub struct Reader<'o, R> {
    name: String,
    options: &'o Options,
    state: State<R>,
    queue: Queue,
    /// Whether anything was given out.
    told: bool,
}

impl<R> fmt::Debug for Reader<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("name", &self.name).finish_non_exhaustive()
    }
}

enum State<R> {
    Start(R),
    Lines(lines::Lines<R>),
    Rows(Box<csv::Rows<R>>),
    Stories(sgml::Stories<R>),
    Records(warc::Records<R>),
    End,
}

impl<'o, R: BufRead> Reader<'o, R> {
    /// A reader of `input`, which is called `name` in messages and identifiers. Compressed input is made plain by
    /// [`unpacked`] first.
    pub fn new(name: &str, input: R, options: &'o Options) -> Self {
        Self { name: name.to_owned(), options, state: State::Start(input), queue: Queue::new(), told: false }
    }

    /// Reads on. False at the end.
    fn fill(&mut self) -> bool {
        let cx = Context { name: &self.name, options: self.options };
        match &mut self.state {
            State::End => false,
            State::Lines(lines) => lines.fill(&cx, &mut self.queue),
            State::Rows(rows) => rows.fill(&cx, &mut self.queue),
            State::Stories(stories) => stories.fill(&cx, &mut self.queue),
            State::Records(records) => records.fill(&cx, &mut self.queue),
            State::Start(_) => {
                if let State::Start(input) = std::mem::replace(&mut self.state, State::End) {
                    self.start(input);
                }
                true
            }
        }
    }

    /// Finds out what the input is.
    fn start(&mut self, mut input: R) {
        let cx = Context { name: &self.name, options: self.options };
        let first = loop {
            match input.fill_buf() {
                Ok(bytes) => break bytes,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => {
                    lines::io(&e, &cx, &mut self.queue);
                    return;
                }
            }
        };
        if first.is_empty() {
            let cure = "give a story as plain text or as NDJSON";
            self.queue
                .push_back((Err(Error::new(ErrorKind::Empty, cx.place(), "the input is empty", cure)), cx.place()));
            return;
        }
        if let Some(what) = format::no_text(first) {
            let message = format!("{what}, and no text");
            let cure = "have its text written by another program first, such as pdftotext or pandoc";
            self.queue.push_back((Err(Error::new(ErrorKind::Syntax, cx.place(), message, cure)), cx.place()));
            return;
        }
        let format = self.options.format.unwrap_or_else(|| InputFormat::guess(&self.name, first));
        match format {
            InputFormat::Ndjson => self.state = State::Lines(lines::Lines::new(input)),
            InputFormat::Csv => self.state = State::Rows(Box::new(csv::Rows::new(input, b','))),
            InputFormat::Tsv => self.state = State::Rows(Box::new(csv::Rows::new(input, b'\t'))),
            InputFormat::Sgml => self.state = State::Stories(sgml::Stories::new(input)),
            InputFormat::Warc => self.state = State::Records(warc::Records::new(input)),
            InputFormat::Text | InputFormat::Xml | InputFormat::Html | InputFormat::Anpa => {
                let mut bytes = Vec::new();
                match lines::everything(&mut input, &mut bytes, self.options.longest) {
                    Err(e) => {
                        lines::io(&e, &cx, &mut self.queue);
                    }
                    Ok(false) => self.queue.push_back((Err(lines::too_long(&cx, cx.place())), cx.place())),
                    Ok(true) => whole(format, bytes, &cx, &mut self.queue),
                }
            }
        }
    }

    /// Completes what the options say and refuses what is no English story.
    fn admit(&self, mut article: Article, place: Place) -> Result<Article, Error> {
        if article.text.trim().is_empty() {
            let message = format!("story {:?} has no text", article.id);
            return Err(Error::new(ErrorKind::Empty, place, message, "give the story's body text"));
        }
        if !self.options.any_language {
            // What an item says of its language is believed where its words do not tell; pages often say it wrongly.
            let other = match detect(&article.text) {
                Language::Other(name) => Some(name.to_owned()),
                Language::English => article.language.as_ref().filter(|l| !is_english(l)).map(|l| format!("{l:?}")),
            };
            if let Some(name) = other {
                let message = format!("story {:?} is not in English but in {name}", article.id);
                let cure = "whomet reads English alone; --any-language reads it all the same";
                return Err(Error::new(ErrorKind::Language, place, message, cure));
            }
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

/// Whether a language tag such as `en-GB` is English, or says nothing.
fn is_english(tag: &str) -> bool {
    let tag = tag.trim().to_ascii_lowercase();
    tag.starts_with("en") || matches!(&*tag, "" | "und" | "mul" | "zxx")
}

/// The stories of a file that is read at once.
fn whole(format: InputFormat, bytes: Vec<u8>, cx: &Context<'_>, queue: &mut Queue) {
    if format == InputFormat::Anpa {
        return anpa::read(cx.name, &bytes, &cx.place(), queue);
    }
    let stem = plain::stem(cx.name);
    let found = match format {
        InputFormat::Xml => xml::read(&bytes, &cx.place()),
        InputFormat::Html => html::page(&bytes, &cx.place()).map(|article| vec![Ok(article)]),
        _ => plain::article(cx.name, bytes, cx.place()).map(|article| vec![Ok(article)]),
    };
    match found {
        Err(e) => queue.push_back((Err(e), cx.place())),
        Ok(found) => {
            let several = found.len() > 1;
            for (number, found) in (1..).zip(found) {
                let place = Place { record: several.then_some(number), ..cx.place() };
                let article = found.map_err(|refusal| refusal.at(place.clone())).map(|mut article| {
                    if article.id.is_empty() {
                        article.id = if several { format!("{stem}:{number}") } else { stem.to_owned() };
                    }
                    article
                });
                queue.push_back((article, place));
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<'_, R> {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((story, place)) = self.queue.pop_front() {
                self.told = true;
                return Some(story.and_then(|article| self.admit(article, place)));
            }
            if !self.fill() {
                self.state = State::End;
                if self.queue.is_empty() {
                    if self.told {
                        return None;
                    }
                    self.told = true;
                    let place = Place { file: self.name.clone(), ..Place::default() };
                    let cure = "give stories: see --input-format for the formats";
                    return Some(Err(Error::new(ErrorKind::Empty, place, "no story in the input", cure)));
                }
            }
        }
    }
}
