//! WARC archives: the pages that a crawler was given.

use std::io::{BufRead, Read};

use super::{Context, Queue, html};
use crate::error::{Error, ErrorKind, Place};

/// Reads one record after the other.
pub(super) struct Records<R> {
    input: R,
    record: u64,
}

/// What a header says, of the archive or of the page.
#[derive(Default)]
struct Header {
    first: String,
    fields: Vec<(String, String)>,
}

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| &**v)
    }
}

/// The longest header that is read.
const LONGEST_HEADER: u64 = 1 << 20;

impl<R: BufRead> Records<R> {
    pub fn new(input: R) -> Self {
        Self { input, record: 0 }
    }

    /// Reads one record; a story is queued where it holds a page. False at the end.
    pub fn fill(&mut self, cx: &Context<'_>, queue: &mut Queue) -> bool {
        let place = Place { record: Some(self.record + 1), ..cx.place() };
        match self.next(cx, &place, queue) {
            Ok(more) => more,
            Err(message) => {
                let error = Error::new(ErrorKind::Syntax, place.clone(), message, "fetch the archive again");
                queue.push_back((Err(error), place));
                false
            }
        }
    }

    fn next(&mut self, cx: &Context<'_>, place: &Place, queue: &mut Queue) -> Result<bool, String> {
        let Some(header) = header(&mut self.input)? else { return Ok(false) };
        self.record += 1;
        let length: u64 =
            header.get("Content-Length").and_then(|l| l.parse().ok()).ok_or("a WARC record without Content-Length")?;
        let kind = header.get("WARC-Type").unwrap_or_default().to_owned();
        if !matches!(&*kind, "response" | "resource") || length > cx.options.longest as u64 {
            let passed = std::io::copy(&mut (&mut self.input).take(length), &mut std::io::sink());
            let passed = passed.map_err(|e| format!("cannot read: {e}"))?;
            return if passed == length { Ok(true) } else { Err("the archive breaks off inside a record".to_owned()) };
        }
        let mut block = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut block).map_err(|e| format!("cannot read: {e}"))?;
        if (block.len() as u64) < length {
            return Err("the archive breaks off inside a record".to_owned());
        }
        let address = header.get("WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        let form = header.get("Content-Type").unwrap_or_default();
        let page = if kind == "response" { payload(&block) } else { form.contains("html").then_some(block) };
        if let Some(page) = page {
            let read = html::page(&page, place).map(|mut article| {
                if !address.is_empty() {
                    article.id.clone_from(&address);
                    article.url = Some(address);
                }
                article
            });
            queue.push_back((read, place.clone()));
        }
        Ok(true)
    }
}

/// The header up to its blank line; blank lines before it part records.
fn header(input: &mut impl BufRead) -> Result<Option<Header>, String> {
    let mut header = Header::default();
    let mut line = Vec::new();
    let mut input = input.take(LONGEST_HEADER);
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(|e| format!("cannot read: {e}"))? == 0 {
            return if header.first.is_empty() { Ok(None) } else { Err("the header breaks off".to_owned()) };
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if header.first.is_empty() {
            if !text.is_empty() && !["WARC/", "HTTP/"].iter().any(|kind| text.starts_with(kind)) {
                let shown: String = text.chars().take(40).collect();
                return Err(format!("not a WARC record: it begins with {shown:?}"));
            }
            text.clone_into(&mut header.first);
        } else if text.is_empty() {
            return Ok(Some(header));
        } else if let Some((name, value)) = text.split_once(':') {
            header.fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}

/// The page of an HTTP answer, unpacked; `None` where it is no page or no success.
fn payload(block: &[u8]) -> Option<Vec<u8>> {
    let mut rest = block;
    let header = header(&mut rest).ok()??;
    let success = header.first.split_ascii_whitespace().nth(1).is_some_and(|code| code.starts_with('2'));
    if !success || !header.get("Content-Type").is_some_and(|t| t.contains("html")) {
        return None;
    }
    let has = |name: &str, value: &str| header.get(name).is_some_and(|v| v.to_ascii_lowercase().contains(value));
    let mut body = if has("Transfer-Encoding", "chunked") { unchunked(rest) } else { rest.to_vec() };
    if has("Content-Encoding", "gzip") && body.starts_with(b"\x1f\x8b") {
        let mut plain = Vec::new();
        // No page is longer; a bomb is cut off.
        flate2::read::MultiGzDecoder::new(&*body).take(64 << 20).read_to_end(&mut plain).ok()?;
        body = plain;
    }
    Some(body)
}

/// Joins the chunks of a body. Crawlers often keep the header of a body that they have joined already.
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let whole = rest;
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().map(|s| s.split(';').next().unwrap_or_default().trim());
        let Some(size) = size.and_then(|s| usize::from_str_radix(s, 16).ok()) else { break };
        let Some(chunk) = rest.get(end + 2..).and_then(|r| r.get(..size)) else { break };
        out.extend_from_slice(chunk);
        rest = rest.get(end + 2 + size + 2..).unwrap_or_default();
        if size == 0 {
            break;
        }
    }
    if out.is_empty() { whole.to_vec() } else { out }
}
