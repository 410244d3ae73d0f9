"""A company is founded with what fits its country, its first owner, and a sample if wanted."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import how_many
from tests.support.houses import House
from webapp.domain.changes import ChangeSet, plan_undo
from webapp.domain.checks import broken_promises
from webapp.domain.errors import Refused
from webapp.domain.founding import TIME_ZONES, found_company
from webapp.domain.sample import sample_is_there
from webapp.domain.setup.company import CompanyInformation, GeneralSetup
from webapp.domain.setup.places import Country
from webapp.domain.setup.single import the
from webapp.domain.users.rights import Role
from webapp.domain.users.user import LANGUAGES, User, password_fits

PASSWORD = "lanterns at dusk"


class Plain:
    say = staticmethod(str)
    country = staticmethod(str)
    currency = staticmethod(str)


def founded(session: Session, **answers: Any) -> User:
    usual: dict[str, Any] = {
        "name": "Fjordlys AS", "country": "NO", "currency": "NOK", "language": "nb-NO", "owner_name": "Olga",
        "owner_email": "Olga@Fjordlys.example", "owner_password": PASSWORD, "sample": False, "texts": Plain(),
    }  # fmt: skip
    return found_company(session, **{**usual, **answers})


def test_the_owner_may_sign_in_at_once(session: Session) -> None:
    owner = founded(session)

    assert (owner.email, owner.role, owner.language, owner.time_zone) == (
        "olga@fjordlys.example",
        Role.OWNER,
        "nb-NO",
        "Europe/Oslo",
    )
    assert password_fits(owner, PASSWORD)


def test_the_company_is_ready(session: Session) -> None:
    founded(session)

    assert the(session, CompanyInformation).name == "Fjordlys AS"
    assert the(session, GeneralSetup).local_currency_code == "NOK"
    assert not sample_is_there(session)
    assert list(broken_promises(session)) == []


def test_the_sample_comes_when_it_is_wanted(session: Session) -> None:
    founded(session, sample=True)

    assert sample_is_there(session)
    assert how_many(session, User) > 1
    assert list(broken_promises(session)) == []


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"name": " "}, "company"),
        ({"country": "XX"}, "country"),
        ({"currency": "XXX"}, "currency"),
        ({"language": "xx"}, "language"),
        ({"owner_name": ""}, "owner_name"),
        ({"owner_email": "olga"}, "email"),
        ({"owner_password": "short"}, "password"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_at_its_field_and_nothing_is_founded(
    empty_house: House, answers: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused, empty_house.acting("Found") as session:
        founded(session, **answers)

    assert refused.value.field == field
    with empty_house.looking() as session:
        assert [how_many(session, model) for model in (Country, User, ChangeSet)] == [0, 0, 0]


def test_a_company_is_founded_once(session: Session) -> None:
    founded(session)

    with pytest.raises(Refused, match="set up already"):
        founded(session, owner_email="second@fjordlys.example")

    assert how_many(session, User) == 1


def test_the_founding_cannot_be_undone(house: House) -> None:
    with house.looking() as session:
        founding = session.scalars(select(ChangeSet).order_by(ChangeSet.id)).first()
        assert founding is not None

        with pytest.raises(Refused, match="founding"):
            plan_undo(session, founding)


def test_every_language_has_a_time_zone_to_begin_with() -> None:
    assert TIME_ZONES.keys() == dict(LANGUAGES).keys()
