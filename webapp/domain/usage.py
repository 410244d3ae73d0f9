"""Where a record is used, read from the foreign keys, so that no table can be forgotten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKeyConstraint, and_, func, select
from sqlalchemy.orm import Mapper, Session

from .base import Base, Record, models
from .errors import Message, say


@dataclass(frozen=True)
class Place:
    """A field of a table that names the record, with how many rows do and the first of them."""

    model: type[Base]
    field: str
    count: int
    examples: tuple[Base, ...]

    @property
    def caption(self) -> Message:
        return say(self.model.many)


def places_in_use(session: Session, record: Record, most: int = 5, besides: Collection[Record] = ()) -> list[Place]:
    """Where the record is named, other than by those that leave with it."""
    return _places(session, record, most, besides, go_along=False)


def going_along(session: Session, record: Record, most: int = 5, besides: Collection[Record] = ()) -> list[Place]:
    """Remembered rows that the database would drop together with the record, so that the memory would lose them."""
    return [place for place in _places(session, record, most, besides, go_along=True) if place.model.tracked]


def belongings(session: Session, record: Record) -> list[Record]:
    """Every remembered row that goes with a record, those first that belong to others of them."""
    found: list[Record] = []
    for model, key in references_to(record.__mapper__, go_along=True):
        if issubclass(model, Record) and model.tracked:
            for row in session.scalars(select(model).where(_names(model, key, record)).order_by(model.id)):
                found += [*belongings(session, row), row]
    return list(dict.fromkeys(found))


def _names(model: type[Base], key: ForeignKeyConstraint, record: Record) -> ColumnElement[bool]:
    return and_(*(_column(model, own) == getattr(record, other.name) for own, other in pairs_of(key)))


def _places(session: Session, record: Record, most: int, besides: Collection[Record], go_along: bool) -> list[Place]:
    places = []
    for model, key in references_to(record.__mapper__, go_along):
        condition = _names(model, key, record)
        leaving = [other.id for other in besides if isinstance(other, model)]
        if leaving:
            condition = and_(condition, model.id.not_in(leaving))
        count = session.scalar(select(func.count()).select_from(model).where(condition)) or 0
        if count:
            examples = tuple(session.scalars(select(model).where(condition).order_by(model.id).limit(most)))
            places.append(Place(model, _column(model, key.columns[0]).key, count, examples))
    return places


def references_to(target: Mapper[Any], go_along: bool) -> list[tuple[type[Base], ForeignKeyConstraint]]:
    """Models with each foreign key to these tables, whose rows go with the record or stay."""
    return [
        (model, key)
        for model in models()
        for table in model.__mapper__.tables
        for key in table.foreign_key_constraints  # type: ignore[attr-defined]
        if key.referred_table in target.tables
        and (key.ondelete == "CASCADE") is go_along
        and not _is_inheritance(model, key)
    ]


def pairs_of(key: ForeignKeyConstraint) -> list[tuple[Column[Any], Column[Any]]]:
    """The columns of a foreign key with those they point to."""
    return [(element.parent, element.column) for element in key.elements]


def _is_inheritance(model: type[Base], key: ForeignKeyConstraint) -> bool:
    """The half of a joined record points to its other half."""
    return key.referred_table in model.__mapper__.tables and key.columns.keys() == ["id"]


def _column(model: type[Base], column: Column[Any]) -> Any:
    return getattr(model, model.__mapper__.get_property_by_column(column).key)
