"""A setup table holds one row, and the database sees to it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session

from tests.support.factories import SETUPS, a_country, the_setups
from webapp.domain.errors import say
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import Setup, called, the


@pytest.mark.parametrize("model", SETUPS)
def test_the_row_is_there_with_the_company(session: Session, model: type[Setup]) -> None:
    the_setups(session)

    assert the(session, model).id == 1


@pytest.mark.parametrize("model", SETUPS)
def test_the_database_refuses_a_second_row(session: Session, model: type[Setup]) -> None:
    the_setups(session)
    session.add(model(id=2))

    with pytest.raises(IntegrityError):
        session.flush()


def test_before_the_company_there_is_no_row(session: Session) -> None:
    with pytest.raises(NoResultFound):
        the(session, MarketingSetup)


def test_a_setup_record_goes_by_its_caption_and_others_by_their_label(session: Session) -> None:
    the_setups(session)

    assert called(the(session, MarketingSetup)) == say(MarketingSetup.one)
    assert called(a_country(session, "NO")) == "NO"
