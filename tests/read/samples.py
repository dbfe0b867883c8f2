"""Small inputs of every kind, made here, with one story in each."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PARAGRAPHS = (
    "The two delegations will meet in the lakeside town on Thursday, the foreign ministry said in a statement.",
    "“We are ready to listen, and we expect the other side to be ready too,” the chief negotiator told reporters at "
    "the airport before he left for the talks, which were put off twice last month.",
    "A spokeswoman for the mediators said that a ceasefire of ten days was on the table, but that neither side had "
    "agreed to the terms under which monitors would be let into the area.",
    "Officials of both parties declined to comment on reports that prisoners could be exchanged before the meeting.",
)
STORY = "\n\n".join(PARAGRAPHS)
TITLE = "Delegations to meet at the lake"


def page(paragraphs: Iterable[str] = PARAGRAPHS, head: str = "", around: str = "") -> bytes:
    """A news page with a menu, a box of related stories, a share bar and comments."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE} | Example Post</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
        f"<article><h1>{TITLE}</h1>{body}{around}</article>"
        "<div class='related-posts'><p>Ten gardens that you have to see before the end of the summer</p></div>"
        "<div id='comments'><p>First! I do not believe a word of what they say in this article.</p></div>"
        "<footer><p>Copyright Example Post. All rights reserved.</p></footer></body></html>"
    ).encode()


def jsonl(*rows: dict[str, object]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in rows or ({"id": "row", "text": STORY},))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return made.getvalue()


def docx(paragraphs: Iterable[str] = PARAGRAPHS, before: str = "") -> bytes:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    main = f"<?xml version='1.0' encoding='UTF-8'?>{before}<w:document xmlns:w='{words}'>"
    main += f"<w:body>{body}</w:body></w:document>"
    core = (
        "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{TITLE}</dc:title></cp:coreProperties>"
    )
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": main.encode(), "docProps/core.xml": core.encode()}
    return zipped(parts)


def pdf(lines: Iterable[str] = ("The mediators said that the talks will go on.", "Both sides agreed.")) -> bytes:
    shown = " ".join(f"({each}) Tj 0 -20 Td" for each in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % each for each in places)
    return made + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def mail(body: str = STORY, kind: str = "plain") -> bytes:
    return (
        "From: Press Office <press@example.org>\r\nTo: list@example.org\r\nSubject: =?utf-8?q?Delegations_to_meet?=\r\n"
        "Date: Sat, 05 Mar 2022 14:02:00 +0200\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"
    ).encode()


def rss(entries: str | None = None) -> bytes:
    body = "".join(f"&lt;p&gt;{each}&lt;/p&gt;" for each in PARAGRAPHS)
    entry = (
        f"<item><title>{TITLE}</title><link>https://example.org/a</link>"
        f"<pubDate>Sat, 05 Mar 2022 14:02:00 GMT</pubDate><content:encoded>{body}</content:encoded></item>"
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Example Post</title>"
        f"<language>en-gb</language>{entries if entries is not None else entry}</channel></rss>"
    ).encode()


def atom() -> bytes:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Example Post</title><entry>"
        f"<title>{TITLE}</title><link rel='alternate' href='https://example.org/a'/><id>tag:example.org,2022:a</id>"
        "<published>2022-03-05T14:02:00Z</published><author><name>Ann Example</name></author>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{body}</div></content></entry></feed>"
    ).encode()


def ninjs() -> bytes:
    item = {
        "uri": "urn:example:a1",
        "guid": "a1",
        "headline": TITLE,
        "byline": "Ann Example",
        "firstcreated": "2022-03-05T14:02:00Z",
        "versioncreated": "2022-03-05T15:00:00Z",
        "language": "en",
        "copyrightholder": "Example Agency",
        "body_html": "".join(f"<p>{each}</p>" for each in PARAGRAPHS),
    }
    return json.dumps(item, indent=1).encode()


def csv_table() -> bytes:
    quoted = STORY.replace('"', '""')
    return f'id,date,publisher,text\r\nc1,2022-03-05,Example Post,"{quoted}"\r\nc2,,,"He said no."\r\n'.encode()


def warc(pages: dict[str, bytes], packed: bool = False, encoding: str | None = None) -> bytes:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for address, data in pages.items():
        fields = [("Content-Type", "text/html; charset=utf-8")]
        if encoding:
            fields.append(("Content-Encoding", encoding))
        answer = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(data), http_headers=answer)
        )
    return made.getvalue()


def every_kind() -> dict[str, bytes]:
    """One input of each kind by a file name without any telling ending."""
    return {
        "text": STORY.encode(),
        "jsonl": jsonl(),
        "html": page(),
        "csv": csv_table(),
        "tsv": b"id\ttext\nt1\tThe envoy said that the talks will go on.\n",
        "ninjs": ninjs(),
        "warc": warc({"https://example.org/a": page()}),
        "rss": rss(),
        "atom": atom(),
        "pdf": pdf(),
        "docx": docx(),
        "mail": mail(),
        "zip": zipped({"a.txt": STORY.encode(), "b.html": page()}),
        "gzip": gzip.compress(STORY.encode(), mtime=0),
        "warc_gz": warc({"https://example.org/a": page()}, packed=True),
        "wacz": zipped(
            {
                "datapackage.json": b"{}",
                "archive/data.warc.gz": warc({"https://example.org/a": page()}, packed=True),
                "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
            }
        ),
    }
