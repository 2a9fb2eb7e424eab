//! The layers of one story into its record.

use super::{
    ArticleHead, Dateline, Encounter, Entity, EntityType, Evidence, Form, Holder, Kind, Maker, Mention, OffsetMap,
    Part, Participant, PartyType, PublishedFrom, Record, Role, RoleFrom, RoleState, SCHEMA_VERSION, Status, Timex,
    TimexType, Topic, Trigger, When, Where,
};
use crate::{
    article::{self, Article, Date},
    coref::{self, Entities},
    country::Country,
    date, encounter,
    knowledge::{EntryId, Knowledge},
    mention, role,
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
    pub encounters: &'a [encounter::Encounter],
    pub knowledge: &'a Knowledge,
}

/// Writes the record of one story. `points` has read the story's text.
pub(crate) fn build(parts: &Parts<'_>, points: &OffsetMap) -> Record {
    let writer = Writer {
        text: &parts.article.text,
        points,
        knowledge: parts.knowledge,
        from: parts.entities,
        numbers: numbers(parts.entities),
    };
    Record {
        whomet: Maker {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA_VERSION,
            gazetteer: parts.knowledge.version().to_owned(),
            offsets: points.unit(),
        },
        article: writer.head(parts),
        entities: writer.entities(),
        dates: parts.timexes.iter().map(|t| writer.timex(t)).collect(),
        encounters: parts.encounters.iter().enumerate().map(|(i, e)| writer.encounter(i, e)).collect(),
    }
}

struct Writer<'a> {
    text: &'a str,
    points: &'a OffsetMap,
    knowledge: &'a Knowledge,
    from: &'a Entities,
    numbers: Vec<u32>,
}

/// For each entity the number that it has in the record, from 1; 0 for one that is not in it.
fn numbers(from: &Entities) -> Vec<u32> {
    let mut last = 0;
    let listed = from.entities.iter().map(|e| u32::from(entity_type(e.kind).is_some()));
    listed
        .map(|one| {
            last += one;
            last * one
        })
        .collect()
}

/// An id: "e12". Every entity has one or two, and `format!` would cost several times as much.
fn numbered(letter: char, number: u32) -> String {
    let (mut digits, mut first, mut rest) = ([0; 10], 10, number);
    while first == 10 || rest > 0 {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let mut id = String::with_capacity(11 - first);
    id.push(letter);
    id.extend(digits[first..].iter().map(|&digit| char::from(digit)));
    id
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
            text: None,
            id: article.id.clone(),
            source: article.source.clone(),
            url: article.url.clone(),
            headline: article.headline.clone().or_else(in_text),
            byline: parts.zones.byline.map(|s| self.line(s)).or_else(|| article.byline.clone()),
            credit: parts.zones.credit.map(|s| self.line(s)).or_else(|| article.credit.clone()),
            language: Some("en".to_owned()),
            published: parts.published.map(|(date, _)| date.to_string()),
            published_from: parts.published.map(|(_, from)| match from {
                article::PublishedFrom::Flag => PublishedFrom::Flag,
                article::PublishedFrom::Input => PublishedFrom::Input,
                article::PublishedFrom::Dateline => PublishedFrom::Dateline,
                article::PublishedFrom::Text => PublishedFrom::Text,
            }),
            dateline: parts
                .zones
                .dateline
                .as_ref()
                .map(|d| Dateline {
                    place: Some(d.place).filter(|p| p.start < p.end).map(|p| self.line(p)),
                    country: code(d.country.or_else(|| self.country_at(d.place))),
                    date: d.date.map(|d| d.to_string()),
                    agency: d.agency.map(|a| self.line(a)),
                })
                .or_else(|| {
                    article.dateline.clone().map(|place| Dateline { place: Some(place), ..Dateline::default() })
                }),
        }
    }

    /// The country of what is named first inside `place`.
    fn country_at(&self, place: Span) -> Option<Country> {
        let mention = self.from.mentions.iter().find(|m| m.span.overlaps(&place))?;
        self.from.entities.get(mention.entity)?.country
    }

    fn id(&self, entity: usize) -> Option<String> {
        self.numbers.get(entity).filter(|n| **n > 0).map(|&n| numbered('e', n))
    }

    fn entities(&self) -> Vec<Entity> {
        let mut entities: Vec<Option<Entity>> = Vec::with_capacity(self.from.entities.len());
        for (index, entity) in self.from.entities.iter().enumerate() {
            entities.push(entity_type(entity.kind).zip(self.id(index)).map(|(kind, id)| Entity {
                id,
                kind,
                name: entity.name.clone(),
                country: code(entity.country),
                wikidata: entity.wikidata.map(|q| numbered('Q', q)),
                holder: entity.holder.map(|entry| self.holder(entry)),
                roles: entity.roles.iter().map(role).collect(),
                mentions: Vec::new(),
            }));
        }
        for mention in &self.from.mentions {
            for index in std::iter::once(mention.entity).chain(mention.also.iter().copied()) {
                if let Some(Some(entity)) = entities.get_mut(index) {
                    let (text, start, end) = self.slice(mention.span);
                    entity.mentions.push(Mention { start, end, text, form: form(mention.form) });
                }
            }
        }
        entities.into_iter().flatten().collect()
    }

    fn holder(&self, entry: EntryId) -> Holder {
        let entry = self.knowledge.entry(entry);
        Holder {
            name: entry.name.to_owned(),
            wikidata: entry.wikidata.map(|q| numbered('Q', q)),
            row: format!("{}:{}", entry.table, entry.line),
        }
    }

    fn encounter(&self, index: usize, from: &encounter::Encounter) -> Encounter {
        Encounter {
            id: format!("m{}", index + 1),
            kind: kind(from.kind),
            status: status(from.status),
            participants: from.participants.iter().filter_map(|p| self.participant(p)).collect(),
            about: from.about.iter().map(|&s| self.topic(s)).collect(),
            when: from.when.as_ref().map(|when| {
                let (text, start, end) = self.slice(when.span);
                When { text, value: Some(when.value.clone()), start, end }
            }),
            place: from.place.as_ref().map(|place| self.place(place)),
            evidence: from.evidence.iter().map(|e| self.evidence(e)).collect(),
            // Two digits: more would feign a precision that the measure behind it has not.
            confidence: (f64::from(from.confidence) * 100.0).round() / 100.0,
        }
    }

    fn participant(&self, from: &encounter::Participant) -> Option<Participant> {
        let entity = &self.from.entities[from.entity];
        let of = |wanted: fn(&coref::EntityRole) -> bool| entity.roles.iter().find(|r| wanted(r));
        let role = of(|r| r.from == coref::RoleFrom::Text && r.state != role::RoleState::Former)
            .or_else(|| of(|r| r.state != role::RoleState::Former))
            .or_else(|| of(|_| true));
        if let Some(country) = from.country {
            return Some(Participant {
                entity: self.id(from.entity)?,
                name: self.knowledge.country_name(country).to_owned(),
                kind: PartyType::Country,
                role: None,
                country: code(from.country),
                part: from.part.map(part),
            });
        }
        Some(Participant {
            entity: self.id(from.entity)?,
            name: entity.name.clone(),
            kind: party_type(entity.kind),
            role: role.map(|r| r.title.clone()),
            country: code(entity.country),
            part: from.part.map(part),
        })
    }

    fn topic(&self, span: Span) -> Topic {
        let (text, start, end) = self.slice(span);
        Topic { text, start, end }
    }

    fn place(&self, from: &encounter::Where) -> Where {
        let (text, start, end) = self.slice(from.span);
        let entity = from.entity.and_then(|e| self.from.entities.get(e));
        Where { text, name: entity.map(|e| e.name.clone()), country: entity.and_then(|e| code(e.country)), start, end }
    }

    fn evidence(&self, from: &encounter::Evidence) -> Evidence {
        let (text, start, end) = self.slice(from.span);
        let Topic { text: word, start: first, end: last } = self.topic(from.trigger);
        Evidence {
            start,
            end,
            text,
            trigger: Trigger { text: word, start: first, end: last },
            rule: from.rule.to_owned(),
        }
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

/// Among parties a company is an organisation, and so is a place that stands for who governs it.
fn party_type(kind: mention::EntityType) -> PartyType {
    match kind {
        mention::EntityType::Person => PartyType::Person,
        mention::EntityType::Country => PartyType::Country,
        mention::EntityType::Group => PartyType::Group,
        mention::EntityType::Office => PartyType::Office,
        mention::EntityType::Organisation
        | mention::EntityType::Company
        | mention::EntityType::Place
        | mention::EntityType::Other => PartyType::Organisation,
    }
}

fn part(part: encounter::Part) -> Part {
    match part {
        encounter::Part::Host => Part::Host,
        encounter::Part::Guest => Part::Guest,
        encounter::Part::Mediator => Part::Mediator,
    }
}

fn kind(kind: encounter::Kind) -> Kind {
    match kind {
        encounter::Kind::Meeting => Kind::Meeting,
        encounter::Kind::Talks => Kind::Talks,
        encounter::Kind::Visit => Kind::Visit,
        encounter::Kind::Call => Kind::Call,
        encounter::Kind::Summit => Kind::Summit,
    }
}

fn status(status: encounter::Status) -> Status {
    match status {
        encounter::Status::Happened => Status::Happened,
        encounter::Status::Ongoing => Status::Ongoing,
        encounter::Status::Planned => Status::Planned,
        encounter::Status::Proposed => Status::Proposed,
        encounter::Status::Cancelled => Status::Cancelled,
        encounter::Status::Refused => Status::Refused,
    }
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
