"""E-mail messages (.eml): a newsletter or a press statement as it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from reportedly.model import Article, Failure
from reportedly.read.apart import Document, apart
from reportedly.read.dates import iso_time
from reportedly.read.decode import Decoded, decode, input_hash
from reportedly.read.fields import article_of, one_line
from reportedly.read.limits import Limits
from reportedly.read.markup import decode_markup, fragment_text
from reportedly.read.reasons import EMPTY, MALFORMED, TOO_MANY, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Facts, Source

_HEADER = re.compile(rb"(?im)^(from|to|subject|date|message-id|received|mime-version|return-path|delivered-to)[ \t]*:")
_ANY_HEADER = re.compile(rb"\A(?:From [^\n]*\n)?(?:[!-9;-~]+[ \t]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+(?:\r?\n|\Z)")
_MOST_PARTS = 500
_MOST_HEADERS = 64 * 1024


class MailReader:
    """The message's plain text, or the text of its HTML; what is attached is not read."""

    name = "mail"

    def recognises(self, head: bytes, source: Source) -> bool:
        """A block of header lines from the start with at least three of the names that all mail has."""
        block = head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
        if not re.match(rb"\A(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:", block):
            return False
        return len({name.lower() for name in _HEADER.findall(block)}) >= 3

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the message's article, parsed in the process apart."""
        yield from apart("mail", source, context.limits)


def articles(document: Document, limits: Limits) -> Iterator[Article]:
    """Yield the one article of a message."""
    data = document.data
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    # More parts than any newsletter has are seen before they are parsed, which takes long.
    if data.count(b"\n--") > 20 * _MOST_PARTS and data.lower().count(b"content-type:") > _MOST_PARTS:
        raise Refused(TOO_MANY, f"more than {_MOST_PARTS} parts")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        decoded = _body(message, limits)
        facts = _facts(message)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        raise Refused(MALFORMED, f"{type(error).__name__}: {error}") from error
    stated = document.facts.over(facts)
    yield article_of(decoded, stated, document.source(), input_hash(document.data), limits)


def _body(message: EmailMessage, limits: Limits) -> Decoded:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise Refused(EMPTY, "no text part")
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "replace")
    charset = part.get_content_charset()
    if part.get_content_subtype() == "html":
        decoded = decode_markup(data, charset)
        return Decoded(fragment_text(decoded.text, limits), decoded.encoding, decoded.replaced)
    return decode(data, charset)


def _facts(message: EmailMessage) -> Facts:
    name, address = parseaddr(str(message.get("From", "")))
    return Facts(
        outlet=one_line(str(message.get("Organization", ""))),
        title=one_line(str(message.get("Subject", ""))),
        byline=one_line(name or address),
        published=iso_time(str(message.get("Date", ""))),
    )


READER = MailReader()
