"""Some three hundred interactions of two years, a dozen documents that left the house, and mails that never do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes.bulk import add_many, load_many
from ..comments import add_comment
from ..contacts.contact import Contact
from ..documents.document import Document
from ..interactions.dispatch import PRINTED, SENT
from ..interactions.dispatching import Leaving, dispatch, offer
from ..interactions.entry import begun, email_of
from ..interactions.interaction import Interaction
from ..interactions.logging import logged_contact
from ..interactions.template import InteractionTemplate
from ..outbox.mail import State
from ..outbox.writing import Letter, write_mail
from ..setup.people import Salesperson
from ..users.user import User
from .adding import Sample, brought, came_along
from .conversations import COVERING, EVALUATED, GREETING, NOT_REACHED, PUT_OFF, REMARKS, SAID, Said

DAYS = 728
GOLDEN = 0.6180339887
"""Steps of this part of a round never come near each other, so that the days spread as if by chance."""
PRINTED_KINDS = ("sales_quote", "sales_order", "blanket_sales_order", "purchase_quote", "purchase_order")
MOST_PRINTED = 14
MAILED = 2
REMARKED = 20
"""Every so manieth interaction has a comment."""


class Cast(NamedTuple):
    """Who speaks, with whom, and by which templates."""

    contacts: Sequence[Contact]
    sellers: dict[str, str]
    templates: dict[str, InteractionTemplate]


def add(session: Session, sample: Sample) -> None:
    """Where the templates are missing, there is nothing of the kind."""
    cast = _cast(session)
    if not cast.contacts or not cast.sellers or _are_there(session):
        return
    entries = [*_past(session, sample, cast), *_put_off(session, sample, cast)]
    add_many(session, entries)
    for number, entry in enumerate(entries[::REMARKED]):
        remark = sample.say(REMARKS[number % len(REMARKS)])
        add_comment(session, entry, {"text": remark, "date": entry.date})
    _mail_some(session, sample, entries)
    _print_some(session, sample)


def _cast(session: Session) -> Cast:
    ids = brought(session, Contact).values()
    contacts = [each for each in load_many(session, Contact, ids) if not each.privacy_blocked]
    sellers = {each.code: each.description for each in session.scalars(select(Salesperson).order_by(Salesperson.code))}
    templates = {each.code: each for each in session.scalars(select(InteractionTemplate))}
    return Cast(sorted(contacts, key=lambda each: each.id), sellers, templates)


def _are_there(session: Session) -> bool:
    """Then there is nothing to add, whatever became of some of them."""
    came = came_along(Interaction.type_name, Interaction.id)
    return session.scalar(select(Interaction.id).where(came).limit(1)) is not None


def _past(session: Session, sample: Sample, cast: Cast) -> Iterator[Interaction]:
    said = [each for each in SAID if each.template in cast.templates]
    number = 0
    for each in said:
        for turn in range(each.how_many):
            number += 1
            back = 1 + int(DAYS * (number * GOLDEN % 1) ** 1.2)
            entry = _entry(session, sample, cast, each, number, back)
            entry.evaluation = EVALUATED[number % len(EVALUATED)]
            if each.template == "CALL-OUT" and turn % 9 == 4:
                entry.attempt_failed, entry.description, entry.evaluation = True, sample.say(NOT_REACHED), ""
            entry.cancelled = number % 70 == 13
            yield entry


def _put_off(session: Session, sample: Sample, cast: Cast) -> Iterator[Interaction]:
    for each in PUT_OFF:
        for turn in range(each.how_many if each.template in cast.templates else 0):
            entry = _entry(session, sample, cast, each, turn * 11 + 3, turn * 3)
            entry.postponed = True
            yield entry


def _entry(session: Session, sample: Sample, cast: Cast, said: Said, number: int, back: int) -> Interaction:
    contact = cast.contacts[number * 7 % len(cast.contacts)]
    entry = begun(session, contact, cast.templates[said.template], _at(back, number))
    codes = list(cast.sellers)
    seller = contact.salesperson_code or codes[number % len(codes)]
    entry.description = sample.say(said.texts[number % len(said.texts)])
    entry.salesperson_code, entry.user_name = seller, cast.sellers.get(seller, entry.user_name)
    entry.duration, entry.cost = said.minutes[number % len(said.minutes)], Decimal(said.cost)
    entry.language_code = contact.language_code
    if said.template == "CALL-OUT":
        entry.contact_via = contact.phone_no or contact.mobile_phone_no
    return entry


def _at(back: int, number: int) -> dt.datetime:
    """In office hours of a weekday."""
    day = dt.date.today() - dt.timedelta(days=back)
    day -= dt.timedelta(days=max(0, day.weekday() - 4))
    return dt.datetime.combine(day, dt.time(8 + number % 8, number * 17 % 60))


def _mail_some(session: Session, sample: Sample, entries: Sequence[Interaction]) -> None:
    """The latest are in the outbox."""
    mailed = [entry for entry in entries if entry.template_code == "MAIL-OUT" and not entry.cancelled]
    for entry in sorted(mailed, key=lambda each: each.date)[-MAILED:]:
        contact = session.scalars(select(Contact).where(Contact.no == entry.contact_no)).one()
        email = email_of(session, contact, entry.date)
        if email:
            body = f"{sample.say(GREETING)}\n\n{entry.description}"
            _write(session, Letter(email, entry.description, body), f"sample entry {entry.id}", entry)


def _write(session: Session, letter: Letter, once: str, entry: Interaction | None, row: object = None) -> None:
    """Discarded, so that it never starts by itself, even when a mail server is set up: nobody is at those addresses.
    Whoever wants to see one go brings it back."""
    mail = write_mail(session, letter, once, entry, row)  # type: ignore[arg-type]
    mail.state, mail.discarded = State.HELD, True
    session.flush()


def _print_some(session: Session, sample: Sample) -> None:
    if sample.on_paper is None:
        return
    query = select(Document).where(Document.kind.in_(PRINTED_KINDS), came_along(Document.kind, Document.id))
    found = [each for each in session.scalars(query.order_by(Document.id)) if logged_contact(session, each)]
    step = max(1, len(found) // MOST_PRINTED)
    for number, document in enumerate(found[::step][:MOST_PRINTED]):
        _let_out(session, sample, document, sent=number % 4 == 3)


def _zone(session: Session) -> ZoneInfo:
    """Office hours are those of the first user, who looks at them."""
    return ZoneInfo(session.scalars(select(User.time_zone).order_by(User.id).limit(1)).first() or "UTC")


def _let_out(session: Session, sample: Sample, document: Document, sent: bool) -> None:
    assert sample.on_paper is not None
    contact = logged_contact(session, document)
    at = dt.datetime.combine(document.document_date or dt.date.today(), dt.time(10, 30))
    email = email_of(session, contact, at.date()) if contact and sent else ""
    name, data, called = sample.on_paper(session, document)
    leaving = Leaving(name, data, SENT if email else PRINTED, f"sample {document.id}", at, called)
    row, _problem = dispatch(session, document, leaving, offer(session, document).wanted)
    row.at = at.replace(tzinfo=_zone(session)).astimezone(dt.UTC)
    entry = session.get(Interaction, row.interaction_id) if row.interaction_id else None
    if email:
        _write(
            session,
            Letter(email, called, sample.say(COVERING), files=[(row.file, name)]),
            f"sample {document.id}",
            entry,
            row,
        )
