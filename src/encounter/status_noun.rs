//! Whether an encounter that a noun names has taken place: "after talks with", "a proposed meeting", "the visit was called
//! off".

use super::{
    Status,
    argument::Walker,
    lexicon::{Frame, NounFrame},
    status::{
        DEPTH, before_subject, called_off, conditional, governed, noun_governor, purpose, reported, tentative, verb_at,
    },
    status_subject::{as_subject, moved_to, undone},
    time_value::{day_value, days},
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};

/// Whether the sentence tells the status of the encounter that the noun at `n` names, or only takes it for granted: "he
/// said of his meeting with", "the visit comes as", "after his talks" tell; "remarks on the meeting with" do not.
pub(super) fn is_told(w: &Walker<'_>, n: usize, governor: Option<usize>, prep: Option<Prep>, end: usize) -> bool {
    if adjective(w, n).is_some() || noun_before(w, n, end).is_some() || conditional(w, n) {
        return true;
    }
    match (prep, governor.and_then(|g| w.units.verb(g))) {
        (Some(Prep::Of | Prep::About | Prep::From | Prep::By), g) => g.is_some_and(|g| g.governs().is_some()),
        (None, Some(g)) if !g.entry().speech => g.light() || g.entry().frame != Frame::None,
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
    // "Face to face talks broke down"
    let face = |v: usize| {
        let twice = v > 0 && w.word(v - 1) == "face";
        w.units.verb(v).is_some_and(|g| g.entry().lemma == "face" && (prep == Some(Prep::To) || g.infinitive && twice))
    };
    // "Asked about her meeting with Mr Lee, Ms Roe said"
    let asked = |v: usize| v == 0 && prep == Some(Prep::About) && matches!(w.word(0), "asked" | "questioned");
    let (governor, prep) = if governor.is_some_and(|v| face(v) || asked(v)) { (None, None) } else { (governor, prep) };
    // A party is a gathering by its name: "the Munich Security Conference".
    let (negative, frame) = match w.units.units[n].kind {
        UnitKind::Noun(noun) => (noun.negative, noun.frame()),
        _ => (false, Some(NounFrame::Summit)),
    };
    if let Some(s) = adjective(w, n) {
        // "the planned meeting was called off"
        let predicate = w.predicate(end).filter(|_| prep.is_none() && governor.is_none()).map(|p| as_subject(w, p));
        // Who opposes a planned visit does not keep it from being planned.
        let opposed = governor.and_then(|g| w.units.verb(g)).is_some_and(|g| g.entry().lemma == "oppose");
        // "pulled out of a planned meeting"
        let left = || match (governor, prep) {
            (Some(v), Some(Prep::Of)) if !tentative(w, v) => w.units.verb(v).and_then(VerbGroup::governs),
            _ => None,
        };
        let predicate = predicate.or_else(|| called_off(w, n).filter(|_| prep.is_none() && !opposed)).or_else(left);
        return predicate.filter(|p| matches!(p, Status::Cancelled | Status::Refused)).unwrap_or(s);
    }
    if negative {
        return Status::Refused;
    }
    // "put off his visit until June"
    if prep.is_none() && governor.is_some_and(|v| moved_to(w, v).is_some()) {
        return Status::Planned;
    }
    // "A visit by envoys that was set for May was called off"
    if prep.is_none()
        && governor.is_none()
        && let Some(s) = over_relative(w, n, end)
    {
        return s;
    }
    // "has called off a tour of Chile that was to begin on Monday"
    if let Some(s) = called_off(w, n).filter(|s| *s == Status::Cancelled && prep.is_none() && governor.is_some()) {
        return s;
    }
    // "the talks that broke down last month"
    if let Some(v) = (n + 1..=end).find_map(|u| relative(w, u).then(|| super::time::course(w, n, u)).flatten()) {
        return verb_at(w, v, DEPTH);
    }
    if conditional(w, n) {
        return Status::Proposed;
    }
    // "a proposal for talks", "hopes of a meeting", "an invitation to a summit"
    if let Some(s) = noun_before(w, n, end) {
        // "rejected an offer of talks", not "rejected conditions for talks"
        let asked = super::request::is_request(w, n.saturating_sub(2));
        let refused = asked && governor.and_then(|v| w.units.verb(v)).and_then(governed) == Some(Status::Refused);
        return if refused && prep.is_some() { Status::Refused } else { s };
    }
    // A subject: the predicate says it.
    if prep.is_none() && governor.is_none_or(|g| w.units.verb(g).is_some_and(|v| v.entry().speech)) {
        if let Some(p) = w.predicate(end) {
            // "was to take place in May but was called off"
            return undone(w, p).unwrap_or_else(|| as_subject(w, p));
        }
        return Status::Happened;
    }
    // "go ahead with the strike despite a meeting"
    if prep == Some(Prep::Other) && n > 0 && w.word(n - 1) == "despite" {
        return Status::Happened;
    }
    // "During her visit to Chad she will meet the king": the visit is as far off.
    if governor.is_none() && matches!(prep, Some(Prep::During | Prep::On)) && frame == Some(NounFrame::Visit) {
        let main = (end..w.units.units.len())
            .take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::That | UnitKind::Stop | UnitKind::Subordinator))
            .find(|&u| w.units.verb(u).is_some_and(VerbGroup::finite));
        return match main.map(|u| verb_at(w, u, DEPTH)) {
            Some(Status::Planned) => Status::Planned,
            _ => Status::Happened,
        };
    }
    match prep {
        // "will meet again after talks on Tuesday ended without agreement"
        Some(Prep::After) if ended(w, n) => return Status::Happened,
        Some(Prep::After) => {
            // "is due in Rome after stops in Spain", "will leave after a meeting": both are to come.
            // "agreed after a meeting to open consulates": they have agreed.
            let agreed = |g: usize| {
                let main = (0..=g).rev().filter_map(|u| w.units.verb(u)).find(|g| g.finite());
                main.is_some_and(|g| {
                    g.tense == Tense::Past && matches!(g.entry().lemma, "agree" | "decide" | "vow" | "pledge")
                })
            };
            return match governor.filter(|&g| !agreed(g)).map(|g| verb_at(w, g, DEPTH)) {
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
    // "agreed in talks to end the row", "pressed her case over lunch": what they agreed on is not the talks.
    let within = matches!(prep, Some(Prep::In | Prep::At | Prep::During | Prep::Over))
        && !g.passive
        && !g.entry().light
        && !wishes(g);
    // "called the country a partner during talks"
    let within = within || prep == Some(Prep::During);
    // "The violence comes during a round of talks": they are held.
    if prep == Some(Prep::During) && g.entry().lemma == "come" && g.tense == Tense::Present && !g.negated {
        return Status::Ongoing;
    }
    // "was speaking during a meeting with"
    if within
        && (g.entry().speech || g.entry().frame == Frame::Speak)
        && g.progressive
        && g.tense == Tense::Past
        && !g.negated
    {
        return Status::Happened;
    }
    // "snubbed him on a trip to Rome"
    let journey = prep == Some(Prep::On) && frame == Some(NounFrame::Visit) && !g.copula;
    // "rejected an offer to arrange a meeting"
    if g.infinitive && prep.is_none() && g.governs() == Some(Status::Planned) {
        let status = verb_at(w, v, DEPTH);
        if matches!(status, Status::Refused | Status::Cancelled) {
            return status;
        }
    }
    // "will end talks with"
    if g.entry().lemma == "end"
        && prep.is_none()
        && w.units.is_prep(n + 1, Prep::With)
        && verb_at(w, v, DEPTH) == Status::Planned
    {
        return Status::Cancelled;
    }
    // "has called a meeting of ministers"
    if g.entry().lemma == "call" && prep.is_none() && !g.negated && !g.passive && (g.perfect || g.tense == Tense::Past)
    {
        return Status::Planned;
    }
    // "is considering cancelling her visit": it is planned still.
    if g.entry().status == Some(Status::Cancelled) && tentative(w, v) {
        return Status::Planned;
    }
    if let Some(s) = governed(g).filter(|_| !((within || journey) && g.predicate.is_none())) {
        // "announced talks" that are told of in the past, "accepted an invitation": planned.
        return s;
    }
    // "would welcome a visit"
    if g.entry().lemma == "welcome" && matches!(g.tense, Tense::Would | Tense::May) && !g.negated {
        return Status::Proposed;
    }
    // "a trip that includes a stop in Chad": the stop is as far off as the trip.
    if g.entry().lemma == "include"
        && g.tense == Tense::Present
        && v > 0
        && relative(w, v - 1)
        && let Some(trip) = (0..v).rev().find(|&u| matches!(w.units.units[u].kind, UnitKind::Noun(o) if o.noun != 0))
    {
        let (governor, prep) = w.governor(trip);
        return of_noun(w, trip, governor, prep, v - 1);
    }
    // "is said to be in talks"
    if g.copula && g.infinitive && !g.negated && prep == Some(Prep::In) && v > 0 {
        let said = w.units.verb(v - 1).is_some_and(|s| {
            s.passive && s.entry().speech
                || matches!(
                    s.entry().lemma,
                    "appear"
                        | "seem"
                        | "believe"
                        | "know"
                        | "report"
                        | "rumour"
                        | "rumor"
                        | "say"
                        | "think"
                        | "understand"
                )
        });
        if said {
            return Status::Ongoing;
        }
    }
    if g.copula && g.tense == Tense::Present && prep == Some(Prep::For) && !g.negated {
        // "is in Rome for talks"
        return Status::Planned;
    }
    // "have been engaged in talks since May"
    if g.entry().lemma == "engage" && g.perfect && g.tense == Tense::Present && prep == Some(Prep::In) && !g.negated {
        return Status::Ongoing;
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
    // "as he arrived for a meeting of ministers": those who come have come.
    let gathering = frame == Some(NounFrame::Summit) || w.units.is_prep(n + 1, Prep::Of);
    if prep == Some(Prep::For) && gathering && g.entry().lemma == "arrive" && g.finite() && !g.negated {
        return match verb_at(w, v, DEPTH) {
            Status::Happened if g.tense == Tense::Past => Status::Ongoing,
            s => s,
        };
    }
    if matches!(prep, Some(Prep::For | Prep::To)) {
        return purpose(w, v, DEPTH);
    }
    if inside_agreement(w, n, v, prep) {
        return Status::Happened;
    }
    let status = verb_at(w, v, DEPTH);
    let takes_part = g.entry().light || g.copula || TAKES_PART.contains(&g.entry().lemma);
    let inside = matches!(prep, Some(Prep::At | Prep::In | Prep::During));
    // "warned him not to expect a result during his talks", "did not raise the case at the talks", "failed to agree on it in
    // talks": what is denied is not the talks.
    if inside && status == Status::Refused && !takes_part {
        return if g.infinitive && g.negated && g.governs().is_some() { Status::Planned } else { Status::Happened };
    }
    // "want to win support at the summit": what they want is not the summit.
    if inside
        && status == Status::Proposed
        && frame == Some(NounFrame::Summit)
        && g.infinitive
        && !takes_part
        && g.entry().frame == Frame::None
        && w.units
            .verb(v.saturating_sub(1))
            .is_some_and(|o| matches!(o.entry().lemma, "want" | "hope" | "seek" | "aim"))
    {
        return Status::Planned;
    }
    // "has begun a visit", "opened talks on Monday": under way, unless that is long ago.
    let begins = matches!(g.entry().lemma, "begin" | "start" | "open" | "continue" | "resume" | "restart" | "launch");
    // "hours after the envoys resumed talks"
    let over = || before_subject(w, v).is_some_and(|u| w.units.is_prep(u, Prep::After));
    if status == Status::Happened && begins && (g.tense == Tense::Present || prep.is_none() && !over()) {
        return Status::Ongoing;
    }
    status
}

/// Verbs that put their subject at the gathering or in the talks.
const TAKES_PART: [&str; 13] =
    ["take", "participate", "appear", "speak", "join", "be", "attend", "show", "turn", "come", "go", "sit", "engage"];

/// "agreed to open the border at a meeting on Tuesday", of the noun at `n` and the infinitive at `v`: they agreed there, unless
/// the day is to come.
fn inside_agreement(w: &Walker<'_>, n: usize, v: usize, prep: Option<Prep>) -> bool {
    let inside = matches!(prep, Some(Prep::At | Prep::In | Prep::During | Prep::Over));
    let carries = |g: &VerbGroup| g.copula || TAKES_PART.contains(&g.entry().lemma) || g.entry().frame != Frame::None;
    if !inside || w.units.verb(v).is_none_or(|g| g.finite() || g.negated || carries(g)) {
        return false;
    }
    let clause = (0..v).rev().take_while(|&u| !matches!(w.units.units[u].kind, UnitKind::That | UnitKind::Stop));
    let main = clause.filter_map(|u| w.units.verb(u)).find(|g| g.finite());
    let agreed = main.is_some_and(|main| {
        let settles = matches!(main.entry().lemma, "agree" | "vow" | "pledge" | "promise" | "decide" | "resolve");
        main.tense == Tense::Past && !main.negated && settles
    });
    let later = || {
        let time = (n + 1..n + 5).find_map(|u| match w.units.kind(u) {
            // A bare weekday goes by the tense of its verb: it says nothing.
            Some(UnitKind::Time(t)) if w.story.dates[*t].tokens.len() > 1 || !w.word(u).ends_with("day") => {
                day_value(&w.story.dates[*t]).and_then(|value| days(&value))
            }
            _ => None,
        });
        matches!((time, w.story.published), (Some((first, _)), Some(on)) if first > on)
    };
    agreed && !later()
}

/// "seeks a deal in talks", "hopes at the meeting for": the talks are as far off as what is wished of them.
fn wishes(g: &VerbGroup) -> bool {
    match g.entry().lemma {
        "aim" => true,
        "seek" | "want" | "hope" | "wish" | "expect" | "plan" | "intend" | "try" => {
            g.tense != Tense::Past || g.perfect || g.infinitive
        }
        _ => false,
    }
}

fn relative(w: &Walker<'_>, u: usize) -> bool {
    matches!(w.units.kind(u), Some(UnitKind::Relative))
}

/// Whether the noun at `n` is the subject of a clause that tells how it ended: "after talks on Tuesday broke down".
fn ended(w: &Walker<'_>, n: usize) -> bool {
    let own = |u: &usize| {
        matches!(
            w.units.kind(*u),
            Some(UnitKind::Prep(_) | UnitKind::Time(_) | UnitKind::Party(_) | UnitKind::Adverb | UnitKind::And)
        )
    };
    let verb = (n + 1..n + 9).find(|u| !own(u)).and_then(|u| w.units.verb(u));
    verb.is_some_and(|g| g.finite() && !g.participle && g.tense == Tense::Past)
}

/// What the predicate after a relative clause says of the encounter that the noun at `n` names, if that has come to nothing.
fn over_relative(w: &Walker<'_>, n: usize, end: usize) -> Option<Status> {
    let units = &w.units.units;
    let relative = (n + 1..(end + 1).min(units.len())).find(|&u| relative(w, u))?;
    let finite = |from: usize| {
        (from..units.len())
            .take_while(|&u| !matches!(units[u].kind, UnitKind::Stop | UnitKind::That | UnitKind::Subordinator))
            .find(|&u| w.units.verb(u).is_some_and(VerbGroup::finite))
    };
    let main = finite(finite(relative + 1)? + 1)?;
    let joined = matches!(units[main - 1].kind, UnitKind::And | UnitKind::Party(_) | UnitKind::Pronoun);
    let status = as_subject(w, main);
    (!joined && matches!(status, Status::Cancelled | Status::Refused)).then_some(status)
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
fn noun_before(w: &Walker<'_>, n: usize, end: usize) -> Option<Status> {
    let mut k = n;
    if k > 1 && matches!(w.units.units[k - 1].kind, UnitKind::Genitive) {
        k -= 2;
    }
    let &UnitKind::Prep(Prep::For | Prep::Of | Prep::To) = w.units.kind(k.checked_sub(1)?)? else { return None };
    let at = k.checked_sub(2)?;
    match w.units.kind(at)? {
        // "A date for a meeting has not been set", "set a date for talks"
        UnitKind::Noun(date) if matches!(w.story.tokens.folded(date.head), "date" | "dates") => {
            let unset = |u: usize| w.units.verb(u).is_some_and(|g| g.negated);
            let (before, _) = w.governor(at);
            let open = date.negative || before.is_some_and(unset) || w.predicate(end).is_some_and(unset);
            Some(if open { Status::Proposed } else { Status::Planned })
        }
        UnitKind::Noun(governor)
            if governor.noun == 0 || super::lexicon::noun(governor.noun).frame == NounFrame::Invite =>
        {
            noun_governor(w, governor)
        }
        _ => None,
    }
}
