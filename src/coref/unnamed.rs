//! Bodies that no name tells: "the energy ministry", "the miners' union", and later "the union".

use super::{
    discourse::Discourse,
    draft::{Draft, folded, plain},
};
use crate::{
    country::Country,
    mention::Form,
    role::{
        lexicon::{BODY, CLAUSE, FUNCTION},
        story::country_of,
    },
    span::TokenRange,
    token::{Case, TokenKind},
};

/// How many tokens may stand before the noun.
const REACH: usize = 8;

/// The body whose noun is token `at`, where it has no name: one of its own, or the one that the story told of before.
pub(super) fn resolve(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, start: usize, stop: usize) {
    if !draft.story.word(at).is(BODY) || !ends(draft, at + 1, stop) {
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
    let words = TokenRange::new(phrase.words, at + 1);
    let key = folded(draft.tokens, words);
    let entity = match d.groups.get(&key) {
        Some(&entity) => entity,
        None => draft.unnamed(tokens, plain(draft.text, draft.tokens.span(words)), phrase.country),
    };
    d.groups.insert(key, entity);
    d.groups.insert(head, entity);
    draft.refer_as(tokens, entity, Form::Name, "nominal.unnamed");
}

struct Phrase {
    first: usize,
    /// The first token after the determiner.
    words: usize,
    definite: bool,
    /// Something tells it apart from any other of its kind.
    specific: bool,
    country: Option<Country>,
}

/// Walks left from the noun to what opens its phrase.
fn phrase(draft: &Draft<'_>, at: usize, start: usize) -> Option<Phrase> {
    let story = &draft.story;
    let mut p = Phrase { first: at, words: at, definite: false, specific: false, country: None };
    while p.first > start && at - p.first < REACH {
        let before = p.first - 1;
        if let Some(m) = story.mention(before) {
            let country = country_of(m, draft.text)?;
            if p.country.is_some() || (m.tokens.first as usize) < start {
                return None;
            }
            p.country = Some(country);
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
                return Some(p);
            }
            TokenKind::Word if token.case == Case::Lower && !story.word(before).is(FUNCTION | CLAUSE) => {
                p.specific |=
                    !matches!(word, "same" | "whole" | "new" | "other" | "entire" | "ruling" | "last" | "first");
            }
            _ => return p.country.is_some().then_some(p),
        }
        p.first = before;
        p.words = before;
    }
    (p.first == start && p.country.is_some()).then_some(p)
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
