//! Common nouns that stand for something named before: "the carmaker", "the bloc", "the militant group".

use super::{
    discourse::{Discourse, Seen},
    draft::Draft,
    pair::{ALONE, counted, number},
    unnamed,
};
use crate::{
    mention::{EntityType, Form},
    role::{lexicon, story::Story},
    span::TokenRange,
    token::Case,
};

/// How many sentences back a common noun reaches.
const REACH: usize = 2;

/// Whether the word at token `at` may stand for something named before; most words do not.
#[inline]
pub(super) fn may_stand(story: &Story<'_>, at: usize) -> bool {
    ALONE.has(story.tokens.hash(at))
        || story.word(at).is(lexicon::NOMINAL | lexicon::BODY) && story.token(at).case == Case::Lower
}

/// "the carmaker" at token `at`, which [`may_stand`] for something.
pub(super) fn resolve(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize) {
    if let Some(count) = number(draft.story.folded(at)) {
        return counted(draft, d, at, sentence, count);
    }
    let own = at > 0 && matches!(draft.story.folded(at - 1), "his" | "her");
    if draft.story.folded(at) == "government" || draft.story.folded(at) == "country" && own {
        return government(draft, d, at, sentence);
    }
    let range = draft.tokens.sentences[sentence].tokens;
    let (start, stop) = (range.first as usize, range.end as usize);
    if !named(draft, d, at, sentence, (start, stop)) {
        unnamed::resolve(draft, d, at, start, stop);
    }
}

/// "The government" without a name: of the one country that its sentence, or the nearest one before it with any, speaks of.
/// "His government" is that of his country, as "his country" is.
fn government(draft: &mut Draft<'_>, d: &Discourse, at: usize, sentence: usize) {
    let range = draft.tokens.sentences[sentence].tokens;
    let (start, next) = (range.first as usize, at + 1);
    let goes_on = next < range.end as usize
        && (draft.story.is_hyphen(next)
            || draft.story.folded(next) == "of"
            || draft.story.owner(next).is_some()
            || draft.story.word(next).is(lexicon::HEAD | lexicon::PLURAL | lexicon::NOMINAL));
    if goes_on || at == start || draft.story.owner(at - 1).is_some() {
        return;
    }
    let tokens = TokenRange::new(at - 1, next);
    if let Some(own) =
        d.persons.last().filter(|s| s.token + 1 == at && matches!(draft.story.folded(at - 1), "his" | "her"))
    {
        if let Some(country) = draft.entities[own.entity].country {
            // The pronoun is a part of the phrase.
            draft.extra.pop_if(|m| m.tokens.first as usize + 1 == at);
            let state = draft.state(country, tokens);
            draft.refer(tokens, &[state], "nominal.government");
        }
        return;
    }
    if draft.story.folded(at - 1) != "the" {
        return;
    }
    let sentences = &draft.tokens.sentences;
    let before = (1..=REACH)
        .filter_map(|back| sentence.checked_sub(back))
        .map(|s| (sentences[s].tokens.first, sentences[s].tokens.end));
    let own = (range.first, at as u32);
    for (from, to) in std::iter::once(own).chain(before) {
        let first = draft.roles.mentions.partition_point(|m| m.tokens.first < from);
        let mut one = None;
        for m in (first..draft.roles.mentions.len()).take_while(|&m| draft.mention(m).tokens.first < to) {
            let Some(entity) = draft.entity_of[m].filter(|&e| draft.entities[e].kind == EntityType::Country) else {
                continue;
            };
            if one.is_some_and(|o| o != entity) {
                return;
            }
            one = Some(entity);
        }
        if let Some(entity) = one {
            return draft.refer(tokens, &[entity], "nominal.government");
        }
    }
}

/// Links the noun at token `at` to something that the story names. Whether it does.
fn named(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize, (start, stop): (usize, usize)) -> bool {
    let word = draft.story.word(at);
    if !word.is(lexicon::NOMINAL) {
        return false;
    }
    let next = at + 1;
    if next < stop {
        let follows = draft.story.word(next);
        let compound = draft.story.is_hyphen(next)
            || matches!(draft.story.folded(next), "of" | "that" | "which" | "where" | "whose")
            || draft.story.owner(next).is_some() && !draft.story.token(next).case.eq(&Case::Lower)
            || follows.is(lexicon::HEAD | lexicon::PLURAL | lexicon::NOMINAL);
        if compound {
            return false;
        }
    }
    let Some((first, country, plain)) = definite(draft, at, start) else { return false };
    let noun = draft.story.folded(at);
    let tokens = TokenRange::new(first, next);
    if word.is(lexicon::COUNTRY) {
        // "the war-torn country", not "the host country"
        let described = first + 1 < at && at - first <= 4 && !other_country(draft, first + 1, at);
        if (plain || described && country.is_none())
            && matches!(noun, "country" | "nation")
            && let Some(one) = only(Discourse::back(&d.countries, sentence, 1).filter(|s| s.token < at), |_| true)
        {
            draft.refer(tokens, &[one], "nominal.country");
        }
        return true;
    }
    if word.is(lexicon::PLACE) {
        return true;
    }
    let company = word.is(lexicon::COMPANY);
    let near = || Discourse::back(&d.bodies, sentence, REACH).filter(|s| s.token < at);
    let fits = |s: &Seen| {
        let e = &draft.entities[s.entity];
        country.is_none() || e.country == country || e.country.is_none()
    };
    let called = |s: &Seen| draft.notes[s.entity].nouns.iter().any(|n| n == noun);
    let tail = |s: &Seen| draft.notes[s.entity].parts.last().is_some_and(|p| p == noun);
    let kind = |s: &Seen| match draft.entities[s.entity].kind {
        EntityType::Company => company,
        EntityType::Organisation => !company && word.is(lexicon::ORGANISATION),
        _ => false,
    };
    let found =
        only(Discourse::back(&d.bodies, sentence, 12).filter(|s| s.token < at), |s| fits(s) && (called(s) || tail(s)))
            .or_else(|| {
                // "the militant group" of the only armed group that these sentences speak of
                let of_kind = |s: &Seen| {
                    let entry = draft.entities[s.entity].entry;
                    entry.is_some_and(|e| is_kind(noun, draft.knowledge.entry(e).subtype))
                };
                only(near(), |s| fits(s) && of_kind(s))
            })
            .or_else(|| {
                // "the company" of the only company that these sentences speak of
                let general = matches!(
                    noun,
                    "company"
                        | "firm"
                        | "carmaker"
                        | "automaker"
                        | "group"
                        | "bank"
                        | "lender"
                        | "airline"
                        | "retailer"
                );
                if company && general && (plain || country.is_some()) {
                    // Where no body is known to be a company, one of which nothing is known may be it.
                    let unknown = !near().any(|s| draft.entities[s.entity].kind == EntityType::Company);
                    only(near(), |s| fits(s) && (kind(s) || unknown && may_trade(draft, s.entity)))
                } else {
                    None
                }
            });
    if let Some(entity) = found {
        draft.refer(tokens, &[entity], "nominal.body");
        d.bodies.push(Seen { entity, sentence, token: at, subject: false });
    }
    found.is_some()
}

/// Whether a body of the gazetteer's kind is called so.
fn is_kind(noun: &str, kind: &str) -> bool {
    match noun {
        "group" => matches!(kind, "armed group" | "NGO"),
        "movement" | "faction" => matches!(kind, "armed group" | "party" | "political organisation"),
        "militia" => kind == "armed group",
        "party" => kind == "party",
        "union" => kind == "union",
        "charity" => kind == "NGO",
        _ => false,
    }
}

/// Whether the words before "country" say that another one is meant, or any.
fn other_country(draft: &Draft<'_>, first: usize, end: usize) -> bool {
    (first..end).any(|i| {
        matches!(
            draft.story.folded(i),
            "host"
                | "home"
                | "neighboring"
                | "neighbouring"
                | "other"
                | "first"
                | "second"
                | "third"
                | "last"
                | "only"
                | "same"
                | "another"
                | "next"
                | "whole"
                | "entire"
                | "rest"
                | "largest"
                | "biggest"
                | "richest"
                | "poorest"
                | "member"
                | "transit"
                | "donor"
                | "developing"
                | "every"
                | "new"
                | "latest"
                | "former"
        )
    })
}

/// Whether a body may be a company for all that the gazetteer and its name tell.
pub(super) fn may_trade(draft: &Draft<'_>, entity: usize) -> bool {
    let e = &draft.entities[entity];
    let public =
        |p: &String| lexicon::look_up(p).is(lexicon::ORGANISATION) && !lexicon::look_up(p).is(lexicon::COMPANY);
    e.kind == EntityType::Organisation && e.entry.is_none() && !draft.notes[entity].parts.iter().any(public)
}

/// Walks left from the noun to its "the". Returns where the phrase starts, the nationality in it, and whether nothing else
/// stands between.
fn definite(draft: &Draft<'_>, at: usize, start: usize) -> Option<(usize, Option<crate::country::Country>, bool)> {
    let mut first = at;
    let mut country = None;
    let mut plain = true;
    while first > start && at - first < 5 {
        let p = first - 1;
        if let Some(m) = draft.story.mention(p) {
            if m.form != Form::Demonym || country.is_some() {
                return None;
            }
            country = m.country;
            first = m.tokens.first as usize;
            continue;
        }
        let folded = draft.story.folded(p);
        if matches!(folded, "the" | "this" | "that") {
            return Some((p, country, plain));
        }
        if draft.story.token(p).case != Case::Lower || super::lexicon::is(folded, super::lexicon::PREPOSITION) {
            return None;
        }
        plain = false;
        first = p;
    }
    None
}

/// The only entity among those that fit.
fn only<'a>(seen: impl Iterator<Item = &'a Seen>, fits: impl Fn(&Seen) -> bool) -> Option<usize> {
    let mut found = None;
    for s in seen.filter(|s| fits(s)) {
        match found {
            None => found = Some(s.entity),
            Some(one) if one == s.entity => {}
            Some(_) => return None,
        }
    }
    found
}
