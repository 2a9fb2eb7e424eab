//! Publication dates as feeds, pages and archives write them.

use crate::article::{self, Date};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day of `2025-04-16T08:00:00Z`, `Wed, 16 Apr 2025 08:00:00 GMT`, `26-FEB-1987 15:01:01.79`, `April 16, 2025`,
/// `2025/04/16`. Figures alone that could be read two ways (`04/05/2025`) say nothing.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = article::day(text) {
        return Some(date);
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).take(6).peekable();
    let (mut day, mut month, mut year) = (None, None, None);
    let figures =
        |w: &str, least: usize, most: usize| (least..=most).contains(&w.len()).then(|| w.parse::<i16>().ok()).flatten();
    if words.peek().is_some_and(|w| w.len() == 4) {
        let year = figures(words.next()?, 4, 4)?;
        let (month, day) = (figures(words.next()?, 1, 2)?, figures(words.next()?, 1, 2)?);
        return Date::new(year, month as i8, day as i8).ok();
    }
    for word in words {
        if let Some(figure) = figures(word, 1, 2).filter(|_| day.is_none()) {
            day = Some(figure);
        } else if let Some(figure) = figures(word, 4, 4) {
            year = Some(figure);
            break;
        } else if month.is_none() && word.len() >= 3 && word.is_char_boundary(3) {
            let short = word[..3].to_ascii_lowercase();
            month = MONTHS.iter().position(|m| *m == short);
        }
    }
    Date::new(year?, month? as i8 + 1, day? as i8).ok()
}

/// Whether a dateline field holds a time instead of a place.
pub(super) fn is_time(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_hand() {
        for text in [
            "2025-04-06T08:00:00Z",
            "20250406T080000+0000",
            "Sun, 06 Apr 2025 08:00:00 GMT",
            "6 April 2025",
            "April 6, 2025",
            "2025/4/6",
            " 6-APR-2025 15:01:01.79",
            "Sun Apr  6 2025",
        ] {
            assert_eq!(day(text), Some(jiff::civil::date(2025, 4, 6)), "{text}");
        }
        for text in ["", "04/06/2025", "yesterday", "April 2025", "31 Feb 2025", "2025", "é€ 1 2 3"] {
            assert_eq!(day(text), None, "{text}");
        }
        assert!(is_time("2014-07-16 15:53:10 GMT+00:00"));
        assert!(!is_time("MOSCOW, Monday 12"));
    }
}
