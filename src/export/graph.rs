//! Who met whom, as a graph for Gephi, networkx and their like: parties are nodes, each encounter an edge between each two of
//! its parties.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{escaped, name, wikidata};
use crate::record::Record;

/// The graph of many records. It does not matter in which order they are added.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// By key: label, type, country.
    nodes: BTreeMap<String, [String; 3]>,
    /// By source, target and identifier: what the encounter is.
    edges: BTreeMap<(String, String, String), [String; 5]>,
}

/// What an edge says.
const EDGE: [&str; 5] = ["kind", "status", "date", "place", "confidence"];
const NODE: [&str; 3] = ["label", "type", "country"];

impl Graph {
    /// Adds the encounters of a record. Parties are the same where their Wikidata items are, or else their types and names.
    pub fn add(&mut self, record: &Record) {
        for encounter in &record.encounters {
            let keys: Vec<String> = encounter
                .participants
                .iter()
                .map(|p| {
                    let item = wikidata(record, &p.entity);
                    let key = item.unwrap_or_else(|| format!("{}:{}", name(&p.kind), p.name));
                    let node = [p.name.clone(), name(&p.kind), p.country.clone().unwrap_or_default()];
                    // Of several names the first by order, so that the graph is the same whatever comes first.
                    let slot = self.nodes.entry(key.clone()).or_insert_with(|| node.clone());
                    if node < *slot {
                        *slot = node;
                    }
                    key
                })
                .collect();
            let date = encounter.when.as_ref().and_then(|w| w.value.clone()).unwrap_or_default();
            let place = encounter.place.as_ref().map(|p| p.name.clone().unwrap_or_else(|| p.text.clone()));
            let facts = [
                name(&encounter.kind),
                name(&encounter.status),
                date,
                place.unwrap_or_default(),
                encounter.confidence.to_string(),
            ];
            let id = format!("{}/{}", record.article.id, encounter.id);
            for (number, a) in keys.iter().enumerate() {
                for b in keys[number + 1..].iter().filter(|b| *b != a) {
                    self.edges.insert((a.clone(), b.clone(), id.clone()), facts.clone());
                }
            }
        }
    }

    /// The graph as GraphML.
    #[must_use]
    pub fn graphml(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        for (what, keys) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
            for key in keys {
                let kind = if *key == "confidence" { "double" } else { "string" };
                let _ = writeln!(out, "<key id=\"{key}\" for=\"{what}\" attr.name=\"{key}\" attr.type=\"{kind}\"/>");
            }
        }
        out.push_str("<key id=\"encounter\" for=\"edge\" attr.name=\"encounter\" attr.type=\"string\"/>\n");
        out.push_str("<graph edgedefault=\"undirected\">\n");
        let data = |out: &mut String, key: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, "<data key=\"{key}\">{}</data>", escaped(value));
            }
        };
        for (id, node) in &self.nodes {
            let _ = write!(out, "<node id=\"{}\">", escaped(id));
            NODE.iter().zip(node).for_each(|(key, value)| data(&mut out, key, value));
            out.push_str("</node>\n");
        }
        for ((a, b, id), edge) in &self.edges {
            let _ = write!(out, "<edge source=\"{}\" target=\"{}\">", escaped(a), escaped(b));
            data(&mut out, "encounter", id);
            EDGE.iter().zip(edge).for_each(|(key, value)| data(&mut out, key, value));
            out.push_str("</edge>\n");
        }
        out.push_str("</graph>\n</graphml>\n");
        out
    }

    /// The graph as GEXF 1.3.
    #[must_use]
    pub fn gexf(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
             <graph defaultedgetype=\"undirected\">\n",
        );
        for (class, keys) in [("node", &NODE[1..]), ("edge", &EDGE[..])] {
            let _ = writeln!(out, "<attributes class=\"{class}\">");
            for key in keys {
                let kind = if *key == "confidence" { "double" } else { "string" };
                let _ = writeln!(out, "<attribute id=\"{key}\" title=\"{key}\" type=\"{kind}\"/>");
            }
            out.push_str("</attributes>\n");
        }
        let values = |out: &mut String, keys: &[&str], values: &[String]| {
            out.push_str("<attvalues>");
            for (key, value) in keys.iter().zip(values).filter(|(_, v)| !v.is_empty()) {
                let _ = write!(out, "<attvalue for=\"{key}\" value=\"{}\"/>", escaped(value));
            }
            out.push_str("</attvalues>");
        };
        out.push_str("<nodes>\n");
        for (id, node) in &self.nodes {
            let _ = write!(out, "<node id=\"{}\" label=\"{}\">", escaped(id), escaped(&node[0]));
            values(&mut out, &NODE[1..], &node[1..]);
            out.push_str("</node>\n");
        }
        out.push_str("</nodes>\n<edges>\n");
        for (number, ((a, b, id), edge)) in self.edges.iter().enumerate() {
            let (a, b) = (escaped(a), escaped(b));
            let _ = write!(out, "<edge id=\"{number}\" source=\"{a}\" target=\"{b}\" label=\"{}\">", escaped(id));
            values(&mut out, &EDGE, edge);
            out.push_str("</edge>\n");
        }
        out.push_str("</edges>\n</graph>\n</gexf>\n");
        out
    }
}
