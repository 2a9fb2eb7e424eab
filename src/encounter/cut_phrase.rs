//! How far a phrase goes: appositions to their end, governments as their countries, numbers that stand for people.

use super::{
    Story,
    cut::Cutter,
    lexicon::{self, Class},
    party,
    unit::{Prep, Unit, UnitKind},
    verb::Tense,
};
use crate::{
    coref::EntityMention,
    mention::{EntityType, Form},
    role::lexicon::ADHERENTS,
    span::TokenRange,
    token::TokenKind,
};

/// The tokens of a mention with what belongs to it: its title, its apposition.
pub(super) fn phrase(story: &Story<'_>, mention: usize) -> TokenRange {
    let m = &story.entities.mentions[mention];
    if m.phrase.is_empty() { m.tokens } else { m.phrase }
}

/// The sentence's mentions with their phrases by where these start, the longer first; what lies inside a longer phrase is
/// skipped by the cutter.
pub(super) fn phrases(story: &Story<'_>, range: TokenRange) -> Vec<(TokenRange, usize)> {
    let mentions = &story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.end <= range.first);
    let mut found: Vec<(TokenRange, usize)> = (from..mentions.len())
        .take_while(|&m| mentions[m].tokens.first < range.end)
        .filter(|&m| usable(story, m))
        .map(|m| (phrase(story, m), m))
        .filter(|(phrase, _)| phrase.first >= range.first)
        .collect();
    let order = |(phrase, _): &(TokenRange, usize)| (phrase.first, std::cmp::Reverse(phrase.end));
    found.sort_by_key(order);
    // "President Roe's adviser, Bo Lind": his phrase begins with her name, and so with her title.
    let mut widened = false;
    let mut longest = 0;
    for i in 1..found.len() {
        let (owner, name) = found[longest];
        let (own, of) = &mut found[i];
        if own.end <= owner.end {
            continue;
        }
        longest = i;
        // "the prime minister of Chad's envoy, Bo Lind"
        let inside = own.first < owner.end && mentions[*of].tokens.first >= owner.end;
        if owner.first < own.first && (own.first == mentions[name].tokens.first || inside) {
            own.first = owner.first;
            widened = true;
        }
    }
    if widened {
        found.sort_by_key(order);
    }
    found
}

/// Demonyms are adjectives; what they say of the country is in their noun's phrase. A people that is named as one side of
/// talks stands for its state.
fn usable(story: &Story<'_>, at: usize) -> bool {
    let mention = &story.entities.mentions[at];
    (mention.form != Form::Demonym || people(story, at))
        && story.entities.entities[mention.entity].kind != EntityType::Other
}

/// "the Israelis", "Israelis and Palestinians"; "three Israelis" and "Israelis" alone are anybody.
fn people(story: &Story<'_>, at: usize) -> bool {
    let (tokens, mentions) = (story.tokens, &story.entities.mentions);
    let plural = |m: &EntityMention| {
        let last = tokens.folded(m.tokens.end as usize - 1);
        m.form == Form::Demonym && last.ends_with('s') && !last.ends_with("ss")
    };
    let joined = |a: &EntityMention, b: &EntityMention| {
        a.tokens.end + 1 == b.tokens.first && tokens.folded(a.tokens.end as usize) == "and" && plural(a) && plural(b)
    };
    let mention = &mentions[at];
    let (first, end) = (mention.tokens.first as usize, mention.tokens.end as usize);
    plural(mention)
        && !matches!(tokens.word(end), "who" | "whose")
        && (first > 0 && tokens.folded(first - 1) == "the"
            || mentions.get(at + 1).is_some_and(|next| joined(mention, next))
            || at > 0 && joined(&mentions[at - 1], mention))
}

impl Cutter<'_> {
    /// "the Afghan government", "U.S. authorities": the mention of the one country in the phrase whose head is a word for those
    /// who govern it.
    pub(super) fn government(&self, first: usize, head: usize) -> Option<usize> {
        // "the Peruvian government side"
        let side = head > first
            && matches!(self.word(head), "side" | "delegation" | "team" | "negotiators")
            && self.word(head - 1) == "government";
        let head = head - usize::from(side);
        // "a visit to the French capital"
        let capital = self.word(head) == "capital"
            && matches!(self.out.units.last().map(|u| u.kind), Some(UnitKind::Prep(Prep::To | Prep::In | Prep::From)));
        if !capital && !party::governs(self.word(head)) {
            return None;
        }
        let mentions = &self.story.entities.mentions;
        let from = mentions.partition_point(|m| (m.tokens.first as usize) < first);
        let mut countries = (from..mentions.len())
            .take_while(|&m| (mentions[m].tokens.end as usize) <= head)
            .filter(|&m| self.kind_of(m) == EntityType::Country);
        let one = countries.next()?;
        if capital && mentions[one].form != Form::Demonym {
            return None;
        }
        (countries.next().is_none() && mentions[one].tokens.end as usize == head).then_some(one)
    }

    /// "the Fatah party": the mention of the body right before a common noun that says what
    /// it is.
    pub(super) fn party_of_name(&self, first: usize, head: usize) -> Option<usize> {
        if !matches!(self.word(head), "party" | "movement" | "faction" | "militia" | "union") {
            return None;
        }
        let mentions = &self.story.entities.mentions;
        let from = mentions.partition_point(|m| (m.tokens.first as usize) < first);
        (from..mentions.len())
            .take_while(|&m| (mentions[m].tokens.end as usize) <= head)
            .find(|&m| mentions[m].tokens.end as usize == head && self.kind_of(m) == EntityType::Organisation)
    }

    /// Whether a determiner opens the noun phrase that is open and has no noun yet: "the last".
    pub(super) fn determined(&self) -> bool {
        self.open.open && self.open.head.is_none()
    }

    /// Whether the open phrase ends in a word that stands for people by itself: "the two met".
    pub(super) fn counted(&self) -> bool {
        let last = self.open.last;
        last > self.open.first && matches!(self.word(last), "two" | "three" | "four" | "pair" | "others" | "latter")
    }

    /// Whether the genitive at `end` is of the last name inside the description: "officials from Pakistan's military".
    pub(super) fn ends_in_owner(&self, mention: usize, end: usize) -> bool {
        if !matches!(self.kind_of(mention), EntityType::Group | EntityType::Office)
            || end + 1 >= self.end
            || self.lexicon(end + 1).noun != 0
        {
            return false;
        }
        let mentions = &self.story.entities.mentions;
        let from = mentions.partition_point(|m| m.tokens.first < mentions[mention].tokens.first);
        mentions[from..].iter().take_while(|m| (m.tokens.first as usize) < end).any(|m| {
            let first = m.tokens.first as usize;
            m.tokens.end as usize == end
                && first > mentions[mention].tokens.first as usize
                && matches!(self.story.tokens.folded(first - 1), "of" | "from")
        })
    }

    /// Where an apposition ends whose last known name is a possessor: "Roe, the head of Japan's energy agency,".
    pub(super) fn apposition(&self, end: usize) -> usize {
        let tokens = &self.story.tokens.tokens;
        if end >= self.end || tokens[end].kind != TokenKind::Genitive {
            return end;
        }
        let noun = |i: usize| {
            let word = self.lexicon(i);
            tokens[i].kind == TokenKind::Word
                && (word.class == Class::EMPTY || word.class.any(Class::ADJ))
                && (word.verb == 0 || word.nominal() || word.noun != 0)
        };
        let last = (end + 1..self.end.min(end + 9)).find(|&i| !noun(i)).unwrap_or(end);
        if last <= end + 1 {
            return end;
        }
        if last < self.end && self.word(last) == "," { last + 1 } else { last }
    }

    /// "Bo Lee of the Liberals": one past the party of the person whose phrase ends at `end`.
    pub(super) fn of_adherents(&self, person: usize, end: usize) -> usize {
        if self.word(end) != "of" || self.kind_of(person) != EntityType::Person {
            return end;
        }
        let first = end + 1 + usize::from(self.word(end + 1) == "the");
        let mentions = &self.story.entities.mentions;
        let at = mentions.partition_point(|m| (m.tokens.end as usize) <= first);
        let Some(m) = mentions.get(at).filter(|m| m.tokens.first as usize <= first) else { return end };
        let last = m.tokens.end as usize;
        if super::party::is_noun_of(&self.story, last - 1, ADHERENTS) { last } else { end }
    }

    /// Whether the word after `at` is a verb form that no noun is.
    pub(super) fn verb_follows(&self, at: usize) -> bool {
        let next = self.lexicon(at + 1);
        next.class.any(Class::MODAL | Class::BE | Class::HAVE)
            || next.verb != 0 && next.noun == 0 && next.forms & (lexicon::PAST | lexicon::THIRD) != 0
    }

    /// Whether a hyphen binds the token at `at` to another word: "eve-of-summit", "face-to-face".
    pub(super) fn in_compound(&self, at: usize) -> bool {
        let tokens = &self.story.tokens.tokens;
        let sentence = self.story.tokens.sentences[self.sentence].tokens;
        let hyphen = |i: usize| self.story.tokens.folded(i) == "-" && !tokens[i].spaced;
        at > sentence.first as usize && hyphen(at - 1) && !tokens[at].spaced
            || at + 2 < self.end && hyphen(at + 1) && !tokens[at + 2].spaced
    }

    /// The noun that hyphens join to the token at `head`: "a one-on-one", "a sit-down".
    pub(super) fn hyphened(&self, head: usize) -> Option<u16> {
        let tokens = &self.story.tokens;
        let joined = |t: usize| !tokens.tokens[t].spaced && tokens.folded(t) == "-" && !tokens.tokens[t + 1].spaced;
        let mut first = head;
        while first > 1 && joined(first - 1) {
            first -= 2;
        }
        if first == head {
            return None;
        }
        let whole: String = (first..=head).map(|t| tokens.folded(t)).collect();
        Some(lexicon::word(&whole).noun).filter(|&noun| noun != 0)
    }

    /// "co-chaired", "co-hosted" at token `at`, not "co-chair".
    pub(super) fn co_verb(&self, at: usize) -> bool {
        self.word(at) == "co" && self.word(at + 1) == "-" && {
            let verb = self.lexicon(at + 2);
            verb.verb != 0 && verb.forms & lexicon::PAST != 0
        }
    }

    /// "Ms Roe heads to Peru" at token `at`: she does, and no heads of anything.
    pub(super) fn heads_for(&self, at: usize) -> bool {
        self.word(at) == "heads"
            && !self.open.open
            && matches!(self.word(at + 1), "to" | "for" | "into" | "back" | "home")
            && matches!(self.out.units.last().map(|u| u.kind), Some(UnitKind::Party(m)) if self.kind_of(m) == EntityType::Person)
    }

    /// Whether the hyphen at `at` leads to a noun through names and adjectives: "U.S.-China talks", "U.S.-led forces".
    pub(super) fn compound(&self, at: usize) -> bool {
        let tokens = &self.story.tokens.tokens;
        // "Vaziri-Hamaneh over breakfast": a preposition ends it.
        let within = |i: &usize| !self.lexicon(*i).class.any(Class::PREP | Class::AND | Class::SUB);
        (at + 1..(at + 8).min(self.end)).take_while(within).any(|i| {
            tokens[i].kind == TokenKind::Word
                && tokens[i].case == crate::token::Case::Lower
                && (self.lexicon(i).noun != 0 || self.lexicon(i).class == Class::EMPTY)
                && tokens[at + 1..i].iter().all(|t| t.kind == TokenKind::Word || !t.spaced)
        })
    }

    /// "face to face", "face-to-face", "one-on-one" at token `at`, where no noun follows: one past it.
    pub(super) fn face_to_face(&self, at: usize) -> Option<usize> {
        let end = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("face", "to", "face") => return Some(at + 3),
            ("face", "-", "to") if self.word(at + 3) == "-" && self.word(at + 4) == "face" => at + 5,
            ("one", "on", "one") => at + 3,
            ("one", "-", "on") if self.word(at + 3) == "-" && self.word(at + 4) == "one" && !self.open.open => at + 5,
            _ => return None,
        };
        let noun = self.lexicon(end);
        (noun.noun == 0 && !noun.class.any(Class::ADJ)).then_some(end)
    }

    /// Whether the last unit joins what follows to a verb with a modal or "to" in the same clause.
    pub(super) fn in_series(&self) -> bool {
        let Some((last, before)) = self.out.units.split_last() else { return false };
        let joint = match last.kind {
            UnitKind::And | UnitKind::Comma => true,
            UnitKind::Party(_) => self.word(last.tokens.end as usize - 1) == ",",
            _ => false,
        };
        let closes = |u: &&Unit| {
            matches!(
                u.kind,
                UnitKind::That | UnitKind::Stop | UnitKind::Relative | UnitKind::Subordinator | UnitKind::Verb(_)
            )
        };
        joint
            && before.iter().rev().find(closes).is_some_and(|u| {
                matches!(u.kind, UnitKind::Verb(g) if g.infinitive || g.modal() || g.bare && g.tense == Tense::Present)
            })
    }

    /// Whether the token before `at` is a pronoun that only a subject can be: its "'s" is a verb.
    pub(super) fn after_subject_pronoun(&self, at: usize) -> bool {
        at > 0 && matches!(self.story.tokens.folded(at - 1), "he" | "she" | "it" | "who" | "that" | "there" | "what")
    }

    pub(super) fn same_entity(&self, a: usize, b: usize) -> bool {
        let mentions = &self.story.entities.mentions;
        mentions[a].entity == mentions[b].entity
    }
}
