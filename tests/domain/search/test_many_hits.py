"""However a search is put to the database, it finds the same; and it can be asked first how much there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tests.support.factories import a_code
from webapp.domain.search import found, found_in_passing, how_many
from webapp.domain.setup.places import Country, Territory

Condition = Callable[[Any, str], ColumnElement[bool]]


@pytest.fixture
def harbours(session: Session) -> None:
    for number in range(5):
        a_code(session, Territory, f"H{number}", description=f"Harbour {number}")
    a_code(session, Territory, "OTHER", description="Valley")
    a_code(session, Country, "HA", description="Harbourland")


@pytest.mark.usefixtures("harbours")
@pytest.mark.parametrize("condition", [found, found_in_passing])
def test_a_list_shows_the_first_that_are_found_in_its_order(session: Session, condition: Condition) -> None:
    query = select(Territory.code).where(condition(Territory, "har")).order_by(Territory.code.desc()).limit(2)

    first = session.scalars(query).all()

    assert first == ["H4", "H3"]


@pytest.mark.usefixtures("harbours")
@pytest.mark.parametrize(
    ("query", "most", "count"), [("har", 9, 5), ("har", 3, 3), ("har 2", 9, 1), ("hill", 9, 0), ("", 9, 0)]
)
def test_what_is_found_is_counted_up_to_the_most(session: Session, query: str, most: int, count: int) -> None:
    counted = how_many(session, Territory, query, most)

    assert counted == count
