"""A worker without models, for tests of the crew: does what the article's text tells it to."""

from __future__ import annotations

import os
import signal
import sys
import time

from reportedly.model import Article, ArticleRecord, Statement, stable_id
from reportedly.run.stages import Outcome
from reportedly.run.worker import FATAL, READY, receive, send


def work(article: Article) -> Outcome:
    """Give one statement: the whole text."""
    said = Statement(
        id=stable_id("statement", article.id, article.text),
        article_id=article.id,
        speaker_id=None,
        speaker=None,
        speaker_kind=None,
        source=(),
        cue=(),
        content=((0, len(article.text)),),
        quote_type="indirect",
        act="assert",
    )
    return Outcome(found=ArticleRecord(article=article, statements=(said,)), seconds={"annotate": 0.001})


def main() -> None:
    """Answer articles until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    if "--broken" in sys.argv:
        send(answers, (FATAL, "[A001] the language model is not installed"))
        return
    if "--stillborn" in sys.argv:
        sys.exit(7)
    if "--counted" in sys.argv:
        with open(sys.argv[-1], "a+") as starts:
            starts.write("x")
            if starts.tell() in (2, 3):
                sys.exit(7)
    send(answers, (READY, ""))
    while True:
        try:
            article = receive(sys.stdin.buffer)
        except EOFError:
            return
        if "die" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hang" in article.text:
            time.sleep(600)
        if "slow" in article.text:
            time.sleep(0.02)
        send(answers, work(article))


if __name__ == "__main__":
    main()
