//! The stages in order.
//!
//! An [`Extractor`] holds what whomet knows; it is built once and shared between threads. Each thread asks it for a
//! [`Worker`], which holds the buffers of one story and reuses them for the next.

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
            layers: Layers::default(),
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

/// Reads stories, one after the other.
#[derive(Debug)]
pub struct Worker<'x> {
    extractor: &'x Extractor,
    layers: Layers,
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
        self.points.read(&article.text);
        let parts = record::Parts {
            article,
            published: self.layers.published,
            zones: &self.layers.zones,
            timexes: &self.layers.timexes,
            entities: &self.layers.entities,
            encounters: &self.layers.encounters,
            knowledge: self.extractor.knowledge,
        };
        record::build(&parts, &self.points)
    }

    /// The layers of one story, up to and including that of `last`; those after it are empty.
    pub fn read(&mut self, article: &Article, last: Stage) -> &Layers {
        let text = &*article.text;
        let l = &mut self.layers;
        l.clear();
        l.zones = zone::divide(text);
        // What the caller or the source says comes before what the text says of itself.
        let given = article.published.map(|date| (date, article.published_from.unwrap_or(PublishedFrom::Input)));
        l.published = given.or(l.zones.stated);
        if let Some((date, _)) = l.published {
            l.zones.date_by(date);
        }
        let published = l.published.map(|p| p.0);
        if last >= Stage::Token {
            token::split(text, &l.zones, &mut l.tokens);
        }
        if last >= Stage::Gazetteer {
            self.finder.find(&l.tokens, &mut l.hits);
        }
        if last >= Stage::Date {
            date::tag(text, &l.tokens, published, &mut l.timexes);
        }
        if last >= Stage::Mention {
            let knowledge = self.extractor.knowledge;
            self.recogniser.recognise(text, &l.zones, &l.tokens, &l.hits, knowledge, &mut l.mentions);
        }
        if last >= Stage::Role {
            l.roles = role::assign(text, &l.tokens, l.mentions.clone());
        }
        if last >= Stage::Coref {
            l.entities = coref::resolve(text, &l.zones, &l.tokens, &l.roles, &self.names, published);
        }
        if last >= Stage::Encounter {
            l.encounters = encounter::extract(&l.zones, &l.tokens, &l.entities, &l.timexes, published);
        }
        l
    }

    /// The extractor that it works for.
    #[must_use]
    pub fn extractor(&self) -> &'x Extractor {
        self.extractor
    }

    /// The layers of the story that was read last.
    #[must_use]
    pub fn layers(&self) -> &Layers {
        &self.layers
    }
}

impl Layers {
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
