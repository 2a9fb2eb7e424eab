//! What files say once for every run: TOML with the names of the arguments.

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    error::{Error, ErrorKind, Place},
    read::Fields,
};

/// How a setting is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// true or false
    Switch,
    /// A word in quotation marks.
    Word,
    /// A list of words, or one word.
    Words,
    Number,
    /// A file, from the folder of the file that names it.
    File,
    /// A table of our field and the input's name for it.
    Fields,
}

/// What a file may say: arguments that are not of one run alone, as the inputs and the output are.
pub(super) const KEYS: [(&str, Shape); 16] = [
    ("input-format", Shape::Word),
    ("field", Shape::Fields),
    ("any-language", Shape::Switch),
    ("latest", Shape::Switch),
    ("gazetteer", Shape::File),
    ("only", Shape::Words),
    ("status", Shape::Words),
    ("min-confidence", Shape::Number),
    ("format", Shape::Word),
    ("emit", Shape::Word),
    ("pretty", Shape::Switch),
    ("with-text", Shape::Switch),
    ("offsets", Shape::Word),
    ("jobs", Shape::Number),
    ("fail-fast", Shape::Switch),
    ("stats", Shape::Switch),
];

/// One value, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub key: &'static str,
    pub shape: Shape,
    /// As they would stand after `--key=`.
    pub values: Vec<String>,
    pub origin: Origin,
}

/// A line of a file.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub file: String,
    pub line: u64,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl Origin {
    /// What is wrong there.
    pub fn wrong(&self, message: String) -> Error {
        let place = Place { file: self.file.clone(), line: Some(self.line), ..Place::default() };
        Error::new(ErrorKind::Usage, place, message, "")
    }
}

/// Which file it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    User,
    Project,
    /// `--config`
    Flag,
    /// `WHOMET_CONFIG`
    Environment,
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "the user's",
            Self::Project => "the project's",
            Self::Flag => "named by --config",
            Self::Environment => "named by WHOMET_CONFIG",
        })
    }
}

/// The name of a project's file, in the folder where whomet is called or the nearest one above it.
pub(super) const PROJECT: &str = "whomet.toml";

/// The files to read, in their order: what later ones say holds. One that is named, even by nothing, stands for all.
pub(super) fn files(flag: Option<&Path>) -> Vec<(Which, PathBuf)> {
    let named = flag.map(|path| (Which::Flag, path.to_owned()));
    let named = named.or_else(|| Some((Which::Environment, PathBuf::from(env::var_os("WHOMET_CONFIG")?))));
    if let Some((which, path)) = named {
        return if path.as_os_str().is_empty() { Vec::new() } else { vec![(which, path)] };
    }
    let mut files = Vec::new();
    if let Some(path) = user().filter(|path| path.is_file()) {
        files.push((Which::User, path));
    }
    let here = env::current_dir().unwrap_or_default();
    if let Some(path) = here.ancestors().map(|folder| folder.join(PROJECT)).find(|path| path.is_file()) {
        files.push((Which::Project, path));
    }
    files
}

/// Where a user's own file stands.
pub(super) fn user() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        folder("APPDATA")
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
    };
    Some(base?.join("whomet").join("config.toml"))
}

/// What the files say, each key once, as it holds.
pub(super) fn read(files: &[(Which, PathBuf)]) -> Result<Vec<Setting>, Error> {
    let mut all: Vec<Setting> = Vec::new();
    for (_, path) in files {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| {
            let place = Place { file: file.clone(), ..Place::default() };
            Error::new(ErrorKind::Io, place, format!("cannot read the settings: {e}"), "")
        })?;
        for setting in parse(&file, &text, path.parent().unwrap_or(Path::new("")))? {
            let field = |s: &Setting| (s.key, (s.shape == Shape::Fields).then(|| field(&s.values[0]).to_owned()));
            all.retain(|old| field(old) != field(&setting));
            all.push(setting);
        }
    }
    Ok(all)
}

/// The field of `text=body`.
pub(super) fn field(rule: &str) -> &str {
    rule.split('=').next().unwrap_or_default()
}

/// The settings of one file that stands in `folder`.
fn parse(file: &str, text: &str, folder: &Path) -> Result<Vec<Setting>, Error> {
    let at = |byte: usize| Origin {
        file: file.to_owned(),
        line: 1 + text.bytes().take(byte).filter(|b| *b == b'\n').count() as u64,
    };
    let table = DeTable::parse(text).map_err(|e| {
        let said = e.message().lines().collect::<Vec<_>>().join("; ");
        at(e.span().map_or(0, |s| s.start)).wrong(format!("not TOML: {said}"))
    })?;
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let mut settings = Vec::new();
    for (name, value) in entries {
        let origin = at(name.span().start);
        let Some(&(key, shape)) = KEYS.iter().find(|(key, _)| *key == name.get_ref()) else {
            return Err(origin.wrong(unknown(name.get_ref())));
        };
        if shape == Shape::Fields {
            let what = "must be a table such as { text = \"body\" }";
            let fields =
                value.get_ref().as_table().ok_or_else(|| origin.wrong(format!("{key} {what}, and {}", told(value))))?;
            for (ours, theirs) in fields {
                let origin = at(ours.span().start);
                let theirs = theirs.get_ref().as_str().ok_or_else(|| origin.wrong(format!("{key} {what}")))?;
                let rule = format!("{}={theirs}", ours.get_ref());
                Fields::default().rename(&rule).map_err(|e| origin.wrong(format!("{key}: {e}")))?;
                settings.push(Setting { key, shape, values: vec![rule], origin });
            }
            continue;
        }
        let mut values =
            plain(value, shape).map_err(|what| origin.wrong(format!("{key} {what}, and {}", told(value))))?;
        if shape == Shape::File {
            for value in &mut values {
                *value = folder.join(&*value).display().to_string();
            }
        }
        settings.push(Setting { key, shape, values, origin });
    }
    Ok(settings)
}

/// A value as it would stand after `--key=`, or what it must be.
fn plain(value: &Spanned<DeValue<'_>>, shape: Shape) -> Result<Vec<String>, &'static str> {
    let value = value.get_ref();
    let word = |v: &DeValue<'_>| v.as_str().map(str::to_owned);
    Ok(match shape {
        Shape::Switch => vec![value.as_bool().ok_or("must be true or false")?.to_string()],
        Shape::Number => {
            let figure = value.as_integer().filter(|i| i.radix() == 10).map(|i| i.as_str());
            vec![figure.or_else(|| value.as_float().map(|f| f.as_str())).ok_or("must be a number")?.to_owned()]
        }
        Shape::Words => match value.as_array() {
            Some(list) => list
                .iter()
                .map(|v| word(v.get_ref()))
                .collect::<Option<Vec<_>>>()
                .filter(|list| !list.is_empty())
                .ok_or("must be a list of words in quotation marks")?,
            None => vec![word(value).ok_or("must be a list of words in quotation marks")?],
        },
        Shape::Word | Shape::File | Shape::Fields => {
            vec![word(value).filter(|w| !w.is_empty()).ok_or("must be a word in quotation marks")?]
        }
    })
}

/// What a value is, for people.
fn told(value: &Spanned<DeValue<'_>>) -> String {
    match value.get_ref() {
        DeValue::String(word) => format!("is {word:?}"),
        DeValue::Boolean(on) => format!("is {on}"),
        DeValue::Integer(figure) => format!("is {}", figure.as_str()),
        other => format!("is of the type {}", other.type_str()),
    }
}

/// What is said of a key that is none.
fn unknown(name: &str) -> String {
    let own = ["published", "output", "errors", "resume", "files-from", "explain", "stop-after", "config"];
    if own.contains(&name) {
        return format!("{name:?} is of one run and not of all; give it as --{name}");
    }
    let near = |key: &str| distance(key, &name.replace('_', "-").to_ascii_lowercase());
    let nearest = KEYS.iter().map(|(key, _)| *key).min_by_key(|key| near(key)).filter(|key| near(key) <= 2);
    match nearest {
        Some(key) => format!("unknown key {name:?}; did you mean {key:?}?"),
        None => format!("unknown key {name:?}; the keys are {}", KEYS.map(|(key, _)| key).join(", ")),
    }
}

/// How many letters must be changed to make one word another.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.bytes().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
