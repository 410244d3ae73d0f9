"""Whom a mail may go to, each with the reason; the first is the one that is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.addresses import address_on
from ..contacts.contact import Contact
from ..contacts.privacy import check_not_blocked
from ..documents.document import Document
from ..documents.kinds import SALES, kind_of
from ..errors import N_, Message, say
from ..interactions.dispatch import Dispatch
from ..interactions.interaction import Interaction
from ..interactions.logging import logged_contact
from ..interactions.showing import live_document
from ..partners.partner import Partner
from .mail import Mail

TYPED_BEFORE = N_("typed for this document before")
OF_DOCUMENT = N_("stands on the document")
OF_CONTACT = N_("of contact %(who)s")
ALTERNATIVE = N_("of %(who)s, at the address that counts today")
SECOND = N_("second address of contact %(who)s")
OF_PARTNER = N_("of %(who)s")
WENT_BEFORE = N_("it went there before")


class Recipient(NamedTuple):
    emails: str
    reason: Message


def recipients_of(session: Session, document: Document, on: dt.date) -> list[Recipient]:
    return _each_once(_of_document(session, document, on))


def recipients_for(session: Session, contact: Contact, on: dt.date) -> list[Recipient]:
    """Of a contact: where it is found today, then always."""
    return _each_once(_of_contact(session, contact, on, alternative_first=True))


def recipients_again(session: Session, entry: Interaction, on: dt.date) -> list[Recipient]:
    """Those of its document while that is there, or else of its contact; where it went before comes last."""
    return _each_once(_again(session, entry, on))


def check_may_resend(session: Session, entry: Interaction) -> None:
    document, contact = live_document(session, entry), _contact(session, entry.contact_no)
    if document is not None:
        check_may_write(session, document)
    if contact is not None:
        check_not_blocked(contact)


def check_may_write(session: Session, document: Document) -> None:
    """Nobody writes to a contact who is blocked for privacy."""
    for no in {document.contact_no, document.bill_to_contact_no}:
        contact = _contact(session, no)
        if contact is not None:
            check_not_blocked(contact)
    for partner in (_partner(session, document, "partner_field"), _partner(session, document, "payer_field")):
        if partner is not None:
            check_not_blocked(partner)
    logged = logged_contact(session, document)
    if logged is not None:
        check_not_blocked(logged)


def _again(session: Session, entry: Interaction, on: dt.date) -> Iterator[Recipient]:
    document, contact = live_document(session, entry), _contact(session, entry.contact_no)
    if document is not None:
        yield from _of_document(session, document, on)
    if contact is not None:
        yield from _of_contact(session, contact, on, alternative_first=True)
    mails = select(Mail.recipients).where(Mail.interaction_id == entry.id).order_by(Mail.id.desc())
    yield from (Recipient(emails, say(WENT_BEFORE)) for emails in session.scalars(mails))


def _of_document(session: Session, document: Document, on: dt.date) -> Iterator[Recipient]:
    yield Recipient(_typed_before(session, document), say(TYPED_BEFORE))
    sold = _partner(session, document, "partner_field")
    pays = _partner(session, document, "payer_field")
    sells = kind_of(document).side is SALES
    if sells or (sold is not None and document.email != sold.email):
        yield Recipient(document.email, say(OF_DOCUMENT))
    no = document.contact_no if sold is not None else document.bill_to_contact_no or document.contact_no
    contact = _contact(session, no)
    if contact is not None:
        yield from _of_contact(session, contact, on)
    for partner in (pays, sold) if sells else (sold, pays):
        if partner is not None:
            yield Recipient(partner.email, say(OF_PARTNER, who=partner.label))


def _of_contact(
    session: Session, contact: Contact, on: dt.date, alternative_first: bool = False
) -> Iterator[Recipient]:
    own = Recipient(contact.email, say(OF_CONTACT, who=contact.label))
    address = address_on(session, contact, on)
    other = Recipient(address.email if address else "", say(ALTERNATIVE, who=contact.label))
    yield from (other, own) if alternative_first else (own, other)
    yield Recipient(contact.email_2, say(SECOND, who=contact.label))


def _typed_before(session: Session, document: Document) -> str:
    """The last mail of this document, to whomever it went."""
    query = select(Mail.recipients).join(Dispatch, Dispatch.id == Mail.dispatch_id)
    mine = (
        Dispatch.kind == document.kind,
        Dispatch.document_no == document.no,
        Dispatch.occurrence == document.occurrence,
    )
    return session.scalar(query.where(*mine).order_by(Mail.id.desc()).limit(1)) or ""


def _contact(session: Session, no: str | None) -> Contact | None:
    return session.scalar(select(Contact).where(Contact.no == no)) if no else None


def _partner(session: Session, document: Document, which: str) -> Partner | None:
    side = kind_of(document).side
    no = getattr(document, getattr(side, which))
    model: Any = side.partner.model
    return session.scalar(select(model).where(model.no == no)) if no else None


def _each_once(found: Iterator[Recipient]) -> list[Recipient]:
    by_email: dict[str, Recipient] = {}
    for each in found:
        if each.emails:
            by_email.setdefault(each.emails.casefold(), each)
    return list(by_email.values())
