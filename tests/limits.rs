//! The limits of a start, with everything embedded: processor time, memory, size.
#![cfg(unix)]

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use nix::sys::resource::{Usage, UsageWho, getrusage};

#[test]
fn a_start_with_one_record_is_cheap() {
    let story = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/stories/phone-call.txt");
    let run = || {
        let before = spent(&children());
        let out = Command::new(env!("CARGO_BIN_EXE_whomet"))
            .env("WHOMET_CONFIG", "")
            .args(["--published", "2024-05-15", story])
            .stderr(Stdio::null())
            .output()
            .unwrap();
        assert!(out.status.success() && out.stdout.starts_with(b"{"));
        spent(&children()) - before
    };
    // The least of several: the machine does other things, too.
    let least = (0..10).map(|_| run()).min().unwrap();
    assert!(least <= Duration::from_millis(10), "{least:?} of processor time for the first record");
    let memory = children().max_rss() * 1024;
    assert!(memory <= 80_000_000, "{memory} bytes of memory");
}

#[test]
fn the_binary_is_small() {
    let size = std::fs::metadata(env!("CARGO_BIN_EXE_whomet")).unwrap().len();
    // A debug build carries lines and symbols.
    let most = if cfg!(debug_assertions) { 200_000_000 } else { 40_000_000 };
    assert!(size <= most, "{size} bytes");
}

fn children() -> Usage {
    getrusage(UsageWho::RUSAGE_CHILDREN).unwrap()
}

fn spent(usage: &Usage) -> Duration {
    let of = |t: nix::sys::time::TimeVal| Duration::from_micros(t.tv_sec() as u64 * 1_000_000 + t.tv_usec() as u64);
    of(usage.user_time()) + of(usage.system_time())
}
