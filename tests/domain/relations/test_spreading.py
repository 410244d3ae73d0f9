"""One place to update: whichever card is saved, the others and the persons follow."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from webapp.domain.errors import Refused
from webapp.domain.relations.changing import change_contact, change_partner

from ...support.factories import an_action, undone
from ...support.parties import ADDRESS, a_cluster, a_company, a_person


def test_a_phone_number_changed_on_the_vendor_reaches_everybody_who_has_the_same(session: Session) -> None:
    """Worked example 1."""
    company, customer, vendor, bank_account = a_cluster(session, phone_no="555", salesperson_code="IS")
    ann = a_person(session, "Ann Hill", company)
    bo = a_person(session, "Bo Kay", company, phone_no="901")
    vendor.purchaser_code = "LM"

    with an_action(session) as action:
        change_partner(session, vendor, {"phone_no": "777"})

    assert [each.phone_no for each in (vendor, company, customer, bank_account, ann)] == ["777"] * 5
    assert bo.phone_no == "901"
    assert (vendor.purchaser_code, company.salesperson_code, customer.salesperson_code) == ("LM", "IS", "IS")
    assert [action.of(each)["phone_no"] for each in (company, ann)] == [("555", "777")] * 2


def test_it_all_goes_back_in_one_step(session: Session) -> None:
    company, customer, vendor, bank_account = a_cluster(session, phone_no="555", **ADDRESS)
    ann = a_person(session, "Ann Hill", company)
    with an_action(session) as action:
        change_contact(session, company, {"phone_no": "777", "city": "Bergen", "name": "Hill & Son"})

    undone(session, action)

    assert [each.phone_no for each in (company, customer, vendor, bank_account, ann)] == ["555"] * 5
    assert [each.city for each in (company, customer, vendor, bank_account, ann)] == ["Oslo"] * 5
    assert company.name == customer.name == "Hill Bakery"


def test_the_salesperson_is_the_customers_but_never_the_vendors(session: Session) -> None:
    company, customer, vendor, bank_account = a_cluster(session, salesperson_code="IS")

    change_partner(session, customer, {"salesperson_code": "LM"})

    assert company.salesperson_code == "LM"
    assert (vendor.purchaser_code, bank_account.our_contact_code) == (None, None)


def test_a_bank_account_with_money_on_it_keeps_its_currency(session: Session) -> None:
    company, _customer, _vendor, bank_account = a_cluster(session)
    bank_account.balance_last_statement = 100

    with pytest.raises(Refused) as refused:
        change_contact(session, company, {"currency_code": "EUR"})

    assert refused.value.field == "currency_code"


def test_persons_stand_below_their_company_whatever_it_is_called(session: Session) -> None:
    company = a_company(session, "Oak")
    other = a_company(session, "Pine")
    ann = a_person(session, "Ann", company)
    change_contact(session, company, {"name": "Zebra"})

    session.expire_all()

    assert sorted((other, company, ann), key=lambda each: each.group_key) == [other, company, ann]
