//! Teasers that a web page puts inside a sentence: after a name its full form, then the headlines of other stories, then
//! "MORE": "President Roe Ann Mary RoeRoe faces a vote Markets rally MORE met the king". They are no part of the story.

use crate::span::Span;

/// The link that ends a teaser.
pub(super) const END: &str = " MORE";

/// How many bytes before its end a teaser can start.
const REACH: usize = 400;

/// How many given names the full form can have.
const NAMES: usize = 5;

/// Finds the teasers of a paragraph into `out`, in order.
pub(super) fn find(text: &str, paragraph: Span, out: &mut Vec<Span>) {
    let line = paragraph.of(text);
    let mut from = 0;
    while let Some(at) = line[from..].find(END) {
        let end = from + at + END.len();
        let mut low = from.max(end.saturating_sub(REACH));
        while !line.is_char_boundary(low) {
            low += 1;
        }
        let whole = !line[end..].starts_with(char::is_alphanumeric);
        if let Some(start) = start(&line[low..end]).filter(|_| whole) {
            let at = |offset: usize| paragraph.start + offset as u32;
            out.push(Span { start: at(low + start), end: at(end) });
        }
        from = end;
    }
}

/// Where the full form starts: after its surname, and before the given names that lead to the surname again, to which the
/// first headline sticks: "Roe Ann Mary RoeMarkets".
fn start(window: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> =
        window.split(' ').scan(0, |at, w| Some((std::mem::replace(at, *at + w.len() + 1), w))).collect();
    let upper = |w: &str| w.starts_with(char::is_uppercase);
    (2..words.len()).find_map(|glued| {
        let surname = (glued.saturating_sub(NAMES)..glued - 1).rev().find(|&s| {
            let rest = words[glued].1.strip_prefix(words[s].1);
            words[s].1.len() > 1 && upper(words[s].1) && rest.is_some_and(upper)
        })?;
        words[surname + 1..glued].iter().all(|w| upper(w.1)).then_some(words[surname + 1].0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let mut found = Vec::new();
        find(text, Span { start: 0, end: text.len() as u32 }, &mut found);
        let mut out = text.to_owned();
        for span in found.iter().rev() {
            out.replace_range(span.start as usize..span.end as usize, "");
        }
        out
    }

    #[test]
    fn a_teaser_goes_from_the_given_names_to_its_link() {
        let text =
            "President Roe Ann Mary RoeRoe faces a vote Markets rally MORE met Bo Lind Bo LindTen things MORE’s aide.";
        assert_eq!(without(text), "President Roe  met Bo Lind ’s aide.");
    }

    #[test]
    fn other_text_stays() {
        for text in ["They want MORE money.", "Ann Roe met MacLeod and said MORE.", "Ünal Öz ÜnalÖz MOREover", " MORE"]
        {
            assert_eq!(without(text), text);
        }
    }
}
