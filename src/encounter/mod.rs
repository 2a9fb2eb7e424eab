//! Encounters: who met whom about what.
