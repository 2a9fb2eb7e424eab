//! The words that encounters are told with: verbs with their inflections, nouns, closed classes, and the rules' names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use serde::Deserialize;

use crate::{tsv, words};

const BASE: u8 = 1;
const THIRD: u8 = 2;
const PAST: u8 = 4;
const PARTICIPLE: u8 = 8;
const ING: u8 = 16;
const SPORT: u8 = 64;
const MATTER: u8 = 128;

#[derive(Default)]
struct Word {
    classes: Vec<String>,
    verb: usize,
    forms: u8,
    noun: usize,
}

/// Compiles `data/encounters` into `encounter_words.rs` and `encounter_rules.rs`.
pub fn compile(data: &Path, folder: &Path) {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let mut out = String::new();
    let telling = verbs(&data.join("verbs.tsv"), &data.join("topics.tsv"), &mut words, &mut out);
    nouns(&data.join("nouns.tsv"), &mut words, &mut out);
    for row in tsv::read(&data.join("words.tsv"), &["word", "classes"]) {
        words.entry(row.get(0).to_owned()).or_default().classes = row.get(1).split(' ').map(str::to_owned).collect();
    }
    for row in tsv::read(&data.join("sport.tsv"), &["word"]) {
        words.entry(row.get(0).to_owned()).or_default().forms |= SPORT;
    }
    for row in tsv::read(&data.join("matters.tsv"), &["word"]) {
        words.entry(row.get(0).to_owned()).or_default().forms |= MATTER;
    }
    let cues = turns(&data.join("turns.tsv"), &mut words, &mut out);
    let mut list = Vec::new();
    for (word, w) in &words {
        let classes = if w.classes.is_empty() {
            "Class::EMPTY".to_owned()
        } else {
            let names: Vec<String> =
                w.classes.iter().flat_map(|c| c.split('.')).map(|c| format!("Class::{}.0", c.to_uppercase())).collect();
            format!("Class({})", names.join(" | "))
        };
        let value = format!("Word {{ class: {classes}, verb: {}, forms: {}, noun: {} }}", w.verb, w.forms, w.noun);
        list.push((word.as_str(), value));
    }
    let mut phrasal = Vec::new();
    writeln!(out, "static PHRASAL: &[(u16, &str, u16)] = &[").unwrap();
    for row in tsv::read(&data.join("phrasal.tsv"), &["verb", "particle", "as"]) {
        let number = |c: usize| match words.get(row.get(c)) {
            Some(w) if w.verb != 0 => w.verb,
            _ => row.fail(&format!("{:?} is no verb of verbs.tsv", row.get(c))),
        };
        let (verb, other) = (number(0), number(2));
        writeln!(out, "({verb}, {:?}, {other}),", row.get(1)).unwrap();
        phrasal.push((verb, row.get(1).to_owned(), other));
    }
    writeln!(out, "];").unwrap();
    triggers(&words, &telling, &phrasal, &cues, &mut out);
    writeln!(out, "static WORDS: crate::words::Words<Word> = {};", words::table(list)).unwrap();
    places(&data.join("places.tsv"), &mut out);
    tsv::write(&folder.join("encounter_words.rs"), &out);
    rules(&data.join("rules.toml"), &folder.join("encounter_rules.rs"));
    confidence(&data.join("confidence.toml"), &folder.join("encounter_confidence.rs"));
}

/// Writes down which words a sentence is found by. Some are found everywhere and tell of an encounter with another word
/// alone: a verb with its particle ("work out"), the noun of a turn of phrase with its verb ("break the ice"). Those stand
/// with the number of a set of words, one of which must be in the sentence.
fn triggers(
    words: &BTreeMap<String, Word>,
    telling: &BTreeSet<usize>,
    phrasal: &[(usize, String, usize)],
    cues: &BTreeMap<String, BTreeSet<usize>>,
    out: &mut String,
) {
    let forms = |verb: usize| words.iter().filter(move |(_, w)| w.verb == verb).map(|(word, _)| word.as_str());
    let mut sets: Vec<BTreeSet<&str>> = Vec::new();
    let mut triggers = Vec::new();
    for (word, w) in words.iter().filter(|(word, _)| word.len() > 2 || *word == "go") {
        let of_be = cues.get(word).is_some_and(|verbs| verbs.contains(&0));
        if w.noun != 0 || telling.contains(&w.verb) || of_be {
            triggers.push((word.as_str(), 0));
            continue;
        }
        let mut partners: BTreeSet<&str> = cues.get(word).into_iter().flatten().flat_map(|&v| forms(v)).collect();
        // "dropped in on": with its particle it is the verb of a turn of phrase.
        let tells = |verb: &usize| telling.contains(verb) || cues.values().any(|verbs| verbs.contains(verb));
        let particles = phrasal.iter().filter(|(verb, _, other)| w.verb != 0 && *verb == w.verb && tells(other));
        partners.extend(particles.map(|(_, particle, _)| particle.as_str()));
        if !partners.is_empty() {
            let number = sets.iter().position(|set| *set == partners).unwrap_or_else(|| {
                sets.push(partners);
                sets.len() - 1
            });
            triggers.push((word.as_str(), number + 1));
        }
    }
    assert!(sets.len() < 64, "{} sets of partners are more than a word has bits", sets.len());
    let mut partners: BTreeMap<&str, u64> = BTreeMap::new();
    for (number, word) in sets.iter().enumerate().flat_map(|(n, set)| set.iter().map(move |word| (n + 1, word))) {
        *partners.entry(word).or_default() |= 1 << number;
    }
    writeln!(out, "/// Every word that can tell of an encounter, with the set of words that it needs; 0 for none.")
        .unwrap();
    let list = triggers.into_iter().map(|(word, set)| (word, set.to_string()));
    writeln!(out, "static TRIGGERS: crate::words::Words<u8> = {};", words::table(list)).unwrap();
    writeln!(out, "/// What triggers need, with the sets that a word is in, a bit each.").unwrap();
    let list = partners.into_iter().map(|(word, sets)| (word, sets.to_string()));
    writeln!(out, "static PARTNERS: crate::words::Words<u64> = {};", words::table(list)).unwrap();
}

/// Writes the verbs down; returns the numbers of those that tell of encounters by themselves. A tour is told by its noun,
/// where the verb says only what it includes or whom it takes where.
fn verbs(file: &Path, topics: &Path, words: &mut BTreeMap<String, Word>, out: &mut String) -> BTreeSet<usize> {
    const COLUMNS: [&str; 9] =
        ["lemma", "past", "participle", "frame", "light", "status", "control", "speech", "nominal"];
    let rows = tsv::read(file, &COLUMNS);
    let (mut roles, mut telling) = (BTreeMap::new(), BTreeSet::new());
    for row in tsv::read(topics, &["verb", "role"]) {
        if !rows.iter().any(|r| r.get(0) == row.get(0)) {
            row.fail(&format!("{:?} is no verb of verbs.tsv", row.get(0)));
        }
        if roles.insert(row.get(0).to_owned(), capital(row.get(1))).is_some() {
            row.fail(&format!("{:?} stands twice", row.get(0)));
        }
    }
    writeln!(out, "static VERBS: &[Verb] = &[").unwrap();
    writeln!(
        out,
        "Verb {{ lemma: \"\", frame: Frame::None, light: false, status: None, object_control: false, speech: false, nominal: false, topic: Topic::None }},"
    )
    .unwrap();
    for (at, row) in rows.iter().enumerate() {
        let number = at + 1;
        let [lemma, past, participle, frame, light, status, control, speech, nominal] =
            std::array::from_fn(|c| row.get(c));
        let status = if status.is_empty() { "None".to_owned() } else { format!("Some(Status::{})", capital(status)) };
        if !matches!(frame, "" | "itinerary" | "take") {
            telling.insert(number);
        }
        let frame = if frame.is_empty() { "None".to_owned() } else { capital(frame) };
        if !control.is_empty() && control != "object" {
            row.fail("control must be empty or \"object\"");
        }
        writeln!(
            out,
            "Verb {{ lemma: {lemma:?}, frame: Frame::{frame}, light: {}, status: {status}, object_control: {}, speech: {}, nominal: {}, topic: Topic::{} }},",
            !light.is_empty(),
            !control.is_empty(),
            !speech.is_empty(),
            !nominal.is_empty(),
            roles.get(lemma).map_or("None", String::as_str)
        )
        .unwrap();
        let mut add = |form: String, bit: u8| {
            let w = words.entry(form).or_default();
            // Of two verbs that share a form ("found"), the one that has it as its base wins.
            if w.verb == 0 || w.verb == number || bit == BASE {
                if w.verb != number {
                    w.forms = 0;
                }
                w.verb = number;
                w.forms |= bit;
            }
        };
        add(lemma.to_owned(), BASE);
        add(third(lemma), THIRD);
        add(ing(lemma), ING);
        let regular = regular_past(lemma);
        add(if past.is_empty() { regular.clone() } else { past.to_owned() }, PAST);
        if past.is_empty() && british(lemma) {
            add(format!("{lemma}led"), PAST | PARTICIPLE);
            add(format!("{lemma}ling"), ING);
        }
        add(if participle.is_empty() { regular } else { participle.to_owned() }, PARTICIPLE);
    }
    writeln!(out, "];").unwrap();
    telling
}

fn nouns(file: &Path, words: &mut BTreeMap<String, Word>, out: &mut String) {
    const COLUMNS: [&str; 5] = ["noun", "plural", "kind", "frame", "note"];
    writeln!(out, "static NOUNS: &[Noun] = &[").unwrap();
    writeln!(out, "Noun {{ lemma: \"\", kind: None, frame: NounFrame::With }},").unwrap();
    for (at, row) in tsv::read(file, &COLUMNS).iter().enumerate() {
        let [noun, plural, kind, frame, _] = std::array::from_fn(|c| row.get(c));
        let kind = if kind == "none" { "None".to_owned() } else { format!("Some(Kind::{})", capital(kind)) };
        writeln!(out, "Noun {{ lemma: {noun:?}, kind: {kind}, frame: NounFrame::{} }},", capital(frame)).unwrap();
        words.entry(noun.to_owned()).or_default().noun = at + 1;
        if !plural.is_empty() {
            words.entry(plural.to_owned()).or_default().noun = at + 1;
        }
    }
    writeln!(out, "];").unwrap();
}

/// Turns of phrase, by the number of their verb: 0 for "be". Returns the words by which they are found, with the verbs.
fn turns(file: &Path, words: &mut BTreeMap<String, Word>, out: &mut String) -> BTreeMap<String, BTreeSet<usize>> {
    const COLUMNS: [&str; 7] = ["verb", "phrase", "other", "both", "kind", "part", "cue"];
    let mut rows = Vec::new();
    let mut cues: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for row in tsv::read(file, &COLUMNS) {
        let [verb, phrase, other, both, kind, part, cue] = std::array::from_fn(|c| row.get(c));
        let number = match words.get(verb) {
            _ if verb == "be" => 0,
            Some(w) if w.verb != 0 => w.verb,
            _ => row.fail(&format!("{verb:?} is no verb of verbs.tsv")),
        };
        let mut items = String::new();
        let mut noun = false;
        for word in phrase.split(' ').filter(|w| !w.is_empty()) {
            match word {
                "N" => noun = true,
                "TIME" => items.push_str("Item::Time, "),
                _ => {
                    write!(items, "Item::{}({word:?}), ", if noun { "Noun" } else { "Word" }).unwrap();
                    noun = false;
                }
            }
        }
        if noun {
            row.fail("a word must follow \"N\"");
        }
        let other = if other == "object" { "None".to_owned() } else { format!("Some(Prep::{})", capital(other)) };
        let part = if part.is_empty() { "None".to_owned() } else { format!("Some(Part::{})", capital(part)) };
        if cue.is_empty() {
            row.fail("a turn of phrase needs a cue");
        }
        for word in cue.split(' ') {
            words.entry(word.to_owned()).or_default();
            cues.entry(word.to_owned()).or_default().insert(number);
        }
        rows.push((
            number,
            format!(
                "Turn {{ verb: {number}, phrase: &[{items}], other: {other}, both: {}, kind: Kind::{}, part: {part} }},",
                !both.is_empty(),
                capital(kind)
            ),
        ));
    }
    rows.sort_by_key(|(number, _)| *number);
    writeln!(out, "static TURNS: &[Turn] = &[").unwrap();
    for (_, row) in rows {
        writeln!(out, "{row}").unwrap();
    }
    writeln!(out, "];").unwrap();
    cues
}

fn places(file: &Path, out: &mut String) {
    let mut seen = BTreeMap::new();
    for row in tsv::read(file, &["noun", "class"]) {
        let mut bits = 0u8;
        for class in row.get(1).split(' ') {
            bits |= match class {
                "venue" => 1,
                "region" => 2,
                "landmark" => 4,
                other => row.fail(&format!("{other:?} is none of venue, region, landmark")),
            };
        }
        if seen.insert(row.get(0).to_owned(), bits).is_some() {
            row.fail(&format!("{:?} stands twice", row.get(0)));
        }
    }
    let sorted: Vec<_> = seen.iter().collect();
    writeln!(out, "static PLACES: &[(&str, u8)] = &{sorted:?};").unwrap();
}

fn capital(s: &str) -> String {
    let mut c = s.chars();
    c.next().map(|f| f.to_uppercase().chain(c).collect()).unwrap_or_default()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last consonant doubles: one vowel before it and the stress on it (one syllable, or listed).
fn doubles(lemma: &str) -> bool {
    const STRESSED: &[&str] = &[
        "admit", "commit", "control", "defer", "expel", "occur", "permit", "prefer", "refer", "regret", "submit",
        "transfer", "rebut", "confer", "cancel", "travel", "rebid",
    ];
    const NOT: &[&str] = &["cancel", "travel"];
    let c: Vec<char> = lemma.chars().collect();
    let [.., a, b, d] = c[..] else { return false };
    let closed = !is_vowel(a) && is_vowel(b) && !is_vowel(d) && !matches!(d, 'w' | 'x' | 'y');
    let syllables = c.windows(2).filter(|w| is_vowel(w[0]) && !is_vowel(w[1])).count();
    closed && (syllables == 1 || STRESSED.contains(&lemma)) && !NOT.contains(&lemma)
}

fn third(lemma: &str) -> String {
    match lemma {
        "have" => return "has".into(),
        "do" => return "does".into(),
        "go" => return "goes".into(),
        _ => {}
    }
    let b: Vec<char> = lemma.chars().collect();
    if lemma.ends_with('y') && b.len() > 1 && !is_vowel(b[b.len() - 2]) {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|e| lemma.ends_with(e)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

fn ing(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        format!("{stem}ying")
    } else if lemma.ends_with('e') && !lemma.ends_with("ee") && lemma.len() > 2 {
        format!("{}ing", &lemma[..lemma.len() - 1])
    } else if doubles(lemma) {
        format!("{lemma}{}ing", lemma.chars().last().unwrap_or_default())
    } else {
        format!("{lemma}ing")
    }
}

/// Verbs in -l that British spelling doubles and American does not: "cancelled", "travelling".
fn british(lemma: &str) -> bool {
    let b: Vec<char> = lemma.chars().collect();
    matches!(b[..], [.., a, v, 'l'] if !is_vowel(a) && is_vowel(v) && v != 'i') && !doubles(lemma) && b.len() > 4
}

fn regular_past(lemma: &str) -> String {
    let b: Vec<char> = lemma.chars().collect();
    if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if lemma.ends_with('y') && b.len() > 1 && !is_vowel(b[b.len() - 2]) {
        format!("{}ied", &lemma[..lemma.len() - 1])
    } else if doubles(lemma) {
        format!("{lemma}{}ed", lemma.chars().last().unwrap_or_default())
    } else {
        format!("{lemma}ed")
    }
}

#[derive(Deserialize)]
struct Rules {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    what: String,
    /// How often, of a hundred records of this rule alone, the record is right (measured on development gold).
    precision: u8,
    yes: Vec<String>,
    no: Vec<String>,
}

/// The weights of the confidence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    base: f32,
    rule: f32,
    persons: f32,
    group: f32,
    office: f32,
    dated: f32,
    several: f32,
}

fn confidence(file: &Path, into: &Path) {
    println!("cargo::rerun-if-changed={}", file.display());
    let name = file.display().to_string();
    let text = fs::read_to_string(file).unwrap_or_else(|e| tsv::fail(&name, &e.to_string()));
    let Weights { base, rule, persons, group, office, dated, several } =
        toml::from_str(&text).unwrap_or_else(|e| tsv::fail(&name, &e.to_string()));
    tsv::write(
        into,
        &format!(
            "const WEIGHTS: Weights = Weights {{ base: {base:?}, rule: {rule:?}, persons: {persons:?}, \
             group: {group:?}, office: {office:?}, dated: {dated:?}, several: {several:?} }};\n"
        ),
    );
}

fn rules(file: &Path, into: &Path) {
    println!("cargo::rerun-if-changed={}", file.display());
    let name = file.display().to_string();
    let text = fs::read_to_string(file).unwrap_or_else(|e| tsv::fail(&name, &e.to_string()));
    let rules: Rules = toml::from_str(&text).unwrap_or_else(|e| tsv::fail(&name, &e.to_string()));
    let mut out = String::new();
    for rule in &rules.rule {
        let name = rule.id.replace(['.', '-'], "_").to_uppercase();
        if rule.yes.is_empty() || rule.no.is_empty() {
            tsv::fail(&name, &format!("rule {} needs examples that must fire and that must stay silent", rule.id));
        }
        writeln!(out, "/// {}", rule.what).unwrap();
        writeln!(out, "pub(super) const {name}: Rule = Rule {{ id: {:?}, precision: {} }};", rule.id, rule.precision)
            .unwrap();
    }
    writeln!(out, "/// Every rule's examples: its id, those that must fire, those that must stay silent.").unwrap();
    writeln!(out, "pub static EXAMPLES: &[(&str, &[&str], &[&str])] = &[").unwrap();
    for rule in &rules.rule {
        writeln!(out, "({:?}, &{:?}, &{:?}),", rule.id, rule.yes, rule.no).unwrap();
    }
    writeln!(out, "];").unwrap();
    tsv::write(into, &out);
}
