//! Whether an encounter has taken place: from tense, modality, negation and what governs the trigger.

use super::{
    Status,
    argument::Walker,
    lexicon::NounFrame,
    unit::{NounPhrase, Prep, UnitKind},
    verb::{Tense, VerbGroup},
};
use crate::{date::TimexType, token::TokenKind, zone::BlockKind};

const DEPTH: u8 = 5;

/// The status that the verb group at `v` gives the encounter it names.
pub(super) fn of_verb(w: &Walker<'_>, v: usize) -> Status {
    verb_at(w, v, DEPTH)
}

fn verb_at(w: &Walker<'_>, v: usize, depth: u8) -> Status {
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
        .find(|&u| w.units.verb(u).is_some())?;
    let first = w.units.verb(before)?;
    // "will meet Mr Lee, hold talks and visit Chile": through the bare verbs to the modal.
    if first.infinitive || first.modal() { Some(before) } else { coordinated(w, before, first) }
}

fn finite(w: &Walker<'_>, v: usize, g: &VerbGroup) -> Status {
    match (g.tense, g.negated) {
        (Tense::Future | Tense::Past | Tense::Would, true) => Status::Refused,
        (Tense::Present, true) => Status::Refused,
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
        (Tense::Past, false) if g.progressive && (reported(w, v) || !subordinate(w, v)) => Status::Ongoing,
        // "The leaders meet on Monday": the timetable's present. In headlines the present is the past.
        (Tense::Present, false) if !g.perfect && !g.passive && !in_headline(w, v) && to_come(w, v) => Status::Planned,
        _ => Status::Happened,
    }
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
                let day = super::time::day_value(timex).and_then(|value| super::time::days(&value));
                timex.kind != TimexType::Duration
                    && !(full && day.is_some_and(|(_, last)| w.story.published.is_some_and(|p| last <= p)))
            }
            _ => false,
        })
}

/// Whether a verb of saying governs the clause of the verb at `v`.
fn reported(w: &Walker<'_>, v: usize) -> bool {
    w.units.units[..v].iter().rev().any(|u| matches!(u.kind, UnitKind::Verb(g) if g.entry().speech && g.finite()))
        || w.units.units[v + 1..].iter().any(|u| matches!(u.kind, UnitKind::Verb(g) if g.entry().speech && g.finite()))
}

/// Whether the clause of unit `at` starts with "if" or "whether".
fn conditional(w: &Walker<'_>, at: usize) -> bool {
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

/// What the governing verb's own state makes of its complement.
fn governed(g: &VerbGroup) -> Option<Status> {
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
                    return s;
                }
                if g.copula && g.tense != Tense::None {
                    // "was in Berlin to meet", "is here to meet"
                    return if g.tense == Tense::Past { Status::Happened } else { Status::Planned };
                }
                return purpose(w, k, depth);
            }
            UnitKind::Noun(n) => {
                if let Some(s) = noun_governor(w, &n) {
                    // "has cancelled plans to visit", "accepted an invitation to visit"
                    return called_off(w, k).or_else(|| accepted(w, k)).unwrap_or(s);
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
fn verb_before<'a>(w: &Walker<'a>, k: usize) -> Option<&'a VerbGroup> {
    (k.saturating_sub(3)..k).rev().find_map(|u| w.units.verb(u))
}

/// Whether a verb right before the noun at unit `k` cancels or refuses what it names.
fn called_off(w: &Walker<'_>, k: usize) -> Option<Status> {
    let g = verb_before(w, k)?;
    g.governs().filter(|s| matches!(s, Status::Cancelled | Status::Refused) && !g.negated)
}

/// Whether a verb right before the noun at unit `k` takes up what it offers.
fn accepted(w: &Walker<'_>, k: usize) -> Option<Status> {
    let g = verb_before(w, k)?;
    let done = g.perfect || g.tense == Tense::Past && !g.negated;
    (g.entry().lemma == "accept" && done).then_some(Status::Planned)
}

/// "flew to Rome to meet X": done with the journey, unless the journey is only beginning.
pub(super) fn purpose(w: &Walker<'_>, v: usize, depth: u8) -> Status {
    let status = if depth == 0 { Status::Happened } else { verb_at(w, v, depth - 1) };
    let Some(g) = w.units.verb(v) else { return status };
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
        | "demand" | "demands" | "suggestion" | "interest" | "need" => Status::Proposed,
        "refusal" | "rejection" | "failure" => Status::Refused,
        "cancellation" | "postponement" => Status::Cancelled,
        _ => return None,
    };
    Some(if n.negative && matches!(status, Status::Planned | Status::Proposed) { Status::Refused } else { status })
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
        Some(UnitKind::Verb(g)) => governed(&g).unwrap_or_else(|| verb_at(w, v - 1, depth)),
        // "snubbed her by inviting her rivals": the means, not what is snubbed.
        Some(UnitKind::Prep(Prep::By)) => main(w).map_or(Status::Happened, |u| verb_at(w, u, depth)),
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

/// "before meeting X": what comes after what has happened is still to come when the main clause is in the future.
fn before(w: &Walker<'_>, main: Option<usize>, depth: u8) -> Status {
    match main.map(|u| verb_at(w, u, depth)) {
        Some(Status::Happened) => Status::Planned,
        Some(s) => s,
        None => Status::Planned,
    }
}

/// Whether the sentence tells the status of the encounter that the noun at `n` names, or only takes it for granted: "he
/// said of his meeting with", "the visit comes as", "after his talks" tell; "remarks on the meeting with" do not.
pub(super) fn is_told(w: &Walker<'_>, n: usize, governor: Option<usize>, prep: Option<Prep>, end: usize) -> bool {
    if adjective(w, n).is_some() || noun_before(w, n).is_some() || conditional(w, n) {
        return true;
    }
    match (prep, governor.and_then(|g| w.units.verb(g))) {
        (Some(Prep::Of | Prep::About | Prep::From | Prep::By), g) => g.is_some_and(|g| g.governs().is_some()),
        (None, Some(g)) if !g.entry().speech => g.light() || g.entry().frame != super::lexicon::Frame::None,
        (None, _) => w
            .predicate(end)
            .and_then(|p| w.units.verb(p))
            .is_some_and(|g| !remarks(g) && !matches!(g.entry().lemma, "come" | "help")),
        _ => true,
    }
}

/// Whether the predicate of an encounter's noun says what it means and not how it goes: "the visit follows a dispute".
pub(super) fn remarks(g: &VerbGroup) -> bool {
    matches!(
        g.entry().lemma,
        "follow" | "mark" | "underline" | "underscore" | "highlight" | "show" | "reflect" | "signal"
    )
}

/// The status that its place in the sentence gives the encounter that the noun at `n` names. `governor` and `prep` as
/// [`Walker::governor`] gives them, `end` one past its complements.
pub(super) fn of_noun(w: &Walker<'_>, n: usize, governor: Option<usize>, prep: Option<Prep>, end: usize) -> Status {
    // A party is a gathering by its name: "the Munich Security Conference".
    let (negative, frame) = match w.units.units[n].kind {
        UnitKind::Noun(noun) => (noun.negative, noun.frame()),
        _ => (false, Some(NounFrame::Summit)),
    };
    if let Some(s) = adjective(w, n) {
        // "the planned meeting was called off"
        let predicate = w.predicate(end).filter(|_| prep.is_none() && governor.is_none()).map(|p| as_subject(w, p));
        let predicate = predicate.or_else(|| called_off(w, n).filter(|_| prep.is_none()));
        return predicate.filter(|p| matches!(p, Status::Cancelled | Status::Refused)).unwrap_or(s);
    }
    if negative {
        return Status::Refused;
    }
    // "the talks that broke down last month"
    if let Some(v) = (n + 1..=end).find_map(|u| relative(w, u).then(|| super::time::course(w, n, u)).flatten()) {
        return verb_at(w, v, DEPTH);
    }
    if conditional(w, n) {
        return Status::Proposed;
    }
    // "a proposal for talks", "hopes of a meeting", "an invitation to a summit"
    if let Some(s) = noun_before(w, n) {
        return s;
    }
    // A subject: the predicate says it.
    if prep.is_none() && governor.is_none_or(|g| w.units.verb(g).is_some_and(|v| v.entry().speech)) {
        if let Some(p) = w.predicate(end) {
            return as_subject(w, p);
        }
        return Status::Happened;
    }
    // "go ahead with the strike despite a meeting"
    if prep == Some(Prep::Other) && n > 0 && w.word(n - 1) == "despite" {
        return Status::Happened;
    }
    match prep {
        Some(Prep::After) => {
            // "is due in Rome after stops in Spain", "will leave after a meeting": both are to come.
            return match governor.map(|g| verb_at(w, g, DEPTH)) {
                Some(Status::Planned) => Status::Planned,
                _ => Status::Happened,
            };
        }
        Some(Prep::Before) => {
            return match governor.map(|g| verb_at(w, g, DEPTH)) {
                Some(Status::Refused | Status::Cancelled) | None => Status::Planned,
                Some(Status::Happened) => Status::Planned,
                Some(s) => s,
            };
        }
        _ => {}
    }
    let Some(v) = governor else { return Status::Happened };
    let Some(g) = w.units.verb(v) else { return Status::Happened };
    // "agreed in talks to end the row": what they agreed on is not the talks.
    let within = matches!(prep, Some(Prep::In | Prep::At | Prep::During | Prep::Over))
        && matches!(
            g.entry().lemma,
            "agree"
                | "ask"
                | "urge"
                | "invite"
                | "propose"
                | "decide"
                | "announce"
                | "pledge"
                | "promise"
                | "vow"
                | "accept"
                | "approve"
                | "reject"
                | "offer"
        );
    // "snubbed him on a trip to Rome"
    // "called the country a partner during talks"
    let within = within || prep == Some(Prep::During);
    let journey = prep == Some(Prep::On) && frame == Some(NounFrame::Visit) && !g.copula;
    if let Some(s) = governed(g).filter(|_| !((within || journey) && g.predicate.is_none())) {
        // "announced talks" that are told of in the past, "accepted an invitation": planned.
        return s;
    }
    if g.copula && g.tense == Tense::Present && prep == Some(Prep::For) && !g.negated {
        // "is in Rome for talks"
        return Status::Planned;
    }
    if g.copula && matches!(prep, Some(Prep::In | Prep::On)) {
        // "is in talks with", "was in talks with"
        return match g.tense {
            Tense::Present if !g.negated => Status::Ongoing,
            Tense::Past if !g.negated => {
                if reported(w, v) {
                    Status::Ongoing
                } else {
                    Status::Happened
                }
            }
            _ => verb_at(w, v, DEPTH),
        };
    }
    if matches!(prep, Some(Prep::For | Prep::To)) {
        return purpose(w, v, DEPTH);
    }
    let status = verb_at(w, v, DEPTH);
    if status == Status::Happened && matches!(g.entry().lemma, "begin" | "start" | "open" | "continue" | "resume") {
        return if g.tense == Tense::Present { Status::Ongoing } else { status };
    }
    status
}

fn takes_place(g: &VerbGroup) -> bool {
    matches!(g.entry().lemma, "take" | "happen" | "occur" | "proceed" | "" | "come" | "begin" | "start" | "open")
}

fn relative(w: &Walker<'_>, u: usize) -> bool {
    matches!(w.units.kind(u), Some(UnitKind::Relative))
}

/// What a predicate says of the encounter that is its subject: "will take place", "was cancelled", "are expected".
fn as_subject(w: &Walker<'_>, v: usize) -> Status {
    let Some(g) = w.units.verb(v) else { return Status::Happened };
    if let Some(s) = g.governs()
        && (g.passive || g.predicate.is_some())
    {
        return governed(g).unwrap_or(s);
    }
    if falls_through(w, v, g) {
        return Status::Cancelled;
    }
    // "The visit did not go well" tells of one that took place.
    if g.negated && g.tense == Tense::Past && !g.passive && !takes_place(g) {
        return Status::Happened;
    }
    if remarks(g) && g.tense == Tense::Present {
        return Status::Happened;
    }
    let status = verb_at(w, v, DEPTH);
    match (status, g.tense) {
        (Status::Happened, Tense::Present) if !g.perfect && !g.passive => Status::Ongoing,
        _ => status,
    }
}

/// "was struck from the programme", "fell through", "came to nothing", "fell victim to the storm".
fn falls_through(w: &Walker<'_>, v: usize, g: &VerbGroup) -> bool {
    let word = |u: usize| w.units.units.get(u).map_or("", |x| w.story.tokens.folded(x.tokens.end as usize - 1));
    let listed =
        |u: usize| matches!(word(u), "programme" | "program" | "schedule" | "agenda" | "itinerary" | "calendar");
    match g.entry().lemma {
        "fall-through" => true,
        "come" => w.units.is_prep(v + 1, Prep::To) && matches!(word(v + 2), "nothing" | "naught"),
        "fall" => word(v + 1) == "victim",
        "strike" | "cut" | "remove" | "take" | "delete" | "cross" | "scratch" => {
            g.passive && (v + 2..v + 6).any(|u| listed(u) && !w.units.is_prep(v + 1, Prep::On))
        }
        _ => false,
    }
}

/// Adjectives in the noun's own phrase: "planned talks", "a possible meeting", "the cancelled visit".
fn adjective(w: &Walker<'_>, n: usize) -> Option<Status> {
    w.units.units[n].tokens.range().find_map(|t| match w.story.tokens.folded(t) {
        "planned" | "scheduled" | "upcoming" | "forthcoming" | "coming" | "next" | "future" | "expected"
        | "anticipated" => Some(Status::Planned),
        "proposed" | "possible" | "potential" | "likely" | "suggested" | "further"
            if w.story.tokens.folded(t) != "further" =>
        {
            Some(Status::Proposed)
        }
        "cancelled" | "canceled" | "postponed" | "aborted" | "delayed" | "scrapped" => Some(Status::Cancelled),
        "ongoing" | "current" => Some(Status::Ongoing),
        _ => None,
    })
}

/// A governing noun right before: "an offer of talks", "hopes for a meeting", "a request for a meeting".
fn noun_before(w: &Walker<'_>, n: usize) -> Option<Status> {
    let mut k = n;
    if k > 1 && matches!(w.units.units[k - 1].kind, UnitKind::Genitive) {
        k -= 2;
    }
    let &UnitKind::Prep(Prep::For | Prep::Of | Prep::To) = w.units.kind(k.checked_sub(1)?)? else { return None };
    match w.units.kind(k.checked_sub(2)?)? {
        UnitKind::Noun(governor)
            if governor.noun == 0 || super::lexicon::noun(governor.noun).frame == NounFrame::Invite =>
        {
            noun_governor(w, governor)
        }
        _ => None,
    }
}
