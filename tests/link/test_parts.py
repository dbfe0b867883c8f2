"""The parts of linking: sentences, standing sentences, linkage, explained words."""

from __future__ import annotations

import numpy as np

from reportedly.link import explain, link_origins
from reportedly.link.background import stem
from reportedly.link.origins import group
from reportedly.link.sketch import Vocabulary, earlier, sentences, sketch
from reportedly.link.stock import standing
from tests.link.texts import HARBOUR, TRANSLATED, article, spun


def test_sentences_end_at_lines_and_stops_but_not_at_abbreviations() -> None:
    text = "Talks resume\nMr. Brandt met Sen. Ojeda. “We wait.” Then the U.S. envoy left!"
    assert [text[start:end] for start, end, _ in sentences(text)] == [
        "Talks resume",
        "Mr. Brandt met Sen. Ojeda.",
        "“We wait.”",
        "Then the U.S. envoy left!",
    ]


def test_words_are_compared_without_endings_case_and_accents() -> None:
    assert stem("Announced") == stem("announces") and stem("Niinistö’s") == stem("Niinisto")
    assert stem("talks") != stem("tanks") and stem("1,400") == "1,400"


def test_time_is_compared_by_the_hour_where_both_have_one() -> None:
    words = Vocabulary()
    early = sketch(article("a", "x", "2022-03-05T07:00:00+03:00"), words)
    late = sketch(article("b", "x", "2022-03-05T05:00:00Z"), words)
    day_only = sketch(article("c", "x", "2022-03-05"), words)
    assert earlier(early, late) == 1 and earlier(late, early) == -1 and earlier(early, day_only) == 0


def test_a_sentence_that_stands_in_unrelated_articles_is_a_standing_one() -> None:
    notice = "This material may not be published, broadcast or redistributed."
    subjects = ["herring quotas", "glacier tours", "opera tickets", "tram drivers", "lottery fraud", "beehive thefts"]
    words = Vocabulary()
    own = [
        f"New rules for {subject}\nOfficials in {subject[::-1].title()} presented {subject} {number}00 times.\n{notice}"
        for number, subject in enumerate(subjects)
    ]
    sketches = [sketch(article(str(number), text), words) for number, text in enumerate(own)]
    held = np.ones(len(words.words), dtype=np.int64)
    flags = standing(sketches, range(len(sketches)), words.weights(held, len(sketches)))
    assert [flag.tolist() for flag in flags.values()] == [[False, False, True]] * 6


def test_a_chain_of_pairs_does_not_join_its_ends() -> None:
    chain = {(0, 1): 0.5, (1, 2): 0.5, (2, 3): 0.5, (0, 2): 0.0, (0, 3): 0.0, (1, 3): 0.0}
    assert group(range(4), chain) == [[0, 1], [2, 3]]


def test_copies_that_share_only_their_original_are_joined_by_it() -> None:
    likeness = {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.02}
    assert group(range(3), likeness) == [[0, 1, 2]]


def test_damaged_words_are_explained_by_the_originals() -> None:
    original = "Both sides agreed to a day-long ceasefire around a series of corridors on Wednesday."
    copy = "Both sides agreed to an afternoon-lengthy ceasefire round a chain of corridors on Wednesday."
    damage = ((copy.index("an afternoon"), copy.index(" ceasefire")),)
    found = explain(copy, original, [((0, len(copy)), (0, len(original)))], damage)
    assert [(each.copy_words, each.original_words, each.damaged) for each in found] == [
        ("an afternoon-lengthy", "a day-long", True),
        ("round", "around", False),
        ("chain", "series", False),
    ]
    assert all(copy[slice(*each.copy)] == each.copy_words for each in found)
    assert all(original[slice(*each.original)] == each.original_words for each in found)


def test_words_left_out_are_explained_at_their_place() -> None:
    original, copy = "He said round 5 million people left.", "He said round million people left."
    (only,) = explain(copy, original, [((0, len(copy)), (0, len(original)))])
    assert (only.copy_words, only.original_words) == ("", "5") and only.copy == (13, 13)


def test_an_edge_of_linking_can_be_explained() -> None:
    copy = spun(HARBOUR)
    found = link_origins([article("a", HARBOUR), article("b", copy), article("c", TRANSLATED)])
    edge = next(edge for origin in found.origins for edge in origin.edges if edge.derived == "b")
    pairs = {(each.copy_words, each.original_words) for each in explain(copy, HARBOUR, edge.aligned)}
    assert {("cash", "money"), ("earlier than", "before"), ("protective", "custody")} <= pairs
