"""Fills a migrated database with as many rows as a list is to be measured with.

    python -m bench.generate URL --rows 100000 --seed 1

The rows have the shape they would have had if people had made them: each came in a change set, some were changed since,
all are found by the search. They are written in bulk. In an empty database the same seed gives the same rows.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from webapp.db import WRITES, Database
from webapp.domain.base import Base, Record
from webapp.domain.changes import Change, ChangeSet, Rule
from webapp.domain.changes.values import is_blank, keep, tracked_fields
from webapp.domain.errors import say
from webapp.domain.keys import search_key
from webapp.domain.search import SearchEntry
from webapp.domain.series import NoSeries, NoSeriesLine
from webapp.domain.setup.people import MailingGroup, Salesperson
from webapp.domain.setup.places import Territory
from webapp.domain.users.rights import Role
from webapp.domain.users.user import LANGUAGES, User

BATCH = 5_000
MOST_IN_ONE_ACTION = 20
CHANGED_SINCE = 0.3
FIRST_DAY = dt.datetime(2024, 1, 2, 8, tzinfo=dt.UTC)
BETWEEN_ACTIONS = dt.timedelta(seconds=17)


def _words(text: str) -> list[str]:
    """The words of a list; where a name has two, a dot holds them together."""
    return [word.replace("·", " ") for word in text.split()]


FIRST_NAMES = _words(
    "Ingrid Håkon Solveig Torbjørn Åse Eirik Joost Sanne Wouter Maaike Ruben Fenna Céline Luc Amélie Gaël Noémie Théo"
    " Вера Николай Анна Пётр Ольга Алексей Emma Arthur Harriet Giles Olive Edwin"
)
SURNAMES = _words(
    "Bakkerud Fjellstø Østerhaug Næssvik Lindemo Åsgårdli van·der·Linde Dijkmans de·Vroede Hoekendam ter·Brugge Favrod"
    " Rochatey Métrallin Aubervaz Crêtenoud Соколова Ветров Лугина Берёзкин Щеглов Whitcombe Penrosely O’Harrow"
    " Ashdownes Thistlewood"
)
PLACES = _words(
    "Nordfjæra Sørlia Østgrenda Vesterøya Noorderveld Zuidwoude Oosterkade IJsseldam Val-d’Arène Haute-Crête"
    " Rive-Étoile Montbrévine Верхнеозёрск Южнореченск Новолесье Заполье Eastmere Thornwick Westerby Northcombe"
)
PARTS = _words("Centre Nord Sør Øst Vest Noord Zuid Est Ouest Север Юг Harbour Valley Hills Coast")
JOBS = ("Salesperson", "Selger", "Verkoper", "Vendeuse", "Менеджер по продажам", "Purchaser", "Innkjøper", "Acheteur")
ZONES = ("Europe/Oslo", "Europe/Amsterdam", "Europe/Zurich", "Europe/Moscow", "Europe/London")

Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One row of this table for so many asked for, each made from chance and its number."""

    model: type[Record]
    one_in: int
    make: Callable[[Random, int], Row]
    edited: str = ""
    """The field that was changed since in some of them."""

    def count(self, rows: int) -> int:
        return max(1, rows // self.one_in)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="of a migrated database, such as sqlite:///bench.db")
    parser.add_argument("--rows", type=int, default=10_000, help="territories, and as many salespeople")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    generate(Database(arguments.url), arguments.rows, arguments.seed)


def generate(database: Database, rows: int, seed: int) -> None:
    with database.engine.connect().execution_options(**WRITES) as connection:
        first = 1 + max(_last_id(connection, model) for model in NUMBERED)
        writer = Writer(connection, Random(seed), users=range(first, first + USERS.count(rows)), change_set_id=first)
        connection.commit()
        for kind in KINDS:
            numbers = range(first, first + kind.count(rows))
            for start in range(0, len(numbers), BATCH):
                writer.write(kind, numbers[start : start + BATCH])
                _report(kind, min(start + BATCH, len(numbers)), len(numbers))
        _settle(connection)
        connection.commit()


class Writer:
    """Writes rows with their memory and their search entries."""

    def __init__(self, connection: Connection, chance: Random, users: range, change_set_id: int) -> None:
        self.connection = connection
        self.chance = chance
        self.users = users
        self.change_set_id = change_set_id

    def write(self, kind: Kind, numbers: range) -> None:
        rows = [_defaults(kind.model) | {"id": number} | kind.make(self.chance, number) for number in numbers]
        records = [kind.model(**row) for row in rows]
        self._put(kind.model, rows)
        self._put(SearchEntry, [_entry(record) for record in records if record.search_texts()])
        self._remember(kind, records)
        self.connection.commit()

    def _remember(self, kind: Kind, records: list[Record]) -> None:
        """Every record came in some action; of some, one field was different until a later one."""
        change_sets: list[Row] = []
        changes: list[Row] = []
        upcoming = iter(records)
        while together := list(islice(upcoming, self.chance.randint(1, MOST_IN_ONE_ACTION))):
            change_sets.append(self._change_set("Add rows", kind))
            former = self._former(kind, together)
            changes += [row for record in together for row in _coming(record, former, self.change_set_id)]
            if former:
                change_sets.append(self._change_set("Change rows", kind))
                changes += [
                    _edit(kind, record, former, self.change_set_id) for record in together if record.id in former
                ]
        self._put(ChangeSet, change_sets)
        self._put(Change, changes)

    def _former(self, kind: Kind, records: list[Record]) -> dict[int, Row]:
        """By record, what a field held before it was changed."""
        changed = [record for record in records if self.chance.random() < CHANGED_SINCE]
        return {r.id: {kind.edited: kind.make(self.chance, r.id)[kind.edited]} for r in changed} if kind.edited else {}

    def _change_set(self, what: str, kind: Kind) -> Row:
        self.change_set_id += 1
        by = None if kind is USERS else self.chance.choice(self.users)
        return {
            "id": self.change_set_id,
            "at": FIRST_DAY + BETWEEN_ACTIONS * self.change_set_id,
            "by_id": by,
            "by_name": f"User {by}" if by else "Generator",
            "what": say(what).dump(),
        }

    def _put(self, model: type[Base], rows: list[Row]) -> None:
        if rows:
            self.connection.execute(insert(model), rows)


def _entry(record: Record) -> Row:
    words = search_key(*record.search_texts())
    return {"record_type": record.__tablename__, "record_id": record.id, "words": words}


def _coming(record: Record, former: dict[int, Row], change_set_id: int) -> Iterator[Row]:
    values = {name: getattr(record, name) for name in tracked_fields(type(record))} | former.get(record.id, {})
    for name, value in values.items():
        if not is_blank(value):
            yield _change(record, name, None, value, change_set_id)


def _edit(kind: Kind, record: Record, former: dict[int, Row], change_set_id: int) -> Row:
    return _change(record, kind.edited, former[record.id][kind.edited], getattr(record, kind.edited), change_set_id)


def _change(record: Record, name: str, before: Any, after: Any, change_set_id: int) -> Row:
    return {
        "change_set_id": change_set_id,
        "record_type": record.__tablename__,
        "record_id": record.id,
        "label": record.label,
        "field": name,
        "before": keep(before),
        "after": keep(after),
        "rule": Rule.TYPED,
    }


def _defaults(model: type[Base]) -> Row:
    """What the columns hold when nobody says otherwise; the memory of a new row tells of these values as well."""
    columns = model.__table__.columns
    return {
        column.key: column.default.arg for column in columns if column.default is not None and column.default.is_scalar
    }


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


def _report(kind: Kind, done: int, of: int) -> None:
    print(
        f"{time.perf_counter() - STARTED:7.1f} s  {kind.model.__tablename__:<20} {done:>9,} of {of:,}", file=sys.stderr
    )


def _person(chance: Random) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(SURNAMES)}"


def _phone_no(chance: Random) -> str:
    return f"+{chance.choice((47, 31, 41, 7, 44))} {chance.randrange(100):02} {chance.randrange(10**7):07}"


def _user(chance: Random, number: int) -> Row:
    """Nobody signs in as one of them: they have no password."""
    place = chance.randrange(len(LANGUAGES))
    return {
        "email": f"user{number}@bench.example",
        "name": _person(chance),
        "role": chance.choice([Role.SALES, Role.PURCHASING, Role.ACCOUNTING, Role.READER]).value,
        "language": LANGUAGES[place][0],
        "time_zone": chance.choice(ZONES),
    }


def _salesperson(chance: Random, number: int) -> Row:
    return {
        "code": f"B{number:08}",
        "description": _person(chance),
        "job_title": chance.choice(JOBS),
        "email": f"sales{number}@bench.example",
        "phone_no": _phone_no(chance),
    }


def _place(chance: Random, number: int) -> Row:
    return {"code": f"B{number:08}", "description": f"{chance.choice(PLACES)} {chance.choice(PARTS)} {number % 1000}"}


def _series(_chance: Random, number: int) -> Row:
    return {"code": f"BENCH{number}", "description": f"Series {number}"}


def _series_line(chance: Random, number: int) -> Row:
    used = chance.randrange(1, 10**5)
    return {
        "no_series_code": f"BENCH{number}",
        "starting_no": f"B{number}-000001",
        "last_no_used": f"B{number}-{used:06}",
        "last_date_used": FIRST_DAY.date() + dt.timedelta(days=chance.randrange(700)),
    }


USERS = Kind(User, 1000, _user)
KINDS = (
    USERS,
    Kind(Salesperson, 1, _salesperson, edited="phone_no"),
    Kind(Territory, 1, _place, edited="description"),
    Kind(MailingGroup, 100, _place, edited="description"),
    Kind(NoSeries, 1000, _series),
    Kind(NoSeriesLine, 1000, _series_line, edited="last_no_used"),
)
"""Users first, since the memory names them; lines have the numbers of their series."""

NUMBERED: tuple[type[Base], ...] = (ChangeSet, *(kind.model for kind in KINDS))
STARTED = time.perf_counter()

if __name__ == "__main__":
    main()
