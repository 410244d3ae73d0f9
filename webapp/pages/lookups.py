"""What a reference field offers: the codes of its table, all of a card's in one query; or, where a table grows without
end, what somebody types is looked up in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from ..domain.base import Base, Coded, model_of
from ..domain.changes import formerly, looks_like_a_number
from ..domain.columns import Field
from ..domain.errors import N_, Refused, say
from ..domain.search import found

MOST_OFFERED = 300
MOST_FOUND = 12
BETWEEN, AFTER = "\x1f", "\x1e"
"""Signs that no text has."""


class Option(NamedTuple):
    value: str
    label: str


def is_looked_up(field: Field) -> bool:
    """Codes are few and offered at once; records are many."""
    return not issubclass(model_of(field.refers_to), Coded)


def offered(session: Session, fields: Iterable[Field]) -> dict[str, Any]:
    """By table, the codes to choose from."""
    return options_for(session, ((field, "") for field in fields if field.refers_to))


def options_for(session: Session, named: Iterable[tuple[Field, str]]) -> dict[str, Any]:
    """By table, the codes to choose from; of what is looked up only those that are named already."""
    values: dict[str, set[str]] = defaultdict(set)
    for field, value in named:
        values[field.refers_to] |= _named(value) if is_looked_up(field) else {""}
    tables = tuple(table for table, wanted in sorted(values.items()) if wanted)
    if not tables:
        return {}
    named_there = {table: list(values[table]) for table in tables if values[table] != {""}}
    rows = session.execute(_query(tables, tuple(named_there)), named_there)
    return {table: _read(text) for table, text in rows if text}


def _named(value: str) -> set[str]:
    """What may be a number; PostgreSQL knows none with a NUL and would not even look."""
    return {value} if value and "\0" not in value else set()


@cache
def _query(tables: tuple[str, ...], named: tuple[str, ...]) -> Any:
    """Built once for each set of tables; what is named comes as a parameter."""
    return union_all(*(_joined(table, table in named) for table in tables))


def _joined(table: str, is_named: bool) -> Select[Any]:
    """The codes of a table in one text: hundreds of rows would take longer than the rest of a card."""
    model: Any = model_of(table)
    key, title = _key_and_title(model)
    query = select((key + BETWEEN + title).label("line")).order_by(key).limit(MOST_OFFERED)
    rows = (query.where(key.in_(bindparam(table, expanding=True))) if is_named else query).subquery()
    return select(literal(table, String), func.aggregate_strings(rows.c.line, AFTER))


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[Option, ...]:
    """Codes seldom change, so that most texts were read before."""
    return tuple(Option(*line.split(BETWEEN)) for line in text.split(AFTER))


def _key_and_title(model: type[Base]) -> tuple[Any, Any]:
    return getattr(model, model.key_field), getattr(model, model.title_field)


def looked_up(session: Session, model: type[Base], among: str, typed: str, most: int = MOST_FOUND) -> list[Option]:
    """What fits the beginning of something typed, the number itself first."""
    key, title = _key_and_title(model)
    query = select(key, title).where(model.choices_among(among))
    exact = session.execute(query.where(key == typed.upper())).all() if typed else []
    if typed and not exact and looks_like_a_number(typed):
        former = formerly(session, model, typed)
        exact = session.execute(query.where(model.id == former.id)).all() if isinstance(former, model) else []
    hits = session.execute(query.where(found(model, typed)).order_by(title, key).limit(most)).all() if typed else []
    return list(dict.fromkeys(Option(*row) for row in [*exact, *hits]))[:most]


def resolve(session: Session, field: Field, typed: str) -> str | None:
    """The code or number that was meant: typed as it is, or the title of exactly one row, or the only one that fits."""
    if not typed:
        return None
    model: Any = model_of(field.refers_to)
    key, title = _key_and_title(model)
    if session.scalar(select(model.id).where(key == typed, model.choices_among(field.among))):
        return typed
    if not is_looked_up(field):
        by_title = [
            Option(code, "") for code in session.scalars(select(key).where(func.upper(title) == typed).limit(2))
        ]
    else:
        hits = looked_up(session, model, field.among, typed)
        by_title = [hit for hit in hits if hit.label.upper() == typed] or hits
    if len(by_title) == 1:
        return by_title[0].value
    if by_title:
        raise Refused(
            N_("Several fit %(typed)s: %(some)s. Choose one of them."),
            typed=typed,
            some=", ".join(f"{option.value} {option.label}".strip() for option in by_title[:5]),
        )
    raise Refused(
        N_("There is no %(code)s in %(table)s. Choose one from the list, or add it there first."),
        code=typed,
        table=say(model.many),
    )
