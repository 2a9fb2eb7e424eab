//! Figures, and what stands behind them.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

/// How one layer of one gold file was met.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The layer.
    pub layer: &'static str,
    /// How many documents the gold has.
    pub documents: usize,
    /// Those for which nothing was found or read.
    pub without_prediction: Vec<String>,
    /// Whether the gold annotates only a part of what there is: precision has no meaning then.
    pub partial: bool,
    /// Precision, recall, F1.
    #[serde(serialize_with = "by_name")]
    pub measures: Vec<Measure>,
    /// Shares that are right.
    #[serde(serialize_with = "shares_by_name")]
    pub shares: Vec<Share>,
    /// Encounters found for each document, where that is all that can be said of precision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encounters_per_document: Option<f64>,
    /// What was missed, found wrongly, or is partly wrong, in the order of the documents.
    pub errors: Vec<Fault>,
}

impl Report {
    pub(super) fn new(layer: &'static str) -> Self {
        Self {
            layer,
            documents: 0,
            without_prediction: Vec::new(),
            partial: false,
            measures: Vec::new(),
            shares: Vec::new(),
            encounters_per_document: None,
            errors: Vec::new(),
        }
    }

    /// The measure of that name.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|m| m.name == name)
    }

    /// The share of that name.
    #[must_use]
    pub fn share_of(&self, name: &str) -> Option<&Share> {
        self.shares.iter().find(|s| s.name == name)
    }

    pub(super) fn count(&mut self, name: impl Into<String>, right: u64, spurious: u64, missed: u64) {
        self.measures.push(Measure { name: name.into(), right, spurious, missed });
    }

    pub(super) fn share(&mut self, name: &'static str, right: f64, of: u64) {
        self.shares.push(Share { name, right, of });
    }
}

/// How many were right.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Of what.
    pub name: String,
    /// Found as gold has it.
    pub right: u64,
    /// Found, and not in gold.
    pub spurious: u64,
    /// In gold, and not found.
    pub missed: u64,
}

impl Measure {
    /// The share of what was found that is right, per cent.
    #[must_use]
    pub fn precision(&self) -> f64 {
        percent(self.right as f64, self.right + self.spurious)
    }

    /// The share of gold that was found, per cent.
    #[must_use]
    pub fn recall(&self) -> f64 {
        percent(self.right as f64, self.right + self.missed)
    }

    /// The harmonic mean of both, per cent.
    #[must_use]
    pub fn f1(&self) -> f64 {
        percent(2.0 * self.right as f64, 2 * self.right + self.spurious + self.missed)
    }
}

/// A share of cases that are right.
#[derive(Clone, Debug)]
pub struct Share {
    /// Of what.
    pub name: &'static str,
    /// How many are right, or the sum of how right they are.
    pub right: f64,
    /// How many there are.
    pub of: u64,
}

impl Share {
    /// Per cent.
    #[must_use]
    pub fn percent(&self) -> f64 {
        percent(self.right, self.of)
    }
}

fn percent(right: f64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { 100.0 * right / of as f64 }
}

/// Something that is not as gold has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind of fault.
    #[serde(rename = "error")]
    pub kind: FaultKind,
    /// The document.
    pub document: String,
    /// Which fields are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<&'static str>,
    /// What gold has.
    pub gold: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// Where, in code points.
    pub span: Option<(u32, u32)>,
    /// The text around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultKind {
    /// Gold has it and it was not found.
    Missed,
    /// It was found and gold does not have it.
    Spurious,
    /// It was found, and is partly wrong.
    Partly,
}

impl FaultKind {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Partly => "partly",
        }
    }
}

fn by_name<S: Serializer>(measures: &[Measure], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(measures.len()))?;
    for m in measures {
        let value = serde_json::json!({
            "p": rounded(m.precision()), "r": rounded(m.recall()), "f1": rounded(m.f1()),
            "right": m.right, "spurious": m.spurious, "missed": m.missed,
        });
        map.serialize_entry(&m.name, &value)?;
    }
    map.end()
}

fn shares_by_name<S: Serializer>(shares: &[Share], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(shares.len()))?;
    for s in shares {
        map.serialize_entry(s.name, &serde_json::json!({"percent": rounded(s.percent()), "of": s.of}))?;
    }
    map.end()
}

/// To two places; a tie goes to the even one.
fn rounded(n: f64) -> f64 {
    (n * 100.0).round_ties_even() / 100.0
}
