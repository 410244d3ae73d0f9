"""Fills the database of a founded company with as many rows as are to be measured with.

    python -m bench.generate URL --rows 100000 --seed 1

That is 100,000 contacts, three quarters of them persons in companies and one company with 2,000, with 20,000 customers,
10,000 vendors and 50 bank accounts linked to them, what they are sorted into, and 1,000,000 remembered changes; and
100,000 documents, most of them sales orders, with five lines on average and a few with 100 and 500; and 1,000,000
interactions of the two years until today, 10,000 of them with the company of 2,000, and of two documents in three.
The rows have the shape they would have had if people had made them, and are written in bulk. In a new company the same
seed gives the same rows, but for days that count from today.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from random import Random

from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.orm import Session

from webapp.db import WRITES, Database
from webapp.domain.base import Base
from webapp.domain.changes import Change, ChangeSet
from webapp.domain.comments import Comment
from webapp.domain.contacts.classification import CLASSES
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.document import Document
from webapp.domain.documents.line import DocumentLine
from webapp.domain.duplicates.strings import rebuild
from webapp.domain.files import File
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.outbox.mail import Mail, MailFile
from webapp.domain.partners.partner import Partner
from webapp.domain.products.product import Product
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.users.user import User

from .generating.codes import KINDS, USERS
from .generating.company import Company
from .generating.documents import ITEMS, ITEMS_KIND, Documents
from .generating.interactions import TO_A_CONTACT, TOLD_WHOLE, Interactions
from .generating.keeping import Keeper
from .generating.memory import Actions
from .generating.parties import Parties, Plan
from .generating.writing import Writer, report

CHANGES_TO_A_CONTACT = 10
CODES = 500
CACHE_KILOBYTES = 256 * 1024
"""Indexes grow at random places, which are to stay in memory meanwhile."""
NUMBERED: tuple[type[Base], ...] = (
    ChangeSet, *(kind.model for kind in KINDS), Contact, Partner, ContactRelation, *CLASSES, Product, Document, DocumentLine,
    File, Interaction, Dispatch, Mail, MailFile, Comment,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="of the database of a founded company, such as sqlite:///bench.db")
    parser.add_argument("--rows", type=int, default=10_000, help="contacts")
    parser.add_argument("--codes", type=int, default=CODES, help="salespeople, and as many territories")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    database = Database(arguments.url)
    generate(database, arguments.rows, arguments.seed, arguments.codes)
    generate_documents(database, arguments.rows, arguments.seed)
    generate_interactions(database, arguments.rows * TO_A_CONTACT, arguments.seed)
    for line in counts(database):
        print(line)


def generate(database: Database, rows: int, seed: int, codes: int | None = None) -> None:
    """Without another word there are as many salespeople and territories as contacts."""
    chance = Random(seed)
    with database.engine.connect().execution_options(**WRITES) as connection:
        if connection.scalar(select(CompanyInformation.id)) is None:
            raise SystemExit("Found the company first: its codes and number series are what the rows are made with.")
        if database.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        first = 1 + max(_last_id(connection, kind.model) for kind in KINDS)
        users = range(first, first + USERS.count(rows))
        actions = Actions(chance, users, _last_id(connection, ChangeSet))
        connection.commit()
        writer = Writer(connection, chance, actions)
        for kind in KINDS:
            how_many = kind.count(rows if kind is USERS or codes is None else codes)
            writer.write(kind, range(first, first + how_many))
        _add_parties(connection, rows, chance, actions)
        _settle(connection)
        connection.commit()
        with Session(connection) as session:
            report("companies compared", rebuild(session), rows)
            session.commit()
    if not database.is_sqlite:
        _tidy(database)


def generate_documents(database: Database, count: int, seed: int) -> None:
    """Documents of the customers and vendors that are there; the first time a few very long ones come with them."""
    chance = Random(seed)
    with _adding(database, chance) as (connection, actions):
        is_first = not _last_id(connection, Document)
        first = 1 + _last_id(connection, Product)
        connection.commit()
        if is_first:
            Writer(connection, chance, actions).write(ITEMS_KIND, range(first, first + ITEMS))
        with Session(connection) as session:
            documents = Documents(session, chance)
            session.expunge_all()
        keeper = Keeper(connection, chance, actions)
        keeper.write(documents.all(count, is_first), "document", count)
        keeper.advance(sort.numbers for sort in documents.sorts.values())


def generate_interactions(database: Database, count: int, seed: int) -> None:
    """Interactions with the contacts and of the documents that are there."""
    chance = Random(seed)
    with _adding(database, chance) as (connection, actions):
        with Session(connection) as session:
            interactions = Interactions(session, chance)
            session.expunge_all()
        connection.execute(insert(File), interactions.files)
        keeper = Keeper(connection, chance, actions, told_whole=TOLD_WHOLE)
        keeper.write(interactions.all(count), "interaction", count)
        keeper.count_prints(interactions.printed)


@contextmanager
def _adding(database: Database, chance: Random) -> Iterator[tuple[Connection, Actions]]:
    """To what is there already; all by the last user."""
    with database.engine.connect().execution_options(**WRITES) as connection:
        if database.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        user = _last_id(connection, User)
        actions = Actions(chance, range(user, user + 1), _last_id(connection, ChangeSet))
        connection.commit()
        yield connection, actions
        _settle(connection)
        connection.commit()
    if not database.is_sqlite:
        _tidy(database)


def counts(database: Database) -> Iterable[str]:
    """How much there is now."""
    models: tuple[type[Base], ...] = (*NUMBERED, Change)
    with database.engine.connect() as connection:
        for table in sorted({table for model in models for table in _tables(model)}):
            count = connection.scalar(text(f'SELECT count(*) FROM "{table}"'))
            yield f"{table:<28}{count:>12,}"


def _add_parties(connection: Connection, rows: int, chance: Random, actions: Actions) -> None:
    changes = connection.scalar(select(func.count()).select_from(Change)) or 0
    with Session(connection) as session:
        company = Company(session)
        session.expunge_all()
        parties = Parties(company, chance)
    keeper = Keeper(connection, chance, actions)
    keeper.write(parties.all(Plan(rows)), "contact", rows)
    keeper.advance(company.numbers.values())
    keeper.fill_up(max(changes, rows * CHANGES_TO_A_CONTACT))


def _tables(model: type[Base]) -> set[str]:
    return {str(mapper.local_table) for mapper in model.__mapper__.self_and_descendants}


def _last_id(connection: Connection, model: type[Base]) -> int:
    return connection.scalar(select(func.max(model.id))) or 0


def _settle(connection: Connection) -> None:
    """PostgreSQL counts on from the ids written here, and both databases learn how much there is."""
    if connection.dialect.name == "postgresql":
        for model in NUMBERED:
            table = f'"{model.__tablename__}"'
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence(:name, 'id'), (SELECT max(id) FROM {table}))"),
                {"name": table},
            )
    connection.execute(text("ANALYZE"))


def _tidy(database: Database) -> None:
    """As PostgreSQL does by itself after a while: until then its index of words has a long list of new entries beside."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


if __name__ == "__main__":
    main()
