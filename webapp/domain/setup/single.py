"""Setup records: one row each, with a page of its own."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Session, declared_attr

from ..base import NEVER_AGAIN, Record
from ..errors import Message, say

ONLY_ROW = 1


class Setup(Record):
    """A table that can hold one row only."""

    __abstract__ = True

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, dict[str, bool]]:
        return (CheckConstraint(f"id = {ONLY_ROW}", name="only_row"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return self.one


S = TypeVar("S", bound=Setup)


def the(session: Session, model: type[S]) -> S:
    """The one record of a setup table; it comes with the company."""
    return session.get_one(model, ONLY_ROW)


def called(record: Record) -> Message | str:
    """What a record is called in a sentence; a setup record goes by its caption, which is translated."""
    return say(record.one) if isinstance(record, Setup) else record.label
