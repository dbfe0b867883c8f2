"""Machine-made text is flagged on its own evidence, ordinary text of any origin is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.annotate import syntax
from reportedly.annotate.quality import assess, broken_names, spun_wordings
from tests.link.texts import ELSEWHERE, HARBOUR, SAME_EVENT, spun

NOT_NATIVE = """We will not give up a single street of our town, and I want everyone who listens to us today to know it.
Dear friends, the enemy wanted to frighten us this night. The enemy did not succeed. Thirty-one missiles, and our people went to work.
I am grateful to the doctors of Velin, to the railway workers, to every electrician who restored the light in eleven villages.
Today I spoke with the Prime Minister of Ostland. We agreed on a new package of support and on the treatment of our wounded.
We will rebuild everything, every school, every bridge, every home. And everyone who did this to us will answer for it.
Eternal memory to all who gave their lives. Glory to the people who hold the line tonight."""


@pytest.mark.parametrize("text", [HARBOUR, SAME_EVENT, ELSEWHERE, NOT_NATIVE])
def test_ordinary_text_is_clean(text: str) -> None:
    assert assess(text, None) == ("clean", ())


def test_spun_text_is_flagged_with_its_wordings() -> None:
    text = spun(HARBOUR)
    quality, spans = assess(text, None)
    words = [text[start:end] for start, end in spans]
    assert quality == "machine_spun"
    assert any("now no longer" in each for each in words)


def test_spun_text_is_flagged_without_any_wording_on_the_list() -> None:
    text = """The president of the marriage left the chamber table after the speaking were interrupted by the opposition face.
A spokesman told that the administration had taken no conclusion but might think a inquiry of the whole occasion.
Citizens have been expecting for the effect of the ballot because Sunday, and a few assembled outside the edifice at nighttime.
The rates of fuel rises afresh this hebdomad and shoppers was compelled to wage extra for bread, dairy farm and oil color.
It is the tertiary clip that the two events have sat collectively so as to discover a fashion out of the hard state of affairs.
The manager of the crude company refused to give a commentary at the allegement that he had taken cash in central from builders.
Law of nature courts will hear the suit adjacent month, and the attorney of the family unit anticipate a speedy termination of it.
Nobody was trauma in the fervor, that destruct three storeys of the infirmary and a big component part of the aged repository."""
    quality, spans = assess(text, None)
    assert quality in ("machine_spun", "machine_translated") and spans


def test_translated_text_is_flagged() -> None:
    text = """The president said that not will sign the law what it approved the parliament the Tuesday, because goes against of the constitution.
To his judgement, the deputies has voted in a hurry and without that anybody had read the article fifth, that leaves in hands of the police the permissions.
“No is a question of parties, is a question of rights”, affirmed in front of the journalists, and added that does not have fear of a new vote.
The chief of the opposition answered him that the presidents pass and the laws remain, and that already have the votes that make lack.
In the street, thousands of people of all the ages carried since the seven of the morning signs done to hand and the same cry of always.
The ministry of the interior calculates in four thousand the protesters, number that the organisers finds ridiculous and multiplies by ten.
None of the big unions of the country have wanted to add to the call, although some of his leaders yes that were seen between the public.
It expects that the tribunal gives to know his decision before that it finish the month, and until then all remains in the air."""
    assert assess(text, None)[0] == "machine_translated"


def test_evidence_stands_in_the_text_in_order_and_outside_the_boilerplate() -> None:
    text = "Reply now no longer withinside the u . s . field\n" + spun(HARBOUR)
    masked = ((0, text.index("\n")),)
    _, spans = assess(text, None, masked)
    assert spans == tuple(sorted(spans)) and all(end <= len(text) for _, end in spans)
    assert min(start for start, _ in spans) > masked[0][1]


def test_one_odd_wording_flags_nobody() -> None:
    text = HARBOUR.replace("went back to sea", "got here")
    assert spun_wordings(text)[1] == 1.0 and assess(text, None)[0] == "clean"


def test_names_that_come_out_broken_flag_a_translation() -> None:
    text = ELSEWHERE.replace("Judge Mirela Stancu said", "Judge Stancu, as Stancu is known, said") + (
        "\nJudge Stancu spoke for an hour. Later Stanuc left. Foreign Minister Sergei Lavov and Vladimir Medinsy sent no word."
    )
    quality, spans = assess(text, None)
    assert quality == "machine_translated"
    assert [text[start:end] for start, end in spans] == ["Stanuc", "Lavov", "Medinsy"]


def test_other_transliterations_are_not_broken_names() -> None:
    doc = syntax.parse(
        "President Volodymyr Zelenskiy met Sergey Lavrov. Zelenskyy and Lawrow talked; Petro Poroshenko and Viktor Janukowitsch did not."
    )
    from reportedly.annotate.fluency import read

    assert broken_names(read(doc)) == []


def test_a_text_that_breaks_off_is_truncated() -> None:
    quality, spans = assess(HARBOUR + "\nThe talks will resume when the [...]", None)
    assert quality == "truncated" and len(spans) == 1


@pytest.mark.parametrize("text", ["", " ", "...", "One line only", "a a a a"])
def test_next_to_nothing_is_clean(text: str) -> None:
    assert assess(text, None)[0] == "clean"


@pytest.mark.parametrize(
    ("name", "quality"),
    [("000", "machine_spun"), ("001", "clean"), ("002", "clean"), ("003", "machine_translated"), ("004", "clean")],
)
def test_the_five_examples(examples: Path, name: str, quality: str) -> None:
    (path,) = examples.glob(f"{name}*.txt")
    assert assess(path.read_text(encoding="utf-8"), None)[0] == quality
