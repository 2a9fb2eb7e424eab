//! Names that were looked up before.

use std::{cell::Cell, ops::Deref};

use super::{Knowledge, NameId};
use crate::{country::Country, hash};

/// How many names are remembered, a power of two: an eighth of a megabyte. Of the look-ups for 61 MB of government
/// briefings three in four ask for one of them.
const PLACES: usize = 1 << 13;

/// The knowledge, with the names that were looked up last: story after story asks for the same ones, and folding a name and
/// walking through the index letter by letter costs a microsecond.
pub struct Remembered<'k> {
    knowledge: &'k Knowledge,
    places: Vec<Cell<Place>>,
}

/// The hash of a name, and what it was found to be.
type Place = (u64, Option<NameId>);

impl<'k> Remembered<'k> {
    /// The knowledge, with nothing looked up so far.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, places: vec![Cell::default(); PLACES] }
    }

    /// As [`Knowledge::lookup`].
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<NameId> {
        let hash = hash::word(name.as_bytes());
        let place = &self.places[hash as usize & (PLACES - 1)];
        let (known, mut id) = place.get();
        if known != hash || hash == 0 {
            id = self.knowledge.lookup(name);
            place.set((hash, id));
        }
        id
    }

    /// As [`Knowledge::country_by_name`].
    #[must_use]
    pub fn country_by_name(&self, name: &str) -> Option<Country> {
        self.knowledge.country_of(self.lookup(name)?)
    }
}

impl Deref for Remembered<'_> {
    type Target = Knowledge;

    fn deref(&self) -> &Knowledge {
        self.knowledge
    }
}

impl std::fmt::Debug for Remembered<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remembered").field("knowledge", self.knowledge).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Remembered;
    use crate::knowledge::Knowledge;

    #[test]
    fn what_is_remembered_is_what_the_index_says() {
        let (plain, remembered) = (Knowledge::embedded(), Remembered::new(Knowledge::embedded()));
        for name in ["France", "Italian", "Nobody Such", "", "Tokyo", "France", "Nobody Such", "Italian", ""] {
            assert_eq!(remembered.lookup(name), plain.lookup(name), "{name}");
            assert_eq!(remembered.country_by_name(name), plain.country_by_name(name), "{name}");
        }
        assert!(remembered.lookup("France").is_some() && remembered.lookup("Nobody Such").is_none());
    }
}
