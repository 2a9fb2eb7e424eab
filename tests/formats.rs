//! Every format gives the same story, and the traps of real files are none.

mod program;

use std::io::Write as _;

use program::{articles, code, errors, file, fixture, values, whomet};
use serde_json::Value;

const FIRST: &str = "OSLO, May 14 (Example News) - Norwegian Prime Minister Kari Holm met Danish Prime Minister Lars \
                     Thygesen in Oslo on Tuesday.";
const SECOND: &str = "They discussed fish quotas, her office said.";

fn text(article: &Value) -> &str {
    article["text"].as_str().unwrap()
}

#[test]
fn one_story_in_every_format() {
    for name in [
        "ninjs1.json",
        "ninjs2.json",
        "ninjs3.json",
        "ninjs-superdesk.json",
        "mrn.jsonl",
        "feed.json",
        "nitf.xml",
        "newsml-g2.xml",
        "newsml1.xml",
        "rcv1.xml",
        "rss.xml",
        "atom.xml",
        "page.html",
        "page-jsonld.html",
        "table.csv",
        "table.tsv",
        "archive.warc",
    ] {
        let (read, told) = articles(&fixture(&format!("formats/{name}")));
        assert_eq!(read.len(), 1, "{name}: {told}");
        let article = &read[0];
        assert!(text(article).starts_with(FIRST), "{name}: {}", text(article));
        let rest = text(article)[FIRST.len()..].trim_start().replace('"', "");
        let whole = if name == "page-jsonld.html" { rest.starts_with(SECOND) } else { rest == SECOND };
        assert!(whole, "{name}: {rest}");
        assert_eq!(article["headline"], "Holm meets Thygesen", "{name}");
        assert_eq!(
            (&article["published"], &article["published_from"]),
            (&"2024-05-14".into(), &"input".into()),
            "{name}"
        );
        if name != "mrn.jsonl" {
            assert_eq!(article["byline"], "Ana Rojas", "{name}");
        }
        if name != "rcv1.xml" {
            assert_eq!(article["source"], "Example News", "{name}");
        }
        // The desk is not the place, nor is a time.
        assert!(article["dateline"].is_null() || article["dateline"] == "Oslo", "{name}: {}", article["dateline"]);
        let record = values(&whomet(&[&fixture(&format!("formats/{name}"))], b"").stdout).remove(0);
        assert_eq!(record["encounters"][0]["when"]["value"], "2024-05-14", "{name}");
        assert_eq!(record["article"]["dateline"]["place"], "OSLO", "{name}");
    }
}

#[test]
fn items_without_a_story_and_items_held_back_are_told() {
    let out = whomet(&[&fixture("formats/newsml-g2.xml")], b"");
    assert!(errors(&out).contains("record 2: story \"urn:example:2\": left out, as its source asks"));
    assert!(errors(&out).contains("record 3: story \"urn:example:3\": a NewsML-G2 item whose content is no text"));
    // What is withheld is no failure.
    let held = r#"{"uri": "u", "pubstatus": "withheld", "headline": "h", "body_text": "Ms Lind met Mr Orr."}"#;
    let out = whomet(&[], held.as_bytes());
    assert_eq!((code(&out), out.stdout.len()), (0, 0));
    assert!(errors(&out).contains("its status is \"withheld\""), "{}", errors(&out));
    let picture = r#"{"uri": "u", "type": "picture", "headline": "h", "renditions": []}"#;
    let out = whomet(&[], picture.as_bytes());
    assert_eq!(code(&out), 1);
    assert!(errors(&out).contains("a ninjs item without a body (picture)"), "{}", errors(&out));
    let out = whomet(&["--input-format", "xml"], b"<catalog><a/></catalog>");
    assert!(errors(&out).contains("root <catalog>, which is no news format"), "{}", errors(&out));
    let out = whomet(&["--input-format", "nitf"], b"<nitf>\n<body></nitf>");
    assert!(errors(&out).contains("<stdin>:2:7: not well-formed XML"), "{}", errors(&out));
}

#[test]
fn the_reuters_collection() {
    let (read, told) = articles(&fixture("formats/reuters.sgm"));
    assert_eq!((read.len(), &*told), (3, ""));
    assert_eq!(read[0]["id"], "11");
    assert_eq!(read[0]["published"], "2024-05-14");
    assert_eq!(
        text(&read[0]),
        "OSLO, May 14 - Norwegian Prime Minister Kari Holm met Danish Prime Minister Lars Thygesen in Oslo on Tuesday.\n\n\
         They discussed Lind <LND> quotas & prices, her office said."
    );
    assert_eq!(text(&read[1]), "HOLM SAYS TO MEET THYGESEN AGAIN IN JUNE");
    assert_eq!(text(&read[2]), "Kari Holm will meet Lars Thygesen again in June, her office said.");
    let broken = b"<REUTERS NEWID=\"1\">\n<TEXT>Ms Lind met Mr Orr.</TEXT>\n";
    let (read, told) = articles(&file("broken.sgm", broken));
    assert!(read.is_empty() && told.contains("breaks off before </REUTERS>"), "{told}");
}

#[test]
fn declared_encodings_are_believed_where_the_bytes_allow() {
    let nitf = |body: &[u8]| {
        let head = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><nitf><body><body.content><p>";
        [&head[..], body, b"</p></body.content></body></nitf>"].concat()
    };
    for (name, bytes) in [("latin.xml", &b"Ren\xe9 met Ms Lind."[..]), ("utf8.xml", "René met Ms Lind.".as_bytes())] {
        let (read, told) = articles(&file(name, &nitf(bytes)));
        assert_eq!(read.len(), 1, "{name}: {told}");
        assert_eq!(text(&read[0]), "René met Ms Lind.", "{name}");
    }
    let page = b"<html><head><meta charset=windows-1252></head><body><p>Ren\xe9 said: \x93Ms Lind met us in the town hall\x94.</p></body></html>";
    let (read, _) = articles(&file("latin.html", page));
    assert_eq!(text(&read[0]), "René said: “Ms Lind met us in the town hall”.");
    let wide: Vec<u8> = "\u{feff}<nitf><body><body.content><p>Ms Lind met Mr Orr.</p></body.content></body></nitf>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(text(&articles(&file("wide.xml", &wide)).0[0]), "Ms Lind met Mr Orr.");
}

#[test]
fn namespaces_bylines_and_datelines_as_agencies_write_them() {
    let g2 = r#"<n:newsItem xmlns:n="urn:any" guid="g"><n:contentSet><n:inlineXML contenttype="application/nitf+xml">
        <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><dateline><story.date>Jan 2</story.date></dateline></body.head>
        <body.content><p>By Marwan Orr</p><p>Tegucigalpa, Jan 2 (EFE).- Ms Lind met Mr Orr.</p></body.content></body></nitf>
        </n:inlineXML></n:contentSet></n:newsItem>"#;
    let path = file("prefixed.xml", g2.as_bytes());
    let (read, told) = articles(&path);
    assert_eq!(read.len(), 1, "{told}");
    assert!(read[0]["dateline"].is_null());
    let record = values(&whomet(&[&path], b"").stdout).remove(0);
    assert_eq!(record["article"]["byline"], "Marwan Orr");
    assert_eq!(record["article"]["dateline"]["place"], "Tegucigalpa");
}

#[test]
fn compressed_input_of_several_members() {
    let story = b"{\"id\": \"a\", \"text\": \"Ms Lind met Mr Orr.\"}\n";
    let gz = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let zst = |bytes: &[u8]| ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest);
    let skippable = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc".to_vec();
    for (name, bytes) in [
        ("two.ndjson.gz", [gz(story), gz(story)].concat()),
        ("two.ndjson.zst", [zst(story), skippable, zst(story)].concat()),
        ("two.ndjson", [&story[..], story].concat()),
    ] {
        let (read, told) = articles(&file(name, &bytes));
        assert_eq!((read.len(), &*told), (2, ""), "{name}");
        // The first bytes tell, whatever the name.
        let out = whomet(&["--stop-after", "read"], &bytes);
        assert_eq!(values(&out.stdout).len(), 2, "{name} from standard input: {}", errors(&out));
    }
    let mut cut = gz(&story.repeat(50));
    cut.truncate(cut.len() - 10);
    let out = whomet(&["--stop-after", "read", &file("cut.ndjson.gz", &cut)], b"");
    assert_eq!(code(&out), 1);
    assert!(errors(&out).contains("cut.ndjson.gz: cannot read"), "{}", errors(&out));
}

#[test]
fn archives_that_break_off_are_told() {
    let whole = std::fs::read(fixture("formats/archive.warc")).unwrap();
    let (read, told) = articles(&file("cut.warc", &whole[..whole.len() - 20]));
    assert_eq!(read.len(), 1);
    assert!(told.contains("record 4: the archive breaks off inside a record"), "{told}");
    let (_, told) = articles(&file("no.warc", b"hello\n"));
    assert!(told.contains("not a WARC record"), "{told}");
}

#[test]
fn tables_name_their_columns() {
    let (_, told) = articles(&file("columns.csv", b"a,b\n1,2\n"));
    assert!(told.contains("no column holds the story; the columns are a, b; name it: --field text=COLUMN"), "{told}");
    let rows = "id,Body,when\n1,Ms Lind met Mr Orr.,2024-05-14\n2,\"Ms Lind, of Oslo, met Mr Orr.\",soon\n";
    let path = file("rows.csv", rows.as_bytes());
    let out = whomet(&["--stop-after", "read", "--field", "published=when", &path], b"");
    let read = values(&out.stdout);
    assert_eq!((read.len(), &read[0]["published"]), (1, &Value::from("2024-05-14")));
    assert!(errors(&out).contains("rows.csv:3: \"soon\" is no date"), "{}", errors(&out));
}

#[test]
fn folders_patterns_and_lists() {
    for name in ["b.txt", "a.txt", "deep/c.txt", ".hidden.txt"] {
        file(&format!("tree/{name}"), b"Ms Lind met Mr Orr.");
    }
    let tree = file("tree/b.txt", b"Ms Lind met Mr Orr.");
    let tree = tree.trim_end_matches("/b.txt");
    let ids = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["--stop-after", "read"];
        all.extend(arguments);
        values(&whomet(&all, b"").stdout).iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&[tree]), ["a", "b", "c"]);
    assert_eq!(ids(&[&format!("{tree}/*.txt")]), ["a", "b"]);
    let list = file("list", format!("{tree}/b.txt\n\n{tree}/deep\n").as_bytes());
    assert_eq!(ids(&["--files-from", &list]), ["b", "c"]);
    let out = whomet(&["--files-from", "/no/such/list"], b"");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("cannot read the list of files"));
}

#[test]
fn of_each_item_the_last_version() {
    let item = |id: &str, version: u32, status: &str| {
        serde_json::json!({"uri": id, "version": version.to_string(), "pubstatus": status, "headline": "h",
                           "body_text": format!("Ms Lind met Mr Orr. Version {version}.")})
    };
    let lines: Vec<String> = [
        item("a", 2, "usable"),
        item("b", 1, "usable"),
        item("a", 3, "usable"),
        item("a", 1, "usable"),
        item("b", 2, "canceled"),
        item("c", 1, "usable"),
    ]
    .iter()
    .map(ToString::to_string)
    .collect();
    let out = whomet(&["--latest", "--stop-after", "read"], lines.join("\n").as_bytes());
    let read: Vec<_> = values(&out.stdout).iter().map(|a| (a["id"].clone(), a["version"].clone())).collect();
    assert_eq!(read, [("a".into(), 3.into()), ("c".into(), 1.into())]);
    assert_eq!(code(&out), 0, "{}", errors(&out));
    assert_eq!(errors(&out).lines().count(), 4, "{}", errors(&out));
}

#[test]
fn hostile_files_end_soon() {
    let deep = format!("<nitf><body><body.content>{}x</body.content></body></nitf>", "<p>".repeat(50_000));
    let (_, told) = articles(&file("deep.xml", deep.as_bytes()));
    assert!(told.contains("not well-formed XML"), "{told}");
    let deep = format!("<html><body>{}Ms Lind met Mr Orr in the town hall.", "<div>".repeat(20_000));
    articles(&file("deep.html", deep.as_bytes()));
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">\
                <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\">]>\
                <nitf><body><body.content><p>&f;&f;&f;&f;&f;&f;&f;&f;</p></body.content></body></nitf>";
    let (read, told) = articles(&file("bomb.xml", bomb.as_bytes()));
    assert!(read.is_empty() && told.contains("not well-formed XML"), "{told}");
}
