//! Settings under arguments: what the command line leaves open, files may say; `whomet config show` tells what holds.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use clap::{
    Arg, ArgAction, ArgMatches, CommandFactory as _, FromArgMatches as _, Subcommand, ValueEnum as _,
    parser::ValueSource,
};

use super::{
    args::{Args, Command, Input},
    choice::{Emit, Form, file_or_none},
    output::Output,
    settings::{self, KEYS, Setting, Shape, Which},
};
use crate::error::Error;

/// Why there are no arguments.
pub(super) enum Stop {
    /// They are wrong, or ask for help.
    Arguments(clap::Error),
    /// A file is wrong.
    Settings(Error),
}

impl From<clap::Error> for Stop {
    fn from(e: clap::Error) -> Self {
        Self::Arguments(e)
    }
}

impl From<Error> for Stop {
    fn from(e: Error) -> Self {
        Self::Settings(e)
    }
}

/// The arguments in `given`, over what the files say.
pub(super) fn parse(given: &[OsString]) -> Result<Args, Stop> {
    let command = with_negations(Args::command());
    let matches = command.clone().try_get_matches_from(given)?;
    let (path, last) = innermost(&matches);
    // Who reads no settings is not stopped by wrong ones.
    if last.try_contains_id("config").is_err() || path == ["config", "show"] {
        return Ok(Args::from_arg_matches(&matches)?);
    }
    let files = settings::files(last.get_one::<PathBuf>("config").map(PathBuf::as_path));
    let settings = checked(&files)?;
    if settings.is_empty() {
        return Ok(Args::from_arg_matches(&matches)?);
    }
    let mut held = Vec::new();
    let command = at(command, &path, &mut |mut command| {
        for setting in &settings {
            if !holds(setting, &command, last) {
                continue;
            }
            held.push(setting.clone());
            if setting.shape != Shape::Fields {
                command = command.mut_arg(id(setting.key), |arg| arg.default_values(setting.values.clone()));
            }
        }
        command
    });
    let mut args = Args::from_arg_matches(&command.try_get_matches_from(given)?)?;
    if args.emit.is_some() && !args.format.is_table() && held.iter().any(|s| s.key == "emit") {
        // The form that was asked for has no rows.
        args.emit = None;
    }
    if let Some(input) = args.input_mut() {
        input.settle(&held);
    }
    Ok(args)
}

/// Each switch that a file can turn on can be turned off again: `--no-stats`.
fn with_negations(mut command: clap::Command) -> clap::Command {
    for (key, _) in KEYS.iter().filter(|(_, shape)| *shape == Shape::Switch) {
        command = with_negation(command, key);
        let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        for name in names {
            command = command.mut_subcommand(name, |inner| with_negation(inner, key));
        }
    }
    command
}

fn with_negation(command: clap::Command, key: &str) -> clap::Command {
    if !command.get_arguments().any(|a| a.get_long() == Some(key)) {
        return command;
    }
    let no = Arg::new(format!("no_{}", id(key))).long(format!("no-{key}")).hide(true);
    command.arg(no.action(ArgAction::SetTrue).overrides_with(id(key)))
}

/// The name under which clap has the argument.
fn id(key: &str) -> String {
    key.replace('-', "_")
}

/// The innermost subcommand that was given, with the way to it.
fn innermost(matches: &ArgMatches) -> (Vec<&str>, &ArgMatches) {
    let (mut path, mut last) = (Vec::new(), matches);
    while let Some((name, inner)) = last.subcommand() {
        path.push(name);
        last = inner;
    }
    (path, last)
}

/// Changes the subcommand at `path`.
fn at(command: clap::Command, path: &[&str], change: &mut dyn FnMut(clap::Command) -> clap::Command) -> clap::Command {
    match path.split_first() {
        None => change(command),
        Some((name, rest)) => command.mut_subcommand(name, |inner| at(inner, rest, change)),
    }
}

/// Whether a setting stands, the arguments being what they are: they come first, and so does what cannot go with them.
fn holds(setting: &Setting, command: &clap::Command, given: &ArgMatches) -> bool {
    let typed = |arg: &Arg| given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let Some(own) = command.get_arguments().find(|a| a.get_long() == Some(setting.key)) else { return false };
    if setting.shape == Shape::Fields {
        let rules = given.get_many::<String>("field").into_iter().flatten();
        return !rules.map(|r| settings::field(r)).any(|f| f == settings::field(&setting.values[0]));
    }
    let against = |arg: &Arg| {
        arg.get_id() == own.get_id()
            || arg.get_long() == Some(&format!("no-{}", setting.key))
            || command.get_arg_conflicts_with(arg).contains(&own)
            || command.get_arg_conflicts_with(own).contains(&arg)
    };
    // Rows were asked for: a form that has none yields.
    let rows = given.try_get_one::<Emit>("emit").is_ok_and(|e| e.is_some());
    let yields = setting.key == "format" && rows && !Form::from_str(&setting.values[0], true).is_ok_and(Form::is_table);
    !yields && !command.get_arguments().any(|arg| typed(arg) && against(arg))
}

/// What the files say, each value looked at as the argument's would be.
fn checked(files: &[(Which, PathBuf)]) -> Result<Vec<Setting>, Error> {
    let settings = settings::read(files)?;
    for setting in settings.iter().filter(|s| !matches!(s.shape, Shape::Switch | Shape::Fields)) {
        let argument = format!("--{}={}", setting.key, setting.values.join(","));
        if let Err(e) = Args::command().try_get_matches_from(["whomet", &argument]) {
            let said = e.to_string();
            let said = said.split("\n\nFor more").next().unwrap_or_default().trim_start_matches("error: ");
            let said: Vec<&str> = said.split_whitespace().collect();
            return Err(setting.origin.wrong(format!("{}: {}", setting.key, said.join(" "))));
        }
    }
    Ok(settings)
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigAsk {
    /// Print the settings that hold, as TOML, and where each comes from
    #[command(after_help = SHOW)]
    Show {
        /// Read the settings of FILE alone
        #[arg(long, value_name = "FILE", value_parser = file_or_none())]
        config: Option<PathBuf>,
    },
}

pub(super) const HELP: &str = "\
Settings are arguments under their long names, in TOML; what the command line says comes before them. They are read from
  ~/.config/whomet/config.toml   the user's ($XDG_CONFIG_HOME, or %APPDATA% under Windows, where that is set)
  whomet.toml                    the project's, in the current folder or the nearest one above it; it wins over the user's
or, instead of both, from the file that --config or else the variable WHOMET_CONFIG names; none where it names nothing.

  format = \"csv\"                  # and emit, only, status, min-confidence, offsets, input-format
  only = [\"visit\", \"summit\"]
  gazetteer = \"own.tsv\"           # beside the file that says so
  jobs = 0
  with-text = true                # and pretty, stats, latest, fail-fast, any-language; --no-with-text turns it off
  field = { text = \"body\", published = \"meta.date\" }

Examples:
  whomet config show
  whomet config show > whomet.toml              # a beginning for settings of your own
  whomet --config newsroom.toml agency/
  WHOMET_CONFIG= whomet agency/                 # no settings at all";

const SHOW: &str = "\
Examples:
  whomet config show
  whomet config show --config newsroom.toml
  whomet config show > whomet.toml              # a beginning for settings of your own";

/// Prints what holds.
pub(super) fn show(flag: Option<&Path>, out: &mut Output) -> io::Result<Result<(), Error>> {
    let files = settings::files(flag);
    let settings = match checked(&files) {
        Ok(settings) => settings,
        Err(e) => return Ok(Err(e)),
    };
    for (which, path) in &files {
        out.write(format!("# {}: {which}", path.display()).as_bytes())?;
    }
    if files.is_empty() {
        let user = settings::user().map_or(String::new(), |path| format!("{} and ", path.display()));
        out.write(
            format!("# no settings: {user}{} in this folder and above are looked for", settings::PROJECT).as_bytes(),
        )?;
    }
    let command = Args::command();
    for (key, shape) in KEYS {
        let of_key: Vec<&Setting> = settings.iter().filter(|s| s.key == key).collect();
        for setting in &of_key {
            line(out, &written(setting), &setting.origin.to_string())?;
        }
        if of_key.is_empty() {
            let arg = command.get_arguments().find(|a| a.get_long() == Some(key));
            let default = arg.and_then(|a| a.get_default_values().first()).and_then(|v| v.to_str());
            match (default, shape) {
                (_, Shape::Switch) => line(out, &format!("{key} = false"), "default")?,
                (Some(n), Shape::Number) => line(out, &format!("{key} = {n}"), "default")?,
                (Some(word), _) => line(out, &format!("{key} = {word:?}"), "default")?,
                (None, _) => line(out, &format!("# {key}"), "not set")?,
            }
        }
    }
    Ok(Ok(()))
}

fn line(out: &mut Output, value: &str, origin: &str) -> io::Result<()> {
    out.write(format!("{value:40} # {origin}").as_bytes())
}

/// A setting as TOML. Our words need no more escapes than JSON has.
fn written(setting: &Setting) -> String {
    let Setting { key, shape, values, .. } = setting;
    let quoted = |word: &str| serde_json::Value::from(word).to_string();
    match shape {
        Shape::Switch | Shape::Number => format!("{key} = {}", values[0]),
        Shape::Word | Shape::File => format!("{key} = {}", quoted(&values[0])),
        Shape::Words => format!("{key} = [{}]", values.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", ")),
        Shape::Fields => {
            let (ours, theirs) = values[0].split_once('=').unwrap_or_default();
            format!("{key}.{ours} = {}", quoted(theirs))
        }
    }
}

impl Args {
    /// What says what is read, where the command reads stories.
    fn input_mut(&mut self) -> Option<&mut Input> {
        match &mut self.command {
            None => Some(&mut self.input),
            Some(Command::Dates { input }) => Some(input),
            _ => None,
        }
    }
}

impl Form {
    /// Whether it is made of rows.
    fn is_table(self) -> bool {
        matches!(self, Self::Ndjson | Self::Csv | Self::Tsv | Self::Parquet)
    }
}
