//! Who comes to what the sentences before tell of: "Talks will be held in Lima on Friday. | The foreign ministers of Chile and
//! Peru will attend."

use super::{
    Kind, Participant, Story,
    anaphor::kind_fits,
    argument::{Complements, Walker},
    candidate::{Candidate, Draft, build, is_person, participants, type_of},
    merge, rules, status,
    unit::UnitKind,
};
use crate::{mention::EntityType, token::Tokens, words::Few};

/// How many sentences before it a gathering is told at most.
const REACH: usize = 2;

/// Whether the token at `at` may tell of somebody's coming and ends its clause: "will attend."
pub(super) fn is_trigger(tokens: &Tokens, at: usize) -> bool {
    const WORDS: Few<6> = Few::new(["attend", "attended", "participate", "participated", "part", "present"]);
    WORDS.has(tokens.hash(at)) && matches!(tokens.word(at + 1), "." | ",")
}

/// "will attend", "took part", "was also present", with nothing after it: by the verb at unit `v`.
pub(super) fn find(w: &Walker<'_>, sentence: usize, v: usize) -> Option<Vec<Candidate>> {
    let g = w.units.verb(v).filter(|g| g.finite() && !g.negated && !g.passive)?;
    let end = match g.entry().lemma {
        "attend" | "participate" => v + 1,
        "take" if w.last_word(v + 1) == "part" => v + 2,
        // "was also present"
        _ if g.copula => {
            let at = v + 1 + usize::from(matches!(w.units.kind(v + 1), Some(UnitKind::Adverb)));
            (w.last_word(at) == "present").then_some(at + 1)?
        }
        _ => return None,
    };
    let rest = |u: &UnitKind| matches!(u, UnitKind::Adverb | UnitKind::Time(_));
    let closed = (end..w.units.units.len()).find(|&u| !rest(&w.units.units[u].kind));
    if closed.is_some_and(|u| !matches!(w.units.units[u].kind, UnitKind::Stop | UnitKind::Comma)) {
        return None;
    }
    let subject = w.subject(v);
    let comes = |&u: &usize| is_person(w, u) || type_of(w, u) == Some(EntityType::Country);
    if subject.is_empty() || !subject.iter().all(comes) {
        return None;
    }
    let draft = Draft::new(Kind::Meeting, rules::CONTACT_ATTEND, subject, Vec::new());
    let joining = participants(w, &draft);
    let c = Complements { end, ..Complements::default() };
    let candidate = build(w, sentence, v, &c, draft, status::of_verb(w, v));
    Some(vec![Candidate { parties: Vec::new(), about: Vec::new(), joining, anaphoric: true, ..candidate }])
}

/// Adds those who come to the encounter that was told last, or to the gathering of which only the place and time were.
pub(super) fn join(story: &Story<'_>, drafts: &mut Vec<merge::Draft>, pending: &[Candidate], c: Candidate) {
    let near = |sentence: usize| sentence < c.sentence && c.sentence - sentence <= REACH;
    if let Some(d) = drafts.last_mut().filter(|d| near(d.last_sentence) && kind_fits(d.kind, c.kind)) {
        let fresh = |p: &&Participant| !d.parties.iter().any(|q| q.entity == p.entity);
        let more: Vec<_> = c.joining.iter().filter(fresh).copied().collect();
        d.parties.extend(more);
        d.evidence.push(c.evidence(story));
        d.last_sentence = c.sentence;
        return;
    }
    let open = pending.iter().rev().find(|p| near(p.sentence) && p.parties.is_empty() && p.joining.is_empty());
    let Some(told) = open.filter(|_| c.joining.len() >= 2) else { return };
    let mut draft = merge::Draft::new(story, Candidate { parties: c.joining.clone(), ..told.clone() });
    draft.evidence.push(c.evidence(story));
    draft.rules.push(c.rule);
    draft.last_sentence = c.sentence;
    drafts.push(draft);
}
