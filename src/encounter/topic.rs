//! What an encounter is about: the noun phrases after "on", "about", "over", "to discuss".

use super::{
    argument::Walker,
    lexicon::{Frame, Topic},
    party,
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};
use crate::{
    date::TimexType,
    span::{Span, TokenRange},
};

/// The topics told to the right of unit `first`.
pub(super) fn find(w: &Walker<'_>, first: usize, out: &mut Vec<Span>) {
    let units = &w.units.units;
    let before = out.len();
    // "met to seek a breakthrough": what for, where nothing says about what.
    let mut purpose = None;
    let mut i = first;
    while i < units.len() {
        match units[i].kind {
            UnitKind::Prep(Prep::On | Prep::About | Prep::Over) if !is_time(w, i + 1) && !no_topic(w, i + 1) => {
                i = take(w, i + 1, out).max(i + 1);
                continue;
            }
            UnitKind::Verb(g) if g.infinitive || g.gerund => {
                let start = object_start(w, i);
                // "to address parliament" is a speech.
                let speech = g.entry().lemma == "address" && w.units.party(start).is_some();
                if is_topic_verb(&g) && !speech {
                    i = take(w, start, out).max(i + 1);
                    continue;
                }
                let aimed = g.gerund && w.units.is_prep(i.wrapping_sub(1), Prep::At);
                let contact = matches!(w.units.kind(start), Some(UnitKind::Noun(n)) if n.noun != 0);
                if purpose.is_none() && !contact && (g.infinitive && g.entry().frame == Frame::None || aimed) {
                    purpose = Some(start);
                }
            }
            UnitKind::Verb(g) if g.finite() && !(g.bare && g.tense == Tense::Past) => {
                // "for discussions that could also address energy": the relative clause tells the topic.
                let relative = (first..i).rev().take(4).any(|k| matches!(units[k].kind, UnitKind::Relative));
                if relative && is_topic_verb(&g) {
                    i = take(w, object_start(w, i), out).max(i + 1);
                    continue;
                }
                break;
            }
            // "met him and urged him to": what comes next is told of one of them.
            UnitKind::Verb(g) if g.finite() && matches!(units[i - 1].kind, UnitKind::And) => {
                if is_topic_verb(&g) {
                    take(w, object_start(w, i), out);
                }
                break;
            }
            // "weeks after the president imposed tariffs on goods": another matter.
            UnitKind::Prep(Prep::After | Prep::Before) if i > first => break,
            // "met as they tried to bridge their differences"
            UnitKind::Prep(Prep::As) if clause_follows(w, i) => {
                if let Some(v) = w.predicate(i + 1).filter(|_| purpose.is_none())
                    && w.units
                        .verb(v)
                        .is_some_and(|g| matches!(g.entry().lemma, "try" | "seek" | "strive" | "struggle"))
                {
                    let inner = (v + 1..v + 3).find(|&u| w.units.verb(u).is_some_and(|g| g.infinitive));
                    purpose = Some(object_start(w, inner.unwrap_or(v)));
                }
                break;
            }
            // "met as part of the inquiry": not "as part of a series of meetings"
            UnitKind::Prep(Prep::As) if part_of(w, i).is_some() => {
                purpose = purpose.or(part_of(w, i));
            }
            UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
            _ => {}
        }
        i += 1;
    }
    if let Some(start) = purpose.filter(|_| out.len() == before) {
        take(w, start, out);
    }
}

/// "as part of" at unit `i`: where what it is part of starts, if that is no encounter or journey itself.
fn part_of(w: &Walker<'_>, i: usize) -> Option<usize> {
    let part = matches!(w.units.kind(i + 1), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "part");
    let matter = match w.units.kind(i + 3) {
        Some(UnitKind::Noun(n)) => n.noun == 0 && !super::argument::is_round(w.story.tokens.folded(n.head)),
        Some(UnitKind::Party(_)) => matches!(w.units.kind(i + 4), Some(UnitKind::Genitive)),
        _ => false,
    };
    (part && w.units.is_prep(i + 2, Prep::Of) && matter).then_some(i + 3)
}

/// Whether a clause, with a subject of its own, follows the preposition at unit `i`.
fn clause_follows(w: &Walker<'_>, i: usize) -> bool {
    let subject = |k: &UnitKind| {
        matches!(k, UnitKind::Party(_) | UnitKind::Noun(_) | UnitKind::Pronoun | UnitKind::Genitive | UnitKind::Adverb)
    };
    let verb = (i + 1..i + 6).find(|&u| !w.units.kind(u).is_some_and(subject));
    verb.is_some_and(|v| v > i + 1 && w.units.verb(v).is_some_and(|g| g.finite()))
}

/// Where the object of the verb at unit `v` starts: after adverbs and the verb's own preposition.
fn object_start(w: &Walker<'_>, v: usize) -> usize {
    let mut start = v + 1;
    while matches!(w.units.kind(start), Some(UnitKind::Adverb | UnitKind::Quote)) {
        start += 1;
    }
    if matches!(
        w.units.kind(start),
        Some(UnitKind::Prep(Prep::On | Prep::About | Prep::Over | Prep::At | Prep::In | Prep::For | Prep::Other))
    ) {
        start += 1;
    }
    // "to discuss for the first time a row", "discussed with Ms Lee a plan"
    let Some(UnitKind::Prep(prep)) = w.units.kind(v + 1) else { return start };
    match prep {
        Prep::For if matches!(w.units.kind(v + 2), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "time") => {
            v + 3
        }
        Prep::With => w.gather(v + 2, true).1.max(v + 2),
        _ => start,
    }
}

/// The object of a verb of discussing at unit `v`, as topics.
pub(super) fn object_of(w: &Walker<'_>, v: usize, out: &mut Vec<Span>) {
    take(w, object_start(w, v), out);
}

/// Whether the object of the verb is what the talk is about.
pub(super) fn is_topic_verb(g: &VerbGroup) -> bool {
    g.entry().topic == Topic::Discuss
}

/// What the predicate at unit `p` says of the topic of the encounter that is its subject: "The talks focused on trade",
/// "The meeting is expected to cover trade", "The call was about trade".
pub(super) fn of_predicate(w: &Walker<'_>, p: usize, out: &mut Vec<Span>) {
    let Some(g) = w.units.verb(p) else { return };
    if is_topic_verb(g) {
        let devoted = g.passive && matches!(w.units.kind(p + 1), Some(UnitKind::Prep(_)));
        if !g.passive || devoted {
            object_of(w, p, out);
        }
        return;
    }
    if g.copula && matches!(w.units.kind(p + 1), Some(UnitKind::Prep(Prep::About | Prep::On | Prep::Over))) {
        if !is_time(w, p + 2) && !no_topic(w, p + 2) {
            take(w, p + 2, out);
        }
        return;
    }
    // "is expected to cover", "was aimed at ending", "was to prepare for"
    let inner = (p + 1..p + 4).find(|&u| w.units.verb(u).is_some_and(|g| g.infinitive || g.gerund));
    let Some(u) = inner else { return };
    let Some(i) = w.units.verb(u) else { return };
    let aim = i.entry().frame == Frame::None && !i.passive && !i.light();
    if is_topic_verb(i) || aim && (g.copula || w.units.is_prep(u - 1, Prep::At)) {
        object_of(w, u, out);
    }
}

/// Whether the unit at `i` is a duration.
fn lasts(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i), Some(UnitKind::Time(t)) if w.story.dates[*t].kind == TimexType::Duration)
}

/// Whether "with" and the unit at `i` name those to whom one talks, and not whom the topic, `length` units long, is
/// about: "discussed trade with Ms Lee", "with Chilean officials"; not "ties with Chile".
fn with_people(w: &Walker<'_>, i: usize, length: usize) -> bool {
    match w.units.kind(i) {
        Some(UnitKind::Noun(n)) => party::is_people_noun(w.story.tokens.folded(n.head)),
        _ => w.is_party(i) && (length > 3 || super::candidate::is_people(w, i)),
    }
}

fn is_time(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i), Some(UnitKind::Time(_)))
}

/// What stands after "on" without being a topic: places, and how or when something is done ("on the invitation of").
pub(super) fn no_topic(w: &Walker<'_>, i: usize) -> bool {
    let Some(UnitKind::Noun(n)) = w.units.kind(i) else { return false };
    let head = w.story.tokens.folded(n.head);
    head == "terms" && !n.definite
        || super::lexicon::is_region(head) && super::place::at(w, i).is_some()
        || matches!(
            head,
            "invitation"
                | "occasion"
                | "behalf"
                | "basis"
                | "condition"
                | "way"
                | "arrival"
                | "sidelines"
                | "margins"
                | "record"
                | "phone"
                | "telephone"
                | "line"
                | "board"
                | "visit"
                | "trip"
                | "tour"
                | "mission"
                | "grounds"
                | "anniversary"
                | "eve"
                | "stage"
                | "course"
                | "camera"
                | "schedule"
                | "track"
                | "hold"
                | "lunch"
                | "dinner"
                | "breakfast"
                | "coffee"
                | "tea"
                | "drinks"
        )
}

/// One past the last unit of the topic that starts at unit `start`.
pub(super) fn end_of(w: &Walker<'_>, start: usize) -> usize {
    take(w, start, &mut Vec::new())
}

/// Adds the noun phrase (or the clause: "how to reduce the deficit", "opening markets") that starts at unit `start`,
/// and says where it ends.
fn take(w: &Walker<'_>, start: usize, out: &mut Vec<Span>) -> usize {
    let units = &w.units.units;
    // Inside a restrictive relative, an indirect question or a gerund phrase, finite verbs go on.
    let mut clause = match w.units.kind(start) {
        Some(UnitKind::Subordinator | UnitKind::Relative) => true,
        Some(UnitKind::Verb(g)) if g.gerund => false,
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
            UnitKind::Genitive | UnitKind::Adverb | UnitKind::Quote => {}
            UnitKind::Pronoun if clause || contact_clause(w, i) => clause = true,
            UnitKind::Prep(Prep::After | Prep::Before | Prep::During | Prep::As) => break,
            // "discussed the row in a meeting"
            UnitKind::Prep(Prep::In | Prep::At | Prep::Over) if matches!(w.units.kind(i + 1), Some(UnitKind::Noun(n)) if n.noun != 0) =>
            {
                break;
            }
            UnitKind::Prep(_) if by_phone(w, i + 1) || is_time(w, i + 1) && !(clause && lasts(w, i + 1)) => break,
            UnitKind::Prep(Prep::With) if with_people(w, i + 1, end - start) => break,
            UnitKind::Prep(Prep::At) if super::place::venue(w, i + 1).is_some() => break,
            UnitKind::Prep(Prep::In | Prep::At) if super::place::at(w, i + 1).is_some() && trailing(w, i + 1) => break,
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
            UnitKind::And | UnitKind::Comma if continues(w, i) => {}
            UnitKind::Relative if !matches!(units[i - 1].kind, UnitKind::Comma) => clause = true,
            // A reduced relative or an infinitive belongs to the phrase: "tariffs imposed on", "efforts to resolve".
            UnitKind::Verb(g)
                if g.bare && g.tense == Tense::Past && w.units.is_prep(i + 1, Prep::On) && is_time(w, i + 2) =>
            {
                break;
            }
            UnitKind::Verb(g) if g.participle || g.bare && g.tense == Tense::Past && prep_follows(w, i) => end = i + 1,
            UnitKind::Verb(g) if g.infinitive || g.gerund && matches!(units[i - 1].kind, UnitKind::Prep(_)) => {}
            UnitKind::Verb(g) if clause && !g.entry().speech => end = i + 1,
            _ => break,
        }
        i += 1;
    }
    let range = TokenRange::new(units[start].tokens.first as usize, units[end - 1].tokens.end as usize);
    if !range.is_empty() {
        let span = w.story.tokens.span(range);
        let empty = range.len() <= 2 && says_nothing(w.story.tokens.folded(range.end as usize - 1));
        if !empty && !out.contains(&span) {
            out.push(span);
        }
    }
    end
}

/// "the matter", "the issue": a topic that only points at one.
fn says_nothing(folded: &str) -> bool {
    matches!(
        folded,
        "matter" | "issue" | "subject" | "topic" | "situation" | "concern" | "concerns" | "views" | "it" | "them"
    )
}

/// "steps it could take": a clause right after its noun, without a relative pronoun.
fn contact_clause(w: &Walker<'_>, i: usize) -> bool {
    matches!(w.units.kind(i.wrapping_sub(1)), Some(UnitKind::Noun(_)))
        && matches!(w.units.kind(i + 1), Some(UnitKind::Verb(g)) if g.finite())
}

/// Whether only times and stops follow the place at unit `i`: it is the encounter's place, not the topic's.
fn trailing(w: &Walker<'_>, i: usize) -> bool {
    let mut k = i + 1;
    while let Some(kind) = w.units.kind(k) {
        match kind {
            UnitKind::Time(_) | UnitKind::Prep(Prep::On | Prep::In) | UnitKind::Stop => k += 1,
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
fn continues(w: &Walker<'_>, i: usize) -> bool {
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
