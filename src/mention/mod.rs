//! Mentions: the runs of tokens that name somebody or something.

mod boundary;
mod bundle;
mod company;
mod cue;
mod decode;
mod evidence;
pub(crate) mod expand;
mod feature;
mod hash;
pub mod learn;
mod list;
mod list_names;
mod listed;
mod look;
mod namesake;
mod repair;
mod sense;
mod shared;
mod table;
mod whole;

use bundle::{Sum, Sums, Weigher};
use decode::{Kind, Part, Search, meaning};
use evidence::Evidence;
use look::Looks;
use sense::Senses;
use table::{Scores, Table, scores};

use std::fmt;

use crate::{
    country::Country,
    gazetteer::Hit,
    knowledge::{EntryId, Knowledge},
    span::{Span, TokenRange},
    token::{Case, TokenKind, Tokens},
    zone::Zones,
};

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityType {
    /// A person.
    Person,
    /// A body, ministry, party, agency, armed group, medium.
    Organisation,
    /// A company.
    Company,
    /// A country.
    Country,
    /// A city, region, building, sea.
    Place,
    /// EU finance ministers, protesters, a delegation.
    Group,
    /// An office-holder without a name.
    Office,
    /// A name of something else (nationality adjectives without a country, events, products, laws); never in the record.
    Other,
}

/// How it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// In full.
    Name,
    /// By surname, acronym or short name.
    Alias,
    /// By nationality: "Italian".
    Demonym,
    /// A seat of power for its government or body: "the White House".
    Metonym,
    /// By office: "the prime minister".
    Office,
    /// By pronoun, or by a common noun that stands for it ("the two leaders", "the Japanese firm").
    Pronoun,
}

/// One mention. The span of a name leaves out honorifics, titles, a leading "the" and the genitive's ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What is named.
    pub kind: EntityType,
    /// How.
    pub form: Form,
    /// The gazetteer's entry, where one was found and context agrees.
    pub entry: Option<EntryId>,
    /// The country that the mention itself tells of: of a country name, a demonym, a metonym; of a gazetteer's entry its
    /// home.
    pub country: Option<Country>,
    /// Which rule, table or gazetteer made it: "gazetteer", "honorific", "perceptron", "suffix"...
    pub rule: &'static str,
}

/// A name that was found, before it becomes a mention.
#[derive(Clone, Copy, Debug)]
struct Name {
    tokens: TokenRange,
    kind: Kind,
    /// Whether the text shows that it is a company: by a legal suffix, by a ticker.
    company: bool,
    rule: &'static str,
}

/// Reads the names of stories, one after the other. What is worth keeping from story to story is in it: buffers, and the
/// sums of weights.
pub struct Recogniser<'t> {
    table: Table<'t>,
    looks: Looks,
    evidence: Evidence,
    sums: Sums,
    search: Search,
    weights: Vec<Sum>,
    scores: Vec<Scores>,
    labels: Vec<u8>,
    names: Vec<Name>,
}

impl fmt::Debug for Recogniser<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recogniser").finish_non_exhaustive()
    }
}

impl Default for Recogniser<'static> {
    fn default() -> Self {
        Self::by(Table::embedded())
    }
}

impl<'t> Recogniser<'t> {
    /// One that goes by another table.
    fn by(table: Table<'t>) -> Self {
        Self {
            table,
            looks: Looks::default(),
            evidence: Evidence::default(),
            sums: Sums::default(),
            search: Search::default(),
            weights: Vec::new(),
            scores: Vec::new(),
            labels: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Writes the named mentions of a story to `out` (which is emptied first), in text order, none overlapping another.
    pub fn recognise(
        &mut self,
        text: &str,
        zones: &Zones,
        tokens: &Tokens,
        hits: &[Hit],
        knowledge: &Knowledge,
        out: &mut Vec<Mention>,
    ) {
        self.read(text, tokens, hits);
        let names = &mut self.names;
        let senses = Senses { knowledge, hits, first: &self.looks.hits, tokens };
        dateline(zones, tokens, names);
        names.iter_mut().for_each(|name| without_subhead(tokens, name));
        repair::repair(&senses, &self.looks, &self.evidence, names);
        out.clear();
        out.extend(names.iter().map(|name| senses.mention(name)));
        shared::settle(text, out);
    }

    /// What the learned table alone finds.
    fn read(&mut self, text: &str, tokens: &Tokens, hits: &[Hit]) {
        self.looks.fill(text, tokens, hits);
        self.evidence.gather(tokens, &self.looks);
        self.names.clear();
        for run in &self.looks.runs {
            self.weights.clear();
            self.weights.resize(run.end - run.first, Sum::default());
            let weights = &mut self.weights[..];
            let mut weigher = Weigher { table: &self.table, sums: &mut self.sums, first: run.first, tokens: weights };
            feature::extract(tokens, &self.looks, &self.evidence, run, &mut weigher);
            self.scores.clear();
            self.scores.extend(self.weights.iter().map(scores));
            self.search.run(&self.scores, &self.table.transitions, &mut self.labels);
            collect(run.first, &self.labels, &mut self.names);
        }
    }
}

/// The names that a run's labels spell.
fn collect(start: usize, labels: &[u8], names: &mut Vec<Name>) {
    let mut first = start;
    for (offset, &label) in labels.iter().enumerate() {
        let at = start + offset;
        let Some((kind, part)) = meaning(usize::from(label)) else { continue };
        if matches!(part, Part::Begin | Part::Unit) {
            first = at;
        }
        if matches!(part, Part::Last | Part::Unit) {
            names.push(Name { tokens: TokenRange::new(first, at + 1), kind, company: false, rule: "perceptron" });
        }
    }
}

/// A subhead in capitals that ran into the sentence is no part of the person's name: "TENSIONS RISE Lind said".
fn without_subhead(tokens: &Tokens, name: &mut Name) {
    if name.kind != Kind::Per {
        return;
    }
    let range = name.tokens.range();
    let shout = |t: usize| {
        tokens.tokens[t].case == Case::Upper && tokens.folded(t).len() > 3 && !tokens.folded(t).contains('.')
    };
    let heads = range.clone().take_while(|&t| shout(t)).count();
    if heads > 0 && heads < range.len() && tokens.tokens[range.start + heads].case == Case::Title {
        name.tokens = TokenRange::new(range.start + heads, range.end);
    }
}

/// A dateline's place is a place, whatever else the words are.
fn dateline(zones: &Zones, tokens: &Tokens, names: &mut Vec<Name>) {
    let Some(place) = zones.dateline.as_ref().map(|d| d.place) else { return };
    let range = TokenRange::new(tokens.at(place.start as usize), tokens.at(place.end as usize));
    // "BEIJING/SINGAPORE" and "DUBAI, United Arab Emirates" are several names: the table keeps them.
    if range.is_empty() || tokens.tokens[range.range()].iter().any(|t| t.kind == TokenKind::Punct) {
        return;
    }
    names.retain(|n| !n.tokens.overlaps(&range));
    let at = names.partition_point(|n| n.tokens.first < range.first);
    names.insert(at, Name { tokens: range, kind: Kind::Loc, company: false, rule: "dateline" });
}
