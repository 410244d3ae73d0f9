"""The record to link with: the likeliest ones, and what is found by what somebody types."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any, cast

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...domain.contacts.contact import Contact
from ...domain.errors import Refused
from ...domain.partners.kinds import PARTNER_KINDS, PartnerKind
from ...domain.partners.partner import Partner
from ...domain.relations.candidates import (
    Choosable,
    found_accounts,
    found_contacts,
    likely_accounts,
    likely_contacts,
)
from ...domain.relations.linking import check_untied
from ...domain.relations.links import relation_code
from ...domain.users.rights import Area, Right
from ...pages import render
from ...pages.finding import find
from ...pages.rendering import page_of, see_link
from ...security import MissingRight, current_user, needs
from . import bp
from .pages import CONTACTS
from .roles import unless_linkable

LONGEST_QUERY = 200


def kind_of_address(word: str) -> PartnerKind:
    """The kind an address names, if whoever asks may change such accounts."""
    kind = PARTNER_KINDS.get(word)
    if kind is None:
        raise NotFound
    area = Area(kind.model.area)
    if not current_user().may(area, Right.WRITE):
        raise MissingRight(area, Right.WRITE)
    return kind


def choose_kind(contact: Contact) -> Response:
    around = CONTACTS.around(reading(), contact)
    rows = [
        SimpleNamespace(
            caption=i18n.gettext(kind.model.one),
            url=url_for(".link", key=contact.key, kind=word),
            why_not=_why_not(unless_linkable(kind, contact, current_user(), around)),
        )
        for word, kind in PARTNER_KINDS.items()
    ]
    choose = SimpleNamespace(title=title_of(contact), breadcrumb=breadcrumb_of(contact), rows=rows)
    return render("contacts/kinds.html", choose=choose)


def _why_not(why: Any) -> SimpleNamespace | None:
    return why and SimpleNamespace(text=i18n.tell(why.message), link=see_link(why.see))


def title_of(contact: Contact, kind: PartnerKind | None = None) -> str:
    if kind is None:
        return i18n.gettext("Link %(contact)s with existing", contact=contact.label)
    one = i18n.gettext(kind.model.one)
    return i18n.gettext("Link %(contact)s with existing: %(table)s", contact=contact.label, table=one)


def breadcrumb_of(contact: Contact) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(caption=i18n.gettext(Contact.many), url=CONTACTS.url()),
        SimpleNamespace(caption=contact.label, url=CONTACTS.card_url(contact)),
    ]


def stopped(contact: Contact, kind: PartnerKind, refused: Refused, status: int) -> Response:
    choose = _choosing(title_of(contact, kind), breadcrumb_of(contact), "", CONTACTS.card_url(contact), refused)
    return render("contacts/choose.html", "found", status, choose=choose)


def choose_account(
    session: Session,
    contact: Contact,
    linked: Contact,
    kind: PartnerKind,
    refused: Refused | None = None,
    status: int = 200,
) -> Response:
    url = url_for(".link", key=contact.key, kind=kind.word)
    choose = _choosing(title_of(contact, kind), breadcrumb_of(contact), url, CONTACTS.card_url(contact), refused)
    choose.label = i18n.gettext("Search %(table)s", table=i18n.gettext(kind.model.many))
    choose.likely = [_choosable(each, contact, kind) for each in likely_accounts(session, linked, kind)]
    choose.found = [_choosable(each, contact, kind) for each in found_accounts(session, kind, choose.q)]
    return render("contacts/choose.html", "found", status, choose=choose)


def choose_contact(table: str, key: str) -> Response:
    """From the card of an account: choose the contact, then both are shown side by side."""
    session, kind = reading(), kind_of_address(table)
    page = page_of(table)
    assert page is not None
    partner = cast(Partner, find(session, page, key))
    breadcrumb = [
        SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
        SimpleNamespace(caption=partner.label, url=page.card_url(partner)),
    ]
    title = i18n.gettext(
        "Link %(account)s with existing: %(table)s", account=partner.label, table=i18n.gettext(Contact.one)
    )
    url = url_for(f"contacts.link_{kind.word}", key=partner.key)
    try:
        check_untied(session, partner)
        relation_code(session, kind)
    except Refused as refused:
        choose = _choosing(title, breadcrumb, "", page.card_url(partner), refused)
        return render("contacts/choose.html", "found", choose=choose)
    choose = _choosing(title, breadcrumb, url, page.card_url(partner))
    choose.label = i18n.gettext("Search %(table)s", table=i18n.gettext(Contact.many))
    choose.likely = [_choosable(each, each.record, kind, partner) for each in likely_contacts(session, partner)]
    choose.found = [_choosable(each, each.record, kind, partner) for each in found_contacts(session, partner, choose.q)]
    return render("contacts/choose.html", "found", choose=choose)


def _choosing(
    title: str, breadcrumb: list[SimpleNamespace], url: str, cancel_url: str, refused: Refused | None = None
) -> SimpleNamespace:
    return SimpleNamespace(
        title=title,
        breadcrumb=breadcrumb,
        problem=i18n.tell(refused.message) if refused else "",
        problem_link=see_link(refused.see) if refused else None,
        url=url,
        cancel_url=cancel_url,
        q=request.args.get("q", "")[:LONGEST_QUERY].strip(),
        label="",
        likely=[],
        found=[],
    )


def _choosable(each: Choosable, contact: Contact, kind: PartnerKind, partner: Partner | None = None) -> SimpleNamespace:
    """A row to choose: it leads to the contact's page, where both are shown side by side."""
    record, account = each.record, partner or each.record
    taken_by = each.taken_by
    return SimpleNamespace(
        label=record.label,
        detail=", ".join(filter(None, (record.address, record.post_code, record.city, record.phone_no, record.email))),
        reasons=[i18n.tell(reason) for reason in each.reasons],
        taken=i18n.gettext("linked with %(other)s already", other=taken_by.label) if taken_by else "",
        url=url_for("contacts.link", key=contact.key, kind=kind.word, no=account.no),
    )


for each in PARTNER_KINDS:
    bp.add_url_rule(
        f"/{each.replace('_', '-')}s/<key:key>/link",
        f"link_{each}",
        needs(Area.CONTACTS, Right.WRITE)(partial(choose_contact, each)),
    )
