"""The public surface of the library: what it holds, and that it works in five lines."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly

STORY = (
    "GENEVA, March 5. /TASS/. Russia is ready for a new round of talks, Foreign Ministry spokeswoman Maria Zakharova "
    "told a briefing on Saturday.\n\n“We have said so more than once,” she added."
)


def test_the_public_surface_is_what_it_was() -> None:
    """A change here is a change for everybody who uses the library: say so in the changelog."""
    assert reportedly.__all__ == [
        "Article",
        "Failure",
        "OpenRecord",
        "__version__",
        "annotate",
        "build",
        "open_record",
        "read",
    ]
    assert dir(reportedly) == reportedly.__all__
    public = sorted(name for name in vars(reportedly.OpenRecord) if not name.startswith("_"))
    assert public == [
        "accounts",
        "actors",
        "article",
        "articles",
        "close",
        "conflicts",
        "counts",
        "failures",
        "origins",
        "records",
        "statements",
        "words",
    ]
    assert list(inspect.signature(reportedly.build).parameters)[:3] == ["inputs", "path", "jobs"]
    assert list(inspect.signature(reportedly.read.read).parameters) == ["paths", "limits"]
    assert list(inspect.signature(reportedly.annotate.annotate).parameters) == ["article", "scheme", "doc"]
    with pytest.raises(AttributeError):
        _ = reportedly.no_such_thing


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, reportedly; print(sorted({'spacy', 'numpy', 'lxml', 'trafilatura'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_read_and_annotate_article_by_article(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(STORY)
    (article,) = reportedly.read([tmp_path])
    layers = reportedly.annotate(article)
    assert layers.article.text == STORY
    assert layers.attributions


def test_build_and_open(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talks.txt").write_text(STORY)
    reportedly.build([tmp_path / "in"], tmp_path / "talks.sqlite", jobs=0)
    with reportedly.open_record(tmp_path / "talks.sqlite") as record:
        (statement, *_) = record.statements(speaker="Zakharova")
        assert record.words(statement) in STORY
        assert record.counts()["article"] == 1
        assert record.article("talks") is not None
