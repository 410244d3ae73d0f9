"""New documents for a contact, a customer or a vendor, from their cards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.contacts.contact import Contact
from ...domain.documents.contact import account_for
from ...domain.documents.document import Document
from ...domain.documents.kinds import DOCUMENT_KINDS, DocumentKind
from ...domain.documents.making import document_for_contact, document_for_partner
from ...domain.errors import N_, Refused, say
from ...domain.relations.creating import create_as
from ...domain.users.rights import Area, Right
from ...pages import Page, done, receipt, render
from ...pages.finding import find
from ...pages.next_step import remember_next
from ...pages.rendering import page_of, see_link
from ...pages.today import work_date
from ...security import current_user, needs
from . import bp
from .pages import BY_KIND

CREATED = N_("Created: %(table)s %(record)s")
SOURCES: dict[str, Area] = {"contact": Area.CONTACTS, "customer": Area.SALES, "vendor": Area.PURCHASES}


@bp.post("/documents/new/<kind>/<source>/<key:key>")
@needs(Area.CONTACTS, Right.READ)
def new_for(kind: str, source: str, key: str) -> Response:
    """A document for this contact, customer or vendor; where a contact is none yet, the way to make it one is offered."""
    of_kind, page = _asked(kind, source)
    what = say(CREATED, table=say(of_kind.model.one), record="")
    try:
        with transaction(what, current_user().author) as session:
            who: Any = find(session, page, key)
            document = _make(session, of_kind, who)
            what = say(CREATED, table=say(of_kind.model.one), record=document.label)
            name_action(session, what)
    except Refused as refused:
        return _refused(of_kind, find(reading(), page, key), refused)
    receipt(what, about=document)
    return done(BY_KIND[of_kind.word].card_url(document))


def _asked(kind: str, source: str) -> tuple[DocumentKind, Page]:
    of_kind, page = DOCUMENT_KINDS.get(kind), page_of(source)
    if of_kind is None or page is None or source not in (Contact.type_name, of_kind.side.partner.word):
        raise NotFound
    if not current_user().may(BY_KIND[kind].area, Right.WRITE) or not current_user().may(SOURCES[source], Right.READ):
        raise NotFound
    return of_kind, page


def _make(session: Session, kind: DocumentKind, who: Any) -> Document:
    make = document_for_contact if isinstance(who, Contact) else document_for_partner
    document = make(session, kind, who, work_date())
    session.flush()
    return document


def _refused(kind: DocumentKind, who: Any, refused: Refused) -> Response:
    """Why not, and what can be done about it right here."""
    page = page_of(who.type_name)
    assert page is not None
    if isinstance(who, Contact) and account_for(reading(), who, kind) is None and not who.privacy_blocked:
        return _offer(kind, who, page, refused)
    receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    return done(page.card_url(who))


def _offer(kind: DocumentKind, contact: Contact, page: Page, refused: Refused) -> Response:
    """To create the account or to link one; after either the document is made."""
    partner = kind.side.partner
    remember_next(contact.no, kind.word)
    offer = SimpleNamespace(
        title=i18n.gettext(kind.new),
        text=i18n.tell(refused.message),
        create_url=url_for(".create_and_make", kind=kind.word, key=contact.key),
        create_text=i18n.gettext(partner.create_as),
        link_url=url_for("contacts.link", key=contact.key, kind=partner.word),
        cancel_url=page.card_url(contact),
    )
    return render("documents/offer.html", status=422, offer=offer)


@bp.post("/documents/create-and-make/<kind>/<key:key>")
@needs(Area.CONTACTS, Right.WRITE)
def create_and_make(kind: str, key: str) -> Response:
    """The account and the document in one action."""
    of_kind, page = _asked(kind, Contact.type_name)
    what = say(CREATED, table=say(of_kind.model.one), record="")
    try:
        with transaction(what, current_user().author) as session:
            contact = cast(Contact, find(session, page, key))
            create_as(session, contact, of_kind.side.partner)
            document = _make(session, of_kind, contact)
            what = say(CREATED, table=say(of_kind.model.one), record=document.label)
            name_action(session, what)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(page.card_url(find(reading(), page, key)))
    receipt(what, about=document)
    return done(BY_KIND[of_kind.word].card_url(document))


@bp.get("/documents/next/<kind>/<key:key>")
@needs(Area.CONTACTS, Right.READ)
def next_for(kind: str, key: str) -> Response:
    """The document that somebody was about to make before the contact had an account."""
    of_kind, page = _asked(kind, Contact.type_name)
    contact = find(reading(), page, key)
    confirm = SimpleNamespace(
        title=i18n.gettext(of_kind.new),
        text=[
            i18n.gettext("%(contact)s is linked now. Go on with the document?", contact=cast(Contact, contact).label)
        ],
        places=[],
        url=url_for(".new_for", kind=kind, source=Contact.type_name, key=key),
        button=i18n.gettext(of_kind.new),
        danger=False,
        hidden=[],
        cancel_url=page.card_url(contact),
        blocked=False,
        choices=None,
        comparison=None,
    )
    return render("page/confirm.html", confirm=confirm)
