"""Reads the memory: why a value is what it is, what a record was like, what happened since somebody looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, false, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from ..base import Base, Record
from .log import Change, ChangeSet
from .values import keep, read, tracked_fields


@dataclass(frozen=True)
class Step:
    """One link in the chain of a field's values."""

    change: Change
    change_set: ChangeSet
    before: Any
    after: Any


def why(session: Session, record: Record, name: str) -> list[Step]:
    """The chain of values of a field, the newest first; the first one came with the record or was typed later."""
    return [
        _step(type(record), name, change)
        for change in _changes(session, _of(record.type_name, record.id), Change.field == name)
    ]


def as_it_was(session: Session, model: type[Base], record_id: int, at: dt.datetime) -> dict[str, Any] | None:
    """Every field of a record as it stood at a moment, or nothing where there was no such record."""
    later = _changes(session, _of(model.type_name, record_id), ChangeSet.at > at)
    return _before(session, model, record_id, later)


def base_of(session: Session, record: Record, seen: int) -> dict[str, Any]:
    """The record as somebody saw it who had seen the memory up to this change."""
    later = _changes(session, _of(record.type_name, record.id), Change.id > seen)
    return _before(session, type(record), record.id, later) or {}


def last_change_id(session: Session, record: Record) -> int:
    """How far the memory of a record goes now; a form carries it, to know later what its reader had seen."""
    return session.scalar(select(last_change(record))) or 0


def last_change(record: Record) -> ScalarSelect[int | None]:
    return select(func.max(Change.id)).where(_of(record.type_name, record.id)).scalar_subquery()


def changed_at(record: Record) -> Select[dt.datetime]:
    """When a record was last changed, by whatever action."""
    query = select(ChangeSet.at).join(Change, Change.change_set_id == ChangeSet.id)
    return query.where(_of(record.type_name, record.id)).order_by(Change.id.desc()).limit(1)


def last_change_ids(session: Session, model: type[Base], ids: Collection[int]) -> dict[int, int]:
    """By record, how far its memory goes."""
    query = select(Change.record_id, func.max(Change.id)).where(
        Change.record_type == model.type_name, Change.record_id.in_(ids)
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(Change.record_id))} if ids else {}


def last_touched(session: Session, record_type: str, record_id: int, name: str) -> Change | None:
    """The newest change of a field, with its change set."""
    return next(iter(_changes(session, _of(record_type, record_id), Change.field == name, most=1)), None)


def last_steps(session: Session, records: Sequence[Record], names: Collection[str]) -> dict[tuple[str, int, str], Step]:
    """By table, id and field the last link in the chain of each value, in one question. A value that was never anything
    else came with its record."""
    wanted = or_(*(_of(record.type_name, record.id) for record in records), false())
    newest = select(func.max(Change.id)).where(wanted, Change.field.in_(("id", *names)))
    newest = newest.group_by(Change.record_type, Change.record_id, Change.field)
    found = {
        (change.record_type, change.record_id, change.field): change
        for change in _changes(session, Change.id.in_(newest))
    }
    steps = {}
    for record in records:
        of = (record.type_name, record.id)
        for name in set(names) & set(tracked_fields(type(record))):
            change = found.get((*of, name)) or found.get((*of, "id"))
            if change is not None:
                steps[*of, name] = _step(type(record), name, change)
    return steps


def _step(model: type[Base], name: str, change: Change) -> Step:
    if change.field != name:
        return Step(change, change.change_set, read(model, name, None), read(model, name, None))
    return Step(change, change.change_set, read(model, name, change.before), read(model, name, change.after))


def _of(record_type: str, record_id: int) -> ColumnElement[bool]:
    return (Change.record_type == record_type) & (Change.record_id == record_id)


def _changes(session: Session, *conditions: ColumnElement[bool], most: int | None = None) -> list[Change]:
    query = (
        select(Change)
        .join(Change.change_set)
        .options(contains_eager(Change.change_set))
        .where(*conditions)
        .order_by(Change.id.desc())
        .limit(most)
    )
    return list(session.scalars(query))


def _before(session: Session, model: type[Base], record_id: int, later: list[Change]) -> dict[str, Any] | None:
    """Walk back from today through the later changes, newest first."""
    record = session.get(model, record_id)
    names = tracked_fields(model)
    kept = {name: keep(getattr(record, name)) if record else None for name in names}
    for change in later:
        if change.field in kept:
            kept[change.field] = change.before
    if kept["id"] is None:
        return None
    return {name: read(model, name, kept[name]) for name in names}
