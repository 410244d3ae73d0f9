"""Chapter L: what fields take and what follows from them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.changes import last_change_id
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.relations.changing import change_contact

from ...support.parties import ADDRESS, TRADERS, a_company, linked_to


def test_l200_names_that_differ_in_their_case_are_different(session: Session) -> None:
    small, large = a_company(session, "aaa"), a_company(session, "AAA")

    found = [session.scalar(select(Contact.no).where(Contact.name == name)) for name in ("aaa", "AAA")]

    assert found == [small.no, large.no]


def test_l202_every_save_moves_the_last_change_on(session: Session) -> None:
    company = a_company(session)
    seen = last_change_id(session, company)

    change_contact(session, company, {"phone_no": "111"})

    assert last_change_id(session, company) > seen


def test_l203_a_minor_is_blocked_for_privacy(session: Session) -> None:
    company = a_company(session)

    change_contact(session, company, {"minor": True})

    assert company.privacy_blocked


def test_l203_and_stays_so_without_the_consent_of_the_parents(session: Session) -> None:
    company = a_company(session, minor=True)

    with pytest.raises(Refused) as refused:
        change_contact(session, company, {"privacy_blocked": False})

    assert refused.value.field == "privacy_blocked"


def test_l203_with_consent_it_can_be_cleared(session: Session) -> None:
    company = a_company(session, minor=True)
    change_contact(session, company, {"parental_consent": True})
    still_blocked = company.privacy_blocked

    change_contact(session, company, {"privacy_blocked": False})

    assert still_blocked and not company.privacy_blocked


def test_l204_consent_is_for_minors(session: Session) -> None:
    company = a_company(session)

    with pytest.raises(Refused) as refused:
        change_contact(session, company, {"parental_consent": True})

    assert refused.value.field == "parental_consent"


def test_l204_who_is_no_minor_any_more_needs_no_consent(session: Session) -> None:
    company = a_company(session, minor=True, parental_consent=True)

    change_contact(session, company, {"minor": False})

    assert not company.parental_consent


@pytest.mark.parametrize("kind", TRADERS)
def test_l203_a_minor_blocks_its_account_at_once(session: Session, kind: str) -> None:
    company = a_company(session)
    account = linked_to(session, company, kind)

    change_contact(session, company, {"minor": True})

    assert (account.privacy_blocked, account.blocked) == (True, "all")


def test_l_another_country_takes_the_place_away(session: Session) -> None:
    company = a_company(session, country_code="NO", **ADDRESS)

    change_contact(session, company, {"country_code": "SE"})

    assert (company.address, company.post_code, company.city) == ("Main Street 1", "", "")


def test_l_unless_the_new_place_is_typed_along_with_it(session: Session) -> None:
    company = a_company(session, country_code="NO", county="Oslo", **ADDRESS)

    change_contact(session, company, {"country_code": "SE", "post_code": "111 22", "city": "Stockholm"})

    assert (company.post_code, company.city, company.county) == ("111 22", "Stockholm", "")


@pytest.mark.parametrize(("before", "after"), [(None, "NO"), ("NO", None)])
def test_l_a_country_that_comes_or_goes_leaves_the_place(
    session: Session, before: str | None, after: str | None
) -> None:
    company = a_company(session, country_code=before, **ADDRESS)

    change_contact(session, company, {"country_code": after})

    assert company.city == "Oslo"
