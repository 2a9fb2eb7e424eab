//! Verb groups: auxiliaries, negation and the main verb, with tense, voice and modality.

use super::{
    Status, Story,
    cut_word::{self, Context},
    lexicon::{self, BASE, Class, ING, PARTICIPLE, PAST, THIRD, Verb},
};
use crate::token::{Case, TokenKind};

/// The tense or mood of the group's first verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Present,
    Past,
    /// will, is going to, is to
    Future,
    Would,
    /// may, might, could, can, should, must
    May,
    /// No finite verb: infinitive, gerund, participle.
    None,
}

/// One verb group.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// The main verb's token.
    pub head: usize,
    /// The main verb in the lexicon; 0 for the copula and verbs that the lexicon lacks.
    pub verb: u16,
    pub tense: Tense,
    pub perfect: bool,
    pub progressive: bool,
    pub passive: bool,
    pub negated: bool,
    /// "to meet"
    pub infinitive: bool,
    /// A gerund or present participle without auxiliary.
    pub gerund: bool,
    /// A past participle without auxiliary: "a meeting hosted by".
    pub participle: bool,
    /// Base form without anything before it, or a form that may be a past or a participle.
    pub bare: bool,
    /// "is due", "is likely": what the predicate says of the infinitive it governs.
    pub predicate: Option<Status>,
    /// Whether it is a form of be without a main verb.
    pub copula: bool,
}

impl VerbGroup {
    pub fn entry(&self) -> &'static Verb {
        lexicon::verb(self.verb)
    }

    /// Whether it has a tense of its own.
    pub fn finite(&self) -> bool {
        !self.infinitive && !self.gerund && !self.participle
    }

    /// Whether it starts with a modal: "will", "would", "may".
    pub fn modal(&self) -> bool {
        matches!(self.tense, Tense::Future | Tense::Would | Tense::May)
    }

    /// Whether it may carry a noun that names an encounter.
    pub fn light(&self) -> bool {
        self.entry().light || self.entry().status.is_some()
    }

    /// What it makes of the encounter that it governs.
    pub fn governs(&self) -> Option<Status> {
        self.predicate.or(self.entry().status)
    }
}

/// Whether a verb group may start with a word; with most words none does.
pub(super) fn may_start(word: lexicon::Word, folded: &str) -> bool {
    word.verb != 0
        || word.class.any(Class::NOT | Class::MODAL | Class::BE | Class::HAVE | Class::DO)
        || folded.ends_with("ed")
        || folded == "to"
}

/// The verb group that starts at token `at`, and where it ends.
pub(super) fn parse(story: &Story<'_>, at: usize, end: usize, context: &Context) -> Option<(VerbGroup, usize)> {
    let mut group = VerbGroup {
        head: at,
        verb: 0,
        tense: Tense::None,
        perfect: false,
        progressive: false,
        passive: false,
        negated: false,
        infinitive: false,
        gerund: false,
        participle: false,
        bare: false,
        predicate: None,
        copula: false,
    };
    let mut state = State::default();
    let mut i = at;
    // "was also to see"
    let near = |last: usize, i: usize| {
        (last..i).all(|t| matches!(story.tokens.folded(t), "also" | "then" | "later" | "now" | "still"))
    };
    // Where the last auxiliary ended: adverbs after it belong to the group only if a verb follows them.
    let mut last = at;
    // Where the verb itself may stand.
    let mut first = at;
    while i < end && i < at + 12 {
        let token = &story.tokens.tokens[i];
        if token.kind != TokenKind::Word && !(i == at && token.kind == TokenKind::Genitive) {
            break;
        }
        let folded = story.tokens.folded(i);
        let word = lexicon::of(story.tokens, i);
        let c = word.class;
        // "agreed not to meet"
        let before_infinitive = || {
            i == at
                && i + 1 < end
                && story.tokens.folded(i + 1) == "to"
                && cut_word::infinitive_follows(story, i + 1, end)
        };
        // "never met", "never did meet"
        let before_finite = || {
            i == at && folded == "never" && i + 1 < end && {
                let next = lexicon::of(story.tokens, i + 1);
                next.forms & PAST != 0 || next.class.any(Class::DO | Class::HAVE | Class::BE)
            }
        };
        if c.any(Class::NOT) && (state.started || before_infinitive() || before_finite()) {
            group.negated = true;
            first += usize::from(!state.started && folded == "never");
            last = i + 1;
        } else if c.any(Class::MODAL) && !state.started {
            group.tense = if c.any(Class::WILL) {
                Tense::Future
            } else if c.any(Class::WOULD) {
                Tense::Would
            } else {
                Tense::May
            };
            group.negated |= c.any(Class::NEG);
            state.any = true;
            state.wants = BASE;
            state.started = true;
            last = i + 1;
        } else if c.any(Class::BE) && (!state.started || state.wants & (BASE | PARTICIPLE) != 0) && !state.be {
            if !state.started && group.tense == Tense::None {
                group.tense = if c.any(Class::PAST) { Tense::Past } else { Tense::Present };
                if folded == "be" || folded == "being" || folded == "been" {
                    group.tense = Tense::None;
                    group.gerund = folded == "being";
                    group.bare = folded == "be";
                }
            }
            group.negated |= c.any(Class::NEG);
            state.be = true;
            state.started = true;
            state.wants = ING | PARTICIPLE;
            group.copula = true;
            group.head = i;
            last = i + 1;
        } else if c.any(Class::HAVE) && (!state.started || state.wants & BASE != 0) && !state.have {
            if !state.started {
                group.tense = if c.any(Class::PAST) { Tense::Past } else { Tense::Present };
                group.gerund = folded == "having";
                if group.gerund {
                    group.tense = Tense::None;
                }
            }
            group.negated |= c.any(Class::NEG);
            state.have = true;
            state.started = true;
            state.wants = PARTICIPLE;
            group.head = i;
            group.verb = word.verb;
            last = i + 1;
        } else if c.any(Class::DO) && !state.started {
            group.tense = if c.any(Class::PAST) { Tense::Past } else { Tense::Present };
            group.negated |= c.any(Class::NEG);
            state.started = true;
            state.wants = BASE;
            group.head = i;
            group.verb = word.verb;
            state.do_ = true;
            last = i + 1;
        } else if folded == "to"
            && (!state.started && (i == at || group.negated)
                || (state.be || state.have) && near(last, i) && !group.passive)
        {
            if !cut_word::infinitive_follows(story, i, end) {
                break;
            }
            if !state.started {
                group.infinitive = true;
            } else if state.be && !state.have {
                // "is to meet"
                group.tense = Tense::Future;
                state.is_to = true;
            }
            state.be = false;
            state.have = false;
            state.started = true;
            state.any = true;
            state.wants = BASE;
            group.copula = false;
            last = i + 1;
        } else if state.be
            && folded == "going"
            && story.tokens.folded((i + 1).min(end - 1)) == "to"
            && cut_word::infinitive_follows(story, i + 1, end)
        {
            group.tense = Tense::Future;
            state = State { started: true, wants: BASE, ..State::default() };
            group.copula = false;
            i += 1;
            last = i + 1;
        } else if state.be && c.any(Class::ADJ) && c.any(Class::PLANNED | Class::PROPOSED | Class::REFUSED) {
            let status = if c.any(Class::PLANNED) {
                Status::Planned
            } else if c.any(Class::PROPOSED) {
                Status::Proposed
            } else {
                Status::Refused
            };
            group.predicate = Some(status);
            group.copula = false;
            group.head = i;
            return Some((group, i + 1));
        } else if let Some(forms) = main_verb(story, i, end, word, &state, context, i == first) {
            return Some((finish(group, i, word, forms, &state), i + 1));
        } else if state.started && (c.any(Class::ADV) || cut_word::is_adverb(folded) || folded == "been") {
            // Looked over; the group takes it in only if a verb follows.
        } else {
            break;
        }
        i += 1;
    }
    group.perfect = group.copula && state.have;
    if !state.started || (group.infinitive && !state.be && !state.have) {
        return None;
    }
    Some((group, last))
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    started: bool,
    be: bool,
    have: bool,
    do_: bool,
    is_to: bool,
    /// After a modal or "to": a word that the lexicon lacks is a verb too.
    any: bool,
    /// The forms that the auxiliary asks for; 0 before any.
    wants: u8,
}

/// The forms of the word at `i` that make it the group's main verb.
fn main_verb(
    story: &Story<'_>,
    i: usize,
    end: usize,
    word: lexicon::Word,
    state: &State,
    context: &Context,
    first: bool,
) -> Option<u8> {
    let mut forms = word.forms;
    if word.verb == 0 {
        // A verb that the lexicon lacks shows by its ending.
        let folded = story.tokens.folded(i);
        if word.class != Class::EMPTY || folded.len() < 3 {
            return None;
        }
        forms = if folded.ends_with("ed") && folded.len() > 4 {
            PAST | PARTICIPLE
        } else if state.any
            && state.wants == BASE
            && story.tokens.tokens[i].case == Case::Lower
            && !cut_word::is_adverb(folded)
        {
            // "would not beg": after a modal any word is a verb.
            BASE
        } else {
            return None;
        };
    }
    if state.started {
        let fit = forms & state.wants;
        return (fit != 0).then_some(fit);
    }
    if !first || !cut_word::is_finite(story, i, end, word, forms, context) {
        return None;
    }
    Some(forms & (THIRD | PAST | ING | BASE | PARTICIPLE))
}

fn finish(mut group: VerbGroup, at: usize, word: lexicon::Word, forms: u8, state: &State) -> VerbGroup {
    group.head = at;
    group.verb = word.verb;
    group.copula = false;
    if state.started {
        group.perfect = state.have;
        if state.be {
            group.progressive = forms & ING != 0;
            group.passive = forms & ING == 0;
        }
        if state.do_ && group.tense == Tense::None {
            group.tense = Tense::Present;
        }
        return group;
    }
    if forms & ING != 0 {
        group.gerund = true;
    } else if forms & PAST != 0 {
        group.tense = Tense::Past;
        group.bare = forms & PARTICIPLE != 0;
    } else if forms & PARTICIPLE != 0 {
        group.participle = true;
    } else {
        group.tense = Tense::Present;
        group.bare = forms & THIRD == 0;
    }
    group
}
