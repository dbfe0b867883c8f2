"""What a web page states about its article: title, byline, outlet, address, time of publication, wire credits.

Sources, best first: JSON-LD and microdata (schema.org), Open Graph and other meta tags, ``<time>``. Only what the page
states is taken; nothing is worked out from its prose or its address (law 2).
"""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib import resources

from lxml import etree, html

from reportedly.read.dates import iso_time
from reportedly.read.fields import one_line
from reportedly.read.language import language_code
from reportedly.read.source import Facts

_ARTICLE = re.compile(r"Article|NewsArticle|BlogPosting|Report|LiveBlog|Review", re.IGNORECASE)
_PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publish_date",
    "publishdate",
    "published_at",
    "published",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "pub_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article_date_original",
    "article.published",
    "date",
    "originalpublicationdate",
    "timestamp",
    "rnews:datepublished",
    "displaydate",
    "created",
    "datecreated",
    "revision_date",
)
_TITLE_NAMES = ("og:title", "twitter:title", "headline", "parsely-title", "dc.title", "title")
_OUTLET_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright")
_BYLINE_NAMES = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
)
_CREDIT_NAMES = ("source", "article:source", "dc.source", "dcterms.source", "syndication-source", "original-source")
_MOST_SCRIPT = 2_000_000
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d{4}"
    r"|\d{4}-\d{2}-\d{2})"
)
_LINES_AFTER_HEADING = 150
_LONG_PARAGRAPH = 250
_LONGEST_DATE_LINE = 120
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|\||\band\b|\bwith\b)\s*")
_BY = re.compile(r"(?:by|von|par|por|di)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's facts, the agencies that its markup credits, and the article's text where JSON-LD carries it."""

    facts: Facts
    credits: tuple[str, ...]
    body: str | None


def page_facts(tree: html.HtmlElement) -> PageFacts:
    """Return what the page states about its article."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    article = next((each for each in linked if "headline" in each or "articleBody" in each), None) or (
        linked[0] if linked else {}
    )
    outlet = _name(article.get("publisher")) or _first(metas, _OUTLET_NAMES)
    byline = ", ".join(_authors(article.get("author"))) or _first(metas, _BYLINE_NAMES) or _marked_author(tree)
    facts = Facts(
        outlet=outlet,
        url=_address(tree, metas, article),
        title=_name(article.get("headline")) or _first(metas, _TITLE_NAMES) or _heading(tree),
        byline=_BY.sub("", byline, count=1) if byline and not _ADDRESS.match(byline) else None,
        published=_published(tree, metas, linked, article),
        language=language_code(article.get("inLanguage")) or language_code(tree.get("lang")),
    )
    body = article.get("articleBody")
    return PageFacts(facts, _credits(metas, article, byline), body if isinstance(body, str) else None)


def _metas(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Contents of meta tags and of microdata in the head, by lower-case name, in the page's order."""
    found: dict[str, list[str]] = {}
    for each in tree.iter("meta"):
        # Microdata in the body may describe a teaser; in an article's own element it is asked for apart.
        in_head = next(each.iterancestors("head"), None) is not None
        name = each.get("property") or each.get("name") or (each.get("itemprop") if in_head else None)
        content = one_line(each.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """Yield the schema.org objects that are articles; where the page says so, its main entity first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            # Line ends within strings are common on real pages, if against the letter of JSON.
            found = json.loads(script.text[:_MOST_SCRIPT], strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, 6)


def _articles(found: object, levels: int) -> Iterator[dict[str, object]]:
    if isinstance(found, list):
        for each in found[:200]:
            yield from _articles(each, levels)
    elif isinstance(found, dict) and levels:
        if _is_article(found.get("@type")):
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart"):
            yield from _articles(found.get(key), levels - 1)


def _is_article(types: object) -> bool:
    names = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and _ARTICLE.search(each) for each in names)


def _published(
    tree: html.HtmlElement, metas: Mapping[str, list[str]], linked: list[dict[str, object]], article: object
) -> str | None:
    stated: list[str | None] = []
    for each in [article, *linked]:
        if isinstance(each, dict):
            stated.append(iso_time(each.get("datePublished")))
    for name in _PUBLISHED_NAMES:
        stated.extend(iso_time(each) for each in metas.get(name, [])[:1])
    marked = tree.xpath('//*[@itemprop="datePublished" or @pubdate][@datetime or @content]')
    stated.extend(iso_time(each.get("datetime") or each.get("content")) for each in marked[:1])
    times = [
        iso_time(each.get("datetime")) for each in tree.xpath("//article//time[@datetime] | //time[@datetime]")[:1]
    ]
    stated.extend(times)
    stated.extend(_shown(tree))
    known = [each for each in stated if each]
    if not known:
        return None
    # A time of day, where another source gives it for the same day, is worth more than the day alone.
    day = known[0][:10]
    return next((each for each in known if each[:10] == day and "T" in each), known[0])


def _shown(tree: html.HtmlElement) -> Iterator[str | None]:
    """Yield the dates that stand in short lines between the page's heading and its first long paragraph."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return
    for each in itertools.islice(_following(heading), _LINES_AFTER_HEADING):
        text = " ".join((each.text or "").split())
        if each.tag == "p" and len(each.text_content()) > _LONG_PARAGRAPH:
            return
        for line in (text, " ".join((each.tail or "").split())):
            if len(line) <= _LONGEST_DATE_LINE and (match := _DATE.search(line)):
                yield iso_time(match[0])


def _following(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the elements after ``element`` in the page's order."""
    for each in element.itersiblings():
        yield from each.iter(etree.Element)
    for around in element.iterancestors():
        for each in around.itersiblings():
            yield from each.iter(etree.Element)


def _address(tree: html.HtmlElement, metas: Mapping[str, list[str]], article: Mapping[str, object]) -> str | None:
    links = [each.get("href") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    stated = [*links, *metas.get("og:url", []), article.get("url"), article.get("mainEntityOfPage")]
    for each in stated:
        text = one_line(each.get("@id") if isinstance(each, dict) else each)
        if text and _ADDRESS.fullmatch(text):
            return text
    return None


def _authors(value: object) -> list[str]:
    """Names of a JSON-LD author, each once."""
    names = [_name(each) for each in (value if isinstance(value, list) else [value])[:20]]
    return list(dict.fromkeys(each for each in names if each and not _ADDRESS.match(each)))


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for each in value[:5] if (name := _name(each))), None)
    if isinstance(value, Mapping):
        value = value.get("name")
        value = value[0] if isinstance(value, list) and value else value
    found = one_line(value)
    return unescape(found) if found else None


def _marked_author(tree: html.HtmlElement) -> str | None:
    for each in tree.xpath('//*[@itemprop="author" or @rel="author"]')[:1]:
        named = each.xpath('.//*[@itemprop="name"]')
        text = one_line((named[0] if named else each).text_content())
        return text if text and len(text) <= 120 else None
    return None


def _heading(tree: html.HtmlElement) -> str | None:
    headings = [one_line(each.text_content()) for each in tree.xpath("//h1")[:2]]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return next((one_line(each.text_content()) for each in tree.xpath("//head/title")[:1]), None)


def _credits(metas: Mapping[str, list[str]], article: Mapping[str, object], byline: str | None) -> tuple[str, ...]:
    """Return the agencies that the byline or the markup names, by the names of ``data/agencies.csv``."""
    stated = [_name(article.get(key)) for key in ("sourceOrganization", "provider", "isBasedOn", "creditText")]
    stated += [metas[name][0] for name in _CREDIT_NAMES if name in metas]
    parts = [part.strip() for each in [byline, *stated] if each for part in _BETWEEN_NAMES.split(each)]
    return tuple(dict.fromkeys(_agencies()[each.casefold()] for each in parts if each.casefold() in _agencies()))


@cache
def _agencies() -> dict[str, str]:
    table = (resources.files("reportedly.data") / "agencies.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
    return {
        alias.strip().casefold(): row["name"]
        for row in rows
        if row["kind"] == "agency"
        for alias in (row["name"], *row["aliases"].split("|"))
    }
