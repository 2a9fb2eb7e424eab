//! What arguments choose among.

use std::path::PathBuf;

use clap::{
    ValueEnum,
    builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser},
};

use super::args::Args;
use crate::{
    export::Rows,
    pipeline::Stage,
    read::InputFormat,
    record::{Kind, Offsets, Status},
};

/// What offsets count.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Unit {
    #[value(alias = "codepoint")]
    Char,
    Byte,
    Utf16,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Char => Self::Codepoint,
            Unit::Byte => Self::Byte,
            Unit::Utf16 => Self::Utf16,
        }
    }
}

/// In which form results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Records, or with --emit rows, one a line
    #[value(alias = "jsonl")]
    Ndjson,
    /// Rows with a header; encounters without --emit
    Csv,
    /// The same with tabs
    Tsv,
    /// Items with the names and encounters found, one a line
    #[value(name = "ninjs", alias = "ninjs3")]
    Ninjs3,
    /// The same for ninjs 1.6
    #[value(name = "ninjs1")]
    Ninjs1,
    /// Standoff annotation: of one story, or with -o FOLDER of many, for brat to open
    Brat,
    /// Tokens with the names as BIO tags
    Conll,
    /// Event data as PLOVER's JSON lines, with CAMEO codes
    Plover,
    /// Event data in the columns of POLECAT
    Polecat,
    /// The graph of who met whom, for networkx and others
    Graphml,
    /// The same for Gephi
    Gexf,
    /// The diary: planned and proposed encounters of a known day, as iCalendar
    #[value(name = "ical", alias = "ics")]
    Ical,
    /// A database with full-text search, with -o FILE; a build with the feature sqlite has it
    Sqlite,
    /// A table for data lakes, with -o FILE; a build with the feature parquet has it
    Parquet,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Emit {
    Encounters,
    Participants,
    Entities,
    Articles,
}

impl From<Emit> for Rows {
    fn from(emit: Emit) -> Self {
        match emit {
            Emit::Encounters => Self::Encounters,
            Emit::Participants => Self::Participants,
            Emit::Entities => Self::Entities,
            Emit::Articles => Self::Articles,
        }
    }
}

/// What is written for each story.
pub(super) enum View {
    Records,
    Explanations,
    Articles,
    Layer(Stage),
}

impl View {
    pub fn of(args: &Args) -> Self {
        match args.stop_after {
            Some(StageName::Read) => Self::Articles,
            Some(stage) => Self::Layer(stage.into()),
            None if args.explain => Self::Explanations,
            None => Self::Records,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatName {
    Text,
    #[value(alias = "json", alias = "jsonl")]
    Ndjson,
    #[value(alias = "mrn")]
    Ninjs,
    #[value(name = "newsml-g2", alias = "g2")]
    NewsmlG2,
    Nitf,
    Newsml,
    Rcv1,
    Html,
    Rss,
    Atom,
    JsonFeed,
    Csv,
    Tsv,
    #[value(name = "reuters21578", alias = "sgml")]
    Reuters21578,
    Warc,
    #[value(alias = "iptc7901")]
    Anpa,
    Xml,
}

impl FormatName {
    /// The XML formats tell themselves apart by their roots, those of JSON by their fields.
    pub fn format(self) -> InputFormat {
        match self {
            Self::Text => InputFormat::Text,
            Self::Ndjson | Self::Ninjs | Self::JsonFeed => InputFormat::Ndjson,
            Self::NewsmlG2 | Self::Nitf | Self::Newsml | Self::Rcv1 | Self::Rss | Self::Atom | Self::Xml => {
                InputFormat::Xml
            }
            Self::Html => InputFormat::Html,
            Self::Csv => InputFormat::Csv,
            Self::Tsv => InputFormat::Tsv,
            Self::Reuters21578 => InputFormat::Sgml,
            Self::Warc => InputFormat::Warc,
            Self::Anpa => InputFormat::Anpa,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum StageName {
    /// The story as it was read
    Read,
    #[value(alias = "zones")]
    Zone,
    #[value(alias = "tokens")]
    Token,
    Gazetteer,
    #[value(alias = "dates")]
    Date,
    #[value(alias = "mentions")]
    Mention,
    #[value(alias = "roles")]
    Role,
    #[value(alias = "entities")]
    Coref,
    #[value(alias = "encounters")]
    Encounter,
}

impl From<StageName> for Stage {
    fn from(name: StageName) -> Self {
        match name {
            StageName::Read | StageName::Zone => Self::Zone,
            StageName::Token => Self::Token,
            StageName::Gazetteer => Self::Gazetteer,
            StageName::Date => Self::Date,
            StageName::Mention => Self::Mention,
            StageName::Role => Self::Role,
            StageName::Coref => Self::Coref,
            StageName::Encounter => Self::Encounter,
        }
    }
}

/// A file, or none where nothing is named.
pub(super) fn file_or_none() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

pub(super) fn kinds() -> impl TypedValueParser<Value = Kind> {
    let all = [
        ("meeting", Kind::Meeting),
        ("talks", Kind::Talks),
        ("visit", Kind::Visit),
        ("call", Kind::Call),
        ("summit", Kind::Summit),
    ];
    one_of(all)
}

pub(super) fn statuses() -> impl TypedValueParser<Value = Status> {
    let all = [
        ("happened", Status::Happened),
        ("ongoing", Status::Ongoing),
        ("planned", Status::Planned),
        ("proposed", Status::Proposed),
        ("cancelled", Status::Cancelled),
        ("refused", Status::Refused),
    ];
    one_of(all)
}

pub(super) fn one_of<T, const N: usize>(all: [(&'static str, T); N]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.map(|(name, _)| name)).map(move |name| {
        let at = all.iter().position(|(n, _)| *n == name);
        all[at.unwrap_or_default()].1
    })
}
