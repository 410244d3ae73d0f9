"""Documents are printed: one from its card, with its usual ticks or with others, or several from the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from types import SimpleNamespace

from flask import request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...delivery.merging import merged
from ...delivery.printing import Left, print_document, word_for
from ...domain.documents.document import Document
from ...domain.errors import N_, Refused, say
from ...domain.files import content_of
from ...domain.interactions.dispatch import Dispatch
from ...domain.interactions.interaction import Interaction
from ...domain.users.rights import Right
from ...pages import Page, done, receipt, render
from ...pages.finding import ticked_keys
from ...pages.rendering import see_link
from ...pages.today import right_now
from ...security import current_user, needs
from . import bp
from .acting import document_at
from .leaving import answer_pdf, log_now_button, open_link, tell, ticked, ticks, ticks_of_all, told, word_once
from .pages import DOCUMENTS

PRINTED = N_("Printed: %(document)s")
MOST_AT_ONCE = 50


def print_now(page: Page, key: str) -> Response:
    """Answers with the file, in a tab of its own; the card tells of it when it is shown the next time."""
    document = document_at(page, key)
    try:
        left = _printed(page, key, word_once())
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(page.card_url(document))
    tell(reading(), document, left)
    return answer_pdf(left.data, left.row.file_name)


def _printed(page: Page, key: str, once: str) -> Left:
    what = say(PRINTED, document=document_at(page, key).label)
    with transaction(what, current_user().author) as session:
        document = document_at(page, key, session)
        return print_document(session, document, ticked(session, document, request.form), once, right_now())


def ask_print(page: Page, key: str) -> Response:
    """What is ticked, and on whom it will be logged."""
    document = document_at(page, key)
    kind = i18n.gettext("%(kind)s %(no)s", kind=i18n.gettext(document.one), no=document.no)
    view = SimpleNamespace(
        title=i18n.gettext("Print %(document)s", document=kind),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
            SimpleNamespace(caption=document.label, url=page.card_url(document)),
        ],
        ticks=ticks(reading(), document),
        url=page.card_url(document, "print_now"),
        preview_url=page.card_url(document, "preview"),
        back_url=page.card_url(document),
    )
    return render("documents/print.html", view=view)


# --- several


def print_ticked(page: Page) -> Response:
    """One after the other, each with its usual ticks; what fails is named, and the others go on."""
    keys = ticked_keys()[:MOST_AT_ONCE]
    if not keys:
        receipt(say(N_("No rows were ticked. Tick some, then try again.")), tone="note", undo=False)
        return done(page.url())
    if "once" not in request.form:
        return _ask_ticked(page, keys)
    once = word_once()
    rows = [_one_of_several(page, document.no, once) for document in _documents(reading(), page, keys)]
    files = [row.key for row in rows if row.url]
    name_of_all = i18n.gettext(page.model.many)
    view = SimpleNamespace(
        title=i18n.gettext("Printed: %(documents)s", documents=name_of_all),
        breadcrumb=[SimpleNamespace(caption=name_of_all, url=page.url())],
        rows=rows,
        all_url=url_for(f".{page.endpoint('printed')}", once=once, key=files) if len(files) > 1 else None,
        back_url=page.url(),
    )
    return render("documents/printed.html", view=view)


def _ask_ticked(page: Page, keys: Sequence[str]) -> Response:
    documents = _documents(reading(), page, keys)
    each = [ticks(reading(), document) for document in documents]
    view = SimpleNamespace(
        title=i18n.gettext("Print: %(documents)s", documents=i18n.gettext(page.model.many)),
        breadcrumb=[SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url())],
        rows=[
            SimpleNamespace(label=document.label, url=page.card_url(document), ticks=own)
            for document, own in zip(documents, each, strict=True)
        ],
        ticks=ticks_of_all(each),
        hidden=[("key", document.no) for document in documents],
        url=page.url("print_ticked"),
        back_url=page.url(),
    )
    return render("documents/print_ticked.html", view=view)


def _documents(session: Session, page: Page, keys: Sequence[str]) -> Sequence[Document]:
    numbers = [key for key in keys if "\0" not in key]
    query = select(Document).where(Document.kind == page.model.type_name, Document.no.in_(numbers))
    return session.scalars(query.order_by(Document.no)).all()


def _one_of_several(page: Page, key: str, once: str) -> SimpleNamespace:
    document = document_at(page, key)
    row = SimpleNamespace(
        key=key, label=document.label, card_url=page.card_url(document), url=None, link=None, button=None
    )
    try:
        left = _printed(page, key, once)
    except Refused as refused:
        row.text, row.link = i18n.tell(refused.message), see_link(refused.see)
        return row
    entry = reading().get(Interaction, left.row.interaction_id) if left.row.interaction_id else None
    row.text = i18n.tell(told(document, left, entry))
    row.link = open_link(entry) if entry else see_link(left.problem.see if left.problem else None)
    row.button = None if entry else log_now_button(document, left.row)
    row.url = page.card_url(document, "dispatch_file", dispatch_id=left.row.id)
    return row


def show_printed(page: Page, once: str) -> Response:
    """All that one form has printed, in one file."""
    session = reading()
    if "\0" in once:
        raise NotFound
    words = [word_for(once, each.id) for each in _documents(session, page, request.args.getlist("key")[:MOST_AT_ONCE])]
    query = select(Dispatch).where(Dispatch.once.in_(words), Dispatch.kind == page.model.type_name)
    rows = session.scalars(query.order_by(Dispatch.id)).all()
    if not rows:
        raise NotFound
    return answer_pdf(merged([content_of(session, row.file) for row in rows]), f"{i18n.gettext(page.model.many)}.pdf")


for page in DOCUMENTS:
    base = f"/{page.word}/<key:key>"
    for url, action, view, method in (
        (f"{base}/print", "print", ask_print, "GET"),
        (f"{base}/print", "print_now", print_now, "POST"),
        (f"/{page.word}/print", "print_ticked", print_ticked, "POST"),
        (f"/{page.word}/printed/<once>.pdf", "printed", show_printed, "GET"),
    ):
        allowed = needs(page.area, Right.WRITE)(partial(view, page))
        bp.add_url_rule(url, page.endpoint(action), allowed, methods=[method])
