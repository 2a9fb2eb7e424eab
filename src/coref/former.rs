//! Which state a town belonged to on the day of publication: "Moscow" of 1987 is the Soviet Union's capital.

use crate::{article::Date, country::Country};

include!(concat!(env!("OUT_DIR"), "/coref_predecessors.rs"));

/// The state that stood where `country` is today, on the day of publication.
pub(super) fn state(country: Country, published: Option<Date>) -> Country {
    let Some(on) = published else { return country };
    // Only stories of the last century and of its wars have one: most ask no further.
    if on.year() > 2003 {
        return country;
    }
    let day = on.to_string();
    PREDECESSORS
        .iter()
        .find(|(code, _, until)| *code == country.code() && day.as_str() <= *until)
        .and_then(|(_, before, _)| Country::new(before))
        .unwrap_or(country)
}

#[cfg(test)]
mod tests {
    use super::{Country, state};

    #[test]
    fn a_town_is_of_the_state_of_its_day() {
        let at = |country: &str, day: &str| state(Country::new(country).unwrap(), day.parse().ok()).code().to_owned();
        assert_eq!(at("RU", "1987-09-18"), "SU");
        assert_eq!(at("RU", "1991-12-26"), "RU");
        assert_eq!(at("CZ", "1989-11-20"), "CS");
        assert_eq!(at("RS", "1999-03-24"), "YU");
        assert_eq!(at("RS", "2012-03-24"), "RS");
        assert_eq!(at("FR", "1987-09-18"), "FR");
        assert_eq!(state(Country::new("RU").unwrap(), None).code(), "RU");
    }
}
