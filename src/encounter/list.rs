//! Lists of parties: "A, B and C", with what stands inside and between their members.

use super::{
    argument::Walker,
    party,
    unit::{Prep, UnitKind},
};
use crate::{
    mention::EntityType,
    token::{Case, TokenKind},
};

impl Walker<'_> {
    /// The first unit of the list "A, B and C" that ends at `last`.
    pub fn coordination_left(&self, last: usize) -> usize {
        let mut first = last;
        let mut chained = false;
        loop {
            let mut k = first;
            let mut joined = false;
            // "Roe and her colleague Lee"
            if k > 2
                && matches!(self.list()[k - 1].kind, UnitKind::Genitive)
                && matches!(self.list()[k - 3].kind, UnitKind::And)
            {
                k -= 2;
            }
            while k > 0 {
                match self.list()[k - 1].kind {
                    UnitKind::And => {
                        joined = true;
                        chained = true;
                    }
                    UnitKind::Comma if chained => joined = true,
                    _ => break,
                }
                k -= 1;
            }
            // "Ann Roe, the minister, Bo Lee and Cy Poe": the comma went with the apposition.
            joined |= chained && k > 0 && self.ends_in_comma(k - 1);
            if !joined || k == 0 {
                return first;
            }
            match self.list()[k - 1].kind {
                UnitKind::Party(_) => first = k - 1,
                // "Sudan's government and two rebel groups"
                UnitKind::Noun(_) if k > 2 && self.stands_for_owner(k - 1) && self.is_party(k - 3) => first = k - 3,
                UnitKind::Noun(n) if n.noun == 0 && party::is_people_noun(self.story, n.head) => {
                    first = k - 1;
                }
                _ => return first,
            }
        }
    }

    /// The parties of the list that starts at unit `at`, and one past its last unit. `clause`: a list after which a new
    /// clause may start ("met X, and Y said"); not so after "between".
    pub fn gather(&self, at: usize, clause: bool) -> (Vec<usize>, usize) {
        let mut parties = Vec::new();
        let mut end = at;
        let mut i = at;
        loop {
            match self.kind(i) {
                Some(UnitKind::Party(_)) => {
                    i = self.government_of(i).unwrap_or(i);
                    if self.is_party(i) {
                        parties.push(i);
                    }
                    i += 1;
                }
                Some(UnitKind::Noun(_)) => i += 1,
                _ => break,
            }
            // Still the same member of the list.
            i = self.past_of(i);
            // "between lawyers for the family and officials"
            if !clause
                && self.units.is_prep(i, Prep::For)
                && matches!(self.kind(i + 1), Some(UnitKind::Party(_) | UnitKind::Noun(_)))
                && matches!(self.kind(i + 2), Some(UnitKind::And))
            {
                i += 2;
            }
            if matches!(self.kind(i), Some(UnitKind::Genitive)) {
                // "met with Japan's ...": the possessor is not the party; of "President Roe's government" he is.
                if !self.stands_for_owner(i + 1) {
                    parties.pop();
                    i += 1;
                    continue;
                }
                i += 2;
            }
            end = i;
            let mut joint = i;
            let mut comma = i > at && self.ends_in_comma(i - 1);
            let mut joined = comma && self.is_party(joint);
            while let Some(UnitKind::And | UnitKind::Comma) = self.kind(joint) {
                comma |= matches!(self.kind(joint), Some(UnitKind::Comma));
                joined = true;
                joint += 1;
            }
            // "met his colleague, Bo Lee, and with Ms Roe"
            let apposed = i > at && self.ends_in_comma(i - 1);
            if self.units.is_prep(joint, Prep::With) && joined && (!comma || apposed) {
                joint += 1;
            }
            if !joined || !matches!(self.kind(joint), Some(UnitKind::Party(_) | UnitKind::Noun(_))) {
                break;
            }
            if comma && self.starts_clause(joint) && (clause || self.said_after(joint)) {
                break;
            }
            i = joint;
        }
        self.drop_titles(&mut parties);
        (parties, end)
    }

    /// Whether the party at unit `at` takes the comma after its apposition along.
    pub(super) fn ends_in_comma(&self, at: usize) -> bool {
        self.list().get(at).is_some_and(|u| {
            matches!(u.kind, UnitKind::Party(_)) && self.story.tokens.folded(u.tokens.end as usize - 1) == ","
        })
    }

    /// Whether the noun at unit `at`, after a genitive, stands for its owner: "President Roe's government", "her side".
    pub(super) fn stands_for_owner(&self, at: usize) -> bool {
        let Some(UnitKind::Noun(n)) = self.kind(at) else { return false };
        at > 1
            && matches!(self.kind(at - 1), Some(UnitKind::Genitive))
            && matches!(
                self.story.tokens.folded(n.head),
                "government" | "administration" | "team" | "delegation" | "camp" | "side"
            )
    }

    /// "officials of the Iraqi government" at unit `at`: the unit of the government, whose country is the party.
    fn government_of(&self, at: usize) -> Option<usize> {
        let officials = &self.list()[at];
        let bare = officials.tokens.len() == 1 && party::is_people_noun(self.story, officials.tokens.first as usize);
        // The phrase goes on after the country's name: "the Iraqi government", not "Iraq".
        let government = self.units.party(at + 2).is_some_and(|m| {
            let mention = &self.story.entities.mentions[m];
            self.story.entities.entities[mention.entity].kind == EntityType::Country
                && mention.tokens.end < self.list()[at + 2].tokens.end
        });
        let linked = matches!(self.kind(at + 1), Some(UnitKind::Prep(Prep::Of | Prep::From)));
        (bare && linked && government).then_some(at + 2)
    }

    /// Past what "of" adds to the phrase that ends before unit `at`: "of the party", "of India".
    pub(super) fn past_of(&self, mut at: usize) -> usize {
        while self.units.is_prep(at, Prep::Of)
            && matches!(self.kind(at + 1), Some(UnitKind::Party(_) | UnitKind::Noun(_)))
        {
            at += 2;
        }
        at
    }

    /// The parties of the list from unit `first` to before `end`; who only owns the next one is none.
    pub(super) fn parties_in(&self, first: usize, end: usize) -> Vec<usize> {
        let owner = |u: usize| {
            u + 1 < end && matches!(self.kind(u + 1), Some(UnitKind::Genitive)) && !self.stands_for_owner(u + 2)
        };
        let mut found: Vec<usize> = (first..end).filter(|&u| self.is_party(u) && !owner(u)).collect();
        self.drop_titles(&mut found);
        found
    }

    /// "Party Secretary, Director of the Office, and Foreign Minister Wang Yi" is one: a bare title in capitals right before
    /// a name in a list is that one's. So is an office whose name follows: "his friend, Mr Lee", "the head of the fund, Ann
    /// Roe".
    fn drop_titles(&self, parties: &mut Vec<usize>) {
        let bare = |u: usize| {
            self.units.party(u).is_some_and(|m| {
                let mention = &self.story.entities.mentions[m];
                let first = &self.story.tokens.tokens[mention.tokens.first as usize];
                self.story.entities.entities[mention.entity].kind == EntityType::Office
                    && first.case != Case::Lower
                    && !self.story.tokens.folded(mention.tokens.first as usize).eq("the")
                    && !mention.tokens.range().any(|t| self.story.tokens.tokens[t].kind == TokenKind::Genitive)
            })
        };
        while parties.len() >= 2 {
            let named = (1..parties.len()).find(|&i| {
                party::is_person(self.story, self.units.party(parties[i]))
                    && (bare(parties[i - 1]) || self.is_named_by(parties[i - 1], parties[i]))
            });
            let Some(i) = named else { return };
            parties.remove(i - 1);
        }
    }

    /// Whether a comma alone parts the office at unit `office` from the name at unit `name`, which is that of its holder.
    fn is_named_by(&self, office: usize, name: usize) -> bool {
        let (Some(o), Some(n)) = (self.units.party(office), self.units.party(name)) else { return false };
        let (mentions, entities) = (&self.story.entities.mentions, &self.story.entities.entities);
        let first = mentions[o].tokens.first as usize;
        let before = if first > 0 { self.story.tokens.folded(first - 1) } else { "" };
        let own = matches!(before, "his" | "her" | "its" | "their")
            || matches!(self.story.tokens.folded(first), "his" | "her" | "its" | "their");
        entities[mentions[o].entity].kind == EntityType::Office
            && name == office + 2
            && matches!(self.kind(office + 1), Some(UnitKind::Comma))
            && (own || entities[mentions[n].entity].roles.is_empty())
    }

    /// "..., CNN said": the subject of a verb of saying at `at`.
    fn said_after(&self, at: usize) -> bool {
        (at + 1..(at + 4).min(self.list().len()))
            .any(|u| self.units.verb(u).is_some_and(|g| g.entry().speech && g.finite()))
    }

    /// Whether a noun phrase at `at` is the subject of a new clause.
    fn starts_clause(&self, at: usize) -> bool {
        let mut i = at;
        while let Some(kind) = self.kind(i) {
            match kind {
                UnitKind::Party(_)
                | UnitKind::Noun(_)
                | UnitKind::Adverb
                | UnitKind::Genitive
                | UnitKind::Prep(Prep::Of) => {
                    i += 1;
                }
                UnitKind::Verb(g) => return g.finite(),
                _ => return false,
            }
        }
        false
    }
}
