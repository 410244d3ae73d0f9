"""A whole action goes back, and that is an action itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
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
    line_of,
    snapshot,
    the_setups,
    undone,
)
from webapp.domain.changes import ChangeSet, Rule, because, memory_of, plan_undo, why
from webapp.domain.codes import change_code, delete_code
from webapp.domain.errors import Refused
from webapp.domain.search import found
from webapp.domain.series import NoSeriesLine, change_line, delete_series
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.places import Country, Currency, Territory
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import VatRate
from webapp.domain.users.rights import Role
from webapp.domain.users.user import User, change_user


def deleted(session: Session, record: Country) -> Action:
    with an_action(session) as action:
        delete_code(session, record)
    return action


def test_changed_fields_have_their_former_values_again(session: Session) -> None:
    country = a_country(session, description="Norway", in_eu=False, phone_prefix="")
    before = snapshot(session)
    with an_action(session) as action:
        change_code(session, country, {"description": "", "in_eu": True, "phone_prefix": "+47"})

    undone(session, action)

    assert snapshot(session) == before


def test_what_others_changed_beside_it_stays(session: Session) -> None:
    country = a_country(session, description="Norway")
    with an_action(session) as action:
        change_code(session, country, {"description": "Norge"})
    change_code(session, country, {"in_eu": True})

    undone(session, action)

    assert (country.description, country.in_eu) == ("Norway", True)


def test_several_changes_of_one_field_go_back_to_the_first(session: Session) -> None:
    country = a_country(session, description="Norway")
    with an_action(session) as action:
        for text in ("Norge", "Noreg", "Norga"):
            change_code(session, country, {"description": text})

    undone(session, action)

    assert country.description == "Norway"


def test_a_new_record_leaves_again(session: Session) -> None:
    with an_action(session) as action:
        a_country(session)

    undone(session, action)

    assert how_many(session, Country) == 0


def test_a_new_record_that_was_changed_in_the_same_action_leaves_too(session: Session) -> None:
    with an_action(session) as action:
        country = a_country(session, in_eu=True)
        change_code(session, country, {"in_eu": False, "description": "", "code": "NOR"})

    undone(session, action)

    assert how_many(session, Country) == 0


def test_a_deleted_record_comes_back_as_the_same_one_with_every_field(session: Session) -> None:
    line = line_of(session, a_series(session, "CONT", {"starting_no": "A1", "starting_date": dt.date(2026, 1, 31)}))
    rate = a_code(session, VatRate, rate=Decimal("8.125"))
    currency = a_code(session, Currency, decimals=0, symbol="")
    user = a_user(session, single_keys=False, role=Role.READER.value, name="Reader")
    a_user(session, name="Owner")
    before = snapshot(session)
    with an_action(session) as action:
        for record in (line, rate, currency, user):
            session.delete(record)
    assert how_many(session, NoSeriesLine) == 0

    undone(session, action)

    assert snapshot(session) == before
    assert session.get_one(User, user.id).salesperson_code is None


def test_a_user_who_comes_back_cannot_sign_in_with_the_old_password(session: Session) -> None:
    a_user(session, name="Owner")
    user = a_user(session)
    with an_action(session) as action:
        session.delete(user)

    undone(session, action)

    assert session.get_one(User, user.id).password_hash == ""


def test_records_come_back_with_those_they_name(session: Session) -> None:
    user = a_user(session, salesperson_code=a_salesperson(session, "IS").code)
    a_user(session, name="Owner")
    with an_action(session) as action:
        session.delete(user)
        session.flush()
        delete_code(session, session.query(Salesperson).one())

    undone(session, action)

    assert session.get_one(User, user.id).salesperson_code == "IS"


def test_a_field_names_again_what_comes_back_with_it(session: Session) -> None:
    the_setups(session)
    country = a_country(session, "NO")
    setup = the(session, MarketingSetup)
    change_code(session, setup, {"default_country_code": "NO"})
    with an_action(session) as action:
        change_code(session, setup, {"default_country_code": None})
        delete_code(session, country)

    undone(session, action)

    assert the(session, MarketingSetup).default_country_code == "NO"


def test_a_field_leaves_what_leaves_with_it(session: Session) -> None:
    the_setups(session)
    with an_action(session) as action:
        a_country(session, "NO")
        change_code(session, the(session, MarketingSetup), {"default_country_code": "NO"})

    undone(session, action)

    assert the(session, MarketingSetup).default_country_code is None
    assert how_many(session, Country) == 0


def test_a_series_comes_back_with_its_lines(session: Session) -> None:
    series = a_series(session, "CONT", {"starting_no": "A1"}, {"starting_no": "B1"})
    before = snapshot(session)
    with an_action(session) as action:
        delete_series(session, series)

    undone(session, action)

    assert snapshot(session) == before


def test_a_rename_goes_back_and_what_uses_the_code_goes_along(session: Session) -> None:
    person = a_salesperson(session, "IS")
    user = a_user(session, salesperson_code="IS")
    with an_action(session) as action:
        change_code(session, person, {"code": "ISO"})
    assert user.salesperson_code == "ISO"

    undone(session, action)

    assert (person.code, user.salesperson_code) == ("IS", "IS")


def test_a_record_that_came_and_went_in_the_action_is_let_be(session: Session) -> None:
    country = a_country(session, "SE", description="Sweden")
    with an_action(session) as action:
        delete_code(session, a_country(session, "NO"))
        change_code(session, country, {"description": "Sverige"})

    undone(session, action)

    assert [country.code for country in session.query(Country)] == ["SE"]
    assert country.description == "Sweden"


def test_undo_is_an_action_that_says_what_it_undid(session: Session) -> None:
    country = a_country(session, description="Norway")
    with an_action(session) as action:
        change_code(session, country, {"description": "Norge"})

    undoing, _plan = undone(session, action)

    assert undoing.change_set.undoes_id == action.id
    assert [(change.rule, change.after) for change in undoing.changes] == [(Rule.UNDO, "Norway")]
    assert why(session, country, "description")[0].change_set.id == undoing.id


def test_an_undo_can_be_undone(session: Session) -> None:
    country = a_country(session, description="Norway")
    with an_action(session) as action:
        change_code(session, country, {"description": "Norge"})
        a_code(session, Territory, "NORTH")
    after = snapshot(session)
    undoing, _plan = undone(session, action)

    undone(session, undoing)

    assert snapshot(session) == after


def test_undo_and_redo_can_go_on_for_ever(session: Session) -> None:
    action: Action
    with an_action(session) as action:
        a_country(session, in_eu=True)

    seen = []
    for _ in range(4):
        action, _plan = undone(session, action)
        seen.append(how_many(session, Country))

    assert seen == [0, 1, 0, 1]


def test_what_was_undone_cannot_be_undone_twice(session: Session) -> None:
    with an_action(session) as action:
        a_country(session)
    undone(session, action)

    with pytest.raises(Refused, match="undone already"):
        undone(session, action)


def test_what_was_undone_and_redone_is_undone_through_the_redoing(session: Session) -> None:
    with an_action(session) as action:
        a_country(session)
    undoing, _plan = undone(session, action)
    redoing, _plan = undone(session, undoing)

    with pytest.raises(Refused, match="Undo that undo"):
        undone(session, action)

    undone(session, redoing)
    assert how_many(session, Country) == 0


def test_the_founding_cannot_be_undone(session: Session) -> None:
    with an_action(session) as action, because(session, Rule.STARTER):
        a_country(session)

    with pytest.raises(Refused, match="founding"):
        undone(session, action)


def test_the_plan_says_what_would_happen_and_does_nothing(session: Session) -> None:
    country = a_country(session, description="Norway")
    with an_action(session) as action:
        change_code(session, country, {"description": "Norge"})
        a_code(session, Territory, "NORTH")
    before, written = snapshot(session), how_many(session, ChangeSet)

    plan = plan_undo(session, action.change_set)

    assert {(each.label, each.leaves, tuple(each.fields)[-1:]) for each in plan.restorations} == {
        ("NO", False, ("description",)),
        ("NORTH", True, ("id",)),
    }
    assert plan.obstacles == []
    assert memory_of(session).undoes_id is None
    assert (snapshot(session), how_many(session, ChangeSet)) == (before, written)


def test_what_comes_back_is_found_again_and_what_leaves_is_not(session: Session) -> None:
    country = a_country(session, description="Norway")
    leaving = deleted(session, country)
    with an_action(session) as coming:
        a_country(session, "SE", description="Sweden")

    undone(session, leaving)
    undone(session, coming)

    assert session.query(Country).where(found(Country, "norw")).count() == 1
    assert session.query(Country).where(found(Country, "swed")).count() == 0


def test_what_was_changed_and_changed_back_may_leave(session: Session) -> None:
    with an_action(session) as action:
        country = a_country(session, description="Norway", in_eu=False)
    with an_action(session) as change:
        change_code(session, country, {"in_eu": True})
    undone(session, change)

    undone(session, action)

    assert how_many(session, Country) == 0


def test_several_lines_changed_in_one_action_go_back_together(session: Session) -> None:
    series = a_series(session, "CONT", {"starting_no": "A1"}, {"starting_no": "B1"})
    before = snapshot(session)
    with an_action(session) as action:
        for name in ("A1", "B1"):
            change_line(session, line_of(session, series, name), {"increment_by": 5})

    undone(session, action)

    assert snapshot(session) == before


def test_the_last_owner_does_not_leave_by_undo(session: Session) -> None:
    with an_action(session) as action:
        second = a_user(session, role=Role.OWNER.value, name="Second")
    first = a_user(session, name="First")
    session.delete(first)
    session.flush()

    with pytest.raises(Refused, match="last owner"):
        undone(session, action)

    assert second.role == Role.OWNER


def test_nobody_is_left_without_an_owner_by_undo(session: Session) -> None:
    first, second = a_user(session), a_user(session, role=Role.READER.value)
    with an_action(session) as action:
        change_user(session, second, {"role": Role.OWNER.value})
    change_user(session, first, {"role": Role.SALES.value})

    with pytest.raises(Refused, match="last owner"):
        undone(session, action)
