"""Chapter D: what is changed on an account reaches its contact, and from there on."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_partner
from webapp.domain.relations.contact_relation import ContactRelation

from ...support.factories import an_action, how_many
from ...support.parties import (
    ADDRESS,
    KINDS,
    TRADERS,
    a_cluster,
    a_company,
    a_person,
    a_picture,
    an_account,
    differing,
    linked_to,
)

OTHERWISE: dict[str, Any] = {
    "name": "Oak Ltd",
    "search_name": "OAKS",
    "name_2": "Bakers",
    "address": "Park Road 5",
    "address_2": "2nd floor",
    "post_code": "1011",
    "city": "Amsterdam",
    "county": "NH",
    "country_code": "NL",
    "phone_no": "777",
    "mobile_phone_no": "778",
    "fax_no": "779",
    "email": "post@oak.example",
    "home_page": "https://oak.example",
    "language_code": "DEU",
    "territory_code": "SOUTH",
    "currency_code": "EUR",
    "registration_no": "R1",
    "vat_registration_no": "V1",
    "privacy_blocked": True,
    "salesperson_code": "LM",
}
"""Another value for every shared field but the picture."""

NOT_SHARED: dict[str, dict[str, Any]] = {
    "customer": {"our_account_no": "77", "contact_type": "person", "blocked": "ship"},
    "vendor": {"our_account_no": "77", "blocked": "payment"},
    "bank_account": {"contact_name": "Al Roe", "iban": "NO9386011117947", "blocked": True},
}


@pytest.mark.parametrize("kind", KINDS)
def test_d49_d50_d51_name_and_registration_number_reach_the_contact(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    values = {"name": "Oak Ltd"} | ({"registration_no": "R1"} if kind in TRADERS else {})

    change_partner(session, account, values)

    assert {field: getattr(company, field) for field in values} == values


@pytest.mark.parametrize("kind", KINDS)
def test_d_every_shared_field_reaches_the_contact_and_the_others(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session)
    account = accounts[KINDS.index(kind)]
    values = {field: OTHERWISE.get(field) or a_picture(session) for field in PARTNER_KINDS[kind].shared}

    change_partner(session, account, values)

    assert {field: getattr(company, field) for field in values} == values
    assert [differing(company, each) for each in accounts] == [[], [], []]


@pytest.mark.parametrize("kind", KINDS)
def test_d_a_blank_travels_like_any_value(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session, email="post@hill.example", **ADDRESS)

    change_partner(session, accounts[KINDS.index(kind)], {"email": "", "city": ""})

    assert [(each.email, each.city) for each in (company, *accounts)] == [("", "")] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_d52_d53_d54_a_mobile_number_reaches_the_company_and_the_person_who_inherits_it(
    session: Session, kind: str
) -> None:
    company = a_company(session, mobile_phone_no="100")
    account = linked_to(session, company, kind)
    ann = a_person(session, "Ann Hill", company)
    if kind in TRADERS:
        change_partner(session, account, {"primary_contact_no": ann.no})

    change_partner(session, account, {"mobile_phone_no": "200"})

    assert (company.mobile_phone_no, ann.mobile_phone_no) == ("200", "200")


@pytest.mark.parametrize("kind", KINDS)
def test_d55_d56_d57_what_is_not_shared_leaves_the_contact_alone(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    session.execute(text("UPDATE contact SET name = 'Something else'"))
    session.expire_all()

    with an_action(session) as action:
        change_partner(session, account, NOT_SHARED[kind])

    assert company.name == "Something else"
    assert action.of("contact") == {}


@pytest.mark.parametrize("kind", KINDS)
def test_d58_an_address_reaches_the_contact_and_its_other_accounts(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session)

    change_partner(session, accounts[KINDS.index(kind)], ADDRESS)

    assert [(each.address, each.city) for each in (company, *accounts)] == [("Main Street 1", "Oslo")] * 4


@pytest.mark.parametrize("kind", ["vendor", "bank_account"])
def test_d59_d60_our_own_person_for_the_account_is_its_own(session: Session, kind: str) -> None:
    company = a_company(session, salesperson_code="IS")
    account = linked_to(session, company, kind)

    change_partner(session, account, {PARTNER_KINDS[kind].responsible: "LM"})

    assert company.salesperson_code == "IS"


@pytest.mark.parametrize("kind", KINDS)
def test_d61_a_link_goes_with_its_contact_so_that_the_account_is_saved_alone(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)
    session.execute(text(f"DELETE FROM contact WHERE id = {company.id}"))
    session.expire_all()

    change_partner(session, account, {"name": "Oak Ltd"})

    assert account.name == "Oak Ltd"
    assert how_many(session, ContactRelation) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_d62_d63_an_account_without_a_link_gets_no_contact_by_a_change(session: Session, kind: str) -> None:
    account = an_account(session, kind)

    change_partner(session, account, {"name": "Oak Ltd", "phone_no": "777"})

    assert how_many(session, Contact) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_d64_after_any_change_both_sides_are_the_same(session: Session, kind: str) -> None:
    """Only what changed is carried over; the rest was the same before."""
    company = a_company(session, email="post@hill.example")
    account = linked_to(session, company, kind)

    change_partner(session, account, {"phone_no": "777"})

    assert company.email == account.email == "post@hill.example"
    assert differing(company, account) == []


@pytest.mark.parametrize("kind", TRADERS)
def test_d_blocked_for_privacy_reaches_everybody_and_blocks_them_for_everything(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session)
    account = accounts[KINDS.index(kind)]

    change_partner(session, account, {"privacy_blocked": True})

    assert company.privacy_blocked
    assert [(each.privacy_blocked, each.blocked) for each in accounts[:2]] == [(True, "all")] * 2


@pytest.mark.parametrize("kind", TRADERS)
def test_d_choosing_another_way_of_blocking_ends_it_everywhere(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session)
    account = accounts[KINDS.index(kind)]
    change_partner(session, account, {"privacy_blocked": True})

    change_partner(session, account, {"blocked": ""})

    assert not company.privacy_blocked
    assert [(each.privacy_blocked, each.blocked) for each in accounts[:2]] == [(False, "")] * 2


@pytest.mark.parametrize("kind", TRADERS)
def test_d_a_minor_stays_blocked_whichever_card_is_used(session: Session, kind: str) -> None:
    company = a_company(session, minor=True)
    account = linked_to(session, company, kind)

    with pytest.raises(Refused) as refused:
        change_partner(session, account, {"privacy_blocked": False})

    assert refused.value.field == "privacy_blocked"


@pytest.mark.parametrize("kind", KINDS)
def test_d_another_country_takes_the_old_place_away_on_all_cards(session: Session, kind: str) -> None:
    company, *accounts = a_cluster(session, country_code="NO", county="Oslo", **ADDRESS)

    change_partner(session, accounts[KINDS.index(kind)], {"country_code": "SE"})

    places = [(each.country_code, each.post_code, each.city, each.county) for each in (company, *accounts)]
    assert places == [("SE", "", "", "")] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_d_a_bank_account_with_money_on_it_keeps_its_currency_whichever_card_is_used(
    session: Session, kind: str
) -> None:
    _company, *accounts = a_cluster(session)
    accounts[2].balance_last_statement = 100

    with pytest.raises(Refused) as refused:
        change_partner(session, accounts[KINDS.index(kind)], {"currency_code": "EUR"})

    assert refused.value.field == "currency_code"
