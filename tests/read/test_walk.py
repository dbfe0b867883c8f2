"""Folders in: every file accounted for, in an order that depends on names alone."""

from __future__ import annotations

import os
from pathlib import Path

from reportedly.model import Article, Failure
from reportedly.read import read

WORDS = "The minister said on Monday that both sides agreed to meet again. "


def test_files_come_by_name_then_folders_by_name(tmp_path: Path) -> None:
    for name in ("z.txt", "b/2.txt", "b/1.txt", "a/3.txt", ".hidden/4.txt", ".5.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(WORDS + name)
    assert [each.id for each in read([tmp_path]) if isinstance(each, Article)] == ["z", "3", "1", "2"]


def test_what_is_no_file_is_said_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_text(WORDS)
    found = list(read([tmp_path, tmp_path / "missing.txt", "https://example.org/a"]))
    codes = [each.code for each in found if isinstance(each, Failure)]
    assert codes == ["R003", "R003", "R001", "R013"]
    assert [each.id for each in found if isinstance(each, Article)] == ["a"]


def test_same_name_in_two_folders_gives_two_articles(tmp_path: Path) -> None:
    for day in ("04", "05"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "talks.txt").write_text(WORDS + day)
    first, second = read([tmp_path])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.id == "talks" and second.id.startswith("talks-") and len(second.id) == len("talks-") + 8


def test_file_names_that_are_no_text_are_shown_safely(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.txt", "wb") as file:
        file.write(WORDS.encode())
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    article.id.encode()
    assert article.source_path is not None and article.source_path.encode()


def test_an_address_given_as_a_path_is_named_as_what_it_is() -> None:
    given = ["https://example.org/a", Path("https://example.org/a"), "/somewhere/https:/example.org/a"]
    assert [each.code for each in read(given) if isinstance(each, Failure)] == ["R013"] * 3
