//! Bodies, companies, countries and places: acronyms, short names, legal suffixes, capitals that stand for governments.

use std::collections::HashMap;

use super::draft::{Draft, folded, plain};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    role::{lexicon, story::country_of},
    span::TokenRange,
    token::{Case, TokenKind},
};

/// How many bodies that start alike are looked at.
const CANDIDATES: usize = 16;

/// Makes entities of everything that is named and no person.
pub(super) fn bodies(draft: &mut Draft<'_>) {
    let mut index = Index::default();
    let mut short = Vec::new();
    for mention in 0..draft.roles.mentions.len() {
        let m = draft.mention(mention);
        match m.kind {
            EntityType::Country
            | EntityType::Place
            | EntityType::Organisation
            | EntityType::Company
            | EntityType::Other => {
                if let Some(country) = country_of(m, draft.text) {
                    draft.country(country, mention);
                } else if m.form == Form::Metonym && m.country.is_some() && m.kind != EntityType::Organisation {
                    let country = m.country.unwrap_or(Country::US);
                    draft.country(country, mention);
                } else if m.kind == EntityType::Place || m.kind == EntityType::Country {
                    place(draft, &mut index, mention);
                } else if m.kind != EntityType::Other {
                    if m.tokens.len() > 1 { body(draft, &mut index, mention) } else { short.push(mention) }
                }
            }
            _ => {}
        }
    }
    // One-word names after all others: "Liberty" in the headline is Liberty Media in the lead.
    for mention in short {
        body(draft, &mut index, mention);
    }
    brackets(draft);
}

fn place(draft: &mut Draft<'_>, index: &mut Index, mention: usize) {
    let m = draft.mention(mention);
    if let Some(country) = government(draft, mention) {
        draft.country(country, mention);
        draft.forms.insert(mention, Form::Metonym);
        draft.links.insert(mention, (Vec::new(), "capital"));
        return;
    }
    let key = folded(draft.tokens, m.tokens);
    match index.places.get(&key) {
        Some(&entity) => draft.link(mention, entity),
        None => {
            let entity = draft.add(mention, EntityType::Place, plain(draft.text, m.span));
            index.places.insert(key, entity);
        }
    }
}

/// The country whose government a capital stands for here: "Tokyo and Washington agreed", "Tokyo's envoy". A capital after
/// a preposition of place stays a place.
fn government(draft: &Draft<'_>, mention: usize) -> Option<Country> {
    let m = draft.mention(mention);
    let country = m.country?;
    if !draft.is_capital(mention) {
        return None;
    }
    let (first, end) = (m.tokens.first as usize, m.tokens.end as usize);
    let story = &draft.story;
    let sentence = story.sentence(first);
    let (start, stop) = (sentence.first as usize, sentence.end as usize);
    if draft.zones.dateline.as_ref().is_some_and(|d| d.span.contains(&m.span)) {
        return None;
    }
    // "Tokyo, Japan", "Washington, D.C."
    if end + 1 < stop
        && story.is_mark(end, ",")
        && story.mention(end + 1).is_some_and(|n| matches!(n.kind, EntityType::Country | EntityType::Place))
    {
        return None;
    }
    if end < stop && story.is_genitive(end) {
        // "Tokyo's envoy", not "Tokyo's streets"
        let office = draft.roles.phrases.iter().len() > 0
            && (end + 1..stop.min(end + 7)).any(|i| {
                story.owner(i).is_none() && story.word(i).is(lexicon::HEAD | lexicon::PLURAL | lexicon::COLLECTIVE)
            });
        let act = end + 1 < stop && is_act(story.folded(end + 1));
        return (office || act).then_some(country);
    }
    if first > start {
        let before = story.folded(first - 1);
        if matches!(before, "between" | "with" | "against") {
            return Some(country);
        }
        if matches!(before, "and" | "&")
            && first > start + 1
            && let Some(left) = story.owner(first - 2)
        {
            let state = draft.entity_of[left].is_some_and(|e| draft.entities[e].kind == EntityType::Country)
                || draft.mention(left).kind == EntityType::Country;
            let leader = draft.forms.get(&left) == Some(&Form::Metonym);
            if leader || state && between(draft, draft.mention(left).tokens.first as usize, start) {
                return Some(country);
            }
        }
        if is_verb_of_asking(before) {
            return Some(country);
        }
        if is_place_preposition(before) {
            return None;
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
            return Some(country);
        }
    }
    (next < stop && is_verb_of_states(story.folded(next))).then_some(country)
}

fn between(draft: &Draft<'_>, first: usize, start: usize) -> bool {
    (start..first).rev().take(3).any(|i| matches!(draft.story.folded(i), "between" | "with"))
}

fn is_place_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "to"
            | "from"
            | "near"
            | "outside"
            | "around"
            | "through"
            | "via"
            | "into"
            | "toward"
            | "towards"
            | "for"
            | "left"
            | "visit"
            | "visited"
            | "visits"
            | "visiting"
            | "leave"
            | "leaves"
            | "reached"
            | "central"
            | "downtown"
            | "across"
            | "of"
            | "on"
            | "beyond"
    )
}

/// Verbs whose object is asked, told or pressed: a government, not a city.
fn is_verb_of_asking(word: &str) -> bool {
    matches!(
        word,
        "convince"
            | "convinced"
            | "urge"
            | "urged"
            | "urging"
            | "pressure"
            | "pressured"
            | "press"
            | "pressed"
            | "accuse"
            | "accused"
            | "accusing"
            | "told"
            | "tell"
            | "asked"
            | "ask"
            | "asking"
            | "warned"
            | "warn"
            | "persuade"
            | "persuaded"
            | "blamed"
            | "blame"
            | "criticised"
            | "criticized"
            | "lobbied"
            | "lobby"
            | "assured"
            | "reassure"
    )
}

fn is_verb_of_states(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "is"
            | "was"
            | "were"
            | "are"
            | "agreed"
            | "agree"
            | "wants"
            | "wanted"
            | "hopes"
            | "hoped"
            | "accused"
            | "accuses"
            | "denied"
            | "denies"
            | "rejected"
            | "rejects"
            | "insists"
            | "insisted"
            | "insist"
            | "sees"
            | "claims"
            | "resumed"
            | "announced"
            | "signed"
            | "called"
            | "calls"
            | "must"
            | "should"
            | "could"
            | "may"
            | "might"
            | "can"
            | "did"
            | "does"
            | "sought"
            | "seeks"
            | "seek"
            | "fears"
            | "condemned"
            | "imposed"
            | "refused"
            | "refuses"
            | "offered"
            | "offers"
            | "responded"
            | "considers"
            | "regards"
            | "believes"
            | "backs"
            | "backed"
            | "supports"
            | "supported"
            | "opposes"
            | "opposed"
            | "plans"
            | "planned"
            | "proposed"
            | "views"
            | "argues"
            | "argued"
            | "maintains"
            | "severed"
            | "recalled"
            | "summoned"
            | "expelled"
            | "vowed"
    )
}

/// What a government does or has, after its genitive.
fn is_act(word: &str) -> bool {
    matches!(
        word,
        "decision"
            | "refusal"
            | "demand"
            | "demands"
            | "offer"
            | "proposal"
            | "policy"
            | "policies"
            | "government"
            | "ties"
            | "relations"
            | "sanctions"
            | "support"
            | "position"
            | "stance"
            | "claims"
            | "claim"
            | "response"
            | "nuclear"
            | "military"
            | "foreign"
            | "ambitions"
            | "efforts"
            | "insistence"
            | "willingness"
            | "rejection"
            | "move"
            | "plan"
            | "embassy"
            | "allies"
            | "ally"
            | "interests"
            | "measures"
            | "concerns"
            | "top"
            | "chief"
            | "close"
    )
}

/// "Group of Twenty (G20)": gives the short form in brackets to the body before it.
fn brackets(draft: &mut Draft<'_>) {
    for mention in 1..draft.roles.mentions.len() {
        let m = draft.mention(mention);
        let first = m.tokens.first as usize;
        let bracketed = first > 1
            && draft.story.is_mark(first - 1, "(")
            && (m.tokens.end as usize) < draft.tokens.len()
            && draft.story.is_mark(m.tokens.end as usize, ")");
        if !bracketed
            || !matches!(
                m.kind,
                EntityType::Organisation | EntityType::Company | EntityType::Other | EntityType::Country
            )
        {
            continue;
        }
        let Some(owner) = draft.story.owner(first - 2).filter(|&o| draft.mention(o).tokens.end as usize == first - 1)
        else {
            continue;
        };
        let (Some(long), short) = (draft.entity_of[owner], draft.entity_of[mention]) else { continue };
        let is_body = |e: usize| {
            matches!(draft.entities[e].kind, EntityType::Organisation | EntityType::Company | EntityType::Country)
        };
        if !is_body(long) || short == Some(long) || short.is_some_and(|s| !is_body(s)) {
            continue;
        }
        let name = m.span.of(draft.text);
        if !abbreviates(name, &draft.entities[long].name) {
            continue;
        }
        match short {
            // The acronym stands elsewhere too: all of it is the same body.
            Some(short) => merge(draft, short, long),
            None => draft.link(mention, long),
        }
    }
}

/// Whether every letter of the short form stands in the long one, in order, the first at its start.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    let mut first = true;
    short.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).all(|c| {
        let found = if first { letters.next() == Some(c) } else { letters.any(|l| l == c) };
        first = false;
        found
    })
}

/// Moves every mention of `from` to `into`.
pub(super) fn merge(draft: &mut Draft<'_>, from: usize, into: usize) {
    for entity in draft.entity_of.iter_mut().flatten() {
        if *entity == from {
            *entity = into;
        }
    }
    let first = draft.notes[from].first;
    let notes = &mut draft.notes[into];
    notes.first = notes.first.min(first);
    let (entry, country) = (draft.entities[from].entry, draft.entities[from].country);
    let entity = &mut draft.entities[into];
    entity.entry = entity.entry.or(entry);
    entity.country = entity.country.or(country);
}

/// Bodies by name, start and initials.
#[derive(Default)]
struct Index {
    names: HashMap<String, usize>,
    places: HashMap<String, usize>,
    starts: HashMap<String, Vec<usize>>,
    /// `None` where two bodies have the same initials.
    initials: HashMap<String, Option<usize>>,
}

fn body(draft: &mut Draft<'_>, index: &mut Index, mention: usize) {
    let m = draft.mention(mention);
    let words = words(draft, m.tokens);
    let key = words.join(" ");
    let company = m.kind == EntityType::Company;
    let found = index.names.get(&key).copied().or_else(|| index.short(draft, mention, &words));
    let entity = match found {
        Some(entity) => {
            draft.link(mention, entity);
            let longer = words.len() > draft.notes[entity].parts.len()
                || draft.mention(mention).tokens.len() > draft.entities[entity].name.split(' ').count()
                    && draft.notes[entity].parts.first() == words.first();
            if longer {
                draft.entities[entity].name = plain(draft.text, m.span);
                if words.len() > draft.notes[entity].parts.len() {
                    draft.notes[entity].parts = words.clone();
                }
            }
            if company && draft.entities[entity].kind == EntityType::Organisation && draft.notes[entity].count < 3 {
                draft.entities[entity].kind = EntityType::Company;
            }
            entity
        }
        None => {
            let entity = draft.add(mention, m.kind, plain(draft.text, m.span));
            draft.notes[entity].parts = words.clone();
            entity
        }
    };
    index.enter(entity, &words, &key);
    draft.notes[entity].count += 1;
}

/// The folded words of a body's name without article and legal suffix.
fn words(draft: &Draft<'_>, range: TokenRange) -> Vec<String> {
    let mut words: Vec<String> = range
        .range()
        .filter(|&i| matches!(draft.story.token(i).kind, TokenKind::Word | TokenKind::Number))
        .map(|i| draft.story.folded(i).to_owned())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| is_legal(w)) {
        words.pop();
    }
    words
}

fn is_legal(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "llc"
            | "plc"
            | "ag"
            | "sa"
            | "s.a"
            | "nv"
            | "n.v"
            | "spa"
            | "s.p.a"
            | "se"
            | "gmbh"
            | "ab"
            | "asa"
            | "oyj"
            | "as"
            | "a/s"
            | "bhd"
            | "pte"
            | "pt"
            | "tbk"
            | "kk"
            | "holdings"
            | "holding"
            | "llp"
            | "lp"
    )
}

impl Index {
    fn enter(&mut self, entity: usize, words: &[String], key: &str) {
        if self.names.contains_key(key) {
            return;
        }
        self.names.insert(key.to_owned(), entity);
        // A name of marks alone has no words.
        let Some(first) = words.first() else { return };
        let list = self.starts.entry(first.clone()).or_default();
        if !list.contains(&entity) && list.len() < 64 {
            list.push(entity);
        }
        if words.len() > 1 {
            let letters = |skip: bool| -> String {
                words
                    .iter()
                    .filter(|w| !skip || !matches!(w.as_str(), "of" | "the" | "and" | "for" | "in" | "on"))
                    .filter_map(|w| w.chars().next())
                    .collect()
            };
            for initials in [letters(true), letters(false)] {
                if initials.len() > 1 {
                    let slot = self.initials.entry(initials).or_insert(Some(entity));
                    if *slot != Some(entity) {
                        *slot = None;
                    }
                }
            }
        }
    }

    /// The body that a short form stands for.
    fn short(&self, draft: &Draft<'_>, mention: usize, words: &[String]) -> Option<usize> {
        let m = draft.mention(mention);
        if words.len() == 1 && draft.story.token(m.tokens.first as usize).case == Case::Upper {
            let letters: String = words[0].chars().filter(|c| c.is_alphanumeric()).collect();
            if let Some(Some(entity)) = self.initials.get(&letters) {
                return Some(*entity);
            }
        }
        // "Liberty" for "Liberty Media", "Sirius XM" for "Sirius XM Radio"; the short form stands alone, so its first word
        // may not be one that many names start with.
        let list = self.starts.get(words.first()?)?;
        let common = words.len() == 1 && is_common_start(&words[0]);
        let mut fits = list.iter().rev().take(CANDIDATES).filter(|&&e| {
            let parts = &draft.notes[e].parts;
            parts.len() != words.len()
                && !common
                && (parts.starts_with(words)
                    || words.starts_with(parts) && !is_common_start(&parts[0]) && legal_tail(draft, m.kind, e))
        });
        let first = fits.next()?;
        fits.next().is_none().then_some(*first)
    }
}

/// Whether a longer name of the same start may be the same body: companies, and bodies of which the same is told.
fn legal_tail(draft: &Draft<'_>, kind: EntityType, entity: usize) -> bool {
    kind == EntityType::Company && draft.entities[entity].kind == EntityType::Company
}

fn is_common_start(word: &str) -> bool {
    matches!(
        word,
        "american"
            | "national"
            | "international"
            | "general"
            | "united"
            | "first"
            | "new"
            | "bank"
            | "ministry"
            | "department"
            | "university"
            | "supreme"
            | "central"
            | "federal"
            | "european"
            | "world"
            | "committee"
            | "council"
            | "institute"
            | "center"
            | "centre"
            | "north"
            | "south"
            | "east"
            | "west"
            | "royal"
            | "state"
            | "house"
            | "office"
            | "group"
            | "association"
            | "china"
            | "british"
            | "japan"
            | "deutsche"
            | "foreign"
            | "defense"
            | "defence"
            | "democratic"
            | "republican"
            | "labour"
            | "social"
            | "people's"
            | "public"
            | "air"
            | "standard"
            | "san"
            | "saudi"
            | "korea"
            | "us"
            | "u.s."
            | "un"
            | "u.n."
            | "eu"
            | "uk"
            | "high"
            | "joint"
            | "party"
    )
}
