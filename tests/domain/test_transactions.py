"""All or nothing, and nobody's edit is lost: what the one place that commits promises."""

# ruff: noqa: PT012 - a transaction is one statement however much is done in it

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.support.factories import a_code, a_country, how_many
from tests.support.houses import House
from webapp.db import WRITTEN, writing
from webapp.domain.changes import Author, ChangeSet, memory_of
from webapp.domain.codes import add_code, change_code
from webapp.domain.errors import Changed, Refused, say
from webapp.domain.setup.places import Currency, Territory

PEOPLE = 4
EACH = 3


ON_POSTGRESQL = pytest.mark.parametrize("templates", ["postgresql"], indirect=True)


def test_what_was_done_is_there_for_everybody(house: House) -> None:
    with house.acting("Add", by=Author(None, "Luc")) as session:
        a_code(session, Territory, "MOON")

    with house.looking() as session:
        assert session.scalars(select(Territory).where(Territory.code == "MOON")).one().version == 1
        assert session.scalars(select(ChangeSet).order_by(ChangeSet.id.desc())).first().by_name == "Luc"  # type: ignore[union-attr]


def test_a_session_knows_afterwards_what_it_has_written(house: House) -> None:
    with house.acting() as session:
        a_code(session, Territory, "MOON")

    assert session.info[WRITTEN].change_set_id is not None
    with house.acting() as session:
        pass
    assert session.info[WRITTEN].change_set_id is None


@pytest.mark.parametrize("problem", [Refused("No."), ZeroDivisionError(), KeyboardInterrupt()])
def test_a_failing_verb_takes_everything_back(house: House, problem: BaseException) -> None:
    with house.looking() as session:
        before = how_many(session, ChangeSet)

    with pytest.raises(type(problem)), house.acting() as session:
        a_code(session, Territory, "MOON")
        a_country(session, "XM")
        raise problem

    with house.looking() as session:
        assert session.scalar(select(Territory).where(Territory.code == "MOON")) is None
        assert how_many(session, ChangeSet) == before


def test_after_a_failure_the_session_writes_no_more(house: House) -> None:
    with pytest.raises(Refused), house.acting() as session:
        raise Refused("No.")

    with pytest.raises(RuntimeError, match="inside a transaction"):
        memory_of(session)


def test_what_the_database_refuses_becomes_a_refusal(house: House) -> None:
    with pytest.raises(Refused) as refused, house.acting() as session:
        session.add_all([Territory(code="MOON"), Territory(code="MOON")])

    assert isinstance(refused.value.__cause__, IntegrityError)


def test_a_record_changed_meanwhile_is_changed_by_nobody_else(house: House) -> None:
    with house.acting() as session:
        add_code(session, Territory, {"code": "MOON", "description": "First"})

    with pytest.raises(Changed), house.acting() as session:
        territory = session.scalars(select(Territory).where(Territory.code == "MOON")).one()
        session.execute(text("UPDATE territory SET version = version + 1 WHERE code = 'MOON'"))
        change_code(session, territory, {"description": "Second"})

    with house.looking() as session:
        assert session.scalars(select(Territory.description).where(Territory.code == "MOON")).one() == "First"


def test_a_record_deleted_meanwhile_is_changed_by_nobody_else(house: House) -> None:
    with house.acting() as session:
        a_code(session, Territory, "MOON")

    with pytest.raises(Changed), house.acting() as session:
        territory = session.scalars(select(Territory).where(Territory.code == "MOON")).one()
        session.execute(text("DELETE FROM territory WHERE code = 'MOON'"))
        change_code(session, territory, {"description": "Second"})


@ON_POSTGRESQL
def test_of_two_who_read_the_same_record_the_second_to_write_is_told(house: House) -> None:
    """SQLite lets one writer in at a time, so the second one reads what the first has written."""
    with house.acting() as session:
        a_code(session, Territory, "MOON", description="First")

    with pytest.raises(Changed), house.acting() as late:
        mine = late.scalars(select(Territory).where(Territory.code == "MOON")).one()
        with house.acting() as early:
            theirs = early.scalars(select(Territory).where(Territory.code == "MOON")).one()
            change_code(early, theirs, {"description": "Theirs"})
        change_code(late, mine, {"description": "Mine"})

    with house.looking() as session:
        assert session.scalars(select(Territory.description).where(Territory.code == "MOON")).one() == "Theirs"


@ON_POSTGRESQL
def test_two_who_wait_for_each_other_do_not_wait_for_ever(house: House) -> None:
    """SQLite lets one writer in at a time, so nobody waits for another one."""
    with house.acting() as session:
        for code in ("MOON", "MARS"):
            a_code(session, Territory, code)
    together = Barrier(2)

    def cross(codes: tuple[str, str]) -> str:
        try:
            with house.acting() as session:
                for code in codes:
                    territory = session.scalars(select(Territory).where(Territory.code == code)).one()
                    change_code(session, territory, {"description": codes[0]})
                    if code == codes[0]:
                        together.wait(20)
        except Changed:
            return "changed"
        return "done"

    with ThreadPoolExecutor(2) as people:
        outcomes = sorted(people.map(cross, [("MOON", "MARS"), ("MARS", "MOON")]))

    assert outcomes == ["changed", "done"]


def test_other_trouble_with_the_database_is_no_refusal(house: House) -> None:
    with pytest.raises(OperationalError), house.acting():
        raise OperationalError("SELECT", {}, Exception("the disk is full"))


def test_no_edit_is_lost_when_many_change_one_record(house: House) -> None:
    with house.acting() as session:
        currency_id = a_code(session, Currency, "XTS", symbol="0").id
    together = Barrier(PEOPLE)

    def count_up(_person: int) -> None:
        together.wait()
        for _ in range(EACH):
            while not counted():
                pass

    def counted() -> bool:
        try:
            with house.acting() as session:
                currency = session.get_one(Currency, currency_id)
                change_code(session, currency, {"symbol": str(int(currency.symbol) + 1)})
        except Changed:
            return False
        return True

    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(count_up, range(PEOPLE)))

    with house.looking() as session:
        assert session.get_one(Currency, currency_id).symbol == str(PEOPLE * EACH)


def test_whatever_was_read_before_the_transaction_is_read_again_inside(house: House) -> None:
    with house.acting() as session:
        known = a_code(session, Territory, "MOON", description="First").id

    with house.looking() as session:
        territory = session.get_one(Territory, known)
        assert territory.description == "First"
        with house.acting() as other:
            change_code(other, other.get_one(Territory, known), {"description": "Second"})

        with writing(session, say("Read again"), Author(None, "Console")):
            seen = territory.description

    assert seen == "Second"
