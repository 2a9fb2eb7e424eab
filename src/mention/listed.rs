//! Names that the gazetteer makes sure of: countries and nationalities wherever they stand alone, well-known bodies, places
//! and full names of persons that the table passed over, and types that it mistook.

use super::{Name, boundary, decode::Kind, list, look::Looks, look::shape, repair::merge, sense::Senses};
use crate::{
    country::Country,
    gazetteer::{self, Hit},
    knowledge::{Class, NameForm, Sense},
    span::TokenRange,
};

/// A body that the news names often; of companies those that were entered by hand.
const WELL_KNOWN: u8 = 190;

/// A capital, or a city of ten million.
const CAPITAL: u8 = 173;

/// A city of a quarter of a million.
const LARGE: u8 = 110;

/// Adds what the gazetteer lists to the names.
pub fn add(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|n| n.rule == "perceptron") {
        overrule(senses, looks, name);
    }
    let (mut nations, mut others) = (Vec::new(), Vec::new());
    for hit in gazetteer::longest(senses.hits) {
        let (first, end) = (hit.tokens.first as usize, hit.tokens.end as usize);
        // "US$20"
        let money = end < senses.tokens.len() && senses.tokens.folded(end) == "$" && !senses.tokens.tokens[end].spaced;
        if money || looks.lists[first].any(list::FUNCTION) && hit.tokens.len() == 1 {
            continue;
        }
        if boundary::held(senses, looks, first) {
            continue;
        }
        let name = |kind| Name { tokens: hit.tokens, kind, company: false, rule: "gazetteer" };
        let placed = |c| is_place(c) || c == Class::Metonym;
        let plain = |i: usize| looks.shape[i] != shape::LOWER || looks.lists[i].any(list::FUNCTION);
        let ends = end >= looks.shape.len() || !joined(senses, looks, end) && plain(end);
        // "the resort of Sharm el-Sheikh"
        let of_sort = hit.tokens.len() > 1
            && first >= 2
            && senses.tokens.folded(first - 1) == "of"
            && matches!(senses.tokens.folded(first - 2), "city" | "town" | "resort" | "port" | "village" | "island")
            && senses.sense(hit.tokens, is_place).is_some();
        if ends && (of_sort || seat(senses, first) && senses.sense(hit.tokens, placed).is_some()) {
            nations.push(name(Kind::Loc));
        } else if let Some(kind) = nation(senses, &hit) {
            let mut name = name(kind);
            if kind == Kind::Misc && first > 0 && is_part(senses, looks, first - 1) {
                // "Latin American", "West African": of no country.
                name.tokens = TokenRange::new(first - 1, end);
            }
            nations.push(name);
        } else if let Some(kind) = known(senses, looks, &hit) {
            let mut name = name(kind);
            if kind == Kind::Per && looks.lists[first].any(list::HONORIFIC) {
                name.tokens = TokenRange::new(first + 1, end);
            }
            others.push(name);
        }
    }
    merge(names, &nations, |old, new| {
        if old.tokens == new.tokens {
            old.kind != Kind::Per
        } else {
            new.tokens.first <= old.tokens.first && old.tokens.end <= new.tokens.end
        }
    });
    // "Theresa" + "May": what the table took for a part is the whole.
    merge(names, &others, |old, new| {
        let inside = new.tokens.first <= old.tokens.first && old.tokens.end <= new.tokens.end;
        old.kind == Kind::Per && new.kind == Kind::Per && inside
    });
}

fn nation(senses: &Senses<'_>, hit: &Hit) -> Option<Kind> {
    let nation = |c| matches!(c, Class::Country | Class::Demonym | Class::Metonym);
    let sense = senses.sense(hit.tokens, nation)?;
    match sense.class {
        Class::Demonym => return Some(Kind::Misc),
        Class::Metonym if hit.tokens.len() == 1 => return None,
        _ => {}
    }
    let union = senses.knowledge.home(sense.entry) == Some(Country::EU);
    Some(if union { Kind::Org } else { Kind::Loc })
}

/// Whether the word at `at` makes of the nationality after it that of a part of the world.
fn is_part(senses: &Senses<'_>, looks: &Looks, at: usize) -> bool {
    looks.capital(at)
        && senses.tokens.tokens[at + 1].spaced
        && (looks.lists[at].any(list::DIRECTION) || senses.tokens.folded(at) == "latin")
}

/// "at the Vatican", "inside the Kremlin": the seat itself, not who sits there.
fn seat(senses: &Senses<'_>, first: usize) -> bool {
    let start = senses.tokens.sentences[senses.tokens.sentence_of(first)].tokens.first as usize;
    first >= start + 2
        && senses.tokens.folded(first - 1) == "the"
        && matches!(senses.tokens.folded(first - 2), "at" | "in" | "inside" | "outside" | "near" | "around")
}

fn is_body(class: Class) -> bool {
    matches!(class, Class::Company | Class::Organisation)
}

fn is_place(class: Class) -> bool {
    matches!(class, Class::Country | Class::City | Class::Subdivision | Class::Region)
}

/// Corrects the type of a name that is listed as something else alone, or much better known as something else.
fn overrule(senses: &Senses<'_>, looks: &Looks, name: &mut Name) {
    let Some(hit) = senses.hit(name.tokens) else { return };
    let prominence = |s: Option<Sense>| s.map_or(0, |s| senses.knowledge.prominence(s.entry));
    let body = senses.sense(name.tokens, is_body);
    let place = prominence(senses.sense(name.tokens, is_place));
    let person = hit.classes.has(Class::Person) || hit.classes.has(Class::Family) || hit.classes.has(Class::Given);
    let long = name.tokens.len() > 1;
    let full = senses.sense(name.tokens, |c| c == Class::Person).is_some_and(|s| s.form != NameForm::Surname);
    if name.kind != Kind::Per && long && full && body.is_none() && place == 0 {
        name.kind = Kind::Per;
        return;
    }
    match name.kind {
        Kind::Per
            if body.is_some()
                && (long && !hit.classes.has(Class::Person) || !person && prominence(body) >= WELL_KNOWN) =>
        {
            name.kind = Kind::Org;
        }
        Kind::Org if body.is_none() => {
            let region = senses.sense(name.tokens, |c| matches!(c, Class::Subdivision | Class::Region)).is_some();
            if place >= CAPITAL || region {
                name.kind = Kind::Loc;
            }
        }
        Kind::Loc | Kind::Misc => {
            let acronym = body.is_some_and(|s| s.form == NameForm::Acronym);
            let flat = senses.tokens.sentences[senses.tokens.sentence_of(name.tokens.first as usize)].flat_case;
            let better = prominence(body) >= WELL_KNOWN && place < 150 && (acronym || long || place == 0);
            if better && (long || !flat) && !looks.lists[name.tokens.first as usize].any(list::EVENT) {
                name.kind = Kind::Org;
            }
        }
        _ => {}
    }
}

/// What a listed name is that the table passed over, if that is beyond doubt.
fn known(senses: &Senses<'_>, looks: &Looks, hit: &Hit) -> Option<Kind> {
    let range = hit.tokens;
    let first = range.first as usize;
    if (range.end as usize) < looks.shape.len() && joined(senses, looks, range.end as usize)
        || first > 0 && looks.capital(first - 1) && !looks.lists[first - 1].any(list::TITLE.or(list::HONORIFIC))
    {
        return None;
    }
    let capitals = range.range().filter(|&i| looks.capital(i)).count();
    let sentence = &senses.tokens.sentences[senses.tokens.sentence_of(first)];
    let inside = first > sentence.tokens.first as usize && !sentence.flat_case;
    let top = senses.sense(range, |c| c != Class::Given && c != Class::Family)?;
    let prominence = senses.knowledge.prominence(top.entry);
    if range.len() > 1 {
        return match top.class {
            Class::Person if capitals > 1 && top.form != NameForm::Surname => Some(Kind::Per),
            Class::Company | Class::Organisation if capitals > 1 => Some(Kind::Org),
            Class::City | Class::Subdivision | Class::Region if capitals > 1 && (inside || prominence > LARGE) => {
                Some(Kind::Loc)
            }
            _ => None,
        };
    }
    let acronym = top.form == NameForm::Acronym && matches!(looks.shape[first], shape::UPPER | shape::DOTTED);
    let only = |f: fn(Class) -> bool| senses.knowledge.senses(hit.name).all(|s| f(s.class));
    match top.class {
        Class::Company | Class::Organisation if acronym && prominence >= WELL_KNOWN && !sentence.flat_case => {
            Some(Kind::Org)
        }
        Class::City | Class::Subdivision | Class::Region
            if prominence >= LARGE && only(is_place) && standing(senses, looks, first, inside) =>
        {
            Some(Kind::Loc)
        }
        _ => None,
    }
}

/// Whether a word stands where a place does: after "in", before "-based", before a verb that opens with it.
fn standing(senses: &Senses<'_>, looks: &Looks, at: usize, inside: bool) -> bool {
    let count = looks.shape.len();
    if inside && looks.lists[at - 1].any(list::PLACE_PREPOSITION) {
        return true;
    }
    let hyphen = at + 2 < count && looks.shape[at + 1] == shape::HYPHEN && looks.lists[at + 2].any(list::HYPHENATED);
    let acts = at + 1 < count && looks.shape[at + 1] == shape::LOWER && looks.lists[at + 1].any(list::AUXILIARY);
    let flat = senses.tokens.sentences[senses.tokens.sentence_of(at)].flat_case;
    hyphen || acts && !flat
}

/// Whether another capital or a hyphen goes on right after the hit.
fn joined(senses: &Senses<'_>, looks: &Looks, at: usize) -> bool {
    looks.capital(at)
        || looks.shape[at] == shape::HYPHEN && !senses.tokens.tokens[at].spaced && {
            senses.tokens.tokens.get(at + 1).is_some_and(|t| !t.spaced)
                && looks.shape.get(at + 1) != Some(&shape::LOWER)
        }
}
