//! Lines that are not the story: site furniture, credits, captions. The patterns stand in `data/zones/furniture.tsv`.

use super::{BlockKind, agency};
use crate::span::Span;

/// A line that starts so, or (`whole`) is no more than that.
struct Head {
    pattern: &'static str,
    whole: bool,
    kind: BlockKind,
}

include!(concat!(env!("OUT_DIR"), "/zones.rs"));

/// The agencies of `data/zones/agencies.tsv`: name, and whether it signs stories off.
pub(super) fn agencies() -> &'static [(&'static str, bool)] {
    AGENCIES
}

/// Whether a word in capitals is no place, though it opens a line as a dateline does.
pub(super) fn is_slug(word: &str) -> bool {
    SLUGS.binary_search(&word).is_ok()
}

/// No furniture is longer: a whole paragraph that starts with such words is a part of the story.
const LONGEST: usize = 320;
/// Lists of reporters and captions may be.
const LONGEST_CREDIT: usize = 900;
/// What may follow a tail's pattern: a name or two.
const AFTER_TAIL: usize = 44;

/// The first bytes of tails.
const OPENS_TAIL: [bool; 256] = {
    let mut opens = [false; 256];
    let mut at = 0;
    while at < TAILS.len() {
        opens[TAILS[at].0.as_bytes()[0] as usize] = true;
        at += 1;
    }
    opens
};

/// What kind of furniture a line is, if any.
pub(super) fn kind(line: &str) -> Option<BlockKind> {
    if line.len() > LONGEST_CREDIT {
        return None;
    }
    let bytes = line.as_bytes();
    let first = bytes.first()?.to_ascii_lowercase();
    // They are in reverse order.
    let from = HEADS.partition_point(|h| h.pattern.as_bytes()[0] > first);
    for head in HEADS[from..].iter().take_while(|h| h.pattern.as_bytes()[0] == first) {
        let n = head.pattern.len();
        if bytes.len() < n || !bytes[..n].eq_ignore_ascii_case(head.pattern.as_bytes()) || !ends_word(bytes, n) {
            continue;
        }
        let whole = || bytes[n..].iter().all(|b| b.is_ascii_punctuation() || b.is_ascii_whitespace());
        if (head.kind != BlockKind::Boilerplate || line.len() <= LONGEST) && (!head.whole || whole()) {
            return Some(head.kind);
        }
    }
    tail(line)
}

/// Whether a word ends at byte `n`, if one stands before it.
fn ends_word(bytes: &[u8], n: usize) -> bool {
    !bytes[n - 1].is_ascii_alphabetic() || bytes.get(n).is_none_or(|b| !b.is_ascii_alphanumeric())
}

fn tail(line: &str) -> Option<BlockKind> {
    if let Some(open) = line.rfind('[')
        && let Some(inside) = line[open + 1..].strip_suffix(']')
        && line.len() <= LONGEST
        && inside.rsplit('/').next().is_some_and(|last| agency::is_listed(last.trim_start_matches("File: ").trim()))
    {
        return Some(BlockKind::Caption);
    }
    // No pattern reaches further back than this.
    let mut from = line.len().saturating_sub(AFTER_TAIL + 32);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let end = &line.as_bytes()[from..];
    // From the end: the last mark decides.
    for at in (0..end.len()).rev().filter(|&at| OPENS_TAIL[end[at] as usize]) {
        let found = TAILS.iter().find(|(pattern, _)| end[at..].starts_with(pattern.as_bytes()));
        if let Some((_, kind)) = found.filter(|(pattern, _)| end.len() - at - pattern.len() <= AFTER_TAIL) {
            return Some(*kind);
        }
    }
    None
}

/// A credit in brackets that closes a paragraph of the story: "... he said. (Reporting by Ann Lind)".
pub(super) fn closing(text: &str, paragraph: Span) -> Option<Span> {
    let line = paragraph.of(text);
    if !line.ends_with([')', ']']) {
        return None;
    }
    let mut from = line.len().saturating_sub(LONGEST_CREDIT);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    // Credits may hold brackets themselves: the first that opens one decides.
    let opens = line[from..].match_indices('(').map(|(at, _)| from + at);
    let at = opens.into_iter().find(|&at| at > 0 && kind(&line[at..]) == Some(BlockKind::Credit))?;
    Some(Span::new(paragraph.start as usize + at, paragraph.end as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_does_what_its_examples_say() {
        let rows = include_str!("../../data/zones/furniture.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let mut wrong = Vec::new();
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let told = |line: &str| kind(line).map(|k| format!("{k:?}").to_lowercase());
            if told(cells[3]).as_deref() != Some(cells[0]) {
                wrong.push(format!("{:?} is {:?}, not {}", cells[3], told(cells[3]), cells[0]));
            }
            if !cells[4].is_empty() && told(cells[4]).is_some() {
                wrong.push(format!("{:?} is {:?}, not a part of the story", cells[4], told(cells[4])));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
