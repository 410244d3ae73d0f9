"""What a contact has beside its card, counted, with the ways there."""

from __future__ import annotations

from functools import partial

from flask import url_for
from sqlalchemy.orm import Session

from ... import formats, i18n
from ...domain.columns import Field
from ...domain.contacts.addresses import counts_for
from ...domain.contacts.classification import CLASSES, HOLDINGS, holders
from ...domain.contacts.contact import Contact
from ...domain.errors import N_
from ...pages import Action, Computed, Fact
from .around import Around

TO_TALLIES = (
    Action("classes", N_("Groups and responsibilities"), "contacts.classes", "tags", place="more"),
    Action("comments", N_("Comments"), "contacts.contacts_comments", "message-square", place="more"),
    Action("ranges", N_("Date ranges of addresses"), "contacts.ranges", "calendar", place="more"),
)
HELD = tuple(
    Computed(each.word, Field(each.of.one), each.of.code, partial(holders, each.of)) for each in HOLDINGS.values()
)
"""What a list of contacts can be narrowed by: the codes that contacts have several of."""


def tallies(contact: Contact, seen: Around) -> list[Fact]:
    locale = i18n.current().locale
    here = url_for("contacts.classes", key=contact.key)
    counts = ((model, seen.counts[model.type_name]) for model in CLASSES)
    return [
        *_address(contact, seen),
        *(Fact(model.many, formats.show_number(count, locale), f"{here}#{model.type_name}") for model, count in counts),
        Fact(
            N_("Comments"),
            formats.show_number(seen.no_of_comments, locale),
            url_for("contacts.contacts_comments", key=contact.key),
        ),
    ]


def _address(contact: Contact, seen: Around) -> list[Fact]:
    """The alternative address that counts today."""
    reach = seen.reach
    if reach is None or not counts_for(contact, seen.company, seen.setup, reach):
        return []
    code, owner = reach.address.code, contact if reach.contact_id == contact.id else seen.company
    text = code
    if reach.ending_date:
        until = formats.show_date(reach.ending_date, i18n.current().locale)
        text = i18n.gettext("%(address)s (until %(date)s)", address=code, date=until)
    assert owner is not None
    return [Fact(N_("Today's address"), text, url_for("contacts.ranges", key=owner.key))]


def interactions(_session: Session, _contact: Contact, seen: Around) -> list[Fact]:
    """What there was, what it took; nothing where there was nothing."""
    figures, locale = seen.figures, i18n.current().locale
    facts = [Fact(N_("No. of Interactions"), formats.show_number(figures.number, locale))]
    if figures.last:
        facts.append(Fact(N_("Date of Last Interaction"), formats.show_date(figures.last, locale)))
    if figures.last_attempt:
        facts.append(Fact(N_("Last Date Attempted"), formats.show_date(figures.last_attempt, locale)))
    if figures.cost:
        facts.append(Fact(N_("Cost"), formats.show_number(figures.cost, locale, 2)))
    if figures.duration:
        facts.append(Fact(N_("Duration (Min.)"), formats.show_number(figures.duration, locale)))
    return facts
