"""What a document's card needs to know beside the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from ... import i18n
from ...domain.base import field_of
from ...domain.changes import last_change_ids
from ...domain.documents.amounts import Precision
from ...domain.documents.blocks import NAMED
from ...domain.documents.document import OPEN, Document
from ...domain.documents.kinds import KINDS, kind_of
from ...domain.documents.line import TYPES, DocumentLine
from ...domain.documents.lines import lines_of
from ...domain.documents.partner import partner_of
from ...domain.documents.totals import Counted, counted, precision_of
from ...domain.documents.trail import trail_of
from ...domain.errors import N_
from ...domain.partners.partner import Partner
from ...pages import Fact, kinds
from ...pages.lookups import offered
from ...pages.rendering import page_of, url_of
from .rows import NEW, Row, Typed, headings, new_row, row_of, totals_view, written_rows

COMPARED = (*NAMED, "phone_no", "email")
"""What stands on the card as well, and may be another by now."""


OPTIONS = (("unit", "unit"), ("vat", "vat_rate"))
"""The lists of codes beside the lines, and the tables they are from."""


@dataclass
class Around:
    document: Document
    lines: Sequence[DocumentLine]
    precision: Precision
    counted: Counted
    partner: Partner | None
    seen: Mapping[int, int]
    """By line, how far its memory goes."""
    options: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """By table, the codes that lines choose from."""
    trail: Sequence[tuple[str, str | None]] = ()
    """What it was made of and what was made of it, with the way there."""
    typed: Typed | None = None
    """What was typed into a line and could not be taken."""

    @property
    def is_counted(self) -> bool:
        """Whether there is a line that counts."""
        return any(line.type and line.quantity for line in self.lines)

    @cached_property
    def table(self) -> SimpleNamespace:
        """The lines as the card shows them."""
        base = lines_url(self.document)
        return SimpleNamespace(
            base=base,
            headings=headings(self.document),
            rows=[self._row(line, base) for line in self.lines],
            new=new_row(self.document, base, self._typed(NEW)),
            written=written_rows(self.lines, self.document),
            types=[(value, i18n.gettext(caption)) for value, caption in TYPES],
            totals=totals_view(self.document, self.counted.totals, self.precision),
            options=[(id_, self.options.get(table, [])) for id_, table in OPTIONS],
            is_open=self.document.status == OPEN,
        )

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

    def _row(self, line: DocumentLine, base: str) -> Row:
        return row_of(line, self.document, base, self.seen.get(line.id, 0), self._typed(str(line.id)))

    def _typed(self, id_: str) -> Typed | None:
        return self.typed if self.typed is not None and self.typed.id == id_ else None


def lines_url(document: Document) -> str:
    return f"{url_of(document)}/lines"


def around(session: Session, document: Document) -> Around:
    lines, precision = lines_of(session, document), precision_of(session, document)
    partner, seen = partner_of(session, document), last_change_ids(session, DocumentLine, [line.id for line in lines])
    trail = [(f"{i18n.gettext(each.one)} {each.no}", url_of(each)) for each in trail_of(session, document)]
    if document.quote_no:
        trail.append((i18n.gettext(kind_of(document).side.quote, no=document.quote_no), versions_url(document)))
    options = offered(session, [field_of(DocumentLine, name) for name in ("unit_code", "vat_rate_code")])
    return Around(document, lines, precision, counted(document, lines, precision), partner, seen, options, trail)


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
    facts.append(Fact(N_("No. Printed"), str(document.no_printed)))
    return facts


def differing(document: Document, partner: Any) -> Iterator[tuple[str, Any]]:
    if partner is not None:
        for name in COMPARED:
            if getattr(partner, name) != getattr(document, name):
                yield name, getattr(partner, name)
