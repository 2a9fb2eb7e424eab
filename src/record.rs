//! The JSON record.
