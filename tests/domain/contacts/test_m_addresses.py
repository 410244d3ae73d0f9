"""Chapter M: alternative addresses, and which of them counts on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.parties import a_company, a_person
from webapp.domain.contacts.addresses import (
    AddressRange,
    AlternativeAddress,
    add_address,
    add_range,
    address_on,
    change_address,
    change_range,
    delete_address,
)
from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.errors import Refused
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

TODAY = dt.date(2026, 7, 15)


def day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days)


def an_address(session: Session, contact: Contact, code: str = "SUMMER", **values: Any) -> AlternativeAddress:
    return add_address(session, contact, {"code": code, **values})


def a_range(session: Session, address: AlternativeAddress, start: int = 0, end: int | None = None) -> AddressRange:
    values = {"starting_date": day(start), "ending_date": None if end is None else day(end)}
    return add_range(session, address, values)


def test_206_an_address_with_a_range_from_today_on_counts_today(session: Session) -> None:
    company = a_company(session)
    summer = an_address(session, company)

    a_range(session, summer)

    assert address_on(session, company, TODAY) is summer
    assert address_on(session, company, day(-1)) is None


@pytest.mark.parametrize(("on", "counts"), [(-1, False), (0, True), (5, True), (6, False)])
def test_both_ends_of_a_range_count(session: Session, on: int, counts: bool) -> None:
    company = a_company(session)
    a_range(session, an_address(session, company), 0, 5)

    found = address_on(session, company, day(on))

    assert (found is not None) is counts


def test_of_ranges_that_overlap_the_one_that_began_last_counts(session: Session) -> None:
    company = a_company(session)
    a_range(session, an_address(session, company, "SUMMER"), -30)
    fair = an_address(session, company, "FAIR")

    a_range(session, fair, -1, 1)

    assert address_on(session, company, TODAY) is fair


@pytest.mark.parametrize(
    ("values", "inherits", "goes_by_it"), [({}, True, True), ({}, False, False), ({"address": "Own St 9"}, True, False)]
)
def test_a_person_goes_by_the_companys_address_while_living_there(
    session: Session, values: dict[str, Any], inherits: bool, goes_by_it: bool
) -> None:
    company = a_company(session, address="Main St 1")
    person = a_person(session, company=company, **values)
    summer = an_address(session, company)
    a_range(session, summer)

    the(session, MarketingSetup).inherit_address = inherits

    assert address_on(session, person, TODAY) is (summer if goes_by_it else None)


def test_a_persons_own_address_comes_before_the_companys(session: Session) -> None:
    company = a_company(session)
    person = a_person(session, company=company)
    a_range(session, an_address(session, company), -1)
    cabin = an_address(session, person, "CABIN")

    a_range(session, cabin, -30)

    assert address_on(session, person, TODAY) is cabin


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starting_date": None}, "starting_date"),
        ({"starting_date": day(1), "ending_date": day(0)}, "ending_date"),
        ({"starting_date": day(9)}, "starting_date"),
    ],
)
def test_a_range_that_cannot_be_is_refused_at_its_field(session: Session, values: dict[str, Any], field: str) -> None:
    summer = an_address(session, a_company(session))
    a_range(session, summer, 9)

    with pytest.raises(Refused) as refused:
        add_range(session, summer, values)

    assert refused.value.field == field


def test_a_range_stays_with_an_address_of_its_contact(session: Session) -> None:
    reach = a_range(session, an_address(session, a_company(session)))
    elsewhere = an_address(session, a_company(session, "Oak Ltd"))

    with pytest.raises(Refused) as refused:
        change_range(session, reach, {"address_id": elsewhere.id})

    assert refused.value.field == "address_id"


def test_contacts_may_have_ranges_from_the_same_day(session: Session) -> None:
    a_range(session, an_address(session, a_company(session)))

    other = a_range(session, an_address(session, a_company(session, "Oak Ltd")))

    assert other.id


@pytest.mark.parametrize("code", ["", "SUMMER"])
def test_an_address_has_a_code_of_its_own(session: Session, code: str) -> None:
    company = a_company(session)
    an_address(session, company)
    winter = an_address(session, company, "WINTER")

    with pytest.raises(Refused) as refused:
        change_address(session, winter, {"code": code})

    assert refused.value.field == "code"


def test_an_address_that_is_deleted_takes_its_days_along(session: Session) -> None:
    company = a_company(session)
    summer, winter = an_address(session, company), an_address(session, company, "WINTER")
    a_range(session, summer)
    stays = a_range(session, winter, 100)

    delete_address(session, summer)

    assert session.scalars(select(AddressRange.id)).all() == [stays.id]


def test_a_contact_that_is_deleted_takes_its_addresses_along(session: Session) -> None:
    company = a_company(session)
    a_range(session, an_address(session, company))

    delete_contact(session, company)

    assert session.scalars(select(AlternativeAddress.id)).all() == session.scalars(select(AddressRange.id)).all() == []
