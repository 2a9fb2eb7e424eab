//! What is more than lines: a folder for brat, a database, a table.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    batch::Opener,
    journal::{Left, Mark, beside},
    output::Store,
};
use crate::{export, record::Record};

/// A folder of stories with their annotation, and what brat needs to know of it.
pub(super) struct Folder {
    pub target: PathBuf,
}

impl Opener for Folder {
    fn left(&self) -> io::Result<Left> {
        Ok(Left::Nothing)
    }

    fn open(&self, _: bool, _: &Mark) -> io::Result<Box<dyn Store>> {
        if self.target.exists() && fs::read_dir(&self.target)?.next().is_some() {
            let what = format!("{} holds something already; give a new folder", self.target.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
        }
        let part = beside(&self.target, ".part");
        if part.exists() {
            // Of a run that was stopped.
            fs::remove_dir_all(&part)?;
        }
        fs::create_dir_all(&part)?;
        for (name, content) in export::BRAT_FILES {
            fs::write(part.join(name), content)?;
        }
        Ok(Box::new(Annotated { target: self.target.clone(), part, names: HashSet::new() }))
    }
}

struct Annotated {
    target: PathBuf,
    part: PathBuf,
    names: HashSet<String>,
}

impl Store for Annotated {
    fn add(&mut self, records: Vec<Record>, _: &Mark) -> io::Result<()> {
        for record in records {
            let name = self.name(&record.article.id);
            let mut annotation = String::new();
            export::brat(&record, &mut annotation);
            fs::write(self.part.join(format!("{name}.txt")), record.article.text.unwrap_or_default())?;
            fs::write(self.part.join(format!("{name}.ann")), annotation)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        if self.target.exists() {
            fs::remove_dir(&self.target)?;
        }
        fs::rename(&self.part, &self.target)
    }
}

impl Annotated {
    /// A file name that no other story has, on systems that do not tell capitals apart either.
    fn name(&mut self, id: &str) -> String {
        let plain = |c: char| if c.is_alphanumeric() || "-._".contains(c) { c } else { '_' };
        let mut base: String = id.chars().map(plain).take(80).collect();
        if base.trim_matches(['.', '_']).is_empty() || base.starts_with('.') {
            base.insert_str(0, "story");
        }
        let mut name = base.clone();
        let mut count = 1;
        while !self.names.insert(name.to_lowercase()) {
            count += 1;
            name = format!("{base}-{count}");
        }
        name
    }
}

/// An SQLite database, and in it how far the run is.
#[cfg(feature = "sqlite")]
pub(super) struct Database {
    pub target: PathBuf,
}

#[cfg(feature = "sqlite")]
impl Opener for Database {
    fn left(&self) -> io::Result<Left> {
        let part = beside(&self.target, ".part");
        if !part.exists() {
            return Ok(if self.target.exists() { Left::Whole } else { Left::Nothing });
        }
        let run = export::Database::open(&part)?.run().ok().flatten();
        Ok(match run.as_deref() {
            None => Left::Nothing,
            Some("complete") => {
                fs::rename(&part, &self.target)?;
                Left::Whole
            }
            Some(line) => Mark::parse(line).map_or(Left::Nothing, Left::Part),
        })
    }

    fn open(&self, resume: bool, _: &Mark) -> io::Result<Box<dyn Store>> {
        let part = beside(&self.target, ".part");
        let database = if resume {
            export::Database::open(&part)?
        } else {
            for old in [part.clone(), beside(&part, "-journal")] {
                match fs::remove_file(&old) {
                    Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                    _ => {}
                }
            }
            export::Database::create(&part)?
        };
        Ok(Box::new(Rows { target: self.target.clone(), part, database, held: vec![], mark: None }))
    }
}

/// How many records go into the database in one transaction.
#[cfg(feature = "sqlite")]
const TRANSACTION: usize = 256;

#[cfg(feature = "sqlite")]
struct Rows {
    target: PathBuf,
    part: PathBuf,
    database: export::Database,
    held: Vec<Record>,
    mark: Option<Mark>,
}

#[cfg(feature = "sqlite")]
impl Store for Rows {
    fn add(&mut self, records: Vec<Record>, mark: &Mark) -> io::Result<()> {
        self.held.extend(records);
        self.mark = Some(*mark);
        if self.held.len() >= TRANSACTION { self.pause() } else { Ok(()) }
    }

    fn pause(&mut self) -> io::Result<()> {
        match self.mark.take() {
            Some(mark) => self.database.add(&std::mem::take(&mut self.held), mark.line().trim_end()),
            None => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.pause()?;
        self.database.finish()?;
        publish(&self.part, &self.target)
    }
}

/// A Parquet table.
#[cfg(feature = "parquet")]
pub(super) struct Table {
    pub target: PathBuf,
    pub rows: export::Rows,
}

#[cfg(feature = "parquet")]
impl Opener for Table {
    fn left(&self) -> io::Result<Left> {
        Ok(Left::Nothing)
    }

    fn open(&self, _: bool, _: &Mark) -> io::Result<Box<dyn Store>> {
        let part = beside(&self.target, ".part");
        let table = export::Parquet::new(fs::File::create(&part)?, self.rows)?;
        Ok(Box::new(Columns { target: self.target.clone(), part, table }))
    }
}

#[cfg(feature = "parquet")]
struct Columns {
    target: PathBuf,
    part: PathBuf,
    table: export::Parquet<fs::File>,
}

#[cfg(feature = "parquet")]
impl Store for Columns {
    fn add(&mut self, records: Vec<Record>, _: &Mark) -> io::Result<()> {
        records.iter().try_for_each(|record| self.table.add(record))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.table.finish()?;
        publish(&self.part, &self.target)
    }
}

/// A file that is whole takes its name, once it is on the disk.
#[cfg(any(feature = "sqlite", feature = "parquet"))]
fn publish(part: &Path, target: &Path) -> io::Result<()> {
    fs::File::options().write(true).open(part)?.sync_all()?;
    fs::rename(part, target)
}

/// Whether annotation that goes to `output` is a folder's: anything but a file of annotation.
pub(super) fn is_folder(output: &Path) -> bool {
    output.is_dir() || output.extension().is_none_or(|ending| ending != "ann")
}
