"""A house with one of everything that an address can name, and a person in every role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.support.houses import OWNER, PASSWORD, House, Templates
from webapp.domain.base import model_of
from webapp.domain.codes import add_code
from webapp.domain.series import NoSeries, add_relationship
from webapp.domain.users.rights import Role
from webapp.domain.users.user import add_user, user_by_email
from webapp.domain.users.views import save_view

from .furnishing import furnish_parties
from .furnishing_interactions import furnish_interactions
from .furnishing_papers import furnish_papers
from .routes import address_of

UNFILLED = ("salesperson", "customer_price_group", "customer_discount_group")
"""Codes that a new company has none of."""


@pytest.fixture(scope="module")
def standing(_templates: dict[str, Templates]) -> Iterator[House]:
    """One house for many short tests that change nothing in it: on SQLite, since none of them asks the database's kind."""
    with _templates["sqlite"].house() as house:
        yield house


@pytest.fixture
def furnished(house: House) -> House:
    with house.acting() as session:
        for table in UNFILLED:
            add_code(session, model_of(table), {"code": "OH", "description": "Otto Hagen"})  # type: ignore[arg-type]
        contacts = session.scalars(select(NoSeries).where(NoSeries.code == "CONT")).one()
        add_relationship(session, contacts, "CUST")
        owner = user_by_email(session, OWNER)
        assert owner is not None
        furnish_parties(session, owner)
        furnish_papers(session)
        furnish_interactions(session)
        save_view(session, owner.id, "units", "Mine", "q=pcs")
        for role in Role:
            if role is not Role.OWNER:
                add_user(session, {"name": role.value.title(), "email": address_of(role), "role": role.value}, PASSWORD)
    return house
