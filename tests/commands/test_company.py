"""Founding, people, sample and check from the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.houses import PASSWORD, opened
from webapp.cli import main
from webapp.config import read_config
from webapp.db import Database
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.single import the
from webapp.domain.users.user import User, password_fits, user_by_email

FOUND = (
    "new-company", "--name", "Blåbær ANS", "--country", "no", "--currency", "nok", "--language", "nb-NO",
    "--owner-email", "ase@blabaer.example", "--owner-name", "Åse Øvergård", "--owner-password", PASSWORD,
)  # fmt: skip


@pytest.fixture(params=("sqlite", "postgresql"))
def place(request: pytest.FixtureRequest, instance: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command finds its settings; the database is empty."""
    if request.param == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
        monkeypatch.setenv("CONCORD_DATABASE_URL", make())
    return instance


@pytest.fixture
def database(place: Path) -> Iterator[Database]:
    with opened(read_config().database_url) as database:
        yield database


def test_a_company_is_founded_with_its_owner_in_its_language(database: Database) -> None:
    assert main(FOUND) == 0

    with database.sessions() as session:
        owner = user_by_email(session, "ase@blabaer.example")
        assert owner is not None
        assert password_fits(owner, PASSWORD)
        assert the(session, CompanyInformation).name == "Blåbær ANS"
        assert owner.language == "nb-NO"


def test_a_second_company_is_refused(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    main(FOUND)

    assert main(FOUND) == 1

    assert "set up already" in capsys.readouterr().err


def test_nothing_is_founded_with_a_short_password(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main((*FOUND[:-1], "short")) == 1

    assert "at least 10" in capsys.readouterr().err
    with database.sessions() as session:
        assert session.scalar(select(CompanyInformation.id)) is None


def test_people_are_added_given_passwords_and_sent_away(database: Database) -> None:
    main(FOUND)

    codes = [
        main(
            ("user", "add", "--email", "bo@blabaer.example", "--name", "Bo", "--role", "sales", "--password", PASSWORD)
        ),
        main(("user", "set-password", "bo@blabaer.example", "--password", "another long sentence")),
        main(("user", "deactivate", "bo@blabaer.example")),
    ]

    assert codes == [0, 0, 0]
    with database.sessions() as session:
        bo = user_by_email(session, "bo@blabaer.example")
        assert bo is not None
        assert (bo.active, password_fits(bo, "another long sentence")) == (False, True)


def test_somebody_unknown_gets_no_password(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    main(FOUND)

    assert main(("user", "set-password", "nobody@blabaer.example", "--password", PASSWORD)) == 1

    assert "nobody@blabaer.example" in capsys.readouterr().err


def test_the_sample_comes_and_goes(database: Database) -> None:
    main(FOUND)

    assert main(("sample", "add", "--password", PASSWORD)) == 0
    with database.sessions() as session:
        assert len(session.scalars(select(User)).all()) > 1
    assert main(("sample", "remove")) == 0

    with database.sessions() as session:
        assert len(session.scalars(select(User)).all()) == 1


def test_check_ends_with_0_while_all_promises_hold(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    main((*FOUND, "--sample"))

    assert main(("check",)) == 0

    assert "All promises hold." in capsys.readouterr().out


def test_check_ends_with_1_and_a_list_when_one_is_broken(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    main(FOUND)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM change WHERE record_type = 'territory'")

    assert main(("check",)) == 1

    assert "came to be" in capsys.readouterr().out


def test_a_database_without_tables_is_told_apart(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("check",)) == 1

    assert "concord migrate" in capsys.readouterr().err
