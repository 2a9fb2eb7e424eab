//! Who met whom about what, from English wire stories.
//!
//! whomet reads a story and writes down every encounter that it tells of: who the parties are, with role and country;
//! whether it was a meeting, talks, a visit, a call or a summit; whether it took place, is planned, proposed, called off or
//! refused; when, where and about what. Each piece points at the words it was read from and names the rule that read it.
//!
//! ```
//! use whomet::{Article, Extractor, record::{Kind, Status}};
//!
//! let extractor = Extractor::new();
//! let mut worker = extractor.worker();
//! let story = Article::from_text(
//!     "OSLO, May 14 (Reuters) - Norwegian Prime Minister Kari Holm will meet Danish Prime Minister Lars Thygesen \
//!      in Bergen on Friday to discuss fish quotas.",
//! );
//! let record = worker.extract(&story.published_on(jiff::civil::date(2024, 5, 14)));
//!
//! let meeting = &record.encounters[0];
//! assert_eq!((meeting.kind, meeting.status), (Kind::Meeting, Status::Planned));
//! assert_eq!(meeting.participants[0].name, "Kari Holm");
//! assert_eq!(meeting.participants[1].name, "Lars Thygesen");
//! assert_eq!(meeting.when.as_ref().unwrap().value.as_deref(), Some("2024-05-17"));
//! assert_eq!(meeting.about[0].text, "fish quotas");
//! assert_eq!(meeting.evidence[0].trigger.text, "will meet");
//! ```
//!
//! # The types
//!
//! - [`Article`]: one story, as text and what its source says of it. [`read::Reader`] makes them from files and streams.
//! - [`Extractor`]: what whomet knows. It opens at once (the knowledge is a part of the program) and is shared between
//!   threads.
//! - [`Worker`]: reads stories, one after another or many together ([`Worker::extract_all`]), and reuses its buffers. Each
//!   thread has one of its own.
//! - [`Record`]: what comes out, with `serde`; [`record::SCHEMA`] is its JSON Schema.
//! - [`Error`]: what goes wrong in reading, with its place and cure. Extraction never fails: any text gives a
//!   record.
//!
//! ```
//! use whomet::{Article, Extractor};
//!
//! let stories = ["Ms Lind met Mr Orr in Rome.", "Mr Orr phoned Ms Lind.", "Nothing happened."];
//! let extractor = Extractor::new();
//! let found: usize = std::thread::scope(|scope| {
//!     let threads: Vec<_> = stories
//!         .iter()
//!         .map(|story| {
//!             let mut worker = extractor.worker();
//!             scope.spawn(move || worker.extract(&Article::from_text(*story)).encounters.len())
//!         })
//!         .collect();
//!     threads.into_iter().map(|t| t.join().unwrap()).sum()
//! });
//! assert_eq!(found, 2);
//! ```
//!
//! # From text to record
//!
//! Each stage is a module and a plain function of the stages before it; none looks ahead. [`Worker::read`] gives the
//! layers themselves.
//!
//! | stage | gives |
//! |---|---|
//! | [`read`] | stories, from plain text, NDJSON, ninjs, NewsML, NITF, HTML, feeds, tables and archives |
//! | [`zone`] | headline, byline, dateline, captions, credits, site furniture, the story itself |
//! | [`token`] | sentences and tokens |
//! | [`gazetteer`] | names that the [`knowledge`] lists |
//! | [`date`] | temporal expressions with TIMEX3 values |
//! | [`mention`] | who and what is named, listed or not |
//! | [`role`] | titles and affiliations; offices and groups without a name |
//! | [`coref`] | which mentions are the same person, body or place |
//! | [`encounter`] | who met whom |
//! | [`record`] | the JSON, in code points |
//! | [`export`] | the same in the forms of other programs |
//!
//! ```
//! use whomet::{Article, Extractor, pipeline::Stage, zone::BlockKind};
//!
//! let extractor = Extractor::new();
//! let mut worker = extractor.worker();
//! let story = Article::from_text("By Ann Lind\n\nROME, May 3 (AP) - Two envoys met.\n\n(Editing by Bo Orr)");
//! let layers = worker.read(&story, Stage::Token);
//! let kinds: Vec<BlockKind> = layers.zones.blocks.iter().map(|b| b.kind).collect();
//! assert_eq!(kinds, [BlockKind::Byline, BlockKind::Dateline, BlockKind::Body, BlockKind::Credit]);
//! assert_eq!(layers.zones.byline.unwrap().of(&story.text), "Ann Lind");
//! ```
//!
//! # Streams
//!
//! ```
//! use whomet::{Extractor, read::{Options, Reader}};
//!
//! let wire = "{\"id\": \"a\", \"published\": \"2024-05-14\", \"text\": \"Ms Lind met Mr Orr on Monday.\"}\nnonsense\n";
//! let extractor = Extractor::new();
//! let mut worker = extractor.worker();
//! let options = Options::default();
//! let mut lines = Vec::new();
//! for story in Reader::new("wire.ndjson", wire.as_bytes(), &options) {
//!     match story {
//!         Ok(article) => lines.push(serde_json::to_string(&worker.extract(&article)).unwrap()),
//!         Err(error) => assert_eq!(error.place().line, Some(2)),
//!     }
//! }
//! assert!(lines[0].contains("\"value\":\"2024-05-13\""));
//! ```
//!
//! # What it promises
//!
//! - Nothing is invented: what the story does not tell is `None` or an empty list; what the gazetteer adds says so, and
//!   speaks only for dates on which its row holds.
//! - Every slice of a record is the text at its offsets, in code points or what was asked for. Inside the library everything counts bytes
//!   ([`span::Span`]).
//! - The same story gives the same record, whatever was read before and on however many threads.
//! - Time and memory grow in proportion to the text, whatever it is.
//!
//! # What it knows
//!
//! Names, titles, trigger words, rules and date expressions are tables under `data/`, checked and compiled by the build. A
//! name or a rule is added by a line in one of them; see the README.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod article;
pub mod cli;
pub mod coref;
pub mod country;
pub mod date;
pub mod diff;
pub mod encounter;
pub mod error;
pub mod eval;
pub mod export;
pub mod gazetteer;
mod hash;
pub mod knowledge;
pub mod mention;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod role;
pub mod span;
pub mod token;
mod words;
pub mod zone;

pub use article::Article;
pub use error::Error;
pub use pipeline::{Extractor, Worker};
pub use record::Record;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
