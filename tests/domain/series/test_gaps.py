"""What undo does to a number: it goes back while it is the last, unless the series allows gaps."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import Action, a_series, an_action, line_of, undone
from webapp.domain.changes import Rule, plan_undo
from webapp.domain.checks import broken_promises
from webapp.domain.series import NoSeries, ledger

from .toy import Shop


@pytest.fixture
def series(session: Session, shop: Shop) -> NoSeries:
    series = a_series(session, "T")
    shop.numbered_by(series)
    return series


def made(session: Session, shop: Shop, **choices: Any) -> Action:
    with an_action(session) as action:
        shop.make(**choices)
    return action


def test_the_last_number_is_given_out_again_when_its_record_is_undone(
    session: Session, shop: Shop, series: NoSeries
) -> None:
    action = made(session, shop)

    undone(session, action)

    line = line_of(session, series)
    assert (line.last_no_used, line.last_date_used) == ("", None)
    assert shop.make().no == "A1"


def test_a_number_that_others_came_after_is_not_given_out_again(session: Session, shop: Shop, series: NoSeries) -> None:
    action = made(session, shop)
    shop.make()

    _undoing, plan = undone(session, action)

    assert plan.obstacles == []
    assert line_of(session, series).last_no_used == "A2"
    assert shop.make().no == "A3"


def test_where_gaps_are_allowed_a_number_is_not_given_out_a_second_time(
    session: Session, shop: Shop, series: NoSeries
) -> None:
    shop.allow_gaps(series)
    action = made(session, shop)

    _undoing, plan = undone(session, action)

    assert plan.obstacles == []
    assert line_of(session, series).last_no_used == "A1"
    assert shop.make().no == "A2"


def test_a_gap_is_accounted_for(session: Session, shop: Shop, series: NoSeries) -> None:
    shop.allow_gaps(series)
    undone(session, made(session, shop))
    shop.make()

    states = [entry.state for entry in ledger(session, line_of(session, series))]

    assert states == ["in use", "deleted"]
    assert list(broken_promises(session)) == []


def test_a_number_with_gaps_is_remembered_as_final(session: Session, shop: Shop, series: NoSeries) -> None:
    shop.allow_gaps(series)

    action = made(session, shop)

    rules = {change.rule for change in action.changes if change.record_type == "no_series_line"}
    assert rules == {Rule.FINAL_NUMBER}


def test_an_undone_undo_brings_the_record_back_with_its_number(session: Session, shop: Shop, series: NoSeries) -> None:
    undoing, _plan = undone(session, made(session, shop))

    undone(session, undoing)

    assert line_of(session, series).last_no_used == "A1"
    assert shop.make().no == "A2"
    assert list(broken_promises(session)) == []


def test_a_number_given_out_again_meanwhile_keeps_the_first_record_away(
    session: Session, shop: Shop, series: NoSeries
) -> None:
    undoing, _plan = undone(session, made(session, shop))
    shop.make()

    reasons = {obstacle.change.field: obstacle.reason for obstacle in plan_undo(session, undoing.change_set).obstacles}

    assert reasons["id"] == "the number is taken by another record"
