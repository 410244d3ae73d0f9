"""Where somebody has built on an action, undo says on what, who and where, and does the rest on request."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import (
    Action,
    a_code,
    a_country,
    a_salesperson,
    a_series,
    a_user,
    an_action,
    how_many,
    snapshot,
    the_setups,
    undone,
)
from webapp.domain.changes import Author, Obstacle, plan_undo
from webapp.domain.codes import add_code, change_code, delete_code
from webapp.domain.errors import Refused, say
from webapp.domain.series import NoSeries, NoSeriesLine, add_line
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.places import Country, Territory
from webapp.domain.setup.single import the
from webapp.domain.users.user import User, change_user

LUC = Author(None, "Luc Favrod")


def the_obstacle(session: Session, action: Action) -> Obstacle:
    [obstacle] = plan_undo(session, action.change_set).obstacles
    return obstacle


@pytest.fixture
def country(session: Session) -> Country:
    return a_country(session, "NO", description="Norway")


@pytest.fixture
def renaming(session: Session, country: Country) -> Action:
    """Gave the country another description and made it a member."""
    with an_action(session) as action:
        change_code(session, country, {"description": "Norge", "in_eu": True})
    return action


def test_a_field_that_was_changed_since_is_named_with_who_did_it(
    session: Session, country: Country, renaming: Action
) -> None:
    with an_action(session, "Tidy", by=LUC):
        change_code(session, country, {"description": "Noreg"})

    obstacle = the_obstacle(session, renaming)

    assert (obstacle.change.field, obstacle.change.label, obstacle.now) == ("description", "NO", "Noreg")
    assert obstacle.reason == "changed since"
    assert obstacle.since is not None
    assert obstacle.since.change_set.by_name == "Luc Favrod"
    assert obstacle.since.change_set.message.text == "Tidy"


def test_with_an_obstacle_nothing_goes_back_unasked(session: Session, country: Country, renaming: Action) -> None:
    change_code(session, country, {"description": "Noreg"})
    before = snapshot(session)

    with pytest.raises(Refused, match="changed since"):
        undone(session, renaming)

    assert snapshot(session) == before


def test_the_rest_goes_back_on_request(session: Session, country: Country, renaming: Action) -> None:
    change_code(session, country, {"description": "Noreg"})

    undoing, plan = undone(session, renaming, despite_obstacles=True)

    assert (country.description, country.in_eu) == ("Noreg", False)
    assert len(plan.obstacles) == 1
    assert undoing.of(country) == {"in_eu": ("true", "false")}


def test_when_nothing_is_left_to_put_back_undo_says_so(session: Session, country: Country, renaming: Action) -> None:
    change_code(session, country, {"description": "Noreg", "in_eu": False})

    with pytest.raises(Refused, match="Nothing of this"):
        undone(session, renaming, despite_obstacles=True)


def test_somebody_typing_the_same_again_is_no_obstacle(session: Session, country: Country, renaming: Action) -> None:
    change_code(session, country, {"description": "Noreg"})
    change_code(session, country, {"description": "Norge"})

    undone(session, renaming)

    assert country.description == "Norway"


def test_a_changed_record_that_is_gone_is_an_obstacle(session: Session, country: Country, renaming: Action) -> None:
    with an_action(session, "Drop", by=LUC):
        delete_code(session, country)

    obstacles = plan_undo(session, renaming.change_set).obstacles

    assert {obstacle.change.field for obstacle in obstacles} == {"description", "in_eu"}
    assert {obstacle.since.change_set.by_name for obstacle in obstacles if obstacle.since} == {"Luc Favrod"}


def test_a_new_record_that_was_changed_since_does_not_leave(session: Session) -> None:
    with an_action(session) as action:
        country = a_country(session, "NO")
    with an_action(session, "Tidy", by=LUC):
        change_code(session, country, {"phone_prefix": "+ 47"})

    obstacle = the_obstacle(session, action)

    assert (obstacle.change.field, obstacle.now) == ("id", "NO")
    assert obstacle.since is not None
    assert (obstacle.since.field, obstacle.since.change_set.by_name) == ("phone_prefix", "Luc Favrod")


def test_a_new_record_that_is_gone_already_leaves_nothing_to_undo(session: Session) -> None:
    with an_action(session) as action:
        country = a_country(session)
    delete_code(session, country)

    with pytest.raises(Refused, match="Nothing of this"):
        undone(session, action)


def test_a_new_code_that_is_in_use_now_does_not_leave(session: Session) -> None:
    with an_action(session) as action:
        a_salesperson(session, "IS")
    a_user(session, salesperson_code="IS")

    with pytest.raises(Refused, match="in use") as refused:
        undone(session, action)

    assert refused.value.message.params["record"] == "IS"
    assert refused.value.message.params["place"] == say(User.many)


def test_a_new_series_does_not_take_lines_along_that_came_later(session: Session) -> None:
    with an_action(session) as action:
        series = add_code(session, NoSeries, {"code": "CONT"})
    add_line(session, series, {"starting_no": "A1"})

    with pytest.raises(Refused, match="in use"):
        undone(session, action)

    assert how_many(session, NoSeriesLine) == 1


def test_a_new_series_leaves_with_the_lines_that_came_with_it(session: Session) -> None:
    with an_action(session) as action:
        a_series(session)

    undone(session, action)

    assert how_many(session, NoSeriesLine) == 0


def test_a_deleted_record_whose_code_was_taken_meanwhile_does_not_come_back(session: Session) -> None:
    country = a_country(session, "NO", description="Norway")
    with an_action(session) as action:
        delete_code(session, country)
        a_code(session, Territory, "NORTH")
    a_country(session, "NO", description="Another Norway")

    obstacle = the_obstacle(session, action)
    undone(session, action, despite_obstacles=True)

    assert (obstacle.change.label, obstacle.reason) == ("NO", "the number is taken by another record")
    assert session.scalars(select(Country.description)).all() == ["Another Norway"]
    assert how_many(session, Territory) == 0


def test_a_former_code_that_was_taken_meanwhile_does_not_come_back(session: Session, country: Country) -> None:
    with an_action(session) as action:
        change_code(session, country, {"code": "NOR", "description": "Norge"})
    a_country(session, "NO", description="Another Norway")

    obstacle = the_obstacle(session, action)
    undone(session, action, despite_obstacles=True)

    assert (obstacle.change.field, obstacle.now) == ("code", "NOR")
    assert obstacle.reason == "the number is taken by another record"
    assert (country.code, country.description) == ("NOR", "Norway")


def test_a_record_that_is_back_already_may_leave_once_more(session: Session, country: Country) -> None:
    with an_action(session) as action:
        delete_code(session, country)
    undoing, _plan = undone(session, action)
    with an_action(session) as again:
        delete_code(session, session.get_one(Country, country.id))
    undone(session, again)

    undone(session, undoing)

    assert how_many(session, Country) == 0


def test_a_field_that_named_something_gone_stays(session: Session) -> None:
    person = a_salesperson(session, "IS")
    user = a_user(session, salesperson_code="IS", name="Olga")
    with an_action(session) as action:
        change_user(session, user, {"salesperson_code": None, "name": "Olga Nordahl"})
    delete_code(session, person)

    obstacle = the_obstacle(session, action)
    undone(session, action, despite_obstacles=True)

    assert (obstacle.change.field, obstacle.reason) == ("salesperson_code", "what it names is gone")
    assert (user.name, user.salesperson_code) == ("Olga", None)


def test_a_record_that_names_something_gone_does_not_come_back(session: Session) -> None:
    person = a_salesperson(session, "IS")
    a_user(session, name="Owner")
    user = a_user(session, salesperson_code="IS")
    with an_action(session) as action:
        session.delete(user)
    delete_code(session, person)

    obstacle = the_obstacle(session, action)

    assert (obstacle.change.field, obstacle.reason) == ("id", "what it names is gone")


def test_a_code_that_the_database_carried_over_is_not_blamed_on_the_action_itself(session: Session) -> None:
    the_setups(session)
    country = a_country(session, "NO")
    with an_action(session) as action:
        change_code(session, the(session, MarketingSetup), {"default_country_code": "NO"})
    change_code(session, country, {"code": "NOR"})
    session.expire_all()

    obstacle = the_obstacle(session, action)

    assert (obstacle.now, obstacle.since) == ("NOR", None)
