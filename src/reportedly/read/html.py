"""Web pages: the article's text as trafilatura extracts it, with what the page states about it.

The text is what the extraction gives, paragraphs parted by a blank line; it holds neither the title nor what stands
around the article. The raw page is kept by its hash (``input_hash``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

import trafilatura
from lxml import html

from reportedly.model import Article, Failure
from reportedly.read.apart import Document, apart
from reportedly.read.decode import Decoded, input_hash, without_surrogates
from reportedly.read.fields import article_of
from reportedly.read.limits import Limits
from reportedly.read.markup import decode_markup, fragment_text, page_tree
from reportedly.read.page_facts import page_facts
from reportedly.read.reasons import NO_ARTICLE, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Source

_SIGNS = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|script)[\s>]", re.IGNORECASE)
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<", re.DOTALL)
_MARKER = re.compile(r"\A\s*[-|]\s+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORT = 250
"""Characters of an extracted text, below which the text that JSON-LD carries is looked at."""
_LONGEST_FOOT = 800
"""Characters."""
_LEAST_REST = 0.3
"""Share of the page's paragraphs that must stand outside a box for the box to be taken out."""
_SHORTEST_PROMOTION = 20
"""Characters; a shorter link standing alone may be a subheading."""


class HtmlReader:
    """One page, one article; a page without an article is refused, not read as text."""

    name = "html"

    def recognises(self, head: bytes, source: Source) -> bool:
        """Markup from the start (after comments), with elements that pages are made of."""
        wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe") if wide else head
        return bool(_START.match(head) and _SIGNS.search(head))

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the page's article, extracted in the process apart."""
        yield from apart("html", source, context.limits)


def articles(document: Document, limits: Limits) -> Iterator[Article]:
    """Yield the one article of a page."""
    decoded = decode_markup(document.data, document.charset)
    tree = page_tree(decoded.text, limits)
    stated = page_facts(tree)
    text = page_text(tree, stated.facts.title)
    if stated.body and _is_better(stated.body, text):
        text, _ = without_surrogates(fragment_text(stated.body, limits))
    if not text:
        raise Refused(NO_ARTICLE, stated.facts.title or "")
    # The text itself shows its language; what a page declares is often its template's.
    facts = document.facts.over(replace(stated.facts, language=None))
    read = Decoded(text, decoded.encoding, decoded.replaced)
    article = article_of(read, facts, document.source(), input_hash(document.data), limits)
    yield replace(article, agency=stated.credits, language=article.language or stated.facts.language)


def _is_better(body: str, text: str) -> bool:
    """Whether the text that JSON-LD carries is to be taken rather than the extracted one.

    Pages that a program fills in the browser carry their text for search engines alone; the extraction finds nothing,
    or that very text without its paragraphs.
    """
    return (len(text) < _SHORT and len(body) > 2 * len(text)) or _folded(body) == _folded(text)


def page_text(tree: html.HtmlElement, title: str | None) -> str:
    """Return the article's text of a page; empty where none is found. The tree is changed on the way."""
    _keep_main_article(tree)
    _drop_boxes(tree)
    _drop_promotions(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    lines = [_MARKER.sub("", each).strip(" |") for each in (found.text or "").split("\n")] if found else []
    return "\n\n".join(_without_furniture([each for each in lines if each], title))


@cache
def _furniture() -> dict[str, list[str]]:
    table = (resources.files("reportedly.data") / "page_furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in _furniture()[kind]), re.IGNORECASE)


@cache
def _names(*kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(f"-{re.escape(each)}-" for kind in kinds for each in _furniture()[kind]))


def _keep_main_article(tree: html.HtmlElement) -> None:
    """Where one ``<article>`` of several has the page's heading, the others beside it are teasers of other pages."""
    elements = list(tree.iter("article"))
    main = [each for each in elements if next(each.iter("h1"), None) is not None]
    if len(main) != 1:
        return
    around = set(main[0].iterancestors()) | set(main[0].iter("article"))
    for element in elements:
        if element not in around:
            _drop(element)


def _drop_boxes(tree: html.HtmlElement) -> None:
    """Take out embedded posts and boxes around the article, unless little would remain."""
    total = _paragraph_length(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "head", "body", "main", "article"}:
            continue
        tokens = f"{element.get('class') or ''} {element.get('id') or ''}".split()
        words = [f"-{_parted(each)}-" for each in tokens]
        if any(map(_names("boxes", "embeds").search, words)) and not _holds_article(element, words):
            rest = total - _paragraph_length(element)
            if rest >= total * _LEAST_REST:
                _drop(element)
                total = rest


def _holds_article(element: html.HtmlElement, words: list[str]) -> bool:
    """Whether an element is, or is around, what the page itself marks as the article's body or heading."""
    if element.get("itemprop") == "articleBody" or any(map(_names("bodies").search, words)):
        return True
    return any(
        each.tag == "h1" or each.get("itemprop") == "articleBody" for each in element.iter("h1", "div", "section")
    )


def _drop_promotions(tree: html.HtmlElement) -> None:
    """Take out paragraphs and list items that are nothing but a link to another page."""
    blocks = [each for each in tree.iter("p", "li", "h2", "h3", "h4") if each.find(".//p") is None]
    links = [each for each in blocks if _is_promotion(each)]
    if sum(len(each.text_content()) for each in links) * 2 < _paragraph_length(tree):
        for each in links:
            _drop(each)


def _is_promotion(block: html.HtmlElement) -> bool:
    length = len(block.text_content().strip())
    linked = sum(len(each.text_content().strip()) for each in block.iter("a") if each.get("href"))
    return length >= _SHORTEST_PROMOTION and linked >= 0.9 * length


def _paragraph_length(element: html.HtmlElement) -> int:
    return sum(len(each.text_content()) for each in element.iter("p"))


def _parted(token: str) -> str:
    """Part the words of a class name: "relatedPosts_box" → "related-posts-box"."""
    return _HUMP.sub("-", token).replace("_", "-").lower()


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _without_furniture(lines: list[str], title: str | None) -> list[str]:
    kept = [each for each in lines if not _patterns("anywhere").fullmatch(each)]
    for at, line in enumerate(kept):
        # The foot of a page begins with such a line and is short; in the middle of an article it is only a line.
        if at and _patterns("foot").fullmatch(line) and sum(map(len, kept[at:])) <= _LONGEST_FOOT:
            kept = kept[:at]
            break
    headline = _folded(title or "")
    while len(kept) > 1 and headline and _folded(kept[0]) and _folded(kept[0]) in headline:
        kept.pop(0)
    return kept


def _folded(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


READER = HtmlReader()
