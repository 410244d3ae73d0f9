"""A database in a file."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ... import migrations
from ...db import Database
from ...domain.errors import Refused
from .. import progress
from . import COMPANIONS, MARKS, Contents, kept_name, no_backup, unfinished

STEPS = 10
FEWEST_PAGES = 1000


class SqliteFile:
    """A database in one file, copied by SQLite's own online backup."""

    opening = b"SQLite format 3\x00"

    def __init__(self, database: Database) -> None:
        self.path = Path(database.engine.url.database or "")

    def is_in(self, file: Path) -> bool:
        return file.exists() and self.path.exists() and file.samefile(self.path)

    def copy_to(self, file: Path) -> Counter[str]:
        if not self.path.is_file():
            raise Refused("There is no database %(file)s.", file=str(self.path))
        try:
            return _copy_sqlite(self.path, file)
        except sqlite3.Error as error:
            raise Refused("The database cannot be copied: %(reason)s.", reason=str(error)) from None

    def contents(self, file: Path) -> Contents:
        try:
            with closing(_open_sqlite(file, "ro")) as connection:
                return _sound_contents(connection, file)
        except sqlite3.DatabaseError as error:
            raise no_backup(file, str(error)) from None

    def replace_by(self, file: Path) -> Path | None:
        """The copy is migrated before it takes the place, so a migration that fails leaves everything as it was."""
        with _alone_with(self.path), unfinished(self.path) as part:
            _copy_sqlite(file, part)
            _migrate_sqlite(part)
            kept = self._set_aside() if self.path.exists() else None
            os.replace(part, self.path)
        return kept

    def _set_aside(self) -> Path:
        kept = self.path.with_name(kept_name(self.path.name))
        for ending in COMPANIONS:
            file = Path(f"{self.path}{ending}")
            if file.exists():
                file.rename(f"{kept}{ending}")
        return kept


def _open_sqlite(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)


def _copy_sqlite(source_file: Path, file: Path) -> Counter[str]:
    """In one reading transaction: what is written meanwhile neither waits, nor shows, nor starts the copy anew."""
    with closing(_open_sqlite(source_file, "rw")) as source, closing(_open_sqlite(file, "rw")) as target:
        source.execute("BEGIN")
        rows = _count_sqlite(source)
        (pages,) = source.execute("PRAGMA page_count").fetchone()
        source.backup(target, pages=max(pages // STEPS, FEWEST_PAGES), progress=_tell_pages)
        _leave_wal(target)
    return rows


def _tell_pages(_status: int, remaining: int, total: int) -> None:
    progress(f"{total - remaining:,} of {total:,} pages")


def _count_sqlite(connection: sqlite3.Connection) -> Counter[str]:
    """The tables of the full-text search are made from others and count nothing of their own."""
    names = connection.execute(
        "SELECT name FROM sqlite_master"
        " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%' ORDER BY name"
    ).fetchall()
    return Counter({name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names})


def _sound_contents(connection: sqlite3.Connection, file: Path) -> Contents:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise no_backup(file, verdict)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise no_backup(file, f"a row of {broken[0]} points to nothing")
    rows = _count_sqlite(connection)
    if not (rows.keys() >= MARKS and rows["alembic_version"]):
        raise no_backup(file)
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Contents(revision, rows)


def _leave_wal(connection: sqlite3.Connection) -> None:
    """All of the database in its one file. SQLite allows this to the only connection there is."""
    connection.execute("PRAGMA journal_mode = DELETE")


def _migrate_sqlite(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    migrations.upgrade(database.engine)
    database.engine.dispose()
    with closing(_open_sqlite(file, "rw")) as connection:
        _leave_wal(connection)


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """Nobody else has the database open, nor can open it meanwhile.

    An idle server holds no transaction, so an exclusive one would not notice it; leaving the write-ahead log does,
    since SQLite allows that to the only connection there is. A damaged database has no locks to respect.
    """
    if not path.exists():
        yield
        return
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            _leave_wal(connection)
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Refused("The database is in use. Stop the server, then restore again.") from None
        yield
