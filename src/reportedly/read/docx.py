"""Word documents: the paragraphs of the main part, in order. Recognised among ZIP archives by their parts."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from reportedly.model import Article
from reportedly.read.apart import Document
from reportedly.read.decode import Decoded, decode, input_hash
from reportedly.read.fields import article_of, one_line
from reportedly.read.limits import Limits
from reportedly.read.markup import xml_tree
from reportedly.read.reasons import ENCRYPTED, MALFORMED, RATIO, Refused
from reportedly.read.source import Facts

MAIN_PART = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORDS = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def articles(document: Document, limits: Limits) -> Iterator[Article]:
    """Yield the one article of a Word document. Its dates are of the file, not of publication, and are not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            main = xml_tree(_part(archive, MAIN_PART, limits))
            properties = _properties(archive, limits)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise Refused(MALFORMED, str(error)) from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise Refused(ENCRYPTED, str(error)) from error
    paragraphs = [_paragraph(each) for each in main.iter(f"{_WORDS}p", f"{_STRICT_WORDS}p")]
    text = "\n\n".join(each for each in paragraphs if each.strip())
    facts = document.facts.over(properties)
    yield article_of(Decoded(text, "utf-8", 0), facts, document.source(), input_hash(document.data), limits)


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> str:
    with archive.open(name) as stream:
        data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise Refused(RATIO, f"{name} is over {limits.document_bytes:,} bytes")
    return decode(data).text


def _properties(archive: zipfile.ZipFile, limits: Limits) -> Facts:
    if _PROPERTIES not in archive.namelist():
        return Facts()
    root = xml_tree(_part(archive, _PROPERTIES, limits))
    title, author = (root.findtext(f".//{_DUBLIN_CORE}{name}") for name in ("title", "creator"))
    return Facts(title=one_line(title), byline=one_line(author))


def _paragraph(element: etree._Element) -> str:
    pieces: list[str] = []
    for each in element.iter(etree.Element):
        name = str(each.tag).rpartition("}")[2]
        if name == "t":
            pieces.append(each.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("\N{NON-BREAKING HYPHEN}")
    return "".join(pieces)
