//! Turns of phrase that tell of contact where the verb alone does not: "was on the phone with", "kept her for an hour",
//! "went back to the table". What they are stands in `data/encounters/turns.tsv`.

use super::{
    Kind, Part, Status,
    argument::{Complements, Walker},
    candidate::{Candidate, Draft, build, is_people, is_person, participants, split},
    lexicon::{self, Item, Turn},
    noun::home,
    rules, status,
    unit::{Prep, UnitKind},
    verb::Tense,
};
use crate::{date::TimexType, hash, token::Tokens};

/// How many units may stand between the phrase and the other party: "was on the phone for an hour on Monday with".
const REACH: usize = 8;

/// What the verb at unit `v` tells with the phrase after it.
pub(super) fn find(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v)?;
    // "has been on the phone": the copula, whatever helps it.
    let turns = match g.verb {
        _ if g.copula => lexicon::turns(0),
        0 => &[],
        verb => lexicon::turns(verb),
    };
    let (turn, sides) = turns.iter().find_map(|turn| Some((turn, sides(w, v, turn)?)))?;
    if farewell(w, v, sides.end) {
        return None;
    }
    let c = Complements { end: sides.end, ..Complements::default() };
    let mut draft = Draft::new(turn.kind, rules::CONTACT_TURN, sides.subject, sides.other);
    (draft.first_part, draft.second_part) = match turn.part {
        Some(Part::Host) => (Some(Part::Host), Some(Part::Guest)),
        Some(Part::Guest) => (Some(Part::Guest), Some(Part::Host)),
        part => (part, None),
    };
    // "was granted an audience by"
    if turn.other.is_none() && g.passive && turn.part != Some(Part::Mediator) {
        std::mem::swap(&mut draft.first_part, &mut draft.second_part);
    }
    let told = g.entry().status.filter(|s| *s == Status::Refused && !g.negated);
    let candidate = build(w, sentence, v, &c, draft.clone(), told.unwrap_or_else(|| status::of_verb(w, v)));
    if turn.kind == Kind::Call {
        return Some(split(w, &draft, &candidate));
    }
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}

/// "told visiting President Roe that": who tells a guest something receives that guest.
pub(super) fn visitor(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v).filter(|g| g.finite() && !g.negated && !g.passive)?;
    if !matches!(g.entry().lemma, "tell" | "assure" | "inform" | "thank" | "urge") || w.word(v + 1) != "visiting" {
        return None;
    }
    let (guests, end) = w.gather(v + 1, true);
    let subject = w.subject(v);
    let people = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_people(w, u));
    if !people(&guests) || !people(&subject) {
        return None;
    }
    let c = Complements { end, ..Complements::default() };
    let draft = Draft::new(Kind::Meeting, rules::CONTACT_TURN, subject, guests).parts(Part::Host, Part::Guest);
    let candidate = build(w, sentence, v, &c, draft, status::of_verb(w, v));
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}

/// "a visit to Peru by Ms Roe, who urged Mr Lee to act": whom the guest says something to, in that one's country.
pub(super) fn by_guest(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v).filter(|g| g.finite() && !g.negated && !g.passive && g.tense == Tense::Past)?;
    let tells = matches!(g.entry().lemma, "urge" | "tell" | "assure" | "press" | "warn" | "congratulate");
    let relative = v > 0 && matches!(w.units.kind(v - 1), Some(UnitKind::Relative));
    let noun = (0..v).rev().find(
        |&u| matches!(w.units.kind(u), Some(UnitKind::Noun(n)) if n.frame() == Some(lexicon::NounFrame::Visit)),
    )?;
    let by = w.complements(noun, false).by;
    let (told, end) = w.gather(v + 1, true);
    let guest = w.subject(v);
    let abroad = told.iter().all(|&u| is_person(w, u) && home(w, u).is_some())
        && guest.iter().all(|&u| home(w, u) != told.first().and_then(|&t| home(w, t)));
    if !tells || !relative || told.is_empty() || guest.is_empty() || !guest.iter().all(|u| by.contains(u)) || !abroad {
        return None;
    }
    let c = Complements { end, ..Complements::default() };
    let draft = Draft::new(Kind::Meeting, rules::CONTACT_TURN, guest, told).parts(Part::Guest, Part::Host);
    let candidate = build(w, sentence, v, &c, draft, Status::Happened);
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}

/// "pay last respects to the king": he is dead.
fn farewell(w: &Walker<'_>, v: usize, end: usize) -> bool {
    let last = end.clamp(v + 1, w.units.units.len()) - 1;
    let mut words =
        (w.units.units[v].tokens.end..w.units.units[last].tokens.end).map(|t| w.story.tokens.folded(t as usize));
    words.any(|f| matches!(f, "final" | "last")) && words.next() == Some("respects")
}

/// Whether the token at `at` may tell of time spent together: "two hours with".
pub(super) fn is_trigger(tokens: &Tokens, at: usize) -> bool {
    const WITH: u64 = hash::word(b"with");
    tokens.hash(at) == WITH && at > 0 && matches!(tokens.folded(at - 1), "hour" | "hours" | "minutes")
}

/// "After an hour with the king, she left": the meeting that the length of time at unit `at` tells of.
pub(super) fn time_with(w: &Walker<'_>, sentence: usize, at: usize) -> Option<Vec<Candidate>> {
    let after = at > 0 && w.units.is_prep(at - 1, Prep::After);
    if !after || !is_length(w, at) || !w.units.is_prep(at + 1, Prep::With) {
        return None;
    }
    let (other, end) = w.gather(at + 2, true);
    let subject = match w.governor(at).0 {
        Some(v) => w.subject(v),
        None => w.main_subject(at),
    };
    let people = |units: &[usize]| !units.is_empty() && units.iter().all(|&u| is_people(w, u));
    if !people(&other) || !people(&subject) {
        return None;
    }
    let c = Complements { end, ..Complements::default() };
    let draft = Draft::new(Kind::Meeting, rules::CONTACT_TURN, subject, other);
    let candidate = build(w, sentence, at, &c, draft, Status::Happened);
    (candidate.parties.len() >= 2).then(|| vec![candidate])
}

struct Sides {
    subject: Vec<usize>,
    other: Vec<usize>,
    /// One past the last unit of the phrase and the parties.
    end: usize,
}

fn sides(w: &Walker<'_>, v: usize, turn: &Turn) -> Option<Sides> {
    let g = w.units.verb(v)?;
    let may_be = |&u: &usize| if turn.kind == Kind::Talks { w.is_party(u) } else { is_people(w, u) && w.is_party(u) };
    let after_verb = skip(w, v + 1);
    let (other, end) = match turn.other {
        Some(prep) => {
            let end = follow(w, after_verb, turn.phrase)?;
            party_after(w, end, prep).unwrap_or((Vec::new(), end))
        }
        // "were brought together by the king"
        None if g.passive && turn.part == Some(Part::Mediator) => {
            let end = follow(w, after_verb, turn.phrase)?;
            let (mediator, end) = party_after(w, end, Prep::By)?;
            let between = Draft::new(turn.kind, rules::CONTACT_TURN, w.subject(v), Vec::new());
            let two = participants(w, &between).len() >= 2;
            return two.then(|| Sides { subject: mediator, other: w.subject(v), end });
        }
        None if g.passive => {
            let end = follow(w, after_verb, turn.phrase)?;
            party_after(w, end, Prep::By)?
        }
        None => {
            let (objects, end) = w.gather(after_verb, true);
            if objects.is_empty() {
                return None;
            }
            (objects, follow(w, skip(w, end), turn.phrase)?)
        }
    };
    let mut subject = w.subject(v);
    if turn.part == Some(Part::Mediator) {
        // Who brings others together need not be somebody: "the crisis brought them together".
        subject.retain(may_be);
        let between = Draft::new(turn.kind, rules::CONTACT_TURN, other.clone(), Vec::new());
        return (participants(w, &between).len() >= 2).then_some(Sides { subject, other, end });
    }
    let whole = !subject.is_empty() && subject.iter().all(may_be) && other.iter().all(may_be);
    let alone = || {
        let among = Draft::new(turn.kind, rules::CONTACT_TURN, subject.clone(), Vec::new());
        turn.both && participants(w, &among).len() >= 2
    };
    (whole && (!other.is_empty() || alone())).then_some(Sides { subject, other, end })
}

/// Past adverbs and times, to what a phrase may begin with.
fn skip(w: &Walker<'_>, mut at: usize) -> usize {
    let own = |at: usize| matches!(w.word(at), "together" | "face" | "back");
    while match w.units.kind(at) {
        Some(UnitKind::Time(_)) => !own(at) && !is_length(w, at),
        Some(UnitKind::Adverb) => !own(at),
        _ => false,
    } {
        at += 1;
    }
    at
}

/// One past the phrase that starts at unit `at`, if it stands there.
fn follow(w: &Walker<'_>, mut at: usize, phrase: &[Item]) -> Option<usize> {
    for item in phrase {
        match *item {
            Item::Word(word) if w.word(at) == word => at += 1,
            Item::Time if is_length(w, at) => at += 1,
            // "half an hour"
            Item::Time if w.word(at) == "half" && is_length(w, at + 1) => at += 2,
            Item::Noun(head) => {
                // "as his guest"
                if matches!(w.units.kind(at + 1), Some(UnitKind::Genitive)) {
                    at += 2;
                }
                let unit = w.units.units.get(at)?;
                let noun = matches!(unit.kind, UnitKind::Noun(_) | UnitKind::Party(_));
                if !noun || w.last_word(at) != head {
                    return None;
                }
                at += 1;
            }
            _ => return None,
        }
    }
    Some(at)
}

/// Whether unit `at` is a length of time: "two hours", "an hour".
fn is_length(w: &Walker<'_>, at: usize) -> bool {
    match w.units.kind(at) {
        Some(UnitKind::Time(t)) => w.story.dates[*t].kind == TimexType::Duration,
        Some(UnitKind::Noun(n)) => matches!(w.story.tokens.folded(n.head), "hour" | "hours" | "minutes"),
        _ => false,
    }
}

/// The parties after `prep`, from unit `at` on, and one past them.
fn party_after(w: &Walker<'_>, at: usize, prep: Prep) -> Option<(Vec<usize>, usize)> {
    let mut i = at;
    while i < at + REACH {
        match w.units.kind(i)? {
            UnitKind::Prep(p) if *p == prep && w.units.party(i + 1).is_some() => {
                let (parties, end) = w.gather(i + 1, true);
                return (!parties.is_empty()).then_some((parties, end));
            }
            UnitKind::Adverb | UnitKind::Time(_) | UnitKind::Prep(_) => i += 1,
            UnitKind::Noun(_) if matches!(w.units.kind(i - 1), Some(UnitKind::Prep(_))) && i > at => i += 1,
            _ => return None,
        }
    }
    None
}
