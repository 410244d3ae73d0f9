"""The documents of the furnished house, and where they are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from webapp.blueprints.documents.pages import BY_KIND
from webapp.domain.documents.document import OPEN
from webapp.domain.documents.kinds import DOCUMENT_KINDS

from .stage import Server


def document_path(server: Server, kind: str, more: str = "", status: str = OPEN) -> str:
    """The first document of a kind that the sample brought."""
    model: Any = DOCUMENT_KINDS[kind].model
    with server.house.looking() as session:
        no = session.scalars(select(model.no).where(model.status == status).order_by(model.no)).first()
    assert no is not None
    return f"/{BY_KIND[kind].word}/{no}{more}"
