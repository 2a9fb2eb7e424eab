//! Which field of a JSON record holds what.

use serde_json::Value;

/// The names of the JSON fields. A name with dots (`data.body`) looks into nested objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The identifier.
    pub id: String,
    /// The body text.
    pub text: String,
    /// The publication date.
    pub published: String,
    /// The headline.
    pub headline: String,
    /// The publisher.
    pub source: String,
    /// The address.
    pub url: String,
}

impl Default for Fields {
    fn default() -> Self {
        let [id, text, published, headline, source, url] =
            ["id", "text", "published", "headline", "source", "url"].map(str::to_owned);
        Self { id, text, published, headline, source, url }
    }
}

impl Fields {
    /// Takes `FIELD=NAME`, such as `text=body`: the field is one of ours, the name is the input's.
    ///
    /// # Errors
    /// What is wrong with `rule`, when it has not that form.
    pub fn rename(&mut self, rule: &str) -> Result<(), String> {
        let Some((field, name)) = rule.split_once('=').filter(|(_, name)| !name.is_empty()) else {
            return Err(format!("{rule:?} is not of the form FIELD=NAME, for example text=body"));
        };
        let slot = match field {
            "id" => &mut self.id,
            "text" => &mut self.text,
            "published" => &mut self.published,
            "headline" => &mut self.headline,
            "source" => &mut self.source,
            "url" => &mut self.url,
            _ => return Err(format!("{field:?} is none of id, text, published, headline, source, url")),
        };
        name.clone_into(slot);
        Ok(())
    }
}

/// Takes the field `name` out of `record`: by its whole name first, then by the path that its dots tell.
pub(super) fn take(record: &mut Value, name: &str) -> Option<Value> {
    let object = record.as_object_mut()?;
    if let Some(value) = object.get_mut(name) {
        return Some(value.take());
    }
    let (head, rest) = name.split_once('.')?;
    take(object.get_mut(head)?, rest)
}
