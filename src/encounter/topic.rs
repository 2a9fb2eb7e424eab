//! What an encounter is about: the noun phrases after "on", "about", "over", "to discuss".

use super::{
    argument::Walker,
    lexicon::{Frame, Topic},
    topic_phrase::{continues, head_noun, inner, is_time, take},
    unit::{Prep, Unit, UnitKind},
    verb::{Tense, VerbGroup},
};
use crate::{span::Span, token::Case};

/// The topics told to the right of unit `first`.
pub(super) fn find(w: &Walker<'_>, first: usize, out: &mut Vec<Span>) {
    let units = &w.units.units;
    let before = out.len();
    // "met to seek a breakthrough": what for, where nothing says about what.
    let mut purpose = None;
    let mut joined = false;
    // The phrase before unit `first`, "at a meeting", opens the sentence.
    let fronted =
        first == 2 && matches!(units[0].kind, UnitKind::Prep(_)) && matches!(units[1].kind, UnitKind::Noun(_));
    let mut i = first;
    let call = |u: usize| matches!(units[u].kind, UnitKind::Noun(n) if w.story.tokens.folded(n.head) == "call");
    while i < units.len() {
        match units[i].kind {
            // "a courtesy call on the king": on whom it is paid.
            UnitKind::Prep(Prep::On)
                if i > 0 && (call(i - 1) || drops_in(w, i - 1)) && super::candidate::is_people(w, i + 1) => {}
            // "will be met on arriving in Lima": when.
            UnitKind::Prep(Prep::On)
                if w.units.verb(i + 1).is_some_and(|g| g.gerund && g.entry().frame == Frame::Travel) => {}
            UnitKind::Prep(Prep::On | Prep::About | Prep::Over) if !is_time(w, i + 1) && !no_topic(w, i + 1) => {
                i = take(w, i + 1, out).max(i + 1);
                continue;
            }
            UnitKind::Verb(g) if g.infinitive || g.gerund => {
                // "met to try to mend ties"
                let (v, g) = efforts_end(w, i, g);
                let start = object_start(w, v);
                // "to thank him for the loan", "to congratulate her on the treaty"
                if matches!(g.entry().lemma, "thank" | "congratulate")
                    && matches!(w.units.kind(start), Some(UnitKind::Party(_) | UnitKind::Pronoun))
                    && matches!(w.units.kind(start + 1), Some(UnitKind::Prep(Prep::For | Prep::On)))
                {
                    i = take(w, start + 2, out).max(i + 1);
                    continue;
                }
                // "to make clear that": a clause and no thing.
                if g.entry().lemma == "make" && w.word(start) == "clear" {
                    i = start + 1;
                    continue;
                }
                // "to address parliament" is a speech.
                let speech = g.entry().lemma == "address" && w.units.party(start).is_some();
                if is_topic_verb(&g) && !speech {
                    i = take(w, start, out).max(i + 1);
                    continue;
                }
                let aimed = g.gerund && w.units.is_prep(v.wrapping_sub(1), Prep::At);
                if purpose.is_none() && !joined && (g.infinitive && is_aim(w, &g, start) || aimed) {
                    purpose = Some(start);
                    // "to explain remarks about the church": not the church.
                    let end = take(w, inner(w, start), &mut Vec::new());
                    let contact = |u: &Unit| matches!(u.kind, UnitKind::Noun(n) if n.noun != 0);
                    if end > i && (mends(&g) || !units[i..end].iter().any(contact)) {
                        i = end;
                        continue;
                    }
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
            // "met him and briefed him about": told of one of them, but with no purpose of the meeting.
            UnitKind::Verb(g) if g.finite() && matches!(units[i - 1].kind, UnitKind::And) => {
                if is_topic_verb(&g) {
                    take(w, object_start(w, i), out);
                    break;
                }
                // "met but failed to agree on a price"
                let aim = w.units.verb(i + 1).is_some_and(|g| g.infinitive && g.entry().frame == Frame::None);
                if g.entry().lemma == "fail" && aim && !joined {
                    take(w, object_start(w, i + 1), out);
                    break;
                }
                joined = true;
            }
            // "At a meeting with them, she dismissed questions about": the main clause tells of another act.
            UnitKind::Comma if fronted && !continues(w, i) => break,
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
            // "in their search for a way out", "in pursuit of a deal"
            UnitKind::Noun(n)
                if purpose.is_none()
                    && w.units.is_prep(i.wrapping_sub(1), Prep::In)
                    && matches!(w.story.tokens.folded(n.head), "search" | "pursuit" | "quest")
                    && matches!(w.units.kind(i + 1), Some(UnitKind::Prep(Prep::For | Prep::Of))) =>
            {
                purpose = Some(i + 2);
            }
            UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
            _ => {}
        }
        i += 1;
    }
    if let Some(start) = purpose.filter(|_| out.len() == before) {
        take(w, inner(w, start), out);
    }
}

/// "dropped in on the king": whom one comes to see.
fn drops_in(w: &Walker<'_>, v: usize) -> bool {
    w.units.verb(v).is_some_and(|g| g.entry().lemma == "drop-in")
}

/// The last of the infinitives that the one at unit `v` leads to by way of an effort: "to try to mend", "to seek to end",
/// "to help resolve".
fn efforts_end(w: &Walker<'_>, v: usize, g: VerbGroup) -> (usize, VerbGroup) {
    let effort = matches!(g.entry().lemma, "try" | "seek" | "help" | "work" | "attempt" | "strive" | "agree" | "hope");
    match w.units.verb(v + 1) {
        Some(&next) if effort && (next.infinitive || next.bare && next.tense == Tense::Present) => {
            (v + 1, VerbGroup { infinitive: true, ..next })
        }
        _ => (v, g),
    }
}

/// Whether the object of a verb is what an encounter is for, be it an encounter too: "to revive the talks", "to prepare
/// for the summit".
fn mends(g: &VerbGroup) -> bool {
    matches!(
        g.entry().lemma,
        "revive" | "restart" | "rescue" | "salvage" | "save" | "advance" | "prepare" | "restore" | "revitalise"
    )
}

/// Whether the verb whose object starts at unit `start` tells an aim, and not another contact: not "to attend a meeting"
/// or "to visit his mother", but "to tour malaria projects".
fn is_aim(w: &Walker<'_>, g: &VerbGroup, start: usize) -> bool {
    // "put off the trip to stay in Lima"
    if matches!(g.entry().lemma, "stay" | "remain") {
        return false;
    }
    match w.units.kind(start) {
        Some(UnitKind::Noun(n)) if n.noun != 0 => mends(g),
        Some(UnitKind::Noun(n)) => {
            let people = super::party::is_people_noun(w.story, n.head);
            let name = w.story.tokens.tokens[n.head].case != Case::Lower;
            g.entry().frame == Frame::None || g.entry().frame == Frame::Visit && !people && !name
        }
        _ => g.entry().frame == Frame::None,
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
pub(super) fn object_start(w: &Walker<'_>, v: usize) -> usize {
    let mut start = v + 1;
    while matches!(w.units.kind(start), Some(UnitKind::Adverb | UnitKind::Quote)) {
        start += 1;
    }
    // "agreed on Tuesday on the outlines of", but "agreed on Monday's vote"
    let dated = w.units.is_prep(start, Prep::On) && is_time(w, start + 1);
    if dated && !matches!(w.units.kind(start + 2), Some(UnitKind::Genitive)) {
        start += 2;
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
        // "to observe some of the projects"
        Prep::Of => v + 2,
        Prep::For if matches!(w.units.kind(v + 2), Some(UnitKind::Noun(n)) if w.story.tokens.folded(n.head) == "time") => {
            v + 3
        }
        Prep::With if w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "deal" | "break")) => v + 2,
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
    // "is linked to an effort to end the row", "must lead to an end of the ban"
    if (g.entry().lemma == "link" && g.passive || g.entry().lemma == "lead" && g.modal())
        && w.units.is_prep(p + 1, Prep::To)
    {
        take(w, inner(w, p + 2), out);
        return;
    }
    // "is part of an effort to end the row"
    if g.copula && part_of(w, p).is_some() {
        take(w, inner(w, p + 3), out);
        return;
    }
    // "broke down in May over the border", "will resume on Monday in an effort to end the strike"
    let clause =
        |u: &usize| !matches!(w.units.kind(*u), None | Some(UnitKind::Stop | UnitKind::That | UnitKind::Subordinator));
    for u in (p + 1..p + 12).take_while(clause) {
        // "went over well"
        let over = w.units.is_prep(u, Prep::Over) && g.entry().lemma != "go";
        if over && !is_time(w, u + 1) && !no_topic(w, u + 1) {
            take(w, u + 1, out);
            return;
        }
        let effort = matches!(w.units.kind(u), Some(UnitKind::Noun(n))
            if matches!(w.story.tokens.folded(n.head), "effort" | "bid" | "attempt"));
        if effort && w.units.is_prep(u - 1, Prep::In) && w.units.verb(u + 1).is_some_and(|g| g.infinitive) {
            object_of(w, u + 1, out);
            return;
        }
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

/// "agreed on a budget after talks", "declared a truce at a summit": what those who met there settled, by the verb at `v`.
pub(super) fn of_settled(w: &Walker<'_>, v: usize, out: &mut Vec<Span>) {
    let settles = |g: &VerbGroup| {
        let lemma = matches!(g.entry().lemma, "agree" | "declare" | "endorse" | "approve" | "adopt" | "sign");
        lemma && g.finite() && !g.passive && !g.negated && g.tense == Tense::Past
    };
    let start = object_start(w, v);
    if w.units.verb(v).is_some_and(settles) && matches!(w.units.kind(start), Some(UnitKind::Noun(n)) if n.noun == 0) {
        take(w, start, out);
    }
}

/// What the governor of an encounter's noun says of its topic: "The row is expected to dominate the talks".
pub(super) fn of_governor(w: &Walker<'_>, v: usize, out: &mut Vec<Span>) {
    let tops = w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "dominate" | "overshadow") && !g.passive);
    if !tops {
        return;
    }
    let verb = super::candidate::chain(w, v).last().copied().unwrap_or(v);
    if let Some(start) = super::topic_phrase::subject_start(w, verb) {
        take(w, start, out);
    }
}

/// What stands after "on" without being a topic: places, and how or when something is done ("on the invitation of").
pub(super) fn no_topic(w: &Walker<'_>, i: usize) -> bool {
    // "said on Telegram"
    let name = w.units.units.get(i).filter(|u| matches!(u.kind, UnitKind::Party(_)) && u.tokens.len() == 1);
    if name.is_some_and(|u| is_platform(w.story.tokens.folded(u.tokens.first as usize))) {
        return true;
    }
    if super::place::is_street(w, i) {
        return true;
    }
    let Some((i, n)) = head_noun(w, i) else { return false };
    let head = w.story.tokens.folded(n.head);
    head == "terms" && !n.definite
        || super::lexicon::is_region(head) && super::place::at(w, i).is_some()
        || matches!(
            head,
            "invitation"
                | "day"
                | "side"
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
                | "tarmac"
                | "runway"
                | "lawn"
                | "steps"
                | "plane"
                | "train"
                | "course"
                | "camera"
                | "schedule"
                | "track"
                | "leg"
                | "stop"
                | "stopover"
                | "visits"
                | "television"
                | "radio"
                | "twitter"
                | "website"
                | "hold"
                | "lunch"
                | "dinner"
                | "breakfast"
                | "cards"
                | "table"
                | "agenda"
                | "ground"
                | "fringes"
                | "coffee"
                | "tea"
                | "drinks"
        )
}

/// Where people write what they have to say.
fn is_platform(folded: &str) -> bool {
    matches!(folded, "telegram" | "twitter" | "facebook" | "instagram" | "x" | "weibo" | "truth" | "linkedin")
}

/// One past the last unit of the topic that starts at unit `start`.
pub(super) fn end_of(w: &Walker<'_>, start: usize) -> usize {
    take(w, start, &mut Vec::new())
}
