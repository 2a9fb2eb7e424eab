//! NewsML-G2: news items, alone, in messages and in packages.

use roxmltree::Node;

use super::{
    html, nitf,
    nitf::set,
    tree,
    tree::{attribute, below, child, is},
    when,
    xml::{Found, Refusal},
};
use crate::article::{Article, PublishedFrom};

/// Every news item of the document. Items of other kinds are refused by name.
pub(super) fn read(root: Node<'_, '_>) -> Vec<Found> {
    let mut items = Vec::new();
    for node in root.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "newsItem" => items.push(item(node)),
            name @ ("packageItem" | "conceptItem" | "knowledgeItem" | "planningItem" | "catalogItem") => {
                items.push(Err(Refusal::no_story(id(node), format!("a NewsML-G2 {name}"))));
            }
            _ => {}
        }
    }
    items
}

fn id(item: Node<'_, '_>) -> String {
    attribute(item, "guid").unwrap_or_default().to_owned()
}

fn item(item: Node<'_, '_>) -> Found {
    let mut article = Article { id: id(item), ..Article::default() };
    article.version = attribute(item, "version").and_then(|v| v.parse().ok());
    let meta = child(item, "itemMeta");
    let content = child(item, "contentMeta");
    if let Some(meta) = meta {
        let status = child(meta, "pubStatus").and_then(code).unwrap_or("usable");
        if !status.ends_with("usable") {
            return Err(Refusal::held_back(article, status));
        }
        article.updated = tree::text(meta, "versionCreated");
        article.source = child(meta, "provider").and_then(named);
        article.headline = tree::text(meta, "title");
    }
    // The day of the story is that of its first version: later ones are corrections.
    let times =
        [content.and_then(|c| tree::text(c, "contentCreated")), meta.and_then(|m| tree::text(m, "firstCreated"))];
    let times = times.into_iter().flatten().chain(article.updated.clone());
    article.published = times.filter_map(|t| when::day(&t)).next();
    if let Some(content) = content {
        if let Some(headline) = tree::text(content, "headline") {
            article.headline = Some(headline);
        }
        article.byline = tree::text(content, "by").or_else(|| child(content, "creator").and_then(named));
        article.byline = article.byline.as_deref().and_then(nitf::author);
        // Some agencies put the time there. Where the desk is (`located`) is not where the story is from.
        article.dateline = tree::text(content, "dateline").filter(|d| !when::is_time(d));
        article.credit = tree::text(content, "creditline").or_else(|| child(content, "infoSource").and_then(named));
        article.language = child(content, "language").and_then(|l| attribute(l, "tag")).map(str::to_owned);
    }
    set(&mut article.language, attribute(item, "lang").map(str::to_owned));
    if article.published.is_some() {
        article.published_from = Some(PublishedFrom::Input);
    }
    let kind = meta.and_then(|m| child(m, "itemClass")).and_then(code).unwrap_or("text").to_owned();
    match child(item, "contentSet") {
        Some(set) => body(set, &mut article),
        None => return Err(Refusal::no_story(article.id, format!("a NewsML-G2 item without content ({kind})"))),
    }
    if article.text.is_empty() {
        return Err(Refusal::no_story(article.id, format!("a NewsML-G2 item whose content is no text ({kind})")));
    }
    Ok(article)
}

/// The story of a content set: NITF, XHTML, plain text or escaped HTML.
pub(super) fn body(set: Node<'_, '_>, article: &mut Article) {
    for part in set.children().filter(Node::is_element) {
        if !article.text.is_empty() {
            return;
        }
        let form = attribute(part, "contenttype").unwrap_or_default();
        if is(part, "inlineXML") {
            if let Some(document) = below(part, "nitf") {
                nitf::read(document, article);
            } else if let Some(page) = below(part, "html").or_else(|| below(part, "body")) {
                // The article stands between lists of topics, a headline and a notepad.
                let main = page.descendants().find(|n| {
                    let class = attribute(*n, "class").unwrap_or_default();
                    n.is_element() && class.split_ascii_whitespace().any(|c| matches!(c, "main" | "bodytext"))
                });
                article.text = tree::paragraphs(main.or_else(|| child(page, "body")).unwrap_or(page));
            }
        } else if is(part, "inlineData") {
            let text = part.text().unwrap_or_default();
            article.text = if form.contains("html") { html::fragment(text) } else { text.trim().to_owned() };
        }
    }
}

fn code<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "qcode").or_else(|| attribute(node, "uri")).or_else(|| attribute(node, "literal"))
}

fn named(node: Node<'_, '_>) -> Option<String> {
    tree::text(node, "name").or_else(|| attribute(node, "literal").map(str::to_owned))
}
