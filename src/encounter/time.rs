//! When an encounter takes place: the temporal expression that belongs to the trigger's clause, not to the statement.

use super::{
    Status, When,
    argument::Walker,
    lexicon::{Frame, NounFrame},
    time_value::{days, days_before, interval, since, value},
    unit::{Prep, UnitKind},
    verb::{Tense, VerbGroup},
};

/// The time of the trigger whose units run from `first` to `end`.
pub(super) fn find(w: &Walker<'_>, first: usize, end: usize, anchors: &[usize]) -> Option<When> {
    let units = &w.units.units;
    // Right of the trigger, to the end of its clause.
    let mut i = first;
    while i < units.len() {
        match units[i].kind {
            UnitKind::Time(_) if i >= end && opens_clause(w, i) => break,
            UnitKind::Time(t) => {
                if let Some(when) = since(w, first, i, t, anchors) {
                    return Some(when);
                }
                let own = !of_statement(w, i) && !attributive(w, i) && !of_event(w, first, i) && !deadline(w, first, i);
                if let Some(when) = own.then(|| value(w, i, t)).flatten() {
                    return Some(when);
                }
            }
            // "The last time she met him was in May"
            UnitKind::Verb(g) if i >= end && g.copula && tells_when(w, i) => {}
            UnitKind::Verb(g)
                if i >= end
                    && g.finite()
                    && (g.entry().speech || super::status::remarks(&g) || leaves(w, first, end, i))
                    // "received a team led by Mr Lee on Monday"
                    && !(g.bare && g.tense == Tense::Past && w.by_follows(i)) =>
            {
                break;
            }
            // "a visit that was planned for Thursday"
            UnitKind::Relative
                if w.units
                    .verb(i + 1)
                    .is_some_and(|g| g.governs() == Some(Status::Planned) && (g.passive || g.predicate.is_some())) =>
            {
                i += 1;
            }
            // "the talks that began in June"
            UnitKind::Relative if i >= end && course(w, first, i).is_some() => {
                i = course(w, first, i).unwrap_or(i);
            }
            // "the dispute over four islands seized in 1945": when they were seized.
            UnitKind::Verb(g)
                if i >= end
                    && i > first + 1
                    && (g.participle || g.bare && g.tense == Tense::Past)
                    && matches!(units[i - 1].kind, UnitKind::Noun(n) if n.noun == 0)
                    && !g.entry().light
                    && g.governs().is_none()
                    && g.entry().frame == Frame::None =>
            {
                break;
            }
            UnitKind::That | UnitKind::Subordinator | UnitKind::Relative if i >= end => break,
            UnitKind::Stop if i >= end => break,
            UnitKind::Prep(Prep::After | Prep::Before) if i >= end => break,
            // "is there for two days, following her visit to Rome last year"
            UnitKind::Verb(g) if i >= end && g.gerund && g.entry().lemma == "follow" => break,
            // "a lunch with her, then to the summit in Rome"
            UnitKind::Adverb if i >= end && w.word(i) == "then" => break,
            _ => {}
        }
        i += 1;
    }
    let noun = matches!(w.units.kind(first), Some(UnitKind::Noun(_)));
    let ahead = anchors
        .iter()
        .chain(std::iter::once(&first))
        .filter_map(|&u| w.units.verb(u))
        .find(|g| g.finite())
        .is_some_and(|g| matches!(g.tense, Tense::Future | Tense::Would | Tense::May));
    // Left of it: through the verbs that govern it, back to the clause's start.
    for &anchor in anchors.iter().chain(std::iter::once(&first)) {
        if anchor != first && w.units.verb(anchor).is_some_and(dates_itself) {
            continue;
        }
        // "On Friday he blamed her for inviting them": when he blamed her.
        let reason = |u: usize| w.units.is_prep(u, Prep::For) && w.units.verb(u + 1).is_some_and(|g| g.gerund);
        if anchor != first && (anchor..first).any(reason) {
            continue;
        }
        let mut k = anchor;
        // Beyond a verb of another clause only what opens the sentence counts.
        let mut other = false;
        while k > 0 {
            k -= 1;
            match units[k].kind {
                UnitKind::Time(_) if other && !opens(w, k) => {}
                UnitKind::Time(t) => {
                    let governor = (0..k).rev().find_map(|u| w.units.verb(u));
                    let decided =
                        governor.is_some_and(dates_itself) && !matches!(w.units.kind(k + 1), Some(UnitKind::Comma));
                    // "visited Iraq on Saturday and will also visit Jordan"
                    let over = ahead && governor.is_some_and(|g| g.finite() && g.tense == Tense::Past);
                    let own =
                        !of_statement(w, k) && !attributive(w, k) && !elsewhere(w, k, anchors) && !decided && !over;
                    if let Some(when) = own.then(|| interval(w, k, t)).flatten() {
                        return Some(when);
                    }
                }
                // "in May, when he met"
                UnitKind::Subordinator if w.word(k) == "when" => {
                    return time_of_clause(w, k);
                }
                UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
                UnitKind::Verb(g) if g.entry().speech && g.finite() => break,
                // "In August she refused to receive him": when it did not take place.
                UnitKind::Verb(g) if declines(&g) => other = true,
                // "on Tuesday refused to meet", "agreed on Tuesday to meet": when it was refused or agreed.
                UnitKind::Verb(g) if dates_itself(&g) => break,
                // "On Tuesday the minister welcomed talks": when he welcomed them.
                UnitKind::Verb(_) if noun && !anchors.contains(&k) => break,
                // "called for a vote next week as he met his allies": when he called for it.
                UnitKind::Prep(Prep::As) if !noun && k > 0 && clause_between(w, k + 1, first) => {
                    return as_of(w, k, first);
                }
                // "met him on Monday, ahead of talks with the king": another time.
                UnitKind::Prep(Prep::Before) if noun && has_met(w, k) => break,
                UnitKind::Prep(Prep::After) => match after(w, k, first) {
                    Some(when) => return Some(when),
                    None => break,
                },
                UnitKind::Verb(g) if g.finite() && !anchors.contains(&k) && !(g.bare && g.tense == Tense::Past) => {
                    other = true
                }
                _ => {}
            }
        }
    }
    None
}

/// "shares fell on Monday as she met him": the time right before "as" at unit `k`, where both clauses are told as past.
fn as_of(w: &Walker<'_>, k: usize, first: usize) -> Option<When> {
    let past = |g: &VerbGroup| g.finite() && g.tense == Tense::Past && !g.negated;
    let comma = usize::from(matches!(w.units.kind(k - 1), Some(UnitKind::Comma)));
    let time = k.checked_sub(1 + comma)?;
    let &UnitKind::Time(t) = w.units.kind(time)? else { return None };
    let act = (0..time).rev().find_map(|u| w.units.verb(u))?;
    let when = value(w, time, t).filter(|_| past(act) && w.units.verb(first).is_some_and(past))?;
    // "called for a vote next week as he met him"
    let over = days(&when.value)?.0 <= w.story.published?;
    over.then_some(when)
}

/// The time of the trigger at `first`, left of which "after" stands at unit `k`, with the time before it: "said on Thursday
/// after a meeting with", "signed a deal on Monday after talks": they met on that day.
fn after(w: &Walker<'_>, k: usize, first: usize) -> Option<When> {
    let units = &w.units.units;
    let Some(UnitKind::Time(t)) = k.checked_sub(1).map(|u| units[u].kind) else { return None };
    // "posted it on Monday, a day after meeting her"
    if let Some(when) = days_before(w, k - 1, t) {
        return Some(when);
    }
    let near = (k + 1..first).all(|u| match units[u].kind {
        UnitKind::Prep(p) => p == Prep::Of,
        UnitKind::Verb(_) => false,
        _ => true,
    });
    // "is due in Rome on Tuesday after stops in Spain": before that day.
    let talks = matches!(w.units.kind(first), Some(UnitKind::Noun(n)) if n.frame() != Some(NounFrame::Visit));
    let finite = |&u: &usize| w.units.verb(u).is_some_and(VerbGroup::finite);
    let clause = || (0..k - 1).rev().take_while(|&u| !closes(&units[u].kind)).find(finite).filter(|_| talks);
    let verb = act(w, k - 1).or_else(clause).filter(|&v| near && !w.is_travel(v))?;
    let g = w.units.verb(verb)?;
    (g.entry().speech || talks && !g.copula && g.predicate.is_none()).then(|| value(w, k - 1, t)).flatten()
}

/// "was signed in May at a forum in Rome, when he met her": the time of the clause before "when" at unit `k`.
fn time_of_clause(w: &Walker<'_>, k: usize) -> Option<When> {
    let units = &w.units.units;
    let within = (0..k)
        .rev()
        .take_while(|&u| !matches!(units[u].kind, UnitKind::That | UnitKind::Stop | UnitKind::Subordinator))
        .take_while(|&u| !units[u + 1..k].iter().any(|v| matches!(v.kind, UnitKind::Verb(_))));
    // "before June, when they will meet"
    let next = |u: usize| u + 1 == k || u + 2 == k && matches!(units[u + 1].kind, UnitKind::Comma);
    let mut times = within.filter(|&u| matches!(units[u].kind, UnitKind::Time(_)) && (next(u) || !attributive(w, u)));
    let u = times.next().filter(|&u| !of_statement(w, u))?;
    match units[u].kind {
        UnitKind::Time(t) => value(w, u, t),
        _ => None,
    }
}

/// Whether the units from `from` up to the finite verb at `v` are its subject.
fn clause_between(w: &Walker<'_>, from: usize, v: usize) -> bool {
    let subject = |u: usize| matches!(w.units.kind(u), Some(UnitKind::Party(_) | UnitKind::Pronoun | UnitKind::And));
    w.units.verb(v).is_some_and(VerbGroup::finite) && from < v && (from..v).all(subject)
}

/// Whether the verb before unit `k` tells of another encounter that is over: "met him in Rome on Monday, ahead of".
pub(super) fn has_met(w: &Walker<'_>, k: usize) -> bool {
    let verb = (0..k).rev().find_map(|u| w.units.verb(u));
    verb.is_some_and(|g| {
        matches!(g.entry().frame, Frame::Meet | Frame::With | Frame::Host) && g.finite() && g.tense == Tense::Past
    })
}

/// Whether a clause ends at the unit.
fn closes(kind: &UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::That
            | UnitKind::Stop
            | UnitKind::Subordinator
            | UnitKind::Relative
            | UnitKind::Comma
            | UnitKind::Quote
    )
}

/// Whether only prepositions stand before the time at unit `i`: it opens the sentence.
pub(super) fn opens(w: &Walker<'_>, i: usize) -> bool {
    w.units.units[..i].iter().all(|u| matches!(u.kind, UnitKind::Prep(_) | UnitKind::Adverb))
}

/// "The last time", which opens the sentence, "was in May", by the copula at unit `v`.
fn tells_when(w: &Walker<'_>, v: usize) -> bool {
    let at = v + 1 + usize::from(matches!(w.units.kind(v + 1), Some(UnitKind::Prep(Prep::In | Prep::On))));
    let opens = w.units.units[..v.min(2)]
        .iter()
        .any(|u| (u.tokens.first..u.tokens.end).any(|t| w.story.tokens.folded(t as usize) == "time"));
    opens && matches!(w.units.kind(at), Some(UnitKind::Time(_)))
}

/// Whether the time at unit `i` opens a clause of its own: "a meeting between them, and this evening I will receive".
fn opens_clause(w: &Walker<'_>, i: usize) -> bool {
    let joined = i > 0 && matches!(w.units.units[i - 1].kind, UnitKind::And);
    let subject = matches!(w.units.kind(i + 1), Some(UnitKind::Party(_) | UnitKind::Pronoun | UnitKind::Noun(_)));
    joined && subject && w.units.verb(i + 2).is_some_and(VerbGroup::finite)
}

/// Verbs by which a party keeps from an encounter.
fn declines(g: &VerbGroup) -> bool {
    matches!(g.entry().lemma, "refuse" | "decline") && g.finite() && !g.passive && g.tense == Tense::Past
}

/// Whether the time at unit `i` is the day by which something else than the encounter at `first` is to be done: "if the
/// talks do not bring results by Tuesday".
fn deadline(w: &Walker<'_>, first: usize, i: usize) -> bool {
    // "will go on beyond the first of May"
    if i > 0 && w.word(i - 1) == "beyond" {
        return true;
    }
    i > 0 && w.units.is_prep(i - 1, Prep::By) && (first + 1..i).any(|u| w.units.verb(u).is_some())
}

/// The verb of the relative clause that opens at unit `at`, where it tells the course of the encounter that the noun at
/// `first` names: "the talks that began in Geneva in June", "a meeting that broke down".
pub(super) fn course(w: &Walker<'_>, first: usize, at: usize) -> Option<usize> {
    if !matches!(w.units.kind(first), Some(UnitKind::Noun(_))) {
        return None;
    }
    let v = (at + 1..at + 3).find(|&u| w.units.verb(u).is_some())?;
    let lemma = w.units.verb(v)?.entry().lemma;
    (tells_course(lemma) || matches!(lemma, "hold" | "take")).then_some(v)
}

/// Verbs that tell of the course of talks, whose subject they are.
pub(super) fn tells_course(lemma: &str) -> bool {
    matches!(
        lemma,
        "begin" | "start" | "open" | "break" | "collapse" | "end" | "conclude" | "resume" | "fail" | "stall" | "last"
    )
}

/// Whether a verb that governs an encounter has a day of its own: to refuse, to agree, to invite are acts; to be due is none.
fn dates_itself(g: &VerbGroup) -> bool {
    let decides = matches!(
        g.entry().lemma,
        "refuse"
            | "decline"
            | "reject"
            | "agree"
            | "invite"
            | "offer"
            | "propose"
            | "ask"
            | "urge"
            | "deny"
            | "decide"
            | "postpone"
            | "cancel"
            | "call-off"
            | "scrap"
            | "suspend"
            | "shelve"
            | "put-off"
    );
    decides && g.finite() && !g.passive && g.predicate.is_none() && g.tense == Tense::Past
}

/// Whether the finite verb at `v` is of another clause than the trigger at `first`: neither the predicate of a noun nor
/// joined on by "and".
fn leaves(w: &Walker<'_>, first: usize, end: usize, v: usize) -> bool {
    if clause_break(w, end, v) {
        return true;
    }
    // In a prepositional phrase it is no subject: "after a meeting they agreed to call them next week".
    let noun = matches!(w.units.kind(first), Some(UnitKind::Noun(_)))
        && !matches!(first.checked_sub(1).and_then(|k| w.units.kind(k)), Some(UnitKind::Prep(_)));
    let joint = (first..v).rev().find(|&u| !matches!(w.units.kind(u), Some(UnitKind::Adverb)));
    let joined = joint.is_some_and(|u| matches!(w.units.kind(u), Some(UnitKind::And)));
    // "talks aimed at ending the row collapsed in May": the first verb has no subject of its own.
    let reduced = |u: usize, g: &VerbGroup| {
        g.bare && g.tense == Tense::Past && matches!(w.units.kind(u + 1), Some(UnitKind::Prep(_)))
    };
    let earlier = (first + 1..v).any(|u| w.units.verb(u).is_some_and(|g| g.finite() && !reduced(u, g)));
    !joined && (!noun || earlier)
}

/// Whether a new clause begins before the verb at `v`: a conjunction and a subject of its own. What stands before `end`
/// are the sides of the encounter: "talks between Chad and Sudan broke down".
fn clause_break(w: &Walker<'_>, end: usize, v: usize) -> bool {
    let mut k = v;
    let mut subject = false;
    while k > end {
        k -= 1;
        match w.units.units[k].kind {
            UnitKind::Party(_) | UnitKind::Noun(_) | UnitKind::Pronoun => subject = true,
            UnitKind::And | UnitKind::Comma if subject => return true,
            UnitKind::Verb(_) => return false,
            _ => {}
        }
    }
    false
}

/// Whether the time at unit `i` is when something was said: "said on Friday", "told Reuters on Friday".
fn of_statement(w: &Walker<'_>, i: usize) -> bool {
    // "on Friday said"
    act(w, i).and_then(|v| w.units.verb(v)).is_some_and(|g| g.entry().speech && g.finite() && !g.infinitive)
        || matches!(w.units.kind(i + 1), Some(UnitKind::Verb(g)) if g.entry().speech && g.finite() && !g.passive)
}

/// The verb that the time at unit `i` follows, where only the place or the hearers of a statement stand between.
fn act(w: &Walker<'_>, i: usize) -> Option<usize> {
    let mut k = i;
    while k > 0 {
        k -= 1;
        match w.units.units[k].kind {
            UnitKind::Prep(Prep::On | Prep::In | Prep::At | Prep::To) | UnitKind::Adverb | UnitKind::Time(_) => {}
            UnitKind::Noun(n)
                if matches!(
                    w.story.tokens.folded(n.head),
                    "reporters" | "statement" | "interview" | "briefing" | "parliament" | "television"
                ) => {}
            UnitKind::Party(_)
                if k > 0
                    && matches!(w.units.units[k - 1].kind, UnitKind::Verb(_) | UnitKind::Prep(Prep::In | Prep::At)) => {
            }
            UnitKind::Verb(_) => return Some(k),
            _ => return None,
        }
    }
    None
}

/// "the May 1 deadline", "Friday's vote": the time belongs to a noun.
fn attributive(w: &Walker<'_>, i: usize) -> bool {
    // "the first meeting since December"
    if i > 0 && matches!(w.units.kind(i - 1), Some(UnitKind::Prep(Prep::After | Prep::Before))) {
        return true;
    }
    let end = w.units.units[i].tokens.end;
    // "during the 2012 campaign"
    let during = i > 0 && w.units.is_prep(i - 1, Prep::During);
    // "told him on Friday that rates would rise", "met last week the envoy of"
    let opens = matches!(w.word(i + 1), "that" | "this" | "the" | "a" | "an" | "those" | "these");
    match w.units.kind(i + 1) {
        Some(UnitKind::Genitive) => true,
        Some(UnitKind::Noun(_)) if opens => false,
        // "arrived in Peru on Friday en route to Chile"
        Some(UnitKind::Noun(_)) if w.word(i + 1) == "en" => false,
        Some(UnitKind::Noun(n)) => w.units.units[i + 1].tokens.first == end && (n.noun != 0 || !during),
        _ => false,
    }
}

/// Whether the time at unit `i`, right of the trigger at `first`, is that of another event right before it: "to prepare for
/// the Venice summit in June".
fn of_event(w: &Walker<'_>, first: usize, i: usize) -> bool {
    let Some(k) = i.checked_sub(2).filter(|_| w.units.is_prep(i - 1, Prep::In)) else { return false };
    // "invited him to a summit in June", "the summit of the forum in June"
    let gathering = matches!(w.units.kind(first), Some(UnitKind::Noun(n)) if n.frame() == Some(NounFrame::Summit));
    if gathering && w.units.is_prep(first + 1, Prep::Of)
        || w.units.verb(first).is_some_and(|g| g.entry().frame == Frame::Invite)
    {
        return false;
    }
    // Back through "of the seven nations".
    (first + 1..=k)
        .rev()
        .take_while(|&u| !matches!(w.units.kind(u), Some(UnitKind::Comma | UnitKind::Stop | UnitKind::Verb(_))))
        .any(|u| matches!(w.units.kind(u), Some(UnitKind::Noun(n)) if n.noun != 0))
}

/// Whether the time at unit `i`, left of the trigger, stands in a clause of its own: "who took office in May", "since
/// winning the vote in May".
fn elsewhere(w: &Walker<'_>, i: usize, anchors: &[usize]) -> bool {
    let Some(v) = (0..i).rev().find(|&u| w.units.verb(u).is_some()) else { return false };
    if anchors.contains(&v) {
        return false;
    }
    let dependent = w.units.verb(v).is_some_and(|g| !g.finite());
    let opener = (0..v).rev().map(|u| w.units.units[u].kind).find(|k| {
        matches!(
            k,
            UnitKind::Relative
                | UnitKind::Subordinator
                | UnitKind::Comma
                | UnitKind::Stop
                | UnitKind::That
                | UnitKind::Verb(_)
        )
    });
    dependent || matches!(opener, Some(UnitKind::Relative | UnitKind::Subordinator))
}
