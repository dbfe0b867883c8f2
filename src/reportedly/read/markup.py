"""Web page bytes → a tree that is safe to work on, and XML without entities."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree, html

from reportedly.read.decode import Decoded, decode
from reportedly.read.limits import Limits
from reportedly.read.reasons import MALFORMED, MARKUP_TOO_DEEP, TOO_HUNGRY, TOO_MANY, UNSAFE_XML, Refused

_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\A[^<]{0,4}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(x[0-9a-fA-F]{1,3000}|[0-9]{1,3000})(?![0-9a-fA-F])")
_MOST_ELEMENTS = 500_000
"""The largest news pages have some 20,000."""
_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe"})
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol"  # noqa: SIM905
    " p pre section table td th tr ul".split()
)


def _clean(text: str) -> str:
    """Leave out characters that markup may not hold, also those written as numbers, and an XML declaration."""
    return _DECLARATION.sub("", _NUMBERED.sub(_numbered, _NOT_XML.sub("", text)))


def _numbered(reference: re.Match[str]) -> str:
    figures = reference[1].lower()
    number = int(figures[1:], 16) if figures.startswith("x") else int(figures)
    whole = number < 0x110000 and not 0xD800 <= number < 0xE000 and number >= 32
    return reference[0] if whole or number in {9, 10, 13} else "\N{REPLACEMENT CHARACTER}"


class _Shape:
    """Parser target that counts elements, and elements within elements, and keeps nothing."""

    def __init__(self, most: int) -> None:
        self._most, self._depth, self._count = most, 0, 0

    def start(self, tag: str, attributes: object) -> None:
        self._depth += 1
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise Refused(TOO_MANY, f"over {_MOST_ELEMENTS:,} elements")
        if self._depth > self._most:
            raise Refused(MARKUP_TOO_DEEP, f"over {self._most} elements within each other")

    def end(self, tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        return None


def decode_markup(data: bytes, charset: str | None) -> Decoded:
    """Return the text of a page or XML file: a byte-order mark, UTF-8, what it declares, then a guess."""
    declared = _CHARSET.search(data[:8192]) or _XML_CHARSET.search(data[:400])
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


def page_tree(text: str, limits: Limits) -> html.HtmlElement:
    """Return the tree of a web page; refuses markup nested deeper than ``limits.markup_depth``.

    Control characters that no page may hold are left out, as browsers do.
    """
    clean = _clean(text)
    if not clean.strip():
        raise Refused(MALFORMED, "there is no markup in it")
    data = clean.encode("utf-8")
    try:
        etree.fromstring(data, etree.HTMLParser(target=_Shape(limits.markup_depth), encoding="utf-8"))
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _refusal(error) from error
    if tree is None:
        raise Refused(MALFORMED, "there is no element in it")
    return tree


def _refusal(error: Exception) -> Refused:
    """libxml2 says in words alone that it was refused memory."""
    said = str(error)
    return Refused(TOO_HUNGRY if "memory" in said.lower() else MALFORMED, said)


def fragment_text(markup: str, limits: Limits) -> str:
    """Return the text of a piece of HTML (a feed's entry, an agency's item): blocks parted by a blank line."""
    if "<" not in markup:
        return unescape(markup).strip()
    tree = page_tree(f"<div>{markup}</div>", limits)
    etree.strip_elements(tree, *sorted(_SILENT), with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in _BLOCKS:
            pieces.append("\n\n")
        elif tag == "br" and event == "end":
            pieces.append("\n")
        words = element.text if event == "start" else element.tail
        pieces.append(_SPACE.sub(" ", words or ""))
    lines = [each.strip() for each in "".join(pieces).split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def xml_tree(text: str) -> etree._Element:
    """Return the root of an XML text. Nothing is fetched, no entity is expanded; one that declares any is refused."""
    declarations = text.split("<!DOCTYPE", 1)
    if len(declarations) == 2 and "<!ENTITY" in declarations[1]:
        raise Refused(UNSAFE_XML)
    clean = _clean(text).strip()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(clean.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _refusal(error) from error
    if root is None:
        raise Refused(MALFORMED, "there is no element in it")
    if any("excessive depth" in each.message.lower() for each in parser.error_log):
        raise Refused(MARKUP_TOO_DEEP)
    return root
