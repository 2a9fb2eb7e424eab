//! Bytes of text per second of the whole pipeline, from text to JSON on one core, on the 61 MB of dated documents of
//! public-domain text that are kept beside the project; and what one story costs as it grows to 10 MB.
//!
//! `cargo bench --bench corpus`; `WHOMET_SHARED` names the folder that holds `corpora`, if it is not `../shared`. Reading
//! and unpacking the file come before the clock. The figure is processor time, which other programs of the machine
//! disturb least; the answer of every run is checked.

use std::{
    env,
    fs::File,
    hash::{DefaultHasher, Hasher},
    io::BufReader,
    path::PathBuf,
    time::Duration,
};

use nix::sys::resource::{UsageWho, getrusage};
use whomet::{
    Article, Extractor, pipeline,
    read::{InputFormat, Options, Reader, unpacked},
    record::Offsets,
};

// The program's allocator.
#[cfg(all(feature = "mimalloc", any(all(target_os = "linux", target_env = "gnu"), target_os = "macos")))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 5;
/// What the file holds.
const DOCUMENTS: usize = 12_411;

fn main() {
    let shared =
        env::var_os("WHOMET_SHARED").map_or(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), Into::into);
    let path = shared.join("corpora/briefings.jsonl.zst");
    let Ok(file) = File::open(&path) else {
        eprintln!("corpus: nothing to measure: {} is not there.", path.display());
        eprintln!(
            "corpus: the text is kept apart from the project; set WHOMET_SHARED to the folder that holds corpora/."
        );
        return;
    };
    let articles = articles(file);
    assert_eq!(articles.len(), DOCUMENTS);
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();

    let encounters = checked(&articles);
    let extractor = Extractor::new();
    let mut times = Vec::new();
    let mut answer = None;
    for _ in 0..RUNS {
        let begun = spent();
        let told = told(&extractor, &articles);
        times.push(spent() - begun);
        assert_eq!(told.0, encounters, "another number of encounters than with offsets in bytes");
        assert_eq!(*answer.get_or_insert(told), told, "another answer than in the first run");
    }
    times.sort();
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{DOCUMENTS} documents, {:.1} MB of text, {encounters} encounters", bytes as f64 / 1e6);
    println!(
        "one core, {RUNS} runs: {:.1} MB/s in the median, {:.1} to {:.1}",
        speed(times[RUNS / 2]),
        speed(times[RUNS - 1]),
        speed(times[0])
    );
    long(&extractor, &articles);
}

/// What one story costs as it grows: the documents one after another, as if they were one.
fn long(extractor: &Extractor, articles: &[Article]) {
    let mut text = String::new();
    let mut rest = articles.iter();
    for megabytes in [1, 2, 5, 10] {
        while text.len() < megabytes * 1_000_000 {
            let article = rest.next().expect("the documents are longer");
            text.push_str(&article.text);
            text.push_str("\n\n");
        }
        let story = Article::from_text(text.as_str());
        let begun = spent();
        let record = extractor.worker().extract(&story);
        let time = spent() - begun;
        assert!(!record.encounters.is_empty(), "a long story told nothing");
        println!(
            "one story of {megabytes:2} MB: {:.2} s, {:.1} MB/s",
            time.as_secs_f64(),
            text.len() as f64 / 1e6 / time.as_secs_f64()
        );
    }
}

fn articles(file: File) -> Vec<Article> {
    let options = Options { format: Some(InputFormat::Ndjson), any_language: true, ..Options::default() };
    let input = unpacked(BufReader::new(file)).expect("Zstandard");
    Reader::new("briefings", input, &options).map(|article| article.expect("a document")).collect()
}

/// How many encounters the documents tell, each of whose sentences, triggers, dates, places and topics stands where the
/// record says.
fn checked(articles: &[Article]) -> usize {
    let extractor = Extractor::new().counting(Offsets::Byte);
    let mut worker = extractor.worker();
    let mut encounters = 0;
    for article in articles {
        let record = worker.extract(article);
        encounters += record.encounters.len();
        let stands = |text: &str, start: u32, end: u32| assert_eq!(&article.text[start as usize..end as usize], text);
        for encounter in &record.encounters {
            assert!(!encounter.participants.is_empty() && !encounter.evidence.is_empty());
            for told in &encounter.evidence {
                stands(&told.text, told.start, told.end);
                stands(&told.trigger.text, told.trigger.start, told.trigger.end);
            }
            encounter.about.iter().for_each(|t| stands(&t.text, t.start, t.end));
            encounter.when.iter().for_each(|w| stands(&w.text, w.start, w.end));
            encounter.place.iter().for_each(|p| stands(&p.text, p.start, p.end));
        }
    }
    assert!(encounters > 3_000, "{encounters} encounters are too few");
    encounters
}

/// The timed work: the encounters, and a sum of the JSON of all records.
fn told(extractor: &Extractor, articles: &[Article]) -> (usize, u64) {
    let mut worker = extractor.worker();
    let (mut encounters, mut out, mut sum) = (0, Vec::new(), DefaultHasher::new());
    for record in pipeline::groups(articles).flat_map(|group| worker.extract_all(group)) {
        encounters += record.encounters.len();
        out.clear();
        serde_json::to_writer(&mut out, &record).expect("JSON");
        sum.write(&out);
    }
    (encounters, sum.finish())
}

/// The processor time of this program so far, user and system.
fn spent() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the system counts processor time");
    [usage.user_time(), usage.system_time()]
        .into_iter()
        .map(|t| Duration::new(t.tv_sec() as u64, t.tv_usec() as u32 * 1000))
        .sum()
}
