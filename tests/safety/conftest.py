"""A house with one of everything that an address can name, and a person in every role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.support.houses import OWNER, PASSWORD, House, Templates
from webapp.domain.base import model_of
from webapp.domain.codes import add_code
from webapp.domain.pictures import keep_picture
from webapp.domain.series import NoSeries, add_relationship
from webapp.domain.users.rights import Role
from webapp.domain.users.user import add_user, user_by_email
from webapp.domain.users.views import save_view

from .routes import PNG, address_of


@pytest.fixture(scope="module")
def standing(_templates: dict[str, Templates]) -> Iterator[House]:
    """One house for many short tests that change nothing in it: on SQLite, since none of them asks the database's kind."""
    with _templates["sqlite"].house() as house:
        yield house


@pytest.fixture
def furnished(house: House) -> House:
    with house.acting() as session:
        add_code(session, model_of("salesperson"), {"code": "OH", "description": "Otto Hagen"})
        contacts = session.scalars(select(NoSeries).where(NoSeries.code == "CONT")).one()
        add_relationship(session, contacts, "CUST")
        keep_picture(session, PNG, "logo_id")
        save_view(session, user_by_email(session, OWNER).id, "units", "Mine", "q=pcs")
        for role in Role:
            if role is not Role.OWNER:
                add_user(session, {"name": role.value.title(), "email": address_of(role), "role": role.value}, PASSWORD)
    return house
