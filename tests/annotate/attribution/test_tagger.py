"""The learned tagger: plain speech, interrupted and nested speech, and texts nobody should have to read."""

import shutil
from pathlib import Path

import pytest
from spacy.tokens import Doc

from reportedly.annotate import syntax
from reportedly.annotate.attribution import tagger, weights
from reportedly.annotate.layers import Attribution, Layers
from reportedly.annotate.syntax import ModelError
from reportedly.model import Article, quoted


def layers_of(text: str, parsed: bool = True) -> Layers:
    doc = syntax.parse(text) if parsed else Doc(syntax.load().vocab, [])
    return Layers(article=Article(id="a", text=text), doc=doc)


def tag(layers: Layers) -> tuple[Attribution, ...]:
    return tagger.tag(layers, tagger.read(layers))


def shown(text: str, found: tuple[Attribution, ...]) -> list[tuple[str, str, str]]:
    return [(quoted(text, a.source), quoted(text, a.cue), quoted(text, a.content)) for a in found]


@pytest.mark.parametrize("parsed", [True, False])
def test_who_said_what(parsed: bool) -> None:
    text = "The foreign minister said the border crossing would open on Friday. It rained all day."
    assert shown(text, tag(layers_of(text, parsed))) == [
        ("The foreign minister", "said", "the border crossing would open on Friday")
    ]


def test_a_negated_cue_is_marked() -> None:
    text = "The ministry did not confirm that the bridge had been hit."
    (found,) = tag(layers_of(text))
    assert found.negated


def test_plain_narration_attributes_nothing() -> None:
    text = "Two trucks crossed the bridge at noon. The road was wet and a dog slept near the gate."
    assert tag(layers_of(text)) == ()


HARD = {
    "empty": "",
    "blank": " \n\t ",
    "one long word": "a" * 300_000,
    "one long line": "he said " * 1_500,
    "emoji": "👩‍👩‍👧 said “🎉” 👍🏽" * 20,
    "null bytes": "He said\0 that \0\0 they\0left.",
    "lone surrogates": "She \ud800said \udfff“no\udc00”.",
    "right to left": "قال الوزير: «لن نوقع» وقال He said «شلوم» שלום",
    "quotation marks only": '“”“""\'«»„' * 30,
    "combining": "e\u0301\u0301\u0301 said a\u200b\ufeffb",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_any_text_gives_spans_inside_it_and_no_exception(text: str) -> None:
    for a in tag(layers_of(text, parsed=len(text) < 20_000)):
        for start, end in a.source + a.cue + a.content:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert 0 <= a.confidence <= 1


def test_the_same_text_gives_the_same_result_whatever_was_read_before() -> None:
    text = "Rescuers said four people were missing after the strike, the governor told state television. " * 12
    before = tag(layers_of(text))
    tag(layers_of("A spokesman denied the report."))
    assert tag(layers_of(text)) == before


def test_a_long_text_is_read_to_its_end() -> None:
    text = "\n".join(f"Witness {i} said the shelling began at {i} o'clock." for i in range(120))
    assert len(tag(layers_of(text))) >= 118


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"\[A003\]"):
        weights.load_from(tmp_path)
    for name in ("meta.json", *weights.FILES):
        shutil.copy(Path(str(weights.folder())) / name, tmp_path / name)
    with (tmp_path / weights.DECODER).open("r+b") as file:
        file.seek(100)
        file.write(b"\0\1\2")
    with pytest.raises(ModelError, match=r"\[A004\].*decoder"):
        weights.load_from(tmp_path)
