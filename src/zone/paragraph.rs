//! Paragraphs: which lines belong together.
//!
//! Most stories have a line for each paragraph. Hard-wrapped ones break lines at a width: there a line that could have
//! taken the next line's first word ends its paragraph, and so do a blank line and an indented next line.

use crate::span::Span;

/// No wrapped text is wider.
const WIDEST: usize = 130;
/// No wrapped text is narrower.
const NARROWEST: usize = 40;

/// One line, without the white space around it.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    indent: u32,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

/// The paragraphs of a text, in order.
pub(super) fn find(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = width(text, &lines);
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let joins = width > 0 && index > 0 && continues(text, &lines[index - 1], line, width);
        match out.last_mut() {
            Some(last) if joins => last.end = line.span.end,
            _ => out.push(line.span),
        }
    }
    out
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut after_blank = false;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        if start < end {
            out.push(Line { span: Span::new(start, end), indent: (start - at) as u32, after_blank });
            after_blank = false;
        } else {
            after_blank = true;
        }
        at += line.len();
    }
    out
}

/// The width at which the text is wrapped; 0 where it is not.
fn width(text: &str, lines: &[Line]) -> usize {
    let length = |line: &Line| (line.span.end - line.span.start) as usize;
    let wide = lines.iter().filter(|l| length(l) > WIDEST).count();
    if lines.len() < 4 || wide * 50 > lines.len() {
        return 0;
    }
    let width = lines.iter().map(length).filter(|&l| l <= WIDEST).max().unwrap_or(0);
    if width < NARROWEST {
        return 0;
    }
    let (mut pairs, mut full) = (0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].after_blank) {
        pairs += 1;
        full += usize::from(is_full(text, &pair[0], &pair[1], width));
    }
    // Paragraphs of a line each seldom come close to the longest of them.
    if full >= 3 && full * 2 >= pairs { width } else { 0 }
}

/// Whether `line` has no room for the first word of `next`; a few columns of tolerance, for texts wrapped by hand.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).split_whitespace().next().map_or(0, str::len);
    (line.span.end - line.span.start) as usize + line.indent as usize + 1 + word + 6 > width
}

fn continues(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    if next.after_blank || next.indent > line.indent + 1 {
        return false;
    }
    is_full(text, line, next, width) || next.span.of(text).starts_with(|c: char| c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let text = "Envoys meet\n\nThe envoys of both sides met on Monday.\nThey will meet again.\nNo date was set.\n";
        assert_eq!(paragraphs(text).len(), 4);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Envoys meet again\n\nThe envoys of both sides met on Monday in the old town hall of\n\
            the capital, for the first time since the war ended nine years\nago, officials said.\n\n\
            They will meet again in June, said a diplomat who was present at\nthe talks but may not be named.\n";
        let found = paragraphs(text);
        assert_eq!(found.len(), 3);
        assert!(found[1].starts_with("The envoys") && found[1].ends_with("officials said."));
    }

    #[test]
    fn an_indented_line_opens_a_paragraph() {
        let text = "    The envoys of both sides met on Monday in the old town hall of\nthe capital, for the first time \
            since the war ended nine years\nago, officials said to the agency.\n    They will meet again in June, said a diplomat \
            who was present\nat the talks but may not be named.\n";
        assert_eq!(paragraphs(text).len(), 2);
    }
}
