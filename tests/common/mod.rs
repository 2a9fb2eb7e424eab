//! The stories of `fixtures/stories`, with what stands beside them.

#![allow(dead_code, reason = "each test uses its own part")]

use std::{fs, path::PathBuf};

use serde::Deserialize;
use whomet::Article;

/// One story.
pub struct Story {
    pub name: String,
    pub file: PathBuf,
    pub text: String,
    pub gold: Gold,
}

/// What a person reads in it.
#[derive(Deserialize)]
pub struct Gold {
    pub published: Option<String>,
    pub encounters: Vec<Encounter>,
}

/// One encounter, by the definition of an encounter alone.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Encounter {
    pub kind: whomet::record::Kind,
    pub status: whomet::record::Status,
    pub participants: Vec<Participant>,
    pub about: Vec<String>,
    pub when: Option<String>,
    #[serde(rename = "where")]
    pub place: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
pub struct Participant {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: whomet::record::PartyType,
    pub role: Option<String>,
    pub country: Option<String>,
    pub part: Option<whomet::record::Part>,
}

impl Story {
    /// The story as the pipeline gets it.
    pub fn article(&self) -> Article {
        let article = Article { id: self.name.clone(), ..Article::from_text(self.text.clone()) };
        match self.gold.published.as_deref() {
            Some(day) => article.published_on(whomet::article::day(day).expect("a day such as 2024-05-15")),
            None => article,
        }
    }
}

/// Every story, by name.
pub fn stories() -> Vec<Story> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/stories");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    assert!(files.len() >= 14, "stories are missing");
    files
        .into_iter()
        .map(|file| {
            let gold = fs::read_to_string(file.with_extension("json")).unwrap();
            let gold = serde_json::from_str(&gold).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
            Story { name, text: fs::read_to_string(&file).unwrap(), gold, file }
        })
        .collect()
}
