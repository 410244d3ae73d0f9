"""Create as customer, vendor or bank account: from a contact's card, or of the ticked rows of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from flask import request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Message, Refused, say
from ...domain.partners.kinds import PartnerKind
from ...domain.relations.creating import (
    TEMPLATES,
    CreatedMany,
    chosen_template,
    create_as,
    create_many_as,
    templates_to_choose,
)
from ...domain.relations.linking import check_linkable
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.finding import held, ticked_keys
from ...pages.forms import Form
from ...pages.rendering import page_of, see_link
from ...security import current_user, needs
from . import bp
from .choosing import kind_of_address
from .pages import CONTACTS
from .views import contact_of_address

CREATED = N_("Created: %(table)s %(record)s")
CREATED_MANY = N_("Created from contacts: %(table)s (%(count)s)")
CREATED_NONE = N_("Nothing was created: %(table)s")
MOST_AT_ONCE, NAMED, REASONS = 1000, 5, 4


@bp.route("/contacts/<key:key>/create-as/<kind>", methods=["GET", "POST"], endpoint="create_as")
@needs(Area.CONTACTS, Right.WRITE)
def create(key: str, kind: str) -> Response:
    """At once where there is nothing to choose. Asked for by its address, it asks before it does anything."""
    contact, of_kind = contact_of_address(key), kind_of_address(kind)
    url = url_for(".create_as", key=contact.key, kind=kind)
    choosing = _choosing([contact], of_kind)
    if request.method == "GET":
        return _ask([contact], of_kind, choosing, url, CONTACTS.card_url(contact))
    if not _all_chosen(choosing):
        return done(url)
    return _create(key, of_kind)


def _create(key: str, kind: PartnerKind) -> Response:
    what = say(CREATED, table=say(kind.model.one), record="")
    try:
        with transaction(what, current_user().author) as session:
            [contact] = held(session, CONTACTS, key)
            linked = check_linkable(session, contact, kind)
            code = _codes().get(linked.type)
            template = chosen_template(session, linked, kind, code) if code else None
            partner = create_as(session, contact, kind, template).partner
            what = say(CREATED, table=say(kind.model.one), record=partner.label)
            name_action(session, what)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(CONTACTS.card_url(contact_of_address(key)))
    page = page_of(partner.type_name)
    assert page is not None
    back = SimpleNamespace(url=CONTACTS.card_url(contact), text=i18n.gettext("Open %(page)s", page=contact.label))
    receipt(what, about=partner, link=back)
    return done(page.card_url(partner))


@bp.post("/contacts/create-as/<kind>")
@needs(Area.CONTACTS, Right.WRITE)
def create_many(kind: str) -> Response:
    """The ticked rows in one action, with one receipt."""
    of_kind, keys = kind_of_address(kind), ticked_keys()[:MOST_AT_ONCE]
    if not keys:
        receipt(say(N_("No rows were ticked. Tick some, then try again.")), tone="note", undo=False)
        return done(CONTACTS.url())
    contacts = _contacts(reading(), keys)
    choosing = _choosing(contacts, of_kind)
    if not _all_chosen(choosing):
        return _ask(contacts, of_kind, choosing, url_for(".create_many", kind=kind), CONTACTS.url())
    try:
        with transaction(say(CREATED_MANY, table=say(of_kind.model.many), count=0), current_user().author) as session:
            CONTACTS.hold(session, *keys)
            result = create_many_as(session, _contacts(session, keys), of_kind, _codes())
            what = say(CREATED_MANY, table=say(of_kind.model.many), count=len(result.made))
            name_action(session, what)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        _tell(what if result.made else say(CREATED_NONE, table=say(of_kind.model.many)), result)
    return done(CONTACTS.url())


def _contacts(session: Any, keys: Sequence[str]) -> list[Contact]:
    """In the order of the list."""
    return list(session.scalars(select(Contact).where(Contact.no.in_(keys)).order_by(Contact.group_key, Contact.id)))


def _tell(what: Message, result: CreatedMany) -> None:
    """Which were made, and which were not and why."""
    details = []
    if result.made:
        made = ", ".join(created.partner.label for created in result.made[:NAMED])
        details.append(made + (" …" if len(result.made) > NAMED else ""))
    for contact, reason in result.refused[:REASONS]:
        details.append(i18n.tell(say(N_("Not %(contact)s: %(reason)s"), contact=contact.label, reason=reason)))
    more = len(result.refused) - REASONS
    if more > 0:
        details.append(
            i18n.ngettext("%(number)s more was refused.", "%(number)s more were refused.", more, number=more)
        )
    receipt(what, tone="warning" if result.refused else "done", details=details)


def _choosing(contacts: Sequence[Contact], kind: PartnerKind) -> dict[str, Field]:
    """A field for each type of contact that several templates fit."""
    choosing = {}
    for type_, templates in templates_to_choose(reading(), contacts, kind).items():
        types = dict(field_of(Contact, "type").choices)
        caption = i18n.gettext(
            "%(table)s (%(type)s)", table=i18n.gettext(TEMPLATES[kind.word].one), type=i18n.gettext(types[type_])
        )
        options = tuple((template.code, f"{template.code} {template.description}") for template in templates)
        choosing[f"template-{type_}"] = Field(caption, "choice", choices=options)
    return choosing


def _codes() -> Mapping[str, str]:
    prefix = "template-"
    return {name.removeprefix(prefix): code for name, code in request.form.items() if name.startswith(prefix)}


def _all_chosen(choosing: Mapping[str, Field]) -> bool:
    return all(request.form.get(name) for name in choosing)


def _ask(
    contacts: Sequence[Contact], kind: PartnerKind, choosing: Mapping[str, Field], url: str, back: str
) -> Response:
    button = i18n.gettext(kind.create_as)
    named = ", ".join(contact.label for contact in contacts[:NAMED]) + (" …" if len(contacts) > NAMED else "")
    form = dialog(
        Form(choosing, {}),
        i18n.gettext("%(button)s: %(contacts)s", button=button, contacts=named),
        url,
        button,
        back,
        intro=[i18n.gettext("Several templates fit. Choose what it begins with.")] if choosing else [],
        hidden=[("key", contact.key) for contact in contacts],
    )
    return render("page/form.html", form=form)
