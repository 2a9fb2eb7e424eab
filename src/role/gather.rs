//! The mentions with what was found of them: offices and groups are added, and everything is counted anew.

use super::{Description, Roles, attach::Found, story::Story};
use crate::{
    mention::{EntityType, Form, Mention},
    span::TokenRange,
};

impl Found {
    /// Adds the offices and groups to the mentions and counts everything anew.
    pub(super) fn into_roles(self, story: &Story<'_>) -> Roles {
        let mut all: Vec<(Mention, TokenRange, Result<usize, usize>)> = Vec::new();
        for (index, mention) in story.mentions.iter().enumerate() {
            let mut mention = mention.clone();
            if self.absorbed[index] {
                mention.kind = EntityType::Other;
            }
            if let Some(first) = self.widened[index] {
                mention.tokens.first = first;
                mention.span = story.tokens.span(mention.tokens);
            }
            all.push((mention, self.phrases[index], Ok(index)));
        }
        for (index, t) in self.alone.iter().enumerate() {
            let first = t.phrase.first as usize;
            let bare = story.folded(first) == "the";
            let tokens = TokenRange { first: t.phrase.first + u32::from(bare), end: t.phrase.end };
            let place = t.place.and_then(|p| story.mentions[p].country);
            let organisation = t.organisation.and_then(|o| story.mentions[o].country);
            let plural = t.plural || t.collective;
            let mention = Mention {
                span: story.tokens.span(tokens),
                tokens,
                kind: if plural { EntityType::Group } else { EntityType::Office },
                form: if plural { Form::Name } else { Form::Office },
                entry: None,
                country: if t.countries > 1 { None } else { t.country.or(place).or(organisation) },
                rule: if plural { "description.plural" } else { "description" },
            };
            all.push((mention, t.phrase, Err(index)));
        }
        all.sort_by_key(|(m, _, _)| (m.tokens.first, u32::MAX - m.tokens.end));
        let mut number = vec![0; story.mentions.len()];
        let mut descriptions = Vec::new();
        for (at, (mention, _, origin)) in all.iter().enumerate() {
            match *origin {
                Ok(old) => number[old] = at,
                Err(index) => {
                    let t = &self.alone[index];
                    descriptions.push(Description {
                        mention: at,
                        title: story.tokens.span(t.title),
                        head: t.head as u32,
                        category: t.category,
                        opening: t.opening,
                        plural: t.plural || t.collective,
                        country: mention.country,
                        organisation: t.organisation,
                        owner: t.owner,
                        state: t.state,
                    });
                }
            }
        }
        for d in &mut descriptions {
            d.organisation = d.organisation.map(|o| number[o]);
            d.owner = d.owner.map(|o| number[o]);
        }
        let mut claims = self.claims;
        for c in &mut claims {
            c.mention = number[c.mention];
            c.organisation = c.organisation.filter(|&o| !self.absorbed[o]).map(|o| number[o]);
            c.owner = c.owner.map(|o| number[o]);
        }
        let mut descriptors = self.descriptors;
        for d in &mut descriptors {
            d.mention = number[d.mention];
        }
        let phrases = all.iter().map(|(_, p, _)| *p).collect();
        let mentions = all.into_iter().map(|(m, _, _)| m).collect();
        Roles { mentions, phrases, claims, descriptions, descriptors, numbers: Vec::new() }
    }
}
