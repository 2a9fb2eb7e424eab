//! What the time of an encounter is as a calendar value: days, weeks, intervals, lengths that reach back from publication.

use super::{
    When,
    argument::Walker,
    noun, time,
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};
use crate::{
    article::Date,
    date::{Timex, TimexType},
};

/// The value of the time at unit `i`, joined with the next where the two make an interval.
pub(super) fn value(w: &Walker<'_>, i: usize, t: usize) -> Option<When> {
    let timex = &w.story.dates[t];
    let span = timex.span;
    let Some(value) = day_value(timex) else {
        let value = until_now(w, i, timex).or_else(|| from_now(w, i, timex))?;
        return Some(When { span, value });
    };
    let next = match (w.units.kind(i + 1), w.units.kind(i + 2)) {
        // "August 27-28"
        (Some(UnitKind::Time(u)), _)
            if w.story.tokens.folded(timex.tokens.end as usize) == "-"
                && w.story.dates[*u].tokens.first == timex.tokens.end + 1 =>
        {
            Some(*u)
        }
        (Some(UnitKind::And | UnitKind::Prep(Prep::To)), Some(UnitKind::Time(u))) => Some(*u),
        (Some(UnitKind::Prep(Prep::Other)), Some(UnitKind::Time(u)))
            if matches!(w.word(i + 1), "through" | "until" | "till") =>
        {
            Some(*u)
        }
        _ => until_end(w, i),
    };
    if let Some(other) = next.map(|u| &w.story.dates[u])
        && let Some(last) = day_value(other)
        && last > value
        && last.len() == value.len()
        && !value.contains('/')
    {
        return Some(When { span: span.join(other.span), value: format!("{value}/{last}") });
    }
    Some(When { span, value })
}

/// The time at unit `i`, or the interval that ends with it: "July 6 to 8", "Monday and Tuesday".
pub(super) fn interval(w: &Walker<'_>, i: usize, t: usize) -> Option<When> {
    let joined = i > 1
        && (matches!(w.units.units[i - 1].kind, UnitKind::And | UnitKind::Prep(Prep::To))
            || w.word(i - 1) == "through");
    let from = match i.checked_sub(2).and_then(|k| w.units.kind(k)) {
        Some(&UnitKind::Time(first)) if joined => value(w, i - 2, first),
        _ => None,
    };
    from.filter(|when| when.value.contains('/')).or_else(|| value(w, i, t))
}

/// "over the past week", "for the last six years": from then to publication.
fn until_now(w: &Walker<'_>, i: usize, timex: &Timex) -> Option<String> {
    let published = w.story.published.filter(|_| timex.kind == TimexType::Duration && time::opens(w, i))?;
    if !timex.tokens.range().take(2).any(|t| matches!(w.story.tokens.folded(t), "past" | "last")) {
        return None;
    }
    let (span, unit) = length(&timex.value)?;
    let precision = match unit {
        "D" | "W" => 10,
        "M" => 7,
        "Y" => 4,
        _ => return None,
    };
    let (first, last) = (published.checked_sub(span).ok()?.to_string(), published.to_string());
    Some(format!("{}/{}", first.get(..precision)?, last.get(..precision)?))
}

/// "goes to Rome in two weeks": that long after publication, as exactly as the length is told.
fn from_now(w: &Walker<'_>, i: usize, timex: &Timex) -> Option<String> {
    let published = w.story.published.filter(|_| timex.kind == TimexType::Duration && i > 0)?;
    let ahead = (0..i - 1).rev().find_map(|u| match w.units.units[u].kind {
        UnitKind::Verb(g) => {
            Some(g.tense == Tense::Future || g.tense == Tense::Present && !g.perfect && w.is_travel(u))
        }
        UnitKind::That | UnitKind::Stop | UnitKind::Quote => Some(false),
        _ => None,
    });
    // Not "in the next six days", nor "in a week" of which somebody only says that it is long.
    let first = w.story.tokens.folded(timex.tokens.first as usize);
    if !w.units.is_prep(i - 1, Prep::In) || ahead != Some(true) || matches!(first, "the" | "coming" | "next") {
        return None;
    }
    let (span, unit) = length(&timex.value)?;
    let day = published.checked_add(span).ok()?;
    match unit {
        "D" => Some(day.to_string()),
        "W" => Some(week(day)),
        "M" => day.to_string().get(..7).map(str::to_owned),
        _ => None,
    }
}

/// A length in days, weeks, months or years (`P2W`), and its unit.
fn length(value: &str) -> Option<(jiff::Span, &str)> {
    let extent = value.strip_prefix('P')?;
    let (count, unit) = extent.split_at_checked(extent.len().checked_sub(1)?)?;
    let count: i32 = count.parse().ok()?;
    let span = match unit {
        "D" => jiff::Span::new().try_days(count),
        "W" => jiff::Span::new().try_weeks(count),
        "M" => jiff::Span::new().try_months(count),
        "Y" => jiff::Span::new().try_years(count),
        _ => return None,
    };
    Some((span.ok()?, unit))
}

/// The week of a day: `2025-W16`.
pub(super) fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// "have been in talks since January", the time at unit `i`: from then to publication. What is the first since then is not
/// as long.
pub(super) fn since(w: &Walker<'_>, first: usize, i: usize, t: usize, anchors: &[usize]) -> Option<When> {
    if w.word(i.checked_sub(1)?) != "since" {
        return None;
    }
    let lasting = |g: &VerbGroup| g.perfect && g.finite() && g.tense == Tense::Present && !g.negated;
    let counted =
        |t: usize| matches!(w.story.tokens.folded(t), "first" | "second" | "third" | "last" | "latest" | "biggest");
    let verbs = || anchors.iter().chain([&first]);
    let from = verbs().map(|&u| w.units.units[u].tokens.first).min()? as usize;
    let lasts = verbs().any(|&u| w.units.verb(u).is_some_and(lasting));
    if !lasts || (from..w.units.units[i].tokens.first as usize).any(counted) {
        return None;
    }
    let timex = &w.story.dates[t];
    let (begun, now) = (day_value(timex)?, w.story.published?.to_string());
    let now = now.get(..begun.len()).filter(|now| *now >= begun.as_str() && !begun.contains(['W', 'Q', '/']))?;
    let value = if now == begun { begun } else { format!("{begun}/{now}") };
    Some(When { span: timex.span, value })
}

/// "on Monday, a day after meeting her": the days of the length at unit `i` before the date that the clause before it has.
pub(super) fn days_before(w: &Walker<'_>, i: usize, t: usize) -> Option<When> {
    let timex = &w.story.dates[t];
    let count: i64 = timex.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    let mut before = w.units.units[..i].iter().rev().take_while(|u| !matches!(u.kind, UnitKind::That | UnitKind::Stop));
    let day = before.find_map(|u| match u.kind {
        UnitKind::Time(other) => day_value(&w.story.dates[other])?.parse::<Date>().ok(),
        _ => None,
    })?;
    let value = day.checked_sub(jiff::Span::new().try_days(count).ok()?).ok()?;
    Some(When { span: timex.span, value: value.to_string() })
}

/// "starting on Thursday in Rome and due to end on Friday": the time of the end, where that at unit `i` is the beginning.
fn until_end(w: &Walker<'_>, i: usize) -> Option<usize> {
    let begins = (i.saturating_sub(2)..i)
        .filter_map(|u| w.units.verb(u))
        .any(|g| matches!(g.entry().lemma, "begin" | "start" | "open"));
    let ends = (i + 1..w.units.units.len())
        .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::Stop | UnitKind::That))
        .find(|&u| w.units.verb(u).is_some_and(|g| matches!(g.entry().lemma, "end" | "conclude" | "close")))
        .filter(|_| begins)?;
    (ends + 1..ends + 4).find_map(|u| match w.units.kind(u) {
        Some(UnitKind::Time(t)) => Some(*t),
        _ => None,
    })
}

/// A TIMEX3 value as a calendar value of at most day precision; seasons become the months they cover.
pub(super) fn day_value(timex: &Timex) -> Option<String> {
    if !matches!(timex.kind, TimexType::Date | TimexType::Time) {
        return None;
    }
    let v = timex.value.as_str();
    if !v.as_bytes().first().is_some_and(u8::is_ascii_digit) || v.contains('X') {
        return None;
    }
    let v = v.split('T').next().unwrap_or(v);
    // A decade or century ("193", "19") is no date of an encounter.
    if v.split(['-', '/']).next().is_none_or(|year| year.len() != 4) {
        return None;
    }
    if let (Some(year), Some(season)) = (v.get(..4), v.get(5..)) {
        let y: i32 = year.parse().ok()?;
        let months = match season {
            "SP" => Some((y, 3, y, 5)),
            "SU" => Some((y, 6, y, 8)),
            "FA" => Some((y, 9, y, 11)),
            "WI" => Some((y, 12, y + 1, 2)),
            _ => None,
        };
        if let Some((a, b, c, d)) = months {
            return Some(format!("{a:04}-{b:02}/{c:04}-{d:02}"));
        }
    }
    if let Some(week) = v.strip_suffix("-WE") {
        return weekend(week);
    }
    Some(v.to_owned())
}

/// `2025-W16` as its Saturday and Sunday.
fn weekend(week: &str) -> Option<String> {
    let (year, number) = week.split_once("-W")?;
    let date =
        |day| jiff::civil::ISOWeekDate::new(year.parse().ok()?, number.parse().ok()?, day).ok().map(|d| d.date());
    Some(format!("{}/{}", date(jiff::civil::Weekday::Saturday)?, date(jiff::civil::Weekday::Sunday)?))
}

/// First and last day of a value, where it denotes days.
pub(super) fn days(value: &str) -> Option<(Date, Date)> {
    if let Some((a, b)) = value.split_once('/') {
        return Some((days(a)?.0, days(b)?.1));
    }
    if let Some((year, week)) = value.split_once("-W") {
        let year = year.parse().ok()?;
        let week = week.get(..2)?.parse().ok()?;
        let day = |d| jiff::civil::ISOWeekDate::new(year, week, d).ok().map(|d| d.date());
        return Some((day(jiff::civil::Weekday::Monday)?, day(jiff::civil::Weekday::Sunday)?));
    }
    let mut parts = value.split('-');
    let year: i16 = parts.next()?.parse().ok().filter(|_| value.len() >= 4)?;
    match (parts.next(), parts.next()) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(q), None) if q.starts_with('Q') => {
            let q: i8 = q.get(1..)?.parse().ok()?;
            let first = Date::new(year, 3 * q - 2, 1).ok()?;
            Some((first, Date::new(year, 3 * q, 1).ok()?.last_of_month()))
        }
        (Some(month), None) => {
            let first = Date::new(year, month.parse().ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some((date, date))
        }
    }
}

/// "begins a four-day visit on Tuesday": the days of the noun at unit `n`, from `when`, its first (or last) day.
pub(super) fn lasting(w: &Walker<'_>, n: usize, governor: Option<usize>, when: When) -> When {
    // "two days of talks"
    let before = if n > 1 && w.units.is_prep(n - 1, Prep::Of) { n.checked_sub(2) } else { n.checked_sub(1) };
    let lemma = governor.and_then(|g| w.units.verb(g)).map_or("", |g| g.entry().lemma);
    over_days(w, before, lemma, when)
}

/// "signed it on Tuesday at the end of a four-day visit", "on the second day of a three-day visit, said on Monday": the days
/// of the noun at unit `n`, from the day of the clause that tells of one of them.
pub(super) fn around(w: &Walker<'_>, n: usize) -> Option<When> {
    let length = n.checked_sub(1)?;
    let (length, count) = [length, length.saturating_sub(1)].iter().find_map(|&u| Some((u, day_count(w, u)?)))?;
    // "at the end of her four-day visit", "at the end of Roe's four-day visit"
    let edge = noun::edge(w, n).or_else(|| {
        let of = (length.saturating_sub(3)..length).rev().find(|&u| w.units.is_prep(u, Prep::Of))?;
        of.checked_sub(1)
    })?;
    let unit = w.units.units.get(edge).filter(|u| matches!(u.kind, UnitKind::Noun(_) | UnitKind::Time(_)))?;
    let before = (unit.tokens.end as usize).checked_sub(2).map_or("", |t| w.story.tokens.folded(t));
    // How many days have gone by.
    let gone = match (w.last_word(edge), before) {
        ("end" | "close" | "conclusion", _) | ("day", "last" | "final") => count - 1,
        ("start" | "beginning" | "outset", _) | ("day", "first" | "opening") => 0,
        ("day", "second") => 1,
        ("day", "third") => 2,
        ("day", "fourth") => 3,
        _ => return None,
    };
    let day = |u: usize| match w.units.kind(u) {
        Some(&UnitKind::Time(t)) => value(w, u, t).filter(|when| when.value.len() == "2025-04-16".len()),
        _ => None,
    };
    let apart = |u: usize| matches!(w.units.kind(u), None | Some(UnitKind::Stop | UnitKind::That));
    let left = (0..edge).rev().take_while(|&u| !apart(u)).find_map(day);
    // "Speaking at the end of a four-day visit to Peru, she said on Tuesday"
    let when = left.or_else(|| (n + 1..).take_while(|&u| !apart(u)).find_map(day))?;
    let first = when.value.parse::<Date>().ok()?.checked_sub(jiff::Span::new().try_days(gone).ok()?).ok()?;
    let last = first.checked_add(jiff::Span::new().try_days(count - 1).ok()?).ok()?;
    (gone < count).then(|| When { value: format!("{first}/{last}"), ..when })
}

/// "left on Tuesday for a four-day visit": the days of the stay to which the verb of travel at `v` leads, from `when`, its
/// first.
pub(super) fn staying(w: &Walker<'_>, v: usize, when: When) -> When {
    let stay = (v + 1..v + 9)
        .take_while(|&u| !matches!(w.units.kind(u), None | Some(UnitKind::Verb(_) | UnitKind::Stop | UnitKind::That)))
        .find(|&u| {
            w.units.is_prep(u, Prep::For) && matches!(w.units.kind(u + 2), Some(UnitKind::Noun(n)) if n.noun != 0)
        });
    over_days(w, stay.map(|u| u + 1), "leave", when)
}

/// The days from (or up to) `when` that the length of time at unit `length` spans, by what the verb says of them.
fn over_days(w: &Walker<'_>, length: Option<usize>, lemma: &str, when: When) -> When {
    let count = length.and_then(|k| day_count(w, k));
    let (Some(count), Ok(day)) = (count, when.value.parse::<Date>()) else { return when };
    // "will hold three days of talks from Wednesday"
    let from =
        w.story.tokens.at(when.span.start as usize).checked_sub(1).is_some_and(|t| w.story.tokens.folded(t) == "from");
    let lemma = if from { "begin" } else { lemma };
    let span = jiff::Span::new().days(count - 1);
    let interval = match lemma {
        "end" | "conclude" | "finish" | "wrap" | "complete" => day.checked_sub(span).map(|first| (first, day)),
        "begin" | "start" | "open" | "arrive" | "make" | "pay" | "kick" | "convene" | "embark" | "leave" | "launch" => {
            day.checked_add(span).map(|last| (day, last))
        }
        _ => return when,
    };
    match interval {
        Ok((first, last)) => When { value: format!("{first}/{last}"), ..when },
        Err(_) => when,
    }
}

/// How many days the length of time at unit `at` has, where it is of several: "four-day".
fn day_count(w: &Walker<'_>, at: usize) -> Option<i64> {
    let &UnitKind::Time(t) = w.units.kind(at)? else { return None };
    let count = w.story.dates[t].value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    (2..=30).contains(&count).then_some(count)
}
