"""Customers to make contacts for, and somebody who works on the job until it is over."""

from __future__ import annotations

from sqlalchemy import select

from tests.support.houses import CONSOLE, House, opened
from webapp.db import Database
from webapp.domain.base import fresh
from webapp.domain.changes.bulk import add_many
from webapp.domain.errors import say
from webapp.domain.jobs import Job, JobKind, begin, work
from webapp.domain.jobs.kinds import CREATING
from webapp.domain.partners.customer import Customer

IN_SMALL_PORTIONS = CREATING["customer"]._replace(at_once=20)
WHAT = say("Batch")


def many_customers(house: House, count: int) -> None:
    """Every third names somebody to turn to."""
    with house.acting() as session:
        add_many(session, [_customer(place) for place in range(count)])


def _customer(place: int) -> Customer:
    name, contact_name = f"Firm {place}", f"Ann Hill {place}" if place % 3 == 0 else ""
    return fresh(Customer, no=f"M{place:05}", name=name, search_name=name.upper(), contact_name=contact_name)


def a_job(house: House, kind: JobKind = IN_SMALL_PORTIONS) -> int:
    """For all customers there are."""
    with house.acting() as session:
        ids = session.scalars(select(Customer.id).order_by(Customer.no)).all()
        return begin(session, kind, ids, CONSOLE).id


def the_job(database: Database, job_id: int) -> Job:
    with database.sessions() as session:
        return session.get_one(Job, job_id)


def a_portion(database: Database, job_id: int, seen: int, kind: JobKind = IN_SMALL_PORTIONS) -> Job:
    with database.transaction(WHAT, CONSOLE) as session:
        work(session, kind, job_id, seen)
    return the_job(database, job_id)


def work_on(url: str, job_id: int) -> None:
    """Portion by portion to the end, with a database connection of one's own."""
    with opened(url) as database:
        job = the_job(database, job_id)
        while job.is_running:
            job = a_portion(database, job_id, job.position)


def address_of(house: House) -> str:
    return house.database.engine.url.render_as_string(hide_password=False)
