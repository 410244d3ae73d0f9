"""What every part of the sample adds with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import Coded
from ..codes import add_code

C = TypeVar("C", bound=Coded)


@dataclass(frozen=True)
class Sample:
    """How the sample speaks, and what its people sign in with."""

    say: Callable[[str], str]
    password: str


def add_missing(session: Session, model: type[C], values: dict[str, Any]) -> None:
    """A code that somebody made before the sample came is theirs and stays as it is."""
    if session.scalar(select(model.id).where(model.code == values["code"])) is None:
        add_code(session, model, values)
