"""Wikinews articles in wikitext: `{{date|March 5, 2022}}`, paragraphs, links, a list of sources at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.model import Article, Failure
from reportedly.read import Context, Source
from reportedly.read.dates import iso_time
from reportedly.read.decode import Decoded, decode, input_hash
from reportedly.read.fields import article_of

_DATE = re.compile(r"\{\{date\|([^{}|]+)\}\}", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_SOURCES = re.compile(r"^==\s*(?:Sources?|Related news)\s*==.*", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_MARKS = re.compile(r"'{2,}")


class WikitextReader:
    """One article a file."""

    name = "wikitext"

    def recognises(self, head: bytes, source: Source) -> bool:
        """The date template that every Wikinews article begins with."""
        return b"{{date|" in head[:500].lower()

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the article, without templates, links and sources."""
        data = source.read_all(context.limits)
        decoded = decode(data)
        date = _DATE.search(decoded.text)
        text = _SOURCES.sub("", decoded.text)
        for pattern, instead in ((_TEMPLATE, ""), (_LINK, r"\1"), (_MARKS, "")):
            text = pattern.sub(instead, text)
        facts = replace(source.facts, outlet="Wikinews", published=iso_time(date[1]) if date else None)
        read = Decoded(text.strip(), decoded.encoding, decoded.replaced)
        yield article_of(read, facts, source, input_hash(data), context.limits)


READER = WikitextReader()
