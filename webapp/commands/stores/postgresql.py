"""A database on a server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, func, inspect, select, table

from ... import migrations
from ...config import read_config
from ...db import Database
from ...domain.errors import Refused
from .. import progress
from . import MARKS, Contents, kept_name, no_backup, unfinished

COPY = re.compile(rb'COPY (?:"?\w+"?\.)?"?(\w+)"? \(')
END_OF_COPY = b"\\.\n"


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
                raise no_backup(file, _last_line(complaints.read()))
        if not (contents.revision and contents.rows.keys() >= MARKS):
            raise no_backup(file)
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
                raise Refused("The database is in use. Stop the server, then restore again.")

    def _keep(self) -> Path | None:
        with self.engine.connect() as connection:
            if not _count_postgresql(connection):
                return None
        kept = read_config().instance / kept_name(f"{self.engine.url.database}.dump")
        with unfinished(kept) as part:
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
            raise Refused("%(program)s failed: %(reason)s.", program=name, reason=_last_line(done.stderr))

    def _program(self, name: str) -> str:
        """A program of PostgreSQL that is not older than the server, since an older one cannot read it all."""
        found = shutil.which(name)
        if found is None:
            raise Refused(
                "%(program)s is missing. Install the client programs of PostgreSQL %(needed)s.",
                program=name,
                needed=self._version,
            )
        if _version_of(found) < self._version:
            raise Refused(
                "%(program)s is older than the server. Install the client programs of PostgreSQL %(needed)s.",
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
