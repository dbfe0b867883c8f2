"""How well who-said-what was found: spans, links and speakers of statements against gold.

Found and gold statements are paired one to one, highest Jaccard of their content's words first.

``exact`` equal contents; ``partial`` Jaccard at least one half; ``linked`` partial, and the same for the source where
the gold has one; ``speaker`` partial, and the resolved name is right; ``who-said`` free of segmentation, over pairs of
(word of the content, speaker): which words are put into whose mouth; ``seg_*`` contiguous pieces with equal bounds,
punctuation counted; ``act`` among the partial pairs. A gold statement marked ``optional`` was seen by one
of two coders:
finding it is no error, missing it neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportedly.evaluate.names import same_name
from reportedly.evaluate.words import WORD_OR_MARK, Text, Words, jaccard, pairs, precision_recall

Row = Mapping[str, Any]
LAYERS = ("source", "cue", "content")


def measure_statements(gold: Iterable[Row], found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Give the lines of the measure. ``found`` holds each article's statements under its id."""
    counts: Counter[str] = Counter()
    for document in gold:
        _count(counts, document, found.get(document["id"], ()))
    for name in ("exact", "partial", "linked"):
        yield f"{name:10} {precision_recall(counts[name], counts['found'], counts['gold'])}"
    if counts["named"]:
        yield f"{'speaker':10} {precision_recall(counts['speaker'], counts['found'], counts['named'])}"
        said = precision_recall(counts["said right"], counts["said found"], counts["said gold"])
        yield f"{'who-said':10} {said}"
    for layer in LAYERS:
        right, among, wanted = (counts[f"{layer} {each}"] for each in ("right", "found", "gold"))
        yield f"{'seg_' + layer:12} {precision_recall(right, among, wanted)}"
    if counts["acts"]:
        yield f"{'act':10} {100 * counts['act'] / counts['acts']:.1f} of {counts['acts']} matched"


def _count(counts: Counter[str], document: Row, found: Sequence[Row]) -> None:
    text, gold = Text(document["text"]), document["attributions"]
    wanted = [text.under(each["content"]) for each in gold]
    given = [text.under(each["content"]) for each in found]
    chosen = pairs((jaccard(p, g), i, j) for i, p in enumerate(given) for j, g in enumerate(wanted) if p & g)
    spared = {i for _, i, j in chosen if gold[j].get("optional")}
    counting = [i for i in range(len(found)) if i not in spared]
    required = [j for j in range(len(gold)) if not gold[j].get("optional")]
    counts["gold"] += len(required)
    counts["found"] += len(counting)
    counts["named"] += sum(bool(gold[j].get("speaker")) for j in required)
    _count_pieces(counts, document["text"], [gold[j] for j in required], [found[i] for i in counting])
    _count_said(counts, [(wanted[j], gold[j]) for j in required], [(given[i], found[i]) for i in counting])
    for overlap, i, j in chosen:
        if i not in spared:
            counts["exact"] += given[i] == wanted[j]
            if overlap >= 0.5:
                _count_pair(counts, text, gold[j], found[i])


def _count_pair(counts: Counter[str], text: Text, gold: Row, found: Row) -> None:
    """Count what is right about a pair whose contents agree."""
    source = text.under(gold.get("source"))
    counts["partial"] += 1
    counts["linked"] += not source or jaccard(text.under(found.get("source")), source) >= 0.5
    if gold.get("speaker"):
        counts["speaker"] += same_name(found.get("speaker"), gold["speaker"])
    if gold.get("act"):
        counts["acts"] += 1
        counts["act"] += found.get("act") == gold["act"]


def _count_pieces(counts: Counter[str], text: str, gold: Sequence[Row], found: Sequence[Row]) -> None:
    marks = Text(text, WORD_OR_MARK)
    for layer in LAYERS:
        wanted, given = (
            {marks.under([piece]) for row in rows for piece in row.get(layer) or ()} for rows in (gold, found)
        )
        counts[f"{layer} gold"] += len(wanted)
        counts[f"{layer} found"] += len(given)
        counts[f"{layer} right"] += len(wanted & given)


def _count_said(counts: Counter[str], gold: Sequence[tuple[Words, Row]], found: Sequence[tuple[Words, Row]]) -> None:
    """Each word of the gold takes up at most one found speaker of that word."""
    speakers: defaultdict[int, list[str | None]] = defaultdict(list)
    for words, row in found:
        counts["said found"] += len(words)
        for word in words:
            speakers[word].append(row.get("speaker"))
    for words, row in gold:
        counts["said gold"] += len(words)
        name = row.get("speaker")
        for word in words:
            at = speakers[word]
            match = next((k for k, each in enumerate(at) if not name or same_name(each, name)), None)
            if match is not None:
                del at[match]
                counts["said right"] += 1
