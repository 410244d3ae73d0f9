"""The days on which a contact's alternative addresses count."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from flask import g, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import name_action, reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.contacts.addresses import (
    AddressRange,
    AlternativeAddress,
    add_range,
    address_on,
    addresses_of,
    change_range,
    delete_range,
    ranges_of,
)
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Changed, Message, Refused, say
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.conflicts import Conflict
from ...pages.finding import find
from ...pages.forms import Form, Invalid
from ...pages.today import today
from ...security import current_user, needs
from . import bp
from .pages import ADDRESSES, CONTACTS
from .small import change_page, crumb, edits, values_of
from .views import contact_of_address

ADDED, CHANGED, DELETED = (
    N_("Added to %(contact)s: date range %(range)s"),
    N_("Changed: date range %(range)s of %(contact)s"),
    N_("Deleted: date range %(range)s of %(contact)s"),
)


@bp.get("/contacts/<key:key>/ranges")
@needs(Area.CONTACTS, Right.READ)
def ranges(key: str) -> Response:
    contact = contact_of_address(key)
    return _show(contact, Form(_fields(reading(), contact), {}))


@bp.post("/contacts/<key:key>/ranges")
@needs(Area.CONTACTS, Right.WRITE)
def add_range_now(key: str) -> Response:
    form = Form({}, {}, request.form)
    try:
        with transaction(say(ADDED, contact="", range=""), current_user().author) as session:
            contact = cast(Contact, find(session, CONTACTS, key))
            form.fields, form.session = _fields(session, contact), session
            values = _read(form.read())
            address = session.get_one(AlternativeAddress, values["address_id"])
            what = _told(ADDED, contact, add_range(session, address, values))
            name_action(session, what)
    except Invalid:
        return _show(contact_of_address(key), form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _show(contact_of_address(key), form, 422)
    receipt(what)
    return done(url_for(".ranges", key=contact.key))


@bp.get("/contacts/<key:key>/ranges/<int:row>")
@needs(Area.CONTACTS, Right.WRITE)
def range_card(key: str, row: int) -> Response:
    contact, reach = _find(reading(), key, row)
    fields = _fields(reading(), contact)
    return _change_page(contact, reach, Form(fields, values_of(reach, fields)))


@bp.post("/contacts/<key:key>/ranges/<int:row>")
@needs(Area.CONTACTS, Right.WRITE)
def change_range_now(key: str, row: int) -> Response:
    try:
        return _change(key, row)
    except Changed:
        return _change(key, row)


@bp.post("/contacts/<key:key>/ranges/<int:row>/delete")
@needs(Area.CONTACTS, Right.WRITE)
def delete_range_now(key: str, row: int) -> Response:
    with transaction(say(DELETED, contact="", range=""), current_user().author) as session:
        contact, reach = _find(session, key, row)
        what = _told(DELETED, contact, reach)
        name_action(session, what)
        delete_range(session, reach)
    receipt(what)
    return done(url_for(".ranges", key=contact.key))


def _change(key: str, row: int) -> Response:
    form = Form({}, {}, request.form)
    try:
        with transaction(say(CHANGED, contact="", range=""), current_user().author) as session:
            contact, reach = _find(session, key, row)
            form.fields, form.session = _fields(session, contact), session
            change_range(session, reach, _read(edits(session, reach, form)))
            what = _told(CHANGED, contact, reach)
            name_action(session, what)
    except Invalid:
        return _change_page(*_find(reading(), key, row), form)
    except Refused as refused:
        form.refuse(refused)
        return _change_page(*_find(reading(), key, row), form)
    except Conflict as conflict:
        return _change_page(*_find(reading(), key, row), form, conflict)
    receipt(what)
    return done(url_for(".ranges", key=contact.key))


def _fields(session: Session, contact: Contact) -> dict[str, Field]:
    """The contact's own addresses are what can be chosen."""
    choices = tuple((str(address.id), address.code) for address in addresses_of(session, contact))
    return {
        "address_id": Field(AlternativeAddress.one, "choice", choices=choices, required=True),
        "starting_date": field_of(AddressRange, "starting_date"),
        "ending_date": field_of(AddressRange, "ending_date"),
    }


def _read(values: dict[str, Any]) -> dict[str, Any]:
    return values | ({"address_id": int(values["address_id"])} if "address_id" in values else {})


def _find(session: Session, key: str, row: int) -> tuple[Contact, AddressRange]:
    contact = cast(Contact, find(session, CONTACTS, key))
    reach = session.get(AddressRange, row)
    if reach is None or reach.contact_id != contact.id:
        raise NotFound
    return contact, reach


def _told(text: str, contact: Contact, reach: AddressRange) -> Message:
    return say(text, contact=contact.label, range=f"{reach.address.code} {reach.label}")


def _show(contact: Contact, form: Form, status: int = 200) -> Response:
    session = reading()
    may_write = g.user.may(Area.CONTACTS, Right.WRITE)
    counting = address_on(session, contact, today())
    can_add = may_write and form.fields["address_id"].choices
    page = SimpleNamespace(
        title=i18n.gettext("Date ranges of addresses: %(contact)s", contact=contact.label),
        breadcrumb=[
            crumb(i18n.gettext(Contact.many), CONTACTS.url()),
            crumb(contact.label, CONTACTS.card_url(contact)),
        ],
        today=_todays(counting),
        rows=[_row(contact, reach, may_write) for reach in ranges_of(session, contact)],
        problem=form.problem,
        fields=[form.control(name) for name in form.fields] if can_add else [],
        url=url_for(".add_range_now", key=contact.key),
        new_address_url=ADDRESSES.url("new", parent=contact.key) if may_write and not can_add else None,
    )
    return render("contacts/ranges.html", status=status, page=page)


def _todays(counting: AlternativeAddress | None) -> SimpleNamespace | None:
    return counting and SimpleNamespace(
        text=i18n.gettext("Today's address: %(address)s", address=counting.code), url=ADDRESSES.card_url(counting)
    )


def _row(contact: Contact, reach: AddressRange, may_write: bool) -> SimpleNamespace:
    locale = i18n.current().locale
    start = formats.show_date(reach.starting_date, locale)
    return SimpleNamespace(
        address=reach.address.code,
        address_url=ADDRESSES.card_url(reach.address),
        start=start,
        end=formats.show_date(reach.ending_date, locale) if reach.ending_date else "",
        change_url=url_for(".range_card", key=contact.key, row=reach.id) if may_write else None,
        delete_url=url_for(".delete_range_now", key=contact.key, row=reach.id) if may_write else None,
    )


def _change_page(contact: Contact, reach: AddressRange, form: Form, conflict: Conflict | None = None) -> Response:
    form.fields = form.fields or _fields(reading(), contact)
    title = i18n.gettext("Date range of an address: %(contact)s", contact=contact.label)
    url, back = url_for(".range_card", key=contact.key, row=reach.id), url_for(".ranges", key=contact.key)
    return change_page(reading(), reach, form, title, url, back, conflict)
