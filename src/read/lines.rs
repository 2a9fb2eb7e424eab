//! JSON: an object a line, or one value that fills the file.

use std::io::{BufRead, Read};

use serde_json::Value;

use super::{Context, Queue, json, plain};
use crate::error::{Error, ErrorKind, Place};

/// Reads one line after the other.
pub(super) struct Lines<R> {
    input: R,
    line: u64,
    record: u64,
    buffer: Vec<u8>,
    /// The values of a file that is one array.
    values: Option<std::vec::IntoIter<Value>>,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input, line: 0, record: 0, buffer: Vec::new(), values: None }
    }

    /// Reads up to the next stories. False at the end.
    pub fn fill(&mut self, cx: &Context<'_>, queue: &mut Queue) -> bool {
        if let Some(values) = &mut self.values {
            let Some(value) = values.next() else { return false };
            self.record += 1;
            let place = Place { record: Some(self.record), ..cx.place() };
            let fallback = format!("{}:{}", plain::stem(cx.name), self.record);
            let found = json::articles(value, &cx.options.fields, &fallback, &place);
            queue.extend(found.into_iter().map(|a| (a, place.clone())));
            return true;
        }
        self.buffer.clear();
        let limit = cx.options.longest as u64 + 1;
        let read = match (&mut self.input).take(limit).read_until(b'\n', &mut self.buffer) {
            Ok(0) => return false,
            Ok(read) => read,
            Err(e) => return io(&e, cx, queue),
        };
        self.line += 1;
        let place = Place { line: Some(self.line), ..cx.place() };
        if read as u64 == limit {
            self.record += 1;
            queue.push_back((Err(too_long(cx, place.clone())), place));
            return match self.skip_line() {
                Ok(()) => true,
                Err(e) => io(&e, cx, queue),
            };
        }
        if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
        }
        let line = self.buffer.trim_ascii();
        if line.is_empty() {
            return true;
        }
        if self.record == 0 && (line.starts_with(b"[") || line.starts_with(b"{") && json::breaks_off(line)) {
            return self.document(cx, queue);
        }
        self.record += 1;
        let fallback = format!("{}:{}", plain::stem(cx.name), self.line);
        let place = Place { record: Some(self.record), ..place };
        match json::line(line, &place) {
            Err(e) => queue.push_back((Err(e), place)),
            Ok(value) => {
                let found = json::articles(value, &cx.options.fields, &fallback, &place);
                queue.extend(found.into_iter().map(|a| (a, place.clone())));
            }
        }
        true
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
    fn document(&mut self, cx: &Context<'_>, queue: &mut Queue) -> bool {
        let first = self.line;
        match everything(&mut self.input, &mut self.buffer, cx.options.longest) {
            Err(e) => return io(&e, cx, queue),
            Ok(false) => queue.push_back((Err(too_long(cx, cx.place())), cx.place())),
            Ok(true) => match json::values(&self.buffer, first, cx.place()) {
                Err(e) => queue.push_back((Err(e), cx.place())),
                Ok(values) => {
                    self.values = Some(values.into_iter());
                    return true;
                }
            },
        }
        false
    }
}

/// Everything up to the limit, after what is in the buffer. False when there is more.
pub(super) fn everything(input: &mut impl BufRead, buffer: &mut Vec<u8>, longest: usize) -> std::io::Result<bool> {
    let room = longest.saturating_sub(buffer.len()) as u64;
    input.take(room + 1).read_to_end(buffer)?;
    Ok(buffer.len() <= longest)
}

/// Tells that the input cannot be read on.
pub(super) fn io(error: &std::io::Error, cx: &Context<'_>, queue: &mut Queue) -> bool {
    let error = Error::new(ErrorKind::Io, cx.place(), format!("cannot read: {error}"), "");
    queue.push_back((Err(error), cx.place()));
    false
}

pub(super) fn too_long(cx: &Context<'_>, place: Place) -> Error {
    let message = format!("longer than {} bytes", cx.options.longest);
    let cure = "split it, or read it with --input-format text if it is one story";
    Error::new(ErrorKind::TooLong, place, message, cure)
}
