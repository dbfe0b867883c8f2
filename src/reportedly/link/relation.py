"""What one article did with another's text, and which of the two came first."""

from __future__ import annotations

from typing import Literal

from rapidfuzz.distance import LCSseq

from reportedly.link.proof import Comparison, Prepared
from reportedly.link.sketch import Sketch, earlier

Relation = Literal["identical", "reprint", "edited", "spun", "translated", "shared_quote"]

VERBATIM = 0.9
"""Share of a sentence's words, in order, from which it counts as taken over unchanged."""
REPRINTED = 0.9
"""Share of unchanged sentences, and of the article they make up, from which it is a reprint."""
STRAIGHT = 0.985
"""Share of the common words of changed sentences that keep their order: above it words were exchanged in
place (spinners tried: 0.99 and more), below it the sentences were built anew (translations tried: 0.92 to
0.99)."""
SHARED_QUOTE = 0.5
"""Share of quoted sentences found in the other article from which the two are said to share a quote."""
MACHINE = ("machine_spun", "machine_translated")


def relation(derived: Prepared, original: Prepared, found: Comparison) -> Relation:
    """Return what ``derived`` did with the text of ``original``; ``found.a`` is ``derived``.

    Unchanged sentences make a reprint (or the identical text); where words were exchanged in place the text
    was spun, where the order of words changed as well it went through another language; between these lies
    ordinary editing.
    """
    kept, order = _kept_words(derived, original, found)
    unchanged = sum(share >= VERBATIM for share in kept) / max(len(kept), 1)
    if unchanged >= 0.98 and min(found.share_a, found.share_b) >= 0.98:
        return "identical"
    if unchanged >= REPRINTED and found.share_a >= REPRINTED and found.in_order >= REPRINTED:
        return "reprint"
    machine = derived.sketch.quality in MACHINE
    if unchanged >= (0.75 if machine else 0.25):
        return "edited"
    changed = [straight for share, straight in zip(kept, order, strict=True) if share < VERBATIM]
    return "spun" if sum(changed) >= STRAIGHT * len(changed) else "translated"


def _kept_words(derived: Prepared, original: Prepared, found: Comparison) -> tuple[list[float], list[float]]:
    """Return for each link the share of words kept in order, and the share of common words that are in
    order."""
    kept, order = [], []
    for i, j, _ in found.links:
        left, right = derived.sketch.words(i), original.sketch.words(j)
        ordered = LCSseq.similarity(left, right)
        counts: dict[int, int] = {}
        for word in right:
            counts[word] = counts.get(word, 0) + 1
        common = 0
        for word in left:
            if counts.get(word, 0) > 0:
                counts[word] -= 1
                common += 1
        kept.append(2 * ordered / (len(left) + len(right)))
        order.append(ordered / max(common, 1))
    return kept, order


def shares_quote(found: Comparison) -> bool:
    """Return whether two articles carry the same quotations, whatever else they say."""
    return found.quoted_share >= SHARED_QUOTE


def precedence(a: Sketch, b: Sketch, share_a: float, share_b: float, strange_a: float, strange_b: float) -> float:
    """Return how much speaks for ``a`` being the origin of ``b`` (above 0) or the reverse (below 0).

    In this order of strength: one credits the other's outlet; one was published on an earlier day; one is
    machine-made; one's text is contained in the other's, which holds more; one has words that are seen
    nowhere else; an earlier hour. ``share_a`` is the share of a's text found in b, ``strange_a`` a's share of
    unknown words.
    """
    votes = 16.0 * (credits(b, a) - credits(a, b))
    if a.day != b.day:
        votes += 8.0 * earlier(a, b)
    else:
        votes += 4.0 * earlier(a, b)
    votes += 6.0 * ((b.quality in MACHINE) - (a.quality in MACHINE))
    votes += 2.0 * max(-1.0, min(1.0, (share_b - share_a) * 4))
    votes += 3.0 * max(-1.0, min(1.0, (strange_b - strange_a) * 25))
    return votes


def credits(one: Sketch, other: Sketch) -> bool:
    """Return whether ``one`` says it has its text from ``other``'s outlet."""
    if not other.outlet:
        return False
    outlet = other.outlet.casefold()
    named = [*one.agency, *([one.carried_from] if one.carried_from else [])]
    return (one.outlet or "").casefold() != outlet and any(each.casefold() == outlet for each in named)
