"""Statements: when and how the words were said, who carried them, whom they address."""

from reportedly.annotate import annotate
from reportedly.extract.statements import extract_statements
from reportedly.model import Article, Statement, quoted


def statements(text: str, published: str | None = None) -> tuple[Statement, ...]:
    return extract_statements(annotate(Article(id="a", text=text, published=published)))


def test_the_time_beside_the_cue_is_when_it_was_said() -> None:
    text = "The strike on March 3 killed nobody, the mayor of Taiz said on Saturday."
    [found] = statements(text, published="2022-03-06")
    assert found.said_at is not None
    assert (found.said_at.start, found.said_at.text) == ("2022-03-05", "on Saturday")


def test_a_time_inside_the_content_is_not() -> None:
    [found] = statements("The mayor of Taiz said the strike on March 3 killed nobody.", published="2022-03-06")
    assert found.said_at is None


def test_medium_and_carrier_stand_in_the_chain() -> None:
    [found] = statements("The road is open, Alexey Polishchuk said in an interview with TASS.")
    assert (found.medium, found.via) == ("an interview", ("TASS",))


def test_whom_an_accusation_is_addressed_to() -> None:
    [found] = [each for each in statements("Armenia accused Azerbaijan of shelling a village.") if each.act == "accuse"]
    assert (found.speaker, found.addressee) == ("Armenia", "Azerbaijan")


def test_a_statement_inside_another_carries_its_identifier() -> None:
    text = "Hans Grundberg said that Iran had demanded that the port be opened at once."
    found = statements(text)
    inner = next(each for each in found if "demanded" in quoted(text, each.cue))
    assert inner.nested_in in {each.id for each in found if each is not inner}
