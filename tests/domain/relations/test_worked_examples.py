"""The worked examples of the description, told with its own cast: a bakery, its accounts and two persons."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_contact, delete_partner
from webapp.domain.errors import Refused
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact, change_partner
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.linking import CONTACT, PARTNER, Choice, link, unlink
from webapp.domain.relations.links import contact_of, relation_between

from ...support.factories import an_action, how_many
from ...support.parties import (
    ADDRESS,
    a_cluster,
    a_company,
    a_new_account,
    a_person,
    a_picture,
    an_account,
    differing,
    told,
    without_contact_numbers,
    without_relation_code,
)


class Cast(NamedTuple):
    company: Contact
    customer: Any
    vendor: Any
    bank_account: Any
    ann: Contact
    bo: Contact

    @property
    def accounts(self) -> tuple[Any, Any, Any]:
        return self.customer, self.vendor, self.bank_account


@pytest.fixture
def cast(session: Session) -> Cast:
    """Bo has a telephone of his own."""
    details = {"phone_no": "555", "email": "post@hill.example", "salesperson_code": "IS"}
    cluster = a_cluster(session, **details, **ADDRESS)
    company = cluster[0]
    return Cast(*cluster, a_person(session, "Ann Hill", company), a_person(session, "Bo Kay", company, phone_no="901"))


def test_1_a_phone_number_typed_at_the_vendor(session: Session, cast: Cast) -> None:
    cast.vendor.purchaser_code = "LM"

    with an_action(session) as action:
        change_partner(session, cast.vendor, {"phone_no": "777"})

    assert [each.phone_no for each in cast] == ["777", "777", "777", "777", "777", "901"]
    assert [each for each in cast if action.of(each)] == [*cast[:5]]
    assert (cast.vendor.purchaser_code, cast.company.salesperson_code) == ("LM", "IS")


def test_2_a_mail_address_emptied_at_the_contact(session: Session, cast: Cast) -> None:
    change_contact(session, cast.bo, {"email": "bo@kay.example"})

    change_contact(session, cast.company, {"email": ""})

    assert [each.email for each in cast] == ["", "", "", "", "", "bo@kay.example"]


def test_3_another_salesperson_at_the_customer(session: Session, cast: Cast) -> None:
    change_contact(session, cast.bo, {"salesperson_code": None})

    change_partner(session, cast.customer, {"salesperson_code": "LM"})

    assert (cast.company.salesperson_code, cast.ann.salesperson_code, cast.bo.salesperson_code) == ("LM", "LM", None)
    assert (cast.vendor.purchaser_code, cast.bank_account.our_contact_code) == (None, None)


def test_4_another_purchaser_at_the_vendor(session: Session, cast: Cast) -> None:
    with an_action(session) as action:
        change_partner(session, cast.vendor, {"purchaser_code": "LM"})

    assert cast.company.salesperson_code == "IS"
    assert [each for each in cast if action.of(each)] == [cast.vendor]


def test_5_a_picture_travels_at_once(session: Session, cast: Cast) -> None:
    picture = a_picture(session)

    change_contact(session, cast.company, {"picture_id": picture})

    assert [each.picture_id for each in cast.accounts] == [picture] * 3


def test_6_another_currency_waits_until_the_bank_account_is_at_zero(session: Session, cast: Cast) -> None:
    change_partner(session, cast.bank_account, {"balance_last_statement": 100})
    with pytest.raises(Refused), session.begin_nested():
        change_contact(session, cast.company, {"currency_code": "EUR"})
    session.expire_all()
    refused = [each.currency_code for each in cast[:4]]

    change_partner(session, cast.bank_account, {"balance_last_statement": 0})
    change_contact(session, cast.company, {"currency_code": "EUR"})

    assert refused == [None] * 4
    assert [each.currency_code for each in cast[:4]] == ["EUR"] * 4


@pytest.mark.parametrize(
    ("master", "blanks", "result"),
    [
        (CONTACT, True, ("111", "", "IS")),
        (PARTNER, True, ("", "x@oak.example", "LM")),
        (CONTACT, False, ("111", "x@oak.example", "IS")),
        (PARTNER, False, ("111", "x@oak.example", "LM")),
    ],
)
def test_7_two_are_linked_and_the_same(session: Session, master: str, blanks: bool, result: tuple[str, ...]) -> None:
    contact = a_company(session, "Oak", phone_no="111", salesperson_code="IS")
    customer: Any = an_account(session, "customer", "Oak Ltd", email="x@oak.example", salesperson_code="LM")

    link(session, contact, customer, Choice(master, blanks=blanks))

    assert (contact.phone_no, contact.email, contact.salesperson_code) == result
    assert differing(contact, customer) == []


def test_8_what_is_taken_stays_taken(session: Session, cast: Cast) -> None:
    free = an_account(session, "customer", "Oak Ltd")
    somebody = a_company(session, "Oak")
    pairs = [(cast.company, free), (somebody, cast.customer), (cast.ann, free)]

    for contact, customer in pairs:
        with pytest.raises(Refused):
            link(session, contact, customer, Choice())

    assert contact_of(session, free) is None
    assert contact_of(session, cast.customer) is cast.company


def test_9_ann_as_vendor_is_her_company_as_vendor(session: Session) -> None:
    company = a_company(session)
    ann = a_person(session, "Ann Hill", company)

    vendor = create_as(session, ann, PARTNER_KINDS["vendor"]).partner

    assert vendor.name == "Hill Bakery"
    assert contact_of(session, vendor) is company


def test_10_mia_alone_becomes_a_customer_and_no_vendor(session: Session) -> None:
    mia = a_person(session, "Mia Berg")

    customer: Any = create_as(session, mia, PARTNER_KINDS["customer"]).partner

    assert (customer.name, customer.contact_type) == ("Mia Berg", "person")
    with pytest.raises(Refused):
        create_as(session, mia, PARTNER_KINDS["vendor"])


def test_11_a_new_customer_comes_with_its_contact_and_a_typed_name_with_a_person(session: Session) -> None:
    customer = a_new_account(session, "customer", "Oak Ltd")
    first = customer.primary_contact_no

    change_partner(session, customer, {"contact_name": "Pat Oak"})

    company = contact_of(session, customer)
    pat = session.query(Contact).filter_by(no=customer.primary_contact_no).one()
    assert company is not None and differing(company, customer) == []
    assert (first, pat.name, pat.company_no) == (None, "Pat Oak", company.no)


def test_12_without_numbers_there_is_no_customer_and_without_the_code_no_contact(session: Session) -> None:
    without_contact_numbers(session)
    with pytest.raises(Refused), session.begin_nested():
        a_new_account(session, "customer")
    refused = how_many(session, PARTNER_KINDS["customer"].model)
    without_relation_code(session, "customer")

    customer = a_new_account(session, "customer")

    assert refused == 0
    assert contact_of(session, customer) is None
    assert len(told(session)) == 1


def test_13_the_company_moves_and_who_lives_there_moves_along(session: Session, cast: Cast) -> None:
    change_contact(session, cast.bo, {"address": "Own Street 1"})
    change_contact(session, cast.company, {"address": "Park Road 5"})
    moved = [each.address for each in cast]
    change_contact(session, cast.bo, {"address": "Park Road 5"})

    change_contact(session, cast.company, {"city": "Bergen"})

    assert moved == [*["Park Road 5"] * 5, "Own Street 1"]
    assert [each.city for each in cast] == ["Bergen"] * 6


def test_14_bo_goes_to_another_company(session: Session, cast: Cast) -> None:
    details = {"salesperson_code": "LM", "territory_code": "SOUTH", "country_code": "SE", "language_code": "DEU"}
    other = a_company(session, "Oak Ltd", email="post@oak.example", **details)
    change_contact(session, cast.bo, {"address": "Own Street 1"})

    change_contact(session, cast.bo, {"company_no": other.no})

    assert {field: getattr(cast.bo, field) for field in details} == details
    assert (cast.bo.address, cast.bo.city, cast.bo.phone_no) == ("Own Street 1", "Oslo", "901")
    assert cast.bo.email == "post@oak.example"


def test_15_the_company_goes_with_its_persons_and_the_accounts_stay(session: Session, cast: Cast) -> None:
    for account in (cast.customer, cast.vendor):
        change_partner(session, account, {"primary_contact_no": cast.ann.no})

    delete_contact(session, cast.company, with_persons=True)

    assert how_many(session, Contact) == 0
    assert [each.name for each in cast.accounts] == ["Hill Bakery"] * 3
    assert [(each.primary_contact_no, each.contact_name) for each in cast.accounts[:2]] == [(None, "")] * 2


def test_16_one_account_after_the_other_goes_and_the_persons_know(session: Session, cast: Cast) -> None:
    shown = []

    for account in cast.accounts:
        delete_partner(session, account)
        shown.append({each.business_relation for each in (cast.company, cast.ann, cast.bo)})

    assert shown == [{"multiple"}, {"bank_account"}, {""}]


def test_17_once_unlinked_nothing_travels_and_they_may_be_linked_again(session: Session, cast: Cast) -> None:
    relation = relation_between(session, cast.company, PARTNER_KINDS["customer"])
    assert relation is not None
    unlink(session, relation)
    change_contact(session, cast.company, {"phone_no": "777"})
    apart = cast.customer.phone_no

    link(session, cast.company, cast.customer, Choice())

    assert (apart, cast.customer.phone_no) == ("555", "777")
