//! Companies told by what stands around a name that looks like a person's or a place's: "shares of Ralston", "Doxim's
//! profit", "an analyst at Peel Hunt", "Acme Inc".

use super::{
    Name,
    decode::Kind,
    evidence::{Evidence, sign},
    list,
    look::{Looks, by_sentence, shape},
    repair::key,
    sense::Senses,
};
use crate::{
    hash::Set,
    {knowledge::Class, span::TokenRange},
};

/// Makes bodies of the names that the story shows to be companies, at each of their places.
pub fn settle(senses: &Senses<'_>, looks: &Looks, evidence: &Evidence, names: &mut [Name]) {
    let mut companies: Set<u64> = Set::default();
    for name in names.iter() {
        if matches!(name.kind, Kind::Per | Kind::Loc)
            && name.rule == "perceptron"
            && doubtful(senses, looks, evidence, name)
            && cue(senses, looks, name.tokens)
        {
            companies.insert(key(looks, name.tokens));
        }
    }
    if companies.is_empty() {
        return;
    }
    for name in names.iter_mut().filter(|n| n.kind != Kind::Org && n.rule != "gazetteer") {
        if companies.contains(&key(looks, name.tokens)) {
            (name.kind, name.company) = (Kind::Org, true);
        }
    }
}

/// The company before the bracket `open` that holds its ticker, where the table passed over it.
pub fn before(looks: &Looks, start: usize, open: usize) -> Option<Name> {
    let capitals = (start..open).rev().take_while(|&i| looks.capital(i) || looks.shape[i] == shape::AND);
    let first = capitals.filter(|&i| looks.capital(i) && !looks.lists[i].any(list::FUNCTION)).last()?;
    Some(Name { tokens: TokenRange::new(first, open), kind: Kind::Org, company: true, rule: "ticker" })
}

/// Companies that the table passed over: one or two capitals after "lender", "publisher", "chipmaker".
pub fn passed_over(looks: &Looks, senses: &Senses<'_>, taken: &[bool], found: &mut Vec<Name>) {
    for (sentence, capitals) in by_sentence(senses.tokens, &looks.capitals).filter(|(s, _)| !s.flat_case) {
        let (start, end) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
        for at in capitals.iter().map(|&c| c as usize).filter(|&at| at > start) {
            if !looks.lists[at - 1].any(list::COMPANY_NOUN) || looks.shape[at - 1] != shape::LOWER {
                continue;
            }
            let stop = (at..end).find(|&i| !looks.capital(i)).unwrap_or(end);
            let never = list::FUNCTION.or(list::CALENDAR).or(list::TITLE).or(list::HONORIFIC).or(list::PEOPLE);
            let free = (at..stop).all(|i| !taken[i] && !looks.lists[i].any(never));
            let hyphen = stop < end && looks.shape[stop] == shape::HYPHEN;
            if free && !hyphen && stop - at <= 2 {
                found.push(Name {
                    tokens: TokenRange::new(at, stop),
                    kind: Kind::Org,
                    company: true,
                    rule: "company-noun",
                });
            }
        }
    }
}

/// Whether nothing else makes the name a person's or a place's.
fn doubtful(senses: &Senses<'_>, looks: &Looks, evidence: &Evidence, name: &Name) -> bool {
    let range = name.tokens.range();
    if name.kind == Kind::Loc {
        return !senses.listed_place(name.tokens);
    }
    let own = range.clone().any(|i| evidence.of(looks.low[i]) & (sign::TITLED | sign::WHO | sign::INITIAL) != 0);
    let given = looks.gaz[range.start].one.has(Class::Given) && range.len() > 1;
    let known = range.len() > 1 && senses.sense(name.tokens, |c| c == Class::Person).is_some();
    let follows = range.len() == 1 && evidence.of(looks.low[range.start]) & (sign::GIVEN | sign::IN_PERSON) != 0;
    !(own || given || known || follows)
}

/// Whether the words around the name speak of a company.
fn cue(senses: &Senses<'_>, looks: &Looks, name: TokenRange) -> bool {
    let (first, end) = (name.first as usize, name.end as usize);
    let sentence = &senses.tokens.sentences[senses.tokens.sentence_of(first)];
    let (start, stop) = (sentence.tokens.first as usize, sentence.tokens.end as usize);
    let lower = |i: usize, lists| looks.shape[i] == shape::LOWER && looks.lists[i].any(lists);
    let word = |i: usize| senses.tokens.folded(i);
    let after = if end + 1 < stop && looks.shape[end] == shape::GENITIVE { end + 1 } else { end };
    if after < stop && lower(after, list::BUSINESS) {
        return true;
    }
    // "Norlund said on Monday it had begun": no person is "it".
    if name.len() > 1 && end < stop && matches!(word(end), "said" | "says" | "announced") {
        let pronoun = (end + 1..stop.min(end + 5))
            .find(|&i| looks.shape[i] == shape::LOWER && word(i) != "on" && word(i) != "that");
        if pronoun.is_some_and(|i| matches!(word(i), "it" | "its")) {
            return true;
        }
    }
    let own =
        |word| matches!(word, "founder" | "founders" | "offices" | "investors" | "customer" | "products" | "stores");
    if after > end && after < stop && own(word(after)) {
        return true;
    }
    if end < stop
        && lower(end, list::TITLE)
        && matches!(word(end), "partner" | "analyst" | "economist" | "strategist" | "broker")
    {
        return true;
    }
    if first < start + 1 {
        return false;
    }
    let before = first - 1;
    if lower(before, list::COMPANY_NOUN) {
        return true;
    }
    if first < start + 2 {
        return false;
    }
    match word(before) {
        "of" | "in" => {
            matches!(
                word(before - 1),
                "shares" | "stake" | "subsidiary" | "unit" | "acquisition" | "takeover" | "shareholders"
            )
        }
        "at" | "with" => matches!(
            word(before - 1),
            "analyst"
                | "economist"
                | "strategist"
                | "partner"
                | "trader"
                | "broker"
                | "analysts"
                | "traders"
                | "dealer"
        ),
        _ => false,
    }
}
