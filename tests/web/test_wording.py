"""Dates and titles as the page words them."""

from reportedly.model import Article
from reportedly.web.wording import article_title, date_words, range_words, shortened


def test_dates_are_written_out() -> None:
    assert date_words("2022-03-09") == "9 March 2022"
    assert date_words("2022-03") == "March 2022"
    assert date_words("2022-03-05T07:00Z") == "5 March 2022, 07:00 UTC"
    assert date_words("2022-02-28T23:48:00+00:00") == "28 February 2022, 23:48 UTC"
    assert date_words("2015-02-15T12:00:00+03:00") == "15 February 2015, 12:00 (UTC+03:00)"
    assert date_words("2022-03-09T10:30") == "9 March 2022, 10:30"


def test_what_is_no_date_stays_as_it_is() -> None:
    assert date_words("spring") == "spring"
    assert date_words("2022-13-45") == "2022-13-45"
    assert date_words(None) == ""


def test_a_range_of_one_day_is_one_date() -> None:
    assert range_words("2022-03-09", "2022-03-09") == "9 March 2022"
    assert range_words("2022-03-09", None) == "9 March 2022"
    assert range_words("2022-03-09", "2022-03-11") == "9 March 2022 – 11 March 2022"


def test_a_title_is_the_first_line_that_is_not_masked() -> None:
    text = "All news\n\n  Talks begin in the capital  \nThe sides met."
    article = Article(id="a", text=text, boilerplate=((0, 8),))
    assert article_title(article) == "Talks begin in the capital"
    assert article_title(Article(id="a", text=text, title=" Given title ")) == "Given title"
    assert article_title(Article(id="a", text=" \n\n")) == "a"


def test_long_words_are_cut_at_a_space_and_marked() -> None:
    assert shortened("One two,  three\nfour", 13) == "One two…"
    assert shortened("short", 13) == "short"
    assert shortened("x" * 30, 10) == "x" * 10 + "…"
