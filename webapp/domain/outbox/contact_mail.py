"""A mail to a contact from its card: written, and logged where there is a template for that."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.contact import Contact
from ..contacts.privacy import check_not_blocked
from ..errors import N_, Message, See, say
from ..interactions.entry import begun, store, template_by_code
from ..interactions.interaction import Interaction
from ..interactions.manual import checked, next_minute
from ..interactions.papers import SLOT
from ..interactions.slots import InteractionTemplateSetup
from ..interactions.template import EMAIL, InteractionTemplate
from ..setup.single import the
from .mail import Mail
from .writing import Letter, write_mail, written_mail

EMAILS = SLOT["emails"]
NOT_RECORDED = N_("No template is set up for “%(slot)s”, so this mail will not be recorded.")


class Logging(NamedTuple):
    """When it was written, and by whom of us."""

    on: dt.date
    """The work date."""
    at: dt.datetime
    salesperson_code: str | None


def template_for_mails(session: Session) -> InteractionTemplate | None:
    return template_by_code(session, getattr(the(session, InteractionTemplateSetup), EMAILS.field))


def not_recorded(session: Session) -> tuple[Message, See] | None:
    """What is to be known before a mail is written, and where it is mended."""
    if template_for_mails(session) is not None:
        return None
    return say(NOT_RECORDED, slot=say(EMAILS.caption)), See(InteractionTemplateSetup.type_name, field=EMAILS.field)


def mail_contact(session: Session, contact: Contact, letter: Letter, logging: Logging, once: str) -> Mail:
    """The same form, sent twice, is one mail."""
    check_not_blocked(contact)
    session.execute(select(Contact.id).where(Contact.id == contact.id).with_for_update())
    once = f"{once[:24]}.c{contact.id}"
    before = written_mail(session, once)
    if before is not None:
        return before
    template = template_for_mails(session)
    with because(session, Rule.LEFT, contact):
        entry = _logged(session, contact, template, letter, logging) if template is not None else None
        return write_mail(session, letter, once, entry)


def _logged(
    session: Session, contact: Contact, template: InteractionTemplate, letter: Letter, logging: Logging
) -> Interaction:
    """With the checks of what people log by hand, since somebody wrote it."""
    told = {
        "contact_no": contact.no, "template_code": template.code, "description": template.description or letter.subject,
        "salesperson_code": logging.salesperson_code or contact.salesperson_code, "date": logging.on,
    }  # fmt: skip
    _contact, source, values = checked(session, told)
    with because(session, Rule.LOGGED, contact):
        return store(
            session,
            begun(session, contact, template, logging.at),
            date=logging.on,
            time=next_minute(logging.at),
            description=values["description"],
            subject=letter.subject,
            salesperson_code=values["salesperson_code"],
            language_code=source.row.language_code if source.row else None,
            correspondence_type=EMAIL,
        )
