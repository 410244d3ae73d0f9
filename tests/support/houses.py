"""A house is a program on a database of its own: empty tables, or a company founded with its owner."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from flask import Flask
from sqlalchemy.orm import Session

from webapp import create_app, i18n, migrations
from webapp.config import Config
from webapp.db import Database
from webapp.domain.changes import Author
from webapp.domain.errors import say
from webapp.domain.founding import found_company
from webapp.workers import a_portion

from . import renewing
from .postgresql import Server

OWNER = "olga@fjordlys.example"
PASSWORD = "correct horse battery"
CONSOLE = Author(None, "Console")


class Maker(Protocol):
    """Makes databases of one kind: empty ones, and copies of one that is ready."""

    def empty(self) -> str: ...
    def copy(self, url: str) -> str: ...
    def renewable(self, url: str) -> str: ...
    def renew(self, url: str, like: str) -> None: ...
    def rest(self, database: Database) -> None: ...
    def discard(self, url: str) -> None: ...


class SqliteMaker:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def empty(self) -> str:
        self.made += 1
        return f"sqlite:///{self.folder / f'{self.made}.db'}"

    def copy(self, url: str) -> str:
        new = self.empty()
        self.renew(new, url)
        return new

    renewable = copy

    def renew(self, url: str, like: str) -> None:
        self.discard(url)
        shutil.copyfile(_file(like), _file(url))

    def rest(self, database: Database) -> None:
        """The next test gets another file."""
        database.engine.dispose()

    def discard(self, url: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{_file(url)}{ending}").unlink(missing_ok=True)


class PostgresqlMaker:
    def __init__(self, server: Server) -> None:
        self.server = server
        self.renewed = 0

    def empty(self) -> str:
        return self.server.url(self.server.create())

    def copy(self, url: str) -> str:
        return self.server.url(self.server.create(template=_name(url)))

    def renewable(self, url: str) -> str:
        new = self.copy(url)
        renewing.keep(self.server.address_of(_name(new)))
        return new

    def renew(self, url: str, like: str) -> None:
        self.renewed += 1
        renewing.bring_back(self.server.address_of(_name(url)), self.renewed)

    def rest(self, database: Database) -> None:
        """A connection knows the tables and the plans of its questions: the next test has them too, but none that a
        test never gave back."""
        if database.engine.pool.checkedout():  # type: ignore[attr-defined]
            database.engine.dispose()

    def discard(self, url: str) -> None:
        self.server.drop(_name(url))


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _name(url: str) -> str:
    return url.rsplit("/", 1)[1]


class Templates:
    """Databases that are made once and copied for every test."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self._empty: str | None = None
        self._founded: str | None = None
        self._resting: dict[str, list[tuple[str, Flask]]] = defaultdict(list)

    @property
    def empty(self) -> str:
        if self._empty is None:
            self._empty = self.maker.empty()
            with opened(self._empty) as database:
                migrations.upgrade(database.engine)
        return self._empty

    @property
    def founded(self) -> str:
        if self._founded is None:
            self._founded = self.maker.copy(self.empty)
            with opened(self._founded) as database, acting_on(database, "Founded") as session:
                found(session)
        return self._founded

    @contextmanager
    def house(self, founded: bool = True) -> Iterator[House]:
        """A program takes longer to make than most tests, and its database to get to know: both go from test to test,
        with what is in the database made anew."""
        like = self.founded if founded else self.empty
        resting = self._resting[like]
        url, app = resting.pop() if resting else _furnished(self.maker.renewable(like))
        database = app.extensions["database"]
        self.maker.renew(url, like)
        app.extensions["workers"] = ByHand()
        try:
            yield House(app, database)
        finally:
            self.maker.rest(database)
            resting.append((url, app))

    def close(self) -> None:
        for _, app in chain.from_iterable(self._resting.values()):
            app.extensions["database"].engine.dispose()


def _furnished(url: str) -> tuple[str, Flask]:
    app = create_app(Config(database_url=url, secret_key="a secret of the tests, long enough"))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return url, app


def found(session: Session) -> None:
    """In English, whatever language a test before this one spoke."""
    with i18n.speaking(i18n.SOURCE):
        found_company(
            session,
            name="Fjordlys AS",
            country="NO",
            currency="NOK",
            language="en-GB",
            owner_name="Olga Nordahl",
            owner_email=OWNER,
            owner_password=PASSWORD,
            sample=False,
            texts=i18n.Texts(),
        )


@contextmanager
def acting_on(database: Database, what: str = "Given", by: Author = CONSOLE) -> Iterator[Session]:
    with database.transaction(say(what), by) as session:
        yield session


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


class ByHand:
    """Works on jobs when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[int] = []

    def set_off(self, job_id: int) -> None:
        self.waiting.append(job_id)


@dataclass
class House:
    app: Flask
    database: Database

    def work(self, portions: int = 1000) -> None:
        """Whoever works on jobs does some portions of all that wait, or ends them."""
        for job_id in self.app.extensions["workers"].waiting:
            for _ in range(portions):
                if not a_portion(self.database, job_id).is_running:
                    break

    @contextmanager
    def acting(self, what: str = "Given", by: Author = CONSOLE) -> Iterator[Session]:
        with acting_on(self.database, what, by) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Session]:
        with self.database.sessions() as session:
            yield session
