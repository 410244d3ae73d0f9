"""Chapter F: a customer, vendor or bank account made of a contact."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from webapp.domain.changes import Author, Rule, open_change_set, why
from webapp.domain.errors import Refused, say
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.creating import chosen_template, create_as, templates_for
from webapp.domain.relations.links import contact_of
from webapp.domain.setup.numbering import SalesSetup
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import (
    CustomerDiscountGroup,
    CustomerPostingGroup,
    CustomerPriceGroup,
    GenPostingGroup,
    PaymentMethod,
    PaymentTerms,
    ShipmentMethod,
    VatPostingGroup,
    VendorPostingGroup,
)

from ...support.factories import a_code, a_series, a_user, an_action, how_many, snapshot, undone
from ...support.parties import (
    ADDRESS,
    KINDS,
    TRADERS,
    a_company,
    a_person,
    a_template,
    an_account,
    differing,
    linked_to,
    told,
)

CODES: dict[str, Any] = {
    "payment_terms_code": PaymentTerms,
    "payment_method_code": PaymentMethod,
    "shipment_method_code": ShipmentMethod,
    "gen_posting_group_code": GenPostingGroup,
    "vat_posting_group_code": VatPostingGroup,
}
OF_KIND: dict[str, dict[str, Any]] = {
    "customer": {
        "posting_group_code": CustomerPostingGroup,
        "price_group_code": CustomerPriceGroup,
        "discount_group_code": CustomerDiscountGroup,
    },
    "vendor": {"posting_group_code": VendorPostingGroup},
}


def the_terms(session: Session, kind: str) -> dict[str, Any]:
    """A code for everything a template can say of an account."""
    models = CODES | OF_KIND[kind]
    terms: dict[str, Any] = {field: a_code(session, model).code for field, model in models.items()}
    more = {"allow_line_discount": False} if kind == "customer" else {}
    return terms | more | {"prices_include_vat": True}


def created(session: Session, contact: Any, kind: str, template: Any = None) -> Any:
    return create_as(session, contact, PARTNER_KINDS[kind], template).partner


@pytest.mark.parametrize("kind", TRADERS)
def test_f79_f82_the_account_carries_the_terms_of_the_template_and_is_linked(session: Session, kind: str) -> None:
    terms = the_terms(session, kind)
    template = a_template(session, kind, **terms)
    company = a_company(session)

    account = created(session, company, kind, template)

    assert {field: getattr(account, field) for field in terms} == terms
    assert contact_of(session, account) is company
    assert why(session, account, "payment_terms_code")[0].change.rule == Rule.TEMPLATE


@pytest.mark.parametrize("kind", TRADERS)
def test_f80_without_a_discount_code_in_the_template_the_account_has_its_own_number(
    session: Session, kind: str
) -> None:
    account = created(session, a_company(session), kind, a_template(session, kind))

    assert account.invoice_discount_code == account.no


@pytest.mark.parametrize("kind", TRADERS)
def test_f81_a_discount_code_in_the_template_wins(session: Session, kind: str) -> None:
    account = created(session, a_company(session), kind, a_template(session, kind, invoice_discount_code="BIG"))

    assert account.invoice_discount_code == "BIG"


@pytest.mark.parametrize("kind", KINDS)
def test_f83_f84_a_company_becomes_an_account_and_both_are_linked_and_the_same(session: Session, kind: str) -> None:
    company = a_company(session, phone_no="111", salesperson_code="IS", privacy_blocked=False, **ADDRESS)

    account = created(session, company, kind)

    assert contact_of(session, account) is company
    assert differing(company, account) == []


@pytest.mark.parametrize("kind", TRADERS)
@pytest.mark.parametrize("type_", ["company", "person"])
def test_f85_f86_f87_only_templates_for_the_type_of_contact_are_offered(
    session: Session, kind: str, type_: str
) -> None:
    for code in ("A", "B"):
        a_template(session, kind, f"COMPANY {code}", contact_type="company")
        a_template(session, kind, f"PERSON {code}", contact_type="person")
    contact = a_company(session) if type_ == "company" else a_person(session)

    offered = [template.code for template in templates_for(session, contact, PARTNER_KINDS[kind])]

    assert offered == [f"{type_.upper()} A", f"{type_.upper()} B"]


@pytest.mark.parametrize("kind", TRADERS)
def test_f_the_only_fitting_template_goes_without_saying(session: Session, kind: str) -> None:
    a_template(session, kind, "ONE", invoice_discount_code="BIG")
    a_template(session, kind, "OTHER", contact_type="person")

    account = created(session, a_company(session), kind)

    assert account.invoice_discount_code == "BIG"


@pytest.mark.parametrize("kind", TRADERS)
def test_f_of_several_templates_none_is_taken_unasked(session: Session, kind: str) -> None:
    for code in ("A", "B"):
        a_template(session, kind, code, invoice_discount_code="BIG")

    account = created(session, a_company(session), kind)

    assert account.invoice_discount_code == account.no


@pytest.mark.parametrize("kind", TRADERS)
def test_f_a_template_that_is_not_offered_cannot_be_chosen(session: Session, kind: str) -> None:
    a_template(session, kind, "P", contact_type="person")

    with pytest.raises(Refused) as refused:
        chosen_template(session, a_company(session), PARTNER_KINDS[kind], "P")

    assert refused.value.field == "template"


def test_f88_a_lone_person_becomes_a_customer_with_the_same_details(session: Session) -> None:
    mia = a_person(
        session, "Mia Berg", phone_no="1", email="m@berg.example", home_page="https://berg.example", **ADDRESS
    )

    customer = created(session, mia, "customer")

    assert differing(mia, customer) == []
    assert customer.contact_type == "person"


def test_f_a_lone_person_is_whom_its_customer_turns_to_first(session: Session) -> None:
    mia = a_person(session, "Mia Berg")

    customer = created(session, mia, "customer")

    assert (customer.primary_contact_no, customer.contact_name) == (mia.no, "Mia Berg")


@pytest.mark.parametrize("kind", ["vendor", "bank_account"])
def test_f89_f90_a_lone_person_becomes_no_vendor_and_no_bank_account(session: Session, kind: str) -> None:
    mia = a_person(session, "Mia Berg")

    with pytest.raises(Refused, match="person without a company"):
        created(session, mia, kind)

    assert how_many(session, PARTNER_KINDS[kind].model) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_f91_f92_f93_a_person_makes_an_account_of_the_company(session: Session, kind: str) -> None:
    company = a_company(session)
    ann = a_person(session, "Ann Hill", company)

    result = create_as(session, ann, PARTNER_KINDS[kind])

    assert result.contact is company and contact_of(session, result.partner) is company
    assert result.partner.name == "Hill Bakery"
    assert ann.label in [message.params.get("person") for message in told(session)]


@pytest.mark.parametrize("kind", TRADERS)
def test_f_templates_are_those_for_the_company_where_a_person_asks(session: Session, kind: str) -> None:
    a_template(session, kind, "C", invoice_discount_code="BIG")
    a_template(session, kind, "P", contact_type="person", invoice_discount_code="SMALL")
    ann = a_person(session, "Ann Hill", a_company(session))

    account = created(session, ann, kind)

    assert account.invoice_discount_code == "BIG"


@pytest.mark.parametrize("kind", TRADERS)
@pytest.mark.parametrize(
    ("contact", "template", "result"),
    [("NO", None, "NO"), (None, "SE", "SE"), ("NO", "SE", "NO"), (None, None, None)],
    ids=["f94_contact_only", "f95_template_only", "f96_contact_wins", "f97_neither"],
)
def test_f94_f95_f96_f97_the_country_is_the_contacts_or_else_the_templates(
    session: Session, kind: str, contact: str | None, template: str | None, result: str | None
) -> None:
    company = a_company(session, country_code=contact)

    account = created(session, company, kind, a_template(session, kind, country_code=template))

    assert account.country_code == result
    assert differing(company, account) == []


@pytest.mark.parametrize("field", ["currency_code", "language_code", "territory_code"])
def test_f99_what_the_template_fills_in_is_the_contacts_and_its_other_accounts_too(
    session: Session, field: str
) -> None:
    value = {"currency_code": "EUR", "language_code": "DEU", "territory_code": "SOUTH"}[field]
    company = a_company(session)
    vendor = linked_to(session, company, "vendor")

    customer = created(session, company, "customer", a_template(session, "customer", **{field: value}))

    assert [getattr(each, field) for each in (customer, company, vendor)] == [value] * 3


@pytest.mark.parametrize("kind", KINDS)
def test_f98_the_place_is_the_contacts_own(session: Session, kind: str) -> None:
    place = {"post_code": "0155", "city": "Lillevik", "county": "Viken", "country_code": "NO"}
    an_account(session, kind, "Somebody else", **place | {"city": "Oslo", "county": "Oslo"})

    account = created(session, a_company(session, **place), kind)

    assert {field: getattr(account, field) for field in place} == place


@pytest.mark.parametrize("kind", TRADERS)
def test_f100_where_neither_says_anything_the_account_is_blank(session: Session, kind: str) -> None:
    account = created(session, a_company(session), kind, a_template(session, kind))

    fields = ("country_code", "currency_code", "language_code", "territory_code", "city", "payment_terms_code")
    assert [getattr(account, field) for field in fields] == [None, None, None, None, "", None]


@pytest.mark.parametrize("kind", KINDS)
def test_f101_f102_a_contact_with_the_number_of_an_account_is_no_obstacle(session: Session, kind: str) -> None:
    other = an_account(session, kind, no="X1")
    contact = a_company(session, no="X1")

    account = created(session, contact, kind)

    assert account.no not in (other.no, "")


@pytest.mark.parametrize("kind", KINDS)
def test_f103_without_a_template_it_is_made_and_what_is_blank_is_told(session: Session, kind: str) -> None:
    created(session, a_company(session), kind)

    captions = [message.params["caption"] for message in told(session)]

    wanted = {"customer": "Customer Posting Group", "vendor": "Vendor Posting Group"}
    assert say(wanted.get(kind, "Bank Acc. Posting Group")) in captions


@pytest.mark.parametrize("kind", TRADERS)
def test_f104_f105_an_account_made_from_a_company_turns_to_nobody_yet(session: Session, kind: str) -> None:
    account = created(session, a_company(session), kind)

    assert (account.primary_contact_no, account.contact_name) == (None, "")


def test_f_the_templates_own_series_gives_the_number(session: Session) -> None:
    a_series(session, "WEB", {"starting_no": "W1"})
    template = a_template(session, "customer", nos="WEB")

    customer = created(session, a_company(session), "customer", template)

    assert (customer.no, customer.no_series_code) == ("W1", "WEB")


def test_f_the_templates_own_series_is_enough(session: Session) -> None:
    a_series(session, "WEB", {"starting_no": "W1"})
    the(session, SalesSetup).customer_nos = None

    customer = created(session, a_company(session), "customer", a_template(session, "customer", nos="WEB"))

    assert customer.no == "W1"


def test_f_the_contacts_salesperson_becomes_the_customers_and_the_purchaser_is_who_acts(session: Session) -> None:
    user = a_user(session, salesperson_code="LM")
    company = a_company(session, salesperson_code="IS")
    open_change_set(session, say("Given"), Author(user.id, user.name))

    customer, vendor = created(session, company, "customer"), created(session, company, "vendor")

    assert (customer.salesperson_code, vendor.purchaser_code) == ("IS", "LM")


def test_f_a_customer_of_a_contact_without_salesperson_has_none_either(session: Session) -> None:
    company = a_company(session)
    user = a_user(session, salesperson_code="LM")
    open_change_set(session, say("Given"), Author(user.id, user.name))

    customer = created(session, company, "customer")

    assert customer.salesperson_code is None


@pytest.mark.parametrize("kind", KINDS)
def test_f_whoever_has_one_already_gets_no_second_one(session: Session, kind: str) -> None:
    company = a_company(session)
    first = linked_to(session, company, kind)

    with pytest.raises(Refused) as refused:
        created(session, company, kind)

    assert refused.value.message.params["account"] == first.label


@pytest.mark.parametrize("kind", KINDS)
def test_f_whoever_is_blocked_for_privacy_becomes_nothing(session: Session, kind: str) -> None:
    company = a_company(session, privacy_blocked=True)

    with pytest.raises(Refused, match="blocked for privacy"):
        created(session, company, kind)

    assert how_many(session, PARTNER_KINDS[kind].model) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_f_undo_takes_it_back(session: Session, kind: str) -> None:
    company = a_company(session, **ADDRESS)
    if kind in TRADERS:
        a_template(session, kind, country_code="NO", currency_code="EUR")
    before = snapshot(session)
    with an_action(session) as action:
        created(session, company, kind)

    undone(session, action)

    assert snapshot(session) == before


def test_f_undo_takes_the_customer_of_a_lone_person_back(session: Session) -> None:
    mia = a_person(session, "Mia Berg")
    before = snapshot(session)
    with an_action(session) as action:
        created(session, mia, "customer")

    undone(session, action)

    assert snapshot(session) == before
