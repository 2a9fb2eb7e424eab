//! I, my, me, we inside a quotation: whoever the sentence says spoke.

use super::{
    draft::Draft,
    lexicon::{self, SAYS},
};
use crate::{mention::EntityType, span::TokenRange, words::Few};

/// The pronouns of the first person that are settled here.
pub(super) const FIRST: Few<4> = Few::new(["i", "my", "me", "we"]);

/// How many sentences of the same paragraph a quotation goes on after the one that names its speaker.
const REACH: usize = 2;

/// Who spoke, and where the text says so.
struct Attribution {
    entity: usize,
    sentence: usize,
    block: u32,
}

/// What the walk over the story has met of quotations.
#[derive(Default)]
pub(super) struct Speakers {
    said: Vec<Attribution>,
    /// Pronouns of the first person: token, sentence, paragraph.
    open: Vec<(usize, usize, u32)>,
}

impl Speakers {
    /// Takes the pronoun at `at` inside a quotation.
    pub(super) fn pronoun(&mut self, draft: &Draft<'_>, at: usize, sentence: usize, block: u32) {
        if draft.story.folded(at) != "we" || meets(draft, at) {
            self.open.push((at, sentence, block));
        }
    }

    /// Takes the word at `at` outside of quotations, if it says who spoke.
    pub(super) fn word(&mut self, draft: &Draft<'_>, at: usize, sentence: usize, block: u32) {
        if lexicon::has(draft.tokens.hash(at), SAYS)
            && let Some(entity) = subject(draft, at)
        {
            self.said.push(Attribution { entity, sentence, block });
        }
    }

    /// Links the pronouns to those who spoke.
    pub(super) fn settle(self, draft: &mut Draft<'_>) {
        for (at, sentence, block) in self.open {
            let from = self.said.partition_point(|s| s.sentence + REACH < sentence);
            let near = || self.said[from..].iter().take_while(|s| s.sentence <= sentence);
            // The sentence's own speaker, else the last one of the paragraph.
            let own = || near().find(|s| s.sentence == sentence);
            let speaker = own().or_else(|| near().filter(|s| s.block == block).last());
            if let Some(speaker) = speaker.filter(|s| !draft.entities[s.entity].bystander) {
                draft.refer(TokenRange::new(at, at + 1), &[speaker.entity], "pronoun.speaker");
            }
        }
    }
}

/// Whether "we" at `at` tells of a contact that the speaker had: in "we will go on" a state or a firm may be meant.
fn meets(draft: &Draft<'_>, at: usize) -> bool {
    let word = |n: usize| draft.story.tokens.word(at + n);
    let met = |n: usize| matches!(word(n), "met" | "spoke" | "spoken" | "talked");
    met(1) || matches!(word(1), "have" | "had" | "just" | "also") && met(2)
}

/// The person who is the subject of the verb of saying at `at`: "Ms Roe said", "he told", "said President Ann Roe".
fn subject(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let person = |e: &usize| matches!(draft.entities[*e].kind, EntityType::Person | EntityType::Office);
    let pronoun = || draft.extra.last().filter(|m| m.tokens.end as usize == at && m.also.is_empty()).map(|m| m.entity);
    let before = at.checked_sub(1).map(|t| draft.story.owner(t).and_then(|m| draft.entity_of[m]).or_else(pronoun));
    if let Some(entity) = before.flatten().filter(person) {
        return Some(entity);
    }
    // "he told Mr Lee" has no subject after it.
    if matches!(draft.story.folded(at), "told" | "tells") {
        return None;
    }
    let next = draft.roles.mentions.partition_point(|m| (m.tokens.first as usize) <= at);
    let mut after = draft.roles.mentions.iter().enumerate().skip(next).take(4);
    let (mention, _) = after.find(|&(m, n)| {
        n.kind == EntityType::Person && draft.roles.phrases[m].first as usize == at + 1 && n.tokens.first as usize > at
    })?;
    draft.entity_of[mention].filter(person)
}
