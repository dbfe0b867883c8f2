"""JSON documents: a news item (ninjs), a row of the exchange form, or a list of either.

ninjs is the news item format of the IPTC (https://iptc.org/standards/ninjs/); versions 1 to 3 are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportedly.model import Article, Failure
from reportedly.read.apart import Document, apart
from reportedly.read.dates import iso_time
from reportedly.read.decode import Decoded, decode, input_hash, without_surrogates
from reportedly.read.fields import article_of, article_of_row, facts_of, one_line, value_of
from reportedly.read.limits import Limits
from reportedly.read.markup import fragment_text
from reportedly.read.reasons import BAD_ROW, MALFORMED, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Facts, Source

_START = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{)')
_BODIES = ("body_text", "body_html", "body_xhtml", "bodies")
_LISTS = ("articles", "items", "results", "documents", "docs", "rows", "data", "hits", "entries", "response")
_TIMES = ("firstpublished", "embargoed", "versioncreated", "contentcreated", "firstcreated")
_LEVELS = 3


class JsonReader:
    """One object over several lines, or a list of objects."""

    name = "json"

    def recognises(self, head: bytes, source: Source) -> bool:
        """An object or a list of objects from the start; JSON Lines are asked for before."""
        return bool(_START.match(head))

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the document's articles, parsed in the process apart."""
        yield from apart("json_document", source, context.limits)


def articles(document: Document, limits: Limits) -> Iterator[Article | Failure]:
    """Yield the articles of a JSON document."""
    decoded = decode(document.data, document.charset)
    try:
        found = json.loads(decoded.text)
    except ValueError as error:
        raise Refused(MALFORMED, str(error)) from error
    yield from articles_of(found, document.source(), decoded, input_hash(document.data), limits)


def articles_of(
    found: object, source: Source, decoded: Decoded, raw_hash: str, limits: Limits
) -> Iterator[Article | Failure]:
    """Yield the articles of parsed JSON: of an object, or of each of a list of objects."""
    for number, row in enumerate(_rows(found, _LEVELS), start=1):
        single = isinstance(found, Mapping) and row is found
        try:
            if not isinstance(row, Mapping):
                raise Refused(BAD_ROW, f"a {type(row).__name__}")
            article = _article(row, source if single else replace(source, named=False), raw_hash, limits)
        except Refused as refusal:
            if single:
                raise
            yield refusal.reason.failure(f"{source.path}:{number}", refusal.detail)
        else:
            replaced = article.replaced_characters + decoded.replaced
            yield replace(article, encoding=decoded.encoding, replaced_characters=replaced)


def _rows(found: object, levels: int) -> Iterator[object]:
    """Yield the objects that stand for articles: the object itself, or what the list in it holds."""
    if isinstance(found, list):
        yield from found
        return
    if isinstance(found, Mapping) and levels and value_of(found, "text") is None and not _is_ninjs(found):
        for key in _LISTS:
            inside = found.get(key)
            holds = isinstance(inside, list) and any(isinstance(each, Mapping) for each in inside)
            if holds or isinstance(inside, Mapping):
                yield from _rows(inside, levels - 1)
                return
    yield found


def _is_ninjs(row: Mapping[str, object]) -> bool:
    return any(row.get(key) for key in _BODIES) and value_of({**row, "body_text": None}, "text") is None


def _article(row: Mapping[str, object], source: Source, raw_hash: str, limits: Limits) -> Article:
    if not _is_ninjs(row):
        return article_of_row(row, source, raw_hash, limits)
    body, marked = _body(row)
    text, surrogates = without_surrogates(body)
    text = fragment_text(text, limits) if marked else text
    facts = _ninjs_facts(row).over(source.facts)
    article = article_of(Decoded(text, "", surrogates), facts, source, raw_hash, limits)
    provider = one_line(row.get("provider")) or _first_name(row.get("infosources"))
    return replace(article, agency=(provider,) if provider and provider != article.outlet else ())


def _body(row: Mapping[str, object]) -> tuple[str, bool]:
    """Return the body of an item, and whether it is marked up; plain text where it has both."""
    bodies = row.get("bodies")
    variants = [each for each in bodies if isinstance(each, Mapping)] if isinstance(bodies, list) else []
    plain = [row.get("body_text"), *(e.get("value") for e in variants if "html" not in str(e.get("contenttype", e)))]
    marked = [row.get("body_html"), row.get("body_xhtml"), *(each.get("value") for each in variants)]
    for candidates, is_marked in ((plain, False), (marked, True)):
        for each in candidates:
            if isinstance(each, str) and each.strip():
                return each, is_marked
    return "", False


def _ninjs_facts(row: Mapping[str, object]) -> Facts:
    headline = one_line(row.get("headline")) or _first_name(row.get("headlines"), "value")
    times = (iso_time(row.get(key)) for key in _TIMES)
    stated = facts_of(row)
    return Facts(
        id=stated.id or one_line(row.get("guid")),
        outlet=stated.outlet or one_line(row.get("copyrightholder")),
        url=one_line(row.get("url")) or (uri if (uri := one_line(row.get("uri"))) and uri.startswith("http") else None),
        title=headline or stated.title,
        byline=stated.byline,
        published=next((each for each in times if each), None) or stated.published,
        language=stated.language,
    )


def _first_name(value: object, key: str = "name") -> str | None:
    rows = value if isinstance(value, list) else []
    return next((name for each in rows if isinstance(each, Mapping) and (name := one_line(each.get(key)))), None)


READER = JsonReader()
