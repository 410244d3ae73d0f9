"""What a file says of records, so that it can be read again without losing anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from .columns import Subject, fields_of
from .extras import beside


def outgoing(session: Session, subject: Subject, records: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """For each record the values of all fields a file can have, and what stands beside it as texts."""
    known, names = beside(session, subject, records), fields_of(subject.word)
    for record in records:
        texts = known[record.id].texts
        yield {name: texts.get(name, "") if name in subject.extras else getattr(record, name) for name in names}


def plainly(value: Any) -> str:
    """The same in every language."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)
