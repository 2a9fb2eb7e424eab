//! Web pages: what they say of themselves as JSON-LD first, their tags then, and the story by its paragraphs.

use scraper::{ElementRef, Html, Node, Selector, node::Element};
use serde_json::Value;

use super::{
    encoding,
    flow::{self, Effect, Flow},
    nitf::{author, set},
    when,
};
use crate::{
    article::{Article, PublishedFrom},
    error::{Error, Place},
};

/// The text of a piece of HTML, paragraph by paragraph.
pub(super) fn fragment(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    paragraphs(tree.root_element(), &|_| false)
}

/// The article of a page.
pub(super) fn page(bytes: &[u8], place: &Place) -> Result<Article, Error> {
    let text = encoding::decode(bytes, Some(encoding::of_html(bytes)), place)?;
    let tree = Html::parse_document(&text);
    let mut article = Article::default();
    let mut body = None;
    for script in select(&tree, "script[type='application/ld+json']") {
        let json: String = script.text().collect();
        // Scripts of pages are written by many hands: what is no JSON says nothing.
        if let Ok(value) = serde_json::from_str::<Value>(json.trim()) {
            linked(&value, &mut article, &mut body, 0);
        }
    }
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(&tree, name));
    let title = || select(&tree, "title").next().map(|t| flow::squeeze(&t.text().collect::<String>()));
    let heading = || select(&tree, "h1").next().map(|t| flow::squeeze(&t.text().collect::<String>()));
    set(
        &mut article.headline,
        meta(&["og:title", "twitter:title"]).or_else(heading).or_else(title).filter(|t| !t.is_empty()),
    );
    let by = meta(&["author", "article:author", "sailthru.author", "parsely-author"]);
    set(&mut article.byline, by.filter(|b| !b.starts_with("http")).as_deref().and_then(author));
    set(&mut article.source, meta(&["og:site_name", "application-name"]));
    let times =
        ["article:published_time", "datePublished", "sailthru.date", "pdate", "date", "dc.date", "dcterms.created"];
    let time = times.iter().filter_map(|name| self::meta(&tree, name)).find_map(|t| when::day(&t));
    let time = time.or_else(|| {
        select(&tree, "[itemprop=datePublished], article time[datetime]")
            .find_map(|e| when::day(e.attr("datetime").or_else(|| e.attr("content"))?))
    });
    set(&mut article.published, time);
    article.published_from = article.published.map(|_| PublishedFrom::Input);
    let link = select(&tree, "link[rel=canonical]").find_map(|l| l.attr("href").map(str::to_owned));
    set(&mut article.url, link.or_else(|| meta(&["og:url"])));
    article.text = match body {
        Some(body) => body,
        None => story(&tree),
    };
    Ok(article)
}

fn select<'t>(tree: &'t Html, selector: &str) -> impl Iterator<Item = ElementRef<'t>> {
    let found: Vec<_> = Selector::parse(selector).map(|s| tree.select(&s).collect()).unwrap_or_default();
    found.into_iter()
}

fn meta(tree: &Html, name: &str) -> Option<String> {
    let is = |e: &ElementRef<'_>| {
        ["property", "name", "itemprop"].iter().any(|key| e.attr(key).is_some_and(|v| v.eq_ignore_ascii_case(name)))
    };
    let found = select(tree, "meta").find(|e| is(e) && e.attr("content").is_some_and(|c| !c.trim().is_empty()))?;
    found.attr("content").map(flow::squeeze)
}

/// Takes the first article of a JSON-LD value: one object, a list, or a graph.
fn linked(value: &Value, article: &mut Article, body: &mut Option<String>, depth: usize) {
    if depth > 4 {
        return;
    }
    if let Some(list) = value.as_array() {
        list.iter().for_each(|v| linked(v, article, body, depth + 1));
        return;
    }
    linked_graph(value, article, body, depth);
    let types = value["@type"].as_array().map_or(std::slice::from_ref(&value["@type"]), Vec::as_slice);
    let is_article = types
        .iter()
        .filter_map(Value::as_str)
        .any(|t| t.ends_with("Article") || matches!(t, "BlogPosting" | "Report" | "LiveBlogPosting"));
    if !is_article {
        return;
    }
    let string = |v: &Value| v.as_str().map(decoded).filter(|s| !s.is_empty());
    let name = |v: &Value| {
        let one = v.as_array().and_then(|l| l.first()).unwrap_or(v);
        string(&one["name"]).or_else(|| string(one))
    };
    set(&mut article.headline, string(&value["headline"]));
    set(&mut article.published, value["datePublished"].as_str().and_then(when::day));
    set(&mut article.byline, name(&value["author"]).filter(|a| !a.starts_with("http")));
    set(&mut article.source, name(&value["publisher"]));
    set(&mut article.dateline, string(&value["dateline"]).filter(|d| !when::is_time(d)));
    set(&mut article.updated, string(&value["dateModified"]));
    set(&mut article.url, string(&value["url"]));
    if article.id.is_empty() {
        article.id = string(&value["identifier"]).unwrap_or_default();
    }
    // Some give a teaser as the body.
    const LEAST: usize = 300;
    if let Some(text) = value["articleBody"].as_str().filter(|t| t.len() >= LEAST) {
        let text = if text.contains("</") { fragment(text) } else { lines(&decoded_entities(text)) };
        set(body, Some(text));
    }
}

fn linked_graph(value: &Value, article: &mut Article, body: &mut Option<String>, depth: usize) {
    for key in ["@graph", "mainEntity"] {
        if !value[key].is_null() {
            linked(&value[key], article, body, depth + 1);
        }
    }
}

fn decoded(text: &str) -> String {
    flow::squeeze(&decoded_entities(text))
}

/// JSON-LD is often escaped once more than it should be.
fn decoded_entities(text: &str) -> String {
    if text.contains('&') && text.contains(';') && !text.contains('<') {
        Html::parse_fragment(text).root_element().text().collect()
    } else {
        text.to_owned()
    }
}

/// Plain lines as paragraphs.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(flow::squeeze).filter(|l| !l.is_empty()).collect();
    lines.join("\n\n")
}

/// How far out furniture is looked for.
const DEEP: usize = 64;

/// The story of a page that does not give it: the element whose own paragraphs hold the most prose, and those of its kind
/// around it.
fn story(tree: &Html) -> String {
    let mut best: Option<(ElementRef<'_>, f64)> = None;
    let mut scores: std::collections::HashMap<_, f64> = std::collections::HashMap::new();
    for paragraph in select(tree, "p, pre") {
        if paragraph.ancestors().take(DEEP).filter_map(ElementRef::wrap).any(|e| is_furniture(e.value())) {
            continue;
        }
        let own: String = paragraph.text().collect();
        let linked: usize = select_in(paragraph, "a").flat_map(|a| a.text()).map(str::len).sum();
        let length = own.trim().len().saturating_sub(2 * linked);
        // A line of a few words is no prose.
        if length < 25 {
            continue;
        }
        let score = length as f64 + 20.0 * own.matches(", ").count() as f64;
        // Prose speaks for the element around it, and half as loud for the one around that.
        for (distance, outer) in paragraph.ancestors().filter_map(ElementRef::wrap).take(3).enumerate() {
            *scores.entry(outer.id()).or_default() += score / f64::from(1 << distance);
        }
    }
    for element in select(tree, "article, main, div, section, td, body") {
        if let Some(&score) = scores.get(&element.id())
            && best.is_none_or(|(_, most)| score > most)
        {
            best = Some((element, score));
        }
    }
    let Some((root, _)) = best else { return String::new() };
    // The headline is a field of its own.
    paragraphs(root, &|e| e.name() == "h1" || is_furniture(e))
}

fn select_in<'t>(element: ElementRef<'t>, name: &'static str) -> impl Iterator<Item = ElementRef<'t>> {
    element.descendants().filter_map(ElementRef::wrap).filter(move |e| e.value().name() == name)
}

/// Whether an element is by its name or its class something around the story.
fn is_furniture(element: &Element) -> bool {
    if matches!(element.name(), "nav" | "footer" | "aside" | "form" | "figure" | "noscript") {
        return true;
    }
    const WORDS: [&str; 19] = [
        "comment",
        "related",
        "newsletter",
        "share",
        "social",
        "promo",
        "advert",
        "sidebar",
        "cookie",
        "consent",
        "subscribe",
        "recommend",
        "breadcrumb",
        "caption",
        "copyright",
        "trending",
        "most-read",
        "signup",
        "paywall",
    ];
    if matches!(element.name(), "html" | "body" | "article" | "main") {
        return false;
    }
    [element.attr("class"), element.attr("id")].into_iter().flatten().any(|value| {
        let value = value.to_ascii_lowercase();
        WORDS.iter().any(|word| value.contains(word))
    })
}

/// The paragraphs of an element; what `leave_out` says is left out.
fn paragraphs(root: ElementRef<'_>, leave_out: &dyn Fn(&Element) -> bool) -> String {
    let mut flow = Flow::default();
    let mut stack = vec![(*root, false)];
    while let Some((node, done)) = stack.pop() {
        match node.value() {
            Node::Text(text) => flow.text(text),
            Node::Element(element) => {
                let name = element.name();
                let whole = *root == node || matches!(name, "html" | "body");
                match flow::effect(name, element.attr("class")) {
                    Effect::Skip if !whole => continue,
                    Effect::Break => {
                        flow.line();
                        continue;
                    }
                    Effect::Verbatim => {
                        flow.paragraph();
                        let text: String =
                            node.descendants().filter_map(|n| n.value().as_text().map(|t| &**t)).collect();
                        flow.verbatim(&text);
                        flow.paragraph();
                        continue;
                    }
                    Effect::Inline if matches!(name, "td" | "th") => flow.space(),
                    Effect::Inline => {}
                    Effect::Skip | Effect::Block => flow.paragraph(),
                }
                if !whole && leave_out(element) {
                    continue;
                }
                if !done {
                    stack.push((node, true));
                    let first = stack.len();
                    stack.extend(node.children().map(|child| (child, false)));
                    stack[first..].reverse();
                }
            }
            _ => {}
        }
    }
    flow.finish()
}
