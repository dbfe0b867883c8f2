"""Rows with named fields (JSON, CSV, side files) → facts and articles; the names stand in
``data/field_names.csv``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from reportedly.model import Article, stable_id
from reportedly.read.dates import iso_time
from reportedly.read.decode import Decoded, without_surrogates
from reportedly.read.language import find_language, language_code
from reportedly.read.limits import Limits
from reportedly.read.reasons import BAD_FIELD, EMPTY, NO_TEXT_FIELD, TOO_LONG, Refused, printable
from reportedly.read.source import Facts, Source

_LONGEST_ID = 300
_LONGEST_FIELD = 4_000


def plain(name: str) -> str:
    """Return a field's name without case, blanks, "_" and "-"."""
    return name.strip().lower().replace("_", "").replace("-", "").replace(" ", "")


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """The names of each field, as :func:`plain` writes them, best first."""
    table = (resources.files("reportedly.data") / "field_names.csv").read_text(encoding="utf-8")
    names: dict[str, list[str]] = {}
    for row in csv.DictReader(line for line in table.splitlines() if not line.startswith("#")):
        names.setdefault(row["field"], []).append(plain(row["name"]))
    return {each: tuple(found) for each, found in names.items()}


def value_of(row: Mapping[str, object], field: str) -> object:
    """Return the value that ``row`` gives ``field`` under the best of its names; ``None`` where it gives none."""
    return _pick(_folded(row), field)


def _folded(row: Mapping[str, object]) -> dict[str, object]:
    """The fields that hold something, by their :func:`plain` names."""
    folded: dict[str, object] = {}
    for key, value in row.items():
        if value not in (None, "", [], {}):
            folded.setdefault(plain(str(key)), value)
    return folded


def _pick(folded: Mapping[str, object], field: str) -> object:
    return next((folded[name] for name in field_names().get(field, ()) if name in folded), None)


def facts_of(row: Mapping[str, object]) -> Facts:
    """Return what ``row`` says about an article beside its text."""
    return _facts(_folded(row))


def _facts(folded: Mapping[str, object]) -> Facts:
    return Facts(
        id=_identifier(_pick(folded, "id")),
        outlet=one_line(_pick(folded, "outlet")),
        url=one_line(_pick(folded, "url")),
        title=one_line(_pick(folded, "title")),
        byline=_names(_pick(folded, "byline")),
        published=iso_time(_pick(folded, "published")),
        language=language_code(_pick(folded, "language")),
    )


def article_of_row(row: Mapping[str, object], source: Source, raw_hash: str, limits: Limits) -> Article:
    """Return the article of a row with its own text; refuses a row without one."""
    folded = _folded(row)
    text = _pick(folded, "text")
    if text is None:
        raise Refused(NO_TEXT_FIELD, "fields: " + ", ".join(sorted(str(key) for key in row)[:12]))
    if not isinstance(text, str):
        raise Refused(BAD_FIELD, f"the text is a {type(text).__name__}, not a string")
    clean, surrogates = without_surrogates(text)
    facts = _facts(folded).over(source.facts)
    return article_of(Decoded(clean, "", surrogates), facts, source, raw_hash, limits)


def article_of(decoded: Decoded, facts: Facts, source: Source, raw_hash: str, limits: Limits) -> Article:
    """Return the article of a decoded text; refuses an empty one and one beyond
    ``limits.article_characters``.

    The id is the one given, else the file's name without its ending, else a hash of address, time and text.
    """
    text = decoded.text
    if not text or text.isspace():
        raise Refused(EMPTY)
    if len(text) > limits.article_characters:
        raise Refused(TOO_LONG, f"{len(text):,} characters")
    named = printable(source.stem, _LONGEST_ID) if source.named else None
    return Article(
        id=facts.id or named or stable_id("article", facts.url, facts.published, text),
        text=text,
        outlet=facts.outlet,
        url=facts.url,
        title=facts.title,
        byline=facts.byline,
        published=facts.published,
        published_basis="metadata" if facts.published else None,
        language=facts.language or find_language(text),
        input_hash=raw_hash,
        encoding=decoded.encoding or None,
        replaced_characters=decoded.replaced,
        source_path=printable(source.name, 1000),
    )


def one_line(value: object) -> str | None:
    """Return a field's text on one line, without control characters; ``None`` where nothing is left."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("value")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    joined = " ".join(str(value)[:_LONGEST_FIELD].split())
    clean = "".join(each for each in joined if each.isprintable())
    return clean or None


def json_object(text: str) -> dict[str, object]:
    """Return the object a JSON text holds; raises ``ValueError`` for anything else, however deep or odd."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(found, dict):
        raise ValueError(f"a {type(found).__name__}, not an object")
    return found


def _identifier(value: object) -> str | None:
    found = one_line(value)
    if found is not None and len(found) > _LONGEST_ID:
        raise Refused(BAD_FIELD, f"an id of {len(found)} characters")
    return found


def _names(value: object) -> str | None:
    if isinstance(value, list | tuple):
        names = [name for each in value[:20] if (name := one_line(each))]
        return ", ".join(names) or None
    return one_line(value)
