//! Who the ministers of several countries are: "the presidents of Peru and Chile" are the two that the story names.

use super::{Story, party};
use crate::{country::Country, mention::EntityType, role::RoleState, span::TokenRange};

/// Puts in the place of each country the one person of it who holds the office that the group's description tells.
pub(super) fn name(story: &Story<'_>, range: TokenRange, countries: &mut [usize]) {
    let Some(head) = range.range().find(|&t| party::is_people_noun(story, t)) else { return };
    let office = Office::new(story, range.first as usize, head);
    for slot in countries {
        let e = &story.entities.entities[*slot];
        if e.kind != EntityType::Country {
            continue;
        }
        if let Some(person) = e.country.and_then(|c| office.holder(story, c)) {
            *slot = person;
        }
    }
}

/// The office of each member of a group.
struct Office<'s> {
    /// "minister" of "ministers".
    noun: &'s str,
    /// "foreign" of "foreign ministers".
    field: Option<&'s str>,
}

impl<'s> Office<'s> {
    fn new(story: &Story<'s>, first: usize, head: usize) -> Self {
        let plural = story.tokens.folded(head);
        let noun = match plural {
            "chiefs" => "chief",
            _ => plural.strip_suffix('s').unwrap_or(plural),
        };
        let before = head.checked_sub(1).filter(|&t| t >= first).map(|t| story.tokens.folded(t));
        let field =
            before.filter(|w| !matches!(*w, "the" | "top" | "senior" | "new" | "both" | "two" | "three" | "four"));
        Self {
            noun,
            field: field.filter(|_| matches!(noun, "minister" | "secretary" | "chief" | "envoy" | "negotiator")),
        }
    }

    /// The only person of `country` in the story who holds it; else the only one there is, of whom no office is told:
    /// "Britain's John Ames".
    fn holder(&self, story: &Story<'_>, country: Country) -> Option<usize> {
        self.titled(story, country).or_else(|| {
            let entities = story.entities.entities.iter().enumerate();
            let mut people = entities.filter(|(_, e)| e.kind == EntityType::Person && e.country == Some(country));
            let (index, one) = people.next()?;
            (people.next().is_none() && one.roles.is_empty() && !one.bystander).then_some(index)
        })
    }

    /// The only person of `country` of whom the story tells the office.
    fn titled(&self, story: &Story<'_>, country: Country) -> Option<usize> {
        let mut found = None;
        for (index, e) in story.entities.entities.iter().enumerate() {
            let holds = e.kind == EntityType::Person
                && !e.bystander
                && e.country == Some(country)
                && e.roles
                    .iter()
                    .any(|r| matches!(r.state, RoleState::Current | RoleState::Acting) && self.is(&r.title));
            if holds {
                if found.is_some() {
                    return None;
                }
                found = Some(index);
            }
        }
        found
    }

    fn is(&self, title: &str) -> bool {
        let title = title.to_lowercase();
        let words: Vec<&str> = title.split([' ', '-']).collect();
        if words.iter().any(|w| matches!(*w, "vice" | "deputy" | "assistant" | "shadow" | "under")) {
            return false;
        }
        if self.noun == "leader" || self.noun == "head" {
            return matches!(
                title.as_str(),
                "president"
                    | "prime minister"
                    | "chancellor"
                    | "premier"
                    | "king"
                    | "queen"
                    | "leader"
                    | "emir"
                    | "sultan"
            );
        }
        words.contains(&self.noun) && self.field.is_none_or(|f| words.contains(&f))
    }
}
