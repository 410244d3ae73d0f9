"""A backup is whole or it is refused, and a restore loses nothing: neither the backup nor what was there before."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.houses import CONSOLE, Templates, found, opened
from tests.support.postgresql import Server
from webapp import migrations
from webapp.cli import main
from webapp.domain.codes import add_code
from webapp.domain.errors import say
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.places import Territory

WRITE_AND_CRASH = """
import os, sys
from tests.commands.test_backup import add_territory, opened
with opened(sys.argv[1]) as database, database.engine.connect():
    add_territory(sys.argv[1], "LATER")
    os._exit(9)
"""


@pytest.fixture
def postgresql(instance: Path, postgresql_url: str, postgresql_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A founded company on PostgreSQL, and the programs of that server."""
    if postgresql_server.binaries:
        monkeypatch.setenv("PATH", f"{postgresql_server.binaries}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CONCORD_DATABASE_URL", postgresql_url)
    with opened(postgresql_url) as database:
        migrations.upgrade(database.engine)
        with database.transaction(say("Founded"), CONSOLE) as session:
            found(session)
    return postgresql_url


@pytest.fixture
def sqlite(instance: Path, _templates: dict[str, Templates], monkeypatch: pytest.MonkeyPatch) -> str:
    """A founded company in the file concord.db."""
    template = Path(_templates["sqlite"].founded.removeprefix("sqlite:///"))
    shutil.copyfile(template, instance / "concord.db")
    url = f"sqlite:///{instance / 'concord.db'}"
    monkeypatch.setenv("CONCORD_DATABASE_URL", url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest) -> str:
    """The address of the company's database, on each kind."""
    return str(request.getfixturevalue(request.param))


def add_territory(url: str, code: str) -> None:
    with opened(url) as database, database.transaction(say("Given"), CONSOLE) as session:
        add_code(session, Territory, {"code": code, "description": code})


def territories(url: str) -> set[str]:
    with opened(url) as database, database.sessions() as session:
        return set(session.scalars(select(Territory.code)))


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def kept_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.before-restore-*"))


@contextmanager
def somebody_writes(url: str) -> Iterator[None]:
    """Adds territories as fast as it can."""
    stop = threading.Event()

    def write() -> None:
        for number in range(100_000):
            if stop.is_set():
                return
            add_territory(url, f"W{number}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


# Backup


def test_a_backup_is_whole_and_brings_the_company_back(company: str, instance: Path) -> None:
    file = instance / "company.backup"
    add_territory(company, "NORTH")

    assert main(["backup", str(file)]) == 0

    add_territory(company, "LATER")
    assert main(["restore", str(file), "--yes"]) == 0
    assert "NORTH" in territories(company)
    assert "LATER" not in territories(company)


def test_a_backup_can_be_read_by_its_owner_alone(company: str, instance: Path) -> None:
    file = instance / "company.backup"

    assert main(["backup", str(file)]) == 0

    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_says_what_it_holds(company: str, instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(instance / "company.backup")]) == 0

    told = capsys.readouterr()
    assert "tables" in told.out
    assert "checked" in told.out
    assert "Reading the copy" in told.err


def test_a_backup_is_one_moment_while_somebody_writes(company: str, instance: Path) -> None:
    file = instance / "company.backup"

    with somebody_writes(company):
        for _again in range(3):
            assert main(["backup", str(file), "--force"]) == 0

    assert main(["restore", str(file), "--yes"]) == 0
    assert main(["check"]) == 0


def test_a_backup_replaces_nothing_unless_forced(sqlite: str, instance: Path) -> None:
    file = instance / "company.backup"
    file.write_text("the only copy of something")

    assert main(["backup", str(file)]) == 1
    assert file.read_text() == "the only copy of something"
    assert main(["backup", str(file), "--force"]) == 0


def test_the_database_is_not_overwritten_by_its_own_backup(sqlite: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(file_of(sqlite)), "--force"]) == 1

    assert "the database itself" in capsys.readouterr().err
    assert territories(sqlite)


def test_a_database_that_is_not_there_is_not_made_by_a_backup(instance: Path) -> None:
    assert main(["backup", str(instance / "company.backup")]) == 1

    assert not list(instance.glob("*.db"))


def test_a_refused_backup_leaves_nothing_behind(
    sqlite: str, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(file_of(sqlite))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
        connection.commit()

    assert main(["backup", str(instance / "company.backup")]) == 1

    assert "newer release" in capsys.readouterr().err
    assert not list(instance.glob("*company.backup*"))


# Restore


def test_a_truncated_backup_is_refused_and_changes_nothing(
    company: str, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 3 // 4])
    add_territory(company, "LATER")

    assert main(["restore", str(file), "--yes"]) == 1

    assert "damaged" in capsys.readouterr().err
    assert "LATER" in territories(company)
    assert not kept_in(instance)


def test_a_file_of_something_else_is_refused(company: str, instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, foreign = instance / "letter.txt", instance / "foreign.db"
    text.write_text("Dear madam, dear sir")
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE song (title)")

    assert main(["restore", str(text), "--yes"]) == 1
    assert "is no backup of Concord" in capsys.readouterr().err
    assert main(["restore", str(foreign), "--yes"]) == 1
    assert main(["restore", str(instance / "nowhere"), "--yes"]) == 1


def test_a_backup_of_a_newer_release_is_refused(
    company: str, instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    monkeypatch.setattr(migrations, "revisions", lambda: ["0000"])

    assert main(["restore", str(file), "--yes"]) == 1

    assert "newer release" in capsys.readouterr().err


def test_a_backup_does_not_go_into_the_other_kind_of_database(
    sqlite: str, instance: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    from_sqlite, from_postgresql = instance / "sqlite.backup", instance / "postgresql.backup"
    assert main(["backup", str(from_sqlite)]) == 0
    from_postgresql.write_bytes(b"PGDMP and so on")

    assert main(["restore", str(from_postgresql), "--yes"]) == 1
    assert "concord copy-to" in capsys.readouterr().err
    request.getfixturevalue("postgresql")
    assert main(["restore", str(from_sqlite), "--yes"]) == 1
    assert "concord copy-to" in capsys.readouterr().err


def test_the_former_database_is_kept_and_can_be_restored(company: str, instance: Path) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    add_territory(company, "LATER")

    assert main(["restore", str(file), "--yes"]) == 0

    (kept,) = kept_in(instance)
    assert main(["restore", str(kept), "--yes"]) == 0
    assert "LATER" in territories(company)
    assert len(kept_in(instance)) == 2


def test_a_database_in_use_is_not_replaced(company: str, instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0

    with opened(company) as server:
        with server.sessions() as session:
            session.scalar(select(CompanyInformation.name))
        assert main(["restore", str(file), "--yes"]) == 1

    assert "Stop the server" in capsys.readouterr().err
    assert main(["restore", str(file), "--yes"]) == 0


def test_a_log_that_a_crash_left_is_kept_with_its_database(sqlite: str, instance: Path) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    subprocess.run([sys.executable, "-c", WRITE_AND_CRASH, sqlite], check=False, timeout=60)
    assert Path(f"{file_of(sqlite)}-wal").stat().st_size

    assert main(["restore", str(file), "--yes"]) == 0

    (kept,) = kept_in(instance)
    assert "LATER" in territories(f"sqlite:///{kept}")
    assert "LATER" not in territories(sqlite)


def test_a_wrecked_database_is_set_aside_as_it_is(sqlite: str, instance: Path) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    file_of(sqlite).write_bytes(b"nothing that SQLite knows" * 400)

    assert main(["restore", str(file), "--yes"]) == 0

    (kept,) = kept_in(instance)
    assert kept.read_bytes().startswith(b"nothing that SQLite knows")
    assert territories(sqlite) is not None


def test_a_backup_is_restored_where_there_was_nothing(sqlite: str, instance: Path) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    file_of(sqlite).unlink()

    assert main(["restore", str(file), "--yes"]) == 0

    assert not kept_in(instance)
    assert main(["check"]) == 0


def test_nobody_is_asked_in_a_script(
    sqlite: str, instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))

    assert main(["restore", str(file)]) == 1

    assert "--yes" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "outcome"), [("y", 0), ("n", 1), ("", 1)])
def test_a_person_is_asked_before_the_database_is_replaced(
    sqlite: str, instance: Path, monkeypatch: pytest.MonkeyPatch, answer: str, outcome: int
) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: answer)

    assert main(["restore", str(file)]) == outcome

    assert bool(kept_in(instance)) == (outcome == 0)


# The programs of PostgreSQL


def fake_programs(folder: Path, script: str) -> str:
    for name in ("pg_dump", "pg_restore"):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    return str(folder)


def test_missing_programs_are_named(
    postgresql: str, instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(instance))

    assert main(["backup", str(instance / "company.backup")]) == 1

    assert "pg_dump is missing" in capsys.readouterr().err


def test_programs_older_than_the_server_are_refused(
    postgresql: str, instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", fake_programs(instance, "echo 'pg_dump (PostgreSQL) 9.6.1'"))

    assert main(["backup", str(instance / "company.backup")]) == 1

    assert "older than the server" in capsys.readouterr().err


def test_the_password_is_never_on_the_command_line(
    postgresql: str, instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = instance / "told"
    script = f'case "$1" in --version) echo 99;; *) echo "$@ + $PGPASSWORD" > {told}; echo refused >&2; exit 1;; esac'
    monkeypatch.setenv("PATH", fake_programs(instance, script) + os.pathsep + os.environ["PATH"])
    monkeypatch.setenv("CONCORD_DATABASE_URL", postgresql.replace("concord@", "concord:lantern@", 1))

    assert main(["backup", str(instance / "company.backup")]) == 1

    assert "pg_dump failed: refused." in capsys.readouterr().err
    arguments, environment = told.read_text().strip().split(" + ")
    assert "lantern" not in arguments
    assert environment == "lantern"


def test_tables_of_a_newer_release_do_not_stand_in_the_way(postgresql: str, instance: Path) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    with opened(postgresql) as database, database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE parcel (id int PRIMARY KEY, territory_id int REFERENCES territory(id))"
        )

    assert main(["restore", str(file), "--yes"]) == 0

    assert main(["check"]) == 0


def test_what_cannot_be_loaded_leaves_the_former_database(
    postgresql: str, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = instance / "company.backup"
    assert main(["backup", str(file)]) == 0
    add_territory(postgresql, "LATER")
    monkeypatch.setattr("webapp.commands.backup.PostgresqlServer._run", first_load_fails())

    assert main(["restore", str(file), "--yes"]) == 1

    assert "LATER" in territories(postgresql)


def first_load_fails() -> Callable[..., None]:
    from webapp.commands.backup import PostgresqlServer, Refused

    run, loads = PostgresqlServer._run, []

    def fails_once(server: PostgresqlServer, name: str, *arguments: str) -> None:
        loads.extend([name] if name == "pg_restore" else [])
        if loads == ["pg_restore"]:
            raise Refused("The disk is full.")
        run(server, name, *arguments)

    return fails_once
