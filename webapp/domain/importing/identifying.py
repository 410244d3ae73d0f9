"""Which record a row means: by its number, else by its external ID, else by what the person has chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from ..errors import N_, Refused, say
from .columns import Subject, fields_of
from .drafts import Draft

AT_ONCE = 500
MOST_NAMED = 5


def identify(session: Session, subject: Subject, drafts: Sequence[Draft], key: str) -> None:
    names = [name for name in ("no", "external_id", key) if name in subject.model.__mapper__.columns]
    for name in names:
        asking = [draft for draft in drafts if draft.target is None and draft.values.get(name)]
        found = _records(session, subject, name, {draft.values[name] for draft in asking})
        for draft in asking:
            _settle(subject, draft, name, found.get(_compared(draft.values[name]), []))
    _refuse_twice(subject, drafts, names)


def _records(session: Session, subject: Subject, name: str, wanted: Iterable[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    values = sorted(wanted)
    for start in range(0, len(values), AT_ONCE):
        condition = _is_any(subject.model, name, values[start : start + AT_ONCE])
        for record in session.scalars(select(subject.model).where(condition).order_by(subject.model.id)):
            found[_compared(getattr(record, name))].append(record)
    return found


def _is_any(model: Any, name: str, values: list[str]) -> ColumnElement[bool]:
    """Letter case does not matter; the search name of a record knows the capitals of every alphabet."""
    column = getattr(model, name)
    if name == "no":
        return column.in_(values)  # type: ignore[no-any-return]
    same: ColumnElement[bool] = func.lower(column).in_([value.lower() for value in values])
    return or_(same, model.search_name.in_([value.upper() for value in values])) if name == "name" else same


def _compared(value: str) -> str:
    return value.casefold()


def _settle(subject: Subject, draft: Draft, name: str, found: list[Any]) -> None:
    if len(found) == 1:
        draft.target = found[0]
    elif found:
        draft.refuse(
            name,
            Refused(
                N_("Several have the same %(caption)s: %(some)s. Write the number of the one that is meant."),
                caption=say(fields_of(subject.word)[name].caption),
                some=", ".join(record.label for record in found[:MOST_NAMED]),
            ),
        )


def _refuse_twice(subject: Subject, drafts: Sequence[Draft], names: list[str]) -> None:
    """No two rows can be about the same record."""
    seen: dict[Any, int] = {}
    for draft in drafts:
        marks = [("id", draft.target.id)] if draft.target is not None else [
            (name, _compared(draft.values[name])) for name in names if draft.values.get(name)
        ]  # fmt: skip
        earlier = next((seen[mark] for mark in marks if mark in seen), None)
        if earlier is not None:
            draft.refuse(
                "", Refused(N_("Line %(line)s is about the same one. Leave one of the two out."), line=earlier)
            )
        for mark in marks:
            seen.setdefault(mark, draft.line)
