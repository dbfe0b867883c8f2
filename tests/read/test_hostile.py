"""Hostile input: each is refused with its code, quickly, and costs nothing but itself."""

from __future__ import annotations

import gzip
import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import samples

from reportedly.model import Article, Failure
from reportedly.read import Limits, read
from reportedly.read.apart import apart
from reportedly.read.decode import decode
from reportedly.read.reasons import REASONS, Refused
from reportedly.read.source import Source

MEBIBYTE = 1 << 20


def codes(path: Path, limits: Limits | None = None) -> list[str]:
    return [each.code if isinstance(each, Failure) else "read" for each in read([path], limits or Limits())]


def bomb(count: int) -> bytes:
    """``count`` MiB of one letter, packed a thousandfold."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b"a" * MEBIBYTE) for _ in range(count)) + packer.flush()


def test_gzip_bomb_is_seen_as_it_begins(tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(bomb(256))
    assert codes(tmp_path / "x.gz") == ["R103"]


def test_gzip_bomb_of_short_rows(tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(gzip.compress(b'{"id": "a", "text": ""}\n' * (MEBIBYTE // 4)))
    found = codes(tmp_path / "x.gz", Limits(bad_rows=1000))
    assert set(found) == {"R008", "R018"} and len(found) == 1002


def test_bomb_within_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(gzip.compress(bomb(64)))
    assert codes(tmp_path / "x.gz") == ["R103"]


def test_a_bomb_in_a_zip_costs_itself_and_many_cost_the_archive(tmp_path: Path) -> None:
    members = {f"{number:03}.txt": b"a" * (8 * MEBIBYTE) for number in range(8)}
    (tmp_path / "x.zip").write_bytes(samples.zipped(members))
    found = codes(tmp_path / "x.zip")
    assert set(found) == {"R103"} and len(found) < 8
    (tmp_path / "y.zip").write_bytes(samples.zipped({"1.txt": members["000.txt"], "2.txt": b"He said yes."}))
    assert codes(tmp_path / "y.zip", Limits(ratio=1100, ratio_from=MEBIBYTE)) == ["R102", "read"]


def test_members_that_were_not_read_are_said(tmp_path: Path) -> None:
    members = {f"{number:03}.txt": b"a" * (8 * MEBIBYTE) for number in range(8)}
    (tmp_path / "x.zip").write_bytes(samples.zipped(members))
    last = list(read([tmp_path / "x.zip"]))[-1]
    assert isinstance(last, Failure) and "not read" in last.message and last.path.endswith("x.zip")


def test_zip_whose_members_share_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(overlapping_zip(2000, b"a" * MEBIBYTE))
    assert codes(tmp_path / "x.zip") == ["R006"]


def overlapping_zip(count: int, content: bytes, name: str = "a") -> bytes:
    """Many entries of the directory that point to one compressed member."""
    one = samples.zipped({name: content})
    end = one.rfind(b"PK\x05\x06")
    directory = one.index(b"PK\x01\x02")
    entry = one[directory:end]
    entries = entry * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), directory, 0)
    return one[:directory] + entries + tail


def test_archives_nested_too_deep(tmp_path: Path) -> None:
    data = b"He said yes."
    for _ in range(6):
        data = samples.zipped({"a.zip": data})
    (tmp_path / "x.zip").write_bytes(data)
    assert codes(tmp_path / "x.zip") == ["R104"]


def test_a_gzip_that_contains_itself_many_times_over(tmp_path: Path) -> None:
    data = b"He said yes."
    for _ in range(50):
        data = gzip.compress(data)
    (tmp_path / "x.gz").write_bytes(data)
    assert codes(tmp_path / "x.gz") == ["R104"]


def test_a_directory_too_large_to_hold(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.txt", "x")
    (tmp_path / "x.zip").write_bytes(made.getvalue())
    assert codes(tmp_path / "x.zip", Limits(directory_bytes=10_000)) == ["R105"]


def test_encrypted_members_and_names_that_climb(tmp_path: Path) -> None:
    plain = samples.zipped({"../../etc/passwd.txt": b"He said yes.", "b.txt": b"She said no."})
    marked = bytearray(plain)
    at = marked.rindex(b"PK\x01\x02")
    marked[at + 8] |= 1
    (tmp_path / "x.zip").write_bytes(bytes(marked))
    found = list(read([tmp_path]))
    assert isinstance(found[0], Article) and found[0].id == "passwd"
    assert isinstance(found[1], Failure) and found[1].code == "R010"
    assert sorted(os.listdir(tmp_path)) == ["x.zip"]


def test_billion_laughs_in_every_xml(tmp_path: Path) -> None:
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    laughs = f"<!DOCTYPE x [<!ENTITY l0 'ha'>{levels}]>"
    entry = "<item><title>T</title><description>&l9;</description></item>"
    feed = samples.rss(entry).decode().replace("<rss", laughs + "<rss", 1)
    (tmp_path / "1.xml").write_text(feed)
    (tmp_path / "2.docx").write_bytes(samples.docx(["&l9;"], before=laughs))
    assert codes(tmp_path) == ["R015", "R015"]


def test_a_file_of_the_machine_is_not_read_through_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret of the machine")
    outside = f"<!DOCTYPE x [<!ENTITY s SYSTEM 'file://{tmp_path}/secret'>]>"
    (tmp_path / "a.docx").write_bytes(samples.docx([*samples.PARAGRAPHS, "&s;"], before=outside))
    assert codes(tmp_path / "a.docx") == ["R015"]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_markup_ten_thousand_deep(tmp_path: Path, tag: str) -> None:
    (tmp_path / "x.html").write_text("<!doctype html><html><body>" + f"<{tag}>" * 10_000 + "He said yes.")
    assert codes(tmp_path / "x.html") == ["R110"]


def test_xml_ten_thousand_deep(tmp_path: Path) -> None:
    deep = "<a>" * 10_000 + "x" + "</a>" * 10_000
    (tmp_path / "x.xml").write_bytes(samples.rss(f"<item><title>T</title>{deep}</item>"))
    assert set(codes(tmp_path / "x.xml")) <= {"R110", "R006", "R017"}


def test_message_of_very_many_parts(tmp_path: Path) -> None:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    head = samples.mail("").replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b")
    (tmp_path / "x.eml").write_bytes(head + part * 200_000)
    assert codes(tmp_path / "x.eml") == ["R105"]


def test_message_nested_in_messages(tmp_path: Path) -> None:
    head = b"From: a@example.org\r\nDate: Sat, 05 Mar 2022 14:02:00 +0200\r\nMIME-Version: 1.0\r\n"
    (tmp_path / "x.eml").write_bytes(
        head + (b"Content-Type: message/rfc822\r\n\r\n" + head) * 5000 + b"\r\nHe said yes."
    )
    assert codes(tmp_path / "x.eml")[0] in {"R110", "R004", "R006"}


def test_a_web_archive_with_a_packed_bomb_in_a_page(tmp_path: Path) -> None:
    pages = {"https://example.org/a": bomb(64)}
    (tmp_path / "x.warc").write_bytes(samples.warc(pages, encoding="gzip"))
    assert codes(tmp_path / "x.warc") == ["R101"]


def test_a_line_too_long_for_a_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"id,text\na," + b"word " * 100_000 + b"\nb,He said yes.\n")
    assert codes(tmp_path / "x.csv", Limits(document_bytes=100_000)) == ["R109"]


def test_a_quotation_mark_that_is_never_closed_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b'id,text\na,"' + b"word word\n" * 50_000)
    assert codes(tmp_path / "x.csv", Limits(document_bytes=100_000)) == ["R109"]


def test_a_number_of_a_million_digits_and_a_row_of_empty_lists(tmp_path: Path) -> None:
    rows = b'{"id": "a", "text": "He said yes.", "n": ' + b"9" * 1_000_000 + b"}\n"
    (tmp_path / "x.jsonl").write_bytes(
        rows + b'{"id": "b", "text": "She said no.", "x": [' + b"[]," * 3_000_000 + b"0]}\n"
    )
    assert codes(tmp_path / "x.jsonl")[0] == "R007"
    assert codes(tmp_path / "x.jsonl")[1] in {"read", "R108"}


def test_more_records_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(samples.jsonl() * 20)
    assert codes(tmp_path / "x.jsonl", Limits(records=10))[-1] == "R105"


def hang(path: Path) -> Source:
    return Source(path=str(path), open=lambda: io.BytesIO(b"x"))


def test_a_reader_that_computes_forever_is_ended_and_the_next_document_is_read(tmp_path: Path) -> None:
    limits = Limits(seconds=1)
    # A page that takes long: its extraction is ended by the limit on processor time.
    (tmp_path / "slow.html").write_bytes(samples.page([f"<b>w{n}</b> " * 40 for n in range(6000)]))
    (tmp_path / "then.html").write_bytes(samples.page())
    found = codes(tmp_path, limits)
    assert found[0] in {"R107", "R108"}, "by time or by memory, whichever comes first on this machine"
    assert found[1] == "read"


def test_a_reader_that_does_not_exist_is_a_failure_not_an_exception() -> None:
    with pytest.raises(Refused) as refusal:
        list(apart("no_such_reader", hang(Path("x")), Limits()))
    assert refusal.value.reason.code == "R014"


def test_every_reason_says_what_to_do() -> None:
    assert len(REASONS) > 20
    for code, reason in REASONS.items():
        assert code == reason.code and reason.meaning and reason.advice
        assert not reason.meaning.endswith(".") and not reason.advice.endswith(".")
        assert decode(reason.failure("a\u202eb\x00", "\ud800").message.encode()).replaced == 0
