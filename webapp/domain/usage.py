"""Where a record is used, read from the foreign keys, so that no table can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .base import Base, Record
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


def places_in_use(session: Session, record: Record, most: int = 5) -> list[Place]:
    return _places(session, record, most, go_along=False)


def going_along(session: Session, record: Record, most: int = 5) -> list[Place]:
    """Remembered rows that the database would drop together with the record, so that the memory would lose them."""
    return [place for place in _places(session, record, most, go_along=True) if place.model.tracked]


def _places(session: Session, record: Record, most: int, go_along: bool) -> list[Place]:
    places = []
    for model, column_name, target in _referring(record.__tablename__, go_along):
        column = model.__mapper__.columns[column_name]
        condition = column == getattr(record, target)
        count = session.scalar(select(func.count()).select_from(model).where(condition)) or 0
        if count:
            examples = tuple(session.scalars(select(model).where(condition).order_by(model.id).limit(most)))
            places.append(Place(model, column_name, count, examples))
    return places


def _referring(table: str, go_along: bool) -> list[tuple[type[Base], str, str]]:
    """Model, column and the column it points to, for every foreign key to this table whose rows go with it, or stay."""
    return [
        (mapper.class_, attribute.key, key.column.name)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        for key in attribute.columns[0].foreign_keys
        if key.column.table.name == table and (key.ondelete == "CASCADE") is go_along
    ]
