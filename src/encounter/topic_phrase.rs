//! Where the phrase of a topic starts and ends: "the need to end the row over water", "how to reduce the deficit".

use super::{
    argument::Walker,
    lexicon::Frame,
    party,
    topic::object_start,
    unit::{NounPhrase, Prep, UnitKind},
    verb::Tense,
};
use crate::{
    date::TimexType,
    mention::{EntityType, Form},
    span::{Span, TokenRange},
};

/// The noun phrase or clause that starts at unit `start`, and where it ends.
pub(super) fn phrase(w: &Walker<'_>, start: usize) -> (Option<Span>, usize) {
    let mut out = Vec::new();
    let end = take(w, start, &mut out);
    (out.pop(), end)
}

/// Adds the noun phrase (or the clause: "how to reduce the deficit", "opening markets") that starts at unit `start`,
/// and says where it ends.
pub(super) fn take(w: &Walker<'_>, start: usize, out: &mut Vec<Span>) -> usize {
    let units = &w.units.units;
    // Inside a restrictive relative, an indirect question or a gerund phrase, finite verbs go on.
    let mut clause = match w.units.kind(start) {
        Some(UnitKind::Subordinator | UnitKind::Relative) => true,
        Some(UnitKind::Verb(g)) if g.gerund => false,
        Some(UnitKind::Time(_)) if goes_on(w, start, false) => false,
        Some(UnitKind::Noun(_) | UnitKind::Party(_) | UnitKind::Quote) => w.word(start) == "what",
        _ => return start,
    };
    let mut end = start + 1;
    let mut i = start + 1;
    // "how the plan and a treaty would help": nothing ends before the verb of an indirect question.
    let mut open = matches!(w.units.kind(start), Some(UnitKind::Subordinator | UnitKind::Relative));
    while i < units.len() {
        if let UnitKind::Verb(g) = units[i].kind {
            open &= !g.finite();
        }
        match units[i].kind {
            UnitKind::Noun(_) | UnitKind::Party(_) => end = i + 1,
            UnitKind::And | UnitKind::Comma if open => {}
            // "climate change due to open on Monday", "the crisis involving the leaders of both"
            _ if matches!(w.word(i), "due" | "involving") => break,
            UnitKind::Genitive | UnitKind::Adverb | UnitKind::Quote => {}
            UnitKind::Pronoun if clause || contact_clause(w, i) => clause = true,
            UnitKind::Prep(Prep::After | Prep::Before | Prep::During | Prep::As) => break,
            // "discussed the row in a meeting"
            UnitKind::Prep(Prep::In | Prep::At | Prep::Over) if matches!(w.units.kind(i + 1), Some(UnitKind::Noun(n)) if n.noun != 0) =>
            {
                break;
            }
            UnitKind::Prep(_) if by_phone(w, i + 1) || is_time(w, i + 1) && !goes_on(w, i + 1, clause) => break,
            UnitKind::Prep(Prep::With) if with_people(w, i + 1, end - start) => break,
            UnitKind::Prep(Prep::At) if super::place::venue(w, i + 1).is_some() => break,
            UnitKind::Prep(Prep::In | Prep::At) if super::place::at(w, i + 1).is_some() && trailing(w, i + 1) => {
                // "discussed trade in Rome", but "the crisis in Rome", "reforms in Italy"
                if !has_place(w, i - 1) && !is_country(w, i + 1) {
                    break;
                }
            }
            UnitKind::Prep(Prep::Other) if matches!(w.word(i), "despite" | "amid" | "following" | "ahead") => break,
            UnitKind::Prep(_) => {}
            // "a row that has gone on for two months", "set to end 25 years of war"
            UnitKind::Time(_) if lasts(w, i) && (clause || units[i - 1].tokens.end == units[i].tokens.first) => {
                end = i + 1
            }
            UnitKind::Time(_) => {
                // "Friday's vote" goes on; a time at the end does not belong.
                if !matches!(w.units.kind(i + 1), Some(UnitKind::Genitive)) {
                    break;
                }
            }
            // "the crisis, beginning on Monday"
            UnitKind::Comma if matches!(w.word(i + 1), "beginning" | "starting") => break,
            UnitKind::And | UnitKind::Comma if continues(w, i) => {}
            UnitKind::Relative if !matches!(units[i - 1].kind, UnitKind::Comma) => clause = true,
            // A reduced relative or an infinitive belongs to the phrase: "tariffs imposed on", "efforts to resolve".
            UnitKind::Verb(g)
                if g.bare && g.tense == Tense::Past && w.units.is_prep(i + 1, Prep::On) && is_time(w, i + 2) =>
            {
                break;
            }
            // "talks aimed at ending the row collapsed in May"
            UnitKind::Verb(g) if super::time::tells_course(g.entry().lemma) && !g.participle && !g.infinitive => break,
            UnitKind::Verb(g) if g.participle || g.bare && g.tense == Tense::Past && prep_follows(w, i) => end = i + 1,
            UnitKind::Verb(g) if g.infinitive || g.gerund && matches!(units[i - 1].kind, UnitKind::Prep(_)) => {}
            // "a note easing the terms", "a border crossing"
            UnitKind::Verb(g)
                if g.gerund
                    && !g.entry().speech
                    && matches!(units[i - 1].kind, UnitKind::Noun(_))
                    && g.entry().frame == Frame::None =>
            {
                if !matches!(w.units.kind(i + 1), Some(UnitKind::Noun(_) | UnitKind::Party(_))) {
                    end = i + 1;
                }
            }
            UnitKind::Verb(g) if clause && !g.entry().speech => end = i + 1,
            // "issues the government will face"
            UnitKind::Verb(g) if g.modal() && i > start + 1 && !g.entry().speech && adjoined(w, i - 1) => {
                clause = true;
                end = i + 1;
            }
            _ => break,
        }
        i += 1;
    }
    // "raise the case at his weekly tea": what the possessor owns is no part of it.
    let owner = end > start + 2
        && matches!(units[end - 2].kind, UnitKind::Prep(_))
        && matches!(units[end - 1].kind, UnitKind::Party(m) if w.story.entities.mentions[m].form == Form::Pronoun)
        && matches!(w.units.kind(end), Some(UnitKind::Genitive));
    let last = if owner { end - 3 } else { end - 1 };
    let range = TokenRange::new(units[start].tokens.first as usize, units[last].tokens.end as usize);
    if !range.is_empty() {
        let span = w.story.tokens.span(range);
        let pronoun = range.len() == 1
            && w.units.party(start).is_some_and(|m| w.story.entities.mentions[m].form == Form::Pronoun);
        let empty = pronoun || range.len() <= 2 && says_nothing(w.story.tokens.folded(range.end as usize - 1));
        if !empty && !out.contains(&span) {
            out.push(span);
        }
    }
    end
}

/// Where the noun phrase that is the subject of the verb at `v` starts.
pub(super) fn subject_start(w: &Walker<'_>, v: usize) -> Option<usize> {
    let mut first = None;
    // "the truce, prisoners and aid would be discussed"
    let listed = v >= 2 && matches!(w.units.kind(v - 2), Some(UnitKind::And));
    for u in (0..v).rev() {
        match w.units.kind(u)? {
            UnitKind::Noun(_) | UnitKind::Party(_) => first = Some(u),
            UnitKind::Prep(_) | UnitKind::Genitive | UnitKind::Adverb | UnitKind::And | UnitKind::Quote => {}
            UnitKind::Comma if listed && u > 0 && !matches!(w.units.kind(u - 1), Some(UnitKind::Time(_))) => {}
            _ => break,
        }
    }
    first
}

/// "the matter", "the issue": a topic that only points at one.
fn says_nothing(folded: &str) -> bool {
    matches!(
        folded,
        "matter"
            | "matters"
            | "issue"
            | "more"
            | "subject"
            | "topic"
            | "situation"
            | "concern"
            | "concerns"
            | "views"
            | "pleasantries"
            | "it"
            | "them"
    )
}

/// "steps it could take": a clause right after its noun, without a relative pronoun.
fn contact_clause(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i.wrapping_sub(1)), Some(UnitKind::Noun(_)))
        && matches!(w.units.kind(i + 1), Some(UnitKind::Verb(g)) if g.finite())
}

/// Whether the noun phrase at unit `i` follows another right away: the subject of a clause without a relative pronoun.
fn adjoined(w: &Walker<'_>, i: usize) -> bool {
    let phrase = |u: usize| matches!(w.units.kind(u), Some(UnitKind::Noun(_) | UnitKind::Party(_)));
    i > 0 && phrase(i) && matches!(w.units.kind(i - 1), Some(UnitKind::Noun(_)))
}

/// Whether the noun at unit `i` tells of what goes on somewhere: the place after it is its own.
fn has_place(w: &Walker<'_>, i: usize) -> bool {
    let Some(UnitKind::Noun(n)) = w.units.kind(i) else { return false };
    matches!(
        w.story.tokens.folded(n.head),
        "situation"
            | "situations"
            | "crisis"
            | "crises"
            | "conflict"
            | "conflicts"
            | "war"
            | "violence"
            | "fighting"
            | "unrest"
            | "instability"
            | "stability"
            | "insurgency"
            | "peace"
            | "security"
            | "democracy"
            | "developments"
            | "events"
            | "elections"
            | "election"
            | "ceasefire"
            | "truce"
            | "operations"
            | "reforms"
            | "investment"
            | "projects"
            | "rights"
            | "clashes"
            | "attacks"
            | "efforts"
            | "presence"
            | "troops"
            | "forces"
    )
}

/// Whether the party at unit `i` is a country.
fn is_country(w: &Walker<'_>, i: usize) -> bool {
    super::candidate::type_of(w, i) == Some(EntityType::Country)
}

/// Whether only times and stops follow the place at unit `i`: it is the encounter's place, not the topic's.
fn trailing(w: &Walker<'_>, i: usize) -> bool {
    let mut k = i + 1;
    while let Some(kind) = w.units.kind(k) {
        match kind {
            UnitKind::Time(_) | UnitKind::Prep(Prep::On | Prep::In) | UnitKind::Stop => k += 1,
            // "in New Delhi from Monday"
            UnitKind::Prep(Prep::From) if is_time(w, k + 1) => k += 1,
            // "on Monday and Tuesday"
            UnitKind::And if is_time(w, k + 1) => k += 1,
            UnitKind::Comma => return true,
            _ => return false,
        }
    }
    true
}

/// "by telephone": how, not what.
fn by_phone(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i), Some(UnitKind::Noun(n)) if super::candidate::is_phone(w.story.tokens.folded(n.head)))
}

fn prep_follows(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i + 1), Some(UnitKind::Prep(_)))
}

/// Whether the joint at `i` leads to a further member of the list and not to a new clause.
pub(super) fn continues(w: &Walker<'_>, i: usize) -> bool {
    let mut k = i;
    while matches!(w.units.kind(k), Some(UnitKind::And | UnitKind::Comma | UnitKind::Adverb)) {
        k += 1;
    }
    // ", including X"; "to advance security and end the pandemic"
    if w.units.is_prep(k, Prep::Including) {
        return true;
    }
    if matches!(w.units.kind(i), Some(UnitKind::And))
        && matches!(w.units.kind(k), Some(UnitKind::Verb(g)) if g.bare && g.tense == Tense::Present)
    {
        return true;
    }
    if !matches!(w.units.kind(k), Some(UnitKind::Noun(_) | UnitKind::Party(_))) {
        return false;
    }
    loop {
        match w.units.kind(k) {
            Some(UnitKind::Noun(_) | UnitKind::Party(_) | UnitKind::Genitive | UnitKind::Adverb | UnitKind::Quote) => {
                k += 1
            }
            Some(UnitKind::Prep(_)) => k += 1,
            Some(UnitKind::Verb(g)) => return !g.finite(),
            _ => return true,
        }
    }
}

/// Whether the unit at `i` is a duration.
fn lasts(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i), Some(UnitKind::Time(t)) if w.story.dates[*t].kind == TimexType::Duration)
}

/// Whether the phrase goes on with the time at unit `i`: "for Sunday's vote", "of the 20-month conflict", or in a clause a
/// length of time.
fn goes_on(w: &Walker<'_>, i: usize, clause: bool) -> bool {
    clause && lasts(w, i) || attributive(w, i) || matches!(w.units.kind(i + 1), Some(UnitKind::Genitive))
}

/// "the 20-month conflict": a length of time right before its noun.
fn attributive(w: &Walker<'_>, i: usize) -> bool {
    let end = w.units.units[i].tokens.end;
    lasts(w, i) && matches!(w.units.kind(i + 1), Some(UnitKind::Noun(_))) && w.units.units[i + 1].tokens.first == end
}

/// Whether "with" and the unit at `i` name those to whom one talks, and not whom the topic, `length` units long, is
/// about: "discussed trade with Ms Lee", "with Chilean officials"; not "ties with Chile".
fn with_people(w: &Walker<'_>, i: usize, length: usize) -> bool {
    match w.units.kind(i) {
        Some(UnitKind::Noun(n)) => party::is_people_noun(w.story, n.head),
        _ => w.is_party(i) && (length > 3 || super::candidate::is_people(w, i)),
    }
}

pub(super) fn is_time(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i), Some(UnitKind::Time(_)))
}

/// Where the matter starts in the phrase that starts at `start`: "concerns about the case", "the need to end the war",
/// "support for the plan".
pub(super) fn inner(w: &Walker<'_>, start: usize) -> usize {
    let mut at = start;
    for _ in 0..3 {
        let Some((noun, n)) = head_noun(w, at) else { return at };
        if !is_hollow(w.story.tokens.folded(n.head)) {
            return at;
        }
        let next = noun + 1;
        at = match w.units.kind(next) {
            Some(UnitKind::Prep(_)) => match w.units.verb(next + 1) {
                Some(g) if g.gerund => object_start(w, next + 1),
                _ => next + 1,
            },
            Some(UnitKind::Verb(g)) if g.infinitive => object_start(w, next),
            _ => return at,
        };
    }
    at
}

/// Nouns that only say how somebody stands to the matter.
fn is_hollow(folded: &str) -> bool {
    matches!(
        folded,
        "concern"
            | "concerns"
            | "support"
            | "need"
            | "necessity"
            | "importance"
            | "commitment"
            | "readiness"
            | "willingness"
            | "help"
            | "hope"
            | "hopes"
            | "desire"
            | "determination"
            | "resolve"
            | "interest"
            | "opposition"
            | "appreciation"
            | "gratitude"
            | "thanks"
            | "condolences"
            | "views"
            | "opinions"
            | "satisfaction"
            | "confidence"
            | "keenness"
            | "call"
            | "calls"
            | "condemnation"
            | "intention"
            | "pledge"
            | "question"
            | "questions"
    )
}

/// The noun of the phrase that starts at unit `i`, behind its possessor: "his first trip".
pub(super) fn head_noun<'w>(w: &'w Walker<'_>, i: usize) -> Option<(usize, &'w NounPhrase)> {
    let at = if matches!(w.units.kind(i + 1), Some(UnitKind::Genitive)) { i + 2 } else { i };
    match w.units.kind(at) {
        Some(UnitKind::Noun(n)) => Some((at, n)),
        _ => None,
    }
}
