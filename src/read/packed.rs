//! Compressed input: gzip and Zstandard, known by their first bytes.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    FrameDecoder, StreamingDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

/// What `input` holds once unpacked. Files of several gzip members or Zstandard frames, as archives and `cat` make them, are
/// read to their end; what is not compressed passes through.
///
/// # Errors
/// When the first bytes cannot be read.
pub fn unpacked<'r>(mut input: impl BufRead + Send + 'r) -> io::Result<Box<dyn BufRead + Send + 'r>> {
    let first = input.fill_buf()?;
    if first.starts_with(b"\x1f\x8b") {
        Ok(Box::new(BufReader::with_capacity(64 << 10, MultiGzDecoder::new(input))))
    } else if first.starts_with(b"\x28\xb5\x2f\xfd")
        || first.len() >= 4 && &first[1..4] == b"\x2a\x4d\x18" && first[0] & 0xf0 == 0x50
    {
        Ok(Box::new(BufReader::with_capacity(64 << 10, Frames { state: State::Between(input) })))
    } else {
        Ok(Box::new(input))
    }
}

/// Zstandard frames, one after the other.
struct Frames<R: Read> {
    state: State<R>,
}

enum State<R: Read> {
    Between(R),
    Inside(Box<StreamingDecoder<R, FrameDecoder>>),
    End,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Between(mut input) => {
                    if input.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let mut input = Some(input);
                    self.state = open(&mut input)?;
                }
                State::Inside(mut decoder) => {
                    let read = decoder.read(buffer)?;
                    self.state = if read == 0 && !buffer.is_empty() {
                        State::Between(decoder.into_inner())
                    } else {
                        State::Inside(decoder)
                    };
                    if read > 0 || buffer.is_empty() {
                        return Ok(read);
                    }
                }
            }
        }
    }
}

/// Opens the next frame, or passes over one that holds no data.
fn open<R: BufRead>(input: &mut Option<R>) -> io::Result<State<R>> {
    let Some(mut reader) = input.take() else { return Ok(State::End) };
    // Frames to be skipped say their length after their mark.
    let first = reader.fill_buf()?;
    if first.len() >= 8 && first[0] & 0xf0 == 0x50 && &first[1..4] == b"\x2a\x4d\x18" {
        let length = u64::from(u32::from_le_bytes([first[4], first[5], first[6], first[7]]));
        reader.consume(8);
        io::copy(&mut (&mut reader).take(length), &mut io::sink())?;
        return Ok(State::Between(reader));
    }
    match StreamingDecoder::new(reader) {
        Ok(decoder) => Ok(State::Inside(Box::new(decoder))),
        Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_))) => {
            Err(io::Error::new(io::ErrorKind::InvalidData, "bytes after the last Zstandard frame"))
        }
        Err(e) => Err(io::Error::new(io::ErrorKind::InvalidData, e.to_string())),
    }
}
