"""Chapter E: what is changed on a contact reaches its accounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from webapp.domain.base import Base
from webapp.domain.changes import Rule, last_change_id, why
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact
from webapp.domain.relations.creating import create_as
from webapp.domain.setup.trade import PaymentTerms

from ...support.factories import a_code, an_action, snapshot, undone
from ...support.parties import (
    ADDRESS,
    KINDS,
    TRADERS,
    a_cluster,
    a_company,
    a_person,
    a_picture,
    differing,
    linked_to,
    without_relation_code,
)
from .test_d_from_the_account import OTHERWISE


@pytest.mark.parametrize("kind", KINDS)
def test_e65_e66_e67_a_name_changed_on_the_contact_is_the_accounts_new_name(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)

    change_contact(session, company, {"name": "Oak Ltd"})

    assert (account.name, account.search_name) == ("Oak Ltd", "OAK LTD")


@pytest.mark.parametrize("kind", TRADERS)
def test_e68_e69_an_account_made_from_a_contact_follows_its_registration_number(session: Session, kind: str) -> None:
    company = a_company(session)
    account: Any = create_as(session, company, PARTNER_KINDS[kind]).partner

    change_contact(session, company, {"registration_no": "R1", "vat_registration_no": "V1"})

    assert (account.registration_no, account.vat_registration_no) == ("R1", "V1")


@pytest.mark.parametrize("kind", KINDS)
def test_e70_an_account_made_from_a_contact_follows_its_mobile_number(session: Session, kind: str) -> None:
    company = a_company(session)
    account = create_as(session, company, PARTNER_KINDS[kind]).partner

    change_contact(session, company, {"mobile_phone_no": "200"})

    assert account.mobile_phone_no == "200"


@pytest.mark.parametrize("kind", KINDS)
def test_e71_e72_e73_the_account_knows_when_it_was_changed_and_why(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    seen = last_change_id(session, account)

    change_contact(session, company, {"name": "Oak Ltd"})

    change = why(session, account, "name")[0].change
    assert last_change_id(session, account) > seen
    assert (change.rule, change.source_label) == (Rule.SHARED, company.label)


def test_e74_a_phone_number_reaches_all_three(session: Session) -> None:
    company, *accounts = a_cluster(session)

    change_contact(session, company, {"phone_no": "777"})

    assert [each.phone_no for each in accounts] == ["777"] * 3


def test_e_every_shared_field_reaches_the_accounts(session: Session) -> None:
    company, *accounts = a_cluster(session)

    change_contact(session, company, OTHERWISE | {"picture_id": a_picture(session)})

    assert [differing(company, each) for each in accounts] == [[], [], []]


@pytest.mark.parametrize("kind", KINDS)
def test_e75_a_picture_alone_travels_at_once(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    picture = a_picture(session)

    change_contact(session, company, {"picture_id": picture})

    assert account.picture_id == picture


def test_e76_the_currency_stays_where_the_bank_account_has_money(session: Session) -> None:
    company, _customer, _vendor, bank_account = a_cluster(session)
    bank_account.balance_last_statement = 100
    session.flush()
    before = snapshot(session)

    with pytest.raises(Refused) as refused, session.begin_nested():
        change_contact(session, company, {"currency_code": "EUR", "phone_no": "777"})

    assert refused.value.field == "currency_code"
    assert snapshot(session) == before


@pytest.mark.parametrize("kind", KINDS)
def test_e77_what_is_the_accounts_own_stays(session: Session, kind: str) -> None:
    a_code(session, PaymentTerms, "30D")
    company = a_company(session)
    account = linked_to(session, company, kind)
    own = _own_values(kind)
    for field, value in own.items():
        setattr(account, field, value)
    numbers = (account.no, account.no_series_code)

    change_contact(session, company, OTHERWISE | {"no": "CT900", "privacy_blocked": False})

    assert {field: getattr(account, field) for field in own} == own
    assert (account.no, account.no_series_code) == numbers


def _own_values(kind: str) -> dict[str, Any]:
    if kind == "bank_account":
        return {"iban": "NO9386011117947", "min_balance": Decimal(5), "our_contact_code": "IS"}
    own: dict[str, Any] = {"payment_terms_code": "30D", "our_account_no": "77", "prices_include_vat": True}
    more = {"credit_limit": Decimal(1000)} if kind == "customer" else {"purchaser_code": "IS"}
    return own | more | {"blocked": "all"}


@pytest.mark.parametrize("kind", KINDS)
def test_e78_what_is_the_contacts_own_reaches_nobody(session: Session, kind: str) -> None:
    company = a_company(session)
    linked_to(session, company, kind)

    with an_action(session) as action:
        change_contact(session, company, {"email_2": "b@hill.example", "pager": "9", "extension_no": "8"})

    assert action.of(kind) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_e_links_stay_in_step_when_the_relation_code_is_turned_off(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    without_relation_code(session, kind)

    change_contact(session, company, {"phone_no": "777"})

    assert account.phone_no == "777"


def test_e_a_person_with_a_customer_of_its_own_pushes_what_it_inherits(session: Session) -> None:
    mia = a_person(session, "Mia Berg")
    customer = linked_to(session, mia, "customer")
    company = a_company(session, phone_no="111")
    change_contact(session, mia, {"company_no": company.no})

    change_contact(session, company, {"phone_no": "222"})

    assert (mia.phone_no, customer.phone_no) == ("222", "222")


def test_e_coming_to_a_company_reaches_the_persons_own_customer(session: Session) -> None:
    mia = a_person(session, "Mia Berg")
    customer = linked_to(session, mia, "customer")
    company = a_company(session, phone_no="111", country_code="NO", **ADDRESS)

    change_contact(session, mia, {"company_no": company.no})

    assert (customer.phone_no, customer.country_code, customer.city) == ("111", "NO", "Oslo")


def test_e_another_number_takes_everything_along_that_names_the_contact(session: Session) -> None:
    company, customer, _vendor, _bank_account = a_cluster(session)
    ann = a_person(session, "Ann Hill", company)
    customer.primary_contact_no = ann.no
    session.flush()

    change_contact(session, company, {"no": "HILL"})
    change_contact(session, ann, {"no": "ANN"})

    assert (ann.company_no, customer.primary_contact_no) == ("HILL", "ANN")
    assert differing(company, customer) == []


def test_e_another_number_is_undone_with_everything_that_names_the_contact(session: Session) -> None:
    company = a_company(session)
    a_person(session, "Ann Hill", company)
    before = snapshot(session)
    with an_action(session) as action:
        change_contact(session, company, {"no": "HILL"})

    undone(session, action)

    assert snapshot(session) == before


@pytest.mark.parametrize("model", [kind.model for kind in PARTNER_KINDS.values()], ids=KINDS)
def test_e_every_shared_field_is_as_long_on_both_sides(model: type[Base]) -> None:
    shared = next(kind.shared for kind in PARTNER_KINDS.values() if kind.model is model)

    lengths = {field: _length(model, field) for field in shared}

    assert lengths == {field: _length(Contact, field) for field in shared}


def _length(model: type[Base], field: str) -> int | None:
    return getattr(model.__mapper__.columns[field].type, "length", None)
