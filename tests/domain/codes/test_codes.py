"""A row of a code table comes, changes, is renamed and goes."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.support.factories import a_code, a_country, a_salesperson, a_series, a_user, how_many, the_setups
from webapp.domain.codes import StillUsed, add_code, change_code, delete_code
from webapp.domain.errors import Refused, say
from webapp.domain.series import NoSeriesLine
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import BusinessRelation
from webapp.domain.setup.places import Country, Territory
from webapp.domain.setup.single import the
from webapp.domain.usage import going_along, places_in_use
from webapp.domain.users.rights import Role
from webapp.domain.users.user import User


def test_a_code_is_added_with_its_values(session: Session) -> None:
    add_code(session, Country, {"code": "NO", "description": "Norway", "in_eu": False})

    country = session.scalars(select(Country)).one()
    assert (country.code, country.description, country.in_eu, country.phone_prefix) == ("NO", "Norway", False, "")
    assert (country.key, country.label) == ("NO", "NO")


def test_a_code_changes(session: Session) -> None:
    country = a_country(session)

    change_code(session, country, {"description": "Norge"})

    session.expire_all()
    assert country.description == "Norge"


@pytest.mark.parametrize("values", [{}, {"code": ""}])
def test_a_row_without_a_code_is_refused(session: Session, values: dict[str, str]) -> None:
    with pytest.raises(Refused, match="Enter a code") as refused:
        add_code(session, Territory, {"code": "", **values})

    assert refused.value.field == "code"


def test_a_code_that_is_there_already_is_refused(session: Session) -> None:
    a_country(session, "NO")

    with pytest.raises(Refused, match="taken") as refused:
        a_country(session, "NO")

    assert refused.value.field == "code"
    assert refused.value.message.params["code"] == "NO"


def test_a_code_is_not_renamed_to_another_one_that_is_there(session: Session) -> None:
    a_country(session, "NO")
    country = a_country(session, "SE")

    with pytest.raises(Refused, match="taken"):
        change_code(session, country, {"code": "NO"})


def test_the_same_code_may_stand_in_two_tables(session: Session) -> None:
    a_country(session, "NO")

    a_code(session, Territory, "NO")

    assert how_many(session, Territory) == 1


def test_typing_its_own_code_again_is_no_rename(session: Session) -> None:
    country = a_country(session, "NO")

    change_code(session, country, {"code": "NO", "description": "Norge"})

    assert country.description == "Norge"


def test_whatever_uses_a_code_goes_along_when_it_is_renamed(session: Session) -> None:
    the_setups(session)
    country, person = a_country(session, "NO"), a_salesperson(session, "IS")
    setup, user = the(session, MarketingSetup), a_user(session, salesperson_code="IS")
    change_code(session, setup, {"default_country_code": "NO", "default_salesperson_code": "IS"})

    change_code(session, country, {"code": "NOR"})
    change_code(session, person, {"code": "INGRID"})

    session.expire_all()
    assert (setup.default_country_code, setup.default_salesperson_code) == ("NOR", "INGRID")
    assert user.salesperson_code == "INGRID"


def test_a_code_that_nobody_uses_goes(session: Session) -> None:
    delete_code(session, a_country(session))

    assert how_many(session, Country) == 0


def test_a_code_in_use_stays_and_the_places_are_named(session: Session) -> None:
    the_setups(session)
    country = a_country(session, "NO")
    change_code(session, the(session, MarketingSetup), {"default_country_code": "NO"})

    with pytest.raises(StillUsed) as refused:
        delete_code(session, country)

    assert refused.value.message.params["record"] == "NO"
    assert refused.value.message.params["place"] == say(MarketingSetup.many)
    assert how_many(session, Country) == 1


def test_the_database_itself_refuses_to_drop_a_code_in_use(session: Session) -> None:
    person = a_salesperson(session, "IS")
    a_user(session, salesperson_code="IS")

    session.delete(person)

    with pytest.raises(IntegrityError):
        session.flush()


def test_usage_counts_every_place_and_shows_the_first_rows(session: Session) -> None:
    the_setups(session)
    person = a_salesperson(session, "IS")
    change_code(session, the(session, MarketingSetup), {"default_salesperson_code": "IS"})
    users = [a_user(session, salesperson_code="IS", role=Role.OWNER.value) for _ in range(3)]

    places = {place.model: place for place in places_in_use(session, person, most=2)}

    assert set(places) == {MarketingSetup, User}
    assert (places[User].field, places[User].count) == ("salesperson_code", 3)
    assert places[User].examples == tuple(users[:2])
    assert places[User].caption == say(User.many)


def test_a_code_used_in_two_fields_of_a_record_has_two_places(session: Session) -> None:
    the_setups(session)
    relation = a_code(session, BusinessRelation, "CUST")
    fields = {"customer_relation_code": "CUST", "vendor_relation_code": "CUST"}
    change_code(session, the(session, MarketingSetup), fields)

    places = places_in_use(session, relation)

    assert sorted(place.field for place in places) == sorted(fields)


def test_what_nobody_uses_has_no_places(session: Session) -> None:
    country = a_country(session)

    assert (places_in_use(session, country), going_along(session, country)) == ([], [])


def test_what_would_go_along_is_no_use_but_is_known(session: Session) -> None:
    series = a_series(session)

    assert places_in_use(session, series) == []
    assert [place.model for place in going_along(session, series)] == [NoSeriesLine]
