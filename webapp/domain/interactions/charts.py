"""What the first page draws: interactions and papers month by month, how they were valued, and with whom they were."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, extract, func, literal, select
from sqlalchemy.orm import Session

from ..contacts.contact import Contact
from ..documents.document import Document
from .channels import Channel, Groups, channels_of_groups
from .interaction import Interaction
from .template import EMAIL, NO_FLOW
from .timeline import COUNTED

MONTHS, LATELY = 24, 12
MOST_CONTACTS = 6

Month = tuple[int, int]


class Monthly(NamedTuple):
    """Numbers by month, and by what is told apart."""

    months: Sequence[Month]
    counts: dict[str, dict[Month, int]]


def months_until(today: dt.date, number: int) -> list[Month]:
    """So many months, this one the last."""
    last = today.year * 12 + today.month - 1
    return [(each // 12, each % 12 + 1) for each in range(last - number + 1, last + 1)]


def interactions_by_month(session: Session, today: dt.date) -> Monthly:
    months = months_until(today, MONTHS)
    channel = _channel(channels_of_groups(session)).label("channel")
    return _monthly(session, months, channel, Interaction.date, COUNTED)


def papers_by_month(session: Session, today: dt.date, kinds: Collection[str]) -> Monthly:
    """Documents that are there, of these kinds."""
    months = months_until(today, MONTHS)
    return _monthly(session, months, Document.kind, Document.document_date, Document.kind.in_(kinds))


def _monthly(session: Session, months: Sequence[Month], what: Any, date: Any, *where: ColumnElement[bool]) -> Monthly:
    parts = (extract("year", date), extract("month", date))
    since = dt.date(*months[0], 1)
    year, month = months[-1]
    until = dt.date(year + month // 12, month % 12 + 1, 1)
    query = select(what, *parts, func.count()).where(date >= since, date < until, *where)
    counts: dict[str, dict[Month, int]] = defaultdict(dict)
    for word, year, month, number in session.execute(query.group_by(what, *parts)):
        counts[word][int(year), int(month)] = number
    return Monthly(months, dict(counts))


def _channel(groups: Groups) -> ColumnElement[str]:
    """As `channel_of` tells it, worked out by the database."""
    told = [(Interaction.group_code == group, literal(channel.value)) for group, channel in groups.items() if group]
    return case(
        (Interaction.kind != "", literal(Channel.DOCUMENT.value)),
        (Interaction.contact_via != "", literal(Channel.PHONE.value)),
        *told,
        (Interaction.information_flow == NO_FLOW, literal(Channel.MEETING.value)),
        (Interaction.correspondence_type == EMAIL, literal(Channel.MAIL.value)),
        else_=literal(Channel.OTHER.value),
    )


def evaluations(session: Session, today: dt.date) -> dict[str, int]:
    """How those of the last twelve months were valued, as far as they were."""
    query = select(Interaction.evaluation, func.count().label("number")).where(
        _lately(today), Interaction.evaluation != ""
    )
    return {row.evaluation: row.number for row in session.execute(query.group_by(Interaction.evaluation))}


class WithContact(NamedTuple):
    no: str
    name: str
    number: int


def top_contacts(session: Session, today: dt.date) -> list[WithContact]:
    """With whom there was most in the last twelve months: companies with their persons."""
    no = func.coalesce(Interaction.company_no, Interaction.contact_no).label("no")
    number = func.count().label("number")
    most = select(no, number).where(_lately(today), no.is_not(None)).group_by(no)
    first = most.order_by(number.desc(), no).limit(MOST_CONTACTS).subquery()
    query = select(Contact.no, Contact.name, first.c.number).join(first, first.c.no == Contact.no)
    return [WithContact(*row) for row in session.execute(query.order_by(first.c.number.desc(), Contact.no))]


def _lately(today: dt.date) -> ColumnElement[bool]:
    year, month = months_until(today, LATELY)[0]
    return and_(Interaction.date >= dt.date(year, month, 1), Interaction.date <= today, COUNTED)
