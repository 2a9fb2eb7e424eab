//! Comma-separated values.

/// The records of RFC 4180, each with the line that it begins on; quoted cells may go over lines.
pub(super) fn records(text: &str) -> Vec<(u32, Vec<String>)> {
    let mut out = Vec::new();
    let mut cells = vec![String::new()];
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                line += 1;
                if cells.len() > 1 || !cells[0].is_empty() {
                    out.push((begun, std::mem::replace(&mut cells, vec![String::new()])));
                }
                begun = line;
            }
            c => {
                line += u32::from(c == '\n');
                cell.push(c);
            }
        }
    }
    if cells.len() > 1 || !cells[0].is_empty() {
        out.push((begun, cells));
    }
    out
}
