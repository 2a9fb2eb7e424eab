//! The zones of a story: what is headline, byline, dateline, caption, boilerplate, and what is the story itself.
//!
//! ```
//! use whomet::zone::{self, BlockKind};
//!
//! let text = "Envoys to meet\nBy Ann Lind\nOSLO, May 14 (Reuters) - Two envoys will meet.\nREUTERS";
//! let zones = zone::divide(text);
//! let kinds: Vec<BlockKind> = zones.blocks.iter().map(|b| b.kind).collect();
//! use BlockKind::{Body, Byline, Credit, Headline};
//! assert_eq!(kinds, [Headline, Byline, BlockKind::Dateline, Body, Credit]);
//! assert_eq!(zones.dateline.unwrap().place.of(text), "OSLO");
//! ```

mod agency;
mod dateline;
mod day;
mod furniture;
mod paragraph;
mod teaser;

use crate::{
    article::{Date, PublishedFrom},
    country::Country,
    span::Span,
};

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline that stands in the text itself.
    Headline,
    /// "By Jane Doe".
    Byline,
    /// "WASHINGTON, April 16 (Reuters) -"; or a line that says when the story was published.
    Dateline,
    /// A photo caption.
    Caption,
    /// "PHOTO: REUTERS", "REUTERS/Jane Doe", "(Reporting by ...)", a closing agency name.
    Credit,
    /// Newsletter, social and site furniture.
    Boilerplate,
    /// The story.
    Body,
}

/// One block: a paragraph or line of its own kind. Hard-wrapped lines of one paragraph are one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// "WASHINGTON, April 16 (Reuters) -": where and when the story was filed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The whole dateline with its dash.
    pub span: Span,
    /// The place as written.
    pub place: Span,
    /// Its country, where it is known.
    pub country: Option<Country>,
    /// The date in it, where the year is known or can be derived.
    pub date: Option<Date>,
    /// The agency in brackets.
    pub agency: Option<Span>,
    /// The day in it.
    day: Option<day::Day>,
}

/// The zones of one story. Blocks are in order and do not overlap.
#[derive(Clone, Debug, Default)]
pub struct Zones {
    /// Every block.
    pub blocks: Vec<Block>,
    /// Stretches inside the blocks that are no part of the story, in order: teasers of a web page.
    pub foreign: Vec<Span>,
    /// The dateline, where there is one.
    pub dateline: Option<Dateline>,
    /// The author's name in the byline, "By" left out.
    pub byline: Option<Span>,
    /// The agency or photographer that is credited.
    pub credit: Option<Span>,
    /// The publication date that the story's head states in full, and where.
    pub stated: Option<(Date, PublishedFrom)>,
}

impl Zones {
    /// Gives the dateline's day, where it stands without a year, the year that brings it closest to `published`.
    pub fn date_by(&mut self, published: Date) {
        if let Some(d) = &mut self.dateline {
            d.date = d.day.and_then(|day| day.near(published));
        }
    }
}

/// How many blocks before the first of the story itself may be its head.
const HEAD: usize = 12;
/// No headline is longer.
const LONGEST_HEADLINE: usize = 200;

/// Divides a story into its zones.
#[must_use]
pub fn divide(text: &str) -> Zones {
    let paragraphs = paragraph::find(text);
    let mut divider = Divider { text, zones: Zones::default(), paragraphs: 0, credit_is_sign_off: false };
    divider.zones.blocks.reserve(paragraphs.len() + 4);
    for (index, &paragraph) in paragraphs.iter().enumerate() {
        divider.paragraph(paragraph, paragraphs.get(index + 1).copied(), index);
    }
    if text.contains(teaser::END) {
        paragraphs.iter().for_each(|&p| teaser::find(text, p, &mut divider.zones.foreign));
    }
    divider.zones
}

struct Divider<'t> {
    text: &'t str,
    zones: Zones,
    /// How many paragraphs of the story itself there are so far.
    paragraphs: usize,
    credit_is_sign_off: bool,
}

impl Divider<'_> {
    fn push(&mut self, span: Span, kind: BlockKind) {
        self.zones.blocks.push(Block { span, kind });
    }

    fn paragraph(&mut self, paragraph: Span, next: Option<Span>, index: usize) {
        let line = paragraph.of(self.text);
        if let Some(kind) = furniture::kind(line) {
            if kind == BlockKind::Credit {
                self.caption(line);
                self.credit(paragraph);
            }
            return self.push(paragraph, kind);
        }
        if let Some(name) = agency::alone(self.text, paragraph) {
            self.sign_off(name);
            return self.push(paragraph, BlockKind::Credit);
        }
        if self.paragraphs == 0 && index < HEAD {
            if let Some(date) = day::line(line) {
                self.zones.stated.get_or_insert((date, PublishedFrom::Text));
                return self.push(paragraph, BlockKind::Dateline);
            }
            if let Some(rest) = self.byline(paragraph) {
                if rest.start < rest.end {
                    self.story(rest);
                }
                return;
            }
            if self.is_headline(line, next) {
                return self.push(paragraph, BlockKind::Headline);
            }
        }
        self.story(paragraph);
    }

    /// The paragraph above the first photo's credit, before the story, is its caption.
    fn caption(&mut self, credit: &str) {
        let of_picture = ["photo", "picture", "image", "illustration"]
            .iter()
            .any(|p| credit.get(..p.len()).is_some_and(|start| start.eq_ignore_ascii_case(p)));
        if let Some(last) = self.zones.blocks.last_mut().filter(|b| b.kind == BlockKind::Body)
            && of_picture
            && self.paragraphs == 1
            && self.zones.dateline.is_none()
        {
            last.kind = BlockKind::Caption;
            self.paragraphs = 0;
        }
    }

    /// A paragraph of the story: with the dateline before it and the credit after it, if it has them.
    fn story(&mut self, mut paragraph: Span) {
        // A deck or a caption may stand above.
        let bare = self.paragraphs <= 2 && self.zones.dateline.is_none();
        if let Some(dateline) = dateline::parse(self.text, paragraph, bare) {
            self.push(dateline.span, BlockKind::Dateline);
            let rest = &self.text[dateline.span.end as usize..paragraph.end as usize];
            let start = paragraph.end as usize - rest.trim_start().len();
            if let Some(date) = dateline.date.filter(|_| self.zones.dateline.is_none()) {
                // The dateline's own date is what the agency says; a line of the site's may tell of a later update.
                self.zones.stated = Some((date, PublishedFrom::Dateline));
            }
            // A dateline on a line of its own ends in white space.
            let whole = dateline.span.of(self.text);
            let span = Span::new(dateline.span.start as usize, dateline.span.start as usize + whole.trim_end().len());
            if let Some(block) = self.zones.blocks.last_mut() {
                block.span = span;
            }
            self.zones.dateline.get_or_insert(Dateline { span, ..dateline });
            paragraph = Span::new(start, paragraph.end as usize);
        }
        if paragraph.start == paragraph.end {
            return;
        }
        self.paragraphs += 1;
        let mut credits = Vec::new();
        if let Some(credit) = furniture::closing(self.text, paragraph) {
            credits.push(credit);
            paragraph = self.cut(paragraph, credit);
        }
        if let Some((name, whole)) = agency::sign_off(self.text, paragraph) {
            self.sign_off(name);
            credits.push(whole);
            paragraph = self.cut(paragraph, whole);
        }
        if paragraph.start < paragraph.end {
            self.push(paragraph, BlockKind::Body);
        }
        for &credit in credits.iter().rev() {
            self.push(credit, BlockKind::Credit);
        }
    }

    /// What stands before `tail`.
    fn cut(&self, paragraph: Span, tail: Span) -> Span {
        let start = paragraph.start as usize;
        Span::new(start, start + self.text[start..tail.start as usize].trim_end().len())
    }

    fn sign_off(&mut self, name: Span) {
        if !self.credit_is_sign_off {
            self.zones.credit = Some(name);
            self.credit_is_sign_off = true;
        }
    }

    /// "PHOTO: REUTERS", "REUTERS/Ann Lind": the first that names somebody. Who wrote or edited is no credit.
    fn credit(&mut self, paragraph: Span) {
        let line = paragraph.of(self.text);
        if self.zones.credit.is_some() || line.contains("eporting") || line.contains("diting") || line.starts_with('(')
        {
            return;
        }
        let named = line.split_once(':').map_or(line, |(_, name)| name).trim();
        if !named.is_empty() && named.len() <= 80 {
            let start = paragraph.end as usize - line.trim_end().len() + line.rfind(named).unwrap_or(0);
            self.zones.credit = Some(Span::new(start, start + named.len()));
        }
    }

    /// Whether the paragraph is a byline, or opens with one before a dateline. Returns what follows it.
    fn byline(&mut self, paragraph: Span) -> Option<Span> {
        let line = paragraph.of(self.text);
        let start = paragraph.start as usize;
        let after_byline = self.zones.blocks.last().is_some_and(|b| b.kind == BlockKind::Byline);
        if after_byline && line.len() <= 60 && is_post(line) {
            self.push(paragraph, BlockKind::Byline);
            return Some(Span::new(paragraph.end as usize, paragraph.end as usize));
        }
        let name = ["By ", "BY ", "by ", "By: ", "Author: "].iter().find_map(|by| line.strip_prefix(by))?;
        if !name.trim_start().starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        let name_at = start + line.len() - name.len();
        // "By Ann Lind OSLO (Reuters) - Two envoys": where the words in capitals start.
        let glued = name.char_indices().take(90).skip(4).find(|&(at, c)| {
            c.is_uppercase()
                && name[..at].ends_with(' ')
                && dateline::parse(self.text, Span::new(name_at + at, paragraph.end as usize), true).is_some_and(|d| {
                    d.place.of(self.text).bytes().any(|b| b.is_ascii_uppercase()) && is_capitals(d.place.of(self.text))
                })
        });
        let end = match glued {
            Some((at, _)) => name_at + name[..at].trim_end().len(),
            None if line.len() <= 110 && names_alone(name) => paragraph.end as usize,
            None => return None,
        };
        self.push(Span::new(start, end), BlockKind::Byline);
        if self.zones.byline.is_none() {
            let whole = &self.text[name_at..end];
            let cut = whole.find([',', '|', '•', '·', '\n', '(']).unwrap_or(whole.len());
            let author = whole[..cut].trim_end().trim_end_matches([' ', '-', '–', '—']);
            self.zones.byline = Some(Span::new(name_at, name_at + author.len())).filter(|s| s.start < s.end);
        }
        let rest = glued.map_or(paragraph.end as usize, |(at, _)| name_at + at);
        Some(Span::new(rest, paragraph.end as usize))
    }

    /// Whether a line in the head is a headline: short, no sentence, or a sentence right before what only follows one.
    fn is_headline(&self, line: &str, next: Option<Span>) -> bool {
        let Some(next) = next else { return false };
        if line.len() > LONGEST_HEADLINE || line.starts_with(['-', '*', '•', '"', '“', '(']) && line.len() < 20 {
            return false;
        }
        if dateline::parse(self.text, Span::new(self.offset(line), self.offset(line) + line.len()), true).is_some() {
            return false;
        }
        let blocks = &self.zones.blocks;
        let has_one = blocks.iter().any(|b| b.kind == BlockKind::Headline);
        let later =
            blocks.iter().any(|b| matches!(b.kind, BlockKind::Byline | BlockKind::Caption | BlockKind::Dateline));
        if later || blocks.iter().filter(|b| b.kind == BlockKind::Headline).count() >= 2 {
            return false;
        }
        let ends = line.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', ':', ';']);
        let following = next.of(self.text);
        if ends {
            // Wire services of the nineties set headlines with a full stop.
            return !has_one
                && line.len() <= 120
                && (dateline::parse(self.text, next, true).is_some_and(|d| d.span.end == next.end)
                    || day::line(following).is_some());
        }
        // A deck below the headline has no full stop either; a list's item has others of its length after it.
        following.len() > line.len()
            || furniture::kind(following).is_some()
            || following.starts_with("By ")
            || day::line(following).is_some()
            || dateline::parse(self.text, next, true).is_some()
            || !has_one && following.len() > 60
    }

    fn offset(&self, line: &str) -> usize {
        line.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

fn is_capitals(place: &str) -> bool {
    let first = place.split([',', '/']).next().unwrap_or(place);
    first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase)
}

/// A line below a byline: "AP Business Writer", "Diplomatic correspondent".
fn is_post(line: &str) -> bool {
    let last = line.trim_end_matches('.').rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(
        &*last,
        "writer" | "correspondent" | "reporter" | "editor" | "staff" | "agency" | "press" | "contributor" | "columnist"
    )
}

/// Whether a byline's words are names and what joins them, not a sentence: "By Monday, both sides had agreed."
fn names_alone(name: &str) -> bool {
    if name.ends_with('.') && name.split(' ').count() > 6 {
        return false;
    }
    let mut lower = 0;
    for word in name.split_whitespace() {
        let small = word.trim_end_matches([',', ';']);
        if small.starts_with(|c: char| c.is_lowercase())
            && !matches!(
                small,
                "and" | "in" | "of" | "for" | "at" | "de" | "van" | "von" | "al" | "bin" | "the" | "with" | "el" | "da"
            )
        {
            lower += 1;
        }
    }
    let first = name.split_whitespace().next().unwrap_or("");
    lower == 0 && day::weekday(first).is_none() && day::parse(name).is_none()
}
