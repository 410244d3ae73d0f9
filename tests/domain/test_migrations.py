"""A database that came through the migrations is the one that the program declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from tests.support.houses import found, opened
from webapp import migrations
from webapp.db import Database
from webapp.domain.base import Base
from webapp.domain.changes import Author
from webapp.domain.errors import say


@pytest.fixture(params=("sqlite", "postgresql"))
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Without a single table."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if request.param == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
        url = make()
    with opened(url) as database:
        yield database


def differences(engine: Engine) -> list[Any]:
    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
        return not (kind == "table" and str(name).startswith("search_text")) and name != "ix_search_entry_text"

    with engine.connect() as connection:
        options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version", "sqlite_sequence"}


def test_from_nothing_to_what_the_program_declares(database: Database) -> None:
    migrations.upgrade(database.engine)

    assert differences(database.engine) == []
    assert Base.metadata.tables.keys() <= tables(database.engine)


def test_the_database_knows_its_release(database: Database) -> None:
    with database.engine.connect() as connection:
        before = migrations.current(connection)

    migrations.upgrade(database.engine)

    with database.engine.connect() as connection:
        assert (before, migrations.current(connection)) == (None, migrations.head())
    assert migrations.revisions()[-1] == migrations.head()


def test_down_to_nothing_and_up_again(database: Database) -> None:
    migrations.upgrade(database.engine)

    migrations.downgrade(database.engine, "base")
    left = tables(database.engine)
    migrations.upgrade(database.engine)

    assert left == set()
    assert differences(database.engine) == []


def test_every_single_step_leads_up_and_down(database: Database) -> None:
    for revision in migrations.revisions():
        migrations.upgrade(database.engine, revision)
        migrations.downgrade(database.engine, "-1")
        migrations.upgrade(database.engine, revision)

    assert differences(database.engine) == []


def test_coming_to_where_it_is_changes_nothing(database: Database) -> None:
    migrations.upgrade(database.engine)
    with database.transaction(say("Founded"), Author(None, "Console")) as session:
        found(session)

    migrations.upgrade(database.engine)

    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM country").scalar_one() > 0


def test_after_the_migrations_sqlite_holds_to_foreign_keys(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'new.db'}") as database:
        migrations.upgrade(database.engine)
        migrations.downgrade(database.engine, "base")
        migrations.upgrade(database.engine)

        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_sqlite_gives_no_id_of_a_record_a_second_time(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/ids.db") as database:
        migrations.upgrade(database.engine)
        with database.engine.connect() as connection:
            statements = dict(
                connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
            )

    for name, table in Base.metadata.tables.items():
        assert ("AUTOINCREMENT" in statements[name]) == bool(table.dialect_options["sqlite"]["autoincrement"]), name
