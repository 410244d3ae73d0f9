"""The rules are tested on one open database of each kind, as each new one would prepare every statement again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import a_writer
from tests.support.houses import Templates, acting_on, opened
from tests.support.parties import a_company_in_step
from webapp.db import Database


@pytest.fixture(scope="session")
def empty_database(templates: Templates) -> Iterator[Database]:
    """Migrated, and never committed to."""
    url = templates.maker.copy(templates.empty)
    with opened(url) as database:
        yield database
    templates.maker.discard(url)


@pytest.fixture(scope="session")
def database_in_step(templates: Templates) -> Iterator[Database]:
    """Set up for contacts and accounts to be kept in step; nothing else is ever committed to it."""
    url = templates.maker.copy(templates.empty)
    with opened(url) as database:
        with acting_on(database) as session:
            a_company_in_step(session)
        yield database
    templates.maker.discard(url)


@pytest.fixture
def session_in_step(database_in_step: Database) -> Iterator[Session]:
    with database_in_step.sessions() as session:
        a_writer(session)
        yield session
        session.rollback()


@pytest.fixture
def session(empty_database: Database) -> Iterator[Session]:
    """A session that writes into an empty database and is rolled back."""
    with empty_database.sessions() as session:
        a_writer(session)
        yield session
        session.rollback()
