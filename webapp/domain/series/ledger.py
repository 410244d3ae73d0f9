"""The number ledger: every number between the first and the last, with its record or what became of it.

Nothing is stored for it. Records have their numbers, and the memory knows who renamed, deleted or skipped one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, object_session

from ..base import Record, models
from ..changes import Change
from ..changes.rules import NUMBERS, Rule
from ..errors import N_
from .no_series import NoSeriesLine, Numbered
from .numbers import Number

IN_USE = N_("in use")
RENAMED = N_("renamed")
DELETED = N_("deleted")
MERGED = N_("merged")
CONVERTED = N_("converted")
WENT: dict[str, str] = {Rule.MERGED: MERGED, Rule.CONVERTED: CONVERTED}
"""How numbers went otherwise than by deleting."""
SKIPPED = N_("skipped")
UNACCOUNTED = N_("unaccounted for")


@dataclass(frozen=True)
class LedgerEntry:
    """One number: the records that have it, or the change that says why none has."""

    no: str
    state: str
    records: tuple[Record, ...] = ()
    change: Change | None = None


def numbers_given(line: NoSeriesLine) -> range:
    """The counting values from the first to the last number used, in the smallest step they were ever counted by."""
    first, last = Number.read(line.starting_no), Number.read(line.last_no_used)
    if first is None or last is None:
        return range(0)
    session = object_session(line)
    assert session is not None
    steps = [int(change.before) for change in session.scalars(_changes_of(line, "increment_by")) if change.before]
    jumps = [Number.read(change.after or "") for change in _skips(session, line)]
    distances = [last.value - first.value, *(jump.value - first.value for jump in jumps if jump)]
    return range(first.value, last.value + 1, math.gcd(line.increment_by, *steps, *distances))


def ledger(session: Session, line: NoSeriesLine, start: int = 0, most: int = 50) -> list[LedgerEntry]:
    """A page of the account, the newest number first."""
    first = Number.read(line.starting_no)
    assert first is not None
    values = numbers_given(line)[::-1][start : start + most]
    return list(_account(session, line, [str(first.at(value)) for value in values]))


def unaccounted(session: Session, line: NoSeriesLine, batch: int = 500) -> Iterator[LedgerEntry]:
    """What no record and no change explains; there should be none."""
    for start in range(0, len(numbers_given(line)), batch):
        for entry in ledger(session, line, start, batch):
            if entry.state == UNACCOUNTED:
                yield entry


def _account(session: Session, line: NoSeriesLine, numbers: list[str]) -> Iterator[LedgerEntry]:
    models = numbered_models()
    records = _records(session, models, numbers)
    former = _former(session, models, numbers)
    missing = [no for no in numbers if no not in records and no not in former]
    skips = [*_skips(session, line), *_steps(session, line)] if missing else []
    for no in numbers:
        if no in records:
            yield LedgerEntry(no, IN_USE, tuple(records[no]))
        elif no in former:
            yield LedgerEntry(no, _what_became(former[no]), change=former[no])
        else:
            skip = next((change for change in skips if _jumps_over(change, no)), None)
            yield LedgerEntry(no, SKIPPED if skip else UNACCOUNTED, change=skip)


def _what_became(change: Change) -> str:
    if change.after:
        return RENAMED
    return WENT.get(change.rule, DELETED)


def numbered_models() -> list[Any]:
    """Every table that takes numbers, read from the records, so that none can be forgotten."""
    return [model for model in models() if issubclass(model, Numbered)]


def _records(session: Session, models: Iterable[Any], numbers: list[str]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for model in models:
        for record in session.scalars(select(model).where(model.no.in_(numbers))):
            found.setdefault(record.no, []).append(record)
    return found


def _former(session: Session, models: Iterable[Any], numbers: list[str]) -> dict[str, Change]:
    """The last change that took a number away from a record."""
    query = (
        select(Change)
        .join(Change.change_set)
        .options(contains_eager(Change.change_set))
        .where(Change.record_type.in_([model.type_name for model in models]))
        .where(Change.before.in_(numbers), Change.field == "no")
        .order_by(Change.id)
    )
    return {change.before: change for change in session.scalars(query) if change.before}


def _skips(session: Session, line: NoSeriesLine) -> list[Change]:
    """The changes of the last number by hand, or by undo: what they jump over was never given out."""
    return list(session.scalars(_changes_of(line, "last_no_used").where(Change.rule.not_in(NUMBERS))))


def _steps(session: Session, line: NoSeriesLine) -> list[Change]:
    """The numbers given out: what lies between two of them was passed by."""
    return list(session.scalars(_changes_of(line, "last_no_used").where(Change.rule.in_(NUMBERS))))


def _changes_of(line: NoSeriesLine, name: str) -> Select[Change]:
    return (
        select(Change)
        .join(Change.change_set)
        .options(contains_eager(Change.change_set))
        .where(Change.record_type == NoSeriesLine.type_name, Change.record_id == line.id, Change.field == name)
        .order_by(Change.id.desc())
    )


def _jumps_over(change: Change, no: str) -> bool:
    number, last, before = Number.read(no), Number.read(change.after or ""), Number.read(change.before or "")
    if number is None or last is None:
        return False
    end = last.value - 1 if change.rule in NUMBERS else last.value
    return (before.value if before else -1) < number.value <= end
