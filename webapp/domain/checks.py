"""The promises as queries: each names what breaks it. More come with the records they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from .base import Base, Record, models
from .changes import Change, ChangeSet
from .errors import N_, Message, say
from .search import SearchEntry
from .series import NoSeriesLine, unaccounted

MOST_FINDINGS = 100


@dataclass(frozen=True)
class Check:
    """A promise, what it says, and what breaks it now."""

    promise: str
    text: str
    findings: Callable[[Session], Iterator[Message]]


def rows_point_somewhere(session: Session) -> Iterator[Message]:
    """P3: no row points to nothing."""
    for name in sorted(Base.metadata.tables):
        columns = Base.metadata.tables[name]
        for key in (key for column in columns.c for key in column.foreign_keys):
            target = key.column.table.alias()
            lost = select(func.count()).where(
                key.parent.is_not(None), ~exists().where(target.c[key.column.name] == key.parent)
            )
            count = session.scalar(lost) or 0
            if count:
                yield say(
                    N_("%(count)s rows of %(table)s name something that is gone (%(column)s)."),
                    count=count,
                    table=name,
                    column=key.parent.name,
                )


def changes_are_complete(session: Session) -> Iterator[Message]:
    """P5: every tracked record came by a remembered action, and every change belongs to one."""
    for model in models():
        if not model.tracked:
            continue
        came = exists().where(
            Change.record_type == model.__tablename__,
            Change.record_id == model.id,
            Change.field == "id",
            Change.before.is_(None),
        )
        for record in session.scalars(select(model).where(~came).limit(MOST_FINDINGS)):
            yield say(
                N_("Nobody knows how %(table)s %(record)s came to be."), table=say(model.one), record=record.label
            )


def actions_have_changes(session: Session) -> Iterator[Message]:
    """P5: an action without changes would be an action that was half lost."""
    empty = select(func.count()).select_from(ChangeSet).where(~exists().where(Change.change_set_id == ChangeSet.id))
    count = session.scalar(empty) or 0
    if count:
        yield say(N_("%(count)s actions have no changes."), count=count)


def numbers_are_accounted_for(session: Session) -> Iterator[Message]:
    """P6: every number between the first and the last is in use or accounted for."""
    for line in session.scalars(select(NoSeriesLine).order_by(NoSeriesLine.id)):
        for entry in unaccounted(session, line):
            yield say(
                N_("Number %(no)s of series %(series)s is unaccounted for."), no=entry.no, series=line.no_series_code
            )


def search_finds_everything(session: Session) -> Iterator[Message]:
    """What is not in the index cannot be found."""
    for model in models():
        if not issubclass(model, Record):
            continue
        indexed = exists().where(SearchEntry.record_type == model.__tablename__, SearchEntry.record_id == model.id)
        for record in session.scalars(select(model).where(~indexed).limit(MOST_FINDINGS)):
            if record.search_texts():
                yield say(
                    N_("%(table)s %(record)s cannot be found by searching."), table=say(model.one), record=record.label
                )


CHECKS = (
    Check("P3", N_("Every link points to something."), rows_point_somewhere),
    Check("P5", N_("Every record knows how it came to be."), changes_are_complete),
    Check("P5", N_("Every action knows what it changed."), actions_have_changes),
    Check("P6", N_("Every number is in use or accounted for."), numbers_are_accounted_for),
    Check("search", N_("Every record can be found."), search_finds_everything),
)


def broken_promises(session: Session) -> Iterator[tuple[Check, Message]]:
    for check in CHECKS:
        for count, finding in enumerate(check.findings(session)):
            if count == MOST_FINDINGS:
                break
            yield check, finding
