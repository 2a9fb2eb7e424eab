//! What stands after the head of a title: "of the European Council", "for North Korea policy", "to China".

use super::{
    Category,
    before::adjective,
    lexicon::{
        AGENT, BODY, COLLECTIVE, FIELD, FUNCTION, HEAD, HONORIFIC, NAME_ONLY, NOMINAL, PLURAL, PORTFOLIO, QUALITY,
        RANK, STATE,
    },
    story::{Story, country_of, opening},
    title::Title,
};
use crate::{
    country::Country,
    mention::{EntityType, Form, Mention},
    token::{Case, TokenKind},
};

pub(super) fn takes_complement(story: &Story<'_>, t: &Title, at: usize) -> bool {
    match story.folded(at) {
        "of" => true,
        "for" => {
            // "met his lawyer for the first time"
            let time = at + 2 < story.sentence(at).end as usize
                && story.folded(at + 1) == "the"
                && matches!(story.folded(at + 2), "first" | "second" | "third" | "last" | "past" | "next");
            // "lawyers for the family", "negotiators for Ford"
            let agents = t.plural && story.word(t.head).is(AGENT) && at + 1 < story.tokens.len();
            let named =
                |m: &Mention| matches!(m.kind, EntityType::Organisation | EntityType::Company | EntityType::Country);
            let whose = |i: usize| i < story.tokens.len() && story.mention(i).is_some_and(named);
            let several = || super::group::common(story, at + 1, story.sentence(at).end as usize).is_some();
            agents && (whose(at + 1) || story.folded(at + 1) == "the" && (whose(at + 2) || several()))
                || !t.plural
                    && !time
                    && matches!(
                        t.category,
                        Category::Minister
                            | Category::Diplomat
                            | Category::Official
                            | Category::Business
                            | Category::Spokesman
                            | Category::Governor
                            | Category::Party
                            | Category::Law
                            | Category::Media
                    )
        }
        "to" => {
            // "summoned the ambassadors to protest the raid"
            let verb = at + 1 < story.tokens.len()
                && story.owner(at + 1).is_none()
                && story.token(at + 1).case == Case::Lower
                && opening(story.folded(at + 1)).is_none()
                && !story.word(at + 1).is(HEAD | RANK | STATE | QUALITY);
            if verb {
                return false;
            }
            // "sent negotiators to Rome": where to, not whose.
            t.category == Category::Diplomat && !matches!(story.folded(t.head), "negotiator" | "negotiators")
                || matches!(
                    story.folded(t.head),
                    "adviser" | "advisor" | "aide" | "assistant" | "counselor" | "secretary"
                )
        }
        "at" => matches!(t.category, Category::Business | Category::Academic | Category::Official),
        "on" => matches!(story.folded(t.head), "rapporteur" | "negotiator" | "envoy" | "adviser" | "advisor"),
        // "its ambassador in Rome"; "met diplomats in Rome" may well tell where they met.
        "in" => t.category == Category::Diplomat && !t.plural,
        "from" => {
            t.plural
                || t.collective
                || matches!(story.folded(t.head), "representative" | "delegate" | "envoy" | "diplomat" | "negotiator")
        }
        _ => false,
    }
}

/// The complement that starts with the preposition at `at`: "of the European Council", "for North Korea policy",
/// "of France, Germany and Italy".
pub(super) fn complement(story: &Story<'_>, end: usize, at: usize, t: &mut Title) {
    let preposition = story.folded(at);
    let mut i = at + 1;
    let mut accepted = at; // the last token of the complement
    let mut in_title = preposition == "of" || preposition == "for" || preposition == "to" || preposition == "on";
    let mut content = false;
    let mut article = false;
    let limit = end.min(at + 24);
    let mut unknown = 0;
    // Where the phrase ends that goes on beyond the title.
    let mut outer = None;
    while i < limit {
        if let Some(m) = story.owner(i) {
            let mention = &story.mentions[m];
            let mend = mention.tokens.end as usize;
            if let Some(country) = country_of(mention, story.text) {
                let noun_follows = mend < end
                    && story.owner(mend).is_none()
                    && story.word(mend).is(PORTFOLIO | NOMINAL | HEAD | PLURAL)
                    && !story.word(mend).is(STATE);
                let is_name = mention.form != Form::Demonym;
                // "vice-minister of foreign affairs of Paraguay"
                if is_name && content && preposition == "of" && i > at + 1 && story.folded(i - 1) == "of" {
                    t.country = t.country.or(Some(country));
                    t.countries += 1;
                    outer = Some(mend);
                    break;
                }
                // "a delegation of U.S. congressmen"
                if is_name && !content && t.collective && noun_follows && story.word(mend).is(PLURAL) {
                    t.country = t.country.or(Some(country));
                    t.countries += 1;
                    break;
                }
                if is_name && !content && !(noun_follows && preposition == "for") {
                    if preposition == "to" || preposition == "on" || preposition == "for" && !t.plural {
                        // "ambassador to China": where he is sent, not whose he is
                        accepted = mend - 1;
                        break;
                    }
                    in_title = false;
                    t.country = t.country.or(Some(country));
                    t.countries += 1;
                    accepted = mend - 1;
                    if let Some(last) = institution(story, end, mend) {
                        accepted = last;
                    } else if t.plural || t.collective {
                        accepted = countries(story, end, mend, t);
                        // "representatives of Brazil's creditor banks"
                        let owned = accepted + 1 == mend && mend < end && story.token(mend).kind == TokenKind::Genitive;
                        if let Some(close) = owned.then(|| super::group::common(story, mend + 1, end)).flatten() {
                            accepted = close - 1;
                        }
                    }
                    break;
                }
                i = mend;
                if is_name {
                    accepted = mend - 1;
                    content = true;
                }
                continue;
            }
            match mention.kind {
                EntityType::Organisation | EntityType::Company | EntityType::Group => {
                    if preposition == "at" {
                        in_title = false;
                    }
                    t.organisation = t.organisation.or(Some(m));
                    accepted = mend - 1;
                    if let Some(last) = institution(story, end, mend) {
                        accepted = last;
                    }
                    // "executives of Ford and General Motors"
                    if t.plural {
                        accepted = bodies(story, end, accepted);
                    }
                    let mend = accepted + 1;
                    // "members of a Fatah delegation"
                    let of_whom =
                        t.plural && mend < end && story.owner(mend).is_none() && story.word(mend).is(COLLECTIVE);
                    accepted += usize::from(of_whom);
                    let last = body_end(story, end, accepted + 1);
                    outer = (last > accepted + 1).then_some(last);
                    break;
                }
                EntityType::Place => {
                    if !content {
                        in_title = preposition == "to" || preposition == "for";
                        // "envoy to Geneva": where he is sent, not whose he is
                        if preposition != "to" {
                            t.place = t.place.or(Some(m));
                        }
                        accepted = mend - 1;
                        // "envoy for the Caucasus and Central Asia"
                        let joined = in_title && mend + 1 < end && story.folded(mend) == "and";
                        let other = if joined { story.mention(mend + 1) } else { None };
                        if let Some(other) = other.filter(|o| o.kind == EntityType::Place) {
                            accepted = other.tokens.end as usize - 1;
                        }
                        if t.plural {
                            accepted = countries(story, end, mend, t);
                        } else if let Some(last) = institution(story, end, mend) {
                            accepted = last;
                        }
                    }
                    break;
                }
                EntityType::Other => {
                    accepted = mend - 1;
                    content = true;
                    i = mend;
                    continue;
                }
                _ => break,
            }
        }
        let word = story.word(i);
        let folded = story.folded(i);
        let kind = story.token(i).kind;
        if kind == TokenKind::Word {
            let address = word.is(HONORIFIC) && !word.is(HEAD) && i + 1 < end && story.person_at(i + 1).is_some();
            if address || word.is(STATE) || !article && titles_a_name(story, i, end) {
                break;
            }
            // "negotiators from the Indonesian government": they are that government's, which is a party by itself.
            if t.plural
                && matches!(folded, "government" | "authorities" | "regime")
                && story.mention(i - 1).is_some_and(|m| m.form == Form::Demonym)
            {
                return;
            }
            if word.is(RANK | PORTFOLIO | QUALITY)
                || word.is(NOMINAL)
                || (word.is(HEAD) && !word.is(NAME_ONLY))
                || (word.is(PLURAL) && content)
            {
                accepted = i;
                content = true;
                i += 1;
                continue;
            }
            if matches!(folded, "the" | "a" | "its" | "his" | "her" | "their" | "our")
                && (i == at + 1
                    || accepted == i - 1 && matches!(story.folded(i - 1), "of" | "to" | "for")
                    || matches!(story.folded(i - 1), "of" | "to" | "for"))
            {
                // "adviser to the Vice President Ann Orr": the office that she advises, not hers.
                article = folded == "the";
                i += 1;
                continue;
            }
            if matches!(folded, "of" | "for") && content {
                article = false;
                i += 1;
                continue;
            }
            if matches!(folded, "and") && content && next_fits(story, i + 1, end) {
                i += 1;
                continue;
            }
            if story.is_capital(i) && !word.is(FUNCTION) {
                accepted = i;
                content = true;
                i += 1;
                continue;
            }
            // "for tariff talks", not "for talks": those are what he came for.
            if preposition == "for" && content && accepted + 1 == i && word.is(FIELD) {
                accepted = i;
                break;
            }
            // "of intergovernmental affairs"
            if adjective(folded) && i + 1 < end && story.owner(i + 1).is_none() && story.word(i + 1).is(PORTFOLIO) {
                i += 1;
                continue;
            }
            // "of French reactor maker Areva": common nouns that lead to a body
            if unknown < 3 && !word.is(FUNCTION) && leads_to_body(story, i, end) {
                unknown += 1;
                i += 1;
                continue;
            }
            // "friends and relatives of victims", "the head of his delegation"
            break;
        }
        if story.is_hyphen(i) || (story.is_mark(i, "&") && content) {
            i += 1;
            continue;
        }
        // "of the country's central bank", "of the country's biggest banks"
        if story.is_genitive(i) && accepted + 1 == i {
            let several = || if t.plural { super::group::common(story, i + 1, end).map(|e| e - 1) } else { None };
            if let Some(last) = institution(story, end, i).or_else(several) {
                accepted = last;
                break;
            }
        }
        if story.is_mark(i, ",")
            && content
            && next_fits(story, i + 1, end)
            && !story.word(i + 1).is(HEAD | STATE)
            && comma_list(story, i + 1, end)
        {
            i += 1;
            continue;
        }
        break;
    }
    if accepted == at {
        // "an envoy of President Ann Roe": hers.
        if let Some(m) = of_person(story, at, limit).filter(|_| !t.plural && !t.collective && t.owner.is_none()) {
            t.owner = Some(m);
            t.phrase.end = story.mentions[m].tokens.end;
            t.specific = true;
        }
        return;
    }
    t.specific = true;
    t.phrase.end = outer.unwrap_or(accepted + 1) as u32;
    if in_title {
        t.title.end = accepted as u32 + 1;
    }
}

/// One past the last token of the body whose name ends before `at`, with its short form in brackets and the larger body that it
/// is of: "the Political Bureau of the Communist Party (CP) Central Committee".
fn body_end(story: &Story<'_>, end: usize, mut at: usize) -> usize {
    let body = |i: usize| {
        let m = if i < end { story.mention(i) } else { None }.filter(|m| m.tokens.first as usize == i)?;
        matches!(m.kind, EntityType::Organisation | EntityType::Company).then_some(m.tokens.end as usize)
    };
    loop {
        let short = |i: usize| body(i).or_else(|| (story.token(i).case == Case::Upper).then_some(i + 1));
        let bracket = (at + 2 < end && story.is_mark(at, "(")).then(|| short(at + 1)).flatten();
        let close = bracket.filter(|&i| i < end && story.is_mark(i, ")")).map_or(at, |i| i + 1);
        let of = close + 1 < end && story.folded(close) == "of" && story.owner(close).is_none();
        let name = close + if of { 1 + usize::from(story.folded(close + 1) == "the") } else { 0 };
        match body(name).filter(|_| of || close > at) {
            Some(next) => at = next,
            None => return close,
        }
    }
}

/// The person whom "of" or "to" at token `at` leads to, past the title.
fn of_person(story: &Story<'_>, at: usize, limit: usize) -> Option<usize> {
    let title = |i: &usize| story.owner(*i).is_none() && story.word(*i).is(HEAD | HONORIFIC | RANK | PORTFOLIO);
    let first = at + 1 + (at + 1..limit).take_while(title).count();
    let named = matches!(story.folded(at), "of" | "to" | "for") && first < limit;
    let m = story.person_at(first).filter(|_| named)?;
    // "an aide of Ms Roe's": not so far.
    let end = story.mentions[m].tokens.end as usize;
    (end >= story.tokens.len() || !story.is_genitive(end)).then_some(m)
}

/// "of Somalia's transitional government", "of the Lima government": the last token of what the name before `at` tells of.
fn institution(story: &Story<'_>, end: usize, at: usize) -> Option<usize> {
    let owned = at < end && story.is_genitive(at);
    let first = at + usize::from(owned);
    let plain =
        |i: usize| story.owner(i).is_none() && story.token(i).case == Case::Lower && !story.word(i).is(FUNCTION | HEAD);
    let common = (first..end.min(at + 5)).take_while(|&i| plain(i)).filter(|&i| {
        // "of Peru's central bank": what a name owns is whose head it is.
        owned
            && (story.word(i).is(BODY | NOMINAL) || matches!(story.folded(i), "army" | "military" | "navy" | "police"))
            || matches!(
                story.folded(i),
                "government" | "parliament" | "cabinet" | "assembly" | "congress" | "senate" | "countries" | "nations"
            )
    });
    common.last().or_else(|| {
        // "of Peru's ruling Apra"
        let name = (first..end.min(at + 5)).find(|&i| !plain(i)).filter(|_| owned)?;
        let mention = &story.mentions[story.owner(name)?];
        let body = matches!(mention.kind, EntityType::Organisation | EntityType::Company);
        body.then(|| mention.tokens.end as usize - 1)
    })
}

/// Whether a title that starts or stands at `at` belongs to a name: "aide to President ...".
fn titles_a_name(story: &Story<'_>, at: usize, end: usize) -> bool {
    let mut i = at;
    while i < end && i < at + 6 && story.owner(i).is_none() && story.word(i).is(RANK | PORTFOLIO | HEAD | HONORIFIC) {
        i += 1;
    }
    // "for North Korea Policy Jo Yuen": a field of work is no title of hers.
    i > at && story.word(i - 1).is(HEAD | HONORIFIC) && i < end && story.person_at(i).is_some()
}

/// Whether the word at `at` can go on a complement after "and".
fn next_fits(story: &Story<'_>, at: usize, end: usize) -> bool {
    at < end && story.owner(at).is_none() && story.word(at).is(PORTFOLIO) && !story.word(at).is(HEAD)
}

/// Whether a list of portfolios that starts at `at` reaches its "and": "Health, Labour and Welfare".
fn comma_list(story: &Story<'_>, at: usize, end: usize) -> bool {
    (at..end.min(at + 5)).any(|i| story.folded(i) == "and")
        && (at..end.min(at + 5))
            .take_while(|&i| story.folded(i) != "and")
            .all(|i| story.word(i).is(PORTFOLIO) || story.is_mark(i, ","))
}

/// Whether lower-case words from `at` lead straight to the name of a body.
fn leads_to_body(story: &Story<'_>, at: usize, end: usize) -> bool {
    for i in at..end.min(at + 4) {
        if let Some(m) = story.mention(i) {
            return i > at && matches!(m.kind, EntityType::Organisation | EntityType::Company);
        }
        if story.token(i).case != Case::Lower || story.word(i).is(FUNCTION) {
            return false;
        }
    }
    false
}

/// The last token of the list of bodies that goes on after the one that ends at token `last`.
fn bodies(story: &Story<'_>, end: usize, mut last: usize) -> usize {
    while last + 2 < end && matches!(story.folded(last + 1), "and" | ",") {
        let next = story.mention(last + 2);
        let body = next.filter(|m| matches!(m.kind, EntityType::Organisation | EntityType::Company));
        let Some(m) = body else { break };
        last = m.tokens.end as usize - 1;
    }
    last
}

/// Goes on over ", Germany, Spain and Italy" (", Mississippi and Alabama") from token `at`. Returns the last token of the list.
fn countries(story: &Story<'_>, end: usize, mut at: usize, t: &mut Title) -> usize {
    loop {
        let mut i = at;
        while i < end && (story.is_mark(i, ",") || matches!(story.folded(i), "and" | "&" | "the")) && i < at + 3 {
            i += 1;
        }
        if i == at || i >= end {
            return at - 1;
        }
        match story.owner(i) {
            // The Union stands among countries.
            Some(m)
                if matches!(story.mentions[m].kind, EntityType::Country | EntityType::Place)
                    || story.mentions[m].country == Some(Country::EU) =>
            {
                t.countries += usize::from(story.mentions[m].kind == EntityType::Country);
                at = story.mentions[m].tokens.end as usize;
            }
            _ => return at - 1,
        }
    }
}
