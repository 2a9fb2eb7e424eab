//! Where names begin and end: what is cut off, what is joined, what is no name at all.

use super::{Name, cue, decode::Kind, list, look::Looks, look::shape, sense::Senses, whole};
use crate::{knowledge::Class, span::TokenRange, token::TokenKind};

/// Puts the ends of all names right and drops what names nothing.
pub fn settle(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    for name in names.iter_mut() {
        trim(senses, looks, name);
    }
    for name in names.iter_mut().filter(|n| n.tokens.len() > 2) {
        // "Secretary of" + "State Ann Roe": the name without the office.
        let range = name.tokens.range();
        if held(senses, looks, range.start)
            && let Some(person) = cue::listed(senses, looks, range.start, range.end)
        {
            (name.tokens, name.kind) = (person, Kind::Per);
        }
    }
    // Of some names trimming leaves nothing.
    names.retain(|n| !n.tokens.is_empty());
    officers(senses, looks, names);
    for name in names.iter_mut() {
        ranked(senses, looks, name);
        of_state(senses, looks, name);
    }
    owners(senses, names);
    whole::bodies(senses, looks, names);
    names.retain(|n| !n.tokens.is_empty() && !nobody(senses, looks, n));
    for name in names.iter_mut() {
        place(senses, looks, name);
        let last = name.tokens.end as usize - 1;
        if name.tokens.len() > 1 && legal(senses, looks, last) && name.kind != Kind::Org {
            (name.kind, name.company) = (Kind::Org, true);
        }
    }
    join(senses, looks, names);
    whole::with_place(senses, names);
    with_country(senses, looks, names);
    whole::apart(senses, looks, names);
}

/// "General Anupong Rak" that the table took for a body: two names after a rank are a person's, where nothing is listed so.
fn ranked(senses: &Senses<'_>, looks: &Looks, name: &mut Name) {
    let range = name.tokens.range();
    let rank = |at: usize| {
        matches!(
            senses.tokens.folded(at),
            "general"
                | "admiral"
                | "colonel"
                | "marshal"
                | "emperor"
                | "empress"
                | "archbishop"
                | "cardinal"
                | "sheikh"
        )
    };
    let may_be = name.kind == Kind::Org && matches!(range.len(), 3 | 4) && rank(range.start);
    if !may_be || senses.hit(name.tokens).is_some() {
        return;
    }
    let words = list::BODY.or(list::LEGAL).or(list::PLACE_HEAD).or(list::EVENT).or(list::SPORT).or(list::BUSINESS);
    let other = words.or(list::FUNCTION).or(list::COMMON).or(list::GENERIC).or(list::BUILDING).or(list::PORTFOLIO);
    let own = |i: usize| looks.shape[i] == shape::TITLE && !looks.lists[i].any(other);
    if (range.start + 1..range.end).all(own) {
        name.kind = Kind::Per;
        name.tokens = TokenRange::new(range.start + 1, range.end);
    }
}

/// "Minister of State Ann Lind": the state is of her title, and what follows is her name.
fn of_state(senses: &Senses<'_>, looks: &Looks, name: &mut Name) {
    let first = name.tokens.first as usize;
    if name.tokens.len() < 3 {
        return;
    }
    let sentence = senses.tokens.sentences[senses.tokens.sentence_of(first)].tokens.first as usize;
    let titled = first >= sentence + 2
        && senses.tokens.folded(first) == "state"
        && senses.tokens.folded(first - 1) == "of"
        && looks.lists[first - 2].any(list::TITLE);
    let end = name.tokens.end as usize;
    let mut at = first + 1;
    // "Minister of State for Foreign Affairs Ann Lind"
    if titled && senses.tokens.folded(at) == "for" {
        let field = |i: &usize| looks.lists[*i].any(list::PORTFOLIO) || senses.tokens.folded(*i) == "and";
        at = (at + 1..end).find(|i| !field(i)).unwrap_or(end);
    }
    if titled && at < end && looks.capital(at) {
        name.kind = Kind::Per;
        name.tokens = TokenRange::new(at, end);
    }
}

/// "NATO Secretary-General Ann Lind": a body and its officer are two names.
fn officers(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    let mut at = 0;
    while at < names.len() {
        let name = names[at];
        let (first, end) = (name.tokens.first as usize, name.tokens.end as usize);
        let general = (first + 1..end.saturating_sub(3)).find(|&i| {
            looks.lists[i].any(list::TITLE)
                && looks.shape[i + 1] == shape::HYPHEN
                && senses.tokens.folded(i + 2) == "general"
                && (i + 3..end).all(|t| looks.capital(t))
        });
        if let Some(i) = general.filter(|_| name.kind == Kind::Org) {
            names[at] = Name { tokens: TokenRange::new(first, i), ..name };
            names.insert(at + 1, Name { tokens: TokenRange::new(i + 3, end), kind: Kind::Per, company: false, ..name });
            at += 1;
        }
        at += 1;
    }
}

/// "Ann Abbas' Unity": an owner whose name ends in "s" and what is his are two names.
fn owners(senses: &Senses<'_>, names: &mut Vec<Name>) {
    let mut more = Vec::new();
    for name in names.iter_mut().filter(|n| n.kind == Kind::Per) {
        let mut inner = name.tokens.range().skip(1);
        let genitive =
            inner.find(|&i| senses.tokens.tokens[i].kind == TokenKind::Genitive && senses.tokens.folded(i) == "'");
        if let Some(at) = genitive {
            let rest = TokenRange::new(at + 1, name.tokens.end as usize);
            name.tokens = TokenRange::new(name.tokens.first as usize, at);
            if !rest.is_empty() {
                more.push(Name { tokens: rest, kind: Kind::Org, company: false, rule: "owned" });
            }
        }
    }
    if !more.is_empty() {
        names.extend(more);
        names.sort_by_key(|n| n.tokens.first);
    }
}

/// "Iraq" + "Study Group": a country right before common words that end in a body's noun is the start of its name.
fn with_country(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    let mut at = 1;
    while at < names.len() {
        let (left, body) = (names[at - 1], names[at]);
        let last = body.tokens.end as usize - 1;
        let joined = left.tokens.end == body.tokens.first
            && body.kind == Kind::Org
            && body.rule == "perceptron"
            && body.tokens.len() > 1
            && looks.lists[last].any(list::BODY)
            && senses.country(left.tokens).is_some()
            && senses.hit(body.tokens).is_none();
        if joined {
            names[at].tokens.first = left.tokens.first;
            names.remove(at - 1);
        } else {
            at += 1;
        }
    }
}

/// Buildings and the like by their last word, and what stands before "province", "village", "airport".
fn place(senses: &Senses<'_>, looks: &Looks, name: &mut Name) {
    let (first, end) = (name.tokens.first as usize, name.tokens.end as usize);
    if name.rule != "perceptron" || name.kind == Kind::Loc || senses.hit(name.tokens).is_some() {
        return;
    }
    let last = looks.lists[end - 1];
    if name.kind == Kind::Org && end - first > 1 && last.any(list::EVENT) && senses.tokens.folded(end - 1) != "charter"
    {
        name.kind = Kind::Misc;
        return;
    }
    let head = end - first > 1 && last.any(list::BUILDING) && !looks.lists[first].any(list::SPORT);
    let district = end < looks.shape.len()
        && looks.shape[end] == shape::LOWER
        && looks.lists[end].any(list::DISTRICT)
        && (name.kind == Kind::Org || end - first == 1);
    if head && name.kind == Kind::Org || district {
        name.kind = Kind::Loc;
    }
}

/// Takes off what is no part of a name: "the", titles before persons, marks and genitives at its ends, "of Spain" after a
/// legal suffix, "-wing" after a person.
fn trim(senses: &Senses<'_>, looks: &Looks, name: &mut Name) {
    let (mut first, mut end) = (name.tokens.first as usize, name.tokens.end as usize);
    let tokens = senses.tokens;
    if let Some(legal) = (first + 1..end.saturating_sub(1)).find(|&i| {
        looks.lists[i].any(list::LEGAL) && looks.capital(i) && matches!(tokens.folded(i + 1), "of" | "in" | "and")
    }) {
        end = legal + 1;
    }
    let hyphen = end >= first + 3 && looks.shape[end - 2] == shape::HYPHEN && looks.shape[end - 1] == shape::LOWER;
    if hyphen && looks.lists[end - 1].any(list::HYPHENATED) {
        end -= 2;
    }
    while first < end
        && (tokens.folded(first) == "the" && !placed(senses, TokenRange::new(first, end))
            || name.kind == Kind::Per && end - first > 1 && looks.lists[first].any(list::HONORIFIC)
            || !looks.capital(first) && !tokens.folded(first).starts_with(|c: char| c.is_alphanumeric()))
    {
        first += 1;
    }
    while first < end && matches!(tokens.folded(end - 1), "'s" | "'" | "," | "-" | "&" | "\"" | "(" | "/") {
        end -= 1;
    }
    if let Some(title) = office(senses, looks, name.kind, first, end) {
        (first, name.kind) = (title + 1, Kind::Per);
    }
    // A sentence that ran into the name: "Ana Lind She".
    while name.kind == Kind::Per
        && end > first + 1
        && looks.lists[end - 1].any(list::FUNCTION)
        && tokens.folded(end - 1).len() > 2
        && !looks.gaz[end - 1].one.has(Class::Family)
    {
        end -= 1;
    }
    if name.kind == Kind::Org {
        end = without_office(senses, looks, first, end);
    }
    if name.kind == Kind::Per {
        (first, end) = whole(senses, looks, first, end);
    }
    (end, name.kind) = grown(senses, looks, first, end, name.kind);
    if first > 0 && first < end && tokens.folded(first - 1) == "the" && looks.capital(first - 1) {
        let range = TokenRange::new(first - 1, end);
        if name.kind != Kind::Per && placed(senses, range) {
            first -= 1;
        }
    }
    name.tokens = TokenRange::new(first, end);
}

/// The title within "US President Ana Lind" that ends what is no part of the person's name.
fn office(senses: &Senses<'_>, looks: &Looks, kind: Kind, first: usize, end: usize) -> Option<usize> {
    let held = list::TITLE.or(list::HONORIFIC).or(list::PORTFOLIO);
    let outside =
        |i: usize| looks.lists[i].any(held) || !looks.gaz[i].one.has(Class::Given) && !is_initial(looks.shape[i]);
    let title = (first..end.saturating_sub(1)).rev().find(|&i| {
        looks.lists[i].any(list::TITLE.or(list::HONORIFIC)) && looks.shape[i] != shape::LOWER && (first..i).all(outside)
    })?;
    let rest = TokenRange::new(title + 1, end);
    let person = kind == Kind::Per
        || kind != Kind::Loc && rest.len() > 1 && title > first && senses.sense(rest, |c| c == Class::Person).is_some();
    person.then_some(title)
}

fn is_initial(shape: u8) -> bool {
    matches!(shape, shape::INITIAL | shape::LETTER)
}

/// "U.N. Secretary-General": the body without its officer.
fn without_office(senses: &Senses<'_>, looks: &Looks, first: usize, end: usize) -> usize {
    let titled = |i: usize| looks.lists[i].any(list::TITLE) && looks.shape[i] == shape::TITLE;
    let mut cut = end;
    while cut > first + 1
        && (titled(cut - 1) && !looks.lists[cut - 1].any(list::BODY)
            || cut < end && looks.shape[cut - 1] == shape::HYPHEN)
    {
        cut -= 1;
    }
    let known =
        senses.hit(TokenRange::new(first, end)).is_some() || matches!(senses.tokens.folded(cut - 1), "of" | "and");
    let body = looks.capital(cut - 1) && looks.shape[cut - 1] != shape::TITLE
        || senses.sense(TokenRange::new(first, cut), |c| matches!(c, Class::Organisation | Class::Company)).is_some();
    if known || !body { end } else { cut }
}

/// What belongs to a person's name beside what was found: "Abdul" + "Ghani Baradar", "Kim" + "In-so".
fn whole(senses: &Senses<'_>, looks: &Looks, mut first: usize, mut end: usize) -> (usize, usize) {
    let sentence = &senses.tokens.sentences[senses.tokens.sentence_of(first)];
    let (start, stop) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
    if sentence.flat_case {
        return (first, end);
    }
    let particle = |i: usize| looks.lists[i].any(list::PARTICLE) && looks.shape[i] == shape::TITLE;
    while first > start && particle(first - 1) && senses.tokens.folded(first - 1).len() > 2 {
        first -= 1;
    }
    let family = looks.gaz[first].one.has(Class::Family);
    if end - first == 1 && family && syllables(senses, looks, end, stop) {
        end += 3;
    }
    (first, end)
}

/// "In-so", "Geun-hye": two syllables that follow a Korean or Chinese surname.
pub fn syllables(senses: &Senses<'_>, looks: &Looks, at: usize, stop: usize) -> bool {
    at + 2 < stop
        && looks.shape[at] == shape::TITLE
        && looks.shape[at + 1] == shape::HYPHEN
        && looks.shape[at + 2] == shape::LOWER
        && !senses.tokens.tokens[at + 1].spaced
        && !senses.tokens.tokens[at + 2].spaced
        && senses.tokens.folded(at).len() <= 5
        && senses.tokens.folded(at + 2).len() <= 5
        && !looks.lists[at + 2].any(list::HYPHENATED)
        && (at + 3 >= stop || looks.shape[at + 3] != shape::HYPHEN)
}

/// A company's ending that was left out: "Acme" + "Ltd", "Brown Lind" + "& Co.", "Bankfind" + ".com".
fn grown(senses: &Senses<'_>, looks: &Looks, first: usize, end: usize, kind: Kind) -> (usize, Kind) {
    let tokens = senses.tokens;
    // Nothing may be left of a name, at the story's end even with no sentence after it.
    if first >= end {
        return (end, kind);
    }
    let stop = tokens.sentences[tokens.sentence_of(first)].tokens.end as usize;
    if end >= stop {
        return (end, kind);
    }
    let legal = |i: usize| legal(senses, looks, i);
    if legal(end) && !legal(end - 1) {
        return (end + 1, Kind::Org);
    }
    if looks.shape[end] == shape::AND && end + 1 < stop && looks.lists[end + 1].any(list::LEGAL) {
        return (end + 2, Kind::Org);
    }
    if cue::site(senses, end, stop) && kind != Kind::Loc { (end + 2, Kind::Org) } else { (end, kind) }
}

/// Whether the token at `at` is a company's legal form: "Ltd", "LLC".
fn legal(senses: &Senses<'_>, looks: &Looks, at: usize) -> bool {
    looks.lists[at].any(list::LEGAL) && looks.capital(at) && senses.tokens.folded(at).len() > 2
}

/// "The Hague": a city whose name the article is part of.
fn placed(senses: &Senses<'_>, range: TokenRange) -> bool {
    senses.sense(range, |c| c == Class::City).is_some()
}

/// "the Party", "First Lady", "Minister for Human Services": words of office and common nouns of bodies alone.
fn nobody(senses: &Senses<'_>, looks: &Looks, name: &Name) -> bool {
    let range = name.tokens.range();
    let (first, last) = (range.start, range.end - 1);
    // "US$20"
    if range.end < senses.tokens.len()
        && senses.tokens.folded(range.end) == "$"
        && !senses.tokens.tokens[range.end].spaced
    {
        return true;
    }
    if name.kind == Kind::Org && held(senses, looks, first) {
        return true;
    }
    if name.rule != "perceptron" || senses.hit(name.tokens).is_some_and(|h| h.tokens.len() > 1) {
        return false;
    }
    let word = senses.tokens.folded(first);
    // "I've", "No. 1"
    if word.starts_with("i'") || word == "no." {
        return true;
    }
    if range.len() == 1 {
        let bracketed = first > 0 && looks.shape[first - 1] == shape::OPEN;
        let abbreviation = looks.lists[first].any(list::COMMON) && looks.shape[first] != shape::TITLE;
        if name.kind != Kind::Per && (abbreviation && !bracketed || price(word)) {
            return true;
        }
        return name.kind != Kind::Per && looks.lists[first].any(list::GENERIC) && looks.shape[first] == shape::TITLE;
    }
    let office = list::TITLE.or(list::HONORIFIC);
    let all = range.clone().all(|i| looks.lists[i].any(office.or(list::PORTFOLIO).or(list::FUNCTION)));
    let role = looks.lists[first].any(list::TITLE)
        && looks.shape[first] == shape::TITLE
        && matches!(senses.tokens.folded(first + 1), "of" | "for");
    name.kind != Kind::Per && (all && looks.lists[last].any(office) || role)
}

/// Whether a minister or secretary "of" or "for" stands before the words, which are then a portfolio.
pub fn held(senses: &Senses<'_>, looks: &Looks, first: usize) -> bool {
    first > 1
        && looks.lists[first].any(list::PORTFOLIO)
        && matches!(senses.tokens.folded(first - 1), "of" | "for")
        && looks.lists[first - 2].any(list::TITLE)
        && matches!(senses.tokens.folded(first - 2), "minister" | "secretary" | "ministers" | "undersecretary")
}

/// "R20", "SR24": money.
fn price(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let unit = &word[..word.len() - digits.len()];
    matches!(unit, "r" | "sr" | "rs" | "rm" | "rmb" | "qr" | "nt" | "n" | "tk")
        && digits.len() > 1
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// "Bank" of "Scotland": a body's head noun before "of" and a place is one name with it; so is one before "on" or "for" and
/// what it is there for.
fn join(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    let mut at = 0;
    while at < names.len() {
        let place = names[at];
        let first = place.tokens.first as usize;
        let sentence_start = senses.tokens.sentences[senses.tokens.sentence_of(first)].tokens.first as usize;
        let joint = if first >= sentence_start + 2 { senses.tokens.folded(first - 1) } else { "" };
        let joins = match joint {
            "of" => place.kind == Kind::Loc,
            // "Committee" on "Foreign Affairs", not "the Council on Libya" or "on NATO"
            "on" | "for" => place.kind == Kind::Org && place.rule == "perceptron" && looks.shape[first] == shape::TITLE,
            _ => false,
        };
        let headed = |at: usize| match joint {
            "of" => looks.lists[at].any(list::HEAD_OF),
            _ => matches!(
                senses.tokens.folded(at),
                "committee" | "subcommittee" | "commission" | "council" | "conference" | "centre" | "center" | "forum"
            ),
        };
        if !joins || !headed(first - 2) || !looks.capital(first - 2) {
            at += 1;
            continue;
        }
        let mut start = first - 2;
        let left = at.checked_sub(1).map(|l| names[l]);
        match left {
            Some(l) if l.tokens.end as usize == first - 1 && l.kind == Kind::Org => {
                start = l.tokens.first as usize;
                names.remove(at - 1);
                at -= 1;
            }
            Some(l) if l.tokens.end as usize > start => {
                at += 1;
                continue;
            }
            _ => {}
        }
        names[at] = Name {
            tokens: TokenRange::new(start, place.tokens.end as usize),
            kind: Kind::Org,
            company: false,
            rule: "head-of",
        };
        at += 1;
    }
}
