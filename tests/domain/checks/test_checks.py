"""Each check finds what it is there for, when somebody has gone behind the program's back."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.support.factories import a_country, a_line, a_salesperson, a_user, the_setups
from tests.support.houses import House
from webapp.domain import checks
from webapp.domain.changes import ChangeSet
from webapp.domain.checks import CHECKS, MOST_FINDINGS, broken_promises
from webapp.domain.errors import say
from webapp.domain.series import change_line
from webapp.domain.setup.places import Country


def findings(session: Session) -> list[tuple[str, dict[str, object]]]:
    session.flush()
    return [(check.promise, dict(message.params)) for check, message in broken_promises(session)]


def behind_its_back(session: Session, *statements: str) -> None:
    session.flush()
    for statement in statements:
        session.execute(text(statement))
    session.expire_all()


def without_foreign_keys(session: Session) -> None:
    """Until the transaction is rolled back."""
    if session.connection().dialect.name == "sqlite":
        behind_its_back(session, "PRAGMA defer_foreign_keys = ON")
    else:
        behind_its_back(session, 'ALTER TABLE "user" DROP CONSTRAINT fk_user_salesperson_code')


def test_in_a_sound_house_there_is_nothing_to_find(house: House) -> None:
    with house.looking() as session:
        assert findings(session) == []


def test_a_row_that_points_to_nothing_is_found(session: Session) -> None:
    a_salesperson(session, "IS")
    a_user(session, salesperson_code="IS")
    session.flush()
    without_foreign_keys(session)

    behind_its_back(session, "UPDATE \"user\" SET salesperson_code = 'GONE'")

    assert findings(session) == [("P3", {"count": 1, "table": "user", "column": "salesperson_code"})]


def test_a_record_that_came_unremembered_is_found(session: Session) -> None:
    country = a_country(session, "NO")

    behind_its_back(session, f"DELETE FROM change WHERE record_type = 'country' AND record_id = {country.id}")

    promises = findings(session)
    assert ("P5", {"table": say(Country.one), "record": "NO"}) in promises


def test_a_record_whose_coming_alone_was_forgotten_is_found(session: Session) -> None:
    country = a_country(session, "NO")

    behind_its_back(
        session,
        f"DELETE FROM change WHERE field = 'id' AND record_type = 'country' AND record_id = {country.id}",
    )

    assert findings(session) == [("P5", {"table": say(Country.one), "record": "NO"})]


def test_an_action_that_lost_its_changes_is_found(session: Session) -> None:
    session.add(ChangeSet(by_name="Luc", what=say("Lost").dump()))

    assert findings(session) == [("P5", {"count": 1})]


def test_a_number_nobody_can_account_for_is_found(session: Session) -> None:
    line = a_line(session)
    change_line(session, line, {"last_no_used": "A2"})

    behind_its_back(session, "DELETE FROM change WHERE field = 'last_no_used'")

    assert findings(session) == [("P6", {"no": no, "series": "CONT"}) for no in ("A2", "A1")]


def test_a_record_that_cannot_be_found_is_found(session: Session) -> None:
    a_country(session, "NO")

    behind_its_back(session, "DELETE FROM search_entry WHERE record_type = 'country'")

    assert findings(session) == [("Search", {"table": say(Country.one), "record": "NO"})]


def test_setup_records_need_not_be_found_by_searching(session: Session) -> None:
    the_setups(session)

    assert findings(session) == []


def test_of_many_findings_the_first_hundred_are_enough(session: Session) -> None:
    change_line(session, a_line(session), {"last_no_used": f"A{MOST_FINDINGS + 50}"})

    behind_its_back(session, "DELETE FROM change WHERE field = 'last_no_used'")

    assert len(findings(session)) == MOST_FINDINGS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.findings.__name__)
def test_every_check_says_what_it_promises(check: checks.Check) -> None:
    assert check.text.endswith(".")
    assert check.promise in {"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "Search"}
