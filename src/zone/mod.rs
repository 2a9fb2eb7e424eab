//! The zones of a story: what is headline, byline, dateline, caption, boilerplate, and what is the story itself.

use crate::{article::Date, country::Country, span::Span};

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline that stands in the text itself.
    Headline,
    /// "By Jane Doe".
    Byline,
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
    /// Its country, where the place's list knows it.
    pub country: Option<Country>,
    /// The date in it, where the year is known or can be derived.
    pub date: Option<Date>,
    /// The agency in brackets.
    pub agency: Option<Span>,
}

/// The zones of one story. Blocks are in order and do not overlap.
#[derive(Clone, Debug, Default)]
pub struct Zones {
    /// Every block.
    pub blocks: Vec<Block>,
    /// The dateline, where there is one.
    pub dateline: Option<Dateline>,
    /// The author's name in the byline, "By" left out.
    pub byline: Option<Span>,
    /// The agency or photographer that is credited.
    pub credit: Option<Span>,
}

/// Divides a story into its zones.
#[must_use]
pub fn divide(text: &str) -> Zones {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        if start < end {
            blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Body });
        }
        at += line.len();
    }
    Zones { blocks, ..Zones::default() }
}
