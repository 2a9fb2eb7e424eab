//! Names that their surroundings make sure of: tickers in brackets, acronyms and what they stand for, persons who speak.

use super::{
    Name, boundary, company,
    decode::Kind,
    list,
    look::{Looks, by_sentence, shape},
    sense::Senses,
};
use crate::{
    knowledge::{Class, Classes},
    span::TokenRange,
};

/// Tickers: "(NHAV.OL)", "(LSE: HSBA)", "(NasdaqGS: GRPN-news)". The exchange and the ticker are names, and what stands
/// before the bracket is a company.
pub fn tickers(senses: &Senses<'_>, looks: &Looks, names: &mut [Name], found: &mut Vec<Name>) {
    let tokens = senses.tokens;
    for (sentence, marks) in by_sentence(tokens, &looks.marks) {
        let (start, end) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
        for open in marks.iter().map(|&m| m as usize) {
            if looks.shape[open] != shape::OPEN || open + 2 >= end {
                continue;
            }
            let Some(close) = (open + 2..end.min(open + 9)).find(|&i| looks.shape[i] == shape::CLOSE) else { continue };
            let inner = TokenRange::new(open + 1, close);
            let ticker = match (inner.first as usize..close).find(|&i| tokens.folded(i) == ":") {
                Some(colon) if colon + 1 < close && exchange(looks, open + 1, colon) => {
                    let code = colon + 1;
                    if !code_like(looks, code) {
                        continue;
                    }
                    let dotted = code + 2 < end
                        && tokens.folded(code + 1) == "."
                        && !tokens.tokens[code + 1].spaced
                        && !tokens.tokens[code + 2].spaced
                        && tokens.folded(code + 2).len() <= 2;
                    let market = TokenRange::new(open + 1, colon);
                    found.push(Name { tokens: market, kind: Kind::Org, company: false, rule: "ticker" });
                    TokenRange::new(code, if dotted { code + 3 } else { code + 1 })
                }
                None => match dotted(senses, looks, open + 1, close) {
                    Some(range) => range,
                    None => continue,
                },
                _ => continue,
            };
            match names.iter_mut().rfind(|n| n.tokens.end as usize == open && n.tokens.first as usize >= start) {
                Some(name) => (name.kind, name.company) = (Kind::Org, true),
                None => found.extend(company::before(looks, start, open)),
            }
            found.push(Name { tokens: ticker, kind: Kind::Org, company: false, rule: "ticker" });
        }
    }
}

/// Whether what stands before the colon is an exchange: "NYSE", "NasdaqGS", "Other OTC".
fn exchange(looks: &Looks, first: usize, colon: usize) -> bool {
    colon > first && colon - first <= 2 && looks.lists[colon - 1].any(list::EXCHANGE)
}

fn code_like(looks: &Looks, at: usize) -> bool {
    matches!(looks.shape[at], shape::UPPER | shape::LONG_UPPER | shape::DOTTED | shape::LETTER | shape::MIXED)
        || looks.shape[at] == shape::ORDINAL
}

/// "NHAV.OL", "GM.N": letters, a dot, the exchange's one or two letters, nothing else in the brackets.
fn dotted(senses: &Senses<'_>, looks: &Looks, first: usize, close: usize) -> Option<TokenRange> {
    let word = senses.tokens.folded(first);
    if close == first + 1 {
        let (code, market) = word.split_once('.')?;
        let fits = code.len() >= 2 && (1..=2).contains(&market.len()) && code_like(looks, first);
        return fits.then(|| TokenRange::new(first, close));
    }
    let fits = close == first + 3
        && code_like(looks, first)
        && senses.tokens.folded(first + 1) == "."
        && !senses.tokens.tokens[first + 1].spaced
        && senses.tokens.folded(first + 2).len() <= 2
        && looks.capital(first + 2);
    fits.then(|| TokenRange::new(first, close))
}

/// ".com" right after a word.
pub fn site(senses: &Senses<'_>, at: usize, end: usize) -> bool {
    let tokens = senses.tokens;
    at + 1 < end
        && tokens.folded(at) == "."
        && !tokens.tokens[at].spaced
        && !tokens.tokens[at + 1].spaced
        && matches!(tokens.folded(at + 1), "com" | "org" | "net")
}

/// Places that a line's form tells: "TOKYO (Reuters) -" wherever it stands, the state of a member of Congress "(D-Ohio)".
pub fn lines(senses: &Senses<'_>, looks: &Looks, found: &mut Vec<Name>) {
    let tokens = senses.tokens;
    let place = |range| Name { tokens: range, kind: Kind::Loc, company: false, rule: "line" };
    for (sentence, marks) in by_sentence(tokens, &looks.marks) {
        let (start, end) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
        let marks = marks.iter().map(|&m| m as usize);
        let dot = |&i: &usize| i > start && looks.shape[i] == shape::STOP && site(senses, i, end);
        for stop in marks.clone().filter(dot) {
            let capital = matches!(looks.shape[stop - 1], shape::TITLE | shape::MIXED | shape::LOWER_MIXED);
            if capital && !(stop > start + 1 && looks.capital(stop - 2)) {
                let tokens = TokenRange::new(stop - 1, stop + 2);
                found.push(Name { tokens, kind: Kind::Org, company: false, rule: "site" });
            }
        }
        for open in marks.filter(|&i| looks.shape[i] == shape::OPEN && i + 2 < end) {
            if looks.shape[open + 2] == shape::CLOSE && looks.lists[open + 1].any(list::AGENCY) && open > start {
                let mut stop = open;
                let date = |i: usize| looks.shape[i] == shape::NUMBER || looks.lists[i].any(list::CALENDAR);
                while stop > start && (date(stop - 1) || looks.shape[stop - 1] == shape::COMMA) {
                    stop -= 1;
                }
                let shout = |i: &usize| {
                    matches!(looks.shape[*i], shape::UPPER | shape::LONG_UPPER) && tokens.folded(*i).len() > 2
                };
                let first = (start..stop).rev().take_while(shout).last().unwrap_or(stop);
                if (1..=3).contains(&(stop - first)) {
                    found.push(place(TokenRange::new(first, stop)));
                }
                continue;
            }
            let party = matches!(tokens.folded(open + 1), "d" | "r") && looks.shape[open + 2] == shape::HYPHEN;
            let Some(close) = (open + 4..end.min(open + 8)).find(|&i| looks.shape[i] == shape::CLOSE) else { continue };
            let state = TokenRange::new(open + 3, close);
            if party && state.range().all(|i| looks.capital(i)) {
                found.push(place(state));
            }
        }
    }
}

/// "G7", "G-20": the groups of states that meet under a number.
pub fn blocs(senses: &Senses<'_>, looks: &Looks, found: &mut Vec<Name>) {
    let tokens = senses.tokens;
    let sizes = ["5", "7", "8", "10", "15", "20", "24", "77"];
    for at in looks.capitals.iter().map(|&c| c as usize) {
        let token = &tokens.tokens[at];
        if token.span.end - token.span.start > 3 || !tokens.folded(at).starts_with('g') {
            continue;
        }
        let folded = tokens.folded(at);
        let end = if sizes.iter().any(|n| folded[1..] == **n) {
            at + 1
        } else if folded == "g"
            && at + 2 < tokens.len()
            && tokens.folded(at + 1) == "-"
            && !tokens.tokens[at + 1].spaced
            && sizes.contains(&tokens.folded(at + 2))
        {
            at + 3
        } else {
            continue;
        };
        found.push(Name { tokens: TokenRange::new(at, end), kind: Kind::Org, company: false, rule: "bloc" });
    }
}

/// "Kim In-so", "Wu Ta-wei": a listed surname of one short word before two syllables; "Kengo wa Dondo".
pub fn syllables(senses: &Senses<'_>, looks: &Looks, found: &mut Vec<Name>) {
    for (sentence, capitals) in by_sentence(senses.tokens, &looks.capitals).filter(|(s, _)| !s.flat_case) {
        let stop = sentence.tokens.end as usize;
        for first in capitals.iter().map(|&c| c as usize) {
            let wa = first + 2 < stop
                && looks.shape[first + 1] == shape::LOWER
                && looks.capital(first + 2)
                && senses.tokens.folded(first + 1) == "wa";
            if wa && !looks.lists[first].any(list::FUNCTION.or(list::HONORIFIC).or(list::TITLE)) {
                let tokens = TokenRange::new(first, first + 3);
                found.push(Name { tokens, kind: Kind::Per, company: false, rule: "syllables" });
                continue;
            }
            if looks.shape[first] == shape::TITLE
                && looks.gaz[first].one.has(Class::Family)
                && senses.tokens.folded(first).len() <= 5
                && !looks.lists[first].any(list::FUNCTION.or(list::EVERYDAY))
                && boundary::syllables(senses, looks, first + 1, stop)
            {
                let tokens = TokenRange::new(first, first + 4);
                found.push(Name { tokens, kind: Kind::Per, company: false, rule: "syllables" });
            }
        }
    }
}

/// Acronyms that the story spells out in lower case name no body: "non-fungible token (NFT)". Those that follow a name
/// in brackets are of its type.
pub fn acronyms(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    let tokens = senses.tokens;
    let (mut common, mut typed): (Vec<u32>, Vec<(u32, Kind)>) = (Vec::new(), Vec::new());
    for (at, name) in names.iter().enumerate() {
        let first = name.tokens.first as usize;
        if name.tokens.len() != 1 || first < 3 || looks.shape[first - 1] != shape::OPEN || name.kind == Kind::Per {
            continue;
        }
        let letters = tokens.folded(first);
        if !matches!(looks.shape[first], shape::UPPER | shape::LONG_UPPER | shape::MIXED) {
            continue;
        }
        if let Some(before) = at.checked_sub(1).map(|b| names[b]).filter(|b| b.tokens.end as usize == first - 1) {
            if before.kind != Kind::Per && spells(senses, letters, before.tokens) {
                typed.push((looks.low[first], before.kind));
            }
            continue;
        }
        if lower_spells(senses, looks, letters, first - 1) {
            common.push(looks.low[first]);
        }
    }
    if common.is_empty() && typed.is_empty() {
        return;
    }
    names.retain_mut(|n| {
        if n.tokens.len() != 1 {
            return true;
        }
        let low = looks.low[n.tokens.first as usize];
        if let Some(&(_, kind)) = typed.iter().find(|t| t.0 == low) {
            n.kind = kind;
        }
        !common.contains(&low) || n.kind == Kind::Per
    });
}

/// Whether the first letters of the words, small words left out or not, are `letters`.
fn spells(senses: &Senses<'_>, letters: &str, range: TokenRange) -> bool {
    let first = |i: usize| senses.tokens.folded(i).chars().next();
    let all: String = range.range().filter_map(first).filter(|c| c.is_alphanumeric()).collect();
    let big: String = range
        .range()
        .filter(|&i| senses.tokens.tokens[i].case != crate::token::Case::Lower)
        .filter_map(first)
        .filter(|c| c.is_alphanumeric())
        .collect();
    all == letters || big == letters || big.len() > 2 && letters.starts_with(&big)
}

/// Whether the words before token `open`, most of them in lower case, begin with `letters`.
fn lower_spells(senses: &Senses<'_>, looks: &Looks, letters: &str, open: usize) -> bool {
    let plain = letters.strip_suffix('s').unwrap_or(letters);
    let mut rest: Vec<char> = plain.chars().filter(|c| c.is_alphabetic()).collect();
    let (mut lower, mut words) = (0, 0);
    let mut at = open;
    let Some(&opening) = rest.first() else { return false };
    if rest.len() < 2 {
        return false;
    }
    while at > 0 && words < 8 && !rest.is_empty() {
        at -= 1;
        let shape = looks.shape[at];
        if shape == shape::HYPHEN {
            continue;
        }
        if shape != shape::LOWER && !looks.capital(at) {
            return false;
        }
        words += 1;
        let initial = senses.tokens.folded(at).chars().next();
        if initial == rest.last().copied() {
            rest.pop();
            lower += usize::from(shape == shape::LOWER);
        }
    }
    // "tuberculosis (TB)" spells with letters from within one word.
    let within = looks.shape[open - 1] == shape::LOWER && senses.tokens.folded(open - 1).starts_with(opening) && {
        let mut letters = senses.tokens.folded(open - 1).chars();
        plain.chars().all(|c| letters.any(|l| l == c))
    };
    rest.is_empty() && lower * 2 > plain.len() || within
}

/// Persons that the table passed over: a listed surname that speaks or acts, a given name and a surname, capitals after an
/// honorific or a title, before an age.
pub fn persons(senses: &Senses<'_>, looks: &Looks, taken: &[bool], found: &mut Vec<Name>) {
    let tokens = senses.tokens;
    for (sentence, capitals) in by_sentence(tokens, &looks.capitals).filter(|(s, _)| !s.flat_case) {
        let (start, end) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
        let mut at = start;
        for capital in capitals.iter().map(|&c| c as usize) {
            // The stretch before it may have taken it in.
            if capital < at {
                continue;
            }
            at = capital;
            let mut first = at;
            while at < end && looks.shape[at] == shape::TITLE && !taken[at] {
                at += 1;
            }
            if first == at {
                continue;
            }
            let honorific = (first..at).rev().find(|&i| looks.lists[i].any(list::HONORIFIC)).map(|i| i + 1);
            first = honorific.unwrap_or(first);
            if looks.lists[first.min(at - 1)].any(list::FUNCTION) && first == start {
                first += 1;
            }
            let joined = at < end && (looks.capital(at) || looks.shape[at] == shape::HYPHEN)
                || first > start && looks.shape[first - 1] == shape::HYPHEN
                || first > start && looks.capital(first - 1) && honorific.is_none();
            if let Some(tokens) = listed(senses, looks, first, at).filter(|_| !joined) {
                found.push(Name { tokens, kind: Kind::Per, company: false, rule: "person-listed" });
                continue;
            }
            let contraction = at - first.min(at) == 1 && senses.tokens.folded(first).starts_with("i'");
            if first >= at || joined || contraction || (first..at).any(|i| looks.lists[i].any(NEVER)) {
                continue;
            }
            let stand = Stand { senses, looks, first, end: at, start, stop: end };
            if honorific.is_some() && at - first <= 3 || stand.is_person() {
                let tokens = TokenRange::new(first, at);
                found.push(Name { tokens, kind: Kind::Per, company: false, rule: "person-cue" });
            }
        }
    }
}

/// "Secretary of State Ann Roe": the full name of a listed person at the end of the capitals from `first` to before `end`,
/// where nothing but words of an office stands before it.
pub fn listed(senses: &Senses<'_>, looks: &Looks, first: usize, end: usize) -> Option<TokenRange> {
    let office = |i: usize| {
        looks.lists[i].any(list::TITLE.or(list::HONORIFIC).or(list::PORTFOLIO)) || senses.tokens.folded(i) == "state"
    };
    (2..=3)
        .filter(|n| first + n <= end && (first..end - n).all(office))
        .map(|n| TokenRange::new(end - n, end))
        .find(|&range| senses.sense(range, |c| c == Class::Person).is_some())
}

/// Capitals within a sentence.
struct Stand<'s> {
    senses: &'s Senses<'s>,
    looks: &'s Looks,
    first: usize,
    end: usize,
    start: usize,
    stop: usize,
}

impl Stand<'_> {
    fn is_person(&self) -> bool {
        let looks = self.looks;
        let own = looks.gaz[self.end - 1].one;
        let inside = self.first > self.start;
        let lower = |i: usize, lists| looks.shape[i] == shape::LOWER && looks.lists[i].any(lists);
        let lower = |i: usize, lists| i < self.stop && lower(i, lists);
        let speaks = lower(self.end, list::SPEECH.or(list::AUXILIARY));
        let comma = self.end + 1 < self.stop && looks.shape[self.end] == shape::COMMA;
        let who = comma && looks.low[self.end + 1] == super::feature::who();
        let titled = inside && lower(self.first - 1, list::TITLE);
        let said = inside && lower(self.first - 1, list::SPEECH) && comma;
        let quoted = inside && looks.shape[self.first - 1] == shape::QUOTE && lower(self.end, list::SPEECH);
        let bare = inside && self.bare();
        match self.end - self.first {
            1 => {
                (speaks || who || bare) && family(own) && only_person(own)
                    || titled && family(own)
                    || quoted && only_person(own) && !looks.lists[self.first].any(list::EVERYDAY)
            }
            2..=4 if titled || self.aged() => true,
            2 | 3 => {
                let given = looks.gaz[self.first].one.has(Class::Given);
                given && (only_person(own) || speaks || who) || said && (given || family(own))
            }
            _ => false,
        }
    }

    /// A word alone in the middle of plain words, where no place, title or apposition is likely: "vote for Lind in May".
    fn bare(&self) -> bool {
        let looks = self.looks;
        let (before, after) = (self.first - 1, self.end);
        let place =
            matches!(self.senses.tokens.folded(before), "the" | "of" | "in" | "at" | "on" | "over" | "into" | "near");
        let everyday = looks.lists[self.first].any(list::EVERYDAY.or(list::PEOPLE).or(list::GENERIC));
        let goes_on = after < self.stop
            && match looks.shape[after] {
                shape::LOWER => !looks.lists[after].any(
                    list::SPEECH.or(list::AUXILIARY).or(list::LINK).or(list::PLACE_PREPOSITION).or(list::FUNCTION),
                ),
                shape::AND | shape::SLASH | shape::NUMBER => true,
                _ => false,
            };
        looks.shape[before] == shape::LOWER && !place && !everyday && !goes_on
    }

    /// ", 44," and "(44)"
    fn aged(&self) -> bool {
        let at = self.end;
        let number = at + 2 < self.stop && self.looks.shape[at + 1] == shape::NUMBER && {
            let digits = self.senses.tokens.folded(at + 1);
            digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit())
        };
        number
            && match self.looks.shape[at] {
                shape::COMMA => matches!(self.looks.shape[at + 2], shape::COMMA | shape::STOP),
                shape::OPEN => self.looks.shape[at + 2] == shape::CLOSE,
                _ => false,
            }
    }
}

const NEVER: list::Lists = list::FUNCTION
    .or(list::CALENDAR)
    .or(list::BODY)
    .or(list::PLACE_HEAD)
    .or(list::EVENT)
    .or(list::LEGAL)
    .or(list::TITLE);

fn family(classes: Classes) -> bool {
    classes.has(Class::Family) || classes.has(Class::Person)
}

/// Whether a word is listed as nothing but a person's.
fn only_person(classes: Classes) -> bool {
    ![
        Class::Country,
        Class::Demonym,
        Class::City,
        Class::Subdivision,
        Class::Region,
        Class::Company,
        Class::Organisation,
    ]
    .iter()
    .any(|&c| classes.has(c))
}
