//! From slots to a place in the calendar: the publication date and the tense of the clause fill in what is not said.

use std::fmt::Write as _;

use super::{
    TimexType,
    calendar::{self, Grain, When},
    guard::Found,
    length,
    story::{Outcome, Story},
    tense::{self, Tense},
    vocabulary::{self, class},
};
use crate::article::Date;

/// "past", as in "the past week": a length up to now.
pub(super) const PAST: i32 = -10;

/// The value of a match whose slots name a place in the calendar.
pub(super) fn calendar(m: Found, story: &Story) -> Option<Outcome> {
    let modifier = modifier(m);
    if m.slots.get(class::REL) == Some(PAST)
        && let Some(unit) = m.slots.code(class::UNIT)
        && m.slots.get(class::YEAR).is_none()
    {
        return length::of(100, unit).map(|value| Outcome { modifier, ..Outcome::of(TimexType::Duration, value) });
    }
    let base = place(m, story)?;
    if base.year.is_some() && base.first().is_none() && !matches!(base.grain, Grain::Weekday(_)) {
        return before_calendar(base).then(|| Outcome { modifier, ..Outcome::at(base) });
    }
    let base = around(m, base)?;
    let Some(time) = time_of_day(m)? else { return Some(Outcome { modifier, ..Outcome::at(base) }) };
    if !matches!(base.grain, Grain::Day(..) | Grain::Weekday(_) | Grain::Unplaced("D")) {
        return None;
    }
    let mut value = base.write();
    value.push_str(&time);
    Some(Outcome { modifier, when: Some(base), ..Outcome::of(TimexType::Time, value) })
}

/// "the day before Christmas", "Easter weekend", "the week of March 6": what lies around the day that is named.
fn around(m: Found, base: When) -> Option<When> {
    if let Some(days) = m.slots.get(class::DAYSTEP) {
        return calendar::add_days(base.first()?, i64::from(days)).map(When::day);
    }
    let Some(whole) = m.slots.code(class::WHOLE) else { return Some(base) };
    let day = base.first()?;
    match whole {
        "W" => Some(When::week(day)),
        // A holiday on Monday ends the weekend before it.
        "N" => calendar::add_days(day, if calendar::weekday(day) < 3 { -3 } else { 0 }).map(When::weekend),
        _ => None,
    }
}

/// Years before Christ lie outside the calendar that days are checked by.
fn before_calendar(base: When) -> bool {
    base.year.is_some_and(|y| y < 0) && base.grain == Grain::Year
}

/// MOD: START, MID, END, APPROX and the comparisons.
pub(super) fn modifier(m: Found) -> Option<&'static str> {
    [class::EDGE, class::EDGEOF, class::APPROX].into_iter().find_map(|c| m.slots.code(c)).filter(|&c| c != "-")
}

/// Whether the match names month and day.
pub(super) fn names_a_day(m: Found) -> bool {
    let month = m.slots.get(class::MONTH).or(m.slots.get(class::MONTHNUM));
    month.is_some() && m.slots.get(class::DAY).or(m.slots.get(class::ORD)).is_some()
}

/// The part after the day: `T10:30`, `TMO`; `None` inside where there is none.
fn time_of_day(m: Found) -> Option<Option<String>> {
    let s = m.slots;
    let zone = s.code(class::ZONE).filter(|&z| z == "Z").unwrap_or("");
    let seconds = if let Some(clock) = s.get(class::CLOCK).or(s.get(class::HHMM)) {
        match s.get(class::AMPM) {
            Some(add) if clock < 13 * 3600 => clock % (12 * 3600) + add * 3600,
            // "5:30 in the afternoon"
            None if clock < 12 * 3600 && late(s.code(class::PART)) => clock + 12 * 3600,
            _ => clock,
        }
    } else if let Some(hour) = s.get(class::INT).filter(|_| s.get(class::ERA).is_none()) {
        match s.get(class::AMPM) {
            Some(add) if (1..=12).contains(&hour) => (hour % 12 + add) * 3600,
            None if (1..=12).contains(&hour) => {
                (hour + if late(s.code(class::PART)) && hour < 12 { 12 } else { 0 }) * 3600
            }
            _ => return None,
        }
    } else {
        return Some(s.code(class::PART).map(|p| format!("T{p}")));
    };
    let (h, min, sec) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut out = format!("T{h:02}:{min:02}");
    if sec != 0 {
        let _ = write!(out, ":{sec:02}");
    }
    out.push_str(zone);
    Some(Some(out))
}

/// Parts of the day after noon.
fn late(part: Option<&str>) -> bool {
    matches!(part, Some("AF" | "EV" | "NI"))
}

/// The year as the text gives it: four digits, two digits, or "last year's".
fn given_year(m: Found, story: &Story) -> Option<i16> {
    let s = m.slots;
    if let Some(year) = s.get(class::YEAR) {
        return i16::try_from(year).ok();
    }
    if let Some(two) = s.get(class::YEAR2) {
        return Some(nearest_century(two as i16, 1, story));
    }
    // "nineteen ninety-six", "the year two thousand"
    if let Some(hundreds) = s.get(class::TEENS) {
        let rest = s.get(class::NUM)?;
        let fits = if hundreds > 0 { 1000..=9900 } else { 100_000..=220_000 };
        return (rest % 100 == 0 && fits.contains(&rest)).then(|| (hundreds * 100 + rest / 100) as i16);
    }
    // "June last year"
    if s.get(class::MONTH).is_some() && s.code(class::UNIT) == Some("Y") {
        let offset = i16::try_from(s.get(class::REL)?).ok()?;
        return story.anchor?.year().checked_add(if offset == PAST as i16 { -1 } else { offset });
    }
    None
}

/// The year that ends in `two` and lies nearest to the publication date, but not far behind it in the future.
fn nearest_century(two: i16, step: i16, story: &Story) -> i16 {
    let now = story.anchor.map_or(2025, |a| a.year());
    let year = now / 100 * 100 + two;
    if year > now + 20 * step { year - 100 } else { year }
}

fn place(m: Found, story: &Story) -> Option<When> {
    let s = m.slots;
    let tense = || tense::of(m.input, m.first, m.end, m.from, m.to);
    let rel = s.get(class::REL).map(|r| if r == PAST { -1 } else { r });
    let year = given_year(m, story);
    if let Some(packed) = s.get(class::SLASH) {
        let (month, day, year) = (packed >> 24, packed >> 16 & 0xff, packed & 0xffff);
        let year = if year < 100 { nearest_century(year as i16, 1, story) } else { year as i16 };
        return date(year, month, day).map(When::day);
    }
    if year.is_none() && s.get(class::TEENS).is_some() {
        return None;
    }
    let month = s.get(class::MONTH).or(s.get(class::MONTHNUM));
    let day = s.get(class::DAY).or(s.get(class::ORD));
    if let Some(rule) = s.code(class::HOLIDAY) {
        return holiday(rule, year, rel, story, tense);
    }
    match (month, day) {
        (Some(month), Some(day)) if s.get(class::QUARTER).is_none() => {
            if let Some(year) = year {
                return date(year, month, day).map(When::day);
            }
            return month_day(month, day, s.get(class::WEEKDAY), rel, story, tense);
        }
        (Some(month), _) => {
            let grain = Grain::Month(month as i8);
            let year = year.or_else(|| story.anchor.map(|a| month_year(month, a, rel, tense())));
            return Some(When { year, grain });
        }
        _ => {}
    }
    if let Some(offset) = s.get(class::DEICTIC) {
        let Some(anchor) = story.anchor else { return When::unplaced("D") };
        return calendar::add_days(anchor, i64::from(offset) + i64::from(rel.unwrap_or(0))).map(When::day);
    }
    if let Some(weekday) = s.get(class::WEEKDAY) {
        let Some(anchor) = story.anchor else {
            return Some(When { year: None, grain: Grain::Weekday(weekday as i8) });
        };
        if let (Some(rel), Some("W")) = (rel, s.code(class::UNIT)) {
            let monday = When::week(calendar::add_days(anchor, 7 * i64::from(rel))?).first()?;
            return calendar::add_days(monday, i64::from(weekday - 1)).map(When::day);
        }
        return self::weekday(weekday as i8, anchor, rel, m, tense).map(When::day);
    }
    if s.get(class::QUARTER).is_some() {
        let quarter = s.get(class::ORD).or(s.get(class::FINAL_ORD)).filter(|q| (1..=4).contains(q))? as i8;
        let year = year.or_else(|| quarter_year(quarter, 3, rel, story, tense));
        return Some(When { year, grain: Grain::Quarter(quarter) });
    }
    if s.get(class::HALF).is_some() {
        let half = s.get(class::ORD).or(Some(2)).filter(|h| (1..=2).contains(h))? as i8;
        let year = year.or_else(|| quarter_year(half, 6, rel, story, tense));
        return Some(When { year, grain: Grain::Half(half) });
    }
    if let Some(season) = s.code(class::SEASON) {
        let year = year.or_else(|| story.anchor.map(|a| season_year(season, a, rel, tense())));
        return Some(When { year, grain: Grain::Season(season) });
    }
    if let Some(decade) = s.get(class::DECADE).or(s.get(class::DECADE_WORD)) {
        let year = if decade < 100 { nearest_century(decade as i16, 0, story) } else { decade as i16 };
        return Some(When { year: Some(year), grain: Grain::Decade });
    }
    if s.get(class::CENTURY).is_some() {
        let number = s.get(class::ORD).filter(|n| (1..=30).contains(n))?;
        return Some(When { year: Some((number as i16 - 1) * 100), grain: Grain::Century });
    }
    if s.get(class::ERA).is_some() {
        let year = s.get(class::YEAR).or(s.get(class::INT))?;
        return Some(When::whole_year(-i16::try_from(year).ok()?));
    }
    if let Some(year) = year {
        return Some(When::whole_year(year));
    }
    if let Some(unit) = s.code(class::UNIT) {
        let offset = i64::from(rel?);
        return match story.anchor {
            Some(anchor) => unit_at(unit, anchor, offset),
            None => When::unplaced(unit),
        };
    }
    // A time of day alone belongs to the day that the sentence speaks of, else to the publication date.
    if [class::CLOCK, class::HHMM, class::INT, class::PART].into_iter().any(|c| s.get(c).is_some()) {
        let named = || weekday_after(m).zip(story.anchor).and_then(|(w, a)| self::weekday(w, a, None, m, tense));
        let day = story.day_of_sentence(m.from).or_else(|| day_after(m, story)).or_else(named);
        return day.or(story.anchor).map_or_else(|| When::unplaced("D"), |day| Some(When::day(day)));
    }
    None
}

/// The weekday that a time of day is told before: "at 9:45 a.m. (0745 GMT) on Tuesday".
fn weekday_after(m: Found) -> Option<i8> {
    let reach = m.to.min(m.end + 7);
    let at = (m.end..reach).find(|&i| m.input.mask(i) & (1 << class::WEEKDAY) != 0)?;
    i8::try_from(vocabulary::value(m.input.ids[at], class::WEEKDAY)?).ok()
}

/// The month and day that a time of day is told before: "at 2:46 p.m. (0546 GMT) on March 11, 2011".
fn day_after(m: Found, story: &Story) -> Option<Date> {
    let reach = m.to.min(m.end + 7);
    let value = |at: usize, class: u8| (at < m.to).then(|| m.input.value(at, class)).flatten();
    let at = (m.end..reach).find(|&i| value(i, class::MONTH).is_some())?;
    let (month, after) = (value(at, class::MONTH)?, value(at + 1, class::DAY));
    let day = after.or_else(|| value(at - 1, class::DAY))?;
    let year = at + 1 + usize::from(after.is_some());
    let comma = usize::from(year < m.to && m.input.tokens.folded(year) == ",");
    if let Some(year) = value(year + comma, class::YEAR) {
        return date(i16::try_from(year).ok()?, month, day);
    }
    let tense = || tense::of(m.input, m.first, m.end, m.from, m.to);
    story.anchor.and(month_day(month, day, None, None, story, tense)?.first())
}

/// The unit that lies `offset` units from the one `anchor` stands in.
pub(super) fn unit_at(unit: &str, anchor: Date, offset: i64) -> Option<When> {
    let month = |n| calendar::add_months(anchor, n);
    Some(match unit {
        "D" => When::day(calendar::add_days(anchor, offset)?),
        "W" => When::week(calendar::add_days(anchor, 7 * offset)?),
        "N" => When::weekend(calendar::add_days(anchor, 7 * offset)?),
        "M" => When::month(month(offset)?),
        "Q" => When::quarter(month(3 * offset)?),
        "Y" => When::whole_year(month(12 * offset)?.year()),
        "E" => {
            let year = month(120 * offset)?.year();
            When { year: Some(year - year.rem_euclid(10)), grain: Grain::Decade }
        }
        "C" => {
            let year = month(1200 * offset)?.year();
            When { year: Some(year - year.rem_euclid(100)), grain: Grain::Century }
        }
        _ => return None,
    })
}

fn date(year: i16, month: i32, day: i32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Month and day without a year: the nearest; of two, the one that the named weekday falls on.
fn month_day(
    month: i32,
    day: i32,
    weekday: Option<i32>,
    rel: Option<i32>,
    story: &Story,
    tense: impl Fn() -> Tense,
) -> Option<When> {
    // A leap year allows every day that any year has.
    date(2024, month, day)?;
    let unknown = When { year: None, grain: Grain::Day(month as i8, day as i8) };
    let Some(anchor) = story.anchor else { return Some(unknown) };
    let near = |years: std::ops::RangeInclusive<i16>, fits: &dyn Fn(Date) -> bool| {
        years
            .filter_map(|y| date(anchor.year() + y, month, day))
            .filter(|&d| fits(d))
            .min_by_key(|d| (distance(*d, anchor), *d))
    };
    // "last Oct. 23"; a weekday takes the word to itself.
    let pointed = rel.filter(|_| weekday.is_none());
    let told = match tense() {
        _ if pointed == Some(-1) => near(-1..=0, &|d| d < anchor),
        _ if pointed == Some(1) => near(0..=1, &|d| d > anchor),
        Tense::Past => near(-1..=0, &|d| d <= anchor || distance(d, anchor) < NEAR),
        Tense::Future => near(0..=1, &|d| d >= anchor || distance(d, anchor) < NEAR),
        _ => None,
    };
    let named = weekday.and_then(|w| near(-2..=2, &|d| i32::from(calendar::weekday(d)) == w));
    Some(
        named
            .or(told)
            .or_else(|| near(-1..=1, &|_| true))
            .or_else(|| near(-4..=4, &|_| true))
            .map_or(unknown, When::day),
    )
}

/// Within so many days of publication the nearest date is meant, whatever the clause's tense.
const NEAR: i32 = 100;

fn distance(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}

/// The year of a month that stands without one.
fn month_year(month: i32, anchor: Date, rel: Option<i32>, tense: Tense) -> i16 {
    let now = i32::from(anchor.month());
    let year = anchor.year();
    let past = if month <= now { year } else { year - 1 };
    let future = if month >= now { year } else { year + 1 };
    match rel {
        Some(-1) => {
            if month < now {
                year
            } else {
                year - 1
            }
        }
        Some(0) => year,
        Some(_) => {
            if month > now {
                year
            } else {
                year + 1
            }
        }
        // A month close by is meant whatever the tense; it decides between those half a year away.
        None => match (now - month).rem_euclid(12) {
            0..=4 => past,
            10.. => future,
            back => match tense {
                Tense::Past => past,
                Tense::Future => future,
                _ if back <= 6 => past,
                _ => future,
            },
        },
    }
}

fn weekday(wanted: i8, anchor: Date, rel: Option<i32>, m: Found, tense: impl Fn() -> Tense) -> Option<Date> {
    let back = i64::from((calendar::weekday(anchor) - wanted).rem_euclid(7));
    let past = calendar::add_days(anchor, -back);
    let next = calendar::add_days(anchor, (7 - back) % 7);
    let _ = m;
    match rel {
        Some(-1) => calendar::add_days(anchor, if back == 0 { -7 } else { -back }),
        Some(0) => {
            let monday = calendar::add_days(anchor, -i64::from(calendar::weekday(anchor) - 1))?;
            calendar::add_days(monday, i64::from(wanted - 1))
        }
        Some(_) => calendar::add_days(anchor, 7 - back),
        None => match tense() {
            Tense::Future => next,
            _ => past,
        },
    }
}

/// The year of a quarter (or half) that stands without one: in the past the last one that has begun.
fn quarter_year(number: i8, months: i8, rel: Option<i32>, story: &Story, tense: impl Fn() -> Tense) -> Option<i16> {
    let anchor = story.anchor?;
    if let Some(rel) = rel {
        return anchor.year().checked_add(rel as i16);
    }
    let ahead = number - ((anchor.month() - 1) / months + 1);
    let periods = 12 / months;
    // What is still to be reported lies behind too: the period just over is meant before the one of next year.
    let years = match tense() {
        Tense::Future if ahead < -1 => 1,
        Tense::Future if ahead == periods - 1 => -1,
        Tense::Future => 0,
        _ => -i16::from(ahead > 0),
    };
    anchor.year().checked_add(years)
}

fn season_year(season: &str, anchor: Date, rel: Option<i32>, tense: Tense) -> i16 {
    let start = calendar::season_month(season);
    let (current_year, current) = calendar::season_of(anchor);
    let year = anchor.year();
    let begun = if start <= anchor.month() { year } else { year - 1 };
    match rel {
        Some(-1) if current == season => current_year - 1,
        Some(-1) => begun,
        Some(0) => {
            if current == season {
                current_year
            } else {
                year
            }
        }
        Some(_) => {
            if start > anchor.month() {
                year
            } else {
                year + 1
            }
        }
        None if current == season => current_year,
        None => match tense {
            Tense::Future => {
                if start > anchor.month() {
                    year
                } else {
                    year + 1
                }
            }
            _ => begun,
        },
    }
}

fn holiday(rule: &str, year: Option<i16>, rel: Option<i32>, story: &Story, tense: impl Fn() -> Tense) -> Option<When> {
    if let Some(year) = year {
        return calendar::holiday(rule, year).map(When::day);
    }
    let fixed = rule.split('-').count() == 3;
    if fixed {
        let (year, _) = rule.split_once('-')?;
        return calendar::holiday(&rule[5..], year.parse().ok()?).map(When::day);
    }
    let Some(anchor) = story.anchor else {
        let (month, day) = rule.split_once('-')?;
        return Some(When { year: None, grain: Grain::Day(month.parse().ok()?, day.parse().ok()?) });
    };
    let of = |offset: i16| calendar::holiday(rule, anchor.year().checked_add(offset)?);
    let last = (-1..=0).rev().filter_map(of).find(|d| *d <= anchor);
    let next = (0..=1).filter_map(of).find(|d| *d >= anchor);
    let found = match rel {
        Some(-1) => (-1..=0).rev().filter_map(of).find(|d| *d < anchor),
        Some(0) => of(0),
        Some(_) => (0..=1).filter_map(of).find(|d| *d > anchor),
        None => {
            let nearest = [last, next].into_iter().flatten().min_by_key(|d| distance(*d, anchor));
            match tense() {
                _ if nearest.is_some_and(|d| distance(d, anchor) < NEAR / 2) => nearest,
                Tense::Past => last,
                Tense::Future => next,
                _ => nearest,
            }
        }
    };
    found.map(When::day)
}
