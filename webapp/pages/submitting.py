"""What happens when a card is made or saved: read the form, call the verb, answer."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from .. import i18n
from ..db import name_action, reading, transaction
from ..domain.base import Base, Record
from ..domain.changes import base_of, last_change_id
from ..domain.errors import N_, Changed, Message, Refused, say
from ..domain.pictures import keep_picture
from ..security import current_user
from . import kinds
from .cards import card_view, fields_of, values_of
from .conflicts import Conflict, comparison_of, settled
from .declarations import Page
from .finding import find, held
from .forms import Form, Invalid
from .query import led_here
from .receipts import receipt
from .rendering import done, render

CHANGED = N_("Changed: %(table)s %(record)s")
CHANGED_SETUP = N_("Changed: %(record)s")
CREATED = N_("Created: %(table)s %(record)s")


def show(page: Page, **address: str) -> Response:
    session = reading()
    record = find(session, page, **address)
    names = page.fields_of(record)
    form = Form(fields_of(page, names, record), values_of(record, names))
    return render("page/card.html", "card", card=card_view(session, page, record, form))


def show_new(page: Page, parent: str = "") -> Response:
    session = reading()
    owner = find(session, page.parent, key=parent) if page.parent else None
    values = _defaults(page) | _asked_for(page)
    form = Form(fields_of(page, page.new_fields_for(values)), values)
    return render("page/card.html", "card", card=card_view(session, page, None, form, owner))


def create(page: Page, parent: str = "") -> Response:
    values = _defaults(page) | _asked_for(page)
    form = Form(fields_of(page, page.new_fields_for(values)), values, request.form, reading())
    try:
        with transaction(
            say(CREATED, table=say(page.model.one), record=""), current_user().author, confirmed()
        ) as session:
            form.session = session
            values = _read(session, form)
            owner = (find(session, page.parent, key=parent),) if page.parent else ()
            record = page.add(session, *owner, values)
            what = say(CREATED, table=say(page.model.one), record=record.label)
            name_action(session, what)
    except Invalid:
        return _refused_new(page, form, parent)
    except Refused as refused:
        form.refuse(refused)
        return _refused_new(page, form, parent)
    receipt(what, about=record)
    return _onwards(page, record)


def save(page: Page, **address: str) -> Response:
    try:
        return _save(page, **address)
    except Changed:
        return _save(page, **address)


def _save(page: Page, **address: str) -> Response:
    """Write what was typed; where the record moved on meanwhile, both edits are kept or the difference is shown."""
    form = Form({}, {}, request.form)
    try:
        with transaction(say(CHANGED_SETUP, record=""), current_user().author, confirmed()) as session:
            [record] = held(session, page, address.get("key", ""), parent=address.get("parent", ""))
            form.fields = fields_of(page, page.fields_of(record), record, request.form)
            name_action(session, _changed_message(page, record))
            last = last_change_id(session, record) if isinstance(record, Record) else 0
            form.session, form.values = session, _seen_values(session, page, record, last)
            compared = request.form.get("compared") == str(last)
            changes = settled(_changed(session, form), values_of(record, tuple(form.fields)), form.values, compared)
            if changes and page.change:
                page.change(session, record, changes)
            what = _changed_message(page, record)
    except Invalid:
        return _refused(page, form, **address)
    except Refused as refused:
        form.refuse(refused)
        return _refused(page, form, **address)
    except Conflict as conflict:
        return _refused(page, form, conflict, **address)
    if changes:
        receipt(what, about=record)
    else:
        receipt(say(N_("There was nothing to save.")), tone="note", undo=False)
    return _onwards(page, record)


def confirmed() -> list[str]:
    """The questions that this form has answered with yes."""
    return request.form.getlist("confirmed")


def _changed_message(page: Page, record: Base) -> Message:
    if page.is_single:
        return say(CHANGED_SETUP, record=say(page.model.one))
    return say(CHANGED, table=say(page.model.one), record=record.label)


def _defaults(page: Page) -> dict[str, Any]:
    columns = page.model.__mapper__.columns
    return {
        name: columns[name].default.arg if columns[name].default is not None else None
        for name in page.new_fields or page.fields
    }


def _asked_for(page: Page) -> dict[str, Any]:
    """Values that the address of a new card brings along, as far as they can be read."""
    values = {}
    for name, typed in request.args.items():
        if name in (page.new_fields or page.fields):
            with suppress(Refused):
                values[name] = kinds.read(typed, page.field(name))
    return values


def _seen_values(session: Session, page: Page, record: Base, last: int) -> dict[str, Any]:
    """The values as they stood when this form was made; `last` is the newest change of the record."""
    now = values_of(record, page.fields_of(record))
    seen = request.form.get("seen", "")
    if not isinstance(record, Record) or not (seen.isascii() and seen.isdigit() and len(seen) < 15):
        return now
    if int(seen) >= last:
        return now
    then = base_of(session, record, int(seen))
    return {name: then.get(name, value) for name, value in now.items()}


def _memory_mark(session: Session, record: Base) -> str:
    """How far the memory of a record goes, as a form carries it."""
    return str(last_change_id(session, record)) if isinstance(record, Record) else ""


def _read(session: Session, form: Form) -> dict[str, Any]:
    return form.read() | _pictures(session, form)


def _changed(session: Session, form: Form) -> dict[str, Any]:
    return form.changes() | _pictures(session, form)


def _pictures(session: Session, form: Form) -> dict[str, Any]:
    """Pictures that were chosen, and those that were taken away."""
    pictures: dict[str, Any] = {}
    for name, field in form.fields.items():
        if field.kind == "picture":
            file = request.files.get(name)
            data = file.read() if file else b""
            if data:
                pictures[name] = keep_picture(session, data, name).id
            elif request.form.get(f"{name}-remove"):
                pictures[name] = None
    return pictures


def _onwards(page: Page, record: Base) -> Response:
    if request.form.get("close") and not page.is_single:
        if page.parent:
            return done(page.parent.url("card", key=page.parent_key(record)))
        return done(page.url() + led_here(page))
    return done(page.card_url(record) + led_here(page))


def _refused_new(page: Page, form: Form, parent: str) -> Response:
    session = reading()
    owner = find(session, page.parent, key=parent) if page.parent else None
    return render("page/card.html", "card", 422, card=card_view(session, page, None, form, owner))


def _refused(page: Page, form: Form, conflict: Conflict | None = None, **address: str) -> Response:
    """The same card with what was typed, and why it was not taken."""
    session = reading()
    record = find(session, page, **address)
    form.values = values_of(record, tuple(form.fields))
    both = comparison_of(session, page, record, conflict) if conflict else None
    if conflict:
        form.problem = i18n.gettext(
            "Somebody else changed the same fields meanwhile. Choose which value stays, then save again."
        )
    card = card_view(session, page, record, form, conflict=both)
    card.hidden = [("seen", request.form.get("seen", ""))]
    if conflict:
        card.hidden.append(("compared", _memory_mark(session, record)))
    return render("page/card.html", "card", 409 if conflict else 422, card=card)
