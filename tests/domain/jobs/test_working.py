"""A job goes on portion by portion, whatever others do meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.support.factories import how_many
from tests.support.houses import CONSOLE, House
from tests.support.parties import a_company
from webapp.domain.changes import Author, ChangeSet, undo
from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_partner
from webapp.domain.errors import Refused, See
from webapp.domain.jobs import State, cancel, fail, resume, unfinished
from webapp.domain.partners.customer import Customer
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.linking import Choice, link
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

from .working import IN_SMALL_PORTIONS, a_job, a_portion, address_of, many_customers, the_job, work_on


def test_two_who_begin_the_same_do_not_make_anybody_twice(house: House) -> None:
    many_customers(house, 120)
    jobs = [a_job(house), a_job(house)]

    with ThreadPoolExecutor(2) as together:
        list(together.map(work_on, [address_of(house)] * 2, jobs))

    with house.looking() as session:
        links = select(func.count()).select_from(ContactRelation).group_by(ContactRelation.partner_id)
        assert session.scalars(links).all() == [1] * 120
    done = [the_job(house.database, job_id) for job_id in jobs]
    assert [job.state for job in done] == [State.DONE, State.DONE]
    assert sum(job.done for job in done) == sum(job.skipped for job in done) == 120


def test_two_who_work_on_one_job_do_each_portion_once(house: House) -> None:
    many_customers(house, 120)
    job_id = a_job(house)

    with ThreadPoolExecutor(2) as together:
        list(together.map(work_on, [address_of(house)] * 2, [job_id] * 2))

    job = the_job(house.database, job_id)
    assert (job.state, job.done, job.skipped) == (State.DONE, 120, 0)


def test_who_is_deleted_or_linked_meanwhile_is_passed_by(house: House) -> None:
    many_customers(house, 40)
    job_id = a_job(house)
    a_portion(house.database, job_id, 0)
    with house.acting() as session:
        gone, linked = (session.scalars(select(Customer).where(Customer.no == no)).one() for no in ("M00030", "M00031"))
        delete_partner(session, gone)
        link(session, a_company(session, "Oak Ltd"), linked, Choice())

    job = a_portion(house.database, job_id, 20)

    assert (job.state, job.done, job.skipped) == (State.DONE, 38, 2)
    [(label, reason)] = job.passed
    assert label == "M00031 Oak Ltd"
    assert str(reason.params["contact"]).endswith("Oak Ltd")
    assert job.refusals == []


def test_an_account_that_turns_to_somebody_by_now_is_refused_by_name(house: House) -> None:
    many_customers(house, 20)
    job_id = a_job(house)
    with house.acting() as session:
        contact_no = a_company(session, "Oak Ltd").no
        session.scalars(select(Customer).where(Customer.no == "M00007")).one().primary_contact_no = contact_no

    job = a_portion(house.database, job_id, 0)

    [(label, reason)] = job.refusals
    assert (job.done, job.refused, label) == (19, 1, "M00007 Firm 7")
    assert reason.params == {"contact": contact_no}


def test_a_cancelled_job_stands_still_until_it_is_resumed(house: House) -> None:
    many_customers(house, 40)
    job_id = a_job(house)
    a_portion(house.database, job_id, 0)
    with house.acting() as session:
        cancel(session, job_id)
    assert a_portion(house.database, job_id, 20).position == 20

    with house.acting() as session:
        resume(session, IN_SMALL_PORTIONS, job_id, CONSOLE)

    assert a_portion(house.database, job_id, 20).state == State.DONE


def test_what_is_missing_in_the_setup_stops_it_with_a_way_out(house: House) -> None:
    many_customers(house, 40)
    job_id = a_job(house)
    a_portion(house.database, job_id, 0)
    with house.acting() as session:
        the(session, MarketingSetup).contact_nos = None
    with pytest.raises(Refused) as refused:
        a_portion(house.database, job_id, 20)

    with house.acting() as session:
        fail(session, job_id, refused.value)

    job = the_job(house.database, job_id)
    assert (job.state, job.position) == (State.FAILED, 20)
    assert job.problem == (refused.value.message, See("marketing_setup", field="contact_nos"))


def test_somebody_else_begins_anew(house: House) -> None:
    many_customers(house, 20)
    job_id = a_job(house)

    with house.acting() as session, pytest.raises(Refused) as refused:
        resume(session, IN_SMALL_PORTIONS, job_id, Author(77, "Luc"))

    assert refused.value.message.params == {"who": "Console"}


def test_once_undone_it_does_not_go_on(house: House) -> None:
    many_customers(house, 40)
    job_id = a_job(house)
    change_set_id = a_portion(house.database, job_id, 0).change_set_id
    with house.acting() as session:
        undo(session, session.get_one(ChangeSet, change_set_id))

    job = a_portion(house.database, job_id, 20)

    assert (job.state, job.position) == (State.CANCELLED, 20)
    with house.looking() as session:
        assert how_many(session, Contact) == 0
        assert unfinished(session, IN_SMALL_PORTIONS) == []
