"""Chapter M: what contacts are sorted into, their other addresses, and comments on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.comments import add_comment, change_comment, comments_on
from webapp.domain.contacts.addresses import add_address, add_range, address_on, change_range
from webapp.domain.contacts.classification import (
    CLASSES,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    ContactWebSource,
    assign,
    count_of,
    withdraw,
)
from webapp.domain.errors import Refused

from ...support.factories import a_code, an_action, snapshot, undone
from ...support.parties import ADDRESS, a_cluster, a_company, a_person

TODAY = dt.date(2026, 3, 1)
DAY = dt.timedelta(days=1)
RIGHT_TYPE = {
    ContactMailingGroup: a_company,
    ContactIndustryGroup: a_company,
    ContactJobResponsibility: a_person,
    ContactWebSource: a_company,
}


def assigned(session: Session, contact: Any, model: Any) -> Any:
    return assign(session, contact, model, {"code": a_code(session, model.of).code})


def count(session: Session, model: Any, contact: Any) -> int:
    return session.scalar(select(count_of(model, contact))) or 0


@pytest.mark.parametrize("model", CLASSES)
def test_m205_what_is_assigned_is_counted(session: Session, model: Any) -> None:
    contact = RIGHT_TYPE[model](session)

    row = assigned(session, contact, model)

    assert count(session, model, contact) == 1
    withdraw(session, row)
    assert count(session, model, contact) == 0


@pytest.mark.parametrize("model", [ContactIndustryGroup, ContactWebSource])
def test_m205_a_person_shows_what_the_company_is_in(session: Session, model: Any) -> None:
    company = a_company(session)
    ann = a_person(session, "Ann Hill", company)

    assigned(session, company, model)

    assert count(session, model, ann) == 1


@pytest.mark.parametrize("model", [ContactIndustryGroup, ContactWebSource, ContactJobResponsibility])
def test_m_the_wrong_type_of_contact_is_refused(session: Session, model: Any) -> None:
    contact = a_company(session) if model is ContactJobResponsibility else a_person(session)

    with pytest.raises(Refused, match="belong to"):
        assigned(session, contact, model)

    assert count(session, model, contact) == 0


@pytest.mark.parametrize("model", CLASSES)
def test_m_each_is_assigned_once_and_something_must_be_chosen(session: Session, model: Any) -> None:
    contact = RIGHT_TYPE[model](session)
    row = assigned(session, contact, model)

    for code in (row.code, ""):
        with pytest.raises(Refused) as refused:
            assign(session, contact, model, {"code": code})
        assert refused.value.field == "code"


def test_m206_the_address_of_the_day_is_used(session: Session) -> None:
    company = a_company(session, **ADDRESS)
    summer = add_address(session, company, {"code": "SUMMER", "address": "Beach 1"})

    add_range(session, summer, {"starting_date": TODAY})

    assert address_on(session, company, TODAY) is summer
    assert address_on(session, company, TODAY - DAY) is None


def test_m_of_several_the_one_that_began_last_counts(session: Session) -> None:
    company = a_company(session)
    first, second = (add_address(session, company, {"code": code}) for code in ("A", "B"))
    add_range(session, first, {"starting_date": TODAY - 5 * DAY})
    add_range(session, second, {"starting_date": TODAY - DAY, "ending_date": TODAY})

    addresses = [address_on(session, company, TODAY + days * DAY) for days in (-2, 0, 1)]

    assert addresses == [first, second, first]


def test_m_a_person_goes_by_the_companys_as_long_as_they_share_the_address(session: Session) -> None:
    company = a_company(session, **ADDRESS)
    ann, bo = a_person(session, "Ann Hill", company), a_person(session, "Bo Kay", company, address="Own 1")
    summer = add_address(session, company, {"code": "SUMMER"})

    add_range(session, summer, {"starting_date": TODAY})

    assert address_on(session, ann, TODAY) is summer
    assert address_on(session, bo, TODAY) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starting_date": None}, "starting_date"),
        ({"starting_date": TODAY, "ending_date": TODAY - DAY}, "ending_date"),
        ({"starting_date": TODAY - 9 * DAY}, "starting_date"),
    ],
    ids=["no_start", "ends_before", "same_start"],
)
def test_m207_a_range_that_makes_no_sense_is_refused(session: Session, values: dict[str, Any], field: str) -> None:
    company = a_company(session)
    address = add_address(session, company, {"code": "A"})
    add_range(session, address, {"starting_date": TODAY - 9 * DAY})

    with pytest.raises(Refused) as refused:
        add_range(session, address, values)

    assert refused.value.field == field


def test_m_a_range_keeps_its_own_start(session: Session) -> None:
    reach = add_range(session, add_address(session, a_company(session), {"code": "A"}), {"starting_date": TODAY})

    change_range(session, reach, {"starting_date": TODAY, "ending_date": TODAY + DAY})

    assert reach.ending_date == TODAY + DAY


@pytest.mark.parametrize("code", ["A", ""])
def test_m_an_address_has_a_code_of_its_own(session: Session, code: str) -> None:
    company = a_company(session)
    add_address(session, company, {"code": "A"})

    with pytest.raises(Refused) as refused:
        add_address(session, company, {"code": code})

    assert refused.value.field == "code"


def test_m208_a_comment_is_kept_and_shown(session: Session) -> None:
    company = a_company(session)

    comment = add_comment(session, company, {"text": "Called.", "date": TODAY})

    assert comments_on(session, company) == [comment]


def test_m_each_side_has_its_own_comments_the_newest_first(session: Session) -> None:
    company, customer, _vendor, _bank_account = a_cluster(session)
    old, new = (add_comment(session, customer, {"text": "Paid.", "date": TODAY + days * DAY}) for days in (0, 1))

    found = comments_on(session, customer)

    assert found == [new, old]
    assert comments_on(session, company) == []


def test_m_a_comment_says_something(session: Session) -> None:
    comment = add_comment(session, a_company(session), {"text": "Called."})

    with pytest.raises(Refused) as refused:
        change_comment(session, comment, {"text": " "})

    assert refused.value.field == "text"
    assert comment.date == dt.date.today()


def test_m_an_address_is_undone_with_its_range(session: Session) -> None:
    company = a_company(session)
    before = snapshot(session)
    with an_action(session) as action:
        add_range(session, add_address(session, company, {"code": "A"}), {"starting_date": TODAY})

    undone(session, action)

    assert snapshot(session) == before
