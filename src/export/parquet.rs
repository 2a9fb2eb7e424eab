//! Rows as Parquet: the columns of the flat tables with their types, lists as lists.

use std::{
    io::{self, Write},
    sync::Arc,
};

use parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::parser::parse_message_type,
};
use serde_json::{Map, Value};

use super::flat::{Cells, Rows, cells, columns};
use crate::{article, record::Record};

/// How many rows are written together: their columns are in memory until then.
const GROUP: usize = 32 << 10;

/// A table in the making.
pub struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: Rows,
    held: Vec<Map<String, Value>>,
    told: bool,
}

impl<W: Write + Send> Parquet<W> {
    /// A table of `rows` that goes to `out`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: W, rows: Rows) -> io::Result<Self> {
        let schema = parse_message_type(&schema(rows)).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("whomet {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Self { writer, rows, held: Vec::new(), told: false })
    }

    /// Adds the rows of a record.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        if !self.told {
            self.told = true;
            // The same in all records of a run.
            let offsets = super::name(&record.whomet.offsets);
            for (key, value) in [("whomet.gazetteer", record.whomet.gazetteer.clone()), ("whomet.offsets", offsets)] {
                self.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
            }
        }
        self.held.extend(cells(record, self.rows));
        if self.held.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    /// Writes what is held, and what ends the file; gives back where it went.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.writer.into_inner().map_err(failed)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.held);
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for &(name, kind) in columns(self.rows) {
            let Some(column) = group.next_column().map_err(failed)? else { break };
            column_of(column, kind, rows.iter().map(|row| row.get(name).unwrap_or(&Value::Null))).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// The schema of a table, as Parquet writes schemas.
fn schema(rows: Rows) -> String {
    let mut out = format!("message {} {{\n", format!("{rows:?}").to_lowercase());
    for (name, kind) in columns(rows) {
        out.push_str(&match kind {
            Cells::Text => format!("optional binary {name} (STRING);\n"),
            Cells::Day => format!("optional int32 {name} (DATE);\n"),
            Cells::Count => format!("optional int64 {name};\n"),
            Cells::Number => format!("optional double {name};\n"),
            Cells::List => format!(
                "required group {name} (LIST) {{ repeated group list {{ optional binary element (STRING); }} }}\n"
            ),
        });
    }
    out.push('}');
    out
}

/// Writes one column of a group.
fn column_of<'v>(
    mut column: SerializedColumnWriter<'_>,
    kind: Cells,
    cells: impl Iterator<Item = &'v Value>,
) -> Result<(), ParquetError> {
    match kind {
        Cells::Text => {
            let (values, levels) = present(cells, |v| v.as_str().map(ByteArray::from));
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
        Cells::Day => {
            let (values, levels) = present(cells, |v| v.as_str().and_then(days));
            column.typed::<Int32Type>().write_batch(&values, Some(&levels), None)?;
        }
        Cells::Count => {
            let (values, levels) = present(cells, Value::as_i64);
            column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        Cells::Number => {
            let (values, levels) = present(cells, Value::as_f64);
            column.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
        }
        Cells::List => {
            // Defined up to: 0 an empty list, 1 an element that is null, 2 one that is not. Repeated: 0 the first of a row.
            let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for cell in cells {
                let items = cell.as_array().map_or(&[][..], Vec::as_slice);
                if items.is_empty() {
                    defined.push(0);
                    repeated.push(0);
                }
                for (number, item) in items.iter().enumerate() {
                    repeated.push(i16::from(number > 0));
                    let text = item.as_str();
                    defined.push(1 + i16::from(text.is_some()));
                    values.extend(text.map(ByteArray::from));
                }
            }
            column.typed::<ByteArrayType>().write_batch(&values, Some(&defined), Some(&repeated))?;
        }
    }
    column.close()
}

/// The values that are there, and for each cell whether it has one.
fn present<'v, T>(cells: impl Iterator<Item = &'v Value>, of: impl Fn(&'v Value) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = of(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}

/// The days since 1970 of a day such as `2025-04-16`.
fn days(day: &str) -> Option<i32> {
    let day = article::day(day)?;
    (day - article::Date::new(1970, 1, 1).ok()?).get_days().into()
}
