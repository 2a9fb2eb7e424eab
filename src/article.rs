//! What a reader hands to the pipeline: one story and what its source says of it.

/// A calendar date, day precision.
pub type Date = jiff::civil::Date;

/// Where the publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedFrom {
    /// The caller's default, such as `--published`.
    Flag,
    /// A field of the input.
    Input,
    /// The story's own dateline.
    Dateline,
    /// A full date in the story's head.
    Text,
}

/// One story as it was given. The text is never changed; every offset points into it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The identifier of the source, or one made from the file's name and the story's number.
    pub id: String,
    /// The body text as given.
    pub text: String,
    /// The publication date, where known.
    pub published: Option<Date>,
    /// Where `published` comes from.
    pub published_from: Option<PublishedFrom>,
    /// The headline that came in a field of its own (not part of `text`).
    pub headline: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The author, from a field of its own.
    pub byline: Option<String>,
    /// The agency or photographer credited, from a field of its own.
    pub credit: Option<String>,
    /// The place of the dateline, from a field of its own.
    pub dateline: Option<String>,
    /// The language that its source says it is in: `en-GB`.
    pub language: Option<String>,
    /// Which version of the item it is.
    pub version: Option<u64>,
    /// When this version was made, as its source writes it.
    pub updated: Option<String>,
}

impl Article {
    /// A story that is known by its text alone.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same story, published on `date`.
    #[must_use]
    pub fn published_on(self, date: Date) -> Self {
        Self { published: Some(date), published_from: Some(PublishedFrom::Input), ..self }
    }
}

/// The day of `2025-04-16`, alone or with a time after it; or of `20250416`. The clock's zone is not looked at: a story
/// bears the date of where it was published.
#[must_use]
pub fn day(s: &str) -> Option<Date> {
    let s = s.trim();
    let part = |from: usize, to: usize| -> Option<i16> {
        s.get(from..to).filter(|p| p.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    let (month, day, end) = if s.as_bytes().get(4) == Some(&b'-') {
        if s.as_bytes().get(7) != Some(&b'-') {
            return None;
        }
        (part(5, 7)?, part(8, 10)?, 10)
    } else {
        (part(4, 6)?, part(6, 8)?, 8)
    };
    let year = part(0, 4)?;
    let rest = s.get(end..)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    Date::new(year, month as i8, day as i8).ok()
}
