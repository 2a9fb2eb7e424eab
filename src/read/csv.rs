//! CSV and TSV: an article a row, the columns by their names in the first.

use std::io::Read;

use super::{Context, Fields, Queue, plain, when};
use crate::{
    article::{Article, PublishedFrom},
    error::{Error, ErrorKind, Place},
};

/// Reads rows.
pub(super) struct Rows<R> {
    reader: ::csv::Reader<R>,
    columns: Option<Columns>,
    row: ::csv::ByteRecord,
}

/// Which column holds what.
struct Columns {
    id: Option<usize>,
    text: usize,
    published: Option<usize>,
    headline: Option<usize>,
    source: Option<usize>,
    url: Option<usize>,
    byline: Option<usize>,
    language: Option<usize>,
}

impl<R: Read> Rows<R> {
    pub fn new(input: R, separator: u8) -> Self {
        let reader =
            ::csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(input);
        Self { reader, columns: None, row: ::csv::ByteRecord::new() }
    }

    /// Reads one row. False at the end.
    pub fn fill(&mut self, cx: &Context<'_>, queue: &mut Queue) -> bool {
        match self.reader.read_byte_record(&mut self.row) {
            Ok(true) => {}
            Ok(false) => return false,
            Err(e) => {
                // A row that cannot be split is told; what is no longer readable ends the file.
                let line = e.position().map(::csv::Position::line);
                let place = Place { line, ..cx.place() };
                let io = e.is_io_error();
                let kind = if io { ErrorKind::Io } else { ErrorKind::Syntax };
                queue.push_back((Err(Error::new(kind, place, format!("not CSV: {e}"), "")), cx.place()));
                return !io;
            }
        }
        let place = Place { line: self.row.position().map(::csv::Position::line), ..cx.place() };
        let Some(columns) = &self.columns else {
            return match Columns::find(&self.row, &cx.options.fields) {
                Some(columns) => {
                    self.columns = Some(columns);
                    true
                }
                None => {
                    let names: Vec<_> = self.row.iter().take(12).map(String::from_utf8_lossy).collect();
                    let message = format!("no column holds the story; the columns are {}", names.join(", "));
                    let cure = "name it: --field text=COLUMN";
                    queue.push_back((Err(Error::new(ErrorKind::Field, place.clone(), message, cure)), place));
                    false
                }
            };
        };
        queue.push_back((columns.article(&self.row, cx, &place), place));
        true
    }
}

impl Columns {
    fn find(row: &::csv::ByteRecord, fields: &Fields) -> Option<Self> {
        let names: Vec<String> = row
            .iter()
            .map(|n| String::from_utf8_lossy(n).trim_start_matches('\u{feff}').trim().to_lowercase())
            .collect();
        // The name that was asked for, then those that other tables use.
        let find = |own: &str, others: &[&str]| {
            let own = own.to_lowercase();
            std::iter::once(&*own).chain(others.iter().copied()).find_map(|want| names.iter().position(|n| n == want))
        };
        Some(Self {
            text: find(
                &fields.text,
                &["body", "content", "article", "story", "maintext", "full_text", "article_text"],
            )?,
            id: find(&fields.id, &["guid", "uri", "article_id", "doc_id"]),
            published: find(
                &fields.published,
                &["date", "published_at", "publication_date", "pubdate", "date_publish"],
            ),
            headline: find(&fields.headline, &["title"]),
            source: find(&fields.source, &["publisher", "publication", "domain", "source_domain"]),
            url: find(&fields.url, &["link"]),
            byline: find("byline", &["author", "authors"]),
            language: find("language", &["lang"]),
        })
    }

    fn article(&self, row: &::csv::ByteRecord, cx: &Context<'_>, place: &Place) -> Result<Article, Error> {
        let cell = |column: Option<usize>| -> Result<Option<String>, Error> {
            let Some(bytes) = column.and_then(|c| row.get(c)) else { return Ok(None) };
            let text =
                std::str::from_utf8(bytes).map_err(|e| plain::not_utf8(bytes, e.valid_up_to(), place.clone()))?;
            Ok(Some(text.to_owned()).filter(|t| !t.trim().is_empty()))
        };
        let published = match cell(self.published)? {
            None => None,
            Some(text) => Some(when::day(&text).ok_or_else(|| {
                let message = format!("{text:?} is no date");
                let cure = "write it as 2025-04-16 or 2025-04-16T08:00:00Z";
                Error::new(ErrorKind::Field, place.clone(), message, cure)
            })?),
        };
        let fallback = || format!("{}:{}", plain::stem(cx.name), place.line.unwrap_or_default());
        Ok(Article {
            id: cell(self.id)?.unwrap_or_else(fallback),
            text: cell(Some(self.text))?.unwrap_or_default(),
            published,
            published_from: published.map(|_| PublishedFrom::Input),
            headline: cell(self.headline)?,
            source: cell(self.source)?,
            url: cell(self.url)?,
            byline: cell(self.byline)?,
            language: cell(self.language)?,
            ..Article::default()
        })
    }
}
