"""What both floor apps share: three addresses over a store, and plain templates."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Protocol

from flask import Flask, redirect, render_template, request
from sqlalchemy.engine import make_url
from werkzeug.wrappers import Response

from .subjects import SUBJECTS, Subject

DATABASE = "BENCH_DATABASE"


class Store(Protocol):
    def rows(self, subject: Subject) -> Sequence[Sequence[Any]]: ...
    def found(self, subject: Subject, word: str) -> Sequence[Sequence[Any]]: ...
    def record(self, subject: Subject, key: str) -> Sequence[Any]: ...
    def save(self, subject: Subject, key: str, values: dict[str, str]) -> None: ...


def database_url() -> str:
    return os.environ[DATABASE]


def backend(url: str) -> str:
    return make_url(url).get_backend_name()


def make_app(name: str, store: Store) -> Flask:
    """`fill` in the address says how many bytes a page lacks to weigh as much as the one it is compared with."""
    app = Flask(name)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.get("/<word>")
    def show_list(word: str) -> str:
        subject, q = SUBJECTS[word], request.args.get("q")
        rows = store.found(subject, q) if q else store.rows(subject)
        return render_template("list.html", word=word, subject=subject, rows=rows, fill=_fill())

    @app.get("/<word>/<key>")
    def show_card(word: str, key: str) -> str:
        subject = SUBJECTS[word]
        fields = zip(subject.fields, store.record(subject, key), strict=True)
        return render_template("card.html", key=key, fields=fields, fill=_fill())

    @app.post("/<word>/<key>")
    def save(word: str, key: str) -> Response:
        subject = SUBJECTS[word]
        store.save(subject, key, {name: request.form[name] for name in subject.fields})
        return redirect(request.path, 303)

    return app


def _fill() -> int:
    return request.args.get("fill", 0, int)
