"""A copy is the same row by row, whichever way it goes and however often it stops, or one is told where it is not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, update

from tests.support.houses import CONSOLE, Templates, found, opened
from webapp import migrations
from webapp.cli import main
from webapp.commands import copying
from webapp.domain.base import Base, now
from webapp.domain.changes import ChangeSet
from webapp.domain.codes import add_code
from webapp.domain.errors import say
from webapp.domain.pictures import Picture
from webapp.domain.search import SearchEntry
from webapp.domain.search import found as search_for
from webapp.domain.setup.places import Territory

Databases = Callable[[str], str]


@pytest.fixture
def new_database(tmp_path: Path, request: pytest.FixtureRequest) -> Databases:
    """Makes empty databases of a kind."""

    def make(kind: str) -> str:
        if kind == "postgresql":
            return str(request.getfixturevalue("new_postgresql_database")())
        return f"sqlite:///{tmp_path / f'{len(list(tmp_path.iterdir()))}.db'}"

    return make


@pytest.fixture
def company(instance: Path, _templates: dict[str, Templates], monkeypatch: pytest.MonkeyPatch) -> str:
    """A founded company in SQLite, which the command copies from."""
    template = Path(_templates["sqlite"].founded.removeprefix("sqlite:///"))
    shutil.copyfile(template, instance / "concord.db")
    url = f"sqlite:///{instance / 'concord.db'}"
    monkeypatch.setenv("CONCORD_DATABASE_URL", url)
    return url


@pytest.fixture
def tangled_company(company: str) -> str:
    """With a picture, and with an action that undoes one of a higher id: the order of ids is not enough."""
    with opened(company) as database, database.engine.begin() as connection:
        add_undos(connection)
        connection.execute(insert(Picture), a_picture())
    return company


def add_undos(connection: Connection) -> None:
    shared = {"at": now(), "by_name": "Olga Nordahl", "what": '["Undone", {}]'}
    connection.execute(insert(ChangeSet), [{"id": 50, "undoes_id": None, **shared}])
    connection.execute(
        insert(ChangeSet), [{"id": 40, "undoes_id": 50, **shared}, {"id": 60, "undoes_id": 40, **shared}]
    )


def a_picture() -> dict[str, Any]:
    return {"digest": "d" * 64, "media_type": "image/png", "width": 1, "height": 1, "data": bytes(range(256))}


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with opened(url) as database, database.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for table in Base.metadata.sorted_tables
        }


def add_territory(url: str, code: str) -> None:
    with opened(url) as database, database.transaction(say("Given"), CONSOLE) as session:
        add_code(session, Territory, {"code": code, "description": code})


def falsify(url: str) -> int:
    """Change one territory behind the program's back; its id."""
    with opened(url) as database, database.engine.begin() as connection:
        last = connection.scalar(select(func.max(Territory.id)))
        connection.execute(update(Territory).where(Territory.id == last).values(description="False"))
    assert isinstance(last, int)
    return last


@pytest.mark.parametrize("ways", [["postgresql"], ["sqlite"], ["postgresql", "postgresql"], ["postgresql", "sqlite"]])
def test_a_copy_is_the_same_row_by_row(
    tangled_company: str, new_database: Databases, monkeypatch: pytest.MonkeyPatch, ways: list[str]
) -> None:
    source = tangled_company

    for kind in ways:
        monkeypatch.setenv("CONCORD_DATABASE_URL", source)
        target = new_database(kind)
        assert main(["copy-to", target, "--batch", "70"]) == 0
        source = target

    assert everything(source) == everything(tangled_company)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_people_can_work_in_the_copy_at_once(
    company: str, new_database: Databases, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = new_database(kind)
    assert main(["copy-to", target]) == 0

    add_territory(target, "NEW")

    monkeypatch.setenv("CONCORD_DATABASE_URL", target)
    assert main(["check"]) == 0
    with opened(target) as database, database.sessions() as session:
        assert session.scalars(select(Territory.code).where(search_for(Territory, "new"))).all() == ["NEW"]
        assert (
            session.scalar(select(func.count()).select_from(SearchEntry))
            == len(everything(company)["search_entry"]) + 1
        )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("reached", ["country", "search_entry", "change"])
def test_a_copy_that_was_killed_goes_on_where_it_was(
    tangled_company: str, new_database: Databases, capsys: pytest.CaptureFixture[str], kind: str, reached: str
) -> None:
    target = new_database(kind)
    kill_when_reaching(reached, target)

    assert main(["copy-to", target]) == 0

    copied_again = [line for line in capsys.readouterr().err.splitlines() if "business_relation" in line]
    assert copied_again == ["business_relation: comparing"]
    assert everything(target) == everything(tangled_company)


def kill_when_reaching(table: str, target: str) -> None:
    command = [sys.executable, "-m", "webapp.cli", "copy-to", target, "--batch", "7"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as copying_:
        assert copying_.stderr is not None
        for line in copying_.stderr:
            if line.startswith(f"{table}:"):
                break
        copying_.send_signal(signal.SIGKILL)
    assert copying_.returncode == -signal.SIGKILL


def test_what_came_later_is_copied_by_running_again(company: str, new_database: Databases) -> None:
    target = new_database("sqlite")
    assert main(["copy-to", target]) == 0
    add_territory(company, "LATER")

    assert main(["copy-to", target]) == 0

    assert everything(target) == everything(company)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_false_row_in_the_copy_is_found_and_named(
    company: str, new_database: Databases, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    target = new_database(kind)
    for code in ("NORTH", "SOUTH"):
        add_territory(company, code)
    assert main(["copy-to", target]) == 0
    false = falsify(target)

    assert main(["copy-to", target]) == 1

    assert f"differ in territory {false}." in capsys.readouterr().err


def test_a_row_that_is_missing_in_the_copy_is_found_and_named(
    company: str, new_database: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    target = new_database("sqlite")
    assert main(["copy-to", target]) == 0
    with opened(target) as database, database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_entry WHERE id = 5")

    assert main(["copy-to", target]) == 1

    assert "differ in search_entry 5." in capsys.readouterr().err


def test_another_company_is_not_written_into(
    company: str, new_database: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    other = new_database("sqlite")
    with opened(other) as database:
        migrations.upgrade(database.engine)
        with database.transaction(say("Founded"), CONSOLE) as session:
            found(session)
    before = everything(other)

    assert main(["copy-to", other]) == 1

    assert "holds something else" in capsys.readouterr().err
    assert everything(other) == before


def test_work_during_the_copying_is_noticed(
    company: str, new_database: Databases, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, verify = new_database("sqlite"), copying._verify

    def verify_while_somebody_works(*given: Any) -> int:
        add_territory(company, "MEANWHILE")
        return verify(*given)

    monkeypatch.setattr(copying, "_verify", verify_while_somebody_works)
    assert main(["copy-to", target]) == 1
    assert "Stop the server" in capsys.readouterr().err

    monkeypatch.setattr(copying, "_verify", verify)
    assert main(["copy-to", target]) == 0
    assert everything(target) == everything(company)


def test_what_the_other_database_cannot_hold_is_named(
    company: str, new_database: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    add_territory(company, "T" * 10)
    with opened(company) as database, database.engine.begin() as connection:
        connection.execute(update(Territory).values(description="long " * 30))

    assert main(["copy-to", new_database("postgresql")]) == 1

    assert "territory" in capsys.readouterr().err


def test_a_database_is_not_copied_into_itself(company: str) -> None:
    assert main(["copy-to", company]) == 1


def test_an_empty_database_has_nothing_to_copy(
    instance: Path, new_database: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["copy-to", new_database("sqlite")]) == 1

    assert "concord migrate" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["nonsense", "mysql://localhost/concord", "postgresql://nobody@127.0.0.1:1/none"])
def test_an_address_that_cannot_be_used_is_refused(
    company: str, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["copy-to", address]) == 1

    assert "Wrong setting URL" in capsys.readouterr().err
