"""The memory of rows written in bulk, as if people had made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from webapp.domain.base import Base, Record
from webapp.domain.changes import Rule
from webapp.domain.changes.values import is_blank, keep, tracked_fields
from webapp.domain.errors import say
from webapp.domain.keys import search_key

FIRST_DAY = dt.datetime(2024, 1, 2, 8, tzinfo=dt.UTC)
BETWEEN_ACTIONS = dt.timedelta(seconds=17)

Row = dict[str, Any]


class Actions:
    """Numbers the change sets and says who acted when."""

    def __init__(self, chance: Random, users: range, first: int) -> None:
        self.chance = chance
        self.users = users
        self.last = first

    def another(self, what: str, by_nobody: bool = False) -> Row:
        self.last += 1
        by = None if by_nobody else self.chance.choice(self.users)
        return {
            "id": self.last,
            "at": FIRST_DAY + BETWEEN_ACTIONS * self.last,
            "by_id": by,
            "by_name": f"User {by}" if by else "Generator",
            "what": say(what).dump(),
        }


def search_entry(record: Record) -> Row:
    words = search_key(*record.search_texts())
    return {"record_type": record.type_name, "record_id": record.id, "words": words}


def coming(record: Record, change_set_id: int, former: Row | None = None, only: tuple[str, ...] = ()) -> Iterator[Row]:
    """What a record came with; fields that were changed since came with what they held then."""
    values = vars(record) | (former or {})
    for name in only or tracked_fields(type(record)):
        value = values.get(name)
        if not is_blank(value):
            yield change(record, name, None, value, change_set_id)


def change(record: Record, name: str, before: Any, after: Any, change_set_id: int, rule: Rule = Rule.TYPED) -> Row:
    return {
        "change_set_id": change_set_id,
        "record_type": record.type_name,
        "record_id": record.id,
        "label": record.label[:150],
        "field": name,
        "before": keep(before),
        "after": keep(after),
        "rule": rule,
    }


def defaults(model: type[Base]) -> Row:
    """What the columns hold when nobody says otherwise; the memory of a new row tells of these values as well."""
    given: list[tuple[str, Any]] = [(column.key, column.default) for column in model.__mapper__.columns]
    return {name: default.arg for name, default in given if default is not None and default.is_scalar}
