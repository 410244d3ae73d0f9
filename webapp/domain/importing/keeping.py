"""How a decision is kept until it is carried out, and read again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import Base
from ..changes.values import keep, read
from .addresses import Kept
from .columns import ADDRESSES, COMMENT, PICTURE, RELATIONS, Subject
from .drafts import Draft
from .records import ADD, CHANGE, ImportRow, State
from .relations import Relation
from .settings import ADD as ADD_ALL_THE_SAME
from .settings import UPDATE, Settings

LONGEST_LABEL = 150
OF_ROWS = ("id", "place", "deed", "label", "record_id", "company_place")


@dataclass(frozen=True)
class Planned:
    """A row that something is to be done for."""

    id: int
    place: int
    deed: str
    label: str
    record_id: int | None
    company_place: int | None
    values: Mapping[str, Any]
    before: Mapping[str, str | None]
    more: Mapping[str, Any]

    def has_moved(self, record: Base) -> bool:
        """Whether somebody has changed since what was to be changed."""
        return any(keep(getattr(record, name)) != before for name, before in self.before.items())


def planned_rows(session: Session, subject: Subject, ids: Sequence[int]) -> list[Planned]:
    """Those that are still there, in this order."""
    columns = [getattr(ImportRow, name) for name in OF_ROWS]
    found = {row.id: row for row in session.execute(select(*columns, ImportRow.kept).where(ImportRow.id.in_(ids)))}
    return [_planned(subject, found[id_]) for id_ in ids if id_ in found]


def _planned(subject: Subject, row: Any) -> Planned:
    told = json.loads(row.kept)
    values = {name: read(subject.model, name, kept) for name, kept in told["values"].items()}
    more = {name: READ.get(name, _as_it_is)(kept) for name, kept in told["more"].items()}
    known = {name: getattr(row, name) for name in OF_ROWS}
    return Planned(**known, values=values, before=told["before"], more=more)


def row_of(draft: Draft, settings: Settings) -> dict[str, Any]:
    record = draft.record
    told = {
        "values": {name: keep(value) for name, value in draft.changes.items()},
        "before": {name: keep(getattr(record, name)) for name in _changing(draft)} if record is not None else {},
        "more": {name: WRITTEN.get(name, _as_it_is)(value) for name, value in draft.more.items()},
        "refusals": [(name, message.dump()) for name, message in draft.refusals],
        "reasons": [message.dump() for message in (*draft.reasons, *(draft.twin.reasons if draft.twin else ()))],
        "company": draft.company.name if draft.company is not None else "",
        "twin": [draft.twin.model.type_name, draft.twin.no, draft.twin.name] if draft.twin else None,
    }
    return {
        "place": draft.place,
        "line": draft.line,
        "state": draft.state.value,
        "deed": _deed(draft, settings),
        "label": _label(draft)[:LONGEST_LABEL],
        "record_id": record.id if record is not None else None,
        "company_place": draft.company.place if draft.company is not None else None,
        "kept": json.dumps(told, ensure_ascii=False),
    }


def _changing(draft: Draft) -> list[str]:
    return [*draft.changes, *(["picture_id"] if PICTURE in draft.more else [])]


def _deed(draft: Draft, settings: Settings) -> str:
    """What may be a duplicate is treated as the person has chosen."""
    choice = settings.on_duplicate(draft.place) if draft.state == State.DUPLICATE else ""
    if draft.state == State.NEW or choice == ADD_ALL_THE_SAME:
        return ADD
    updates = draft.state == State.UPDATE or (choice == UPDATE and draft.record is not None)
    return CHANGE if updates and (draft.changes or draft.more or draft.company) else ""


def _label(draft: Draft) -> str:
    if draft.target is not None:
        return str(draft.target.label)
    return " ".join(filter(None, (draft.values.get("no"), draft.name)))


def _as_it_is(value: Any) -> Any:
    return value


def _written_comments(comments: Any) -> list[tuple[str | None, str]]:
    return [(date.isoformat() if date else None, text) for date, text in comments]


def _read_comments(kept: Any) -> list[tuple[dt.date | None, str]]:
    return [(dt.date.fromisoformat(date) if date else None, text) for date, text in kept]


def _read_relations(kept: Any) -> list[Relation]:
    return [Relation(*each) for each in kept]


WRITTEN: dict[str, Callable[[Any], Any]] = {COMMENT: _written_comments, ADDRESSES: Kept.dump}
READ: dict[str, Callable[[Any], Any]] = {COMMENT: _read_comments, ADDRESSES: Kept.load, RELATIONS: _read_relations}
