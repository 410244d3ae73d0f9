"""Cover sheets that left the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.contact import Contact
from ..contacts.privacy import check_not_blocked
from .entry import begun, store
from .interaction import Interaction
from .logging import NotLogged, template_for
from .papers import COVER_SHEET


def print_sheets(session: Session, contacts: Sequence[Contact], at: dt.datetime, log: bool) -> list[Interaction]:
    """An entry for each contact, if they are logged at all."""
    for contact in contacts:
        check_not_blocked(contact)
    template = template_for(session, COVER_SHEET)
    if not log or isinstance(template, NotLogged):
        return []
    with because(session, Rule.LEFT):
        return [
            store(
                session,
                begun(session, contact, template, at),
                description=template.description,
                salesperson_code=contact.salesperson_code,
                kind=COVER_SHEET.word,
            )
            for contact in contacts
        ]
