//! Places in the calendar at every grain, known or half known, and how TIMEX3 writes them.

use std::fmt::Write as _;

use jiff::{ToSpan, civil::Weekday};

use crate::article::Date;

/// How much of the calendar an expression covers, with its place in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// Month and day of the month.
    Day(i8, i8),
    /// ISO week of the ISO year.
    Week(i8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i8),
    /// Month.
    Month(i8),
    /// Quarter.
    Quarter(i8),
    /// Half.
    Half(i8),
    /// Season by its TIMEX3 code.
    Season(&'static str),
    /// Year.
    Year,
    /// The decade that `year` begins.
    Decade,
    /// The century that `year` begins.
    Century,
    /// A day of the week (1 Monday) whose week is not known.
    Weekday(i8),
    /// A unit by its TIMEX3 code of which nothing else is known: "today" in a story without a date.
    Unplaced(&'static str),
}

/// A place in the calendar. Without a year it is known up to the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) year: Option<i16>,
    pub(super) grain: Grain,
}

impl When {
    /// A day.
    pub(super) fn day(date: Date) -> Self {
        Self { year: Some(date.year()), grain: Grain::Day(date.month(), date.day()) }
    }

    /// The week of a day.
    pub(super) fn week(date: Date) -> Self {
        let week = date.iso_week_date();
        Self { year: Some(week.year()), grain: Grain::Week(week.week()) }
    }

    /// The weekend of a day's week.
    pub(super) fn weekend(date: Date) -> Self {
        let week = date.iso_week_date();
        Self { year: Some(week.year()), grain: Grain::Weekend(week.week()) }
    }

    /// The month of a day.
    pub(super) fn month(date: Date) -> Self {
        Self { year: Some(date.year()), grain: Grain::Month(date.month()) }
    }

    /// The quarter of a day.
    pub(super) fn quarter(date: Date) -> Self {
        Self { year: Some(date.year()), grain: Grain::Quarter((date.month() + 2) / 3) }
    }

    /// A whole year.
    pub(super) fn whole_year(year: i16) -> Self {
        Self { year: Some(year), grain: Grain::Year }
    }

    /// A unit, by its code, that only the publication date could place, where that is not known.
    pub(super) fn unplaced(unit: &'static str) -> Option<Self> {
        let placed = matches!(unit, "D" | "W" | "N" | "M" | "Q" | "Y" | "E" | "C");
        placed.then_some(Self { year: None, grain: Grain::Unplaced(unit) })
    }

    /// Whether it is a single day of a known month.
    pub(super) fn is_day(&self) -> bool {
        matches!(self.grain, Grain::Day(..))
    }

    /// Whether it is a part of a year that accounts are made for.
    pub(super) fn is_period(&self) -> bool {
        matches!(self.grain, Grain::Quarter(_) | Grain::Half(_) | Grain::Month(_))
    }

    /// The first day, where the year is known and the day exists.
    pub(super) fn first(&self) -> Option<Date> {
        let year = self.year?;
        let date = |m, d| Date::new(year, m, d).ok();
        let week = |week, day| jiff::civil::ISOWeekDate::new(year, week, day).ok().map(|w| w.date());
        match self.grain {
            Grain::Day(m, d) => date(m, d),
            Grain::Week(w) => week(w, Weekday::Monday),
            Grain::Weekend(w) => week(w, Weekday::Saturday),
            Grain::Month(m) => date(m, 1),
            Grain::Quarter(q) => date(3 * q - 2, 1),
            Grain::Half(h) => date(6 * h - 5, 1),
            Grain::Season(s) => date(season_month(s), 1),
            Grain::Year | Grain::Decade | Grain::Century => date(1, 1),
            Grain::Weekday(_) | Grain::Unplaced(_) => None,
        }
    }

    /// The TIMEX3 value.
    pub(super) fn write(&self) -> String {
        let mut out = String::with_capacity(12);
        match (self.year, self.grain) {
            (Some(y), Grain::Decade) => {
                let _ = write!(out, "{:03}", y / 10);
                return out;
            }
            (Some(y), Grain::Century) => {
                let _ = write!(out, "{:02}", y / 100);
                return out;
            }
            (Some(y), _) if y < 0 => {
                let _ = write!(out, "BC{:04}", -y);
            }
            (Some(y), _) => {
                let _ = write!(out, "{y:04}");
            }
            (None, Grain::Unplaced("E")) => out.push_str("XXX"),
            (None, Grain::Unplaced("C")) => out.push_str("XX"),
            (None, _) => out.push_str("XXXX"),
        }
        let _ = match self.grain {
            Grain::Day(m, d) => write!(out, "-{m:02}-{d:02}"),
            Grain::Week(w) => write!(out, "-W{w:02}"),
            Grain::Weekend(w) => write!(out, "-W{w:02}-WE"),
            Grain::Month(m) => write!(out, "-{m:02}"),
            Grain::Quarter(q) => write!(out, "-Q{q}"),
            Grain::Half(h) => write!(out, "-H{h}"),
            Grain::Season(s) => write!(out, "-{s}"),
            Grain::Weekday(w) => write!(out, "-WXX-{w}"),
            Grain::Unplaced("D") => write!(out, "-XX-XX"),
            Grain::Unplaced("W") => write!(out, "-WXX"),
            Grain::Unplaced("N") => write!(out, "-WXX-WE"),
            Grain::Unplaced("M") => write!(out, "-XX"),
            Grain::Unplaced("Q") => write!(out, "-QX"),
            Grain::Year | Grain::Decade | Grain::Century | Grain::Unplaced(_) => Ok(()),
        };
        out
    }
}

/// The month a season begins with.
pub(super) fn season_month(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The season of a day, by meteorological months; January and February belong to the winter of the year before.
pub(super) fn season_of(date: Date) -> (i16, &'static str) {
    match date.month() {
        3..=5 => (date.year(), "SP"),
        6..=8 => (date.year(), "SU"),
        9..=11 => (date.year(), "FA"),
        12 => (date.year(), "WI"),
        _ => (date.year() - 1, "WI"),
    }
}

/// The number of a day of the week, 1 for Monday.
pub(super) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// `date` and `days` more, where that is still in the calendar.
pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// `date` and `months` more; the last day of the month where the day does not exist.
pub(super) fn add_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

/// Western Easter Sunday (Meeus, Jones, Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// The day of a holiday's rule (see `data/dates/holidays.tsv`) in `year`.
pub(super) fn holiday(rule: &str, year: i16) -> Option<Date> {
    if let Some(offset) = rule.strip_prefix("easter") {
        return add_days(easter(year)?, offset.parse().ok()?);
    }
    if rule.contains(':') {
        let (nth, more) = rule.split_once('+').unwrap_or((rule, "0"));
        let mut parts = nth.split(':').map(|p| p.parse::<i8>().ok());
        let (month, day, nth) = (parts.next()??, parts.next()??, parts.next()??);
        let first = Date::new(year, month, 1).ok()?;
        let date = first.nth_weekday_of_month(nth, Weekday::from_monday_one_offset(day).ok()?).ok()?;
        return date.checked_add(more.parse::<i64>().ok()?.days()).ok();
    }
    let mut parts = rule.rsplit('-').map(|p| p.parse::<i8>().ok());
    let (day, month) = (parts.next()??, parts.next()??);
    Date::new(year, month, day).ok()
}
