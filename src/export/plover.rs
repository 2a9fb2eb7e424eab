//! The codebooks of event data: PLOVER (as JSON lines), POLECAT (its 40 columns) and CAMEO codes.
//!
//! They know no status. What is planned is an agreement to them, what is asked for a request, what is refused a rejection.
//! A meeting that was called off is a rejection, too, by whoever called it off: the record does not tell who did, so it is left
//! out.
//!
//! Sources, as of 2026: event codes and Goldstein values of CAMEO as GDELT publishes them (`CAMEO.eventcodes.txt` and
//! `CAMEO.goldsteinscale.txt` under <https://www.gdeltproject.org/data/lookups/>); types, modes, contexts and actor codes of the
//! manual and `CAMEO2PLOVER-2021.txt` in <https://github.com/openeventdata/PLOVER>. The scale values by mode are those of its
//! draft 0.8; other versions of the manual have one value for each type (CONSULT 2.1, AGREE 4.2, REJECT -4.2).

use std::{collections::HashMap, sync::OnceLock};

use serde_json::json;

use super::{
    flat::{Separator, line},
    name, wikidata,
};
use crate::record::{Encounter, Kind, Part, Participant, PartyType, Record, Status};

/// The columns of POLECAT.
pub const POLECAT: &str = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t\
    Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t\
    Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\t\
    Wikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\t\
    Feature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";

/// The code of an encounter in CAMEO, and its value on the Goldstein scale of CAMEO; `None` for what was cancelled.
#[must_use]
pub fn cameo(encounter: &Encounter) -> Option<(&'static str, f64)> {
    Some(match encounter.status {
        Status::Cancelled => return None,
        Status::Refused => ("125", -5.0),
        Status::Proposed => ("026", 4.0),
        Status::Planned => ("036", 4.0),
        Status::Happened | Status::Ongoing => match encounter.kind {
            Kind::Call => ("041", 1.0),
            Kind::Visit => ("042", 1.9),
            _ if encounter.participants.iter().any(|p| p.part == Some(Part::Mediator)) => ("045", 5.0),
            _ if third_country(encounter) => ("044", 2.5),
            Kind::Talks if negotiates(encounter) => ("046", 7.0),
            Kind::Meeting | Kind::Talks | Kind::Summit => ("040", 1.0),
        },
    })
}

fn negotiates(encounter: &Encounter) -> bool {
    encounter.evidence.iter().any(|e| e.trigger.text.to_lowercase().contains("negotiat"))
}

/// Whether all parties came from elsewhere.
fn third_country(encounter: &Encounter) -> bool {
    let Some(place) = encounter.place.as_ref().and_then(|p| p.country.as_deref()) else { return false };
    encounter.participants.len() > 1
        && encounter.participants.iter().all(|p| p.country.as_deref().is_some_and(|c| c != place && c != "EU"))
}

/// Type, mode and intensity in PLOVER.
fn code(encounter: &Encounter) -> Option<(&'static str, Option<&'static str>, f64)> {
    Some(match encounter.status {
        Status::Cancelled => return None,
        Status::Refused => ("REJECT", Some("meet"), -2.0),
        Status::Proposed => ("REQUEST", Some("meet"), 0.0),
        // Agreements have no modes.
        Status::Planned => ("AGREE", None, 2.5),
        Status::Happened | Status::Ongoing => match encounter.kind {
            Kind::Call => ("CONSULT", Some("phone"), 1.5),
            Kind::Visit => ("CONSULT", Some("visit"), 4.0),
            Kind::Summit => ("CONSULT", Some("multilateral"), 4.0),
            _ if third_country(encounter) => ("CONSULT", Some("third-party"), 1.0),
            Kind::Meeting | Kind::Talks => ("CONSULT", None, 2.5),
        },
    })
}

/// Guests act on hosts in a visit; else all parties are actors, as the codebook has it.
fn sides(encounter: &Encounter) -> (Vec<&Participant>, Vec<&Participant>) {
    let host = |p: &&Participant| p.part == Some(Part::Host);
    let (hosts, others): (Vec<_>, Vec<_>) = encounter.participants.iter().partition(host);
    let directed = encounter.kind == Kind::Visit || matches!(encounter.status, Status::Proposed | Status::Refused);
    if directed && !hosts.is_empty() && !others.is_empty() {
        (others, hosts)
    } else {
        (encounter.participants.iter().collect(), vec![])
    }
}

/// What the event is about, where the code itself tells: intentions, requests and refusals to meet are diplomacy, and so are
/// mediation and negotiation.
fn context(encounter: &Encounter) -> Option<&'static str> {
    let code = cameo(encounter).map(|(code, _)| code);
    matches!(code, Some("026" | "036" | "045" | "046" | "125")).then_some("diplomatic")
}

/// The code of an actor: ISO 3166-1 alpha-3, and for the European Union that of international bodies.
fn actor(country: &str) -> Option<&'static str> {
    static CODES: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        let lines = include_str!("../../data/places/countries.tsv").lines().filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|l| l.split_once('\t'))
            .map(|(two, rest)| (two, &rest[..rest.find('\t').unwrap_or(0)]))
            .collect()
    });
    if country == "EU" { Some("IGO") } else { codes.get(country).copied().filter(|c| !c.is_empty()) }
}

fn quad(kind: &str) -> &'static str {
    if kind == "REJECT" { "3" } else { "1" }
}

/// The encounters of a record in PLOVER's JSON, an event a line.
pub fn plover(record: &Record, out: &mut String) {
    let head = &record.article;
    for encounter in &record.encounters {
        let Some((kind, mode, scale)) = code(encounter) else { continue };
        let (actors, recipients) = sides(encounter);
        let entity = |p: &&Participant| {
            let wikidata = wikidata(record, &p.entity);
            json!({"code": p.country.as_deref().and_then(actor), "sector": sector(p), "entity_text": p.name, "identifier_id": wikidata,
                   "identifier_text": wikidata.as_ref().map(|_| "wikidata"), "office": p.role})
        };
        let date = encounter.when.as_ref().and_then(|w| w.value.clone()).or_else(|| head.published.clone());
        let place = encounter
            .place
            .as_ref()
            .map(|p| json!({"extracted_place": p.text, "resolved_place": p.name, "country_code": p.country}));
        let event = json!({
            "id": format!("{}/{}", head.id, encounter.id),
            "has_event": true,
            "date": date,
            "actor": actors.iter().map(entity).collect::<Vec<_>>(),
            "recipient": recipients.iter().map(entity).collect::<Vec<_>>(),
            "event": [kind],
            "event_loc": place,
            "event_text": encounter.evidence.iter().map(|e| &e.trigger.text).collect::<Vec<_>>(),
            "quad_code": quad(kind),
            "event_scale": scale,
            "mode": mode.into_iter().collect::<Vec<_>>(),
            "context": context(encounter).into_iter().collect::<Vec<_>>(),
            "cameo": cameo(encounter).map(|c| c.0),
            "text": encounter.evidence.first().map(|e| &e.text),
            "cite_info": {"citation": head.id, "url": head.url, "title": head.headline, "language": "en",
                          "publication": head.source, "coder": "whomet", "codebook": "PLOVER", "version": record.whomet.version},
            "coder": "whomet",
        });
        out.push_str(&event.to_string());
        out.push('\n');
    }
}

/// GOV for governments and those who hold their offices, BUS, IGO and so on are more than the record tells; what it tells is
/// whether a party is a country.
fn sector(party: &Participant) -> Option<&'static str> {
    (party.kind == PartyType::Country).then_some("GOV")
}

/// The encounters of a record in the columns of POLECAT.
pub fn polecat(record: &Record, out: &mut String) {
    let head = &record.article;
    let named = |kind: &str| {
        record.entities.iter().filter(|e| name(&e.kind) == kind).map(|e| e.name.clone()).collect::<Vec<_>>().join("; ")
    };
    for encounter in &record.encounters {
        let Some((kind, mode, scale)) = code(encounter) else { continue };
        let (mut actors, mut recipients) = sides(encounter);
        if recipients.is_empty() && actors.len() > 1 {
            // A row has two sides.
            recipients = actors.split_off(1);
        }
        let join = |side: &[&Participant], of: &dyn Fn(&Participant) -> Option<String>| {
            side.iter().filter_map(|p| of(p)).collect::<Vec<_>>().join("; ")
        };
        let wikidata = |p: &Participant| wikidata(record, &p.entity);
        let columns = |side: &[&Participant]| {
            let names = join(side, &|p| Some(p.name.clone()));
            let sectors = join(side, &|p| sector(p).map(str::to_owned));
            [
                names.clone(),
                join(side, &|p| p.country.as_deref().and_then(actor).map(str::to_owned)),
                String::new(),
                sectors.split("; ").next().unwrap_or_default().to_owned(),
                sectors,
                join(side, &|p| p.role.clone()),
                names,
                join(side, &wikidata),
            ]
        };
        let place = encounter.place.as_ref();
        let date = encounter.when.as_ref().and_then(|w| w.value.clone()).or_else(|| head.published.clone());
        let mut cells = vec![
            format!("{}/{}", head.id, encounter.id),
            date.unwrap_or_default(),
            kind.to_owned(),
            mode.unwrap_or_default().to_owned(),
            scale.to_string(),
            quad(kind).to_owned(),
            context(encounter).unwrap_or_default().to_owned(),
        ];
        cells.extend(columns(&actors));
        cells.extend(columns(&recipients));
        cells.push(place.and_then(|p| p.name.clone()).unwrap_or_default());
        cells.extend([String::new(), String::new(), String::new()]);
        cells.push(place.and_then(|p| p.country.clone()).unwrap_or_default());
        cells.extend([String::new(), String::new(), String::new()]);
        cells.push(place.map(|p| p.text.clone()).unwrap_or_default());
        cells.push(String::new());
        cells.push(head.source.clone().unwrap_or_default());
        cells.push(head.published.clone().unwrap_or_default());
        cells.extend([
            named("person"),
            named("organisation"),
            named("place"),
            "en".to_owned(),
            record.whomet.version.clone(),
        ]);
        out.push_str(&line(cells.iter().map(String::as_str), Separator::Tab));
    }
}
