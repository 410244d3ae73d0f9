"""One verb on one document: done, refused, or asked about first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, cast

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import Record
from ...domain.documents.document import Document
from ...domain.errors import Message, Question, Refused
from ...pages import Page, done, receipt, render
from ...pages.finding import find
from ...pages.rendering import see_link
from ...pages.submitting import confirmed
from ...security import current_user

Verb = Callable[[Session, Any], Any]


def document_at(page: Page, key: str, session: Session | None = None, lock: bool = False) -> Document:
    return cast(Document, find(session or reading(), page, key, lock=lock))


def act(
    page: Page, key: str, what: Callable[[Any, Any], Message], verb: Verb, onwards: Callable[[Any, Any], str]
) -> Response:
    """Does the verb in a transaction of its own; `what` names the action once its result is known, `onwards` says where
    the way goes on."""
    try:
        with transaction(what(document_at(page, key), None), current_user().author, confirmed()) as session:
            document = document_at(page, key, session)
            result = verb(session, document)
            told = what(document, result)
            name_action(session, told)
            where = onwards(document, result)
    except Question as question:
        return ask(question, request.path, back_of(page, key))
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(back_of(page, key))
    receipt(told, about=result if isinstance(result, Record) else document)
    return done(where)


def back_of(page: Page, key: str) -> str:
    return page.card_url(document_at(page, key))


def ask(question: Question, url: str, back: str, hidden: Sequence[tuple[str, str]] = ()) -> Response:
    """The same form once more, with what is confirmed so far."""
    words = [*confirmed(), question.word]
    confirm = SimpleNamespace(
        title=i18n.gettext("One question first"),
        text=[i18n.tell(question.message)],
        places=[],
        url=url,
        button=i18n.gettext("Continue"),
        danger=False,
        hidden=[*hidden, *(("confirmed", word) for word in words)],
        cancel_url=back,
        blocked=False,
        choices=None,
        comparison=None,
    )
    return render("page/confirm.html", status=422, confirm=confirm)
