//! The newsroom diary: planned and proposed encounters of a known day as iCalendar (RFC 5545).

use super::name;
use crate::{
    article,
    record::{Record, Status},
};

/// What stands before all events.
pub const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//whomet//whomet//EN\r\n";
/// What stands after them.
pub const TAIL: &str = "END:VCALENDAR\r\n";

/// Adds the encounters to come whose day is known; weeks, months and vague times are no entries of a diary.
pub fn write(record: &Record, out: &mut String) {
    for encounter in &record.encounters {
        if !matches!(encounter.status, Status::Planned | Status::Proposed) {
            continue;
        }
        let Some(value) = encounter.when.as_ref().and_then(|w| w.value.as_deref()) else { continue };
        let (first, last) = value.split_once('/').unwrap_or((value, value));
        let (Some(first), Some(last)) = (article::day(first), article::day(last)) else { continue };
        // The end of an event of whole days is the day after.
        let Ok(end) = last.tomorrow() else { continue };
        let names: Vec<_> = encounter.participants.iter().map(|p| p.name.as_str()).collect();
        let about: Vec<_> = encounter.about.iter().map(|a| a.text.as_str()).collect();
        let mut summary = format!("{}: {}", name(&encounter.kind), names.join(", "));
        if !about.is_empty() {
            summary.push_str(&format!(" on {}", about.join("; ")));
        }
        let day = |d: article::Date| format!("{:04}{:02}{:02}", d.year(), d.month(), d.day());
        let status = if encounter.status == Status::Planned { "CONFIRMED" } else { "TENTATIVE" };
        // A stamp is asked for; that of the story is the same whenever it is read.
        let stamp = record.article.published.as_deref().and_then(article::day).unwrap_or(first);
        line(out, "BEGIN", "VEVENT");
        line(out, "UID", &text(&format!("{}/{}@whomet", record.article.id, encounter.id)));
        line(out, "DTSTAMP", &format!("{}T000000Z", day(stamp)));
        line(out, "DTSTART;VALUE=DATE", &day(first));
        line(out, "DTEND;VALUE=DATE", &day(end));
        line(out, "SUMMARY", &text(&summary));
        line(out, "STATUS", status);
        if let Some(place) = &encounter.place {
            line(out, "LOCATION", &text(place.name.as_ref().unwrap_or(&place.text)));
        }
        if let Some(evidence) = encounter.evidence.first() {
            line(out, "DESCRIPTION", &text(&evidence.text));
        }
        if let Some(url) = record.article.url.as_ref().filter(|u| !u.contains(char::is_whitespace)) {
            line(out, "URL", url);
        }
        line(out, "END", "VEVENT");
    }
}

fn text(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace(['\n', '\r'], "\\n")
}

/// A content line, folded so that none is longer than 75 bytes.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
