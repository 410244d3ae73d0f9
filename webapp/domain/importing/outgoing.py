"""What a file says of records, so that it can be read again without losing anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, or_
from sqlalchemy.orm import Session

from ..contacts.addresses import AlternativeAddress
from .columns import Subject, fields_of
from .extras import beside


def outgoing(session: Session, subject: Subject, records: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """For each record the values of all fields a file can have, and what stands beside it: as texts, but for the lines of
    its addresses and its picture."""
    known, names = beside(session, subject, records), fields_of(subject.word)
    for record in records:
        values = known[record.id].values
        yield {name: values.get(name, "") if name in subject.extras else getattr(record, name) for name in names}


def fits_one_table(session: Session, subject: Subject, chosen: Select[Any]) -> bool:
    """Whether none of these records has a picture or another address."""
    model = subject.model
    beside = [model.picture_id.is_not(None)]
    if subject.kind is None:
        beside.append(exists().where(AlternativeAddress.contact_id == model.id))
    query = chosen.where(or_(*beside)).with_only_columns(model.id).order_by(None).limit(1)
    return session.scalar(query) is None


def plainly(value: Any) -> str:
    """The same in every language."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)
