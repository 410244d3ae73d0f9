"""A lively small firm to try things on. It is made through the verbs that people use, and leaves in one action."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..changes.recording import memory_of
from ..errors import Message
from . import codes, colleagues, company, contacts, documents, interactions, removal
from .adding import OnPaper, Paper, Sample

PARTS = (colleagues, codes, company, contacts, documents, interactions)
"""Each adds what it is called after. A later part may use what an earlier one brought."""


def add_sample(session: Session, say: Callable[[str], str], *, password: str, on_paper: OnPaper | None = None) -> None:
    """Add what is missing of the sample; what somebody made under the same code or address stays theirs. What the verbs
    have to tell of each record is too much to tell of all."""
    sample, notes = Sample(say, password, on_paper), memory_of(session).notes
    told = len(notes)
    with because(session, Rule.SAMPLE):
        for part in PARTS:
            part.add(session, sample)
    del notes[told:]


def remove_sample(session: Session) -> list[Message]:
    """Take the sample away, except what is in use or was changed since; that is said in the messages."""
    session.flush()
    return removal.remove(session)


def sample_is_there(session: Session) -> bool:
    return removal.is_there(session)


__all__ = ["PARTS", "OnPaper", "Paper", "add_sample", "remove_sample", "sample_is_there"]
