//! Marked-up text into paragraphs, whatever tree it comes from.

/// Collects the paragraphs of a story. White space runs become one space; paragraphs are parted by a blank line.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// What stands between the last text and the next: nothing, a space, or the end of a paragraph.
    gap: Gap,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Its text stands in the line.
    Inline,
    /// It is a paragraph or holds paragraphs.
    Block,
    /// It breaks the line.
    Break,
    /// Its lines are kept as they are.
    Verbatim,
    /// Its text is no part of the story.
    Skip,
}

/// What the element `name` of class `class` does, in NITF, XHTML and HTML alike. Names are in lower case.
pub(super) fn effect(name: &str, class: Option<&str>) -> Effect {
    // Notepads of agencies hold staff telephone numbers, and are not for publication.
    let hidden = |class: &str| {
        class.split_ascii_whitespace().any(|c| matches!(c, "np-nonpublic" | "np-public" | "notepad" | "linkbox"))
    };
    if class.is_some_and(hidden) {
        return Effect::Skip;
    }
    match name {
        "script" | "style" | "noscript" | "template" | "head" | "svg" | "math" | "iframe" | "object" | "form"
        | "button" | "select" | "input" | "textarea" | "nav" | "footer" | "aside" | "figure" | "media"
        | "body.head" | "body.end" | "note" | "hedline" | "video" | "audio" | "picture" | "dialog" => Effect::Skip,
        "br" | "hr" => Effect::Break,
        "pre" => Effect::Verbatim,
        "p" | "div" | "section" | "article" | "main" | "header" | "body" | "body.content" | "block" | "h1" | "h2"
        | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2" | "ul" | "ol" | "dl" | "li" | "dt" | "dd" | "table" | "thead"
        | "tbody" | "tr" | "nitf-table" | "blockquote" | "bq" | "address" | "fn" | "caption" | "center" | "html" => {
            Effect::Block
        }
        _ => Effect::Inline,
    }
}

impl Flow {
    /// Adds text of the line.
    pub fn text(&mut self, text: &str) {
        for (number, word) in text.split(is_space).enumerate() {
            if number > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            if !word.is_empty() {
                self.fill_gap();
                self.text.push_str(word);
            }
        }
    }

    /// Adds lines as they are.
    pub fn verbatim(&mut self, text: &str) {
        let text = text.trim_end().trim_start_matches(['\n', '\r']);
        if !text.is_empty() {
            self.fill_gap();
            self.text.push_str(text);
        }
    }

    /// Ends the paragraph.
    pub fn paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    /// Ends the line; two ends of a line are the end of a paragraph.
    pub fn line(&mut self) {
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    /// Parts what stands in two cells or labels.
    pub fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// What was collected.
    pub fn finish(self) -> String {
        self.text
    }

    fn fill_gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
    }
}

/// White space that markup does not mean. A no-break space is one of the story's own characters, and yet no more than a
/// space to a reader of text.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}')
}

/// The words of `text`, one space between them.
pub(super) fn squeeze(text: &str) -> String {
    let mut flow = Flow::default();
    flow.text(text);
    flow.finish()
}
