"""How common words are in news at large: the weights that make a shared rare word count and a shared common
one not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word or a number of an article; what stands between is white space, punctuation or markup."""

_SUFFIX = re.compile(r"(?:ies|ied|ing|edly|ed|es|s|ly)$")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$|['’][sS]$")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the form under which a word is compared: lower case, no accents, no possessive, no common
    suffix.

    A deliberately crude cut: what edits, spinners and translation change most is the ending.
    """
    word = _POSSESSIVE.sub("", word)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.lower()
    if len(word) > 4 and word.isalpha():
        cut = _SUFFIX.sub("", word)
        if len(cut) >= 3:
            word = cut
        if word[-1] in "ey" and len(word) > 4:
            word = word[:-1]
    return word


@lru_cache(maxsize=1)
def frequencies() -> tuple[int, dict[str, int]]:
    """Return the number of background articles and, for each stem seen in at least three, in how many it
    stands.

    The table is ``data/background_words.csv``, made by ``training/background.py``.
    """
    source = files("reportedly") / "data" / "background_words.csv"
    total, table = 0, {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, _, count = line.partition(",")
        if word == "*":
            total = int(count)
        elif count.isdigit():
            table[word] = int(count)
    return total, table
