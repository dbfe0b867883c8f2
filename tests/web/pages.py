"""What the tests of the pages share: a small record, and a parser that checks nesting and keeps what it meets."""

from __future__ import annotations

from html.parser import HTMLParser

from reportedly.model import (
    Accusation,
    Actor,
    Article,
    ArticleRecord,
    Ceasefire,
    Corridor,
    Denial,
    Figure,
    Position,
    Role,
    Round,
    Span,
    Spans,
    Statement,
    When,
)

VOID = frozenset(("meta", "input", "br", "hr", "img", "link"))
TEXT = (
    "Ministry denies attack\n\nThe ministry “did not fire”, Colonel Ana Reyes said on Monday, “on anyone”.\n"
    "She said that the mayor had called the shelling a crime. At least 40 people were killed, the mayor said.\n\n"
    "Leave a Reply"
)


def at(text: str, words: str, nth: int = 0) -> Span:
    """Return where ``words`` stand in ``text`` for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def statement(identifier: str, content: Spans, **fields: object) -> Statement:
    """Return a statement of Ana Reyes with ``fields`` put in the place of the usual ones."""
    usual: dict[str, object] = {
        "article_id": "border-post",
        "speaker_id": "actor-reyes",
        "speaker": "Ana Reyes",
        "speaker_kind": "person",
        "source": (),
        "cue": (),
        "quote_type": "direct",
        "act": "deny",
    }
    return Statement(id=identifier, content=content, **{**usual, **fields})  # type: ignore[arg-type]


def record() -> ArticleRecord:
    """Return an article with an interrupted quote, a statement within a statement, and rows of several kinds."""
    article = Article(
        id="border-post",
        text=TEXT,
        outlet="Border Post",
        agency=("Northern Wire",),
        published="2019-05-06",
        published_basis="metadata",
        url="https://example.org/a?b=1&c=2",
        boilerplate=(at(TEXT, "Leave a Reply"),),
        text_quality="machine_translated",
        input_hash="00ff",
    )
    direct = statement(
        "statement-1",
        (at(TEXT, "“did not fire”"), at(TEXT, "“on anyone”")),
        source=(at(TEXT, "Colonel Ana Reyes"),),
        cue=(at(TEXT, "said"),),
        said_at=When(start="2019-05-06", end="2019-05-06", text="on Monday", basis="relative"),
        medium="a briefing",
        speaker_basis="name_with_role",
    )
    outer = statement(
        "statement-2",
        (at(TEXT, "that the mayor had called the shelling a crime"),),
        source=(at(TEXT, "She"),),
        cue=(at(TEXT, "said", 1),),
        quote_type="indirect",
        act="assert",
    )
    inner = statement(
        "statement-3",
        (at(TEXT, "the shelling a crime"),),
        source=(at(TEXT, "the mayor"),),
        cue=(at(TEXT, "called"),),
        speaker=None,
        speaker_id=None,
        speaker_kind="unnamed",
        speaker_basis="no_name_in_article",
        act="accuse",
        quote_type="indirect",
        nested_in="statement-2",
    )
    crime = Accusation(
        id="record-1",
        article_id="border-post",
        span=(at(TEXT, "the mayor had called the shelling a crime"),),
        voice="the mayor",
        statement_id="statement-3",
        accuser="the mayor",
        accused="the ministry",
        deed="shelling",
        answered_by="denial",
    )
    records = (
        crime,
        Denial(
            id="record-2",
            article_id="border-post",
            span=(at(TEXT, "did not fire"),),
            voice="Ana Reyes",
            denier="Ana Reyes",
            of="shelling",
            accusation_id="record-1",
        ),
        Figure(
            id="record-3",
            article_id="border-post",
            span=(at(TEXT, "At least 40 people were killed"),),
            voice="the mayor",
            quantity="killed",
            value=40,
            modifier="at_least",
            unit="people",
            claimant="the mayor",
        ),
        Round(id="record-4", article_id="border-post", span=((0, 8),), date="2019-05-01", ordinal=2, status="held"),
        Ceasefire(id="record-5", article_id="border-post", span=((0, 8),), start="2019-05-03", status="announced"),
        Corridor(id="record-6", article_id="border-post", span=((0, 8),), status="blocked"),
        Position(id="record-7", article_id="border-post", span=((9, 15),), holder="the ministry", issue="ceasefire"),
    )
    reyes = Actor(
        id="actor-reyes",
        name="Ana Reyes",
        kind="person",
        side="the ministry",
        roles=(Role(title="Colonel", evidence="border-post:40-47"),),
        aliases=("Colonel Reyes",),
    )
    return ArticleRecord(article=article, statements=(direct, outer, inner), records=records, actors=(reyes,))


class Page(HTMLParser):
    """A parsed page: raises on markup that does not nest; keeps identifiers, links, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.readers: list[str] = []
        self._reader_depth: int | None = None
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))  # as a browser reads line ends
        self.close()
        assert self.stack == [], f"never closed: {self.stack}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice: {tag} {attrs}"
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            assert "a" not in self.stack, "a link within a link"
            self.hrefs.append(str(values["href"]))
        if tag == "p":
            assert "p" not in self.stack, "a paragraph within a paragraph"
        if tag not in VOID:
            self.stack.append(tag)
        if values.get("class") == "text":
            self._reader_depth = len(self.stack)
            self.readers.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack and self.stack[-1] == tag, f"</{tag}> closes {self.stack[-3:]}"
        if self._reader_depth == len(self.stack):
            self._reader_depth = None
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._reader_depth is not None:
            self.readers[-1] += data
