//! Many stories at once.

mod program;

use std::{
    fs,
    io::{Read as _, Write as _},
    process::{Command, Stdio},
};

use program::{code, errors, file, values, whomet};

/// Stories of which some cannot be read.
fn wire(stories: usize) -> Vec<u8> {
    let mut lines = Vec::new();
    for n in 0..stories {
        if n % 7 == 3 {
            lines.extend(format!("broken {n}\n").bytes());
        } else {
            let text = format!(
                "OSLO, May 14 (AP) - Prime Minister Kari Holm met Foreign Minister Lars Orr in Oslo on Tuesday. It was call {n}."
            );
            lines.extend(format!("{}\n", serde_json::json!({"id": n.to_string(), "text": text})).bytes());
        }
    }
    lines
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let input = wire(400);
    let one = whomet(&[], &input);
    assert_eq!(code(&one), 1);
    for jobs in ["2", "5", "0"] {
        let many = whomet(&["-j", jobs], &input);
        assert!(one.stdout == many.stdout, "-j {jobs} writes something else");
        assert_eq!(errors(&one), errors(&many));
        assert_eq!(code(&many), 1);
    }
}

#[test]
fn failures_are_records_in_a_file() {
    let target = file("failures.ndjson", b"");
    let out = whomet(&["--errors", &target, "--stats"], &wire(10));
    assert_eq!(code(&out), 1);
    let failures = values(&fs::read(&target).unwrap());
    assert_eq!(failures.len(), 1);
    assert_eq!((&failures[0]["line"], &failures[0]["kind"]), (&4.into(), &"json".into()));
    assert_eq!(failures[0]["file"], "<stdin>");
    assert!(errors(&out).starts_with("whomet: 9 stories read, 1 skipped; 9 encounters;"), "{}", errors(&out));
}

#[test]
fn fail_fast_stops_at_the_first_failure() {
    for jobs in ["1", "3"] {
        let out = whomet(&["--fail-fast", "-j", jobs], &wire(300));
        assert_eq!((code(&out), values(&out.stdout).len(), errors(&out).lines().count()), (1, 3, 1), "-j {jobs}");
    }
}

#[test]
fn a_file_appears_when_it_is_whole() {
    let target = file("whole/out.ndjson", b"old\n");
    let out = whomet(&["-o", &target, "/no/such/file"], b"");
    assert_eq!(code(&out), 2);
    let out = whomet(&["-o", &target], &wire(20));
    assert_eq!((code(&out), out.stdout.len()), (1, 0));
    assert_eq!(values(&fs::read(&target).unwrap()).len(), 17);
    let left: Vec<_> =
        fs::read_dir(target.trim_end_matches("/out.ndjson")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["out.ndjson"]);
    let out = whomet(&["-o", "/no/such/folder/out"], &wire(2));
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("cannot write"));
}

#[test]
fn a_killed_run_is_resumed_without_loss_or_repetition() {
    let input = file("resume.ndjson", &wire(10_000));
    let missing = format!("{input}.missing");
    // A run of this test that failed has left it.
    let _ = fs::remove_file(&missing);
    let whole = file("resume/whole.ndjson", b"");
    let told = format!("{whole}.errors");
    whomet(&["-o", &whole, "--errors", &told, &missing, &input], b"");
    let wanted = (fs::read(&whole).unwrap(), fs::read(&told).unwrap());
    assert_eq!(values(&wanted.1).len(), 1 + 1429, "the input that is missing, and the broken lines");
    for (jobs, patience) in [("1", 30_000), ("2", 60_000)] {
        let (target, errors_of) = (format!("{whole}.{jobs}"), format!("{told}.{jobs}"));
        let _ = fs::remove_file(&target);
        let arguments = ["-j", jobs, "-o", &target, "--errors", &errors_of, &missing, &input];
        let mut child = program::command().args(arguments).stderr(Stdio::null()).spawn().unwrap();
        let part = format!("{target}.part");
        // Only what the journal tells of has gone by: that the second input was begun.
        let journal = || fs::read_to_string(format!("{part}.done")).unwrap_or_default();
        let begun = || journal().split(' ').nth(2).is_some_and(|source| source.parse() == Ok(2_u64));
        let written = || fs::metadata(&part).map_or(0, |m| m.len());
        while (written() < patience || !begun()) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!fs::exists(&target).unwrap(), "the run ended before it was killed");
        // A line that was being written, and one that the journal does not know of.
        let append =
            |path: &str, bytes: &[u8]| fs::OpenOptions::new().append(true).open(path).unwrap().write_all(bytes);
        append(&part, b"{\"half").unwrap();
        append(&errors_of, b"{\"kind\":\"json\"}\n{\"ki").unwrap();
        // What could not be read then is not read now either: its place in the output has gone by.
        fs::write(&missing, "Ms Lind met Mr Orr in Oslo.").unwrap();
        let resume = |more: &[&str]| whomet(&[&["--resume"], &arguments[..], more].concat(), b"");
        let other = resume(&["--only", "call"]);
        assert_eq!(code(&other), 2);
        assert!(errors(&other).contains("was made with other arguments"), "{}", errors(&other));
        let out = resume(&[]);
        assert_eq!((code(&out), errors(&out)), (1, ""));
        assert!(fs::read(&target).unwrap() == wanted.0, "-j {jobs}: the resumed file is another");
        assert!(fs::read(&errors_of).unwrap() == wanted.1, "-j {jobs}: the resumed file of errors is another");
        assert!(errors(&resume(&[])).contains("complete already"));
        fs::remove_file(&missing).unwrap();
    }
}

#[test]
fn a_run_that_is_killed_again_and_again_comes_to_the_same_end() {
    let input = file("again.ndjson", &wire(2500));
    let whole = file("again/whole.ndjson", b"");
    let told = format!("{whole}.errors");
    whomet(&["-o", &whole, "--errors", &told, &input], b"");
    for (jobs, mut dice) in [("1", 7_u32), ("2", 11)] {
        let (target, errors_of) = (format!("{whole}.{jobs}"), format!("{told}.{jobs}"));
        for old in ["", ".part", ".part.done"] {
            let _ = fs::remove_file(format!("{target}{old}"));
        }
        let arguments = ["--resume", "-j", jobs, "-o", &target, "--errors", &errors_of, &input];
        let mut killed = 0;
        while killed < 12 {
            let mut child = program::command().args(arguments).stderr(Stdio::null()).spawn().unwrap();
            // Any moment: before the first story, within a line, between the output and its journal.
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            std::thread::sleep(std::time::Duration::from_micros(u64::from(dice >> 16)));
            child.kill().unwrap();
            if child.wait().unwrap().code().is_some() {
                break;
            }
            killed += 1;
        }
        assert!(killed > 1, "-j {jobs}: the run ended before it was killed");
        if !fs::exists(&target).unwrap() {
            let out = whomet(&arguments, b"");
            assert_eq!((code(&out), errors(&out)), (1, ""));
        }
        assert!(fs::read(&target).unwrap() == fs::read(&whole).unwrap(), "-j {jobs}: after {killed} kills");
        assert!(fs::read(&errors_of).unwrap() == fs::read(&told).unwrap(), "-j {jobs}: after {killed} kills");
    }
}

/// A run over the stories of a folder, stopped after its first failure.
fn stopped(name: &str) -> (String, String) {
    let folder = file(&format!("{name}/in/b.ndjson"), &wire(20));
    let folder = folder.trim_end_matches("/b.ndjson").to_owned();
    let target = format!("{}/out.csv", folder.trim_end_matches("/in"));
    for old in ["", ".part", ".part.done"] {
        let _ = fs::remove_file(format!("{target}{old}"));
    }
    let _ = fs::remove_file(format!("{folder}/a.txt"));
    let out = whomet(&["--format", "csv", "--fail-fast", "-o", &target, &folder], b"");
    assert_eq!((code(&out), fs::exists(&target).unwrap()), (1, false));
    (folder, target)
}

#[test]
fn a_stopped_run_has_one_head_and_one_end() {
    let (folder, target) = stopped("stopped");
    let resume = ["--format", "csv", "--fail-fast", "-o", &target, &folder, "--resume"];
    // Each run goes on after the failure that stopped the one before.
    assert_eq!(code(&whomet(&resume, b"")), 1);
    assert_eq!(code(&whomet(&resume, b"")), 1);
    let last = whomet(&resume, b"");
    assert_eq!((code(&last), errors(&last)), (1, ""), "what was skipped before still counts");
    let table = fs::read_to_string(&target).unwrap();
    assert_eq!((table.matches("article,published").count(), table.lines().count()), (1, 18));
}

#[test]
fn a_run_over_other_inputs_is_not_resumed() {
    let (folder, target) = stopped("others");
    fs::write(format!("{folder}/a.txt"), "Ms Lind met Mr Orr in Oslo.").unwrap();
    let resume = ["--format", "csv", "--fail-fast", "-o", &target, &folder, "--resume"];
    let out = whomet(&resume, b"");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("was made with other inputs"), "{}", errors(&out));
    fs::remove_file(format!("{folder}/a.txt")).unwrap();
    fs::write(format!("{target}.part"), "article").unwrap();
    let out = whomet(&resume, b"");
    assert!(code(&out) == 2 && errors(&out).contains("has lost something"), "{}", errors(&out));
    fs::remove_file(format!("{target}.part")).unwrap();
    let out = whomet(&resume, b"");
    assert!(code(&out) == 2 && errors(&out).contains("begin anew without --resume"), "{}", errors(&out));
    assert_eq!(code(&whomet(&["--format", "csv", "-o", &target, &folder], b"")), 1);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_lines() {
    let mut child =
        program::command().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        // It goes on until nobody reads.
        while input.write_all(&wire(200)).is_ok() {}
    });
    let mut output = child.stdout.take().unwrap();
    let mut read = vec![0; 10_000];
    output.read_exact(&mut read).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    output.read_to_end(&mut read).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    feeder.join().unwrap();
    assert_eq!(read.last(), Some(&b'\n'));
    assert!(!values(&read).is_empty());
}
