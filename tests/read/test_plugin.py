"""Readers of other packages: found by their entry point, asked before the built-in ones; the example package is one."""

from __future__ import annotations

import importlib.metadata
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.model import Article
from reportedly.read import read
from reportedly.read.registry import GROUP, readers

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "reader-plugin"

WIKITEXT = """{{date|March 5, 2022}}
The '''foreign ministry''' of [[Switzerland|the host country]] said on Saturday that [[talks]] will be held.

“We are ready,” a spokeswoman told reporters.

== Sources ==
*{{source|url=https://example.org|title=Talks}}
"""


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The example package as `pip install` makes it known: its source on the path, its entry points listed."""
    entries = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]["entry-points"][GROUP]
    found = [importlib.metadata.EntryPoint(name, value, GROUP) for name, value in entries.items()]
    monkeypatch.syspath_prepend(EXAMPLE / "src")
    monkeypatch.setattr("reportedly.read.registry.entry_points", lambda group: found if group == GROUP else [])
    readers.cache_clear()
    yield
    monkeypatch.undo()
    readers.cache_clear()


def test_the_example_package_reads_its_format(installed: None, tmp_path: Path) -> None:
    (tmp_path / "talks.wikitext").write_text(WIKITEXT)
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.text == (
        "The foreign ministry of the host country said on Saturday that talks will be held.\n\n"
        "“We are ready,” a spokeswoman told reporters."
    )
    assert (article.id, article.outlet, article.published) == ("talks", "Wikinews", "2022-03-05")


def test_without_it_the_same_file_is_plain_text(tmp_path: Path) -> None:
    (tmp_path / "talks.wikitext").write_text(WIKITEXT)
    (article,) = read([tmp_path])
    assert isinstance(article, Article) and article.text == WIKITEXT


def test_an_object_without_the_interface_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = importlib.metadata.EntryPoint("wrong", "json:dumps", GROUP)
    monkeypatch.setattr("reportedly.read.registry.entry_points", lambda group: [wrong])
    readers.cache_clear()
    with pytest.raises(TypeError, match="interface"):
        readers()
    readers.cache_clear()
