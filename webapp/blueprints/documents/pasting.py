"""Rows copied from a spreadsheet, as lines."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.documents.document import Document
from ...domain.documents.line import TEXT
from ...domain.errors import N_, Refused
from ...domain.products.product import Item
from ...pages import kinds
from ...pages.lookups import looked_up
from .rows import line_field

ORDER = ("product_no", "description", "quantity", "unit_price", "discount_percent")
"""What the columns of the clipboard mean; a row with one cell is a text."""
MOST_ROWS = 500


def pasted_lines(session: Session, document: Document, rows: str) -> list[dict[str, Any]]:
    given = [
        [cell.strip() for cell in row.split("\t")] for row in rows.replace("\r\n", "\n").split("\n") if row.strip()
    ]
    if not given:
        raise Refused(N_("There is nothing to paste. Copy some rows first."))
    if len(given) > MOST_ROWS:
        raise Refused(N_("Paste at most %(most)s rows at a time."), most=MOST_ROWS)
    known = _known(session, {cells[0].upper() for cells in given if len(cells) > 1})
    return [_line(session, number, cells, known) for number, cells in enumerate(given, 1)]


def _known(session: Session, numbers: Set[str]) -> set[str]:
    """Those that are items, in one question: most are."""
    wanted = [number for number in numbers if "\0" not in number]
    return set(session.scalars(select(Item.no).where(Item.no.in_(wanted))))


def _line(session: Session, number: int, cells: list[str], known: Set[str]) -> dict[str, Any]:
    if len(cells) == 1:
        return {"type": TEXT, "description": kinds.read(cells[0], line_field("description"))}
    typed = dict(zip(ORDER, cells, strict=False))
    item = typed.pop("product_no").upper()
    if item not in known:
        item = _looked_up(session, number, cells[0])
    values = {name: kinds.read(text, line_field(name)) for name, text in typed.items() if text}
    return {"type": Item.type_name, "product_no": item, **values}


def _looked_up(session: Session, number: int, typed: str) -> str:
    """The only item that is found by what stands where a number should."""
    found = looked_up(session, Item, "", typed, 2) if typed else []
    if len(found) != 1:
        raise Refused(
            N_("Row %(number)s: there is no item %(no)s. Nothing was pasted. Mend the row, then paste again."),
            number=number,
            no=typed[:40],
        )
    return found[0].value
