//! Conditions beyond the pattern: where a word that could be a date is something else.

use super::{
    pattern::{Input, Slots},
    vocabulary::{Guard, NUMBER, UNKNOWN, class},
};
use crate::token::{Case, TokenKind};

/// A match as the guards see it.
#[derive(Clone, Copy)]
pub(super) struct Found<'m> {
    pub(super) input: Input<'m>,
    pub(super) slots: &'m Slots,
    /// The tokens of the expression.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The tokens of the sentence.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Found<'_> {
    /// The folded token before the match; empty at the sentence's start.
    fn before(&self) -> &str {
        if self.first > self.from { self.input.tokens.folded(self.first - 1) } else { "" }
    }

    /// The folded token after the match; empty at the sentence's end.
    fn after(&self) -> &str {
        if self.end < self.to { self.input.tokens.folded(self.end) } else { "" }
    }

    fn case_after(&self) -> Case {
        if self.end < self.to { self.input.tokens.tokens[self.end].case } else { Case::None }
    }
}

/// Whether `guard` lets the match pass.
pub(super) fn passes(guard: Guard, m: Found) -> bool {
    match guard {
        Guard::YearNumber => year_number(m),
        Guard::MonthName => month_name(m),
        Guard::SeasonName => season_name(m),
        Guard::WeekdayName => weekday_name(m),
        Guard::Decade => decade(m),
        Guard::DecadePair => decade_pair(m),
        Guard::Duration => duration(m),
        Guard::Age => age(m),
        Guard::VagueUnits => vague_units(m),
        Guard::Clock => clock(m),
        Guard::Adjective => adjective(m),
        Guard::NoRate => !(amount_before(m) && m.input.tokens.folded(m.end - 1).ends_with("ly")),
        Guard::UnquotedName => !quoted_name(m),
        Guard::Anaphor => anaphor(m),
    }
}

/// Prepositions and conjunctions that a date follows.
fn temporal(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "before"
            | "after"
            | "during"
            | "from"
            | "between"
            | "through"
            | "and"
            | "or"
            | "of"
            | "to"
            | "for"
            | "as"
            | "early"
            | "late"
            | "mid"
            | "around"
            | "about"
            | "on"
            | "than"
            | "last"
            | "next"
            | "this"
            | "every"
            | "each"
            | "back"
            | "-"
            | "("
            | ","
    )
}

fn year_number(m: Found) -> bool {
    let year = m.slots.get(class::YEAR).unwrap_or(0);
    let (before, after) = (m.before(), m.after());
    if m.end - m.first > 1 && m.input.ids[m.first] != NUMBER {
        return true;
    }
    let glued_before = !m.input.tokens.tokens[m.first].spaced && m.first > m.from;
    let glued_after = m.end < m.to && !m.input.tokens.tokens[m.end].spaced;
    if glued_before && !matches!(before, "(" | "-" | "\"" | "'" | "/" | "--" | "[") {
        return false;
    }
    if glued_after
        && !matches!(
            after,
            "," | "." | ")" | "-" | "'s" | ";" | ":" | "\"" | "?" | "!" | "'" | "/" | "--" | "]" | "..."
        )
    {
        return false;
    }
    if glued_before && before == "-" && m.first - 1 > m.from && !m.input.tokens.tokens[m.first - 1].spaced {
        // "555-1987" and "F-1987" are codes, "1985-1987" and "post-1959" are not.
        let earlier = m.first - 2;
        let year_before = m.input.shape(earlier).value(class::YEAR).is_some();
        let word_before = matches!(m.input.tokens.folded(earlier), "post" | "pre" | "mid" | "early" | "late");
        if !year_before && !word_before {
            return false;
        }
    }
    if m.first > m.from && m.input.mask(m.first - 1) & (1 << class::LABEL) != 0 {
        return false;
    }
    // "2024-13-45" is a code; "1985-1987" and "1850-58" are ranges.
    if glued_after && after == "-" && m.end + 1 < m.to && m.input.ids[m.end + 1] == NUMBER {
        let next = m.input.shape(m.end + 1);
        let code = m.end + 2 < m.to && m.input.tokens.folded(m.end + 2) == "-";
        if next.value(class::YEAR).is_none() && (code || next.value(class::YEAR2).is_none()) {
            return false;
        }
    }
    if !(1900..=2100).contains(&year) {
        return (1500..1900).contains(&year)
            && matches!(
                before,
                "in" | "since" | "of" | "from" | "until" | "by" | "before" | "after" | "during" | "between"
            )
            && !plural_noun(m);
    }
    // "2000 soldiers", "1500 people": a round number before a plural counts things.
    let round = year % 50 == 0;
    if plural_noun(m)
        && (round || year % 10 == 0)
        && !matches!(before, "the" | "in" | "of" | "since" | "'s" | "its" | "their")
    {
        return false;
    }
    true
}

/// Whether a plural in small letters follows.
fn plural_noun(m: Found) -> bool {
    let after = m.after();
    m.case_after() == Case::Lower
        && (after.len() > 3 && after.ends_with('s') && !after.ends_with("ss") && m.input.ids[m.end] == UNKNOWN
            || after.ends_with("men")
            || after.ends_with("children")
            || matches!(after, "people" | "troops" | "police" | "km" | "kg" | "feet" | "mph"))
}

fn month_name(m: Found) -> bool {
    // A name that is nothing but a month's needs no more proof.
    let at = (m.first..m.end).find(|&i| m.input.mask(i) & (1 << class::MONTH) != 0).unwrap_or(m.first);
    let form = m.input.tokens.folded(at);
    if !matches!(
        form,
        "may" | "march" | "april" | "june" | "august" | "jan" | "mar" | "dec" | "jun" | "sep" | "oct" | "feb"
    ) {
        return true;
    }
    // "Jan" without its dot is a man.
    if form.trim_end_matches('.').len() == 3
        && form != "may"
        && !m.input.tokens.tokens[at].span.of(m.input.text).ends_with('.')
    {
        return false;
    }
    if m.end - m.first > 1 {
        return true;
    }
    let (before, after) = (m.before(), m.after());
    if m.first == m.from {
        return matches!(after, "'s" | "and" | "-" | "," | "was" | "is" | "sales" | "to" | "through")
            && !matches!(form, "may" | "march");
    }
    let name_before = matches!(m.input.tokens.tokens[m.first - 1].case, Case::Title | Case::Mixed)
        && m.input.tokens.tokens[m.first - 1].kind == TokenKind::Word
        && !temporal(before);
    let name_after = m.case_after() == Case::Title && m.input.tokens.tokens[m.end].kind == TokenKind::Word;
    if matches!(form, "may" | "march") {
        let verb = matches!(after, "said" | "told")
            || after == "and" && !matches!(before, "in" | "since" | "by" | "until" | "during");
        return temporal(before) && !verb && !(name_after && form == "may")
            || matches!(before, "the" | "'s" | "a" | "its" | "their" | "his")
                && m.case_after() == Case::Lower
                && !matches!(after, "on" | "of" | "to" | "in" | "by" | "from" | "through" | "was" | "is");
    }
    !name_before && !matches!(after, "said" | "told")
}

fn season_name(m: Found) -> bool {
    let at = m.end - 1;
    let form = m.input.tokens.folded(at);
    let the = m.input.tokens.folded(m.first) == "the";
    if m.case_after() == Case::Title && m.input.tokens.tokens[at].case == Case::Title {
        return false;
    }
    match form {
        "fall" if the => !matches!(m.after(), "of" | "in" | "from" | "to"),
        "spring" if the => matches!(m.before(), "in" | "by" | "until" | "during" | "since" | "of" | "for" | "before"),
        _ => !matches!(m.after(), "olympics" | "games" | "palace"),
    }
}

fn weekday_name(m: Found) -> bool {
    let form = m.input.tokens.folded(m.end - 1);
    match form {
        "sun" | "sat" | "mon" | "wed" => {
            m.end < m.to && m.input.tokens.tokens[m.end - 1].span.of(m.input.text).ends_with('.') && m.before() != "the"
        }
        _ => true,
    }
}

fn decade(m: Found) -> bool {
    let four = m.slots.get(class::DECADE).is_some_and(|d| d > 100);
    four || {
        let quoted = (m.first..m.end).any(|i| m.input.tokens.folded(i) == "'");
        quoted || m.end - m.first > 2
    }
}

/// "of the 70s and 80s", but not "in the 70s and 80s", which may be degrees or ages.
fn decade_pair(m: Found) -> bool {
    let of = |at: usize, class: u8| m.input.mask(at) & (1 << class) != 0;
    m.first >= m.from + 4
        && of(m.first - 2, class::DECADE)
        && m.input.tokens.folded(m.first - 3) == "the"
        && of(m.first - 4, class::DECADE_OF)
}

fn duration(m: Found) -> bool {
    let last = m.input.tokens.folded(m.end - 1);
    let first = m.input.tokens.folded(m.first);
    let after = m.after();
    // "a decade-long war", "a year-earlier loss"
    if after == "-" && !m.input.tokens.tokens[m.end].spaced {
        return false;
    }
    // "the 1988 quarter", "the 2000 year": whole thousands of units are plural.
    let thousand = m.slots.get(class::NUM).is_some_and(|n| n >= 100_000);
    if thousand && m.slots.get(class::UNIT).is_some() {
        return false;
    }
    // "59 years old" is an age, told as a length in TimeML; "a second" is an ordinal.
    if last == "second" && (first == "a" || first == "one") {
        return false;
    }
    // "more than a quarter of"
    let one = m.slots.get(class::NUM) == Some(100) && first != "the";
    let before = if m.first > m.from { m.input.mask(m.first - 1) } else { 0 };
    let share = after == "of" || after == "," && (m.end - m.first > 2 || before & (1 << class::APPROX) != 0);
    // "$20 a year" is a price.
    let price = matches!(first, "a" | "an") && m.end - m.first == 2 && amount_before(m);
    !(price || matches!(last, "quarter" | "night") && one && share)
}

fn age(m: Found) -> bool {
    let old = m.after() == "old" || m.end + 1 < m.to && m.after() == "-" && m.input.tokens.folded(m.end + 1) == "old";
    // "aged 8 to 10 years"
    let stop = m.from.max(m.first.saturating_sub(3));
    let aged = (stop..m.first).any(|i| matches!(m.input.tokens.folded(i), "aged" | "ages"));
    !old && !aged
}

/// Whether an amount stands before: "358,000", "3 million", "20 percent".
fn amount_before(m: Found) -> bool {
    m.first > m.from && {
        let at = m.first - 1;
        let measured = m.input.mask(at) & (1 << class::MEASURE | 1 << class::NUMTAIL) != 0;
        let year = m.input.shape(at).value(class::YEAR).is_some();
        measured || m.input.tokens.tokens[at].kind == TokenKind::Number && !year
    }
}

/// A capitalised expression right after a quotation mark is the title of something.
fn quoted_name(m: Found) -> bool {
    let quoted = matches!(m.before(), "\"" | "''" | "``" | "'") && !m.input.tokens.tokens[m.first].spaced;
    quoted && m.end - m.first > 1 && m.input.tokens.tokens[m.end - 1].case == Case::Title
}

fn adjective(m: Found) -> bool {
    let noun = m.end < m.to && m.input.tokens.tokens[m.end].kind == TokenKind::Word;
    noun && !matches!(m.after(), "of" | "and" | "or" | "was" | "is" | "in" | "to" | "that" | "which" | "with")
}

fn anaphor(m: Found) -> bool {
    let told = matches!(
        m.after(),
        "of" | "he" | "she" | "it" | "they" | "we" | "i" | "that" | "when" | "after" | "before" | "following"
    );
    let named = m.end < m.to && m.input.mask(m.end) & (1 << class::WEEKDAY | 1 << class::YEAR) != 0;
    !told && !named && m.after() != "-"
}

fn vague_units(m: Found) -> bool {
    let adverb = matches!(m.before(), "just" | "only" | "mere") && m.first > m.from + 1;
    let before = if adverb { m.input.tokens.folded(m.first - 2) } else { m.before() };
    matches!(before, "for" | "in" | "within" | "of" | "take" | "took" | "lasted" | "after")
        && !matches!(m.after(), "of" | "old")
}

/// A clock time needs something that says so: a.m., a zone, "at", or minutes after a colon that are no score.
fn clock(m: Found) -> bool {
    if m.slots.get(class::AMPM).is_some() || m.slots.get(class::ZONE).is_some() {
        return true;
    }
    let last = m.input.tokens.folded(m.end - 1);
    // "High Noon"
    if m.before() == "high" {
        return false;
    }
    if matches!(last, "noon" | "midnight" | "midday" | "noontime" | "o'clock" | "hours") || last.ends_with('m') {
        return true;
    }
    matches!(
        m.before(),
        "at" | "by" | "until" | "till" | "around" | "about" | "from" | "before" | "after" | "since" | "to" | "-"
    ) || m.end - m.first > 1
}
