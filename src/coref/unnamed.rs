//! Bodies that no name tells: "the energy ministry", "the miners' union", and later "the union".

use super::{
    discourse::Discourse,
    draft::{Draft, folded, plain},
};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    role::{
        lexicon::{BODY, CLAUSE, FUNCTION, ORGAN, WHOLE},
        story::country_of,
    },
    span::TokenRange,
    token::{Case, TokenKind},
};

/// How many tokens may stand before the noun.
const REACH: usize = 8;

/// The body whose noun is token `at`, where it has no name: one of its own, or the one that the story told of before.
pub(super) fn resolve(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, start: usize, stop: usize) {
    if !draft.story.word(at).is(BODY) {
        return;
    }
    let organ = draft.story.word(at).is(ORGAN).then(|| organ_of(draft, at, start, stop)).flatten();
    if let Some((first, words, country)) = organ {
        body(draft, d, first, words, country);
        return;
    }
    if !ends(draft, at + 1, stop) {
        return;
    }
    let Some(phrase) = phrase(draft, at, start) else { return };
    let head = format!("~{}", draft.story.folded(at));
    let tokens = TokenRange::new(phrase.first, at + 1);
    if !phrase.specific {
        if phrase.definite
            && let Some(&entity) = d.groups.get(&head)
        {
            draft.refer(tokens, &[entity], "nominal.unnamed");
        }
        return;
    }
    let country = phrase.country.or_else(|| phrase.owner.and_then(|m| country_of_body(draft, m)));
    let entity = body(draft, d, phrase.first, TokenRange::new(phrase.words, at + 1), country);
    d.groups.insert(head, entity);
}

/// The body that the story calls by `words`, with a determiner from token `first`: the one it told of before, or a new one.
fn body(draft: &mut Draft<'_>, d: &mut Discourse, first: usize, words: TokenRange, country: Option<Country>) -> usize {
    let tokens = TokenRange::new(first, words.end as usize);
    let key = folded(draft.tokens, words);
    let entity = match d.groups.get(&key) {
        Some(&entity) => entity,
        None => draft.unnamed(tokens, plain(draft.text, draft.tokens.span(words)), country),
    };
    d.groups.insert(key, entity);
    draft.refer_as(tokens, entity, Form::Name, "nominal.unnamed");
    entity
}

/// The country of the body that the mention names.
fn country_of_body(draft: &Draft<'_>, mention: usize) -> Option<Country> {
    draft.entity_of[mention].and_then(|e| draft.entities[e].country)
}

/// "the management of Apex": the organ at token `at` with the body whose it is: where its phrase starts, its words without a
/// determiner, its country.
fn organ_of(draft: &Draft<'_>, at: usize, start: usize, stop: usize) -> Option<(usize, TokenRange, Option<Country>)> {
    let story = &draft.story;
    if at + 2 >= stop || story.folded(at + 1) != "of" {
        return None;
    }
    // "the management of German gases group Linde"
    let body = |m: usize| matches!(draft.mention(m).kind, EntityType::Organisation | EntityType::Company);
    let described = |i: &usize| {
        story.owner(*i).is_none_or(|m| draft.mention(m).form == Form::Demonym)
            && story.token(*i).kind == TokenKind::Word
            && (story.folded(*i) == "the" || !story.word(*i).is(FUNCTION | CLAUSE))
    };
    let owner = (at + 2..stop.min(at + 8)).find(|i| !described(i)).and_then(|i| story.owner(i)).filter(|&m| body(m))?;
    let m = draft.mention(owner);
    // "the exiled leadership of"
    let adjective = |i: &usize| story.token(*i).case == Case::Lower && !story.word(*i).is(FUNCTION | CLAUSE);
    let opener = (start..at).rev().take(3).find(|i| !adjective(i)).filter(|&i| story.folded(i) == "the");
    let (first, words) = opener.map_or((at, at), |i| (i, i + 1));
    Some((first, TokenRange::new(words, m.tokens.end as usize), country_of_body(draft, owner)))
}

struct Phrase {
    first: usize,
    /// The first token after the determiner.
    words: usize,
    definite: bool,
    /// Something tells it apart from any other of its kind.
    specific: bool,
    country: Option<Country>,
    /// The body whose it is: "Apex's board", "the Apex board".
    owner: Option<usize>,
}

impl Phrase {
    /// Whether a name in it says whose the body is.
    fn named(&self) -> bool {
        self.country.is_some() || self.owner.is_some()
    }
}

/// Walks left from the noun to what opens its phrase.
fn phrase(draft: &Draft<'_>, at: usize, start: usize) -> Option<Phrase> {
    let story = &draft.story;
    let mut p = Phrase { first: at, words: at, definite: false, specific: false, country: None, owner: None };
    while p.first > start && at - p.first < REACH {
        let before = p.first - 1;
        if let Some(m) = story.mention(before).filter(|m| m.kind != EntityType::Group) {
            // "Apex's union", "the Apex board"; "the Verdi union" is Verdi.
            let owns = p.first < at && story.is_genitive(p.first) || story.word(at).is(ORGAN);
            let body = owns && matches!(m.kind, EntityType::Organisation | EntityType::Company);
            match country_of(m, draft.text) {
                _ if p.country.is_some() || p.owner.is_some() || (m.tokens.first as usize) < start => return None,
                None if !body => return None,
                None => p.owner = story.owner(before),
                country => p.country = country,
            }
            p.first = m.tokens.first as usize;
            p.words = p.first;
            p.specific = true;
            continue;
        }
        let word = story.folded(before);
        let token = story.token(before);
        match token.kind {
            // "the miners' union", "Peru's congress"
            TokenKind::Genitive => p.specific = true,
            TokenKind::Punct if story.is_hyphen(before) => {}
            TokenKind::Word
                if matches!(word, "the" | "this" | "that" | "a" | "an" | "its" | "their" | "his" | "her") =>
            {
                p.first = before;
                p.definite = matches!(word, "the" | "this" | "that");
                // "the opposition": one for each country.
                p.specific |= word == "the" && story.word(at).is(WHOLE);
                return Some(p);
            }
            TokenKind::Word if token.case == Case::Lower && !story.word(before).is(FUNCTION | CLAUSE) => {
                p.specific |=
                    !matches!(word, "same" | "whole" | "new" | "other" | "entire" | "ruling" | "last" | "first");
            }
            _ => return p.named().then_some(p),
        }
        p.first = before;
        p.words = before;
    }
    (p.first == start && p.named()).then_some(p)
}

/// Whether the noun before token `next` ends its phrase: no noun of another kind may follow ("the ministry building").
fn ends(draft: &Draft<'_>, next: usize, stop: usize) -> bool {
    if next >= stop {
        return true;
    }
    let story = &draft.story;
    let folded = story.folded(next);
    match story.token(next).kind {
        TokenKind::Punct => !story.is_hyphen(next),
        TokenKind::Word => {
            !matches!(folded, "of" | "for")
                && (story.word(next).is(FUNCTION | CLAUSE)
                    || folded.ends_with("ed")
                    || matches!(
                        folded,
                        "held" | "began" | "agreed" | "plans" | "wants" | "meets" | "hopes" | "broke" | "went"
                    ))
        }
        _ => true,
    }
}
