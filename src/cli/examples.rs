//! The examples of every help are commands that the program takes.

use clap::CommandFactory as _;

use super::args::Args;

/// The lines under "Examples:".
fn examples(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|l| *l != "Examples:").skip(1);
    lines.take_while(|l| !l.is_empty()).map(str::trim).collect()
}

/// The calls of the program in a line of shell, as lists of words.
fn calls(line: &str) -> Vec<Vec<String>> {
    let (mut all, mut words, mut word) = (Vec::new(), Vec::new(), None::<String>);
    let mut letters = line.chars();
    while let Some(c) = letters.next() {
        match c {
            '\'' | '"' => {
                let quoted: String = letters.by_ref().take_while(|d| *d != c).collect();
                word.get_or_insert_default().push_str(&quoted);
            }
            ' ' => words.extend(word.take()),
            '#' if word.is_none() => break,
            '|' | '&' | ';' | '>' | '<' => {
                words.extend(word.take());
                all.push(std::mem::take(&mut words));
            }
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    all.push(words);
    all.retain_mut(|words| {
        words.retain(|w| !w.starts_with("WHOMET_CONFIG="));
        words.first().is_some_and(|w| w == "whomet")
    });
    all
}

fn walk(command: &clap::Command, seen: &mut usize) {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let found = examples(&help);
    assert!(!found.is_empty(), "{} has no examples", command.get_name());
    for example in found {
        let calls = calls(example);
        assert!(!calls.is_empty(), "{example} calls something else");
        for call in calls {
            *seen += 1;
            if let Err(e) = Args::command().try_get_matches_from(&call) {
                panic!("{example}\n{e}");
            }
        }
    }
    command.get_subcommands().filter(|c| c.get_name() != "help").for_each(|c| walk(c, seen));
}

#[test]
fn every_command_has_examples_that_it_takes() {
    let mut seen = 0;
    walk(&Args::command(), &mut seen);
    assert!(seen > 40, "only {seen} calls found: the scan is broken");
}

#[test]
fn a_line_of_shell_is_taken_apart() {
    let line = "A=1 x | WHOMET_CONFIG= whomet a\\ 'b c' \"d\"  > e; whomet f # whomet g";
    let wanted: [&[&str]; 2] = [&["whomet", "a\\", "b c", "d"], &["whomet", "f"]];
    assert_eq!(calls(line), wanted);
}
