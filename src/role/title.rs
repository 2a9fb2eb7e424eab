//! The title grammar: state, rank and portfolio before a head, a complement after it, and around it the noun phrase that
//! tells its country or body.
//!
//! ```text
//! the  former  Japanese   deputy  foreign    minister   for trade
//! det  state   country    rank    portfolio  head       complement
//! ```

use super::{
    Category, Opening, RoleState,
    before::before,
    complement::{complement, takes_complement},
    group,
    lexicon::{
        ADHERENTS, COLLECTIVE, GENERAL, HEAD, NAME_ONLY, NEEDS_MORE, ORGANISATION, PLURAL, PORTFOLIO, POST, QUALITY,
        RANK,
    },
    story::Story,
};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    span::TokenRange,
    token::Case,
};

/// One title or description, as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// With determiner, nationality and adjectives.
    pub(crate) phrase: TokenRange,
    /// The title without the country.
    pub(crate) title: TokenRange,
    pub(crate) head: usize,
    pub(crate) category: Category,
    pub(crate) opening: Opening,
    pub(crate) plural: bool,
    pub(crate) collective: bool,
    pub(crate) counterpart: bool,
    pub(crate) country: Option<Country>,
    /// More than one country is named: "the leaders of France and Germany".
    pub(crate) countries: usize,
    pub(crate) organisation: Option<usize>,
    pub(crate) owner: Option<usize>,
    pub(crate) place: Option<usize>,
    pub(crate) state: RoleState,
    /// A mention that is no name but a part of this title.
    pub(crate) absorbed: Option<usize>,
    /// A modifier, a complement or a country stands beside the head.
    pub(crate) specific: bool,
}

/// The title whose head is token `head`.
pub(crate) fn title_at(story: &Story<'_>, head: usize) -> Option<Title> {
    let word = story.word(head);
    if !word.is(HEAD | PLURAL | COLLECTIVE) || !may_head(story, head) {
        return None;
    }
    let sentence = story.sentence(head);
    let plural = word.is(PLURAL);
    let counterpart = is_counterpart(story, head);
    let mut t = Title {
        phrase: TokenRange::new(head, head + 1),
        title: TokenRange::new(head, head + 1),
        head,
        category: if word.is(COLLECTIVE) { Category::Other } else { word.category() },
        opening: Opening::Bare,
        plural: plural && !word.is(COLLECTIVE),
        collective: word.is(COLLECTIVE),
        counterpart,
        country: None,
        countries: 0,
        organisation: None,
        owner: None,
        place: None,
        state: RoleState::Current,
        absorbed: story.owner(head).filter(|&m| {
            word.is(HEAD)
                && !word.is(COLLECTIVE)
                && (story.mentions[m].tokens.len() > 1 || story.mentions[m].kind == EntityType::Person)
        }),
        specific: false,
    };
    before(story, sentence.first as usize, &mut t);
    after(story, sentence.end as usize, &mut t);
    group::widen(story, sentence.first as usize, sentence.end as usize, &mut t);
    Some(t)
}

/// "counterpart", "opposite number": who has the same title elsewhere.
pub(crate) fn is_counterpart(story: &Story<'_>, head: usize) -> bool {
    match story.folded(head) {
        "counterpart" | "counterparts" => true,
        "number" | "numbers" => head > 0 && story.folded(head - 1) == "opposite",
        _ => false,
    }
}

/// "Mr Roe and Ms Lee, both Republicans", "of the National Liberals": the adherents at `head` are only what is said of somebody,
/// or part of a party's name.
fn is_attribute(story: &Story<'_>, head: usize) -> bool {
    if head == story.sentence(head).first as usize {
        return false;
    }
    let before = story.folded(head - 1);
    let chamber = matches!(before, "house" | "senate" | "congressional");
    matches!(before, "both" | "all") || story.is_capital(head - 1) && story.owner(head - 1).is_none() && !chamber
}

/// Whether the word at `head` can be a head here: no verb, and no modifier of a head that follows.
fn may_head(story: &Story<'_>, head: usize) -> bool {
    let word = story.word(head);
    if let Some(m) = story.mention(head) {
        let last = m.tokens.end as usize == head + 1;
        let named = m.entry.is_some() || !matches!(m.kind, EntityType::Other | EntityType::Organisation);
        if (named || !last) && !is_title_taken_for_a_name(story, head) {
            return false;
        }
    }
    if word.is(ADHERENTS) && is_attribute(story, head) {
        return false;
    }
    if matches!(story.folded(head), "number" | "numbers") && !is_counterpart(story, head) {
        return false;
    }
    let lower = story.token(head).case == Case::Lower;
    let end = story.sentence(head).end as usize;
    let mut next = head + 1;
    if word.is(COLLECTIVE) && word.is(ORGANISATION) && (next >= end || story.folded(next) != "of") {
        // "a committee of shareholders" is people, "the committee" a body
        return false;
    }
    if lower && next < end && matches!(story.folded(next), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
        // "heads the delegation", "to chair a meeting"
        return false;
    }
    if story.folded(head) == "heads"
        && head > story.sentence(head).first as usize
        && matches!(story.folded(head - 1), "he" | "she" | "it" | "who")
    {
        // "he heads back to Paris"
        return false;
    }
    if next < end && story.owner(next).is_none() && story.word(next).is(POST) {
        // "the prime minister post", "the executive arm"
        return false;
    }
    if head >= 2 && story.is_hyphen(head - 1) && story.is_number(head - 2) {
        // "the 27-member bloc"
        return false;
    }
    if word.is(RANK | PORTFOLIO | QUALITY) {
        while next < end
            && story.owner(next).is_none()
            && (story.word(next).is(RANK | PORTFOLIO | QUALITY) || story.is_hyphen(next))
            && !story.word(next).is(HEAD | PLURAL)
        {
            next += 1;
        }
        if next < end && story.owner(next).is_none() && story.word(next).is(HEAD | PLURAL | COLLECTIVE) {
            // "chief executive", "opposition leaders"; but "the chief, ministers" is kept apart by its comma.
            return false;
        }
    }
    // "U.S.-leader", "co-host" are read from their last part; "leader-writer" is no leader.
    !(next < end && head + 1 < end && story.is_hyphen(head + 1) && !is_suffix_at(story, head + 1))
}

/// Whether the name at `head` is no name: "Director of the Office".
fn is_title_taken_for_a_name(story: &Story<'_>, head: usize) -> bool {
    let of = head + 1 < story.tokens.len() && story.folded(head + 1) == "of";
    of && story.word(head).is(HEAD)
        && story.mention(head).is_some_and(|m| {
            m.kind == EntityType::Person && m.tokens.len() == 1 && m.entry.is_none() && m.form == Form::Name
        })
}

/// Whether "-elect", "-designate", "-general", "-in-chief" or "-at-large" starts at the hyphen `at`.
fn is_suffix_at(story: &Story<'_>, at: usize) -> bool {
    at + 1 < story.tokens.len()
        && matches!(story.folded(at + 1), "elect" | "designate" | "general" | "in" | "at" | "nominee" | "delegate")
}

/// Walks right from the head: suffixes and the complement.
fn after(story: &Story<'_>, end: usize, t: &mut Title) {
    let mut at = t.head + 1;
    loop {
        if at < end && story.owner(at).is_none() {
            let folded = story.folded(at);
            if matches!(folded, "elect" | "designate" | "designated" | "nominee" | "emeritus" | "delegate") {
                if folded != "emeritus" && folded != "delegate" {
                    t.state = RoleState::Elect;
                }
                at += 1;
                continue;
            }
            if folded == "general" && story.word(t.head).is(GENERAL) {
                at += 1;
                continue;
            }
            if story.is_hyphen(at) && is_suffix_at(story, at) {
                match story.folded(at + 1) {
                    "elect" | "designate" | "nominee" => {
                        t.state = RoleState::Elect;
                        at += 2;
                        continue;
                    }
                    "general" | "delegate" => {
                        at += 2;
                        continue;
                    }
                    // commander-in-chief, ambassador-at-large
                    _ if at + 3 < end && story.is_hyphen(at + 2) => {
                        at += 4;
                        continue;
                    }
                    _ => {}
                }
            }
            if folded == "in" && at + 1 < end && story.folded(at + 1) == "chief" {
                at += 2;
                continue;
            }
        }
        break;
    }
    t.title.end = at as u32;
    t.phrase.end = at as u32;
    if at < end && story.owner(at).is_none() && takes_complement(story, t, at) {
        complement(story, end, at, t);
    }
}

impl Title {
    /// Whether the text tells enough for an office or group to stand alone.
    pub(crate) fn stands_alone(&self, story: &Story<'_>) -> bool {
        let word = story.word(self.head);
        if word.is(NAME_ONLY) && !self.specific {
            return false;
        }
        if self.plural || self.collective {
            return !word.is(NAME_ONLY) || self.specific;
        }
        if word.is(NEEDS_MORE)
            && !self.specific
            && self.opening != Opening::Definite
            && self.opening != Opening::Possessive
        {
            return false;
        }
        self.opening != Opening::Bare || self.countries > 0
    }
}
