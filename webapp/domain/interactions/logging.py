"""Logs a document that left the house: on whom, by which template, or why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.contact import Contact
from ..documents.document import Document
from ..documents.kinds import kind_of
from ..errors import N_, Message, Refused, See, say
from ..partners.kinds import PartnerKind
from ..partners.partner import Partner
from ..relations.links import contact_of
from ..setup.single import the
from .entry import begun, store, template_by_code
from .interaction import Interaction
from .papers import PAPER, SLOT, Paper
from .slots import InteractionTemplateSetup, language_of, unfit
from .template import InteractionTemplate


@dataclass(frozen=True)
class NotLogged:
    """Why there is no interaction, and where that is mended."""

    reason: str
    message: Message
    see: See | None = None

    def refused(self, field: str = "") -> Refused:
        params: Any = self.message.params
        return Refused(self.message.text, field=field, see=self.see, **params)


def log_document(
    session: Session, document: Document, version_no: int, at: dt.datetime, name: str = ""
) -> Interaction | NotLogged:
    """The interaction of a document, or the reason why there is none; it never stops what it tells of. The name is what
    the document is called where nothing was written to call it by."""
    paper = PAPER[document.kind]
    template = template_for(session, paper)
    if isinstance(template, NotLogged):
        return template
    contact = _contact(session, document, paper)
    if isinstance(contact, NotLogged):
        return contact
    occurrence, version = (document.occurrence, version_no) if paper.has_versions else (0, 0)
    with because(session, Rule.LOGGED, document):
        return store(
            session,
            begun(session, contact, template, at),
            description=_description(document) or name or template.description,
            salesperson_code=_salesperson(document, paper, contact),
            kind=paper.word,
            document_no=document.no,
            occurrence=occurrence,
            version_no=version,
        )


def cannot_log(session: Session, document: Document) -> NotLogged | None:
    """Why a document would not be logged now, for whoever is about to print it."""
    paper = PAPER[document.kind]
    template = template_for(session, paper)
    found = template if isinstance(template, NotLogged) else _contact(session, document, paper)
    return found if isinstance(found, NotLogged) else None


def logged_contact(session: Session, document: Document) -> Contact | None:
    """On whom a document would be logged."""
    found = _contact(session, document, PAPER[document.kind])
    return found if isinstance(found, Contact) else None


def template_for(session: Session, paper: Paper) -> InteractionTemplate | NotLogged:
    """What a kind of paper is logged by, or why it is not."""
    slot = SLOT[paper.slot]
    setup = the(session, InteractionTemplateSetup)
    template = template_by_code(session, getattr(setup, slot.field))
    if template is None:
        message = say(N_("No template is set up for “%(slot)s”."), slot=say(slot.caption))
        return NotLogged("no_template", message, See(InteractionTemplateSetup.type_name, field=slot.field))
    language = language_of(session, template.code)
    if language is not None:
        see = See(InteractionTemplate.type_name, template.code)
        return NotLogged("unfit_template", unfit(slot, template.code, language), see)
    return template


def _contact(session: Session, document: Document, paper: Paper) -> Contact | NotLogged:
    """On whom it is logged; nothing is written about those who are blocked for privacy."""
    found = _whom(session, document, paper)
    if isinstance(found, Contact) and found.privacy_blocked:
        message = say(N_("%(contact)s is blocked for privacy."), contact=found.label)
        return NotLogged("privacy", message, See(found.type_name, found.key, "privacy_blocked"))
    return found


def _whom(session: Session, document: Document, paper: Paper) -> Contact | NotLogged:
    no = getattr(document, paper.contact_field) if paper.contact_field else None
    if no:
        return _contact_by_no(session, document, no)
    kind = kind_of(document).side.partner
    partner_no = getattr(document, paper.partner_field)
    partner = _partner(session, kind, partner_no) if partner_no else None
    contact = contact_of(session, partner) if partner is not None else None
    if contact is not None:
        return contact
    if partner is None:
        message = say(N_("%(document)s names nobody who could be logged."), document=document.label)
        return NotLogged("no_contact", message, See(document.type_name, document.key))
    message = say(N_("%(partner)s is not linked to a contact."), partner=partner.label)
    return NotLogged("no_contact", message, See(partner.type_name, partner.key))


def _contact_by_no(session: Session, document: Document, no: str) -> Contact | NotLogged:
    contact = session.scalar(select(Contact).where(Contact.no == no))
    if contact is not None:
        return contact
    message = say(N_("Contact %(no)s of the document is gone."), no=no)
    return NotLogged("contact_gone", message, See(document.type_name, document.key, "contact_no"))


def _partner(session: Session, kind: PartnerKind, no: str) -> Partner | None:
    model: Any = kind.model
    return session.scalar(select(model).where(model.no == no))


def _description(document: Document) -> str:
    return document.posting_description or getattr(document, "description", "")


def _salesperson(document: Document, paper: Paper, contact: Contact) -> str | None:
    """The document's; where the document names the contact itself, that one's fills the gap."""
    own: str | None = getattr(document, paper.responsible) if paper.responsible else None
    names_contact = bool(paper.contact_field and getattr(document, paper.contact_field))
    return own or (contact.salesperson_code if names_contact else None)
