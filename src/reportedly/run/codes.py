"""The coded failures of a run: what was met and what to do. Codes of reading stand in ``read/reasons.py``.

``A0xx`` concerns one article in annotation or extraction, ``L0xx`` linking, ``S0xx`` the ledger. A code never
changes its meaning. ``docs/failures.md`` is made from these tables.
"""

from __future__ import annotations

from reportedly.model import Failure

ANNOTATION_FAILED = "A010"
EXTRACTION_FAILED = "A011"
TOO_SLOW = "A012"
WORKER_DIED = "A013"
ROW_REFUSED = "A014"
ID_OF_ANOTHER = "S010"
NOT_STORED = "S011"

MEANINGS: dict[str, tuple[str, str]] = {
    "A001": ("the language model is not installed", "Run `make setup`"),
    "A002": ("the language model's files are not the pinned ones", "Install it again: `make clean setup`"),
    "A003": ("a file of the attribution model is missing", "Install reportedly again"),
    "A004": ("a file of the attribution model is not the pinned one", "Install reportedly again"),
    ANNOTATION_FAILED: ("annotating the article failed", "Please report it with the article"),
    EXTRACTION_FAILED: ("extracting the record from the article failed", "Please report it with the article"),
    TOO_SLOW: ("the article took longer than one article may", "Raise --time-limit and run `reportedly retry`"),
    WORKER_DIED: (
        "the process that worked on the article died",
        "Often memory: give fewer --jobs, or split the article",
    ),
    ROW_REFUSED: ("a row of the article breaks a law of the record", "Please report it with the article"),
    "L001": ("linking across articles failed", "The articles are stored; please report it"),
    "S001": ("another build is writing the ledger", "Wait until it has ended, or choose another file with -o"),
    "S002": ("there is no such ledger", "Make it with `reportedly build`"),
    "S003": ("the disk is full", "Free some space and run the same command again: it goes on where it stopped"),
    "S004": ("the ledger cannot be written", "Choose a folder you may write to with -o"),
    "S005": ("the file is not a ledger of reportedly", "Choose another name; the file was left as it is"),
    "S006": ("the ledger was made by a newer version", "Update reportedly"),
    "S007": ("the ledger is damaged", "Restore a copy, or build it again from its inputs"),
    "S008": ("the ledger could not be written or read", "See the system's message that follows"),
    "S009": ("the ledger was made by an older version", "Run `reportedly build`: it is backed up and updated"),
    ID_OF_ANOTHER: (
        "the id belongs to an article of another input, with another text",
        "Give the article an id of its own, or build it into another ledger",
    ),
    NOT_STORED: ("the article could not be stored", "Please report it with the article"),
}
"""Code → (what was met, what to do)."""


def failure(code: str, stage: str, path: str, detail: str = "") -> Failure:
    """Return a coded failure; ``detail`` is one phrase about this very case."""
    meaning, advice = MEANINGS[code]
    said = f"{meaning} ({detail})" if detail else meaning
    return Failure(path=path, stage=stage, code=code, message=f"{said}. {advice}")
