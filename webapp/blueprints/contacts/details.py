"""Company Details: name and address of a company on one small page; a person's page shows the company's."""

from __future__ import annotations

from dataclasses import replace

from flask import request, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import field_of
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Refused, say
from ...domain.party import ADDRESS
from ...domain.relations.changing import change_contact
from ...domain.relations.links import linkable
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.conflicts import Conflict
from ...pages.dialogs import dialog
from ...pages.finding import held
from ...pages.forms import Form, Invalid
from ...security import current_user, needs
from . import bp
from .pages import CONTACTS
from .small import change_page, edits, values_of
from .views import contact_of_address

FIELDS = {name: field_of(Contact, name) for name in ("name", *ADDRESS, "country_code", "phone_no", "fax_no")}
SHOWN = {name: replace(field, readonly=True) for name, field in FIELDS.items()}


@bp.get("/contacts/<key:key>/company-details")
@needs(Area.CONTACTS, Right.READ)
def company_details(key: str) -> Response:
    contact = contact_of_address(key)
    company = linkable(reading(), contact)
    if company is not contact or not current_user().may(Area.CONTACTS, Right.WRITE):
        return _look(contact, company)
    return _ask(contact, Form(FIELDS, values_of(contact, FIELDS)))


@bp.post("/contacts/<key:key>/company-details", endpoint="save_company_details")
@needs(Area.CONTACTS, Right.WRITE)
def save(key: str) -> Response:
    what = say(N_("Changed: %(table)s %(record)s"), table=say(Contact.one), record=contact_of_address(key).label)
    form = Form(FIELDS, {}, request.form)
    try:
        with transaction(what, current_user().author) as session:
            [contact] = held(session, CONTACTS, key)
            form.session = session
            changes = edits(session, contact, form)
            if changes:
                change_contact(session, contact, changes)
    except Refused as refused:
        form.refuse(refused)
        return _ask(contact_of_address(key), form)
    except Invalid:
        return _ask(contact_of_address(key), form)
    except Conflict as conflict:
        return _ask(contact_of_address(key), form, conflict)
    if changes:
        receipt(what, about=contact)
    else:
        receipt(say(N_("There was nothing to save.")), tone="note", undo=False)
    return done(CONTACTS.card_url(contact))


def _ask(contact: Contact, form: Form, conflict: Conflict | None = None) -> Response:
    url, back = url_for(".save_company_details", key=contact.key), CONTACTS.card_url(contact)
    return change_page(reading(), contact, form, _title(contact), url, back, conflict)


def _look(contact: Contact, company: Contact) -> Response:
    """What is changed on the company's own page."""
    form = Form(SHOWN, values_of(company, SHOWN))
    view = dialog(form, _title(company), CONTACTS.card_url(company), "", CONTACTS.card_url(contact))
    return render("contacts/details.html", details=view, company_url=CONTACTS.card_url(company))


def _title(company: Contact) -> str:
    return i18n.gettext("Company Details: %(contact)s", contact=company.label)
