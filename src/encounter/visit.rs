//! Visits: who goes as a guest to which country, city or body.

use super::{
    Kind, Part,
    argument::Walker,
    candidate::{Draft, is_people, is_person, type_of},
    lexicon::NounFrame,
    noun::{Sides, entity, home},
    party, place,
    rules::{self, Rule},
    unit::{Prep, UnitKind},
};
use crate::{
    country::Country,
    mention::{EntityType, Form},
    role::lexicon::{LED, SENT},
};

/// The visit that a noun tells: "his visit to Peru", "a visit by the king".
pub(super) fn of_noun(w: &Walker<'_>, s: &Sides) -> Option<Draft> {
    let mut guest = s.guests();
    if guest.is_empty() {
        guest = itinerary(w, s.noun, s.governor);
    }
    // "a trip to the World Economic Forum": who attends it.
    let forum = |&u: &usize| w.units.party(u).is_some_and(|m| super::summit::named(w, m).is_some());
    if !s.c.to.is_empty() && s.c.to.iter().all(forum) && !guest.is_empty() {
        return Some(Draft::new(Kind::Summit, rules::SUMMIT_ATTEND, guest, s.c.to.clone()));
    }
    // "paid a visit to the king": whom one visits one meets.
    if !s.c.to.is_empty() && s.c.to.iter().chain(&guest).all(|&u| is_person(w, u)) && !guest.is_empty() {
        let draft = Draft::new(Kind::Meeting, rules::VISIT_PERSON, guest, s.c.to.clone());
        return Some(draft.parts(Part::Guest, Part::Host));
    }
    // "left Peru after a three-day visit"
    let leaves = |v: &usize| w.units.verb(*v).is_some_and(|g| matches!(g.entry().lemma, "leave" | "depart"));
    if s.prep == Some(Prep::After)
        && let Some(v) = s.governor.filter(leaves)
        && type_of(w, v + 1) == Some(EntityType::Country)
        && s.c.to.is_empty()
    {
        return of(w, guest, vec![v + 1], rules::VISIT_NOUN);
    }
    if let Some(host) = [&s.c.to, &s.c.inside, &s.c.of, &s.c.with].into_iter().find(|p| !p.is_empty()) {
        return of(w, guest, host.clone(), rules::VISIT_NOUN);
    }
    // "his visit to Chile's mining region"
    if w.units.is_prep(s.noun + 1, Prep::To)
        && type_of(w, s.noun + 2) == Some(EntityType::Country)
        && matches!(w.units.kind(s.noun + 3), Some(UnitKind::Genitive))
    {
        return of(w, guest, vec![s.noun + 2], rules::VISIT_NOUN);
    }
    // "Ms Roe, in Peru for a two-day visit, said", "is in Peru for a visit"
    if s.prep == Some(Prep::For)
        && let Some(place) = stands_before(w, s.noun)
    {
        return of(w, guest, vec![place], rules::VISIT_NOUN);
    }
    if let Some(draft) = where_filed(w, s) {
        return Some(draft);
    }
    // "announced it during a visit by the king": to the country of who did.
    if s.prep == Some(Prep::During) && !s.c.by.is_empty() {
        let hosts = s.governor.map(|v| w.subject(v)).unwrap_or_default();
        let country = hosts.first().filter(|&&u| is_person(w, u)).and_then(|&u| home(w, u));
        let abroad = country.filter(|c| !guest.iter().any(|&u| home(w, u).is_none_or(|g| g == *c)))?;
        let mut draft = Draft::new(Kind::Visit, rules::VISIT_NOUN, guest, Vec::new()).parts(Part::Guest, Part::Host);
        draft.mentions = vec![state(w, abroad)?];
        return Some(draft);
    }
    // "would welcome a visit by the king": the host is who speaks of it.
    let welcomed =
        |v: usize| w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "welcome" | "host" | "expect" | "await"));
    let v = s.governor.filter(|&v| s.prep.is_none() && welcomed(v) && !s.c.by.is_empty())?;
    let host: Vec<usize> = w.subject(v).into_iter().filter(|u| !guest.contains(u)).collect();
    let fits = host.iter().all(|&u| is_person(w, u) || type_of(w, u) == Some(EntityType::Country));
    let people = !host.is_empty() && guest.iter().all(|&u| is_person(w, u));
    let mut draft = Draft::new(Kind::Visit, rules::VISIT_NOUN, guest, host).parts(Part::Guest, Part::Host);
    // Whose country the story names receives for it.
    let country = draft.second.first().and_then(|&u| home(w, u));
    if let Some(m) = country.and_then(|c| state(w, c)) {
        draft.second.clear();
        draft.mentions = vec![m];
    }
    (fits && people).then_some(draft)
}

/// The place that "in" leads to right before "for" and the noun at unit `n`: "in Peru for a two-day visit".
fn stands_before(w: &Walker<'_>, n: usize) -> Option<usize> {
    let on = (n.saturating_sub(2)..n).find(|&u| w.units.is_prep(u, Prep::For))?;
    let place = (on.saturating_sub(3)..on).rev().find(|&u| w.units.party(u).is_some())?;
    (place > 0 && w.units.is_prep(place - 1, Prep::In)).then_some(place)
}

/// "WARSAW - The German minister, ending a two-day visit, said": a visit of which no host is told, in a story that is filed
/// abroad, is to the country where it is filed.
fn where_filed(w: &Walker<'_>, s: &Sides) -> Option<Draft> {
    let host = filed_in(w)?;
    let guest = s.guests();
    let abroad = |&u: &usize| is_person(w, u) && home(w, u).is_some_and(|c| c != host);
    if guest.is_empty() || !guest.iter().all(abroad) || !opens_anew(w, s.noun) || w.story.is_sport() {
        return None;
    }
    let told = match (s.governor.and_then(|v| w.units.verb(v)), s.prep) {
        (governor, Some(Prep::During | Prep::On)) => governor.is_none_or(|g| g.entry().speech && g.finite()),
        (Some(g), Some(Prep::For)) => g.entry().lemma == "arrive",
        (Some(g), None) => matches!(
            g.entry().lemma,
            "end" | "wind" | "wrap" | "conclude" | "complete" | "finish" | "begin" | "start" | "wind-up" | "wrap-up"
        ),
        _ => false,
    };
    let mut draft = Draft::new(Kind::Visit, rules::VISIT_NOUN, guest, Vec::new()).parts(Part::Guest, Part::Host);
    let city =
        || w.story.entities.mentions.iter().position(|m| Some(m.entity) == place::filed(w).and_then(|p| p.entity));
    draft.mentions = vec![state(w, host).or_else(city).filter(|_| told)?];
    Some(draft)
}

/// The country where the story is filed.
fn filed_in(w: &Walker<'_>) -> Option<Country> {
    w.story.entities.entities[place::filed(w)?.entity?].country
}

/// "a two-day visit": whether the noun at unit `n` tells of one that was not told before.
fn opens_anew(w: &Walker<'_>, n: usize) -> bool {
    let first = w.units.units[n].tokens.first as usize;
    let timed = n > 0 && matches!(w.units.kind(n - 1), Some(UnitKind::Time(_)));
    let before = if timed { w.units.units[n - 1].tokens.first as usize } else { first };
    let word = if before > 0 { w.story.tokens.folded(before - 1) } else { "" };
    matches!(w.word(n), "a" | "an")
        || matches!(word, "a" | "an")
        // "winding up her six-day visit"
        || timed && matches!(word, "his" | "her" | "its" | "their")
}

/// A mention of the country, where the story names it.
fn state(w: &Walker<'_>, country: Country) -> Option<usize> {
    w.story.states.get(&country)?;
    w.story.entities.mentions.iter().position(|m| {
        let e = &w.story.entities.entities[m.entity];
        e.kind == EntityType::Country && e.country == Some(country)
    })
}

/// "Roe's tour, which includes a stop in Peru": whose tour it is, of which the noun at `n` is a part.
pub(super) fn itinerary(w: &Walker<'_>, n: usize, governor: Option<usize>) -> Vec<usize> {
    let with = w.units.is_prep(n.wrapping_sub(1), Prep::With);
    let includes = |v: usize| {
        w.units.verb(v).is_some_and(|g| match g.entry().lemma {
            // "his visit follows a meeting with"
            "include" | "feature" | "follow" => true,
            // "the tour began with a stop in Peru"
            "begin" | "start" | "open" | "end" | "conclude" => with,
            _ => false,
        })
    };
    let is_tour = |u: usize| matches!(w.units.kind(u), Some(UnitKind::Noun(n)) if n.frame() == Some(NounFrame::Visit));
    // "is making a trip to Europe, with stops in Peru"
    if let Some(v) = governor.filter(|&v| with && (v + 1..n).any(is_tour)) {
        return w.subject(v).into_iter().filter(|&u| is_person(w, u)).collect();
    }
    let Some(v) = governor.filter(|&v| v < n && includes(v)) else { return Vec::new() };
    let tour = (2..v).rev().find(|&u| is_tour(u) && matches!(w.units.kind(u - 1), Some(UnitKind::Genitive)));
    tour.map(|u| u - 2).filter(|&u| w.is_party(u)).into_iter().collect()
}

/// "Roe's tour will also include Peru and Chile", "Roe's tour, which began last month, included Peru".
pub(super) fn included(w: &Walker<'_>, v: usize) -> Option<Draft> {
    let mut tour = (0..v).rev().find(|&u| !matches!(w.units.units[u].kind, UnitKind::Adverb))?;
    if matches!(w.units.units[tour].kind, UnitKind::Comma) {
        tour = w.parenthesis(tour)?.checked_sub(1)?;
    }
    let visit = matches!(w.units.units[tour].kind, UnitKind::Noun(n) if n.frame() == Some(NounFrame::Visit));
    let owned = tour >= 2 && matches!(w.units.units[tour - 1].kind, UnitKind::Genitive) && is_person(w, tour - 2);
    let (_, end) = w.gather(v + 1, true);
    (visit && owned).then(|| of(w, vec![tour - 2], w.places_or_parties(v + 1, end), rules::VISIT_TOUR)).flatten()
}

/// A visit of `guest` to `host`: people to a country, a foreign place or a body.
pub(super) fn of(w: &Walker<'_>, guest: Vec<usize>, host: Vec<usize>, rule: Rule) -> Option<Draft> {
    let guest: Vec<usize> = guest.into_iter().filter(|&u| is_person(w, u) || is_delegation(w, u)).collect();
    let first = *guest.first()?;
    if matches!(rule, rules::VISIT_TRAVEL | rules::VISIT_SEND) && guest.iter().all(|&u| is_private(w, u)) {
        return None;
    }
    let home = home(w, first);
    let host: Vec<usize> = host
        .into_iter()
        .filter(|&u| match w.units.party(u) {
            Some(_) if leads_abroad(w, u) || at_the_assembly(w, u) => false,
            Some(m) => {
                let e = entity(w, m);
                let seat = w.story.entities.mentions[m].form == Form::Metonym;
                // "his visit to Damascus" of an envoy whom no country sends
                let abroad = home.is_some()
                    || rule == rules::VISIT_SEND
                    || w.units.party(first).is_some_and(|m| has_body(entity(w, m)) || leaves(w, m, e.country));
                match e.kind {
                    EntityType::Country => e.country != home || home.is_none(),
                    EntityType::Place => e.country.is_some() && abroad && e.country != home,
                    EntityType::Organisation => seat,
                    _ => false,
                }
            }
            None => false,
        })
        .collect();
    if host.is_empty() {
        return None;
    }
    Some(Draft::new(Kind::Visit, rule, guest, host).parts(Part::Guest, Part::Host))
}

/// "will visit Riyadh and Amman": the places of the list that starts at unit `at`.
pub(super) fn places(w: &Walker<'_>, at: usize) -> Vec<usize> {
    let place = |u: usize| {
        let e = entity(w, w.units.party(u)?);
        matches!(e.kind, EntityType::Place | EntityType::Country).then_some(e)
    };
    let mut found = vec![at];
    let mut next = at + 1;
    while matches!(w.units.kind(next), Some(UnitKind::And | UnitKind::Comma)) {
        let name = next + 1 + usize::from(matches!(w.units.kind(next + 1), Some(UnitKind::And)));
        let (Some(e), Some(last)) = (place(name), place(found[found.len() - 1])) else { break };
        // "Riyadh, Saudi Arabia": where that is.
        if e.kind != EntityType::Country || e.country != last.country {
            found.push(name);
        }
        next = name + 1;
    }
    found
}

/// Where the talks are for which the verb of travel at `v` sets out, if not with whom: "left for a round of talks in Lima".
pub(super) fn bound_for_talks(w: &Walker<'_>, v: usize) -> Vec<usize> {
    let units = &w.units.units;
    let clause = (v + 1..units.len().min(v + 8)).take_while(|&u| {
        !matches!(units[u].kind, UnitKind::Verb(_) | UnitKind::Comma | UnitKind::Stop | UnitKind::That)
    });
    let mut bound = false;
    for u in clause {
        bound |= w.units.is_prep(u, Prep::For);
        if let UnitKind::Noun(n) = units[u].kind
            && bound
            && n.frame() == Some(NounFrame::With)
        {
            let told = w.complements(u, false);
            let alone = [&told.with, &told.of, &told.between].iter().all(|p| p.is_empty()) && !told.with_noun;
            return if alone { told.inside } else { Vec::new() };
        }
    }
    Vec::new()
}

/// The country after "to" inside the description of an envoy, as a mention.
pub(super) fn described_host(w: &Walker<'_>, envoy: &[usize]) -> Option<usize> {
    let &[unit] = envoy else { return None };
    let mentions = &w.story.entities.mentions;
    let range = mentions[w.units.party(unit)?].tokens;
    let from = mentions.partition_point(|m| m.tokens.first <= range.first);
    let (host, _) =
        mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.first < range.end).find(|(_, m)| {
            w.story.tokens.folded(m.tokens.first as usize - 1) == "to"
                && matches!(w.story.entities.entities[m.entity].kind, EntityType::Country | EntityType::Place)
        })?;
    Some(host)
}

/// "is in New York for the General Assembly": who comes to the seat of the United Nations is no guest of the country.
fn at_the_assembly(w: &Walker<'_>, place: usize) -> bool {
    let there = w.units.party(place).is_some_and(|m| entity(w, m).name.starts_with("New York"));
    let word = |u: usize| {
        w.units.units[u].tokens.range().any(|t| matches!(w.story.tokens.folded(t), "u.n." | "nations" | "assembly"))
    };
    there && (0..w.units.units.len()).any(word)
}

/// Somebody of whom the story tells no office and no country and whom the gazetteer does not know: that such a person
/// travels does not say that a country received a guest. So too "his father".
fn is_private(w: &Walker<'_>, unit: usize) -> bool {
    let Some(m) = w.units.party(unit) else { return false };
    let e = entity(w, m);
    match e.kind {
        EntityType::Person => {
            e.roles.is_empty()
                && e.country.is_none()
                && e.wikidata.is_none()
                && w.story.entities.mentions[m].also.is_empty()
        }
        EntityType::Office => party::is_kin(w.story, m),
        _ => false,
    }
}

/// "Peru's neighbour", "Peru's embassy": whose owner is not where one is.
fn leads_abroad(w: &Walker<'_>, owner: usize) -> bool {
    let Some(UnitKind::Noun(n)) = w.units.kind(owner + 2) else { return false };
    let owned = matches!(w.units.kind(owner + 1), Some(UnitKind::Genitive));
    let head = w.story.tokens.folded(n.head);
    owned
        && matches!(
            head.trim_end_matches('s'),
            "neighbor"
                | "neighbour"
                | "ally"
                | "allie"
                | "rival"
                | "foe"
                | "partner"
                | "embassy"
                | "consulate"
                | "mission"
        )
}

/// Whether the person of the mention has an office, in no country that the story names, and the story is told from another
/// country than `to`.
fn leaves(w: &Walker<'_>, mention: usize, to: Option<Country>) -> bool {
    let from = filed_in(w);
    // Who heads a company goes on business.
    let office =
        |e: &crate::coref::Entity| e.kind == EntityType::Person && e.roles.iter().any(|r| r.organisation.is_none());
    office(entity(w, mention)) && from.is_some() && from != to
}

/// Whether the text gives somebody an office in a body that is above countries.
fn has_body(e: &crate::coref::Entity) -> bool {
    const ABOVE: [&str; 12] = [
        "united nations",
        "u.n.",
        "un ",
        "european union",
        "eu ",
        "nato",
        "arab league",
        "african union",
        "iaea",
        "imf",
        "world bank",
        "osce",
    ];
    let above = |text: &str| {
        let text = format!("{} ", text.to_lowercase());
        ABOVE.iter().any(|b| text.starts_with(b))
    };
    match e.kind {
        EntityType::Person | EntityType::Office => {
            e.roles.iter().any(|r| above(&r.title) || r.organisation.as_deref().is_some_and(above))
        }
        // "World Bank officials"
        EntityType::Group => above(&e.name),
        _ => false,
    }
}

/// A group that can go on a visit: leaders, officials, a delegation; not soldiers or tourists.
pub(super) fn is_delegation(w: &Walker<'_>, unit: usize) -> bool {
    let Some(m) = w.units.party(unit).filter(|_| is_people(w, unit)) else { return false };
    party::holds_noun_of(w.story, m, LED | SENT)
}
