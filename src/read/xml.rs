//! XML files: which format they are, by their root.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::{encoding, feed, newsml_g2, newsml1, nitf, tree, tree::is};
use crate::{
    article::Article,
    error::{Error, ErrorKind, Place},
};

/// A story, or why there is none.
pub(super) type Found = Result<Article, Refusal>;

/// Why an item gives no story.
#[derive(Debug)]
pub(super) struct Refusal {
    id: String,
    kind: ErrorKind,
    message: String,
    cure: &'static str,
    version: Option<u64>,
}

impl Refusal {
    /// An item of another kind.
    pub fn no_story(id: String, what: String) -> Self {
        let message = format!("{what} holds no story");
        Self { id, kind: ErrorKind::NoStory, message, cure: "give items with a text", version: None }
    }

    /// A story without words.
    pub fn no_text(id: String) -> Self {
        let message = "no text".to_owned();
        Self { id, kind: ErrorKind::Empty, message, cure: "give items with a text", version: None }
    }

    /// A story that its source does not let be used.
    pub fn held_back(article: Article, status: &str) -> Self {
        let message = format!("left out, as its source asks: its status is {status:?}");
        Self { id: article.id, kind: ErrorKind::Withheld, message, cure: "", version: article.version }
    }

    /// The failure at `place`.
    pub fn at(self, place: Place) -> Error {
        if self.id.is_empty() {
            return Error::new(self.kind, place, self.message, self.cure);
        }
        let message = format!("story {:?}: {}", self.id, self.message);
        Error::new(self.kind, place, message, self.cure).of_item(self.id, self.version)
    }
}

/// The stories of an XML file.
pub(super) fn read(bytes: &[u8], place: &Place) -> Result<Vec<Found>, Error> {
    let text = encoding::decode(bytes, encoding::of_xml(bytes), place)?;
    let document = parse(&text).map_err(|e| {
        let at = e.pos();
        let place = Place { line: Some(u64::from(at.row)), column: Some(u64::from(at.col)), ..place.clone() };
        let said = e.to_string();
        let said = said.rsplit_once(" at ").map_or(&*said, |(what, _)| what);
        Error::new(
            ErrorKind::Syntax,
            place,
            format!("not well-formed XML: {said}"),
            "have it written anew by its source",
        )
    })?;
    stories(document.root_element(), place)
}

/// The story of an NITF document that stands in a string.
pub(super) fn nitf_in(text: &str, article: &mut Article) {
    if let Ok(document) = parse(text)
        && let Some(root) = document.descendants().find(|n| is(*n, "nitf"))
    {
        nitf::read(root, article);
    }
}

fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    // Document types are allowed, for old formats name one; external entities are never fetched.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 16_000_000, ..ParsingOptions::default() };
    Document::parse_with_options(text.trim_start(), options)
}

fn stories(root: Node<'_, '_>, place: &Place) -> Result<Vec<Found>, Error> {
    let name = root.tag_name().name();
    Ok(match &*name.to_ascii_lowercase() {
        "nitf" => vec![document(root)],
        "newsitem" if tree::attribute(root, "itemid").is_some() => vec![newsml1::corpus(root)],
        "newsml" => newsml1::read(root),
        "rss" | "rdf" | "feed" => feed::read(root),
        "contentset" => {
            let mut article = Article::default();
            newsml_g2::body(root, &mut article);
            vec![Ok(article)]
        }
        "html" => {
            let text = tree::paragraphs(tree::child(root, "body").unwrap_or(root));
            vec![Ok(Article { text, headline: tree::below(root, "title").and_then(tree::words), ..Article::default() })]
        }
        _ => {
            let items = newsml_g2::read(root);
            if !items.is_empty() {
                return Ok(items);
            }
            if let Some(inner) = root.descendants().find(|n| n.node_type() == NodeType::Element && is(*n, "nitf")) {
                return Ok(vec![document(inner)]);
            }
            let message = format!("XML with the root <{name}>, which is no news format that whomet reads");
            let cure = "give NewsML-G2, NewsML 1.2, NITF, RSS, Atom or XHTML";
            return Err(Error::new(ErrorKind::NoStory, place.clone(), message, cure));
        }
    })
}

fn document(root: Node<'_, '_>) -> Found {
    let mut article = Article::default();
    nitf::read(root, &mut article);
    match nitf::held_back(root) {
        Some(status) => Err(Refusal::held_back(article, status)),
        None if article.text.is_empty() => Err(Refusal::no_text(article.id)),
        None => Ok(article),
    }
}
