//! States that share a name but for a point of the compass: "North and South Korea", "the North", "the two Koreas".

use super::{body::Index, draft::Draft};
use crate::{country::Country, mention::EntityType, span::TokenRange, token::Case};

fn opposite(point: &str) -> Option<&'static str> {
    match point {
        "North" => Some("South"),
        "South" => Some("North"),
        "East" => Some("West"),
        "West" => Some("East"),
        _ => None,
    }
}

/// The state for which the mention of a point of the compass stands: that of the name joined to it ("North and South
/// Korea"), else the one such state whose other half is a state too that the story names ("the North" beside North Korea).
pub(super) fn point(draft: &Draft<'_>, index: &mut Index, mention: usize) -> Option<Country> {
    let m = draft.mention(mention);
    let point = m.span.of(draft.text);
    let other = opposite(point).filter(|_| m.tokens.len() == 1)?;
    let story = &draft.story;
    let end = m.tokens.end as usize;
    let half = |name: &str| -> Option<Country> {
        let rest = name.strip_prefix(other).or_else(|| name.strip_prefix(point))?.strip_prefix(' ')?;
        let country = draft.knowledge.country_by_name(&format!("{point} {rest}"))?;
        draft.knowledge.country_by_name(&format!("{other} {rest}")).filter(|&o| o != country).map(|_| country)
    };
    if end + 1 < story.tokens.len()
        && story.folded(end) == "and"
        && let Some(joined) = story.mention(end + 1)
        && let Some(country) = half(joined.span.of(draft.text))
    {
        return Some(country);
    }
    // The story is gone through once for each point of the compass.
    if let Some(&known) = index.halves.get(point) {
        return known;
    }
    let mut named = draft
        .roles
        .mentions
        .iter()
        .filter(|n| n.kind == EntityType::Country)
        .filter_map(|n| half(n.span.of(draft.text)));
    let country = named.next().filter(|&first| named.all(|c| c == first));
    index.halves.insert(point.to_owned(), country);
    country
}

/// Whether the word at `at` may be the name of two states: "the two Koreas".
pub(super) fn may_stand(draft: &Draft<'_>, at: usize) -> bool {
    draft.story.token(at).case == Case::Title
        && at > 0
        && draft.story.raw(at).ends_with('s')
        && matches!(draft.story.folded(at - 1), "two" | "both")
}

/// Makes "the two Koreas" a mention of both states.
pub(super) fn both(draft: &mut Draft<'_>, at: usize) {
    let Some(rest) = draft.story.raw(at).strip_suffix('s') else { return };
    let country = |point: &str| draft.knowledge.country_by_name(&format!("{point} {rest}"));
    let (Some(north), Some(south)) = (country("North"), country("South")) else { return };
    let first = if at > 1 && draft.story.folded(at - 2) == "the" { at - 2 } else { at - 1 };
    let tokens = TokenRange::new(first, at + 1);
    let halves = [north, south].map(|c| draft.state(c, tokens));
    draft.refer(tokens, &halves, "halves");
}
