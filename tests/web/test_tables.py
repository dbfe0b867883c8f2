"""The tables of the record: claims stay claims, damaged figures have no value, denials stand under what they answer."""

from dataclasses import replace

from reportedly.model import Accusation, Denial, Figure, Position, Record, Round
from reportedly.web.cells import date_cell, figure_words
from reportedly.web.data import ReportData, from_records
from reportedly.web.tables import RowMaker, Table
from reportedly.web.tables import record_tables as all_tables
from tests.web.pages import record


def data_of(*records: Record) -> ReportData:
    return from_records([replace(record(), records=records)])


def record_tables(data: ReportData) -> list[Table]:
    return all_tables(data, RowMaker(data))


def figure(**fields: object) -> Figure:
    return Figure(id="f", article_id="border-post", span=((0, 8),), **fields)  # type: ignore[arg-type]


def test_figures_read_as_they_were_claimed() -> None:
    assert figure_words(figure(value=40.0, modifier="at_least")) == "at least 40"
    assert figure_words(figure(value=12_500.0, modifier="exact")) == "12,500"
    assert figure_words(figure(low=1_700.0, high=1_800.0, modifier="about")) == "about 1,700–1,800"
    assert figure_words(figure(low=20_000.0, modifier="more_than")) == "more than 20,000"
    assert figure_words(figure(value=1.5)) == "1.5"
    assert figure_words(figure()) == ""


def test_a_damaged_figure_shows_no_number() -> None:
    assert figure_words(figure(damaged=True, value=1_000_000.0)) == "damaged in the text"


def test_a_date_says_what_it_rests_on() -> None:
    assert date_cell(figure(date="2019-05-06", date_basis="relative", date_text="on Monday")) == (
        "6 May 2019 (“on Monday”, worked out from the words)"
    )
    assert date_cell(figure(date_text="in recent days")) == "“in recent days”, not resolved"
    assert date_cell(figure()) == ""


def test_a_denial_stands_under_the_accusation_it_answers() -> None:
    span = ((0, 8),)
    tables = record_tables(
        data_of(
            Denial(
                id="d2", article_id="border-post", span=span, voice="B", denier="B", of="theft", accusation_id="gone"
            ),
            Denial(id="d1", article_id="border-post", span=span, voice="B", denier="B", accusation_id="a1"),
            Accusation(id="a1", article_id="border-post", span=span, voice="A", accuser="A", accused="B", deed="fire"),
        )
    )
    (table,) = tables
    assert [(row.cells[0], [answer.anchor for answer in row.answers]) for row in table.rows] == [
        ("A", ["d1"]),
        ("B", []),
    ]
    assert "denies: theft" in table.rows[1].cells


def test_positions_are_grouped_by_holder() -> None:
    tables = record_tables(
        data_of(
            Position(id="p1", article_id="border-post", span=((0, 8),), voice="North", holder="North", issue="borders"),
            Position(id="p2", article_id="border-post", span=((0, 8),), voice="East", holder="East", issue="prisoners"),
            Position(id="p3", article_id="border-post", span=((0, 8),), voice="North", holder="North", issue="arms"),
        )
    )
    (table,) = tables
    assert [(row.group, row.cells[0]) for row in table.rows] == [
        ("East", "prisoners"),
        ("North", "arms"),
        ("North", "borders"),
    ]


def test_columns_that_no_row_fills_are_left_out() -> None:
    (table,) = record_tables(data_of(figure(quantity="killed", value=3.0)))
    assert table.columns == ("What", "Figure")
    assert table.numeric == (1,)
    assert table.rows[0].cells == ("killed", "3")


def test_rows_tell_whose_word_they_are() -> None:
    own, claimed = record_tables(
        data_of(figure(quantity="killed", value=3.0), replace(figure(value=9.0), id="g", voice="the mayor"))
    )[0].rows
    assert (own.voice, claimed.voice) == ("the outlet itself", "the mayor")
    assert own.quote == "Ministry"


def test_rounds_are_no_table_of_their_own() -> None:
    assert record_tables(data_of(Round(id="r", article_id="border-post", span=((0, 8),)))) == []
