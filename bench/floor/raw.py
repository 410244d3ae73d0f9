"""The floor with the driver alone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from .serving import backend, database_url, make_app
from .subjects import BEGINNING, FOUND, ROWS, Subject


def _sqlite(url: str) -> Any:
    return sqlite3.connect(make_url(url).database or "", isolation_level=None)


def _postgresql(url: str) -> Any:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


OPEN: dict[str, Callable[[str], Any]] = {"sqlite": _sqlite, "postgresql": _postgresql}
MARKS = {"sqlite": "?", "postgresql": "%s"}


class RawStore:
    """One connection per thread of the server."""

    def __init__(self, url: str) -> None:
        self.url, self.kind = url, backend(url)
        self.mark = MARKS[self.kind]
        self.mine = threading.local()

    def rows(self, subject: Subject) -> Sequence[Sequence[Any]]:
        query = f"{_select(subject, subject.columns)}{_which(subject)} ORDER BY {subject.key} LIMIT {ROWS}"
        return list(self._run(query))

    def found(self, subject: Subject, word: str) -> Sequence[Sequence[Any]]:
        condition = FOUND[self.kind].format(of=self.mark, word=self.mark)
        query = f"{_select(subject, subject.columns)} WHERE {condition}"
        return list(self._run(query, subject.name, BEGINNING[self.kind].format(word.lower())))

    def record(self, subject: Subject, key: str) -> Sequence[Any]:
        which = f"{_which(subject)} AND" if subject.kind else " WHERE"
        [found] = self._run(f"{_select(subject, subject.fields)}{which} {subject.key} = {self.mark}", key)
        return tuple(found)

    def save(self, subject: Subject, key: str, values: dict[str, str]) -> None:
        changed = ", ".join(f"{name} = {self.mark}" for name in values)
        query = f"UPDATE {subject.tables[0]} SET {changed} WHERE {subject.key} = {self.mark}"
        self._run(query, *values.values(), key)

    def _run(self, query: str, *values: str) -> Any:
        if not hasattr(self.mine, "connection"):
            self.mine.connection = OPEN[self.kind](self.url)
        return self.mine.connection.execute(query, values)


def _select(subject: Subject, names: Sequence[str]) -> str:
    first, *others = subject.tables
    return f"SELECT {', '.join(names)} FROM {first}" + "".join(f" JOIN {table} USING (id)" for table in others)


def _which(subject: Subject) -> str:
    return f" WHERE kind = '{subject.kind}'" if subject.kind else ""


app = make_app(__name__, RawStore(database_url()))
