//! Names of the user's own, laid over the embedded tables without a build. Like these they are bytes that are read where
//! they lie: a file of lines is compiled on reading, a built one opens at once.

use super::{
    Classes, Entry, EntryId, Knowledge, NameId, OpenError, Sense, Term, format,
    format::{COVER, Section},
    overlay_draft::Draft,
    overlay_file::{Fault, lines},
    tables::{Tables, u16_at, u32_at},
};

/// The bit that tells numbers of the overlay from those of the embedded tables.
pub(super) const OVERLAY: u32 = 1 << 31;

/// What a user's files say.
pub struct Overlay {
    tables: Tables,
    bytes: &'static [u8],
}

impl std::fmt::Debug for Overlay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Overlay").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Overlay {
    /// Reads a file's text; `name` tells its format by its ending (`.tsv`, `.csv`, `.jsonl`) and stands in messages.
    ///
    /// # Errors
    /// Every line that is wrong, with what is wrong and what to do.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Fault>> {
        Self::read_all([(name, text)])
    }

    /// Reads several files as one, the later ones over the earlier ones.
    ///
    /// # Errors
    /// Every line that is wrong, with what is wrong and what to do.
    pub fn read_all<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Self, Vec<Fault>> {
        let mut draft = Draft::default();
        let mut faults = Vec::new();
        for (name, text) in files {
            for line in lines(name, text) {
                match line.and_then(|line| draft.line(&line)) {
                    Ok(()) => {}
                    Err(fault) => faults.push(fault),
                }
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        // It lives as long as the program, as the embedded tables do.
        let bytes: &'static [u8] = Box::leak(draft.finish().into_boxed_slice());
        match Self::open(bytes) {
            Ok(overlay) => Ok(overlay),
            Err(e) => unreachable!("just written: {e}"),
        }
    }

    /// Whether bytes are a built overlay rather than lines of text.
    #[must_use]
    pub fn is_built(bytes: &[u8]) -> bool {
        bytes.get(..6) == Some(&format::OVERLAY_MAGIC[..6])
    }

    /// Opens what [`Overlay::bytes`] gave.
    ///
    /// # Errors
    /// When the bytes are no overlay of this version, are cut short, or lie over other tables than the embedded ones.
    pub fn open(bytes: &'static [u8]) -> Result<Self, OpenError> {
        let tables = Tables::open(bytes, &format::OVERLAY_MAGIC)?;
        let base = tables.section(Section::Base);
        if base != Knowledge::embedded().tables().hash().to_le_bytes() {
            return Err(OpenError::Base);
        }
        Ok(Self { tables, bytes })
    }

    /// The overlay as bytes that open at once.
    #[must_use]
    pub fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// How many entries it adds, and how many names it touches.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.tables.len(), self.tables.names.len())
    }

    pub(crate) fn transducer(&self) -> &fst::raw::Fst<&'static [u8]> {
        &self.tables.names
    }

    /// The name that a value of the transducer stands for.
    pub(crate) fn name(value: u32) -> NameId {
        NameId(OVERLAY | value)
    }

    pub(super) fn hash(&self) -> u64 {
        self.tables.hash()
    }

    pub(super) fn lookup(&self, key: &str) -> Option<NameId> {
        self.tables.names.get(key).map(|v| Self::name(v.value() as u32))
    }

    pub(super) fn entry(&self, id: EntryId) -> Entry<'static> {
        self.tables.entry(id.0 & !OVERLAY, id)
    }

    pub(super) fn terms(&'static self, id: EntryId) -> impl Iterator<Item = Term<'static>> {
        self.tables.added(id).map(|t| self.tables.term(t))
    }

    pub(super) fn office(&'static self, hash: u64) -> impl Iterator<Item = Term<'static>> {
        self.tables.office(hash).map(|t| self.tables.term(t))
    }

    /// The overlay's own senses of a name.
    pub(super) fn senses(&self, id: NameId) -> impl Iterator<Item = Sense> + use<> {
        self.tables.senses(id.0 & !OVERLAY)
    }

    /// The embedded name below, and the classes that are hidden of it.
    pub(super) fn cover(&self, id: NameId) -> (Option<NameId>, Classes) {
        let postings = self.tables.section(Section::Postings);
        let at = ((id.0 & !OVERLAY) as usize).saturating_sub(COVER);
        let base = Some(u32_at(postings, at)).filter(|&b| b != u32::MAX).map(NameId);
        (base, Classes(u16_at(postings, at + 4)))
    }

    /// The classes of a name: the overlay's own, and those of the name below that are not hidden.
    pub(super) fn classes(
        &self,
        id: NameId,
        of: impl FnOnce(&Tables, Option<NameId>) -> (Classes, Option<Classes>),
    ) -> Classes {
        let (base, hidden) = self.cover(id);
        let (own, below) = of(&self.tables, base);
        Classes(own.0 | below.map_or(0, |b| b.0 & !hidden.0))
    }
}
