//! Numbers: what the shape of a token of digits can mean, and quantities in words and digits.

use super::{
    pattern::Input,
    vocabulary::{self, NUMBER, class},
};
use crate::token::Tokens;

/// A quantity in hundredths; `VAGUE` is "several".
pub(super) const VAGUE: i32 = -1;

/// What a token of digits can be: classes as bits, and the value in each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub(super) mask: u64,
    values: [(u8, i32); 5],
    count: usize,
}

impl Shape {
    fn add(&mut self, class: u8, value: i32) {
        if self.count < self.values.len() {
            self.values[self.count] = (class, value);
            self.count += 1;
            self.mask |= 1 << class;
        }
    }

    /// The value in `class`.
    pub(super) fn value(&self, class: u8) -> Option<i32> {
        self.values[..self.count].iter().find(|v| v.0 == class).map(|v| v.1)
    }
}

/// What each token of a story can be as a number: rules ask for the same ones again and again.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// The shape of each token by its place in `shapes`; at the first place stands the empty one.
    places: Vec<u32>,
    shapes: Vec<Shape>,
}

impl Shapes {
    /// The shapes of tokens with these vocabulary numbers.
    pub(super) fn new(tokens: &Tokens, ids: &[u16]) -> Self {
        let mut shapes = vec![Shape::default()];
        let mut place = |(at, &id): (usize, &u16)| {
            if id != NUMBER {
                return 0;
            }
            shapes.push(shape(tokens.folded(at)));
            shapes.len() as u32 - 1
        };
        let places = ids.iter().enumerate().map(&mut place).collect();
        Self { places, shapes }
    }

    /// The shape of token `at`; empty if it is not of digits.
    pub(super) fn of(&self, at: usize) -> &Shape {
        &self.shapes[self.places[at] as usize]
    }
}

/// What `form`, a folded token of digits, can be.
fn shape(form: &str) -> Shape {
    let mut out = Shape::default();
    let bytes = form.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let (head, tail) = form.split_at(digits);
    if digits > 9 {
        return out;
    }
    let Ok(n) = head.parse::<i32>() else { return out };
    match tail {
        "" => {
            out.add(class::INT, n);
            out.add(class::NUM, n.saturating_mul(100));
            match digits {
                1 | 2 => {
                    if (1..=31).contains(&n) {
                        out.add(class::DAY, n);
                    }
                    if (1..=12).contains(&n) {
                        out.add(class::MONTHNUM, n);
                    }
                    if digits == 2 {
                        out.add(class::YEAR2, n);
                    }
                }
                4 => {
                    if (1000..=2200).contains(&n) {
                        out.add(class::YEAR, n);
                    }
                    if n < 2400 && n % 100 < 60 {
                        out.add(class::HHMM, (n / 100 * 60 + n % 100) * 60);
                    }
                }
                _ => {}
            }
        }
        "st" | "nd" | "rd" | "th" => {
            out.add(class::ORD, n);
            if (1..=31).contains(&n) {
                out.add(class::DAY, n);
            }
        }
        "s" => match digits {
            4 if n % 10 == 0 && (1000..=2200).contains(&n) => out.add(class::DECADE, n),
            2 if n % 10 == 0 => out.add(class::DECADE, n),
            _ => {}
        },
        "am" | "pm" if (1..=12).contains(&n) => out.add(class::CLOCK, half_day(n, tail) * 3600),
        _ if matches!(bytes[digits], b':' | b'.') => clock(n, &form[digits + 1..], bytes[digits], &mut out),
        _ if bytes[digits] == b'/' => slash(form, &mut out),
        _ if bytes[digits] == b',' => thousands(form, &mut out),
        _ => {}
    }
    out
}

/// The hour of the day for `hour` o'clock a.m. or p.m.
pub(super) fn half_day(hour: i32, half: &str) -> i32 {
    hour % 12 + if half.starts_with('p') { 12 } else { 0 }
}

/// `10:30`, `10:30:15`, `10:30pm`; `10.30` is a clock time or a quantity.
fn clock(hour: i32, rest: &str, mark: u8, out: &mut Shape) {
    let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let digits = &rest[..rest.len() - letters.len()];
    let mut parts = digits.split(':');
    let two = |p: Option<&str>| p.filter(|p| p.len() == 2).and_then(|p| p.parse::<i32>().ok()).filter(|&v| v < 60);
    let first = parts.next();
    if mark == b'.' && letters.is_empty() && !digits.contains(':') {
        let fraction = digits.get(..digits.len().min(2)).and_then(|d| d.parse::<i32>().ok()).unwrap_or(0);
        let hundredths = if digits.len() == 1 { fraction * 10 } else { fraction };
        if hour < 10_000_000 {
            out.add(class::NUM, hour * 100 + hundredths);
        }
    }
    let Some(minute) = two(first) else { return };
    let seconds = parts.next();
    let second = if seconds.is_some() { two(seconds) } else { Some(0) };
    let (Some(second), None) = (second, parts.next()) else { return };
    let hour = match letters {
        "" if hour < 24 => hour,
        "am" | "pm" if (1..=12).contains(&hour) => half_day(hour, letters),
        _ => return,
    };
    let kind = if mark == b':' || !letters.is_empty() { class::CLOCK } else { class::HHMM };
    out.add(kind, (hour * 60 + minute) * 60 + second);
}

/// `04/16/2025`, `2025/04/16`, `16/04/2025`; month, day and year in one number. American order where both fit.
fn slash(form: &str, out: &mut Shape) {
    let mut parts = [0i32; 3];
    let mut count = 0;
    for part in form.split('/') {
        let Some(slot) = parts.get_mut(count) else { return };
        let Ok(n) = part.parse() else { return };
        (*slot, count) = (n, count + 1);
    }
    let [a, b, c] = parts;
    let year_first = form.find('/') == Some(4);
    let (month, day, year) = match (year_first, a > 12) {
        (true, _) => (b, c, a),
        (false, true) => (b, a, c),
        (false, false) => (a, b, c),
    };
    let year_digits = form.len() - form.rfind('/').unwrap_or(0) - 1;
    let year_fits = year_first || year_digits == 2 || year_digits == 4 && (1500..=2200).contains(&year);
    if count == 3 && year_fits && (1..=12).contains(&month) && (1..=31).contains(&day) && year < 10_000 {
        out.add(class::SLASH, month << 24 | day << 16 | year);
    }
}

/// `1,500`
fn thousands(form: &str, out: &mut Shape) {
    if form.len() <= 9
        && form.split(',').skip(1).all(|p| p.len() == 3)
        && let Ok(n) = form.replace(',', "").parse::<i32>()
    {
        out.add(class::NUM, n.saturating_mul(100));
    }
}

/// The quantity that starts at token `at`, before `limit`: its value in hundredths and one past its last token.
pub(super) fn quantity(input: Input, at: usize, limit: usize) -> Option<(i32, usize)> {
    let (mut value, mut end) = simple(input, at, limit)?;
    let Input { tokens, ids, .. } = input;
    // a few, a couple of, a dozen, half a
    if ids[at] == vocabulary::word::A && end < limit {
        if let Some(more) = vocabulary::value(ids[end], class::NUM)
            .filter(|&v| v == VAGUE || v == 200 || v == 1200)
            .filter(|_| !matches!(tokens.folded(end), "two" | "twelve"))
        {
            (value, end) = (more, end + 1);
        } else if let Some(times) = vocabulary::value(ids[end], class::NUMTAIL) {
            (value, end) = (multiply(value, times), end + 1);
        } else if end + 1 < limit
            && tokens.folded(end) == "good"
            && vocabulary::value(ids[end + 1], class::NUM).is_some()
        {
            return quantity(input, end + 1, limit);
        }
    } else if value == 50 && end < limit && ids[end] == vocabulary::word::A {
        end += 1;
    }
    if end < limit && ids[end] == vocabulary::word::OF && matches!(value, 200 | 1200 | VAGUE) {
        end += 1;
    }
    // twenty-five
    if (2000..=9000).contains(&value) && value % 1000 == 0 {
        let hyphen = end + 1 < limit && ids[end] == vocabulary::word::HYPHEN;
        let next = end + usize::from(hyphen);
        if next < limit
            && let Some(one) = vocabulary::value(ids[next], class::NUM).filter(|v| (100..=900).contains(v))
        {
            let letters = tokens.folded(next).len() > 2;
            if letters {
                (value, end) = (value + one, next + 1);
            }
        }
    }
    // two hundred, 2.5 million, one hundred and fifty
    while end < limit
        && let Some(times) = vocabulary::value(ids[end], class::NUMTAIL)
    {
        (value, end) = (multiply(value, times), end + 1);
        let and = usize::from(end < limit && ids[end] == vocabulary::word::AND);
        let next = end + and;
        if next < limit
            && ids[next] != NUMBER
            && let Some(rest) = vocabulary::value(ids[next], class::NUM).filter(|&v| v >= 100 && v % 100 == 0)
            && ids[next] != vocabulary::word::A
            && ids[next] != vocabulary::word::AN
            && value != VAGUE
        {
            (value, end) = (value.saturating_add(rest), next + 1);
        }
    }
    // 5 1/2, two and a half
    if end < limit && ids[end] == NUMBER && value > 0 {
        let part = match tokens.folded(end) {
            "1/2" => 50,
            "1/4" => 25,
            "3/4" => 75,
            _ => 0,
        };
        if part > 0 {
            (value, end) = (value + part, end + 1);
        }
    }
    if end + 2 < limit && value > 0 && [word_and_a_half(tokens, end)] == [true] {
        (value, end) = (value + 50, end + 3);
    }
    Some((value, end))
}

fn word_and_a_half(tokens: &Tokens, at: usize) -> bool {
    tokens.folded(at) == "and" && tokens.folded(at + 1) == "a" && tokens.folded(at + 2) == "half"
}

fn multiply(value: i32, times: i32) -> i32 {
    if value == VAGUE || times == VAGUE { VAGUE } else { value.checked_mul(times).unwrap_or(VAGUE) }
}

fn simple(input: Input, at: usize, limit: usize) -> Option<(i32, usize)> {
    if at >= limit {
        return None;
    }
    Some((input.value(at, class::NUM)?, at + 1))
}
