"""A document is put on paper and leaves the house: all in one transaction, so that what cannot be printed leaves no trace."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy.orm import Session

from .. import i18n
from ..domain.documents.document import Document
from ..domain.documents.holding import hold
from ..domain.errors import N_, Refused
from ..domain.files import content_of, safe_name
from ..domain.interactions.dispatch import PRINTED, Dispatch
from ..domain.interactions.dispatching import Leaving, Wanted, dispatch, dispatched, plain_reason
from ..domain.interactions.logging import NotLogged, cannot_log
from .papers import language_of, locale_of, paper_of
from .pdf import Unprintable, pdf_of

LONGEST_WORD = 24


class Left(NamedTuple):
    """What left, and why it is not logged."""

    row: Dispatch
    data: bytes
    problem: NotLogged | None
    again: bool = False
    """Whether the same form had been sent before."""


class Printed(NamedTuple):
    name: str
    data: bytes


def print_document(session: Session, document: Document, wanted: Wanted, once: str, at: dt.datetime) -> Left:
    """On paper. The moment is that of whoever prints, in their time zone."""
    return let_out(session, document, PRINTED, wanted, once, at)


def let_out(session: Session, document: Document, way: str, wanted: Wanted, once: str, at: dt.datetime) -> Left:
    """Two who send the same form wait for each other here, and the second gets what the first has made."""
    hold(session, document)
    once = word_for(once, document.id)
    before = dispatched(session, once)
    if before is not None:
        return Left(before, content_of(session, before.file), why_not_logged(session, document, before), True)
    printed = on_paper(session, document)
    leaving = Leaving(printed.name, printed.data, way, once, at, called(session, document))
    row, problem = dispatch(session, document, leaving, wanted)
    return Left(row, printed.data, problem)


def word_for(once: str, document_id: int) -> str:
    """Several documents may leave by one form."""
    return f"{once[:LONGEST_WORD]}.{document_id}"


def on_paper(session: Session, document: Document) -> Printed:
    paper = paper_of(session, document)
    try:
        return Printed(safe_name(f"{paper.title}.pdf"), pdf_of(paper))
    except Unprintable as error:
        raise Refused(
            N_("%(document)s cannot be put on paper: %(why)s. Nothing was printed or logged."),
            document=document.label,
            why=str(error).rstrip("."),
        ) from error


def called(session: Session, document: Document) -> str:
    """What the log calls a document that nobody has described, in the language of the company."""
    with i18n.speaking(locale_of(session)):
        return _named(document)


def file_name_of(session: Session, document: Document) -> str:
    """What its paper will be called, in the language of whoever gets it."""
    with i18n.speaking(language_of(session, document)):
        return safe_name(f"{_named(document)}.pdf")


def _named(document: Document) -> str:
    return i18n.gettext("%(kind)s %(no)s", kind=i18n.gettext(document.one), no=document.no)


def why_not_logged(session: Session, document: Document | None, row: Dispatch) -> NotLogged | None:
    """The reason that was given then; where it still holds, with the way to mend it."""
    if row.interaction_id is not None:
        return None
    now = cannot_log(session, document) if document is not None else None
    return now if now is not None and now.reason == row.reason else plain_reason(row.reason)
