//! Small stories with the entities in them: who is whom, and who must not be taken for whom.

use whomet::{Article, Extractor, record::Record};

/// A stretch of the text with the letters of the entities that it means.
struct Mark {
    start: usize,
    end: usize,
    letters: String,
}

struct Case {
    name: String,
    published: String,
    text: String,
    marks: Vec<Mark>,
}

/// Takes the marks out of a story; offsets count code points.
fn unmark(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), None);
    let mut at = 0;
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' => {
                let mut letters = String::new();
                while let Some(l) = chars.next_if(|l| *l != ' ') {
                    letters.push(l);
                }
                chars.next();
                open = Some((at, letters));
            }
            '}' => {
                let (start, letters) = open.take().expect("a mark that opened");
                marks.push(Mark { start, end: at, letters });
            }
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, marks)
}

fn cases() -> Vec<Case> {
    let corpus = include_str!("../fixtures/corpus/coref.txt");
    corpus
        .split("\n== ")
        .skip(1)
        .map(|story| {
            let (head, body) = story.split_once('\n').expect("a story under its name");
            let (name, published) = head.rsplit_once(' ').expect("a name and a day");
            let (text, marks) = unmark(body.trim());
            Case { name: name.to_owned(), published: published.to_owned(), text, marks }
        })
        .collect()
}

/// The entities that the record finds in a stretch: of the mentions inside it the one that ends last and is longest.
fn found(record: &Record, mark: &Mark) -> Vec<String> {
    let mut best: Option<(usize, usize)> = None;
    let mut ids = Vec::new();
    for entity in &record.entities {
        for m in &entity.mentions {
            let (start, end) = (m.start as usize, m.end as usize);
            if start < mark.start || end > mark.end {
                continue;
            }
            let key = (end, end - start);
            if best.is_none_or(|b| key > b) {
                best = Some(key);
                ids.clear();
            }
            if best == Some(key) {
                ids.push(entity.id.clone());
            }
        }
    }
    ids.sort();
    ids.dedup();
    ids
}

/// What is wrong with one story.
fn judge(extractor: &Extractor, case: &Case) -> Vec<String> {
    let day = case.published.parse().expect("a day");
    let record = extractor.worker().extract(&Article::from_text(&case.text).published_on(day));
    let words = |m: &Mark| case.text.chars().skip(m.start).take(m.end - m.start).collect::<String>();
    let mut of_letter: Vec<(char, String)> = Vec::new();
    let mut wrong = Vec::new();
    for mark in case.marks.iter().filter(|m| m.letters.len() == 1 && m.letters != "-") {
        let letter = mark.letters.chars().next().expect("a letter");
        let ids = found(&record, mark);
        let known = of_letter.iter().find(|(l, _)| *l == letter).map(|(_, id)| id.clone());
        match (&ids[..], known) {
            ([], _) => wrong.push(format!("{:?} is no entity", words(mark))),
            ([id], None) => match of_letter.iter().find(|(_, other)| other == id) {
                Some((other, _)) => wrong.push(format!("{:?} is taken for {other}", words(mark))),
                None => of_letter.push((letter, id.clone())),
            },
            ([id], Some(known)) if *id == known => {}
            (ids, known) => wrong.push(format!("{:?} is {ids:?}, not {known:?}", words(mark))),
        }
    }
    let id_of = |letter: char| of_letter.iter().find(|(l, _)| *l == letter).map(|(_, id)| id.clone());
    for mark in &case.marks {
        let ids = found(&record, mark);
        if mark.letters == "-" {
            let named = of_letter.iter().filter(|(_, id)| ids.contains(id)).map(|(l, _)| *l).collect::<String>();
            if !named.is_empty() {
                wrong.push(format!("{:?} is taken for {named}, of which nobody can be sure", words(mark)));
            }
        } else if mark.letters.len() > 1 {
            let mut want: Vec<String> = mark.letters.chars().filter_map(id_of).collect();
            want.sort();
            if ids != want {
                wrong.push(format!("{:?} is {ids:?}, not {want:?}", words(mark)));
            }
        }
    }
    wrong
}

#[test]
fn every_story_of_the_corpus() {
    let extractor = Extractor::new();
    let cases = cases();
    assert!(cases.len() > 30, "the corpus was not read");
    let mut report = String::new();
    for case in &cases {
        let wrong = judge(&extractor, case);
        if !wrong.is_empty() {
            report += &format!("{}\n  {}\n", case.name, wrong.join("\n  "));
        }
    }
    assert!(report.is_empty(), "{report}");
}
