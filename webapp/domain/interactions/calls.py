"""Telephone calls: the numbers of whoever is called, and the interaction that tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from ..contacts.company import company_of
from ..contacts.contact import Contact
from ..errors import N_, Refused, See, say
from ..setup.single import the
from .entry import template_by_code
from .manual import Finished, Given, finish
from .papers import SLOT
from .slots import InteractionTemplateSetup
from .template import InteractionTemplate

CALLS = SLOT["outgoing_calls"]
NUMBERS = ("phone_no", "mobile_phone_no")


class Number(NamedTuple):
    number: str
    whose: str
    field: str


def call_template(session: Session) -> InteractionTemplate:
    template = template_by_code(session, getattr(the(session, InteractionTemplateSetup), CALLS.field))
    if template is None:
        see = See(InteractionTemplateSetup.type_name, field=CALLS.field)
        raise Refused(
            N_("Choose a template for “%(slot)s” in the interaction template setup first."),
            see=see,
            slot=say(CALLS.caption),
        )
    return template


def numbers_of(session: Session, contact: Contact) -> list[Number]:
    """A contact's own, then those of its company."""
    company = company_of(session, contact)
    found = [
        Number(getattr(each, field), each.name, field)
        for each in (contact, company)
        if each is not None
        for field in NUMBERS
        if getattr(each, field)
    ]
    return list({each.number: each for each in reversed(found)}.values())[::-1]


def call(session: Session, values: Mapping[str, Any], comments: tuple[str, ...] = ()) -> Finished:
    """Nothing is sent, whatever way the template prefers."""
    template = call_template(session)
    return finish(
        session, Given({**values, "template_code": template.code, "correspondence_type": ""}, comments=comments)
    )
