//! Which mentions can be parties, and which entities they stand for.

use super::Story;
use crate::{
    coref::EntityMention,
    country::Country,
    mention::{EntityType, Form},
    role::lexicon::{self, AGENT, AUDIENCE, CONCRETE, KIN, LED, WHOLE},
    span::TokenRange,
    token::{Case, TokenKind},
};

/// Whether a mention can be a party at all: places are none, unless they stand for a government.
pub(super) fn can_meet(story: &Story<'_>, mention: usize) -> bool {
    let m = &story.entities.mentions[mention];
    match story.entities.entities[m.entity].kind {
        EntityType::Person | EntityType::Organisation | EntityType::Company | EntityType::Country => true,
        // "its neighbour" is a country that nothing names.
        EntityType::Office => {
            !matches!(
                story.tokens.folded(m.tokens.end as usize - 1),
                "neighbor" | "neighbour" | "neighbors" | "neighbours"
            ) && !is_whoever(story, m)
                && !is_noun_of(story, m.tokens.end as usize - 1, AUDIENCE)
        }
        // Reporters, crowds, voters are talked to, not met.
        EntityType::Group => !holds_noun_of(story, mention, AUDIENCE) && !is_bare(story, m),
        EntityType::Place => m.form == Form::Metonym,
        EntityType::Other => false,
    }
}

/// "any citizen", "a sitting president": whoever it may be.
fn is_whoever(story: &Story<'_>, m: &EntityMention) -> bool {
    with_determiner(m).any(|t| matches!(story.tokens.folded(t), "any" | "sitting"))
}

/// The tokens of a mention with its phrase to the left and the word before that.
fn with_determiner(m: &EntityMention) -> std::ops::Range<usize> {
    let first = m.phrase.first.min(m.tokens.first) as usize;
    first.saturating_sub(1)..m.tokens.end as usize
}

/// "his wife", "their own son": somebody of one's own family whom no name tells.
pub(super) fn is_own_kin(story: &Story<'_>, mention: usize) -> bool {
    let m = &story.entities.mentions[mention];
    let unnamed = matches!(story.entities.entities[m.entity].kind, EntityType::Office | EntityType::Group);
    let own = with_determiner(m).any(|t| matches!(story.tokens.folded(t), "his" | "her" | "their" | "my"));
    unnamed && own && is_kin(story, mention)
}

/// Whether the token is a noun for people of that class of the table of roles.
pub(super) fn is_noun_of(story: &Story<'_>, at: usize, class: u32) -> bool {
    lexicon::word(lexicon::number_of(story.tokens, at)).is(class)
}

/// Whether one of the mention's tokens is a noun for people of that class.
pub(super) fn holds_noun_of(story: &Story<'_>, mention: usize, class: u32) -> bool {
    story.entities.mentions[mention].tokens.range().any(|t| is_noun_of(story, t, class))
}

/// Plural nouns for people, whose "of" names whom they lead or stand for.
pub(super) fn is_people_noun(story: &Story<'_>, at: usize) -> bool {
    is_noun_of(story, at, LED)
}

/// Somebody of a family.
pub(super) fn is_kin(story: &Story<'_>, mention: usize) -> bool {
    is_noun_of(story, story.entities.mentions[mention].tokens.end as usize - 1, KIN)
}

/// A group that nothing tells apart from any other: "officials", "leaders", "the parties". With a country in its phrase
/// or an entity behind it, it is somebody.
fn is_bare(story: &Story<'_>, m: &EntityMention) -> bool {
    // "several officials" are as many as the text tells; "interested parties" are any.
    let tells = |word: &str| word == "several" || word != "interested" && !is_determiner(word);
    let phrase = m.phrase.first.min(m.tokens.first) as usize..m.tokens.end as usize;
    // "some of the leaders" are no more than leaders.
    let second = phrase.start + 1;
    let part = |t: usize| t == second && story.tokens.folded(t) == "of";
    let words = phrase.filter(|&t| tells(story.tokens.folded(t)) && !part(t)).count();
    // "Arab diplomats"
    let first = m.tokens.first as usize;
    let kind = first > 0 && {
        let before = &story.tokens.tokens[first - 1];
        before.kind == TokenKind::Word && before.case != Case::Lower && !is_determiner(story.tokens.folded(first - 1))
    };
    let head = m.tokens.end as usize - 1;
    // "The delegations, led by Ms Roe and Mr Lee, met"
    let next = |n: usize| story.tokens.word(m.tokens.end as usize + n);
    let from = usize::from(next(0) == ",");
    if matches!(next(from), "led" | "headed" | "represented") && next(from + 1) == "by" {
        return false;
    }
    // "lawyers for the family"
    let end = m.tokens.end as usize;
    let whose = end + 1 < story.tokens.len()
        && matches!(story.tokens.folded(end), "for" | "of" | "from")
        && story.tokens.tokens[end + 1].kind != TokenKind::Number;
    words < 2
        && !kind
        && !whose
        && !is_noun_of(story, head, CONCRETE)
        && (!is_noun_of(story, head, WHOLE) || story.tokens.folded(first.saturating_sub(1)) != "the")
        && m.also.is_empty()
        && m.form != Form::Pronoun
        && story.entities.entities[m.entity].country.is_none()
}

fn is_determiner(folded: &str) -> bool {
    matches!(
        folded,
        "the"
            | "other"
            | "some"
            | "many"
            | "senior"
            | "top"
            | "his"
            | "her"
            | "their"
            | "its"
            | "local"
            | "both"
            | "several"
    )
}

/// "leaders of the Group of Seven": the body that the group leads, as a mention.
pub(super) fn led(story: &Story<'_>, group: usize) -> Option<usize> {
    let range = story.entities.mentions[group].tokens;
    let head = range.range().find(|&t| is_people_noun(story, t))?;
    let from = story.entities.mentions.partition_point(|m| (m.tokens.first as usize) <= head);
    let body = (from..story.entities.mentions.len())
        .take_while(|&m| story.entities.mentions[m].tokens.first < range.end)
        .find(|&m| story.entities.entities[story.entities.mentions[m].entity].kind == EntityType::Organisation)?;
    (story.tokens.folded(head + 1) == "of").then_some(body)
}

/// Whether the mention is a seat of power that stands for a government or body: "the White House".
pub(super) fn is_seat(story: &Story<'_>, mention: usize) -> bool {
    let m = &story.entities.mentions[mention];
    let kind = story.entities.entities[m.entity].kind;
    m.form == Form::Metonym && matches!(kind, EntityType::Organisation | EntityType::Country)
}

/// Whether the mention, if any, names a person.
pub(super) fn is_person(story: &Story<'_>, mention: Option<usize>) -> bool {
    mention.is_some_and(|m| story.entities.entities[story.entities.mentions[m].entity].kind == EntityType::Person)
}

/// The entities that the mention stands for: one, or those of a plural ("the two leaders", "the leaders of India and
/// Pakistan").
///
/// A group whose countries stand before its noun ("French and German ministers") is taken apart only where `apart`.
pub(super) fn entities(story: &Story<'_>, mention: usize, apart: bool, out: &mut Vec<usize>) {
    let m = &story.entities.mentions[mention];
    if story.entities.entities[m.entity].kind == EntityType::Group && m.also.is_empty() {
        let mut inner = inner_parties(story, m.tokens, mention);
        // "the French and German defence ministers", "U.S. and Chinese officials", "Peruvian and Chilean envoys to Bolivia"
        let named = nationalities(story, m.tokens);
        let before = inner.len() >= 2 && stands_before(story, m.tokens, mention);
        if !apart && (before || named.len() >= 2) {
            inner.clear();
        } else if apart && named.len() >= 2 {
            inner = named;
        }
        if inner.len() >= 2 {
            super::delegates::name(story, m.tokens, &mut inner);
            for e in inner {
                push(out, e);
            }
            return;
        }
        if let Some(body) = represented(story, m, mention) {
            push(out, body);
            return;
        }
    }
    push(out, m.entity);
    for &e in &m.also {
        push(out, e);
    }
}

/// The countries whose nationalities stand side by side in a group's description: "French, Italian and German ministers".
fn nationalities(story: &Story<'_>, range: TokenRange) -> Vec<usize> {
    let mentions = &story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let mut found = Vec::new();
    let mut end = None;
    for m in mentions.iter().skip(from).take_while(|m| m.tokens.first < range.end) {
        // "U.S. and Chinese": an abbreviation is its own adjective.
        let e = &story.entities.entities[m.entity];
        let short = m.tokens.len() == 1 && story.tokens.tokens[m.tokens.first as usize].case == Case::Upper;
        let state =
            e.kind == EntityType::Country || e.country == Some(Country::EU) && e.kind == EntityType::Organisation;
        if m.form != Form::Demonym && !short || !state {
            continue;
        }
        let joined = |e: u32| (e..m.tokens.first).all(|t| matches!(story.tokens.folded(t as usize), "," | "and" | "&"));
        if end.is_some_and(|e| !joined(e)) {
            break;
        }
        push(&mut found, m.entity);
        end = Some(m.tokens.end);
    }
    found
}

/// Words for those who govern a country.
pub(super) fn governs(folded: &str) -> bool {
    matches!(folded, "government" | "regime" | "authorities" | "leadership")
}

/// "officials from the oil firm Petrox": the body they come from is the party.
fn represented(story: &Story<'_>, m: &EntityMention, group: usize) -> Option<usize> {
    let inner = inner_parties(story, m.tokens, group);
    let &[body] = &inner[..] else { return None };
    // "negotiators for the Sierra Leone government" are that government's.
    let kind = story.entities.entities[body].kind;
    let state = kind == EntityType::Country && m.tokens.range().any(|t| story.tokens.folded(t) == "for");
    let named = matches!(kind, EntityType::Organisation | EntityType::Company) || state;
    // "officials at the White House" may be anybody's.
    let seat = |t: usize| {
        let at = story.entities.mentions.partition_point(|n| (n.tokens.first as usize) <= t);
        story.entities.mentions[at..]
            .iter()
            .take_while(|n| n.tokens.first < m.tokens.end)
            .any(|n| n.form == Form::Metonym)
    };
    if m.tokens.range().any(|t| story.tokens.folded(t) == "at" && seat(t)) {
        return None;
    }
    let head = story.tokens.folded(m.tokens.first as usize);
    // "members of Congress" are some of many.
    let chamber = ["Congress", "Parliament", "Senate", "House", "Assembly", "Knesset", "Duma", "Bundestag"];
    if head == "members" && chamber.iter().any(|c| story.entities.entities[body].name.ends_with(c)) {
        return None;
    }
    let from = m.tokens.range().skip(1).any(|t| matches!(story.tokens.folded(t), "from" | "of" | "at" | "for"));
    let official = m.tokens.range().take(3).any(|t| is_noun_of(story, t, AGENT));
    (named && from && official && head != "former").then_some(body)
}

fn push(out: &mut Vec<usize>, entity: usize) {
    if !out.contains(&entity) {
        out.push(entity);
    }
}

/// Whether the names inside a group's description stand before its noun: "Japan and South Korea negotiators".
fn stands_before(story: &Story<'_>, range: TokenRange, group: usize) -> bool {
    let mentions = &story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let inner = |(index, m): (usize, &EntityMention)| index != group && m.tokens.first < range.end;
    mentions
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|&(_, m)| m.tokens.first < range.end)
        .filter(|&x| inner(x))
        .all(|(_, m)| m.tokens.end < range.end)
}

/// Countries and organisations named inside a group's description.
fn inner_parties(story: &Story<'_>, range: TokenRange, group: usize) -> Vec<usize> {
    let mentions = &story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let mut found = Vec::new();
    for (index, m) in mentions.iter().enumerate().skip(from) {
        if m.tokens.first >= range.end {
            break;
        }
        let kind = story.entities.entities[m.entity].kind;
        if index != group
            && m.form != Form::Demonym
            && matches!(kind, EntityType::Country | EntityType::Organisation | EntityType::Company | EntityType::Person)
        {
            push(&mut found, m.entity);
        }
    }
    found
}
