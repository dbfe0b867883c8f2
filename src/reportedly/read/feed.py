"""RSS 0.9x–2.0, RSS 1.0 and Atom feeds that carry their articles in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reportedly.model import Article, Failure
from reportedly.read.apart import Document, apart
from reportedly.read.dates import iso_time
from reportedly.read.decode import Decoded, input_hash
from reportedly.read.fields import article_of, one_line
from reportedly.read.language import language_code
from reportedly.read.limits import Limits
from reportedly.read.markup import decode_markup, fragment_text, xml_tree
from reportedly.read.reasons import MALFORMED, SUMMARY_ONLY, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Facts, Source

_SIGNS = re.compile(rb"<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]")
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_FULL = ("encoded", "content", "body", "fulltext", "full-text")
_SHORT = ("description", "summary", "subtitle")
_TIMES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_LONG_ENOUGH = 600
"""Characters from which a description is taken to be the article; teasers are shorter."""


class FeedReader:
    """One article an entry; an entry with a teaser only is reported with what to do."""

    name = "feed"

    def recognises(self, head: bytes, source: Source) -> bool:
        """XML whose root is a feed's."""
        return is_feed(head)

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the entries, parsed in the process apart."""
        yield from apart("feed", source, context.limits)


def is_feed(head: bytes) -> bool:
    """Whether bytes that begin with ``head`` are XML whose root is a feed's."""
    sign = _SIGNS.search(head[:4096])
    page = _PAGE.search(head[:4096])
    return bool(_START.match(head) and sign and not (page and page.start() < sign.start()))


def feed_links(data: bytes) -> list[str]:
    """Return the addresses of a feed's entries in its order, each once."""
    root = xml_tree(decode_markup(data, None).text)
    entries = [each for each in root.iter(etree.Element) if _name(each) in {"item", "entry"}]
    return list(dict.fromkeys(address for each in entries if (address := _address(each))))


def articles(document: Document, limits: Limits) -> Iterator[Article | Failure]:
    """Yield the articles of a feed in its order."""
    decoded = decode_markup(document.data, document.charset)
    root = xml_tree(decoded.text)
    entries = [each for each in root.iter(etree.Element) if _name(each) in {"item", "entry"}]
    if not entries:
        raise Refused(MALFORMED, "a feed without entries")
    channel = next((each for each in root if _name(each) == "channel"), root)
    outlet = _text(channel, ("title",))
    language = language_code(_text(channel, ("language",)) or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for number, entry in enumerate(entries, start=1):
        facts = Facts(outlet=outlet, language=language)
        try:
            yield _article(entry, facts, document, Decoded("", decoded.encoding, decoded.replaced), limits)
        except Refused as refusal:
            yield refusal.reason.failure(f"{document.path}:{number}", refusal.detail)


def _article(entry: etree._Element, facts: Facts, document: Document, decoded: Decoded, limits: Limits) -> Article:
    address = _address(entry)
    full, short = _markup(entry, _FULL), _markup(entry, _SHORT)
    text = fragment_text(full or short or "", limits)
    if not full and len(text) < _LONG_ENOUGH:
        raise Refused(SUMMARY_ONLY, address or "")
    stated = Facts(
        url=address,
        title=fragment_text(_text(entry, ("title",)) or "", limits) or None,
        byline=_author(entry),
        published=next((time for name in _TIMES if (time := iso_time(_text(entry, (name,))))), None),
    )
    raw = etree.tostring(entry, with_tail=False)
    read = Decoded(text, decoded.encoding, text.count("\N{REPLACEMENT CHARACTER}") if decoded.replaced else 0)
    unnamed = Source(path=document.path, open=document.source().open, named=False)
    return article_of(read, stated.over(facts).over(document.facts), unnamed, input_hash(raw), limits)


def _name(element: etree._Element) -> str:
    """Return an element's name without its namespace, lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def _markup(element: etree._Element, names: tuple[str, ...]) -> str | None:
    """Return the HTML of the first child of these names: escaped, in CDATA, or as elements of its own (Atom xhtml)."""
    for name in names:
        for child in element:
            if _name(child) == name and not child.get("src"):
                inside = "".join(etree.tostring(each, encoding="unicode") for each in child)
                if inside or (child.text and child.text.strip()):
                    return (child.text or "") + inside
    return None


def _text(element: etree._Element, names: tuple[str, ...]) -> str | None:
    for name in names:
        for child in element:
            if _name(child) == name and (found := one_line("".join(child.itertext()))):
                return found
    return None


def _address(entry: etree._Element) -> str | None:
    links = [each for each in entry if _name(each) == "link"]
    for each in links:
        if each.get("href") and each.get("rel", "alternate") == "alternate":
            return one_line(each.get("href"))
    stated = _text(entry, ("link", "guid", "id"))
    return stated if stated and stated.startswith(("http://", "https://")) else None


def _author(entry: etree._Element) -> str | None:
    for child in entry:
        if _name(child) == "author" and (name := _text(child, ("name",))):
            return name
    return _text(entry, ("creator", "author"))


READER = FeedReader()
