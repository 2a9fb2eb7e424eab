//! Lengths and repetitions: `P3D`, `PXY`, `XXXX-WXX-4`.

use super::{TimexType, guard::Found, number::VAGUE, resolve, story::Outcome, vocabulary::class};

/// The value of `number` hundredths of `unit`.
pub(super) fn of(number: i32, unit: &str) -> Option<String> {
    let (time, letters, times) = match unit {
        "S" => ("T", "S", 1),
        "m" => ("T", "M", 1),
        "H" => ("T", "H", 1),
        "D" | "n" => ("", "D", 1),
        "N" => ("", "D", 2),
        "W" => ("", "W", 1),
        "F" => ("", "W", 2),
        "M" => ("", "M", 1),
        "s" => ("", "M", 6),
        "Q" => ("", "Q", 1),
        "Y" => ("", "Y", 1),
        "E" => ("", "Y", 10),
        "C" => ("", "Y", 100),
        "K" => ("", "Y", 1000),
        _ => return None,
    };
    if number == VAGUE {
        return Some(match unit {
            "C" => "PXCE".to_owned(),
            // "decades" are years too, as "two decades" are P20Y.
            _ => format!("P{time}X{letters}"),
        });
    }
    let hundredths = i64::from(number) * times;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    Some(match (unit, part) {
        (_, 0) => format!("P{time}{whole}{letters}"),
        ("H", _) if part * 60 % 100 == 0 && whole > 0 => format!("PT{whole}H{}M", part * 60 / 100),
        ("H", _) if part * 60 % 100 == 0 => format!("PT{}M", part * 60 / 100),
        ("m", _) if part * 60 % 100 == 0 && whole > 0 => format!("PT{whole}M{}S", part * 60 / 100),
        ("m", _) if part * 60 % 100 == 0 => format!("PT{}S", part * 60 / 100),
        ("Y", 50) if whole > 0 => format!("P{whole}Y6M"),
        ("Y", 50) => "P6M".to_owned(),
        _ if part % 10 == 0 => format!("P{time}{whole}.{}{letters}", part / 10),
        _ => format!("P{time}{whole}.{part:02}{letters}"),
    })
}

/// The code of the unit that the match names.
pub(super) fn unit(m: Found) -> Option<&'static str> {
    m.slots.code(class::UNITS).or(m.slots.code(class::UNIT)).or(m.slots.code(class::WHOLE))
}

/// A match that tells a length.
pub(super) fn duration(m: Found) -> Option<Outcome> {
    // "the next 12 to 18 months"
    let blurred = m.slots.get(class::SAME).is_some();
    let mut number = if blurred { VAGUE } else { m.slots.get(class::NUM)? };
    if m.slots.get(class::HALF).is_some() && number != VAGUE {
        number = number.checked_add(50)?;
    }
    Some(Outcome { modifier: resolve::modifier(m), ..Outcome::of(TimexType::Duration, of(number, unit(m)?)?) })
}

/// A match that tells a repetition.
pub(super) fn set(m: Found) -> Option<Outcome> {
    let s = m.slots;
    let part = s.code(class::PARTS).or(s.code(class::PART)).map(|p| format!("T{p}")).unwrap_or_default();
    let value = if let Some(freq) = s.code(class::FREQ) {
        freq.to_owned()
    } else if let Some(day) = s.get(class::WEEKDAYS).or(s.get(class::WEEKDAY)) {
        format!("XXXX-WXX-{day}{part}")
    } else if let Some(month) = s.get(class::MONTH) {
        format!("XXXX-{month:02}")
    } else if let Some(season) = s.code(class::SEASON).or(s.code(class::SEASONS)) {
        format!("XXXX-{season}")
    } else if !part.is_empty() {
        format!("XXXX-XX-XX{part}")
    } else {
        of(s.get(class::NUM).filter(|_| s.get(class::SAME).is_none()).unwrap_or(100), unit(m)?)?
    };
    Some(Outcome::of(TimexType::Set, value))
}

/// The value that the slot `ref` carries.
pub(super) fn reference(m: Found) -> Option<Outcome> {
    let code = m.slots.code(class::REF).or(m.slots.code(class::SOON))?;
    Some(Outcome::of(TimexType::Date, code.to_owned()))
}

/// A rule's own constant: type and value.
pub(super) fn constant(argument: &str) -> Option<Outcome> {
    let (kind, value) = argument.split_once(' ')?;
    let kind = match kind {
        "DATE" => TimexType::Date,
        "TIME" => TimexType::Time,
        "DURATION" => TimexType::Duration,
        "SET" => TimexType::Set,
        _ => return None,
    };
    Some(Outcome::of(kind, value.to_owned()))
}
