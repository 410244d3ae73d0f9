"""How many interactions there were, what they cost and how long they took. Those that were cancelled or put off do not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from ..base import Base
from ..contacts.contact import PERSON, Contact
from ..errors import N_
from ..setup.people import Salesperson
from .interaction import Interaction
from .template import InteractionGroup, InteractionTemplate

COUNTS = and_(~Interaction.cancelled, ~Interaction.postponed)
MOST_ROWS = 200


class Numbers(NamedTuple):
    number: int
    cost: Decimal
    duration: int
    failed: int


class Row(NamedTuple):
    key: str | None
    name: str
    numbers: Numbers


def numbers_for(session: Session, *conditions: ColumnElement[bool]) -> Numbers:
    return _numbers(session.execute(select(*_sums()).where(COUNTS, *conditions)).one())


def _sums() -> tuple[Any, ...]:
    failed = func.sum(case((Interaction.attempt_failed, 1), else_=0))
    return func.count(), func.sum(Interaction.cost), func.sum(Interaction.duration), failed


def _numbers(row: Any) -> Numbers:
    number, cost, duration, failed = row
    return Numbers(number, cost or Decimal(0), int(duration or 0), int(failed or 0))


class By(NamedTuple):
    """What interactions are counted by."""

    word: str
    caption: str
    field: str
    """What a list of interactions is narrowed by to see them."""
    model: type[Base]
    may_lack: bool = True
    """Whether those are counted, too, that have none."""
    only: ColumnElement[bool] | None = None
    """Which of them are meant: asked once of each, not of every interaction with it."""

    @property
    def column(self) -> Any:
        return getattr(Interaction, self.field)


_PERSON = select(Contact.id).where(Contact.no == Interaction.contact_no, Contact.type == PERSON).exists()
BY = {
    by.word: by
    for by in (
        By("group", InteractionGroup.one, "group_code", InteractionGroup),
        By("template", InteractionTemplate.one, "template_code", InteractionTemplate),
        By("salesperson", Salesperson.one, "salesperson_code", Salesperson),
        By("company", N_("Company, with its persons"), "company_no", Contact, may_lack=False),
        By("person", N_("Person"), "contact_no", Contact, may_lack=False, only=_PERSON),
    )
}


def statistics(session: Session, by: By, first: dt.date | None = None, last: dt.date | None = None) -> list[Row]:
    """The most frequent first."""
    conditions = [COUNTS]
    conditions += [] if by.may_lack else [by.column.is_not(None)]
    conditions += [Interaction.date >= first] if first else []
    conditions += [Interaction.date <= last] if last else []
    query = select(by.column, *_sums()).where(*conditions).group_by(by.column)
    query = query if by.only is None else query.having(by.only)
    rows = session.execute(query.order_by(func.count().desc(), by.column).limit(MOST_ROWS)).all()
    names = _names(session, by.model, [row[0] for row in rows if row[0]])
    return [Row(row[0], names.get(row[0], ""), _numbers(row[1:])) for row in rows]


def _names(session: Session, model: type[Base], keys: Sequence[str]) -> dict[str, str]:
    key, title = getattr(model, model.key_field), getattr(model, model.title_field)
    return {row[0]: row[1] for row in session.execute(select(key, title).where(key.in_(keys)))}
