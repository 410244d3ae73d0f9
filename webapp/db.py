"""The database: how it is opened, how it is read, and the only place that commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import current_app, g
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from .domain.changes import (
    MEMORY,
    Author,
    Memory,
    close_change_set,
    memory_of,
    name_change_set,
    open_change_set,
    remember,
)
from .domain.errors import N_, Changed, Message, Refused
from .domain.files import FOLDER

BUSY_SECONDS = 10
WRITES = {"writes": True}
WRITTEN = "written"


class Database:
    """One engine and the sessions on it."""

    def __init__(self, url: str, folder: Path | None = None, **engine_options: Any) -> None:
        """The folder is where attachments lie that are not kept in the database."""
        self.engine = create_engine(url, **_reading_options(url), **engine_options)
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False, info={FOLDER: folder})
        remember(self.sessions)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self, what: Message, by: Author) -> Iterator[Session]:
        """A transaction outside of a request."""
        with self.sessions() as session, writing(session, what, by):
            yield session

    @contextmanager
    def unremembered(self) -> Iterator[Session]:
        """A transaction for what is no work of people, such as a mail on its way: it touches nothing that is remembered."""
        with self.sessions() as session:
            session.connection(execution_options=_writing_options(session))
            yield session
            session.commit()


def _reading_options(url: str) -> dict[str, Any]:
    """Whoever reads sees everything as of one moment: a card with old values must not say that it has seen newer ones.
    SQLite does so by itself."""
    return {"isolation_level": "REPEATABLE READ"} if url.startswith("postgresql") else {}


def _writing_options(session: Session) -> dict[str, Any]:
    """Whoever writes sees what the writer before has left."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return WRITES if is_sqlite else {**WRITES, "isolation_level": "READ COMMITTED"}


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_SECONDS * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("concord_fold", 1, _fold, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """A writer queues at the start: a reader that turns writer half-way would lose what others wrote meanwhile."""
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _fold(text: Any) -> Any:
    """SQLite itself folds the letters of ASCII only."""
    return text.casefold() if isinstance(text, str) else text


@contextmanager
def writing(session: Session, what: Message, by: Author) -> Iterator[Session]:
    """All or nothing. Whatever the session read before is read again, now that nobody else can write it."""
    if MEMORY in session.info:
        raise RuntimeError("one action at a time: this session has one under way")
    session.rollback()
    session.connection(execution_options=_writing_options(session))
    memory = open_change_set(session, what, by)
    try:
        yield session
        session.commit()
        session.info[WRITTEN] = memory
    except StaleDataError as error:
        session.rollback()
        raise Changed from error
    except IntegrityError as error:
        session.rollback()
        raise Refused(
            N_("Somebody saved something a moment ago that clashes with this. Look again, then retry.")
        ) from error
    except OperationalError as error:
        session.rollback()
        if _is_contention(error):
            raise Changed from error
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        close_change_set(session)


def _is_contention(error: OperationalError) -> bool:
    """PostgreSQL ended one of two transactions that waited for each other."""
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}


def database() -> Database:
    return current_app.extensions["database"]  # type: ignore[no-any-return]


def reading() -> Session:
    """The session of this request, for looking only."""
    if "session" not in g:
        g.session = database().sessions()
    return g.session  # type: ignore[no-any-return]


@contextmanager
def transaction(what: Message, by: Author, confirmed: Iterable[str] = ()) -> Iterator[Session]:
    """The transaction of this request, with the questions that were answered with yes."""
    with writing(reading(), what, by) as session:
        memory_of(session).confirmed = frozenset(confirmed)
        yield session


def name_action(session: Session, what: Message) -> None:
    """Say what the action under way is, once it is known which record it is about."""
    name_change_set(session, what)


def written() -> Memory | None:
    """What the action of this request has changed, and has to tell; a receipt can undo it."""
    return reading().info.get(WRITTEN)


def close_session(_error: BaseException | None = None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
