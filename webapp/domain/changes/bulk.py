"""Many records at once: remembered, found again and kept in order like any others, in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state

from ..base import Base, Record, has_changed
from ..inserting import Row, insert_records
from ..search import SearchEntry, insert_entries
from .recording import (
    NO_SOURCES,
    changed_fields,
    index_again,
    keep_derived,
    rows_of_gone,
    rows_of_new,
    write_changes,
)

R = TypeVar("R", bound=Record)
AT_ONCE = 500


def change_many(
    session: Session,
    records: Sequence[R],
    changes: Mapping[int, Mapping[str, Any]],
    sources: Mapping[int, Base] = NO_SOURCES,
) -> None:
    """Set fields of many records that are loaded, by their ids, each perhaps because of a record of its own."""
    session.flush()
    rows: list[Row] = []
    touched = [record for record in records if changes.get(record.id)]
    with session.no_autoflush:
        for record in touched:
            for name, value in changes[record.id].items():
                setattr(record, name, value)
            rows += changed_fields(record)
        if rows:
            _update(session, touched)
            index_again(session, [record for record in touched if _is_found_otherwise(record, changes[record.id])])
            keep_derived(session, list(touched))
            write_changes(session, rows, sources)
    for record in touched:
        session.expire(record)


def _update(session: Session, records: Iterable[Record]) -> None:
    """One statement for all that change the same fields of the same table."""
    by_shape: dict[tuple[Any, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        for table, values in _changed_columns(record).items():
            by_shape[table, tuple(sorted(values))].append({"own_id": record.id, **values})
    for (table, names), rows in by_shape.items():
        changed: dict[str, Any] = {name: bindparam(name) for name in names}
        if "version" in table.c:
            changed["version"] = table.c.version + 1
        statement = update(table).where(table.c.id == bindparam("own_id")).values(changed)
        session.connection().execute(statement, rows)


def _changed_columns(record: Record) -> dict[Any, dict[str, Any]]:
    """What changed, by the table it is in."""
    by_table: dict[Any, dict[str, Any]] = {table: {} for table in record.__mapper__.tables if "version" in table.c}
    columns = record.__mapper__.columns
    for name in instance_state(record).committed_state.keys() & columns.keys():
        if has_changed(record, name):
            by_table.setdefault(columns[name].table, {})[columns[name].name] = getattr(record, name)
    return by_table


def _is_found_otherwise(record: Record, names: Iterable[str]) -> bool:
    """No record is found by the code or number of another one."""
    columns = record.__mapper__.columns
    return has_changed(record, *(name for name in names if not columns[name].foreign_keys))


def add_many(session: Session, records: Sequence[R], sources: Sequence[Base] = ()) -> None:
    """Add many new records of one table, made with `fresh`, each perhaps because of a record of its own; afterwards they
    have their ids, and the session knows nothing of them."""
    session.flush()
    if not records:
        return
    insert_records(session, records)
    insert_entries(session, records)
    keep_derived(session, list(records))
    came_from = {record.id: source for record, source in zip(records, sources, strict=False)}
    write_changes(session, [row for record in records for row in rows_of_new(record)], came_from)


def delete_many(session: Session, records: Sequence[R]) -> None:
    """Delete many records that are loaded and that nothing names."""
    session.flush()
    if not records:
        return
    rows = [row for record in records for row in rows_of_gone(record)]
    ids = [record.id for record in records]
    mapper, name = records[0].__mapper__, records[0].type_name
    entry: Any = SearchEntry.__table__
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for table in sorted(mapper.tables, key=lambda each: each is mapper.base_mapper.local_table):
            session.connection().execute(delete(table).where(table.c.id.in_(some)))
        session.connection().execute(delete(entry).where(entry.c.record_type == name, entry.c.record_id.in_(some)))
    for record in records:
        session.expunge(record)
    for start in range(0, len(ids), AT_ONCE):
        keep_derived(session, list(records[start : start + AT_ONCE]))
    write_changes(session, rows)


def load_many(session: Session, model: type[R], ids: Iterable[int], *conditions: ColumnElement[bool]) -> list[R]:
    """Records by their ids, however many."""
    wanted = list(ids)
    found: list[R] = []
    for start in range(0, len(wanted), AT_ONCE):
        found += session.scalars(select(model).where(model.id.in_(wanted[start : start + AT_ONCE]), *conditions))
    return found
