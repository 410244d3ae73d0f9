"""Records without a card of their own: a form that changes one, kept or compared when two people are at it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...domain.base import Record
from ...domain.changes import base_of, last_change_id, last_touched
from ...domain.columns import Field
from ...pages import kinds, render
from ...pages.conflicts import Conflict, settled
from ...pages.dialogs import dialog
from ...pages.forms import Form


def values_of(record: Record, fields: dict[str, Field]) -> dict[str, Any]:
    return {name: _typable(getattr(record, name), field) for name, field in fields.items()}


def edits(session: Session, record: Record, form: Form) -> dict[str, Any]:
    """What was typed, against the record as its reader saw it; a field that somebody else changed too is a conflict."""
    now = form.values = values_of(record, dict(form.fields))
    seen = request.form.get("seen", "")
    if seen.isascii() and seen.isdigit() and len(seen) < 15:
        then = base_of(session, record, int(seen))
        form.values = {name: _typable(then.get(name), field) for name, field in form.fields.items()}
    return settled(form.changes(), now, dict(form.values), compared=False)


def _typable(value: Any, field: Field) -> Any:
    """Choices are texts, whatever they stand for."""
    return str(value) if field.kind == "choice" and value is not None else value


def change_page(
    session: Session, record: Record, form: Form, title: str, url: str, back: str, conflict: Conflict | None = None
) -> Response:
    """The form; after a conflict with what somebody else wrote, which saving once more replaces."""
    status = 409 if conflict else 422 if form.posted is not None else 200
    if conflict:
        form.problem = i18n.gettext("Somebody else changed this meanwhile. Save again to put yours in its place.")
    return render(
        "page/form.html",
        status=status,
        form=dialog(
            form, title, url, i18n.gettext("Save"), back,
            intro=_theirs(session, record, form, conflict) if conflict else [],
            hidden=[("seen", _seen(session, record, form, conflict))],
        ),
    )  # fmt: skip


def _seen(session: Session, record: Record, form: Form, conflict: Conflict | None) -> str:
    """A form that was refused goes on from where its reader began."""
    if form.posted is not None and not conflict:
        return form.posted.get("seen", "")
    return str(last_change_id(session, record))


def _theirs(session: Session, record: Record, form: Form, conflict: Conflict) -> list[str]:
    return [
        _told(session, record, form.fields[name], name, now) for name, (_then, now, _mine) in conflict.fields.items()
    ]


def _told(session: Session, record: Record, field: Field, name: str, now: Any) -> str:
    change = last_touched(session, record.type_name, record.id, name)
    who = change.change_set.by_name if change else i18n.gettext("Somebody")
    value = kinds.show(now, field)
    return i18n.gettext(
        "%(who)s changed %(field)s to: %(value)s", who=who, field=i18n.gettext(field.caption), value=value
    )


def crumb(caption: str, url: str) -> SimpleNamespace:
    return SimpleNamespace(caption=caption, url=url)
