//! Appositions that run over several units: a group and the list of its members, a body's description and its name; and
//! the asides between dashes that name nobody. What they say of their neighbours is settled here, so that the walks from
//! a verb to its parties meet plain lists.

use super::{
    Story, party,
    unit::{Prep, Unit, UnitKind, Units},
    verb::VerbGroup,
};
use crate::{
    mention::EntityType,
    role::lexicon::{self, COMPANY, NOMINAL, ORGANISATION, STATES},
    span::TokenRange,
    token::Case,
};

/// How many units an aside that names nobody may have.
const ASIDE: usize = 6;

/// Settles the appositions of a sentence.
pub(super) fn settle(story: &Story<'_>, units: &mut Units) {
    let list = &mut units.units;
    let mut at = 0;
    while at + 2 < list.len() {
        if let Some(close) = bare_aside(story, list, at) {
            list.drain(at..=close);
            continue;
        }
        if let Some(end) = members(story, list, at) {
            // "respectively" and the comma that closes the list go with the group.
            let tail = closing(list, end);
            list.drain(end..tail);
            let first = opening(story, list, at);
            list.drain(first..at + 2);
            at = first;
            continue;
        }
        if let Some(names) = ministers_of(story, list, at) {
            list.drain(at..names);
            continue;
        }
        let first = nationalities(story, list, at);
        if first < at && kind_of(story, &list[at]) == Some(EntityType::Group) {
            // "Kurdish, Shi'ite and Sunni delegates" are one group.
            list[first] =
                Unit { tokens: TokenRange { first: list[first].tokens.first, ..list[at].tokens }, ..list[at] };
            list.drain(first + 1..=at);
            at = first;
        }
        if let Some(name) = body_name(story, list, at).or_else(|| land_name(story, list, at)) {
            let tokens = TokenRange { first: list[at].tokens.first, end: list[at + 2].tokens.end };
            list[at] = Unit { tokens, kind: UnitKind::Party(name) };
            list.drain(at + 1..at + 3);
        }
        at += 1;
    }
}

fn kind_of(story: &Story<'_>, unit: &Unit) -> Option<EntityType> {
    match unit.kind {
        UnitKind::Party(m) => Some(story.entities.entities[story.entities.mentions[m].entity].kind),
        _ => None,
    }
}

fn first_word<'s>(story: &Story<'s>, unit: &Unit) -> &'s str {
    story.tokens.folded(unit.tokens.first as usize)
}

fn last_token(unit: &Unit) -> usize {
    unit.tokens.end as usize - 1
}

fn is_dash(story: &Story<'_>, unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Stop) && matches!(first_word(story, unit), "-" | "--" | "–" | "—")
}

fn is_finite(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Verb(g) if VerbGroup::finite(&g))
}

/// "Ann Roe and Bo Lee -- both Liberals -- and their aides": where the aside that opens at unit `open` closes.
fn bare_aside(story: &Story<'_>, list: &[Unit], open: usize) -> Option<usize> {
    if !is_dash(story, &list[open]) || open == 0 {
        return None;
    }
    let close = (open + 2..list.len().min(open + ASIDE + 2)).find(|&u| is_dash(story, &list[u]))?;
    let inner = &list[open + 1..close];
    let names = inner.iter().any(|u| matches!(u.kind, UnitKind::Party(_)) || is_finite(u));
    // What follows goes on with the list or the clause before the aside.
    let goes_on =
        list.get(close + 1).is_some_and(|u| matches!(u.kind, UnitKind::And | UnitKind::Prep(_)) || is_finite(u));
    (!names && goes_on).then_some(close)
}

/// "the ministers of the three states, Ann Roe, Bo Lee and Cy Poe, met": one past the list of the members of the group
/// at unit `at`, where nothing but the group can be meant by it.
fn members(story: &Story<'_>, list: &[Unit], at: usize) -> Option<usize> {
    let group = &list[at];
    let plural = match group.kind {
        UnitKind::Party(_) => kind_of(story, group) == Some(EntityType::Group),
        UnitKind::Noun(n) => n.noun == 0,
        _ => false,
    };
    let head = last_token(group);
    let states = party::is_noun_of(story, head, STATES);
    if !plural || !states && !party::is_people_noun(story, head) {
        return None;
    }
    let fits = |kind: Option<EntityType>| match kind {
        Some(EntityType::Country) => states,
        // The Union and the United Nations among states.
        Some(EntityType::Organisation) => states,
        Some(EntityType::Person) => !states,
        _ => false,
    };
    let opened_by_comma = matches!(list[at + 1].kind, UnitKind::Comma);
    if !opened_by_comma && !is_dash(story, &list[at + 1]) && first_word(story, &list[at + 1]) != ":" {
        return None;
    }
    let mut count = 0;
    let mut joined = false;
    let mut u = at + 2;
    let end = loop {
        if !fits(list.get(u).and_then(|unit| kind_of(story, unit))) {
            return None;
        }
        count += 1;
        u += 1;
        let end = u;
        while let Some(UnitKind::And | UnitKind::Comma) = list.get(u).map(|x| &x.kind) {
            joined |= matches!(list[u].kind, UnitKind::And);
            u += 1;
        }
        if u == end || !fits(list.get(u).and_then(|unit| kind_of(story, unit))) {
            break end;
        }
    };
    if count < 2 || !joined {
        return None;
    }
    if !opened_by_comma {
        return list.get(end).is_none_or(|u| matches!(u.kind, UnitKind::Stop)).then_some(end);
    }
    // ", met" or ", on Friday"
    let goes_on = |u: &Unit| is_finite(u) || matches!(u.kind, UnitKind::Prep(_) | UnitKind::Time(_) | UnitKind::Stop);
    let closed = matches!(list.get(end).map(|u| &u.kind), Some(UnitKind::Comma))
        && list.get(closing(list, end)).is_some_and(goes_on);
    let counted = group.tokens.range().any(|t| number(story.tokens.folded(t)) == Some(count));
    (closed || counted || story.tokens.folded(head) == "counterparts").then_some(end)
}

/// "the ministers of Chile and Peru, Ann Roe and Bo Lee": where the names start that are as many as the states before them.
fn ministers_of(story: &Story<'_>, list: &[Unit], at: usize) -> Option<usize> {
    let head = matches!(list[at].kind, UnitKind::Noun(n) if n.noun == 0)
        && party::is_people_noun(story, last_token(&list[at]));
    let of = list.get(at + 1).is_some_and(|u| matches!(u.kind, UnitKind::Prep(Prep::Of)));
    if !head || !of {
        return None;
    }
    // One past a list of such parties, and how many they are.
    let listed = |from: usize, kind: EntityType| {
        let mut u = from;
        let mut count = 0;
        while list.get(u).and_then(|unit| kind_of(story, unit)) == Some(kind) {
            (count, u) = (count + 1, u + 1);
            let joint = list.get(u).is_some_and(|x| matches!(x.kind, UnitKind::And | UnitKind::Comma));
            let more = list.get(u + 1).and_then(|unit| kind_of(story, unit)) == Some(kind);
            if !joint || !more {
                break;
            }
            u += 1;
        }
        (count, u)
    };
    let (states, comma) = listed(at + 2, EntityType::Country);
    let names = comma + 1;
    let (persons, _) = listed(names, EntityType::Person);
    let told = list.get(comma).is_some_and(|u| matches!(u.kind, UnitKind::Comma));
    (told && states >= 2 && states == persons).then_some(names)
}

/// One past the marks and adverbs that close a list which ends before unit `end`: ", respectively,".
fn closing(list: &[Unit], end: usize) -> usize {
    let mut u = end;
    while let Some(UnitKind::Comma | UnitKind::Adverb) = list.get(u).map(|x| &x.kind) {
        u += 1;
    }
    // A dash that closes; a full stop stays.
    if u == end && u + 1 < list.len() && matches!(list[u].kind, UnitKind::Stop) { u + 1 } else { u }
}

/// Where the phrase of the group at unit `at` opens: with its other nationalities and whose it is, "her Italian and Greek".
fn opening(story: &Story<'_>, list: &[Unit], at: usize) -> usize {
    let first = nationalities(story, list, at);
    if first >= 2 && matches!(list[first - 1].kind, UnitKind::Genitive) { first - 2 } else { first }
}

/// The first of the nationalities and faiths that are listed before the group at unit `at`.
fn nationalities(story: &Story<'_>, list: &[Unit], at: usize) -> usize {
    let nationality = |u: &Unit| {
        matches!(u.kind, UnitKind::Noun(n) if n.noun == 0)
            && u.tokens.len() == 1
            && story.tokens.tokens[u.tokens.first as usize].case == Case::Title
    };
    let mut first = at;
    while first >= 2 && matches!(list[first - 1].kind, UnitKind::And | UnitKind::Comma) && nationality(&list[first - 2])
    {
        first -= 2;
    }
    first
}

fn number(folded: &str) -> Option<usize> {
    ["two", "three", "four", "five", "six", "seven"].iter().position(|n| *n == folded).map(|i| i + 2)
}

/// "another troubled carmaker, Apex Motors": the mention of the name that the description at unit `at` is told with.
fn body_name(story: &Story<'_>, list: &[Unit], at: usize) -> Option<usize> {
    let described = &list[at];
    if !matches!(described.kind, UnitKind::Noun(n) if n.noun == 0)
        && kind_of(story, described) != Some(EntityType::Group)
    {
        return None;
    }
    let body = lexicon::word(lexicon::number_of(story.tokens, last_token(described)));
    let opens = matches!(first_word(story, described), "a" | "an" | "another" | "its" | "their" | "his" | "her");
    if !opens || !body.is(NOMINAL) || !body.is(COMPANY | ORGANISATION) || !matches!(list[at + 1].kind, UnitKind::Comma)
    {
        return None;
    }
    let UnitKind::Party(name) = list[at + 2].kind else { return None };
    let named = matches!(kind_of(story, &list[at + 2]), Some(EntityType::Organisation | EntityType::Company));
    // "a carmaker, Apex and Berg": a list.
    let alone = list.get(at + 3).is_none_or(|u| matches!(u.kind, UnitKind::Comma | UnitKind::Stop) || is_finite(u));
    (named && alone).then_some(name)
}

/// "its arch-rival, Peru": the mention of the country that the description at unit `at` is told with.
fn land_name(story: &Story<'_>, list: &[Unit], at: usize) -> Option<usize> {
    let described = matches!(list[at].kind, UnitKind::Noun(n) if n.noun == 0)
        || kind_of(story, &list[at]) == Some(EntityType::Office);
    let relation = matches!(
        story.tokens.folded(last_token(&list[at])),
        "rival" | "ally" | "neighbour" | "neighbor" | "foe" | "enemy" | "patron" | "partner"
    );
    let UnitKind::Party(name) = list.get(at + 2)?.kind else { return None };
    let land = kind_of(story, &list[at + 2]) == Some(EntityType::Country);
    let alone = list.get(at + 3).is_none_or(|u| !matches!(u.kind, UnitKind::And));
    (described && relation && land && alone && matches!(list[at + 1].kind, UnitKind::Comma)).then_some(name)
}
