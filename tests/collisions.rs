//! Words that are several names, or a name and a word: the story decides, and one name has one meaning in it.

use whomet::{Article, Extractor, record::EntityType};

/// What the record makes of each name: all entities that have a mention of that text.
fn kinds(text: &str, name: &str) -> Vec<EntityType> {
    let extractor = Extractor::new();
    let record = extractor.worker().extract(&Article::from_text(text).published_on(jiff::civil::date(2024, 5, 15)));
    record.entities.iter().filter(|e| e.mentions.iter().any(|m| m.text == name)).map(|e| e.kind).collect()
}

#[test]
fn the_story_tells_which_of_several_meanings_a_name_has() {
    use EntityType::{Company, Country, Organisation, Person, Place};
    let mut wrong = Vec::new();
    for (text, name, kind) in [
        ("Theresa May met Irish officials in Belfast. May said the talks went well.", "May", Person),
        ("Turkey will host talks with Greece, the foreign ministry in Ankara said.", "Turkey", Country),
        ("Ford Motor said it would build a plant in Ohio. Ford shares rose 2 percent.", "Ford", Company),
        ("Ontario Premier Doug Ford met union leaders. Ford said he was confident.", "Ford", Person),
        ("Jordan and Egypt signed an accord in Amman on Sunday.", "Jordan", Country),
        ("Michael Jordan visited a school in Chicago. Jordan played with the pupils.", "Jordan", Person),
        ("Georgia and Armenia opened a border post, officials in Tbilisi said.", "Georgia", Country),
        ("Mayor Walter Washington visited a hospital in Boston. Washington spoke with nurses.", "Washington", Person),
        ("The minister flew to Washington on Monday for talks with lawmakers.", "Washington", Place),
        ("Washington imposed sanctions on Tehran on Monday, a senior official said.", "Washington", Country),
        ("Theresa May met envoys in Oslo in May. May said the talks went well.", "May", Person),
        ("Tim Paris, a spokesman for the company, met reporters. Paris declined to comment.", "Paris", Person),
        ("Jack London met reporters in Oslo. London said he was pleased.", "London", Person),
        ("Foreign Minister Ann Lima met envoys in Oslo. Lima said the talks went well.", "Lima", Person),
        ("The minister flew to Lima for talks with Peruvian officials.", "Lima", Place),
        ("Amazon said it would hire 500 people in Seattle, and Amazon shares rose.", "Amazon", Company),
        ("Chad and Niger reopened their border, officials in N'Djamena said.", "Chad", Country),
        ("Chad Wolf, an adviser, met reporters in Oslo.", "Chad Wolf", Person),
        ("Congress passed the bill on Tuesday, and the Senate will vote on Friday.", "Congress", Organisation),
    ] {
        let found = kinds(text, name);
        if found != [kind] {
            wrong.push(format!("{name:?} in {text:?}: {found:?}, not {kind:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_are_no_names() {
    for (text, word) in [
        ("The two sides may meet in May, officials said.", "May"),
        ("The ministers met on March 3 and will meet in May.", "May"),
        ("He will march with the strikers in March.", "March"),
        ("IT spending rose, and it will rise again.", "it"),
        ("The farm sold turkey and ham before the holiday.", "turkey"),
        ("Her china was made in the chad of old presses.", "china"),
        ("Will the talks go on? Officials said they will.", "Will"),
        ("Police said the man was 32. Police did not name him.", "Police"),
        ("More talks are planned. Long delays are likely.", "Long"),
    ] {
        assert!(kinds(text, word).is_empty(), "{word:?} in {text:?}: {:?}", kinds(text, word));
    }
}

#[test]
fn codes_of_two_letters_are_names_in_capitals_alone() {
    use EntityType::Country;
    assert_eq!(kinds("The US and China met in Geneva.", "US"), [Country]);
    assert!(kinds("They told us to meet in Geneva.", "us").is_empty());
    assert!(kinds("No talks are planned. IN OTHER NEWS: none.", "No").is_empty());
}
