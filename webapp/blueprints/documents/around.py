"""What a document's card needs to know beside the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ... import i18n
from ...domain.base import field_of
from ...domain.documents.blocks import NAMED
from ...domain.documents.document import Document
from ...domain.documents.kinds import KINDS, kind_of
from ...domain.documents.line import DocumentLine
from ...domain.documents.lines import seen_lines
from ...domain.documents.partner import partner_of
from ...domain.documents.totals import as_counted, precision_of, totals_with
from ...domain.documents.trail import trail_of
from ...domain.errors import N_
from ...domain.partners.partner import Partner
from ...pages import Fact, kinds
from ...pages.lookups import offered
from ...pages.rendering import page_of, url_of
from .table import Table

COMPARED = (*NAMED, "phone_no", "email")
"""What stands on the card as well, and may be another by now."""


OPTIONS = (("unit", "unit"), ("vat", "vat_rate"))
"""The lists of codes beside the lines, and the tables they are from."""


@dataclass
class Around:
    document: Document
    lines: Sequence[DocumentLine]
    partner: Partner | None
    table: Table
    trail: Sequence[tuple[str, str | None]] = ()
    """What it was made of and what was made of it, with the way there."""

    @property
    def is_counted(self) -> bool:
        """Whether there is a line that counts."""
        return any(line.type and line.quantity for line in self.lines)

    @property
    def differences(self) -> list[tuple[str, str]]:
        """What the card says by now; a document keeps what was copied."""
        fields = {name: field_of(type(self.document), name) for name in COMPARED}
        return [
            (i18n.gettext(fields[name].caption), kinds.show(theirs, fields[name]) or "–")
            for name, theirs in differing(self.document, self.partner)
        ]

    @property
    def take_over_url(self) -> str:
        return f"{url_of(self.document)}/take-over"


def around(session: Session, document: Document) -> Around:
    seen, precision = seen_lines(session, document), precision_of(session, document)
    lines = [line for line, _last in seen]
    offers = offered(session, [field_of(DocumentLine, name) for name in ("unit_code", "vat_rate_code")])
    table = Table(
        document,
        lines,
        {line.id: last for line, last in seen},
        totals_with(document, map(as_counted, lines), precision),
        precision,
        options=[(id_, offers.get(table, ())) for id_, table in OPTIONS],
    )
    return Around(document, lines, partner_of(session, document), table, _trail(session, document, lines))


def _trail(session: Session, document: Document, lines: Sequence[DocumentLine]) -> list[tuple[str, str | None]]:
    trail = [(f"{i18n.gettext(each.one)} {each.no}", url_of(each)) for each in trail_of(session, document, lines)]
    if document.quote_no:
        trail.append((i18n.gettext(kind_of(document).side.quote, no=document.quote_no), versions_url(document)))
    return trail


def versions_url(document: Document) -> str | None:
    """Where versions of the quote are kept that an order was made of."""
    quote = next((kind for kind in KINDS if kind.becomes == document.kind and not kind.stays), None)
    page = page_of(quote.word) if quote else None
    return page.url("versions", key=document.quote_no) if page else None


def about(_session: Session, document: Document, seen: Around) -> list[Fact]:
    kind = kind_of(document)
    facts = []
    if seen.partner is not None:
        facts.append(Fact(kind.side.partner.model.one, seen.partner.label, url_of(seen.partner)))
    facts.append(Fact(N_("Lines"), str(len(seen.lines))))
    facts.append(Fact(N_("No. Printed"), str(document.no_printed), f"{url_of(document)}/dispatches"))
    return facts


def differing(document: Document, partner: Any) -> Iterator[tuple[str, Any]]:
    if partner is not None:
        for name in COMPARED:
            if getattr(partner, name) != getattr(document, name):
                yield name, getattr(partner, name)
