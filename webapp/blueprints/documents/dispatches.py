"""What left of a document: when, by whom, as which bytes, and what has changed since."""

from __future__ import annotations

import json
from functools import partial
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...delivery.printing import called, why_not_logged
from ...domain.base import field_of
from ...domain.documents.archive import content_of as content_now
from ...domain.documents.document import Document
from ...domain.errors import N_, Refused, say
from ...domain.files import content_of
from ...domain.interactions.dispatch import Dispatch
from ...domain.interactions.dispatching import log_now
from ...domain.interactions.interaction import Interaction
from ...domain.users.rights import Right
from ...pages import Page, done, receipt, render
from ...pages.crumbs import way_beyond
from ...pages.memory import moment_text
from ...pages.rendering import see_link
from ...pages.today import right_now
from ...security import current_user, needs
from . import bp
from .differences import Differences, compared
from .leaving import answer_pdf, log_now_button, open_link, reason_view
from .pages import DOCUMENTS

LOGGED = N_("Logged: %(document)s")


def document_or_none(session: Session, page: Page, key: str) -> Document | None:
    """What left is shown even when the document is gone."""
    return session.scalar(select(Document).where(Document.kind == page.model.type_name, Document.no == key.upper()))


def show_dispatches(page: Page, key: str) -> Response:
    session = reading()
    document = document_or_none(session, page, key)
    query = select(Dispatch).where(Dispatch.kind == page.model.type_name, Dispatch.document_no == key.upper())
    rows = session.scalars(query.order_by(Dispatch.id.desc())).all()
    if document is None and not rows:
        raise NotFound
    view = SimpleNamespace(
        title=i18n.gettext("What left of %(document)s", document=_called(page, key)),
        breadcrumb=way_beyond(page, document),
        rows=[_row(session, page, document, row) for row in rows],
    )
    return render("documents/dispatches.html", view=view)


def _row(session: Session, page: Page, document: Document | None, row: Dispatch) -> SimpleNamespace:
    entry = session.get(Interaction, row.interaction_id) if row.interaction_id else None
    return SimpleNamespace(
        at=moment_text(row.at),
        who=row.user_name,
        way=i18n.gettext(dict(field_of(Dispatch, "way").choices)[row.way]),
        version=row.version_no or "",
        url=page.url("dispatch", key=row.document_no, dispatch_id=row.id),
        file_url=page.url("dispatch_file", key=row.document_no, dispatch_id=row.id),
        entry=entry and SimpleNamespace(
            text=i18n.gettext("%(entry)s on %(contact)s", entry=entry.id, contact=entry.contact_name), link=open_link(entry),
            cancelled=entry.cancelled,
        ),
        reason=reason_view(why_not_logged(session, document, row)),
        button=log_now_button(document, row) if document is not None and entry is None else None,
    )  # fmt: skip


def show_dispatch(page: Page, key: str, dispatch_id: int) -> Response:
    """The head of what left, its file, and what is different by now."""
    session = reading()
    row = _dispatch_at(session, page, key, dispatch_id)
    document = document_or_none(session, page, key)
    is_same = document is not None and document.occurrence == row.occurrence
    view = SimpleNamespace(
        title=row.label,
        breadcrumb=[
            *way_beyond(page, document),
            SimpleNamespace(
                caption=i18n.gettext("What left of %(document)s", document=_called(page, key)),
                url=page.url("dispatches", key=key),
            ),
        ],
        row=_row(session, page, document if is_same else None, row),
        digest=row.file.digest,
        size=row.file.size,
        differences=_differences(session, row, document) if document is not None and is_same else None,
    )
    return render("documents/dispatch.html", view=view)


def _differences(session: Session, row: Dispatch, document: Document) -> Differences:
    then: dict[str, Any] = json.loads(row.content)
    return compared(then, content_now(session, document), document)


def show_file(page: Page, key: str, dispatch_id: int) -> Response:
    """The bytes as they left."""
    row = _dispatch_at(reading(), page, key, dispatch_id)
    return answer_pdf(content_of(reading(), row.file), row.file_name)


def log_it_now(page: Page, key: str, dispatch_id: int) -> Response:
    """What was missing is there now."""
    back = page.url("dispatches", key=key)
    try:
        with transaction(say(LOGGED, document=_called(page, key)), current_user().author) as session:
            row = _dispatch_at(session, page, key, dispatch_id)
            document = document_or_none(session, page, key)
            name = called(session, document) if document is not None else ""
            entry = log_now(session, row, right_now(), name)
            name_action(session, say(LOGGED, document=row.label))
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(back)
    what = say(
        N_("Logged %(document)s as %(entry)s on %(contact)s."),
        document=_called(page, key),
        entry=entry.id,
        contact=entry.contact_name,
    )
    receipt(what, link=open_link(entry), undo=False)
    return done(back)


def _dispatch_at(session: Session, page: Page, key: str, dispatch_id: int) -> Dispatch:
    row = session.get(Dispatch, dispatch_id)
    if row is None or (row.kind, row.document_no) != (page.model.type_name, key.upper()):
        raise NotFound
    return row


def _called(page: Page, key: str) -> str:
    return f"{i18n.gettext(page.model.one)} {key.upper()}"


for page in DOCUMENTS:
    base = f"/{page.word}/<key:key>/dispatches"
    for url, action, view, right, method in (
        (base, "dispatches", show_dispatches, Right.READ, "GET"),
        (f"{base}/<int:dispatch_id>", "dispatch", show_dispatch, Right.READ, "GET"),
        (f"{base}/<int:dispatch_id>.pdf", "dispatch_file", show_file, Right.READ, "GET"),
        (f"{base}/<int:dispatch_id>/log", "log_now", log_it_now, Right.WRITE, "POST"),
    ):
        bp.add_url_rule(url, page.endpoint(action), needs(page.area, right)(partial(view, page)), methods=[method])
