"""Wikidata items of companies, organisations and subdivisions.

    items.py NSI_JSON

NSI_JSON is dist/json/nsi.json of npm name-suggestion-index (BSD-3-Clause): names that OpenStreetMap's mappers use, with the
Wikidata items (CC0) of operators, brands and of what flags stand for. An item counts for a row of ours that has the name, or
an alias, and the country, where the index gives that name one item alone. Brands count where brand and company are one:
banks, insurers, car makers, supermarkets, telephone companies. Writes data/items.tsv.
"""

import json
import sys
from collections import defaultdict

from common import DATA, fold, read, write

BRANDS = ("brands/amenity/bank", "brands/office/insurance", "brands/shop/car", "brands/shop/supermarket",
          "brands/shop/mobile_phone", "brands/office/telecommunication", "brands/amenity/post_office", "brands/office/courier")
LEGAL = set("inc corp corporation co company ltd limited plc llc sa ag nv se spa ab asa oyj gmbh kgaa bhd pjsc".split())


def core(name):
    words = fold(name).removeprefix("the ").split()
    while len(words) > 1 and words[-1] in LEGAL:
        words.pop()
    return " ".join(words)


def places(item):
    """The countries of an entry, `001` for the world."""
    out = set()
    for place in item.get("locationSet", {}).get("include", []):
        if isinstance(place, str):
            out.add(place[:2].upper() if place != "001" else place)
    return out


def index(trees):
    """Names with the items that they have in the index: (item, countries)."""
    found = defaultdict(list)
    for path, tree in trees.items():
        kind = "operator" if path.startswith("operators") else "brand" if path.startswith(BRANDS) else None
        if path.startswith("flags"):
            for item in tree["items"]:
                tags = item["tags"]
                if "subject:wikidata" in tags and "subject" in tags:
                    found[core(tags["subject"])].append((tags["subject:wikidata"], {tags.get("country", "001")}, True))
            continue
        for item in tree["items"]:
            tags = item["tags"]
            for field in ("operator", "brand"):
                if f"{field}:wikidata" not in tags:
                    continue
                names = {tags.get(field), tags.get(f"{field}:en"), tags.get(f"{field}:short")} - {None}
                for name in names:
                    # What an excluded tree says still shows that a name has two items.
                    found[core(name)].append((tags[f"{field}:wikidata"], places(item), field == kind))
    return found


def main(path):
    with open(path, encoding="utf-8") as f:
        found = index(json.load(f)["nsi"])
    rows = []
    for table, column in (("companies/companies", "aliases"), ("companies/world", "aliases"), ("organisations/organisations", "aliases"),
                          ("organisations/bodies", "aliases"), ("places/subdivisions", None)):
        text = [line for line in open(DATA / f"{table}.tsv", encoding="utf-8") if not line.startswith("#")]
        header = text[0].rstrip("\n").split("\t")
        for line in text[1:]:
            row = dict(zip(header, line.rstrip("\n").split("\t")))
            names = [row["name"], *(row[column].split("|") if column else [])]
            entries = [e for n in names for e in found.get(core(n), ())
                       # A short form needs the full name beside it: "ANA" is many.
                       if n == row["name"] or len(fold(n).replace(" ", "")) > 4]
            if table == "places/subdivisions":
                entries = [e for e in entries if row["country"] in e[1] and e[2]]
            items = {item for item, where, _ in entries}
            sure = any(ok and (row["country"] in where or "001" in where) for _, where, ok in entries)
            if len(items) == 1 and sure and row["country"]:
                rows.append((table, row["name"], row["country"], items.pop(), "name-suggestion-index"))
    write("items.tsv", ["table", "name", "country", "wikidata", "source"], rows,
          "Wikidata items of rows of other tables. Source: npm name-suggestion-index (BSD-3-Clause), Wikidata (CC0); 2026.")


if __name__ == "__main__":
    main(sys.argv[1])
