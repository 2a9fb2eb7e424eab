//! Persons: the surname after the full name, the given name, initials, spellings with and without a middle name.

use super::{
    Gender,
    draft::{Draft, plain},
    known,
    lexicon::{self, PARTICLE, SUFFIX},
};
use crate::{
    hash::Map,
    mention::EntityType,
    role::{Category, lexicon as titles},
    span::TokenRange,
    token::TokenKind,
};

/// How many entities that share a part of a name are looked at.
const CANDIDATES: usize = 16;

/// Makes entities of all persons' names. Full names come first, wherever they stand: a headline has the surname alone.
pub(super) fn persons(draft: &mut Draft<'_>) {
    let mut index = Index::default();
    let all: Vec<(usize, Vec<String>)> = (0..draft.roles.mentions.len())
        .filter(|&m| draft.mention(m).kind == EntityType::Person)
        .map(|m| (m, parts(draft, draft.mention(m).tokens)))
        .collect();
    for (mention, parts) in all.iter().filter(|(_, p)| given_too(p)) {
        let found = index.full(draft, parts).filter(|&e| draft.agrees(e, honorific(draft, *mention)));
        place(draft, &mut index, *mention, parts, found);
    }
    // Of the surnames those that a title tells apart come first: "President Orr" is not his daughter.
    let titled = |m: usize| !draft.claims(m).is_empty();
    let (mut short, plain): (Vec<_>, Vec<_>) = all.iter().filter(|(_, p)| !given_too(p)).partition(|(m, _)| titled(*m));
    short.extend(plain);
    for (mention, parts) in short {
        let found = index.part(draft, *mention, parts);
        place(draft, &mut index, *mention, parts, found);
    }
}

/// The gender that an honorific or a title before the name tells.
pub(super) fn honorific(draft: &Draft<'_>, mention: usize) -> Option<Gender> {
    let first = draft.mention(mention).tokens.first as usize;
    let start = draft.roles.phrases[mention].first as usize;
    (start..first).rev().take(3).find_map(|i| draft.story.word(i).gender().filter(|_| draft.story.is_capital(i)))
}

fn place(draft: &mut Draft<'_>, index: &mut Index, mention: usize, parts: &[String], found: Option<usize>) {
    let gender = honorific(draft, mention);
    let entity = match found {
        Some(entity) => {
            draft.link(mention, entity);
            if parts.len() > draft.notes[entity].parts.len() {
                draft.entities[entity].name = plain(draft.text, draft.mention(mention).span);
                draft.notes[entity].parts = parts.to_vec();
                index.enter(entity, parts);
            }
            entity
        }
        None => {
            let name = plain(draft.text, draft.mention(mention).span);
            let entity = draft.add(mention, EntityType::Person, name);
            draft.entities[entity].country = None;
            draft.notes[entity].parts = parts.to_vec();
            index.enter(entity, parts);
            entity
        }
    };
    if draft.entities[entity].gender.is_none() {
        draft.entities[entity].gender = gender;
    }
    for claim in draft.claims(mention) {
        let claim = &draft.roles.claims[claim];
        if let Some(head) = claim.head {
            let word = draft.story.word(head as usize);
            let head = if word.singular().is_empty() { draft.story.folded(head as usize) } else { word.singular() };
            let entry = (head.to_owned(), claim.category);
            if !draft.notes[entity].heads.contains(&entry) && claim.rule != "counterpart" {
                draft.notes[entity].heads.push(entry);
            }
            if draft.entities[entity].gender.is_none() {
                draft.entities[entity].gender = word.gender();
            }
        }
    }
}

/// The folded parts of a name: hyphenated parts are one, "Jr." and numerals are none.
fn parts(draft: &Draft<'_>, range: TokenRange) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut glue = false;
    for i in range.range() {
        let token = draft.story.token(i);
        if token.kind != TokenKind::Word {
            glue = !token.spaced && draft.story.folded(i) == "-";
            continue;
        }
        let word = draft.story.folded(i);
        match parts.last_mut() {
            Some(last) if glue && !token.spaced => {
                last.push('-');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
        glue = false;
    }
    while parts.len() > 1 && parts.last().is_some_and(|p| lexicon::is(p, SUFFIX)) {
        parts.pop();
    }
    parts
}

/// Whether the parts hold more than a surname with its particles.
fn given_too(parts: &[String]) -> bool {
    parts.iter().filter(|p| !lexicon::is(p, PARTICLE)).count() > 1
}

/// Entities by the parts of their names.
#[derive(Default)]
struct Index {
    by_part: Map<String, Vec<usize>>,
    by_name: Map<String, usize>,
}

impl Index {
    fn enter(&mut self, entity: usize, parts: &[String]) {
        self.by_name.entry(parts.join(" ")).or_insert(entity);
        let mut enter = |part: &str| {
            let list = self.by_part.entry(part.to_owned()).or_default();
            if !list.contains(&entity) && list.len() < 64 {
                list.push(entity);
            }
        };
        for part in parts {
            if lexicon::is(part, PARTICLE) {
                continue;
            }
            enter(part);
            // "al-Sisi" is also Sisi, "Lloyd-Jones" is also Jones.
            if let Some((_, tail)) = part.rsplit_once('-')
                && tail.len() > 2
            {
                enter(tail);
            }
        }
    }

    fn sharing(&self, part: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_part.get(part).into_iter().flatten().rev().take(CANDIDATES).copied()
    }

    /// The person who has that full name or another form of it.
    fn full(&self, draft: &Draft<'_>, parts: &[String]) -> Option<usize> {
        if let Some(&entity) = self.by_name.get(&parts.join(" ")) {
            return Some(entity);
        }
        let (first, last) = (parts.first()?, parts.last()?);
        let tail = last.rsplit_once('-').map_or(last.as_str(), |(_, t)| t);
        self.sharing(last)
            .chain(self.sharing(tail))
            .chain(self.sharing(first))
            .find(|&e| same_name(&draft.notes[e].parts, parts))
    }

    /// The person whom a surname, a given name or another single part stands for.
    fn part(&self, draft: &Draft<'_>, mention: usize, parts: &[String]) -> Option<usize> {
        let key = parts.iter().rev().find(|p| !lexicon::is(p, PARTICLE))?;
        let gender = honorific(draft, mention);
        let at = draft.mention(mention).tokens.first;
        let royal = |c: Category| matches!(c, Category::Royal | Category::Church);
        let claims: Vec<(String, Category)> = draft
            .claims(mention)
            .filter_map(|c| {
                let claim = &draft.roles.claims[c];
                let head = claim.head?;
                Some((draft.story.folded(head as usize).to_owned(), claim.category))
            })
            .collect();
        let key_name = draft.mention(mention).span.of(draft.text);
        let leader = draft.claims(mention).find_map(|c| {
            let claim = &draft.roles.claims[c];
            (claim.category == Category::Leader).then(|| claim.title.map(|t| plain(draft.text, t))).flatten()
        });
        let mut best: Option<(i32, usize)> = None;
        for entity in self.sharing(key) {
            let notes = &draft.notes[entity];
            if !draft.agrees(entity, gender) || beside(draft, mention, entity) {
                continue;
            }
            let whole = notes.parts.len() == 1;
            if !whole && leader.as_ref().is_some_and(|t| known::is_another(draft, entity, key_name, t)) {
                continue;
            }
            let mut score = match () {
                () if notes.parts.last().is_some_and(|l| l == key || l.ends_with(&format!("-{key}"))) => 30,
                () if whole => 30,
                () if notes.parts.first() == Some(key) => 20,
                () if key.len() >= 4 => 10,
                () => continue,
            };
            if let Some((head, category)) = claims.first() {
                let same = notes.heads.iter().any(|(h, _)| h == head);
                let kin = !notes.heads.is_empty() && notes.heads.iter().all(|(_, c)| *c == Category::Person);
                if same {
                    score += 25;
                } else if !whole && kin && matches!(category, Category::Leader | Category::Minister)
                    || !whole && royal(*category)
                    || *category == Category::Leader && !notes.heads.is_empty() && score < 30
                {
                    continue;
                }
            }
            // "Mrs Averill" is she of whom the story says that she is a woman.
            if gender.is_some() && draft.entities[entity].gender == gender {
                score += 8;
            }
            // Whom the story calls by the surname alone is meant by it, not a namesake with a first name.
            if whole && claims.is_empty() {
                score += 6;
            }
            if notes.first < at {
                score += 5;
            }
            // Of two namesakes the story speaks of one by surname alone: the one that it names more often.
            score += notes.count.min(4) as i32;
            if best.is_none_or(|(b, e)| score > b || score == b && entity < e) {
                best = Some((score, entity));
            }
        }
        best.map(|(_, entity)| entity)
    }
}

/// Whether the entity is named on the other side of an "and": "King Omar and Prince Said bin Omar" are two.
fn beside(draft: &Draft<'_>, mention: usize, entity: usize) -> bool {
    let joined = |left: usize, right: usize| {
        let end = draft.mention(left).tokens.end as usize;
        end < draft.tokens.len()
            && draft.story.folded(end) == "and"
            && draft.roles.phrases[right].first as usize == end + 1
    };
    let all = &draft.roles.mentions;
    let is = |m: usize| draft.entity_of[m] == Some(entity);
    let after = (mention + 1..all.len()).take(4).any(|m| is(m) && joined(mention, m));
    after || (0..mention).rev().take(4).any(|m| is(m) && joined(m, mention))
}

/// Whether two full names may be of one person.
fn same_name(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    // The same parts in another order: "Kishida Fumio".
    if long.len() == short.len() && short.iter().all(|p| long.contains(p)) {
        return true;
    }
    let alike = |x: &str, y: &str| {
        x == y || initial(x, y) || initial(y, x) || x.len() >= 3 && y.starts_with(x) || y.len() >= 3 && x.starts_with(y)
    };
    // Every part of the short name is a part of the long one, in order: "Javad Zarif", "Enrique Pena".
    let mut rest = long.iter();
    let inside = short.iter().all(|p| rest.any(|q| p == q || p.trim_end_matches('.') == q.trim_end_matches('.')));
    if inside && (short[0] == long[0] || short.last() == long.last()) {
        return true;
    }
    let given = alike(&short[0], &long[0]);
    let surname = short.last() == long.last();
    let middle = |n: &[String]| n[1..n.len() - 1].iter().find(|p| !lexicon::is(p, PARTICLE)).cloned();
    let apart = match (middle(a), middle(b)) {
        (Some(x), Some(y)) => !alike(x.trim_end_matches('.'), y.trim_end_matches('.')),
        _ => false,
    };
    given && surname && !apart
}

/// "J." for "Jean".
fn initial(x: &str, y: &str) -> bool {
    let x = x.trim_end_matches('.');
    x.chars().count() == 1 && y.starts_with(x)
}

/// A name that a title belongs to: "Pope Francis", "King Abdullah II".
pub(super) fn with_title(draft: &mut Draft<'_>) {
    for entity in 0..draft.entities.len() {
        if draft.entities[entity].kind != EntityType::Person || draft.notes[entity].parts.len() != 1 {
            continue;
        }
        let Some(role) = draft.entities[entity].roles.iter().find(|r| {
            let head = r.title.rsplit(' ').next().unwrap_or("").to_lowercase();
            matches!(
                &*head,
                "pope" | "king" | "queen" | "prince" | "princess" | "emperor" | "sultan" | "emir" | "sheikh"
            ) && r.title.split(' ').count() <= 2
        }) else {
            continue;
        };
        let head = role.title.rsplit(' ').next().unwrap_or("");
        if titles::look_up(&head.to_lowercase()).is(titles::HEAD) && head.starts_with(char::is_uppercase) {
            draft.entities[entity].name = format!("{head} {}", draft.entities[entity].name);
        }
    }
}
