//! Where records go: whole lines, each written at once.

use std::io::{self, StdoutLock, Write};

use serde::Serialize;

/// Standard output. A line is handed to the system whole, so that who reads along sees each record when it is ready,
/// and a batch that is stopped leaves no half line.
pub(super) struct Output {
    to: StdoutLock<'static>,
    buffer: Vec<u8>,
}

impl Output {
    pub fn stdout() -> Self {
        Self { to: io::stdout().lock(), buffer: Vec::new() }
    }

    /// Writes `value` as one line, or for people over many.
    pub fn json<T: Serialize>(&mut self, value: &T, pretty: bool) -> io::Result<()> {
        self.buffer.clear();
        if pretty {
            serde_json::to_writer_pretty(&mut self.buffer, value)?;
        } else {
            serde_json::to_writer(&mut self.buffer, value)?;
        }
        self.finish()
    }

    /// Writes `bytes` and ends the line.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.clear();
        self.buffer.extend_from_slice(bytes);
        self.finish()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.buffer.push(b'\n');
        self.to.write_all(&self.buffer)?;
        self.to.flush()
    }
}
