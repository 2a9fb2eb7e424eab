//! Distances from a date: "two weeks ago", "a day later", "the following month", "that year".

use super::{
    TimexType,
    calendar::{self, Grain, When},
    guard::Found,
    length,
    number::VAGUE,
    resolve,
    story::{Outcome, Story},
    tense::{self, Tense},
    vocabulary::class,
};
use crate::article::Date;

/// How far back, in tokens, a quarter still decides what "a year ago" means.
const QUARTER_REACH: usize = 150;

/// N units before or after the publication date, or the date last mentioned.
pub(super) fn ago(m: Found, story: &Story) -> Option<Outcome> {
    let unit = length::unit(m)?;
    let number = m.slots.get(class::NUM)?;
    // "the year-ago quarter" without a quarter before it: the last one that is over.
    let named = m.slots.get(class::QUARTER).is_some();
    let told = m.slots.get(class::LATERWARD);
    let way = told.or(m.slots.get(class::AGOWARD))?;
    let modifier = resolve::modifier(m);
    // "six minutes later" tells no day.
    if told.is_some() && matches!(unit, "H" | "m" | "S") {
        return length::duration(m);
    }
    let vague = if way < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let reference = match told {
        Some(_) => story.last.and_then(|w| w.first()).or(story.anchor),
        None => story.anchor,
    };
    let (unit, number) = whole(unit, number);
    let (Some(from), true) = (reference, number != VAGUE && number % 100 == 0) else {
        return Some(Outcome { modifier, ..Outcome::of(TimexType::Date, vague.to_owned()) });
    };
    let n = i64::from(number / 100) * i64::from(way);
    if matches!(unit, "Y")
        && let Some(same) = story.last.filter(|w| m.slots.get(class::SAME).is_some() && w.is_period())
    {
        // "the same month a year ago", "the 2018 period"
        let year = m.slots.get(class::YEAR).map(i64::from).or(same.year.map(|y| i64::from(y) + n))?;
        return Some(Outcome { modifier, ..Outcome::at(When { year: i16::try_from(year).ok(), ..same }) });
    }
    if let Some(year) = m.slots.get(class::YEAR)
        && !named
    {
        return i16::try_from(year).ok().map(|y| Outcome::at(When::whole_year(y)));
    }
    // Results are compared with those of a year ago; 25 years ago is a year.
    if matches!(unit, "Y")
        && n.abs() <= 1
        && let Some(quarter) = story
            .quarter_near(m.first, if named { m.first } else { QUARTER_REACH })
            .or_else(|| named.then(|| resolve::unit_at("Q", from, -1)).flatten())
    {
        // "the 2018 quarter"
        if let Some(given) = m.slots.get(class::YEAR) {
            return i16::try_from(given).ok().map(|y| Outcome::at(When { year: Some(y), ..quarter }));
        }
        let number = m.slots.get(class::ORD).or(m.slots.get(class::FINAL_ORD)).filter(|q| (1..=4).contains(q));
        let quarter = number.map_or(quarter, |q| When { grain: Grain::Quarter(q as i8), ..quarter });
        let year = i64::from(quarter.year?) + n;
        return Some(Outcome { modifier, ..Outcome::at(When { year: i16::try_from(year).ok(), ..quarter }) });
    }
    let when = shift(unit, from, n)?;
    Some(Outcome { modifier, ..Outcome::at(when) })
}

/// "half a century", "two and a half years": in a smaller unit, where that makes a whole number.
fn whole(unit: &'static str, number: i32) -> (&'static str, i32) {
    let (smaller, times) = match unit {
        "C" => ("Y", 100),
        "E" => ("Y", 10),
        "Y" => ("M", 12),
        _ => return (unit, number),
    };
    match number.checked_mul(times) {
        Some(more) if number > 0 && number % 100 != 0 && more % 100 == 0 => (smaller, more),
        _ => (unit, number),
    }
}

fn shift(unit: &str, from: Date, n: i64) -> Option<When> {
    match unit {
        "E" => resolve::unit_at("Y", from, n.checked_mul(10)?),
        "C" => resolve::unit_at("Y", from, n.checked_mul(100)?),
        "F" => resolve::unit_at("W", from, n.checked_mul(2)?),
        "n" => resolve::unit_at("D", from, n),
        "H" | "m" | "S" => Some(When::day(from)),
        unit => resolve::unit_at(unit, from, n),
    }
}

/// "the following day", "that year": from the date last mentioned.
pub(super) fn anaphor(m: Found, story: &Story) -> Option<Outcome> {
    let offset = i64::from(m.slots.get(class::MEMREL)?);
    // "the previous Friday"
    if let Some(wanted) = m.slots.get(class::WEEKDAY) {
        let Some(from) = story.last_day().or(story.anchor) else {
            let grain = Grain::Weekday(i8::try_from(wanted).ok()?);
            return Some(Outcome::at(When { year: None, grain }));
        };
        let back = i64::from((i32::from(calendar::weekday(from)) - wanted).rem_euclid(7));
        let days = if offset < 0 { if back == 0 { -7 } else { -back } } else { 7 - back };
        return calendar::add_days(from, days).map(|day| Outcome::at(When::day(day)));
    }
    let unit = length::unit(m)?;
    match unit {
        // "the quarter" is the one that was named, else the last one that is over.
        "Q" if offset == 0 => {
            let over = || resolve::unit_at("Q", story.anchor?, -1);
            // "the latest" one is over, even if a coming one has been named.
            let latest = m.slots.get(class::SAME).is_some();
            let begun = |q: &When| !latest || q.first() <= over().and_then(|o| o.first());
            return story
                .quarter_near(m.first, m.first)
                .filter(begun)
                .or_else(over)
                .or_else(|| When::unplaced("Q"))
                .map(Outcome::at);
        }
        // "over the weekend": the last one that has begun.
        "N" if offset == 0 => {
            let begun = story.anchor.and_then(|a| calendar::add_days(a, -5));
            let when = begun.map(When::weekend).or_else(|| When::unplaced("N"));
            return when.map(|when| Outcome { modifier: resolve::modifier(m), ..Outcome::at(when) });
        }
        _ => {}
    }
    let whole = m.slots.get(class::WHOLE).is_some();
    let future = || tense::of(m.input, m.first, m.end, m.from, m.to) == Tense::Future;
    let day = matches!(unit, "D" | "W" | "N" | "F");
    let from =
        if day { story.last_day().or(story.anchor) } else { story.last.and_then(|w| w.first()).or(story.anchor) };
    // "the year" is none that is still to come; "by the end of the month" looks ahead from now.
    let from = match (from, story.anchor) {
        (Some(from), Some(anchor)) if offset == 0 && unit == "Y" && from.year() > anchor.year() => Some(anchor),
        (Some(_), Some(anchor)) if offset == 0 && whole && future() => Some(anchor),
        _ => from,
    };
    let Some(from) = from else { return When::unplaced(unit).map(Outcome::at) };
    let when = resolve::unit_at(unit, from, offset)?;
    // "the next morning"
    if let Some(part) = m.slots.code(class::PART) {
        let value = format!("{}T{part}", when.write());
        return Some(Outcome { when: Some(when), ..Outcome::of(TimexType::Time, value) });
    }
    Some(Outcome { modifier: resolve::modifier(m), ..Outcome::at(when) })
}
