//! The arguments of `whomet gazetteer`.

use std::path::PathBuf;

use clap::Subcommand;

use super::args::day;
use crate::article::Date;

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
    },
    /// How many names, entries and terms in office there are, table by table
    Stats {
        /// Names of your own, laid over the gazetteer
        #[arg(long, value_name = "FILE")]
        gazetteer: Option<PathBuf>,
    },
    /// Whether a file of your own is right: file:line, what is wrong, what to do
    Lint {
        /// TSV, CSV or JSON lines with the columns action (add, alias, override, block), name, class, of, aliases, country,
        /// subtype, wikidata, title, organisation, from, to, as_of, prominence
        file: PathBuf,
    },
    /// Compile files of your own into one that opens at once; for use with --gazetteer
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
