//! The stages in order.
//!
//! An [`Extractor`] holds what whomet knows; it is built once and shared between threads. Each thread asks it for a
//! [`Worker`], which holds the buffers of the stories in hand and reuses them for the next.

use std::borrow::Borrow;

use crate::{
    article::{Article, Date, PublishedFrom},
    coref::{self, Entities},
    date::{self, Timex},
    encounter::{self, Encounter},
    gazetteer::{Finder, Hit},
    knowledge::{Knowledge, Remembered},
    mention::{Mention, Recogniser},
    record::{self, OffsetMap, Offsets, Record},
    role::{self, Roles},
    token::{self, Tokens},
    zone::{self, Zones},
};

/// What whomet knows, opened once and shared.
#[derive(Debug)]
pub struct Extractor {
    knowledge: &'static Knowledge,
    offsets: Offsets,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor with the knowledge that the program brings.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Knowledge::embedded())
    }

    /// An extractor with knowledge of the caller's: see [`Knowledge::with`].
    #[must_use]
    pub fn with(knowledge: &'static Knowledge) -> Self {
        Self { knowledge, offsets: Offsets::default() }
    }

    /// The same, with records whose offsets count `offsets`.
    ///
    /// ```
    /// use whomet::{Article, Extractor, record::Offsets};
    ///
    /// let story = Article::from_text("🙂 Ms Lind met Mr Orr in Oslo.");
    /// let start = |e: Extractor| e.worker().extract(&story).encounters[0].evidence[0].trigger.start;
    /// assert_eq!(start(Extractor::new()), 10);
    /// assert_eq!(start(Extractor::new().counting(Offsets::Utf16)), 11);
    /// assert_eq!(start(Extractor::new().counting(Offsets::Byte)), 13);
    /// ```
    #[must_use]
    pub fn counting(self, offsets: Offsets) -> Self {
        Self { offsets, ..self }
    }

    /// What the offsets of its records count.
    #[must_use]
    pub fn offsets(&self) -> Offsets {
        self.offsets
    }

    /// A worker of its own for the calling thread.
    #[must_use]
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            extractor: self,
            layers: Vec::new(),
            read: 0,
            finder: Finder::new(self.knowledge),
            recogniser: Recogniser::default(),
            names: Remembered::new(self.knowledge),
            points: OffsetMap::new(self.offsets),
        }
    }

    /// What it knows.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        self.knowledge
    }

    /// The version of the gazetteer.
    #[must_use]
    pub fn gazetteer(&self) -> &str {
        self.knowledge.version()
    }
}

/// The layers of one story, each made from those before it.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// The publication date, and where it comes from.
    pub published: Option<(Date, PublishedFrom)>,
    /// Headline, byline, dateline, boilerplate, body.
    pub zones: Zones,
    /// Sentences and tokens.
    pub tokens: Tokens,
    /// What the gazetteer lists.
    pub hits: Vec<Hit>,
    /// Temporal expressions.
    pub timexes: Vec<Timex>,
    /// Who and what is named.
    pub mentions: Vec<Mention>,
    /// Who is what.
    pub roles: Roles,
    /// Which mentions are the same.
    pub entities: Entities,
    /// Who met whom.
    pub encounters: Vec<Encounter>,
}

/// A stage of the pipeline, by the layer that it adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Headline, byline, dateline, boilerplate, body.
    Zone,
    /// Sentences and tokens.
    Token,
    /// Names that the gazetteer lists.
    Gazetteer,
    /// Temporal expressions.
    Date,
    /// Mentions with their types.
    Mention,
    /// Roles and affiliations.
    Role,
    /// Entities.
    Coref,
    /// Encounters.
    Encounter,
}

/// How many stories are read together at most, and how many bytes of text: each stage then finds its code and its tables in
/// the processor's nearer caches for all but the first of them, and what the stage before wrote is not yet far.
const TOGETHER: usize = 16;
const BYTES: usize = 256 << 10;

/// `articles` in the groups in which they are read fastest by [`Worker::read_all`]; long stories are alone.
///
/// ```
/// use whomet::{Article, pipeline};
///
/// let stories = vec![Article::from_text("Ms Lind met Mr Orr in Oslo."); 20];
/// assert_eq!(pipeline::groups(&stories).map(<[Article]>::len).collect::<Vec<_>>(), [16, 4]);
/// ```
pub fn groups<A: Borrow<Article>>(articles: &[A]) -> impl Iterator<Item = &[A]> {
    let mut rest = articles;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |article: &&A| {
            bytes += (**article).borrow().text.len();
            bytes <= BYTES
        };
        let count = rest.iter().take(TOGETHER).take_while(fits).count().max(1);
        let (group, others) = rest.split_at_checked(count)?;
        rest = others;
        Some(group)
    })
}

/// Reads stories, one after the other or some together.
#[derive(Debug)]
pub struct Worker<'x> {
    extractor: &'x Extractor,
    /// Of the stories that were read last, and behind them buffers to be used again.
    layers: Vec<Layers>,
    /// How many were read last.
    read: usize,
    finder: Finder<'x>,
    recogniser: Recogniser<'static>,
    names: Remembered<'x>,
    points: OffsetMap,
}

impl<'x> Worker<'x> {
    /// What it knows.
    #[must_use]
    pub fn knowledge(&self) -> &'x Knowledge {
        self.extractor.knowledge
    }

    /// The record of one story.
    pub fn extract(&mut self, article: &Article) -> Record {
        self.read(article, Stage::Encounter);
        self.record(0, article)
    }

    /// The record of each story, as [`Self::extract`] gives it. Many stories take a seventh less time than one by one.
    ///
    /// ```
    /// use whomet::{Article, Extractor};
    ///
    /// let stories = ["Ms Lind met Mr Orr in Rome.", "Mr Orr phoned Ms Lind."].map(Article::from_text);
    /// let extractor = Extractor::new();
    /// let records = extractor.worker().extract_all(&stories);
    /// assert_eq!(records[1], extractor.worker().extract(&stories[1]));
    /// ```
    pub fn extract_all<A: Borrow<Article>>(&mut self, articles: &[A]) -> Vec<Record> {
        let mut records = Vec::with_capacity(articles.len());
        for group in groups(articles) {
            self.read_all(group, Stage::Encounter);
            records.extend(group.iter().enumerate().map(|(story, article)| self.record(story, article.borrow())));
        }
        records
    }

    /// The record of story `story` of those that were read last, which is `article`.
    ///
    /// # Panics
    /// If fewer were read, or up to an earlier stage only and `article` is another.
    pub fn record(&mut self, story: usize, article: &Article) -> Record {
        let layers = &self.layers[..self.read][story];
        self.points.read(&article.text);
        let parts = record::Parts {
            article,
            published: layers.published,
            zones: &layers.zones,
            timexes: &layers.timexes,
            entities: &layers.entities,
            encounters: &layers.encounters,
            knowledge: self.extractor.knowledge,
        };
        record::build(&parts, &self.points)
    }

    /// The layers of one story, up to and including that of `last`; those after it are empty.
    pub fn read(&mut self, article: &Article, last: Stage) -> &Layers {
        &self.read_all(&[article], last)[0]
    }

    /// The layers of each story, as [`Self::read`] gives them: each stage goes through all of them before the next one begins.
    /// All are held at once; [`groups`] tells how many stories that is best done with.
    pub fn read_all<A: Borrow<Article>>(&mut self, articles: &[A], last: Stage) -> &[Layers] {
        self.read = articles.len();
        if self.layers.len() < self.read {
            self.layers.resize_with(self.read, Layers::default);
        }
        let knowledge = self.extractor.knowledge;
        let layers = &mut self.layers[..self.read];
        let mut stage = |from: Stage, add: &mut dyn FnMut(&str, &mut Layers)| {
            if last >= from {
                layers.iter_mut().zip(articles).for_each(|(l, article)| add(&article.borrow().text, l));
            }
        };
        let mut given = articles.iter().map(Borrow::borrow);
        stage(Stage::Zone, &mut |text, l| {
            l.clear();
            l.zones = zone::divide(text);
            // What the caller or the source says comes before what the text says of itself.
            let told = given.next().and_then(|a| a.published.map(|d| (d, a.published_from)));
            l.published = told.map(|(date, from)| (date, from.unwrap_or(PublishedFrom::Input))).or(l.zones.stated);
            if let Some((date, _)) = l.published {
                l.zones.date_by(date);
            }
        });
        stage(Stage::Token, &mut |text, l| token::split(text, &l.zones, &mut l.tokens));
        stage(Stage::Gazetteer, &mut |_, l| self.finder.find(&l.tokens, &mut l.hits));
        stage(Stage::Date, &mut |text, l| date::tag(text, &l.tokens, l.day(), &mut l.timexes));
        stage(Stage::Mention, &mut |text, l| {
            self.recogniser.recognise(text, &l.zones, &l.tokens, &l.hits, knowledge, &mut l.mentions);
        });
        stage(Stage::Role, &mut |text, l| l.roles = role::assign(text, &l.tokens, l.mentions.clone()));
        stage(Stage::Coref, &mut |text, l| {
            l.entities = coref::resolve(text, &l.zones, &l.tokens, &l.roles, &self.names, l.day());
        });
        stage(Stage::Encounter, &mut |_, l| {
            l.encounters = encounter::extract(&l.zones, &l.tokens, &l.entities, &l.timexes, l.day());
        });
        &self.layers[..self.read]
    }

    /// The extractor that it works for.
    #[must_use]
    pub fn extractor(&self) -> &'x Extractor {
        self.extractor
    }

    /// The layers of the stories that were read last.
    #[must_use]
    pub fn layers(&self) -> &[Layers] {
        &self.layers[..self.read]
    }
}

impl Layers {
    /// The day of publication.
    fn day(&self) -> Option<Date> {
        self.published.map(|(date, _)| date)
    }

    fn clear(&mut self) {
        self.tokens.clear();
        self.hits.clear();
        self.timexes.clear();
        self.mentions.clear();
        self.roles = Roles::default();
        self.entities = Entities::default();
        self.encounters.clear();
    }
}
