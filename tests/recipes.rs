//! The commands of the README, run one after the other as a new user would, in a folder with the fixtures of the project.
#![cfg(unix)]

mod program;

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const README: &str = include_str!("../README.md");

/// A block of shell: commands, each with what it is to print where the README shows that.
struct Recipe<'r> {
    command: String,
    /// What stands after `# exit code`.
    code: i32,
    prints: Option<Vec<&'r str>>,
}

/// The commands of all blocks, in their order.
fn recipes(readme: &str) -> Vec<Recipe<'_>> {
    let mut all: Vec<Recipe<'_>> = Vec::new();
    for block in readme.split("```sh\n").skip(1) {
        let lines: Vec<&str> = block.split("\n```").next().unwrap().lines().collect();
        // A block that shows what is printed marks its commands.
        let marked = lines.iter().any(|l| l.starts_with("$ "));
        let mut open = false;
        for line in lines {
            let command = line.strip_prefix("$ ").unwrap_or(line);
            if open {
                let last = all.last_mut().unwrap();
                last.command.push('\n');
                last.command.push_str(line);
            } else if marked && command.len() == line.len() {
                all.last_mut().unwrap().prints.get_or_insert_default().push(line);
                continue;
            } else if !line.is_empty() {
                let code = line.split_once("# exit code ").map_or(0, |(_, rest)| rest[..1].parse().unwrap());
                all.push(Recipe { command: command.to_owned(), code, prints: marked.then(Vec::new) });
            }
            open = all.last().is_some_and(|r| r.command.matches('"').count() % 2 == 1);
        }
    }
    all
}

/// A folder with nothing but the fixtures.
fn place(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recipes").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("home")).unwrap();
    symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), root.join("fixtures")).unwrap();
    root
}

fn shell(command: &str, folder: &Path) -> Output {
    let programs = Path::new(env!("CARGO_BIN_EXE_whomet")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).env("PATH", path);
    shell.env("HOME", folder.join("home")).env_remove("XDG_CONFIG_HOME").env_remove("WHOMET_CONFIG");
    shell.output().unwrap()
}

/// Whether a command needs what is not here: another program, the network, or a part that this build has not.
fn elsewhere(command: &str, folder: &Path) -> bool {
    let unbuilt = |feature: &str, built: bool| !built && command.contains(feature);
    let missing = |tool: &str| {
        let word = |w: &str| w.trim_matches(['(', ')', '$']) == tool;
        command.split_whitespace().any(word) && !shell(&format!("command -v {tool}"), folder).status.success()
    };
    command.starts_with("cargo ")
        || unbuilt("sqlite", cfg!(feature = "sqlite"))
        || unbuilt("parquet", cfg!(feature = "parquet"))
        || ["jq", "sqlite3", "gzip", "scripts/quality"].iter().any(|tool| missing(tool))
}

#[test]
fn the_readme_tells_the_truth() {
    let folder = place("readme");
    let all = recipes(README);
    let (mut run, mut calls) = (0, 0);
    for Recipe { command, code, prints } in &all {
        if elsewhere(command, &folder) {
            continue;
        }
        run += 1;
        calls += usize::from(command.contains("whomet"));
        let out = shell(command, &folder);
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(*code), "{command}\n{said}");
        if *code == 0 && !command.contains("--stats") {
            assert_eq!(said, "", "{command}");
        }
        if let Some(lines) = prints {
            let printed = String::from_utf8_lossy(&out.stdout);
            assert_eq!(printed.lines().collect::<Vec<_>>(), *lines, "{command}");
        }
        // What is written holds something.
        let target = command.split(" -o ").nth(1).or_else(|| command.split(" > ").nth(1));
        if let Some(target) = target.and_then(|t| t.split_whitespace().next()).filter(|t| !t.starts_with("/dev/")) {
            let path = folder.join(target.trim_end_matches('/'));
            let size = fs::metadata(&path).unwrap_or_else(|e| panic!("{command}\n{target}: {e}")).len();
            assert!(size > 0, "{command}: {target} is empty");
        } else if prints.is_none() && command.contains("whomet") {
            assert!(!out.stdout.is_empty(), "{command} prints nothing");
        }
    }
    assert!(run > 30 && calls > 25, "only {run} of {} commands were run: the scan is broken", all.len());
}

#[test]
fn the_readme_names_everything_that_can_be_asked_for() {
    let said = |arguments: &[&str]| {
        let out = program::whomet(arguments, b"");
        String::from_utf8(out.stdout).unwrap()
    };
    let help = said(&["--help"]);
    let commands: Vec<&str> = {
        let list = help.split_once("\nCommands:\n").unwrap().1;
        let lines = list.lines().take_while(|l| !l.is_empty()).filter_map(|l| l.strip_prefix("  "));
        lines.filter_map(|l| l.split(' ').next()).filter(|w| !w.is_empty() && *w != "help").collect()
    };
    assert!(commands.len() > 7, "{commands:?}");
    for command in commands {
        assert!(README.contains(&format!("whomet {command}")), "the README does not name whomet {command}");
    }
    for form in said(&["--help"])
        .split("Possible values:")
        .nth(1)
        .unwrap()
        .lines()
        .filter_map(|l| l.trim_start().strip_prefix("- ")?.split(':').next())
    {
        assert!(README.contains(&format!("`{form}`")), "the README does not name the form {form}");
    }
    for link in README.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let there = match link.strip_prefix('#') {
            Some(title) => README
                .lines()
                .any(|l| l.strip_prefix("## ").is_some_and(|t| t.to_lowercase().replace(' ', "-") == title)),
            None => link.starts_with("https://") || Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(),
        };
        assert!(there, "the README points at {link}, which is not there");
    }
}
