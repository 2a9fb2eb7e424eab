//! Completions, manual pages and help: they name everything.

mod program;

use std::{fs, path::Path, process::Command};

use program::{code, errors, whomet};

fn said(arguments: &[&str]) -> String {
    let out = whomet(arguments, b"");
    assert_eq!((code(&out), errors(&out)), (0, ""), "{arguments:?}");
    String::from_utf8(out.stdout).unwrap()
}

/// All commands, as the help lists them: `["gazetteer", "lookup"]`.
fn commands(path: &[String]) -> Vec<Vec<String>> {
    let mut arguments: Vec<&str> = path.iter().map(String::as_str).collect();
    arguments.push("--help");
    let help = said(&arguments);
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return vec![path.to_vec()] };
    let mut all = vec![path.to_vec()];
    for line in list.lines().take_while(|l| !l.is_empty()) {
        let Some(name) = line.strip_prefix("  ").filter(|l| !l.starts_with(' ')) else { continue };
        let name = name.split(' ').next().unwrap();
        if name != "help" {
            all.extend(commands(&[path, &[name.to_owned()]].concat()));
        }
    }
    all
}

#[test]
fn every_help_has_a_summary_and_examples() {
    let all = commands(&[]);
    assert!(all.len() >= 16, "{all:?}");
    for path in &all {
        let mut arguments: Vec<&str> = path.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = said(&arguments);
        let example = format!("  whomet {}", path.join(" "));
        let examples = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{path:?} has no examples")).1;
        assert!(
            examples.contains(example.trim_end()) || examples.contains(example[2..].trim_end()),
            "{path:?}: {help}"
        );
        assert!(!help.starts_with("Usage"), "{path:?} has no summary");
        // Nobody has to scroll sideways.
        let long: Vec<&str> = help.lines().filter(|l| l.chars().count() > 130).collect();
        assert!(long.is_empty(), "{path:?}: {long:#?}");
    }
}

#[test]
fn completions_name_every_command_and_argument() {
    let help = said(&["--help"]);
    let options: Vec<&str> = help
        .lines()
        .filter(|l| l.starts_with("  ") && l.trim_start().starts_with('-'))
        .filter_map(|l| l.split([' ', ',', '=']).find(|w| w.starts_with("--")))
        .collect();
    assert!(options.len() > 20, "{options:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        for name in commands(&[]).iter().flatten() {
            assert!(script.contains(name.as_str()), "{shell} does not know {name}");
        }
        for option in &options {
            let name = if shell == "fish" { option.trim_start_matches('-') } else { option };
            assert!(script.contains(name), "{shell} does not know {option}");
        }
        assert!(!script.contains("no-stats"), "{shell} completes what is hidden");
    }
    let out = whomet(&["completions", "dos"], b"");
    assert_eq!(code(&out), 2);
}

#[cfg(unix)]
#[test]
fn bash_takes_its_completions() {
    let script = program::file("manual/whomet.bash", said(&["completions", "bash"]).as_bytes());
    let ask = format!(
        "source {script}; COMP_WORDS=(whomet gazetteer lo); COMP_CWORD=2; _whomet whomet lo gazetteer; echo \"${{COMPREPLY[*]}}\""
    );
    // Where there is no bash there is nothing to ask.
    if let Ok(out) = Command::new("bash").args(["--norc", "-c", &ask]).output() {
        assert_eq!(String::from_utf8_lossy(&out.stdout).trim(), "lookup", "{}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let page = said(&["man"]);
    assert!(page.contains(".TH whomet 1") && page.contains(".SH NOTES\n.nf") && page.contains("Examples:"), "{page}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual").join("man1");
    let _ = fs::remove_dir_all(&folder);
    said(&["man", "-o", folder.to_str().unwrap()]);
    for path in commands(&[]) {
        let name = [&["whomet".to_owned()], &path[..]].concat().join("-");
        let page = fs::read_to_string(folder.join(format!("{name}.1"))).unwrap_or_else(|e| panic!("{name}.1: {e}"));
        assert!(page.contains(".SH NAME") && page.contains("Examples:"), "{name}");
        // Examples are commands, a line each.
        assert_eq!((page.matches("\n.nf\n").count(), page.matches("\n.fi").count()), (1, 1), "{name}");
        if path.len() == 1 {
            assert!(said(&["man"]).contains(&name.replace('-', "\\-")), "{name} is not in the first page");
        }
    }
}
