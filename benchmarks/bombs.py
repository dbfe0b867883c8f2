"""Bombs: each is read in a process of its own; prints the codes, the time and the peak memory of all its processes.

    python benchmarks/bombs.py

Ends with 1 where one took over 10 seconds or 500 MB, or was not refused. Needs 1 GB of free disk for the longest line.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "read"))

import samples
import test_hostile

from reportedly.read import read

SECONDS, MEGABYTES = 10.0, 500.0
MIB = 1 << 20


def packed(piece: bytes, mebibytes: int, wbits: int = 31) -> bytes:
    packer = zlib.compressobj(6, wbits=wbits)
    block = piece * (MIB // len(piece))
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


def long_line(path: Path, start: bytes) -> None:
    with path.open("wb") as file:
        file.write(start)
        for _ in range(1024):
            file.write(b"word " * (MIB // 5))


def laughs() -> str:
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE x [<!ENTITY l0 'ha'>{levels}]>"


def pdf_bomb() -> bytes:
    stream = packed(b"(word) Tj ", 1024, 15)
    page = samples.pdf()
    start, end = page.index(b"4 0 obj"), page.index(b"5 0 obj")
    body = b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (len(stream), stream)
    return page[:start] + body + page[end:]


def nested_zip(levels: int, width: int) -> bytes:
    data = samples.zipped({"a.txt": b"a" * (32 * MIB)})
    for _ in range(levels):
        data = samples.zipped({f"{number}.zip": data for number in range(width)})
    return data


def bombs(folder: Path) -> Iterator[str]:
    """Make one bomb after the other and yield its name."""

    def made(name: str, data: bytes) -> str:
        (folder / name).write_bytes(data)
        return name

    yield made("gzip of 1 GB of zeros", packed(b"\0", 1024))
    yield made("gzip of 1 GB of rows", packed(b'{"id": "a", "text": "word word word"}\n', 1024))
    yield made("gzip within gzip, 1 GB", gzip.compress(packed(b"a", 1024)))
    yield made("zip of 100 members of 32 MB", samples.zipped({f"{n}.txt": b"a" * (32 * MIB) for n in range(100)}))
    yield made("zip within zip, 16^4 times 32 MB", nested_zip(3, 16))
    yield made("zip whose 50,000 members share their bytes", test_hostile.overlapping_zip(50_000, b"a" * MIB))
    yield made("zip with a directory of 20 MB", test_hostile.overlapping_zip(60_000, b"a", "a" * 300))
    yield made("quoted-printable mail, 30 MB", samples.mail("=41" * (10 * MIB)).replace(b"8bit", b"quoted-printable"))
    yield made("mail of a million parts", samples.mail("").replace(b"text/plain", b"multipart/mixed; boundary=b")
               + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 600_000)  # fmt: skip
    yield made(
        "mail with a header of 20 MB", samples.mail().replace(b"Subject: ", b"Subject: " + b"=?utf-8?q?=41?= " * MIB)
    )
    entry = "<item><title>T</title><description>&l9;</description></item>"
    yield made("billion laughs in a feed", samples.rss(entry).replace(b"<rss", laughs().encode() + b"<rss", 1))
    yield made("billion laughs in a Word document", samples.docx(["&l9;"], before=laughs()))
    yield made("Word document of 1 GB", samples.zipped(
        {"word/document.xml": b"<w:document xmlns:w='x'>" + b"<w:p/>" * (170 * MIB // 6), "[Content_Types].xml": b""}
    ))  # fmt: skip
    yield made("PDF with a stream of 1 GB", pdf_bomb())
    yield made("markup a million deep", b"<!doctype html><html><body>" + b"<div>" * 1_000_000)
    yield made("page of 30 MB of elements", b"<!doctype html><html><body>" + b"<p><b>a</b>" * (30 * MIB // 11))
    yield made("JSON a million deep", b'{"text": "x", "a": ' + b"[" * 1_000_000)
    yield made("JSON of ten million lists", b'{"text": "x", "a": [' + b"[]," * 10_000_000 + b"0]}")
    yield made("web archive of pages packed to 1 GB", samples.warc(
        {f"https://example.org/{n}": packed(b"a", 1024) for n in range(10)}, encoding="gzip"))  # fmt: skip
    for kind, start in {
        "text": b"",
        "rows": b'{"id": "a", "text": "',
        "table": b"id,text\na,",
        "page": b"<html><p>",
    }.items():
        long_line(folder / f"line of 1 GB, {kind}", start)
        yield f"line of 1 GB, {kind}"


class Watch(threading.Thread):
    """Looks twenty times a second at the memory of this process and of the one it started."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = [0.0]

    def run(self) -> None:
        while True:
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
            self.most[0] = max(self.most[0], memory("self") + sum(memory(each) for each in children))
            time.sleep(0.05)


def memory(process: str) -> float:
    """Return the most memory a process has had at once, in MB (``VmHWM``); 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(each.split()[1]) / 1024 for each in lines if each.startswith("VmHWM")), 0.0)


def explode(path: Path) -> None:
    """Read one bomb and print what came of it, its time and its memory."""
    watch = Watch()
    watch.start()
    began = time.perf_counter()
    codes = Counter(getattr(each, "code", "read") for each in read([path]))
    took = time.perf_counter() - began
    peak = max(memory("self"), *watch.most)
    said = ", ".join(f"{code} {number:,}" for code, number in sorted(codes.items()))
    refused = any(code != "read" for code in codes)
    good = took <= SECONDS and peak <= MEGABYTES and refused
    print(f"{'ok ' if good else 'BAD'} {took:5.1f} s {peak:6.0f} MB  {path.name}: {said}", flush=True)
    sys.exit(0 if good else 1)


def main() -> int:
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in bombs(Path(folder)):
            bad += subprocess.run([sys.executable, __file__, str(Path(folder) / name)], check=False).returncode != 0
            (Path(folder) / name).unlink()
    print(f"bombs that were not refused in {SECONDS:g} s and {MEGABYTES:g} MB: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(explode(Path(sys.argv[1])) if len(sys.argv) > 1 else main())
