//! Records as an SQLite database with full-text search; [`SCHEMA`] tells its tables.

use std::{io, path::Path};

use rusqlite::{Connection, OptionalExtension as _, Statement, Transaction, params};

use super::name;
use crate::record::{Encounter, Entity, Record};

/// The tables, their columns and what they hold.
pub const SCHEMA: &str = include_str!("database.sql");

/// What makes the finished database quick to ask.
const INDEXES: &str = "
CREATE INDEX articles_article ON articles (article);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX entities_article ON entities (article);
CREATE INDEX entities_name ON entities (name);
CREATE INDEX entities_wikidata ON entities (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX roles_entity ON roles (entity);
CREATE INDEX mentions_entity ON mentions (entity);
CREATE INDEX dates_article ON dates (article);
CREATE INDEX encounters_article ON encounters (article);
CREATE INDEX encounters_date ON encounters (date);
CREATE INDEX participants_entity ON participants (entity);
CREATE INDEX participants_name ON participants (name);
CREATE INDEX topics_encounter ON topics (encounter);
CREATE INDEX evidence_encounter ON evidence (encounter);
INSERT INTO articles_search(articles_search) VALUES ('rebuild');
INSERT INTO encounters_search(encounters_search) VALUES ('rebuild');
";

/// A database in the making. What `add` was given is in it as a whole or not at all, whenever the program ends.
pub struct Database {
    connection: Connection,
}

impl Database {
    /// An empty database in a new file.
    ///
    /// # Errors
    /// When the file cannot be written, or holds something.
    pub fn create(path: &Path) -> io::Result<Self> {
        let database = Self::connect(path)?;
        database.connection.execute_batch(&format!("BEGIN; {SCHEMA} COMMIT;")).map_err(failed)?;
        Ok(database)
    }

    /// A database that an earlier run has begun.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::connect(path)
    }

    fn connect(path: &Path) -> io::Result<Self> {
        let connection = Connection::open(path).map_err(failed)?;
        // A program that is killed leaves a journal that is rolled back; the power may fail only at the cost of a new run.
        connection.pragma_update(None, "synchronous", "OFF").map_err(failed)?;
        Ok(Self { connection })
    }

    /// What an earlier run has noted, the last that `add` was given; "complete" for a finished database.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn run(&self) -> io::Result<Option<String>> {
        let row = self.connection.query_row("SELECT value FROM whomet WHERE key = 'run'", [], |row| row.get(0));
        row.optional().map_err(failed)
    }

    /// Adds records, with a note of the caller's, in one transaction. The text of a record's article goes in where it has one.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, records: &[Record], run: &str) -> io::Result<()> {
        let transaction = self.connection.transaction().map_err(failed)?;
        insert(&transaction, records, run).map_err(failed)?;
        transaction.commit().map_err(failed)
    }

    /// Builds indexes and search, and closes the database.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        let end = "INSERT OR REPLACE INTO whomet VALUES ('run', 'complete');";
        self.connection.execute_batch(&format!("BEGIN; {INDEXES} {end} COMMIT; ANALYZE;")).map_err(failed)?;
        self.connection.close().map_err(|(_, e)| failed(e))
    }
}

fn failed(error: rusqlite::Error) -> io::Error {
    io::Error::other(format!("SQLite: {error}"))
}

/// The statements of one transaction.
struct Insert<'t> {
    transaction: &'t Transaction<'t>,
    entity: Statement<'t>,
    role: Statement<'t>,
    mention: Statement<'t>,
    encounter: Statement<'t>,
    participant: Statement<'t>,
    topic: Statement<'t>,
    evidence: Statement<'t>,
}

fn insert(transaction: &Transaction<'_>, records: &[Record], run: &str) -> rusqlite::Result<()> {
    let places = |n: usize| vec!["?"; n].join(", ");
    let into =
        |table: &str, columns: usize| transaction.prepare(&format!("INSERT INTO {table} VALUES ({})", places(columns)));
    let mut fact = transaction.prepare("INSERT OR REPLACE INTO whomet VALUES (?, ?)")?;
    if let Some(record) = records.first() {
        let maker = &record.whomet;
        fact.execute(["version", &maker.version])?;
        fact.execute(["schema", &maker.schema.to_string()])?;
        fact.execute(["gazetteer", &maker.gazetteer])?;
        fact.execute(["offsets", &name(&maker.offsets)])?;
    }
    fact.execute(["run", run])?;
    let mut article = into("articles", 15)?;
    let mut date = into("dates", 7)?;
    let mut insert = Insert {
        transaction,
        entity: into("entities", 10)?,
        role: into("roles", 6)?,
        mention: into("mentions", 5)?,
        encounter: into("encounters", 15)?,
        participant: into("participants", 8)?,
        topic: into("topics", 4)?,
        evidence: into("evidence", 8)?,
    };
    for record in records {
        let a = &record.article;
        let line = a.dateline.clone().unwrap_or_default();
        article.execute(params![
            None::<i64>,
            a.id,
            a.source,
            a.url,
            a.headline,
            a.byline,
            a.credit,
            a.language,
            a.published,
            a.published_from.as_ref().map(name),
            line.place,
            line.country,
            line.date,
            line.agency,
            a.text,
        ])?;
        let id = transaction.last_insert_rowid();
        for d in &record.dates {
            date.execute(params![id, d.start, d.end, d.text, name(&d.kind), d.value, d.modifier])?;
        }
        let entities = record.entities.iter().map(|e| Ok((e.id.as_str(), insert.entity(id, e)?)));
        let entities: Vec<(&str, i64)> = entities.collect::<rusqlite::Result<_>>()?;
        for e in &record.encounters {
            insert.encounter(id, e, &entities)?;
        }
    }
    Ok(())
}

impl Insert<'_> {
    fn entity(&mut self, article: i64, e: &Entity) -> rusqlite::Result<i64> {
        let holder = e.holder.as_ref();
        self.entity.execute(params![
            None::<i64>,
            article,
            e.id,
            name(&e.kind),
            e.name,
            e.country,
            e.wikidata,
            holder.map(|h| &h.name),
            holder.and_then(|h| h.wikidata.as_ref()),
            holder.map(|h| &h.row),
        ])?;
        let id = self.transaction.last_insert_rowid();
        for r in &e.roles {
            self.role.execute(params![id, r.title, r.organisation, r.country, name(&r.state), name(&r.from)])?;
        }
        for m in &e.mentions {
            self.mention.execute(params![id, m.start, m.end, m.text, name(&m.form)])?;
        }
        Ok(id)
    }

    fn encounter(&mut self, article: i64, e: &Encounter, entities: &[(&str, i64)]) -> rusqlite::Result<()> {
        let (when, place) = (e.when.as_ref(), e.place.as_ref());
        self.encounter.execute(params![
            None::<i64>,
            article,
            e.id,
            name(&e.kind),
            name(&e.status),
            when.and_then(|w| w.value.as_ref()),
            when.map(|w| &w.text),
            when.map(|w| w.start),
            when.map(|w| w.end),
            place.and_then(|p| p.name.as_ref()),
            place.map(|p| &p.text),
            place.and_then(|p| p.country.as_ref()),
            place.map(|p| p.start),
            place.map(|p| p.end),
            e.confidence,
        ])?;
        let id = self.transaction.last_insert_rowid();
        for (position, p) in (1..).zip(&e.participants) {
            let entity = entities.iter().find(|(name, _)| *name == p.entity).map(|(_, id)| *id);
            let part = p.part.as_ref().map(name);
            self.participant.execute(params![id, position, entity, name(&p.kind), p.name, p.role, p.country, part])?;
        }
        for t in &e.about {
            self.topic.execute(params![id, t.start, t.end, t.text])?;
        }
        for v in &e.evidence {
            let t = &v.trigger;
            self.evidence.execute(params![id, v.start, v.end, v.text, t.text, t.start, t.end, v.rule])?;
        }
        Ok(())
    }
}
