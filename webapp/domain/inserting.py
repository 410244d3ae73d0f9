"""Many new rows into a table, in the fastest way each database has: the memory is most of what a batch writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement, Executable

from .base import Base, Record

Row = tuple[Any, ...]


def insert_plain(session: Session, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of plain texts and numbers: nothing stands between them and the driver."""
    if not rows:
        return
    connection = session.connection()
    quoted = connection.dialect.identifier_preparer.quote
    into = f"{quoted(table)} ({', '.join(map(quoted, names))})"
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({places})", rows)


def insert_records(session: Session, records: Sequence[Record]) -> None:
    """New records of one kind, table by table, the one that gives the ids first."""
    mapper = records[0].__mapper__
    first: Any = mapper.base_mapper.local_table
    new = [record for record in records if record.id is None]
    if new:
        for record, id_ in zip(new, session.scalars(NewIds(first.name, len(new))), strict=True):
            record.id = id_
    for table in sorted(mapper.tables, key=lambda each: each is not first):
        names = [column.name for column in table.c]
        insert_plain(session, table.name, names, list(_rows(session, mapper, table, records)))


def _rows(session: Session, mapper: Mapper[Any], table: Any, records: Sequence[Base]) -> Iterable[Row]:
    """What a table keeps of each of them, as the driver takes it; what is not filled in is blank."""
    keys = [(mapper.get_property_by_column(column).key, _blank(mapper, column)) for column in table.c]
    binding = list(_binding(session, table))
    for record in records:
        values = record.__dict__
        row = [blank if (value := values.get(key)) is None else value for key, blank in keys]
        for place, bound in binding:
            row[place] = bound(row[place])
        yield tuple(row)


def _blank(mapper: Mapper[Any], column: Any) -> Any:
    if mapper.polymorphic_on is not None and column.name == mapper.polymorphic_on.name:
        return mapper.polymorphic_identity
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def _binding(session: Session, table: Any) -> Iterable[tuple[int, Callable[[Any], Any]]]:
    """The places of those columns whose values the driver takes in another form."""
    dialect = session.connection().dialect
    for place, column in enumerate(table.c):
        bound = column.type.dialect_impl(dialect).bind_processor(dialect)
        if bound is not None:
            yield place, bound


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
