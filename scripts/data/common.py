"""What the scripts that restate tables share: folding of names, reading and writing of our tables."""

import csv
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"

SPECIAL = {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae",
           "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "’": "'", "ʼ": "'", "‘": "'", "`": "'"}


def fold(text):
    """Lower case, diacritics off, apostrophes and dots away, everything else but letters and digits a space."""
    out = []
    for c in unicodedata.normalize("NFD", text):
        if unicodedata.combining(c):
            continue
        out.append(SPECIAL.get(c, c.lower()))
    text = "".join(out).replace("&", " and ")
    text = re.sub(r"['.]", "", text)
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def read(path, quoted=False):
    """The rows of a TSV with a header row, as dictionaries."""
    with open(path, encoding="utf-8", newline="") as f:
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        return list(csv.DictReader(f, delimiter="\t", quoting=quoting))


def clean(value):
    """A cell: one line, single spaces, no tabs or quotes that are only quoting."""
    return " ".join(str(value).split())


def write(path, header, rows, note=None):
    """Writes a table under data/: header row, rows sorted and unique."""
    rows = sorted({tuple(clean(cell) for cell in row) for row in rows})
    target = DATA / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "w", encoding="utf-8", newline="\n") as f:
        if note:
            f.write("".join(f"# {line}\n" for line in note.splitlines()))
        f.write("\t".join(header) + "\n")
        for row in rows:
            f.write("\t".join(row) + "\n")
    print(f"{target.relative_to(DATA.parent)}: {len(rows)} rows", file=sys.stderr)
