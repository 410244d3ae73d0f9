"""Chapter G: contacts for many accounts at once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused, See
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.batch import create_contacts
from webapp.domain.relations.contact_for import create_contact
from webapp.domain.relations.links import contact_of, relation_between
from webapp.domain.relations.rehearsing import rehearse

from ...support.factories import an_action, how_many, snapshot, undone
from ...support.parties import (
    ADDRESS,
    KINDS,
    RELATION_CODES,
    TRADERS,
    a_company,
    a_new_account,
    an_account,
    differing,
    without_relation_code,
)


def run(session: Session, kind: str, **filters: Any) -> Any:
    model: Any = PARTNER_KINDS[kind].model
    conditions = [getattr(model, field) == value for field, value in filters.items()]
    rehearsal = rehearse(session, PARTNER_KINDS[kind], conditions)
    outcome = create_contacts(session, PARTNER_KINDS[kind], rehearsal.items)
    session.expire_all()
    return outcome


@pytest.mark.parametrize("kind", KINDS)
def test_g107_g108_g109_an_account_in_the_filter_gets_a_contact_under_the_setups_code(
    session: Session, kind: str
) -> None:
    account = an_account(session, kind, phone_no="111", **ADDRESS)

    run(session, kind)

    contact = contact_of(session, account)
    assert contact is not None and differing(contact, account) == []
    relation = relation_between(session, contact, PARTNER_KINDS[kind])
    assert relation is not None and relation.business_relation_code == RELATION_CODES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_g110_g111_g112_only_accounts_in_the_filter_get_one(session: Session, kind: str) -> None:
    euro, local = an_account(session, kind, currency_code="EUR"), an_account(session, kind)

    run(session, kind, currency_code="EUR")

    assert contact_of(session, euro) is not None
    assert contact_of(session, local) is None


@pytest.mark.parametrize("kind", KINDS)
def test_g113_running_it_again_changes_nothing(session: Session, kind: str) -> None:
    an_account(session, kind)
    a_new_account(session, kind)
    run(session, kind)
    before = snapshot(session)

    run(session, kind)

    assert snapshot(session) == before


@pytest.mark.parametrize("kind", TRADERS)
def test_g114_g115_a_named_contact_becomes_a_person_and_is_turned_to_first(session: Session, kind: str) -> None:
    """Worked example 18."""
    account: Any = an_account(session, kind, phone_no="111", contact_name="Al Roe")

    run(session, kind)

    company = contact_of(session, account)
    person = session.query(Contact).filter_by(no=account.primary_contact_no).one()
    assert company is not None and person.company_no == company.no
    assert (person.name, person.surname, person.phone_no) == ("Al Roe", "Roe", "111")


@pytest.mark.parametrize("kind", TRADERS)
def test_g116_g117_without_a_name_the_company_itself_is_turned_to_first(session: Session, kind: str) -> None:
    account: Any = an_account(session, kind)

    run(session, kind)

    company = contact_of(session, account)
    assert company is not None
    assert (account.primary_contact_no, account.contact_name) == (company.no, "")
    assert how_many(session, Contact) == 1


def test_g_a_bank_account_gets_no_person(session: Session) -> None:
    an_account(session, "bank_account", contact_name="Al Roe")

    run(session, "bank_account")

    assert how_many(session, Contact) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_g118_g119_g120_accounts_called_the_same_are_told_beforehand(session: Session, kind: str) -> None:
    twins = [an_account(session, kind, "Oak Ltd", **ADDRESS) for _ in range(2)]

    rehearsal = rehearse(session, PARTNER_KINDS[kind], [])

    assert set(rehearsal.doubts) == {twin.id for twin in twins}


@pytest.mark.parametrize("kind", KINDS)
def test_g121_without_a_relation_code_it_does_not_begin(session: Session, kind: str) -> None:
    an_account(session, kind)
    without_relation_code(session, kind)

    with pytest.raises(Refused) as refused:
        run(session, kind)

    assert refused.value.see == See("marketing_setup", field=PARTNER_KINDS[kind].relation_field)
    assert how_many(session, Contact) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_g_undo_takes_all_of_it_back(session: Session, kind: str) -> None:
    an_account(session, kind, contact_name="Al Roe")
    an_account(session, kind, "Oak Ltd")
    before = snapshot(session)
    with an_action(session) as action:
        run(session, kind)

    undone(session, action)

    assert snapshot(session) == before


@pytest.mark.parametrize("kind", KINDS)
def test_g_the_contact_has_what_the_account_has_and_no_more(session: Session, kind: str) -> None:
    """Not even the city of a post code that is known elsewhere by now: both sides of a link are the same."""
    account = an_account(session, kind, post_code="0155")
    a_company(session, "Oak Ltd", **ADDRESS)

    run(session, kind)

    contact = contact_of(session, account)
    assert contact is not None and differing(contact, account) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_contact_made_for_one_account_has_no_more_either(session: Session, kind: str) -> None:
    account = an_account(session, kind, post_code="0155")
    a_company(session, "Oak Ltd", **ADDRESS)

    contact = create_contact(session, account)

    assert differing(contact, account) == []
