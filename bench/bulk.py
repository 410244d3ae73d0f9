"""Long work on many records, done in this process as a job does it and taken back afterwards.

The floor is the driver's executemany with the very rows that the job has written: records, links, memory, index of words.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from webapp.db import WRITES, Database, writing
from webapp.domain.base import Base, fresh
from webapp.domain.changes.bulk import add_many
from webapp.domain.errors import say
from webapp.domain.importing.bringing import bring, open_file
from webapp.domain.importing.columns import SUBJECTS
from webapp.domain.importing.running import IMPORTING, items_of
from webapp.domain.importing.settings import ADD, Settings
from webapp.domain.importing.texts import Words
from webapp.domain.jobs import JobKind, begin
from webapp.domain.jobs.kinds import CREATING
from webapp.domain.jobs.working import work
from webapp.domain.partners.customer import Customer
from webapp.domain.party import searchable
from webapp.domain.series.giving import numbers_for
from webapp.domain.setup.numbering import SalesSetup

from .database import BY
from .generating.words import PLACES, STREETS, a_firm, a_person, a_phone_no

RECORDS = 10_000
HEADINGS = ("Type", "Name", "Company Name", "Address", "Post Code", "City", "Phone No.", "Email")
PERSONS_IN_A_COMPANY = 3


class Rates(NamedTuple):
    """Records per second."""

    own: float
    raw: float
    rows: float
    """How many rows were written for a record."""


class Bulk(NamedTuple):
    name: str
    make: Callable[[Session, Random], Sequence[int]]
    """Gives what it is about."""
    kind: JobKind


def measured(url: str, bulk: Bulk) -> Rates:
    database = Database(url)
    with _taken_back(database) as connection:
        session = _within(connection, database)
        with writing(session, say("Made ready"), BY):
            items = bulk.make(session, Random(1))
        before = _last_ids(connection)
        taking = connection.begin_nested()
        own = _seconds(lambda: _carry_out(session, bulk.kind, items))
        session.close()
        written = _rows_since(connection, before)
        taking.rollback()
        raw = _seconds(lambda: _put(connection, written))
    database.engine.dispose()
    count = len(items)
    return Rates(count / own, count / raw, sum(map(len, written.values())) / count)


@contextmanager
def _taken_back(database: Database) -> Iterator[Connection]:
    options = WRITES if database.is_sqlite else {**WRITES, "isolation_level": "READ COMMITTED"}
    with database.engine.connect().execution_options(**options) as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def _within(connection: Connection, database: Database) -> Session:
    """Its transactions are steps of the one that is taken back, and how that one was begun counts for all of them."""
    session = database.sessions(bind=connection, join_transaction_mode="create_savepoint")
    session.connection = lambda **_options: Session.connection(session)  # type: ignore[method-assign]
    return session


def _carry_out(session: Session, kind: JobKind, items: Sequence[int]) -> None:
    """As the page of the job does it, one portion after the other."""
    with writing(session, say(kind.title), BY):
        job = begin(session, kind, items, BY)
    while job.is_running:
        with writing(session, say(kind.title), BY):
            job = work(session, kind, job.id, job.position)
    if job.done != len(items):
        raise RuntimeError(f"{kind.word}: {job.done} of {len(items)} were done")


def _seconds(verb: Callable[[], None]) -> float:
    started = time.perf_counter()
    verb()
    return time.perf_counter() - started


def _last_ids(connection: Connection) -> dict[str, int]:
    query = "SELECT coalesce(max(id), 0) FROM {}"
    return {name: connection.exec_driver_sql(query.format(name)).scalar_one() for name in _tables()}


def _rows_since(connection: Connection, before: dict[str, int]) -> dict[str, list[Any]]:
    query = "SELECT * FROM {} WHERE id > {}"
    found = {name: connection.exec_driver_sql(query.format(name, before[name])).all() for name in _tables()}
    return {name: [tuple(row) for row in rows] for name, rows in found.items() if rows}


def _put(connection: Connection, written: dict[str, list[Any]]) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    for name, rows in written.items():
        marks = ", ".join([mark] * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({marks})", rows)


def _tables() -> Iterator[str]:
    """Those that others name come first."""
    return (f'"{table.name}"' for table in Base.metadata.sorted_tables)


def _customers(session: Session, chance: Random) -> Sequence[int]:
    """New ones without contacts."""
    customers = []
    for given in numbers_for(session, Customer, SalesSetup, "customer_nos", RECORDS):
        at_home = _at_home(chance)
        name = a_firm(chance)
        customers.append(
            fresh(
                Customer,
                no=given.no,
                no_series_code=given.series_code,
                name=name,
                search_name=searchable(name),
                **at_home,
            )
        )
    add_many(session, customers)
    return [customer.id for customer in customers]


def _file(session: Session, chance: Random) -> Sequence[int]:
    """Companies, each with its persons, brought and rehearsed."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for number in range(RECORDS):
        at_home = _at_home(chance)
        if number % (PERSONS_IN_A_COMPANY + 1) == 0:
            company = f"{a_firm(chance)} {number}"
            names = ("Company", company, "")
        else:
            names = ("Person", " ".join(a_person(chance)), company)
        writer.writerow((*names, *at_home.values(), f"a{number}@bench.example"))
    words = Words(lambda caption: [caption], {})
    usual = Settings(duplicates=ADD)
    opened = open_file(session, SUBJECTS["contact"], text.getvalue().encode(), "bench.csv", words, usual)
    return items_of(session, bring(session, opened, BY))


def _at_home(chance: Random) -> dict[str, str]:
    return {
        "address": f"{chance.choice(STREETS)} {chance.randrange(1, 200)}",
        "post_code": f"{chance.randrange(1000, 10_000)}",
        "city": chance.choice(PLACES),
        "phone_no": a_phone_no(chance),
    }


BULKS = (
    Bulk("batch of 10,000", _customers, CREATING["customer"]),
    Bulk("import of 10,000", _file, IMPORTING["contact"]),
)
