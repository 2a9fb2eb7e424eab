//! Common nouns that stand for something named before: "the carmaker", "the bloc", "the two leaders", "both countries".

use super::{
    discourse::{Discourse, Seen},
    draft::Draft,
    unnamed,
};
use crate::{
    mention::{EntityType, Form},
    role::{Category, Description, Opening, lexicon, story::Story},
    span::TokenRange,
    token::{Case, TokenKind},
    words::Few,
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
    if draft.story.folded(at) == "government" {
        return government(draft, at, sentence);
    }
    let range = draft.tokens.sentences[sentence].tokens;
    let (start, stop) = (range.first as usize, range.end as usize);
    if !named(draft, d, at, sentence, (start, stop)) {
        unnamed::resolve(draft, d, at, start, stop);
    }
}

/// "The government" without a name: of the one country that its sentence, or the nearest one before it with any, speaks of.
fn government(draft: &mut Draft<'_>, at: usize, sentence: usize) {
    let range = draft.tokens.sentences[sentence].tokens;
    let (start, next) = (range.first as usize, at + 1);
    let goes_on = next < range.end as usize
        && (draft.story.is_hyphen(next)
            || draft.story.folded(next) == "of"
            || draft.story.owner(next).is_some()
            || draft.story.word(next).is(lexicon::HEAD | lexicon::PLURAL | lexicon::NOMINAL));
    if goes_on || at == start || draft.story.folded(at - 1) != "the" || draft.story.owner(at - 1).is_some() {
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
            return draft.refer(TokenRange::new(at - 1, next), &[entity], "nominal.government");
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
fn may_trade(draft: &Draft<'_>, entity: usize) -> bool {
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

/// "the two leaders", "both countries", "the leaders" after two were named: whom the plural stands for.
pub(super) fn plural(
    draft: &Draft<'_>,
    d: &Discourse,
    about: &Description,
    sentence: usize,
) -> Option<(Vec<usize>, &'static str)> {
    let head = about.head as usize;
    let phrase = draft.roles.phrases[about.mention];
    // Nothing but determiner, "two" and noun.
    if phrase.end as usize != head + 1 || phrase.len() > 3 || about.country.is_some() {
        return None;
    }
    // "the leaders of the group" are whoever leads it; "the leaders of the two countries" are those two.
    if head + 4 < draft.tokens.len() && draft.story.folded(head + 1) == "of" {
        let two = |i: usize| matches!(draft.story.folded(i), "two" | "both");
        if !two(head + 2) && !two(head + 3) {
            return None;
        }
    }
    let mut counted = None;
    for i in phrase.first as usize..head {
        match draft.story.folded(i) {
            "the" | "these" => {}
            "two" | "both" | "2" => counted = Some(2),
            "three" | "3" => counted = Some(3),
            "four" | "4" => counted = Some(4),
            _ => return None,
        }
    }
    let two = counted.is_some();
    let count = counted.unwrap_or(2);
    if !two && about.opening != Opening::Definite {
        return None;
    }
    let noun = draft.story.folded(head);
    let states = matches!(
        noun,
        "countries"
            | "nations"
            | "governments"
            | "states"
            | "neighbours"
            | "neighbors"
            | "allies"
            | "economies"
            | "powers"
            | "rivals"
    );
    let sides = matches!(noun, "sides" | "parties");
    if states || sides {
        // Of more than two states the text before may well name others besides.
        if counted != Some(2) {
            return None;
        }
        if let Some(pair) = just(count, draft, &d.countries, head, sentence, |_| true)
            && !(sides && on_the_way(draft, &d.countries, head, &pair))
        {
            return Some((pair, "nominal.countries"));
        }
        if noun != "sides" {
            return None;
        }
    } else if two && matches!(noun, "companies" | "firms" | "carmakers" | "airlines" | "banks") {
        let company = |e: usize| {
            let kind = draft.entities[e].kind;
            kind == EntityType::Company || kind == EntityType::Organisation && may_trade(draft, e)
        };
        // Of more than two the text before may well name others besides.
        let mut told: Vec<usize> = d.bodies.iter().filter(|s| s.token < head).map(|s| s.entity).collect();
        told.sort_unstable();
        told.dedup();
        told.retain(|&e| company(e));
        return (told.len() == 2).then_some((told, "nominal.companies"));
    } else if about.category == Category::Other {
        return None;
    }
    let leader = |e: usize| {
        let heads = &draft.notes[e].heads;
        match noun {
            "leaders" => heads.iter().any(|(_, c)| {
                matches!(
                    c,
                    Category::Leader | Category::Minister | Category::Royal | Category::Official | Category::Diplomat
                )
            }),
            _ => {
                draft.story.word(head).singular().is_empty()
                    || heads.iter().any(|(h, _)| h == draft.story.word(head).singular())
            }
        }
    };
    // "the leaders" again after "the two leaders"
    if let Some((last, pair)) = &d.pair
        && last + 2 >= sentence
        && !pair.is_empty()
        && counted.is_none_or(|n| n == pair.len())
        && pair.iter().all(|&e| draft.entities[e].kind == EntityType::Person)
    {
        let between = Discourse::back(&d.persons, sentence, sentence - last)
            .any(|s| !pair.contains(&s.entity) && s.sentence > *last);
        if !between {
            return Some((pair.clone(), "nominal.pair"));
        }
    }
    if !two && !matches!(noun, "leaders" | "presidents" | "ministers" | "men") {
        return None;
    }
    just(count, draft, &d.persons, head, sentence, leader)
        .or_else(|| if two { just(count, draft, &d.persons, head, sentence, |_| true) } else { None })
        .map(|pair| (pair, "nominal.pair"))
}

/// "She will go on to Jordan and Egypt": whether the countries of the pair, as the story named them last, are where somebody
/// goes, and no sides.
fn on_the_way(draft: &Draft<'_>, countries: &[Seen], head: usize, pair: &[usize]) -> bool {
    let last = |entity: usize| countries.iter().rev().find(|s| s.token < head && s.entity == entity).map(|s| s.token);
    let goes = |token: usize| {
        (token.saturating_sub(3)..token)
            .any(|t| matches!(draft.story.folded(t), "to" | "in" | "from" | "through" | "via" | "for"))
    };
    pair.iter().all(|&e| last(e).is_some_and(goes))
}

/// The words of [`number`], and the government.
const ALONE: Few<8> = Few::new(["two", "pair", "duo", "three", "trio", "four", "both", "government"]);

/// How many a word stands for that needs no noun: "the two met", "the pair spoke".
fn number(folded: &str) -> Option<usize> {
    match folded {
        "two" | "pair" | "duo" | "both" => Some(2),
        "three" | "trio" => Some(3),
        "four" => Some(4),
        _ => None,
    }
}

/// "the two" at token `at` without a noun: the persons, or else the countries, of whom the story has just spoken.
fn counted(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize, count: usize) {
    let range = draft.tokens.sentences[sentence].tokens;
    let (start, stop) = (range.first as usize, range.end as usize);
    // "the two men"
    let people = at + 1 < stop && matches!(draft.story.folded(at + 1), "men" | "women");
    let end = at + 1 + usize::from(people);
    // "both men"; "both" without a noun is mostly an adverb
    let both = draft.story.folded(at) == "both";
    let opened = if both { people } else { at > start && draft.story.folded(at - 1) == "the" };
    if !opened || !stands_alone(draft, end, stop) {
        return;
    }
    let first = at - usize::from(!both);
    let told = match &d.pair {
        Some((last, pair))
            if last + 2 >= sentence
                && pair.len() == count
                && (!people || pair.iter().all(|&e| draft.entities[e].kind == EntityType::Person)) =>
        {
            Some(pair.clone())
        }
        _ => None,
    };
    let found = told
        .or_else(|| just(count, draft, &d.persons, at, sentence, |_| true))
        .or_else(|| if people { None } else { just(count, draft, &d.countries, at, sentence, |_| true) });
    if let Some(all) = found {
        draft.refer(TokenRange::new(first, end), &all, "nominal.pair");
        d.pair = Some((sentence, all));
    }
}

/// Whether the number before token `next` has no noun: a verb follows it, or nothing of its phrase.
fn stands_alone(draft: &Draft<'_>, next: usize, stop: usize) -> bool {
    if next >= stop {
        return true;
    }
    let folded = draft.story.folded(next);
    match draft.story.token(next).kind {
        TokenKind::Punct => !draft.story.is_hyphen(next),
        TokenKind::Word => {
            draft.story.owner(next).is_none()
                && draft.story.token(next).case == Case::Lower
                && folded != "of"
                && (draft.story.word(next).is(lexicon::FUNCTION | lexicon::CLAUSE)
                    || folded.ends_with("ed")
                    || folded.ends_with("ly")
                    || is_irregular_past(folded))
        }
        _ => false,
    }
}

/// Pasts without "-ed" of what two may do together: "the two met", "the pair shook hands".
fn is_irregular_past(folded: &str) -> bool {
    matches!(
        folded,
        "met"
            | "spoke"
            | "held"
            | "saw"
            | "sat"
            | "spent"
            | "began"
            | "shook"
            | "broke"
            | "flew"
            | "left"
            | "ate"
            | "came"
            | "went"
            | "took"
            | "made"
            | "got"
            | "gave"
            | "drew"
            | "fought"
            | "told"
            | "said"
            | "set"
            | "put"
    )
}

/// The entities that the last sentences speak of, where they speak of just so many.
pub(super) fn just(
    count: usize,
    draft: &Draft<'_>,
    list: &[Seen],
    at: usize,
    sentence: usize,
    fits: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    let mut last = sentence;
    for s in Discourse::back(list, sentence, 3).filter(|s| s.token < at) {
        if s.sentence != last && found.len() >= count {
            break;
        }
        last = s.sentence;
        if !draft.entities[s.entity].bystander && fits(s.entity) && !found.contains(&s.entity) {
            found.push(s.entity);
        }
    }
    found.reverse();
    (found.len() == count).then_some(found)
}
