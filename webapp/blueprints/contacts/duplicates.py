"""Possible duplicates: beside the form while somebody types, and as a list to go through."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from flask import request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.duplicates.differences import difference_between, take_back, tell_apart
from ...domain.duplicates.radar import TABLES, Candidate, candidates
from ...domain.duplicates.reviewing import Pair, pairs
from ...domain.duplicates.strings import SEARCHED, searching
from ...domain.errors import N_, Refused, say
from ...domain.users.rights import Area, Right
from ...pages import done, kinds, receipt, render
from ...pages.finding import find
from ...pages.query import LONGEST_QUERY
from ...pages.rendering import page_of, wants_fragment
from ...security import current_user, is_own_path, needs
from . import bp
from .pages import CONTACTS

ROWS = 50
TYPED = ("type", "company_no", *(field for field, _caption in SEARCHED))


@bp.route("/contacts/duplicates", methods=["GET", "POST"])
@needs(Area.CONTACTS, Right.WRITE)
def duplicates() -> Response:
    """Who may be the same as a contact, or as what was typed so far; without script the whole form is sent."""
    key = request.args.get("key", "")
    return _notice(_contact(reading(), key) if key else None)


@bp.post("/contacts/duplicates/different")
@needs(Area.CONTACTS, Right.WRITE)
def different() -> Response:
    """These two are not the same."""
    session = reading()
    contact, other = _contact(session, _posted("key")), _other(session)
    what = say(N_("%(record)s and %(other)s are different"), record=contact.label, other=other.label)
    try:
        with transaction(what, current_user().author) as session:
            tell_apart(session, contact, other)
    except Refused as refused:
        receipt(refused.message, tone="warning", undo=False)
    else:
        receipt(what)
    return _notice(contact) if wants_fragment() else done(_back(contact))


@bp.post("/contacts/duplicates/possible")
@needs(Area.CONTACTS, Right.WRITE)
def possible() -> Response:
    """They may be the same after all."""
    session = reading()
    contact, other = _contact(session, _posted("key")), _other(session)
    what = say(N_("%(record)s and %(other)s may be the same"), record=contact.label, other=other.label)
    with transaction(what, current_user().author) as session:
        difference = difference_between(session, contact, other)
        if difference is not None:
            take_back(session, difference)
    receipt(what)
    return done(_back(contact))


@bp.get("/contacts/duplicates/list")
@needs(Area.CONTACTS, Right.WRITE)
def duplicate_list() -> Response:
    """Pairs of companies with enough in common."""
    typed = request.args.get("page", "")
    page = min(int(typed), 10**6) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 8 else 1
    separate, named = bool(request.args.get("separate")), request.args.get("q", "")[:LONGEST_QUERY].strip()
    found = pairs(reading(), separate, (max(page, 1) - 1) * ROWS, ROWS + 1, named)
    more: dict[str, Any] = ({"separate": 1} if separate else {}) | ({"q": named} if named else {})
    setup = page_of("marketing_setup")
    view = SimpleNamespace(
        rows=[_row(pair) for pair in found[:ROWS]],
        separate=separate,
        q=named,
        other_url=url_for("contacts.duplicate_list", **({} if separate else {"separate": 1})),
        rebuild_url=url_for("contacts.generate_strings"),
        setup_url=setup.url("card") if setup and searching(reading()) is None else None,
        previous_url=url_for("contacts.duplicate_list", page=page - 1, **more) if page > 1 else None,
        next_url=url_for("contacts.duplicate_list", page=page + 1, **more) if len(found) > ROWS else None,
    )
    return render("duplicates/list.html", duplicates=view)


@bp.get("/contacts/duplicates/compare")
@needs(Area.CONTACTS, Right.WRITE)
def compare_duplicates() -> Response:
    """Every searched field with both values."""
    session = reading()
    sides = [_contact(session, request.args.get(name, "")) for name in ("key", "no")]
    how = searching(session)
    fields = how.fields if how else [field for field, _caption in SEARCHED]
    rows = [_compared(field, field_of(Contact, field), sides) for field in fields]
    equal = sum(row.equal for row in rows)
    view = SimpleNamespace(
        caption=i18n.gettext("Searched fields"),
        columns=[side.label for side in sides],
        rows=rows,
        equal_text=i18n.ngettext("%(n)s equal field", "%(n)s equal fields", equal),
    )
    pair = _actions(sides[0], sides[1], difference_between(session, *sides) is not None)
    return render("duplicates/compare.html", comparison=view, pair=pair)


def _notice(contact: Contact | None) -> Response:
    session = reading()
    typed = {field: request.values.get(field, "") for field in TYPED} if request.values.keys() & set(TYPED) else {}
    readable = [table for table, model in TABLES.items() if current_user().may(Area(model.area), Right.READ)]
    about = contact if contact is not None else typed
    found = candidates(session, about, typed=typed, among=readable) if about else []
    view = SimpleNamespace(key=contact.no if contact else "", candidates=[_candidate(each, contact) for each in found])
    return render("duplicates/notice.html", "notice", notice=view)


def _candidate(candidate: Candidate, contact: Contact | None) -> SimpleNamespace:
    table = candidate.model.type_name
    page = page_of(table)
    return SimpleNamespace(
        id=f"{table}-{candidate.id}",
        table=table,
        no=candidate.no,
        kind=i18n.gettext(candidate.model.one),
        label=candidate.label,
        reasons=[i18n.tell(reason) for reason in candidate.reasons],
        url=page.url("card", key=candidate.no) if page else None,
        link_url=_link_url(contact, table, candidate.no) if contact and not candidate.is_contact else None,
        merge_url=_merge_url(contact, candidate.no)
        if contact and candidate.type == contact.type and _may_merge()
        else None,
    )


def _link_url(contact: Contact, kind: str, no: str) -> str | None:
    """A person may link only accounts that are theirs to change."""
    may_link = current_user().may(Area(TABLES[kind].area), Right.WRITE)
    return url_for("contacts.link", key=contact.no, kind=kind, no=no) if may_link else None


def _merge_url(contact: Contact, no: str) -> str:
    return url_for("contacts.contacts_merge", key=contact.no, **{"with": no})


def _may_merge() -> bool:
    return current_user().may(Area.CONTACTS, Right.DELETE)


def _row(pair: Pair) -> SimpleNamespace:
    return _actions(pair.contact, pair.other, pair.separate, pair.hits)


def _actions(contact: Contact, other: Contact, separate: bool, hits: int = 0) -> SimpleNamespace:
    return SimpleNamespace(
        id=f"{contact.id}-{other.id}",
        contact=SimpleNamespace(no=contact.no, name=contact.name, url=CONTACTS.card_url(contact)),
        other=SimpleNamespace(no=other.no, name=other.name, url=CONTACTS.card_url(other)),
        hits=hits,
        separate=separate,
        view_url=url_for("contacts.compare_duplicates", key=contact.no, no=other.no),
        merge_url=None if separate or not _may_merge() else _merge_url(contact, other.no),
    )


def _compared(name: str, field: Field, sides: list[Contact]) -> SimpleNamespace:
    values = [getattr(side, name) for side in sides]
    cells = [
        SimpleNamespace(text=kinds.show(value, field), chosen=False, tone="" if value else "blank", input=None)
        for value in values
    ]
    caption = i18n.gettext(field.caption)
    return SimpleNamespace(caption=caption, equal=values[0] == values[1], cells=cells, note="", url=None)


def _posted(name: str) -> str:
    return request.form.get(name, "")


def _contact(session: Session, key: str) -> Contact:
    return cast(Contact, find(session, CONTACTS, key))


def _other(session: Session) -> Any:
    """The contact or account that was posted, if the person may see it."""
    model: Any = TABLES.get(_posted("table") or Contact.type_name)
    if model is None or not current_user().may(Area(model.area), Right.READ):
        raise NotFound
    record = session.scalar(select(model).where(model.no == _posted("no").replace("\0", "").upper()))
    if record is None:
        raise NotFound
    return record


def _back(contact: Contact) -> str:
    back = _posted("next")
    return back if is_own_path(back) else CONTACTS.card_url(contact)
