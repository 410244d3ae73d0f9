"""A post code knows its city, from the addresses there are."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.domain.contacts.places import suggested
from webapp.domain.relations.changing import change_contact

from ...support.parties import a_company, a_new_account


def test_a_known_post_code_fills_in_its_city(session: Session) -> None:
    a_company(session, post_code="5003", city="Bergen", county="Vestland", country_code="NO")

    company = a_company(session, "Oak Ltd", post_code="5003")

    assert (company.city, company.county, company.country_code) == ("Bergen", "Vestland", "NO")


def test_a_known_city_fills_in_its_post_code_on_an_account_and_so_on_its_contact(session: Session) -> None:
    a_company(session, post_code="5003", city="Bergen")

    vendor = a_new_account(session, "vendor", city="Bergen")

    assert vendor.post_code == "5003"


def test_where_several_fit_nothing_is_filled_in(session: Session) -> None:
    a_company(session, post_code="5003", city="Bergen")
    a_company(session, "Pine Ltd", post_code="5003", city="Elsewhere")

    company = a_company(session, "Oak Ltd", post_code="5003")

    assert company.city == ""


def test_a_place_in_another_country_is_another_place(session: Session) -> None:
    a_company(session, post_code="5003", city="Bergen", country_code="NO")

    company = a_company(session, "Oak Ltd", post_code="5003", country_code="SE")

    assert company.city == ""


def test_another_country_clears_post_code_and_city_and_nothing_fills_them_in(session: Session) -> None:
    company = a_company(session, post_code="5003", city="Bergen", country_code="NO")

    change_contact(session, company, {"country_code": "SE"})

    assert (company.post_code, company.city) == ("", "")


def test_what_begins_like_this_is_suggested_with_its_other_half(session: Session) -> None:
    a_company(session, post_code="5003", city="Bergen")
    a_new_account(session, "customer", post_code="5010", city="Bergen")

    assert suggested(session, "post_code", "50") == [("5003", "Bergen"), ("5010", "Bergen")]
