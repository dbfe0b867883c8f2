"""Sources that are left out, first persons, official texts, transcripts; and texts that are no texts."""

from __future__ import annotations

import pytest

from reportedly.annotate import syntax
from reportedly.annotate.cast import build_cast, cast_and_speakers, resolve_speakers
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Article
from tests.annotate.cast.helpers import names, read


def test_a_quote_that_goes_on_has_the_same_speaker() -> None:
    text = (
        "Mayor Elena Rossi opened the bridge. [[Rossi]] said: {{“We waited four years.”}}\n"
        "[[]]{{“Now the convoys can pass.”}}\n"
    )
    assert names(text) == ["Elena Rossi", "Elena Rossi"]


def test_a_quote_follows_the_sentence_that_leads_to_it() -> None:
    text = (
        "General Idriss Toure said little. [[Toure]] said {{the city was safe}}.\n"
        "Prime Minister Awa Keita was blunt after the vote. [[]]{{“We will not sign.”}}"
    )
    assert names(text) == ["Idriss Toure", "Awa Keita"]


def test_where_nobody_is_named_nobody_speaks() -> None:
    lead = "[[Mayor Elena Rossi]] said {{the bridge was open}}. "
    for rest in (
        "The convoy left amid [[]]<<calls for>> {{a longer truce}}.",
        "Four drivers are [[]]<<believed>> {{to be held by the militia}}.",
        "The town hall was emptied after [[]]<<allegations>> {{that the wells were poisoned}}.",
        "Rossi was [[]]<<accused of>> {{hiding the figures}}.",
    ):
        assert names(lead + rest)[1] == "unnamed", rest


def test_an_agency_s_it_was_noted_and_a_quotation_still_go_on() -> None:
    lead = "[[Mayor Elena Rossi]] said {{the bridge was open}}. "
    assert names(lead + "It was [[]]<<noted>> {{that convoys could pass}}.")[1] == "Elena Rossi"
    assert names(lead + "“The town is grateful.” [[]]{{“Thank you.”}}")[1] == "Elena Rossi"


def test_hearsay_leaves_the_last_speaker_who_he_was() -> None:
    text = (
        "[[Mayor Elena Rossi]] said {{the bridge was open}}. The convoy left amid [[]]<<warnings of>> {{a flood}}. "
        "[[]]{{“Now the convoys can pass.”}}"
    )
    assert names(text) == ["Elena Rossi", "unnamed", "Elena Rossi"]


def test_i_is_whoever_is_quoted_and_we_is_their_state() -> None:
    text = (
        "Georgian Prime Minister Levan Beridze was asked about the border. "
        "[[Beridze]] said: {{“I believe we proposed this in May.”}}"
    )
    start = text.replace("[[", "").replace("]]", "").replace("{{", "").replace("}}", "")
    article = Article(id="a", text=start, published="2022-03-05")
    quote = (start.index("“"), len(start))
    at_i, at_we = start.index("I believe"), start.index("we proposed")
    attributions = (
        Attribution(
            source=((start.index("Beridze said"), start.index(" said:")),),
            cue=(),
            content=(quote,),
            quote_type="direct",
        ),
        Attribution(
            source=((at_i, at_i + 1),), cue=(), content=((at_we, len(start)),), quote_type="direct", nested_in=0
        ),
        Attribution(
            source=((at_we, at_we + 2),), cue=(), content=((at_we + 3, len(start)),), quote_type="direct", nested_in=1
        ),
    )
    layers = Layers(article=article, doc=syntax.parse(start), attributions=attributions)
    assert [speaker.name for speaker in resolve_speakers(layers, build_cast(layers))] == [
        "Levan Beridze",
        "Levan Beridze",
        "Georgia",
    ]


def test_an_official_text_is_the_word_of_whom_its_title_names() -> None:
    text = (
        "Address by President of Ukraine Volodymyr Zelenskyy\n\nDear people! Today was hard. "
        "[[I]] believe {{we will rebuild every house}}."
    )
    assert names(text) == ["Volodymyr Zelenskyy"]


def test_in_a_transcript_i_is_whose_turn_it_is() -> None:
    text = (
        "President of Finland Aino Virtanen: Welcome to Helsinki. [[I]] think {{the visit comes at the right time}}.\n"
        "President of Estonia Mart Tamm: Thank you. [[I]] hope {{we can sign today}}.\n"
        "Aino Virtanen: [[I]] agree {{with that}}.\n"
    )
    assert names(text) == ["Aino Virtanen", "Mart Tamm", "Aino Virtanen"]


def test_a_headline_office_is_named_by_the_text_below() -> None:
    text = "{{No pause in the operation}}: [[Russian FM]]\n\nRussian Foreign Minister Sergei Lavrov spoke on Monday.\n"
    assert names(text) == ["Sergei Lavrov"]


def test_nobody_is_not_guessed() -> None:
    _, speakers = read("[[]]{{the bridge was hit}}")
    assert speakers[0].name is None and speakers[0].basis


@pytest.mark.parametrize("text", ["", "\n", "😀", "“", "he", "\u202eשלום said", "\x00\x00 said X.", "I", "He said: "])
def test_any_text_has_a_cast(text: str) -> None:
    n = len(text)
    attributions = (
        Attribution(source=((0, n),), cue=(), content=((0, n),), quote_type="direct"),
        Attribution(source=(), cue=((0, n),), content=((0, n),), quote_type="indirect", nested_in=0),
        Attribution(source=(), cue=(), content=(), quote_type="mixed", headline=True),
    )
    layers = Layers(article=Article(id="a", text=text), doc=syntax.parse(text), attributions=attributions)
    cast, speakers = cast_and_speakers(layers)
    assert len(speakers) == 3 and cast.actors() is not None


def test_the_same_text_has_the_same_cast() -> None:
    text = "Foreign Minister Wang Yi said China would help. Wang said talks matter. Paris and Berlin agreed."
    assert read(text)[0].actors() == read(text)[0].actors()
