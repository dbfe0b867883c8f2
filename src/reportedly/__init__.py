"""reportedly: who is reported to have said what, every cell tied to the exact words.

In a program of your own::

    import reportedly

    reportedly.build(["articles/"], "talks.sqlite")
    with reportedly.open_record("talks.sqlite") as record:
        for statement in record.statements(speaker="Zakharova"):
            print(statement["act"], record.words(statement))

or without a ledger, article by article::

    for article in reportedly.read(["articles/"]):
        layers = reportedly.annotate(article)

What stands in ``__all__`` is the public surface; a test holds it still. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

__all__ = ["Article", "Failure", "OpenRecord", "__version__", "annotate", "build", "open_record", "read"]

_HOMES = {
    "Article": ("reportedly.model", "Article"),
    "Failure": ("reportedly.model", "Failure"),
    "OpenRecord": ("reportedly.library", "OpenRecord"),
    "build": ("reportedly.run", "build"),
    "open_record": ("reportedly.library", "open_record"),
    # These two are packages that can be called as the function of their name.
    "annotate": ("reportedly.annotate", None),
    "read": ("reportedly.read", None),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    found = importlib.import_module(module)
    return found if attribute is None else getattr(found, attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
