"""Writes the memory: one listener on the flush, so that no changed field can be forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.event import listen
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker
from sqlalchemy.orm.attributes import get_history, instance_state
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from ..base import Base, Record
from ..errors import Message, Question
from ..inserting import Row, insert_plain
from ..search import entries_of, index_records, update_entries
from .log import Author, Change, ChangeSet
from .rules import LASTING, NUMBERS, Rule
from .values import fields_when_gone, keep, tracked_fields

MEMORY = "memory"
MOST_TOLD = 200
LONGEST_LABEL = 150
KEPT = (
    "record_type", "record_id", "label", "field", "before", "after",
    "change_set_id", "rule", "source_type", "source_id", "source_label",
)  # fmt: skip
"""What happened to whom, and why."""
NO_SOURCES: Mapping[int, Base] = MappingProxyType({})


@dataclass
class Reason:
    rule: Rule = Rule.TYPED
    source: Base | None = None


@dataclass
class Waiting:
    """What is going to be written beside the records."""

    changes: list[Row] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Memory:
    """The change set under way in a session; its row is written with the first change, so no action leaves an empty one."""

    what: Message
    by: Author
    undoes_id: int | None = None
    change_set_id: int | None = None
    reasons: list[Reason] = field(default_factory=lambda: [Reason()])
    gone: list[Row] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    confirmed: frozenset[str] = frozenset()
    """The questions that whoever acts has said yes to."""
    told: list[Row] = field(default_factory=list)
    waiting: Waiting | None = None
    touched: set[tuple[str, int]] = field(default_factory=set)
    """All records that changed in it."""

    @property
    def first(self) -> list[Change]:
        """The first changes of this transaction, for whoever tells of them afterwards."""
        return [Change(**dict(zip(KEPT, row, strict=True))) for row in self.told]


def open_change_set(session: Session, what: Message, by: Author) -> Memory:
    session.info[MEMORY] = memory = Memory(what, by)
    return memory


def continue_change_set(session: Session, change_set_id: int) -> None:
    """What changes from now on belongs to an action that began in an earlier transaction. It cannot be undone meanwhile."""
    session.execute(select(ChangeSet.id).where(ChangeSet.id == change_set_id).with_for_update())
    memory_of(session).change_set_id = change_set_id


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


def ask(session: Session, question: Question) -> None:
    """Goes on only when the question was answered with yes."""
    if question.word not in memory_of(session).confirmed:
        raise question


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


@contextmanager
def gathered(session: Session) -> Iterator[None]:
    """The memory of what changes inside, and the words it is found by, are written at the end in one go. Nothing inside
    asks for either."""
    memory = memory_of(session)
    if memory.waiting is not None:
        yield
        return
    session.flush()
    memory.waiting = waiting = Waiting()
    try:
        yield
        session.flush()
    finally:
        memory.waiting = None
    update_entries(session, waiting.entries)
    _insert_changes(session, waiting.changes)


def remember(sessions: sessionmaker[Session]) -> None:
    """From now on the sessions of this factory write the memory."""
    listen(sessions, "before_flush", _note_the_leaving)
    listen(sessions, "after_flush", _write)


def _note_the_leaving(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """What is deleted must be read while it is still there."""
    for record in session.deleted:
        if record.tracked:
            memory_of(session).gone += rows_of_gone(record)


def _write(session: Session, _context: UOWTransaction) -> None:
    came = [record for record in session.new if record.tracked]
    changed = [record for record in session.dirty if record.tracked]
    rows = [row for record in came for row in rows_of_new(record)]
    rows += [row for record in changed for row in changed_fields(record)]
    gone = [record for record in session.deleted if record.tracked]
    index_records(session, came=came, gone=gone)
    index_again(session, changed)
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


def write_changes(session: Session, rows: Sequence[Row], sources: Mapping[int, Base] = NO_SOURCES) -> None:
    """Add to the change set under way what happened, and why: each row perhaps because of a record of its own, by the id
    of whose it is. Bulk verbs call this themselves."""
    memory = memory_of(session)
    if not rows:
        return
    reason, set_id = memory.reasons[-1], _change_set_id(session)
    usual = _why(reason.rule, reason.source, set_id)
    own = {id_: _why(reason.rule, source, set_id) for id_, source in sources.items()}
    written = [(*row, *own.get(row[1], usual)) for row in rows]
    memory.told += written[: MOST_TOLD - len(memory.told)]
    if reason.rule not in NUMBERS:
        memory.touched.update([row[:2] for row in rows])
    if memory.waiting is not None:
        memory.waiting.changes += written
    else:
        _insert_changes(session, written)


def _insert_changes(session: Session, rows: Sequence[Row]) -> None:
    insert_plain(session, Change.type_name, KEPT, rows)


def _change_set_id(session: Session) -> int:
    memory = memory_of(session)
    if memory.change_set_id is None:
        opened = session.execute(
            insert(ChangeSet)
            .values(by_id=memory.by.id, by_name=memory.by.name, what=memory.what.dump(), undoes_id=memory.undoes_id)
            .returning(ChangeSet.id)
        )
        memory.change_set_id = opened.scalar_one()
    return memory.change_set_id


def index_again(session: Session, records: Sequence[Record]) -> None:
    """Records that changed are found by other words."""
    memory: Memory | None = session.info.get(MEMORY)
    if memory is not None and memory.waiting is not None:
        memory.waiting.entries += entries_of(records)
    else:
        update_entries(session, entries_of(records))


def _why(rule: Rule, source: Base | None, set_id: int) -> Row:
    named = (source.type_name, source.id, source.label[:LONGEST_LABEL]) if source else (None, None, None)
    return (set_id, rule.value, *named)


def _whose(record: Record) -> Row:
    return record.type_name, record.id, record.label[:LONGEST_LABEL]


def rows_of_new(record: Record) -> list[Row]:
    """All that a record comes with."""
    whose = _whose(record)
    return [(*whose, name, None, kept) for name, kept in kept_fields(record, tracked_fields(type(record)))]


def rows_of_gone(record: Record) -> list[Row]:
    """All that a record leaves with."""
    whose = _whose(record)
    return [(*whose, name, kept, None) for name, kept in kept_fields(record, fields_when_gone(type(record)))]


def kept_fields(record: Record, names: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Those that are not blank."""
    loaded = record.__dict__
    for name in names:
        value = loaded[name] if name in loaded else getattr(record, name)
        if value:
            yield name, value if type(value) is str else keep(value)


def changed_fields(record: Record) -> Iterator[Row]:
    touched = instance_state(record).committed_state
    for name in tracked_fields(type(record)):
        if name not in touched:
            continue
        history = get_history(record, name, PASSIVE_NO_INITIALIZE)
        if history.has_changes():
            before = keep(history.deleted[0]) if history.deleted else None
            after = keep(history.added[0]) if history.added else None
            if before != after:
                yield (*_whose(record), name, before, after)
