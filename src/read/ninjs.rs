//! ninjs of all three generations, and the JSON of Refinitiv's Machine Readable News. The generations differ in spelling
//! alone (`versioncreated` and `versionCreated`; `body_text` and `bodies`), so that one lenient reader takes all.

use serde_json::{Map, Value};

use super::{
    flow, html, nitf,
    nitf::set,
    when,
    xml::{self, Found, Refusal},
};
use crate::article::{Article, PublishedFrom};

/// Whether `value` looks like a ninjs item: it has an identifier and says something that only news items say.
pub(super) fn is_item(value: &Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    let id = ["uri", "guid"].iter().any(|k| object.get(*k).is_some_and(Value::is_string));
    let news = |key: &str| {
        let key = key.to_ascii_lowercase();
        key.starts_with("body_")
            || key.starts_with("headline")
            || matches!(
                &*key,
                "bodies"
                    | "versioncreated"
                    | "pubstatus"
                    | "firstcreated"
                    | "renditions"
                    | "associations"
                    | "description_text"
                    | "descriptions"
                    | "standard"
                    | "eventdetails"
                    | "altids"
            )
    };
    id && object.keys().any(|k| news(k))
}

/// The items of a wrapper such as `{"item": [...]}`.
pub(super) fn items(value: &Value) -> Option<&[Value]> {
    let list = ["item", "items", "articles"].iter().find_map(|k| value[*k].as_array())?;
    list.first().filter(|first| is_item(first)).map(|_| list.as_slice())
}

/// The story of an item.
pub(super) fn read(item: &Value) -> Found {
    let Some(object) = item.as_object() else { return Err(Refusal::no_text(String::new())) };
    let id = string(object, &["uri", "guid"]).unwrap_or_default();
    let mut article = Article { id, ..Article::default() };
    article.version = field(object, "version").and_then(|v| v.as_u64().or_else(|| v.as_str()?.trim().parse().ok()));
    article.updated = string(object, &["versioncreated"]);
    let status = string(object, &["pubstatus"]).unwrap_or_default();
    if matches!(&*status, "withheld" | "canceled" | "cancelled") {
        return Err(Refusal::held_back(article, &status));
    }
    article.text = body(object, &mut article.headline);
    let given = string(object, &["headline", "headline_main"])
        .or_else(|| listed(object, "headlines", &["main", "headline", "title"]).map(value_text))
        .or_else(|| {
            object.iter().find(|(k, _)| k.starts_with("headline_")).and_then(|(_, v)| v.as_str().map(str::to_owned))
        })
        .or_else(|| string(object, &["title"]));
    if let Some(headline) = given.map(|h| plain(&h)).filter(|h| !h.is_empty()) {
        article.headline = Some(headline);
    }
    let kind = string(object, &["type"]).unwrap_or_else(|| "untyped".to_owned());
    if article.text.trim().is_empty() {
        return Err(Refusal::no_story(article.id, format!("a ninjs item without a body ({kind})")));
    }
    let times = ["firstcreated", "contentcreated", "versioncreated"];
    article.published = times.iter().find_map(|k| string(object, &[k]).as_deref().and_then(when::day));
    article.published_from = article.published.map(|_| PublishedFrom::Input);
    article.byline = string(object, &["byline", "by"]).as_deref().and_then(nitf::author);
    set(&mut article.byline, object.get("authors").and_then(|a| a[0]["name"].as_str()).and_then(nitf::author));
    // `located` is often the desk, not the place that the story is filed from: the text's own dateline says that.
    let sources = ["infosource", "infosources"].iter().find_map(|k| field(object, k)?.as_array()?.first());
    article.credit = string(object, &["creditline"]).or_else(|| sources?["name"].as_str().map(str::to_owned));
    article.source = string(object, &["copyrightholder", "source", "provider"]);
    article.language = string(object, &["language"]);
    Ok(article)
}

/// The body: plain text before marked-up text; the main role before others.
fn body(object: &Map<String, Value>, headline: &mut Option<String>) -> String {
    if let Some(bodies) = object.get("bodies").and_then(Value::as_array) {
        let form = |b: &Value| {
            let form = ["contentType", "contenttype", "role"].iter().find_map(|k| b[*k].as_str()).unwrap_or("");
            let value = b["value"].as_str().unwrap_or("").trim_start();
            if form.to_ascii_lowercase().contains("nitf") || value.starts_with("<?xml") || value.starts_with("<nitf") {
                2
            } else {
                u8::from(value.starts_with('<') || form.contains("html"))
            }
        };
        let mut order: Vec<(u8, &Value)> = bodies.iter().map(|b| (form(b), b)).collect();
        order.sort_by_key(|(form, b)| (b["role"] != "main" && *form > 0, *form));
        return order
            .into_iter()
            .map(|(form, b)| marked_up(b["value"].as_str().unwrap_or(""), form, headline))
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default();
    }
    if let Some(text) = string(object, &["body_text"]) {
        return text;
    }
    // Publishers add bodies of their own: body_main, body_html, body_xhtml, body_richtext.
    let mut bodies: Vec<(&String, &str)> =
        object.iter().filter(|(k, _)| k.starts_with("body_")).filter_map(|(k, v)| Some((k, v.as_str()?))).collect();
    bodies.sort_by_key(|(key, _)| *key != "body_main");
    let read = bodies.into_iter().map(|(_, text)| {
        let form = u8::from(text.contains("</") || text.contains("/>"));
        marked_up(text, form, headline)
    });
    read.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

fn marked_up(text: &str, form: u8, headline: &mut Option<String>) -> String {
    match form {
        0 => text.to_owned(),
        1 => html::fragment(text),
        _ => {
            let mut inner = Article::default();
            xml::nitf_in(text, &mut inner);
            set(headline, inner.headline);
            inner.text
        }
    }
}

/// Whether `value` is a story of Machine Readable News: `{"data": {"headline", "body"}}`, or that alone.
pub(super) fn is_mrn(value: &Value) -> bool {
    let data = mrn_data(value);
    data["body"].is_string() && data["headline"].is_string()
}

fn mrn_data(value: &Value) -> &Value {
    if value["data"].is_object() { &value["data"] } else { value }
}

/// The story of a Machine Readable News message.
pub(super) fn mrn(value: &Value) -> Found {
    let data = mrn_data(value);
    let string = |key: &str| data[key].as_str().map(str::to_owned).filter(|s| !s.trim().is_empty());
    let id = string("altId").or_else(|| string("id")).or_else(|| value["guid"].as_str().map(str::to_owned));
    let mut article = Article { id: id.unwrap_or_default(), updated: string("versionCreated"), ..Article::default() };
    if let Some(status) = string("pubStatus").filter(|s| !s.ends_with("usable")) {
        return Err(Refusal::held_back(article, &status));
    }
    article.text = match (string("body"), data["mimeType"].as_str()) {
        (Some(body), Some(form)) if form.contains("html") => html::fragment(&body),
        (Some(body), _) => body,
        (None, _) => return Err(Refusal::no_story(article.id, "a message with a headline alone".to_owned())),
    };
    article.headline = string("headline");
    let times = [string("firstCreated"), string("versionCreated")];
    article.published = times.into_iter().flatten().find_map(|t| when::day(&t));
    article.published_from = article.published.map(|_| PublishedFrom::Input);
    article.source = string("provider");
    article.language = string("language");
    Ok(article)
}

/// A field by its name in any casing.
fn field<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.get(name).or_else(|| object.iter().find(|(k, _)| k.eq_ignore_ascii_case(name)).map(|(_, v)| v))
}

fn string(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let found = names.iter().find_map(|name| field(object, name)?.as_str())?;
    Some(found.to_owned()).filter(|s| !s.trim().is_empty())
}

/// The entry of a list with one of these roles, else the first.
fn listed<'v>(object: &'v Map<String, Value>, name: &str, roles: &[&str]) -> Option<&'v Value> {
    let list = field(object, name)?.as_array()?;
    roles.iter().find_map(|role| list.iter().find(|v| v["role"] == *role)).or_else(|| list.first())
}

fn value_text(value: &Value) -> String {
    value["value"].as_str().or_else(|| value.as_str()).unwrap_or_default().to_owned()
}

fn plain(text: &str) -> String {
    if text.contains("</") { html::fragment(text) } else { flow::squeeze(text) }
}
