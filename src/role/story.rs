//! A story with its words classified and its mentions laid over its tokens: what every rule here looks at.

use std::borrow::Cow;

use super::lexicon::{self, Word};
use crate::{
    country::Country,
    mention::{EntityType, Form, Mention},
    span::TokenRange,
    token::{Case, Token, TokenKind, Tokens},
};

/// See the module.
pub(crate) struct Story<'s> {
    pub(crate) text: &'s str,
    pub(crate) tokens: &'s Tokens,
    pub(crate) mentions: &'s [Mention],
    numbers: Cow<'s, [u16]>,
    owners: Vec<u32>,
}

impl<'s> Story<'s> {
    pub(crate) fn new(text: &'s str, tokens: &'s Tokens, mentions: &'s [Mention]) -> Self {
        let numbers = (0..tokens.len())
            .map(|i| if tokens.tokens[i].kind == TokenKind::Word { lexicon::number_of(tokens, i) } else { 0 })
            .collect();
        Self::with(text, tokens, mentions, Cow::Owned(numbers))
    }

    /// A story whose words have been looked up already.
    pub(crate) fn with(text: &'s str, tokens: &'s Tokens, mentions: &'s [Mention], numbers: Cow<'s, [u16]>) -> Self {
        let mut owners = vec![0; tokens.len()];
        for (index, mention) in mentions.iter().enumerate() {
            owners[mention.tokens.range()].fill(index as u32 + 1);
        }
        Self { text, tokens, mentions, numbers, owners }
    }

    /// The number of each token in the table of titles.
    pub(super) fn into_numbers(self) -> Vec<u16> {
        self.numbers.into_owned()
    }

    pub(crate) fn token(&self, index: usize) -> &'s Token {
        &self.tokens.tokens[index]
    }

    pub(crate) fn folded(&self, index: usize) -> &'s str {
        self.tokens.folded(index)
    }

    pub(crate) fn word(&self, index: usize) -> &'static Word {
        lexicon::word(self.numbers[index])
    }

    pub(crate) fn raw(&self, index: usize) -> &'s str {
        self.token(index).span.of(self.text)
    }

    /// The mention that token `index` belongs to.
    pub(crate) fn owner(&self, index: usize) -> Option<usize> {
        (self.owners[index] as usize).checked_sub(1)
    }

    pub(crate) fn mention(&self, index: usize) -> Option<&'s Mention> {
        self.owner(index).map(|m| &self.mentions[m])
    }

    pub(crate) fn is_capital(&self, index: usize) -> bool {
        matches!(self.token(index).case, Case::Title | Case::Upper | Case::Mixed)
    }

    pub(crate) fn is_genitive(&self, index: usize) -> bool {
        self.token(index).kind == TokenKind::Genitive
    }

    pub(crate) fn is_number(&self, index: usize) -> bool {
        self.token(index).kind == TokenKind::Number
    }

    /// Whether token `index` is the mark `mark`.
    pub(crate) fn is_mark(&self, index: usize, mark: &str) -> bool {
        self.token(index).kind == TokenKind::Punct && self.folded(index) == mark
    }

    /// Whether token `index` is a hyphen with a word on both sides and no space.
    pub(crate) fn is_hyphen(&self, index: usize) -> bool {
        self.is_mark(index, "-")
            && !self.token(index).spaced
            && self.tokens.tokens.get(index + 1).is_some_and(|t| !t.spaced && t.kind != TokenKind::Punct)
    }

    /// The tokens of the sentence that holds token `index`.
    pub(crate) fn sentence(&self, index: usize) -> TokenRange {
        let s = self.tokens.sentence_of(index);
        self.tokens.sentences.get(s).map_or(TokenRange::new(index, index + 1), |s| s.tokens)
    }

    /// The person's mention that starts at token `index`.
    pub(crate) fn person_at(&self, index: usize) -> Option<usize> {
        let m = self.owner_at(index)?;
        (self.mentions[m].kind == EntityType::Person && self.mentions[m].tokens.first as usize == index).then_some(m)
    }

    /// The person's mention that ends right before token `index`.
    pub(crate) fn person_before(&self, index: usize) -> Option<usize> {
        let m = self.owner_at(index.checked_sub(1)?)?;
        (self.mentions[m].kind == EntityType::Person && self.mentions[m].tokens.end as usize == index).then_some(m)
    }

    fn owner_at(&self, index: usize) -> Option<usize> {
        (index < self.owners.len()).then(|| self.owner(index))?
    }
}

/// The country that a mention stands for by its name or its nationality, the European Union among them.
pub(crate) fn country_of(mention: &Mention, text: &str) -> Option<Country> {
    match mention.kind {
        EntityType::Country => mention.country,
        _ if mention.form == Form::Demonym => mention.country,
        EntityType::Organisation | EntityType::Place
            if matches!(mention.span.of(text), "EU" | "E.U." | "European Union") =>
        {
            Some(Country::EU)
        }
        _ => None,
    }
}

/// Determiners, by what they open.
pub(crate) fn opening(folded: &str) -> Option<super::Opening> {
    use super::Opening;
    Some(match folded {
        "the" | "this" | "these" | "those" | "both" => Opening::Definite,
        "a" | "an" | "another" | "one" | "some" | "any" | "each" | "every" | "no" | "all" => Opening::Indefinite,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" => Opening::Possessive,
        _ => return None,
    })
}
