"""Whoever changes one of linked cards holds the company first, whichever card it is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.support.houses import House
from tests.support.parties import a_company, a_person, linked_to
from webapp.domain.contacts.contact import Contact
from webapp.domain.relations.links import hold


def cards_of(house: House) -> dict[str, Any]:
    """A company, one of its persons, and its customer."""
    with house.acting() as session:
        company = a_company(session, "Hill Bakery")
        person, customer = a_person(session, "Ann Hill", company), linked_to(session, company, "customer")
        return {"company": company, "person": person, "customer": customer}


@pytest.mark.parametrize("which", ["company", "person", "customer"])
def test_the_company_is_held_through_each_of_its_cards(house: House, which: str) -> None:
    cards = cards_of(house)
    card, company_no = cards[which], cards["company"].no
    free = select(Contact.no).where(Contact.no == company_no).with_for_update(skip_locked=True)

    with house.acting() as session, house.looking() as other:
        hold(type(card), session, card.no)

        assert other.scalars(free).all() == ([company_no] if house.database.is_sqlite else [])
