"""The sample takes a moment to come, so that most tests begin in a company that has it already."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import PASSWORD, a_writer
from tests.support.houses import CONSOLE, Templates, opened
from tests.support.releases import on_paper
from webapp.db import Database
from webapp.domain.errors import say
from webapp.domain.sample import add_sample
from webapp.domain.setup.starter import set_up_company
from webapp.domain.users.rights import Role
from webapp.domain.users.user import add_user


def a_company(session: Session) -> None:
    """A new company in Norway, and the owner who set it up."""
    set_up_company(
        session, name="Lumen AS", country="NO", currency="NOK", language="nb-NO",
        say=str, country_name=str, currency_name=str,
    )  # fmt: skip
    add_user(session, {"name": "Ola Owner", "email": "ola@lumen.test", "role": Role.OWNER}, PASSWORD)


@pytest.fixture(scope="session")
def sampled_database(templates: Templates) -> Iterator[Database]:
    """A company with the sample; nothing else is ever committed to it."""
    url = templates.maker.copy(templates.empty)
    with opened(url) as database:
        with database.transaction(say("Founded"), CONSOLE) as session:
            a_company(session)
            add_sample(session, str, password=PASSWORD, on_paper=on_paper)
        yield database
    templates.maker.discard(url)


@pytest.fixture
def session(sampled_database: Database) -> Iterator[Session]:
    """Writes into the company with the sample and is rolled back."""
    with sampled_database.sessions() as session:
        a_writer(session)
        yield session
        session.rollback()


@pytest.fixture
def bare(empty_database: Database) -> Iterator[Session]:
    """Writes into a new company without the sample and is rolled back."""
    with empty_database.sessions() as session:
        a_writer(session)
        a_company(session)
        yield session
        session.rollback()
