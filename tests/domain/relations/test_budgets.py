"""However many persons a company has, a save stays cheap, and undo of it works."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from webapp.domain.base import fresh
from webapp.domain.changes.bulk import add_many
from webapp.domain.contacts.contact import PERSON, Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.relations.changing import change_contact

from ...support.factories import an_action, undone
from ...support.parties import ADDRESS, a_cluster, differing
from ...support.queries import queries

SAVE, UNDO, DELETE = 20, 60, 300


def many_persons(session: Session, company: Contact, count: int) -> None:
    same = {field: getattr(company, field) for field in ("phone_no", *ADDRESS)}
    add_many(
        session,
        [
            fresh(Contact, no=f"P{number:05}", type=PERSON, company_no=company.no, name=f"Person {number}", **same)
            for number in range(count)
        ],
    )


def engine_of(session: Session) -> Engine:
    return session.connection().engine


def with_phone(session: Session, phone_no: str) -> int:
    return session.scalar(select(func.count()).where(Contact.phone_no == phone_no, Contact.type == PERSON)) or 0


@pytest.mark.parametrize("count", [10, 2000])
def test_a_save_with_three_accounts_and_many_persons_stays_cheap(session: Session, count: int) -> None:
    company, *accounts = a_cluster(session, phone_no="111", **ADDRESS)
    many_persons(session, company, count)
    session.expire_all()

    with queries(engine_of(session), at_most=SAVE):
        change_contact(session, company, {"phone_no": "222", "city": "Bergen"})
        session.flush()

    assert with_phone(session, "222") == count
    assert [differing(company, each) for each in accounts] == [[], [], []]


@pytest.mark.parametrize("count", [10, 2000])
def test_undo_of_it_is_cheap_as_well(session: Session, count: int) -> None:
    company, *accounts = a_cluster(session, phone_no="111", **ADDRESS)
    many_persons(session, company, count)
    with an_action(session) as action:
        change_contact(session, company, {"phone_no": "222", "name": "Oak Ltd"})

    with queries(engine_of(session), at_most=UNDO):
        undone(session, action)

    assert with_phone(session, "111") == count
    assert [each.name for each in (company, *accounts)] == ["Hill Bakery"] * 4


@pytest.mark.parametrize("with_persons", [False, True])
def test_a_company_with_many_persons_goes_in_a_few_steps(session: Session, with_persons: bool) -> None:
    company, *_accounts = a_cluster(session, **ADDRESS)
    many_persons(session, company, 2000)

    with queries(engine_of(session), at_most=DELETE):
        delete_contact(session, company, with_persons)

    assert session.scalar(select(func.count()).select_from(Contact)) == (0 if with_persons else 2000)
