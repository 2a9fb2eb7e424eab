//! Compiles `data/dates/`: vocabulary (`*.tsv`) and rules (`*.toml`) become the static tables of `src/date`.
//!
//! Every form of the vocabulary and every literal word of a pattern gets a number; patterns become programs of a small
//! matcher (see [`crate::dates_pattern`]); the rules' examples go to a file of their own that a test includes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{
    dates_pattern::{self, First, Next, Op},
    words,
};

/// Classes that the shape of a number gives, before those that the vocabulary gives.
pub(crate) const SHAPES: &[&str] = &[
    "int", "day", "monthnum", "year", "year2", "ord", "decade", "clock", "hhmm", "slash", "num", "numtail", "quarter",
    "half", "century", "era", "same",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    r#macro: Vec<Macro>,
    #[serde(default)]
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Macro {
    name: String,
    pattern: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    pattern: String,
    value: String,
    #[serde(default)]
    set: BTreeMap<String, toml::Value>,
    #[serde(default)]
    guard: Vec<String>,
    #[serde(default)]
    yes: Vec<Vec<String>>,
    #[serde(default)]
    no: Vec<String>,
}

/// One form of the vocabulary: class, words, value.
pub(crate) struct Phrase {
    pub(crate) words: Vec<String>,
    pub(crate) value: i32,
}

/// Everything the patterns refer to.
#[derive(Default)]
pub(crate) struct Lexicon {
    classes: Vec<String>,
    strings: Vec<String>,
    words: BTreeMap<String, u16>,
    entries: Vec<Entry>,
    /// Forms of more than one word, by class.
    pub(crate) phrases: BTreeMap<u8, Vec<Phrase>>,
    pub(crate) macros: BTreeMap<String, String>,
}

#[derive(Default, Clone)]
struct Entry {
    form: String,
    capital: bool,
    values: Vec<(u8, i32)>,
    /// The rules that can start with it.
    starts: BTreeMap<u16, Ahead>,
}

/// The bits of what can go on with a match.
#[derive(Default, Clone, Copy)]
struct Ahead {
    /// After its first token.
    next: u128,
    /// After the quantity that it starts with.
    after: u128,
}

impl Ahead {
    fn add(&mut self, other: Self) {
        self.next |= other.next;
        self.after |= other.after;
    }
}

/// The bit that every token has, also where there is none: a match can be one token.
const ANYTHING: u128 = 1 << 127;

impl Lexicon {
    /// The number of class `name`, if there is one.
    pub(crate) fn class(&self, name: &str) -> Option<u8> {
        self.classes.iter().position(|c| c == name).map(|c| c as u8)
    }

    /// The number of `word`; new words are added.
    pub(crate) fn word(&mut self, word: &str) -> u16 {
        let word = Some(word.trim_end_matches('.')).filter(|w| !w.is_empty()).unwrap_or(word);
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = self.entries.len() as u16;
        self.words.insert(word.to_owned(), id);
        self.entries.push(Entry { form: word.to_owned(), ..Entry::default() });
        id
    }

    /// The bit of a word that a pattern names; words may share it, for it only says what cannot be.
    fn bit(word: u16) -> u128 {
        1 << (64 + word % 63)
    }

    /// What can stand at a step as bits: classes, and the bits of words.
    fn bits(next: &Next) -> u128 {
        let of = |item: &First| match *item {
            First::Word(w) => Self::bit(w),
            First::Class(c) => 1 << c,
        };
        next.items.iter().map(of).fold(if next.nothing { ANYTHING } else { 0 }, |bits, bit| bits | bit)
    }

    /// What can stand after `first`.
    fn ahead(&self, first: First, next: &Next) -> Ahead {
        let bits = Self::bits(next);
        // A quantity may have several tokens.
        if self.class("num").map(First::Class) == Some(first) {
            Ahead { next: 0, after: bits }
        } else {
            Ahead { next: bits, after: 0 }
        }
    }

    fn string(&mut self, value: &str) -> i32 {
        let at = self.strings.iter().position(|s| s == value).unwrap_or_else(|| {
            self.strings.push(value.to_owned());
            self.strings.len() - 1
        });
        at as i32
    }

    /// Numbers stand for themselves, anything else for its place in the table of strings.
    pub(crate) fn value(&mut self, value: &str) -> i32 {
        value.parse().unwrap_or_else(|_| self.string(value))
    }
}

/// Reads the folder `data`, writes `dates.rs` and `dates_examples.rs` to `dir`.
pub(crate) fn compile(data: &Path, dir: &Path) {
    println!("cargo::rerun-if-changed={}", data.display());
    let mut lexicon = Lexicon { classes: SHAPES.iter().map(|s| (*s).to_owned()).collect(), ..Lexicon::default() };
    lexicon.word(""); // number 0: not in the vocabulary
    lexicon.word("0"); // number 1: a number
    let (tables, rules) = files(data);
    for file in &tables {
        vocabulary(file, &mut lexicon);
    }
    assert!(lexicon.classes.len() <= 64, "data/dates has more than 64 classes");
    let mut all = Vec::new();
    for file in &rules {
        let text = read(file);
        let parsed: RuleFile = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for m in parsed.r#macro {
            assert!(
                lexicon.macros.insert(m.name.clone(), m.pattern).is_none(),
                "{}: two macros are called {}",
                file.display(),
                m.name
            );
        }
        all.extend(parsed.rule.into_iter().map(|r| (file.clone(), r)));
    }
    let mut seen = BTreeSet::new();
    let mut out = String::new();
    let mut examples = String::from("&[\n");
    let mut starts_of_class: Vec<BTreeMap<u16, Ahead>> = vec![BTreeMap::new(); 64];
    let mut code: Vec<Op> = Vec::new();
    let mut sets: Vec<u128> = Vec::new();
    out.push_str("pub(crate) static RULES: &[Rule] = &[\n");
    for (number, (file, rule)) in all.iter().enumerate() {
        let place = format!("{}: rule {}", file.display(), rule.id);
        assert!(seen.insert(rule.id.clone()), "{place}: there are two of this name");
        let first_op = code.len();
        let mut program =
            dates_pattern::compile(&rule.pattern, &mut lexicon).unwrap_or_else(|e| panic!("{place}: {e}"));
        for (slot, value) in &rule.set {
            let class = lexicon.class(slot).unwrap_or_else(|| panic!("{place}: no class {slot}"));
            let value = match value {
                toml::Value::Integer(n) => *n as i32,
                toml::Value::String(s) => lexicon.value(s),
                other => panic!("{place}: {slot} must be a number or a string, not {other}"),
            };
            program.insert(program.len() - 1, Op::Default(class, value));
        }
        dates_pattern::look_ahead(&mut program, |next| {
            let bits = Lexicon::bits(next);
            let at = sets.iter().position(|&set| set == bits).unwrap_or_else(|| {
                sets.push(bits);
                sets.len() - 1
            });
            at as u16
        });
        for (first, next) in dates_pattern::firsts(&program) {
            let ahead = lexicon.ahead(first, &next);
            let add = |starts: &mut BTreeMap<u16, Ahead>| starts.entry(number as u16).or_default().add(ahead);
            match first {
                First::Word(w) => add(&mut lexicon.entries[w as usize].starts),
                First::Class(c) => {
                    add(&mut starts_of_class[c as usize]);
                    let words = lexicon.entries.iter_mut().filter(|e| e.values.iter().any(|v| v.0 == c));
                    words.for_each(|e| add(&mut e.starts));
                }
            }
        }
        // Jumps are relative to the rule's own program.
        let end = first_op + program.len();
        code.append(&mut program);
        let (name, argument) = rule.value.split_once(' ').unwrap_or((&rule.value, ""));
        let guards: Vec<String> = rule.guard.iter().map(|g| format!("Guard::{}", camel(g))).collect();
        let _ = writeln!(
            out,
            "    Rule {{ id: {:?}, first: {first_op}, end: {end}, value: Normal::{}, argument: {:?}, guards: &[{}] }},",
            rule.id,
            camel(name),
            argument,
            guards.join(", ")
        );
        for yes in &rule.yes {
            assert!(yes.len() >= 3 && yes.len() % 2 == 1, "{place}: yes = [[sentence, expression, value, ...]]");
            let _ = writeln!(examples, "    ({:?}, {:?}, &{:?}),", rule.id, yes[0], &yes[1..]);
        }
        for no in &rule.no {
            let _ = writeln!(examples, "    ({:?}, {:?}, &[]),", rule.id, no);
        }
        assert!(!rule.yes.is_empty(), "{place}: has no example");
    }
    out.push_str("];\n");
    examples.push(']');
    tables_out(&lexicon, &starts_of_class, &code, &mut out);
    let _ = writeln!(out, "pub(crate) static SETS: &[u128] = &{sets:?};");
    fs::write(dir.join("dates.rs"), out).expect("OUT_DIR can be written");
    fs::write(dir.join("dates_examples.rs"), examples).expect("OUT_DIR can be written");
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn files(dir: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .filter_map(|f| f.ok().map(|f| f.path()))
        .collect();
    all.sort();
    let of = |ext: &str| all.iter().filter(|f| f.extension().is_some_and(|e| e == ext)).cloned().collect();
    (of("tsv"), of("toml"))
}

/// Reads one table: class, form, value, flags.
fn vocabulary(file: &Path, lexicon: &mut Lexicon) {
    for (line, row) in read(file).lines().enumerate() {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let place = format!("{}:{}", file.display(), line + 1);
        let cells: Vec<&str> = row.split('\t').collect();
        let [class, form, value, flags @ ..] = &cells[..] else {
            panic!("{place}: class, form and value must be separated by tabs, found {row:?}")
        };
        assert!(
            !form.is_empty() && !form.chars().any(char::is_uppercase),
            "{place}: the form must be in lower case, found {form:?}"
        );
        let class = lexicon.class(class).unwrap_or_else(|| {
            lexicon.classes.push((*class).to_owned());
            lexicon.classes.len() as u8 - 1
        });
        let value = lexicon.value(value);
        let words: Vec<String> = form.split(' ').map(str::to_owned).collect();
        if words.len() > 1 {
            for w in &words {
                lexicon.word(w);
            }
            lexicon.phrases.entry(class).or_default().push(Phrase { words, value });
            continue;
        }
        let id = lexicon.word(form);
        let entry = &mut lexicon.entries[id as usize];
        assert!(!entry.values.iter().any(|v| v.0 == class), "{place}: {form:?} stands twice in this class");
        entry.values.push((class, value));
        match flags {
            [] | [""] => {}
            ["capital"] => entry.capital = true,
            other => panic!("{place}: the fourth column is empty or `capital`, found {other:?}"),
        }
    }
}

/// `month-day` becomes `MonthDay`.
fn camel(name: &str) -> String {
    name.split('-').map(|w| w[..1].to_uppercase() + &w[1..]).collect()
}

fn tables_out(lexicon: &Lexicon, starts_of_class: &[BTreeMap<u16, Ahead>], code: &[Op], out: &mut String) {
    out.push_str("pub(crate) static CODE: &[Op] = &[");
    for op in code {
        let _ = write!(out, "Op::{},", op.code());
    }
    out.push_str("];\n#[allow(dead_code)]\npub(crate) mod class {\n");
    for (n, c) in lexicon.classes.iter().enumerate() {
        let _ = writeln!(out, "    pub(crate) const {}: u8 = {n};", c.to_uppercase().replace('-', "_"));
    }
    let _ = writeln!(out, "}}\npub(crate) const CLASSES: usize = {};", lexicon.classes.len());
    let _ = writeln!(out, "pub(crate) static STRINGS: &[&str] = &{:?};", lexicon.strings);
    let _ = writeln!(out, "pub(crate) const ANYTHING: u128 = {ANYTHING};");
    out.push_str("pub(crate) static CLASS_STARTS: &[&[Start]] = &[\n");
    for starts in starts_of_class {
        let _ = writeln!(out, "    &[{}],", list(starts));
    }
    out.push_str("];\n#[allow(dead_code)]\npub(crate) mod word {\n");
    for (id, e) in lexicon.entries.iter().enumerate().skip(2) {
        if e.form.bytes().all(|b| b.is_ascii_lowercase()) {
            let _ = writeln!(out, "    pub(crate) const {}: u16 = {id};", e.form.to_uppercase());
        }
        if e.form == "-" {
            let _ = writeln!(out, "    pub(crate) const HYPHEN: u16 = {id};");
        }
    }
    out.push_str("}\npub(crate) static WORDS: &[Word] = &[\n");
    for (id, e) in lexicon.entries.iter().enumerate() {
        let mask: u64 = e.values.iter().map(|v| 1u64 << v.0).sum();
        let bits = if id < 2 { 0 } else { u128::from(mask) | Lexicon::bit(id as u16) };
        let mut all = Ahead::default();
        e.starts.values().for_each(|ahead| all.add(*ahead));
        let (Ahead { next, after }, starts) = (all, list(&e.starts));
        let _ = writeln!(
            out,
            "    Word {{ mask: {mask}, bits: {bits}, values: &{:?}, starts: &[{starts}], next: {next}, after: {after} }},",
            e.values
        );
    }
    // A form may have a closing dot: that of an abbreviation.
    let mut forms = BTreeMap::new();
    let form = |(id, e): (usize, &Entry)| format!("Form {{ id: {id}, capital: {} }}", e.capital);
    for entry in lexicon.entries.iter().enumerate().skip(2) {
        forms.insert(format!("{}.", entry.1.form), form(entry));
    }
    for entry in lexicon.entries.iter().enumerate().skip(2) {
        forms.insert(entry.1.form.clone(), form(entry));
    }
    let forms = words::table(forms.iter().map(|(form, id)| (form.as_str(), id.clone())));
    let _ = writeln!(out, "];\nstatic FORMS: crate::words::Words<Form> = {forms};");
    let mut starting = vec![0u64; lexicon.entries.len().div_ceil(64)];
    starting[0] |= 1 << 1;
    for (id, _) in lexicon.entries.iter().enumerate().filter(|(_, e)| !e.starts.is_empty()) {
        starting[id / 64] |= 1 << (id % 64);
    }
    let _ = writeln!(out, "static STARTING: [u64; {}] = {starting:?};", starting.len());
}

fn list(starts: &BTreeMap<u16, Ahead>) -> String {
    let start = |(rule, Ahead { next, after }): (&u16, &Ahead)| {
        format!("Start {{ rule: {rule}, next: {next}, after: {after} }}")
    };
    starts.iter().map(start).collect::<Vec<_>>().join(", ")
}
