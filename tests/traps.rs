//! What real files do that a reader would not expect: a test for each row of the table in fixtures/README.md.

mod program;

use std::{collections::BTreeSet, fs, io::Write as _};

use program::{articles, code, errors, file, fixture, values, whomet};
use serde_json::Value;

fn source(name: &str) -> String {
    fs::read_to_string(fixture(&format!("formats/{name}"))).unwrap()
}

/// The stories of a fixture and what else is told, then the first record.
fn read(name: &str) -> (Vec<Value>, String, Value) {
    let path = fixture(&format!("formats/{name}"));
    let (stories, told) = articles(&path);
    let record = values(&whomet(&[&path], b"").stdout).swap_remove(0);
    (stories, told, record)
}

#[test]
fn the_table_names_what_is_there() {
    let table = fs::read_to_string(fixture("README.md")).unwrap();
    let code = include_str!("traps.rs");
    let mut numbers = Vec::new();
    let mut tested = BTreeSet::new();
    for row in table.lines().filter(|l| l.starts_with("| ") && l.contains("`traps::")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, _, story, test] = cells[..] else { panic!("{row}") };
        numbers.push(number.parse::<usize>().unwrap());
        let story = story.trim_matches('`');
        assert!(fs::exists(fixture(story)).unwrap(), "{story} is not there");
        let test = test.trim_matches('`').trim_start_matches("traps::");
        let body = code.split_once(&format!("#[test]\nfn {test}() {{")).unwrap_or_else(|| panic!("no test {test}")).1;
        let body = body.split("\n}\n").next().unwrap();
        let name = story.rsplit('/').next().unwrap();
        assert!(body.contains(name), "{test} does not look at {name}");
        tested.insert(test.to_owned());
    }
    assert_eq!(numbers, (1..=14).collect::<Vec<_>>());
    let all = code.matches("#[test]\nfn ").count();
    assert_eq!(tested.len() + 2, all, "a test that the table does not name");
}

#[test]
fn every_fixture_is_read() {
    let out = whomet(&["--stop-after", "read", &fixture("formats")], b"");
    let told: Vec<&str> = errors(&out).lines().collect();
    for entry in fs::read_dir(fixture("formats")).unwrap() {
        let path = entry.unwrap().path();
        let (stories, told) = articles(path.to_str().unwrap());
        assert!(!stories.is_empty(), "{}: {told}", path.display());
    }
    // What is refused is refused with a reason.
    assert!(told.iter().all(|l| l.starts_with("whomet: ") && l.len() > 60), "{told:#?}");
}

#[test]
fn desks_and_times_are_no_places() {
    assert!(source("newsml-g2.xml").contains("Bangalore"));
    let (stories, _, record) = read("newsml-g2.xml");
    assert!(stories[0]["dateline"].is_null(), "{}", stories[0]);
    assert_eq!(record["article"]["dateline"]["place"], "OSLO");
    assert!(!record.to_string().contains("Bangalore"), "{record}");
}

#[test]
fn a_byline_may_be_the_first_paragraph() {
    let (stories, _, record) = read("nitf-byline.xml");
    assert!(stories[0]["byline"].is_null());
    assert_eq!(record["article"]["byline"], "Ana Rojas");
    let met = record["encounters"][0]["participants"].as_array().unwrap();
    assert!(
        met.len() == 2 && met.iter().all(|p| p["name"] != "Ana Rojas"),
        "who wrote a story is nobody in it: {met:?}"
    );
}

#[test]
fn namespaces_do_not_matter() {
    let g2 = source("newsml-g2.xml");
    let (wanted, ..) = read("newsml-g2.xml");
    let g2_name = "xmlns=\"http://iptc.org/std/nar/2006-10-01/\"";
    let page_name = " xmlns=\"http://www.w3.org/1999/xhtml\"";
    assert!(g2.contains(g2_name) && g2.contains(page_name));
    let prefixed = g2.replace(g2_name, "xmlns:nar=\"http://iptc.org/std/nar/2006-10-01/\"");
    let prefixed = ["newsMessage", "itemSet", "newsItem", "itemMeta", "contentMeta", "contentSet", "inlineXML"]
        .iter()
        .fold(prefixed, |text, name| {
            text.replace(&format!("<{name}"), &format!("<nar:{name}"))
                .replace(&format!("</{name}"), &format!("</nar:{name}"))
        });
    for (name, text) in [
        ("none.xml", g2.replace(g2_name, "").replace(page_name, "")),
        ("other.xml", g2.replace("2006-10-01", "2099-01-01")),
        ("prefixed.xml", prefixed),
    ] {
        let (stories, told) = articles(&file(&format!("traps/{name}"), text.as_bytes()));
        assert_eq!(stories, wanted, "{name}: {told}");
    }
    // NITF alone, with the namespace that it has inside of NewsML-G2.
    let nitf = source("nitf.xml").replace("<nitf>", "<nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\">");
    let (stories, told) = articles(&file("traps/nitf.xml", nitf.as_bytes()));
    assert_eq!((stories.len(), &stories[0]["headline"]), (1, &"Holm meets Thygesen".into()), "{told}");
}

#[test]
fn declared_encodings_yield_to_the_bytes() {
    let (stories, ..) = read("nitf-latin1.xml");
    let wanted = "René Lind met Åse Orr in Ålesund.";
    assert_eq!(stories[0]["text"], wanted);
    let lies = format!(
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><nitf><body><body.content><p>{wanted}</p></body.content></body></nitf>"
    );
    assert_eq!(articles(&file("traps/lies.xml", lies.as_bytes())).0[0]["text"], wanted);
}

#[test]
fn notepads_are_left_out() {
    let g2 = source("newsml-g2.xml");
    let (stories, _, record) = read("newsml-g2.xml");
    for word in ["Diplomacy", "desk@example.com", "555 01 99"] {
        assert!(g2.contains(word));
        assert!(!stories[0].to_string().contains(word) && !record.to_string().contains(word), "{word}");
    }
    assert_eq!(stories[0]["text"].as_str().unwrap().matches("\n\n").count(), 1);
}

#[test]
fn titles_are_parted_from_bylines() {
    assert!(source("nitf.xml").contains("Rojas<byttl>Example"));
    assert_eq!(read("nitf.xml").0[0]["byline"], "Ana Rojas");
}

#[test]
fn a_dateline_without_a_place() {
    assert!(source("nitf-byline.xml").contains("<dateline><story.date>"));
    let (stories, _, record) = read("nitf-byline.xml");
    assert!(stories[0]["dateline"].is_null());
    let dateline = &record["article"]["dateline"];
    assert_eq!((&dateline["place"], &dateline["date"]), (&"Oslo".into(), &"2024-01-02".into()), "{dateline}");
    assert_eq!(record["encounters"][0]["when"]["value"], "2024-01-02");
}

#[test]
fn components_in_several_languages() {
    let (stories, told, _) = read("newsml1.xml");
    assert_eq!(stories.len(), 1);
    assert!(stories[0]["text"].as_str().unwrap().starts_with("OSLO, May 14 (Example News) - "));
    assert!(told.contains("\"urn:example:1#2\" is not in English but in German"), "{told}");
    let (all, told) = {
        let path = fixture("formats/newsml1.xml");
        let out = whomet(&["--any-language", "--stop-after", "read", &path], b"");
        (values(&out.stdout), errors(&out).to_owned())
    };
    assert_eq!((all.len(), &*told), (2, ""));
    assert!(all[1]["text"].as_str().unwrap().starts_with("Die Ministerpräsidentin traf"));
}

#[test]
fn sgml_with_control_characters() {
    let sgml = source("reuters.sgm");
    assert!(["&#2;", "&#3;", "&#5;", "&#22;", "&#31;", "lewis.dtd"].iter().all(|w| sgml.contains(w)));
    let (stories, told, _) = read("reuters.sgm");
    assert_eq!((stories.len(), &*told), (3, ""));
    for story in &stories {
        let text = story["text"].as_str().unwrap();
        assert!(!text.contains("&#") && !text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        assert!(!text.to_lowercase().contains("\nreuter") && !text.contains("    "), "{text:?}");
    }
}

#[test]
fn transmissions_of_before_xml() {
    let wire = source("anpa.txt");
    assert!(["\u{1}", "\u{2}", "\u{3}", "^", "``", "<\r\n", "=\r\n", " _ "].iter().all(|w| wire.contains(w)));
    let (stories, told, record) = read("anpa.txt");
    assert_eq!((stories.len(), &*told), (1, ""));
    assert_eq!(stories[0]["headline"], "Holm meets Thygesen");
    assert_eq!(stories[0]["byline"], "Ana Rojas");
    assert_eq!((&stories[0]["published"], &stories[0]["published_from"]), (&"2024-05-14".into(), &"input".into()));
    assert_eq!(
        stories[0]["text"],
        "OSLO, May 14 (Example News) - Norwegian Prime Minister Kari Holm met Danish Prime Minister Lars Thygesen in Oslo on \
         Tuesday.\n\nThey discussed \"fish quotas,\" her office said."
    );
    assert_eq!(record["article"]["dateline"]["place"], "OSLO");
    // Two in one file; lines that are wrapped by two agencies' habits; a trailer that names the month.
    let second = "\u{1}eng0042 4 pl 60 Example\r\n\u{2}Norway/Fish\r\nHolm to meet Thygesen again =\r\n\r\n   Oslo (en) - Kari Holm will \
                  meet\r\nLars Thygesen.\r\n\r\n   Nothing else\r\nis known.\r\n\u{3}141533 GMT May 24\r\n\u{4}";
    let (stories, told) = articles(&file("traps/two.wire", format!("{wire}{second}").as_bytes()));
    assert_eq!((stories.len(), &*told), (2, ""));
    assert_eq!(stories[1]["text"], "Oslo (en) - Kari Holm will meet Lars Thygesen.\n\nNothing else is known.");
    assert_eq!((&stories[1]["published"], &stories[1]["id"]), (&"2024-05-14".into(), &"two:2".into()));
    let cut = wire.split('\u{3}').next().unwrap();
    let (stories, told) = articles(&file("traps/cut.wire", cut.as_bytes()));
    assert!(stories.is_empty() && told.contains("breaks off before its end (no ETX)"), "{told}");
}

#[test]
fn spellings_of_ninjs() {
    let wrapped = source("ninjs-superdesk.json");
    assert!(wrapped.starts_with("{\"item\": [") && wrapped.contains("\"guid\"") && wrapped.contains("\"authors\""));
    for name in ["ninjs-superdesk.json", "ninjs1.json", "ninjs2.json", "ninjs3.json"] {
        let (stories, told, _) = read(name);
        assert_eq!((stories.len(), &*told), (1, ""), "{name}");
        let story = &stories[0];
        assert_eq!((&story["id"], &story["version"]), (&"urn:example:1".into(), &2.into()), "{name}");
        assert_eq!(
            (&story["published"], &story["headline"]),
            (&"2024-05-14".into(), &"Holm meets Thygesen".into()),
            "{name}"
        );
        assert_eq!(story["source"], "Example News", "{name}");
    }
}

#[test]
fn furniture_and_no_year() {
    let path = fixture("stories/newsletter.txt");
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("20") && text.contains("Sign up now") && text.contains("PHOTO: REUTERS"));
    let record = |arguments: &[&str]| values(&whomet(&[arguments, &[&path]].concat(), b"").stdout).swap_remove(0);
    // Nothing says of which year it is, so nothing is said of the year.
    let unknown = record(&[]);
    assert!(unknown["article"]["published"].is_null() && unknown["article"]["published_from"].is_null());
    let days: Vec<&Value> = unknown["encounters"].as_array().unwrap().iter().map(|e| &e["when"]["value"]).collect();
    assert!(!days.is_empty() && !days.iter().any(|d| d.to_string().contains("20")), "{days:?}");
    let known = record(&["--published", "2024-05-15"]);
    assert_eq!(known["article"]["published_from"], "flag");
    assert_eq!(known["encounters"][0]["when"]["value"], "2024-05-17");
    // What the site put around it is no story.
    let zones = values(&whomet(&["--stop-after", "zone", &path], b"").stdout);
    for line in ["Sign up now", "PHOTO: REUTERS", "Follow topic:", "Also read:", "Join our WhatsApp"] {
        let zone =
            zones.iter().find(|z| z["text"].as_str().unwrap().contains(line)).unwrap_or_else(|| panic!("no {line}"));
        assert!(!matches!(zone["kind"].as_str().unwrap(), "body" | "dateline"), "{zone}");
    }
    let met = known["encounters"].to_string();
    assert!(!met.contains("WhatsApp") && !met.contains("Sign up"), "{met}");
}

#[test]
fn what_must_not_be_used() {
    let path = fixture("formats/held.ndjson");
    let out = whomet(&["--stop-after", "read", &path], b"");
    let ids = |stories: &[Value]| -> Vec<(Value, Value)> {
        stories.iter().map(|a| (a["id"].clone(), a["version"].clone())).collect()
    };
    let c = |version: u64| (Value::from("urn:example:c"), Value::from(version));
    assert_eq!((code(&out), ids(&values(&out.stdout))), (0, vec![c(3), c(2)]), "{}", errors(&out));
    assert_eq!(errors(&out).matches("left out, as its source asks").count(), 3, "{}", errors(&out));
    let out = whomet(&["--latest", "--stop-after", "read", &path], b"");
    assert_eq!(ids(&values(&out.stdout)), [c(3)], "{}", errors(&out));
    // What editors tell each other is no part of the story.
    assert!(!String::from_utf8_lossy(&out.stdout).contains("CORRECTS"));
    let newsml = source("newsml1.xml").replace("FormalName=\"Usable\"", "FormalName=\"Embargoed\"");
    let nitf = source("nitf.xml").replace("<docdata>", "<docdata management-status=\"embargoed\">");
    let g2 = source("newsml-g2.xml").replace("stat:usable", "stat:withheld");
    for (name, text) in [("newsml1.xml", newsml), ("nitf.xml", nitf), ("g2.xml", g2)] {
        let out = whomet(&[&file(&format!("traps/held-{name}"), text.as_bytes())], b"");
        assert_eq!((code(&out), out.stdout.len()), (0, 0), "{name}");
        assert!(errors(&out).contains("left out, as its source asks"), "{name}: {}", errors(&out));
    }
}

#[test]
fn gzip_of_several_members() {
    let archive = fs::read(fixture("formats/archive.warc")).unwrap();
    let member = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    // As crawlers write it: each record a member of its own.
    let text = String::from_utf8_lossy(&archive).into_owned();
    let starts: Vec<usize> = text.match_indices("WARC/1.").map(|(at, _)| at).chain([archive.len()]).collect();
    assert!(starts.len() > 2);
    let packed: Vec<u8> = starts.windows(2).flat_map(|w| member(&archive[w[0]..w[1]])).collect();
    let (wanted, _) = articles(&fixture("formats/archive.warc"));
    let (stories, told) = articles(&file("traps/archive.warc.gz", &packed));
    assert_eq!(stories[0]["text"], wanted[0]["text"], "{told}");
    assert_eq!(stories.len(), wanted.len());
}
