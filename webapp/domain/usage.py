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
    places = []
    for model, column_name, target in _referring(record.__tablename__):
        column = model.__mapper__.columns[column_name]
        condition = column == getattr(record, target)
        count = session.scalar(select(func.count()).select_from(model).where(condition)) or 0
        if count:
            examples = tuple(session.scalars(select(model).where(condition).order_by(model.id).limit(most)))
            places.append(Place(model, column_name, count, examples))
    return places


def _referring(table: str) -> list[tuple[type[Base], str, str]]:
    """Model, column and the column it points to, for every foreign key to this table that does not go with it."""
    return [
        (mapper.class_, attribute.key, key.column.name)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        for key in attribute.columns[0].foreign_keys
        if key.column.table.name == table and key.ondelete != "CASCADE"
    ]
