"""Values as the memory keeps them: text, or nothing where a field is blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy.orm import ColumnProperty

from ..base import Base

BLANKS: dict[type, Any] = {str: "", bool: False, int: 0, Decimal: Decimal(0)}

READ: dict[Any, Callable[[str], Any]] = {
    str: str,
    bool: lambda kept: kept == "true",
    int: int,
    Decimal: Decimal,
    dt.date: dt.date.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
    dt.time: dt.time.fromisoformat,
}


@cache
def tracked_fields(model: type[Base]) -> tuple[str, ...]:
    """The columns the memory keeps, the primary key first, since it tells of coming and going."""
    names = [
        attribute.key
        for attribute in model.__mapper__.column_attrs
        if isinstance(attribute, ColumnProperty) and not attribute.columns[0].info.get("untracked")
    ]
    return ("id", *(name for name in names if name != "id"))


@cache
def fields_when_gone(model: type[Base]) -> tuple[str, ...]:
    """What the memory keeps of a record that leaves: also what it needs to come back as it was, though the memory did
    not follow it."""
    columns = model.__mapper__.column_attrs
    return (*tracked_fields(model), *(each.key for each in columns if each.columns[0].info.get("kept_when_gone")))


def keep(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    return str(value)


def is_blank(value: Any) -> bool:
    return value is None or value == "" or value is False or (not isinstance(value, str) and value == 0)


def read(model: type[Base], name: str, kept: str | None) -> Any:
    """The value again; nothing kept is the blank of the column's kind."""
    column = model.__mapper__.columns[name]
    kind = column.type.python_type
    if kept is None:
        return None if column.nullable else BLANKS.get(kind)
    return READ[kind](kept)
