"""Articles written for the tests, with sources marked in the text: ``[[source]]`` and ``{{content}}``, in pairs.

``<<cue>>`` marks the cue of the pair whose content follows it next.
"""

from __future__ import annotations

import re
from typing import cast as typed

from reportedly.annotate import syntax
from reportedly.annotate.cast import Cast, cast_and_speakers
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.model import Article, QuoteType, Span, Spans

_MARK = re.compile(r"\[\[|\]\]|\{\{|\}\}|<<|>>")


def read(
    marked: str, *, published: str | None = "2022-03-05", outlet: str | None = None, dateline: str | None = None
) -> tuple[Cast, tuple[Speaker, ...]]:
    """Return cast and speakers of a marked text.

    ``[[he]]`` is a source; the ``{{words}}`` nearest to it, within its line, are what it says. ``[[]]`` stands for a source
    that is left out: its content follows.
    """
    text, sources, contents, cues, begin, last = "", [], [], {}, 0, 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match.group() in ("[[", "{{", "<<"):
            begin = len(text)
        elif match.group() == ">>":
            cues[len(contents)] = ((begin, len(text)),)
        else:
            (sources if match.group() == "]]" else contents).append((begin, len(text)))
    text += marked[last:]
    assert len(sources) == len(contents), "each source has its content"
    pairs = enumerate(zip(sources, contents, strict=True))
    attributions = tuple(_attribution(text, s, c, cues.get(i, ())) for i, (s, c) in pairs)
    article = Article(id="a", text=text, published=published, outlet=outlet, dateline_place=dateline)
    return cast_and_speakers(Layers(article=article, doc=syntax.parse(text), attributions=attributions))


def _attribution(text: str, source: Span, content: Span, cue: Spans) -> Attribution:
    words = text[content[0] : content[1]]
    kind = "direct" if words[:1] in '“"' else "mixed" if "“" in words else "indirect"
    return Attribution(
        source=(source,) if source[0] < source[1] else (),
        cue=cue,
        content=(content,),
        quote_type=typed(QuoteType, kind),
        headline="\n" in text and content[1] <= text.index("\n"),
    )


def names(marked: str, **traits: str | None) -> list[str | None]:
    """Return only the names of the speakers."""
    return [each.name for each in read(marked, **traits)[1]]
