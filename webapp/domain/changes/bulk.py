"""Many records at once: remembered, found again and kept in order like any others, in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement, Executable

from ..base import Base, Record, has_changed
from ..search import SearchEntry, entries_of
from .recording import (
    changed_fields,
    index_again,
    insert_plain,
    keep_derived,
    named_source,
    rows_of_gone,
    rows_of_new,
    write_changes,
)

R = TypeVar("R", bound=Record)
AT_ONCE = 500
NO_SOURCES: Mapping[int, Base] = MappingProxyType({})


def change_many(
    session: Session,
    records: Sequence[R],
    changes: Mapping[int, Mapping[str, Any]],
    sources: Mapping[int, Base] = NO_SOURCES,
) -> None:
    """Set fields of many records that are loaded, by their ids, each perhaps because of a record of its own."""
    session.flush()
    rows: list[dict[str, Any]] = []
    touched = [record for record in records if changes.get(record.id)]
    with session.no_autoflush:
        for record in touched:
            for name, value in changes[record.id].items():
                setattr(record, name, value)
            came_from = _came_from(sources.get(record.id))
            rows += [row | came_from for row in changed_fields(record)]
        if rows:
            _update(session, touched)
            index_again(session, [record for record in touched if _is_found_otherwise(record, changes[record.id])])
            keep_derived(session, list(touched))
            write_changes(session, rows)
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
    _insert(session, records)
    entries = entries_of(records)
    if entries:
        insert_plain(session, SearchEntry, entries)
    keep_derived(session, list(records))
    nothing: dict[str, Any] = {}
    origins = chain(map(_came_from, sources), repeat(nothing))
    rows = [row | origin for record, origin in zip(records, origins, strict=False) for row in rows_of_new(record)]
    write_changes(session, rows)


def _came_from(source: Base | None) -> dict[str, Any]:
    """What a change remembers of the record it came from, where that is not the same for all."""
    return named_source(source) if source is not None else {}


def _insert(session: Session, records: Sequence[Record]) -> None:
    """Table by table, the one that gives the ids first."""
    mapper = records[0].__mapper__
    first: Any = mapper.base_mapper.local_table
    new = [record for record in records if record.id is None]
    if new:
        for record, id_ in zip(new, session.scalars(NewIds(first.name, len(new))), strict=True):
            record.id = id_
    for table in sorted(mapper.tables, key=lambda each: each is not first):
        keys = [(column.name, mapper.get_property_by_column(column).key) for column in table.c]
        rows = [
            {name: value for name, key in keys if (value := record.__dict__.get(key)) is not None} for record in records
        ]
        session.connection().execute(insert(table), _filled(table, rows, mapper))


class NewIds(Executable, ClauseElement):
    """As many ids as needed that no record of the table ever had."""

    inherit_cache = False

    def __init__(self, table: str, count: int) -> None:
        self.table = table
        self.count = count


@compiles(NewIds, "sqlite")
def _ids_here(element: NewIds, _compiler: SQLCompiler, **_: Any) -> str:
    last = f"coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{element.table}'), 0)"
    counted = f"WITH RECURSIVE counted(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted WHERE i < {element.count})"
    return f"{counted} SELECT i + {last} FROM counted"


@compiles(NewIds, "postgresql")
def _ids_there(element: NewIds, _compiler: SQLCompiler, **_: Any) -> str:
    return f"SELECT nextval(pg_get_serial_sequence('{element.table}', 'id')) FROM generate_series(1, {element.count})"


def _filled(table: Any, rows: list[dict[str, Any]], mapper: Any) -> list[dict[str, Any]]:
    """The same columns in every row, as one statement wants them; none that is empty everywhere."""
    used = {name for row in rows for name in row}
    has_blank = {column.name for column in table.c if column.default is not None and column.default.is_scalar}
    blank = {name: table.c[name].default.arg if name in has_blank else None for name in used | has_blank}
    if mapper.polymorphic_on is not None and mapper.polymorphic_on.name in blank:
        blank[mapper.polymorphic_on.name] = mapper.polymorphic_identity
    return [blank | row for row in rows]


def delete_many(session: Session, records: Sequence[R]) -> None:
    """Delete many records that are loaded and that nothing names."""
    session.flush()
    if not records:
        return
    rows = [row for record in records for row in rows_of_gone(record)]
    ids = [record.id for record in records]
    mapper, name = records[0].__mapper__, records[0].__tablename__
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
