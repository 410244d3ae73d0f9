"""Scenario 82: what stands on a cover sheet."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy.orm import Session

from tests.support.parties import a_company, a_company_in_step, a_person
from webapp.delivery.cover_sheets import Sheet, cover_sheets, paper_of
from webapp.domain.contacts.addresses import add_address, add_range

ON = dt.date(2026, 3, 9)


def said(session: Session, *sheets: Sheet) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = json.loads(paper_of(session, sheets, ON).data)["sheets"]
    return pages


def test_82_remark_and_standard_remarks_stand_on_it(session: Session) -> None:
    a_company_in_step(session)

    [page] = said(session, Sheet(a_company(session), "As we spoke about", ["agreed", "thanks"]))

    assert page["remark"] == "As we spoke about"
    assert [each["text"] for each in page["remarks"] if each["ticked"]] == ["As agreed", "With thanks"]


def test_a_person_is_found_at_its_company(session: Session) -> None:
    a_company_in_step(session)
    company = a_company(session, address="Main Street 1", post_code="0155", city="Oslo", country_code="NO")

    [page] = said(session, Sheet(a_person(session, "Ann Hill", company)))

    assert page["receiver"][:3] == ["Hill Bakery", "Ann Hill", "Main Street 1"]


def test_the_address_of_the_day_counts(session: Session) -> None:
    a_company_in_step(session)
    company = a_company(session, address="Main Street 1", city="Oslo")
    hut = add_address(session, company, {"code": "HUT", "address": "Hut 7", "city": "Geilo"})
    add_range(session, hut, {"starting_date": dt.date(2026, 3, 1)})

    [page] = said(session, Sheet(company))

    assert page["receiver"] == ["Hill Bakery", "Hut 7", "Geilo"]


def test_it_becomes_a_file_with_a_page_for_each(session: Session) -> None:
    a_company_in_step(session)
    sheets = [Sheet(a_company(session, name), "#import «x» \\ *y*", ["agreed"]) for name in ("Hill Bakery", "Oak Ltd")]

    data = cover_sheets(session, sheets, ON)

    assert data.startswith(b"%PDF")
    assert cover_sheets(session, sheets, ON) == data
