"""Chapter J: whom we turn to first."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact, change_partner
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.links import contact_of

from ...support.factories import an_action, how_many, snapshot, undone
from ...support.parties import (
    KINDS,
    TRADERS,
    a_company,
    a_new_account,
    a_person,
    an_account,
    differing,
    linked_to,
    without_relation_code,
)


@pytest.mark.parametrize("kind", TRADERS)
def test_j161_j162_choosing_a_person_leaves_phone_and_mail_of_the_account(session: Session, kind: str) -> None:
    company = a_company(session, phone_no="111", email="post@hill.example")
    account = linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company, phone_no="999", email="ann@hill.example")

    change_partner(session, account, {"primary_contact_no": ann.no})

    assert (account.phone_no, account.email) == ("111", "post@hill.example")
    assert (account.primary_contact_no, account.contact_name) == (ann.no, "Ann Hill")


@pytest.mark.parametrize("kind", TRADERS)
def test_j163_j164_a_lone_person_comes_to_the_company_that_is_made_for_the_account(session: Session, kind: str) -> None:
    account = an_account(session, kind, "Oak Ltd", phone_no="111")
    pat = a_person(session, "Pat Oak")

    change_partner(session, account, {"primary_contact_no": pat.no})

    company = contact_of(session, account)
    assert company is not None and company.is_company and differing(company, account) == []
    assert (pat.company_no, pat.phone_no) == (company.no, "111")
    assert account.contact_name == "Pat Oak"


@pytest.mark.parametrize("kind", TRADERS)
def test_j165_j166_the_company_of_the_person_is_linked_and_both_are_the_same(session: Session, kind: str) -> None:
    company = a_company(session, "Oak", email="post@oak.example")
    pat = a_person(session, "Pat Oak", company)
    account = an_account(session, kind, "Oak Ltd")

    change_partner(session, account, {"primary_contact_no": pat.no})

    assert contact_of(session, account) is company
    assert (company.name, account.email) == ("Oak Ltd", "post@oak.example")
    assert differing(company, account) == []


@pytest.mark.parametrize("kind", TRADERS)
def test_j163_j164_a_new_account_may_name_a_lone_person_at_once(session: Session, kind: str) -> None:
    pat = a_person(session, "Pat Oak")

    account = a_new_account(session, kind, "Oak Ltd", primary_contact_no=pat.no)

    company = contact_of(session, account)
    assert company is not None and pat.company_no == company.no
    assert how_many(session, Contact) == 2


def test_j_a_customer_of_type_person_is_the_person_it_turns_to(session: Session) -> None:
    mia = a_person(session, "Mia Berg", email="mia@berg.example")
    customer = an_account(session, "customer", "Mia Berg", contact_type="person")

    change_partner(session, customer, {"primary_contact_no": mia.no})

    assert contact_of(session, customer) is mia
    assert (customer.contact_name, customer.email) == ("Mia Berg", "mia@berg.example")


@pytest.mark.parametrize("kind", TRADERS)
def test_j167_j168_a_lone_person_does_not_belong_to_a_linked_account(session: Session, kind: str) -> None:
    account = a_new_account(session, kind)
    pat = a_person(session, "Pat Oak")

    with pytest.raises(Refused) as refused:
        change_partner(session, account, {"primary_contact_no": pat.no})

    assert (refused.value.field, refused.value.message.params["contact"]) == ("primary_contact_no", pat.label)


@pytest.mark.parametrize("kind", TRADERS)
def test_j169_j170_a_person_whose_company_has_another_account_is_refused_and_the_account_named(
    session: Session, kind: str
) -> None:
    company = a_company(session)
    other = linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company)

    with pytest.raises(Refused) as refused:
        change_partner(session, an_account(session, kind), {"primary_contact_no": ann.no})

    assert refused.value.message.params["account"] == other.label


@pytest.mark.parametrize("kind", TRADERS)
def test_j171_j172_a_person_of_another_account_is_refused_where_both_are_linked(session: Session, kind: str) -> None:
    company = a_company(session)
    linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company)
    account = a_new_account(session, kind)

    with pytest.raises(Refused) as refused:
        change_partner(session, account, {"primary_contact_no": ann.no})

    assert refused.value.field == "primary_contact_no"


@pytest.mark.parametrize("kind", TRADERS)
def test_j_a_company_is_not_linked_in_passing(session: Session, kind: str) -> None:
    company, account = a_company(session), an_account(session, kind)

    with pytest.raises(Refused, match="does not belong"):
        change_partner(session, account, {"primary_contact_no": company.no})

    assert contact_of(session, account) is None


@pytest.mark.parametrize("kind", TRADERS)
def test_j173_j174_another_person_at_the_company_changes_nothing(session: Session, kind: str) -> None:
    company = a_company(session)
    account = create_as(session, company, PARTNER_KINDS[kind]).partner

    a_person(session, "Ann Hill", company)

    assert (account.primary_contact_no, account.contact_name) == (None, "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", TRADERS)
def test_j175_the_account_follows_the_name_of_its_primary_contact(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, contact_name="Pat Oak")
    pat = session.query(Contact).filter_by(no=account.primary_contact_no).one()

    change_contact(session, pat, {"surname": "Elm"})

    assert account.contact_name == "Pat Elm"


@pytest.mark.parametrize("kind", TRADERS)
def test_j_the_company_itself_is_chosen_without_a_name(session: Session, kind: str) -> None:
    account = a_new_account(session, kind)
    company = contact_of(session, account)
    assert company is not None

    change_partner(session, account, {"primary_contact_no": company.no})

    assert (account.primary_contact_no, account.contact_name) == (company.no, "")


@pytest.mark.parametrize("kind", TRADERS)
def test_j176_a_name_typed_where_nobody_stood_becomes_a_person_of_the_company(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, phone_no="111")

    change_partner(session, account, {"contact_name": "Pat Oak"})

    pat = session.query(Contact).filter_by(no=account.primary_contact_no).one()
    company = contact_of(session, account)
    assert company is not None
    assert (pat.company_no, pat.first_name, pat.surname, pat.phone_no) == (company.no, "Pat", "Oak", "111")


@pytest.mark.parametrize("kind", KINDS)
def test_j_without_a_link_the_name_just_stays(session: Session, kind: str) -> None:
    account = an_account(session, kind)

    change_partner(session, account, {"contact_name": "Pat Oak"})

    assert account.contact_name == "Pat Oak"
    assert how_many(session, Contact) == 0


def test_j_a_bank_account_has_a_name_and_no_person(session: Session) -> None:
    account = a_new_account(session, "bank_account")

    change_partner(session, account, {"contact_name": "Pat Oak"})

    assert account.contact_name == "Pat Oak"
    assert how_many(session, Contact) == 1


@pytest.mark.parametrize("kind", TRADERS)
def test_j_the_name_of_a_primary_contact_is_changed_on_its_own_card(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, contact_name="Pat Oak")

    with pytest.raises(Refused) as refused:
        change_partner(session, account, {"contact_name": "Somebody"})

    assert refused.value.field == "contact_name"


@pytest.mark.parametrize("kind", TRADERS)
def test_j_clearing_the_primary_contact_clears_the_name(session: Session, kind: str) -> None:
    account = a_new_account(session, kind, contact_name="Pat Oak")

    change_partner(session, account, {"primary_contact_no": None})

    assert (account.primary_contact_no, account.contact_name) == (None, "")


@pytest.mark.parametrize("kind", TRADERS)
def test_j_bringing_them_together_needs_the_relation_code(session: Session, kind: str) -> None:
    account, pat = an_account(session, kind), a_person(session, "Pat Oak")
    without_relation_code(session, kind)

    with pytest.raises(Refused) as refused:
        change_partner(session, account, {"primary_contact_no": pat.no})

    assert refused.value.see is not None and refused.value.see.field == PARTNER_KINDS[kind].relation_field


@pytest.mark.parametrize("kind", TRADERS)
def test_j_undo_takes_the_company_away_again_and_leaves_the_person_alone(session: Session, kind: str) -> None:
    account, pat = an_account(session, kind, phone_no="111"), a_person(session, "Pat Oak")
    before = snapshot(session)
    with an_action(session) as action:
        change_partner(session, account, {"primary_contact_no": pat.no})

    undone(session, action)

    assert snapshot(session) == before
