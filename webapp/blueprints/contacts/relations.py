"""Business relations: what a contact is to us, by links or in words alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from flask import g, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Refused, say
from ...domain.relations.contact_relation import ContactRelation
from ...domain.relations.describing import add_relation, relations_of, remove_relation
from ...domain.setup.people import BusinessRelation
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import find
from ...pages.forms import Form, Invalid
from ...pages.lookups import Option
from ...pages.rendering import page_of
from ...security import current_user, needs
from . import bp
from .pages import CONTACTS
from .views import contact_of_address

ADDED = N_("Added to %(contact)s: business relation %(code)s")
REMOVED = N_("Removed from %(contact)s: business relation %(code)s")
CODE = "business_relation_code"


@bp.get("/contacts/<key:key>/relations")
@needs(Area.CONTACTS, Right.READ)
def relations(key: str) -> Response:
    return _show(contact_of_address(key), Form({CODE: _code_field()}, {}))


@bp.post("/contacts/<key:key>/relations")
@needs(Area.CONTACTS, Right.WRITE)
def add_relation_now(key: str) -> Response:
    form = Form({CODE: _code_field()}, {}, request.form)
    try:
        with transaction(say(ADDED, contact="", code=""), current_user().author) as session:
            contact = cast(Contact, find(session, CONTACTS, key))
            form.session = session
            relation = add_relation(session, contact, form.read()[CODE])
            what = say(ADDED, contact=contact.label, code=relation.business_relation_code)
            name_action(session, what)
    except Invalid:
        return _show(contact_of_address(key), form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _show(contact_of_address(key), form, 422)
    receipt(what)
    return done(url_for(".relations", key=contact.key))


@bp.post("/contacts/<key:key>/relations/<relation_code>/remove")
@needs(Area.CONTACTS, Right.WRITE)
def remove_relation_now(key: str, relation_code: str) -> Response:
    """A descriptive one; where an account stands behind it, the page leads to the question before unlinking."""
    with transaction(say(REMOVED, contact="", code=""), current_user().author) as session:
        contact = cast(Contact, find(session, CONTACTS, key))
        relation = _descriptive(session, contact, relation_code)
        what = say(REMOVED, contact=contact.label, code=relation.business_relation_code)
        name_action(session, what)
        remove_relation(session, relation)
    receipt(what)
    return done(url_for(".relations", key=contact.key))


def _descriptive(session: Any, contact: Contact, code: str) -> ContactRelation:
    mine = select(ContactRelation).where(
        ContactRelation.contact_id == contact.id, ContactRelation.business_relation_code == code
    )
    relation = session.scalar(mine.where(ContactRelation.partner_id.is_(None)))
    if relation is None:
        raise NotFound
    return cast(ContactRelation, relation)


def _code_field() -> Field:
    return field_of(ContactRelation, CODE)


def _show(contact: Contact, form: Form, status: int = 200) -> Response:
    session = reading()
    codes = {each.code: each.description for each in session.scalars(select(BusinessRelation).order_by("code"))}
    found = relations_of(session, contact)
    may_write = g.user.may(Area.CONTACTS, Right.WRITE)
    control = form.control(CODE)
    control.options = [Option(code, title) for code, title in codes.items()]
    page = SimpleNamespace(
        title=i18n.gettext("Business relations: %(contact)s", contact=contact.label),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(Contact.many), url=CONTACTS.url()),
            SimpleNamespace(caption=contact.label, url=CONTACTS.card_url(contact)),
        ],
        rows=[_row(relation, contact, codes, may_write) for relation in found],
        field=control if may_write and contact.is_company else None,
        problem=form.problem,
        problem_link=form.see_link,
        company=_company_link(contact),
        url=url_for(".add_relation_now", key=contact.key),
    )
    return render("contacts/relations.html", status=status, page=page)


def _row(relation: ContactRelation, contact: Contact, codes: dict[str, str], may_write: bool) -> SimpleNamespace:
    """A person's page shows the company's relations too; they are removed there."""
    partner, code = relation.partner, relation.business_relation_code
    mine = may_write and relation.contact_id == contact.id
    page = page_of(partner.type_name) if partner else None
    readable = page is not None and g.user.may(page.area, Right.READ)
    return SimpleNamespace(
        code=code,
        description=codes.get(code, ""),
        table=i18n.gettext(partner.one) if partner else "",
        account=partner.label if partner else "",
        account_url=page.card_url(partner) if page and partner and readable else None,
        unlink_url=url_for(".unlink", key=contact.key, kind=partner.kind) if mine and partner else None,
        remove_url=url_for(".remove_relation_now", key=contact.key, relation_code=code)
        if mine and not partner
        else None,
    )


def _company_link(contact: Contact) -> SimpleNamespace | None:
    """Relations belong to companies."""
    if contact.is_company or not contact.company_no:
        return None
    return SimpleNamespace(
        text=i18n.gettext("Business relations belong to companies. Open the company to change them."),
        url=url_for(".relations", key=contact.company_no),
        caption=i18n.gettext("Open %(page)s", page=contact.company_no),
    )
