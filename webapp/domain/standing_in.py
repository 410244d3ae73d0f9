"""Statements that are made once and asked about many records: building one takes longer than the database needs."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import bindparam

from .base import Base

M = TypeVar("M", bound=Base)


@cache
def any_one(model: type[M]) -> M:
    """Stands for any record of a kind where a statement is made; each of its values comes as a parameter."""
    stand_in = model()
    for attribute in model.__mapper__.column_attrs:
        column = attribute.columns[0]
        stand_in.__dict__[attribute.key] = bindparam(f"its_{attribute.key}", type_=column.type)
    return stand_in


def meaning(record: Base) -> dict[str, Any]:
    """The parameters that say which record is meant."""
    names = (attribute.key for attribute in record.__mapper__.column_attrs)
    return {f"its_{name}": getattr(record, name) for name in names}
