"""The timeline: signs say what is reported, days stand in order, long gaps are breaks, every row is in the table."""

from dataclasses import replace

from reportedly.model import Account, Ceasefire, Conflict, Corridor, Record, Round, When
from reportedly.web.data import ReportData, from_records
from reportedly.web.tables import RowMaker
from reportedly.web.timeline import Timeline, disputed_records, sign_of, timeline
from tests.web.pages import record


def data_of(*records: Record, **fields: object) -> ReportData:
    return replace(from_records([replace(record(), records=records)]), **fields)  # type: ignore[arg-type]


def drawn(*records: Record, **fields: object) -> Timeline:
    found = timeline(data := data_of(*records, **fields), RowMaker(data))
    assert found is not None
    return found


def talks(identifier: str, date: str | None, **fields: object) -> Round:
    return Round(id=identifier, article_id="border-post", span=((0, 8),), date=date, **fields)  # type: ignore[arg-type]


def truce(identifier: str, **fields: object) -> Ceasefire:
    return Ceasefire(id=identifier, article_id="border-post", span=((0, 8),), **fields)  # type: ignore[arg-type]


def test_signs_follow_the_reported_status() -> None:
    nothing: frozenset[str] = frozenset()
    assert sign_of(talks("a", None, status="held"), nothing) == "filled"
    assert sign_of(talks("a", None, status="held", modality="possible"), nothing) == "hollow"
    assert sign_of(talks("a", None, status="proposed"), nothing) == "hollow"
    assert sign_of(talks("a", None), nothing) == "hollow"
    assert sign_of(talks("a", None, status="cancelled"), nothing) == "crossed"
    assert sign_of(truce("a", status="in_effect", polarity="negative"), nothing) == "crossed"
    assert sign_of(truce("a", status="announced"), nothing) == "hollow"
    assert sign_of(talks("a", None, status="held"), frozenset(["a"])) == "striped"


def test_disputed_are_members_of_disputed_accounts_and_both_sides_of_conflicts() -> None:
    data = data_of(
        accounts=(
            Account(id="x", kind="round", members=("a", "b"), agreement="disputed"),
            Account(id="y", kind="round", members=("c",), agreement="corroborated"),
        ),
        conflicts=(Conflict(id="z", a="d", b="e", on="count", kind="contradiction"),),
    )
    assert disputed_records(data) == {"a", "b", "d", "e"}


def test_days_stand_in_order_and_a_long_gap_is_a_break() -> None:
    line = drawn(talks("late", "2020-06-01"), talks("early", "2020-01-01"), talks("next", "2020-01-03"))
    places = {sign.href: sign.x for sign in line.signs}
    assert places["early"] < places["next"] < places["late"]
    assert sum(tick.is_break for tick in line.ticks) == 1
    assert [row.anchor for _, row in line.rows] == ["early", "next", "late"]


def test_signs_of_one_day_do_not_cover_each_other() -> None:
    line = drawn(talks("a", "2020-01-01"), talks("b", "2020-01-01"), talks("c", "2020-01-01"))
    assert len({(sign.x, sign.y) for sign in line.signs}) == 3


def test_a_window_is_drawn_as_a_bar() -> None:
    corridor = Corridor(
        id="c", article_id="border-post", span=((0, 8),), window=When(start="2020-01-01T07:00", end="2020-01-04")
    )
    line = drawn(corridor, truce("t", start="2020-01-01", end="2020-01-01"))
    widths = {sign.href: sign.width for sign in line.signs}
    assert widths["c"] > 0 and widths["t"] == 0


def test_rows_without_a_day_are_in_the_table_only() -> None:
    line = drawn(talks("dated", "2020-01-01"), talks("month", "2020-01"), talks("none", None))
    assert [sign.href for sign in line.signs] == ["dated"]
    assert [row.anchor for _, row in line.rows] == ["dated"]
    assert [row.anchor for _, row in line.undated] == ["month", "none"]


def test_no_rows_no_timeline() -> None:
    assert timeline(data_of(), RowMaker(data_of())) is None
