//! Places, and capitals and seats of power that stand for their governments.

use super::{
    body::Index,
    draft::{Draft, folded, plain},
    halves,
    lexicon::{self, ACT, ASKS, PLACE, STATE},
};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    role::{
        Category,
        lexicon::{COLLECTIVE, HEAD, PLURAL},
    },
    token::Case,
};

pub(super) fn place(draft: &mut Draft<'_>, index: &mut Index, mention: usize) {
    let m = draft.mention(mention);
    if let Some(country) = government(draft, mention) {
        draft.country(country, mention);
        draft.forms.insert(mention, Form::Metonym);
        draft.links.insert(mention, (Vec::new(), "capital"));
        return;
    }
    if let Some(country) = halves::point(draft, index, mention) {
        draft.country(country, mention);
        draft.links.insert(mention, (Vec::new(), "halves"));
        return;
    }
    let key = folded(draft.tokens, m.tokens);
    match index.places.get(&key) {
        Some(&entity) => {
            draft.link(mention, entity);
            // "BRUSSELS" of the dateline
            let name = plain(draft.text, m.span);
            if !name.contains(char::is_lowercase) || draft.entities[entity].name.contains(char::is_lowercase) {
                return;
            }
            draft.entities[entity].name = name;
        }
        None => {
            let entity = draft.add(mention, EntityType::Place, plain(draft.text, m.span));
            index.places.insert(key, entity);
        }
    }
}

/// The country that a seat of power stands for: abroad it is the government's name, beside other states ("talks between Tokyo
/// and the White House"); at home it is a body of its own.
pub(super) fn seat(draft: &Draft<'_>, mention: usize) -> Option<Country> {
    let m = draft.mention(mention);
    let country = m.country?;
    let story = &draft.story;
    let sentence = story.sentence(m.tokens.first as usize);
    let the = |i: usize| i > sentence.first as usize && story.folded(i - 1) == "the";
    let mut first = m.tokens.first as usize;
    if the(first) {
        first -= 1;
    }
    let foreign = |i: usize| {
        story.mention(i).is_some_and(|n| {
            n.form != Form::Demonym
                && n.country.is_some_and(|c| c != country)
                && matches!(n.kind, EntityType::Country | EntityType::Place)
        })
    };
    let left = first >= sentence.first as usize + 2 && story.folded(first - 1) == "and" && foreign(first - 2);
    let mut next = m.tokens.end as usize + 1;
    let joined = next < sentence.end as usize && story.folded(next - 1) == "and";
    if joined && story.folded(next) == "the" {
        next += 1;
    }
    let right = joined && next < sentence.end as usize && foreign(next);
    (left || right).then(|| draft.of_day(country))
}

/// Whether what was taken for a body is a capital and nothing else: "Tokyo said".
pub(super) fn is_capital_alone(draft: &Draft<'_>, mention: usize) -> bool {
    let m = draft.mention(mention);
    if m.entry.is_some() || m.tokens.len() > 3 {
        return false;
    }
    let Some(name) = draft.knowledge.lookup(m.span.of(draft.text)) else { return false };
    draft.knowledge.senses(name).next().is_some_and(|s| draft.knowledge.entry(s.entry).subtype == "capital")
}

/// The country of a capital.
fn capital_of(draft: &Draft<'_>, mention: usize) -> Option<Country> {
    let m = draft.mention(mention);
    if m.entry.is_some() {
        return m.country.filter(|_| draft.is_capital(mention));
    }
    if !is_capital_alone(draft, mention) {
        return None;
    }
    let name = draft.knowledge.lookup(m.span.of(draft.text))?;
    draft.knowledge.senses(name).next().and_then(|s| draft.knowledge.home(s.entry))
}

/// The country whose government a capital stands for here: "Tokyo and Washington agreed", "Tokyo's envoy". A capital after
/// a preposition of place stays a place.
fn government(draft: &Draft<'_>, mention: usize) -> Option<Country> {
    // What stands around the name is looked at first: whether it is a capital takes a look at the gazetteer.
    let country = if acts(draft, mention) { capital_of(draft, mention) } else { None };
    // "Brussels and London agreed": the government there that the world speaks of is the Union's.
    country
        .map(|c| if draft.mention(mention).span.of(draft.text) == "Brussels" { Country::EU } else { draft.of_day(c) })
}

/// Whether the place named at `mention` stands where governments do.
fn acts(draft: &Draft<'_>, mention: usize) -> bool {
    let m = draft.mention(mention);
    let (first, end) = (m.tokens.first as usize, m.tokens.end as usize);
    let story = &draft.story;
    let sentence = story.sentence(first);
    let (start, stop) = (sentence.first as usize, sentence.end as usize);
    if draft.in_dateline(m) {
        return false;
    }
    // "Tokyo, Japan", "Washington, D.C."
    if end + 1 < stop
        && story.is_mark(end, ",")
        && story.mention(end + 1).is_some_and(|n| matches!(n.kind, EntityType::Country | EntityType::Place))
    {
        return false;
    }
    if end < stop && story.is_genitive(end) {
        // "Tokyo's envoy", not "Tokyo's streets"
        let described =
            |i: usize| story.mention(i).is_none_or(|m| matches!(m.kind, EntityType::Office | EntityType::Group));
        let office = (end + 1..stop.min(end + 7)).any(|i| described(i) && story.word(i).is(HEAD | PLURAL | COLLECTIVE));
        let act = end + 1 < stop && lexicon::is(story.folded(end + 1), ACT);
        return office || act;
    }
    if first > start {
        let before = story.folded(first - 1);
        if matches!(before, "between" | "with" | "against") {
            return true;
        }
        if matches!(before, "and" | "&")
            && first > start + 1
            && let Some(left) = story.owner(first - 2)
        {
            let state = draft.entity_of[left].is_some_and(|e| draft.entities[e].kind == EntityType::Country)
                || draft.mention(left).kind == EntityType::Country;
            let leader = draft.forms.get(&left) == Some(&Form::Metonym);
            if leader || state && between(draft, draft.mention(left).tokens.first as usize, start) {
                return true;
            }
        }
        // "envoys from Tokyo and Beijing"
        let sent = before == "from" && first > start + 1 && {
            let who = story.word(first - 2);
            who.is(COLLECTIVE)
                || who.is(HEAD | PLURAL) && matches!(who.category(), Category::Diplomat | Category::Official)
        };
        if sent || lexicon::is(before, ASKS) {
            return true;
        }
        if lexicon::is(before, PLACE) {
            return false;
        }
    }
    let mut next = end;
    // "Tokyo and Washington agreed"
    if next + 1 < stop
        && story.folded(next) == "and"
        && let Some(right) = story.mention(next + 1)
        && matches!(right.kind, EntityType::Place | EntityType::Country)
    {
        next = right.tokens.end as usize;
        if first > start && story.folded(first - 1) == "between" {
            return true;
        }
    }
    // "Tokyo broke off trade talks"
    let deals = || {
        let object = (next + 1..stop.min(next + 4)).take_while(|&i| story.owner(i).is_none());
        story.token(next).case == Case::Lower
            && object
                .into_iter()
                .any(|i| matches!(story.folded(i), "talks" | "negotiations" | "dialogue" | "relations" | "ties"))
    };
    next < stop && (lexicon::is(story.folded(next), STATE) || story.owner(next).is_none() && deals())
}

fn between(draft: &Draft<'_>, first: usize, start: usize) -> bool {
    (start..first).rev().take(3).any(|i| matches!(draft.story.folded(i), "between" | "with"))
}
