//! Where stories come from.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, IsTerminal as _},
    path::{Path, PathBuf},
};

use clap::CommandFactory as _;

use super::{args::Args, complain, settings::distance};
use crate::{
    error::{Error, ErrorKind, Place},
    read::unpacked,
};

/// The files that the arguments mean, in order: folders stand for all files in them, patterns for those that match (where the
/// shell has not seen to it), lists for the files that they name.
pub(super) fn expand(files: &[PathBuf], lists: &[PathBuf]) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for list in lists {
        let failed = |message: String| {
            let place = Place { file: list.display().to_string(), ..Place::default() };
            Error::new(ErrorKind::Io, place, message, "give a file that names one file a line")
        };
        let text = if list.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { fs::read_to_string(list) };
        let text = text.map_err(|e| failed(format!("cannot read the list of files: {e}")))?;
        for line in text.lines().map(|l| l.trim_end_matches('\r')).filter(|l| !l.is_empty()) {
            add(Path::new(line), &mut sources)?;
        }
    }
    for file in files {
        add(file, &mut sources)?;
    }
    Ok(sources)
}

fn add(path: &Path, sources: &mut Vec<Source>) -> Result<(), Error> {
    if path.as_os_str() == "-" {
        sources.push(Source::Stdin);
    } else if path.is_dir() {
        folder(path, sources)?;
    } else {
        let pattern = path.to_str().filter(|p| p.contains(['*', '?', '[']) && !path.exists());
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
        let found: Vec<PathBuf> = pattern
            .and_then(|p| glob::glob_with(p, options).ok())
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .collect();
        if found.is_empty() {
            // What is not there is told when its turn comes.
            sources.push(Source::File(path.to_owned()));
        }
        for file in found {
            if file.is_dir() { folder(&file, sources)? } else { sources.push(Source::File(file)) }
        }
    }
    Ok(())
}

/// All files below a folder, by name; hidden ones are passed over.
fn folder(path: &Path, sources: &mut Vec<Source>) -> Result<(), Error> {
    let failed = |e: io::Error| {
        let place = Place { file: path.display().to_string(), ..Place::default() };
        Error::new(ErrorKind::Io, place, format!("cannot list the folder: {e}"), "")
    };
    let mut entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder(&entry.path(), sources)?,
            // A link to a folder may lead back; one to a file does not.
            Ok(kind) if kind.is_symlink() && entry.path().is_dir() => {}
            _ => sources.push(Source::File(entry.path())),
        }
    }
    Ok(())
}

/// A file or standard input.
pub(super) enum Source {
    Stdin,
    File(PathBuf),
}

/// The bytes as they were before they were packed.
fn unpack(bytes: Box<dyn io::Read + Send>) -> io::Result<Box<dyn BufRead + Send>> {
    unpacked(BufReader::with_capacity(64 << 10, bytes))
}

impl Source {
    /// What an argument names: - is standard input.
    pub fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Whether more may come once what is there has been read: a pipe, a terminal.
    pub fn is_live(&self) -> bool {
        match self {
            Self::Stdin => true,
            Self::File(path) => path.metadata().is_ok_and(|m| !m.is_file()),
        }
    }

    pub fn open(&self) -> Result<Box<dyn BufRead + Send>, Error> {
        if matches!(self, Self::Stdin) && io::stdin().is_terminal() {
            complain(&"reading from the terminal; end the story with Ctrl-D, or see --help");
        }
        let bytes = self.bytes().map_err(|e| self.failed(format!("cannot open: {e}{}", self.hint())))?;
        unpack(bytes).map_err(|e| self.failed(format!("cannot read: {e}")))
    }

    /// What may have been meant by the name of a file that is not there.
    fn hint(&self) -> String {
        let Self::File(path) = self else { return String::new() };
        let name = path.to_string_lossy();
        if name.starts_with("https://") || name.starts_with("http://") {
            return "; whomet uses no network: have the page fetched by another program, such as curl".to_owned();
        }
        let near = Args::command().get_subcommands().map(|c| c.get_name().to_owned()).find(|c| distance(c, &name) <= 2);
        near.filter(|_| !path.exists()).map_or(String::new(), |c| format!("; did you mean the command {c}?"))
    }

    /// Opens what the program itself has written, or what stands beside it: results and gold.
    pub fn plain(&self) -> io::Result<Box<dyn BufRead + Send>> {
        unpack(self.bytes()?)
    }

    fn bytes(&self) -> io::Result<Box<dyn io::Read + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }

    pub fn failed(&self, message: String) -> Error {
        Error::new(ErrorKind::Io, Place { file: self.name(), ..Place::default() }, message, "")
    }
}
