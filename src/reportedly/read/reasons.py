"""Why an input was refused: every coded reason of reading and fetching, with what to do about it.

``R0xx`` concerns one input, ``R1xx`` a limit that protects the machine, ``R2xx`` fetching. A code never
changes its meaning; a new reason takes a new number. ``docs/failures.md`` lists what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Failure

STAGE = "read"


@dataclass(frozen=True, slots=True)
class Reason:
    """One coded reason: ``meaning`` says what was met, ``advice`` what the user can do."""

    code: str
    meaning: str
    advice: str
    stage: str = STAGE

    def failure(self, path: str, detail: str = "") -> Failure:
        """Return the failure of the input at ``path``; ``detail`` is one short phrase about this
        very case.
        """
        said = f"{self.meaning} ({printable(detail)})" if detail else self.meaning
        return Failure(path=printable(path, 1000), stage=self.stage, code=self.code, message=f"{said}. {self.advice}")


class Refused(Exception):
    """Raised inside a reader when an input is refused; :func:`reportedly.read.read` turns it into a
    ``Failure``.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"[{reason.code}] {reason.meaning}: {detail}")
        self.reason = reason
        self.detail = detail


def printable(text: str, longest: int = 200) -> str:
    """Return ``text`` cut to ``longest`` characters, without control characters, bidi controls or lone
    surrogates.
    """
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


NOT_FOUND = Reason("R001", "no such file or folder", "Check the path; nothing was read from it")
NOT_READABLE = Reason("R002", "the file cannot be opened or read", "Check its permissions and the disk, then retry")
NOT_A_FILE = Reason("R003", "not a regular file (a pipe, device, socket or broken link)", "Give a file or a folder")
EMPTY = Reason("R004", "there is no text in it", "Nothing to do if the input is meant to be empty")
UNKNOWN_KIND = Reason("R005", "the bytes are of no kind that can be read", "Convert it to text, HTML or JSON Lines")
MALFORMED = Reason("R006", "the input is broken or cut short", "Fetch or export it again")
BAD_ROW = Reason("R007", "the row is not a JSON object", "Mend or drop the line; the other lines of the file were read")
NO_TEXT_FIELD = Reason(
    "R008", "the row has no text", "Give the article's text in a field named text; other rows were read"
)
BAD_FIELD = Reason("R009", "a field has a value that cannot be used", "Mend the field; other rows were read")
ENCRYPTED = Reason("R010", "it is encrypted", "Decrypt it first")
NO_ARTICLE = Reason(
    "R011",
    "no article was found on the page",
    "Index, video and login pages have none; give its text as .txt",
)
ID_TAKEN = Reason("R012", "another article of this run has the same id", "Give each article an id of its own")
IS_AN_ADDRESS = Reason("R013", "this is a web address", "Run `reportedly fetch` first, then build from its folder")
READER_FAILED = Reason("R014", "the reader met something it does not know", "Please report it with the input")
UNSAFE_XML = Reason("R015", "the XML declares entities", "Remove the document type declaration, or export again")
NO_TEXT_COLUMN = Reason("R016", "the table has no column of texts", "Name the column of the articles' texts: text")
SUMMARY_ONLY = Reason(
    "R017", "the feed's entry holds a teaser, not the article", "Run `reportedly fetch` on the feed, then build"
)
ONLY_BAD_ROWS = Reason(
    "R018", "one bad row after another; the rest of the file was not read", "Mend the file, or leave it out"
)

TOO_LARGE = Reason("R101", "the document is larger than one article can be", "Split it, or raise Limits.document_bytes")
TOO_LONG = Reason("R102", "the text is longer than one article can be", "Split it, or raise Limits.article_characters")
RATIO = Reason("R103", "it decompresses to suspiciously much", "If the archive can be trusted, unpack it by hand")
TOO_DEEP = Reason("R104", "archives are nested too deep", "Unpack the outer archives by hand")
TOO_MANY = Reason("R105", "it holds too many records", "Split it, or raise Limits.records")
TOO_MUCH = Reason("R106", "it decompresses to more than a run may read", "Unpack it by hand, or split it")
TOO_SLOW = Reason("R107", "reading the document took too long and was ended", "Give the article's text as .txt")
TOO_HUNGRY = Reason("R108", "reading the document took too much memory and was ended", "Give its text as .txt")
LINE_TOO_LONG = Reason("R109", "the line is longer than one article can be", "Split it, or raise Limits.document_bytes")
MARKUP_TOO_DEEP = Reason("R110", "the markup is nested too deep", "Give the article's text as .txt")

_FETCH = "fetch"
BAD_ADDRESS = Reason("R201", "not an http or https address that can be fetched", "Check the address", _FETCH)
NO_SUCH_HOST = Reason("R202", "the host's name has no address", "Check the name and the network", _FETCH)
NOT_PUBLIC = Reason(
    "R203", "the host is not on the public internet", "Give --allow-private if the host is your own", _FETCH
)
NO_CONNECTION = Reason("R204", "no connection to the host", "Try again later", _FETCH)
REDIRECTS = Reason("R205", "the page redirects too often", "Open it in a browser and give its last address", _FETCH)
ROBOTS = Reason(
    "R206", "the site's robots.txt asks not to fetch it", "Ask the publisher, or save the page by hand", _FETCH
)
SLOW_ANSWER = Reason("R207", "the answer took too long", "Try again later", _FETCH)
LARGE_ANSWER = Reason("R208", "the answer is larger than a page can be", "Save the page by hand", _FETCH)
ERROR_STATUS = Reason("R209", "the host answered with an error", "Try again later, or drop the address", _FETCH)
NOT_TEXT = Reason("R210", "the answer is no page, feed or document", "Drop the address", _FETCH)
BROKEN_ANSWER = Reason(
    "R211", "the answer breaks the rules of HTTP", "Try again later, or save the page by hand", _FETCH
)
TOO_MANY_PAGES = Reason("R212", "more addresses than one run fetches", "Fetch the rest in a run of their own", _FETCH)

REASONS: dict[str, Reason] = {
    each.code: each
    for each in sorted(
        (value for value in list(globals().values()) if isinstance(value, Reason)),
        key=lambda reason: reason.code,
    )
}
"""All reasons by code."""
