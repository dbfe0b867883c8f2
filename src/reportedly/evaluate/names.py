"""When two names count as the same: the measure's own rule, apart from how the program joins names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reportedly.evaluate.words import WORD, jaccard

_TITLES = frozenset(
    [
        "dr",
        "gov",
        "minister",
        "mr",
        "mrs",
        "ms",
        "of",
        "president",
        "prime",
        "rep",
        "secretary",
        "sen",
        "senator",
        "sir",
        "the",
    ]
)
_SAME_SIDE = {
    "kiev": "ukraine",
    "kremlin": "russia",
    "kyiv": "ukraine",
    "moscow": "russia",
    "uk": "united kingdom",
    "us": "united states",
    "usa": "united states",
}
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_SKY = re.compile(r"(skyy|skiy|skyi|skii|skij|ski)$")


@lru_cache(maxsize=10_000)
def name_words(name: str | None) -> tuple[str, ...]:
    """Return a name's words without accents, titles and possessive; a capital or seat stands for its side."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c))
    words = [word for word in WORD.findall(_POSSESSIVE.sub("", plain.lower())) if word not in _TITLES]
    return tuple(_SAME_SIDE.get(" ".join(words), " ".join(words)).split())


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names may be one person's or body's.

    They may where half of their words are shared, one's words are all among the other's, or the last word is the same
    and the first names do not clash (one is missing, or they begin alike). Endings -skyy, -ski … count as -sky.
    """
    first, second = ([_SKY.sub("sky", word) for word in name_words(each)] for each in (a, b))
    if not first or not second:
        return False
    x, y = frozenset(first), frozenset(second)
    if jaccard(x, y) >= 0.5 or x <= y or y <= x:
        return True
    return first[-1] == second[-1] and (1 in (len(first), len(second)) or first[0][0] == second[0][0])
