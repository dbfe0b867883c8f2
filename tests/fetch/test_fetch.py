"""Fetching, against a hostile server on loopback: nothing outside it is ever asked."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.fetch import Fetched, FetchLimits, Network, fetch
from reportedly.fetch.address import is_public, parse
from reportedly.fetch.robots import parse_robots
from reportedly.model import Article, Failure
from reportedly.read import read
from reportedly.read.reasons import Refused

PARAGRAPH = "The two delegations will meet again on Thursday, the foreign ministry said in a statement to reporters."
PAGE = "<!doctype html><html><head><title>Talks</title></head><body><article><h1>Talks</h1>" + f"<p>{PARAGRAPH}</p>" * 4
FEED = "<rss version='2.0'><channel><title>T</title>{}</channel></rss>"
PUBLIC, PRIVATE = "93.184.215.14", "192.168.1.1"
INSIDE = "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1".split()  # noqa: SIM905
INSIDE += "255.255.255.255 ::1 fe80::1 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ::".split()  # noqa: SIM905
LIMITS = FetchLimits(seconds=1.5, body_bytes=300_000, delay=0.0)


def answer(body: str | bytes, status: str = "200 OK", kind: str = "text/html", **headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": kind, "Content-Length": str(len(data))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + data


def redirect(to: str) -> bytes:
    return answer("", "302 Found", Location=to)


class Hostile(socketserver.BaseRequestHandler):
    """Answers by path; some paths never end."""

    answers: dict[str, bytes]
    asked: list[tuple[str, str]]
    stop: threading.Event

    def handle(self) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (piece := self.request.recv(4096)):
            head += piece
        path = head.split(b" ")[1].decode() if b" " in head else ""
        self.asked.append((path, head.decode("latin-1")))
        with contextlib.suppress(OSError):  # the other side hangs up, as it should
            self.reply(path, head)

    def reply(self, path: str, head: bytes) -> None:
        if path == "/endless":
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not self.stop.is_set():
                self.request.sendall(b"<p>word</p>" * 5000)
        elif path == "/endless-head":
            self.request.sendall(b"HTTP/1.1 200 OK\r\n")
            while not self.stop.is_set():
                self.request.sendall(b"X-More: " + b"a" * 8000)
        elif path in {"/drip", "/drip-head"}:
            if path == "/drip":
                self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not self.stop.wait(0.05):
                self.request.sendall(b"a")
        elif path == "/silent":
            self.stop.wait(10)
        elif path == "/changing" and b'If-None-Match: "one"' in head:
            self.request.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            self.request.sendall(self.answers.get(path, answer("gone", "404 Not Found")))


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class World:
    """A server, and a network in which every name leads to it: what is asked of the network is kept."""

    def __init__(self, server: Server, handler: type[Hostile]) -> None:
        self.port = server.server_address[1]
        self.answers, self.asked = handler.answers, handler.asked
        self.names: dict[str, list[list[str]]] = {}
        self.connected: list[str] = []
        self.slept: list[float] = []

    def resolve(self, host: str) -> list[str]:
        """Give a host's answers one after another, the last for ever."""
        answers = self.names.setdefault(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, number: str, port: int, timeout: float) -> socket.socket:
        self.connected.append(number)
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def network(self, **changes: object) -> Network:
        return Network(resolve=self.resolve, connect=self.connect, sleep=self.slept.append, **changes)  # type: ignore[arg-type]

    def fetch(self, folder: Path, *urls: str, limits: FetchLimits = LIMITS) -> list[Fetched | Failure]:
        return list(fetch(urls, folder, limits=limits, network=self.network()))

    def code(self, folder: Path, url: str) -> str:
        (found,) = self.fetch(folder, url)
        assert isinstance(found, Failure), found
        assert found.stage == "fetch"
        return found.code


@pytest.fixture
def world() -> Iterator[World]:
    handler = type("Handler", (Hostile,), {"answers": {}, "asked": [], "stop": threading.Event()})
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield World(server, handler)
        handler.stop.set()
        server.shutdown()


def test_a_page_is_kept_and_a_build_reads_it(world: World, tmp_path: Path) -> None:
    world.answers["/a"] = answer(PAGE)
    (found,) = world.fetch(tmp_path, "http://news.example/a#comments")
    assert isinstance(found, Fetched) and found.kept
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.text == "\n\n".join([PARAGRAPH] * 4) or article.text.count(PARAGRAPH) >= 1
    assert article.url == "http://news.example/a"


def test_packed_and_chunked_answers(world: World, tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    world.answers["/a"] = head + chunked
    assert isinstance(world.fetch(tmp_path, "http://news.example/a")[0], Fetched)
    (article,) = read([tmp_path])
    assert isinstance(article, Article) and PARAGRAPH in article.text


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "gopher://news.example/_x",
        "http://user:word@news.example/",
        "http:///a",
        "http://news.example:99999/",
        "http://news.example/a\r\nHost: other",
        "javascript:alert(1)",
        "no/such/file.txt",
    ],
)
def test_addresses_that_are_not_fetched(world: World, tmp_path: Path, url: str) -> None:
    assert world.code(tmp_path, url) == "R201"
    assert not world.connected


@pytest.mark.parametrize(
    "number",
    INSIDE,
)
def test_hosts_that_are_not_public_are_refused_before_any_connection(world: World, tmp_path: Path, number: str) -> None:
    world.names["inside.example"] = [[number]]
    assert world.code(tmp_path, "http://inside.example/") == "R203"
    assert not world.connected and not is_public(number)


def test_one_private_address_among_public_ones_is_enough_to_refuse(world: World, tmp_path: Path) -> None:
    world.names["both.example"] = [[PUBLIC, PRIVATE]]
    assert world.code(tmp_path, "http://both.example/") == "R203"
    assert not world.connected


def test_private_hosts_where_they_are_allowed(world: World, tmp_path: Path) -> None:
    world.answers["/a"] = answer(PAGE)
    world.names["inside.example"] = [[PRIVATE]]
    (found,) = fetch(["http://inside.example/a"], tmp_path, limits=LIMITS, network=world.network(allow_private=True))
    assert isinstance(found, Fetched)


@pytest.mark.parametrize(
    "target", ["http://inside.example/", "http://127.0.0.1/", "//169.254.169.254/latest/meta-data", "http://[::1]:80/"]
)
def test_a_redirect_to_a_private_address_is_refused(world: World, tmp_path: Path, target: str) -> None:
    world.names |= {"inside.example": [[PRIVATE]], "127.0.0.1": [["127.0.0.1"]], "::1": [["::1"]]}
    world.names["169.254.169.254"] = [["169.254.169.254"]]
    world.answers["/a"] = redirect(target)
    assert world.code(tmp_path, "http://news.example/a") == "R203"
    assert set(world.connected) == {PUBLIC}


def test_a_redirect_to_a_file_is_refused(world: World, tmp_path: Path) -> None:
    world.answers["/a"] = redirect("file:///etc/passwd")
    assert world.code(tmp_path, "http://news.example/a") == "R201"


def test_a_name_that_changes_its_answer_is_connected_only_where_it_was_checked(world: World, tmp_path: Path) -> None:
    world.answers["/a"] = answer(PAGE)
    # robots.txt, then the page: each is resolved once, and that answer is checked and used.
    world.names["rebind.example"] = [[PUBLIC], [PRIVATE]]
    assert world.code(tmp_path, "http://rebind.example/a") == "R203"
    assert world.connected == [PUBLIC]


def test_redirects_that_go_round(world: World, tmp_path: Path) -> None:
    world.answers |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert world.code(tmp_path, "http://news.example/a") == "R205"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/endless", "R208"),
        ("/endless-head", "R211"),
        ("/drip", "R207"),
        ("/drip-head", "R207"),
        ("/silent", "R207"),
        ("/broken", "R211"),
        ("/empty", "R211"),
        ("/gone", "R209"),
        ("/picture", "R210"),
        ("/bomb", "R208"),
        ("/length", "R208"),
        ("/cut", "R211"),
        ("/packed-badly", "R211"),
    ],
)
def test_hostile_answers_are_refused_in_time(world: World, tmp_path: Path, path: str, code: str) -> None:
    world.answers |= {
        "/broken": b"\x00\xff\r\n\r\n",
        "/empty": b"",
        "/picture": answer(b"\x89PNG", kind="image/png"),
        "/bomb": answer(gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip"),
        "/length": answer(b"a" * 400_000),
        "/cut": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nabc",
        "/packed-badly": answer(b"\x1f\x8b\x08nonsense", Content_Encoding="gzip"),
    }
    began = time.monotonic()
    assert world.code(tmp_path, f"http://news.example{path}") == code
    assert time.monotonic() - began < 10


def test_markup_ten_thousand_deep_is_fetched_and_refused_by_the_reader(world: World, tmp_path: Path) -> None:
    world.answers["/deep"] = answer("<!doctype html><html><body>" + "<div>" * 10_000 + "word")
    assert isinstance(world.fetch(tmp_path, "http://news.example/deep")[0], Fetched)
    (found,) = read([tmp_path])
    assert isinstance(found, Failure) and found.code == "R110"


def test_robots_are_respected(world: World, tmp_path: Path) -> None:
    world.answers["/robots.txt"] = answer(
        "User-agent: *\nDisallow: /private\nAllow: /private/open\n", kind="text/plain"
    )
    world.answers |= {"/private/a": answer(PAGE), "/private/open/a": answer(PAGE)}
    urls = ["http://news.example/private/a", "http://news.example/private/open/a"]
    first, second = world.fetch(tmp_path, *urls)
    assert isinstance(first, Failure) and first.code == "R206"
    assert isinstance(second, Fetched)
    assert [path for path, _ in world.asked] == ["/robots.txt", "/private/open/a"]


def test_where_robots_cannot_be_had_because_the_host_fails_nothing_is_fetched(world: World, tmp_path: Path) -> None:
    world.answers |= {"/robots.txt": answer("", "503 Service Unavailable"), "/a": answer(PAGE)}
    assert world.code(tmp_path, "http://news.example/a") == "R206"


def test_rules_of_robots() -> None:
    text = "User-agent: other\nDisallow: /\n\nUser-agent: reportedly\nUser-agent: x\n"
    text += "Disallow: /a*b$\nDisallow: /c\nAllow: /c\nCrawl-delay: 7"
    robots = parse_robots(text, "reportedly")
    assert not robots.allows("/a/x/b") and robots.allows("/a/x/b?y") and robots.allows("/c/d") and robots.allows("/")
    assert robots.delay == 7
    # Many stars cost no more than few: matching goes through the path once.
    assert parse_robots("User-agent: *\nDisallow: /" + "*a" * 5000 + "b", "reportedly").allows("/" + "a" * 10_000)


def test_requests_to_one_host_are_spaced(world: World, tmp_path: Path) -> None:
    world.answers |= {"/a": answer(PAGE), "/b": answer(PAGE + "b")}
    limits = FetchLimits(seconds=5, delay=60.0)
    world.fetch(tmp_path, "http://news.example/a", "http://news.example/b", limits=limits)
    assert len(world.slept) == 2 and all(50 < each <= 60 for each in world.slept)


def test_what_has_not_changed_is_not_fetched_twice(world: World, tmp_path: Path) -> None:
    world.answers["/changing"] = answer(PAGE, ETag='"one"')
    (first,) = world.fetch(tmp_path, "http://news.example/changing")
    (second,) = world.fetch(tmp_path, "http://news.example/changing")
    assert isinstance(first, Fetched) and first.kept
    assert isinstance(second, Fetched) and not second.kept
    assert len(list(tmp_path.glob("*.warc.gz"))) == 1


def test_a_feed_stands_for_its_pages_and_a_file_for_its_lines(world: World, tmp_path: Path) -> None:
    links = "".join(f"<item><title>{name}</title><link>http://news.example/{name}</link></item>" for name in "ab")
    world.answers |= {"/feed": answer(FEED.format(links), kind="application/rss+xml")}
    world.answers |= {"/a": answer(PAGE), "/b": answer(PAGE.replace("Thursday", "Friday"))}
    given = tmp_path / "given.txt"
    given.write_text("# feeds\nhttp://news.example/feed\n\nhttp://news.example/a\n")
    found = world.fetch(tmp_path / "out", str(given))
    assert [each.url for each in found if isinstance(each, Fetched)] == [
        "http://news.example/a",
        "http://news.example/b",
    ]
    assert len([each for each in read([tmp_path / "out"]) if isinstance(each, Article)]) == 2


def test_an_archive_is_whole_after_each_page_and_a_broken_state_is_no_end(world: World, tmp_path: Path) -> None:
    world.answers |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    (tmp_path / ".fetched.json").write_text("{broken")
    running = fetch(
        ["http://news.example/a", "http://news.example/b"], tmp_path, limits=LIMITS, network=world.network()
    )
    next(running)
    assert isinstance(next(iter(read([tmp_path]))), Article)
    assert "http://news.example/a" in json.loads((tmp_path / ".fetched.json").read_text())
    running.close()  # type: ignore[attr-defined]


def test_an_address_in_parts() -> None:
    found = parse("HTTPS://Münze.example:8443/ä b?q=ü#x".replace(" ", "%20"))
    assert found.url == "https://xn--mnze-0ra.example:8443/%C3%A4%20b?q=%C3%BC"
    with pytest.raises(Refused):
        parse("http://[::1")
