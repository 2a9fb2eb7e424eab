//! Many stories: read by one thread, worked on by some, written by one in the order of the input.

use std::{
    collections::{BTreeMap, HashMap},
    fs::File,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::Instant,
};

use clap::{CommandFactory, error::ErrorKind as ClapError};

use super::{
    args::{Args, Input},
    complain, gazetteer,
    input::Source,
    journal::{Journal, Left, Mark, START, beside, continued},
    output::{Output, Sink, Store, between_lines},
    writer::{Done, Progress, Tally, Writer},
};
use crate::{
    article::Article,
    error::{Error, ErrorKind, Place},
    pipeline::{self, Extractor, Stage, Worker},
    read,
};

/// What the reader hands on for one place of the input.
pub(super) enum Item {
    Opened(String),
    Refused(String, Error),
    Story(Box<Article>),
    Failed(Error),
    Told(String),
    Past,
}

impl Item {
    fn story(&self) -> Option<&Article> {
        if let Self::Story(article) = self { Some(article) } else { None }
    }
}

/// How many stories or bytes are handed on together: enough that handing on costs nothing, few enough that they are at hand.
const STORIES: usize = 64;
const BYTES: usize = 256 << 10;

/// Work on one story, by its number among those that the worker has read.
pub(super) trait Work: Fn(&mut Worker<'_>, usize, &Article, &mut Output) -> io::Result<()> + Sync {}
impl<F: Fn(&mut Worker<'_>, usize, &Article, &mut Output) -> io::Result<()> + Sync> Work for F {}

/// What is done with each story.
struct Task<'t, W> {
    extractor: &'t Extractor,
    /// How far it is read.
    stage: Option<Stage>,
    work: &'t W,
}

/// Where results go.
pub(super) enum Target<'a> {
    /// Lines, after this head.
    Lines(&'a str),
    /// What is more than lines.
    Store(&'a dyn Opener),
}

/// Opens a store.
pub(super) trait Opener {
    /// What a run has left that can be gone on with.
    fn left(&self) -> io::Result<Left>;
    /// The store, empty, or with `resume` as it was left; the run has come as far as `mark`.
    fn open(&self, resume: bool, mark: &Mark) -> io::Result<Box<dyn Store>>;
}

/// Reads every story of every input up to `stage` and does `work` on it. What cannot be read is told and left out. `tail` is
/// written after everything.
pub(super) fn run(
    input: &Input,
    to: Target<'_>,
    stage: impl Into<Option<Stage>>,
    work: impl Work,
    tail: impl FnOnce() -> String,
) -> io::Result<Tally> {
    let since = Instant::now();
    let options = match input.options() {
        Ok(options) => options,
        Err(message) => {
            // The same form as any other wrong argument.
            let _ = Args::command().error(ClapError::ValueValidation, message).print();
            return Ok(Tally::refused());
        }
    };
    let Some(knowledge) = gazetteer::knowledge(input.gazetteer.as_deref()) else {
        return Ok(Tally::refused());
    };
    let extractor = Extractor::with(knowledge).counting(input.offsets.into());
    let sources = match input.sources() {
        Ok(sources) => sources,
        Err(e) => {
            complain(&e);
            return Ok(Tally::refused());
        }
    };
    let fresh = Mark { run: input.fingerprint(), inputs: START, ..Mark::default() };
    let past = match (input.output.as_deref().filter(|_| input.resume), &to) {
        (None, _) => Left::Nothing,
        (Some(target), Target::Lines(_)) => Journal::left(target)?,
        (Some(_), Target::Store(store)) => store.left()?,
    };
    let (resume, past) = match (past, input.output.as_deref()) {
        (Left::Whole, _) => {
            complain(&"the output is complete already; nothing to resume");
            return Ok(Tally { opened: true, ..Tally::default() });
        }
        (Left::Part(mark), Some(target)) => {
            mark.fits(fresh.run, &sources, &beside(target, ".part"))?;
            (true, mark)
        }
        _ => (false, fresh),
    };
    // Both files are looked at before either is cut.
    let errors = match &input.errors {
        Some(path) if resume => Some(continued(path, past.errors)?),
        Some(path) => Some(File::create(path)?),
        None => None,
    };
    let mut sink = match &to {
        Target::Lines(_) => Sink::open(input.output.as_deref(), &past)?,
        Target::Store(store) => Sink::Store(store.open(resume, &past)?),
    };
    if let Target::Lines(head) = to
        && past.written == 0
    {
        sink.write(head.as_bytes(), vec![], &past)?;
    }
    quit_between_lines();
    let mut writer = Writer {
        sink,
        errors,
        tally: Tally { before: past.skipped, refused: past.refused > 0, ..Tally::default() },
        mark: Mark { inputs: START, source: 0, item: 0, ..past },
        past,
        fail_fast: input.fail_fast,
        progress: Progress::new(input),
    };
    // Who writes to a pipe may wait for the answer before writing on.
    let live = sources.iter().any(Source::is_live);
    let stories = Stories { sources: sources.into_iter(), options: &options, reader: None };
    let stories: Box<dyn Iterator<Item = Item> + Send> =
        if input.latest { Box::new(latest(stories).into_iter()) } else { Box::new(stories) };
    let stories = Resumed { stories, past: past.place(), at: (0, 0) };
    let task = &Task { extractor: &extractor, stage: stage.into(), work: &work };
    let whole = if input.jobs() < 2 {
        alone(Parcels { stories, most: if live { 1 } else { STORIES } }, task, &mut writer)?
    } else {
        together(Parcels { stories, most: STORIES }, input.jobs(), task, &mut writer)?
    };
    writer.progress.end();
    if input.stats {
        writer.tally.stats(since);
    }
    if whole {
        writer.sink.finish(tail().as_bytes())?;
    } else {
        writer.sink.pause()?;
    }
    Ok(writer.tally)
}

/// Stories without those that the run before has done. Places are counted as [`Mark`] does.
struct Resumed<I> {
    stories: I,
    past: (u64, u64),
    at: (u64, u64),
}

impl<I: Iterator<Item = Item>> Iterator for Resumed<I> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let item = self.stories.next()?;
        Some(match item {
            Item::Opened(_) => {
                self.at = (self.at.0 + 1, 0);
                item
            }
            // An input whose stories are done is not missed; one that was told is not told again.
            Item::Refused(name, error) => {
                self.at = (self.at.0 + 1, u64::MAX);
                if self.at <= self.past { Item::Told(name) } else { Item::Refused(name, error) }
            }
            _ => {
                self.at.1 += 1;
                if self.at <= self.past { Item::Past } else { item }
            }
        })
    }
}

/// The stories of all inputs.
struct Stories<'o> {
    sources: std::vec::IntoIter<Source>,
    options: &'o read::Options,
    reader: Option<read::Reader<'o, Box<dyn io::BufRead + Send>>>,
}

impl Iterator for Stories<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(story) = self.reader.as_mut().and_then(Iterator::next) {
            return Some(match story {
                Ok(article) => Item::Story(Box::new(article)),
                Err(e) => Item::Failed(e),
            });
        }
        let source = self.sources.next()?;
        match source.open() {
            Ok(opened) => {
                self.reader = Some(read::Reader::new(&source.name(), opened, self.options));
                Some(Item::Opened(source.name()))
            }
            Err(e) => {
                self.reader = None;
                Some(Item::Refused(source.name(), e))
            }
        }
    }
}

/// Of each item the last version alone: by its version, then by its time, then by its place. A later version that is withheld
/// or cancelled takes those before it out.
fn latest(stories: Stories<'_>) -> Vec<Item> {
    let mut all: Vec<Item> = stories.collect();
    let mut last: HashMap<String, (Option<u64>, Option<String>, usize)> = HashMap::new();
    for (at, item) in all.iter().enumerate() {
        let (id, version, time) = match item {
            Item::Story(a) => (a.id.clone(), a.version, a.updated.clone()),
            Item::Failed(e) if e.kind() == ErrorKind::Withheld => match e.item() {
                Some((id, version)) => (id.to_owned(), version, None),
                None => continue,
            },
            _ => continue,
        };
        let newer = match last.get(&id) {
            None => true,
            Some((v, t, _)) => (version.is_none() || version >= *v) && (time.is_none() || version > *v || time >= *t),
        };
        if newer {
            last.insert(id, (version, time, at));
        }
    }
    for (at, item) in all.iter_mut().enumerate() {
        if let Item::Story(article) = item
            && last.get(&article.id).is_some_and(|(_, _, last)| *last != at)
        {
            let message = format!("story {:?}: left out for another version of it", article.id);
            *item = Item::Failed(Error::new(ErrorKind::Superseded, Place::default(), message, ""));
        }
    }
    all
}

/// Some items at a time.
struct Parcels<I> {
    stories: I,
    /// How many at most.
    most: usize,
}

impl<I: Iterator<Item = Item>> Iterator for Parcels<I> {
    type Item = Vec<Item>;

    fn next(&mut self) -> Option<Vec<Item>> {
        let (mut items, mut bytes) = (Vec::new(), 0);
        for item in self.stories.by_ref() {
            bytes += item.story().map_or(0, |article| article.text.len());
            items.push(item);
            if items.len() >= self.most || bytes >= BYTES {
                break;
            }
        }
        (!items.is_empty()).then_some(items)
    }
}

/// Does the work on the items of a parcel.
fn done<'x>(items: Vec<Item>, worker: &mut Worker<'x>, task: &Task<'x, impl Work>) -> io::Result<Vec<Done>> {
    let articles: Vec<_> = items.iter().filter_map(Item::story).collect();
    let mut results = Vec::with_capacity(articles.len());
    for group in pipeline::groups(&articles) {
        let mut read =
            guarded(worker, task.extractor, |worker| task.stage.map(|stage| worker.read_all(group, stage).len()));
        for (number, &article) in group.iter().enumerate() {
            let mut output = Output::default();
            let made = guarded(worker, task.extractor, |worker| {
                // What one story of the group spoilt is done one by one.
                let number = match (task.stage, read) {
                    (Some(stage), None) => worker.read_all(&[article], stage).len() - 1,
                    _ => number,
                };
                (task.work)(worker, number, article, &mut output)
            });
            if made.is_none() {
                read = None;
            }
            results.push(made.transpose()?.map(|()| output));
        }
    }
    drop(articles);
    let mut results = results.into_iter();
    let told = |item| match item {
        Item::Story(article) => match results.next().flatten() {
            Some(output) => Done::Story { output, bytes: article.text.len() as u64 },
            None => {
                let message = format!("story {:?}: left out; please report this fault of whomet's", article.id);
                Done::Failed(Error::new(ErrorKind::Fault, Place::default(), message, "").of_item(article.id, None))
            }
        },
        Item::Opened(name) => Done::Opened(name),
        Item::Refused(name, e) => Done::Refused(name, e),
        Item::Failed(e) => Done::Failed(e),
        Item::Told(name) => Done::Told(name),
        Item::Past => Done::Past,
    };
    Ok(items.into_iter().map(told).collect())
}

/// A fault of the program's own on one story is told, and is no reason to lose the others.
fn guarded<'x, T>(
    worker: &mut Worker<'x>,
    extractor: &'x Extractor,
    work: impl FnOnce(&mut Worker<'x>) -> T,
) -> Option<T> {
    let made = catch_unwind(AssertUnwindSafe(|| work(worker)));
    if made.is_err() {
        *worker = extractor.worker();
    }
    made.ok()
}

/// One thread does everything; from a pipe, each line is out before the next story is read.
fn alone(
    parcels: impl Iterator<Item = Vec<Item>>,
    task: &Task<'_, impl Work>,
    writer: &mut Writer,
) -> io::Result<bool> {
    let mut worker = task.extractor.worker();
    for items in parcels {
        if !writer.take(done(items, &mut worker, task)?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A part of the input, by its number.
type Parcel<T> = (u64, Vec<T>);

/// `jobs` threads work. The reader is never more than a few parcels ahead of the writer, so that memory is bounded however
/// long the input and however slow a single story.
fn together(
    parcels: impl Iterator<Item = Vec<Item>> + Send,
    jobs: usize,
    task: &Task<'_, impl Work>,
    writer: &mut Writer,
) -> io::Result<bool> {
    let ahead = jobs * 4;
    let (to_workers, handed) = sync_channel::<Parcel<Item>>(ahead);
    let handed = Mutex::new(handed);
    let (to_writer, results) = sync_channel::<io::Result<Parcel<Done>>>(ahead);
    let (permit, permits) = sync_channel::<()>(ahead);
    for _ in 0..ahead {
        let _ = permit.try_send(());
    }
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| hand_out(parcels, to_workers, permits, &stop));
        for _ in 0..jobs {
            let to_writer = to_writer.clone();
            let handed = &handed;
            scope.spawn(move || {
                let mut worker = task.extractor.worker();
                loop {
                    let next = handed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
                    let Ok((number, items)) = next else { return };
                    let made = done(items, &mut worker, task);
                    if to_writer.send(made.map(|made| (number, made))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(to_writer);
        let written = collect(results, &permit, writer);
        stop.store(true, Ordering::Relaxed);
        // Who waits for a permit must not wait any longer.
        drop(permit);
        written
    })
}

/// Hands out parcels.
fn hand_out(
    parcels: impl Iterator<Item = Vec<Item>>,
    to_workers: SyncSender<Parcel<Item>>,
    permits: Receiver<()>,
    stop: &AtomicBool,
) {
    for parcel in (0..).zip(parcels) {
        if stop.load(Ordering::Relaxed) || permits.recv().is_err() || to_workers.send(parcel).is_err() {
            return;
        }
    }
}

/// Writes parcels in the order of their numbers.
fn collect(
    results: Receiver<io::Result<Parcel<Done>>>,
    permit: &SyncSender<()>,
    writer: &mut Writer,
) -> io::Result<bool> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for result in results {
        let (number, made) = result?;
        waiting.insert(number, made);
        while let Some(made) = waiting.remove(&next) {
            next += 1;
            if !writer.take(made)? {
                return Ok(false);
            }
            let _ = permit.try_send(());
        }
    }
    Ok(true)
}

/// Ctrl-C ends the program between two lines; a second one ends it at once.
fn quit_between_lines() {
    static ASKED: AtomicBool = AtomicBool::new(false);
    // Where signals cannot be caught, the program ends as the system has it.
    let _ = ctrlc::set_handler(|| {
        if !ASKED.swap(true, Ordering::Relaxed) {
            thread::spawn(|| {
                let _whole = between_lines();
                std::process::exit(130);
            });
        } else {
            std::process::exit(130);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_on_one_story_leaves_the_others() {
        let story = |id: &str| {
            let text = format!("Ms Lind met {id} in Oslo.");
            Item::Story(Box::new(Article { id: id.to_owned(), ..Article::from_text(text) }))
        };
        let extractor = Extractor::new();
        let work = |worker: &mut Worker<'_>, number: usize, article: &Article, out: &mut Output| {
            assert_ne!(article.id, "Mr Orr", "what a fault looks like");
            out.write(worker.record(number, article).encounters[0].participants[1].name.as_bytes())
        };
        let task = Task { extractor: &extractor, stage: Some(Stage::Encounter), work: &work };
        let items = ["Mr Roe", "Mr Orr", "Mr Lee", "Mr Ash"].map(story).into();
        let made = done(items, &mut extractor.worker(), &task).unwrap();
        let told: Vec<_> = made
            .into_iter()
            .map(|done| match done {
                Done::Story { output, .. } => String::from_utf8(output.bytes).unwrap().trim_end().to_owned(),
                Done::Failed(e) => format!("{:?}", e.kind()),
                _ => String::new(),
            })
            .collect();
        assert_eq!(told, ["Roe", "Fault", "Lee", "Ash"]);
    }
}
