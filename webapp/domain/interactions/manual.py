"""Interactions by hand: finished now, or put off and taken up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import field_of, fresh
from ..changes import memory_of
from ..comments import Comment, add_comment, comments_on, delete_comment
from ..contacts.contact import Contact
from ..contacts.privacy import check_not_blocked
from ..errors import N_, Refused, See, say
from ..setup.people import Salesperson
from .content import NO_CONTENT, Content, Source, bring
from .entry import OF_TEMPLATE, email_of, set_contact, store, template_by_code
from .interaction import Interaction
from .languages import language_for, row_of
from .template import EMAIL, INBOUND, InteractionTemplate

TYPED = (
    "contact_no", "template_code", "description", "salesperson_code", "language_code", "date", "time",
    "correspondence_type", "information_flow", "initiated_by", "evaluation", "attempt_failed", "cost", "duration",
    "contact_via",
)  # fmt: skip
FILLED = tuple(name for name in OF_TEMPLATE if name not in ("template_code", "group_code"))
MANDATORY = ("salesperson_code", "date", "description")
"""In the order in which they are missed, after contact and template."""


@dataclass(frozen=True)
class Given:
    """What somebody has typed; what is not said comes from the template."""

    values: Mapping[str, Any]
    content: Content = NO_CONTENT
    comments: Sequence[str] = ()


@dataclass(frozen=True)
class Finished:
    entry: Interaction
    contact: Contact
    source: Source
    text: str = ""
    """What was filled in, where that is a text."""

    @property
    def is_to_be_sent(self) -> bool:
        """What came in was sent by others."""
        return self.entry.correspondence_type == EMAIL and self.entry.information_flow != INBOUND


def next_minute(at: dt.datetime) -> dt.time:
    """Now, rounded up to a full minute of the same day."""
    up = (at + dt.timedelta(seconds=60)).replace(second=0, microsecond=0, tzinfo=None)
    return up.time() if up.date() == at.date() else dt.time(23, 59)


def filled_in(
    session: Session,
    values: Mapping[str, Any],
    template: InteractionTemplate,
    contact: Contact | None,
    before: str = "",
) -> dict[str, Any]:
    """What choosing a template fills in: what is blank, and what came from the template that was chosen before."""
    row = language_for(session, template, contact.language_code if contact else None)
    told = {
        **{name: getattr(template, OF_TEMPLATE[name]) for name in FILLED},
        "description": (row.description if row else "") or template.description,
        "correspondence_type": template.correspondence_type,
        "language_code": row.language_code if row else None,
        "content": Source(template, row).usual_way,
    }
    another = bool(before) and before != template.code
    return {**values, **{name: value for name, value in told.items() if another or not values.get(name)}}


def finish(session: Session, given: Given, entry: Interaction | None = None) -> Finished:
    """Written now. What was put off keeps its number."""
    entry, contact, source = _begin(session, given, entry)
    text = bring(session, entry, contact, source, given.content)
    finished = Finished(entry, contact, source, text)
    if finished.is_to_be_sent:
        _check_can_be_sent(session, finished)
    _keep(session, entry, given.comments, postponed=False)
    return finished


def postpone(session: Session, given: Given, entry: Interaction | None = None) -> Interaction:
    """Kept for later: it is not in the log until it is finished."""
    entry, contact, source = _begin(session, given, entry)
    if given.content.way in ("own", "kept"):
        bring(session, entry, contact, source, given.content)
    _keep(session, entry, given.comments, postponed=True)
    return entry


def resume(entry: Interaction, on: dt.date) -> dict[str, Any]:
    """What was typed so far, dated anew."""
    return {**{name: getattr(entry, name) for name in TYPED}, "date": on}


def _begin(session: Session, given: Given, entry: Interaction | None) -> tuple[Interaction, Contact, Source]:
    if entry is not None and not entry.postponed:
        raise Refused(N_("Interaction %(no)s is finished already."), no=entry.id)
    contact, source, values = checked(session, given.values)
    entry = entry or fresh(Interaction, user_name=memory_of(session).by.name)
    with session.no_autoflush:
        for name in TYPED:
            if name in values:
                setattr(entry, name, values[name])
        entry.time = values.get("time") or dt.time()
        entry.group_code = source.template.group_code
        set_contact(session, entry, contact)
    entry.subject = source.subject or entry.description
    return entry, contact, source


def checked(session: Session, values: Mapping[str, Any]) -> tuple[Contact, Source, dict[str, Any]]:
    """All that has to be there, missed one after the other."""
    contact = _contact(session, values.get("contact_no"))
    template = template_by_code(session, values.get("template_code"))
    if template is None:
        raise _missing("template_code")
    told = {name: getattr(template, OF_TEMPLATE[name]) for name in FILLED}
    told |= {"description": template.description, "correspondence_type": template.correspondence_type}
    whole = {**told, **values}
    for name in MANDATORY:
        if not whole.get(name):
            raise _missing(name)
    _check_salesperson(session, whole["salesperson_code"])
    source = _source(session, template, contact, whole)
    return contact, source, {**whole, "language_code": source.row.language_code if source.row else None}


def _contact(session: Session, no: str | None) -> Contact:
    contact = session.scalar(select(Contact).where(Contact.no == no)) if no else None
    if contact is None:
        raise Refused(N_("Choose the contact this interaction is about."), field="contact_no")
    check_not_blocked(contact)
    return contact


def _missing(name: str) -> Refused:
    caption = say(field_of(Interaction, name).caption)
    return Refused(N_("“%(what)s” is needed before the interaction can be saved."), field=name, what=caption)


def _check_salesperson(session: Session, code: str) -> None:
    found = session.scalar(select(Salesperson).where(Salesperson.code == code))
    if found is None or found.blocked:
        text = N_("Salesperson %(code)s is blocked or gone. Choose another one.")
        raise Refused(text, field="salesperson_code", see=See(Salesperson.type_name, code), code=code)


def _source(session: Session, template: InteractionTemplate, contact: Contact, values: Mapping[str, Any]) -> Source:
    """In the language that was chosen, if the template speaks it."""
    wanted = values.get("language_code")
    if wanted is None:
        return Source(template, language_for(session, template, contact.language_code))
    row = row_of(session, template, wanted)
    if row is None:
        text = N_("Template %(template)s says nothing in language %(language)s. Choose one that it speaks, or none.")
        see = See(InteractionTemplate.type_name, template.code)
        raise Refused(text, field="language_code", see=see, template=template.code, language=wanted)
    return Source(template, row)


def _check_can_be_sent(session: Session, finished: Finished) -> None:
    entry, contact = finished.entry, finished.contact
    if entry.file_id is None:
        text = N_(
            "An interaction by email needs something to send. Attach a file, choose a template with an attachment, an"
            " email layout or a Word template, or choose another correspondence type."
        )
        raise Refused(
            text, field="correspondence_type", see=See(InteractionTemplate.type_name, finished.source.template.code)
        )
    if not email_of(session, contact, entry.date):
        text = N_("%(contact)s has no email address, nor an alternative address with one that counts on that day.")
        see = See(Contact.type_name, contact.key, "email")
        raise Refused(text, field="correspondence_type", see=see, contact=contact.label)


def _keep(session: Session, entry: Interaction, comments: Iterable[str], postponed: bool) -> None:
    entry.postponed = postponed
    store(session, entry)
    wanted = [text.strip() for text in comments if text.strip()]
    there = comments_of(session, entry)
    if [each.text for each in there] != wanted:
        for comment in there:
            delete_comment(session, comment)
        for text in wanted:
            add_comment(session, entry, {"date": entry.date, "text": text})


def comments_of(session: Session, entry: Interaction) -> list[Comment]:
    """In the order in which they were written."""
    return sorted(comments_on(session, entry), key=lambda each: each.id)
