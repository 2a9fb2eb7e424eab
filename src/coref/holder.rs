//! Who holds an office of which the story says no name: "the president of France", "Japan's finance minister".
//!
//! The gazetteer answers for the day of publication, and only where the words mean that day's holder: the office with its
//! country and nothing else ("the next French president" is somebody else), not what somebody becomes, and no other year
//! near it. A wrong name is worse than none.

use super::{
    discourse::Discourse,
    draft::{Draft, plain as plain_text},
    lexicon::{self, BECOMES, PAST},
};
use crate::{
    country::Country,
    knowledge::EntryId,
    mention::{EntityType, Form},
    role::{Description, Opening, RoleState},
    span::TokenRange,
    token::TokenKind,
};

/// How many days before publication the holder must have been the same: stories of a handover speak of both.
const SETTLED: i32 = 30;
/// How many tokens to each side are read for signs of another time.
const NEAR: usize = 30;

/// The holder on the day of publication, where the gazetteer is certain and the story does not say otherwise.
pub(super) fn of(
    draft: &Draft<'_>,
    d: &Discourse,
    about: &Description,
    title: &str,
    sentence: usize,
) -> Option<EntryId> {
    let on = draft.published?;
    let country = about.country?;
    let body = about.organisation.map(|o| draft.mention(o));
    // "the U.S. Treasury Secretary": the body's name is a part of the title.
    let inside = body.filter(|b| draft.mention(about.mention).tokens.range().contains(&(b.tokens.first as usize)));
    let own;
    let title = match inside {
        Some(b) if b.form != Form::Demonym => {
            own = without_country(draft, about)?;
            &own
        }
        _ => title,
    };
    if about.state != RoleState::Current
        || inside.is_none() && body.is_some()
        || about.owner.is_some()
        || !matches!(about.opening, Opening::Definite | Opening::Genitive | Opening::Bare)
        || !plain(draft, about)
        || becomes(draft, about, sentence)
        || other_time(draft, about, sentence, on.year())
        || rival(draft, d, title, country)
    {
        return None;
    }
    let before = on.saturating_sub(jiff::Span::new().days(SETTLED));
    let term = draft.knowledge.holder(title, Some(country), "", on)?;
    let earlier = draft.knowledge.holder(title, Some(country), "", before)?;
    (earlier.person == term.person).then_some(term.person)
}

/// The person of the story that an entry is, where the story names it.
pub(super) fn named(draft: &Draft<'_>, entry: EntryId) -> Option<usize> {
    draft.entities.iter().position(|e| e.kind == EntityType::Person && e.entry == Some(entry))
}

/// A description's words without the country that they begin with: "treasury secretary".
fn without_country(draft: &Draft<'_>, about: &Description) -> Option<String> {
    let tokens = draft.mention(about.mention).tokens;
    let first = tokens.first as usize;
    let skip = usize::from(draft.story.folded(first) == "the");
    let named = plain_text(draft.text, draft.story.token(first + skip).span);
    let country = draft.knowledge.country_by_name(&named) == about.country;
    let own = TokenRange::new(first + skip + usize::from(country), tokens.end as usize);
    (!own.is_empty()).then(|| plain_text(draft.text, draft.tokens.span(own)).to_lowercase())
}

/// Whether the phrase has nothing besides the title and the country.
fn plain(draft: &Draft<'_>, about: &Description) -> bool {
    let title = about.title;
    let end = draft.mention(about.mention).tokens.end as usize;
    (start(draft, about)..end).all(|at| {
        let span = draft.story.token(at).span;
        let inside = title.start <= span.start && span.end <= title.end;
        let country = draft.story.mention(at).is_some_and(|m| m.country == about.country);
        // What a body's name adds to the title is judged with it.
        inside || country || matches!(draft.story.folded(at), "the" | "of" | "'s" | "'" | "’s" | "’")
    })
}

/// Where the noun phrase begins.
fn start(draft: &Draft<'_>, about: &Description) -> usize {
    draft.roles.phrases[about.mention].first.min(draft.mention(about.mention).tokens.first) as usize
}

/// Whether it is what somebody is, was or becomes: "was elected president of France".
fn becomes(draft: &Draft<'_>, about: &Description, sentence: usize) -> bool {
    let first = start(draft, about);
    // "French president" within a sentence has lost what it began with: "the next French president".
    if about.opening == Opening::Bare && first > draft.tokens.sentences[sentence].tokens.first as usize {
        return true;
    }
    first.checked_sub(1).is_some_and(|before| lexicon::is(draft.story.folded(before), BECOMES))
}

/// Whether words near it tell of another year or time.
fn other_time(draft: &Draft<'_>, about: &Description, sentence: usize, year: i16) -> bool {
    let tokens = draft.tokens.sentences[sentence].tokens.range();
    let head = about.head as usize;
    let near = head.saturating_sub(NEAR).max(tokens.start)..(head + NEAR).min(tokens.end);
    near.into_iter().any(|at| {
        let folded = draft.story.folded(at);
        let number = draft.story.token(at).kind == TokenKind::Number && folded.len() >= 4;
        let other = number && folded.get(..4).and_then(|n| n.parse().ok()).is_some_and(|n: i16| n != year && n > 1000);
        other || lexicon::is(folded, PAST)
    })
}

/// Whether the story gives that office of that country to persons by name: which of them is meant is not for us to say.
fn rival(draft: &Draft<'_>, d: &Discourse, title: &str, country: Country) -> bool {
    let head = title.rsplit(' ').next().unwrap_or(title);
    d.heads.get(head).into_iter().flatten().any(|&entity| {
        let e = &draft.entities[entity];
        e.kind == EntityType::Person
            && e.country.is_none_or(|c| c == country)
            && e.roles.iter().any(|r| {
                r.country.is_none_or(|c| c == country)
                    && draft.knowledge.same_office(title, &r.title)
                    && r.state != RoleState::Former
            })
    })
}
