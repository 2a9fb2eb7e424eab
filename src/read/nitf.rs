//! NITF stories, alone or inside another format.

use roxmltree::Node;

use super::{
    flow, tree,
    tree::{attribute, below, child, is},
    when,
};
use crate::article::{Article, PublishedFrom};

/// Takes what an NITF document says into `article`; what an envelope has said already stays.
pub(super) fn read(nitf: Node<'_, '_>, article: &mut Article) {
    let Some(body) = child(nitf, "body") else { return };
    if let Some(content) = child(body, "body.content") {
        article.text = tree::paragraphs(content);
    }
    let head = child(nitf, "head");
    if let Some(data) = head.and_then(|h| child(h, "docdata")) {
        let date = |name: &str| child(data, name).and_then(|n| attribute(n, "norm")).and_then(when::day);
        set(&mut article.published, date("date.issue").or_else(|| date("date.release")));
        if let Some(id) = child(data, "doc-id") {
            if article.id.is_empty() {
                article.id = attribute(id, "id-string").unwrap_or_default().to_owned();
            }
            set(&mut article.credit, attribute(id, "regsrc").map(str::to_owned));
        }
    }
    if let Some(published) = head.and_then(|h| child(h, "pubdata")) {
        set(&mut article.published, attribute(published, "date.publication").and_then(when::day));
        set(&mut article.source, attribute(published, "name").map(str::to_owned));
    }
    if article.published.is_some() {
        article.published_from = Some(PublishedFrom::Input);
    }
    if let Some(top) = child(body, "body.head") {
        set(&mut article.headline, child(top, "hedline").and_then(|h| tree::text(h, "hl1")));
        set(&mut article.byline, child(top, "byline").and_then(byline));
        set(&mut article.dateline, child(top, "dateline").and_then(|d| tree::text(d, "location")));
        set(&mut article.credit, tree::text(top, "distributor"));
    }
    set(&mut article.headline, head.and_then(|h| tree::text(h, "title")));
}

/// Why the document must not be used, if it says so.
pub(super) fn held_back<'a>(nitf: Node<'a, '_>) -> Option<&'a str> {
    let status = attribute(below(nitf, "docdata")?, "management-status")?;
    matches!(status, "withheld" | "embargoed" | "canceled" | "cancelled").then_some(status)
}

/// "By JANE DOE<byttl>Business Writer</byttl>": who wrote it, without the title.
fn byline(node: Node<'_, '_>) -> Option<String> {
    let person = below(node, "person").and_then(tree::words);
    let own = || {
        let text = node.descendants().filter(|n| n.is_text() && !n.ancestors().any(|a| is(a, "byttl")));
        let text: Vec<_> = text.filter_map(|n| n.text()).collect();
        flow::squeeze(&text.join(" "))
    };
    author(&person.unwrap_or_else(own))
}

/// A byline's author: without "By", and without the comma before a title.
pub(super) fn author(text: &str) -> Option<String> {
    let text = flow::squeeze(text);
    let name = text.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(&*text, |_| &text[3..]);
    let name = name.trim_matches([' ', ',', ';', '|']);
    Some(name.to_owned()).filter(|n| !n.is_empty())
}

/// Fills what is not known yet.
pub(super) fn set<T>(slot: &mut Option<T>, value: Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}
