"""Rows made by hand: a small record that is easy to check."""

from __future__ import annotations

from reportedly.model import Actor, Article, ArticleRecord, Figure, Role, Statement, stable_id

TEXT = "Envoy Lena Ortal told reporters the corridor would open. At least 12 people were hurt, she said."


def record(article_id: str = "a", text: str = TEXT, speaker: str = "Lena Ortal", **facts: str) -> ArticleRecord:
    """One article with a statement, a figure and an actor."""
    actor = Actor(
        id=stable_id("actor", speaker),
        name=speaker,
        kind="person",
        roles=(Role(title="envoy", evidence=f"{article_id}:0-5"),),
    )
    said = Statement(
        id=stable_id("statement", article_id, 32),
        article_id=article_id,
        speaker_id=actor.id,
        speaker=speaker,
        speaker_kind="person",
        source=((0, 16),),
        cue=((17, 21),),
        content=((32, 55),),
        quote_type="indirect",
        act="assert",
    )
    hurt = Figure(
        id=stable_id("figure", article_id, 57),
        article_id=article_id,
        span=((57, 85),),
        voice=speaker,
        quantity="injured",
        low=12.0,
        modifier="at_least",
    )
    article = Article(id=article_id, text=text, input_hash="0" * 32, source_path=f"{article_id}.txt", **facts)  # type: ignore[arg-type]
    return ArticleRecord(article=article, statements=(said,), records=(hurt,), actors=(actor,))
