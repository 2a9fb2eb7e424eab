//! The entities while they are being put together.

use std::borrow::Cow;

use super::{Entities, Entity, EntityMention, Gender, former};
use crate::{
    article::Date,
    country::Country,
    hash::Map,
    knowledge::{EntryId, Remembered},
    mention::{EntityType, Form, Mention},
    role::{Category, Roles, story::Story},
    span::{Span, TokenRange},
    token::Tokens,
    zone::Zones,
};

/// What is kept of an entity besides what the record shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// The folded parts of its fullest name.
    pub(super) parts: Vec<String>,
    /// The heads of its titles (folded, singular) with their kinds.
    pub(super) heads: Vec<(String, Category)>,
    /// The common nouns that the text puts beside it, folded.
    pub(super) nouns: Vec<String>,
    /// The token of its first mention.
    pub(super) first: u32,
    /// Its title is that of somebody whose counterpart it is.
    pub(super) peer: bool,
    /// How many mentions name it.
    pub(super) count: u32,
    /// The description that made it, where it is an office or a group.
    pub(super) plural: bool,
}

/// See the module.
pub(super) struct Draft<'s> {
    pub(super) text: &'s str,
    pub(super) tokens: &'s Tokens,
    pub(super) roles: &'s Roles,
    pub(super) zones: &'s Zones,
    pub(super) story: Story<'s>,
    pub(super) knowledge: &'s Remembered<'s>,
    pub(super) published: Option<Date>,
    pub(super) entities: Vec<Entity>,
    pub(super) notes: Vec<Notes>,
    /// For each mention of [`Roles::mentions`] its entity.
    pub(super) entity_of: Vec<Option<usize>>,
    /// Where a mention is another form than it looked: Tokyo for Japan's government.
    pub(super) forms: Map<usize, Form>,
    /// For each mention of [`Roles::mentions`] the further entities that it stands for, and the rule that linked it.
    pub(super) links: Map<usize, (Vec<usize>, &'static str)>,
    /// Mentions that only this stage makes: pronouns and common nouns.
    pub(super) extra: Vec<EntityMention>,
    /// Countries by code.
    pub(super) countries: Map<Country, usize>,
    /// Claims sorted by mention: where those of each mention start.
    claims: Vec<u32>,
}

impl<'s> Draft<'s> {
    pub(super) fn new(
        text: &'s str,
        zones: &'s Zones,
        tokens: &'s Tokens,
        roles: &'s Roles,
        knowledge: &'s Remembered<'s>,
        published: Option<Date>,
    ) -> Self {
        let mut claims = vec![0; roles.mentions.len() + 1];
        for claim in &roles.claims {
            claims[claim.mention + 1] += 1;
        }
        for at in 1..claims.len() {
            claims[at] += claims[at - 1];
        }
        Self {
            text,
            tokens,
            roles,
            zones,
            story: Story::with(text, tokens, &roles.mentions, Cow::Borrowed(&roles.numbers)),
            knowledge,
            published,
            entities: Vec::new(),
            notes: Vec::new(),
            entity_of: vec![None; roles.mentions.len()],
            forms: Map::default(),
            links: Map::default(),
            extra: Vec::new(),
            countries: Map::default(),
            claims,
        }
    }

    pub(super) fn mention(&self, index: usize) -> &'s Mention {
        &self.roles.mentions[index]
    }

    /// The indices of the claims about mention `index`.
    pub(super) fn claims(&self, index: usize) -> std::ops::Range<usize> {
        self.claims[index] as usize..self.claims[index + 1] as usize
    }

    /// A new entity whose first mention is `mention`.
    pub(super) fn add(&mut self, mention: usize, kind: EntityType, name: String) -> usize {
        let m = self.mention(mention);
        self.entities.push(Entity {
            kind,
            name,
            country: if kind == EntityType::Place { m.country.map(|c| self.of_day(c)) } else { m.country },
            entry: m.entry,
            wikidata: None,
            holder: None,
            roles: Vec::new(),
            gender: None,
            bystander: false,
        });
        self.notes.push(Notes { first: m.tokens.first, ..Notes::default() });
        let entity = self.entities.len() - 1;
        self.link(mention, entity);
        entity
    }

    /// A new body that no name tells, first spoken of at `tokens`.
    pub(super) fn unnamed(&mut self, tokens: TokenRange, name: String, country: Option<Country>) -> usize {
        self.entities.push(Entity {
            kind: EntityType::Group,
            name,
            country,
            entry: None,
            wikidata: None,
            holder: None,
            roles: Vec::new(),
            gender: None,
            bystander: false,
        });
        self.notes.push(Notes { first: tokens.first, ..Notes::default() });
        self.entities.len() - 1
    }

    /// Makes `mention` one of `entity`.
    pub(super) fn link(&mut self, mention: usize, entity: usize) {
        let m = self.mention(mention);
        self.entity_of[mention] = Some(entity);
        let notes = &mut self.notes[entity];
        notes.first = notes.first.min(m.tokens.first);
        notes.count += 1;
        if self.entities[entity].entry.is_none() {
            self.entities[entity].entry = m.entry;
        }
        if self.entities[entity].country.is_none() && m.kind != EntityType::Person {
            self.entities[entity].country = m.country;
        }
    }

    /// The state of a town on the day of publication.
    pub(super) fn of_day(&self, country: Country) -> Country {
        former::state(country, self.published)
    }

    /// The entity of a country, made where the story names it for the first time.
    pub(super) fn country(&mut self, country: Country, mention: usize) -> usize {
        if let Some(&entity) = self.countries.get(&country) {
            self.link(mention, entity);
            return entity;
        }
        let kind = if country == Country::EU { EntityType::Organisation } else { EntityType::Country };
        let name = match self.knowledge.country_name(country) {
            // The people whom a story names so, not a state that it does not.
            "Palestine" if !self.text.contains("Palestine") => "Palestinians",
            "" => self.mention(mention).span.of(self.text),
            name => name,
        };
        let entity = self.add(mention, kind, name.to_owned());
        self.entities[entity].entry = self.knowledge.country(country);
        self.entities[entity].country = Some(country);
        self.countries.insert(country, entity);
        entity
    }

    /// The entity of a country that the story names for the first time, if at all, among others: "the two Koreas".
    pub(super) fn state(&mut self, country: Country, tokens: TokenRange) -> usize {
        if let Some(&entity) = self.countries.get(&country) {
            return entity;
        }
        let entity = self.unnamed(tokens, self.knowledge.country_name(country).to_owned(), Some(country));
        self.entities[entity].kind = EntityType::Country;
        self.entities[entity].entry = self.knowledge.country(country);
        self.countries.insert(country, entity);
        entity
    }

    /// A mention that only this stage makes.
    pub(super) fn refer(&mut self, tokens: TokenRange, entities: &[usize], rule: &'static str) {
        let Some((&entity, also)) = entities.split_first() else { return };
        self.refer_as(tokens, entity, Form::Pronoun, rule);
        if let Some(made) = self.extra.last_mut() {
            made.also = also.to_vec();
        }
    }

    /// A mention of one entity that only this stage makes.
    pub(super) fn refer_as(&mut self, tokens: TokenRange, entity: usize, form: Form, rule: &'static str) {
        let span = self.tokens.span(tokens);
        self.extra.push(EntityMention { entity, span, tokens, phrase: tokens, form, also: Vec::new(), rule });
    }

    /// Whether a mention stands in the story's dateline, its place or its agency.
    pub(super) fn in_dateline(&self, mention: &Mention) -> bool {
        self.zones.dateline.as_ref().is_some_and(|d| d.span.contains(&mention.span))
    }

    /// Whether an entity may be of that gender.
    pub(super) fn agrees(&self, entity: usize, gender: Option<Gender>) -> bool {
        match (self.entities[entity].gender, gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// Whether a place is the capital of its country.
    pub(super) fn is_capital(&self, mention: usize) -> bool {
        let m = self.mention(mention);
        let capital = |e: EntryId| self.knowledge.entry(e).subtype == "capital";
        // Of a city and a state of one name and country the capital is meant.
        m.entry.is_some_and(capital)
            || m.entry.is_some()
                && self.knowledge.lookup(m.span.of(self.text)).is_some_and(|name| {
                    self.knowledge.senses(name).any(|s| capital(s.entry) && self.knowledge.home(s.entry) == m.country)
                })
    }

    /// The entities in order of first mention, and their mentions in text order.
    pub(super) fn finish(self) -> Entities {
        let mut mentions: Vec<EntityMention> = self.extra;
        for (index, m) in self.roles.mentions.iter().enumerate() {
            let Some(entity) = self.entity_of[index] else { continue };
            let (also, rule) = self.links.get(&index).cloned().unwrap_or((Vec::new(), m.rule));
            mentions.push(EntityMention {
                entity,
                span: m.span,
                tokens: m.tokens,
                phrase: self.roles.phrases[index],
                form: self.forms.get(&index).copied().unwrap_or(m.form),
                also,
                rule,
            });
        }
        mentions.sort_by_key(|m| (m.tokens.first, u32::MAX - m.tokens.end));
        let mut order: Vec<Option<usize>> = vec![None; self.entities.len()];
        let mut entities = Vec::new();
        let mut place = |old: usize| {
            *order[old].get_or_insert_with(|| {
                entities.push(old);
                entities.len() - 1
            })
        };
        for m in &mut mentions {
            m.entity = place(m.entity);
            for also in &mut m.also {
                *also = place(*also);
            }
        }
        let mut old: Vec<Option<Entity>> = self.entities.into_iter().map(Some).collect();
        let entities = entities.into_iter().filter_map(|index| old[index].take()).collect();
        Entities { entities, mentions }
    }
}

/// The folded text of a range of tokens, words parted by one space.
pub(super) fn folded(tokens: &Tokens, range: TokenRange) -> String {
    let mut out = String::new();
    for i in range.range() {
        if tokens.tokens[i].spaced && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(tokens.folded(i));
    }
    out
}

/// What stands before the first of `joints`, each of which begins with a space.
pub(super) fn until<'t>(text: &'t str, joints: &[&str]) -> &'t str {
    let joint = |at: usize| joints.iter().any(|j| text[at..].starts_with(j));
    let end = text.bytes().enumerate().position(|(at, b)| b == b' ' && joint(at));
    &text[..end.unwrap_or(text.len())]
}

/// The text of a range of tokens with white space made single.
pub(super) fn plain(text: &str, span: Span) -> String {
    let text = span.of(text);
    let bytes = text.as_bytes();
    let even = !bytes.iter().any(|b| matches!(b, b'\n' | b'\r' | b'\t'));
    if !even || bytes.windows(2).any(|two| matches!(two, b"  ")) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}
