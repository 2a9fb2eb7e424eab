//! The layers of one story into its record.

use super::{
    ArticleHead, CodePoints, Dateline, Entity, EntityType, Form, Maker, Mention, Offsets, PublishedFrom, Record, Role,
    RoleFrom, RoleState, SCHEMA_VERSION, Timex, TimexType,
};
use crate::{
    article::{self, Article, Date},
    coref::{self, Entities},
    country::Country,
    date, mention, role,
    span::Span,
    zone::{BlockKind, Zones},
};

/// What a record is made of.
pub(crate) struct Parts<'a> {
    pub article: &'a Article,
    pub published: Option<(Date, article::PublishedFrom)>,
    pub zones: &'a Zones,
    pub timexes: &'a [date::Timex],
    pub entities: &'a Entities,
    pub gazetteer: &'a str,
}

/// Writes the record of one story. `points` has read the story's text.
pub(crate) fn build(parts: &Parts<'_>, points: &CodePoints) -> Record {
    let writer = Writer { text: &parts.article.text, points };
    Record {
        whomet: Maker {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA_VERSION,
            gazetteer: parts.gazetteer.to_owned(),
            offsets: Offsets::Codepoint,
        },
        article: writer.head(parts),
        entities: writer.entities(parts.entities),
        dates: parts.timexes.iter().map(|t| writer.timex(t)).collect(),
        encounters: Vec::new(),
    }
}

struct Writer<'a> {
    text: &'a str,
    points: &'a CodePoints,
}

impl Writer<'_> {
    fn slice(&self, span: Span) -> (String, u32, u32) {
        (span.of(self.text).to_owned(), self.points.at(self.text, span.start), self.points.at(self.text, span.end))
    }

    /// The text of a span on one line: hard-wrapped lines are joined.
    fn line(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn head(&self, parts: &Parts<'_>) -> ArticleHead {
        let article = parts.article;
        let in_text = || parts.zones.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| self.line(b.span));
        ArticleHead {
            id: article.id.clone(),
            source: article.source.clone(),
            url: article.url.clone(),
            headline: article.headline.clone().or_else(in_text),
            byline: parts.zones.byline.map(|s| self.line(s)),
            credit: parts.zones.credit.map(|s| self.line(s)),
            language: Some("en".to_owned()),
            published: parts.published.map(|(date, _)| date.to_string()),
            published_from: parts.published.map(|(_, from)| match from {
                article::PublishedFrom::Flag => PublishedFrom::Flag,
                article::PublishedFrom::Input => PublishedFrom::Input,
                article::PublishedFrom::Dateline => PublishedFrom::Dateline,
                article::PublishedFrom::Text => PublishedFrom::Text,
            }),
            dateline: parts.zones.dateline.as_ref().map(|d| Dateline {
                place: Some(d.place).filter(|p| p.start < p.end).map(|p| self.line(p)),
                country: code(d.country),
                date: d.date.map(|d| d.to_string()),
                agency: d.agency.map(|a| self.line(a)),
            }),
        }
    }

    fn entities(&self, from: &Entities) -> Vec<Entity> {
        let mut entities: Vec<Option<Entity>> = Vec::with_capacity(from.entities.len());
        let mut number = 0;
        for entity in &from.entities {
            entities.push(entity_type(entity.kind).map(|kind| {
                number += 1;
                Entity {
                    id: format!("e{number}"),
                    kind,
                    name: entity.name.clone(),
                    country: code(entity.country),
                    wikidata: entity.wikidata.map(|q| format!("Q{q}")),
                    roles: entity.roles.iter().map(role).collect(),
                    mentions: Vec::new(),
                }
            }));
        }
        for mention in &from.mentions {
            for index in std::iter::once(mention.entity).chain(mention.also.iter().copied()) {
                if let Some(Some(entity)) = entities.get_mut(index) {
                    let (text, start, end) = self.slice(mention.span);
                    entity.mentions.push(Mention { start, end, text, form: form(mention.form) });
                }
            }
        }
        entities.into_iter().flatten().collect()
    }

    fn timex(&self, timex: &date::Timex) -> Timex {
        let (text, start, end) = self.slice(timex.span);
        let kind = match timex.kind {
            date::TimexType::Date => TimexType::Date,
            date::TimexType::Time => TimexType::Time,
            date::TimexType::Duration => TimexType::Duration,
            date::TimexType::Set => TimexType::Set,
        };
        let modifier = timex.modifier.map(str::to_owned);
        Timex { start, end, text, kind, value: timex.value.clone(), modifier }
    }
}

fn role(role: &coref::EntityRole) -> Role {
    Role {
        title: role.title.clone(),
        organisation: role.organisation.clone(),
        country: code(role.country),
        state: match role.state {
            role::RoleState::Current => RoleState::Current,
            role::RoleState::Former => RoleState::Former,
            role::RoleState::Acting => RoleState::Acting,
            role::RoleState::Elect => RoleState::Elect,
        },
        from: match role.from {
            coref::RoleFrom::Text => RoleFrom::Text,
            coref::RoleFrom::Gazetteer => RoleFrom::Gazetteer,
        },
    }
}

fn code(country: Option<Country>) -> Option<String> {
    country.map(|c| c.code().to_owned())
}

fn entity_type(kind: mention::EntityType) -> Option<EntityType> {
    Some(match kind {
        mention::EntityType::Person => EntityType::Person,
        mention::EntityType::Organisation => EntityType::Organisation,
        mention::EntityType::Company => EntityType::Company,
        mention::EntityType::Country => EntityType::Country,
        mention::EntityType::Place => EntityType::Place,
        mention::EntityType::Group => EntityType::Group,
        mention::EntityType::Office => EntityType::Office,
        mention::EntityType::Other => return None,
    })
}

fn form(form: mention::Form) -> Form {
    match form {
        mention::Form::Name => Form::Name,
        mention::Form::Alias => Form::Alias,
        mention::Form::Demonym => Form::Demonym,
        mention::Form::Metonym => Form::Metonym,
        mention::Form::Office => Form::Office,
        mention::Form::Pronoun => Form::Pronoun,
    }
}
