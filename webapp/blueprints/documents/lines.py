"""The lines of a document, each saved as it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import Response as FlaskResponse
from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import fresh
from ...domain.changes import base_of, last_change_id, last_change_ids
from ...domain.columns import Field
from ...domain.documents.document import Document
from ...domain.documents.line import DocumentLine
from ...domain.documents.lines import add_line, add_lines, change_line, delete_lines
from ...domain.documents.totals import precision_of, totals_of
from ...domain.errors import N_, Refused, say
from ...domain.users.rights import Right
from ...pages import Page, done, kinds, receipt, render
from ...pages.cards import card_view, fields_of, values_of
from ...pages.conflicts import Conflict, settled
from ...pages.forms import Form
from ...pages.lookups import resolve
from ...pages.rendering import see_link, wants_fragment
from ...security import current_user, needs
from . import bp
from .acting import document_at
from .pages import DOCUMENTS
from .pasting import pasted_lines
from .rows import NEW, Typed, columns_of, edited, line_field
from .table import Table

LONGEST_ID = 10
ADDED, CHANGED, DELETED = (
    N_("Added a line: %(document)s"),
    N_("Changed a line: %(document)s"),
    N_("Deleted a line: %(document)s"),
)
PASTED = N_("Pasted lines: %(document)s (%(count)s)")


def add(page: Page, key: str) -> Response:
    """A line at the end, or before the one that is named."""
    return _do(page, key, ADDED, NEW, _add)


def change(page: Page, key: str, line_id: int) -> Response:
    return _do(page, key, CHANGED, str(line_id), lambda session, document: [_change(session, document, line_id)])


def delete(page: Page, key: str, line_id: int) -> Response:
    return _do(page, key, DELETED, str(line_id), lambda session, document: _delete(session, document, line_id))


def paste(page: Page, key: str) -> Response:
    """Rows of a spreadsheet, as lines at the end."""
    return _do(page, key, PASTED, NEW, _paste)


def _do(
    page: Page, key: str, what: str, id_: str, act: Callable[[Session, Document], Sequence[DocumentLine]]
) -> Response:
    typed = Typed(id_, request.form.to_dict())
    try:
        with transaction(say(what, document="", count=0), current_user().author) as session:
            document = document_at(page, key, session, lock=True)
            name_action(session, say(what, document=document.label, count=0))
            lines = act(session, document)
    except Unreadable as unreadable:
        typed.errors = unreadable.errors
        return _refused(page, key, typed, 422)
    except Refused as refused:
        typed.problem, typed.link = i18n.tell(refused.message), see_link(refused.see)
        if refused.field:
            typed.errors[refused.field] = typed.problem
        return _refused(page, key, typed, 422)
    except Conflict as conflict:
        typed.problem = _told(conflict)
        return _refused(page, key, typed, 409)
    if wants_fragment() and what != PASTED:
        return _changed(document, lines, id_)
    receipt(say(what, document=document.label, count=len(lines)))
    return done(page.card_url(document) + (f"#line-{lines[0].id}" if lines else ""))


class Unreadable(Exception):
    """Something typed into a line cannot be read."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors


def _add(session: Session, document: Document) -> list[DocumentLine]:
    blank = fresh(DocumentLine, document_id=document.id)
    values = _read(session, document, blank, request.form)
    before = request.form.get("before", "")
    following = _line(session, document, int(before)) if _is_id(before) else None
    return [add_line(session, document, values, following)]


def _change(session: Session, document: Document, line_id: int) -> DocumentLine:
    line = _line(session, document, line_id)
    last, seen = last_change_id(session, line), request.form.get("seen", "")
    then = base_of(session, line, int(seen)) if _is_id(seen) and int(seen) < last else {}
    names = columns_of(document)
    now = {name: getattr(line, name) for name in names}
    base = {name: then.get(name, value) for name, value in now.items()}
    mine = {name: value for name, value in _read(session, document, line, request.form).items() if value != base[name]}
    changes = settled(mine, now, base, compared=False)
    if changes:
        change_line(session, document, line, changes)
    return line


def _delete(session: Session, document: Document, line_id: int) -> list[DocumentLine]:
    delete_lines(session, document, [_line(session, document, line_id)])
    return []


def _paste(session: Session, document: Document) -> list[DocumentLine]:
    rows = pasted_lines(session, document, request.form.get("rows", ""))
    name_action(session, say(PASTED, document=document.label, count=len(rows)))
    return add_lines(session, document, rows)


def _is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < LONGEST_ID


def _line(session: Session, document: Document, line_id: int) -> DocumentLine:
    query = select(DocumentLine).where(DocumentLine.id == line_id, DocumentLine.document_id == document.id)
    line = session.scalar(query)
    if line is None:
        raise NotFound
    return line


def _read(session: Session, document: Document, line: DocumentLine, form: Mapping[str, str]) -> dict[str, Any]:
    """What was typed; a field left as it was shown is not read again, as what is shown may be less than what is kept."""
    read: dict[str, Any] = {}
    errors: dict[str, str] = {}
    type_ = _type(form.get("type", line.type))
    for name in columns_of(document):
        typed = form.get(name)
        if typed is None or typed == ("" if line.id is None else edited(name, getattr(line, name), line.type)):
            continue
        try:
            read[name] = read_cell(session, name, typed, type_)
        except Refused as refused:
            errors[name] = i18n.tell(refused.message)
    if errors:
        raise Unreadable(errors)
    return read


def _type(typed: str) -> str:
    try:
        return str(kinds.read(typed, line_field("type")))
    except Refused as refused:
        raise Unreadable({"type": i18n.tell(refused.message)}) from refused


def read_cell(session: Session, name: str, typed: str, type_: str) -> Any:
    declared = line_field(name)
    value = kinds.read(typed, declared)
    if name == "product_no":
        return (
            resolve(session, Field(declared.caption, "reference", refers_to=type_), value) if type_ and value else None
        )
    return resolve(session, declared, value) if declared.kind == "reference" else value


def _told(conflict: Conflict) -> str:
    """What somebody else made of the same fields."""
    parts = [
        i18n.gettext(
            "%(caption)s is %(value)s now",
            caption=i18n.gettext(line_field(name).caption),
            value=edited(name, now, "item"),
        )
        for name, (_then, now, _mine) in conflict.fields.items()
    ]
    return i18n.gettext(
        "Somebody else changed this line meanwhile: %(what)s. Look at it, then write it again.", what=", ".join(parts)
    )


def _changed(
    document: Document, lines: Sequence[DocumentLine], id_: str, typed: Typed | None = None, status: int = 200
) -> FlaskResponse:
    """What htmx puts in its place: the line, or a place for the next one, and the totals."""
    session = reading()
    precision = precision_of(session, document)
    seen = last_change_ids(session, DocumentLine, [line.id for line in lines])
    table = Table(document, lines, seen, totals_of(session, document, precision), precision, typed)
    return render("documents/lines.html", "changed", status, table=table, is_new=id_ == NEW, gone=id_)


def _refused(page: Page, key: str, typed: Typed, status: int) -> Response:
    """What was typed, where it was typed."""
    session = reading()
    document = document_at(page, key)
    if wants_fragment():
        lines = [] if typed.id == NEW else [_line(session, document, int(typed.id))]
        return _changed(document, lines, typed.id, typed, status)
    names = page.fields_of(document)
    card = card_view(session, page, document, Form(fields_of(page, names, document), values_of(document, names)))
    card.around.table.typed = typed
    return render("page/card.html", "card", status, card=card)


for page in DOCUMENTS:
    base = f"/{page.word}/<key:key>/lines"
    for url, action, view in (
        (base, "add_line", add),
        (f"{base}/<int:line_id>", "change_line", change),
        (f"{base}/<int:line_id>/delete", "delete_line", delete),
        (f"{base}/paste", "paste_lines", paste),
    ):
        bp.add_url_rule(
            url, page.endpoint(action), needs(page.area, Right.WRITE)(partial(view, page)), methods=["POST"]
        )
