"""What can be done from a contact's card beside saving it."""

from __future__ import annotations

from typing import cast

from flask import request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ...db import reading, transaction
from ...domain.contacts.contact import PERSON, Contact
from ...domain.errors import N_, Refused, say
from ...domain.relations.following import follow_company
from ...domain.users.rights import Area, Right
from ...pages import done, receipt
from ...pages.finding import find, held, ticked_keys
from ...pages.rendering import see_link
from ...security import current_user, needs
from . import bp
from .pages import CONTACTS
from .saying import COVER_SHEET, MOST_SHEETS, WAYS


def contact_of_address(key: str) -> Contact:
    return cast(Contact, find(reading(), CONTACTS, key))


@bp.get("/contacts/<key:key>/new-person")
@needs(Area.CONTACTS, Right.WRITE)
def new_person(key: str) -> Response:
    """A new person of the same company."""
    contact = contact_of_address(key)
    company_no = contact.no if contact.is_company else contact.company_no
    return done(CONTACTS.url("new", type=PERSON, company_no=company_no))


@bp.get("/contacts/<key:key>/related")
@needs(Area.CONTACTS, Right.READ)
def related(key: str) -> Response:
    """Everybody of the same company."""
    contact = contact_of_address(key)
    company_no = contact.no if contact.is_company else contact.company_no
    return done(CONTACTS.url(type=PERSON, company_no=company_no) if company_no else CONTACTS.card_url(contact))


@bp.post("/contacts/<key:key>/follow", endpoint="contacts_follow")
@needs(Area.CONTACTS, Right.WRITE)
def follow(key: str) -> Response:
    """Take the company's value again."""
    what = say(N_("Changed: %(table)s %(record)s"), table=say(Contact.one), record=contact_of_address(key).label)
    try:
        with transaction(what, current_user().author) as session:
            [contact] = held(session, CONTACTS, key)
            follow_company(session, contact, request.form.get("field", ""))
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        receipt(what, about=contact)
    return done(CONTACTS.card_url(contact_of_address(key)))


@bp.get("/contacts/<key:key>/say/<way>", endpoint="say")
@needs(Area.INTERACTIONS, Right.WRITE)
def say_now(key: str, way: str) -> Response:
    """On to an interaction, a call or a cover sheet."""
    if way not in WAYS:
        raise NotFound
    return done(url_for(WAYS[way], contact=contact_of_address(key).no))


@bp.post("/contacts/say/<way>")
@needs(Area.INTERACTIONS, Right.WRITE)
def say_ticked(way: str) -> Response:
    """A cover sheet may be for many; one talks to one at a time."""
    keys = ticked_keys()
    if way not in WAYS:
        raise NotFound
    if keys and (way == COVER_SHEET or len(keys) == 1):
        return done(url_for(WAYS[way], contact=keys[:MOST_SHEETS]))
    receipt(say(N_("Tick one contact, then try again.")), tone="note", undo=False)
    return done(CONTACTS.url())
