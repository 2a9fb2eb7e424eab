"""Organisations of the news.

    organisations.py FACTS_DIR

FACTS_DIR holds organisations.tsv (compiled by hand). Writes data/organisations/organisations.tsv. The tables beside it
(ministries.tsv, clubs.tsv, universities.tsv, media.tsv ...) are kept by hand.
"""

import sys
from pathlib import Path

from common import read, write


def main(facts):
    rows = []
    for r in read(Path(facts) / "organisations.tsv"):
        aliases = {a.replace("’", "'").removeprefix("the ") for a in r["aliases"].split("|") if a}
        country = {"INT": "", "UN": ""}.get(r["country"], r["country"])
        name = r["name"].replace("’", "'")
        rows.append((name, "|".join(sorted(aliases - {name})), country, r["type"]))
    write("organisations/organisations.tsv", ["name", "aliases", "country", "kind"], rows, "Organisations most in the news. Compiled by hand; 2026.")


if __name__ == "__main__":
    main(*sys.argv[1:])
