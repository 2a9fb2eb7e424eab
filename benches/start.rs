//! What a start costs: from the start of the process to the end of the first story's record, against a program that
//! builds an Aho-Corasick automaton of the same names at its start.
//!
//! `cargo bench --bench start`. Each program is started twenty times; the processor time (user and system) is the least
//! and the median of these, the memory the most that the process ever held.

use std::{
    env,
    process::{Command, Stdio},
    time::Duration,
};

use nix::sys::resource::{Usage, UsageWho, getrusage};
use whomet::knowledge::Knowledge;

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/stories/phone-call.txt");
const RUNS: usize = 20;
/// Tells this program that it is the one to be measured.
const AUTOMATON: &str = "WHOMET_BENCH_AUTOMATON";

fn main() {
    if env::var_os(AUTOMATON).is_some() {
        let mut names = Vec::new();
        Knowledge::embedded().each_key(|name| names.push(name.to_owned()));
        let automaton = aho_corasick::AhoCorasick::new(&names).expect("the names fit into an automaton");
        assert!(automaton.is_match("talks with angela merkel"), "the automaton finds nothing");
        return;
    }
    let whomet = env!("CARGO_BIN_EXE_whomet");
    let mut names = 0;
    Knowledge::embedded().each_key(|_| names += 1);
    println!("{names} names, {} entries", Knowledge::embedded().len());
    println!("binary             {:>8.1} MB", std::fs::metadata(whomet).map_or(0.0, |m| m.len() as f64 / 1e6));
    // Memory is the most of all children so far, so the smaller program comes first.
    report("whomet, one record", || {
        let mut command = Command::new(whomet);
        command.args(["--published", "2024-05-15", STORY]);
        command
    });
    report("automaton built", || {
        let mut command = Command::new(env::current_exe().expect("this program's path"));
        command.env(AUTOMATON, "1");
        command
    });
}

fn report(name: &str, command: impl Fn() -> Command) {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run(command())).collect();
    times.sort();
    let memory = children().max_rss() as f64 * 1024.0 / 1e6;
    println!("{name:18} {:>8.2?} least, {:.2?} median, {memory:.1} MB at most", times[0], times[RUNS / 2]);
}

/// The processor time of a program, from its start to its end.
fn run(mut command: Command) -> Duration {
    let before = spent(&children());
    let status = command.stdout(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{status}");
    spent(&children()) - before
}

fn children() -> Usage {
    getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system tells of ended programs")
}

fn spent(usage: &Usage) -> Duration {
    let of = |t: nix::sys::time::TimeVal| Duration::from_micros(t.tv_sec() as u64 * 1_000_000 + t.tv_usec() as u64);
    of(usage.user_time()) + of(usage.system_time())
}
