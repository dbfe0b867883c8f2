"""Packages with the name of their one function: ``reportedly.read(…)`` and ``reportedly.read.Limits`` both work."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _CallableModule(ModuleType):
    def __call__(self, *given: Any, **named: Any) -> Any:
        return getattr(self, self.__name__.rpartition(".")[2])(*given, **named)


def make_callable(name: str) -> None:
    """Let the module ``name`` be called as its function of the same name."""
    sys.modules[name].__class__ = _CallableModule
