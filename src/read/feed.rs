//! RSS, Atom and JSON Feed: an article an entry.

use roxmltree::Node;
use serde_json::Value;

use super::{
    flow, html, nitf,
    nitf::set,
    tree,
    tree::{attribute, child, is},
    when,
    xml::{Found, Refusal},
};
use crate::article::{Article, PublishedFrom};

/// The entries of an RSS (2.0, 1.0 or older) or Atom document.
pub(super) fn read(root: Node<'_, '_>) -> Vec<Found> {
    let channel = if is(root, "feed") { root } else { child(root, "channel").unwrap_or(root) };
    let source = tree::text(channel, "title");
    let language = tree::text(channel, "language").or_else(|| attribute(root, "lang").map(str::to_owned));
    root.descendants()
        .filter(|n| is(*n, "item") || is(*n, "entry"))
        .map(|node| {
            let mut article = entry(node);
            set(&mut article.source, source.clone());
            set(&mut article.language, language.clone());
            if article.text.is_empty() { Err(Refusal::no_text(article.id)) } else { Ok(article) }
        })
        .collect()
}

fn entry(node: Node<'_, '_>) -> Article {
    let link = node.children().filter(|n| is(*n, "link"));
    let link = link.filter(|l| attribute(*l, "rel").is_none_or(|rel| rel == "alternate"));
    let url = link.filter_map(|l| attribute(l, "href").map(str::to_owned).or_else(|| tree::words(l))).next();
    let time = |names: &[&str]| names.iter().filter_map(|n| tree::text(node, n)).next();
    let published = time(&["pubDate", "published", "date", "issued", "updated"]);
    let published = published.as_deref().and_then(when::day);
    let author = |name: &str| {
        let node = child(node, name)?;
        tree::text(node, "name").or_else(|| tree::words(node))
    };
    // `content:encoded` and Atom's `content` hold the story, the others an abstract.
    let bodies = ["encoded", "content", "description", "summary"];
    let text = bodies.iter().filter_map(|name| child(node, name)).map(body).find(|text| !text.is_empty());
    Article {
        id: tree::text(node, "guid").or_else(|| tree::text(node, "id")).or_else(|| url.clone()).unwrap_or_default(),
        text: text.unwrap_or_default(),
        published,
        published_from: published.map(|_| PublishedFrom::Input),
        headline: child(node, "title").map(body),
        byline: author("creator").or_else(|| author("author")).as_deref().and_then(nitf::author),
        url,
        updated: time(&["updated", "modified"]),
        ..Article::default()
    }
}

/// Elements, escaped HTML, or plain words: feeds write all three.
fn body(node: Node<'_, '_>) -> String {
    if node.children().any(|n| n.is_element()) {
        return tree::paragraphs(node);
    }
    let raw: String = node.children().filter_map(|n| n.text()).collect();
    if raw.contains('<') || raw.contains('&') { html::fragment(&raw) } else { flow::squeeze(&raw) }
}

/// Whether `value` is a JSON Feed.
pub(super) fn is_json_feed(value: &Value) -> bool {
    value["items"].is_array() && value["version"].as_str().is_some_and(|v| v.contains("jsonfeed.org"))
}

/// The items of a JSON Feed.
pub(super) fn json(feed: &Value) -> Vec<Found> {
    let string = |value: &Value| value.as_str().map(str::to_owned).filter(|s| !s.trim().is_empty());
    let items = feed["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    items
        .iter()
        .map(|item| {
            let id = string(&item["id"]).or_else(|| item["id"].as_u64().map(|n| n.to_string()));
            let id = id.or_else(|| string(&item["url"])).unwrap_or_default();
            let plain = string(&item["content_text"]);
            let text = plain.or_else(|| string(&item["content_html"]).map(|h| html::fragment(&h)));
            let Some(text) = text.or_else(|| string(&item["summary"])).filter(|t| !t.is_empty()) else {
                return Err(Refusal::no_text(id));
            };
            let published = item["date_published"].as_str().and_then(when::day);
            Ok(Article {
                id,
                text,
                published,
                published_from: published.map(|_| PublishedFrom::Input),
                headline: string(&item["title"]),
                byline: string(&item["authors"][0]["name"]).or_else(|| string(&item["author"]["name"])),
                source: string(&feed["title"]),
                url: string(&item["url"]),
                updated: string(&item["date_modified"]),
                language: string(&item["language"]).or_else(|| string(&feed["language"])),
                ..Article::default()
            })
        })
        .collect()
}
