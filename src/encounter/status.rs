//! Whether an encounter has taken place: from tense, modality, negation and what governs the trigger.

use super::{
    Status, answer,
    argument::Walker,
    lexicon::NounFrame,
    unit::{NounPhrase, Prep, UnitKind},
    verb::{Tense, VerbGroup},
};
pub(super) use super::{
    status_noun::{is_told, of_noun, remarks},
    status_subject::moved_to,
};
use crate::{date::TimexType, token::TokenKind, zone::BlockKind};

pub(super) const DEPTH: u8 = 5;

/// The status that the verb group at `v` gives the encounter it names.
pub(super) fn of_verb(w: &Walker<'_>, v: usize) -> Status {
    verb_at(w, v, DEPTH)
}

pub(super) fn verb_at(w: &Walker<'_>, v: usize, depth: u8) -> Status {
    let Some(g) = w.units.verb(v) else { return Status::Happened };
    if conditional(w, v) {
        return Status::Proposed;
    }
    if let Some(u) = coordinated(w, v, g).filter(|_| depth > 0) {
        return verb_at(w, u, depth - 1);
    }
    if g.finite() {
        return finite(w, v, g);
    }
    if depth == 0 {
        return Status::Happened;
    }
    if g.negated {
        return Status::Refused;
    }
    if g.infinitive { infinitive(w, v, depth - 1) } else { gerund(w, v, depth - 1) }
}

/// "will hold talks and meet the queen": the verb with the modal or the "to" that the bare verb at `v` goes on from.
fn coordinated(w: &Walker<'_>, v: usize, g: &VerbGroup) -> Option<usize> {
    let joint = (0..v).rev().find(|&u| !matches!(w.units.units[u].kind, UnitKind::Adverb))?;
    let joins = matches!(w.units.units[joint].kind, UnitKind::And | UnitKind::Comma) || w.ends_in_comma(joint);
    if !(g.bare && g.tense == Tense::Present && joins) {
        return None;
    }
    let before = (0..joint)
        .rev()
        .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::That | UnitKind::Stop))
        // "to talk to guards who survived and meet"
        .find(|&u| w.units.verb(u).is_some_and(|g| g.tense != Tense::Past || !w.opens_relative(u)))?;
    let first = w.units.verb(before)?;
    // "will meet Mr Lee, hold talks and visit Chile": through the bare verbs to the modal.
    if first.infinitive || first.modal() { Some(before) } else { coordinated(w, before, first) }
}

fn finite(w: &Walker<'_>, v: usize, g: &VerbGroup) -> Status {
    if matches!(g.tense, Tense::Present | Tense::Would)
        && !g.negated
        && let Some(answer) = answer::asked_that(w, v)
    {
        return answer;
    }
    match (g.tense, g.negated) {
        (Tense::Future | Tense::Past | Tense::Would, true) => Status::Refused,
        (Tense::Present, true) => Status::Refused,
        // "was to have met Mr Lee"
        (Tense::Future, false) if g.perfect && matches!(w.word(v), "was" | "were") => Status::Cancelled,
        // "will probably meet"
        (Tense::Future | Tense::Would, false) if doubtful(w, v) => Status::Proposed,
        // "will meet him only if he frees them"
        (Tense::Future | Tense::Would, false) if only_if(w, v) => Status::Proposed,
        (Tense::Future, false) => Status::Planned,
        // "said he would meet": the reported future; else a condition.
        (Tense::Would, false) => {
            if reported(w, v) {
                Status::Planned
            } else {
                Status::Proposed
            }
        }
        (Tense::May, _) => Status::Proposed,
        (Tense::Present, false) if g.progressive => Status::Ongoing,
        // "a source said the two were holding talks", "The minister was meeting the king on Monday"
        (Tense::Past, false) if denied(w, v) => Status::Refused,
        // "had been meeting" is over.
        (Tense::Past, false) if g.progressive && !g.perfect && (reported(w, v) || !subordinate(w, v)) => {
            Status::Ongoing
        }
        // "The move comes as she meets the king": now.
        (Tense::Present, false) if !g.perfect && !g.passive && !in_headline(w, v) && comes_as(w, v) => Status::Ongoing,
        // "The leaders meet on Monday": the timetable's present. In headlines the present is the past.
        (Tense::Present, false) if !g.perfect && !g.passive && !in_headline(w, v) && to_come(w, v) => Status::Planned,
        // "must wait until the envoy visits Chad", "before he meets the king"
        (Tense::Present, false) if !g.perfect && !g.passive && awaited(w, v) => Status::Planned,
        _ => Status::Happened,
    }
}

/// Whether an adverb of the verb group at `v`, or right before it, says that it is not sure.
fn doubtful(w: &Walker<'_>, v: usize) -> bool {
    let adverb = |t: usize| matches!(w.story.tokens.folded(t), "probably" | "possibly" | "perhaps" | "maybe");
    let before = v > 0
        && matches!(w.units.units[v - 1].kind, UnitKind::Adverb)
        && adverb(w.units.units[v - 1].tokens.first as usize);
    before || w.units.units[v].tokens.range().any(adverb)
}

/// "denied that she had met him", "denied reports that they met": whether the verb at `v` is in what somebody denies.
fn denied(w: &Walker<'_>, v: usize) -> bool {
    let Some(mut at) = before_subject(w, v) else { return false };
    if matches!(w.units.units[at].kind, UnitKind::That) {
        let Some(before) = at.checked_sub(1) else { return false };
        at = before;
        if matches!(w.units.units[at].kind, UnitKind::Noun(n) if is_claim(w.story.tokens.folded(n.head))) && at > 0 {
            at -= 1;
        }
    }
    w.units.verb(at).is_some_and(|g| g.entry().lemma == "deny" && !g.negated)
}

/// The unit before the subject of the verb at `v`.
pub(super) fn before_subject(w: &Walker<'_>, v: usize) -> Option<usize> {
    let subject = |u: usize| {
        matches!(w.units.units[u].kind, UnitKind::Party(_) | UnitKind::Pronoun | UnitKind::And | UnitKind::Adverb)
    };
    (0..v).rev().find(|&u| !subject(u))
}

/// Nouns for what somebody says that others deny.
pub(super) fn is_claim(folded: &str) -> bool {
    matches!(folded, "report" | "reports" | "claims" | "allegations" | "suggestions" | "rumours" | "rumors" | "charges")
}

/// Whether a conjunction opens the clause of the verb at `v`: "while he was visiting Rome".
fn subordinate(w: &Walker<'_>, v: usize) -> bool {
    let opener = w.units.units[..v].iter().rev().find(|u| {
        matches!(
            u.kind,
            UnitKind::Subordinator | UnitKind::Relative | UnitKind::Stop | UnitKind::That | UnitKind::Comma
        ) || matches!(u.kind, UnitKind::Prep(Prep::As | Prep::After | Prep::Before))
    });
    opener.is_some_and(|u| !matches!(u.kind, UnitKind::Stop | UnitKind::Comma))
}

/// Whether the clause of the verb at `v` tells during what something comes: "The move comes as she meets the king".
fn comes_as(w: &Walker<'_>, v: usize) -> bool {
    let subject = |&u: &usize| matches!(w.units.units[u].kind, UnitKind::Party(_) | UnitKind::Pronoun | UnitKind::And);
    let Some(opener) = (0..v).rev().find(|u| !subject(u)) else { return false };
    let main = (0..opener).rev().find_map(|u| w.units.verb(u));
    w.units.is_prep(opener, Prep::As) && main.is_some_and(|g| g.entry().lemma == "come" && g.tense == Tense::Present)
}

/// Whether "until" or "before" opens the clause of the verb at `v`.
fn awaited(w: &Walker<'_>, v: usize) -> bool {
    (0..v)
        .rev()
        .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::Verb(_) | UnitKind::Stop | UnitKind::That))
        .any(|u| {
            matches!(w.units.units[u].kind, UnitKind::Prep(_) | UnitKind::Subordinator)
                && matches!(w.word(u), "until" | "till" | "before")
        })
}

fn in_headline(w: &Walker<'_>, v: usize) -> bool {
    let sentence = w.story.tokens.sentence_of(w.units.units[v].tokens.first as usize);
    w.story.tokens.sentences[sentence].kind == BlockKind::Headline
}

/// Whether a time that is not past stands to the right of the verb in its clause. A full date that is past or today's
/// is that of a picture's caption: "X speaks with Y in Rome, May 14, 2024".
fn to_come(w: &Walker<'_>, v: usize) -> bool {
    w.units.units[v + 1..]
        .iter()
        .take_while(|u| !matches!(u.kind, UnitKind::That | UnitKind::Stop | UnitKind::Subordinator))
        .any(|u| match u.kind {
            UnitKind::Time(t) => {
                let timex = &w.story.dates[t];
                let full = timex.tokens.range().any(|i| w.story.tokens.folded(i).len() == 4)
                    && w.story.tokens.tokens[timex.tokens.first as usize..timex.tokens.end as usize]
                        .iter()
                        .any(|token| token.kind == TokenKind::Number);
                let day = super::time_value::day_value(timex).and_then(|value| super::time_value::days(&value));
                timex.kind != TimexType::Duration
                    && !(full && day.is_some_and(|(_, last)| w.story.published.is_some_and(|p| last <= p)))
            }
            _ => false,
        })
}

/// Whether a verb of saying governs the clause of the verb at `v`.
pub(super) fn reported(w: &Walker<'_>, v: usize) -> bool {
    // "agreed on Monday that they would meet"
    let tells = |g: &VerbGroup| g.entry().speech || matches!(g.entry().lemma, "agree" | "decide");
    w.units.units[..v].iter().rev().any(|u| matches!(u.kind, UnitKind::Verb(g) if tells(&g) && g.finite()))
        || w.units.units[v + 1..].iter().any(|u| matches!(u.kind, UnitKind::Verb(g) if g.entry().speech && g.finite()))
}

/// Whether the clause of unit `at` starts with "if" or "whether".
pub(super) fn conditional(w: &Walker<'_>, at: usize) -> bool {
    for u in w.units.units[..at].iter().rev() {
        match u.kind {
            UnitKind::Subordinator => {
                return matches!(w.story.tokens.folded(u.tokens.first as usize), "if" | "whether" | "unless");
            }
            UnitKind::Comma | UnitKind::Stop | UnitKind::That => return false,
            _ => {}
        }
    }
    false
}

/// Whether the clause of the verb at `v` holds on a condition that follows: "only if".
fn only_if(w: &Walker<'_>, v: usize) -> bool {
    (v + 1..w.units.units.len())
        .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::Stop | UnitKind::That))
        .any(|u| w.word(u) == "only" && w.word(u + 1) == "if")
}

/// What the governing verb's own state makes of its complement.
pub(super) fn governed(g: &VerbGroup) -> Option<Status> {
    let status = g.governs()?;
    if g.negated && matches!(g.tense, Tense::May) {
        return Some(Status::Proposed);
    }
    if g.negated {
        return Some(match status {
            Status::Planned | Status::Proposed => Status::Refused,
            // "did not rule out talks"
            Status::Refused => Status::Proposed,
            s => s,
        });
    }
    if status == Status::Planned && matches!(g.tense, Tense::May | Tense::Would) {
        return Some(Status::Proposed);
    }
    Some(status)
}

fn infinitive(w: &Walker<'_>, v: usize, depth: u8) -> Status {
    let mut k = v;
    while k > 0 {
        k -= 1;
        match w.units.units[k].kind {
            UnitKind::Verb(g) => {
                if let Some(s) = governed(&g) {
                    // "had been due to meet": it came to nothing.
                    let plans = g.predicate.is_some()
                        || matches!(g.entry().lemma, "plan" | "schedule" | "intend" | "expect" | "set" | "suppose");
                    let lapsed = plans && s == Status::Planned && w.word(k) == "had" && !g.negated;
                    return if lapsed { Status::Cancelled } else { s };
                }
                // "were on their way to Moscow to see him"
                if g.copula && super::candidate::on_the_way(w, k).is_some() {
                    return Status::Planned;
                }
                if g.copula && g.tense != Tense::None {
                    // "was in Berlin to meet", "is here to meet"
                    return if g.tense == Tense::Past { Status::Happened } else { Status::Planned };
                }
                return purpose(w, k, depth);
            }
            // "is the first president to visit Peru"
            UnitKind::Noun(_) | UnitKind::Party(_)
                if k + 1 == v
                    && w.units.units[k]
                        .tokens
                        .range()
                        .any(|t| matches!(w.story.tokens.folded(t), "first" | "only"))
                    && (k.saturating_sub(2)..k).any(|u| w.units.verb(u).is_some_and(|g| g.copula && !g.modal())) =>
            {
                return Status::Happened;
            }
            UnitKind::Noun(n) => {
                if let Some(s) = noun_governor(w, &n) {
                    // "has cancelled plans to visit", "accepted an invitation to visit"
                    // "Plans for them to meet were dropped"
                    let dropped = || {
                        let p = w.predicate(v + 1).and_then(|p| w.units.verb(p)).filter(|_| k == 0)?;
                        let done =
                            p.passive && matches!(p.entry().lemma, "drop" | "abandon" | "scrap" | "shelve" | "cancel");
                        (done && !p.negated).then_some(Status::Cancelled)
                    };
                    let answer = || {
                        called_off(w, k)
                            .or_else(|| accepted(w, k))
                            .or_else(|| answer::turned_down(w, k, v))
                            .or_else(dropped)
                    };
                    return answer().unwrap_or(s);
                }
            }
            UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
            _ => {}
        }
    }
    // A headline's infinitive: "Merkel to meet Macron".
    Status::Planned
}

/// The verb right before the noun at unit `k`, a determiner and a time apart.
fn verb_before(w: &Walker<'_>, k: usize) -> Option<usize> {
    (k.saturating_sub(3)..k).rev().find(|&u| w.units.verb(u).is_some())
}

/// Whether a verb right before the noun at unit `k` cancels or refuses what it names.
pub(super) fn called_off(w: &Walker<'_>, k: usize) -> Option<Status> {
    let v = verb_before(w, k)?;
    let g = w.units.verb(v)?;
    g.governs().filter(|s| matches!(s, Status::Cancelled | Status::Refused) && !g.negated && !tentative(w, v))
}

/// "may cancel", "threatened to cancel", "is considering cancelling", of the verb at `v`: it is not done.
pub(super) fn tentative(w: &Walker<'_>, v: usize) -> bool {
    let weighs = |g: &VerbGroup| {
        matches!(g.entry().lemma, "consider" | "threaten" | "weigh" | "mull" | "contemplate" | "ponder")
    };
    w.units.verb(v).is_some_and(|g| {
        g.tense == Tense::May || !g.finite() && v.checked_sub(1).and_then(|u| w.units.verb(u)).is_some_and(weighs)
    })
}

/// Whether a verb right before the noun at unit `k` takes up what it offers.
fn accepted(w: &Walker<'_>, k: usize) -> Option<Status> {
    let g = w.units.verb(verb_before(w, k)?)?;
    let done = g.perfect || g.tense == Tense::Past && !g.negated;
    (g.entry().lemma == "accept" && done).then_some(Status::Planned)
}

/// "flew to Rome to meet X": done with the journey, unless the journey is only beginning.
pub(super) fn purpose(w: &Walker<'_>, v: usize, depth: u8) -> Status {
    let status = if depth == 0 { Status::Happened } else { verb_at(w, v, depth - 1) };
    let Some(g) = w.units.verb(v) else { return status };
    // "has begun a visit to Brazil for talks with"
    let begun = matches!(g.entry().lemma, "begin" | "start" | "open")
        && matches!(w.units.kind(v + 1), Some(UnitKind::Noun(n)) if n.frame() == Some(NounFrame::Visit));
    if status == Status::Happened && begun {
        return Status::Planned;
    }
    // "landed in Oslo for talks", "goes on to Rome for a dinner"
    let under_way = matches!(g.entry().lemma, "leave" | "depart" | "head" | "fly" | "arrive" | "land" | "send")
        || g.tense == Tense::Present && w.is_travel(v);
    if status == Status::Happened && under_way && !g.perfect {
        return Status::Planned;
    }
    if status == Status::Ongoing && w.is_travel(v) {
        return Status::Planned;
    }
    status
}

/// Nouns that govern an infinitive or an encounter: "plans to", "a refusal to", "a proposal for".
pub(super) fn noun_governor(w: &Walker<'_>, n: &NounPhrase) -> Option<Status> {
    let status = match w.story.tokens.folded(n.head) {
        "plan" | "plans" | "schedule" | "itinerary" | "agenda" | "arrangement" | "arrangements" | "preparations"
        | "preparation" | "decision" | "agreement" => Status::Planned,
        "invitation" | "invitations" | "offer" | "offers" | "proposal" | "proposals" | "hope" | "hopes" | "request"
        | "requests" | "desire" | "wish" | "willingness" | "readiness" | "possibility" | "prospect" | "prospects"
        | "chance" | "idea" | "bid" | "attempt" | "attempts" | "effort" | "efforts" | "opportunity" | "calls"
        | "demand" | "demands" | "condition" | "conditions" | "precondition" | "preconditions" | "suggestion"
        | "interest" | "need" => Status::Proposed,
        "refusal" | "rejection" | "failure" => Status::Refused,
        "cancellation" | "postponement" => Status::Cancelled,
        _ => return None,
    };
    Some(if n.negative && matches!(status, Status::Planned | Status::Proposed) { Status::Refused } else { status })
}

/// "the possibility of", "little chance of": what comes next is not more than that.
fn hoped_for(w: &Walker<'_>, u: usize) -> bool {
    matches!(w.units.kind(u), Some(UnitKind::Noun(n))
        if matches!(w.story.tokens.folded(n.head), "chance" | "chances")
            || noun_governor(w, n) == Some(Status::Proposed))
}

fn gerund(w: &Walker<'_>, v: usize, depth: u8) -> Status {
    let main = |w: &Walker<'_>| {
        let right = w.predicate(v + 1);
        let left = (0..v).rev().find(|&u| w.units.verb(u).is_some());
        left.or(right)
    };
    match v.checked_sub(1).map(|k| w.units.units[k].kind) {
        Some(UnitKind::Prep(Prep::After)) => Status::Happened,
        Some(UnitKind::Prep(Prep::Before)) => before(w, main(w), depth),
        // "have begun meeting in Rome"
        Some(UnitKind::Verb(g))
            if matches!(g.entry().lemma, "begin" | "start" | "continue" | "keep" | "resume") && g.finite() =>
        {
            match verb_at(w, v - 1, depth) {
                Status::Happened => Status::Ongoing,
                s => s,
            }
        }
        Some(UnitKind::Verb(g)) => governed(&g).unwrap_or_else(|| verb_at(w, v - 1, depth)),
        // "snubbed her by inviting her rivals": the means, not what is snubbed.
        Some(UnitKind::Prep(Prep::By)) => main(w).map_or(Status::Happened, |u| verb_at(w, u, depth)),
        // "saw no point in meeting"
        Some(UnitKind::Prep(Prep::In)) if v >= 2 && no_use(w, v - 2) => Status::Refused,
        // "the prospects of resuming talks"
        Some(UnitKind::Prep(Prep::Of)) if v >= 2 && hoped_for(w, v - 2) => Status::Proposed,
        Some(UnitKind::Prep(_)) => {
            // "ruled out meeting", "talked about visiting", "insisted on meeting"
            let governor = (0..v).rev().find_map(|u| w.units.verb(u).map(|g| (u, *g)));
            match governor {
                Some((u, g)) => governed(&g).unwrap_or_else(|| verb_at(w, u, depth)),
                None => main(w).map_or(Status::Happened, |u| verb_at(w, u, depth)),
            }
        }
        _ => main(w).map_or(Status::Happened, |u| match verb_at(w, u, depth) {
            Status::Refused | Status::Cancelled => Status::Happened,
            s => s,
        }),
    }
}

/// "no point", "little sense" at unit `u`.
fn no_use(w: &Walker<'_>, u: usize) -> bool {
    let Some(UnitKind::Noun(n)) = w.units.kind(u) else { return false };
    matches!(w.story.tokens.folded(n.head), "point" | "sense" | "use" | "value" | "purpose" | "interest")
        && (n.negative || w.word(u) == "little")
}

/// "said before meeting X", "has arrived before meeting X": to come still; "toured a factory before meeting X": told as a
/// whole, it is over.
fn before(w: &Walker<'_>, main: Option<usize>, depth: u8) -> Status {
    let over = |u: usize| {
        w.units.verb(u).is_some_and(|g| g.tense == Tense::Past && g.finite() && !g.entry().speech && !w.is_travel(u))
    };
    match main.map(|u| verb_at(w, u, depth)) {
        Some(Status::Happened) if main.is_some_and(over) => Status::Happened,
        Some(Status::Happened) => Status::Planned,
        Some(s) => s,
        None => Status::Planned,
    }
}

/// "have not met since March", "are not known to have met since": a time without contact is nobody's refusal.
pub(super) fn not_since(w: &Walker<'_>, v: usize) -> bool {
    let negated = |u: usize| w.units.verb(u).is_some_and(|g| g.negated);
    let since = (v + 1..v + 5)
        .take_while(|&u| !matches!(w.units.kind(u), None | Some(UnitKind::Verb(_) | UnitKind::Stop)))
        // "had not spoken in 15 months"
        .any(|u| {
            let long = |t: usize| w.story.dates[t].kind == TimexType::Duration;
            let span = matches!(w.units.kind(u + 1), Some(UnitKind::Time(t)) if long(*t));
            w.word(u) == "since" || span && matches!(w.units.kind(u), Some(UnitKind::Prep(Prep::In | Prep::For)))
        });
    // "had not allowed a minister to visit since"
    let governor = || (v.saturating_sub(4)..v).rev().find(|&u| w.units.verb(u).is_some());
    since && (negated(v) || w.units.verb(v).is_some_and(|g| g.infinitive) && governor().is_some_and(negated))
}
