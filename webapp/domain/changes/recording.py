"""Writes the memory: one listener on the flush, so that no changed field can be forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, inspect, update
from sqlalchemy.event import listen
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from ..base import Base, Record
from ..errors import Message
from ..search import index_records
from .log import Author, Change, ChangeSet
from .rules import LASTING, NUMBERS, Rule
from .values import is_blank, keep, tracked_fields

MEMORY = "memory"


@dataclass
class Reason:
    rule: Rule = Rule.TYPED
    source: Base | None = None


@dataclass
class Memory:
    """The change set under way in a session; its row is written with the first change, so no action leaves an empty one."""

    what: Message
    by: Author
    undoes_id: int | None = None
    change_set_id: int | None = None
    reasons: list[Reason] = field(default_factory=lambda: [Reason()])
    gone: list[dict[str, Any]] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


def open_change_set(session: Session, what: Message, by: Author) -> Memory:
    session.info[MEMORY] = memory = Memory(what, by)
    return memory


def close_change_set(session: Session) -> None:
    session.info.pop(MEMORY, None)


def name_change_set(session: Session, what: Message) -> None:
    """Another name for the change set under way, written already or not."""
    memory = memory_of(session)
    memory.what = what
    if memory.change_set_id is not None:
        session.execute(update(ChangeSet).where(ChangeSet.id == memory.change_set_id).values(what=what.dump()))


def memory_of(session: Session) -> Memory:
    memory = session.info.get(MEMORY)
    if memory is None:
        raise RuntimeError("records change only inside a transaction with a name")
    return memory  # type: ignore[no-any-return]


def mention(session: Session, note: Message) -> None:
    """Something the person should be told along with the receipt."""
    memory_of(session).notes.append(note)


@contextmanager
def because(session: Session, rule: Rule, source: Base | None = None) -> Iterator[None]:
    """Whatever changes inside is remembered with this rule and the record it came from."""
    session.flush()
    reasons = memory_of(session).reasons
    lasts = reasons[-1].rule in LASTING and rule not in NUMBERS
    reasons.append(reasons[-1] if lasts else Reason(rule, source))
    try:
        yield
        session.flush()
    finally:
        reasons.pop()


def remember(sessions: sessionmaker[Session]) -> None:
    """From now on the sessions of this factory write the memory."""
    listen(sessions, "before_flush", _note_the_leaving)
    listen(sessions, "after_flush", _write)


def _note_the_leaving(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """What is deleted must be read while it is still there."""
    for record in session.deleted:
        if record.tracked:
            memory_of(session).gone += [
                row_of(record, name, kept, None) for name, kept in kept_fields(record) if kept is not None
            ]


def _write(session: Session, _context: UOWTransaction) -> None:
    came = [record for record in session.new if record.tracked]
    changed = [record for record in session.dirty if record.tracked]
    rows = [row_of(record, name, None, kept) for record in came for name, kept in kept_fields(record) if kept]
    rows += [row for record in changed for row in changed_fields(record)]
    gone = [record for record in session.deleted if record.tracked]
    index_records(session, came=came, changed=changed, gone=gone)
    keep_derived(session, [*came, *changed, *gone])
    if session.info.get(MEMORY):
        rows = memory_of(session).gone + rows
        memory_of(session).gone = []
    if rows:
        write_changes(session, rows)


def keep_derived(session: Session, touched: list[Record]) -> None:
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    for record in touched:
        by_model[type(record)].append(record)
    for model, records in by_model.items():
        model.keep_derived(session, records)


def write_changes(session: Session, rows: list[dict[str, Any]]) -> None:
    """Add rows to the change set under way; bulk verbs call this themselves."""
    memory = memory_of(session)
    if memory.change_set_id is None:
        opened = session.execute(
            insert(ChangeSet)
            .values(by_id=memory.by.id, by_name=memory.by.name, what=memory.what.dump(), undoes_id=memory.undoes_id)
            .returning(ChangeSet.id)
        )
        memory.change_set_id = opened.scalar_one()
    reason = memory.reasons[-1]
    source = reason.source
    shared = {
        "change_set_id": memory.change_set_id,
        "rule": reason.rule,
        "source_type": source.__tablename__ if source else None,
        "source_id": source.id if source else None,
        "source_label": source.label[:150] if source else None,
    }
    session.execute(insert(Change), [row | shared for row in rows])


def row_of(record: Record, name: str, before: str | None, after: str | None) -> dict[str, Any]:
    return {
        "record_type": record.__tablename__,
        "record_id": record.id,
        "label": record.label[:150],
        "field": name,
        "before": before,
        "after": after,
    }


def kept_fields(record: Record) -> Iterator[tuple[str, str | None]]:
    for name in tracked_fields(type(record)):
        value = getattr(record, name)
        yield name, None if is_blank(value) else keep(value)


def changed_fields(record: Record) -> Iterator[dict[str, Any]]:
    attributes = inspect(record).attrs
    for name in tracked_fields(type(record)):
        history = attributes[name].history
        if history.has_changes():
            before = keep(history.deleted[0]) if history.deleted else None
            after = keep(history.added[0]) if history.added else None
            if before != after:
                yield row_of(record, name, before, after)
