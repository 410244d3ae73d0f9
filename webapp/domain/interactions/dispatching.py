"""A document leaves the house: it is counted, perhaps archived, its bytes are kept, and it is logged or a reason is given."""

from __future__ import annotations

import datetime as dt
import json
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import fresh, now
from ..changes import Rule, because, memory_of
from ..documents.archive import archive, content_of, is_archived, no_of_versions
from ..documents.document import Document
from ..documents.holding import hold
from ..documents.kinds import DOCUMENT_KINDS, kind_of
from ..errors import N_, Refused, say
from ..files import File, keep_file
from ..setup.numbering import NEVER
from .dispatch import LOGGED, REASONS, SENT, Dispatch
from .interaction import Interaction
from .logging import NotLogged, cannot_log, log_document

NOT_WANTED = NotLogged("not_wanted", say(N_("Logging was switched off.")))


class Wanted(NamedTuple):
    """What is ticked when a document is printed or sent."""

    log: bool
    archive: bool


class Offer(NamedTuple):
    """What can be ticked, and why not."""

    wanted: Wanted
    archives: bool
    """Whether versions of such documents are kept at all."""
    hindrance: NotLogged | None

    def settled(self, log: bool, archive: bool, shown: Wanted | None = None) -> Wanted:
        """Where versions are kept, whoever switches archiving off switches logging off with it, and whoever switches
        logging on switches archiving on. `shown` is what was ticked before."""
        if not self.archives:
            return Wanted(log, False)
        log = log and (archive or not (shown or self.wanted).archive)
        return Wanted(log, archive or log)


class Leaving(NamedTuple):
    """A document on its way out."""

    name: str
    """What the file is called."""
    data: bytes
    way: str
    once: str
    at: dt.datetime
    """The moment in the time zone of whoever acts."""
    called: str = ""
    """What the document is called in the log if nobody has written anything."""


def offer(session: Session, document: Document) -> Offer:
    """The defaults; with nothing to log by, logging is off."""
    archives = is_archived(session, document) not in (False, NEVER)
    hindrance = cannot_log(session, document)
    return Offer(Wanted(hindrance is None, archives), archives, hindrance)


def plain_reason(reason: str) -> NotLogged:
    """A reason given long ago, as far as it is remembered."""
    return NotLogged(reason, say(N_("%(reason)s."), reason=say(dict(REASONS)[reason])))


def dispatched(session: Session, once: str) -> Dispatch | None:
    """What left already by the same form."""
    return session.scalar(select(Dispatch).where(Dispatch.once == once))


def dispatch(
    session: Session, document: Document, leaving: Leaving, wanted: Wanted
) -> tuple[Dispatch, NotLogged | None]:
    """Remembers that a document left. It cannot be undone, since nobody brings a paper back."""
    hold(session, document)
    with because(session, Rule.LEFT):
        file = keep_file(session, leaving.data)
        version_no = _version(session, document, wanted)
        document.no_printed += 1
        if leaving.way == SENT and kind_of(document).for_prospects:
            document.sent_at = now()
        outcome = (
            log_document(session, document, version_no, leaving.at, leaving.called)
            if wanted.log
            else _unwanted(session, document)
        )
        row = _remembered(session, document, leaving, version_no, file)
        _conclude(row, outcome)
        session.add(row)
        session.flush()
    return row, outcome if isinstance(outcome, NotLogged) else None


def _unwanted(session: Session, document: Document) -> NotLogged:
    """Where it could not have been logged anyway, that is what is told."""
    return cannot_log(session, document) or NOT_WANTED


def _version(session: Session, document: Document, wanted: Wanted) -> int:
    """The new one, or else the latest that there is."""
    if not wanted.archive:
        return no_of_versions(session, document)
    version = archive(session, document)
    version.interaction_exists = wanted.log
    return version.number


def _remembered(session: Session, document: Document, leaving: Leaving, version_no: int, file: File) -> Dispatch:
    return fresh(
        Dispatch,
        kind=document.kind,
        document_no=document.no,
        occurrence=document.occurrence,
        version_no=version_no,
        way=leaving.way,
        at=now(),
        user_name=memory_of(session).by.name,
        once=leaving.once,
        content=json.dumps(content_of(session, document), ensure_ascii=False, sort_keys=True),
        file_id=file.id,
        file_name=leaving.name,
    )


def _conclude(row: Dispatch, outcome: Interaction | NotLogged) -> None:
    if isinstance(outcome, NotLogged):
        row.reason = outcome.reason
    else:
        row.interaction_id, row.reason = outcome.id, LOGGED


def log_now(session: Session, row: Dispatch, at: dt.datetime, called: str = "") -> Interaction:
    """What was not logged then, because something was missing that is there now."""
    document = _document(session, row)
    if row.interaction_id is not None:
        raise Refused(N_("It is logged already."))
    if document is None:
        raise Refused(N_("%(no)s no longer exists, so it cannot be logged any more."), no=row.document_no)
    hold(session, document)
    outcome = log_document(session, document, row.version_no, at, called)
    if isinstance(outcome, NotLogged):
        raise outcome.refused()
    with because(session, Rule.LOGGED, document):
        _conclude(row, outcome)
    return outcome


def _document(session: Session, row: Dispatch) -> Document | None:
    model = DOCUMENT_KINDS[row.kind].model
    return session.scalar(select(model).where(model.no == row.document_no, model.occurrence == row.occurrence))


def dispatches_of(session: Session, document: Document) -> list[Dispatch]:
    """The newest first."""
    query = select(Dispatch).where(Dispatch.kind == document.kind, Dispatch.document_no == document.no)
    return list(session.scalars(query.where(Dispatch.occurrence == document.occurrence).order_by(Dispatch.id.desc())))
