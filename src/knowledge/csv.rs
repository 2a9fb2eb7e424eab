//! Comma-separated values.

/// The records of RFC 4180, each with the line that it begins on; quoted cells may go over lines. A quotation mark within a
/// cell that is not quoted is a letter like others: `Dwayne "The Rock" Johnson` is a name.
pub(super) fn records(text: &str) -> Vec<(u32, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut out = Vec::new();
    // Nothing can fail: the text is in memory, and rows may have any length.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let Some(position) = record.position() else { continue };
        // The reader counts empty lines before a record to it.
        let before = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
        let empty = before.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
        out.push((position.line() as u32 + empty as u32, record.iter().map(str::to_owned).collect()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn quotes_lines_and_commas_are_read() {
        let text = "\u{feff}name,of\r\n\r\n\"Lind, Zoë\",\"a \"\"b\"\"\nc\"\n\n\nx\n,\nlast,1,2";
        let want: [(u32, &[&str]); 5] = [
            (1, &["name", "of"]),
            (3, &["Lind, Zoë", "a \"b\"\nc"]),
            (7, &["x"]),
            (8, &["", ""]),
            (9, &["last", "1", "2"]),
        ];
        let read = records(text);
        assert_eq!(read.len(), want.len(), "{read:?}");
        for ((line, row), (at, cells)) in read.iter().zip(want) {
            assert_eq!((*line, row.iter().map(String::as_str).collect::<Vec<_>>()), (at, cells.to_vec()));
        }
    }

    #[test]
    fn a_stray_quotation_mark_takes_nothing_with_it() {
        let read = records("name,class\nDwayne \"The Rock\" Johnson,person\n12\" pipe,company\nLind,person\n");
        assert_eq!(read.len(), 4);
        assert_eq!(read[1].1, ["Dwayne \"The Rock\" Johnson", "person"]);
        assert_eq!(read[2].1, ["12\" pipe", "company"]);
        assert!(records("").is_empty());
    }
}
