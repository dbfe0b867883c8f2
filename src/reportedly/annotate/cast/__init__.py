"""The cast of an article: who is who in it, and the speaker of every attribution.

A person is joined from full name, surname, titles and descriptions; a state from its names, people, capital and
seat of power;
a body from its names and the state it belongs to. What the article says itself goes before the roster of officials
(``data/actors.csv``), and a link that is not sure enough is left open (``Speaker.name is None`` with a coded
``basis``).
"""

from __future__ import annotations

from reportedly.annotate.cast.entities import cast_of
from reportedly.annotate.cast.resolve import resolve_with
from reportedly.annotate.cast.types import Cast, Entity, Mention, RoleFact
from reportedly.annotate.cast.view import view_of
from reportedly.annotate.layers import Layers, Speaker

__all__ = ["Cast", "Entity", "Mention", "RoleFact", "build_cast", "cast_and_speakers", "resolve_speakers"]


def build_cast(layers: Layers) -> Cast:
    """Return who is who in an article: its persons, bodies, states and groups with names, roles and mentions."""
    return cast_of(layers)[0]


def resolve_speakers(layers: Layers, cast: Cast) -> tuple[Speaker, ...]:
    """Return one speaker for each of ``layers.attributions``, same order. Unnamed speakers join the cast."""
    return resolve_with(layers, cast, view_of(layers))


def cast_and_speakers(layers: Layers) -> tuple[Cast, tuple[Speaker, ...]]:
    """Return the cast and the speakers in one go: the tokens are read once."""
    cast, view = cast_of(layers)
    return cast, resolve_with(layers, cast, view)
