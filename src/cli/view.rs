//! `whomet view`: results as one page that needs no network.

use std::{
    io::{self, BufRead as _},
    path::Path,
};

use super::{complain, input::Source, output::Output, writer::Tally};
use crate::{
    error::{Error, ErrorKind, Place},
    record::Record,
};

const PAGE: &str = include_str!("view.html");
const SLOT: &str = "[]</script>";

/// Writes the page of the records in `results`, or of those on standard input.
pub(super) fn page(results: Option<&Path>, out: &mut Output) -> io::Result<Tally> {
    let source = results.map_or(Source::Stdin, |path| Source::File(path.to_owned()));
    let failed = |line: Option<u64>, kind: ErrorKind, message: String| {
        let place = Place { file: source.name(), line, ..Place::default() };
        complain(&Error::new(kind, place, message, "give the records that whomet has written, one a line"));
    };
    let input = match source.plain() {
        Ok(input) => input,
        Err(e) => {
            failed(None, ErrorKind::Io, format!("cannot read: {e}"));
            return Ok(Tally::refused());
        }
    };
    let (before, after) = PAGE.split_once(SLOT).unwrap_or((PAGE, ""));
    out.bytes.extend_from_slice(before.as_bytes());
    out.bytes.push(b'[');
    let (mut written, mut skipped) = (0, 0);
    for (number, line) in (1..).zip(input.lines()) {
        let line = match line {
            Ok(line) => line,
            Err(e) => {
                failed(Some(number), ErrorKind::Io, format!("cannot read: {e}"));
                skipped += 1;
                break;
            }
        };
        if line.trim().is_empty() {
            continue;
        }
        let record: Record = match serde_json::from_str(&line) {
            Ok(record) => record,
            Err(e) => {
                failed(Some(number), ErrorKind::Json, format!("no record: {e}"));
                skipped += 1;
                if written == 0 && skipped == 3 {
                    // A file of another kind.
                    return Ok(Tally::refused());
                }
                continue;
            }
        };
        if written > 0 {
            out.bytes.push(b',');
        }
        // Nothing in a story can end the script that holds it.
        out.bytes.extend(serde_json::to_string(&record)?.replace('<', "\\u003c").bytes());
        written += 1;
    }
    out.bytes.extend_from_slice(b"]</script>");
    out.bytes.extend_from_slice(after.as_bytes());
    Ok(if written == 0 && skipped > 0 { Tally::refused() } else { Tally::skipping(skipped) })
}
