//! What the gazetteer adds to a name that was found: its finer type, its entry, its country, its form.

use super::{EntityType, Form, Mention, Name, decode::Kind};
use crate::{
    country::Country,
    gazetteer::Hit,
    knowledge::{Class, Knowledge, NameForm, Sense},
    span::{Span, TokenRange},
    token::{Case, Tokens},
};

/// From here on a person is known well enough for the surname alone: heads of state and government, ministers.
const KNOWN_BY_SURNAME: u8 = 200;

/// The gazetteer as it bears on one story.
pub struct Senses<'s> {
    pub knowledge: &'s Knowledge,
    pub hits: &'s [Hit],
    /// For each token the place in `hits` of the first that begins there: see [`super::look::Looks::hits`].
    pub first: &'s [u32],
    pub tokens: &'s Tokens,
}

impl Senses<'_> {
    /// What the gazetteer lists as exactly these tokens.
    pub fn hit(&self, range: TokenRange) -> Option<&Hit> {
        let from = *self.first.get(range.first as usize)? as usize;
        self.hits.get(from..)?.iter().take_while(|h| h.tokens.first == range.first).find(|h| h.tokens.end == range.end)
    }

    /// The most prominent sense of exactly these tokens with a class that `fits`. Acronyms count in capitals alone.
    pub fn sense(&self, range: TokenRange, fits: impl Fn(Class) -> bool) -> Option<Sense> {
        let hit = self.hit(range)?;
        let capitals = self.tokens.tokens[range.first as usize].case != Case::Title;
        self.knowledge
            .senses(hit.name)
            .find(|s| hit.classes.has(s.class) && fits(s.class) && (capitals || s.form != NameForm::Acronym))
    }

    /// The country that these tokens name. The European Union is a body.
    pub fn country(&self, range: TokenRange) -> Option<Country> {
        let sense = self.sense(range, |c| c == Class::Country)?;
        self.knowledge.home(sense.entry).filter(|&c| c != Country::EU)
    }

    /// Whether the gazetteer lists the tokens as a place of any kind or a nationality.
    pub fn listed_place(&self, range: TokenRange) -> bool {
        let place = |c| matches!(c, Class::Country | Class::Demonym | Class::City | Class::Subdivision | Class::Region);
        self.sense(range, place).is_some()
    }

    /// The mention that a name makes.
    pub fn mention(&self, name: &Name) -> Mention {
        let range = name.tokens;
        let mut mention = Mention {
            span: self.span(range),
            tokens: range,
            kind: EntityType::Other,
            form: Form::Name,
            entry: None,
            country: None,
            rule: name.rule,
        };
        match name.kind {
            Kind::Per => self.person(&mut mention),
            Kind::Org => self.body(&mut mention, name.company),
            Kind::Loc => self.place(&mut mention),
            Kind::Misc => {
                if let Some(sense) = self.sense(range, |c| c == Class::Demonym) {
                    mention.form = Form::Demonym;
                    self.enter(&mut mention, sense);
                }
            }
        }
        mention
    }

    /// The bytes of a name. The full stop of an abbreviation that ends a sentence is the sentence's: "of Acme Inc."
    fn span(&self, range: TokenRange) -> Span {
        let mut span = self.tokens.span(range);
        let last = range.end as usize - 1;
        let word = self.tokens.folded(last);
        let ends = self.tokens.sentences[self.tokens.sentence_of(last)].tokens.end as usize == last + 1;
        if ends && word.len() > 2 && word.find('.') == Some(word.len() - 1) {
            span.end -= 1;
        }
        span
    }

    fn enter(&self, mention: &mut Mention, sense: Sense) {
        mention.entry = Some(sense.entry);
        mention.country = self.knowledge.home(sense.entry);
        if mention.form == Form::Name && matches!(sense.form, NameForm::Acronym | NameForm::Surname) {
            mention.form = Form::Alias;
        }
    }

    fn person(&self, mention: &mut Mention) {
        mention.kind = EntityType::Person;
        let person = |range| self.sense(range, |c| c == Class::Person);
        // "King Abdullah" is listed with the title that the mention leaves out.
        let titled = TokenRange { first: mention.tokens.first.saturating_sub(1), end: mention.tokens.end };
        let Some(sense) = person(mention.tokens).or_else(|| person(titled)) else { return };
        // A surname is anybody's, unless it is that of somebody whom the news calls by nothing else.
        let known = sense.form != NameForm::Surname
            && (mention.tokens.len() > 1 || self.knowledge.prominence(sense.entry) >= KNOWN_BY_SURNAME);
        if known {
            self.enter(mention, sense);
        }
    }

    fn body(&self, mention: &mut Mention, company: bool) {
        mention.kind = if company { EntityType::Company } else { EntityType::Organisation };
        let body = |c| matches!(c, Class::Company | Class::Organisation);
        if let Some(sense) = self.sense(mention.tokens, body) {
            if sense.class == Class::Company {
                mention.kind = EntityType::Company;
            }
            self.enter(mention, sense);
        } else if let Some(sense) = self.sense(mention.tokens, |c| c == Class::Country) {
            self.enter(mention, sense);
        }
    }

    fn place(&self, mention: &mut Mention) {
        mention.kind = EntityType::Place;
        if let Some(sense) = self.sense(mention.tokens, |c| c == Class::Metonym) {
            mention.form = Form::Metonym;
            self.enter(mention, sense);
            return;
        }
        let place = |c| matches!(c, Class::Country | Class::City | Class::Subdivision | Class::Region);
        let Some(first) = self.sense(mention.tokens, place) else { return };
        let told = self.told(mention.tokens);
        let sense = told.and_then(|country| self.sense_in(mention.tokens, country)).unwrap_or(first);
        if sense.class == Class::Country {
            mention.kind = EntityType::Country;
        }
        self.enter(mention, sense);
    }

    /// The country that stands after the place: "Birmingham, Alabama", "Tripoli, Lebanon".
    fn told(&self, range: TokenRange) -> Option<Country> {
        let comma = range.end as usize;
        let next = comma + 1;
        if next >= self.tokens.len() || self.tokens.folded(comma) != "," {
            return None;
        }
        let from = self.first[next] as usize;
        let hit = self.hits.get(from..)?.iter().take_while(|h| h.tokens.first as usize == next).last()?;
        let sense = self.sense(hit.tokens, |c| matches!(c, Class::Country | Class::Subdivision))?;
        self.knowledge.home(sense.entry)
    }

    fn sense_in(&self, range: TokenRange, country: Country) -> Option<Sense> {
        let hit = self.hit(range)?;
        self.knowledge.senses(hit.name).find(|s| {
            matches!(s.class, Class::City | Class::Subdivision | Class::Region)
                && self.knowledge.home(s.entry) == Some(country)
        })
    }
}
