//! The walk over the story from left to right: who has been spoken of when a description or pronoun comes.

use super::{
    description,
    draft::Draft,
    halves,
    lexicon::{self, PREPOSITION},
    nominal, pronoun,
    speaker::{FIRST, Speakers},
};
use crate::{
    country::Country,
    hash::Map,
    mention::{EntityType, Form},
    role::Category,
    token::{Case, TokenKind},
    zone::BlockKind,
};

/// How many mentions back the walk ever looks.
const MEMORY: usize = 48;

/// One entity where it was spoken of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) entity: usize,
    pub(super) sentence: usize,
    pub(super) token: usize,
    /// It opens its sentence or follows no preposition: what the sentence speaks of.
    pub(super) subject: bool,
}

/// What has been spoken of so far.
#[derive(Default)]
pub(super) struct Discourse {
    pub(super) persons: Vec<Seen>,
    pub(super) countries: Vec<Seen>,
    pub(super) bodies: Vec<Seen>,
    /// Whom the last plural stood for.
    pub(super) pair: Option<(usize, Vec<usize>)>,
    /// The group that the last sentence with one speaks of: its first mention.
    pub(super) crowd: Option<Seen>,
    /// Offices without a name, by country and title.
    pub(super) offices: Map<(Option<Country>, String), usize>,
    /// Groups, by their words.
    pub(super) groups: Map<String, usize>,
    /// Persons by the heads of their titles.
    pub(super) heads: Map<String, Vec<usize>>,
}

impl Discourse {
    fn list(&mut self, kind: EntityType) -> Option<&mut Vec<Seen>> {
        match kind {
            EntityType::Person | EntityType::Office => Some(&mut self.persons),
            EntityType::Country => Some(&mut self.countries),
            EntityType::Organisation | EntityType::Company => Some(&mut self.bodies),
            _ => None,
        }
    }

    /// The mentions of a list from the last one back, as far as the walk looks.
    pub(super) fn back(list: &[Seen], sentence: usize, sentences: usize) -> impl Iterator<Item = &Seen> {
        list.iter().rev().take(MEMORY).take_while(move |s| s.sentence + sentences >= sentence)
    }
}

/// Whether a quotation is open; none goes on from one paragraph to the next.
#[derive(Default)]
struct Quote {
    open: bool,
    block: u32,
}

impl Quote {
    fn enter(&mut self, block: u32) {
        if self.block != block {
            *self = Self { open: false, block };
        }
    }

    fn pass(&mut self, mark: &str) {
        match mark {
            "“" | "``" | "«" => self.open = true,
            "”" | "''" | "»" => self.open = false,
            "\"" => self.open = !self.open,
            _ => {}
        }
    }
}

/// Walks the story.
pub(super) fn walk(draft: &mut Draft<'_>) {
    let mut d = Discourse::default();
    for (entity, notes) in draft.notes.iter().enumerate() {
        for (head, _) in &notes.heads {
            let list = d.heads.entry(head.clone()).or_default();
            if list.last() != Some(&entity) && list.len() < MEMORY {
                list.push(entity);
            }
        }
    }
    let (mut mention, mut described) = (0, 0);
    let mut quote = Quote::default();
    let mut speakers = Speakers::default();
    let quoted = draft.text.contains(['"', '“', '`', '«']);
    for sentence in 0..draft.tokens.sentences.len() {
        let s = draft.tokens.sentences[sentence];
        let told = matches!(s.kind, BlockKind::Body | BlockKind::Headline | BlockKind::Caption);
        let mut subject_open = true;
        quote.enter(s.block);
        for at in s.tokens.range() {
            let kind = draft.story.token(at).kind;
            if kind == TokenKind::Punct {
                quote.pass(draft.story.raw(at));
            }
            while mention < draft.roles.mentions.len() && draft.mention(mention).tokens.first as usize == at {
                while described < draft.roles.descriptions.len()
                    && draft.roles.descriptions[described].mention < mention
                {
                    described += 1;
                }
                if described < draft.roles.descriptions.len() && draft.roles.descriptions[described].mention == mention
                {
                    description::resolve(draft, &mut d, described, sentence);
                }
                see(draft, &mut d, mention, sentence, &mut subject_open);
                mention += 1;
            }
            if !told || kind != TokenKind::Word || draft.story.owner(at).is_some() {
                continue;
            }
            if quote.open && FIRST.has(draft.tokens.hash(at)) {
                speakers.pronoun(draft, at, sentence, s.block);
                continue;
            }
            if quoted && !quote.open {
                speakers.word(draft, at, sentence, s.block);
            }
            if pronoun::PRONOUNS.has(draft.tokens.hash(at)) {
                // What a speaker calls "he" is not whom the story speaks of; "HE" is His Excellency.
                let excellency = draft.story.token(at).case == Case::Upper && !s.flat_case;
                if !quote.open && !excellency {
                    pronoun::resolve(draft, &mut d, at, sentence);
                }
            } else if nominal::may_stand(&draft.story, at) {
                nominal::resolve(draft, &mut d, at, sentence);
            } else if halves::may_stand(draft, at) {
                halves::both(draft, at);
            }
        }
    }
    speakers.settle(draft);
}

fn see(draft: &Draft<'_>, d: &mut Discourse, mention: usize, sentence: usize, open: &mut bool) {
    let Some(entity) = draft.entity_of[mention] else { return };
    let m = draft.mention(mention);
    let phrase = draft.roles.phrases[mention];
    let start = draft.tokens.sentences[sentence].tokens.first;
    let after_preposition =
        phrase.first > start && lexicon::is(draft.story.folded(phrase.first as usize - 1), PREPOSITION);
    let kind = draft.entities[entity].kind;
    let human = matches!(kind, EntityType::Person | EntityType::Office);
    // "Ms Roe's lawyer, Bo Lee, said": not whose he is. Her spokesman speaks of her.
    let end = m.tokens.end as usize;
    let speaks = |i: usize| i < draft.tokens.len() && draft.story.word(i).category() == Category::Spokesman;
    let owns = end < draft.tokens.len()
        && draft.story.is_genitive(end)
        && phrase.end <= m.tokens.end
        && !(end + 1..end + 4).any(speaks);
    let subject = human && *open && !after_preposition && !owns;
    if subject {
        *open = false;
    }
    // The agency that filed the story is none of whom it speaks.
    let body = matches!(kind, EntityType::Organisation | EntityType::Company);
    if m.form == Form::Demonym || body && draft.in_dateline(m) {
        return;
    }
    let first = d.crowd.is_none_or(|c| c.sentence < sentence);
    if kind == EntityType::Group && draft.notes[entity].plural && !after_preposition && *open && first {
        d.crowd = Some(Seen { entity, sentence, token: m.tokens.first as usize, subject: true });
    }
    let mut all = vec![entity];
    if let Some((also, _)) = draft.links.get(&mention) {
        all.extend(also);
    }
    for entity in all {
        if let Some(list) = d.list(draft.entities[entity].kind) {
            list.push(Seen { entity, sentence, token: m.tokens.first as usize, subject });
        }
    }
}
