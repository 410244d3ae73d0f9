"""Whoever works on a job may die at any moment: nothing is half done, and whoever goes on ends where one would have."""

from __future__ import annotations

from multiprocessing import get_context
from random import Random
from signal import SIGKILL
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import how_many
from tests.support.houses import House, Templates
from webapp.domain.changes import Change, ChangeSet, undo
from webapp.domain.checks import broken_promises
from webapp.domain.contacts.contact import COMPANY, Contact
from webapp.domain.jobs import State
from webapp.domain.partners.customer import Customer
from webapp.domain.relations.contact_relation import ContactRelation

from .working import a_job, address_of, many_customers, the_job, work_on

CUSTOMERS = 400
KILLS = 5
LATEST = 0.3
"""Seconds until the next one is killed, at the most."""
process = get_context("fork").Process


def killed(house: House, job_id: int, after: float) -> bool:
    """Somebody works for a moment and dies, unless the work was over before."""
    house.database.engine.dispose()
    worker = process(target=work_on, args=(address_of(house), job_id))
    worker.start()
    worker.join(after)
    worker.kill()
    worker.join()
    return worker.exitcode == -SIGKILL


def outcome(session: Session) -> dict[str, Any]:
    """All that came about, by numbers, since ids may have gaps."""
    fields = (Contact.no, Contact.name, Contact.type, Contact.company_no, Contact.group_key, Contact.business_relation)
    links = select(Customer.no, Contact.no).join(ContactRelation, ContactRelation.partner_id == Customer.id)
    links = links.join(Contact, Contact.id == ContactRelation.contact_id)
    remembered = select(Change.label, Change.field, Change.after, Change.rule, Change.source_label)
    remembered = remembered.where(Change.field.not_in(("id", "contact_id", "partner_id", "last_no_used")))
    first = select(Customer.no, Customer.primary_contact_no, Customer.contact_name)
    return {
        "contacts": sorted(session.execute(select(*fields)).all()),
        "links": sorted(session.execute(links).all()),
        "first": sorted(session.execute(first).all()),
        "remembered": sorted(map(repr, session.execute(remembered))),
    }


def test_killed_again_and_again_it_ends_as_if_nothing_had_happened(templates: Templates) -> None:
    moments = Random(20_17)
    with templates.house() as house, templates.house() as calm:
        for each in (house, calm):
            many_customers(each, CUSTOMERS)
        job_id, undisturbed = a_job(house), a_job(calm)

        deaths = 0
        for _ in range(KILLS):
            deaths += killed(house, job_id, moments.uniform(0, LATEST))
            with house.looking() as session:
                companies = select(func.count()).where(Contact.type == COMPANY)
                assert (
                    session.scalar(companies)
                    == the_job(house.database, job_id).done
                    == how_many(session, ContactRelation)
                )
        work_on(address_of(house), job_id)
        work_on(address_of(calm), undisturbed)

        assert deaths
        assert the_job(house.database, job_id).state == State.DONE
        with house.looking() as session, calm.looking() as other:
            assert outcome(session) == outcome(other)
            assert list(broken_promises(session)) == []


def test_what_was_done_in_pieces_is_undone_as_a_whole(house: House) -> None:
    many_customers(house, 90)
    job_id = a_job(house)
    killed(house, job_id, LATEST)
    work_on(address_of(house), job_id)

    with house.acting("Undo") as session:
        undo(session, session.get_one(ChangeSet, the_job(house.database, job_id).change_set_id))

    with house.looking() as session:
        assert (how_many(session, Contact), how_many(session, ContactRelation)) == (0, 0)
        assert set(session.scalars(select(Customer.primary_contact_no))) == {None}
        assert list(broken_promises(session)) == []
