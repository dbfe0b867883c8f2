"""The reader shows the article's text itself, whatever is marked in it and however the marks overlap."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.web.reader import Mark, reader_markup
from tests.web.pages import Page


def shown(text: str, marks: list[Mark]) -> Page:
    return Page(f'<div class="text">{reader_markup(text, marks)}</div>')


def spans_of(page: Page) -> list[dict[str, str | None]]:
    return [values for tag, values in page.tags if tag == "span"]


def test_crossing_marks_nest_and_keep_the_text() -> None:
    text = "She said the road was open, he said it was closed."
    page = shown(
        text,
        [Mark(start=0, end=27, css="c l0", anchor="a"), Mark(start=9, end=50, css="c l1", anchor="b")],
    )
    assert page.readers == [text]
    assert [values["class"] for values in spans_of(page)] == ["c l0", "c l1", "c l1"]
    assert page.ids == ["a", "b"], "only the first piece carries the anchor"


def test_a_mark_over_several_paragraphs_is_repeated_in_each() -> None:
    text = "“One.\n\nTwo.\n\nThree,” he said."
    page = shown(text, [Mark(start=0, end=text.index(" he"), css="c l0", anchor="a")])
    assert page.readers == [text]
    assert len(spans_of(page)) == 3
    assert [tag for tag, _ in page.tags].count("p") == 3


def test_markup_in_the_text_is_shown_as_text() -> None:
    text = "He said: <script>alert(\"1\")</script> & <b>&amp;</b> 'quoted'"
    page = shown(text, [Mark(start=9, end=17, css="c l0")])
    assert page.readers == [text]
    assert {tag for tag, _ in page.tags} == {"div", "p", "span"}


def test_carriage_returns_tabs_and_blank_lines_are_kept() -> None:
    text = "\n\nOne\r\n\tTwo  three\r\n \n"
    assert shown(text, [Mark(start=0, end=len(text), css="mask")]).readers == [text]


def test_what_a_page_cannot_hold_is_replaced_one_for_one() -> None:
    page = shown("a\x00b\ud800c", [Mark(start=2, end=3, css="c l0")])
    assert page.readers == ["a\ufffdb\ufffdc"]


def test_controls_that_reorder_words_are_isolated_and_named() -> None:
    text = "paid \u202e001\u202c dollars"
    page = shown(text, [])
    assert page.readers == [text]
    named = [values["data-u"] for tag, values in page.tags if tag == "bdi"]
    assert named == ["U+202E", "U+202C"]


def test_a_label_is_an_empty_link_with_a_spoken_name() -> None:
    page = shown("Yes.", [Mark(start=0, end=3, css="c l0", anchor="w", label=("s", "12", 'Statement 1.12: "A"'))])
    link = next(values for tag, values in page.tags if tag == "a")
    assert link == {"class": "lab", "href": "#s", "data-n": "12", "aria-label": 'Statement 1.12: "A"'}
    assert page.readers == ["Yes."]


def test_a_very_long_line_becomes_several_paragraphs_of_the_same_text() -> None:
    text = "He said yes. " * 4_000 + "\n" + "x" * 50_000 + "\n\nEnd."
    page = shown(text, [Mark(start=10, end=len(text), css="c l0", anchor="a")])
    assert page.readers == [text]
    assert [tag for tag, _ in page.tags].count("p") == 7
    assert page.ids == ["a"]


marks = st.builds(
    lambda start, length, css, order: Mark(start=start, end=start + length, css=css, order=order),
    st.integers(0, 60),
    st.integers(0, 40),
    st.sampled_from(["c l0", "c l1", "s l0", "mask"]),
    st.integers(0, 3),
)


@given(st.text(st.sampled_from("ab <>&\"'\n\r\u202eא😀"), max_size=60), st.lists(marks, max_size=8))
def test_text_content_equals_the_text_under_any_marks(text: str, chosen: list[Mark]) -> None:
    page = shown(text, chosen)
    assert page.readers == [text]
