"""What a person decides about a file: which column is what, how it is written, and what happens to doubtful rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from ..errors import N_

LEAVE, EMPTY = "leave", "empty"
SKIP, ADD, UPDATE = "skip", "add", "update"
MAKE, IGNORE = "make", "ignore"
REFUSE, LATER = "refuse", "later"
CHOICES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "decimal": (N_("Decimal sign"), ((".", N_("point: 1,234.50")), (",", N_("comma: 1.234,50")))),
    "dates": (
        N_("Dates"),
        (
            ("dmy", N_("day first: 17.05.2026")),
            ("mdy", N_("month first: 05/17/2026")),
            ("ymd", N_("year first: 2026-05-17")),
        ),
    ),
    "blanks": (
        N_("Blank cells"),
        ((LEAVE, N_("say nothing: what is there stays")), (EMPTY, N_("count: the field becomes blank"))),
    ),
    "companies": (
        N_("Companies that are only named"),
        ((MAKE, N_("make them as well")), (IGNORE, N_("import their persons without a company"))),
    ),
    "links": (
        N_("Links with accounts that are not there"),
        ((REFUSE, N_("refuse their rows")), (LATER, N_("leave them out: the accounts bring them along"))),
    ),
    "duplicates": (
        N_("Possible duplicates"),
        (
            (SKIP, N_("pass them by")),
            (ADD, N_("add them all the same")),
            (UPDATE, N_("update the one that is there")),
        ),
    ),
}
"""Each decision with its caption and what can be chosen; the first goes without saying."""


@dataclass(frozen=True)
class Settings:
    columns: Mapping[int, str] = field(default_factory=dict)
    """Column → field. A column that is not here is left out."""
    key: str = ""
    """What else tells which record a row means, after its number and its external ID."""
    decimal: str = "."
    dates: str = "dmy"
    blanks: str = LEAVE
    companies: str = MAKE
    links: str = REFUSE
    duplicates: str = SKIP
    rows: Mapping[int, str] = field(default_factory=dict)
    """What else happens to single doubtful rows, by their places."""

    def on_duplicate(self, place: int) -> str:
        return self.rows.get(place, self.duplicates)

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, kept: str) -> Settings:
        values = json.loads(kept)
        numbered = {each: {int(place): text for place, text in values[each].items()} for each in ("columns", "rows")}
        return cls(**values | numbered)

    def chosen(self, answers: Mapping[str, Any]) -> Settings:
        """With other answers, as far as they were offered."""
        names = {each.name for each in fields(self)} & CHOICES.keys()
        offered = {name: {value for value, _caption in CHOICES[name][1]} for name in names}
        return replace(self, **{name: answers[name] for name in names if answers.get(name) in offered[name]})

    def for_rows(self, answers: Mapping[int, str]) -> Settings:
        """With answers for single rows; a blank one leaves the row to what is done with all."""
        rows = {**self.rows, **answers}
        return replace(self, rows={place: answer for place, answer in rows.items() if answer})
