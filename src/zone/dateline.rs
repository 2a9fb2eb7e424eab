//! Datelines: "WASHINGTON, April 16 (Reuters) -", "Tegucigalpa, Jan 2 (EFE).-", "CAIRO – 26 July 2022:", "(AFP) -".

use super::{
    Dateline, agency,
    day::{self, Day},
    furniture,
};
use crate::span::Span;

/// No dateline is longer.
const LONGEST: usize = 140;

/// The dateline that a paragraph opens with. `bare`: a place in capitals is enough, as it is in a story's head; further
/// down a date or an agency must stand with it.
pub(super) fn parse(text: &str, paragraph: Span, bare: bool) -> Option<Dateline> {
    let line = paragraph.of(text);
    let first = line.chars().next()?;
    if !first.is_uppercase() && first != '(' {
        return None;
    }
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader { line: &line[..end], at: 0, whole: end == line.len() };
    let found = reader.dateline().filter(|f| bare || f.day.is_some() || f.agency.is_some())?;
    let shift = |s: Span| Span { start: s.start + paragraph.start, end: s.end + paragraph.start };
    Some(Dateline {
        span: shift(Span::new(0, reader.at)),
        place: shift(found.place),
        country: None,
        date: found.day.and_then(Day::date),
        agency: found.agency.map(shift),
        day: found.day,
    })
}

#[derive(Default)]
struct Found {
    place: Span,
    day: Option<Day>,
    agency: Option<Span>,
}

struct Reader<'t> {
    line: &'t str,
    at: usize,
    /// Whether the line ends where the text read here does.
    whole: bool,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.line[self.at..]
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\t', '\n', '\r']).len();
    }

    fn dateline(&mut self) -> Option<Found> {
        let mut found = Found::default();
        let capitals = self.place();
        found.place = Span::new(0, self.at);
        let place = &self.line[..self.at];
        if capitals.is_none() && !self.rest().starts_with('(') {
            return None;
        }
        let capitals = capitals.unwrap_or(false);
        // What tells a dateline from a sentence: a date, an agency in brackets, or a place in capitals before a dash.
        let (mut weekday, mut extra) = (false, false);
        for _ in 0..4 {
            let before = self.at;
            self.spaces();
            if self.rest().starts_with([',', ';']) {
                self.at += 1;
                self.spaces();
            }
            let rest = self.rest();
            if let Some((day, end)) = day::parse(rest).filter(|_| found.day.is_none()) {
                found.day = Some(day);
                self.at += end;
            } else if let Some(end) = day::weekday(rest).filter(|_| capitals && !weekday) {
                weekday = true;
                self.at += end;
            } else if rest.starts_with('(') {
                let Some(inside) = rest.find(')').map(|close| &rest[1..close]) else { break };
                let start = self.at + 1;
                if let Some((day, end)) = day::parse(inside).filter(|_| found.day.is_none() && !place.is_empty())
                    && end == inside.len()
                {
                    found.day = Some(day);
                } else if found.agency.is_none() && agency::in_brackets(inside, !capitals && found.day.is_none()) {
                    found.agency = Some(Span::new(start, start + inside.len()));
                } else {
                    self.at = before;
                    break;
                }
                self.at = start + inside.len() + 1;
            } else if !extra && self.separated() && found.day.is_none() && capitals && self.peek_day() {
                // "CAIRO – 26 July 2022:"
                extra = true;
                self.separator();
            } else {
                self.at = before;
                break;
            }
        }
        self.end(&found, place, capitals, weekday).then_some(found)
    }

    /// Whether the dateline ends here, and is one.
    fn end(&mut self, found: &Found, place: &str, capitals: bool, weekday: bool) -> bool {
        self.spaces();
        let dated = found.day.is_some() || found.agency.is_some();
        if self.rest().is_empty() && self.whole {
            // A line of its own.
            let listed = |a: Span| agency::in_brackets(a.of(self.line), true);
            return !place.is_empty() && (found.day.is_some() || found.agency.is_some_and(listed));
        }
        let rest = self.rest();
        if rest.starts_with(':') {
            self.at += 1;
            let slug = place.split(|c: char| !c.is_alphanumeric()).any(furniture::is_slug);
            return !place.is_empty() && (dated || capitals && !slug && place.len() >= 4) && self.opens_sentence();
        }
        // "On June 12-14", "BC-TRADE-": a hyphen that touches what stands before it needs more than a place.
        let touches = rest.starts_with('-') && !rest.starts_with("--") && !self.line[..self.at].ends_with(' ');
        if !self.separated() || touches && found.agency.is_none() {
            return false;
        }
        self.separator();
        if place.is_empty() {
            return found.agency.is_some() && self.opens_sentence();
        }
        let slug = place.split(|c: char| !c.is_alphanumeric()).any(furniture::is_slug);
        let alone = self.rest().is_empty();
        (dated || weekday || capitals && !slug && place.len() >= 4) && (alone || self.opens_sentence())
    }

    fn peek_day(&self) -> bool {
        let rest = self.rest();
        day::parse(rest.trim_start_matches(['-', '–', '—', ' '])).is_some_and(|(day, _)| day.year.is_some())
    }

    fn separated(&self) -> bool {
        let rest = self.rest().strip_prefix('.').unwrap_or(self.rest());
        rest.starts_with(['-', '–', '—', '_', '―', '‒'])
    }

    fn separator(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(['.', '-', '–', '—', '_', '―', '‒']).len();
        self.spaces();
    }

    /// What follows starts a sentence: no lower-case letter.
    fn opens_sentence(&mut self) -> bool {
        self.spaces();
        let after = self.rest().chars().next();
        // Words in lower case that open a sentence: "iPhone", "al-Shabaab", "eBay".
        after.is_none_or(|c| !c.is_lowercase()) || self.rest().starts_with("al-") || {
            let word: String = self.rest().chars().take_while(|c| c.is_alphabetic()).collect();
            word.chars().skip(1).any(char::is_uppercase)
        }
    }

    /// Reads the place: up to five words in capitals, or up to four that start with one; further parts after commas
    /// ("Ill.", "Russia"), others after slashes ("PARIS/MADRID"). Says whether it is all in capitals.
    fn place(&mut self) -> Option<bool> {
        let (first, capitals) = self.word(None)?;
        self.at = first;
        for _ in 0..5 {
            let before = self.at;
            let rest = self.rest();
            let gap = if rest.starts_with(" / ") {
                3
            } else if rest.starts_with(['/', ' ', '\u{a0}']) {
                rest.chars().next().map_or(1, char::len_utf8)
            } else if rest.starts_with(", ") && day::parse(&rest[2..]).is_none() && day::weekday(&rest[2..]).is_none() {
                2
            } else {
                break;
            };
            self.at += gap;
            // After a comma the state or country is in small letters; a date never is a place.
            let next = if day::parse(self.rest()).is_some() { None } else { self.word(Some(capitals && gap != 2)) };
            match next {
                Some((end, _)) => self.at = end,
                None => {
                    self.at = before;
                    break;
                }
            }
        }
        Some(capitals)
    }

    /// The place's word that starts here: its end, and whether it is in capitals (`wanted`: it must be, or need not).
    fn word(&self, wanted: Option<bool>) -> Option<(usize, bool)> {
        let rest = self.rest();
        if wanted == Some(false)
            && let Some(small) = ["de ", "of ", "al-", "el-", "la ", "del ", "do ", "sur ", "and "]
                .iter()
                .find(|s| rest.starts_with(**s))
        {
            return Some((self.at + small.trim_end().len(), false));
        }
        let mut end = 0;
        let (mut upper, mut lower) = (0, 0);
        for c in rest.chars() {
            if c.is_alphabetic() {
                if c.is_uppercase() { upper += 1 } else { lower += 1 }
            } else if c == '-' {
                // "PORT-AU-PRINCE", but "LONDON-"
                if !rest[end + 1..].starts_with(char::is_alphabetic) {
                    break;
                }
            } else if !matches!(c, '\'' | '’' | '.' | '`') {
                break;
            }
            end += c.len_utf8();
        }
        // "(EFE).-": the dot is not the place's; "D.C." and "Ill." are.
        if rest[..end].ends_with('.') && rest[end..].starts_with(['-', '–', '—']) {
            end -= 1;
        }
        let capitals = upper >= 2 && lower == 0 || upper >= 4 && lower <= 2;
        let titled = rest.starts_with(char::is_uppercase);
        let fits = match wanted {
            None => titled && upper + lower >= 2,
            Some(true) => capitals,
            Some(false) => titled,
        };
        fits.then_some((self.at + end, capitals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dateline, its place, date and agency.
    #[allow(clippy::type_complexity, reason = "four columns of a table")]
    fn read(text: &str) -> Option<(&str, &str, Option<(i8, i8)>, Option<&str>)> {
        parse(text, Span::new(0, text.len()), true)
            .map(|d| (d.span.of(text), d.place.of(text), d.day.map(|d| (d.month, d.day)), d.agency.map(|a| a.of(text))))
    }

    #[test]
    fn reads_the_forms_of_many_agencies() {
        for (text, place, day, agency) in [
            ("WASHINGTON, April 16 (Reuters) - |A", "WASHINGTON", Some((4, 16)), Some("Reuters")),
            ("YEKATERINBURG, Russia (Reuters) - |The", "YEKATERINBURG, Russia", None, Some("Reuters")),
            ("SPRINGFIELD, Ill. (AP) — |Illinois", "SPRINGFIELD, Ill.", None, Some("AP")),
            ("PARIS/MADRID (Reuters) - |The", "PARIS/MADRID", None, Some("Reuters")),
            ("JERUSALEM (AP)_ |Taking", "JERUSALEM", None, Some("AP")),
            ("Tegucigalpa, Jan 2 (EFE).- |The", "Tegucigalpa", Some((1, 2)), Some("EFE")),
            ("CAIRO – 26 July 2022: |Two", "CAIRO", Some((7, 26)), None),
            ("NEW DELHI: |The minister", "NEW DELHI", None, None),
            ("WASHINGTON – |Tokyo’s envoy", "WASHINGTON", None, None),
            ("WASHINGTON, D.C. — |The", "WASHINGTON, D.C.", None, None),
            ("TOKYO, April 27 - |Prime", "TOKYO", Some((4, 27)), None),
            ("Riga, May 14 – |Leaders", "Riga", Some((5, 14)), None),
            ("BEIJING, Nov. 3 (Xinhua) -- |The", "BEIJING", Some((11, 3)), Some("Xinhua")),
            ("(Reuters) - |Leaders", "", None, Some("Reuters")),
            ("BUCHAREST 1996-08-30|", "BUCHAREST", Some((8, 30)), None),
            ("WHITE HOUSE —|", "WHITE HOUSE", None, None),
            ("GENEVA / NEW YORK (31 January 2020) – |UN", "GENEVA / NEW YORK", Some((1, 31)), None),
            ("Moscow (AFP) - |Two", "Moscow", None, Some("AFP")),
            ("RIO DE JANEIRO, July 7 (Reuters) - |X", "RIO DE JANEIRO", Some((7, 7)), Some("Reuters")),
            ("LONDON, Monday - |The", "LONDON", None, None),
            ("RIGA, May 14 (Example News) - |A", "RIGA", Some((5, 14)), Some("Example News")),
        ] {
            let whole = text.replace('|', "");
            let span = text.split('|').next().unwrap_or("");
            assert_eq!(read(&whole), Some((span, place, day, agency)), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "NATO - the alliance - said",
            "FACTBOX - What the two sides want",
            "UPDATE 1-Envoys meet",
            "PHOTO: REUTERS",
            "READ: Envoys meet again",
            "Paris - the capital - was calm.",
            "Mr Orr (Reuters said) - no",
            "The minister (Labour) - who had",
            "May 5 was a Monday.",
            "I - for one - agree.",
            "US-China talks resume",
            "Both sides: The envoys met.",
            "On June 12- the envoys",
            "BC-TRADE-ENVOYS-",
            "TRADE-ENVOYS (Oslo)",
            "(See page 3) - Envoys meet",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
