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
