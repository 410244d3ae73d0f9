"""Code tables: adding, changing, renaming and deleting a row."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from .base import Coded, Record
from .errors import N_, Refused, say
from .usage import places_in_use

C = TypeVar("C", bound=Coded)


class StillUsed(Refused):
    """Carries the places, so that a page can list them."""


def add_code(session: Session, model: type[C], values: dict[str, Any]) -> C:
    record = model()
    session.add(record)
    with session.no_autoflush:
        change_code(session, record, values)
    return record


def change_code(session: Session, record: Record, values: dict[str, Any]) -> None:
    """Set the fields. Another code is a new name for the same row: whatever uses it goes along."""
    with session.no_autoflush:
        for name, value in values.items():
            setattr(record, name, value)
        if isinstance(record, Coded) and "code" in values:
            _check_code(session, record)
    session.flush()


def delete_code(session: Session, record: Record) -> None:
    places = places_in_use(session, record)
    if places:
        raise StillUsed(
            N_("%(record)s is in use: %(place)s. Take it out there first."),
            record=record.label,
            place=places[0].caption,
        )
    session.delete(record)
    session.flush()


def _check_code(session: Session, record: Coded) -> None:
    if not record.code:
        raise Refused(N_("Enter a code."), field="code")
    model = type(record)
    if session.scalar(select(model.id).where(model.code == record.code, model.id != (record.id or 0))):
        raise Refused(
            N_("The code %(code)s is taken in %(table)s. Take another one."),
            field="code",
            table=say(model.many),
            code=record.code,
        )
