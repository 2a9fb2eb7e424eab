//! Which kind of encounter a noun names, and which nouns are false friends in their company.

use super::{
    Kind,
    argument::Walker,
    candidate::{is_people, is_person, is_phone},
    lexicon,
    unit::{NounPhrase, Prep, UnitKind},
};

/// The kind that the noun phrase names; none for false friends.
pub(super) fn kind_of(w: &Walker<'_>, n: usize, phrase: &NounPhrase, entry: &lexicon::Noun) -> Option<Kind> {
    let range = w.units.units[n].tokens;
    let word = |t: usize| w.story.tokens.folded(t);
    let has = |words: &[&str]| range.range().any(|t| t != phrase.head && words.contains(&word(t)));
    let phone = range.range().any(|t| is_phone(word(t)));
    let with = w.units.is_prep(n + 1, Prep::With) || w.units.is_prep(n + 1, Prep::Between);
    match entry.lemma {
        // A joint news conference is of those who have met.
        "conference" if has(&["news", "press"]) => {
            let beside = || w.complements(n, false).with.first().is_some_and(|&u| is_person(w, u));
            return (has(&["joint"]) || beside()).then_some(Kind::Meeting);
        }
        "conference" if has(&["investor", "earnings", "analyst", "annual", "tech"]) => return None,
        "call" => {
            // "a call for", "a conference call on results" are none.
            // "a call from Mr Abbas to hold elections" is none.
            let from = w.units.is_prep(n + 1, Prep::From)
                && !(n + 2..n + 5).any(|u| w.units.verb(u).is_some_and(|g| g.infinitive));
            let told = phone || with || from || has(&["courtesy"]) || told_in(w, n);
            if has(&["courtesy"]) {
                return Some(Kind::Meeting);
            }
            if !told || has(&["earnings", "wake-up", "roll", "margin", "close"]) || w.units.is_prep(n + 1, Prep::For) {
                return None;
            }
        }
        "session" => {
            // "a two-hour session with Mr Roe", not "a training session with Mr Roe's team"
            let person = || w.complements(n, false).with.first().is_some_and(|&u| is_person(w, u));
            let apart =
                ["training", "practice", "recording", "photo", "plenary", "emergency", "question", "answer", "writing"];
            return (with
                && (has(&["working", "listening", "strategy", "private", "bilateral", "joint"])
                    || person() && !has(&apart)))
            .then_some(Kind::Meeting);
        }
        "tea" | "coffee" | "drinks" => {
            // "Ms Roe and Mr Lee had coffee"
            let shared = w.governor(n).0.filter(|&v| v + 1 == n).is_some_and(|v| {
                let has =
                    w.units.verb(v).is_some_and(|g| matches!(g.entry().lemma, "have" | "take" | "share") && !g.passive);
                has && w.subject(v).iter().filter(|&&u| is_person(w, u)).count() >= 2
            });
            return (with || shared).then_some(Kind::Meeting);
        }
        // "a request for an appointment", not "her appointment as minister"
        "appointment" => {
            let asked = matches!(w.governor(n).1, Some(Prep::For)) && !w.units.is_prep(n + 1, Prep::As);
            return (with || asked).then_some(Kind::Meeting);
        }
        "briefing" => return (with && !has(&["news", "press", "media"])).then_some(Kind::Meeting),
        "contact" => return (with && has(&["direct", "telephone", "phone"])).then_some(Kind::Talks),
        "stop" | "tour" | "trip" => {}
        // "the spring meetings of the fund": a body's own.
        "meeting"
            if !with
                && n > 0
                && matches!(w.units.kind(n - 1), Some(UnitKind::Time(_)))
                && matches!(w.last_word(n - 1), "annual" | "spring" | "autumn" | "fall") =>
        {
            return None;
        }
        "meeting" => {
            if has(&[
                "board",
                "cabinet",
                "shareholder",
                "shareholders",
                "annual",
                "shareholders'",
                "policy",
                "rally",
                "town",
                "prayer",
                "staff",
            ]) && !with
            {
                return None;
            }
            if has(&["summit"]) {
                return Some(Kind::Summit);
            }
        }
        "talk" if !phrase_plural(w, phrase) && !with => return None,
        "gathering" | "assembly" | "congress" | "forum" if entry.kind.is_none() => return None,
        _ => {}
    }
    let conference = entry.lemma == "conference" && has(&["video", "telephone", "phone"]);
    let virtual_one = has(&["virtual", "video", "online"]) && matches!(entry.kind, Some(Kind::Talks | Kind::Meeting));
    if conference || virtual_one || phone && matches!(entry.kind, Some(Kind::Talks | Kind::Meeting | Kind::Call)) {
        return Some(Kind::Call);
    }
    if has(&["summit"]) && entry.kind == Some(Kind::Talks) {
        return Some(Kind::Summit);
    }
    entry.kind
}

/// Whether the noun at unit `n` tells of many more parties than `found`: "six-party talks" are not held by two of them.
pub(super) fn of_more(w: &Walker<'_>, n: usize, found: usize) -> bool {
    const NUMBERS: [&str; 7] = ["four", "five", "six", "seven", "eight", "nine", "ten"];
    const SIDES: [&str; 5] = ["party", "nation", "way", "country", "power"];
    let word = |t: usize| w.story.tokens.folded(t);
    w.units.units[n].tokens.range().any(|t| {
        let number = NUMBERS.iter().position(|&n| n == word(t));
        number.is_some_and(|at| at + 4 > found + 1) && word(t + 1) == "-" && SIDES.contains(&word(t + 2))
    })
}

/// "told Mr Xi in a call": a person is told something in it.
fn told_in(w: &Walker<'_>, n: usize) -> bool {
    let (governor, prep) = w.governor(n);
    matches!(prep, Some(Prep::In | Prep::During))
        && governor.is_some_and(|v| {
            // "told him in a call", "urged him in a call to free them"
            w.units.verb(v).is_some_and(|g| g.entry().speech || g.entry().object_control)
                && w.complements(v, true).direct.iter().any(|&u| is_people(w, u))
        })
}

fn phrase_plural(w: &Walker<'_>, phrase: &NounPhrase) -> bool {
    w.story.tokens.folded(phrase.head).ends_with('s')
}
