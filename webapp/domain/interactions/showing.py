"""The document that an interaction tells of: as it was kept then, or as it is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..documents.document import Document
from ..documents.kinds import DOCUMENT_KINDS
from ..documents.version import DocumentVersion
from ..errors import N_, Refused, say
from .acting import version_of
from .interaction import Interaction, is_told
from .papers import PAPER


def document_of(session: Session, entry: Interaction) -> Document | DocumentVersion:
    """Version 0 is the document itself."""
    if entry.kind not in DOCUMENT_KINDS:
        raise Refused(N_("There is no document to show for this interaction."))
    if entry.version_no:
        version = version_of(session, entry)
        if version is not None:
            return version
    document = live_document(session, entry)
    if document is None:
        text = N_("%(kind)s %(no)s no longer exists, and no version of it was archived.")
        raise Refused(text, kind=say(PAPER[entry.kind].caption), no=entry.document_no)
    return document


def live_document(session: Session, entry: Interaction) -> Document | None:
    """As it is now, if it is still there."""
    query = select(Document).where(Document.kind == entry.kind, Document.no == entry.document_no)
    return session.scalar(query.where(is_told(entry.occurrence, Document.occurrence)))
