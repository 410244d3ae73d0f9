"""The document an interaction tells of."""

from __future__ import annotations

from typing import cast

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ...db import reading
from ...domain.documents.kinds import DOCUMENT_KINDS
from ...domain.documents.version import DocumentVersion
from ...domain.errors import Refused
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.papers import PAPER
from ...domain.interactions.showing import document_of
from ...domain.users.rights import Area, Right
from ...pages import done, receipt
from ...pages.finding import find
from ...pages.rendering import page_of
from ...security import needs
from . import bp
from .pages import INTERACTIONS


@bp.get("/interactions/for/<kind>/<key:key>")
@needs(Area.INTERACTIONS, Right.READ)
def of_document(kind: str, key: str) -> Response:
    """The entries of a document, on whoever is billed for it."""
    page = page_of(kind)
    if page is None or kind not in DOCUMENT_KINDS:
        raise NotFound
    document = find(reading(), page, key)
    contact_no = getattr(document, PAPER[kind].contact_field, None) if PAPER[kind].contact_field else None
    return done(
        INTERACTIONS.url(kind=kind, document_no=document.key, **({"contact_no": contact_no} if contact_no else {}))
    )


@bp.get("/interactions/<key:key>/document")
@needs(Area.INTERACTIONS, Right.READ)
def show_document(key: str) -> Response:
    """As it was kept then, or as it is."""
    entry = cast(Interaction, find(reading(), INTERACTIONS, key))
    try:
        found = document_of(reading(), entry)
    except Refused as refused:
        receipt(refused.message, tone="warning", undo=False)
        return done(INTERACTIONS.card_url(entry))
    page = page_of(entry.kind)
    assert page is not None
    if isinstance(found, DocumentVersion):
        return done(page.url("version", key=found.no, version_id=found.id))
    return done(page.card_url(found))
