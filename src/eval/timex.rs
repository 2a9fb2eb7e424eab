//! TIMEX3 values: which are the same, and which days they denote.

use jiff::{
    ToSpan as _,
    civil::{Date, ISOWeekDate, Weekday},
};

/// A value in one spelling of many: zones and seconds left out, P12M for P1Y, 199 for 199X.
pub(super) fn normal(value: &str) -> String {
    let value = value.trim().to_uppercase();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    for (ending, length) in [("X", 4), ("XX", 4)] {
        if let Some(stem) = value.strip_suffix(ending).filter(|stem| digits(stem) && value.len() == length) {
            return stem.to_owned();
        }
    }
    let value = clock(&value);
    length(&value).unwrap_or(value)
}

/// A time without seconds of zero and without a zone.
fn clock(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    // Full minutes lose their seconds.
    while let Some(at) = rest.find('T') {
        let (before, time) = rest.split_at(at);
        out.push_str(before);
        let bytes = time.as_bytes();
        let pair = |at: usize| bytes.get(at..at + 2).is_some_and(|p| p.iter().all(u8::is_ascii_digit));
        if pair(1) && bytes.get(3) == Some(&b':') && pair(4) && time.get(6..).is_some_and(|t| t.starts_with(":00")) {
            out.push_str(&time[..6]);
            rest = &time[9..];
            if let Some(fraction) = rest.strip_prefix('.') {
                let zeros = fraction.bytes().take_while(|&b| b == b'0').count();
                if zeros > 0 {
                    rest = &fraction[zeros..];
                }
            }
        } else {
            out.push('T');
            rest = &time[1..];
        }
    }
    out.push_str(rest);
    let time = |s: &str| {
        let tail = &s[s.rfind('T').unwrap_or(s.len())..];
        let bytes = tail.as_bytes();
        let pair = |at: usize| bytes.get(at..at + 2).is_some_and(|p| p.iter().all(u8::is_ascii_digit));
        pair(1) && (tail.len() == 3 || (tail.len() == 6 && bytes[3] == b':' && pair(4)))
    };
    let zone = if out.ends_with('Z') {
        1
    } else {
        let bytes = out.as_bytes();
        let signed = |n: usize| {
            let at = bytes.len().checked_sub(n)?;
            let zone = &bytes[at..];
            let digits = zone[1..].iter().filter(|b| b.is_ascii_digit()).count();
            (matches!(zone[0], b'+' | b'-') && digits == 4 && (n == 5 || zone[3] == b':')).then_some(n)
        };
        signed(6).or_else(|| signed(5)).unwrap_or(0)
    };
    if zone > 0 && out.is_char_boundary(out.len() - zone) && time(&out[..out.len() - zone]) {
        out.truncate(out.len() - zone);
    }
    let tail = out.len().checked_sub(3).and_then(|at| out.get(at..)).unwrap_or_default();
    if tail.starts_with('T') && tail.bytes().skip(1).all(|b| b.is_ascii_digit()) {
        out.push_str(":00");
    }
    out
}

/// A length of one unit, in months or hours.
fn length(value: &str) -> Option<String> {
    let rest = value.strip_prefix('P')?;
    let (time, rest) = match rest.strip_prefix('T') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &rest[..rest.len() - unit.len()];
    let whole = number.split('.').all(|part| !part.is_empty()) && number.matches('.').count() <= 1;
    let number: f64 = number.parse().ok().filter(|_| whole)?;
    let (base, times) = match (time, unit) {
        (false, "M") => ("M", 1.0),
        (false, "Y") => ("M", 12.0),
        (false, "DE") => ("M", 120.0),
        (false, "CE" | "C") => ("M", 1200.0),
        (false, "Q") => ("M", 3.0),
        (false, "W") => ("H", 168.0),
        (false, "D") => ("H", 24.0),
        (true, "H") => ("H", 1.0),
        (true, "M") => ("H", 1.0 / 60.0),
        (true, "S") => ("H", 1.0 / 3600.0),
        _ => return None,
    };
    Some(format!("DUR:{base}:{}", (number * times * 1e6).round() / 1e6))
}

/// The first and the last day that a value denotes; `None` where it denotes no days of the calendar.
pub(super) fn interval(value: &str, published: Option<&str>) -> Option<(Date, Date)> {
    let value = value.trim().to_uppercase();
    if value == "PRESENT_REF"
        && let Some(published) = published
    {
        let day = date(published).filter(|_| published.len() == 10)?;
        return Some((day, day));
    }
    if let Some((from, to)) = value.split_once('/') {
        return Some((interval(from, None)?.0, interval(to, None)?.1));
    }
    let bytes = value.as_bytes();
    if value.get(4..6) == Some("-W") && bytes.get(6).is_some_and(u8::is_ascii_digit) {
        return week(&value);
    }
    if let Some(day) = value.get(..10).filter(|_| bytes.get(7) == Some(&b'-'))
        && day.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() })
    {
        let day = date(day)?;
        return Some((day, day));
    }
    if let Some((year, part)) = value.split_once('-').filter(|(year, _)| year.len() == 4) {
        let year: i16 = number(year)?;
        let months = |first: i16, last: i16| {
            let end = Date::new(year + i16::from(last < first), last as i8, 1).ok()?.last_of_month();
            Some((Date::new(year, first as i8, 1).ok()?, end))
        };
        return match part {
            "SP" => months(3, 5),
            "SU" => months(6, 8),
            "FA" => months(9, 11),
            "WI" => months(12, 2),
            _ if part.len() == 2 && part.as_bytes()[0] == b'Q' => {
                let quarter: i16 = number(&part[1..])?;
                months(3 * quarter - 2, 3 * quarter)
            }
            _ if part.len() == 2 && part.as_bytes()[0] == b'H' => {
                let half: i16 = number(&part[1..])?;
                months(6 * half - 5, 6 * half)
            }
            _ if part.len() == 2 => {
                let month: i16 = number(part)?;
                months(month, month)
            }
            _ => None,
        };
    }
    let stem = value.trim_end_matches('X');
    if stem.len() > 4 {
        return None;
    }
    let _: i16 = number(stem)?;
    let (low, high): (i16, i16) = (number(&format!("{stem:0<4}"))?, number(&format!("{stem:9<4}"))?);
    Some((Date::new(low.max(1), 1, 1).ok()?, Date::new(high, 12, 31).ok()?))
}

/// A week, its weekend or one of its days.
fn week(value: &str) -> Option<(Date, Date)> {
    let year = number(value.get(..4)?)?;
    let week: i16 = number(value.get(6..8)?)?;
    let rest = &value[8..];
    let rest = rest.find('T').map_or(rest, |at| &rest[..at]);
    let monday = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?.date();
    let day = |n: i64| monday.checked_add(n.days()).ok();
    match rest {
        "" => Some((monday, day(6)?)),
        "-WE" => Some((day(5)?, day(6)?)),
        _ => {
            let n: i16 = number(rest.strip_prefix('-').filter(|d| d.len() == 1)?)?;
            let day = day(i64::from(n) - 1)?;
            Some((day, day))
        }
    }
}

fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// `2025-04-16`.
fn date(s: &str) -> Option<Date> {
    let (year, rest) = (s.get(..4)?, s.get(4..)?);
    let (month, day) = (rest.get(1..3)?, rest.get(4..6)?);
    Date::new(number(year)?, number(month)? as i8, number(day)? as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value() {
        for (a, b) in [
            ("P12M", "P1Y"),
            ("P1DE", "p10y"),
            ("P7D", "P1W"),
            ("PT24H", "P1D"),
            ("PT90M", "PT1.5H"),
            ("199X", "199"),
            ("19XX", "19"),
            ("2024-05-14T07:45:00Z", "2024-05-14T07:45"),
            ("2024-05-14T07:45+02:00", "2024-05-14T07:45"),
            ("2024-05-14T07:00", "2024-05-14T07"),
        ] {
            assert_eq!(normal(a), normal(b), "{a} {b}");
        }
        for (a, b) in [("P1M", "PT1M"), ("2024-05-14T07:45:30", "2024-05-14T07:45"), ("P1Y2M", "P14M"), ("PXM", "PXY")]
        {
            assert_ne!(normal(a), normal(b), "{a} {b}");
        }
    }

    #[test]
    fn days_of_a_value() {
        for (value, from, to) in [
            ("2024-05-14", "2024-05-14", "2024-05-14"),
            ("2024-05-14TMO", "2024-05-14", "2024-05-14"),
            ("2024-W20", "2024-05-13", "2024-05-19"),
            ("2024-W20-WE", "2024-05-18", "2024-05-19"),
            ("2024-W20-2", "2024-05-14", "2024-05-14"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-Q4", "2024-10-01", "2024-12-31"),
            ("2024-H1", "2024-01-01", "2024-06-30"),
            ("2024-WI", "2024-12-01", "2025-02-28"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("19", "1900-01-01", "1999-12-31"),
            ("2024-05-14/2024-06", "2024-05-14", "2024-06-30"),
            ("PRESENT_REF", "2024-05-15", "2024-05-15"),
        ] {
            let days = interval(value, Some("2024-05-15")).map(|(a, b)| (a.to_string(), b.to_string()));
            assert_eq!(days, Some((from.to_owned(), to.to_owned())), "{value}");
        }
        for value in ["", "P3D", "XXXX-05-14", "PAST_REF", "2024-13", "2024-02-30", "2024-Q5", "é024-05-14"] {
            assert_eq!(interval(value, Some("2024-05-15")), None, "{value}");
        }
    }
}
