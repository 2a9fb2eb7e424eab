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
from difflib import SequenceMatcher
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
STARTS = {"2015-10-26", "2016-11-06", "2020-11-24"}  # where the archive begins, and where it begins again
SNAPSHOT_GAP = "2020-11-23"  # the archive has no snapshot between March 2017 and this day
PARTICLES = set("al el bin ibn ben abu von van der den de del della di da dos das la le du ter ten zu".split())
SONS = {"jr", "sr", "ii", "iii", "iv"}
FATHERS = {"bin", "ibn", "bint", "ould"}  # what follows is the father's name, not the family's
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
    raw = HONORIFICS.sub("", " ".join(raw.partition(",")[0].split()))
    words = raw.split()
    if not words or any(re.search(r"[\d;:()/]", w) for w in words) or len(words) > 7:
        return None
    if not all(w[0].isupper() or fold(w) in PARTICLES or w[0] in "'’" for w in words):
        return None
    surname = [case_name(w) for w in words if w.isupper() and len(w.strip(".")) > 1 and not re.fullmatch(r"[IVX]+", w)]
    name = " ".join(case_name(w) for w in words)
    return name, " ".join(surname) if len(surname) < len(words) else ""


def parts(name):
    """The words of a name, each with its hyphens: "Kim Yung-ho" has two."""
    words = [fold(re.sub("^[AaEe]l-", "", w)).replace(" ", "") for w in name.replace(",", " ").split()]
    # "Victor-Viorel Ponta" is Victor; a hyphen that comes later joins one given name of two syllables.
    return [w for w in [fold(name.split("-")[0].split()[0])] + words[1:] if w]


def alike(a, b):
    """Whether two names of one first and last part may be one person's: middle names do not disagree."""
    a, b = (set(parts(n)[1:-1]) - PARTICLES - SONS for n in (a, b))

    def same(x, y):
        short, long = sorted((x, y), key=len)
        return len(short) == 1 and long.startswith(short) or SequenceMatcher(None, x, y).ratio() > 0.7

    return not a or not b or any(same(x, y) for x in a for y in b)


class People:
    """Persons under one identity across sources."""

    def __init__(self):
        self.rows = {}  # id -> [name, surname, aliases, country, sources]
        self.index = defaultdict(set)  # (country, key) -> ids

    def strong(self, name):
        """Keys of the whole name. The order of names is one or the other, but nobody is his own father's father."""
        words = fold(name).split()
        keys = {"".join(words)}
        return keys if set(words) & FATHERS else keys | {"".join(sorted(words))}

    def weak(self, name):
        """First and last name, where the last is a family's."""
        words = parts(name)
        sons = [w for w in words if w in SONS]
        words = [w for w in words if w not in SONS]
        if len(words) < 2 or len(words) > 2 and words[-2] in FATHERS:
            return ""
        return "+".join([words[0], words[-1], *sons])

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
        if len(ids) != 1:
            return None
        (ident,) = ids
        return ident if any(alike(name, other) for other in (self.rows[ident][0], *self.rows[ident][2])) else None

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
        for end in ("from", "to"):
            if not re.fullmatch(r"\d{4}(-\d\d){0,2}", r[end]):
                r[end] = ""  # "1990s"
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
        terms.add((ident, role, "", c, r["since"], "", max(seen, r["since"]), f"factbook@{r['seen_from']}"))

    terms = believed(unite(people, terms))

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


def unite(people, terms):
    """Gives the terms of somebody without a Wikidata item to whoever took the same office on the same day and is named alike:
    two sources tell of one person there."""
    def key(term):
        words = sorted(w for w in fold(term[1]).split() if w not in ("of", "for", "the", "and", "affairs"))
        return term[3], " ".join(words)

    def names(ident):
        row = people.rows[ident]
        return {w for n in (row[0], *row[2]) for w in fold(n).split() if len(w) > 2} - FATHERS

    def akin(a, b):
        """Whether two sets of words may name one person: a shared surname alone is not enough."""
        shared = a & b
        if not shared or len(shared) > 1 or len(a) == 1 or len(b) == 1:
            return bool(shared)
        return any(x in y or y in x or SequenceMatcher(None, x, y).ratio() > 0.5 for x in a - shared for y in b - shared)

    began = defaultdict(set)
    for term in terms:
        if len(term[4]) == 10:
            began[key(term)].add((term[4], term[0]))
    twins = defaultdict(dict)
    for holders in began.values():
        holders = sorted(holders)
        for at, (day, ident) in enumerate(holders):
            for later, other in holders[at + 1:]:
                if days(later) - days(day) > 14:
                    break
                if other != ident and not (ident[0] == other[0] == "Q") and akin(names(ident), names(other)):
                    weight = day == later, len(names(ident) & names(other))
                    twins[ident][other] = max(weight, twins[ident].get(other, weight))
                    twins[other][ident] = twins[ident][other]
    same = {}
    for ident in sorted(i for i in twins if not i.startswith("Q")):
        known = [t for t in twins[ident] if t.startswith("Q")]
        best = max((twins[ident][t] for t in known), default=None)
        known = [t for t in known if twins[ident][t] == best]
        # Without an item, whom the list by hand has; of equals the first.
        rank = sorted({ident, *twins[ident]}, key=lambda i: ("officials" not in people.rows[i][4], i))
        if len(known) == 1 or not known and rank[0] != ident:
            same[ident] = known[0] if known else rank[0]
    same = {ident: same.get(twin, twin) for ident, twin in same.items()}
    for ident, twin in same.items():
        name, surname, aliases, country, sources = people.rows.pop(ident)
        row = people.rows[twin]
        row[1] = row[1] or surname
        row[2] |= aliases | {name}
        row[3] = row[3] or country
        row[4] |= sources
        print(f"{name} is {row[0]}, {twin}", file=sys.stderr)
    return {(same.get(t[0], t[0]), *t[1:]) for t in terms}


def believed(terms):
    """Somebody who turns up in the Factbook long after the day since when it says they are in office took it when they did."""
    first = {}
    for t in terms:
        source, _, seen = t[7].partition("@")
        if source == "factbook":
            first[t[:5]] = min(seen, first.get(t[:5], seen))
    out = set()
    for t in terms:
        begun, seen = t[4], first.get(t[:5])
        if t[7].startswith("factbook") and seen not in STARTS and len(begun) == 10 and days(seen) - days(begun) > 550:
            begun = seen
        out.add((*t[:4], begun, t[5], max(t[6], begun), t[7].partition("@")[0]))
    return out


def days(date):
    return datetime.date.fromisoformat(date).toordinal()


def months(date):
    year, month, *_ = date.split("-") + ["6"]
    return int(year) * 12 + int(month)


if __name__ == "__main__":
    main(sys.argv[1])
