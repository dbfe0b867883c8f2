"""What is no part of the article is masked, never deleted."""

from reportedly.annotate.boilerplate import find_boilerplate, paragraphs_of

PAGE = """All news

Envoy: talks to resume

The envoy said talks would resume on Monday.

READ ALSO: Markets fall again

Photo: A. Person/AGENCY

He gave no date. Leave was granted to reply.

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


def masked(text: str) -> list[str]:
    return [text[start:end] for start, end in find_boilerplate(text)]


def test_page_furniture_and_the_comment_form_are_masked() -> None:
    assert masked(PAGE) == [
        "All news",
        "READ ALSO: Markets fall again",
        "Photo: A. Person/AGENCY",
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
    ]


def test_what_is_left_are_the_article_s_own_lines() -> None:
    kept = [PAGE[start:end] for start, end in paragraphs_of(PAGE, find_boilerplate(PAGE))]
    assert kept == [
        "Envoy: talks to resume",
        "The envoy said talks would resume on Monday.",
        "He gave no date. Leave was granted to reply.",
    ]


def test_a_comment_form_at_the_top_cuts_nothing_off() -> None:
    text = "Leave a reply\n\n" + "The minister said the border would stay open. " * 10
    assert masked(text) == []


def test_prose_that_only_mentions_a_photo_stays() -> None:
    assert masked("The photo shows that the bridge was intact, the mayor said.") == []
