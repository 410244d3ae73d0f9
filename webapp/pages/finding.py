"""The record of an address."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import request
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from ..domain.base import Base, field_of
from ..domain.changes import formerly
from ..domain.setup.single import the
from .declarations import Page
from .rendering import url_of


class Moved(Exception):
    """The record goes by another key now: the address is redirected."""

    def __init__(self, url: str) -> None:
        self.url = url


def find(session: Session, page: Page, key: str = "", parent: str = "", lock: bool = False) -> Base:
    """The record of an address; a key it had before leads to it as well, or one of a record that was merged into it.
    What is sent there is not lost. Locked, it is read as the last writer left it, and the next one waits."""
    if page.is_single:
        return the(session, page.model)  # type: ignore[type-var]
    wanted = _key(page, key)
    record = session.scalar(_query(page.model, lock), {"key": wanted}) if wanted is not None else None
    if record is None:
        record = formerly(session, page.model, key)
        if record is None:
            raise NotFound
        if request.method == "GET":
            raise Moved(page.card_url(record) if isinstance(record, page.model) else _url_of(record))
        if not isinstance(record, page.model):
            raise NotFound
    if page.parent and page.parent_key(record).upper() != parent.upper():
        raise NotFound
    return record


@cache
def _query(model: type[Base], lock: bool) -> Any:
    column: Any = getattr(model, model.key_field)
    query = select(model).where(column == bindparam("key"))
    return query.with_for_update() if lock else query


def held(session: Session, page: Page, *keys: str, parent: str = "") -> list[Any]:
    """Records that are about to be changed, with all that is to be held before them."""
    page.hold(session, *keys)
    found = {key: find(session, page, key, parent, lock=True) for key in sorted(keys)}
    return [found[key] for key in keys]


def ticked_keys() -> list[str]:
    """Of the rows that were ticked, each once. None has a NUL, and PostgreSQL would not even look for it."""
    return [key for key in dict.fromkeys(request.form.getlist("key")) if "\0" not in key]


def _url_of(record: Base) -> str:
    """What was one kind of record once may be another one now."""
    url = url_of(record)
    if url is None:
        raise NotFound
    return url


def _key(page: Page, key: str) -> Any:
    if page.model.key_field == "id":
        return int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None
    if "\0" in key:
        return None
    return key.upper() if field_of(page.model, page.model.key_field).kind == "code" else key.casefold()
