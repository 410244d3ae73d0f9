"""Documents are sent as mails: to whom, with which words, and what will be logged."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

from flask import request
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...delivery.letters import letter_for
from ...delivery.printing import file_name_of
from ...delivery.sending import Posted, send_document
from ...domain.base import field_of
from ...domain.documents.document import Document
from ...domain.errors import N_, Refused, say
from ...domain.outbox.mail import Mail
from ...domain.outbox.recipients import check_may_write, recipients_of
from ...domain.outbox.writing import Letter, bring_files
from ...domain.users.rights import Right
from ...pages import Page, done, receipt, render
from ...pages.composing import composer, files_brought, first_of
from ...pages.forms import Form, Invalid
from ...pages.rendering import see_link, url_of
from ...pages.today import right_now, today
from ...security import current_user, needs, takes_files
from . import bp
from .acting import document_at
from .leaving import tell, ticked, ticks, word_once
from .pages import DOCUMENTS

SENT = N_("Sent: %(document)s")
FIELDS = {name: field_of(Mail, name) for name in ("recipients", "copies", "subject", "body")}


def ask_send(page: Page, key: str) -> Response:
    """Nothing is sent before somebody has seen what and to whom."""
    session, document = reading(), document_at(page, key)
    try:
        check_may_write(session, document)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(page.card_url(document))
    begun = letter_for(session, document, current_user().name)
    first = first_of(recipients_of(session, document, today()))
    return _compose(page, document, Form(FIELDS, {"recipients": first, "subject": begun.subject, "body": begun.body}))


def _compose(page: Page, document: Document, form: Form, status: int = 200) -> Response:
    session, here = reading(), page.card_url(document, "send")
    called = f"{i18n.gettext(document.one)} {document.no}"
    view = composer(
        form,
        recipients_of(session, document, today()),
        here,
        title=i18n.gettext("Send %(document)s", document=called),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
            SimpleNamespace(caption=document.label, url=page.card_url(document)),
        ],
        url=here,
        attached=[SimpleNamespace(name=file_name_of(session, document), url=page.card_url(document, "preview_pdf"))],
        ticks=ticks(session, document, ticked(session, document, request.form) if form.posted is not None else None),
        back_url=page.card_url(document),
    )
    return render("outbox/compose.html", status=status, mail=view)


def send_now(page: Page, key: str) -> Response:
    document = document_at(page, key)
    form = Form(FIELDS, {}, request.form, reading())
    try:
        values = form.read()
        with transaction(say(SENT, document=document.label), current_user().author) as session:
            document = document_at(page, key, session)
            letter = Letter(
                **values, reply_to=current_user().email, files=bring_files(session, files_brought(), "files")
            )
            wanted = ticked(session, document, request.form)
            posted = send_document(session, document, letter, wanted, word_once(), right_now())
    except Invalid:
        return _compose(page, document, form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _compose(page, document_at(page, key), form, 422)
    _tell(document, posted)
    return done(page.card_url(document))


def _tell(document: Document, posted: Posted) -> None:
    """To whom it goes, how it is logged, and how far the outbox is with it."""
    url = url_of(posted.mail)
    also = SimpleNamespace(url=url, text=i18n.gettext("Look into the outbox")) if url else None
    tell(reading(), document, posted.left, posted.mail, also)


for page in DOCUMENTS:
    base = f"/{page.word}/<key:key>/send"
    for action, view, method in (("send", ask_send, "GET"), ("send_now", send_now, "POST")):
        allowed = takes_files(needs(page.area, Right.WRITE)(partial(view, page)))
        bp.add_url_rule(base, page.endpoint(action), allowed, methods=[method])
