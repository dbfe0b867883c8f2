"""How much of the machine one input may take."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps that keep a broken or hostile input from taking the machine; each refusal names the cap it met.

    The defaults let real news through with room to spare: the longest article seen has some 100,000
    characters, the largest saved page 6 MB, and news text compresses by 3 to 30 (pages of one template seldom to 60).
    """

    document_bytes: int = 32 * MEBIBYTE
    """Bytes of one document (a page, a row, a statement), decompressed."""
    article_characters: int = 4_000_000
    """Code points of one article."""
    input_bytes: int = 64 * 1024 * MEBIBYTE
    """Decompressed bytes of one input file, with all that is packed in it at any depth."""
    ratio: float = 100.0
    """Decompressed bytes for each packed byte, of one stream and of the whole input file, from ``ratio_from`` on."""
    ratio_from: int = MEBIBYTE
    """Bytes an archive may give before its ratio is looked at."""
    nesting: int = 4
    """Archives within archives."""
    records: int = 10_000_000
    """Rows, pages or members of one input file."""
    bad_rows: int = 100_000
    """Bad rows one after another in one file."""
    directory_bytes: int = 16 * MEBIBYTE
    """Bytes of a ZIP archive's directory (some 150,000 members), which has to be held in memory."""
    seconds: float = 5.0
    """Processor time for one document in a reader that runs apart (web pages, PDF, office files)."""
    memory_bytes: int = 320 * MEBIBYTE
    """Memory such a document may take, its bytes among it, beyond what its reader takes itself."""
    markup_depth: int = 250
    """Elements within elements of a web page; real pages stay under 60, the parser gives up at 255."""


DEFAULT_LIMITS = Limits()
