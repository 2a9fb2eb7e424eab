//! Names: what is found, as what, and what is left out. Each sentence is written for its case.

use whomet::{
    Article, Extractor,
    mention::{EntityType, Form, Mention},
    pipeline::Stage,
};

use EntityType::{Company, Country, Organisation, Other, Person, Place};

/// The mentions of a text, as written, with their types.
fn names(text: &str) -> Vec<(String, EntityType)> {
    mentions(text).into_iter().map(|(name, m)| (name, m.kind)).collect()
}

fn mentions(text: &str) -> Vec<(String, Mention)> {
    let extractor = Extractor::new();
    let mut worker = extractor.worker();
    let layers = worker.read(&Article::from_text(text.to_owned()), Stage::Mention);
    layers.mentions.iter().map(|m| (m.span.of(text).to_owned(), m.clone())).collect()
}

#[track_caller]
fn has(text: &str, name: &str, kind: EntityType) {
    let found = names(text);
    assert!(found.contains(&(name.to_owned(), kind)), "no {kind:?} {name:?} in {found:?}");
}

#[track_caller]
fn lacks(text: &str, name: &str) {
    let found = names(text);
    assert!(found.iter().all(|(n, _)| n != name), "{name:?} is a name in {found:?}");
}

#[test]
fn persons_lose_titles_honorifics_and_genitives() {
    let text = "OSLO (Reuters) - Foreign Minister Ingrid Solberg met Mr. Paul Hansen at Mrs Dahl's house on Monday.";
    has(text, "Ingrid Solberg", Person);
    has(text, "Paul Hansen", Person);
    has(text, "Dahl", Person);
    has("It angered US President Donald Trump’s aides.", "Donald Trump", Person);
    has("It angered US President Donald Trump’s aides.", "US", Country);
}

#[test]
fn countries_and_nationalities_are_names_everywhere() {
    let text = "The talks between Italy and Japan ended. Norwegian officials left for the United Arab Emirates.";
    for country in ["Italy", "Japan", "United Arab Emirates"] {
        has(text, country, Country);
    }
    let norwegian = mentions(text).into_iter().find(|(n, _)| n == "Norwegian").unwrap().1;
    assert_eq!((norwegian.kind, norwegian.form), (Other, Form::Demonym));
    assert_eq!(norwegian.country.unwrap().code(), "NO");
}

#[test]
fn money_is_no_country() {
    lacks("The port cost US$20 million to build.", "US");
}

#[test]
fn what_is_never_a_name() {
    let text = "Now I’ve met the First Lady, the PM and 20 MPs about VAT, and paid R20 and SR24 for it. He is No. 1.";
    assert_eq!(names(text), []);
    let ministers = "The Minister of Foreign Affairs and the Secretary of State spoke with the Minister for Health.";
    assert_eq!(names(ministers), []);
    lacks("The European Accessibility Act was passed.", "Act");
    assert!(names("It broke the Fair Housing Act of 1968.").iter().all(|(_, k)| *k == Other));
}

#[test]
fn the_money_of_a_country_is_not_the_country_even_where_the_country_is_named() {
    let text = "The US said a port worth US$20 million would be built.";
    assert_eq!(names(text).iter().filter(|(n, _)| n == "US").count(), 1);
}

#[test]
fn companies_keep_their_endings() {
    has("She joined Harlow Lindqvist & Co. in May.", "Harlow Lindqvist & Co.", Organisation);
    has("A survey by Rentfinder.com found the opposite.", "Rentfinder.com", Organisation);
}

#[test]
fn datelines_and_states_inside_a_line_are_places() {
    has("Print KAPALUA (Reuters) - The mayor resigned on Monday.", "KAPALUA", Place);
    has("Representative Ann Dorsey (D - Calif.) did not vote.", "Calif.", Place);
}

#[test]
fn surnames_alone_are_persons_where_only_a_person_can_stand() {
    has("\"We were lucky,\" Zwierlein said.", "Zwierlein", Person);
    has("Many asked why people voted for Lindqvist and her party.", "Lindqvist", Person);
    lacks("It was made for Web shops and for Sport alone.", "Web");
}

#[test]
fn the_union_of_europe_is_a_body() {
    has("Ministers of the European Union met in Brussels.", "European Union", Organisation);
    has("The United Nations said the U.N. would stay.", "U.N.", Organisation);
}

#[test]
fn a_seat_of_power_is_a_metonym_of_its_country() {
    let text = "The White House said the two presidents had spoken by telephone.";
    let (_, house) = mentions(text).into_iter().find(|(n, _)| n == "White House").unwrap();
    assert_eq!((house.form, house.country.unwrap().code()), (Form::Metonym, "US"));
}

#[test]
fn who_is_at_a_seat_of_power_is_at_a_place() {
    let text = "The pope received Philippine President Lourdes Magsino in a private audience at the Vatican on Monday.";
    has(text, "Vatican", Place);
}

#[test]
fn a_city_is_of_the_country_that_follows_it() {
    let text = "The envoy was born in Tripoli, Lebanon, and lives in Paris.";
    let code =
        |name: &str| mentions(text).into_iter().find(|(n, _)| n == name).unwrap().1.country.unwrap().code().to_owned();
    assert_eq!(code("Tripoli"), "LB");
    assert_eq!(code("Paris"), "FR");
}

#[test]
fn a_ticker_makes_a_company() {
    let text = "Shares of Brandvold (BRAN.OL) fell on Tuesday after Brandvold cut its outlook.";
    has(text, "Brandvold", Company);
    has(text, "BRAN.OL", Organisation);
}

#[test]
fn words_of_business_make_a_company() {
    let text = "Analysts at Brevik Lunde cut their target. Brevik Lunde shares fell, and lender Tolvik rose.";
    has(text, "Tolvik", Company);
    assert!(names(text).iter().all(|(n, k)| n != "Brevik Lunde" || matches!(k, Organisation | Company)));
    assert!(names(text).iter().any(|(n, _)| n == "Brevik Lunde"));
}

#[test]
fn acronyms_of_common_words_are_no_bodies() {
    let text = "The firm sells liquefied natural gas (LNG) to Asia. The LNG is shipped from Qatar.";
    lacks(text, "LNG");
}

#[test]
fn acronyms_of_bodies_are() {
    let text = "The Harbour Workers Union (HWU) called a strike. The HWU has 4,000 members.";
    assert_eq!(names(text).iter().filter(|(n, k)| n == "HWU" && *k == Organisation).count(), 2);
}

#[test]
fn offices_and_common_nouns_in_capitals_are_no_names() {
    let text = "The First Lady and the Minister for Human Services visited the Agency on Friday.";
    for name in ["First Lady", "Minister for Human Services", "Agency"] {
        lacks(text, name);
    }
}

#[test]
fn persons_are_found_in_full() {
    let full = [
        "Abdel Fattah al-Sisi",
        "Recep Tayyip Erdogan",
        "Mahmoud Abbas",
        "Lee Hsien Loong",
        "Kim In-so",
        "Kengo wa Dondo",
        "Ursula von der Leyen",
        "Abdul Ghani Baradar",
        "Prayut Chan-o-cha",
        "Luiz Inacio Lula da Silva",
        "Aung San Suu Kyi",
        "Faustin-Archange Touadera",
    ];
    for name in full {
        has(&format!("CAIRO, May 3 (Reuters) - The Dutch minister met {name} on Monday."), name, Person);
    }
    has("Jordan's King Abdullah II met Mullah Abdul Ghani Baradar.", "Abdullah II", Person);
    has("Jordan's King Abdullah II met Mullah Abdul Ghani Baradar.", "Abdul Ghani Baradar", Person);
    has("Mediators met U.N. Secretary-General Antonio Guterres in Oslo.", "U.N.", Organisation);
}

#[test]
fn the_surname_follows_the_full_name() {
    let text = "The court freed Olena Marchuk on Monday. Marchuk thanked her lawyers.\n\nNobody but Marchuk spoke.";
    assert_eq!(names(text).iter().filter(|(n, k)| n.ends_with("Marchuk") && *k == Person).count(), 3);
}

#[test]
fn a_full_stop_that_ends_the_sentence_is_not_the_name_s() {
    has("He works for Panoro Mining Inc.", "Panoro Mining Inc", Organisation);
}

#[test]
fn a_head_noun_is_joined_with_its_place() {
    has("She taught law at the University of Warsaw for years.", "University of Warsaw", Organisation);
    has("He left for The Hague on Monday.", "The Hague", Place);
}

#[test]
fn people_and_faiths_are_neither_persons_nor_bodies() {
    let text = "Muslims and Christians prayed together, and Democrats joined them.";
    assert!(names(text).iter().all(|(_, k)| *k == Other), "{:?}", names(text));
}

#[test]
fn names_do_not_overlap_and_stand_in_order() {
    let text = include_str!("../data/mention/stories.txt");
    let found = mentions(text);
    assert!(found.len() > 500);
    assert!(found.windows(2).all(|w| w[0].1.tokens.end <= w[1].1.tokens.first));
}

#[test]
fn the_gazetteer_s_entry_agrees_with_the_type() {
    let text = "Emmanuel Macron flew to Washington, and Nvidia opened an office in Jordan.";
    for (name, mention) in mentions(text) {
        assert!(mention.entry.is_some(), "{name} has no entry");
    }
    has(text, "Nvidia", Company);
    has(text, "Jordan", Country);
}

#[test]
fn a_name_of_many_countries_is_of_the_one_that_the_story_speaks_of() {
    let country = |text: &str| {
        let found = mentions(text);
        let (_, m) = found.into_iter().find(|(name, _)| name == "National Assembly").expect("the body");
        m.country.map(|c| c.code().to_owned())
    };
    assert_eq!(country("PARIS - The National Assembly voted on the French budget on Monday.").as_deref(), Some("FR"));
    assert_eq!(country("DODOMA - The National Assembly voted on the budget on Monday."), None);
}

#[test]
fn the_state_of_a_minister_of_state_is_no_name() {
    has("Minister of State Sultan bin Omar spoke on Monday.", "Sultan bin Omar", Person);
    has("Minister of State for Foreign Affairs Sultan bin Omar spoke on Monday.", "Sultan bin Omar", Person);
}
