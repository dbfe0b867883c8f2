"""What the model sees: words, their form, their place in the tree, and windows that own every word once."""

import numpy as np

from reportedly.annotate import syntax
from reportedly.annotate.attribution import features
from reportedly.annotate.attribution.features import DEPENDENCY_IDS, N_DEPENDENCIES, Tree


def read(text: str) -> features.Words:
    return features.read(text, Tree.of(syntax.parse(text)))


def test_words_are_runs_of_letters_or_single_marks_with_their_offsets() -> None:
    text = "“We won’t sign,” he said."
    words = read(text)
    shown = [text[s:e] for s, e in zip(words.start, words.end, strict=True)]
    assert shown == ["“", "We", "won", "’", "t", "sign", ",", "”", "he", "said", "."]


def test_a_missing_closing_mark_spoils_its_own_paragraph_only() -> None:
    words = features.read('"We left at dawn, she said.\nHe said "never" twice.', None)
    quotes = words.features[:, 2].tolist()
    assert quotes[:9] == [2, 4, 4, 4, 4, 4, 4, 4, 4]
    assert quotes[9:] == [0, 0, 2, 1, 3, 0, 0]


def test_branches_tell_the_subject_from_the_clause() -> None:
    text = "The envoy said that talks had failed. Nobody left."
    words = read(text)
    subject, clause = (6 + DEPENDENCY_IDS[label] for label in ("nsubj", "ccomp"))
    assert features.branches(words, (2, 3), (0, len(words))).tolist()[:7] == [subject, subject, 3] + [clause] * 4
    assert features.branches(words, (2, 3), (0, len(words))).tolist()[-3:] == [2, 2, 2]


def test_branches_seen_from_a_nested_cue_name_the_governor() -> None:
    words = read("The envoy said Kyiv had promised to wait.")
    seen = features.branches(words, (4, 6), (0, len(words)))
    assert seen[2] == 4, "said governs promised"
    assert seen[0] == 6 + N_DEPENDENCIES + DEPENDENCY_IDS["nsubj"], "its subject hangs on that governor"


def test_nothing_is_known_without_a_parse() -> None:
    words = features.read("He said no.", None)
    assert not features.branches(words, (1, 2), (0, 4)).any()
    assert words.head.tolist() == [0, 1, 2, 3]


def test_every_word_is_owned_by_one_window() -> None:
    first = np.concatenate([[0], np.cumsum(np.tile([1, 2, 1, 6], 500))])
    cut = features.windows(first, 448, 112)
    owned = [i for _, _, own, own_end in cut for i in range(own, own_end)]
    assert owned == list(range(2000))
    assert all(first[end] - first[start] <= 448 for start, end, _, _ in cut)
    assert all(start <= own and own_end <= end for start, end, own, own_end in cut)


def test_windows_part_at_sentences_where_one_ends_in_the_overlap() -> None:
    first = np.arange(301)
    sentence = np.arange(300) // 23
    cut = features.windows(first, 100, 40, sentence)
    assert all(own_end % 23 == 0 for _, _, _, own_end in cut[:-1])
    assert [own for _, _, own, _ in cut[1:]] == [own_end for _, _, _, own_end in cut[:-1]]
    assert cut[0][2] == 0 and cut[-1][3] == 300
