//! Cuts a sentence into units, from left to right.

use super::{
    Story, appose,
    cut_phrase::phrases,
    cut_word::{self, Context},
    lexicon::{self, BASE, Class, PAST, THIRD},
    unit::{NounPhrase, Unit, UnitKind, Units},
    verb,
};
use crate::{
    mention::{EntityType, Form},
    span::TokenRange,
    token::{Case, TokenKind},
    words::Few,
};

/// A noun phrase under construction.
#[derive(Clone, Copy, Default)]
pub(super) struct Open {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The last token that may be the head.
    pub(super) head: Option<usize>,
    pub(super) definite: bool,
    pub(super) negative: bool,
    pub(super) modifiers: usize,
    pub(super) open: bool,
    /// The determiner stood before a time that came between: "the April 16 talks".
    pub(super) carried: bool,
}

/// Words that [`Cutter::token`] asks for by themselves.
const SPECIAL: Few<8> = Few::new(["last", "first", "face", "one", "co", "both", "each", "all"]);

pub(super) struct Cutter<'s> {
    pub(super) story: Story<'s>,
    pub(super) sentence: usize,
    pub(super) end: usize,
    pub(super) out: Units,
    pub(super) open: Open,
}

/// Cuts sentence `index` into units.
pub(super) fn cut(story: &Story<'_>, index: usize) -> Units {
    let range = story.tokens.sentences[index].tokens;
    let mut cutter = Cutter {
        story: *story,
        sentence: index,
        end: range.end as usize,
        // Few sentences have more units than half their tokens.
        out: Units { units: Vec::with_capacity(range.len() / 2 + 1), modifiers: Vec::new() },
        open: Open::default(),
    };
    let phrases = phrases(story, range);
    let mut times = story.dates.partition_point(|t| t.tokens.first < range.first);
    let mut next = 0;
    let mut at = range.first as usize;
    while at < cutter.end {
        while phrases.get(next).is_some_and(|(phrase, _)| (phrase.first as usize) < at) {
            next += 1;
        }
        while story.dates.get(times).is_some_and(|t| (t.tokens.first as usize) < at) {
            times += 1;
        }
        let opens = |(phrase, _): &&(TokenRange, usize)| phrase.first as usize == at && !cutter.heads_for(at);
        if let Some(&(phrase, mention)) = phrases.get(next).filter(opens) {
            at = cutter.party(mention, phrase);
        } else if let Some(time) = story.dates.get(times).filter(|t| t.tokens.first as usize == at) {
            let carried = cutter.open.definite && cutter.open.head.is_none();
            if cutter.ranks(at) {
                cutter.open = Open::default();
            }
            cutter.close();
            cutter.open.carried = carried;
            cutter.push(time.tokens, UnitKind::Time(times));
            at = (time.tokens.end as usize).max(at + 1);
        } else {
            at = cutter.token(at);
        }
    }
    cutter.close();
    appose::settle(story, &mut cutter.out);
    cutter.out
}

impl Cutter<'_> {
    fn push(&mut self, tokens: TokenRange, kind: UnitKind) {
        self.out.units.push(Unit { tokens, kind });
    }

    pub(super) fn word(&self, at: usize) -> &str {
        if at < self.end { self.story.tokens.folded(at) } else { "" }
    }

    pub(super) fn lexicon(&self, at: usize) -> lexicon::Word {
        if at < self.end { lexicon::of(self.story.tokens, at) } else { lexicon::UNKNOWN }
    }

    /// Ends the open noun phrase.
    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        if !open.open {
            return;
        }
        let Some(head) = open.head else {
            // Determiners or adjectives alone: "the" before a name was taken by the name.
            return;
        };
        // "this week" of a story without a date; "asked several times"
        let time = match self.word(head) {
            "week" | "month" | "year" | "weekend" => {
                matches!(self.word(open.first), "this" | "last" | "next" | "later" | "earlier")
            }
            "times" | "occasions" => matches!(self.word(open.first), "several" | "many" | "numerous" | "countless"),
            _ => false,
        };
        if time {
            self.push(TokenRange::new(open.first, head + 1), UnitKind::Adverb);
            return;
        }
        if let Some(body) = self.party_of_name(open.first, head) {
            self.push(TokenRange::new(open.first, head + 1), UnitKind::Party(body));
            return;
        }
        if let Some(country) = self.government(open.first, head) {
            self.push(TokenRange::new(open.first, head + 1), UnitKind::Party(country));
            return;
        }
        let noun = NounPhrase {
            head,
            noun: self.hyphened(head).unwrap_or_else(|| self.lexicon(head).noun),
            definite: open.definite,
            negative: open.negative,
            modifiers: (open.modifiers, self.out.modifiers.len()),
        };
        self.push(TokenRange::new(open.first, head + 1), UnitKind::Noun(noun));
    }

    /// Opens a noun phrase at `at`, or goes on with the one that is open.
    fn noun(&mut self, at: usize, head: bool) {
        if !self.open.open {
            let definite = self.open.carried;
            self.open =
                Open { first: at, modifiers: self.out.modifiers.len(), open: true, definite, ..Open::default() };
        }
        self.open.last = at;
        if head {
            self.open.head = Some(at);
        }
    }

    fn context(&self) -> Context {
        let last = self.out.units.last().map(|u| u.kind);
        let series = !self.open.open && self.in_series();
        Context {
            series,
            open: self.open.open,
            has_head: self.open.open && (self.open.head.is_some() || self.counted()),
            last,
            last_is_person: matches!(last, Some(UnitKind::Party(m)) if self.kind_of(m) == EntityType::Person),
            last_is_group: matches!(last, Some(UnitKind::Party(m)) if self.kind_of(m) == EntityType::Group)
                || self.joined_persons(),
        }
    }

    /// "Ms Roe and Mr Lee plan", in a headline "Roe, Lee plan": two of them have a plural verb.
    fn joined_persons(&self) -> bool {
        let person = |u: &Unit| matches!(u.kind, UnitKind::Party(m) if self.kind_of(m) == EntityType::Person);
        match &self.out.units[..] {
            [.., a, Unit { kind: UnitKind::And, .. }, b] | [a, Unit { kind: UnitKind::Comma, .. }, b] => {
                person(a) && person(b)
            }
            _ => false,
        }
    }

    /// "their third day-long meeting": an ordinal before the time at token `at` is of the noun after it.
    fn ranks(&self, at: usize) -> bool {
        let head = self.open.head.filter(|&h| h + 1 == at);
        head.is_some_and(|h| matches!(self.word(h), "first" | "second" | "third" | "fourth" | "fifth" | "sixth"))
    }

    pub(super) fn kind_of(&self, mention: usize) -> EntityType {
        self.story.entities.entities[self.story.entities.mentions[mention].entity].kind
    }

    /// A mention: a party, or the modifier of the noun that follows it. Returns where to go on.
    fn party(&mut self, mention: usize, phrase: TokenRange) -> usize {
        let mut end = (phrase.end as usize).min(self.end);
        let m = &self.story.entities.mentions[mention];
        if (m.tokens.end as usize) < end || self.ends_in_owner(mention, end) {
            end = self.apposition(end);
        }
        // "Joseph Roe, Jr., met"
        if self.word(end) == "," && matches!(self.word(end + 1), "jr." | "jr" | "sr." | "sr") {
            end += 2;
        }
        end = self.of_adherents(mention, end);
        let pronoun = m.form == Form::Pronoun && m.tokens.len() == 1;
        let possessive = pronoun && self.lexicon(m.tokens.first as usize).class.any(Class::POSS);
        // A comma after the apposition ends the phrase.
        if self.word(end - 1) != "," && self.modifies(end, mention) {
            self.noun(phrase.first as usize, false);
            self.out.modifiers.push(mention);
            return end;
        }
        let mut first = phrase.first as usize;
        if self.open.open {
            // "the" or adjectives before the name belong to it; a noun before it is a title nobody lists.
            first = self.open.first;
            if self.open.head.is_some_and(|h| self.lexicon(h).noun != 0) {
                self.close();
                first = phrase.first as usize;
            }
            self.open = Open::default();
        }
        // "and his Russian counterpart, Viktor Roe met": the name is the counterpart's.
        if let [.., Unit { tokens, kind: UnitKind::Party(office) }, Unit { kind: UnitKind::Comma, .. }] =
            self.out.units[..]
            && self.kind_of(mention) == EntityType::Person
            && (self.kind_of(office) == EntityType::Office || self.same_entity(office, mention))
            && self.word(tokens.end as usize - 1) == "counterpart"
            && tokens.end as usize + 1 == first
        {
            self.out.units.truncate(self.out.units.len() - 2);
            first = tokens.first as usize;
        }
        // "Republic of Korea (ROK) adviser Kim", "Dutch rival Alfa": what stands right before a name is said of it.
        let body = matches!(self.kind_of(mention), EntityType::Organisation | EntityType::Company);
        if (self.kind_of(mention) == EntityType::Person && m.form != Form::Pronoun || body)
            && let Some(&Unit { tokens, kind: UnitKind::Party(other) }) = self.out.units.last()
            && tokens.end as usize == first
            && (matches!(self.kind_of(other), EntityType::Office | EntityType::Group)
                || self.kind_of(mention) == EntityType::Person)
            && self.word(tokens.end as usize - 1) != ","
        {
            self.out.units.pop();
            first = tokens.first as usize;
        }
        self.push(TokenRange::new(first, end), UnitKind::Party(mention));
        if possessive {
            self.push(TokenRange::new(end, end), UnitKind::Genitive);
        }
        end
    }

    /// Whether a mention that ends before token `end` only modifies the noun after it: "the Trump administration".
    fn modifies(&self, end: usize, mention: usize) -> bool {
        if end >= self.end {
            return false;
        }
        if self.face_to_face(end).is_some() || self.co_verb(end) {
            return false;
        }
        let next = self.story.tokens.tokens[end];
        if next.kind == TokenKind::Punct {
            // "U.S.-China talks"
            return self.word(end) == "-" && !next.spaced && self.compound(end);
        }
        // "Ms Lind today met": a time, not a noun.
        let time = self.story.dates.partition_point(|t| (t.tokens.first as usize) < end);
        if self.story.dates.get(time).is_some_and(|t| t.tokens.first as usize == end) {
            return false;
        }
        let m = &self.story.entities.mentions[mention];
        if next.kind != TokenKind::Word || !next.spaced || !matches!(m.form, Form::Name | Form::Alias | Form::Metonym) {
            return false;
        }
        // "called off talks with Peru hours before they were due"
        let ahead = matches!(self.word(end), "hours" | "minutes" | "moments" | "days" | "weeks" | "months" | "shortly");
        if ahead && matches!(self.word(end + 1), "before" | "after" | "ahead" | "later" | "earlier") {
            return false;
        }
        let kind = self.kind_of(mention);
        let word = self.lexicon(end);
        // "India and Pakistan plan to hold": two of them have a plural verb.
        let joined =
            matches!(self.out.units[..], [.., Unit { kind: UnitKind::Party(_), .. }, Unit { kind: UnitKind::And, .. }]);
        if joined && word.forms & BASE != 0 && word.noun == 0 && self.word(end + 1) == "to" {
            return false;
        }
        // "failed to meet EU demands": after an object no verb of its own stands, but after what somebody says.
        let object = matches!(self.out.units.last(), Some(Unit { kind: UnitKind::Verb(g), .. })
            if g.infinitive && !g.entry().speech && !g.copula);
        if object && word.nominal() && word.forms & THIRD != 0 {
            return true;
        }
        let context = Context {
            open: false,
            has_head: false,
            last: Some(UnitKind::Party(mention)),
            last_is_person: kind == EntityType::Person,
            last_is_group: kind == EntityType::Group,
            series: false,
        };
        cut_word::is_noun(&self.story, end, self.end, word, &context)
    }

    /// Any other token. Returns where to go on.
    fn token(&mut self, at: usize) -> usize {
        let token = self.story.tokens.tokens[at];
        let one = TokenRange::new(at, at + 1);
        match token.kind {
            TokenKind::Genitive => {
                self.close();
                // "he's set up meetings"
                if self.after_subject_pronoun(at)
                    && let Some((group, end)) = verb::parse(&self.story, at, self.end, &self.context())
                {
                    self.push(TokenRange::new(at, end), UnitKind::Verb(group));
                    return end;
                }
                self.push(one, UnitKind::Genitive);
                return at + 1;
            }
            TokenKind::Number => {
                self.noun(at, true);
                return at + 1;
            }
            TokenKind::Punct => return self.mark(at, token.spaced),
            TokenKind::Word => {}
        }
        let word = self.lexicon(at);
        let special = SPECIAL.has(self.story.tokens.hash(at));
        if special && let Some(end) = self.face_to_face(at) {
            self.close();
            self.push(TokenRange::new(at, end), UnitKind::Adverb);
            return end;
        }
        // "co-chaired the talks"
        if special
            && self.co_verb(at)
            && let Some((group, end)) = verb::parse(&self.story, at + 2, self.end, &self.context())
        {
            self.close();
            self.push(TokenRange::new(at, end), UnitKind::Verb(group));
            return end;
        }
        if self.in_compound(at) {
            self.noun(at, true);
            return at + 1;
        }
        let folded = self.story.tokens.folded(at);
        // "the two last met in Paris"
        if special && matches!(folded, "last" | "first") && !self.determined() && self.lexicon(at + 1).forms & PAST != 0
        {
            self.close();
            self.push(one, UnitKind::Adverb);
            return at + 1;
        }
        let preposition = word.class.any(Class::PREP) && word.verb != 0;
        if !preposition
            && verb::may_start(word, folded)
            && let Some((mut group, mut end)) = verb::parse(&self.story, at, self.end, &self.context())
        {
            self.close();
            if let Some(other) = lexicon::phrasal(group.verb, self.word(end)) {
                group.verb = other;
                end += 1;
            }
            self.push(TokenRange::new(at, end), UnitKind::Verb(group));
            return end;
        }
        if let Some((kind, end)) = cut_word::joint(&self.story, at, self.end, word, &self.context()) {
            self.close();
            self.push(TokenRange::new(at, end), kind);
            return end;
        }
        if special
            && matches!(folded, "both" | "each" | "all")
            && !self.open.open
            && matches!(
                self.out.units.last().map(|u| u.kind),
                Some(UnitKind::Party(_) | UnitKind::Pronoun | UnitKind::Verb(_))
            )
            && self.verb_follows(at)
        {
            // "Roe and Lee both met"
            self.push(one, UnitKind::Adverb);
            return at + 1;
        }
        if word.class.any(Class::DET | Class::POSS) {
            if self.open.head.is_some() {
                self.close();
            }
            self.noun(at, false);
            self.open.definite |= matches!(folded, "the" | "this" | "that" | "these" | "those");
            self.open.negative |= folded == "no";
            return at + 1;
        }
        // "HE the Prime Minister": His Excellency
        if folded == "he" && token.case == Case::Upper && !self.story.tokens.sentences[self.sentence].flat_case {
            self.noun(at, false);
            return at + 1;
        }
        if word.class.any(Class::PRON) {
            self.close();
            self.push(one, UnitKind::Pronoun);
            return at + 1;
        }
        // "Ms Roe's first visit": after a genitive a noun phrase has begun.
        let owned = !self.open.open && matches!(self.out.units.last(), Some(Unit { kind: UnitKind::Genitive, .. }));
        let adverb = word.class.any(Class::ADV) && !owned && (!self.open.open || self.open.head.is_some());
        if adverb || cut_word::is_adverb(folded) {
            if !self.open.open || self.open.head.is_some() {
                self.close();
                self.push(one, UnitKind::Adverb);
            }
            return at + 1;
        }
        self.noun(at, !word.class.any(Class::ADJ) || word.noun != 0);
        at + 1
    }

    fn mark(&mut self, at: usize, spaced: bool) -> usize {
        let one = TokenRange::new(at, at + 1);
        let kind = match self.story.tokens.folded(at) {
            "," => UnitKind::Comma,
            "-" if !spaced && at + 1 < self.end && !self.story.tokens.tokens[at + 1].spaced => {
                // Inside a compound.
                if self.open.open {
                    return at + 1;
                }
                self.noun(at, false);
                return at + 1;
            }
            "-" | "--" | ";" | ":" | "..." | "…" | "|" | "/" => UnitKind::Stop,
            "(" | "[" => {
                let sentence = self.story.tokens.sentences[self.sentence].tokens;
                let close = (at + 1..(at + 40).min(self.end)).find(|&i| matches!(self.word(i), ")" | "]"));
                // A ticker, an acronym, an aside: passed over. A whole sentence in brackets is not.
                return match close {
                    Some(c) if at > sentence.first as usize => c + 1,
                    _ => at + 1,
                };
            }
            "\"" | "“" | "”" | "'" | "‘" | "''" | "``" => UnitKind::Quote,
            "$" | "%" | "€" | "£" | "#" | "@" | "*" | "•" => {
                self.noun(at, false);
                return at + 1;
            }
            "." | "!" | "?" => UnitKind::Stop,
            _ => return at + 1,
        };
        self.close();
        self.push(one, kind);
        at + 1
    }
}
