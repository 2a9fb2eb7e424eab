//! Bytes into text: UTF-8 first, then what the file says of itself.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::plain;
use crate::error::{Error, Place};

/// The text of `bytes`. Bytes that are valid UTF-8 are UTF-8, whatever is declared: agencies send UTF-8 under old
/// declarations, and other encodings of running text are hardly ever valid UTF-8 by chance.
pub(super) fn decode<'b>(bytes: &'b [u8], declared: Option<&[u8]>, place: &Place) -> Result<Cow<'b, str>, Error> {
    for (mark, encoding) in [(&b"\xff\xfe"[..], UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if bytes.starts_with(mark) {
            return Ok(encoding.decode_with_bom_removal(bytes).0);
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(e) => match declared.and_then(Encoding::for_label) {
            // A file that says it is UTF-8 and is not is damaged: what is meant cannot be known.
            Some(encoding) if encoding != encoding_rs::UTF_8 => Ok(encoding.decode_without_bom_handling(bytes).0),
            _ => Err(plain::not_utf8(bytes, e.valid_up_to(), place.clone())),
        },
    }
}

/// The encoding that an XML declaration names.
pub(super) fn of_xml(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(256)];
    if !head.trim_ascii_start().starts_with(b"<?xml") {
        return None;
    }
    let end = head.windows(2).position(|w| w == b"?>")?;
    after(&head[..end], b"encoding")
}

/// The encoding that a page names in its head. The standard's answer for a page that names none is windows-1252.
pub(super) fn of_html(bytes: &[u8]) -> &[u8] {
    after(&bytes[..bytes.len().min(4096)], b"charset").unwrap_or(b"windows-1252")
}

/// The word after `name=`, quoted or not.
fn after<'b>(bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let at = bytes.windows(name.len()).position(|w| w.eq_ignore_ascii_case(name))? + name.len();
    let rest = bytes[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|w| !w.is_empty())
}
