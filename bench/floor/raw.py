"""The floor with the driver alone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from .serving import database_url, make_app
from .subjects import ROWS, Subject


def _sqlite(url: str) -> Any:
    return sqlite3.connect(make_url(url).database or "", isolation_level=None)


def _postgresql(url: str) -> Any:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


class RawStore:
    """One connection per thread of the server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.open: Callable[[str], Any] = _sqlite if url.startswith("sqlite") else _postgresql
        self.mark = "?" if url.startswith("sqlite") else "%s"
        self.mine = threading.local()

    def rows(self, subject: Subject) -> Sequence[Sequence[Any]]:
        names = ", ".join(subject.columns)
        return self._run(f"SELECT {names} FROM {subject.table} ORDER BY {subject.key} LIMIT {ROWS}").fetchall()

    def record(self, subject: Subject, key: str) -> Sequence[Any]:
        names = ", ".join(subject.fields)
        query = f"SELECT {names} FROM {subject.table} WHERE {subject.key} = {self.mark}"
        return self._run(query, key).fetchone()

    def save(self, subject: Subject, key: str, values: dict[str, str]) -> None:
        changed = ", ".join(f"{name} = {self.mark}" for name in values)
        query = f"UPDATE {subject.table} SET {changed} WHERE {subject.key} = {self.mark}"
        self._run(query, *values.values(), key)

    def _run(self, query: str, *values: str) -> Any:
        if not hasattr(self.mine, "connection"):
            self.mine.connection = self.open(self.url)
        return self.mine.connection.execute(query, values)


app = make_app(__name__, RawStore(database_url()))
