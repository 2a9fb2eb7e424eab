//! `--explain`: why each encounter was found, for people.

use std::fmt::Write as _;

use crate::{
    coref::RoleFrom,
    encounter::{Encounter, Participant},
    knowledge::Knowledge,
    pipeline::Layers,
    record::{OffsetMap, Record},
    span::Span,
};

/// The explanation of the story of these layers. `record` may hold fewer encounters than they do: those that were asked for.
pub(super) fn story(record: &Record, layers: &Layers, knowledge: &Knowledge, text: &str) -> String {
    let mut points = OffsetMap::new(record.whomet.offsets);
    points.read(text);
    let mut explainer = Explainer { layers, knowledge, text, points, out: String::new() };
    explainer.story(record);
    explainer.out
}

struct Explainer<'a> {
    layers: &'a Layers,
    knowledge: &'a Knowledge,
    text: &'a str,
    points: OffsetMap,
    out: String,
}

impl Explainer<'_> {
    fn story(&mut self, record: &Record) {
        let head = &record.article;
        self.line(0, &format!("story {}", head.id));
        if let (Some(published), Some(from)) = (&head.published, head.published_from) {
            self.line(1, &format!("published {published} ({})", format!("{from:?}").to_lowercase()));
        } else {
            self.line(1, "published: not known; --published says it");
        }
        let count = record.encounters.len();
        self.line(1, &format!("{count} {}", if count == 1 { "encounter" } else { "encounters" }));
        for written in &record.encounters {
            let number = written.id.trim_start_matches('m').parse().unwrap_or(0usize);
            if let Some(encounter) = self.layers.encounters.get(number.wrapping_sub(1)) {
                let kind = format!("{:?}", encounter.kind).to_lowercase();
                let status = format!("{:?}", encounter.status).to_lowercase();
                self.line(0, "");
                self.line(1, &format!("{} {kind}, {status}, confidence {:.2}", written.id, written.confidence));
                self.encounter(encounter);
            }
        }
    }

    fn encounter(&mut self, encounter: &Encounter) {
        for evidence in &encounter.evidence {
            let sentence = format!("sentence  {}  {}", self.offsets(evidence.span), self.words(evidence.span));
            self.line(2, &sentence);
            let trigger = format!("trigger   {}  by rule {}", self.place(evidence.trigger), evidence.rule);
            self.line(2, &trigger);
        }
        for participant in &encounter.participants {
            self.participant(participant);
        }
        for &about in &encounter.about {
            let line = format!("about     {}", self.place(about));
            self.line(2, &line);
        }
        if let Some(when) = &encounter.when {
            // An interval's expression is made of several.
            let rule = self.layers.timexes.iter().find(|t| when.span.contains(&t.span)).map_or("", |t| t.rule);
            let line = format!("when      {} = {} by rule {rule}", self.place(when.span), when.value);
            self.line(2, &line);
        }
        if let Some(place) = &encounter.place {
            let name = place.entity.map_or("", |e| &self.layers.entities.entities[e].name);
            let line = format!("where     {} {name}", self.place(place.span));
            self.line(2, line.trim_end());
        }
    }

    fn participant(&mut self, participant: &Participant) {
        let entities = &self.layers.entities;
        let entity = &entities.entities[participant.entity];
        let kind = format!("{:?}", entity.kind).to_lowercase();
        let mut line = format!("party     {}, {kind}", entity.name);
        if let Some(country) = entity.country {
            let _ = write!(line, ", {country}");
        }
        if let Some(part) = participant.part {
            let _ = write!(line, ", {}", format!("{part:?}").to_lowercase());
        }
        self.line(2, &line);
        if let Some(entry) = entity.entry {
            let row = self.knowledge.entry(entry);
            let item = row.wikidata.map(|q| format!(", Q{q}")).unwrap_or_default();
            self.line(3, &format!("listed  {:?} in data/{}{item}", row.name, row.table));
        }
        if let Some(holder) = entity.holder {
            let row = self.knowledge.entry(holder);
            let line = format!("holder  {:?} on the day of publication, data/{}:{}", row.name, row.table, row.line);
            self.line(3, &line);
        }
        for role in &entity.roles {
            let from = match (role.from, role.span) {
                (RoleFrom::Text, Some(span)) => format!("text {}", self.offsets(span)),
                (RoleFrom::Text, None) => "text".to_owned(),
                (RoleFrom::Gazetteer, _) => "gazetteer".to_owned(),
            };
            let state = format!("{:?}", role.state).to_lowercase();
            self.line(3, &format!("role    {:?}, {state}, from {from}", role.title));
        }
        let mentions = entities.mentions.iter().filter(|m| m.entity == participant.entity);
        let lines: Vec<String> = mentions
            .map(|m| {
                let form = format!("{:?}", m.form).to_lowercase();
                format!("mention {} {form} by rule {}", self.place(m.span), m.rule)
            })
            .collect();
        for line in lines {
            self.line(3, &line);
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{:width$}{text}", "", width = depth * 2);
    }

    /// Offsets as the record counts them.
    fn offsets(&self, span: Span) -> String {
        format!("{}..{}", self.points.at(self.text, span.start), self.points.at(self.text, span.end))
    }

    fn words(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn place(&self, span: Span) -> String {
        format!("{}  {:?}", self.offsets(span), self.words(span))
    }
}
