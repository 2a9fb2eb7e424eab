//! Other ways to write a name, by rule.

/// Legal forms that the press leaves out.
const LEGAL: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "lp",
    "sa",
    "ag",
    "nv",
    "se",
    "spa",
    "ab",
    "asa",
    "oyj",
    "as",
    "bhd",
    "berhad",
    "kgaa",
    "gmbh",
    "pjsc",
    "ojsc",
    "oao",
    "jsc",
    "bv",
    "sab",
    "tbk",
    "pt",
    "kk",
    "psc",
    "saoc",
    "incorporated",
    "cv",
    "de",
];

/// Parts of surnames that come before their main word.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al",
    "bin", "ibn", "ben", "abu", "ter", "ten", "zu", "af", "st", "mac", "san", "dela",
];

/// Countries whose people's names are written family name first, at home or abroad.
const FAMILY_FIRST: &[&str] = &["CN", "TW", "KR", "KP", "VN", "HU", "KH", "SG", "HK"];

/// A company's name without its legal form, where something is left.
pub fn without_legal(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let before = words.len();
    while words.len() > 1 {
        let last = words[words.len() - 1].trim_end_matches('.').replace(['.', ','], "").to_lowercase();
        if !LEGAL.contains(&last.as_str()) && last != "&" {
            break;
        }
        words.pop();
    }
    (words.len() < before).then(|| words.join(" ").trim_end_matches([',', '&', ' ']).to_owned())
}

/// A person's surname: the listed one, or by the country's order of names and the particles before the last word.
pub fn surname(name: &str, listed: &str, country: &str) -> String {
    if !listed.is_empty() {
        return listed.to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 {
        return String::new();
    }
    if FAMILY_FIRST.contains(&country) && words[0].len() <= 7 && words.len() <= 3 && (country != "HU") {
        return words[0].to_owned();
    }
    let mut first = words.len() - 1;
    let generation =
        |w: &str| matches!(w.trim_end_matches('.').to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    if generation(words[first]) && first > 1 {
        first -= 1;
    }
    let last = first + 1;
    while first > 1 && PARTICLES.contains(&words[first - 1].to_lowercase().as_str()) {
        first -= 1;
    }
    words[first..last].join(" ")
}

/// Further full forms: middle names and initials dropped, the other order of names.
pub fn person(name: &str, surname: &str, country: &str) -> Vec<String> {
    let mut out = Vec::new();
    let words: Vec<&str> = name.split_whitespace().collect();
    let tail = surname.split_whitespace().count();
    if words.len() > tail + 1 && tail > 0 && name.ends_with(surname) {
        out.push(format!("{} {surname}", words[0]));
        // "J. Edgar Doe" → "Edgar Doe"
        if words[0].trim_end_matches('.').chars().count() == 1 {
            out.push(words[1..].join(" "));
        }
        let without_initials: Vec<&str> =
            words.iter().copied().filter(|w| w.trim_end_matches('.').chars().count() > 1).collect();
        if without_initials.len() > tail && without_initials.len() < words.len() {
            out.push(without_initials.join(" "));
        }
    }
    if words.len() == 2 && matches!(country, "JP" | "CN" | "TW" | "KR" | "KP" | "HU" | "VN") {
        out.push(format!("{} {}", words[1], words[0]));
    }
    if let Some(rest) =
        words.split_first().map(|(_, r)| r).filter(|r| r.iter().any(|w| w.to_lowercase().starts_with("al-")))
    {
        // "Mohammed al-Sudani" is also "Mohammed Sudani".
        let plain: Vec<&str> =
            rest.iter().map(|w| w.strip_prefix("al-").or(w.strip_prefix("Al-")).unwrap_or(w)).collect();
        out.push(format!("{} {}", words[0], plain.join(" ")));
    }
    out
}

/// Whether an alias is an acronym: capitals alone, so that it matches in capitals alone.
pub fn is_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= 2 && letters.len() <= 7 && letters.iter().all(|c| c.is_uppercase()) && !name.contains(' ')
}
