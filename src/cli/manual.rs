//! Completions and manual pages, made of the definition of the arguments.

use std::{fs, io, path::Path};

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{args::Args, output::Output, writer::Tally};

/// What a shell needs to complete the arguments.
pub(super) fn completions(shell: Shell, out: &mut Output) -> io::Result<Tally> {
    clap_complete::generate(shell, &mut Args::command(), "whomet", &mut out.bytes);
    Ok(Tally::default())
}

/// The page of the program, or into `folder` one of each command.
pub(super) fn pages(folder: Option<&Path>, out: &mut Output) -> io::Result<Tally> {
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    match folder {
        None => out.bytes = page(&Man::new(command))?,
        Some(folder) => {
            fs::create_dir_all(folder)?;
            write(&command, folder)?;
        }
    }
    Ok(Tally::default())
}

fn write(command: &clap::Command, folder: &Path) -> io::Result<()> {
    let man = Man::new(command.clone());
    fs::write(folder.join(man.get_filename()), page(&man)?)?;
    command.get_subcommands().try_for_each(|inner| write(inner, folder))
}

/// One page. What stands after the options is kept line by line: tables and commands.
fn page(man: &Man) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    man.render(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let Some((before, extra)) = text.split_once("\n.SH EXTRA\n") else { return Ok(bytes) };
    let (extra, after) = extra.split_once("\n.SH ").unwrap_or((extra, ""));
    let after = if after.is_empty() { String::new() } else { format!("\n.SH {after}") };
    Ok(format!("{before}\n.SH NOTES\n.nf\n{}\n.fi{after}", extra.trim_end()).into_bytes())
}
