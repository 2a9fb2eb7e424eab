//! Offices in stories of different years: the holder of the day or nobody, and never against what the story says.

use whomet::{
    Article, Extractor,
    knowledge::{Knowledge, Overlay},
    record::{Entity, EntityType, Record, RoleFrom},
};

fn read(extractor: &Extractor, published: &str, text: &str) -> Record {
    extractor.worker().extract(&Article::from_text(text).published_on(published.parse().expect("a date")))
}

/// The offices without a name, each with its holder.
fn holders(record: &Record) -> Vec<(&str, Option<&str>)> {
    let offices = record.entities.iter().filter(|e| e.kind == EntityType::Office);
    offices.map(|e| (e.name.as_str(), e.holder.as_ref().map(|h| h.name.as_str()))).collect()
}

fn entity<'a>(record: &'a Record, name: &str) -> &'a Entity {
    record.entities.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name} is not in the record"))
}

const LEADERS: &str = "OSLO (Example News) - The president of France will meet the German chancellor on Friday, officials said. \
    Japan's finance minister spoke by phone with the British prime minister about tariffs.";

#[test]
fn the_same_words_mean_the_holders_of_the_day() {
    let extractor = Extractor::new();
    for (published, expected) in [
        ("2007-10-15", ["Nicolas Sarkozy", "Angela Merkel", "Fukushiro Nukaga", "Gordon Brown"]),
        ("2016-03-02", ["François Hollande", "Angela Merkel", "Tarō Asō", "David Cameron"]),
        ("2021-06-16", ["Emmanuel Macron", "Angela Merkel", "Tarō Asō", "Boris Johnson"]),
        ("2025-07-16", ["Emmanuel Macron", "Friedrich Merz", "Katsunobu Kato", "Keir Starmer"]),
    ] {
        let record = read(&extractor, published, LEADERS);
        let found = holders(&record);
        assert_eq!(found.len(), 4, "{published}: {found:?}");
        for ((office, holder), name) in found.iter().zip(expected) {
            assert_eq!(*holder, Some(name), "{published}: {office}");
        }
    }
}

#[test]
fn nobody_is_named_where_no_row_covers_the_day() {
    let extractor = Extractor::new();
    // Long after the tables were made, and in the days of a handover.
    for published in ["2044-05-15", "1931-05-15"] {
        let record = read(&extractor, published, LEADERS);
        assert!(holders(&record).iter().all(|(_, holder)| holder.is_none()), "{published}: {:?}", holders(&record));
    }
    let handover = read(&extractor, "2025-05-10", "The German chancellor will visit Paris on Friday, officials said.");
    assert_eq!(holders(&handover), [("German chancellor", None)]);
}

#[test]
fn words_that_mean_somebody_else_name_nobody() {
    let extractor = Extractor::new();
    for text in [
        "The next French president will meet the trade unions, analysts said.",
        "A former French president met the trade unions on Friday.",
        "A French president has not visited the island for a long time, analysts said.",
        "Ann Lind was elected president of France on Sunday.",
        "In 1995 the French president met the trade unions in Lyon.",
        "The French president met the trade unions 20 years ago.",
        "The deputy finance minister of Japan visited Oslo.",
        "The presidents of France and Chile met in Lima.",
    ] {
        let record = read(&extractor, "2021-06-16", text);
        let named: Vec<_> = record.entities.iter().filter_map(|e| e.holder.as_ref()).collect();
        assert!(named.is_empty(), "{text}: {named:?}");
    }
}

#[test]
fn what_the_story_says_wins() {
    let extractor = Extractor::new();
    let text = "OSLO (Example News) - French President Ann Lind met German Chancellor Olaf Orr on Friday. \
        The French president said the talks went well. The German chancellor agreed.";
    let record = read(&extractor, "2021-06-16", text);
    assert!(record.entities.iter().all(|e| e.holder.is_none()), "{:?}", record.entities);
    for name in ["Ann Lind", "Olaf Orr"] {
        let person = entity(&record, name);
        assert_eq!(person.wikidata, None, "{name}");
        assert!(person.roles.iter().all(|r| r.from == RoleFrom::Text), "{name}");
        // Its office in the second half of the story is the same person's.
        assert_eq!(person.mentions.len(), 2, "{name}: {:?}", person.mentions);
    }
}

#[test]
fn an_office_is_the_person_whom_the_story_names_without_a_title() {
    let extractor = Extractor::new();
    let text = "Emmanuel Macron flew to Oslo on Friday. The president of France met students there.";
    let record = read(&extractor, "2021-06-16", text);
    assert_eq!(entity(&record, "Emmanuel Macron").mentions.len(), 2);
    let later = read(&extractor, "2007-09-14", text);
    assert_eq!(entity(&later, "Emmanuel Macron").mentions.len(), 1, "he was not president in 2007");
}

#[test]
fn an_office_of_another_time_is_no_role_of_the_day() {
    let extractor = Extractor::new();
    let titles = |published: &str, text: &str, name: &str| -> Vec<String> {
        let record = read(&extractor, published, text);
        entity(&record, name).roles.iter().map(|r| r.title.clone()).collect()
    };
    let text = "Nicolas Sarkozy met students in Oslo on Friday.";
    assert_eq!(titles("2007-09-14", text, "Nicolas Sarkozy"), ["President"]);
    for published in ["2016-03-02", "2021-06-16", "2025-07-16"] {
        let found = titles(published, text, "Nicolas Sarkozy");
        assert!(!found.iter().any(|t| t == "President"), "{published}: {found:?}");
    }
}

/// An open row that was checked long ago, and one that is wrong: it says that a second person holds an office.
const ROWS: &str = "name\tclass\tcountry\ttitle\tfrom\tto\tas_of
Stale Orr\tperson\tNZ\tChancellor\t2012-01-01\t\t2016-01-01
Wrong Lind\tperson\tFR\tPresident\t2019-01-01\t\t2026-01-01
";

#[test]
fn stale_and_wrong_rows_name_nobody() {
    let overlay = Overlay::read("rows.tsv", ROWS).unwrap();
    let knowledge: &'static Knowledge = Box::leak(Box::new(Knowledge::embedded().with(overlay)));
    let extractor = Extractor::with(knowledge);
    let one = |published: &str, text: &str| {
        let record = read(&extractor, published, text);
        record.entities.iter().find_map(|e| e.holder.as_ref().map(|h| h.name.clone()))
    };
    let stale = "The chancellor of New Zealand met students in Oslo on Friday.";
    assert_eq!(one("2015-05-15", stale).as_deref(), Some("Stale Orr"));
    for published in ["2007-09-14", "2016-03-02", "2021-06-16", "2025-07-16"] {
        assert_eq!(one(published, stale), None, "{published}");
    }
    let wrong = "The president of France met students in Oslo on Friday.";
    assert_eq!(one("2016-03-02", wrong).as_deref(), Some("François Hollande"));
    for published in ["2021-06-16", "2025-07-16"] {
        assert_ne!(one(published, wrong).as_deref(), Some("Emmanuel Macron"), "{published}: two rows claim the day");
        assert_ne!(one(published, wrong).as_deref(), Some("Wrong Lind"), "{published}: two rows claim the day");
    }
}
