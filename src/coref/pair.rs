//! Plurals and numbers that stand for those named before: "the two leaders", "both countries", "the two met".

use super::{
    discourse::{Discourse, Seen},
    draft::Draft,
    nominal::may_trade,
};
use crate::{
    mention::EntityType,
    role::{Category, Description, Opening, lexicon},
    span::TokenRange,
    token::{Case, TokenKind},
    words::Few,
};

/// How many mentions of bodies back "the two companies" looks: a long story is not gone through for each.
const MEMORY: usize = 512;

/// "the two leaders", "both countries", "the leaders" after two were named: whom the plural stands for.
pub(super) fn plural(
    draft: &Draft<'_>,
    d: &Discourse,
    about: &Description,
    sentence: usize,
) -> Option<(Vec<usize>, &'static str)> {
    let head = about.head as usize;
    let phrase = draft.roles.phrases[about.mention];
    if let Some(pair) = of_states(draft, d, about, sentence) {
        return Some((pair, "nominal.countries"));
    }
    // Nothing but determiner, "two" and noun.
    if phrase.end as usize != head + 1 || phrase.len() > 3 || about.country.is_some() {
        return None;
    }
    // "the leaders of the group" are whoever leads it; "the leaders of the two countries" are those two.
    if head + 4 < draft.tokens.len() && draft.story.folded(head + 1) == "of" {
        let two = |i: usize| matches!(draft.story.folded(i), "two" | "both");
        if !two(head + 2) && !two(head + 3) {
            return None;
        }
    }
    // "will be among the leaders who attend": more than were named.
    if phrase.first > 0 && draft.story.folded(phrase.first as usize - 1) == "among" {
        return None;
    }
    let mut counted = None;
    for i in phrase.first as usize..head {
        match draft.story.folded(i) {
            "the" | "these" => {}
            "two" | "both" | "2" => counted = Some(2),
            "three" | "3" => counted = Some(3),
            "four" | "4" => counted = Some(4),
            _ => return None,
        }
    }
    let two = counted.is_some();
    let count = counted.unwrap_or(2);
    if !two && about.opening != Opening::Definite {
        return None;
    }
    let noun = draft.story.folded(head);
    let states = matches!(
        noun,
        "countries"
            | "nations"
            | "governments"
            | "states"
            | "neighbours"
            | "neighbors"
            | "allies"
            | "economies"
            | "powers"
            | "rivals"
    );
    let sides = matches!(noun, "sides" | "parties");
    if states || sides {
        // Of more than two states the text before may well name others besides.
        if counted != Some(2) {
            return None;
        }
        if let Some(pair) = just(count, draft, &d.countries, head, sentence, |_| true)
            && !(sides && on_the_way(draft, &d.countries, head, &pair))
        {
            return Some((pair, "nominal.countries"));
        }
        if noun != "sides" {
            return None;
        }
        let body = |e: usize| matches!(draft.entities[e].kind, EntityType::Company | EntityType::Organisation);
        let persons = Discourse::back(&d.persons, sentence, 1).any(|s| s.token < head);
        if !persons && let Some(pair) = just(2, draft, &d.bodies, head, sentence, body) {
            return Some((pair, "nominal.companies"));
        }
    } else if counted == Some(2) && matches!(noun, "companies" | "firms" | "carmakers" | "airlines" | "banks") {
        let company = |e: usize| {
            let kind = draft.entities[e].kind;
            kind == EntityType::Company || kind == EntityType::Organisation && may_trade(draft, e)
        };
        // Of more than two the text before may well name others besides.
        let mut told: Vec<usize> = Vec::new();
        for s in d.bodies.iter().rev().filter(|s| s.token < head).take(MEMORY) {
            if !told.contains(&s.entity) && company(s.entity) {
                told.push(s.entity);
            }
            if told.len() > 2 {
                return None;
            }
        }
        told.sort_unstable();
        return (told.len() == 2).then_some((told, "nominal.companies"));
    } else if about.category == Category::Other {
        return None;
    }
    let leader = |e: usize| {
        let heads = &draft.notes[e].heads;
        match noun {
            "leaders" => heads.iter().any(|(_, c)| {
                matches!(
                    c,
                    Category::Leader | Category::Minister | Category::Royal | Category::Official | Category::Diplomat
                )
            }),
            _ => {
                draft.story.word(head).singular().is_empty()
                    || heads.iter().any(|(h, _)| h == draft.story.word(head).singular())
            }
        }
    };
    // "the leaders" again after "the two leaders"
    if let Some((last, pair)) = &d.pair
        && last + 2 >= sentence
        && !pair.is_empty()
        && counted.is_none_or(|n| n == pair.len())
        && pair.iter().all(|&e| draft.entities[e].kind == EntityType::Person)
    {
        let between = Discourse::back(&d.persons, sentence, sentence - last)
            .any(|s| !pair.contains(&s.entity) && s.sentence > *last);
        if !between {
            return Some((pair.clone(), "nominal.pair"));
        }
    }
    if !two && !matches!(noun, "leaders" | "presidents" | "ministers" | "men") {
        return None;
    }
    let foremost = |e: usize| draft.notes[e].heads.iter().any(|(_, c)| matches!(c, Category::Leader | Category::Royal));
    // Of whom the text tells no office may have this one.
    let anybody = matches!(noun, "officials" | "politicians" | "statesmen" | "envoys" | "negotiators");
    let untold = |e: usize| anybody || leader(e) || draft.notes[e].heads.is_empty();
    let before = draft.tokens.sentences[sentence].tokens.first as usize;
    let found = |at: usize| {
        just(count, draft, &d.persons, at, sentence, leader)
            .or_else(|| if noun == "leaders" { just(count, draft, &d.persons, at, sentence, foremost) } else { None })
            .or_else(|| if two { just(count, draft, &d.persons, at, sentence, untold) } else { None })
    };
    // "Ms Roe met the two leaders": who meets them is neither.
    let pair = found(head).or_else(|| if two { found(before) } else { None })?;
    // "the two sides" are hardly a rebel and a minister of the same country.
    let apart = || {
        let country = |e: &usize| draft.entities[*e].country;
        matches!((pair.first().and_then(country), pair.last().and_then(country)), (Some(a), Some(b)) if a != b)
    };
    (noun != "sides" || apart()).then_some((pair, "nominal.pair"))
}

/// "officials from both countries", "the prime ministers of the two countries", "their foreign ministers": the two states of
/// which the story has just spoken.
fn of_states(draft: &Draft<'_>, d: &Discourse, about: &Description, sentence: usize) -> Option<Vec<usize>> {
    let head = about.head as usize;
    let phrase = draft.roles.phrases[about.mention];
    let (first, end) = (phrase.first as usize, phrase.end as usize);
    let tail: Vec<&str> = (head + 1..end.min(head + 5)).map(|i| draft.story.folded(i)).collect();
    let both = match tail[..] {
        ["of" | "from", "both", states] | ["of" | "from", "the", "two", states] => {
            matches!(states, "countries" | "nations" | "governments" | "states" | "sides" | "neighbours" | "neighbors")
        }
        // "their" of two states, not of two persons
        [] => {
            draft.story.folded(first) == "their"
                && matches!(
                    draft.story.folded(head),
                    "ministers" | "leaders" | "officials" | "envoys" | "negotiators" | "diplomats"
                )
        }
        _ => false,
    };
    let led = draft.story.word(head).is(lexicon::LED);
    if !both || !led || about.country.is_some() {
        return None;
    }
    let persons = tail.is_empty() && Discourse::back(&d.persons, sentence, 1).any(|s| s.token < head);
    if persons { None } else { just(2, draft, &d.countries, first, sentence, |_| true) }
}

/// "She will go on to Jordan and Egypt": whether the countries of the pair, as the story named them last, are where somebody
/// goes, and no sides.
fn on_the_way(draft: &Draft<'_>, countries: &[Seen], head: usize, pair: &[usize]) -> bool {
    let last = |entity: usize| countries.iter().rev().find(|s| s.token < head && s.entity == entity).map(|s| s.token);
    let goes = |token: usize| {
        (token.saturating_sub(3)..token)
            .any(|t| matches!(draft.story.folded(t), "to" | "in" | "from" | "through" | "via" | "for"))
    };
    pair.iter().all(|&e| last(e).is_some_and(goes))
}

/// The words of [`number`], and those for a state.
pub(super) const ALONE: Few<9> =
    Few::new(["two", "pair", "duo", "three", "trio", "four", "both", "government", "country"]);

/// How many a word stands for that needs no noun: "the two met", "the pair spoke".
pub(super) fn number(folded: &str) -> Option<usize> {
    match folded {
        "two" | "pair" | "duo" | "both" => Some(2),
        "three" | "trio" => Some(3),
        "four" => Some(4),
        _ => None,
    }
}

/// "the two" at token `at` without a noun: the persons, or else the countries, of whom the story has just spoken.
pub(super) fn counted(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize, count: usize) {
    let range = draft.tokens.sentences[sentence].tokens;
    let (start, stop) = (range.first as usize, range.end as usize);
    // "the two men"
    let people = at + 1 < stop && matches!(draft.story.folded(at + 1), "men" | "women");
    let end = at + 1 + usize::from(people);
    // "both men"; "both" without a noun is mostly an adverb
    let both = draft.story.folded(at) == "both";
    let opened = if both { people } else { at > start && draft.story.folded(at - 1) == "the" };
    if !opened || !stands_alone(draft, end, stop) {
        return;
    }
    let first = at - usize::from(!both);
    let told = match &d.pair {
        Some((last, pair))
            if last + 2 >= sentence
                && pair.len() == count
                && (!people || pair.iter().all(|&e| draft.entities[e].kind == EntityType::Person)) =>
        {
            Some(pair.clone())
        }
        _ => None,
    };
    let found = told.or_else(|| just(count, draft, &d.persons, at, sentence, |_| true)).or_else(|| {
        // "Ms Roe telephoned both men": who calls them is neither.
        let (list, at) = if people { (&d.persons, start) } else { (&d.countries, at) };
        just(count, draft, list, at, sentence, |_| true)
    });
    if let Some(all) = found {
        draft.refer(TokenRange::new(first, end), &all, "nominal.pair");
        d.pair = Some((sentence, all));
    }
}

/// Whether the number before token `next` has no noun: a verb follows it, or nothing of its phrase.
fn stands_alone(draft: &Draft<'_>, next: usize, stop: usize) -> bool {
    if next >= stop {
        return true;
    }
    let folded = draft.story.folded(next);
    match draft.story.token(next).kind {
        TokenKind::Punct => !draft.story.is_hyphen(next),
        TokenKind::Word => {
            draft.story.owner(next).is_none()
                && draft.story.token(next).case == Case::Lower
                && folded != "of"
                && (draft.story.word(next).is(lexicon::FUNCTION | lexicon::CLAUSE)
                    // "telephoned both men last Monday"
                    || matches!(folded, "last" | "next" | "this" | "late" | "early" | "today" | "yesterday")
                    || folded.ends_with("ed")
                    || folded.ends_with("ly")
                    || is_irregular_past(folded))
        }
        _ => false,
    }
}

/// Pasts without "-ed" of what two may do together: "the two met", "the pair shook hands".
fn is_irregular_past(folded: &str) -> bool {
    matches!(
        folded,
        "met"
            | "spoke"
            | "held"
            | "saw"
            | "sat"
            | "spent"
            | "began"
            | "shook"
            | "broke"
            | "flew"
            | "left"
            | "ate"
            | "came"
            | "went"
            | "took"
            | "made"
            | "got"
            | "gave"
            | "drew"
            | "fought"
            | "told"
            | "said"
            | "set"
            | "put"
    )
}

/// The entities that the last sentences speak of, where they speak of just so many.
pub(super) fn just(
    count: usize,
    draft: &Draft<'_>,
    list: &[Seen],
    at: usize,
    sentence: usize,
    fits: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    let mut last = sentence;
    for s in Discourse::back(list, sentence, 3).filter(|s| s.token < at) {
        if s.sentence != last && found.len() >= count {
            break;
        }
        last = s.sentence;
        if !draft.entities[s.entity].bystander && fits(s.entity) && !found.contains(&s.entity) {
            found.push(s.entity);
        }
    }
    found.reverse();
    (found.len() == count).then_some(found)
}
