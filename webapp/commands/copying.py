"""copy-to: the whole database into another one, of either kind, table by table. What was interrupted goes on."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, RowMapping, Table, bindparam, exc, func, insert, select, update

from .. import migrations
from ..config import WrongSetting, read_url
from ..db import WRITES, Database
from ..domain.base import Base
from ..domain.changes import ChangeSet
from ..domain.errors import Refused
from . import Subcommands, opened, progress, say

LARGE_ROWS = 100
"""How many times fewer rows go at once where a row may hold a picture."""


def declare(subcommands: Subcommands) -> None:
    copy = subcommands.add_parser(
        "copy-to", help="copy everything into another database; run again after an interruption"
    )
    copy.add_argument("url", metavar="URL", help="sqlite:///file or postgresql://user@host/database")
    copy.add_argument("--batch", type=int, default=2000, metavar="ROWS", help="rows to copy at once (default: 2000)")
    copy.set_defaults(run=run_copy)


def run_copy(options: argparse.Namespace) -> int:
    batch = max(1, options.batch)
    with opened() as source, _other(options.url, source) as target:
        _prepare(source, target)
        with _snapshot(source) as reading:
            tables = Base.metadata.sorted_tables
            _refuse_other_data(reading, target, tables)
            _copy_tables(reading, target, tables, batch)
            _copy_postponed(reading, target, tables, batch)
            _finish(target, tables)
            rows = _verify(reading, target, tables, batch)
            last_change = _last_change(reading)
        with source.engine.connect() as now:
            if _last_change(now) != last_change:
                raise Refused("Somebody worked in the database meanwhile. Stop the server, then run this again.")
    say(f"{rows:,} rows in {len(tables):,} tables are in both databases, and every one is the same.")
    return 0


@contextmanager
def _other(address: str, source: Database) -> Iterator[Database]:
    """The database to copy into."""
    target = Database(read_url(address, "URL"))
    if target.engine.url == source.engine.url:
        raise Refused("This is the database itself. Name another one to copy into.")
    try:
        _reach(target)
        yield target
    finally:
        target.engine.dispose()


def _reach(target: Database) -> None:
    try:
        target.engine.connect().close()
    except exc.OperationalError as error:
        raise WrongSetting("URL", f"the database cannot be opened: {error.orig}") from None


def _prepare(source: Database, target: Database) -> None:
    """Both sides get the tables of this release before a row moves."""
    if _revision(source) != migrations.head():
        raise Refused("The database does not have the tables of this release. Run concord migrate first.")
    if _revision(target) not in (None, *migrations.revisions()):
        raise Refused("The other database was made by a newer release of Concord. Install that release first.")
    migrations.upgrade(target.engine)


def _revision(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return migrations.current(connection)


@contextmanager
def _snapshot(source: Database) -> Iterator[Connection]:
    """One moment of the source, however long the copying takes."""
    engine = source.engine if source.is_sqlite else source.engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as reading:
        yield reading


def _last_change(reading: Connection) -> int | None:
    return reading.scalar(select(func.max(ChangeSet.id)))


def _refuse_other_data(reading: Connection, target: Database, tables: list[Table]) -> None:
    """A copy that was begun has the first row of every table that it reached; another company has not."""
    with target.engine.connect() as there:
        for table in tables:
            columns = set(table.columns) - set(_postponed(table))
            first = next(_rows(there, table, 1), None)
            if first is not None and not _same(columns, _row(reading, table, first["id"]), first):
                raise Refused(
                    "The other database holds something else: %(table)s %(id)s. Copy into an empty database.",
                    table=table.name,
                    id=first["id"],
                )


def _copy_tables(reading: Connection, target: Database, tables: list[Table], batch: int) -> None:
    for table in tables:
        _copy_table(reading, target, table, batch)


def _copy_table(reading: Connection, target: Database, table: Table, batch: int) -> None:
    """Rows go in the order of their ids, a transaction per batch: up to the highest id there, everything is there."""
    empty = {column.name: None for column in _postponed(table)}
    total = reading.scalar(select(func.count()).select_from(table)) or 0
    last = _highest(target, table)
    done = _count_up_to(reading, table, last)
    while rows := _batch(reading, table, last, _batch_size(table, batch)):
        try:
            with _writing(target) as connection:
                connection.execute(insert(table), [{**row, **empty} for row in rows])
        except (exc.IntegrityError, exc.DataError) as error:
            raise _unfit(table, rows, error) from None
        last = rows[-1]["id"]
        done += len(rows)
        progress(f"{table.name}: {done:,} of {total:,}")


def _copy_postponed(reading: Connection, target: Database, tables: list[Table], batch: int) -> None:
    """Now that every row is there, rows may point to any other."""
    for table in tables:
        for column in _postponed(table):
            fill = (
                update(table).where(table.c.id == bindparam("row"), column.is_(None)).values({column: bindparam("to")})
            )
            last = None
            while rows := _batch(reading, table, last, _batch_size(table, batch), column):
                with _writing(target) as connection:
                    connection.execute(fill, [{"row": row["id"], "to": row[column.name]} for row in rows])
                last = rows[-1]["id"]


def _postponed(table: Table) -> list[Column[Any]]:
    """What points to the table itself or to one that is filled later, and may be empty until then."""
    order = {each: place for place, each in enumerate(Base.metadata.sorted_tables)}
    return [
        column
        for column in table.columns
        if column.nullable and any(order[key.column.table] >= order[table] for key in column.foreign_keys)
    ]


def _finish(target: Database, tables: list[Table]) -> None:
    """PostgreSQL gives ids from sequences, which know nothing of rows that brought theirs along."""
    if target.is_sqlite:
        return
    with _writing(target) as connection:
        quote = connection.dialect.identifier_preparer.format_table
        for table in tables:
            sequence = select(func.pg_get_serial_sequence(quote(table), "id")).scalar_subquery()
            connection.execute(select(func.setval(sequence, func.max(table.c.id))).having(func.max(table.c.id) > 0))
        connection.exec_driver_sql("ANALYZE")


def _writing(target: Database) -> Any:
    return target.engine.execution_options(**WRITES).begin()


def _unfit(table: Table, rows: list[RowMapping], error: exc.DBAPIError) -> Refused:
    return Refused(
        "%(table)s %(first)s to %(last)s cannot be copied: %(reason)s",
        table=table.name,
        first=rows[0]["id"],
        last=rows[-1]["id"],
        reason=str(error.orig).splitlines()[0],
    )


def _verify(reading: Connection, target: Database, tables: list[Table], batch: int) -> int:
    """Every row of both sides, in the order of ids; how many there are."""
    rows = 0
    with target.engine.connect() as there:
        for table in tables:
            progress(f"{table.name}: comparing")
            size = _batch_size(table, batch)
            for here, other in zip_longest(_rows(reading, table, size), _rows(there, table, size)):
                if not _same(table.columns, here, other):
                    raise _difference(table, here, other)
                rows += 1
    return rows


def _same(columns: Iterable[Column[Any]], here: RowMapping | None, there: RowMapping | None) -> bool:
    """Whether both sides have the row with the same values, whatever the drivers made of them."""
    if here is None or there is None:
        return False
    return all(_plain(here[column.name]) == _plain(there[column.name]) for column in columns)


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    return value.normalize() if isinstance(value, Decimal) else value


def _difference(table: Table, here: RowMapping | None, there: RowMapping | None) -> Refused:
    """The lower id tells which row it is: the side that skipped it does not have it."""
    id_ = min(row["id"] for row in (here, there) if row is not None)
    return Refused(
        "The two databases differ in %(table)s %(id)s. Empty the other database, then copy again.",
        table=table.name,
        id=id_,
    )


def _rows(connection: Connection, table: Table, size: int) -> Iterator[RowMapping]:
    """All rows in the order of their ids, some at a time."""
    last = None
    while rows := _batch(connection, table, last, size):
        yield from rows
        last = rows[-1]["id"]


def _batch(
    connection: Connection, table: Table, last: int | None, size: int, filled: Column[Any] | None = None
) -> list[RowMapping]:
    """The rows after an id; of them, if wanted, only those with a value in a column."""
    query = select(table).order_by(table.c.id).limit(size)
    if last is not None:
        query = query.where(table.c.id > last)
    if filled is not None:
        query = query.where(filled.is_not(None))
    return list(connection.execute(query).mappings().all())


def _row(connection: Connection, table: Table, id_: int) -> RowMapping | None:
    return connection.execute(select(table).where(table.c.id == id_)).mappings().first()


def _batch_size(table: Table, batch: int) -> int:
    has_pictures = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return max(1, batch // LARGE_ROWS) if has_pictures else batch


def _highest(target: Database, table: Table) -> int | None:
    with target.engine.connect() as connection:
        highest: int | None = connection.scalar(select(func.max(table.c.id)))
        return highest


def _count_up_to(connection: Connection, table: Table, last: int | None) -> int:
    if last is None:
        return 0
    return connection.scalar(select(func.count()).select_from(table).where(table.c.id <= last)) or 0
