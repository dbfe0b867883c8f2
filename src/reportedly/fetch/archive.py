"""What was fetched, kept as a web archive that `build` reads, and what is needed to ask again only for what is new."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.fetch.request import AGENT, Answer

_STATE = ".fetched.json"
"""Hidden, so that a build from the folder passes it over."""


class Archive:
    """A folder of web archives; each run adds a file, and each answer is on disk before the next is asked for."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._state = _read_state(folder / _STATE)
        self._file: Any = None
        self._writer: WARCWriter | None = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
        self._write_state()

    def conditions(self, url: str) -> dict[str, str]:
        """Return the headers that ask for ``url`` only if it has changed since it was kept."""
        known = self._state.get(url, {})
        pairs = (("If-None-Match", known.get("etag")), ("If-Modified-Since", known.get("last_modified")))
        return {name: value for name, value in pairs if value and value.isprintable() and value.isascii()}

    def keep(self, url: str, answer: Answer) -> None:
        """Add an answer; ``url`` is the address that was asked for first."""
        writer = self._open()
        status = StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), list(answer.headers), "HTTP/1.1")
        record = writer.create_warc_record(
            answer.address.url,
            "response",
            payload=io.BytesIO(answer.body),
            http_headers=status,
            warc_headers_dict={"WARC-IP-Address": answer.number},
        )
        writer.write_record(record)
        self._file.flush()
        self._state[url] = {"etag": answer.header("etag"), "last_modified": answer.header("last-modified")}
        self._write_state()

    def _open(self) -> WARCWriter:
        if self._writer is None:
            number = len(list(self._folder.glob("pages-*.warc.gz"))) + 1
            while (path := self._folder / f"pages-{number:05}.warc.gz").exists():
                number += 1
            self._file = path.open("xb")
            self._writer = WARCWriter(self._file, gzip=True)
            self._writer.write_record(self._writer.create_warcinfo_record(path.name, {"software": AGENT}))
        return self._writer

    def _write_state(self) -> None:
        """Replace the state in one step: a run that is killed leaves the old one or the new one."""
        with tempfile.NamedTemporaryFile("w", dir=self._folder, prefix=_STATE, delete=False, encoding="utf-8") as file:
            json.dump(self._state, file, ensure_ascii=True, indent=0, sort_keys=True)
        os.replace(file.name, self._folder / _STATE)


def _read_state(path: Path) -> dict[str, Mapping[str, str]]:
    """Return the state of earlier runs; a broken one only means that everything is asked for again."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        url: {str(key): str(value) for key, value in row.items()} for url, row in found.items() if isinstance(row, dict)
    }
