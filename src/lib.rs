//! Who met whom about what, from English wire stories.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod article;
pub mod cli;
pub mod coref;
pub mod country;
pub mod date;
pub mod encounter;
pub mod error;
pub mod gazetteer;
pub mod knowledge;
pub mod mention;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod role;
pub mod span;
pub mod token;
pub mod zone;

pub use article::Article;
pub use error::Error;
pub use pipeline::{Extractor, Worker};
pub use record::Record;
