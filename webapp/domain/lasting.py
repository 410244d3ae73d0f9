"""Numbers that records keep of others which may go while they stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from .base import Base, Record, models


class Followed:
    """A kind of record whose new number or code is taken over by those who keep it."""

    @classmethod
    def keep_derived(cls, session: Session, touched: list[Any]) -> None:
        follow_numbers(session, touched)


@cache
def lasting_columns(type_name: str) -> tuple[Any, ...]:
    """The columns that keep numbers of this kind of record."""
    return tuple(dict.fromkeys(_columns(type_name)))


def _columns(type_name: str) -> Iterator[Any]:
    for model in models():
        for column in model.__mapper__.columns:
            if column.info.get("lasting") and column.info["field"].refers_to == type_name:
                yield column


def follow_numbers(session: Session, records: Sequence[Record]) -> None:
    """Where records got other numbers, whoever keeps the old one goes along, as the database does with references."""
    for record in records:
        former = get_history(record, record.key_field).deleted
        if former and former[0]:
            for column in lasting_columns(record.type_name):
                statement = update(column.table).where(column == former[0]).values({column.name: record.key})
                session.connection().execute(statement)


def keepers_of(type_name: str) -> Iterator[tuple[type[Record], Any]]:
    """Models with the column that keeps such a number; kinds that share a table are one."""
    for column in lasting_columns(type_name):
        for mapper in Base.registry.mappers:
            if mapper.local_table is column.table and not mapper.single and issubclass(mapper.class_, Record):
                yield mapper.class_, column
