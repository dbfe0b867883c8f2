"""The speech act: what the cue signals, else what the content does and on whose behalf."""

import pytest

from reportedly.annotate import annotate
from reportedly.annotate.acts import ACTS, likeliest
from reportedly.data import load_csv
from reportedly.extract.statements import extract_statements
from reportedly.model import Article


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The government accused the rebels of shelling a hospital.", "accuse"),
        ("The junta has denied conducting any strikes.", "deny"),
        ("Hamas vowed to release the hostages within a week.", "pledge"),
        ("The envoy urged both sides to hold their fire.", "appeal"),
        ("The rebels rejected the proposal of the mediators.", "reject"),
        ("Colombia demanded that the guerrillas lay down their arms.", "demand"),
        ("Rwanda said it was ready to send a delegation to Luanda.", "offer"),
        ("The minister said Israel had violated the truce forty times and was deliberately blocking aid.", "accuse"),
        ("The convoy arrived at noon, the mayor said.", "assert"),
        ("The bishop called on the two armies to open a road for the sick.", "appeal"),
        ("The ministry said that Eritrea was blocking food convoys and using villagers as human shields.", "accuse"),
    ],
)
def test_acts(text: str, act: str) -> None:
    statements = extract_statements(annotate(Article(id="a", text=text)))
    assert [each.act for each in statements][:1] == [act]


def test_the_heaviest_act_is_given_and_features_without_weight_change_nothing() -> None:
    assert likeliest(["cue:appeal", "cue_act=appeal", "never met in any article"]) == "appeal"
    assert likeliest([]) == "assert"


def test_every_row_of_weights_names_a_feature_and_some_weight() -> None:
    for row in load_csv("act_weights.csv"):
        assert set(row) == {"feature", *ACTS}
        assert row["feature"] and any(row[act] for act in ACTS)
