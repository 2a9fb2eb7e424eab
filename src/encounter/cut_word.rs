//! What a single word is in its place: noun or verb, joint or adverb.

use super::{
    Story,
    lexicon::{self, BASE, Class, ING, PARTICIPLE, PAST, THIRD, Word},
    unit::{Prep, UnitKind},
};
use crate::token::{Case, TokenKind};

/// What stands before the word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// A noun phrase is open (determiner, adjective or noun).
    pub open: bool,
    /// It has a noun already.
    pub has_head: bool,
    /// The last closed unit.
    pub last: Option<UnitKind>,
    /// That unit names a person.
    pub last_is_person: bool,
    /// A bare verb may go on from a modal or "to" before it: "will meet the king, hold talks with Ms Roe and visit Chile".
    pub series: bool,
    /// That unit is a group.
    pub last_is_group: bool,
}

/// Adverbs by their ending, without the adjectives and nouns that share it.
pub(super) fn is_adverb(folded: &str) -> bool {
    folded.len() > 4
        && folded.ends_with("ly")
        && !matches!(
            folded,
            "family"
                | "early"
                | "assembly"
                | "friendly"
                | "italy"
                | "july"
                | "daily"
                | "weekly"
                | "monthly"
                | "likely"
                | "unlikely"
                | "supply"
                | "reply"
                | "ally"
                | "only"
                | "elderly"
                | "monopoly"
                | "deadly"
                | "costly"
                | "orderly"
                | "yearly"
                | "quarterly"
                | "rally"
                | "belly"
                | "anomaly"
        )
}

/// Whether "to" at `to` starts an infinitive.
pub(super) fn infinitive_follows(story: &Story<'_>, to: usize, end: usize) -> bool {
    let mut i = to + 1;
    while i < end && i < to + 3 && is_adverb(story.tokens.folded(i)) {
        i += 1;
    }
    if i >= end || story.tokens.tokens[i].kind != TokenKind::Word {
        return false;
    }
    let w = lexicon::of(story.tokens, i);
    if story.tokens.tokens[i].case == Case::Title && !story.tokens.sentences[story.tokens.sentence_of(i)].flat_case {
        return false;
    }
    w.class.any(Class::BE) && story.tokens.folded(i) == "be"
        || w.class.any(Class::HAVE) && story.tokens.folded(i) == "have"
        || w.verb != 0 && w.forms & BASE != 0
        || unknown_infinitive(story, to, i, end, w)
}

/// "to defuse the crisis", "was scheduled to lay flowers": after "to", a word that the lexicon lacks is a verb if an object
/// opens right after it, or if what stands before leads to a verb.
fn unknown_infinitive(story: &Story<'_>, to: usize, i: usize, end: usize, word: Word) -> bool {
    let leads = || {
        let before = to.checked_sub(1).map_or(lexicon::UNKNOWN, |t| lexicon::of(story.tokens, t));
        let governs = lexicon::verb(before.verb).status.is_some() && lexicon::verb(before.verb).lemma != "agree";
        let word = i + 1 < end && story.tokens.tokens[i + 1].kind == TokenKind::Word;
        before.verb != 0 && governs && word
    };
    word.class == Class::EMPTY
        && word.noun == 0
        && story.tokens.tokens[i].case == Case::Lower
        && !story.tokens.folded(i).ends_with('s')
        && i + 1 < end
        && (lexicon::of(story.tokens, i + 1).class.any(Class::DET | Class::POSS) || leads())
}

/// Whether the word at `i`, with no auxiliary before it, is a verb here.
pub(super) fn is_finite(story: &Story<'_>, i: usize, end: usize, word: Word, forms: u8, context: &Context) -> bool {
    let folded = story.tokens.folded(i);
    let next = if i + 1 < end { story.tokens.folded(i + 1) } else { "" };
    let next_word = if i + 1 < end { lexicon::of(story.tokens, i + 1) } else { lexicon::UNKNOWN };
    // "co-chaired the talks" is none.
    let hyphen = i > 0 && !story.tokens.tokens[i].spaced && !(i > 1 && story.tokens.folded(i - 2) == "co");
    if hyphen || next == "-" && !story.tokens.tokens[i + 1].spaced {
        // Inside a compound: "U.S.-led", "visit-related".
        return false;
    }
    // "whose last visit": a noun phrase opens.
    if i > 0 && story.tokens.folded(i - 1) == "whose" {
        return false;
    }
    let flat = story.tokens.sentences[story.tokens.sentence_of(i)].flat_case;
    if story.tokens.tokens[i].case == Case::Title && !flat && !starts_sentence(story, i) {
        return false;
    }
    let next_starts_phrase = i + 1 < end
        && (next_word.class.any(Class::DET | Class::POSS | Class::PRON | Class::PREP)
            || next == "to"
            || story.tokens.tokens[i + 1].case != Case::Lower && story.tokens.tokens[i + 1].kind == TokenKind::Word);
    let after_genitive = matches!(context.last, Some(UnitKind::Genitive)) && !context.has_head;
    let after_prep = matches!(context.last, Some(UnitKind::Prep(_))) && !context.open;
    // "of undersea cables": inside a preposition's phrase no subject stands, so no verb either.
    let in_prep = context.open
        && matches!(context.last, Some(UnitKind::Prep(p)) if !matches!(p, Prep::After | Prep::Before | Prep::As | Prep::Other));
    if in_prep && forms & (THIRD | BASE) != 0 && forms & (PAST | ING) == 0 {
        return false;
    }
    if context.open && !context.has_head || after_genitive {
        // After a determiner or adjective: a participle as adjective, or a noun.
        return false;
    }
    if forms & (PAST | PARTICIPLE) != 0 && forms & BASE == 0 {
        return !after_prep;
    }
    if forms & ING != 0 {
        if word.noun != 0 {
            // "meeting": a noun, except as participle or gerund with an object or a "with" after it.
            let verbal_place = !context.open && (context.last_is_group || context.last_is_person)
                || after_prep
                || matches!(context.last, Some(UnitKind::Subordinator | UnitKind::Comma | UnitKind::And))
                    && !context.open;
            // "was pictured meeting with", "kept meeting with"
            let verbal_place = verbal_place
                || !context.open
                    && matches!(context.last, Some(UnitKind::Verb(g)) if g.passive && !g.light() || takes_gerund(g.entry().lemma));
            let object = i + 1 < end
                && (story.tokens.tokens[i + 1].case != Case::Lower
                    && story.tokens.tokens[i + 1].kind == TokenKind::Word
                    || next_word.class.any(Class::DET | Class::POSS | Class::PRON)
                    || next == "with"
                    || next_word.class.any(Class::ADV) && i + 2 < end && story.tokens.folded(i + 2) == "with");
            // "have begun meeting in Rome"
            let begun = matches!(context.last, Some(UnitKind::Verb(g)) if takes_gerund(g.entry().lemma));
            let alone = (context.last_is_group || begun) && matches!(next, "in" | "on" | "at");
            let fronted = folded == "meeting" && fronted(story, i, end);
            return verbal_place && (object || alone)
                || fronted && (object || matches!(next, "in" | "on" | "at" | "for" | "behind" | "over"))
                || context.has_head && plural_before(story, i) && matches!(next, "in" | "with");
        }
        return !is_nominal_ing(folded) || !context.has_head;
    }
    if forms & THIRD != 0 {
        if i > 0 && context.open && story.tokens.tokens[i - 1].kind == TokenKind::Number {
            // "350 jets"
            return false;
        }
        if word.noun != 0 || word.nominal() {
            // "Merkel visits Paris", "China plans to", against "the talks", "state visits".
            return context.last_is_person && !context.open && next_starts_phrase
                || matches!(context.last, Some(UnitKind::Relative | UnitKind::Pronoun)) && !context.open
                || !context.open
                    && matches!(context.last, Some(UnitKind::Party(_)))
                    && (next == "to" || next_word.class.any(Class::DET | Class::POSS) || next == "for")
                    && word.noun == 0
                || context.has_head && !plural_before(story, i) && next == "to" && word.noun == 0;
        }
        return !after_prep;
    }
    if forms & BASE != 0 {
        // A plural subject's present: "the leaders meet in Rome".
        if after_prep {
            return false;
        }
        if context.series {
            let object =
                next_word.class.any(Class::DET | Class::POSS | Class::PRON) || i + 1 < end && title(story, i + 1);
            return object || word.noun == 0 && !word.nominal() && (next_starts_phrase || next_word.noun != 0);
        }
        let subject = context.has_head && plural_before(story, i)
            || !context.open
                && (context.last_is_group || matches!(context.last, Some(UnitKind::Pronoun | UnitKind::Relative)))
            || !context.open && matches!(context.last, Some(UnitKind::Party(_))) && (word.noun == 0 && !word.nominal());
        // "Ms Roe, who was ill, put off her visit"
        let closed = !context.open && matches!(context.last, Some(UnitKind::Comma));
        if forms & PAST != 0 && closed && lexicon::phrasal(word.verb, next).is_some() {
            return true;
        }
        // "Ms Roe cut short her visit"
        if forms & PAST != 0 && context.last_is_person && !context.open {
            return true;
        }
        if word.noun != 0 || word.nominal() {
            return subject
                && next_starts_phrase
                && (context.last_is_group
                    || matches!(context.last, Some(UnitKind::Pronoun | UnitKind::Relative))
                    || context.has_head);
        }
        return subject
            || matches!(context.last, Some(UnitKind::And | UnitKind::Adverb)) && !context.open && next_starts_phrase
            || context.last.is_none() && !context.open;
    }
    false
}

/// Whether the word at `i`, right after a name, is a noun that the name modifies.
pub(super) fn is_noun(story: &Story<'_>, i: usize, end: usize, word: Word, context: &Context) -> bool {
    let folded = story.tokens.folded(i);
    let closed = Class::DET
        | Class::POSS
        | Class::PRON
        | Class::PREP
        | Class::AND
        | Class::REL
        | Class::SUB
        | Class::MODAL
        | Class::BE
        | Class::HAVE
        | Class::DO
        | Class::NOT;
    if word.class.any(closed) || word.class.any(Class::ADV) || is_adverb(folded) || folded == "to" || folded == "that" {
        return false;
    }
    if word.verb != 0 && is_finite(story, i, end, word, word.forms, context) {
        return false;
    }
    // "has been to Peru three times"
    if matches!(folded, "two" | "three" | "four" | "five" | "six" | "several" | "many") {
        return false;
    }
    if word.verb == 0 && folded.ends_with("ed") && folded.len() > 4 {
        return false;
    }
    // A second name right after the first is no noun.
    story.tokens.tokens[i].case == Case::Lower || word.noun != 0
}

/// Verbs that a gerund follows.
fn takes_gerund(lemma: &str) -> bool {
    matches!(
        lemma,
        "begin"
            | "start"
            | "continue"
            | "stop"
            | "keep"
            | "avoid"
            | "consider"
            | "resume"
            | "remember"
            | "recall"
            | "include"
            | "deny"
    )
}

/// Gerunds that are mostly nouns after another noun.
fn is_nominal_ing(folded: &str) -> bool {
    matches!(
        folded,
        "building"
            | "beginning"
            | "feeling"
            | "trading"
            | "funding"
            | "ruling"
            | "opening"
            | "spending"
            | "fighting"
            | "lending"
            | "training"
            | "finding"
            | "ending"
            | "saving"
            | "offering"
    )
}

fn title(story: &Story<'_>, i: usize) -> bool {
    story.tokens.tokens.get(i).is_some_and(|t| t.case != Case::Lower && t.kind == TokenKind::Word)
}

fn starts_sentence(story: &Story<'_>, i: usize) -> bool {
    let s = &story.tokens.sentences[story.tokens.sentence_of(i)];
    s.tokens.first as usize == i
}

/// "Meeting in Lima on Monday, Roe and Lee said": the word at `i` opens a sentence, and a comma comes before any verb.
fn fronted(story: &Story<'_>, i: usize, end: usize) -> bool {
    let no_verb = |t: usize| {
        let word = lexicon::of(story.tokens, t);
        word.verb == 0 || word.noun != 0 || word.forms & (PAST | THIRD) == 0
    };
    starts_sentence(story, i)
        && (i + 1..end).find(|&t| story.tokens.folded(t) == ",").is_some_and(|comma| (i + 1..comma).all(no_verb))
}

/// Whether the token before `i` looks like a plural noun.
fn plural_before(story: &Story<'_>, i: usize) -> bool {
    let before = if i > 0 { story.tokens.folded(i - 1) } else { "" };
    before.ends_with('s')
        && !before.ends_with("ss")
        && !matches!(before, "gas" | "crisis" | "news" | "virus" | "chaos" | "bus")
        || matches!(before, "people" | "men" | "women" | "police" | "leaders")
}

/// Joints: conjunctions, relatives, subordinators, prepositions (also of several words). Returns the unit and its end.
pub(super) fn joint(
    story: &Story<'_>,
    at: usize,
    end: usize,
    word: Word,
    context: &Context,
) -> Option<(UnitKind, usize)> {
    let folded = story.tokens.folded(at);
    let next = |n: usize| if at + n < end { story.tokens.folded(at + n) } else { "" };
    let c = word.class;
    if folded == "that" {
        let after = lexicon::word(next(1));
        let verb_next = after.class.any(Class::MODAL | Class::BE | Class::HAVE | Class::DO)
            || after.verb != 0 && after.forms & (THIRD | PAST) != 0;
        return match context.last {
            // "confirmed that point in remarks"
            Some(UnitKind::Verb(_))
                if !context.open
                    && story.tokens.tokens.get(at + 1).is_some_and(|t| t.case == Case::Lower)
                    && after.class == Class::EMPTY
                    && after.verb == 0
                    && !next(1).ends_with('s')
                    && at + 2 < end
                    && lexicon::word(next(2)).class.any(Class::PREP) =>
            {
                None
            }
            Some(UnitKind::Verb(_)) if !context.open => Some((UnitKind::That, at + 1)),
            // "said in a call on Monday that the plan": a clause opens.
            Some(UnitKind::Time(_) | UnitKind::Quote)
                if !context.open
                    && (after.class.any(Class::DET | Class::POSS | Class::PRON)
                        || title(story, at + 1)
                        // "said on Monday that talks"
                        || after.noun != 0 && next(1).ends_with('s')) =>
            {
                Some((UnitKind::That, at + 1))
            }
            _ if context.has_head || matches!(context.last, Some(UnitKind::Party(_))) && !context.open => {
                Some((if verb_next { UnitKind::Relative } else { UnitKind::That }, at + 1))
            }
            _ => None,
        };
    }
    if c.any(Class::AND) {
        return Some((UnitKind::And, at + 1));
    }
    if folded == "as" && next(1) == "well" && next(2) == "as" {
        return Some((UnitKind::And, at + 3));
    }
    if matches!(folded, "along" | "together") && next(1) == "with" {
        return Some((UnitKind::Prep(Prep::With), at + 2));
    }
    // "leaders, among them Ms Roe", "leaders such as Ms Roe"
    if folded == "among" && next(1) == "them" || folded == "such" && next(1) == "as" {
        return Some((UnitKind::Prep(Prep::Including), at + 2));
    }
    if folded == "ahead" && next(1) == "of" {
        return Some((UnitKind::Prep(Prep::Before), at + 2));
    }
    if folded == "on"
        && matches!(next(1), "the" | "")
        && matches!(next(2), "sidelines" | "sideline" | "margins" | "fringes" | "eve")
    {
        let of = usize::from(next(3) == "of");
        let prep = if next(2) == "eve" { Prep::Before } else { Prep::At };
        return Some((UnitKind::Prep(prep), at + 3 + of));
    }
    if matches!(
        folded,
        "because" | "instead" | "out" | "outside" | "such" | "according" | "next" | "prior" | "thanks" | "owing"
    ) && matches!(next(1), "of" | "as" | "to")
    {
        return Some((UnitKind::Prep(if folded == "prior" { Prep::Before } else { Prep::Other }), at + 2));
    }
    if c.any(Class::REL) {
        return Some((UnitKind::Relative, at + 1));
    }
    if c.any(Class::PREP) {
        let prep = match folded {
            "with" | "alongside" => Prep::With,
            "of" => Prep::Of,
            "to" | "into" => Prep::To,
            "in" | "inside" | "within" => Prep::In,
            "at" => Prep::At,
            "on" | "upon" => Prep::On,
            "between" => Prep::Between,
            "among" => Prep::Among,
            "by" => Prep::By,
            "from" => Prep::From,
            "for" => Prep::For,
            "about" | "regarding" | "concerning" => Prep::About,
            "over" => Prep::Over,
            "during" | "amid" | "throughout" => Prep::During,
            "after" | "since" | "following" => Prep::After,
            "before" | "until" => Prep::Before,
            "including" | "involving" => Prep::Including,
            _ => Prep::Other,
        };
        return Some((UnitKind::Prep(prep), at + 1));
    }
    if folded == "as" {
        return Some((UnitKind::Prep(Prep::As), at + 1));
    }
    if c.any(Class::SUB) {
        return Some((UnitKind::Subordinator, at + 1));
    }
    if folded == "each" && next(1) == "other" || folded == "one" && next(1) == "another" {
        return Some((UnitKind::Adverb, at + 2));
    }
    None
}
