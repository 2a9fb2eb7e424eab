//! `--stop-after`: one layer of a story as JSON lines.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use serde::Serialize;
use serde_json::{Value, json};

use super::{output::Output, points};
use crate::{
    article::Article,
    encounter::Encounter,
    gazetteer::Hit,
    knowledge::{Class, Knowledge},
    mention::Mention,
    pipeline::{Extractor, Layers, Stage},
    record::OffsetMap,
    span::Span,
    token::{Case, TokenKind},
    zone::BlockKind,
};

/// Prints the layer that `stage` adds, an item a line, in text order.
pub(super) fn print(
    stage: Stage,
    article: &Article,
    layers: &Layers,
    extractor: &Extractor,
    out: &mut Output,
) -> io::Result<()> {
    let printer = Printer {
        article,
        points: points(&article.text, extractor.offsets()),
        stage,
        knowledge: extractor.knowledge(),
    };
    for item in printer.items(layers) {
        out.json(&item, false)?;
    }
    Ok(())
}

/// The story as it was read.
pub(super) fn article(article: &Article) -> Value {
    let from = article.published_from.map(|from| format!("{from:?}").to_lowercase());
    json!({
        "id": article.id,
        "url": article.url,
        "source": article.source,
        "headline": article.headline,
        "byline": article.byline,
        "dateline": article.dateline,
        "credit": article.credit,
        "language": article.language,
        "version": article.version,
        "updated": article.updated,
        "published": article.published.map(|d| d.to_string()),
        "published_from": from,
        "text": article.text,
    })
}

struct Printer<'a> {
    article: &'a Article,
    points: OffsetMap,
    stage: Stage,
    knowledge: &'a Knowledge,
}

impl Printer<'_> {
    fn items(&self, l: &Layers) -> Vec<Item> {
        match self.stage {
            Stage::Zone => {
                let mut items: Vec<Item> =
                    l.zones.blocks.iter().map(|b| self.item(b.span, json!({"kind": block(b.kind)}))).collect();
                if let Some(d) = &l.zones.dateline {
                    let country = d.country.map(|c| c.to_string());
                    let date = d.date.map(|d| d.to_string());
                    let agency = d.agency.map(|a| a.of(&self.article.text));
                    let place = d.place.of(&self.article.text);
                    let facts =
                        json!({"kind": "dateline", "place": place, "country": country, "date": date, "agency": agency});
                    items.push(self.item(d.span, facts));
                }
                items
            }
            Stage::Token => {
                let tokens = &l.tokens;
                let sentences = tokens.sentences.iter().enumerate();
                sentences
                    .flat_map(|(s, sentence)| sentence.tokens.range().map(move |t| (s, t)))
                    .map(|(s, t)| {
                        let token = &tokens.tokens[t];
                        let facts = json!({
                            "kind": kind(token.kind), "case": case(token.case), "folded": tokens.folded(t), "sentence": s,
                        });
                        self.item(token.span, facts)
                    })
                    .collect()
            }
            Stage::Date => l
                .timexes
                .iter()
                .map(|t| {
                    let kind = format!("{:?}", t.kind).to_uppercase();
                    self.item(t.span, json!({"type": kind, "value": t.value, "mod": t.modifier, "rule": t.rule}))
                })
                .collect(),
            Stage::Gazetteer => {
                let classes = |h: &Hit| -> Vec<&str> {
                    Class::ALL.into_iter().filter(|&c| h.classes.has(c)).map(Class::name).collect()
                };
                let facts = |h: &Hit| json!({"classes": classes(h), "tables": self.tables(h)});
                l.hits.iter().map(|h| self.item(l.tokens.span(h.tokens), facts(h))).collect()
            }
            Stage::Mention => l.mentions.iter().map(|m| self.mention(m)).collect(),
            Stage::Role => {
                let claims = l.roles.claims.iter().map(|c| {
                    let organisation = c.organisation.map(|o| l.roles.mentions[o].span.of(&self.article.text));
                    let facts = json!({
                        "of": l.roles.mentions[c.mention].span.of(&self.article.text), "organisation": organisation,
                        "country": c.country.map(|c| c.to_string()), "state": format!("{:?}", c.state).to_lowercase(),
                        "rule": c.rule,
                    });
                    self.item(c.title.unwrap_or(l.roles.mentions[c.mention].span), facts)
                });
                l.roles.mentions.iter().map(|m| self.mention(m)).chain(claims).collect()
            }
            Stage::Coref => l
                .entities
                .mentions
                .iter()
                .map(|m| {
                    let entity = &l.entities.entities[m.entity];
                    let facts = json!({
                        "entity": m.entity, "also": m.also, "name": entity.name,
                        "type": format!("{:?}", entity.kind).to_lowercase(),
                        "form": format!("{:?}", m.form).to_lowercase(), "rule": m.rule,
                    });
                    self.item(m.span, facts)
                })
                .collect(),
            Stage::Encounter => l.encounters.iter().flat_map(|e| self.encounter(e)).collect(),
        }
    }

    /// For each class of a name the tables that list it so.
    fn tables(&self, hit: &Hit) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut tables: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for sense in self.knowledge.senses(hit.name).filter(|s| hit.classes.has(s.class)) {
            tables.entry(sense.class.name()).or_default().insert(self.knowledge.entry(sense.entry).table);
        }
        for (class, table) in [(Class::Given, "names/given.tsv"), (Class::Family, "names/family.tsv")] {
            if hit.classes.has(class) {
                tables.entry(class.name()).or_default().insert(table);
            }
        }
        tables
    }

    /// An item for each sentence that tells of the encounter.
    fn encounter(&self, e: &Encounter) -> Vec<Item> {
        let kind = format!("{:?}", e.kind).to_lowercase();
        let status = format!("{:?}", e.status).to_lowercase();
        let facts = |rule: &str| {
            let parties: Vec<usize> = e.participants.iter().map(|p| p.entity).collect();
            json!({"kind": kind, "status": status, "entities": parties, "rule": rule})
        };
        e.evidence.iter().map(|evidence| self.item(evidence.span, facts(evidence.rule))).collect()
    }

    fn mention(&self, m: &Mention) -> Item {
        let facts = json!({
            "type": format!("{:?}", m.kind).to_lowercase(), "form": format!("{:?}", m.form).to_lowercase(),
            "country": m.country.map(|c| c.to_string()), "rule": m.rule,
        });
        self.item(m.span, facts)
    }

    fn item(&self, span: Span, facts: Value) -> Item {
        let text = &*self.article.text;
        Item {
            id: self.article.id.clone(),
            start: self.points.at(text, span.start),
            end: self.points.at(text, span.end),
            text: span.of(text).to_owned(),
            facts,
        }
    }
}

/// One line: which story, where, what it says there, and the layer's own facts.
#[derive(Serialize)]
struct Item {
    id: String,
    start: u32,
    end: u32,
    text: String,
    #[serde(flatten)]
    facts: Value,
}

fn block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Boilerplate => "boilerplate",
        BlockKind::Body => "body",
    }
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Number => "number",
        TokenKind::Genitive => "genitive",
        TokenKind::Punct => "punct",
    }
}

fn case(case: Case) -> &'static str {
    match case {
        Case::None => "none",
        Case::Lower => "lower",
        Case::Title => "title",
        Case::Upper => "upper",
        Case::Mixed => "mixed",
    }
}
