//! From a tagged name to a mention: its fine type, its country and its gazetteer entry.

use super::{EntityType, Form, Kind, Mention, Name};
use crate::{
    knowledge::{Class, Entry, Knowledge, NameForm, Sense},
    token::{Case, Tokens},
};

/// Makes a mention of a name.
pub(super) fn mention(text: &str, tokens: &Tokens, knowledge: &Knowledge, name: &Name) -> Mention {
    let span = tokens.span(name.tokens);
    let mut mention = Mention {
        span,
        tokens: name.tokens,
        kind: match name.kind {
            Kind::Per => EntityType::Person,
            Kind::Org => EntityType::Organisation,
            Kind::Loc => EntityType::Place,
            Kind::Misc => EntityType::Other,
        },
        form: Form::Name,
        entry: None,
        country: None,
        rule: name.rule,
    };
    let capitals = tokens.tokens[name.tokens.range()].iter().any(|t| t.case == Case::Upper);
    if let Some((sense, entry)) = sense(knowledge, span.of(text), name.kind, capitals) {
        mention.entry = Some(sense.entry);
        mention.country = entry.country;
        match sense.class {
            Class::Country => mention.kind = EntityType::Country,
            Class::Demonym => mention.form = Form::Demonym,
            Class::Metonym => mention.form = Form::Metonym,
            Class::Company => mention.kind = EntityType::Company,
            _ => {}
        }
        if matches!(sense.form, NameForm::Acronym | NameForm::Surname) && mention.form == Form::Name {
            mention.form = Form::Alias;
        }
    }
    mention
}

/// The most prominent sense of a name that agrees with the type it was tagged with.
fn sense(knowledge: &Knowledge, name: &str, kind: Kind, capitals: bool) -> Option<(Sense, Entry<'static>)> {
    let id = knowledge.lookup(name)?;
    let fits: &[Class] = match kind {
        Kind::Per => &[Class::Person],
        Kind::Org => &[Class::Organisation, Class::Company, Class::Metonym],
        Kind::Loc => &[Class::Country, Class::Metonym, Class::City, Class::Subdivision, Class::Region],
        Kind::Misc => &[Class::Demonym],
    };
    // A country before a city of its name; else by prominence.
    let country = knowledge.senses(id).find(|s| s.class == Class::Country && fits.contains(&s.class));
    let found = country.or_else(|| {
        knowledge.senses(id).find(|s| {
            fits.contains(&s.class)
                // A surname alone is linked through the story, not through the list.
                && !(s.class == Class::Person && s.form == NameForm::Surname)
                && (s.form != NameForm::Acronym || capitals)
        })
    })?;
    Some((found, knowledge.entry(found.entry)))
}
