//! Compiles a rule's pattern to a program of the matcher in `src/date/pattern.rs`.
//!
//! A pattern is read token by token: `word`, `{class}`, `@macro`, `( a | b )`, `x?`, `~` (the next token follows without
//! a space), `!x` (the next token is not x), `<!x` (the token before the match is not x), `<x` (it is x), `>>` (the
//! expression ends here; what follows is context and fills only slots that are still empty).

use std::collections::BTreeSet;

use crate::dates::Lexicon;

/// One step of a program. Jumps count from the step itself.
#[derive(Clone, Copy)]
pub(crate) enum Op {
    Word(u16),
    Class(u8),
    Glue,
    /// Where to go on if the next step fails, and the number of the set of what the next step can begin with.
    Split(u16, u16),
    Jump(u16),
    Set(u8, i32),
    Default(u8, i32),
    NotWord(u16),
    NotClass(u8),
    NotAfterWord(u16),
    NotAfterClass(u8),
    AfterWord(u16),
    AfterClass(u8),
    End,
    Match,
}

impl Op {
    /// The step as Rust writes it.
    pub(crate) fn code(self) -> String {
        match self {
            Op::Word(w) => format!("Word({w})"),
            Op::Class(c) => format!("Class({c})"),
            Op::Glue => "Glue".to_owned(),
            Op::Split(n, set) => format!("Split({n}, {set})"),
            Op::Jump(n) => format!("Jump({n})"),
            Op::Set(c, v) => format!("Set({c}, {v})"),
            Op::Default(c, v) => format!("Default({c}, {v})"),
            Op::NotWord(w) => format!("NotWord({w})"),
            Op::NotClass(c) => format!("NotClass({c})"),
            Op::NotAfterWord(w) => format!("NotAfterWord({w})"),
            Op::NotAfterClass(c) => format!("NotAfterClass({c})"),
            Op::AfterWord(w) => format!("AfterWord({w})"),
            Op::AfterClass(c) => format!("AfterClass({c})"),
            Op::End => "End".to_owned(),
            Op::Match => "Match".to_owned(),
        }
    }
}

/// What a match can start with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum First {
    Word(u16),
    Class(u8),
}

enum Node {
    Op(Op),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Maybe(Box<Node>),
}

/// Compiles `pattern`.
pub(crate) fn compile(pattern: &str, lexicon: &mut Lexicon) -> Result<Vec<Op>, String> {
    let spaced = pattern.replace('(', " ( ").replace(')', " ) ").replace(") ?", ")?");
    let items: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let node = choice(&items, &mut at, lexicon)?;
    if at < items.len() {
        return Err(format!("`{}` closes nothing", items[at]));
    }
    let mut code = Vec::new();
    emit(&node, &mut code);
    code.push(Op::Match);
    Ok(code)
}

fn choice(items: &[&str], at: &mut usize, lexicon: &mut Lexicon) -> Result<Node, String> {
    let mut branches = Vec::new();
    let mut branch = Vec::new();
    while *at < items.len() && !items[*at].starts_with(')') {
        let item = items[*at];
        *at += 1;
        match item {
            "|" => branches.push(Node::Sequence(std::mem::take(&mut branch))),
            "(" => {
                let inner = choice(items, at, lexicon)?;
                let close = items.get(*at).copied().unwrap_or("");
                *at += 1;
                match close {
                    ")" => branch.push(inner),
                    ")?" => branch.push(Node::Maybe(Box::new(inner))),
                    _ => return Err("`(` is not closed".to_owned()),
                }
            }
            item => match item.strip_suffix('?').filter(|i| !i.is_empty()) {
                Some(inner) => branch.push(Node::Maybe(Box::new(atom(inner, lexicon)?))),
                None => branch.push(atom(item, lexicon)?),
            },
        }
    }
    branches.push(Node::Sequence(branch));
    Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
}

fn class_of(item: &str, lexicon: &Lexicon) -> Result<Option<u8>, String> {
    let Some(name) = item.strip_prefix('{').and_then(|i| i.strip_suffix('}')) else { return Ok(None) };
    lexicon.class(name).map(Some).ok_or_else(|| format!("no class {{{name}}}"))
}

fn atom(item: &str, lexicon: &mut Lexicon) -> Result<Node, String> {
    let guarded = |rest: &str, lexicon: &mut Lexicon, word: fn(u16) -> Op, class: fn(u8) -> Op| {
        Ok(Node::Op(match class_of(rest, lexicon)? {
            Some(c) => class(c),
            None => word(lexicon.word(rest)),
        }))
    };
    match item {
        "~" => return Ok(Node::Op(Op::Glue)),
        ">>" => return Ok(Node::Op(Op::End)),
        _ => {}
    }
    if let Some(rest) = item.strip_prefix("<!") {
        return guarded(rest, lexicon, Op::NotAfterWord, Op::NotAfterClass);
    }
    if let Some(rest) = item.strip_prefix('<').filter(|r| !r.is_empty()) {
        return guarded(rest, lexicon, Op::AfterWord, Op::AfterClass);
    }
    if let Some(rest) = item.strip_prefix('!').filter(|r| !r.is_empty()) {
        return guarded(rest, lexicon, Op::NotWord, Op::NotClass);
    }
    if let Some(name) = item.strip_prefix('@').filter(|r| !r.is_empty()) {
        let pattern = lexicon.macros.get(name).cloned().ok_or_else(|| format!("no macro @{name}"))?;
        let spaced = pattern.replace('(', " ( ").replace(')', " ) ").replace(") ?", ")?");
        let items: Vec<&str> = spaced.split_whitespace().collect();
        return choice(&items, &mut 0, lexicon);
    }
    let item = match item {
        "LPAREN" => "(",
        "RPAREN" => ")",
        item => item,
    };
    let Some(class) = class_of(item, lexicon)? else { return Ok(Node::Op(Op::Word(lexicon.word(item)))) };
    // Forms of several words first, the longest of them foremost.
    let mut branches: Vec<(usize, Node)> = Vec::new();
    let phrases: Vec<(Vec<String>, i32)> =
        lexicon.phrases.get(&class).map(|p| p.iter().map(|p| (p.words.clone(), p.value)).collect()).unwrap_or_default();
    for (words, value) in phrases {
        let mut ops: Vec<Node> = words.iter().map(|w| Node::Op(Op::Word(lexicon.word(w)))).collect();
        ops.push(Node::Op(Op::Set(class, value)));
        branches.push((words.len(), Node::Sequence(ops)));
    }
    if branches.is_empty() {
        return Ok(Node::Op(Op::Class(class)));
    }
    branches.sort_by_key(|b| std::cmp::Reverse(b.0));
    let mut branches: Vec<Node> = branches.into_iter().map(|b| b.1).collect();
    branches.push(Node::Op(Op::Class(class)));
    Ok(Node::Choice(branches))
}

fn emit(node: &Node, code: &mut Vec<Op>) {
    match node {
        Node::Op(op) => code.push(*op),
        Node::Sequence(nodes) => nodes.iter().for_each(|n| emit(n, code)),
        Node::Maybe(inner) => {
            let at = code.len();
            code.push(Op::Split(0, 0));
            emit(inner, code);
            code[at] = Op::Split((code.len() - at) as u16, 0);
        }
        Node::Choice(branches) => either(branches, code),
    }
}

/// Halves of halves, so that one look leaves out all branches of which none begins with the token that stands there.
fn either(branches: &[Node], code: &mut Vec<Op>) {
    let (some, others) = match branches {
        [] => return,
        [only] => return emit(only, code),
        _ => branches.split_at(branches.len() / 2),
    };
    let split = code.len();
    code.push(Op::Split(0, 0));
    either(some, code);
    let jump = code.len();
    code.push(Op::Jump(0));
    code[split] = Op::Split((code.len() - split) as u16, 0);
    either(others, code);
    code[jump] = Op::Jump((code.len() - jump) as u16);
}

/// Tells each split what its first way can begin with: `set` numbers the sets.
pub(crate) fn look_ahead(code: &mut [Op], mut set: impl FnMut(&Next) -> u16) {
    for at in 0..code.len() {
        if let Op::Split(n, _) = code[at] {
            code[at] = Op::Split(n, set(&next(code, at + 1)));
        }
    }
}

/// What a match can start with, and for each what can stand next.
pub(crate) fn firsts(code: &[Op]) -> BTreeSet<(First, Next)> {
    let mut out = BTreeSet::new();
    walk(code, 0, &mut |first, at| {
        if let Some(first) = first {
            out.insert((first, next(code, at)));
        }
    });
    out
}

/// What can stand at step `at`.
fn next(code: &[Op], at: usize) -> Next {
    let mut next = Next::default();
    walk(code, at, &mut |item, _| match item {
        Some(item) => {
            next.items.insert(item);
        }
        None => next.nothing = true,
    });
    next
}

/// What can stand at a step, as after the first token of a match. Tokens after `>>` count as well.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Next {
    pub(crate) items: BTreeSet<First>,
    /// Whether nothing has to.
    pub(crate) nothing: bool,
}

/// Every token that can stand at `at`, with the step after it; none where the match can end.
fn walk(code: &[Op], mut at: usize, found: &mut dyn FnMut(Option<First>, usize)) {
    loop {
        match code[at] {
            Op::Word(w) => return found(Some(First::Word(w)), at + 1),
            Op::Class(c) => return found(Some(First::Class(c)), at + 1),
            Op::Split(n, _) => {
                walk(code, at + n as usize, found);
                at += 1;
            }
            Op::Jump(n) => at += n as usize,
            Op::Match => return found(None, at),
            _ => at += 1,
        }
    }
}
