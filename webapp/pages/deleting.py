"""Deleting: first the question, with the places that stand in the way; then the deed, which can be undone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from .. import i18n
from ..db import name_action, reading, transaction
from ..domain.base import Base, Record, field_of
from ..domain.codes import StillUsed
from ..domain.errors import N_, Refused, say
from ..domain.setup.single import called
from ..domain.usage import places_in_use
from ..security import current_user
from . import kinds
from .crumbs import title_of
from .declarations import Page, Parting
from .finding import find, held, ticked_keys
from .forms import Control, Form
from .query import ASKED, list_left
from .receipts import receipt
from .rendering import done, render, url_of

DELETED = N_("Deleted: %(table)s %(record)s")
DELETED_MANY = N_("Deleted: %(table)s (%(count)s)")
MOST_AT_ONCE = 1000


def ask_delete(page: Page, **address: str) -> Response:
    session = reading()
    record = find(session, page, **address)
    return _confirm_delete(session, page, [record], page.card_url(record, "delete"), page.card_url(record))


def delete(page: Page, **address: str) -> Response:
    return _delete(page, [address])


def delete_selected(page: Page) -> Response:
    """First the question, then the deed: the same form with *confirmed*."""
    keys = ticked_keys()[:MOST_AT_ONCE]
    if not keys:
        receipt(say(N_("No rows were ticked. Tick some, then try again.")), tone="note", undo=False)
        return done(list_left(page))
    if request.form.get("confirmed"):
        return _delete(page, [{"key": key} for key in keys])
    session = reading()
    records = [find(session, page, key=key) for key in keys]
    return _confirm_delete(session, page, records, page.url("delete_selected"), list_left(page))


def _delete(page: Page, addresses: list[dict[str, str]]) -> Response:
    assert page.delete is not None
    what = say(DELETED_MANY, count=len(addresses), table=say(page.model.many))
    try:
        with transaction(what, current_user().author) as session:
            parent = addresses[0].get("parent", "")
            records = held(session, page, *(address["key"] for address in addresses), parent=parent)
            if len(records) == 1:
                what = say(DELETED, table=say(page.model.one), record=records[0].label)
                name_action(session, what)
            owner = page.parent_key(records[0]) if page.parent else ""
            asked = _answer(session, page, records)
            for record in records:
                page.delete(session, record, **asked)
    except Refused as refused:
        session = reading()
        records = [find(session, page, **address) for address in addresses]
        url = page.card_url(records[0], "delete") if len(records) == 1 else page.url("delete_selected")
        back = page.card_url(records[0]) if len(records) == 1 else list_left(page)
        return _confirm_delete(session, page, records, url, back, refused)
    receipt(what)
    return done(page.parent.url("card", key=owner) if page.parent else list_left(page))


def _answer(session: Session, page: Page, records: list[Base]) -> dict[str, Any]:
    """What was answered to the question before the deed."""
    parting = page.parting(session, records) if page.parting else Parting([])
    if not parting.field:
        return {}
    return {parting.name: kinds.read(request.form.get(parting.name, parting.field.choices[0][0]), parting.field)}


def _confirm_delete(
    session: Session, page: Page, records: list[Base], url: str, back: str, refused: Refused | None = None
) -> Response:
    parting = page.parting(session, records) if page.parting else Parting([])
    places = [place for record in records for place in used_in(session, record, parting.handled)]
    blocked = bool(places) or refused is not None
    if refused and not isinstance(refused, StillUsed):
        text = i18n.tell(refused.message)
    elif places:
        text = i18n.gettext("This is in use. Take it out in these places first.")
    else:
        text = i18n.gettext("Undo brings it back.")
    confirm = SimpleNamespace(
        title=_question(page, records),
        text=[*(i18n.tell(line) for line in parting.text), text],
        places=places,
        url=url,
        button=i18n.gettext("Delete"),
        danger=True,
        hidden=[("confirmed", "1"), (ASKED, request.form.get(ASKED, "")), *(("key", record.key) for record in records)],
        cancel_url=back,
        blocked=blocked,
        choices=_asked(parting) if not blocked else None,
        comparison=None,
    )
    return render("page/confirm.html", status=422 if refused else 200, confirm=confirm)


def _asked(parting: Parting) -> Control | None:
    """The first answer is the one that is given unless another is chosen."""
    if parting.field is None:
        return None
    posted = request.form if parting.name in request.form else None
    return Form({parting.name: parting.field}, {parting.name: parting.field.choices[0][0]}, posted).control(
        parting.name
    )


def _question(page: Page, records: list[Base]) -> str:
    if len(records) == 1:
        return i18n.gettext("Delete %(record)s?", record=title_of(page, records[0]))
    return i18n.ngettext("Delete %(number)s row?", "Delete %(number)s rows?", len(records), number=len(records))


def used_in(session: Session, record: Base, handled: frozenset[str] = frozenset()) -> list[SimpleNamespace]:
    """Where a record is used, table by table, with links."""
    assert isinstance(record, Record)
    return [
        SimpleNamespace(
            caption=i18n.gettext(
                "%(table)s, %(caption)s",
                table=i18n.gettext(place.model.many),
                caption=i18n.gettext(field_of(place.model, place.field).caption),
            ),
            items=[
                SimpleNamespace(text=i18n.tell(called(example)), url=url_of(example))
                for example in place.examples
                if isinstance(example, Record)
            ],
        )
        for place in places_in_use(session, record)
        if place.field not in handled
    ]
