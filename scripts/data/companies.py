"""Companies with home country and ticker.

    companies.py FACTS_DIR COMPANY_TICKERS_PARQUET

Needs pyarrow and pytickersymbols (MIT). COMPANY_TICKERS_PARQUET is edgar/reference/data/company_tickers.parquet of the PyPI
wheel edgartools: the SEC's list of registrants (US government, public domain), by market value. FACTS_DIR holds
companies_aliases.tsv (by hand) and countries.tsv. Writes data/companies/companies.tsv.
"""

import re
import sys
from pathlib import Path

import pyarrow.parquet as parquet
from pytickersymbols import PyTickerSymbols

from common import fold, read, write

SUFFIX = ("inc corp corporation co company ltd limited plc llc lp sa ag nv se spa ab asa oyj oy gmbh kgaa holdings holding group bancorp "
          "trust adr de new class a b ordinary shares the kk bhd tbk sab cv ltda ulc pte pcl pjsc oao pao jsc as aktiengesellschaft").split()
FUNDS = re.compile(r"\b(fund|funds|etf|acquisition corp|acquisition co|acquisition ltd|merger corp|trust [ivx\d]+|municipal|income trust|spdr|ishares|proshares|"
                   r"notes due|warrant|preferred|royalty trust|capital trust|grantor|wisdomtree|invesco db|grayscale|bitwise|vaneck)\b", re.I)


def core(name):
    words = fold(re.sub(r"\(.*?\)", "", name.split("/")[0])).split()
    while len(words) > 1 and words[-1] in SUFFIX:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def cased(name):
    """SEC names in capitals, set as titles; short words without vowels stay as they are."""
    name = re.sub(r"\s*/[A-Z]{2,4}/?$|\s*/ADR.*$|\\.*$", "", name).strip()
    name = re.sub(r"\s+(Inc|Corp|Ltd|Co|Plc|LLC)\s+/.*$", r" \1", name)
    if not name.isupper():
        return name
    out = []
    for word in name.split():
        vowels = re.search(r"[AEIOUY]", word)
        if not vowels and len(word) <= 4 or "&" in word and len(word) < 6 or word in ("USA", "AG", "SA", "NV", "SE", "AB", "ASA", "LLC", "LP", "II", "III", "UBS", "IBM", "AES"):
            out.append({"CORP": "Corp", "LTD": "Ltd", "PLC": "Plc"}.get(word, word))
        else:
            out.append(re.sub(r"[A-Z]+", lambda m: m[0].capitalize(), word).replace("'S", "'s"))
    name = " ".join(out)
    return re.sub(r" (Of|The|And|For|De)(?= )", lambda m: m[0].lower(), name)


def main(facts, tickers):
    facts = Path(facts)
    country = {}
    for c in read(facts / "countries.tsv"):
        country[fold(re.sub(r"\(.*?\)", "", c["name"]))] = c["iso2"]
    country |= {"united kingdom": "GB", "united states": "US", "usa": "US", "russia": "RU", "south korea": "KR", "taiwan": "TW", "czech republic": "CZ",
                "turkey": "TR", "bailiwick of jersey": "JE", "the netherlands": "NL", "hong kong": "HK", "macau": "MO", "vietnam": "VN"}
    rows = {}  # core name -> [name, aliases, country, ticker, sector, rank, sources]

    def add(name, aliases, home, ticker, sector, rank, source):
        key = core(name)
        if len(key) < 2 or key.isdigit():
            return
        row = rows.setdefault(key, [name, set(), home, ticker, sector, rank, set()])
        row[1] |= {a for a in aliases if a} | ({name} if name != row[0] else set())
        row[2] = row[2] or home
        row[3] = row[3] or ticker
        row[4] = row[4] or sector
        row[5] = min(row[5], rank)
        row[6].add(source)

    for r in read(facts / "companies_aliases.tsv"):
        aliases = [a.replace("’", "'") for a in r["aliases"].split("|") if not re.search(r"parent|'s |’s |owner|-owned|maker\b", a)]
        add(r["name"], aliases, r["country"].replace("INT", ""), "", r["sector"], 0, "hand")
    stocks = PyTickerSymbols()
    for s in stocks.get_all_stocks():
        home = country.get(fold(s.get("country") or ""), "")
        add(s["name"], [], home, s.get("symbol", ""), "", 3000, "pytickersymbols")
    seen = set()
    for rank, r in enumerate(parquet.read_table(tickers).to_pylist()):
        if r["cik"] in seen or FUNDS.search(r["name"]) or r["exchange"] is None and rank > 9000:
            continue
        seen.add(r["cik"])
        home = "US" if r["exchange"] in ("NYSE", "Nasdaq") and rank < 3000 and not re.search(r"\b(PLC|N\.?V|S\.?A|AG|SE|ADR|Ltd|LTD|LIMITED|Limited)\b", r["name"]) else ""
        add(cased(r["name"]), [], home, r["ticker"], "", rank, "sec")
    write("companies/companies.tsv", ["name", "aliases", "country", "ticker", "sector", "rank", "source"],
          [(n, "|".join(sorted(a - {n})), c, t, s, k, "+".join(sorted(src))) for n, a, c, t, s, k, src in rows.values()],
          "Companies; rank: 0 = most in the news, else by market value, descending. Sources: hand = compiled by hand, pytickersymbols = members\n"
          "of stock indices (MIT), sec = registrants of the US SEC as in PyPI edgartools (public domain); 2026.")


if __name__ == "__main__":
    main(*sys.argv[1:])
