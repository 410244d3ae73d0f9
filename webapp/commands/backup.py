"""backup and restore: a copy that was read back before it counts, and the way back to it."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, func, inspect, select, table

from .. import migrations
from ..config import read_config
from ..db import Database
from ..domain.errors import N_, Refused
from . import Subcommands, opened, progress, say

MARKS = {"alembic_version", "change_set", "company_information"}
"""Tables that no other program has all of."""

STEPS = 10
COMPANIONS = ("-wal", "-shm", "-journal", "")
"""The files of an SQLite database. The database comes last: its log must never stand beside another database."""

COPY = re.compile(rb'COPY (?:"?\w+"?\.)?"?(\w+)"? \(')
END_OF_COPY = b"\\.\n"


class Contents(NamedTuple):
    """What a copy holds: the revision of its tables and the number of rows in each."""

    revision: str
    rows: Counter[str]


class Store(Protocol):
    """A kind of database: how it is copied, how a copy is read, how a copy takes its place."""

    opening: bytes
    """What every copy of this kind begins with."""

    def is_in(self, file: Path) -> bool:
        """Whether a file is the database itself, which no backup may overwrite."""

    def copy_to(self, file: Path) -> Counter[str]:
        """Copy everything as it is at one moment; the rows there were at that moment."""

    def contents(self, file: Path) -> Contents:
        """Read a copy from its first to its last byte."""

    def replace_by(self, file: Path) -> Path | None:
        """Put a copy in the place of the database; where the former one is kept, if there was one."""


def declare(subcommands: Subcommands) -> None:
    backup = subcommands.add_parser("backup", help="copy the database into a file and check it; the server may run")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace FILE if it exists")
    backup.set_defaults(run=run_backup)
    restore = subcommands.add_parser("restore", help="put a backup in the place of the database; stop the server first")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    restore.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace) -> int:
    file: Path = options.file
    if file.is_dir() or (file.exists() and not options.force):
        raise Refused(N_("%(file)s exists already. Name another file, or add --force to replace it."), file=str(file))
    with opened() as database, _unfinished(file) as part:
        rows = _checked_copy(_store(database), file, part)
        os.replace(part, file)
    say(f"{file}: {len(rows):,} tables, {rows.total():,} rows, {file.stat().st_size:,} bytes, checked.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    file: Path = options.file
    with opened() as database:
        store = _store(database)
        _refuse_other_kind(store, file)
        progress(f"Reading {file}")
        rows = _known(store.contents(file), file).rows
        if not (options.yes or _confirmed(database)):
            return 1
        kept = store.replace_by(file)
    say(f"Restored {len(rows):,} tables with {rows.total():,} rows.")
    if kept:
        say(f"The database as it was before is kept in {kept}")
    return 0


def _store(database: Database) -> Store:
    return SqliteFile(database) if database.is_sqlite else PostgresqlServer(database)


def _checked_copy(store: Store, file: Path, part: Path) -> Counter[str]:
    if store.is_in(file):
        raise Refused(N_("%(file)s is the database itself. Name another file for its backup."), file=str(file))
    rows = store.copy_to(part)
    progress("Reading the copy")
    copied = _known(store.contents(part), file).rows
    for name in rows:
        if copied[name] != rows[name]:
            raise Refused(N_("The copy lacks rows of table %(table)s. Make the backup again."), table=name)
    return rows


def _known(contents: Contents, file: Path) -> Contents:
    """The contents, if this release knows their tables: it can migrate older ones, newer ones are beyond it."""
    if contents.revision not in migrations.revisions():
        raise Refused(
            N_("%(file)s was made by a newer release of Concord (revision %(revision)s). Install that release first."),
            file=str(file),
            revision=contents.revision,
        )
    return contents


def _refuse_other_kind(store: Store, file: Path) -> None:
    """A backup goes back into the kind of database it was taken from."""
    try:
        opening = file.open("rb").read(16)
    except OSError as error:
        raise Refused(N_("%(file)s cannot be read: %(reason)s."), file=str(file), reason=str(error.strerror)) from None
    if opening.startswith(store.opening):
        return
    if opening.startswith((SqliteFile.opening, PostgresqlServer.opening)):
        raise Refused(
            N_("%(file)s comes from the other kind of database. Restore it into that, then move with concord copy-to."),
            file=str(file),
        )
    raise _no_backup(file)


def _no_backup(file: Path, reason: str = "") -> Refused:
    if reason:
        return Refused(N_("%(file)s is damaged or no backup of Concord: %(reason)s."), file=str(file), reason=reason)
    return Refused(N_("%(file)s is no backup of Concord."), file=str(file))


def _confirmed(database: Database) -> bool:
    """Asked at a terminal only; nobody answers in a script."""
    if not sys.stdin.isatty():
        raise Refused(N_("Restoring replaces the whole database. Add --yes if that is wanted."))
    place = database.engine.url.render_as_string(hide_password=True)
    return input(f"Replace everything in {place}? [y/N] ").strip().lower() in {"y", "yes"}


def _kept_name(name: str) -> str:
    return f"{name}.before-restore-{dt.datetime.now():%Y%m%d-%H%M%S-%f}"


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """A file beside the wanted one that only its owner may read. Whatever is still there at the end is removed."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        reason = str(error.strerror)
        raise Refused(N_("%(file)s cannot be written: %(reason)s."), file=str(file), reason=reason) from None
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in COMPANIONS:
            Path(name + ending).unlink(missing_ok=True)


class SqliteFile:
    """A database in one file, copied by SQLite's own online backup."""

    opening = b"SQLite format 3\x00"

    def __init__(self, database: Database) -> None:
        self.path = Path(database.engine.url.database or "")

    def is_in(self, file: Path) -> bool:
        return file.exists() and self.path.exists() and file.samefile(self.path)

    def copy_to(self, file: Path) -> Counter[str]:
        if not self.path.is_file():
            raise Refused(N_("There is no database %(file)s."), file=str(self.path))
        try:
            return _copy_sqlite(self.path, file)
        except sqlite3.Error as error:
            raise Refused(N_("The database cannot be copied: %(reason)s."), reason=str(error)) from None

    def contents(self, file: Path) -> Contents:
        try:
            with closing(_open_sqlite(file, "ro")) as connection:
                return _sound_contents(connection, file)
        except sqlite3.DatabaseError as error:
            raise _no_backup(file, str(error)) from None

    def replace_by(self, file: Path) -> Path | None:
        """The copy is migrated before it takes the place, so a migration that fails leaves everything as it was."""
        with _alone_with(self.path), _unfinished(self.path) as part:
            _copy_sqlite(file, part)
            _migrate_sqlite(part)
            kept = self._set_aside() if self.path.exists() else None
            os.replace(part, self.path)
        return kept

    def _set_aside(self) -> Path:
        kept = self.path.with_name(_kept_name(self.path.name))
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
        source.backup(target, pages=pages // STEPS + 1, progress=_tell_pages)
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
        raise _no_backup(file, verdict)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise _no_backup(file, f"a row of {broken[0]} points to nothing")
    rows = _count_sqlite(connection)
    if not (rows.keys() >= MARKS and rows["alembic_version"]):
        raise _no_backup(file)
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
                raise Refused(N_("The database is in use. Stop the server, then restore again.")) from None
        yield


class PostgresqlServer:
    """A database on a server, copied by PostgreSQL's own programs. It belongs to Concord alone."""

    opening = b"PGDMP"

    def __init__(self, database: Database) -> None:
        self.engine = database.engine
        _nothing, options = self.engine.dialect.create_connect_args(self.engine.url)
        password = options.pop("password", None)
        options.pop("context", None)
        self._where = make_conninfo(**options)
        self._environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})

    def is_in(self, file: Path) -> bool:
        return False

    def copy_to(self, file: Path) -> Counter[str]:
        """pg_dump reads the very snapshot in which the rows are counted."""
        with self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            rows = _count_postgresql(connection)
            snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
            progress(f"Copying {len(rows):,} tables")
            options = ("--format=custom", f"--snapshot={snapshot}", f"--file={file}", f"--dbname={self._where}")
            self._run("pg_dump", *options)
        return rows

    def contents(self, file: Path) -> Contents:
        """The list of a dump stands at its beginning and tells nothing of a lost end: so all of it is read."""
        command = [self._program("pg_restore"), "--data-only", "--file=-", str(file)]
        with tempfile.TemporaryFile() as complaints:
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints) as reading:
                assert reading.stdout is not None
                contents = _dumped_contents(reading.stdout)
            complaints.seek(0)
            if reading.returncode:
                raise _no_backup(file, _last_line(complaints.read()))
        if not (contents.revision and contents.rows.keys() >= MARKS):
            raise _no_backup(file)
        return contents

    def replace_by(self, file: Path) -> Path | None:
        self._refuse_in_use()
        kept = self._keep()
        try:
            self._load(file)
        except Refused:
            if kept:
                self._load(kept)
            raise
        migrations.upgrade(self.engine)
        return kept

    def _refuse_in_use(self) -> None:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        with self.engine.connect() as connection:
            if connection.exec_driver_sql(others).scalar_one():
                raise Refused(N_("The database is in use. Stop the server, then restore again."))

    def _keep(self) -> Path | None:
        with self.engine.connect() as connection:
            if not _count_postgresql(connection):
                return None
        kept = read_config().instance / _kept_name(f"{self.engine.url.database}.dump")
        with _unfinished(kept) as part:
            self.copy_to(part)
            os.replace(part, kept)
        return kept

    def _load(self, file: Path) -> None:
        """`--clean` knows the tables of the dump alone; what a newer release added must go before."""
        self._drop_tables()
        options = ("--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges")
        self._run("pg_restore", *options, f"--dbname={self._where}", str(file))

    def _drop_tables(self) -> None:
        own = (
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = current_schema() AND tableowner = current_user"
        )
        with self.engine.begin() as connection:
            for name in connection.exec_driver_sql(own).scalars().all():
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name} CASCADE")

    def _run(self, name: str, *arguments: str) -> None:
        """The password travels in the environment: everybody on a machine may read its command lines."""
        done = subprocess.run([self._program(name), *arguments], env=self._environment, capture_output=True)
        if done.returncode:
            raise Refused(N_("%(program)s failed: %(reason)s."), program=name, reason=_last_line(done.stderr))

    def _program(self, name: str) -> str:
        """A program of PostgreSQL that is not older than the server, since an older one cannot read it all."""
        found = shutil.which(name)
        if found is None:
            raise Refused(
                N_("%(program)s is missing. Install the client programs of PostgreSQL %(needed)s."),
                program=name,
                needed=self._version,
            )
        if _version_of(found) < self._version:
            raise Refused(
                N_("%(program)s is older than the server. Install the client programs of PostgreSQL %(needed)s."),
                program=name,
                needed=self._version,
            )
        return found

    @cached_property
    def _version(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000


def _version_of(program: str) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    version = re.search(r"\d+", answer)
    return int(version[0]) if version else 0


def _count_postgresql(connection: Connection) -> Counter[str]:
    names = inspect(connection).get_table_names()
    return Counter({name: connection.scalar(select(func.count()).select_from(table(name))) for name in names})


def _dumped_contents(lines: Iterable[bytes]) -> Contents:
    """The script that pg_restore writes has a line per row, between COPY and a line with a full stop."""
    rows: Counter[str] = Counter()
    revision = table = ""
    for line in lines:
        if line == END_OF_COPY:
            table = ""
        elif table:
            rows[table] += 1
            revision = line.decode().strip() if table == "alembic_version" else revision
        elif copy := COPY.match(line):
            table = copy[1].decode()
            rows[table] = 0
    return Contents(revision, rows)


def _last_line(complaint: bytes) -> str:
    lines = complaint.decode(errors="replace").strip().splitlines()
    return lines[-1].rstrip(".") if lines else "?"
