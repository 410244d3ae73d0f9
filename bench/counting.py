"""How many statements an answer takes, asked of the program in this process."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event

from webapp import create_app
from webapp.config import Config

from .asking import Answer, Asked, Form, WrongAnswer, ask
from .database import EMAIL, PASSWORD
from .servers import SECRET

BESIDE = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def questions_of(url: str, asked: Asked) -> int:
    app = create_app(Config(database_url=url, secret_key=SECRET))
    engine = app.extensions["database"].engine
    counting = Counting(_signed_in(app.test_client()), {"HX-Request": "true"} if asked.htmx else {})
    event.listen(engine, "before_cursor_execute", counting.note)
    ask(counting, replace(asked, back=""))
    engine.dispose()
    return len(counting.statements)


class Counting:
    """A browser that keeps the statements of the last answer."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers
        self.statements: list[str] = []

    def get(self, path: str) -> bytes:
        self.statements.clear()
        answer = self.client.get(path, headers=self.headers)
        if answer.status_code != 200:
            raise WrongAnswer(f"{path} got {answer.status}")
        body: bytes = answer.data
        return body

    def post(self, path: str, form: Form) -> Answer:
        self.statements.clear()
        answer = self.client.post(path, data=form, headers=self.headers)
        if answer.status_code not in (200, 303):
            raise WrongAnswer(f"{path} got {answer.status}")
        return Answer(answer.location or "", answer.data)

    def note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.lstrip().upper().startswith(BESIDE):
            self.statements.append(statement)


def _signed_in(client: FlaskClient) -> FlaskClient:
    client.get("/sign-in")
    with client.session_transaction() as session:
        token = session["csrf"]
    client.post("/sign-in", data={"csrf_token": token, "email": EMAIL, "password": PASSWORD})
    return client
