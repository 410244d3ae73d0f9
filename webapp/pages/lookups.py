"""What a reference field offers: the codes of its table, all of a card's in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import String, func, literal, select, union_all
from sqlalchemy.orm import Session

from ..domain.base import Coded, Field, model_of
from ..domain.errors import N_, Refused, say

MOST_OFFERED = 300


class Option(NamedTuple):
    value: str
    label: str


def offered(session: Session, fields: Iterable[Field]) -> dict[str, list[Option]]:
    """By table, the codes to choose from."""
    tables = sorted({field.refers_to for field in fields if field.refers_to})
    if not tables:
        return {}
    parts = [_part(table) for table in tables]
    options: dict[str, list[Option]] = defaultdict(list)
    for table, code, description in session.execute(union_all(*(select(part) for part in parts))):
        options[table].append(Option(code, description))
    return options


def _part(table: str) -> Any:
    model: Any = model_of(table)
    name = literal(table, String)
    return select(name, model.code, model.description).order_by(model.code).limit(MOST_OFFERED).subquery()


def resolve(session: Session, field: Field, typed: str) -> str | None:
    """The code that was meant: typed as it is, or the description of exactly one row."""
    if not typed:
        return None
    model: Any = model_of(field.refers_to)
    assert issubclass(model, Coded)
    if session.scalar(select(model.id).where(model.code == typed)):
        return typed
    by_name = session.scalars(select(model.code).where(func.upper(model.description) == typed).limit(2)).all()
    if len(by_name) == 1:
        return str(by_name[0])
    raise Refused(
        N_("There is no %(code)s in %(table)s. Choose one from the list, or add it there first."),
        code=typed,
        table=say(model.many),
    )
