"""Every address of the program, filled with something that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.support.houses import OWNER, House
from webapp.domain.base import Base
from webapp.domain.comments import ABOUT, Comment
from webapp.domain.contacts.addresses import AddressRange
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.document import SalesQuote
from webapp.domain.documents.line import DocumentLine
from webapp.domain.documents.version import DocumentVersion
from webapp.domain.importing.records import ImportFile
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.outbox.mail import MailFile
from webapp.domain.users.rights import Role
from webapp.pages import Page
from webapp.security import Access

PLAIN = {
    "change_set_id": "1",
    "picture_id": "1",
    "view_id": "1",
    "job_id": "1",
    "place": "0",
    "number": "1",
    "word": "units",
    "kind": "customer",
    "table": "contact",
    "field": "post_code",
    "relation_code": "LAW",
    "way": "new",
    "ending": "csv",
    "token": "0" * 32,
    "filename": "app.css",
    "once": "word",
}
CLASS = {"word": "mailing_group"}
PAPER = {"kind": "sales_quote", "source": "contact"}
SAFE = ("GET", "POST")


@dataclass(frozen=True)
class Route:
    endpoint: str
    rule: str
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
            yield Route(rule.endpoint, rule.rule, method, url, app.view_functions[rule.endpoint].access)  # type: ignore[attr-defined]


def _arguments(app: Flask, session: Session, rule: Rule) -> dict[str, str]:
    page = _page_of(app, rule)
    known = PLAIN | (_address(session, page) if page else {})
    if "/classes/" in rule.rule:
        known |= CLASS
    if "source" in rule.arguments or ("key" in rule.arguments and "key" not in known):
        known |= PAPER | {"key": session.scalars(select(Contact.no).order_by(Contact.id)).first() or ""}
    if rule.endpoint == "interactions.of_document":
        known |= PAPER | {"key": session.scalars(select(SalesQuote.no).order_by(SalesQuote.id)).first() or ""}
    if rule.endpoint == "interactions.file":
        known["key"] = str(session.scalar(select(Interaction.id).where(Interaction.file_id.is_not(None)).limit(1)))
    if "line_id" in rule.arguments:
        known["line_id"] = str(_part_of(session, page, DocumentLine.id, DocumentLine.document_id))
    if "version_id" in rule.arguments:
        known["version_id"] = str(_version(session, page))
    if "dispatch_id" in rule.arguments:
        known["dispatch_id"] = str(_dispatch(session, page))
    if "mail_file_id" in rule.arguments:
        known["mail_file_id"] = str(_part_of(session, page, MailFile.id, MailFile.mail_id))
    if "row" in rule.arguments:
        known["row"] = str(session.scalars(_rows(session, page, rule)).one())
    if "file_id" in rule.arguments:
        known["file_id"] = str(session.scalars(_file(page)).one())
    return {name: known[name] for name in rule.arguments} | _question(session, page, rule)


def _question(session: Session, page: Page | None, rule: Rule) -> dict[str, str]:
    """What an address of its own would not name."""
    if page is not None and rule.rule.endswith("/why"):
        return {"field": page.fields[0]}
    if page is not None and rule.rule.endswith("/printed/<once>.pdf"):
        return {"key": _first(session, page).no}
    if rule.endpoint == "contacts.compare_duplicates":
        return dict(zip(("key", "no"), session.scalars(select(Contact.no).order_by(Contact.id).limit(2)), strict=True))
    return {}


def _page_of(app: Flask, rule: Rule) -> Page | None:
    """The page whose addresses begin as this one does."""
    mine = [page for page in app.extensions["pages"].values() if rule.rule.startswith(_beginnings(app, page))]
    return max(mine, key=lambda page: len(_base(app, page)), default=None)


def _beginnings(app: Flask, page: Page) -> tuple[str, ...]:
    return (f"{_base(app, page)}/", f"{_base(app, page)}.")


def _base(app: Flask, page: Page) -> str:
    [card] = app.url_map.iter_rules(f"{page.home}.{page.endpoint('card')}")
    return card.rule.removesuffix("/<key:key>")


def _address(session: Session, page: Page) -> dict[str, str]:
    return page.address(_first(session, page))


def _first(session: Session, page: Page) -> Any:
    model: Any = page.model
    record = session.scalars(select(model).order_by(model.id)).first()
    assert record is not None, f"there is no {model.type_name} to open"
    return record


def _rows(session: Session, page: Page | None, rule: Rule) -> Any:
    """The row that belongs to the record of the address."""
    assert page is not None
    about = _first(session, page)
    if "/ranges/" in rule.rule:
        return select(AddressRange.id).where(AddressRange.contact_id == about.id)
    mine = next(getattr(Comment, column) for model, column in ABOUT.items() if isinstance(about, model))
    return select(Comment.id).where(mine == about.id)


def _part_of(session: Session, page: Page | None, wanted: Any, owner: Any) -> int:
    assert page is not None
    return session.scalars(select(wanted).where(owner == _first(session, page).id).order_by(wanted)).first() or 0


def _version(session: Session, page: Page | None) -> int:
    assert page is not None
    document = _first(session, page)
    query = select(DocumentVersion.id).where(DocumentVersion.kind == document.kind, DocumentVersion.no == document.no)
    return session.scalars(query).first() or 0


def _dispatch(session: Session, page: Page | None) -> int:
    assert page is not None
    document = _first(session, page)
    query = select(Dispatch.id).where(Dispatch.kind == document.kind, Dispatch.document_no == document.no)
    return session.scalars(query).first() or 0


def _file(page: Page | None) -> Any:
    assert page is not None
    return select(ImportFile.id).where(ImportFile.subject == page.model.type_name)


def contents(house: House) -> dict[str, int]:
    """How many rows each table has, and how far the memory goes."""
    tables = sorted(Base.metadata.tables.items())
    counts = [select(func.count()).select_from(table).scalar_subquery() for _name, table in tables]
    last = select(func.max(Base.metadata.tables["change"].c.id)).scalar_subquery()
    with house.looking() as session:
        row = session.execute(select(last, *counts)).one()
    return dict(zip(("last change", *(name for name, _table in tables)), (value or 0 for value in row), strict=True))
