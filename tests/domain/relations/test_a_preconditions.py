"""Chapter A: what must be set up before anything is kept in step."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused, See
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.contact_for import create_contact
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.linking import Choice, link, tie

from ...support.factories import how_many
from ...support.parties import KINDS, a_company, an_account, without_contact_numbers, without_relation_code


def the_setting(kind: str) -> See:
    return See("marketing_setup", field=PARTNER_KINDS[kind].relation_field)


@pytest.mark.parametrize("kind", KINDS)
def test_a1_a2_a3_without_a_relation_code_linking_is_refused_and_names_the_setting(session: Session, kind: str) -> None:
    contact, partner = a_company(session), an_account(session, kind)
    without_relation_code(session, kind)

    with pytest.raises(Refused) as refused:
        link(session, contact, partner, Choice())

    assert refused.value.see == the_setting(kind)
    assert how_many(session, ContactRelation) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a4_a5_a6_without_a_relation_code_nothing_is_created_from_a_contact(session: Session, kind: str) -> None:
    contact = a_company(session)
    without_relation_code(session, kind)

    with pytest.raises(Refused) as refused:
        create_as(session, contact, PARTNER_KINDS[kind])

    assert refused.value.see == the_setting(kind)
    assert how_many(session, PARTNER_KINDS[kind].model) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a7_a8_a9_without_a_relation_code_an_account_gets_no_contact_on_demand(session: Session, kind: str) -> None:
    partner = an_account(session, kind)
    without_relation_code(session, kind)

    with pytest.raises(Refused) as refused:
        create_contact(session, partner)

    assert refused.value.see == the_setting(kind)
    assert how_many(session, Contact) == 0


def test_a10_without_a_number_series_a_contact_needs_a_number(session: Session) -> None:
    without_contact_numbers(session)

    with pytest.raises(Refused) as refused:
        a_company(session)

    assert (refused.value.field, refused.value.see) == ("no", See("marketing_setup", field="contact_nos"))


def test_a11_with_a_number_series_a_contact_gets_the_next_number_and_knows_its_series(session: Session) -> None:
    a_company(session)

    contact = a_company(session)

    assert (contact.no, contact.no_series_code) == ("CT002", "CONTACT")


@pytest.mark.parametrize("kind", KINDS)
def test_a13_a14_without_a_relation_code_the_program_makes_no_link_either(session: Session, kind: str) -> None:
    contact, partner = a_company(session), an_account(session, kind)
    without_relation_code(session, kind)

    with pytest.raises(Refused) as refused:
        tie(session, contact, partner)

    assert refused.value.see == the_setting(kind)
    assert how_many(session, ContactRelation) == 0
