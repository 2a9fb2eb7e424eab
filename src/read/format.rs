//! Which format an input is written in.

/// How the input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputFormat {
    /// One story, as plain text.
    Text,
    /// JSON: an object a line, or a file that holds one object or one array of them. Our own fields, ninjs of every
    /// generation, JSON Feed, Machine Readable News.
    Ndjson,
    /// XML, whose root says which: NewsML-G2, NewsML 1.2, NITF, RSS, Atom, RCV1, XHTML.
    Xml,
    /// A web page.
    Html,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// The Reuters-21578 collection.
    Sgml,
    /// A web archive.
    Warc,
    /// A transmission of before XML: IPTC 7901 or ANPA 1312.
    Anpa,
}

impl InputFormat {
    /// The format by the file's name, else by its first bytes.
    #[must_use]
    pub fn guess(name: &str, first: &[u8]) -> Self {
        // Such files have any name or none.
        if super::anpa::begins(first) {
            return Self::Anpa;
        }
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
        match extension {
            "ndjson" | "jsonl" | "json" => Self::Ndjson,
            "txt" | "text" | "md" => Self::Text,
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "warc" => Self::Warc,
            "xml" | "nitf" | "rss" | "atom" => Self::Xml,
            "html" | "htm" => Self::Html,
            "sgm" | "sgml" => Self::Sgml,
            _ => by_bytes(first),
        }
    }
}

/// What files are that hold text only for other programs, by their first bytes.
pub(super) fn no_text(first: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &str); 6] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "an office document or ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ];
    let wide = first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff");
    // XML in UTF-16 need not have a mark.
    let xml = first.starts_with(b"<\0") || first.starts_with(b"\0<");
    let found = marks.iter().find(|(mark, _)| first.starts_with(mark)).map(|(_, what)| *what);
    found.or_else(|| (!wide && !xml && first.iter().take(512).any(|b| *b == 0)).then_some("a binary file"))
}

fn by_bytes(first: &[u8]) -> InputFormat {
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    let second = first.get(1..).unwrap_or_default().trim_ascii_start();
    let begins = |what: &str| first.get(..what.len()).is_some_and(|f| f.eq_ignore_ascii_case(what.as_bytes()));
    match first.first() {
        Some(b'{') if second.is_empty() || matches!(second[0], b'"' | b'}') => InputFormat::Ndjson,
        Some(b'[') if second.is_empty() || matches!(second[0], b'{' | b']') => InputFormat::Ndjson,
        Some(b'<') => {
            let pages = ["<!doctype html", "<html", "<head", "<body"];
            if begins("<!doctype lewis") || begins("<reuters") {
                InputFormat::Sgml
            } else if pages.iter().any(|p| begins(p)) {
                InputFormat::Html
            } else if begins("<?xml") || second.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'!') {
                InputFormat::Xml
            } else {
                InputFormat::Text
            }
        }
        _ if begins("WARC/") => InputFormat::Warc,
        _ => InputFormat::Text,
    }
}
