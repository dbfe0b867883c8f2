"""What an article says of itself: dateline, credits, day of publication and what it rests on."""

import pytest

from reportedly.annotate.boilerplate import lines_of
from reportedly.annotate.provenance import carriers, enrich, find_dateline, is_carrier
from reportedly.model import Article


def read(text: str, **given: str) -> Article:
    return enrich(Article(id="a", text=text, **given), tuple(lines_of(text)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("MOSCOW, March 5. /TASS/. Talks will go on, the aide said.", "MOSCOW", "TASS"),
        ("GENEVA (Reuters) - The envoy said talks would resume.", "GENEVA", "Reuters"),
        ("TEHRAN, May 21 (MNA) – The deputy minister said he had a proposal.", "TEHRAN", "Mehr News Agency"),
        (
            "KHARTOUM, Sudan — The two generals agreed to a truce on Friday, and more words follow here.",
            "KHARTOUM",
            None,
        ),
    ],
)
def test_datelines(text: str, place: str, agency: str | None) -> None:
    dateline = find_dateline(text, tuple(lines_of(text)))
    assert dateline is not None
    assert (dateline.place, dateline.agency) == (place, agency)


def test_a_source_line_credits_the_outlet_it_was_taken_from() -> None:
    article = read("The minister said the border is open.\nSource: Sputnik", outlet="Some Site")
    assert (article.agency, article.carried_from) == (("Sputnik",), "Sputnik")


def test_several_agencies_in_one_credit() -> None:
    assert read("Shelling went on, officials said.\nWith Reuters, the Associated Press and AFP").agency == (
        "Reuters",
        "Associated Press",
        "AFP",
    )


def test_who_was_spoken_to_is_a_carrier() -> None:
    assert carriers("said in an interview with TASS") == ("TASS",)
    assert carriers("said in an interview with friends") == ()


def test_a_dateline_without_a_year_is_not_given_one() -> None:
    article = read("MOSCOW, March 5. /TASS/. Talks will go on.")
    assert (article.published, article.published_basis) == (None, None)


def test_a_weekday_narrows_the_years_the_text_names_and_says_so() -> None:
    article = read("MOSCOW, March 5. /TASS/. Talks on Saturday, March 5, 2022 follow those of 2014.")
    assert (article.published, article.published_basis) == ("2022-03-05", "inferred")


def test_metadata_goes_before_the_text() -> None:
    article = read("MOSCOW, March 5, 2021. /TASS/. Talks will go on.", published="2022-03-06")
    assert (article.published, article.published_basis) == ("2022-03-06", "metadata")


def test_an_agency_is_known_with_article_and_kind_and_a_minister_is_none() -> None:
    assert all(map(is_carrier, ("Reuters", "the Associated Press", "the TASS news agency", "The New York Times")))
    assert not any(map(is_carrier, ("the minister", "a news agency", "Ana Ruiz")))
