//! What the gazetteer lists as one name, and what it lists as two.

use super::{Name, decode::Kind, look::Looks, look::shape, sense::Senses};
use crate::{knowledge::Class, span::TokenRange};

/// "Palestinian" + "Authority": a nationality that the gazetteer lists with the capitals after it as one body.
pub fn bodies(senses: &Senses<'_>, looks: &Looks, names: &mut [Name]) {
    for at in 0..names.len() {
        let name = names[at];
        let (first, end) = (name.tokens.first as usize, name.tokens.end as usize);
        let stop = senses.tokens.sentences[senses.tokens.sentence_of(first)].tokens.end as usize;
        // What is named next is a name of its own.
        let stop = names.get(at + 1).map_or(stop, |next| stop.min(next.tokens.first as usize));
        if name.kind != Kind::Misc {
            continue;
        }
        let longest = (end..stop.min(end + 3)).take_while(|&i| looks.capital(i)).last();
        let range = longest.map(|last| TokenRange::new(first, last + 1));
        if let Some(range) = range.filter(|&r| senses.sense(r, |c| c == Class::Organisation).is_some()) {
            (names[at].tokens, names[at].kind, names[at].rule) = (range, Kind::Org, "gazetteer");
        }
    }
}

/// "Organization for Security and Cooperation" in "Europe": what the gazetteer lists as one body with what follows.
pub fn with_place(senses: &Senses<'_>, names: &mut Vec<Name>) {
    let mut at = 0;
    while at + 1 < names.len() {
        let (left, right) = (names[at].tokens, names[at + 1].tokens);
        let range = TokenRange::new(left.first as usize, right.end as usize);
        let near = names[at].kind == Kind::Org && (left.end + 1..=left.end + 2).contains(&right.first);
        if near && senses.sense(range, |c| c == Class::Organisation).is_some() {
            (names[at].tokens, names[at].rule) = (range, "gazetteer");
            names.remove(at + 1);
        }
        at += 1;
    }
}

/// "the West Bank and Turkey", "the United Nations and African Union": what ends in "and" and a country, or joins two listed
/// bodies, is two names, unless the gazetteer knows it as one.
pub fn apart(senses: &Senses<'_>, looks: &Looks, names: &mut Vec<Name>) {
    let mut at = 0;
    while at < names.len() {
        let name = names[at];
        let (first, end) = (name.tokens.first as usize, name.tokens.end as usize);
        let and = (first + 1..end.saturating_sub(1))
            .rev()
            .find(|&i| looks.shape[i] == shape::AND || senses.tokens.folded(i) == "and");
        let may_be =
            |_: &usize| name.kind != Kind::Per && name.rule == "perceptron" && senses.hit(name.tokens).is_none();
        let halves = |i: usize| [TokenRange::new(first, i), TokenRange::new(i + 1, end)];
        let body = |r: TokenRange| r.len() > 1 && senses.sense(r, |c| c == Class::Organisation).is_some();
        let split = and.filter(may_be).and_then(|i| {
            if senses.country(halves(i)[1]).is_some() {
                return Some((i, Kind::Loc));
            }
            (name.kind == Kind::Org && halves(i).into_iter().all(body)).then_some((i, Kind::Org))
        });
        if let Some((i, kind)) = split {
            let [left, right] = halves(i);
            names[at] = Name { tokens: left, kind, ..name };
            names.insert(at + 1, Name { tokens: right, kind, ..name });
            at += 1;
        }
        at += 1;
    }
}
