"""A merge asks little of the database however many rows move, and does what was chosen whatever the values are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.base import fresh
from webapp.domain.changes import open_change_set
from webapp.domain.changes.bulk import add_many
from webapp.domain.changes.former import formerly
from webapp.domain.checks import broken_promises
from webapp.domain.contacts.contact import PERSON, Contact
from webapp.domain.errors import say
from webapp.domain.merging import GOES, KEPT, merge, plan_merge
from webapp.domain.merging.values import chosen_fields, settled
from webapp.domain.relations.changing import change_contact

from ...support.factories import an_action, snapshot, undone
from ...support.houses import CONSOLE
from ...support.parties import a_company, a_person, differing, linked_to
from ...support.queries import queries

MANY = 2000
STATEMENTS = 80
SECONDS = 20
"""What a slow machine under load may take; alone it is two."""


def test_two_thousand_persons_move_in_a_handful_of_statements(session: Session) -> None:
    kept, goes = a_company(session, phone_no="555"), a_company(session, phone_no="777")
    with_phone = [
        fresh(Contact, no=f"P{number}", type=PERSON, name=f"Person {number}", company_no=goes.no, phone_no="777")
        for number in range(MANY)
    ]
    add_many(session, with_phone)
    started = time.perf_counter()

    with queries(session.get_bind().engine, at_most=STATEMENTS), an_action(session) as action:
        merge(session, kept, goes, {})

    assert time.perf_counter() - started < SECONDS
    followed = select(func.count()).select_from(Contact).where(Contact.company_no == kept.no, Contact.phone_no == "555")
    assert session.scalar(followed) == MANY
    undone(session, action)
    back = select(func.count()).select_from(Contact).where(Contact.company_no == goes.no, Contact.phone_no == "777")
    assert session.scalar(back) == MANY


@contextmanager
def an_attempt(session: Session) -> Iterator[None]:
    """Whatever happens inside leaves nothing behind, so that no example is burdened with those before it."""
    try:
        with session.begin_nested() as attempt:
            open_change_set(session, say("Given"), CONSOLE)
            yield
            attempt.rollback()
    finally:
        session.expire_all()


def test_who_had_a_number_is_asked_of_an_index(session: Session) -> None:
    """Among a million changes, every address that leads nowhere asks for it."""
    with queries(session.get_bind().engine, at_most=1) as asked:
        formerly(session, Contact, "CT999")

    if session.get_bind().dialect.name == "sqlite":
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}", ("contact", "CT999", 1, 0)).all()
        assert "ix_change_former_key" in str(plan)


def texts(longest: int) -> st.SearchStrategy[str]:
    return st.sampled_from(["", "A", "B  b", "Åse Ø. Æ", "x" * longest])


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Ann Hill", "Ann  van der Hill", "Åse Ødegård", "Q", "n" * 90]),
    "address": texts(100),
    "city": texts(30),
    "post_code": texts(20),
    "phone_no": texts(30),
    "email": texts(80),
    "job_title": texts(30),
    "country_code": st.sampled_from([None, "NO", "SE"]),
    "salesperson_code": st.sampled_from([None, "IS", "LM"]),
    "privacy_blocked": st.booleans(),
    "exclude_from_segment": st.booleans(),
}


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=st.fixed_dictionaries({}, optional=VALUES),
    theirs=st.fixed_dictionaries({}, optional=VALUES),
    linked=st.tuples(st.booleans(), st.booleans()),
    data=st.data(),
)
def test_the_result_is_what_was_chosen_and_undo_brings_back_what_was(
    session: Session, mine: dict[str, Any], theirs: dict[str, Any], linked: tuple[bool, bool], data: st.DataObject
) -> None:
    with an_attempt(session):
        make = data.draw(st.sampled_from([a_company, a_person]))
        kept, goes = make(session), make(session)
        for contact, values in ((kept, mine), (goes, theirs)):
            change_contact(session, contact, values)
        accounts = [
            linked_to(session, each, "customer") for each, wanted in zip((kept, goes), linked, strict=True) if wanted
        ]
        plan = plan_merge(session, kept, goes)
        keys = [each.key for each in (*plan.differences, *plan.clashes)]
        choice = {key: data.draw(st.sampled_from([KEPT, GOES]), label=key) for key in keys}
        wanted = settled(kept, goes, plan.differences, choice)
        before = snapshot(session)

        with an_action(session) as action:
            merge(session, kept, goes, choice)

        assert {name: getattr(kept, name) for name in chosen_fields(Contact)} == wanted
        assert all(not differing(kept, account) for account in accounts if len(accounts) == 1)
        assert not list(broken_promises(session))
        undone(session, action)
        assert snapshot(session) == before
        assert not list(broken_promises(session))
