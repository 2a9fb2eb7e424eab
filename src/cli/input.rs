//! Where stories come from.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal as _},
    path::PathBuf,
};

use super::complain;
use crate::error::{Error, ErrorKind, Place};

/// A file or standard input.
pub(super) enum Source {
    Stdin,
    File(PathBuf),
}

impl Source {
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    pub fn open(&self) -> Result<Box<dyn BufRead>, Error> {
        match self {
            Self::Stdin => {
                if io::stdin().is_terminal() {
                    complain(&"reading from the terminal; end the story with Ctrl-D, or see --help");
                }
                Ok(Box::new(io::stdin().lock()))
            }
            Self::File(path) => {
                let failed = |message: String| {
                    Error::new(ErrorKind::Io, Place { file: self.name(), ..Place::default() }, message, "")
                };
                let file = File::open(path).map_err(|e| failed(format!("cannot open: {e}")))?;
                if file.metadata().is_ok_and(|m| m.is_dir()) {
                    return Err(failed("is a folder; give the files in it".to_owned()));
                }
                Ok(Box::new(BufReader::with_capacity(64 << 10, file)))
            }
        }
    }
}
