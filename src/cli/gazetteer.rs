//! `whomet gazetteer`: what a name may stand for, what the tables hold, what is wrong in a file of the user's own.

use std::{collections::BTreeMap, fs, io, path::Path};

use serde_json::{Value, json};

use super::{Tally, args::Ask, complain, output::Output};
use crate::{
    article::Date,
    knowledge::{Class, EntryId, Knowledge, NameForm, Overlay, Term},
};

/// The embedded tables, with the user's file over them. `None` where the file is faulty, which has been told then.
pub(super) fn knowledge(file: Option<&Path>) -> Option<&'static Knowledge> {
    let Some(file) = file else { return Some(Knowledge::embedded()) };
    // For the life of the program.
    overlay(file).map(|overlay| &*Box::leak(Box::new(Knowledge::embedded().with(overlay))))
}

fn overlay(file: &Path) -> Option<Overlay> {
    let name = file.display().to_string();
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) => {
            complain(&format_args!("cannot read {name}: {e}"));
            return None;
        }
    };
    match Overlay::read(&name, &text) {
        Ok(overlay) => Some(overlay),
        Err(faults) => {
            for fault in faults {
                complain(&fault);
            }
            None
        }
    }
}

/// Answers one question.
pub(super) fn answer(ask: &Ask, out: &mut Output) -> io::Result<Tally> {
    let refused = Tally { refused: true, ..Tally::default() };
    match ask {
        Ask::Lookup { name, on, gazetteer } => {
            let Some(knowledge) = knowledge(gazetteer.as_deref()) else { return Ok(refused) };
            lookup(knowledge, &name.join(" "), *on, out)?;
        }
        Ask::Stats { gazetteer } => {
            let Some(knowledge) = knowledge(gazetteer.as_deref()) else { return Ok(refused) };
            stats(knowledge, out)?;
        }
        Ask::Lint { file } => match overlay(file) {
            Some(overlay) => {
                let (entries, names) = overlay.size();
                out.write(format!("{}: {entries} entries, {names} names", file.display()).as_bytes())?;
            }
            None => return Ok(refused),
        },
    }
    Ok(Tally::default())
}

/// One line for each meaning of a name.
fn lookup(knowledge: &Knowledge, name: &str, on: Option<Date>, out: &mut Output) -> io::Result<()> {
    let Some(id) = knowledge.lookup(name) else { return Ok(()) };
    let classes = knowledge.classes(id);
    for class in [Class::Given, Class::Family] {
        if classes.has(class) {
            out.json(&json!({"class": class.name()}), false)?;
        }
    }
    for sense in knowledge.senses(id) {
        let entry = knowledge.entry(sense.entry);
        let form = match sense.form {
            NameForm::Full => "full",
            NameForm::Alias => "alias",
            NameForm::Surname => "surname",
            NameForm::Acronym => "acronym",
        };
        let terms: Vec<Value> = knowledge
            .terms(sense.entry)
            .filter(|t| on.is_none_or(|on| t.may_hold(on)))
            .map(|t| {
                let mut value = term(&t);
                if let (Some(on), Some(fields)) = (on, value.as_object_mut()) {
                    fields.insert("certain".into(), t.holds(on).into());
                }
                value
            })
            .collect();
        out.json(
            &json!({
                "class": sense.class.name(),
                "form": form,
                "name": entry.name,
                "subtype": Some(entry.subtype).filter(|s| !s.is_empty()),
                "country": entry.country.map(|c| c.to_string()),
                "wikidata": entry.wikidata.map(|q| format!("Q{q}")),
                "prominence": entry.prominence,
                "row": format!("{}:{}", entry.table, entry.line),
                "terms": terms,
            }),
            false,
        )?;
    }
    Ok(())
}

fn term(t: &Term<'_>) -> Value {
    json!({
        "title": t.title,
        "organisation": Some(t.organisation).filter(|o| !o.is_empty()),
        "country": t.country.map(|c| c.to_string()),
        "from": t.from.map(|d| d.to_string()),
        "to": t.to.map(|d| d.to_string()),
        "as_of": t.as_of.filter(|&d| d != Date::MAX).map(|d| d.to_string()),
        "source": t.source,
    })
}

/// How many entries each table gave, and terms.
fn stats(knowledge: &Knowledge, out: &mut Output) -> io::Result<()> {
    let mut tables: BTreeMap<&str, usize> = BTreeMap::new();
    let mut terms = 0;
    for number in 0..knowledge.len() {
        let id = EntryId(number as u32);
        *tables.entry(knowledge.entry(id).table).or_default() += 1;
        terms += knowledge.terms(id).count();
    }
    let own = knowledge.overlay().map(|o| o.size().0);
    out.json(
        &json!({
            "version": knowledge.version(),
            "names": knowledge.names(),
            "entries": knowledge.len(),
            "terms": terms,
            "tables": tables,
            "overlay": own,
        }),
        true,
    )
}
