//! The Reuters-21578 collection. It is SGML, not XML: control characters as references, unclosed tags, lines wrapped by
//! hand.

use std::io::BufRead;

use super::{Context, Queue, flow, when};
use crate::{
    article::{Article, PublishedFrom},
    error::{Error, ErrorKind, Place},
};

const END: &str = "</REUTERS>";

/// Reads one story after the other.
pub(super) struct Stories<R> {
    input: R,
    story: Vec<u8>,
    line: u64,
}

impl<R: BufRead> Stories<R> {
    pub fn new(input: R) -> Self {
        Self { input, story: Vec::new(), line: 0 }
    }

    /// Reads up to the end of the next story. False at the end.
    pub fn fill(&mut self, cx: &Context<'_>, queue: &mut Queue) -> bool {
        self.story.clear();
        let mut first = self.line + 1;
        loop {
            let start = self.story.len();
            match self.input.read_until(b'\n', &mut self.story) {
                Err(e) => {
                    let error = Error::new(ErrorKind::Io, cx.place(), format!("cannot read: {e}"), "");
                    queue.push_back((Err(error), cx.place()));
                    return false;
                }
                Ok(0) => {
                    if !self.story.trim_ascii().is_empty() {
                        let place = Place { line: Some(first), ..cx.place() };
                        let message = "a story that breaks off before </REUTERS>";
                        let error = Error::new(ErrorKind::Syntax, place.clone(), message, "give the whole file");
                        queue.push_back((Err(error), place));
                    }
                    return false;
                }
                Ok(_) => self.line += 1,
            }
            let line = self.story[start..].trim_ascii();
            if line.starts_with(b"<!DOCTYPE") || (start == 0 && line.is_empty()) {
                self.story.truncate(start);
                first = self.line + 1;
            } else if line.ends_with(END.as_bytes()) {
                break;
            } else if self.story.len() > cx.options.longest {
                let place = Place { line: Some(first), ..cx.place() };
                let message = format!("longer than {} bytes", cx.options.longest);
                queue.push_back((Err(Error::new(ErrorKind::TooLong, place.clone(), message, "")), place));
                return false;
            }
        }
        let place = Place { line: Some(first), ..cx.place() };
        let text = match std::str::from_utf8(&self.story) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&self.story).0.into_owned(),
        };
        queue.push_back((Ok(story(&text, &format!("reuters:{first}"))), place));
        true
    }
}

fn story(source: &str, fallback: &str) -> Article {
    let head = source.split_once('>').map_or("", |(head, _)| head);
    let id = head.split_once("NEWID=\"").and_then(|(_, rest)| rest.split_once('"')).map_or(fallback, |(id, _)| id);
    let text = element(source, "TEXT").unwrap_or(source);
    let published = element(source, "DATE").map(characters).and_then(|d| when::day(&d));
    let line = |name: &str| element(text, name).map(|t| flow::squeeze(&characters(t))).filter(|t| !t.is_empty());
    // Briefs and unprocessed takes have no body: their text is all there is.
    let body = element(text, "BODY").unwrap_or(text);
    let mut body = paragraphs(&without_elements(&characters(body)));
    let mut headline = line("TITLE");
    if let Some(dateline) = line("DATELINE") {
        // On paper the first paragraph goes on in the dateline's own line.
        body = format!("{dateline} {body}");
    } else if body.trim_start_matches('*').get(..4).is_none_or(|b| b.eq_ignore_ascii_case("blah")) {
        // A flash is its headline and nothing else.
        body = headline.take().unwrap_or_default();
    }
    Article {
        id: id.to_owned(),
        text: body,
        published,
        published_from: published.map(|_| PublishedFrom::Input),
        headline,
        byline: line("AUTHOR").as_deref().and_then(super::nitf::author),
        source: Some("Reuters".to_owned()),
        ..Article::default()
    }
}

fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let open = format!("<{name}");
    let at = text.match_indices(&open).map(|(at, _)| at + open.len()).find(|&at| text[at..].starts_with(['>', ' ']))?;
    let rest = text[at..].split_once('>')?.1;
    rest.split_once(&format!("</{name}>")).map(|(inner, _)| inner)
}

/// The elements that a text of a brief may still hold are taken out.
fn without_elements(text: &str) -> String {
    let mut out = text.to_owned();
    for name in ["TITLE", "AUTHOR", "DATELINE"] {
        if let Some(inner) = element(&out, name) {
            let whole = format!("<{name}>{inner}</{name}>");
            out = out.replacen(&whole, "", 1);
        }
    }
    out
}

/// Character references into characters; those of control characters are left out.
fn characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|b| b == b';');
        let name = end.map_or("", |end| &rest[1..end]);
        let known = match name {
            "lt" => Some("<"),
            "gt" => Some(">"),
            "amp" => Some("&"),
            "quot" => Some("\""),
            _ => None,
        };
        let code = name.strip_prefix('#').and_then(|n| n.parse::<u32>().ok());
        if let Some(character) = known {
            out.push_str(character);
        } else if let Some(code) = code {
            out.extend(char::from_u32(code).filter(|c| !c.is_control()));
        } else {
            out.push('&');
        }
        rest = &rest[if known.is_some() || code.is_some() { end.unwrap_or(0) + 1 } else { 1 }..];
    }
    out.push_str(rest);
    out
}

/// Lines wrapped by hand into paragraphs: one begins with four spaces. The sign-off that ends a story is its own.
fn paragraphs(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let end = lines.last().is_some_and(|last| last.trim().eq_ignore_ascii_case("reuter"));
    for line in &lines[..lines.len() - usize::from(end)] {
        let words = flow::squeeze(line);
        match out.last_mut() {
            Some(last) if !line.starts_with("    ") => {
                last.push(' ');
                last.push_str(&words);
            }
            _ => out.push(words),
        }
    }
    out.join("\n\n")
}
