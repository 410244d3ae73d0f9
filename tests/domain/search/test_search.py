"""Records are found by the beginnings of their words, in any order, on both databases alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from tests.support.factories import a_code, a_country, a_salesperson, a_series, a_user, an_action, undone
from webapp.domain.codes import change_code, delete_code
from webapp.domain.keys import search_words
from webapp.domain.search import SearchEntry, found, matches
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.places import Country, Territory
from webapp.domain.users.user import User


def codes(session: Session, model: Any, query: str) -> list[str]:
    key = getattr(model, model.key_field)
    return sorted(session.scalars(select(key).where(found(model, query))))


@pytest.fixture
def person(session: Session) -> Salesperson:
    a_salesperson(session, "LF", description="Luc Favrod")
    return a_salesperson(
        session, "BF", description="Bjørn-Åge Fjærestad", email="bjorn@fjordlys.example", phone_no="+47 22 33 44 55"
    )


@pytest.mark.parametrize(
    "query",
    [
        "bf",
        "Bjørn",
        "bjorn",
        "BJORN age",
        "fjæ bjø",
        "fjae",
        "age",
        "bjorn@fj",
        "fjordlys",
        "22334455",
        "+47 22 33",
        "0047 2233",
        "  fjærestad,  bf ",
    ],
)
def test_a_record_is_found_however_it_is_typed(session: Session, person: Salesperson, query: str) -> None:
    assert codes(session, Salesperson, query) == [person.code]


@pytest.mark.parametrize(
    "query", ["jorn", "bjorn luc", "fjaerestadt", "99887", "", "  ", "-", "'", '"', "%", "*", "bjorn:x"]
)
def test_a_record_is_not_found_by_what_is_not_its_own(session: Session, person: Salesperson, query: str) -> None:
    assert person.code not in codes(session, Salesperson, query)


@pytest.mark.parametrize(
    "query",
    [
        "bjorn'",
        'bjorn" OR "luc',
        "bjorn*",
        "bjorn & fj",
        "bjorn | luc",
        "NEAR(bjorn",
        "!bjorn",
        "words: bjorn",
        "b\\:*",
    ],
)
def test_signs_of_the_databases_own_languages_are_only_signs(session: Session, person: Salesperson, query: str) -> None:
    alone = codes(session, Salesperson, query)

    assert alone in ([], [person.code])


def test_several_records_are_found_at_once(session: Session, person: Salesperson) -> None:
    assert codes(session, Salesperson, "f") == ["BF", "LF"]


def test_each_table_is_searched_alone(session: Session) -> None:
    a_country(session, "NO", description="North")
    a_code(session, Territory, "NORTH", description="North")

    assert codes(session, Country, "north") == ["NO"]
    assert codes(session, Territory, "north") == ["NORTH"]


def test_after_a_rename_the_new_code_is_found_and_the_old_one_is_not(session: Session) -> None:
    country = a_country(session, "NO", description="Kingdom")

    change_code(session, country, {"code": "XY", "description": "Realm"})

    assert codes(session, Country, "xy realm") == ["XY"]
    assert codes(session, Country, "no") == codes(session, Country, "kingdom") == []


def test_after_a_deletion_a_record_is_found_no_more(session: Session) -> None:
    delete_code(session, a_country(session, description="Norway"))

    assert codes(session, Country, "norway") == []
    assert session.scalars(select(SearchEntry).where(SearchEntry.record_type == "country")).all() == []


def test_after_undo_a_record_is_found_as_it_was(session: Session) -> None:
    country = a_country(session, "NO", description="Norway")
    with an_action(session) as action:
        change_code(session, country, {"description": "Realm"})

    undone(session, action)

    assert codes(session, Country, "norway") == ["NO"]
    assert codes(session, Country, "realm") == []


def test_records_that_say_nothing_are_in_no_index(session: Session) -> None:
    a_series(session)

    indexed = set(session.scalars(select(SearchEntry.record_type)))
    assert "no_series" in indexed
    assert "no_series_line" not in indexed


def test_users_are_found_by_name_and_address(session: Session) -> None:
    user = a_user(session, name="Céline Rochat", email="celine@rochat.example")

    assert codes(session, User, "ROCHAT cel") == codes(session, User, "celine@ro") == [user.email]


words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=4))
def test_every_word_of_a_text_finds_it(session: Session, texts: list[str]) -> None:
    session.execute(delete(SearchEntry))
    session.execute(text("DELETE FROM territory"))
    session.expunge_all()
    a_code(session, Territory, "T", description=" ".join(texts))

    for word in texts:
        wanted = search_words(word)
        assert not wanted or session.scalar(select(SearchEntry.id).where(matches(word))) is not None, wanted
