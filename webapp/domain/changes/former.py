"""Numbers and codes that records had before, or that were those of records merged into them: they lead on for ever."""

from __future__ import annotations

from typing import Any

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from ..base import Base, model_of
from .log import Change
from .rules import Rule

OF_A_KEY = Change.field.in_((literal_column("'no'"), literal_column("'code'")))
"""Spelled out, as the index is, or SQLite would not see that it may use it."""


LEADS_ON = frozenset({Rule.MERGED, Rule.CONVERTED})
"""A record that went in one of these ways lives on in the one that the change came from."""


def formerly(session: Session, model: type[Base], key: str) -> Any:
    """The record that a key leads to which nobody has any more; perhaps one of another kind."""
    if not key or "\0" in key:
        return None
    former = select(Change.record_id).where(
        Change.record_type == model.type_name, Change.before == key.upper(), OF_A_KEY
    )
    record_id = session.scalar(former.order_by(Change.id.desc()).limit(1))
    return _survivor(session, model, record_id) if record_id is not None else None


def looks_like_a_number(typed: str) -> bool:
    """Only then it is worth asking who had it."""
    return " " not in typed and any(sign.isdigit() for sign in typed)


def _survivor(session: Session, model: type[Base], record_id: int) -> Any:
    """The record itself, or the one it became, and so on. One that was deleted ends the chain."""
    record = session.get(model, record_id)
    if record is not None:
        return record
    gone = select(Change).where(
        Change.record_type == model.type_name, Change.record_id == record_id, Change.field == "id"
    )
    end = session.scalar(gone.order_by(Change.id.desc()).limit(1))
    if end is None or end.rule not in LEADS_ON or end.source_id is None or end.source_type is None:
        return None
    return _survivor(session, model_of(end.source_type), end.source_id)
