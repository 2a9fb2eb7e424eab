//! Dates in a story's head: "April 16", "Jan. 6, 2024", "26 July 2022", "Sunday, August 4, 2019", "1996-08-30".

use crate::article::Date;

/// A day, with its year where that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
}

impl Day {
    /// The date, where the year is written and the day exists.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date in the year that brings it closest to `published`.
    pub fn near(self, published: Date) -> Option<Date> {
        if self.year.is_some() {
            return self.date();
        }
        (-1..=1)
            .filter_map(|step| Date::new(published.year() + step, self.month, self.day).ok())
            .min_by_key(|date| published.until(*date).map_or(i32::MAX, |span| span.get_days().abs()))
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The day that `text` starts with, and where it ends.
pub(super) fn parse(text: &str) -> Option<(Day, usize)> {
    let mut at = 0;
    if let Some(end) = weekday(text) {
        at = end + text[end..].len() - text[end..].trim_start_matches([',', ' ', '.']).len();
    }
    let rest = &text[at..];
    let (day, end) = iso(rest).or_else(|| month_first(rest)).or_else(|| day_first(rest))?;
    (1..=31).contains(&day.day).then_some((day, at + end))
}

/// Where the weekday that `text` starts with ends.
pub(super) fn weekday(text: &str) -> Option<usize> {
    named(text, &WEEKDAYS, 3).map(|(_, end)| end)
}

/// One of `names`, in full or cut to at least `least` letters, with or without a dot: its index and its end.
fn named(text: &str, names: &[&str], least: usize) -> Option<(usize, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..letters];
    if letters < least || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let fits = |name: &str| {
        name.get(..letters).is_some_and(|n| n.eq_ignore_ascii_case(word)) && (letters <= 5 || letters == name.len())
    };
    let index = names.iter().position(|name| fits(name))?;
    Some((index, letters + usize::from(text[letters..].starts_with('.'))))
}

fn number(text: &str, longest: usize) -> Option<(i16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > longest {
        return None;
    }
    Some((text[..digits].parse().ok()?, digits))
}

fn year(text: &str) -> Option<(i16, usize)> {
    let rest = text.trim_start_matches([',', ' ']);
    let (year, digits) = number(rest, 4).filter(|(y, n)| *n == 4 && (1800..2200).contains(y))?;
    Some((year, text.len() - rest.len() + digits))
}

/// "1996-08-30"
fn iso(text: &str) -> Option<(Day, usize)> {
    let b = text.as_bytes();
    if b.len() < 10 || b[4] != b'-' || b[7] != b'-' || b.get(10).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to).and_then(|p| number(p, 4)).map(|n| n.0);
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let day = Day { year: Some(year), month: month as i8, day: day as i8 };
    day.date().map(|_| (day, 10))
}

/// "April 16", "Jan. 6, 2024"
fn month_first(text: &str) -> Option<(Day, usize)> {
    let (month, mut at) = named(text, &MONTHS, 3)?;
    let gap = text[at..].len() - text[at..].trim_start().len();
    if gap == 0 {
        return None;
    }
    let (day, digits) = number(&text[at + gap..], 2)?;
    at += gap + digits;
    at += ordinal(&text[at..]);
    Some(with_year(text, month, day, at))
}

/// "26 July 2022", "5th of May"
fn day_first(text: &str) -> Option<(Day, usize)> {
    let (day, mut at) = number(text, 2)?;
    at += ordinal(&text[at..]);
    let rest = &text[at..];
    let gap = rest.len() - rest.trim_start().trim_start_matches("of ").len();
    if gap == 0 {
        return None;
    }
    let (month, end) = named(&text[at + gap..], &MONTHS, 3)?;
    Some(with_year(text, month, day, at + gap + end))
}

fn ordinal(text: &str) -> usize {
    usize::from(["st", "nd", "rd", "th"].iter().any(|o| text.starts_with(o))) * 2
}

fn with_year(text: &str, month: usize, day: i16, end: usize) -> (Day, usize) {
    let (month, day) = (month as i8 + 1, day as i8);
    match year(&text[end..]) {
        Some((year, length)) => (Day { year: Some(year), month, day }, end + length),
        None => (Day { year: None, month, day }, end),
    }
}

/// Words that stand around the date of a line that says when the story was published.
const LABELS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "last",
    "first",
    "on",
    "at",
    "am",
    "pm",
    "gmt",
    "utc",
    "est",
    "edt",
    "bst",
    "cet",
    "cest",
    "ist",
    "sgt",
    "hkt",
    "jst",
    "kst",
    "a.m.",
    "p.m.",
    "p.m",
    "a.m",
    "date",
    "dated",
    "issued",
    "modified",
    "et",
    "pt",
    "local",
    "time",
    "hours",
    "hrs",
    "release",
    "wib",
    "pht",
    "myt",
    "aest",
    "nzst",
    "msk",
];

/// The full date of a line that says no more than when the story was published.
pub(super) fn line(text: &str) -> Option<Date> {
    if text.len() > 90 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut found = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        if let Some((day, end)) = parse(rest) {
            found = found.or(day.date());
            at += end;
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ':')).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches(['.', ':']).to_lowercase();
        let clock = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8;
        if !clock && !LABELS.contains(&&*word) && weekday(rest).is_none() {
            return None;
        }
        at += end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days() {
        for (text, year, month, day, end) in [
            ("April 16 (Reuters)", None, 4, 16, 8),
            ("Jan. 6, 2024 -", Some(2024), 1, 6, 12),
            ("26 July 2022: x", Some(2022), 7, 26, 12),
            ("Sunday, August 4, 2019", Some(2019), 8, 4, 22),
            ("1996-08-30", Some(1996), 8, 30, 10),
            ("Sept 3rd", None, 9, 3, 8),
            ("5 May", None, 5, 5, 5),
        ] {
            assert_eq!(parse(text), Some((Day { year, month, day }, end)), "{text}");
        }
        for text in ["Mayor 5", "Augustine 3", "may 5", "1996-13-01", "32 May", "Marchers 3"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn tells_lines_that_date_a_story() {
        let full = |y, m, d| Date::new(y, m, d).ok();
        assert_eq!(line("Sunday, August 4, 2019"), full(2019, 8, 4));
        assert_eq!(line("Published: 5 March 2024 at 10:30 GMT"), full(2024, 3, 5));
        assert_eq!(line("Updated March 5, 2024 6:12 p.m. EST"), full(2024, 3, 5));
        assert_eq!(line("The law of March 5, 2024"), None);
        assert_eq!(line("March 5"), None);
    }
}
