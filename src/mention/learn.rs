//! What a training program needs: the features of a story as the recogniser sees them, and the table's own form.

use super::{
    Mention, Recogniser,
    evidence::Evidence,
    feature::{self, Sink},
    hash, list,
    look::Looks,
    table::Table,
};
pub use super::{
    decode::{Kind, OUTSIDE, Part, Search, Transitions, label, meaning},
    expand::{Feature, LABELS, expand, pack, weight},
    feature::LEXICAL,
};
use crate::{
    gazetteer::{self, Hit},
    knowledge::{Class, Knowledge},
    span::TokenRange,
    token::{self, Tokens},
    zone,
};

/// The named mentions of a story by a table that [`expand`] made: how a new table is judged before it is embedded.
#[must_use]
pub fn mentions(table: &[u8], text: &str) -> Vec<Mention> {
    let zones = zone::divide(text);
    let (mut tokens, mut hits, mut out) = (Tokens::default(), Vec::new(), Vec::new());
    token::split(text, &zones, &mut tokens);
    let knowledge = Knowledge::embedded();
    gazetteer::lookup(&tokens, knowledge, &mut hits);
    Recogniser::by(Table::open(table)).recognise(text, &zones, &tokens, &hits, knowledge, &mut out);
    out
}

/// One run of tokens that may hold names.
#[derive(Clone, Debug)]
pub struct Example {
    /// The tokens.
    pub tokens: TokenRange,
    /// For each token its features, each with its template's number.
    pub features: Vec<Vec<(u32, u32)>>,
}

/// The looks at one story that training asks for.
#[derive(Default)]
pub struct Lesson {
    looks: Looks,
    evidence: Evidence,
}

/// Writes down every feature of each token of a run.
struct Collect<'f> {
    first: usize,
    features: &'f mut [Vec<(u32, u32)>],
}

impl Sink for Collect<'_> {
    fn feature(&mut self, at: usize, template: u32, a: u32, b: u32) {
        self.features[at - self.first].push((template, hash::feature(template, a, b)));
    }
}

impl Lesson {
    /// The runs of one story with their features.
    pub fn examples(&mut self, text: &str, tokens: &Tokens, hits: &[Hit]) -> Vec<Example> {
        self.looks.fill(text, tokens, hits);
        self.evidence.gather(tokens, &self.looks);
        let mut out = Vec::with_capacity(self.looks.runs.len());
        for run in &self.looks.runs {
            let mut features = vec![Vec::with_capacity(110); run.end - run.first];
            let mut collect = Collect { first: run.first, features: &mut features };
            feature::extract(tokens, &self.looks, &self.evidence, run, &mut collect);
            out.push(Example { tokens: (*run).into(), features });
        }
        out
    }

    /// Whether the token is an honorific or a word of a title, which names of persons leave out.
    #[must_use]
    pub fn is_title(&self, token: usize) -> bool {
        self.looks.lists[token].any(list::HONORIFIC.or(list::TITLE).or(list::PORTFOLIO))
    }

    /// Whether the gazetteer lists the tokens, as one name, with class `class`.
    #[must_use]
    pub fn listed(&self, tokens: TokenRange, class: Class) -> bool {
        let range = tokens.range();
        let exact = match range.len() {
            0 => false,
            1 => self.looks.gaz[range.start].place == 4,
            _ => self.looks.gaz[range.start].place == 1 && self.looks.gaz[range.end - 1].place == 3,
        };
        exact && self.looks.gaz[range.start].long.has(class)
    }
}
