//! NewsML 1.2 and the Reuters corpus of 2000 (RCV1).

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

/// Every text of every news item: several languages stand side by side as components.
pub(super) fn read(root: Node<'_, '_>) -> Vec<Found> {
    root.descendants().filter(|n| is(*n, "NewsItem")).flat_map(item).collect()
}

fn item(item: Node<'_, '_>) -> Vec<Found> {
    let mut frame = Article::default();
    if let Some(name) = below(item, "NewsIdentifier") {
        let public = || tree::text(name, "PublicIdentifier");
        frame.id = public().or_else(|| tree::text(name, "NewsItemId")).unwrap_or_default();
        frame.version = tree::text(name, "RevisionId").and_then(|v| v.parse().ok());
    }
    if let Some(management) = child(item, "NewsManagement") {
        let status = child(management, "Status").and_then(|s| attribute(s, "FormalName")).unwrap_or("Usable");
        if !status.eq_ignore_ascii_case("usable") {
            return vec![Err(Refusal::held_back(frame, status))];
        }
        frame.updated = tree::text(management, "ThisRevisionCreated");
        let first = tree::text(management, "FirstCreated").or_else(|| frame.updated.clone());
        frame.published = first.as_deref().and_then(when::day);
        frame.published_from = frame.published.map(|_| PublishedFrom::Input);
    }
    let mut found = Vec::new();
    for component in item.descendants().filter(|n| is(*n, "NewsComponent")) {
        let parts = component.children().filter(|n| is(*n, "ContentItem"));
        let Some(text) = parts.filter_map(|part| child(part, "DataContent").and_then(|c| content(part, c))).next()
        else {
            continue;
        };
        let mut article = frame.clone();
        // What the component does not say, those around it do.
        for outer in component.ancestors().filter(|n| is(*n, "NewsComponent")) {
            describe(outer, &mut article);
        }
        match text {
            Text::Nitf(document) => nitf::read(document, &mut article),
            Text::Plain(text) => article.text = text,
        }
        found.push(article);
    }
    let several = found.len() > 1;
    for (number, article) in found.iter_mut().enumerate().filter(|_| several) {
        article.id = format!("{}#{}", article.id, number + 1);
    }
    if found.is_empty() {
        return vec![Err(Refusal::no_story(frame.id, "a NewsML item without text".to_owned()))];
    }
    found.into_iter().map(Ok).collect()
}

fn describe(component: Node<'_, '_>, article: &mut Article) {
    if let Some(lines) = child(component, "NewsLines") {
        set(&mut article.headline, tree::text(lines, "HeadLine"));
        set(&mut article.byline, tree::text(lines, "ByLine").as_deref().and_then(nitf::author));
        set(&mut article.dateline, tree::text(lines, "DateLine").filter(|d| !when::is_time(d)));
        set(&mut article.credit, tree::text(lines, "CreditLine"));
    }
    if let Some(data) = child(component, "AdministrativeMetadata") {
        let party = |name: &str| below(child(data, name)?, "Party").and_then(|p| attribute(p, "FormalName"));
        set(&mut article.source, party("Provider").map(str::to_owned));
        set(&mut article.byline, party("Creator").map(str::to_owned));
    }
    if let Some(data) = child(component, "DescriptiveMetadata") {
        let language = child(data, "Language").and_then(|l| attribute(l, "FormalName"));
        set(&mut article.language, language.map(str::to_owned));
    }
}

enum Text<'a, 'i> {
    Nitf(Node<'a, 'i>),
    Plain(String),
}

/// The text of a content item: NITF, HTML as elements or escaped, or plain.
fn content<'a, 'i>(part: Node<'a, 'i>, data: Node<'a, 'i>) -> Option<Text<'a, 'i>> {
    if let Some(document) = below(data, "nitf") {
        return Some(Text::Nitf(document));
    }
    let text = if data.children().any(|n| n.is_element()) {
        tree::paragraphs(below(data, "body").unwrap_or(data))
    } else {
        let raw = data.text().unwrap_or_default();
        let said = |name: &str| child(part, name).and_then(|n| attribute(n, "FormalName")).unwrap_or_default();
        let html = [said("Format"), said("MimeType")].iter().any(|f| f.to_ascii_lowercase().contains("html"));
        if html || raw.contains("</p>") { html::fragment(raw) } else { raw.trim().to_owned() }
    };
    Some(Text::Plain(text)).filter(|t| !matches!(t, Text::Plain(text) if text.is_empty()))
}

/// The `newsitem` of the Reuters corpus.
pub(super) fn corpus(item: Node<'_, '_>) -> Found {
    let published = attribute(item, "date").and_then(when::day);
    Ok(Article {
        id: attribute(item, "itemid").or_else(|| attribute(item, "id")).unwrap_or_default().to_owned(),
        text: child(item, "text").map(tree::paragraphs).unwrap_or_default(),
        published,
        published_from: published.map(|_| PublishedFrom::Input),
        headline: tree::text(item, "headline").or_else(|| tree::text(item, "title")),
        byline: tree::text(item, "byline").as_deref().and_then(nitf::author),
        dateline: tree::text(item, "dateline").filter(|d| !when::is_time(d)),
        language: attribute(item, "lang").map(str::to_owned),
        ..Article::default()
    })
}
