"""Why a value is what it is, what a record was like, what somebody had seen."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.support.factories import Action, a_code, a_country, a_user, an_action, undone
from webapp.domain.changes import (
    Author,
    ChangeSet,
    Rule,
    as_it_was,
    base_of,
    because,
    last_change_id,
    last_touched,
    why,
)
from webapp.domain.codes import change_code, delete_code
from webapp.domain.setup.places import Country
from webapp.domain.setup.trade import VatRate

NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def dated(session: Session, action: Action, day: int) -> None:
    """Let an action have happened on this day."""
    at = NEW_YEAR + dt.timedelta(days=day)
    session.execute(update(ChangeSet).where(ChangeSet.id == action.id).values(at=at))


@pytest.fixture
def history(session: Session) -> int:
    """A VAT rate that came on day 1, changed on day 2 and left on day 3; its id."""
    with an_action(session) as came:
        rate = a_code(session, VatRate, "MID", description="", rate=Decimal("15"))
        known = rate.id
    with an_action(session) as changed:
        change_code(session, rate, {"code": "MIDDLE", "description": "Middle", "rate": Decimal(0)})
    with an_action(session) as left:
        delete_code(session, rate)
    for day, action in enumerate((came, changed, left), 1):
        dated(session, action, day)
    return known


def test_why_gives_the_chain_of_values_the_newest_first(session: Session) -> None:
    with an_action(session, "Came"):
        country = a_country(session, in_eu=False)
    with an_action(session, "Joined", by=Author(None, "Brussels")):
        change_code(session, country, {"in_eu": True})
    with an_action(session, "Left"), because(session, Rule.UNDO):
        change_code(session, country, {"in_eu": False})

    steps = why(session, country, "in_eu")

    assert [(step.before, step.after, step.change.rule) for step in steps] == [
        (True, False, "undo"),
        (False, True, "typed"),
    ]
    assert [step.change_set.message.text for step in steps] == ["Left", "Joined"]
    assert steps[1].change_set.by_name == "Brussels"


def test_why_reads_values_as_what_they_are(session: Session) -> None:
    rate = a_code(session, VatRate, rate=Decimal("8.1"))
    change_code(session, rate, {"rate": Decimal("7.7")})

    steps = why(session, rate, "rate")

    assert [(step.before, step.after) for step in steps] == [
        (Decimal("8.1"), Decimal("7.7")),
        (Decimal(0), Decimal("8.1")),
    ]


def test_why_of_a_field_nobody_ever_filled_is_empty(session: Session) -> None:
    country = a_country(session, phone_prefix="")

    assert why(session, country, "phone_prefix") == []


def test_why_asks_for_one_record_and_one_field_only(session: Session) -> None:
    a_country(session, "SE", description="Sweden")
    country = a_country(session, "NO", description="Norway")

    assert [step.after for step in why(session, country, "description")] == ["Norway"]


def test_before_it_came_there_was_no_record(session: Session, history: int) -> None:
    assert as_it_was(session, VatRate, history, NEW_YEAR) is None


def test_a_record_as_it_was_when_it_came(session: Session, history: int) -> None:
    was = as_it_was(session, VatRate, history, NEW_YEAR + dt.timedelta(days=1) + HOUR)

    assert was == {"id": history, "code": "MID", "description": "", "rate": Decimal("15")}


def test_a_record_as_it_was_after_its_change(session: Session, history: int) -> None:
    was = as_it_was(session, VatRate, history, NEW_YEAR + dt.timedelta(days=2) + HOUR)

    assert was == {"id": history, "code": "MIDDLE", "description": "Middle", "rate": Decimal(0)}


def test_a_change_counts_from_its_very_moment_on(session: Session, history: int) -> None:
    was = as_it_was(session, VatRate, history, NEW_YEAR + dt.timedelta(days=2))

    assert was is not None
    assert was["code"] == "MIDDLE"


def test_after_it_left_there_is_no_record(session: Session, history: int) -> None:
    assert as_it_was(session, VatRate, history, NEW_YEAR + dt.timedelta(days=3) + HOUR) is None


def test_a_record_that_came_back_is_there_before_and_after_but_not_between(session: Session) -> None:
    country = a_country(session)
    known = country.id
    with an_action(session) as left:
        delete_code(session, country)
    back, _plan = undone(session, left)
    dated(session, left, 400)
    dated(session, back, 402)

    there = [as_it_was(session, Country, known, NEW_YEAR + dt.timedelta(days=day)) for day in (399, 401, 403)]

    assert [was and was["code"] for was in there] == ["NO", None, "NO"]


def test_secrets_are_no_part_of_how_a_record_was(session: Session) -> None:
    user = a_user(session)

    was = as_it_was(session, type(user), user.id, dt.datetime.now(dt.UTC) + HOUR)

    assert was is not None
    assert not {"password_hash", "session_version", "version"} & was.keys()


def test_base_of_is_what_somebody_had_seen(session: Session) -> None:
    country = a_country(session, description="Norway")
    seen = last_change_id(session, country)
    change_code(session, country, {"description": "Norge", "in_eu": True})

    base = base_of(session, country, seen)

    assert (base["description"], base["in_eu"]) == ("Norway", False)
    assert base_of(session, country, last_change_id(session, country))["description"] == "Norge"


def test_changes_of_other_records_do_not_count_as_seen(session: Session) -> None:
    country = a_country(session)
    seen = last_change_id(session, country)

    a_country(session, "SE")

    assert last_change_id(session, country) == seen > 0


def test_a_record_without_memory_was_seen_up_to_nothing(session: Session) -> None:
    country = Country(id=4711)

    assert last_change_id(session, country) == 0


def test_last_touched_is_the_newest_change_of_a_field(session: Session) -> None:
    country = a_country(session)
    change_code(session, country, {"description": "Norge"})
    change_code(session, country, {"in_eu": True})

    change = last_touched(session, "country", country.id, "description")

    assert change is not None
    assert change.after == "Norge"
    assert last_touched(session, "country", country.id, "nothing") is None
