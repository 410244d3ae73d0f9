"""What every part of the sample adds with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from ..base import Base, Coded, Record, model_of
from ..changes import Change, Rule
from ..codes import add_code
from ..documents.document import Document

C = TypeVar("C", bound=Coded)


class Paper(NamedTuple):
    """What a document is when it leaves the house."""

    name: str
    data: bytes
    called: str
    """What the log calls it."""


OnPaper = Callable[[Session, Document], Paper]


@dataclass(frozen=True)
class Sample:
    """How the sample speaks, and what its people sign in with."""

    say: Callable[[str], str]
    password: str
    on_paper: OnPaper | None = None
    """Without it no document has left the house yet."""


class Known:
    """The codes there are. The sample names no other, as somebody may have taken one out or never had it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._codes: dict[str, frozenset[str]] = {}

    def only(self, model: type[Base], values: dict[str, Any]) -> dict[str, Any]:
        """Values without those that name a code that is not there."""
        columns = model.__mapper__.columns
        return {name: value for name, value in values.items() if self.has(columns[name].info["field"].refers_to, value)}

    def has(self, table: str, value: Any) -> bool:
        model = model_of(table) if table else None
        return model is None or not issubclass(model, Coded) or value in self._of(model)

    def _of(self, model: type[Coded]) -> frozenset[str]:
        if model.type_name not in self._codes:
            self._codes[model.type_name] = frozenset(self._session.scalars(select(model.code)))
        return self._codes[model.type_name]


def add_missing(session: Session, model: type[C], values: dict[str, Any]) -> None:
    """A code that somebody made before the sample came is theirs and stays as it is."""
    if session.scalar(select(model.id).where(model.code == values["code"])) is None:
        add_code(session, model, values)


def came_along(record_type: Any, record_id: Any) -> ColumnElement[bool]:
    """Whether a record is there because of the sample."""
    return exists().where(
        Change.record_type == record_type,
        Change.record_id == record_id,
        Change.field == "id",
        Change.before.is_(None),
        Change.rule == Rule.SAMPLE,
    )


def brought(session: Session, model: type[Record]) -> dict[str, int]:
    """The records of a table that are still there from the sample, by the name they came with."""
    query = (
        select(Change.after, Change.record_id)
        .join(model, model.id == Change.record_id)
        .where(Change.record_type == model.type_name, Change.rule == Rule.SAMPLE)
        .where(Change.field == "name", Change.before.is_(None), Change.after.is_not(None))
    )
    return {name: record_id for name, record_id in session.execute(query) if name}
