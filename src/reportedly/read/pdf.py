"""PDF files: the text layer of a statement or a saved page. Scans have none and are refused."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader as Pdf
from pypdf.errors import PyPdfError

from reportedly.model import Article, Failure
from reportedly.read.apart import Document, apart
from reportedly.read.decode import Decoded, input_hash, without_surrogates
from reportedly.read.fields import article_of, one_line
from reportedly.read.limits import Limits
from reportedly.read.reasons import EMPTY, ENCRYPTED, MALFORMED, TOO_LONG, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Facts, Source


class PdfReader:
    """One file, one article; pages parted by a blank line."""

    name = "pdf"

    def recognises(self, head: bytes, source: Source) -> bool:
        """By the header, which may stand anywhere in the first kilobyte (ISO 32000)."""
        return b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<")

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the file's text, read in the process apart."""
        yield from apart("pdf", source, context.limits)


def articles(document: Document, limits: Limits) -> Iterator[Article]:
    """Yield the one article of a PDF file. Its dates are of the file, not of publication, and are not taken."""
    try:
        pdf = Pdf(io.BytesIO(document.data), strict=False)
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise Refused(ENCRYPTED)
        pages = _pages(pdf, limits)
        stated = pdf.metadata
        facts = Facts(title=one_line(stated.title), byline=one_line(stated.author)) if stated else Facts()
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, AssertionError, OSError) as error:
        raise Refused(MALFORMED, f"{type(error).__name__}: {error}") from error
    except NotImplementedError as error:
        raise Refused(ENCRYPTED, str(error)) from error
    if not any(pages):
        raise Refused(EMPTY, f"{len(pages)} pages without a text layer")
    text, surrogates = without_surrogates("\n\n".join(each for each in pages if each))
    facts = document.facts.over(facts)
    yield article_of(Decoded(text, "pdf", surrogates), facts, document.source(), input_hash(document.data), limits)


def _pages(pdf: Pdf, limits: Limits) -> list[str]:
    pages: list[str] = []
    for page in pdf.pages:
        pages.append(page.extract_text().strip())
        if sum(map(len, pages)) > limits.article_characters:
            raise Refused(TOO_LONG, f"{len(pages)} pages")
    return pages


READER = PdfReader()
