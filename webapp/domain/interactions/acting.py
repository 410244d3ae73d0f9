"""What can be done with entries of the log: evaluated, cancelled and taken back, deleted once they are cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes.bulk import AT_ONCE, change_many, load_many
from ..deletion import delete_together
from ..documents.version import DocumentVersion
from ..errors import N_, Refused
from ..files import sweep
from ..outbox.mail import Mail
from ..usage import belongings
from .dispatch import Dispatch
from .interaction import Interaction

DELETED = "deleted"
"""Why a document that left is not logged any more."""


class Deleted(NamedTuple):
    number: int
    files: int
    """How many files went for good."""


def evaluate(session: Session, entries: Sequence[Interaction], evaluation: str) -> None:
    for entry in entries:
        entry.evaluation = evaluation
    session.flush()


def toggle_cancelled(session: Session, entries: Sequence[Interaction], drop_files: bool = False) -> bool:
    """All go the way that the first one goes; answers whether they are cancelled now. Their files go on request, where
    nobody else has them."""
    cancelled = not entries[0].cancelled
    for entry in entries:
        if entry.postponed:
            raise Refused(N_("Interaction %(no)s is postponed. Delete it, or finish it first."), no=entry.id)
        entry.cancelled = cancelled
    if cancelled and drop_files:
        files = {entry.file_id for entry in entries if entry.file_id is not None}
        for entry in entries:
            entry.file_id, entry.file_name = None, ""
        session.flush()
        sweep(session, files)
    session.flush()
    return cancelled


def delete_cancelled(session: Session, ids: Sequence[int], for_good: bool = False) -> Deleted:
    """Those of them that are cancelled; the others stay."""
    return _delete(session, load_many(session, Interaction, ids, Interaction.cancelled.is_(True)), for_good)


def delete_postponed(session: Session, entries: Sequence[Interaction], for_good: bool = True) -> Deleted:
    """What was put off has happened for nobody, so it need not be cancelled first."""
    if any(not entry.postponed for entry in entries):
        raise Refused(N_("Only cancelled interactions can be deleted. Cancel it first."))
    return _delete(session, entries, for_good)


def _delete(session: Session, entries: Sequence[Interaction], for_good: bool) -> Deleted:
    """With their comments. Papers that were logged by them say so, and mails stay."""
    files = {entry.file_id for entry in entries if entry.file_id is not None}
    for start in range(0, len(entries), AT_ONCE):
        _let_go(session, entries[start : start + AT_ONCE])
    number = len(entries)
    delete_together(session, [*belongings(session, *entries), *entries] if entries else [])
    return Deleted(number, sweep(session, files) if for_good else 0)


def _let_go(session: Session, entries: Sequence[Interaction]) -> None:
    ids = [entry.id for entry in entries]
    rows = session.scalars(select(Dispatch).where(Dispatch.interaction_id.in_(ids))).all()
    change_many(session, rows, {row.id: {"interaction_id": None, "reason": DELETED} for row in rows})
    mails = session.scalars(select(Mail).where(Mail.interaction_id.in_(ids))).all()
    change_many(session, mails, {mail.id: {"interaction_id": None} for mail in mails})
    versions = [version for entry in entries if (version := _version_only_of(session, entry)) is not None]
    change_many(session, versions, {version.id: {"interaction_exists": False} for version in versions})


def _version_only_of(session: Session, entry: Interaction) -> DocumentVersion | None:
    """The archived version that no other entry tells of."""
    if not entry.version_no:
        return None
    about = ("kind", "document_no", "occurrence", "version_no")
    others = select(Interaction.id).where(
        Interaction.id != entry.id, *(getattr(Interaction, name) == getattr(entry, name) for name in about)
    )
    if session.scalar(others.limit(1)) is not None:
        return None
    return version_of(session, entry)


def version_of(session: Session, entry: Interaction) -> DocumentVersion | None:
    """The archived version an entry tells of."""
    return session.scalar(
        select(DocumentVersion).where(
            DocumentVersion.kind == entry.kind,
            DocumentVersion.no == entry.document_no,
            DocumentVersion.occurrence == entry.occurrence,
            DocumentVersion.number == entry.version_no,
        )
    )
