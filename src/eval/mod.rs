//! How good the output is: gold annotation against records, layer by layer.
//!
//! A gold file is NDJSON, a document a line, with `id`, `text` and `published`; what it annotates is told by its fields:
//!
//! | field | layer | scored by |
//! |---|---|---|
//! | `encounters` | encounters | the best one-to-one alignment of records (see [`Layer::Encounters`]) |
//! | `main`: `{"kind": "call", "parties": ["Holm", "Orr"]}` | the main contact alone | recall |
//! | `entities` with `value`, or `dates` | temporal expressions | strict and relaxed spans, value |
//! | `entities` with `start`, `end`, `type` | names | exact and relaxed spans with the type |
//!
//! A record that was corrected by hand is gold, too. Predictions are records, or the same compact form.
//!
//! ```
//! use whomet::eval::{Gold, Layer, Predictions};
//!
//! let gold = r#"{"id": "a", "text": "Ms Lind met Mr Orr.", "entities": [{"start": 3, "end": 7, "type": "PER"}, {"start": 15, "end": 18, "type": "PER"}]}"#;
//! let found = r#"{"id": "a", "entities": [{"start": 3, "end": 7, "type": "PER"}]}"#;
//! let gold = Gold::read("gold.jsonl", gold).unwrap();
//! let mut predictions = Predictions::default();
//! predictions.read("found.jsonl", found).unwrap();
//! let report = gold.score(Layer::Entities, &predictions);
//! let exact = report.measure("exact micro").unwrap();
//! assert_eq!((exact.right, exact.spurious, exact.missed), (1, 0, 1));
//! ```

mod alignment;
mod dates;
mod document;
mod encounters;
mod entities;
mod party;
mod readouts;
mod report;
mod timex;

use std::collections::HashMap;

use crate::error::Error;

pub(crate) use alignment::best_alignment;
pub(crate) use document::Encounter;
use document::{Document, Line};
pub(crate) use encounters::likeness;
pub(crate) use party::{shared, tokens};
pub use report::{Fault, FaultKind, Measure, Report, Share};

/// What gold annotates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Who met whom. Records are aligned one to one within a document so that the most participants agree, the true
    /// optimum; a pair needs two participants in common. Gold that is `optional` neither helps nor hurts.
    Encounters,
    /// The main contact of each document: recall alone.
    Readouts,
    /// Temporal expressions.
    Dates,
    /// Names with their types.
    Entities,
}

impl Layer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Encounters, Self::Readouts, Self::Dates, Self::Entities];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Encounters => "encounters",
            Self::Readouts => "readouts",
            Self::Dates => "dates",
            Self::Entities => "entities",
        }
    }
}

/// Annotated documents.
#[derive(Debug, Default)]
pub struct Gold {
    documents: Vec<Document>,
    layers: Vec<Layer>,
}

impl Gold {
    /// Reads a gold file's text; `name` is for messages.
    ///
    /// # Errors
    ///
    /// The first line that is no document: figures from a part of the gold would be wrong.
    pub fn read(name: &str, text: &str) -> Result<Self, Error> {
        let lines = document::lines(name, text)?;
        let any = |f: fn(&Line) -> bool| lines.iter().any(|(_, line)| f(line));
        let mut layers = Vec::new();
        if any(|l| l.encounters.is_some()) {
            layers.push(Layer::Encounters);
        }
        if any(|l| l.main.is_some()) {
            layers.push(Layer::Readouts);
        }
        if any(|l| l.dates.is_some() || l.entities.iter().flatten().any(|e| e.value.is_some())) {
            layers.push(Layer::Dates);
        }
        let timexes_alone = any(|l| l.entities.iter().flatten().any(|e| e.value.is_some()));
        if any(|l| l.entities.is_some()) && !timexes_alone {
            layers.push(Layer::Entities);
        }
        if layers.is_empty() {
            return Err(document::failed(name, None, "nothing is annotated".to_owned()));
        }
        let documents = lines.into_iter().map(|(at, line)| document::gold(name, at, line)).collect::<Result<_, _>>()?;
        Ok(Self { documents, layers })
    }

    /// What is annotated.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The identifiers of the documents.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|d| &*d.id)
    }

    /// Compares what was found with one layer of the gold.
    #[must_use]
    pub fn score(&self, layer: Layer, predictions: &Predictions) -> Report {
        let mut report = match layer {
            Layer::Encounters => encounters::score(&self.documents, predictions),
            Layer::Readouts => readouts::score(&self.documents, predictions),
            Layer::Dates => dates::score(&self.documents, predictions),
            Layer::Entities => entities::score(&self.documents, predictions),
        };
        report.documents = self.documents.len();
        report.without_prediction = self.ids().filter(|id| !predictions.has(id)).map(str::to_owned).collect();
        report
    }
}

/// What was found in the documents.
#[derive(Debug, Default)]
pub struct Predictions {
    documents: HashMap<String, Document>,
}

impl Predictions {
    /// Adds what the lines of `text` say: records, or the compact form of gold.
    ///
    /// # Errors
    ///
    /// The first line that is neither.
    pub fn read(&mut self, name: &str, text: &str) -> Result<(), Error> {
        for (at, line) in document::lines(name, text)? {
            let found = document::found(name, at, line)?;
            self.documents.insert(found.id.clone(), found);
        }
        Ok(())
    }

    /// The identifiers of all documents.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// Whether there is a document of that identifier.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.documents.contains_key(id)
    }

    fn of(&self, id: &str) -> Option<&Document> {
        self.documents.get(id)
    }
}
