"""Restates office holders, heads of state and ambassadors, officials and legislators as people with dated terms.

    people.py FACTS_DIR

FACTS_DIR holds office_holders.tsv and legislators.tsv (Wikidata statements, CC0), heads_and_ambassadors.tsv (CIA World
Factbook, public domain), officials_2022_2026.tsv (compiled by hand, a source for each row) and countries.tsv.
Writes data/people/people.tsv, data/people/terms.tsv, data/people/legislators.tsv.
"""

import datetime
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from common import fold, read, write

JURISDICTIONS = {  # of office_holders.tsv and legislators.tsv, where no rule finds the country
    "netherlands": "NL", "denmark": "DK", "scotland": "GB", "kosovo": "XK", "somaliland": "SO", "world": "",
    "us": "US", "czech": "CZ", "russia": "RU", "south korea": "KR", "north korea": "KP", "iran": "IR", "syria": "SY",
    "congo kinshasa": "CD", "congo brazzaville": "CG", "tanzania": "TZ", "swiss federal council": "CH",
    "moldova": "MD", "bolivia": "BO", "venezuela": "VE", "brunei": "BN", "vietnam": "VN", "ivory coast": "CI",
    "united kingdom": "GB", "turkey": "TR", "taiwan": "TW", "saudi": "SA", "solomons": "SB", "gambia": "GM",
    "bahamas": "BS", "antigua barbuda": "AG", "bosnia herzegovina": "BA",
}
TERRITORIES = set("aq cq gq rq vq fp fs nc rn sb tb wf aa uc nn gl fo av bd vi cj fk gi mh pc sh tk gk je im cw ne nf kt ck".split())
GEC = {"kv": "XK", "ee": "EU", "sk": ""}  # codes of the Factbook that countries.tsv lacks
SNAPSHOT_GAP = "2020-11-23"  # the archive has no snapshot between March 2017 and this day
PARTICLES = set("al el bin ibn ben abu von van der den de del della di da dos das la le du ter ten zu".split())
FACTBOOK_ROLES = re.compile(
    r"^(?:(?:Acting|Interim|Caretaker|Transitional?|First|Second|Third|Executive|Deputy|Co-|Lieutenant) ?)*"
    r"(?:Vice )?(?:President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Amir|Emir|Sultan|Pope|Prince|Grand Duke"
    r"|Governor|Governor General|Chief Minister|Chief Executive|Ambassador)$")


def country_finder(countries):
    by_q = {c["qid"]: c["iso2"] for c in countries} | {"Q55": "NL", "Q35": "DK", "Q1246": "XK", "Q22": "GB"}
    by_name = {}
    for c in countries:
        for name in [c["name"], c["official"], *c["aliases"].split("|")]:
            key = fold(re.sub(r"\(.*?\)", "", name)).removeprefix("the ")
            by_name.setdefault(key, c["iso2"])
        by_name[fold(c["name"])] = c["iso2"]
    by_name.update(JURISDICTIONS)

    def find(name, qid=""):
        if qid in by_q:
            return by_q[qid]
        key = fold(name)
        for cut in (" cabinet", " ministers"):
            key = key.removesuffix(cut)
        key = key.removeprefix("the ")
        if key not in by_name:
            print(f"no country for {name!r}", file=sys.stderr)
            return ""
        return by_name[key]

    return find


def case_name(word):
    """`MNANGAGWA` -> `Mnangagwa`, `DOS` stays for the caller; Roman numerals and initials stay."""
    if re.fullmatch(r"[IVX]+\.?", word) or len(word.strip(".,")) < 2 or not word.isupper():
        return word
    parts = re.split(r"([-' ’])", word)
    word = "".join(p if p.isupper() and len(p) == 1 and p not in "ADL" else p.capitalize() for p in parts)
    word = re.sub(r"^(Mc|Mac(?=[BCDGKLMN][a-z]{3}))([a-z])", lambda m: m[1] + m[2].upper(), word)
    return word.lower() if fold(word) in PARTICLES - {"al", "el", "la", "le"} else word


HONORIFICS = re.compile(
    r"^(?:(?:Dr|Sir|Dame|Gen|Lt|Col|Maj|Brig|Adm|Capt|Cdr|Rear|Vice Adm|Prof|Rev|Fr|Cardinal|Archbishop|Sheikh|Shaykh|"
    r"General|Colonel|Major|Brigadier|Admiral|Commander|Field Marshal|Mr|Ms|Mrs|Lord|Baroness|Ambassador|Minister|H\.E|"
    r"Crown Prince|Prince|Princess|Amir|Pope|King|Queen|Eng|Retired|Lieutenant|Presidents|Acting|represented by)\.?\s+)+")


def factbook_name(raw):
    """The name in usual case, and its surname, which the Factbook sets in capitals."""
    raw = raw.strip().strip('"').replace('""', '"')
    raw = re.sub(r'"[^"]*"', "", raw)
    raw = re.sub(r"\(.*?\)", "", raw)
    raw = re.sub(r",? (Jr|Sr|III|II|IV)\.?$", "", raw.strip().rstrip(","))
    raw = HONORIFICS.sub("", " ".join(raw.split()))
    words = raw.split()
    if not words or any(re.search(r"[\d;:()/]", w) for w in words) or len(words) > 7:
        return None
    if not all(w[0].isupper() or fold(w) in PARTICLES or w[0] in "'’" for w in words):
        return None
    surname = [case_name(w) for w in words if w.isupper() and len(w.strip(".")) > 1 and not re.fullmatch(r"[IVX]+", w)]
    name = " ".join(case_name(w) for w in words)
    return name, " ".join(surname) if len(surname) < len(words) else ""


class People:
    """Persons under one identity across sources."""

    def __init__(self):
        self.rows = {}  # id -> [name, surname, aliases, country, sources]
        self.index = defaultdict(set)  # (country, key) -> ids

    def keys(self, name):
        words = fold(name).split()
        yield "".join(words)
        yield "".join(sorted("".join(words[:1] + words[-1:]))) + "|" + words[-1] if len(words) > 1 else "".join(words)
        if len(words) > 2:
            yield words[0] + "+" + words[-1]
        elif len(words) == 2:
            yield words[0] + "+" + words[1]

    def strong(self, name):
        words = fold(name).split()
        return {"".join(words), "".join(sorted(words))}

    def weak(self, name):
        words = [w for w in fold(name).split() if len(w) > 1]
        return words[0] + "+" + words[-1] if len(words) > 1 else ""

    def add(self, ident, name, country, source, surname="", aliases=()):
        row = self.rows.setdefault(ident, [name, "", set(), country, set()])
        row[1] = row[1] or surname
        row[2] |= {a for a in aliases if a and a != row[0]}
        if name != row[0]:
            row[2].add(name)
        row[3] = row[3] or country
        row[4].add(source)
        for n in (name, *aliases):
            for key in self.strong(n) | {self.weak(n)} - {""}:
                self.index[country, key].add(ident)

    def find(self, name, country, aliases=()):
        """The one person of that name in that country, else None."""
        for n in (name, *aliases):
            for key in sorted(self.strong(n)):
                ids = self.index.get((country, key), ())
                if len(ids) == 1:
                    return next(iter(ids))
        ids = self.index.get((country, self.weak(name)), ())
        return next(iter(ids)) if len(ids) == 1 else None

    def ident(self, name, country):
        base = f"{country or 'ZZ'}/{fold(name).replace(' ', '-')}"
        return base


def trim_title(title):
    title = re.sub(r"\s*\((?:acting|interim|caretaker)\)", "", title, flags=re.I)
    return re.sub(r"^note ?- ?", "", title).strip()


def main(facts):
    facts = Path(facts)
    countries = read(facts / "countries.tsv")
    country_of = country_finder(countries)
    people, terms = People(), set()

    for r in read(facts / "office_holders.tsv"):
        if re.fullmatch(r"Q\d+", r["name"]):
            continue
        c = country_of(r["jurisdiction"], r["jurisdiction_qid"])
        organisation = "Scottish Government" if r["jurisdiction"] == "Scotland" else ""
        if r["jurisdiction"] == "Somaliland":
            organisation = "Somaliland"
        start = r["from"] if len(r["from"]) != 5 else r["from"][:4]
        if r["to"] and r["to"] < start:
            continue
        if "," in r["name"]:
            name, _, peerage = r["name"].partition(",")
            people.add(r["person_qid"], name, c, "wikidata", aliases=[])
        else:
            people.add(r["person_qid"], r["name"], c, "wikidata")
        title = r["position"][0].upper() + r["position"][1:]
        terms.add((r["person_qid"], title, organisation, c, start, r["to"], r["as_of"], "wikidata"))

    legislators = defaultdict(list)
    for r in read(facts / "legislators.tsv"):
        if re.fullmatch(r"Q\d+", r["name"]) or (r["to"] and r["to"] < r["from"]) or (r["from"] and r["from"] < "1900"):
            continue
        if not all(unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in r["name"] if c.isalpha()):
            continue
        c = country_of(r["jurisdiction"])
        legislators[r["person_qid"], r["name"].partition(",")[0], c, r["position"][0].upper() + r["position"][1:]].append((r["from"], r["to"]))
    rows = []
    for (q, name, c, position), spans in legislators.items():
        # Terms that follow each other within four months are one.
        spans.sort()
        merged = [list(spans[0])]
        for start, end in spans[1:]:
            last = merged[-1]
            if last[1] and months(start) - months(last[1]) <= 4:
                last[1] = max(last[1], end) if end else ""
            elif start != last[0]:
                merged.append([start, end])
        rows += [(q, name, c, position, a, b, "2022-06-30" if not b else "") for a, b in merged]
    write("people/legislators.tsv", ["person", "name", "country", "title", "from", "to", "as_of"], rows,
          "Members of parliaments. Source: Wikidata statements, CC0; as they stood in June 2022.")
    in_parliament = defaultdict(set)
    for (q, name, c, _) in legislators:
        for key in people.strong(name):
            in_parliament[c, key].add(q)

    def identify(name, country, aliases=()):
        found = people.find(name, country, aliases)
        if not found:
            ids = set()
            for key in people.strong(name):
                ids |= in_parliament.get((country, key), set())
            found = next(iter(ids)) if len(ids) == 1 else people.ident(name, country)
        return found

    by_gec = {c["gec"].lower(): c["iso2"] for c in countries if c["gec"]} | GEC
    for r in read(facts / "officials_2022_2026.tsv"):
        c = {"INT": "", "UN": ""}.get(r["country"], r["country"])
        aliases = [a for a in r["aliases"].split("|") if a]
        ident = identify(r["name"], c, aliases)
        source = "official:" + r["source"].split("+")[0].split(":")[0].strip().replace(" ", "-")
        people.add(ident, r["name"], c, "officials", aliases=aliases)
        title = trim_title(r["role"])
        if not title or title.startswith(("Former", "Presidential Candidate")):
            continue
        as_of = r["as_of"] or r["to"] or r["from"]
        terms.add((ident, title, r["organisation"], c, r["from"], r["to"], as_of, source))

    monarchs = defaultdict(set)
    factbook = read(facts / "heads_and_ambassadors.tsv", quoted=False)
    for r in factbook:
        if re.search(r"King|Queen", r["role"]):
            monarchs[r["name"]].add(r["gec"])
    for r in factbook:
        role = trim_title(r["role"])
        if role == "" and r["field"] == "head of government":
            continue
        if not FACTBOOK_ROLES.match(role) or not r["since"] or r["role"].startswith("note"):
            continue
        if r["gec"] in TERRITORIES and r["field"] == "chief of state":
            continue
        if len(monarchs.get(r["name"], ())) > 3 and r["gec"] != "uk":
            continue
        home = by_gec.get(r["gec"])
        parsed = factbook_name(r["name"])
        if home is None or parsed is None:
            continue
        name, surname = parsed
        if r["field"].endswith("from the US"):
            c, role = "US", f"Ambassador to {r['country'].strip()}"
        elif r["field"].endswith("in the US"):
            c, role = home, "Ambassador to the United States"
        else:
            c = home
        ident = identify(name, c)
        people.add(ident, name, c, "factbook", surname)
        # Pages are brought up to date late: the last month of what was seen does not count.
        seen = r["seen_from"] if r["seen_to"] == SNAPSHOT_GAP else max(
            r["seen_from"], (datetime.date.fromisoformat(r["seen_to"]) - datetime.timedelta(30)).isoformat())
        terms.add((ident, role, "", c, r["since"], "", max(seen, r["since"]), "factbook"))

    # Of what one source says twice, the row that was known to hold longest stays.
    best = {}
    for t in terms:
        key = t[:6] + (t[7],)
        if key not in best or best[key][6] < t[6]:
            best[key] = t
    write("people/terms.tsv", ["person", "title", "organisation", "country", "from", "to", "as_of", "source"],
          best.values(), "Who held what office when. Sources: wikidata = Wikidata statements (CC0), factbook = CIA World Factbook\n"
          "(public domain), official:* = compiled by hand from the named source.")
    write("people/people.tsv", ["id", "name", "surname", "aliases", "country", "source"],
          [(i, n, s, "|".join(sorted(a - {n})), c, "+".join(sorted(src))) for i, (n, s, a, c, src) in people.rows.items()],
          "People with dated roles. Sources: wikidata = Wikidata (CC0), factbook = CIA World Factbook (public domain), officials =\n"
          "compiled by hand.")


def months(date):
    year, month, *_ = date.split("-") + ["6"]
    return int(year) * 12 + int(month)


if __name__ == "__main__":
    main(sys.argv[1])
