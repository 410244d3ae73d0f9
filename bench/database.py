"""The database of a run: tables, a company with its owner, rows; and what a page asks of it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from webapp import create_app, i18n, migrations
from webapp.config import Config
from webapp.db import Database
from webapp.domain.changes import Author
from webapp.domain.errors import say
from webapp.domain.founding import found_company
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.people import Salesperson

from .clients import card_form
from .floor.subjects import Subject
from .generate import generate
from .servers import SECRET

EMAIL = "owner@bench.example"
PASSWORD = "the bench has no secrets"
SEED = 1
BESIDE = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")


def prepared(url: str, rows: int) -> None:
    """Bring a database to what is to be measured: whatever is there already stays."""
    database = Database(url)
    migrations.upgrade(database.engine)
    with database.sessions() as session:
        founded = session.scalar(select(CompanyInformation.id))
        there = session.scalar(select(func.count()).select_from(Salesperson)) or 0
    if not founded:
        with database.transaction(say("Founded"), Author(None, "Bench")) as session:
            _found(session)
    if there < rows:
        generate(database, rows - there, SEED)
    database.engine.dispose()


def _found(session: Session) -> None:
    found_company(
        session,
        name="Bench AS",
        country="NO",
        currency="NOK",
        language=i18n.SOURCE,
        owner_name="Bench Owner",
        owner_email=EMAIL,
        owner_password=PASSWORD,
        sample=False,
        texts=i18n.Texts(),
    )


def keys_of(url: str, subject: Subject, how_many: int) -> list[str]:
    """Records from the middle of the table, one for each client."""
    database = Database(url)
    query = f"SELECT {subject.key} FROM {subject.table} ORDER BY {subject.key} LIMIT {how_many} OFFSET :half"
    with database.engine.connect() as connection:
        count = connection.scalar(text(f"SELECT count(*) FROM {subject.table}")) or 0
        keys = list(connection.scalars(text(query), {"half": count // 2}))
    database.engine.dispose()
    return keys


def questions_of(url: str, path: str, typed: dict[str, str] | None) -> int:
    """How many statements an answer takes, asked of the program in this process."""
    app = create_app(Config(database_url=url, secret_key=SECRET))
    engine = app.extensions["database"].engine
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.lstrip().upper().startswith(BESIDE):
            statements.append(statement)

    client = _signed_in(app)
    form = card_form(client.get(path).data) if typed is not None else {}
    event.listen(engine, "before_cursor_execute", note)
    if typed is None:
        client.get(path)
    else:
        client.post(path, data=form | {name: value.format(n="more") for name, value in typed.items()})
    engine.dispose()
    return len(statements)


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.get("/sign-in")
    with client.session_transaction() as session:
        token = session["csrf"]
    client.post("/sign-in", data={"csrf_token": token, "email": EMAIL, "password": PASSWORD})
    return client
