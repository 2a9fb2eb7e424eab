//! Where an encounter takes place: the place phrase of its clause. The dateline is none, unless the text says "here".

use super::{
    Where,
    argument::Walker,
    lexicon::{self, Class, Frame, NounFrame},
    time,
    unit::{Prep, UnitKind},
};
use crate::{
    coref::EntityMention,
    mention::{EntityType, Form},
};

/// The place of the trigger whose units run from `first` to `end`; `anchors`: the verbs that govern it, the nearest first.
pub(super) fn find(w: &Walker<'_>, first: usize, end: usize, anchors: &[usize]) -> Option<Where> {
    let units = &w.units.units;
    let mut i = first;
    while i < units.len() {
        match units[i].kind {
            UnitKind::Prep(Prep::To) if w.units.verb(first).is_some_and(|g| takes_to(g.entry().lemma)) => {
                if let Some(found) = at(w, i + 1) {
                    return Some(found);
                }
            }
            UnitKind::Prep(Prep::At) if venue(w, i + 1).is_some() => return venue(w, i + 1),
            // "called for a halt to building, including in Hebron"
            UnitKind::Prep(Prep::In | Prep::At) if i > end && w.units.is_prep(i - 1, Prep::Including) => {}
            UnitKind::Prep(Prep::In | Prep::At) => {
                if let Some(found) = at(w, i + 1) {
                    return Some(found);
                }
            }
            // "during a tour of Europe", "on a visit to Poland"
            UnitKind::Prep(Prep::During | Prep::On) if journey(w, i + 1).is_some() => return journey(w, i + 1),
            // "outside Cairo"
            UnitKind::Prep(Prep::Other) if around(w, i).is_some() => return around(w, i),
            UnitKind::Prep(Prep::On) if described(w, i + 1).is_some() => return described(w, i + 1),
            UnitKind::Prep(Prep::On) if is_street(w, i + 1) => return at(w, i + 1),
            // ", an official in Cairo said", "according to an aide in Cairo": where it was said.
            UnitKind::Comma if i > first && attributed(w, i + 1) => break,
            UnitKind::Prep(Prep::Other) if w.word(i) == "according" => break,
            // "a lunch with her, then to the summit in Rome"
            UnitKind::Adverb if i >= end && w.word(i) == "then" => break,
            UnitKind::Adverb => {
                if let Some(found) = here(w, i) {
                    return Some(found);
                }
            }
            UnitKind::Verb(g) if i >= end && (!(g.participle || g.bare) || g.entry().speech) => break,
            // What follows is the topic, and its places are the topic's.
            UnitKind::Prep(Prep::On | Prep::About | Prep::Over)
                if !matches!(w.units.kind(i + 1), Some(UnitKind::Time(_))) && !super::topic::no_topic(w, i + 1) =>
            {
                i = super::topic::end_of(w, i + 1).max(i + 1);
                continue;
            }
            // "the talks that began in Geneva"
            UnitKind::Relative if i >= end && time::course(w, first, i).is_some() => i += 1,
            // "while in Cairo"
            UnitKind::Subordinator if w.units.is_prep(i + 1, Prep::In) => {}
            UnitKind::That | UnitKind::Subordinator | UnitKind::Relative | UnitKind::Stop if i >= end => break,
            // "greets the king before a meeting in Oslo": the same one.
            UnitKind::Prep(Prep::Before)
                if w.units.verb(first).is_some_and(|g| g.entry().frame == Frame::Host)
                    && matches!(w.units.kind(i + 1), Some(UnitKind::Noun(n)) if n.noun != 0) => {}
            UnitKind::Prep(Prep::After | Prep::Before) if i >= end => break,
            // "met him after two days in Israel"
            UnitKind::Prep(Prep::After) if i > first && matches!(w.units.kind(i + 1), Some(UnitKind::Time(_))) => break,
            _ => {}
        }
        i += 1;
    }
    let noun = matches!(w.units.kind(first), Some(UnitKind::Noun(_)));
    for &anchor in anchors {
        // "in Cairo to prepare for the summit": the summit is elsewhere.
        if noun && w.units.verb(anchor).is_some_and(|g| paves_the_way(g.entry().lemma)) {
            break;
        }
        // "met him in Rome, ahead of talks with the king": another one, elsewhere.
        let ahead = (anchor..first).rev().find(|&u| w.units.is_prep(u, Prep::Before));
        if noun && ahead.is_some_and(|u| time::has_met(w, u)) {
            break;
        }
        // "left Abu Dhabi for Kuwait after talks": where it was left.
        let over = (anchor..first).rev().any(|u| w.units.is_prep(u, Prep::After));
        let leaves = w.units.verb(anchor).is_some_and(|g| matches!(g.entry().lemma, "leave" | "depart"));
        if over
            && leaves
            && let Some(found) = at(w, anchor + 1)
        {
            return Some(found);
        }
        // "will visit Moscow for meetings with"
        if w.units.verb(anchor).is_some_and(|g| g.entry().frame == Frame::Visit)
            && let Some(found) = at(w, anchor + 1)
        {
            return Some(found);
        }
        // "flew to Paris for talks", "is in Rome to meet", "invited him to Washington for talks"
        let mut k = anchor + 1;
        while k < first {
            match units[k].kind {
                UnitKind::Prep(Prep::To | Prep::For) if over => break,
                UnitKind::Prep(Prep::To | Prep::In | Prep::At | Prep::For) => {
                    if let Some(found) = at(w, k + 1) {
                        return Some(found);
                    }
                }
                UnitKind::That | UnitKind::Stop => break,
                _ => {}
            }
            k += 1;
        }
    }
    // "In Geneva, X met Y": from the clause's start.
    let mut k = first;
    while k > 0 {
        k -= 1;
        match units[k].kind {
            UnitKind::Prep(Prep::In | Prep::At)
                if k == 0
                    || matches!(units[k - 1].kind, UnitKind::Comma | UnitKind::Time(_))
                    || k == 1 && matches!(units[0].kind, UnitKind::Subordinator) =>
            {
                return at(w, k + 1);
            }
            // "During a stop in Nairobi, she will meet"
            UnitKind::Prep(Prep::During | Prep::On) if k == 0 && journey(w, k + 1).is_some() => {
                return journey(w, k + 1);
            }
            // "After arriving in Cairo, he met"
            UnitKind::Verb(g)
                if g.gerund
                    && k == 1
                    && matches!(g.entry().lemma, "arrive" | "land" | "return")
                    && matches!(w.units.kind(2), Some(UnitKind::Prep(Prep::In | Prep::At | Prep::To))) =>
            {
                return at(w, 3);
            }
            // "goes on to Peru, where he will meet"
            UnitKind::Relative => {
                let before = (k.saturating_sub(4)..k).rev().filter(|_| w.word(k) == "where");
                let place = |u: usize| at(w, u).map(|found| town(w, u).unwrap_or(found));
                return before.into_iter().find_map(place);
            }
            // "Before leaving Cuba, he will meet"
            UnitKind::Verb(g) if g.gerund && k == 1 && matches!(g.entry().lemma, "leave" | "visit") => {
                return at(w, k + 1);
            }
            UnitKind::That | UnitKind::Stop | UnitKind::Subordinator => break,
            UnitKind::Verb(g) if g.entry().speech && (k > 5 || !w.units.is_prep(1, Prep::In)) => break,
            _ => {}
        }
    }
    None
}

/// "Bergen, Norway" with the land at unit `u`: the town before it.
fn town(w: &Walker<'_>, u: usize) -> Option<Where> {
    let entity = |u: usize| w.units.party(u).map(|m| super::noun::entity(w, m));
    let comma = u >= 2 && matches!(w.units.units[u - 1].kind, UnitKind::Comma);
    let (town, land) = (entity(u.checked_sub(2)?)?, entity(u)?);
    let within = comma && town.kind == EntityType::Place && town.country == land.country;
    within.then(|| at(w, u - 2)).flatten()
}

/// "on Capitol Hill", "on Downing Street" at unit `i`: where one is "on" something, which no topic is.
pub(super) fn is_street(w: &Walker<'_>, i: usize) -> bool {
    w.units.party(i).is_some() && matches!(w.last_word(i), "hill" | "street" | "avenue" | "square")
}

/// Whether the clause that begins at unit `i` only tells who said it.
fn attributed(w: &Walker<'_>, i: usize) -> bool {
    let speaker = |u: &usize| {
        matches!(
            w.units.kind(*u),
            Some(UnitKind::Party(_) | UnitKind::Noun(_) | UnitKind::Genitive | UnitKind::Prep(Prep::In | Prep::Of))
        )
    };
    let verb = (i..i + 8).find(|u| !speaker(u));
    verb.filter(|&v| v > i).and_then(|v| w.units.verb(v)).is_some_and(|g| g.entry().speech && g.finite())
}

/// Verbs that make a later encounter possible, and are done elsewhere.
fn paves_the_way(lemma: &str) -> bool {
    matches!(
        lemma,
        "prepare"
            | "arrange"
            | "organise"
            | "organize"
            | "revive"
            | "restart"
            | "save"
            | "rescue"
            | "bring"
            | "push"
            | "press"
    )
}

/// "a four-day tour of Europe", "a visit to Poland" at unit `i`: where it leads.
fn journey(w: &Walker<'_>, i: usize) -> Option<Where> {
    let noun = (i..i + 3)
        .find(|&u| !matches!(w.units.kind(u), Some(UnitKind::Time(_) | UnitKind::Genitive | UnitKind::Party(_))))?;
    let Some(UnitKind::Noun(n)) = w.units.kind(noun) else { return None };
    let leads = matches!(w.units.kind(noun + 1), Some(UnitKind::Prep(Prep::Of | Prep::To | Prep::In)));
    (n.frame() == Some(NounFrame::Visit) && leads).then(|| at(w, noun + 2)).flatten()
}

/// "outside Cairo", "near Oslo": the phrase with the preposition at unit `i`.
fn around(w: &Walker<'_>, i: usize) -> Option<Where> {
    let first = w.units.units[i].tokens.first as usize;
    if !matches!(w.story.tokens.folded(first), "outside" | "near" | "aboard") {
        return None;
    }
    let place = at(w, i + 1)?;
    Some(Where { span: w.story.tokens.tokens[first].span.join(place.span), ..place })
}

/// Verbs whose "to" leads to where the parties meet.
fn takes_to(lemma: &str) -> bool {
    matches!(lemma, "invite" | "welcome" | "travel" | "go" | "fly" | "head" | "come" | "return" | "summon" | "send")
}

/// "the coastal town of X", "the resort island X": the phrase with the name.
fn described(w: &Walker<'_>, i: usize) -> Option<Where> {
    let Some(UnitKind::Noun(n)) = w.units.kind(i) else { return None };
    if !lexicon::is_region(w.story.tokens.folded(n.head)) {
        return None;
    }
    let name = if w.units.is_prep(i + 1, Prep::Of) { i + 2 } else { i + 1 };
    // "in the capital, X"
    let name = if matches!(w.units.kind(name), Some(UnitKind::Comma)) && name == i + 1 { name + 1 } else { name };
    let Some(place) = at(w, name).filter(|_| w.units.party(name).is_some()) else {
        // "in a Peruvian town"
        let span = w.story.tokens.span(w.units.units[i].tokens);
        let of_state = super::noun_with::state_of(w, i).is_some();
        return of_state.then_some(Where { span, entity: None });
    };
    let first = w.story.tokens.tokens[w.units.units[i].tokens.first as usize].span;
    Some(Where { span: first.join(place.span), ..place })
}

/// "at the presidential palace (in Jakarta)": a building without a name, with the place it is in.
pub(super) fn venue(w: &Walker<'_>, i: usize) -> Option<Where> {
    let Some(UnitKind::Noun(n)) = w.units.kind(i) else { return None };
    let first = w.units.units[i].tokens.first as usize;
    let owned = lexicon::word(w.story.tokens.folded(first)).class.any(Class::POSS);
    let named = !w.units.modifiers(n).is_empty();
    if !lexicon::is_venue(w.story.tokens.folded(n.head)) || !(n.definite || owned || named) {
        return None;
    }
    let span = w.story.tokens.span(w.units.units[i].tokens);
    let place = if w.units.is_prep(i + 1, Prep::In) { at(w, i + 2) } else { None };
    Some(place.map_or(Where { span, entity: None }, |p| Where { span: span.join(p.span), ..p }))
}

/// "the Geneva talks", "a White House meeting": the place that the mention in a noun's phrase names. Governments are none.
pub(super) fn of_modifier(w: &Walker<'_>, mention: usize) -> Option<Where> {
    let m = &w.story.entities.mentions[mention];
    let named = m.form == Form::Name && w.story.entities.entities[m.entity].kind == EntityType::Place;
    (named || is_seat(w, m)).then_some(Where { span: m.span, entity: Some(m.entity) })
}

/// Whether the name of a body is that of a building or seat where people meet.
fn is_seat(w: &Walker<'_>, m: &EntityMention) -> bool {
    m.form == Form::Metonym || m.tokens.range().any(|t| lexicon::is_landmark(w.story.tokens.folded(t)))
}

/// The place that the unit at `i` names.
pub(super) fn at(w: &Walker<'_>, i: usize) -> Option<Where> {
    if matches!(w.units.kind(i), Some(UnitKind::Noun(_))) {
        return described(w, i);
    }
    let m = w.units.party(i)?;
    let mention = &w.story.entities.mentions[m];
    let entity = &w.story.entities.entities[mention.entity];
    let is_place = match entity.kind {
        EntityType::Place => true,
        EntityType::Country => true,
        EntityType::Organisation => is_seat(w, mention),
        _ => false,
    };
    if !is_place {
        // "in Mr Straw's home city of Blackburn"
        let owned = matches!(w.units.kind(i + 1), Some(UnitKind::Genitive)) && w.units.is_prep(i + 3, Prep::Of);
        return owned.then(|| described(w, i + 2)).flatten();
    }
    if matches!(w.units.kind(i + 1), Some(UnitKind::Genitive)) {
        // "in Japan's view" is no place, "in Chile's northern provinces" is.
        let Some(UnitKind::Noun(n)) = w.units.kind(i + 2) else { return None };
        let head = w.story.tokens.folded(n.head);
        let region = lexicon::is_region(head) || head.strip_suffix('s').is_some_and(lexicon::is_region);
        let span = mention.span.join(w.story.tokens.span(w.units.units[i + 2].tokens));
        return described(w, i + 2)
            .map(|p| Where { span: mention.span.join(p.span), ..p })
            .or_else(|| region.then_some(Where { span, entity: None }));
    }
    let mut span = mention.span;
    let before = mention.tokens.first.checked_sub(1).map(|t| t as usize);
    if let Some(t) = before.filter(|&t| w.story.tokens.folded(t) == "the") {
        span = w.story.tokens.tokens[t].span.join(span);
    }
    // "in the French capital"
    if mention.form == Form::Demonym {
        span = w.story.tokens.span(w.units.units[i].tokens);
    }
    Some(Where { span, entity: Some(mention.entity) })
}

/// "here": the dateline's place.
fn here(w: &Walker<'_>, i: usize) -> Option<Where> {
    let token = w.units.units[i].tokens.first as usize;
    if w.story.tokens.folded(token) != "here" {
        return None;
    }
    filed(w)
}

/// The dateline's place.
pub(super) fn filed(w: &Walker<'_>) -> Option<Where> {
    let dateline = w.story.zones.dateline.as_ref()?;
    let mut before = w.story.entities.mentions.iter().take_while(|m| m.span.start < dateline.place.end);
    let entity = before.find(|m| m.span.overlaps(&dateline.place)).map(|m| m.entity);
    Some(Where { span: dateline.place, entity })
}
