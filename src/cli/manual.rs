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
    match folder {
        None => Man::new(Args::command()).render(&mut out.bytes)?,
        Some(folder) => {
            fs::create_dir_all(folder)?;
            clap_mangen::generate_to(Args::command(), folder)?;
        }
    }
    Ok(Tally::default())
}
