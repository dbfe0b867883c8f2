"""One article → its layers."""

from __future__ import annotations

from reportedly.annotate import syntax
from reportedly.annotate.layers import Attribution, Layers, Quotation, Speaker
from reportedly.model import Article

__all__ = ["Attribution", "Layers", "Quotation", "Speaker", "annotate"]


def annotate(article: Article) -> Layers:
    """Return the layers of one article. The article's text is left as it is (law 1)."""
    return Layers(article=article, doc=syntax.parse(article.text))
