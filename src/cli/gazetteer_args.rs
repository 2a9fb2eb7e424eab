//! The arguments of `whomet gazetteer`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{args::day, choice::file_or_none};
use crate::article::Date;

pub(super) const HELP: &str = "\
Examples:
  whomet gazetteer lookup Macron --on 2021-06-16
  whomet gazetteer lint own.tsv
  whomet --gazetteer own.tsv stories.ndjson";

const LOOKUP: &str = "\
Examples:
  whomet gazetteer lookup Macron
  whomet gazetteer lookup \"European Commission\"
  whomet gazetteer lookup Scholz --on 2022-03-01 | jq -r '.terms[].title'
  whomet gazetteer lookup --gazetteer own.tsv \"Kari Holm\"";

const STATS: &str = "\
Examples:
  whomet gazetteer stats
  whomet gazetteer stats --gazetteer own.tsv";

const LINT: &str = "\
A file of your own, as TSV (columns parted by a tab); of names what an alias stands for:

  action  name               class    of               country  title           from
  add     Kari Holm          person                    NO       Prime Minister  2024-01-10
  add     Fjord Fisheries    company                   NO
  alias   the Grand Lady                Kari Holm
  block   Chairman Mao

Examples:
  whomet gazetteer lint own.tsv
  whomet --gazetteer own.tsv stories.ndjson";

const BUILD: &str = "\
Examples:
  whomet gazetteer build own.tsv -o own.gazetteer
  whomet gazetteer build japan.tsv towns.tsv own.tsv -o own.gazetteer
  whomet --gazetteer own.gazetteer stories.ndjson";

const QUERY: &str = "\
The query, at query.wikidata.org, for one country at a time (Q17 is Japan); download its result as CSV:
  SELECT ?person ?personLabel ?position ?positionLabel ?country ?start ?end
    (GROUP_CONCAT(DISTINCT ?alt;separator=\"|\") AS ?aliases)
  WHERE { VALUES ?country { wd:Q17 }
   ?position wdt:P1001|wdt:P17 ?country . ?person wdt:P31 wd:Q5; p:P39 ?st . ?st ps:P39 ?position; pq:P580 ?start .
   OPTIONAL{?st pq:P582 ?end} OPTIONAL{?person skos:altLabel ?alt FILTER(LANG(?alt)=\"en\")}
   FILTER(!BOUND(?end)||?end>=\"2000-01-01\"^^xsd:dateTime)
   SERVICE wikibase:label{bd:serviceParam wikibase:language \"en\"} }
  GROUP BY ?person ?personLabel ?position ?positionLabel ?country ?start ?end

Examples:
  whomet gazetteer import japan.csv > japan.tsv
  whomet gazetteer import --min-population 5000 cities5000.txt > towns.tsv
  whomet gazetteer build japan.tsv towns.tsv -o own.gazetteer
  whomet --gazetteer own.gazetteer stories.ndjson";

#[derive(Debug, Subcommand)]
pub(super) enum Ask {
    /// What a name may stand for, a meaning a line, the most prominent first
    #[command(after_help = LOOKUP)]
    Lookup {
        /// The name, in any spelling
        #[arg(required = true)]
        name: Vec<String>,
        /// Only offices that the person held, or may hold, on a day
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// Names of your own, laid over the gazetteer
        #[arg(long, value_name = "FILE")]
        gazetteer: Option<PathBuf>,
        /// Read the settings of FILE alone: see `whomet config --help`
        #[arg(long, value_name = "FILE", value_parser = file_or_none())]
        config: Option<PathBuf>,
    },
    /// How many names, entries and terms in office there are, table by table
    #[command(after_help = STATS)]
    Stats {
        /// Names of your own, laid over the gazetteer
        #[arg(long, value_name = "FILE")]
        gazetteer: Option<PathBuf>,
        /// Read the settings of FILE alone: see `whomet config --help`
        #[arg(long, value_name = "FILE", value_parser = file_or_none())]
        config: Option<PathBuf>,
    },
    /// Whether a file of your own is right: file:line, what is wrong, what to do
    #[command(after_help = LINT)]
    Lint {
        /// TSV, CSV or JSON lines with the columns action (add, alias, override, block), name, class, of, aliases, country,
        /// subtype, wikidata, title, organisation, from, to, as_of, prominence
        file: PathBuf,
    },
    /// Compile files of your own into one that opens at once; for use with --gazetteer
    #[command(after_help = BUILD)]
    Build {
        /// TSV, CSV or JSON lines as for lint; what later ones say lies over the earlier ones
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Where to write it
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Make a file of your own from open data: the CSV of the Wikidata query for office holders, or a dump of GeoNames
    #[command(after_help = QUERY)]
    Import {
        /// The CSV of the query below, or a file such as cities500.txt or JP.txt of GeoNames
        file: PathBuf,
        /// The day on which it was fetched: offices without an end are known to be held until then [default: today]
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
        /// Leave out towns of GeoNames with fewer people
        #[arg(long, value_name = "N", default_value_t = 0)]
        min_population: u32,
    },
}
