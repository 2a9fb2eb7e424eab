//! Plain text: one story a file.

use super::encoding;
use crate::{
    article::Article,
    error::{Error, ErrorKind, Place},
};

/// The story in `bytes`.
pub(super) fn article(name: &str, bytes: Vec<u8>, place: Place) -> Result<Article, Error> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let text = encoding::decode(&bytes, None, &place)?.into_owned();
        return Ok(Article { id: stem(name).to_owned(), text, ..Article::default() });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Article { id: stem(name).to_owned(), text, ..Article::default() }),
        Err(e) => Err(not_utf8(e.as_bytes(), e.utf8_error().valid_up_to(), Place { record: Some(1), ..place })),
    }
}

/// The failure of the byte at `at`, which begins no character.
pub(super) fn not_utf8(bytes: &[u8], at: usize, place: Place) -> Error {
    let found = bytes.get(at).copied().unwrap_or_default();
    let message = format!("not UTF-8 (0x{found:02X})");
    let cure = "convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`";
    Error::new(ErrorKind::Utf8, Place { byte: Some(at as u64), ..place }, message, cure)
}

/// A file's name without its folders and its extension.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file.trim_matches(['<', '>']),
    }
}
