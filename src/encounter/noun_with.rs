//! Who meets whom by a noun: each way in which "talks", "a meeting", "a call" say it, the surest first.

use super::{
    Kind, Part,
    argument::Walker,
    candidate::{Draft, is_people, is_person, participants, type_of},
    frame,
    lexicon::Frame,
    noun::{Sides, before_hyphen, entity},
    noun_kind::of_more,
    request, rules, summit,
    unit::{Prep, UnitKind},
    verb::VerbGroup,
};
use crate::mention::EntityType;

/// The parties of the noun's encounter.
pub(super) fn with(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    if let Some(draft) = between(w, kind, s) {
        return Some(draft);
    }
    let with = partners(w, s);
    let first = if s.possessor.is_empty() { &s.agent } else { &s.possessor };
    if with.is_empty() {
        request::answered(w, kind, s)
            .or_else(|| opened(w, kind, s))
            .or_else(|| told(w, kind, s))
            .or_else(|| within(w, kind, s))
            .or_else(|| request::put(w, kind, s))
            .or_else(|| host_for(w, kind, s))
            .or_else(|| given_by(w, kind, s))
            .or_else(|| convened(w, kind, s))
            .or_else(|| takeover(w, kind, s))
    } else if first.is_empty() {
        request::turned_down(w, kind, s, &with)
            .or_else(|| speaker(w, kind, s, &with))
            .or_else(|| host_for(w, kind, s))
            .or_else(|| of_one_with(w, kind, s, &with))
    } else {
        let rule = if s.possessor.is_empty() { rules::NOUN_AGENT_WITH } else { rules::NOUN_POSSESSOR_WITH };
        let draft = Draft::new(kind, rule, first.clone(), w.members(&with, &s.c));
        // "declined a request by Roe for a meeting with it"
        let alone = participants(w, &draft).len() < 2;
        if alone { request::answered(w, kind, s) } else { None }.or(Some(draft))
    }
    .or_else(|| modifiers(w, kind, s))
    .or_else(|| call(w, kind, s, first))
    .or_else(|| reciprocal(w, kind, s, first))
    .or_else(|| of(w, kind, s))
}

fn parties(w: &Walker<'_>, units: &[usize]) -> Vec<usize> {
    units.iter().copied().filter(|&u| w.is_party(u)).collect()
}

/// "talks between A and B"
fn between(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let mut sides = parties(w, &s.c.between);
    if sides.is_empty()
        && s.governor.is_none()
        && let Some(v) = w.predicate(s.c.end).filter(|&v| carries_sides(w, v))
    {
        // "The talks will take place in Vienna on Monday between A and B."
        sides = parties(w, &w.complements(v, true).between);
    }
    // "Talks lasting two hours between A and B", "talks mediated by Peru between A and B"
    let reduced = |g: &VerbGroup| g.gerund || g.participle || g.bare && w.by_follows(s.noun + 1);
    if sides.is_empty() && w.units.verb(s.noun + 1).is_some_and(reduced) {
        let clause = (s.noun + 2..s.noun + 8).take_while(|&u| w.units.verb(u).is_none());
        if let Some(prep) = clause.into_iter().find(|&u| w.units.is_prep(u, Prep::Between)) {
            sides = parties(w, &w.gather(prep + 1, true).0);
        }
    }
    let draft = Draft::new(kind, rules::NOUN_BETWEEN, sides, parties(w, &s.c.with));
    (!draft.first.is_empty() && participants(w, &draft).len() >= 2).then_some(draft)
}

/// Predicates after which the sides of their subject may stand: "will take place between A and B", "were the first between".
fn carries_sides(w: &Walker<'_>, v: usize) -> bool {
    let Some(g) = w.units.verb(v) else { return false };
    let ranked = matches!(w.units.kind(v + 1), Some(UnitKind::Noun(_)))
        && matches!(w.last_word(v + 1), "first" | "second" | "third" | "last" | "latest" | "highest");
    g.copula && w.units.is_prep(v + 1 + usize::from(ranked), Prep::Between)
        || matches!(
            g.entry().lemma,
            "take"
                | "hold"
                | "begin"
                | "start"
                | "open"
                | "resume"
                | "continue"
                | "schedule"
                | "plan"
                | "break-off"
                | "collapse"
                | "end"
                | "stall"
        )
}

/// Those with whom it is held.
fn partners(w: &Walker<'_>, s: &Sides) -> Vec<usize> {
    let mut with = parties(w, &s.c.with);
    if with.is_empty() && s.c.with_noun {
        // "talks with other carmakers, including Renault"
        with = parties(w, &s.c.including);
    }
    if with.is_empty()
        && s.prep.is_none()
        && let Some(rel) = s.governor.and_then(|v| frame::relative_object(w, v))
        && w.units.is_prep(rel.wrapping_sub(1), Prep::With)
    {
        // "Ms Roe, with whom he held talks"
        with = w.antecedent(rel);
    }
    with
}

/// "Russia says talks with China will resume": the country that speaks is the other party.
fn speaker(w: &Walker<'_>, kind: Kind, s: &Sides, with: &[usize]) -> Option<Draft> {
    let v = s.governor.filter(|_| s.prep.is_none()).or_else(|| said_that(w, s.noun))?;
    let verb = w.units.verb(v).filter(|g| g.entry().speech && g.finite())?;
    let subject = w.subject(v);
    let body = |&u: &usize| {
        matches!(type_of(w, u), Some(EntityType::Country | EntityType::Company | EntityType::Organisation))
    };
    let speaker: Vec<usize> = subject.iter().copied().filter(body).collect();
    // The paper that reports it has no part in it.
    if speaker.len() == 1 && verb.entry().lemma != "report" {
        return Some(Draft::new(kind, rules::NOUN_SPEAKER, speaker, w.members(with, &s.c)));
    }
    // "Iranian officials say talks with the union will resume": the state for which they speak.
    let state = match subject[..] {
        [one] if with.iter().all(|&u| !is_person(w, u)) => state_of(w, one)?,
        _ => return None,
    };
    let mut draft = Draft::new(kind, rules::NOUN_SPEAKER, Vec::new(), w.members(with, &s.c));
    draft.mentions = vec![state];
    Some(draft)
}

/// "said on Friday that talks with": the verb before the clause that the noun at unit `n` opens.
fn said_that(w: &Walker<'_>, n: usize) -> Option<usize> {
    let that = n.checked_sub(1).filter(|&u| matches!(w.units.units[u].kind, UnitKind::That))?;
    let aside = |u: &usize| matches!(w.units.units[*u].kind, UnitKind::Time(_) | UnitKind::Prep(_) | UnitKind::Adverb);
    (0..that).rev().find(|u| !aside(u)).filter(|&u| w.units.verb(u).is_some())
}

/// "is in talks to buy a stake in Apex", "to sell its unit to Apex": with the company that is bought, or buys.
fn takeover(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let body = |&u: &usize| matches!(type_of(w, u), Some(EntityType::Company | EntityType::Organisation));
    let v = s.noun + 1;
    let g = w.units.verb(v).filter(|g| g.infinitive && kind == Kind::Talks)?;
    let sells = g.entry().lemma == "sell";
    if !sells && !matches!(g.entry().lemma, "buy" | "acquire" | "purchase" | "take" | "merge") {
        return None;
    }
    let told = w.complements(v, true);
    let clause = (v + 1..v + 8).take_while(|&u| {
        !matches!(w.units.kind(u), None | Some(UnitKind::Verb(_) | UnitKind::That | UnitKind::Stop | UnitKind::Comma))
    });
    let found: Vec<usize> = if sells {
        told.to.into_iter().filter(body).collect()
    } else if told.direct.iter().any(body) {
        told.direct.into_iter().filter(body).collect()
    } else {
        clause.filter(body).filter(|&u| !matches!(w.units.kind(u + 1), Some(UnitKind::Genitive))).take(1).collect()
    };
    let first: Vec<usize> = s.agent.iter().copied().filter(body).collect();
    (!found.is_empty() && !first.is_empty()).then(|| Draft::new(kind, rules::NOUN_AGENT_WITH, first, found))
}

/// "In a phone call, Ms Roe briefed Mr Lee"
fn opened(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let inside = s.governor.is_none() && matches!(s.prep, Some(Prep::In | Prep::During | Prep::Over));
    let &[agent] = &s.agent[..] else { return None };
    if !inside || !s.possessor.is_empty() || !is_person(w, agent) {
        return None;
    }
    let v = (agent + 1..(agent + 3).min(w.units.units.len())).find(|&u| w.units.verb(u).is_some())?;
    let told = w.complements(v, true);
    // "Over dinner, Ms Roe proposed a merger to Mr Lee"
    let proposes = w.units.verb(v).is_some_and(|g| {
        !g.passive
            && matches!(
                g.entry().lemma,
                "propose" | "suggest" | "offer" | "explain" | "present" | "outline" | "complain"
            )
    });
    let objects = if told.direct.is_empty() && proposes { told.to } else { told.direct };
    let objects: Vec<usize> = objects.into_iter().filter(|&u| is_person(w, u)).collect();
    (!objects.is_empty()).then(|| Draft::new(kind, rules::NOUN_INSIDE, s.agent.clone(), objects))
}

/// "told Mr Xi in a phone call", "joined her for talks"
fn told(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let v = s.governor?;
    let verb = w.units.verb(v);
    let lemma = verb.map_or("", |g| g.entry().lemma);
    // "will head the delegation at the talks"
    if matches!(lemma, "head" | "lead" | "represent") {
        return None;
    }
    let joins = matches!(lemma, "join" | "host" | "receive" | "welcome") && s.prep == Some(Prep::For);
    if !joins && !matches!(s.prep, Some(Prep::In | Prep::At | Prep::During | Prep::Over)) {
        return None;
    }
    let told = w.complements(v, true);
    // "handed a note to Mr Lee at a meeting"
    // "spelt out the position to Mr Lee in a conversation"
    let hands = matches!(
        lemma,
        "hand" | "deliver" | "present" | "give" | "convey" | "pass" | "spell" | "outline" | "describe" | "lay" | "set"
    );
    let objects = if !told.direct.is_empty() {
        told.direct
    } else if lemma == "hear" {
        // "heard from Mr Lee over breakfast"
        told.from
    } else if verb.is_some_and(|g| (g.entry().speech || hands) && !g.passive) {
        // "apologised to Mr Lee at a meeting"
        told.to
    } else {
        return None;
    };
    let people = |units: Vec<usize>| units.into_iter().filter(|&u| is_people(w, u)).collect::<Vec<_>>();
    let (objects, subject) = (people(objects), people(w.subject(v)));
    (!objects.is_empty() && !subject.is_empty()).then(|| Draft::new(kind, rules::NOUN_INSIDE, subject, objects))
}

/// "made the offer in a phone call in which he congratulated Mr Lee": whom the clause about the call names.
fn within(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let inside = matches!(s.prep, Some(Prep::In | Prep::During | Prep::Over));
    let relative = (s.noun + 1..s.noun + 6)
        .find(|&u| matches!(w.units.kind(u), Some(UnitKind::Relative)))
        .filter(|&r| kind == Kind::Call && inside && w.units.is_prep(r - 1, Prep::In))?;
    let v = (relative + 1..relative + 4).find(|&u| w.units.verb(u).is_some())?;
    let told: Vec<usize> = w.complements(v, true).direct.into_iter().filter(|&u| is_person(w, u)).collect();
    let callers: Vec<usize> = w.subject(s.governor?).into_iter().filter(|&u| is_person(w, u)).collect();
    (!told.is_empty() && !callers.is_empty()).then(|| Draft::new(kind, rules::NOUN_INSIDE, callers, told))
}

/// "a dinner hosted by the king for the visiting premier", "hosted a dinner for the visiting premier"
fn host_for(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    if kind != Kind::Meeting {
        return None;
    }
    let people = |units: &[usize]| units.iter().copied().filter(|&u| is_people(w, u)).collect::<Vec<_>>();
    let mut honoured = people(&s.c.bound_for);
    // "a lunch in honour of Mr Lee"
    let honour = matches!(w.units.kind(s.noun + 2), Some(UnitKind::Noun(n))
        if matches!(w.story.tokens.folded(n.head), "honour" | "honor"));
    if honoured.is_empty() && honour && w.units.is_prep(s.noun + 1, Prep::In) && w.units.is_prep(s.noun + 3, Prep::Of) {
        honoured = people(&w.gather(s.noun + 4, true).0);
    }
    if honoured.is_empty() {
        return None;
    }
    let hosts = |v: usize| w.units.verb(v).is_some_and(gives);
    let by = people(&s.c.by);
    let host = if !by.is_empty() {
        by
    } else if s.prep.is_none() && s.governor.is_some_and(hosts) {
        s.agent.clone()
    } else {
        return None;
    };
    Some(Draft::new(kind, rules::NOUN_HOST_FOR, host, honoured).parts(Part::Host, Part::Guest))
}

/// Verbs of whoever gives a dinner.
fn gives(g: &VerbGroup) -> bool {
    matches!(g.entry().lemma, "host" | "hold" | "give" | "throw")
}

/// "will attend a banquet given by the king"
fn given_by(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let attends = |v: usize| w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "attend" | "join"));
    let given =
        w.units.verb(s.noun + 1).is_some_and(|g| (!g.finite() || g.bare) && gives(g)) && w.by_follows(s.noun + 1);
    let person = |&u: &usize| is_person(w, u);
    let host: Vec<usize> =
        if given { w.gather(s.noun + 3, true).0.into_iter().filter(person).collect() } else { Vec::new() };
    let guest: Vec<usize> = s.agent.iter().copied().filter(person).collect();
    let fits = kind == Kind::Meeting && s.prep.is_none() && s.governor.is_some_and(attends);
    let draft = || Draft::new(kind, rules::NOUN_HOST_FOR, host, guest).parts(Part::Host, Part::Guest);
    (fits && given).then(draft)
}

/// "called a meeting of union leaders", "is hosting a meeting of officials from A and B": who calls others together.
fn convened(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let g = s.governor.filter(|_| s.prep.is_none()).and_then(|v| w.units.verb(v)).filter(|g| !g.passive)?;
    let hosts = matches!(g.entry().lemma, "host" | "chair" | "co-host" | "lead");
    // "host a Group of Seven summit of rich countries": the body is named.
    if kind == Kind::Summit
        || !s.modifiers.is_empty()
        || !hosts && !matches!(g.entry().lemma, "call" | "convene" | "summon")
    {
        return None;
    }
    let called: Vec<usize> = parties(w, &s.c.of)
        .into_iter()
        .filter(|&u| is_people(w, u) || type_of(w, u) == Some(EntityType::Country))
        .collect();
    let person = |&u: &usize| is_person(w, u) || type_of(w, u) == Some(EntityType::Country);
    let who: Vec<usize> = s.agent.iter().copied().filter(person).collect();
    let draft = || Draft::new(kind, rules::NOUN_OF, who.clone(), called.clone());
    (!who.is_empty() && !called.is_empty())
        .then(|| if hosts { draft().parts(Part::Host, Part::Guest) } else { draft() })
}

/// "U.S.-China talks", "the Trump-Putin meeting"
fn modifiers(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    let named: Vec<usize> = s.modifiers.iter().copied().filter(|&m| super::party::can_meet(w.story, m)).collect();
    let named = match named[..] {
        [_, _, ..] => named,
        [one] => spaced(w, s.noun, one).unwrap_or_else(|| paired(w, s.noun)),
        [] => paired(w, s.noun),
    };
    (named.len() >= 2).then(|| {
        let mut draft = Draft::new(kind, rules::NOUN_MODIFIERS, Vec::new(), Vec::new());
        draft.mentions = named;
        draft
    })
}

/// "a phone call to Mr Xi", "a call from Mr Xi"
fn call(w: &Walker<'_>, kind: Kind, s: &Sides, first: &[usize]) -> Option<Draft> {
    if kind != Kind::Call || first.is_empty() {
        return None;
    }
    let to: Vec<usize> = s.c.to.iter().copied().filter(|&u| is_person(w, u)).collect();
    if !to.is_empty() {
        return Some(Draft::new(kind, rules::NOUN_AGENT_WITH, first.to_vec(), to));
    }
    let from = parties(w, &s.c.from);
    (!from.is_empty()).then(|| Draft::new(kind, rules::NOUN_FROM, from, first.to_vec()))
}

/// "A and B held talks": those of the subject or in the genitive, among themselves.
fn reciprocal(w: &Walker<'_>, kind: Kind, s: &Sides, both: &[usize]) -> Option<Draft> {
    let draft = Draft::new(kind, rules::NOUN_RECIPROCAL, both.to_vec(), Vec::new());
    // "have discussed the row in a meeting"
    let discussed = s.governor.and_then(|v| w.units.verb(v)).is_some_and(|g| g.entry().frame == Frame::Discuss);
    // "agreed to the deal during a telephone conversation"
    let on_line = kind == Kind::Call && matches!(s.prep, Some(Prep::During | Prep::In | Prep::Over | Prep::By));
    let plural = both.len() >= 2 || both.len() == 1 && is_plural(w, both[0]);
    // "spoke a week before an EU summit"; "After a summit last week, Roe and Lee issued a statement" is theirs.
    let joint = s.prep == Some(Prep::After) && s.governor.is_none() && both.last().is_some_and(|&u| concludes(w, u));
    let other = kind == Kind::Summit && matches!(s.prep, Some(Prep::After | Prep::Before)) && !joint;
    // "signed a trade deal after talks in Lima"
    let indefinite = matches!(w.units.kind(s.noun), Some(UnitKind::Noun(n)) if !n.definite);
    let state = |u: usize| type_of(w, u) == Some(EntityType::Country);
    let settled = s.governor.and_then(|v| w.units.verb(v)).is_some_and(settles);
    let ended = s.prep == Some(Prep::After)
        && indefinite
        && plural
        && both.iter().all(|&u| is_people(w, u) || settled && state(u));
    let light = (s.near || discussed || on_line || ended)
        && !other
        && (s.prep.is_none()
            || matches!(
                s.prep,
                Some(Prep::For | Prep::In | Prep::At | Prep::After | Prep::Before | Prep::During | Prep::On)
            ));
    // "Roe and Lee skipped the meeting": others met.
    let light = !(s.prep.is_none() && summit::stays_away(w, s)) && (light || between_states(w, s, both));
    // "the end of their summit" is theirs, whatever it is the end of.
    // "have cancelled all other meetings"
    if !plural || w.has_word(s.noun, "other") || !light && s.possessor.is_empty() {
        return None;
    }
    let found = participants(w, &draft).len();
    (found >= 2 && !of_more(w, s.noun, found)).then_some(draft)
}

/// Verbs of what two states come to or not: "signed a deal after talks", "failed to reach a deal after two days of talks".
fn settles(g: &VerbGroup) -> bool {
    matches!(
        g.entry().lemma,
        "sign" | "reach" | "strike" | "agree" | "fail" | "settle" | "resolve" | "conclude" | "announce"
    )
}

/// Whether those whose list ends at `unit` issue, sign or agree on something.
fn concludes(w: &Walker<'_>, unit: usize) -> bool {
    let verb = (unit + 1..(unit + 4).min(w.units.units.len())).find_map(|u| w.units.verb(u));
    let lemma = verb.filter(|g| g.finite() && !g.negated).map_or("", |g| g.entry().lemma);
    matches!(lemma, "issue" | "sign" | "adopt" | "agree" | "release" | "pledge" | "announce" | "declare")
}

/// "A meeting of Ms Roe with Mr Lee"
fn of_one_with(w: &Walker<'_>, kind: Kind, s: &Sides, with: &[usize]) -> Option<Draft> {
    let of = parties(w, &s.c.of);
    let people = of.iter().chain(with).all(|&u| is_people(w, u) || type_of(w, u) == Some(EntityType::Country));
    (people && !of.is_empty()).then(|| Draft::new(kind, rules::NOUN_OF, of, with.to_vec()))
}

/// "a meeting of the leaders of A and B"
fn of(w: &Walker<'_>, kind: Kind, s: &Sides) -> Option<Draft> {
    [parties(w, &s.c.of), parties(w, &s.c.including)].into_iter().find_map(|parties| {
        // "a meeting of the Iranian and Saudi ministers" has them in one.
        let draft = Draft::new(kind, rules::NOUN_OF, parties, Vec::new());
        let group = |u: usize| type_of(w, u) == Some(EntityType::Group);
        let one = |u: usize| group(u) && participants(w, &draft).len() >= 2;
        // "summits of the union and the league": each holds its own.
        let body = |u: &usize| matches!(type_of(w, *u), Some(EntityType::Organisation | EntityType::Company));
        let own = draft.first.iter().all(body) && w.last_word(s.noun).ends_with('s') && w.last_word(s.noun) != "talks";
        (!own && (draft.first.len() >= 2 || draft.first.first().is_some_and(|&u| one(u)))).then_some(draft)
    })
}

/// The mention of the one country that the phrase of the speaker at `unit` names: "Iranian officials", "Iran's minister".
pub(super) fn state_of(w: &Walker<'_>, unit: usize) -> Option<usize> {
    let range = w.units.units[unit].tokens;
    let mentions = &w.story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let inside = mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.first < range.end);
    let mut states = inside.map(|(index, _)| index).filter(|&m| entity(w, m).kind == EntityType::Country);
    states.next().filter(|_| states.next().is_none())
}

/// "Roe and Lee declared a truce at a meeting in Egypt": persons of two countries who did something together at a meeting
/// of which nobody else is told.
fn between_states(w: &Walker<'_>, s: &Sides, both: &[usize]) -> bool {
    let there = matches!(s.prep, Some(Prep::At | Prep::During));
    let alone = s.modifiers.is_empty() && s.c.of.is_empty() && !s.c.with_noun;
    let countries: Vec<_> = both
        .iter()
        .filter(|&&u| is_person(w, u))
        .filter_map(|&u| w.units.party(u))
        .filter_map(|m| entity(w, m).country)
        .collect();
    there && alone && countries.len() == 2 && both.len() == 2 && countries[0] != countries[1]
}

/// Whether the party at `unit` is several: a group, or a word for more than one.
pub(super) fn is_plural(w: &Walker<'_>, unit: usize) -> bool {
    w.units.party(unit).is_some_and(|m| !w.story.entities.mentions[m].also.is_empty())
        || type_of(w, unit) == Some(EntityType::Group)
}

/// "Friday's Peru - Chile summit": the first name stands alone before the hyphen.
fn spaced(w: &Walker<'_>, n: usize, second: usize) -> Option<Vec<usize>> {
    let first = before_hyphen(w, n).and_then(|u| w.units.party(u)).filter(|&m| super::party::can_meet(w.story, m))?;
    let state = |m: usize| matches!(entity(w, m).kind, EntityType::Country | EntityType::Organisation);
    (state(first) && state(second)).then(|| vec![first, second])
}

/// "the Israeli-Palestinian talks", "U.S.-Chinese talks": nationalities that hyphens join, as mentions; none but two.
fn paired(w: &Walker<'_>, n: usize) -> Vec<usize> {
    let range = w.units.units[n].tokens;
    let hyphen = |t: u32| t < range.end && w.story.tokens.folded(t as usize) == "-";
    let mentions = &w.story.entities.mentions;
    let from = mentions.partition_point(|m| m.tokens.first < range.first);
    let mut found: Vec<usize> = Vec::new();
    for (index, m) in mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.end <= range.end) {
        let joined = hyphen(m.tokens.end) || m.tokens.first > range.first && hyphen(m.tokens.first - 1);
        if joined && entity(w, index).kind == EntityType::Country {
            found.push(index);
        }
    }
    if found.len() == 2 { found } else { Vec::new() }
}
