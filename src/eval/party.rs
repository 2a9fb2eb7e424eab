//! Whether two parties are the same, whatever the article calls them.

use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

use super::document::{Encounter, Party};

/// Words that may stand before a name and make no other party of it.
const BEFORE: &str = include_str!("../../data/eval/before_names.txt");

/// The words of a phrase: without case, diacritics, punctuation and the genitive.
pub(crate) fn tokens(phrase: &str) -> Vec<String> {
    let plain = plain(phrase).replace("'s ", " ");
    let plain = plain.strip_suffix("'s").unwrap_or(&plain);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// Without case, diacritics and curled apostrophes.
pub(super) fn plain(phrase: &str) -> String {
    let base = phrase.nfkd().filter(|&c| canonical_combining_class(c) == 0);
    base.flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss").replace('’', "'")
}

/// The words of a name without what stands before it: Mr, the, Prime Minister.
fn core(name: &str) -> Vec<String> {
    let mut words = tokens(name);
    let before = |word: &str| BEFORE.lines().any(|b| b == word);
    let honorifics = words.iter().take(words.len().saturating_sub(1)).take_while(|w| before(w)).count();
    words.drain(..honorifics);
    words
}

/// Whether a predicted participant is the gold one.
pub(super) fn same(gold: &Party, found: &Party) -> bool {
    let got = core(found.name.as_deref().unwrap_or_default());
    let (Some(last), Some(first)) = (got.last(), got.first()) else { return false };
    let known = gold.name.iter().chain(&gold.aliases).filter(|n| !n.is_empty());
    let names: Vec<Vec<String>> = known.map(|n| core(n)).collect();
    if names.contains(&got) {
        return true;
    }
    let found_kind = found.kind.as_deref();
    let same_country = gold.country.is_some() && gold.country == found.country;
    match gold.kind.as_deref() {
        Some("country") if found_kind == Some("country") && gold.country.as_deref().is_some_and(|c| !c.is_empty()) => {
            same_country
        }
        Some("person") if matches!(found_kind, None | Some("person")) => {
            // An article may give the surname alone; a system may know the given name.
            let want = core(gold.name.as_deref().unwrap_or_default());
            let (Some(surname), Some(given)) = (want.last(), want.first()) else { return false };
            last == surname && (got.len() == 1 || want.len() == 1 || first.chars().next() == given.chars().next())
        }
        Some(kind @ ("office" | "group" | "organisation")) => {
            if names.iter().any(|name| alike(name, &got)) {
                return true;
            }
            let role = gold.role.as_deref().filter(|r| !r.is_empty());
            let Some(role) = role.filter(|_| kind == "office" && same_country) else { return false };
            let want = tokens(role);
            let mut have = tokens(found.role.as_deref().unwrap_or_default());
            have.extend(tokens(found.name.as_deref().unwrap_or_default()));
            !want.is_empty() && want.iter().all(|w| have.contains(w))
        }
        _ => false,
    }
}

/// Whether six words of ten are the same.
fn alike(a: &[String], b: &[String]) -> bool {
    let unique = |words: &[String]| -> Vec<String> {
        let mut words = words.to_vec();
        words.sort();
        words.dedup();
        words
    };
    let (a, b) = (unique(a), unique(b));
    let common = a.iter().filter(|w| b.contains(w)).count();
    let all = a.len() + b.len() - common;
    !a.is_empty() && common as f64 / all as f64 >= 0.6
}

/// A greatest one-to-one matching of the participants: pairs of gold and predicted.
pub(crate) fn shared(gold: &Encounter, found: &Encounter) -> Vec<(usize, usize)> {
    let (n, m) = (gold.participants.len(), found.participants.len());
    let same: Vec<Vec<bool>> =
        gold.participants.iter().map(|g| found.participants.iter().map(|p| same(g, p)).collect()).collect();
    // For each predicted one the gold one that has it, in the order in which they were first taken.
    let mut taken: Vec<Option<usize>> = vec![None; m];
    for i in 0..n {
        place(i, &same, &mut taken, &mut vec![false; m]);
    }
    taken.iter().enumerate().filter_map(|(j, i)| Some(((*i)?, j))).collect()
}

/// Finds a place for gold participant `i`, moving others where needed.
fn place(i: usize, same: &[Vec<bool>], taken: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for j in 0..taken.len() {
        if seen[j] || !same[i][j] {
            continue;
        }
        seen[j] = true;
        if taken[j].is_none_or(|other| place(other, same, taken, seen)) {
            taken[j] = Some(i);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, kind: &str) -> Party {
        Party { name: Some(name.to_owned()), aliases: vec![], kind: Some(kind.to_owned()), role: None, country: None }
    }

    #[test]
    fn a_person_is_known_by_surname_and_initial() {
        let gold = party("Mr Tomás Vergara", "person");
        for (name, same_one) in [
            ("Tomas Vergara", true),
            ("Vergara", true),
            ("President Vergara", true),
            ("T. Vergara", true),
            ("Ana Vergara", false),
            ("Tomas", false),
        ] {
            assert_eq!(same(&gold, &party(name, "person")), same_one, "{name}");
        }
        assert!(!same(&gold, &party("Vergara", "organisation")));
    }

    #[test]
    fn a_group_is_known_by_most_of_its_words() {
        let gold = party("EU finance ministers", "group");
        assert!(same(&gold, &party("the EU's finance ministers", "group")));
        assert!(same(&gold, &party("finance ministers", "group")));
        assert!(!same(&gold, &party("ministers", "group")));
    }

    #[test]
    fn matching_moves_others_where_needed() {
        let told = |names: &[&str]| {
            let participants: Vec<_> = names.iter().map(|n| serde_json::json!({"name": n, "type": "person"})).collect();
            serde_json::from_value(serde_json::json!({ "participants": participants })).unwrap()
        };
        // Orr takes "Orr" first and has to leave it to Ana Orr, who goes with nothing else.
        let (gold, found): (Encounter, Encounter) = (told(&["Orr", "Ana Orr"]), told(&["Orr", "Bo Orr"]));
        assert_eq!(shared(&gold, &found), [(1, 0), (0, 1)]);
    }
}
