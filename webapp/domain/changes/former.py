"""Numbers and codes that records had before, or that were those of records merged into them: they lead on for ever."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from ..base import Base
from .log import Change
from .rules import Rule

M = TypeVar("M", bound=Base)
OF_A_KEY = Change.field.in_((literal_column("'no'"), literal_column("'code'")))
"""Spelled out, as the index is, or SQLite would not see that it may use it."""


def formerly(session: Session, model: type[M], key: str) -> M | None:
    """The record that a key leads to which nobody has any more."""
    if not key or "\0" in key:
        return None
    former = select(Change.record_id).where(
        Change.record_type == model.__tablename__, Change.before == key.upper(), OF_A_KEY
    )
    record_id = session.scalar(former.order_by(Change.id.desc()).limit(1))
    return _survivor(session, model, record_id) if record_id is not None else None


def looks_like_a_number(typed: str) -> bool:
    """Only then it is worth asking who had it."""
    return " " not in typed and any(sign.isdigit() for sign in typed)


def _survivor(session: Session, model: type[M], record_id: int) -> M | None:
    """The record itself, or the one it was merged into, and so on. One that was deleted ends the chain."""
    record = session.get(model, record_id)
    if record is not None:
        return record
    gone = select(Change).where(
        Change.record_type == model.__tablename__, Change.record_id == record_id, Change.field == "id"
    )
    end = session.scalar(gone.order_by(Change.id.desc()).limit(1))
    if end is None or end.rule != Rule.MERGED or end.source_id is None:
        return None
    return _survivor(session, model, end.source_id)
