//! Wire transmissions of before XML: IPTC 7901 and ANPA 1312, and what agencies made of them. Control characters frame the
//! message: SOH header STX text ETX trailer EOT.

use super::{Queue, flow, nitf, plain, when};
use crate::{
    article::{Article, Date, PublishedFrom},
    error::{Error, ErrorKind, Place},
};

const SOH: u8 = 1;
const STX: u8 = 2;
const ETX: u8 = 3;
const EOT: u8 = 4;
const SYN: u8 = 0x16;

/// Whether `first` begins a transmission: nothing else begins with these.
pub(super) fn begins(first: &[u8]) -> bool {
    let rest = first.iter().find(|b| !(b.is_ascii_whitespace() || **b == SYN || **b == b'^'));
    matches!(rest, Some(&(SOH | STX)))
}

/// The stories of a file of transmissions.
pub(super) fn read(name: &str, bytes: &[u8], place: &Place, queue: &mut Queue) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let stem = plain::stem(name);
    let messages: Vec<&str> = messages(&text);
    let several = messages.len() > 1;
    for (number, message) in (1_u64..).zip(messages) {
        let place = Place { record: several.then_some(number), ..place.clone() };
        let id = if several { format!("{stem}:{number}") } else { stem.to_owned() };
        queue.push_back((story(message, id, &place), place));
    }
}

/// Each from its header to before the next one's.
fn messages(text: &str) -> Vec<&str> {
    let mark = if text.contains(SOH as char) { SOH } else { STX };
    let mut starts: Vec<usize> = text.match_indices(mark as char).map(|(at, _)| at).collect();
    starts.push(text.len());
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

fn story(message: &str, id: String, place: &Place) -> Result<Article, Error> {
    let wrong = |what: &str| Error::new(ErrorKind::Syntax, place.clone(), what, "give the transmission as it came");
    let (_, rest) = message.split_once(STX as char).ok_or_else(|| wrong("a transmission without a text (no STX)"))?;
    let (text, trailer) =
        rest.split_once(ETX as char).ok_or_else(|| wrong("a transmission that breaks off before its end (no ETX)"))?;
    let mut article = Article { id, ..Article::default() };
    let lines: Vec<Line<'_>> = text.lines().map(Line::of).filter(|l| !l.words.is_empty()).collect();
    // What stands before the first indented line is head: catchwords, headline, byline.
    let head = lines.iter().position(|l| l.indented).unwrap_or_else(|| {
        // A text without indents is told from its head by the marks of the head's lines.
        lines.iter().position(|l| !l.marked).unwrap_or(0)
    });
    for line in &lines[..head] {
        let words = characters(line.words);
        if article.byline.is_some() {
            // "Associated Press Writer"
            continue;
        }
        if words.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) {
            article.byline = nitf::author(&words);
        } else if article.headline.is_none() && !is_catchword(&words) {
            article.headline = Some(words);
        }
    }
    article.text = paragraphs(&lines[head..]);
    let trailer = trailer.split(EOT as char).next().unwrap_or_default();
    article.published = sent(trailer).or_else(|| when::day(trailer));
    article.published_from = article.published.map(|_| PublishedFrom::Input);
    Ok(article)
}

/// A line of the text, without the marks of its ends.
struct Line<'t> {
    words: &'t str,
    /// It begins a paragraph.
    indented: bool,
    /// It begins with `^`, as lines of the head do.
    marked: bool,
    /// It ends with `<` or `=`, and with it the paragraph.
    ended: bool,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Self {
        let line = line.trim_matches(|c: char| c.is_control() && c != '\t');
        let inner = line.strip_prefix('^').unwrap_or(line);
        let words = inner.trim_end().trim_end_matches(['<', '=']);
        Self {
            indented: inner.starts_with("  ") || inner.starts_with('\t'),
            marked: inner.len() < line.len(),
            ended: words.len() < inner.trim_end().len(),
            words: words.trim(),
        }
    }
}

/// "BC-Norway-Fish,110": what editors know the story by.
fn is_catchword(words: &str) -> bool {
    let first = words.split([' ', ',']).next().unwrap_or_default();
    first.contains('-')
        && !first.contains("--")
        && (words.len() == first.len() || words[first.len()..].starts_with(','))
        || ["BC-", "AM-", "PM-"].iter().any(|cycle| words.starts_with(cycle))
}

fn paragraphs(lines: &[Line<'_>]) -> String {
    let mut out = String::new();
    let mut ended = false;
    for line in lines {
        if !out.is_empty() {
            out.push_str(if ended || line.indented || line.marked { "\n\n" } else { " " });
        }
        out.push_str(&characters(line.words));
        ended = line.ended;
    }
    out
}

/// What the narrow character set had no signs for: `` and '' are quotation marks, a lone underscore is a dash.
fn characters(words: &str) -> String {
    let words = flow::squeeze(words).replace("``", "\"").replace("''", "\"");
    let words: Vec<&str> = words.split(' ').map(|w| if w == "_" { "-" } else { w }).collect();
    words.join(" ")
}

/// The day in "AP-WF-02-20-16 0337GMT" or "141533 GMT Mai 24": when it was sent.
fn sent(trailer: &str) -> Option<Date> {
    let year = |two: &str| two.parse::<i16>().ok().map(|y| if y < 70 { 2000 + y } else { 1900 + y });
    let figures = |w: &str, n: usize| w.len() == n && w.bytes().all(|b| b.is_ascii_digit());
    for word in trailer.split_ascii_whitespace() {
        let parts: Vec<&str> = word.split('-').collect();
        if let [.., month, day, of] = parts[..]
            && [month, day, of].iter().all(|p| figures(p, 2))
        {
            return Date::new(year(of)?, month.parse().ok()?, day.parse().ok()?).ok();
        }
    }
    let words: Vec<&str> = trailer.split_ascii_whitespace().filter(|w| !w.eq_ignore_ascii_case("gmt")).collect();
    words.windows(3).find_map(|w| {
        let [clock, month, of] = *w else { return None };
        let day = clock.get(..2).filter(|_| figures(clock, 6))?;
        when::day(&format!("{day} {month} {}", year(of).filter(|_| figures(of, 2))?))
    })
}
