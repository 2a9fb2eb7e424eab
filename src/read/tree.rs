//! What is asked of an XML tree. Names are compared without their namespaces: agencies leave them out, invent them, or use
//! those of other versions.

use roxmltree::Node;

use super::flow::{self, Effect, Flow};

pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

/// The first child of this name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| is(*n, name))
}

/// The first element of this name anywhere below.
pub(super) fn below<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|n| is(*n, name))
}

/// The value of an attribute, whatever its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let value = node.attributes().find(|a| a.name().eq_ignore_ascii_case(name))?.value().trim();
    Some(value).filter(|v| !v.is_empty())
}

/// The text of an element on one line, its children parted by spaces.
pub(super) fn words(node: Node<'_, '_>) -> Option<String> {
    let mut flow = Flow::default();
    for text in node.descendants().filter(|n| n.is_text()) {
        if text.parent() != Some(node) {
            flow.space();
        }
        flow.text(text.text().unwrap_or_default());
        if text.parent() != Some(node) {
            flow.space();
        }
    }
    Some(flow.finish()).filter(|t| !t.is_empty())
}

/// The text of the first child of this name.
pub(super) fn text(node: Node<'_, '_>, name: &str) -> Option<String> {
    child(node, name).and_then(words)
}

/// The paragraphs of an element.
pub(super) fn paragraphs(node: Node<'_, '_>) -> String {
    let mut flow = Flow::default();
    // A stack of our own: the depth of a document must not be that of ours.
    let mut stack = vec![(node, false)];
    while let Some((node, done)) = stack.pop() {
        if node.is_text() {
            flow.text(node.text().unwrap_or_default());
            continue;
        }
        if !node.is_element() {
            continue;
        }
        let name = node.tag_name().name().to_ascii_lowercase();
        match flow::effect(&name, attribute(node, "class")) {
            Effect::Skip => continue,
            Effect::Break => {
                flow.line();
                continue;
            }
            Effect::Verbatim => {
                flow.paragraph();
                let text: String = node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
                flow.verbatim(&text);
                flow.paragraph();
                continue;
            }
            Effect::Block => flow.paragraph(),
            Effect::Inline if matches!(&*name, "td" | "th") => flow.space(),
            Effect::Inline => {}
        }
        if !done {
            stack.push((node, true));
            let first = stack.len();
            stack.extend(node.children().map(|child| (child, false)));
            stack[first..].reverse();
        }
    }
    flow.finish()
}
