//! Titles, affiliations, offices and groups, on sentences whose names are marked.

use whomet::{
    country::Country,
    mention::{EntityType, Form, Mention},
    role::{self, RoleState},
    span::TokenRange,
    token::{self, Tokens},
    zone,
};

/// Takes the marks out of a sentence and returns it with its mentions.
fn unmark(marked: &str) -> (String, Tokens, Vec<Mention>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|c| c + open).expect("a mark that closes");
        text.push_str(&rest[..open]);
        let inner = &rest[open + 1..close];
        let (kind, name) = inner.split_once(':').expect("a mark with its kind");
        let (name, country) = name.split_once('=').map_or((name, None), |(n, c)| (n, Country::new(c)));
        spans.push((kind.to_owned(), text.len(), text.len() + name.len(), country));
        text.push_str(name);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let mut tokens = Tokens::default();
    token::split(&text, &zone::divide(&text), &mut tokens);
    let mentions = spans
        .into_iter()
        .map(|(kind, start, end, country)| {
            let range = TokenRange::new(tokens.at(start), tokens.at(end));
            Mention {
                span: tokens.span(range),
                tokens: range,
                kind: match &*kind {
                    "P" => EntityType::Person,
                    "O" => EntityType::Organisation,
                    "F" => EntityType::Company,
                    "N" | "D" => EntityType::Country,
                    "L" => EntityType::Place,
                    other => panic!("no such mark: {other}"),
                },
                form: if kind == "D" { Form::Demonym } else { Form::Name },
                entry: None,
                country,
                rule: "test",
            }
        })
        .collect();
    (text, tokens, mentions)
}

fn state(state: RoleState) -> &'static str {
    match state {
        RoleState::Current => "current",
        RoleState::Former => "former",
        RoleState::Acting => "acting",
        RoleState::Elect => "elect",
    }
}

/// The roles of a marked sentence, as the fixture writes them.
fn roles(marked: &str) -> String {
    let (text, tokens, mentions) = unmark(marked);
    let roles = role::assign(&text, &tokens, mentions);
    let code = |c: Option<Country>| c.map_or(String::new(), |c| c.to_string());
    let mut out: Vec<(u32, String)> = Vec::new();
    for c in &roles.claims {
        let m = &roles.mentions[c.mention];
        let organisation = c.organisation.map_or("", |o| roles.mentions[o].span.of(&text));
        let title = c.title.map_or("", |t| t.of(&text));
        let line = format!("{}|{title}|{organisation}|{}|{}", m.span.of(&text), code(c.country), state(c.state));
        out.push((m.span.start, line));
    }
    for d in &roles.descriptions {
        let m = &roles.mentions[d.mention];
        let name = m.span.of(&text);
        let line = if d.plural {
            format!("group:{name}|{}", code(d.country))
        } else {
            format!("office:{name}|{}|{}", d.title.of(&text), code(d.country))
        };
        out.push((m.span.start, line));
    }
    out.sort_by_key(|(start, _)| *start);
    if out.is_empty() { "-".to_owned() } else { out.into_iter().map(|(_, l)| l).collect::<Vec<_>>().join("; ") }
}

#[test]
fn every_row_of_the_corpus() {
    let corpus = include_str!("../fixtures/corpus/roles.tsv");
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in corpus.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let (text, want) = line.split_once('\t').expect("two columns");
        let got = roles(text);
        rows += 1;
        if got != want {
            wrong.push(format!("{text}\n  want {want}\n  got  {got}"));
        }
    }
    assert!(rows > 25, "the corpus was not read");
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
