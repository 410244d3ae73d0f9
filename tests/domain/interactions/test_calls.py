"""Scenarios 65 to 82: telephone calls and cover sheets."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.interactions import AT
from tests.support.parties import a_company, a_person
from tests.support.talks import typed
from webapp.domain.errors import Refused
from webapp.domain.interactions.calls import call, call_template, numbers_of
from webapp.domain.interactions.manual import comments_of
from webapp.domain.interactions.sheets import print_sheets
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.setup.single import the


def test_65_without_a_template_for_calls_nobody_is_called(session: Session) -> None:
    the(session, InteractionTemplateSetup).outgoing_calls = None

    with pytest.raises(Refused) as refused:
        call_template(session)

    assert refused.value.message.params["slot"].text == "Outgoing Calls"  # type: ignore[union-attr]
    assert refused.value.see and refused.value.see.field == "outgoing_calls"


def test_67_a_call_needs_a_description(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        call(session, typed(a_company(session), description=""))

    assert refused.value.field == "description"


@pytest.mark.parametrize("evaluation", ["neutral", "positive"])
def test_68_and_70_a_call_tells_its_number_and_how_it_went(session: Session, evaluation: str) -> None:
    values = typed(a_company(session), contact_via="22 00 01 01", evaluation=evaluation)

    entry = call(session, values).entry

    assert (entry.contact_via, entry.evaluation, entry.template_code) == ("22 00 01 01", evaluation, "T-CALL")


def test_71_only_the_numbers_of_the_person_and_its_company_are_offered(session: Session) -> None:
    a_company(session, "Oak Ltd", phone_no="999")
    company = a_company(session, phone_no="100")
    person = a_person(session, "Bob", company, phone_no="101", mobile_phone_no="102")

    assert [each.number for each in numbers_of(session, person)] == ["101", "102", "100"]
    assert [each.number for each in numbers_of(session, company)] == ["100"]


def test_74_a_comment_is_kept_with_the_call(session: Session) -> None:
    entry = call(session, typed(a_company(session)), ("Calls back",)).entry

    assert [comment.text for comment in comments_of(session, entry)] == ["Calls back"]


def test_an_attempt_may_fail(session: Session) -> None:
    assert call(session, typed(a_company(session), attempt_failed=True)).entry.attempt_failed


def test_79_each_contact_has_an_entry_of_its_cover_sheet(session: Session) -> None:
    contacts = [a_company(session, name) for name in ("Hill Bakery", "Oak Ltd", "Elm AS")]

    entries = print_sheets(session, contacts, AT, log=True)

    assert [entry.contact_no for entry in entries] == [contact.no for contact in contacts]
    assert {(entry.kind, entry.document_no, entry.template_code) for entry in entries} == {
        ("cover_sheet", "", "T-COVER")
    }


def test_79_switched_off_nothing_is_logged(session: Session) -> None:
    assert print_sheets(session, [a_company(session)], AT, log=False) == []


def test_79_nothing_is_logged_without_a_template(session: Session) -> None:
    the(session, InteractionTemplateSetup).cover_sheets = None

    assert print_sheets(session, [a_company(session)], AT, log=True) == []


def test_nobody_blocked_for_privacy_gets_a_cover_sheet(session: Session) -> None:
    with pytest.raises(Refused):
        print_sheets(session, [a_person(session, privacy_blocked=True)], AT, log=True)
