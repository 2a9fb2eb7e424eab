"""Ministries: a country has a ministry where somebody was its minister.

    ministries.py

Reads data/people/terms.tsv and data/people/portfolios.tsv, writes data/organisations/ministries.tsv. Countries that call
theirs departments are left to the tables kept by hand.
"""

import re

from common import DATA, fold, write

DEPARTMENTS = {"US", "GB", "IE", "AU", "CA", "ZA", "PH", "HK", "EU", ""}
SMALL = {"of", "and", "the", "for", "in", "on", "with", "to"}
# What follows "Minister of" and is no ministry.
NONE = re.compile(r"\b(court|judge|bahr|equatoria|upper nile|jonglei|unity|state|without portfolio|portfolio|deputy|first|prime|cabinet|crown|kingdom|president|minister|office|advis)", re.I)


def table(path):
    rows = [line.rstrip("\n").split("\t") for line in open(DATA / path, encoding="utf-8") if not line.startswith("#")]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def titled(words):
    """A portfolio as a ministry's name writes it."""
    out = [w if w.lower() not in SMALL or at == 0 else w.lower() for at, w in enumerate(words.split())]
    return " ".join(w[0].upper() + w[1:] if w.lower() not in SMALL else w for w in out)


def portfolio(title):
    """What the minister is minister of, or nothing."""
    for pattern in (r"^Ministers? (?:of|for)(?: the)? (.+)$", r"^(.+) Minister$"):
        if m := re.match(pattern, title):
            words = re.sub(r"^the ", "", m[1])
            if not NONE.search(words) and re.fullmatch(r"[A-Za-z][A-Za-z ,'-]{2,55}", words):
                return words
    return None


def main():
    known = {}
    for row in table("people/portfolios.tsv"):
        for words in row["words"].split("|"):
            known[fold(words)] = (row["portfolio"], row["words"].split("|"))
    found = {}  # country, portfolio -> names
    for row in table("people/terms.tsv"):
        country = row["country"]
        if country in DEPARTMENTS:
            continue
        names = []
        words = portfolio(row["title"])
        if row["organisation"].startswith("Ministry "):
            words = re.sub(r"^Ministry (of|for)( the)? ", "", row["organisation"])
            names.append(row["organisation"])
        if not words or len(words.split()) > 7:
            continue
        key, others = known.get(fold(words), (fold(words), None))
        if others is None and "," not in words and len(words.split()) == 1:
            names.append(f"{titled(words)} Ministry")
        for other in others or []:
            if len(other.split()) <= 2 and " and " not in other:
                names.append(f"{titled(other)} Ministry")
                if other not in ("foreign", "economic", "farm", "farming", "home"):
                    names.append(f"Ministry of {titled(other)}")
        first = "Ministry of Foreign Affairs" if key == "foreign" else f"Ministry of {titled(words)}"
        kept = found.setdefault((country, key), [first])
        kept += [n for n in names if n not in kept]
    rows = [(names[0], "|".join(sorted(set(names[1:]) - {names[0]})), country, "ministry")
            for (country, _), names in found.items()]
    write("organisations/ministries.tsv", ["name", "aliases", "country", "kind"], rows,
          "Ministries of the countries that had such a minister. Source: people/terms.tsv, by scripts/data/ministries.py.")


if __name__ == "__main__":
    main()
