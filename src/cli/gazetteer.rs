//! `whomet gazetteer`: what a name may stand for, what the tables hold, what is wrong in a file of the user's own.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{complain, gazetteer_args::Ask, output::Output, writer::Tally};
use crate::{
    article::Date,
    knowledge::{self, Class, EntryId, Fault, Knowledge, NameForm, Overlay, Term},
};

/// The embedded tables, with the user's file over them. `None` where the file is faulty, which has been told then.
pub(super) fn knowledge(file: Option<&Path>) -> Option<&'static Knowledge> {
    let Some(file) = file else { return Some(Knowledge::embedded()) };
    // For the life of the program.
    overlay(file).map(|overlay| &*Box::leak(Box::new(Knowledge::embedded().with(overlay))))
}

fn overlay(file: &Path) -> Option<Overlay> {
    let name = file.display().to_string();
    let bytes = bytes(file)?;
    if Overlay::is_built(&bytes) {
        // For the life of the program.
        return Overlay::open(Box::leak(bytes.into_boxed_slice()))
            .map_err(|e| complain(&format_args!("{name}: {e}")))
            .ok();
    }
    lines(&[(name, text(file, bytes)?)])
}

fn bytes(file: &Path) -> Option<Vec<u8>> {
    fs::read(file).map_err(|e| complain(&format_args!("cannot read {}: {e}", file.display()))).ok()
}

fn text(file: &Path, bytes: Vec<u8>) -> Option<String> {
    let told = |e: &std::string::FromUtf8Error| {
        let lines = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|&&b| b == b'\n').count();
        complain(&format_args!("{}:{}: not UTF-8; save the file as UTF-8", file.display(), lines + 1));
    };
    String::from_utf8(bytes).inspect_err(told).ok()
}

/// Reads files of lines, and tells everything that is wrong in them.
fn lines(files: &[(String, String)]) -> Option<Overlay> {
    let told = |faults: Vec<Fault>| faults.iter().for_each(|f| complain(f));
    Overlay::read_all(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).map_err(told).ok()
}

/// Compiles files of lines into one that opens at once.
fn build(files: &[PathBuf], output: &Path, out: &mut Output) -> io::Result<bool> {
    let mut texts = Vec::new();
    for file in files {
        let Some(text) = bytes(file).and_then(|b| text(file, b)) else { return Ok(false) };
        texts.push((file.display().to_string(), text));
    }
    let Some(overlay) = lines(&texts) else { return Ok(false) };
    // Whoever reads the file meanwhile sees the old or the new one whole.
    let mut draft = output.as_os_str().to_owned();
    draft.push(".part");
    if let Err(e) = fs::write(&draft, overlay.bytes()).and_then(|()| fs::rename(&draft, output)) {
        complain(&format_args!("cannot write {}: {e}", output.display()));
        return Ok(false);
    }
    let (entries, names) = overlay.size();
    let size = overlay.bytes().len();
    out.write(format!("{}: {entries} entries, {names} names, {size} bytes", output.display()).as_bytes())?;
    Ok(true)
}

/// Writes open data as a file of the user's own. `None` where it is none that can be read.
fn import(file: &Path, as_of: Option<Date>, least: u32, out: &mut Output) -> io::Result<Option<Tally>> {
    let Some(text) = bytes(file).and_then(|b| text(file, b)) else { return Ok(None) };
    let as_of = as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let imported = match knowledge::import(&file.display().to_string(), &text, as_of, least) {
        Ok(imported) => imported,
        Err(fault) => {
            complain(&fault);
            return Ok(None);
        }
    };
    imported.skipped.iter().for_each(|f| complain(f));
    if imported.known > 0 {
        complain(&format_args!("{}: left out {} that the gazetteer has", file.display(), imported.known));
    }
    out.write(imported.tsv.trim_end().as_bytes())?;
    Ok(Some(Tally::skipping(imported.skipped.len() as u64)))
}

/// Answers one question.
pub(super) fn answer(ask: &Ask, out: &mut Output) -> io::Result<Tally> {
    let refused = Tally::refused();
    match ask {
        Ask::Lookup { name, on, gazetteer, .. } => {
            let Some(knowledge) = knowledge(gazetteer.as_deref()) else { return Ok(refused) };
            let name = name.join(" ");
            lookup(knowledge, &name, *on, out)?;
            if out.bytes.is_empty() {
                complain(&format_args!("nothing is known by the name {name:?}"));
                return Ok(Tally::skipping(1));
            }
        }
        Ask::Stats { gazetteer, .. } => {
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
        Ask::Build { files, output } => {
            if !build(files, output, out)? {
                return Ok(refused);
            }
        }
        Ask::Import { file, as_of, min_population } => {
            return Ok(import(file, *as_of, *min_population, out)?.unwrap_or(refused));
        }
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
    let (mut terms, mut items) = (0, 0);
    for number in 0..knowledge.len() {
        let id = EntryId(number as u32);
        let entry = knowledge.entry(id);
        *tables.entry(entry.table).or_default() += 1;
        items += usize::from(entry.wikidata.is_some());
        terms += knowledge.terms(id).count();
    }
    let own = knowledge.overlay().map(|o| o.size().0);
    out.json(
        &json!({
            "version": knowledge.version(),
            "names": knowledge.names(),
            "entries": knowledge.len(),
            "terms": terms,
            "wikidata": items,
            "tables": tables,
            "overlay": own,
        }),
        true,
    )
}
