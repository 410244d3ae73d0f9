"""Receipts: what an action did, here and elsewhere, with *Undo* in reach."""

from __future__ import annotations

from types import SimpleNamespace

from flask import session
from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from .. import i18n
from ..db import notes, reading, written
from ..domain.base import Record
from ..domain.changes import Change
from ..domain.changes.rules import NUMBERS
from ..domain.errors import N_, Message, say
from .rendering import directory, page_of

MOST_RECEIPTS = 4
MOST_READ = 200
MOST_NOTES = 6
LONGEST_NOTE = 300
NAMED = 4
CAME, WENT, CHANGED = N_("Also created: %(records)s"), N_("Also deleted: %(records)s"), N_("Also changed: %(records)s")


def receipt(
    text: Message | str,
    tone: str = "done",
    details: list[str] | None = None,
    link: SimpleNamespace | None = None,
    undo: bool = True,
    about: Record | None = None,
) -> None:
    """Say what was done; it shows on the next page, with *Undo* when something was changed."""
    change_set_id = written() if undo else None
    told = [i18n.tell(note) for note in notes()] if undo else []
    if change_set_id and about is not None:
        told = [*elsewhere(reading(), change_set_id, about), *told]
    receipts = session.get("receipts", [])[-MOST_RECEIPTS + 1 :]
    receipts.append(
        {
            "text": i18n.tell(text)[:LONGEST_NOTE],
            "tone": tone,
            "details": [detail[:LONGEST_NOTE] for detail in [*(details or []), *told]][:MOST_NOTES],
            "link": [link.url, link.text] if link else None,
            "undo": change_set_id,
        }
    )
    session["receipts"] = receipts


def elsewhere(session: Session, change_set_id: int, about: Record) -> list[str]:
    """What an action changed beside the record it was about, a sentence for each way."""
    by_record: dict[tuple[str, int], list[Change]] = {}
    query = select(Change).where(
        Change.change_set_id == change_set_id,
        Change.rule.not_in(NUMBERS),
        ~((Change.record_type == about.__tablename__) & (Change.record_id == about.id)),
    )
    found = session.scalars(query.order_by(Change.id).limit(MOST_READ)).all()
    for change in found:
        if page_of(change.record_type):
            by_record.setdefault((change.record_type, change.record_id), []).append(change)
    groups: dict[str, list[str]] = {}
    for changes in by_record.values():
        groups.setdefault(_way(changes), []).append(_named(changes))
    count = _count(session, change_set_id, about) if len(found) == MOST_READ else len(groups.get(CHANGED, []))
    return [_sentence(way, named, count if way == CHANGED else len(named)) for way, named in groups.items()]


def _count(session: Session, change_set_id: int, about: Record) -> int:
    """How many records were changed; without those that came or went, and the one it was about."""
    which = tuple_(Change.record_type, Change.record_id)
    passing = select(Change.record_type, Change.record_id).where(
        Change.change_set_id == change_set_id, Change.field == "id"
    )
    rows = (
        select(Change.record_type, Change.record_id)
        .where(Change.change_set_id == change_set_id, which.not_in(passing), Change.rule.not_in(NUMBERS))
        .where(Change.record_type.in_(directory()))
        .where(~((Change.record_type == about.__tablename__) & (Change.record_id == about.id)))
        .distinct()
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(rows)) or 0


def _way(changes: list[Change]) -> str:
    return CAME if any(c.is_creation for c in changes) else WENT if any(c.is_deletion for c in changes) else CHANGED


def _named(changes: list[Change]) -> str:
    """The record, and which of its fields changed."""
    page = page_of(changes[0].record_type)
    assert page is not None
    name = f"{i18n.gettext(page.model.one)} {changes[0].label}"
    if _way(changes) != CHANGED:
        return name
    columns = page.model.__mapper__.columns
    captions = [
        i18n.gettext(field.caption)
        for change in changes
        if (field := columns[change.field].info.get("field")) is not None
    ]
    return f"{name} ({', '.join(dict.fromkeys(captions))})" if captions else name


def _sentence(way: str, named: list[str], count: int) -> str:
    shown = ", ".join(named[:NAMED])
    if count > NAMED:
        shown = i18n.gettext("%(some)s and %(more)s more", some=shown, more=count - NAMED)
    return i18n.tell(say(way, records=shown))
