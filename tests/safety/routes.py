"""Every address of the program, filled with something that is there."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.support.houses import OWNER, House
from webapp.domain.base import Base
from webapp.domain.users.rights import Role
from webapp.pages import Page
from webapp.security import Access

PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I", 13)
    + b"IHDR"
    + struct.pack(">II", 2, 2)
    + b"\x08\x02\x00\x00\x00"
    + b"\x00" * 12
)
PLAIN = {
    "change_set_id": "1",
    "picture_id": "1",
    "view_id": "1",
    "row": "1",
    "word": "units",
    "ending": "csv",
    "token": "0" * 32,
    "filename": "app.css",
    "key": "CONT",
}
SAFE = ("GET", "POST")


@dataclass(frozen=True)
class Route:
    endpoint: str
    method: str
    url: str
    access: Access

    def __str__(self) -> str:
        return f"{self.method} {self.url}"


def address_of(role: Role) -> str:
    return OWNER if role is Role.OWNER else f"{role.value}@fjordlys.example"


def routes(house: House) -> list[Route]:
    with house.looking() as session:
        return sorted(_routes(house.app, session), key=str)


def _routes(app: Flask, session: Session) -> Iterator[Route]:
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        url = adapter.build(rule.endpoint, _arguments(app, session, rule))
        for method in sorted((rule.methods or set()) & set(SAFE)):
            yield Route(rule.endpoint, method, url, app.view_functions[rule.endpoint].access)  # type: ignore[attr-defined]


def _arguments(app: Flask, session: Session, rule: Rule) -> dict[str, str]:
    page = _page_of(app, rule.endpoint)
    known = PLAIN | (_address(session, page) if page else {})
    return {name: known[name] for name in rule.arguments}


def _page_of(app: Flask, endpoint: str) -> Page | None:
    if endpoint in ("setup.user_password", "setup.set_user_password", "setup.user_sign_out"):
        return app.extensions["pages"]["user"]  # type: ignore[no-any-return]
    mine = [
        page for page in app.extensions["pages"].values() if endpoint.startswith(f"{page.home}.{page.endpoint('')}")
    ]
    return max(mine, key=lambda page: len(page.word), default=None)


def _address(session: Session, page: Page) -> dict[str, str]:
    model: Any = page.model
    record = session.scalars(select(model).order_by(model.id)).first()
    assert record is not None, f"there is no {model.__tablename__} to open"
    return {"field": page.fields[0], **page.address(record)}


def contents(house: House) -> dict[str, int]:
    """How many rows each table has, and how far the memory goes."""
    tables = sorted(Base.metadata.tables.items())
    counts = [select(func.count()).select_from(table).scalar_subquery() for _name, table in tables]
    last = select(func.max(Base.metadata.tables["change"].c.id)).scalar_subquery()
    with house.looking() as session:
        row = session.execute(select(last, *counts)).one()
    return dict(zip(("last change", *(name for name, _table in tables)), (value or 0 for value in row), strict=True))
