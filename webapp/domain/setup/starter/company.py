"""What somebody says about a company that begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from ...base import Coded

C = TypeVar("C", bound=Coded)

Described = Iterable[tuple[str, str]]
"""Codes with their descriptions, which are marked for translation."""


@dataclass(frozen=True)
class NewCompany:
    """The answers of the one who sets up, and how words and names are said in the company's language."""

    name: str
    country: str
    currency: str
    language: str
    say: Callable[[str], str]
    country_name: Callable[[str], str]
    currency_name: Callable[[str], str]

    def codes(self, model: type[C], table: Described) -> list[C]:
        """Rows of a code table. What they are called is data from here on, and no longer translated."""
        return [model(code=code, description=self.say(text)) for code, text in table]
