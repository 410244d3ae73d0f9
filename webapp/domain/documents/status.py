"""Open documents can be changed, released ones are settled."""

from __future__ import annotations

from ..errors import N_, Refused, See
from .document import OPEN, Document


def check_open(document: Document) -> None:
    if document.status != OPEN:
        raise Refused(
            N_("%(document)s is released. Reopen it first, then change it."),
            see=See(document.type_name, document.no),
            document=document.label,
        )
