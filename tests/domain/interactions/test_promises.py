"""P4 finds what somebody did behind the program's back, and counts again what can be counted."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.support.factories import an_action
from tests.support.histories import an_entry
from tests.support.interactions import left
from tests.support.papers import a_document_for
from tests.support.parties import a_company, linked_to
from webapp.domain.checks import CHECKS
from webapp.domain.interactions.dispatch import SENT

P4 = [check for check in CHECKS if check.promise == "P4"]


def findings(session: Session) -> list[str]:
    session.flush()
    return [message.text for check in P4 for message in check.findings(session)]


def behind_its_back(session: Session, statement: str) -> None:
    session.flush()
    session.execute(text(statement))
    session.expire_all()


@pytest.fixture
def order(session: Session) -> Any:
    """Printed and sent, both logged."""
    company = a_company(session)
    linked_to(session, company, "customer")
    order = a_document_for(session, company, "sales_order")
    left(session, order)
    left(session, order, SENT)
    return order


def test_what_was_printed_and_sent_holds(session: Session, order: Any) -> None:
    assert (findings(session), order.no_printed) == ([], 2)


def test_an_entry_of_another_document_is_found(session: Session, order: Any) -> None:
    behind_its_back(session, "UPDATE interaction SET document_no = 'X' WHERE id = (SELECT min(id) FROM interaction)")

    [found] = findings(session)
    assert found.startswith("%(file)s left the house")


def test_an_entry_without_anything_that_left_is_found(session: Session, order: Any) -> None:
    an_entry(session, a_company(session, "Oak"), kind="sales_order", document_no=order.no, occurrence=1)

    [found] = findings(session)
    assert found.startswith("Interaction %(no)s tells of")


@pytest.mark.parametrize("kind", ["", "cover_sheet", "service_order"])
def test_what_is_logged_without_leaving_is_well(session: Session, order: Any, kind: str) -> None:
    an_entry(session, a_company(session, "Oak"), kind=kind)

    assert findings(session) == []


def test_a_number_of_prints_that_is_wrong_is_found_and_mended(session: Session, order: Any) -> None:
    behind_its_back(session, "UPDATE document SET no_printed = 7")

    [found] = findings(session)
    [mend] = [check.mend for check in P4 if check.mend]
    with an_action(session) as action:
        mend(session)

    assert "another number of prints" in found
    assert (findings(session), action.of(order)["no_printed"]) == ([], ("7", "2"))


def test_a_file_that_is_not_what_it_was_is_found_by_the_name_it_left_with(session: Session, order: Any) -> None:
    behind_its_back(session, "UPDATE file SET digest = 'another'")

    [message] = [message for check in P4 for message in check.findings(session)]

    assert message.params == {"names": "Order.pdf"}
