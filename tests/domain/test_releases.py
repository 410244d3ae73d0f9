"""A database of every release before this one is brought to this one, with all that was in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.support.houses import opened
from tests.support.releases import load, stored
from webapp import migrations
from webapp.domain.changes import Change
from webapp.domain.checks import broken_promises
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.single import the


@pytest.mark.parametrize("release", stored(), ids=lambda file: file.name.split(".")[0])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_stored_database_upgrades(release: Path, kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if kind == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
        url = make()
    with opened(url) as database:
        load(release, database)

        migrations.upgrade(database.engine)

        with database.sessions() as session:
            assert the(session, CompanyInformation).name == "Fjordlys AS"
            assert (session.scalar(select(func.count()).select_from(Change)) or 0) > 1000
            assert list(broken_promises(session)) == []


def test_every_release_is_stored() -> None:
    assert [file.name.split(".")[0] for file in stored()] == migrations.revisions()
