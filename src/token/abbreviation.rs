//! Abbreviations whose dot is part of the word and seldom ends a sentence.

/// Titles and the like: a name follows, so the dot never ends a sentence.
const BEFORE_NAME: &[&str] = &[
    "adm", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt", "maj", "messrs", "mlle", "mme",
    "mr", "mrs", "ms", "mt", "msgr", "pres", "prof", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "st", "ste",
    "supt", "amb", "atty", "det", "insp", "pte", "pvt", "vs", "v", "no", "nos", "ft", "fort",
];

/// Words whose dot may also end a sentence: months, states, company suffixes.
const ANYWHERE: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "inc", "corp", "co", "ltd", "plc", "llc", "bros", "jr", "sr", "dept",
    "univ", "assn", "govt", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan",
    "ky", "la", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex",
    "va", "vt", "wash", "wis", "wyo", "etc", "al", "est", "approx", "ave", "blvd", "rd", "cf", "eg", "ie", "fig",
];

/// Whether `word` (lower case, without its dot) takes a dot before a name.
pub(super) fn before_name(word: &str) -> bool {
    BEFORE_NAME.contains(&word)
}

/// Whether `word` (lower case, without its dot) is written with a dot.
pub(super) fn takes_dot(word: &str) -> bool {
    before_name(word) || ANYWHERE.contains(&word)
}
