//! What the predicate says of the encounter that is its subject: "will take place", "was called off", "is in the works".

use super::{
    Status,
    argument::Walker,
    status::{DEPTH, governed, verb_at},
    status_noun::remarks,
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};

/// What a predicate says of the encounter that is its subject: "will take place", "was cancelled", "are expected".
pub(super) fn as_subject(w: &Walker<'_>, v: usize) -> Status {
    let Some(g) = w.units.verb(v) else { return Status::Happened };
    // "The talks are aimed at": they are held.
    let aimed = g.entry().lemma == "aim" && g.passive;
    if let Some(s) = g.governs()
        && (g.passive || g.predicate.is_some())
        && !aimed
    {
        return governed(g).unwrap_or(s);
    }
    if moved_to(w, v).is_some() {
        return Status::Planned;
    }
    if falls_through(w, v, g) {
        return Status::Cancelled;
    }
    if pending(w, v, g) {
        return Status::Proposed;
    }
    // "The visit did not go well" tells of one that took place.
    if g.negated && g.tense == Tense::Past && !g.passive && !takes_place(g) {
        return Status::Happened;
    }
    if remarks(g) && g.tense == Tense::Present {
        return Status::Happened;
    }
    // "have been under way for months"
    if g.copula && g.perfect && g.tense == Tense::Present && matches!(w.word(v + 1), "under" | "underway") && !g.negated
    {
        return Status::Ongoing;
    }
    let status = verb_at(w, v, DEPTH);
    // "is the latest in a series of contacts"
    let latest =
        w.units.units.get(v + 1).is_some_and(|u| u.tokens.range().any(|t| w.story.tokens.folded(t) == "latest"));
    if g.copula && latest && status == Status::Happened {
        return status;
    }
    match (status, g.tense) {
        (Status::Happened, Tense::Present) if !g.perfect && !g.passive => Status::Ongoing,
        _ => status,
    }
}

/// "is in the works", "was on the table", "is under discussion": not yet agreed.
fn pending(w: &Walker<'_>, v: usize, g: &VerbGroup) -> bool {
    let word = w.last_word(v + 2);
    let noun = match w.units.kind(v + 1) {
        Some(UnitKind::Prep(Prep::In)) => matches!(word, "works" | "offing" | "pipeline" | "cards"),
        Some(UnitKind::Prep(Prep::On)) => matches!(word, "cards" | "table"),
        Some(UnitKind::Prep(_)) => {
            w.word(v + 1) == "under" && matches!(word, "discussion" | "consideration" | "review")
        }
        _ => false,
    };
    g.copula && !g.negated && noun
}

/// What a second predicate, joined to the one at `v`, makes of a plan: "was to begin on Monday but has been put off".
pub(super) fn undone(w: &Walker<'_>, v: usize) -> Option<Status> {
    let second = w.second_predicate(v)?;
    let g = w.units.verb(second).filter(|g| g.passive && g.governs() == Some(Status::Cancelled))?;
    governed(g).filter(|s| *s == Status::Cancelled && moved_to(w, second).is_none())
}

fn takes_place(g: &VerbGroup) -> bool {
    matches!(g.entry().lemma, "take" | "happen" | "occur" | "proceed" | "" | "come" | "begin" | "start" | "open")
}

/// "was moved to Friday", "has been pushed back to July", "put off his visit until May", by the verb at `v`: the unit of the
/// time that holds now.
pub(super) fn moved_to(w: &Walker<'_>, v: usize) -> Option<usize> {
    let g = w.units.verb(v).filter(|g| !g.negated)?;
    let until = match g.entry().lemma {
        "move" | "reschedule" => false,
        "postpone" | "delay" | "defer" => true,
        _ => return None,
    };
    (v + 1..v + 9).take_while(|&u| !matches!(w.units.kind(u), None | Some(UnitKind::Stop | UnitKind::Verb(_)))).find(
        |&u| {
            matches!(w.units.kind(u), Some(UnitKind::Time(_)))
                && (matches!(w.word(u - 1), "until" | "till")
                    || matches!(w.units.kind(u - 1), Some(UnitKind::Prep(Prep::To)))
                    || !until && w.units.is_prep(u - 1, Prep::For))
        },
    )
}

/// "was struck from the programme", "fell through", "came to nothing", "fell victim to the storm".
fn falls_through(w: &Walker<'_>, v: usize, g: &VerbGroup) -> bool {
    let word = |u: usize| w.last_word(u);
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
