//! he, she, they: linked where a careful reader is sure.

use super::{
    Gender,
    discourse::{Discourse, Seen},
    draft::Draft,
    lexicon::{self, ASKS, CLAUSE, PREPOSITION, SAYS},
    pair,
};
use crate::{mention::EntityType, role::lexicon::COLLECTIVE, span::TokenRange, token::TokenKind, words::Few};

/// How far from the start of a sentence a pronoun can stand that looks ahead: "only hours before he".
const REACH_OF_OPENING: usize = 5;

/// The pronouns that are settled here.
pub(super) const PRONOUNS: Few<11> =
    Few::new(["he", "his", "him", "himself", "she", "her", "hers", "herself", "they", "their", "them"]);

/// Settles the pronoun at token `at`.
pub(super) fn resolve(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize) {
    let word = draft.story.folded(at);
    let gender = match word {
        "he" | "his" | "him" | "himself" => Gender::Male,
        "she" | "her" | "hers" | "herself" => Gender::Female,
        _ => return they(draft, d, at, sentence),
    };
    let ahead = postcedent(draft, at, sentence, gender);
    if let Some(entity) = ahead.or_else(|| antecedent(draft, d, at, sentence, gender)) {
        draft.refer(TokenRange::new(at, at + 1), &[entity], "pronoun");
        if draft.entities[entity].gender.is_none() {
            draft.entities[entity].gender = Some(gender);
        }
        let subject = matches!(word, "he" | "she");
        d.persons.push(Seen { entity, sentence, token: at, subject });
    }
}

/// "As she arrived in Oslo, Ms Roe said", "On the eve of his visit to Oslo, Mr Lee said": a pronoun of the clause or
/// phrase that opens the sentence looks ahead to the subject, who is named right after its comma.
fn postcedent(draft: &Draft<'_>, at: usize, sentence: usize, gender: Gender) -> Option<usize> {
    let range = draft.tokens.sentences[sentence].tokens;
    let start = range.first as usize;
    let opens = at > start && at <= start + REACH_OF_OPENING && {
        let before = draft.story.folded(at - 1);
        lexicon::is(before, if matches!(draft.story.folded(at), "he" | "she") { CLAUSE } else { PREPOSITION })
    };
    let plain = |t: usize| draft.story.folded(t) != "," && draft.story.owner(t).is_none();
    if !opens || !(start..at).all(plain) {
        return None;
    }
    let from = draft.roles.mentions.partition_point(|m| (m.tokens.first as usize) < at);
    for index in from..draft.roles.mentions.len() {
        if draft.mention(index).tokens.first >= range.end {
            return None;
        }
        let Some(entity) = draft.entity_of[index] else { continue };
        let phrase = draft.roles.phrases[index].first as usize;
        if draft.entities[entity].kind == EntityType::Person {
            let subject = phrase > at && draft.story.folded(phrase - 1) == ",";
            return (subject && draft.agrees(entity, Some(gender))).then_some(entity);
        }
    }
    None
}

fn antecedent(draft: &Draft<'_>, d: &Discourse, at: usize, sentence: usize, gender: Gender) -> Option<usize> {
    antecedent_of(draft, d, at, sentence, gender, EntityType::Person).or_else(|| {
        // Where no person is spoken of, an office without a name: "the ayatollah said he".
        let person = Discourse::back(&d.persons, sentence, 2)
            .any(|s| s.token < at && draft.entities[s.entity].kind == EntityType::Person);
        if person { None } else { antecedent_of(draft, d, at, sentence, gender, EntityType::Office) }
    })
}

fn antecedent_of(
    draft: &Draft<'_>,
    d: &Discourse,
    at: usize,
    sentence: usize,
    gender: Gender,
    kind: EntityType,
) -> Option<usize> {
    let fits =
        |s: &&Seen| s.token < at && draft.agrees(s.entity, Some(gender)) && draft.entities[s.entity].kind == kind;
    let distinct = |seen: &mut dyn Iterator<Item = &Seen>| -> (Vec<usize>, Option<usize>) {
        let mut all = Vec::new();
        let mut subject = None;
        for s in seen {
            if !all.contains(&s.entity) {
                all.push(s.entity);
            }
            if s.subject {
                subject = Some(s.entity);
            }
        }
        (all, subject)
    };
    let start = draft.tokens.sentences[sentence].tokens.first as usize;
    let (here, subject) = distinct(&mut Discourse::back(&d.persons, sentence, 0).filter(fits));
    match here[..] {
        // "Mr Roe resigned. Mr Lee met him": not himself.
        [one] if is_own_object(draft, d, at, sentence, one) => {}
        [one] => return Some(one),
        [] => {}
        // His own: "Merkel told Macron that ..." is of the subject where the other's gender is known to differ; else open.
        _ => {
            let word = draft.story.folded(at);
            let sure = here.iter().filter(|&&e| draft.entities[e].gender == Some(gender)).count() == 1;
            let known = here.iter().find(|&&e| draft.entities[e].gender == Some(gender)).copied();
            return match (word, subject) {
                ("his" | "her", Some(s)) if here.len() == 2 => Some(s),
                // "Ms Roe, who met Ms Lee, said that she": who says it.
                ("he" | "she", Some(s)) if here.len() == 2 && says_so(draft, start, at) => Some(s),
                // "before leaving for Chad, where he will meet": of whom the sentence speaks.
                ("he" | "she", Some(s)) if here.len() == 2 && draft.story.folded(at - 1) == "where" => Some(s),
                _ if sure && here.len() == 2 => known,
                _ => None,
            };
        }
    }
    for back in 1..=2 {
        let Some(before) = sentence.checked_sub(back) else { break };
        let mut seen = Discourse::back(&d.persons, sentence, back).filter(|s| s.sentence == before).filter(fits);
        let (all, subject) = distinct(&mut seen);
        match all[..] {
            [] => {}
            [one] => return Some(one),
            // "Merkel met Macron. She said": gender tells; else the sentence's subject, where the pronoun opens its own.
            _ => {
                let mut known = all.iter().filter(|&&e| draft.entities[e].gender == Some(gender));
                if let (Some(&one), None) = (known.next(), known.next())
                    && (all.len() == 2 || subject == Some(one))
                {
                    return Some(one);
                }
                let opens = at == start || at == start + 1 || matches!(draft.story.folded(at - 1), "\"" | ",");
                return subject.filter(|s| opens && all.contains(s));
            }
        }
    }
    None
}

/// Whether what is said begins at `at`, right after the sentence's verb of saying: "said that she".
fn says_so(draft: &Draft<'_>, start: usize, at: usize) -> bool {
    let verb = at - 1 - usize::from(draft.story.folded(at - 1) == "that");
    let spoken = |i: usize| matches!(draft.story.folded(i), "said" | "says" | "added" | "insisted" | "announced");
    verb > start && spoken(verb) && (start..verb).filter(|&i| spoken(i)).count() == 0
}

/// Whether the pronoun at `at` is the object of a verb whose subject is `entity`, so that it must be somebody else (principle
/// B of Chomsky's binding theory): nothing between the two opens another clause or names anybody else.
fn is_own_object(draft: &Draft<'_>, d: &Discourse, at: usize, sentence: usize, entity: usize) -> bool {
    let story = &draft.story;
    let end = draft.tokens.sentences[sentence].tokens.end as usize;
    let object = match story.folded(at) {
        "him" => true,
        // "met her in Rome", not "met her envoy"
        "her" => {
            at + 1 >= end
                || story.token(at + 1).kind == TokenKind::Punct
                || story.owner(at + 1).is_none() && lexicon::is(story.folded(at + 1), PREPOSITION | CLAUSE)
        }
        _ => false,
    };
    if !object {
        return false;
    }
    let last = Discourse::back(&d.persons, sentence, 0).find(|s| s.token < at);
    let Some(seen) = last.filter(|s| s.subject && s.entity == entity) else { return false };
    let index = draft.roles.mentions.partition_point(|m| (m.tokens.first as usize) < seen.token);
    let named = draft.roles.mentions.get(index).filter(|m| m.tokens.first as usize == seen.token);
    let (first, from) = match named {
        Some(m) => {
            let phrase = draft.roles.phrases[index];
            (m.tokens.first.min(phrase.first) as usize, m.tokens.end.max(phrase.end) as usize)
        }
        None => (seen.token, seen.token + 1),
    };
    // "agreed to release Mr Roe to allow him to talk": not what the clause speaks of.
    let opens = first == draft.tokens.sentences[sentence].tokens.first as usize
        || story.token(first - 1).kind == TokenKind::Punct
        || matches!(story.folded(first - 1), "that" | "when" | "after" | "before" | "while" | "as" | "said" | "says");
    let clause = |i: usize| {
        story.token(i).kind == TokenKind::Punct
            || story.owner(i).is_some()
            || lexicon::is(story.folded(i), CLAUSE | SAYS | ASKS)
            // "took a letter with him": that can be oneself.
            || matches!(
                story.folded(i),
                "who" | "whom" | "whose" | "which" | "that" | "and" | "but" | "if" | "brought" | "took" | "taken" | "carried"
            )
    };
    opens && from < at && !(from..at).any(clause)
}

/// "They" of two who were just named together.
fn they(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize) {
    let start = draft.tokens.sentences[sentence].tokens.first as usize;
    let word = draft.story.folded(at);
    if word != "they" {
        return;
    }
    if at > start + 3 {
        return of_clause(draft, d, at, sentence);
    }
    // "The protesters said they": of those who were just named, not of the two before.
    let from = draft.roles.mentions.partition_point(|m| (m.tokens.first as usize) < start);
    let named = draft.roles.mentions[from..].iter().enumerate().take_while(|(_, m)| (m.tokens.first as usize) < at);
    for (offset, _) in named {
        let group = draft.entity_of[from + offset].is_some_and(|e| draft.entities[e].kind == EntityType::Group);
        if group {
            return;
        }
    }
    let pair = match &d.pair {
        Some((last, pair)) if last + 1 == sentence => Some(pair.clone()),
        _ => {
            let before = |list: &[Seen]| -> Vec<usize> {
                let mut all = Vec::new();
                for s in Discourse::back(list, sentence, 1).filter(|s| s.token < at) {
                    if !all.contains(&s.entity) {
                        all.push(s.entity);
                    }
                }
                all
            };
            let persons = before(&d.persons);
            if persons.len() == 2 { pair::just(2, draft, &d.persons, at, sentence, |_| true) } else { None }
        }
    };
    if pair.is_none() && team(draft, d, at, sentence, 1) {
        return;
    }
    // "Separatists arrived on Monday. They will meet": the only ones of whom the sentence before spoke.
    let crowd = d.crowd.filter(|c| pair.is_none() && c.sentence + 1 == sentence);
    if let Some(crowd) = crowd {
        let others = Discourse::back(&d.persons, sentence, 1).any(|s| s.sentence + 1 == sentence && s.subject);
        if !others {
            draft.refer(TokenRange::new(at, at + 1), &[crowd.entity], "pronoun.group");
            d.crowd = Some(Seen { sentence, token: at, ..crowd });
        }
        return;
    }
    if let Some(pair) = pair {
        draft.refer(TokenRange::new(at, at + 1), &pair, "pronoun.pair");
        d.pair = Some((sentence, pair));
    }
}

/// "Roe and Lee agreed on it when they met": "they" after a conjunction, of the two persons whom the sentence has named.
fn of_clause(draft: &mut Draft<'_>, d: &mut Discourse, at: usize, sentence: usize) {
    if !matches!(draft.story.folded(at - 1), "when" | "after" | "before" | "as" | "since" | "where" | "while") {
        return;
    }
    let mut pair: Vec<usize> = Vec::new();
    for s in Discourse::back(&d.persons, sentence, 0).filter(|s| s.token < at) {
        if !pair.contains(&s.entity) {
            pair.insert(0, s.entity);
        }
    }
    if pair.len() == 2 {
        draft.refer(TokenRange::new(at, at + 1), &pair, "pronoun.pair");
        d.pair = Some((sentence, pair));
    } else {
        team(draft, d, at, sentence, 0);
    }
}

/// "Mr Roe led a delegation to Lima, where they met": they are the one person whom the sentence (that many before) names,
/// and whoever came along.
fn team(draft: &mut Draft<'_>, d: &Discourse, at: usize, sentence: usize, back: usize) -> bool {
    let Some(told) = sentence.checked_sub(back) else { return false };
    let tokens = draft.tokens.sentences[told].tokens;
    let from = draft.roles.mentions.partition_point(|m| m.tokens.first < tokens.first);
    let named = draft.roles.mentions[from..].iter().take_while(|m| m.tokens.first < tokens.end.min(at as u32));
    let collective = named
        .filter(|m| m.kind == EntityType::Group)
        .any(|m| m.tokens.range().any(|t| draft.story.word(t).is(COLLECTIVE)));
    let mut persons = Discourse::back(&d.persons, sentence, back).filter(|s| s.sentence == told && s.token < at);
    let Some(&Seen { entity, .. }) = persons.next().filter(|_| collective) else { return false };
    if persons.any(|s| s.entity != entity) {
        return false;
    }
    draft.refer(TokenRange::new(at, at + 1), &[entity], "pronoun.team");
    true
}
