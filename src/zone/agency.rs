//! News agencies: in the brackets of a dateline, and as the word that closes a story.

use super::furniture::agencies;
use crate::span::Span;

/// Whether `name` is an agency's, as it is written in datelines.
pub(super) fn is_listed(name: &str) -> bool {
    agencies().binary_search_by(|(n, _)| (*n).cmp(name)).is_ok()
}

/// Whether `name` signs stories off, in its own spelling or in capitals.
fn signs(name: &str) -> bool {
    let list = agencies();
    if let Ok(at) = list.binary_search_by(|(n, _)| (*n).cmp(name)) {
        return list[at].1;
    }
    name.bytes().all(|b| !b.is_ascii_lowercase()) && list.iter().any(|(n, yes)| *yes && n.eq_ignore_ascii_case(name))
}

/// Whether what stands in a dateline's brackets is an agency: a listed one, several with a slash, or (`strict` off)
/// anything that is written as one.
pub(super) fn in_brackets(inside: &str, strict: bool) -> bool {
    let inside = inside.trim();
    if inside.is_empty() || inside.len() > 48 {
        return false;
    }
    let first = inside.split(['/', ',', '-']).next().unwrap_or("").trim();
    if is_listed(inside) || is_listed(first) {
        return true;
    }
    !strict
        && inside.split_whitespace().count() <= 4
        && inside.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase()))
}

/// The agency that closes a paragraph, after a sentence's end or a dash: "... he said. REUTERS", "... he said. – AFP".
/// Returns its name, and the whole with its dash.
pub(super) fn sign_off(text: &str, paragraph: Span) -> Option<(Span, Span)> {
    let line = paragraph.of(text);
    let stem = line.trim_end_matches(['.', ')', ']']);
    let mut at = stem.len();
    // The longest names have three words.
    for _ in 0..3 {
        at = stem[..at].rfind(char::is_whitespace)?;
        let name_at = at + stem[at..].chars().next().map_or(1, char::len_utf8);
        let name = stem[name_at..].trim_start_matches(['-', '–', '—', '(', '/']);
        let before = stem[..at].trim_end();
        let dash = before.trim_end_matches(['-', '–', '—', '/']);
        let dashed = dash.len() < before.len() || name.len() < stem.len() - name_at;
        let body = dash.trim_end();
        let closed = body.ends_with(['.', '"', '”', '!', '?', '’', '\'']);
        if closed && signs(name) && (dashed || name.bytes().all(|b| !b.is_ascii_lowercase()) || body.ends_with('.')) {
            let start = paragraph.start as usize;
            let name_at = stem.len() - name.len();
            let whole = line[body.len()..].len() - line[body.len()..].trim_start().len() + body.len();
            return Some((
                Span::new(start + name_at, start + stem.len()),
                Span::new(start + whole, paragraph.end as usize),
            ));
        }
        at = stem[..at].trim_end().len();
    }
    None
}

/// A paragraph that is a sign-off alone: "REUTERS", "– AFP", "(Xinhua)". Returns the name.
pub(super) fn alone(text: &str, paragraph: Span) -> Option<Span> {
    let line = paragraph.of(text);
    if line.len() > 40 {
        return None;
    }
    let left = line.trim_start_matches(['-', '–', '—', '(', '[', ' ', '/']);
    let name = left.trim_end_matches("&#3;").trim_end_matches(['.', ')', ']', ' ', '\u{3}']);
    let first = name.split('/').next().unwrap_or("");
    if name.is_empty() || !(signs(name) || signs(first)) {
        return None;
    }
    let start = paragraph.start as usize + line.len() - left.len();
    Some(Span::new(start, start + name.len()))
}
