//! The gazetteer: what is listed, in which spellings, and who held what when.

use whomet::{
    country::Country,
    gazetteer,
    knowledge::{Class, Knowledge},
    token, zone,
};

fn classes(name: &str) -> Vec<Class> {
    let k = Knowledge::embedded();
    let Some(id) = k.lookup(name) else { return Vec::new() };
    [Class::Person, Class::Given, Class::Family, Class::Country, Class::Demonym, Class::City, Class::Subdivision]
        .into_iter()
        .filter(|&c| k.classes(id).has(c))
        .collect()
}

#[test]
fn spellings_find_one_name() {
    let k = Knowledge::embedded();
    for (a, b) in [
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Moon Jae-in", "MOON JAE IN"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
    ] {
        assert!(k.lookup(a).is_some(), "{a}");
        assert_eq!(k.lookup(a), k.lookup(b));
    }
}

#[test]
fn names_with_several_meanings_keep_them_all() {
    assert!(classes("Jordan").contains(&Class::Country) && classes("Jordan").contains(&Class::Given));
    assert!(classes("Georgia").contains(&Class::Country) && classes("Georgia").contains(&Class::Subdivision));
    assert!(classes("Washington").contains(&Class::City) && classes("Washington").contains(&Class::Family));
}

#[test]
fn offices_resolve_by_the_date_or_not_at_all() {
    let k = Knowledge::embedded();
    let names = |title: &str, code: &str, on: &str| -> Vec<&str> {
        let on = on.parse().expect("a date");
        let mut found: Vec<&str> =
            k.holders(title, Country::new(code), "", on).map(|t| k.entry(t.person).name).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    assert_eq!(names("President", "FR", "2007-09-01"), ["Nicolas Sarkozy"]);
    assert_eq!(names("President", "FR", "2016-05-01"), ["François Hollande"]);
    assert_eq!(names("Prime Minister", "IT", "2016-05-01"), ["Matteo Renzi"]);
    // Long after the last row was checked nobody is certain.
    assert!(names("Prime Minister", "IT", "2039-01-01").is_empty());
}

#[test]
fn runs_are_found_token_by_token() {
    let text = "Talks between Moon Jae-in and the U.S. side at the Bank of Japan were short, it was said in Rome.";
    let zones = zone::divide(text);
    let mut tokens = token::Tokens::default();
    token::split(text, &zones, &mut tokens);
    let mut hits = Vec::new();
    gazetteer::lookup(&tokens, Knowledge::embedded(), &mut hits);
    let found: Vec<&str> = gazetteer::longest(&hits).iter().map(|h| tokens.span(h.tokens).of(text)).collect();
    for name in ["Moon Jae-in", "U.S.", "Bank of Japan", "Rome"] {
        assert!(found.contains(&name), "{name} not in {found:?}");
    }
    assert!(!found.contains(&"it"));
}
